"""TBX: version 3 in the dialects Basic (`tbx`) and Linguist (`tbx-linguist`), and version 2 (`tbx2`).

No tool that we tried reads version 3 yet; OmegaT, Weblate and translate-toolkit read version 2. The three share one
writer and one reader, and the reader understands every dialect and both styles of version 3 as well as version 2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO, ClassVar, Final

from exports.formats import ReadReport, TermFormat, TermOptions, tidy
from exports.holds import Holds, Keep, Tally
from glossary.terms.entries import Attestation, Concept

if TYPE_CHECKING:
    from exports.tbx_write import Dialect

_LOST: Final = ("concept.version", "term.version", "attestation.place")
_NOTES: Final = (
    *("concept.approved", "concept.approved_by", "term.match", "term.case_sensitive", "term.do_not_translate"),
    *("term.usage_note", "term.evidence", "term.valid_from", "term.valid_until", "attestation.date"),
    "attestation.count",
)
_EXTRA: Final = dict.fromkeys(("concept.extra", "term.extra"), "what its dialect has a category for")
_DAYS: Final = {"concept.created": "the day", "concept.modified": "the day"}
_READING_NOTES: Final = ("term.readings", "reading.is_override", "reading.reason")


class _Tbx(TermFormat):
    """What the three have in common."""

    suffix = ".tbx"
    _dialect: ClassVar[str]

    def _write(self, concepts: Iterator[Concept], out: BinaryIO, options: TermOptions, tally: Tally) -> None:
        from exports import tbx_write

        dialect: Dialect = getattr(tbx_write, self._dialect)
        tbx_write.write(concepts, out, dialect, options, tally)

    def _read(self, data: BinaryIO, name: str, report: ReadReport, columns: Mapping[str, str]) -> Iterator[Concept]:
        from exports import tbx_read

        del columns
        return tbx_read.read(data, name, report)

    def reduce(self, concept: Concept) -> Concept:
        """Return what comes back: terms grouped by language, no control characters, times in UTC or their days."""
        concept = tidy(super().reduce(concept))
        languages = list(dict.fromkeys(t.language for t in concept.terms))
        terms = sorted(concept.terms, key=lambda t: languages.index(t.language))
        if self.holds.keep("concept.created") is Keep.PART:
            concept = replace(concept, created=_day(concept.created), modified=_day(concept.modified))
        return concept.with_terms(
            tuple(replace(t, attestations=tuple(filter(_says_something, t.attestations))) for t in terms)
        )


def _says_something(attestation: Attestation) -> bool:
    """Whether anything is left of an attestation without the place in the user's own texts."""
    return bool(
        attestation.date
        or attestation.count is not None
        or attestation.context
        or attestation.source not in ("", "bead")
    )


class Tbx3(_Tbx):
    """TBX-Basic, version 3, DCA style."""

    name = "tbx"
    title = "TBX v3 (ISO 30042:2019), TBX-Basic 1.2.1"
    holds = Holds.all_but(
        no=_LOST,
        note=(*_NOTES, *_READING_NOTES, "term.register"),
        part={
            "term.status": "forbidden is deprecated with a note",
            "term.part_of_speech": "proper nouns are nouns with a note",
            **_EXTRA,
        },
    )
    _dialect = "BASIC"


class TbxLinguist(_Tbx):
    """TBX-Linguist, version 3, DCA style: with readings as data and not as notes."""

    name = "tbx-linguist"
    title = "TBX v3 (ISO 30042:2019), TBX-Linguist, with readings"
    holds = Holds.all_but(
        no=_LOST,
        note=_NOTES,
        part={
            "term.status": "forbidden is deprecated with a note",
            "term.part_of_speech": "proper nouns are nouns with a note",
            "term.register": "what is not in the picklist is a note",
            **_DAYS,
            **_EXTRA,
        },
    )
    _dialect = "LINGUIST"


class Tbx2(_Tbx):
    """TBX-Basic, version 2: what OmegaT and Weblate read."""

    name = "tbx2"
    title = "TBX v2 (martif), TBX-Basic, for OmegaT and Weblate"
    holds = Holds.all_but(
        no=_LOST,
        note=(*_NOTES, *_READING_NOTES, "term.register"),
        part={
            "term.status": "forbidden is deprecated with a note",
            **_DAYS,
            **_EXTRA,
        },
    )
    _dialect = "MARTIF"


def _day(moment: datetime | None) -> datetime | None:
    return moment and moment.replace(hour=0, minute=0, second=0, microsecond=0)


TBX: Final = Tbx3()
LINGUIST: Final = TbxLinguist()
TBX2: Final = Tbx2()
