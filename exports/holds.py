"""What each format can hold, field by field, and the report of what an export had to leave out.

The table is the one truth: writers count losses by it, the contract tests compare what comes back by it, and
`malmoi export --formats` prints it. A field is named by its level and its name in `glossary.terms.entries`
(`term.usage_note`, `reading.reason`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, ClassVar, Final, Self

from glossary.terms.entries import Attestation, Concept, CrossReference, Reading, Term


class Keep(StrEnum):
    """How a format keeps a field."""

    FIELD = "yes"
    """In a place of its own, which other tools read too."""
    NOTE = "note"
    """In a labelled note that people read and that malmoi reads back."""
    PART = "partly"
    """Some of it; the format's remark says which part."""
    NO = "no"
    """Not at all; every export says how often that mattered."""


NAMES: Final[dict[str, tuple[str, str]]] = {
    "concept.id": ("concept id", "concept ids"),
    "concept.subject": ("subject field", "subject fields"),
    "concept.definition": ("definition", "definitions"),
    "concept.definition_source": ("source of a definition", "sources of definitions"),
    "concept.note": ("note", "notes"),
    "concept.references": ("cross-reference", "cross-references"),
    "concept.approved": ("approval", "approvals"),
    "concept.approved_by": ("name of who approved", "names of who approved"),
    "concept.author": ("author", "authors"),
    "concept.created": ("creation time", "creation times"),
    "concept.modified": ("modification time", "modification times"),
    "concept.extra": ("further TBX element of a concept", "further TBX elements of concepts"),
    "concept.version": ("concept version number", "concept version numbers"),
    "term.id": ("term id", "term ids"),
    "term.status": ("status", "statuses"),
    "term.type": ("term type", "term types"),
    "term.part_of_speech": ("part of speech", "parts of speech"),
    "term.match": ("match mode", "match modes"),
    "term.case_sensitive": ("case-sensitive mark", "case-sensitive marks"),
    "term.do_not_translate": ("do-not-translate mark", "do-not-translate marks"),
    "term.register": ("register", "registers"),
    "term.region": ("region", "regions"),
    "term.house": ("house profile", "house profiles"),
    "term.usage_note": ("usage note", "usage notes"),
    "term.comment": ("comment", "comments"),
    "term.source": ("source of a term", "sources of terms"),
    "term.evidence": ("kind of evidence", "kinds of evidence"),
    "term.valid_from": ("first date of use", "first dates of use"),
    "term.valid_until": ("last date of use", "last dates of use"),
    "term.readings": ("reading", "readings"),
    "term.attestations": ("attestation", "attestations"),
    "term.extra": ("further TBX element of a term", "further TBX elements of terms"),
    "term.version": ("term version number", "term version numbers"),
    "reading.is_override": ("override mark of a reading", "override marks of readings"),
    "reading.reason": ("reason of a reading", "reasons of readings"),
    "attestation.date": ("date of an attestation", "dates of attestations"),
    "attestation.count": ("count of an attestation", "counts of attestations"),
    "attestation.context": ("context", "contexts"),
    "attestation.place": ("place in your own texts", "places in your own texts"),
}
"""Each field of the model in words, for one and for several; the order is the order of the table."""

BEAD_NAMES: Final[dict[str, tuple[str, str]]] = {
    "alignment.title": ("title", "titles"),
    "alignment.date": ("date", "dates"),
    "alignment.engine": ("name of the aligner", "names of the aligner"),
    "alignment.warnings": ("warning of the aligner", "warnings of the aligner"),
    "alignment.settings": ("setting of the aligner", "settings of the aligner"),
    "bead.probability": ("probability of a bead", "probabilities of beads"),
    "bead.state": ("decision on a bead", "decisions on beads"),
    "bead.reasons": ("reason of the aligner", "reasons of the aligner"),
    "bead.author": ("name of who decided", "names of who decided"),
    "bead.note": ("comment", "comments"),
    "sentence.text": ("sentence", "sentences"),
    "sentence.border": ("border between sentences of a bead", "borders between sentences of a bead"),
    "sentence.paragraph": ("border between paragraphs", "borders between paragraphs"),
    "sentence.original": ("source's own text of an edited sentence", "sources' own texts of edited sentences"),
    "phrase.link": ("linked phrase", "linked phrases"),
}
"""What is known of an alignment, in words, in the same way."""

OCCASIONS: Final[dict[str, tuple[str, str]]] = {
    "concept": ("concept without terms", "concepts without terms"),
    "concept.time": ("time of day", "times of day"),
    "term": ("term", "terms"),
    "term.empty": ("empty term", "empty terms"),
    "term.unpermitted": ("deprecated or forbidden term", "deprecated or forbidden terms"),
    "term.alone": ("term without counterpart", "terms without counterpart"),
    "text.long": ("text too long for a cell", "texts too long for a cell"),
    "language": ("term in another language", "terms in other languages"),
}
"""Losses that are no field of the model but happen to whole things."""

_CLASSES: Final[dict[str, type[Any]]] = {
    "concept": Concept,
    "term": Term,
    "reading": Reading,
    "attestation": Attestation,
    "reference": CrossReference,
}


def _defaults(level: str) -> dict[str, Any]:
    return {
        f.name: () if f.default is MISSING and f.default_factory is not MISSING else f.default
        for f in fields(_CLASSES[level])
        if f.default is not MISSING or f.default_factory is not MISSING
    }


_DEFAULTS: Final = {level: _defaults(level) for level in _CLASSES}
_PLACE: Final = ("bead", "start", "end")


