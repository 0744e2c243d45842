"""Reading TBX: version 3 in any dialect and style, and version 2, one concept at a time.

What is understood becomes fields; what TBX says and the model has no field for goes into notes and comments in words,
or, where it is mere bookkeeping, into the report's `left_out`. White space is as it stands in files that malmoi
wrote, and collapsed in those of others, whose line breaks are layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, BinaryIO

from exports import tbx_notes as notes
from exports.cells import unpack
from exports.formats import ReadReport, nfc
from exports.neutral import from_ncname
from exports.tbx_categories import READING_NOTES
from exports.tbx_structure import Dialect, categories, normalise, structure
from exports.tbx_write import GENERATOR
from exports.xmlread import XML_LANG, Node, stream
from glossary.errors import InputError
from glossary.terms.entries import (
    Attestation,
    Concept,
    CrossReference,
    PartOfSpeech,
    Reading,
    Status,
    Term,
    TermType,
)
from glossary.text.language import resolve_language

_CONTAINERS = frozenset({"tbx", "martif", "text", "body"})
_PLACES = {
    "tbx": {"tbxHeader", "text"},
    "martif": {"martifHeader", "text"},
    "text": {"body", "back"},
    "body": {"conceptEntry", "termEntry"},
}
_STATUS = {
    "preferredTerm-admn-sts": Status.PREFERRED,
    "admittedTerm-admn-sts": Status.ADMITTED,
    "deprecatedTerm-admn-sts": Status.DEPRECATED,
    "supersededTerm-admn-sts": Status.SUPERSEDED,
}
_SYSTEMS = {title: system for system, title in READING_NOTES.items()}
_SPEECH = frozenset(p.value for p in PartOfSpeech if p)
_TYPES = frozenset(t.value for t in TermType if t)
_KINDS = frozenset({"see", "related", "broader", "narrower"})
_LAYOUT = re.compile(r"\s*\n\s*")


def read(data: BinaryIO, name: str, report: ReadReport) -> Iterator[Concept]:
    """Yield the concepts of a file; raises InputError, with file, line and column."""
    yield from _File(name, report).concepts(data)


class _File:
    """What has to be remembered of a file while it is read."""

    def __init__(self, name: str, report: ReadReport) -> None:
        self._name = name
        self._report = report
        self._dialect = Dialect("", v2=False)
        self._exact = False
        self._ids: dict[str, int] = {}
        """id -> line."""
        self._targets: dict[str, Node] = {}

    def concepts(self, data: BinaryIO) -> Iterator[Concept]:
        for node in stream(data, self._name, containers=_CONTAINERS, external_doctype=True):
            if not node.parent:
                self._root(node)
                continue
            parent = node.parent.rpartition(" ")[2]
            if node.local not in _PLACES[parent]:
                self._refuse(node, f"{node.local} does not belong in {parent}")
            if node.local in ("text", "body"):
                continue
            normalise(node, self._dialect)
            for fault in structure(node):
                self._refuse(fault.node, fault.message)
            if node.local == "tbxHeader":
                self._header(node)
            elif node.local == "conceptEntry":
                yield self._entry(node)
            else:
                self._back(node)
        for target, node in self._targets.items():
            if target not in self._ids:
                self._report.finding(node.line, node.column, f"the cross-reference to {target!r} leads nowhere")

    def _refuse(self, node: Node, message: str) -> None:
        raise InputError(
            f"{self._name}: line {node.line}, column {node.column}: {message}",
            hint="Mend the file there, or export it again as TBX-Basic.",
        )

    def _root(self, node: Node) -> None:
        if node.local not in ("tbx", "martif"):
            self._refuse(node, f"the root element is {node.local}, not tbx (version 3) or martif (version 2)")
        self._dialect = Dialect(node.attributes.get("type", "").strip(), v2=node.local == "martif")
        if not self._dialect.type:
            self._refuse(node, f"{node.local} has no type such as TBX-Basic")

    def _header(self, header: Node) -> None:
        description = header.child("fileDesc")
        source = description.child("sourceDesc") if description else None
        self._exact = source is not None and source.text().lstrip().startswith(f"{GENERATOR} ")

    def _back(self, back: Node) -> None:
        for section in back.children:
            for item in section.children:
                self._register(item)

    def _register(self, node: Node) -> str:
        """Return the id of an element; raises InputError where another has it."""
        name = node.attributes.get("id", "").strip()
        if name and name in self._ids:
            self._refuse(node, f"the id {name!r} stands already in line {self._ids[name]}")
        if name:
            self._ids[name] = node.line
        return name

    def text(self, node: Node) -> str:
        """Return the text of an element, in NFC, without layout."""
        text = nfc(node.text())
        return text if self._exact else _LAYOUT.sub(" ", text).strip()

    # -- one entry -------------------------------------------------------------------------------------------------

    def _entry(self, node: Node) -> Concept:
        faulty = set()
        for fault in categories(node, self._dialect):
            self._report.finding(fault.node.line, fault.node.column, fault.message)
            faulty.add(id(fault.node))
        identity = self._register(node)
        if not identity and not self._dialect.v2:
            self._refuse(node, "the conceptEntry has no id")
        concept = _ConceptData(self, faulty)
        concept.take(node)
        terms: list[_TermData] = []
        seen: dict[str, int] = {}
        concept_id = from_ncname(identity) or _made_id(node)
        for section in node.children:
            if section.local == "langSec":
                tag = self._language(section, seen)
                concept.take(section, language=tag)
                terms.extend(self._terms(section, tag, concept_id, len(terms), faulty))
        _settle(terms)
        return concept.build(concept_id, tuple(t.build() for t in terms))

    def _language(self, section: Node, seen: dict[str, int]) -> str:
        raw = section.attributes.get(XML_LANG, section.attributes.get("lang", "")).strip()
        try:
            tag = resolve_language(raw)
        except ValueError:
            self._refuse(section, f"xml:lang is {raw!r}, which is no language tag such as ko-KP, en or ja")
            raise
        if raw.casefold() in seen:
            self._refuse(section, f"the language {raw} has two sections, the first in line {seen[raw.casefold()]}")
        seen[raw.casefold()] = section.line
        return tag

    def _terms(self, section: Node, tag: str, concept: str, count: int, faulty: set[int]) -> Iterator[_TermData]:
        for node in section.children:
            if node.local != "termSec":
                continue
            count += 1
            identity = self._register(node)
            data = _TermData(self, faulty)
            data.take(node)
            if not data.fields["text"]:
                self._refuse(node.children[0], "the term is empty")
            data.fields |= {"id": from_ncname(identity) or f"{concept}.{tag}.{count}", "language": tag}
            yield data

    def target(self, node: Node) -> str:
        """Return the id that a reference names, and remember to look for it at the end."""
        target = node.attributes.get("target", "").strip()
        if target:
            self._targets.setdefault(target, node)
        return from_ncname(target)

    def left_out(self, what: str) -> None:
        """Count something that the model does not hold."""
        self._report.left_out[what] += 1

    def day(self, node: Node) -> datetime | None:
        """Return the time of a `date` element in UTC."""
        value = node.text().strip()
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self._report.finding(node.line, node.column, f"{value!r} is no date such as 2022-10-07")
            return None
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class _ConceptData:
    """Gathers what an entry says of the concept, at its own level and at that of a language."""

    def __init__(self, file: _File, faulty: set[int]) -> None:
        self._file = file
        self._faulty = faulty
        self._fields: dict[str, Any] = {}
        self._notes: list[str] = []
        self._references: list[CrossReference] = []

    def take(self, section: Node, *, language: str = "") -> None:
        """Take the data of an entry or language section, all that is no section itself."""
        for node in section.children:
            if node.local in ("langSec", "termSec") or id(node) in self._faulty:
                continue
            kind = node.attributes.get("type", "")
            if node.local in ("descrip", "descripGrp"):
                self._described(node, language)
            elif node.local == "transacGrp":
                self._transaction(node, language)
            elif node.local == "ref":
                self._reference(node)
            elif node.local == "note":
                self._note(self._file.text(node), language)
            elif node.local == "xref":
                self._link(node, kind, language)
            else:
                self._other(node, language)

    def _described(self, node: Node, language: str) -> None:
        descrip = node if node.local == "descrip" else node.children[0]
        if id(descrip) in self._faulty:
            return
        kind, text = descrip.attributes.get("type", ""), self._file.text(descrip)
        source, rest = "", []
        for other in node.children if node is not descrip else ():
            if other.local == "admin" and other.attributes.get("type") == "source" and not source:
                source = self._file.text(other)
            elif other is not descrip:
                rest.append(other)
        if kind == "definition" and "definition" not in self._fields:
            self._fields |= {"definition": text, "definition_source": source}
        elif kind == "subjectField" and "subject" not in self._fields and not language:
            self._fields["subject"] = text
        else:
            label = {"definition": "Definition", "subjectField": "Subject field"}.get(kind, kind)
            self._note(f"{label}: {text}" + (f" ({source})" if source else ""), language)
        for other in rest:
            self._other(other, language)

    def _transaction(self, node: Node, language: str) -> None:
        kind = node.children[0].text().strip()
        who = next((self._file.text(n) for n in node.children if n.local == "transacNote"), "")
        date_node = node.child("date")
        if language or id(node.children[0]) in self._faulty or kind not in ("origination", "modification"):
            self._file.left_out("transactions of languages and terms" if language else "transactions of other kinds")
            return
        moment = self._file.day(date_node) if date_node else None
        if kind == "origination":
            self._fields.setdefault("created", moment)
            self._fields.setdefault("author", who)
        else:
            if moment is not None:
                self._fields["modified"] = moment
            if who:
                self._file.left_out("names of who modified an entry")

    def _reference(self, node: Node) -> None:
        kind = self._file.text(node)
        target = self._file.target(node)
        if target:
            self._references.append(CrossReference(target=target, kind=kind if kind in _KINDS else "see"))

    def _note(self, text: str, language: str) -> None:
        parsed = notes.parse_concept(text)
        if parsed is None:
            self._notes.append(f"[{language}] {text}" if language else text)
            return
        self._references.extend(parsed.pop("references", ()))
        if "note" in parsed:
            self._notes.append(parsed.pop("note"))
        self._fields |= parsed

    def _link(self, node: Node, kind: str, language: str) -> None:
        label = "Picture" if kind == "xGraphic" else "See"
        self._note(f"{label}: {self._file.text(node)} <{node.attributes.get('target', '')}>", language)

    def _other(self, node: Node, language: str) -> None:
        if id(node) in self._faulty:
            return
        if node.local.endswith("Grp"):
            for child in node.children:
                self._other(child, language)
        elif node.local == "transac":
            self._file.left_out("transactions of other kinds")
        elif text := self._file.text(node):
            kind = node.attributes.get("type", "")
            self._note(f"{kind}: {text}" if kind else text, language)

    def build(self, identity: str, terms: tuple[Term, ...]) -> Concept:
        """Return the concept."""
        return Concept(
            id=identity,
            note="\n".join(self._notes),
            references=tuple(self._references),
            terms=terms,
            **self._fields,
        )


class _TermData:
    """Gathers what a termSec says of its term."""

    def __init__(self, file: _File, faulty: set[int]) -> None:
        self._file = file
        self._faulty = faulty
        self.fields: dict[str, Any] = {}
        self._comments: list[str] = []
        self._readings: list[Reading] = []
        self._attestations: list[Attestation] = []

    def take(self, section: Node) -> None:
        """Take all the data of a termSec."""
        for node in section.children:
            if id(node) in self._faulty:
                continue
            text, kind = self._file.text(node), node.attributes.get("type", "")
            if node.local == "term":
                self.fields["text"] = text.strip()
            elif node.local == "termNote":
                self._term_note(kind, text)
            elif node.local == "admin":
                self._admin(kind, text)
            elif node.local == "note":
                self._note(text)
            elif node.local in ("descrip", "descripGrp"):
                self._described(node)
            elif node.local == "adminGrp":
                self._admin_group(node)
            else:
                self._other(node)

    def _term_note(self, kind: str, text: str) -> None:
        value = text.strip()
        if kind == "administrativeStatus" and value in _STATUS:
            self.fields.setdefault("status", _STATUS[value])
        elif kind == "partOfSpeech" and value in _SPEECH:
            self.fields.setdefault("part_of_speech", PartOfSpeech(value))
        elif kind == "termType" and value in _TYPES:
            self.fields["type"] = TermType(value)
        elif kind == "geographicalUsage":
            self.fields["region"] = text
        elif kind == "register":
            self.fields["register"] = value.removesuffix("Register")
        elif text:
            self._comments.append(f"{kind}: {text}")

    def _admin(self, kind: str, text: str) -> None:
        field = {"source": "source", "customerSubset": "house"}.get(kind)
        if field and field not in self.fields:
            self.fields[field] = text
        elif kind == "reading":
            self._readings.append(Reading(system="", text=text))
        elif text:
            self._comments.append(f"{kind}: {text}")

    def _note(self, text: str) -> None:
        parsed = notes.parse_term(text)
        if parsed is None:
            self._comments.append(text)
            return
        self._readings.extend(parsed.pop("readings", ()))
        self._attestations.extend(parsed.pop("attestations", ()))
        if "comment" in parsed:
            self._comments.append(parsed.pop("comment"))
        self.fields |= parsed

    def _described(self, node: Node) -> None:
        descrip = node if node.local == "descrip" else node.children[0]
        kind, text = descrip.attributes.get("type", ""), self._file.text(descrip)
        if id(descrip) in self._faulty:
            return
        if kind != "context":
            self._comments.append(f"{kind}: {text}")
            return
        attestation = Attestation(source="", context=text)
        for other in node.children if node is not descrip else ():
            value = self._file.text(other)
            counted = notes.parse_attestation(value) if other.local == "note" else None
            if counted:
                attestation = replace(attestation, date=counted.date, count=counted.count)
            elif other.local == "admin" and other.attributes.get("type") == "source":
                attestation = replace(attestation, source=value)
            elif other is not descrip:
                self._other(other)
        self._attestations.append(attestation)

    def _admin_group(self, node: Node) -> None:
        admin = node.children[0]
        if admin.attributes.get("type") != "reading" or id(admin) in self._faulty:
            for child in node.children:
                self._other(child)
            return
        reading = Reading(system="", text=self._file.text(admin))
        for child in node.children[1:]:
            value = self._file.text(child)
            if child.local == "adminNote":
                reading = replace(reading, system=_SYSTEMS.get(value, value))
            elif child.local == "note" and (attributes := _override(value)) is not None:
                reading = replace(reading, is_override="override" in attributes, reason=attributes.get("reason", ""))
            else:
                self._other(child)
        self._readings.append(reading)

    def _other(self, node: Node) -> None:
        """Keep in words what has no field; bookkeeping is only counted."""
        if id(node) in self._faulty:
            return
        if node.local == "transacGrp":
            self._file.left_out("transactions of languages and terms")
        elif node.local.endswith("Grp"):
            for child in node.children:
                self._other(child)
        elif node.local == "ref":
            self._file.target(node)
            self._comments.append(f"See: {self._file.text(node)} ({node.attributes.get('target', '')})")
        elif node.local == "xref":
            self._comments.append(f"See: {self._file.text(node)} <{node.attributes.get('target', '')}>")
        elif text := self._file.text(node):
            kind = node.attributes.get("type", "")
            self._comments.append(f"{kind}: {text}" if kind else text)

    def build(self) -> Term:
        """Return the term, whose status is settled."""
        return Term(
            comment="\n".join(self._comments),
            readings=tuple(self._readings),
            attestations=tuple(self._attestations),
            **self.fields,
        )


def _settle(terms: list[_TermData]) -> None:
    """Give a status to terms without one: the first of a language without a preferred term is that, else admitted."""
    preferred = {t.fields["language"] for t in terms if t.fields.get("status") is Status.PREFERRED}
    for term in terms:
        if "status" not in term.fields:
            language = term.fields["language"]
            term.fields["status"] = Status.ADMITTED if language in preferred else Status.PREFERRED
            preferred.add(language)


def _override(note: str) -> dict[str, str] | None:
    try:
        items = unpack(note)
    except ValueError:
        return None
    known = len(items) == 1 and not items[0][0] and set(items[0][1]) <= {"override", "reason"}
    return items[0][1] if known else None


def _made_id(entry: Node) -> str:
    """Return an id for an entry without one: the same for the same terms, so that a second import finds it again."""
    words = "\x1f".join(
        " ".join(node.text().split())
        for section in entry.children
        if section.local == "langSec"
        for term in section.children
        if term.local == "termSec"
        for node in term.children[:1]
    )
    return "c-" + blake2b(words.encode(), digest_size=6).hexdigest()
