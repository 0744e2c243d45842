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
from typing import Any, BinaryIO, NamedTuple, cast

from exports import tbx_categories as categories
from exports import tbx_dct, tbx_extra, tbx_tree
from exports import tbx_notes as notes
from exports.cells import pack_item
from exports.formats import TermOptions, map_texts, writable
from exports.holds import Tally
from exports.neutral import CONTROL, Cleaner, to_ncname
from exports.xmlwrite import DECLARATION, element, text, typed
from glossary import __version__
from glossary.errors import OutputError, UsageError
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
_IN_TERM = "\n            "
_MOST_PICKS = 1000
"""Different picklist values of terms, and transactions, that are kept as text; a hostile file has any number."""
_STATUS_NOTES = {status: typed("termNote", "administrativeStatus", value) for status, value in _STATUS.items()}


class Dialect(NamedTuple):
    """What differs between the files that are written."""

    type: str
    v2: bool = False
    linguist: bool = False
    dct: bool = False
    """Categories as elements of their modules (`<min:partOfSpeech>`), not as values of `type`."""

    @property
    def days_only(self) -> bool:
        """Whether a schema of the dialect knows dates without time only: that of version 2, and Linguist's own."""
        return self.v2 or self.linguist

    @property
    def modules(self) -> frozenset[str]:
        """Return the modules whose categories may stand in the file."""
        return categories.DIALECTS[self.type]


BASIC = Dialect("TBX-Basic")
LINGUIST = Dialect("TBX-Linguist", linguist=True)
MARTIF = Dialect("TBX-Basic", v2=True)


def write(concepts: Iterator[Concept], out: BinaryIO, dialect: Dialect, options: TermOptions, tally: Tally) -> None:
    """Write one file; raises OutputError for an empty term base in version 2, whose schema demands an entry."""
    if options.style == "dct" and dialect.v2:
        raise UsageError("TBX version 2 has no DCT style.", hint="Use the format tbx or tbx-linguist for it.")
    _Writer(out, dialect._replace(dct=options.style == "dct"), tally).run(concepts, options)


