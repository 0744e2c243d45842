"""Writing TBX: version 3 in the dialects Basic and Linguist (DCA style), and version 2 (`martif`).

What is written validates against the RelaxNG schemas of its version and breaks none of the rules in `tbx_categories`.
One concept is in memory at a time; only concepts that refer to a later one wait until that one has come, because a
reference must have its target in the file, and it is known only then whether it has.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import BinaryIO, NamedTuple, cast

from exports import tbx_categories as categories
from exports import tbx_notes as notes
from exports.cells import pack_item
from exports.formats import TermOptions, map_texts, writable
from exports.holds import Tally
from exports.neutral import Cleaner, clean, to_ncname
from exports.xmlwrite import DECLARATION, attribute, element, text, typed
from glossary import __version__
from glossary.errors import OutputError
from glossary.terms.entries import Attestation, Concept, PartOfSpeech, Reading, Status, Term

GENERATOR = "malmoi"
"""First word of sourceDesc; the reader knows by it that white space in the file is meant."""

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z")
"""xs:language of XML Schema."""

_STATUS = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
    Status.SUPERSEDED: "supersededTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_STATUS_NOTES = {status: typed("termNote", "administrativeStatus", value) for status, value in _STATUS.items()}


class Dialect(NamedTuple):
    """What differs between the three files that are written."""

    type: str
    v2: bool = False
    linguist: bool = False

    @property
    def days_only(self) -> bool:
        """Whether a schema of the dialect knows dates without time only: that of version 2, and Linguist's own."""
        return self.v2 or self.linguist


BASIC = Dialect("TBX-Basic")
LINGUIST = Dialect("TBX-Linguist", linguist=True)
MARTIF = Dialect("TBX-Basic", v2=True)


def write(concepts: Iterator[Concept], out: BinaryIO, dialect: Dialect, options: TermOptions, tally: Tally) -> None:
    """Write one file; raises OutputError for an empty term base in version 2, whose schema demands an entry."""
    _Writer(out, dialect, tally).run(concepts, options)