@dataclass(frozen=True, slots=True)
class Holds:
    """What one format keeps; a field that is not named is kept in a place of its own."""

    names: ClassVar[Mapping[str, tuple[str, str]]] = NAMES

    keeps: Mapping[str, Keep] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    """For `Keep.PART`: which part."""

    @classmethod
    def all_but(
        cls, *, no: Iterable[str] = (), note: Iterable[str] = (), part: Mapping[str, str] | None = None
    ) -> Self:
        """Return a table in which everything is kept but what is named; unknown names raise KeyError."""
        part = part or {}
        keeps = dict.fromkeys(no, Keep.NO) | dict.fromkeys(note, Keep.NOTE) | dict.fromkeys(part, Keep.PART)
        for path in keeps:
            cls.names[path]
        return cls(keeps, part)

    @classmethod
    def only(cls, *paths: str, part: Mapping[str, str] | None = None) -> Self:
        """Return a table in which nothing is kept but what is named."""
        part = part or {}
        return cls.all_but(no=[p for p in cls.names if p not in paths and p not in part], part=part)

    def keep(self, path: str) -> Keep:
        """Return how a field is kept. Raises KeyError for what is no field."""
        self.names[path]
        return self.keeps.get(path, Keep.FIELD)

    def lost(self, level: str) -> tuple[str, ...]:
        """Return the names of the fields of a level (`concept`, `term` …) that are not kept at all."""
        return tuple(p.split(".")[1] for p, keep in self.keeps.items() if keep is Keep.NO and p.startswith(level + "."))

    def reduce(self, concept: Concept) -> Concept:
        """Return the concept without the fields that are not kept (ids stay: something must name the thing)."""

        def bare(level: str, row: Any) -> Any:
            names = [n for n in self.lost(level) if n != "id"]
            if level == "attestation" and "place" in names:
                names = [n for n in names if n != "place"] + list(_PLACE)
            return replace(row, **{n: _DEFAULTS[level][n] for n in names}) if names else row

        terms = []
        for whole in concept.terms:
            term: Term = bare("term", whole)
            terms.append(
                replace(
                    term,
                    readings=tuple(bare("reading", r) for r in term.readings),
                    attestations=tuple(bare("attestation", a) for a in term.attestations),
                )
            )
        reduced: Concept = bare("concept", concept)
        return replace(reduced, terms=tuple(terms))


class BeadHolds(Holds):
    """What one format of alignments keeps."""

    __slots__ = ()
    names = BEAD_NAMES


@dataclass(frozen=True, slots=True)
class LossReport:
    """What an export left out, and what else its user should know."""

    format: str
    losses: Mapping[str, int] = field(default_factory=dict)
    """Field or occasion -> how often it was left out."""
    notices: tuple[str, ...] = ()
    written: int = 0
    """How many concepts (or beads) were written."""

    @property
    def lines(self) -> tuple[str, ...]:
        """Return one sentence for each loss (`3 usage notes not representable in omegat`), then the notices."""
        losses = []
        for path, count in self.losses.items():
            one, many = (NAMES | BEAD_NAMES | OCCASIONS).get(path, (path, path))
            losses.append(f"{count:,} {one if count == 1 else many} not representable in {self.format}")
        return (*losses, *self.notices)

    def __bool__(self) -> bool:
        return bool(self.losses or self.notices)


class Tally:
    """Counts losses while a writer runs."""

    def __init__(self, format_name: str, holds: Holds | None = None) -> None:
        self._format = format_name
        self._losses: Counter[str] = Counter()
        self._notices: dict[str, int] = {}
        self.written = 0
        holds = holds or Holds()
        self._lost = {
            level: tuple((n, _DEFAULTS[level][n]) for n in holds.lost(level) if n in _DEFAULTS[level])
            for level in ("concept", "term", "reading", "attestation")
        }
        # Where the rows themselves are lost, what was in them is not counted a second time.
        self._readings = holds.keep("term.readings") is not Keep.NO and bool(self._lost["reading"])
        self._place = holds.keep("attestation.place") is Keep.NO
        self._attestations = holds.keep("term.attestations") is not Keep.NO and (
            self._place or bool(self._lost["attestation"])
        )

    def see(self, concept: Concept) -> None:
        """Count what the format cannot hold of a concept that is being written."""
        self.written += 1
        self._count("concept", concept)
        for term in concept.terms:
            self._count("term", term)
            if self._readings:
                for reading in term.readings:
                    self._count("reading", reading)
            if self._attestations:
                for attestation in term.attestations:
                    self._count("attestation", attestation)
                    if self._place and attestation.bead is not None:
                        self._losses["attestation.place"] += 1

    def _count(self, level: str, row: object) -> None:
        for name, default in self._lost[level]:
            value = getattr(row, name)
            if value != default:
                self._losses[f"{level}.{name}"] += len(value) if isinstance(value, tuple) else 1

    def lose(self, path: str, count: int = 1) -> None:
        """Count a loss that the table does not know, by a key of `NAMES` or `OCCASIONS`."""
        if count:
            self._losses[path] += count

    def notice(self, text: str) -> None:
        """Add a sentence for the user; the same sentence is kept once, in the order of coming."""
        self._notices[text] = self._notices.get(text, 0) + 1

    def report(self) -> LossReport:
        """Return the report, losses in the order of the table."""
        order = {path: i for i, path in enumerate((*NAMES, *BEAD_NAMES, *OCCASIONS))}
        losses = dict(sorted(self._losses.items(), key=lambda item: order.get(item[0], len(order))))
        return LossReport(self._format, losses, tuple(self._notices), self.written)


def table(formats: Mapping[str, Holds]) -> tuple[tuple[str, ...], ...]:
    """Return the table of fields (rows) and formats (columns), its first row the header."""
    header = ("field", *formats)
    names = next(iter(formats.values())).names
    rows = [(path, *(holds.keep(path).value for holds in formats.values())) for path in names]
    return (header, *rows)