class _Writer:
    def __init__(self, out: BinaryIO, dialect: Dialect, tally: Tally) -> None:
        self._out = out
        self._dialect = dialect
        self._tally = tally
        self._clean = Cleaner()
        self._ids: set[str] = set()
        """Every id in the file: concepts and terms share one space of names."""
        self._known_picks: dict[tuple[str, str, str, str, str], tuple[str, bool]] = {}
        self._transactions: dict[tuple[str, datetime | None, str], tuple[str, ...]] = {}
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
        style = "dct" if self._dialect.dct else "dca"
        modules = "".join(
            f' xmlns:{tbx_dct.PREFIXES[m]}="{tbx_dct.NAMESPACES[m]}"'
            for m in ("min", "basic", "linguist")
            if self._dialect.dct and m in self._dialect.modules
        )
        return (
            f'{DECLARATION}<tbx type="{self._dialect.type}" style="{style}" xml:lang="en" '
            f'xmlns="{categories.NAMESPACE}"{modules}>\n'
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
                if any(to_ncname(r.target) not in self._ids for r in concept.references) or (
                    _extras(concept) and any(tbx_extra.targets(e) - self._ids for e in _extras(concept))
                ):
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
        if not entry.replace("\n", "").isprintable() and CONTROL.search(entry):
            entry = self._entry_of(replace(map_texts(concept, self._clean), id=concept.id), ids)
        return tbx_dct.restyled(entry) if self._dialect.dct else entry

    def _entry_of(self, concept: Concept, ids: list[str]) -> str:
        kept = self._kept(concept) if concept.extra else {}
        head = [f'      <{self._entry} id="{to_ncname(concept.id)}">', *self._concept_data(concept, kept.pop("", []))]
        blocks = ["\n        ".join(head)]
        languages: dict[str, list[tuple[Term, str]]] = {}
        for term, identity in zip(concept.terms, ids, strict=True):
            languages.setdefault(term.language, []).append((term, identity))
        for language, terms in languages.items():
            if not _LANGUAGE.match(language):
                raise OutputError(
                    f"concept {concept.id}: {language!r} is no language tag, so {terms[0][0].text!r} cannot be written",
                    hint="Give the term a language such as ko-KP, en or ja.",
                )
            blocks.append(
                "\n          ".join([f'        <{self._lang_sec} xml:lang="{language}">', *kept.pop(language, ())])
            )
            for term, identity in terms:
                blocks.append(_IN_TERM.join([f"          <{self._term_sec}{identity}>", *self._term_data(term)]))
                blocks.append(f"          </{self._term_sec}>")
            blocks.append(f"        </{self._lang_sec}>")
        self._tally.lose("concept.extra", sum(map(len, kept.values())))
        blocks.append(f"      </{self._entry}>\n")
        return "\n".join(blocks)

    def _term_id(self, term: Term) -> str:
        name = to_ncname(term.id)
        if not term.id or name in self._ids:
            self._tally.lose("term.id")
            return ""
        self._ids.add(name)
        return f' id="{name}"'

    def _kept(self, concept: Concept) -> dict[str, list[str]]:
        """Return the elements kept of each language of a concept, and of itself under the empty string."""
        elements = tbx_extra.parse(concept.extra)
        if elements is None:
            self._tally.lose("concept.extra")
            return {}
        return {
            tag: self._fitting(some, categories.LANGUAGE if tag else categories.CONCEPT, "concept.extra")
            for tag, some in tbx_extra.languages(elements).items()
        }

    def _fitting(self, elements: list[Any], level: str, field: str) -> list[str]:
        """Return those of the kept elements that this file can hold; the others are counted."""
        dialect = tbx_tree.Dialect(self._dialect.type, v2=self._dialect.v2)
        fitting = list(tbx_extra.fitting(elements, level, dialect, self._ids))
        self._tally.lose(field, len(elements) - len(fitting))
        days = tbx_extra.day if self._dialect.days_only else str
        return [tbx_extra.markup(e, str, date=days) for e in fitting]

    def _kept_of(self, term: Term) -> tuple[list[str], list[str]]:
        """Return the elements kept of a term: those that stand among its termNotes, and the others."""
        elements = tbx_extra.parse(term.extra)
        if elements is None:
            self._tally.lose("term.extra")
            return [], []
        kept = self._fitting(elements, categories.TERM, "term.extra")
        notes_first = [k for k in kept if k.startswith("<termNote")]
        return notes_first, [k for k in kept if not k.startswith("<termNote")]

    def _concept_data(self, concept: Concept, kept: list[str]) -> Iterator[str]:
        yield from self._transaction("origination", concept.created, concept.author)
        for line in self._transaction("modification", concept.modified, ""):
            changed = line.removesuffix("</transacGrp>")  # who changed it is kept, with the same time
            if not any(k.startswith(changed) for k in kept):
                yield line
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
        yield from kept

    def _transaction(self, kind: str, moment: datetime | None, who: str) -> tuple[str, ...]:
        """Return the lines of who made or changed an entry and when; kept, since many come from one hand and hour."""
        if moment is None and not who:
            return ()
        known = self._transactions.get((kind, moment, who))
        if known is None:
            if len(self._transactions) >= _MOST_PICKS:
                self._transactions.clear()
            known = self._transactions[kind, moment, who] = (self._new_transaction(kind, moment, who),)
        return known

    def _new_transaction(self, kind: str, moment: datetime | None, who: str) -> str:
        content = typed("transac", "transactionType", kind)
        if moment is not None:
            content += f"<date>{self._date(moment)}</date>"
        if who:
            content += typed("transacNote", "responsibility", who)
        return f"<transacGrp>{content}</transacGrp>"

    def _date(self, moment: datetime) -> str:
        """Return a time; midnight is a day, which is all that most files of others say."""
        moment = _utc(moment)
        if self._dialect.days_only or moment.time() == datetime.min.time():
            return moment.date().isoformat()
        return moment.isoformat().replace("+00:00", "Z")

    def _described(self, kind: str, content: str, source: str, note: str = "") -> str:
        inner = typed("descrip", kind, content)
        if source:
            inner += typed("admin", "source", source)
        if note:
            inner += _note(note)
        return f"<descripGrp>{inner}</descripGrp>" if source or note else inner

    # -- one term --------------------------------------------------------------------------------------------------

    def _term_data(self, term: Term) -> list[str]:
        dialect = self._dialect
        picked, has_register = self._picked(term)
        lines = [f"<term>{text(term.text.strip())}</term>", picked]
        kept: list[str] = []
        if term.extra:
            term_notes, kept = self._kept_of(term)
            lines += term_notes
        if term.source:
            lines.append(typed("admin", "source", term.source))
        if term.house:
            lines.append(typed("admin", "customerSubset", term.house))
        if dialect.linguist:
            lines += map(self._reading, term.readings)
        labelled = notes.term_notes(term, v2=dialect.v2, linguist=dialect.linguist, register=has_register)
        lines += map(_note, labelled)
        for attestation in term.attestations:
            lines += self._attestation(attestation)
        if term.comment:
            lines.append(_note(notes.comment_note(term.comment)))
        lines += kept
        return lines

    def _picked(self, term: Term) -> tuple[str, bool]:
        """Return the termNotes of a term, and whether its register is among them; kept, since few are different."""
        key = (term.status._value_, term.part_of_speech, term.type, term.region, term.register)
        known = self._known_picks.get(key)
        if known is None:
            if len(self._known_picks) >= _MOST_PICKS:
                self._known_picks.clear()
            register = f"{term.register}Register"
            has_register = self._dialect.linguist and register in categories.CATEGORIES["register"].values
            lines = _IN_TERM.join(self._term_notes(term, register if has_register else ""))
            known = self._known_picks[key] = (lines, has_register)
        return known

    def _term_notes(self, term: Term, register: str) -> Iterator[str]:
        yield _STATUS_NOTES[term.status]
        if term.part_of_speech:
            speech = term.part_of_speech
            proper = speech is PartOfSpeech.PROPER_NOUN and not self._dialect.v2
            yield typed("termNote", "partOfSpeech", "noun" if proper else speech.value)
        if term.type:
            yield typed("termNote", "termType", term.type.value)
        if term.region:
            yield typed("termNote", "geographicalUsage", term.region)
        if register:
            yield typed("termNote", "register", register)

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


def _extras(concept: Concept) -> list[str]:
    return [e for e in (concept.extra, *[t.extra for t in concept.terms]) if e]


def _note(content: str) -> str:
    return f"<note>{text(content)}</note>"


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is UTC:
        return moment
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
