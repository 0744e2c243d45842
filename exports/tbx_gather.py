"""What an entry of a TBX file says, gathered into the fields of a concept and its terms.

Works on elements in the names of version 3 whose structure is known to be right. What TBX says and the model has no
field for goes into notes and comments in words; mere bookkeeping is only counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, Protocol

from exports import tbx_notes as notes
from exports.cells import unpack
from exports.tbx_categories import READING_NOTES
from exports.xmlread import Node
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

_STATUS: Final = {
    "preferredTerm-admn-sts": Status.PREFERRED,
    "admittedTerm-admn-sts": Status.ADMITTED,
    "deprecatedTerm-admn-sts": Status.DEPRECATED,
    "supersededTerm-admn-sts": Status.SUPERSEDED,
}
_SYSTEMS: Final = {title: system for system, title in READING_NOTES.items()}
_SPEECH: Final = frozenset(p.value for p in PartOfSpeech if p)
_TYPES: Final = frozenset(t.value for t in TermType if t)
_KINDS: Final = frozenset({"see", "related", "broader", "narrower"})


class Context(Protocol):
    """What the file knows, for who gathers an entry."""

    def text(self, node: Node) -> str:
        """Return the text of an element, in NFC, without layout."""

    def target(self, node: Node) -> str:
        """Return the id that a reference names, and remember to look for it at the end."""

    def day(self, node: Node) -> datetime | None:
        """Return the time of a `date` element in UTC."""

    def left_out(self, what: str) -> None:
        """Count something that the model does not hold."""


class ConceptData:
    """Gathers what an entry says of the concept, at its own level and at that of a language."""

    def __init__(self, file: Context, faulty: set[int]) -> None:
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


class TermData:
    """Gathers what a termSec says of its term."""

    def __init__(self, file: Context, faulty: set[int]) -> None:
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


def settle(terms: Sequence[TermData]) -> None:
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