class _Writer:
    def __init__(self, out: BinaryIO, dialect: Dialect, tally: Tally) -> None:
        self._out = out
        self._dialect = dialect
        self._tally = tally
        self._clean = Cleaner()
        self._ids: set[str] = set()
        """Every id in the file: concepts and terms share one space of names."""
        v2 = dialect.v2
        self._entry, self._lang_sec, self._term_sec = (
            ("termEntry", "langSet", "tig") if v2 else ("conceptEntry", "langSec", "termSec")
        )

    def run(self, concepts: Iterator[Concept], options: TermOptions) -> None:
        first = next(usable := writable(concepts, self._tally, without_terms=False), None)
        if first is None and self._dialect.v2:
            raise OutputError(
                "TBX version 2 cannot hold an empty term base: its schema demands at least one entry",
                hint="Export at least one concept, or use the format tbx.",
            )
        self._out.write(self._head(options).encode())
        if first is not None:
            self._out.write(b"    <body>\n")
            self._body(first, usable)
            self._out.write(b"    </body>\n")
        self._out.write(f"  </text>\n</{self._root()}>\n".encode())
        self._clean.tell(self._tally)

    def _root(self) -> str:
        return "martif" if self._dialect.v2 else "tbx"

    def _head(self, options: TermOptions) -> str:
        about = f"{GENERATOR} {__version__}"
        if title := self._clean(options.title):
            about += f": {title}"
        if self._dialect.v2:
            return (
                f'{DECLARATION}<martif type="{self._dialect.type}" xml:lang="en">\n'
                f"  <martifHeader>\n    <fileDesc>\n      <sourceDesc>{element('p', about)}</sourceDesc>\n"
                "    </fileDesc>\n    <encodingDesc>"
                f"{element('p', 'TBXBasicXCSV02.xcs', type='XCSURI')}</encodingDesc>\n  </martifHeader>\n  <text>\n"
            )
        return (
            f'{DECLARATION}<tbx type="{self._dialect.type}" style="dca" xml:lang="en" '
            f'xmlns="{categories.NAMESPACE}">\n'
            f"  <tbxHeader>\n    <fileDesc>\n      <sourceDesc>{element('p', about)}</sourceDesc>\n"
            "    </fileDesc>\n  </tbxHeader>\n  <text>\n"
        )

    def _body(self, first: Concept, rest: Iterator[Concept]) -> None:
        waiting: list[tuple[int, Concept]] = []
        """Where in the spool each concept belongs that waits for its references' targets."""
        position = 0
        with tempfile.SpooledTemporaryFile(max_size=32_000_000) as spool:
            for concept in _chain(first, rest):
                self._take_id(concept)
                if any(to_ncname(r.target) not in self._ids for r in concept.references):
                    waiting.append((position, concept))
                    continue
                data = self._concept(concept).encode()
                if waiting:
                    position += spool.write(data)
                else:
                    self._out.write(data)
            spool.seek(0)
            at = 0
            for position, concept in waiting:
                _copy(cast("BinaryIO", spool), self._out, position - at)
                at = position
                self._out.write(self._concept(concept).encode())
            _copy(cast("BinaryIO", spool), self._out, -1)

    def _take_id(self, concept: Concept) -> None:
        name = to_ncname(concept.id)
        if name in self._ids:
            raise OutputError(
                f"the id {concept.id!r} stands for two things; in TBX ids of concepts and terms are one space of names",
                hint="Give one of them another id.",
            )
        self._ids.add(name)

    # -- one concept -----------------------------------------------------------------------------------------------

    def _concept(self, concept: Concept) -> str:
        """Return the entry of a concept; control characters are looked for only once it is a text."""
        self._tally.see(concept)
        if self._dialect.days_only:
            times = [m for m in (concept.created, concept.modified) if m is not None]
            self._tally.lose("concept.time", sum(_utc(m).time() != datetime.min.time() for m in times))
        ids = [self._term_id(term) for term in concept.terms]
        entry = self._entry_of(concept, ids)
        if clean(entry) != entry:
            entry = self._entry_of(replace(map_texts(concept, self._clean), id=concept.id), ids)
        return entry

    def _entry_of(self, concept: Concept, ids: list[str]) -> str:
        lines = [f'      <{self._entry} id="{attribute(to_ncname(concept.id))}">']
        lines.extend(f"        {line}" for line in self._concept_data(concept))
        languages: dict[str, list[tuple[Term, str]]] = {}
        for term, identity in zip(concept.terms, ids, strict=True):
            languages.setdefault(term.language, []).append((term, identity))
        for language, terms in languages.items():
            if not _LANGUAGE.match(language):
                raise OutputError(
                    f"concept {concept.id}: {language!r} is no language tag, so {terms[0][0].text!r} cannot be written",
                    hint="Give the term a language such as ko-KP, en or ja.",
                )
            lines.append(f'        <{self._lang_sec} xml:lang="{language}">')
            for term, identity in terms:
                lines.append(f"          <{self._term_sec}{identity}>")
                lines.extend(f"            {line}" for line in self._term_data(term))
                lines.append(f"          </{self._term_sec}>")
            lines.append(f"        </{self._lang_sec}>")
        lines.append(f"      </{self._entry}>\n")
        return "\n".join(lines)

    def _term_id(self, term: Term) -> str:
        name = to_ncname(term.id)
        if not term.id or name in self._ids:
            self._tally.lose("term.id")
            return ""
        self._ids.add(name)
        return f' id="{attribute(name)}"'

    def _concept_data(self, concept: Concept) -> Iterator[str]:
        yield from self._transaction("origination", concept.created, concept.author)
        yield from self._transaction("modification", concept.modified, "")
        if concept.subject:
            yield typed("descrip", "subjectField", concept.subject)
        if concept.definition or concept.definition_source:
            yield self._described("definition", concept.definition, concept.definition_source)
        for reference in concept.references:
            name = to_ncname(reference.target)
            if name in self._ids and name != to_ncname(concept.id):
                yield element("ref", reference.kind, type="crossReference", target=name)
            else:
                yield _note(notes.reference_note(reference))
        for note in notes.concept_notes(concept):
            yield _note(note)
        if concept.note:
            yield _note(notes.plain_note(concept.note))

    def _transaction(self, kind: str, moment: datetime | None, who: str) -> Iterator[str]:
        if moment is None and not who:
            return
        content = typed("transac", "transactionType", kind)
        if moment is not None:
            content += f"<date>{self._date(moment)}</date>"
        if who:
            content += typed("transacNote", "responsibility", who)
        yield f"<transacGrp>{content}</transacGrp>"

    def _date(self, moment: datetime) -> str:
        moment = _utc(moment)
        return moment.date().isoformat() if self._dialect.days_only else moment.isoformat().replace("+00:00", "Z")

    def _described(self, kind: str, content: str, source: str, note: str = "") -> str:
        inner = typed("descrip", kind, content)
        if source:
            inner += typed("admin", "source", source)
        if note:
            inner += _note(note)
        return f"<descripGrp>{inner}</descripGrp>" if source or note else inner

    # -- one term --------------------------------------------------------------------------------------------------

    def _term_data(self, term: Term) -> Iterator[str]:
        dialect = self._dialect
        yield f"<term>{text(term.text.strip())}</term>"
        yield _STATUS_NOTES[term.status]
        if term.part_of_speech:
            speech = term.part_of_speech
            proper = speech is PartOfSpeech.PROPER_NOUN and not dialect.v2
            yield typed("termNote", "partOfSpeech", "noun" if proper else speech.value)
        if term.type:
            yield typed("termNote", "termType", term.type.value)
        if term.region:
            yield typed("termNote", "geographicalUsage", term.region)
        register = f"{term.register}Register"
        has_register = dialect.linguist and register in categories.CATEGORIES["register"].values
        if has_register:
            yield typed("termNote", "register", register)
        if term.source:
            yield typed("admin", "source", term.source)
        if term.house:
            yield typed("admin", "customerSubset", term.house)
        if dialect.linguist:
            for reading in term.readings:
                yield self._reading(reading)
        for note in notes.term_notes(term, v2=dialect.v2, linguist=dialect.linguist, register=has_register):
            yield _note(note)
        for attestation in term.attestations:
            yield from self._attestation(attestation)
        if term.comment:
            yield _note(notes.comment_note(term.comment))

    def _reading(self, reading: Reading) -> str:
        system = categories.READING_NOTES.get(reading.system, reading.system)
        content = typed("admin", "reading", reading.text)
        content += typed("adminNote", "readingNote", system)
        if attributes := notes.override(reading):
            content += _note(pack_item("", attributes))
        return f"<adminGrp>{content}</adminGrp>"

    def _attestation(self, attestation: Attestation) -> Iterator[str]:
        counted = attestation.date or attestation.count is not None
        if attestation.context and not (counted and self._dialect.v2):  # there a descripGrp has no place for a note
            note = notes.attestation_note(attestation, context=False) if counted else ""
            yield self._described("context", attestation.context, attestation.source, note)
        elif counted or attestation.context or attestation.source not in ("", "bead"):
            yield _note(notes.attestation_note(attestation))


def _note(content: str) -> str:
    return f"<note>{text(content)}</note>"


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _chain(first: Concept, rest: Iterator[Concept]) -> Iterator[Concept]:
    yield first
    yield from rest


def _copy(source: BinaryIO, out: BinaryIO, count: int) -> None:
    """Copy a number of bytes, or all that is left (-1)."""
    while count:
        data = source.read(min(count, 1 << 20) if count > 0 else 1 << 20)
        if not data:
            return
        out.write(data)
        count -= len(data) if count > 0 else 0
