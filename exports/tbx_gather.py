"""What an entry of a TBX file says, gathered into the fields of a concept and its terms.

Works on the trees of `tbx_tree` whose structure is known to be right. What TBX says and the model has no field for is
kept as markup (`tbx_extra`); what no dialect of ours could write again goes into notes and comments in words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar, Final, Protocol

from exports import tbx_extra
from exports import tbx_notes as notes
from exports.cells import unpack
from exports.tbx_categories import CONCEPT, LANGUAGE, READING_NOTES, TERM
from exports.tbx_plan import ADMIN_FIELDS, ConceptPlan, TermPlan, term_note
from exports.tbx_tree import NS, local
from glossary.terms.entries import (
    Attestation,
    Concept,
    CrossReference,
    Reading,
    Status,
    Term,
)

_SYSTEMS: Final = {title: system for system, title in READING_NOTES.items()}
_KINDS: Final = frozenset({"see", "related", "broader", "narrower"})
_DATE, _PERSON = f"{NS}date", f"{NS}transacNote"
_SECTIONS: Final = frozenset({f"{NS}langSec", f"{NS}termSec"})


class Context(Protocol):
    """What the file knows, for who gathers an entry."""

    def text(self, element: Any) -> str:
        """Return the text of an element, in NFC, without layout."""

    def tidy(self, text: str) -> str:
        """Return a text in NFC, without layout."""

    def moment(self, text: str) -> datetime | None:
        """Return a time in UTC; None for what is none."""

    def target(self, element: Any) -> str:
        """Return the id that a reference names, and remember to look for it at the end."""

    def day(self, element: Any) -> datetime | None:
        """Return the time of a `date` element in UTC."""

    def left_out(self, what: str) -> None:
        """Count something that the model does not hold."""


class _Data:
    """What gathering a concept and gathering a term have in common."""

    level: ClassVar[str]

    def __init__(self, file: Context, faulty: Collection[Any]) -> None:
        self._file = file
        self._faulty = faulty
        self.fields: dict[str, Any] = {}
        self._words: list[str] = []
        """Notes or comments."""
        self._extra: list[str] = []

    def _bad(self, element: Any) -> bool:
        """Whether an element, or what its group is about, is against the rules and was reported."""
        return bool(self._faulty) and (element in self._faulty or any(e in self._faulty for e in element.iter()))

    def _keep(self, element: Any, language: str = "") -> None:
        """Keep an element as it is, or in words."""
        if tbx_extra.keepable(element, LANGUAGE if language else self.level):
            markup = tbx_extra.markup(element, self._file.tidy)
            self._extra.append(tbx_extra.of_language(language, markup) if language else markup)
        else:
            self._in_words(element, language)

    def _in_words(self, element: Any, language: str = "") -> None:
        if local(element).endswith("Grp"):
            for child in element:
                self._in_words(child, language)
        elif local(element) in ("transac", "date", "transacNote"):
            self._file.left_out("transactions of other kinds")
        elif text := self._file.text(element):
            kind, target = element.get("type", ""), element.get("target", "")
            text = f"{text} <{target}>" if target else text
            text = f"{kind}: {text}" if kind else text
            self._words.append(f"[{language}] {text}" if language else text)


class ConceptData(_Data):
    """Gathers what an entry says of the concept, at its own level and at that of a language."""

    level = CONCEPT

    def __init__(self, file: Context, faulty: Collection[Any]) -> None:
        super().__init__(file, faulty)
        self._references: list[CrossReference] = []

    def take(self, section: Any, *, language: str = "") -> None:
        """Take the data of an entry or language section, all that is no section itself."""
        for element in section:
            if element.tag in _SECTIONS:
                return  # they come last
            if self._faulty and self._bad(element):
                continue
            name = local(element)
            if name in ("descrip", "descripGrp"):
                self._described(element, language)
            elif name == "transacGrp":
                self._transaction(element, language)
            elif name == "ref" and not language:
                self._reference(element)
            elif name == "note" and not language:
                self._take_note(self._file.text(element))
            else:
                self._keep(element, language)

    def _described(self, element: Any, language: str) -> None:
        descrip = element if len(element) == 0 or local(element) == "descrip" else element[0]
        kind = descrip.get("type", "")
        if kind == "definition" and "definition" not in self.fields:
            source, rest = self._source(element if descrip is not element else ())
            self.fields |= {"definition": self._file.text(descrip), "definition_source": source}
            for other in rest:
                self._in_words(other, language)
        elif kind == "subjectField" and descrip is element and "subject" not in self.fields and not language:
            self.fields["subject"] = self._file.text(descrip)
        else:
            self._keep(element, language)

    def _source(self, group: Any) -> tuple[str, list[Any]]:
        """Return the source that a group names, and what else is in it behind its first element."""
        source, rest = "", []
        for other in group[1:]:
            if local(other) == "admin" and other.get("type") == "source" and not source:
                source = self._file.text(other)
            else:
                rest.append(other)
        return source, rest

    def _transaction(self, element: Any, language: str) -> None:
        """Take who made the concept and when, and when it was changed; who did that is kept as markup."""
        transac, *others = element
        kind = (transac.text or "").strip()
        dates = [o for o in others if o.tag == _DATE]
        people = [o for o in others if o.tag == _PERSON]
        moment = self._file.day(dates[0]) if len(dates) == 1 else None
        plain = len(dates) + len(people) == len(others) and len(people) < 2 and (moment is not None) == bool(dates)
        if plain and kind == "origination" and not language and not {"created", "author"} & self.fields.keys():
            self.fields |= {"created": moment, "author": self._file.text(people[0]) if people else ""}
            if people and people[0].get("target"):
                self._file.left_out("links to who made an entry")
            return
        if kind == "modification" and not language and moment is not None:
            self.fields["modified"] = max(moment, self.fields.get("modified") or moment)
            if plain and not people:
                return
        self._keep(element, language)

    def _reference(self, element: Any) -> None:
        self._take_reference(self._file.target(element), self._file.text(element))

    def _take_reference(self, target: str, kind: str) -> None:
        if kind not in _KINDS and kind:
            self._file.left_out("words of a cross-reference")
        if target:
            self._references.append(CrossReference(target=target, kind=kind if kind in _KINDS else "see"))

    def _take_note(self, text: str) -> None:
        parsed = notes.parse_concept(text)
        if parsed is None:
            self._words.append(text)
            return
        self._references.extend(parsed.pop("references", ()))
        if "note" in parsed:
            self._words.append(parsed.pop("note"))
        self.fields |= parsed

    def follow(self, plan: ConceptPlan, texts: Sequence[str | None], target: Callable[[int], str]) -> bool:
        """Take the data of an entry whose plan is known; return False, with nothing taken, where a date is none.

        `target` returns the id that the reference at a place names.
        """
        days = [(name, self._file.moment(texts[at] or "")) for at, name in plan.days]
        if any(moment is None for _, moment in days):
            return False
        tidy = self._file.tidy
        self.fields = {name: tidy(texts[at] or "") for at, name in plan.texts}
        self.fields.update(days)
        for at, is_note in plan.others:
            text = tidy(texts[at] or "")
            if is_note:
                self._take_note(text)
            else:
                self._take_reference(target(at), text)
        return True

    def build(self, identity: str, terms: tuple[Term, ...]) -> Concept:
        """Return the concept."""
        return Concept(
            id=identity,
            note="\n".join(self._words),
            references=tuple(self._references),
            terms=terms,
            extra="".join(self._extra),
            **self.fields,
        )


class TermData(_Data):
    """Gathers what a termSec says of its term."""

    level = TERM

    def __init__(self, file: Context, faulty: Collection[Any]) -> None:
        super().__init__(file, faulty)
        self._readings: list[Reading] = []
        self._attestations: list[Attestation] = []

    def take(self, section: Any) -> None:
        """Take all the data of a termSec."""
        for element in section:
            if self._faulty and self._bad(element):
                continue
            take = _TAKERS.get(element.tag)
            if take is None or not take(self, element):
                self._keep(element)

    def _term(self, element: Any) -> bool:
        if len(element):
            self._file.left_out("markup inside a term")
        self.fields["text"] = self._file.text(element).strip()
        return True

    def _term_note(self, element: Any) -> bool:
        text = self._file.text(element)
        return self._set(term_note(element.get("type"), text)) or not text

    def _admin(self, element: Any) -> bool:
        kind, text = element.get("type"), self._file.text(element)
        if kind == "reading":
            self._readings.append(Reading(system="", text=text))
            return True
        return self._set((ADMIN_FIELDS[kind], text) if kind in ADMIN_FIELDS else None) or not text

    def _set(self, found: tuple[str, Any] | None) -> bool:
        """Set a field once; return whether it was."""
        if found is None or found[0] in self.fields:
            return False
        self.fields[found[0]] = found[1]
        return True

    def _note(self, element: Any) -> bool:
        self._take_note(self._file.text(element))
        return True

    def _take_note(self, text: str) -> None:
        parsed = notes.parse_term(text)
        if parsed is None:
            self._words.append(text)
            return
        for name, value in parsed.items():
            if name == "readings":
                self._readings += value
            elif name == "attestations":
                self._attestations += value
            elif name == "comment":
                self._words.append(value)
            else:
                self.fields[name] = value

    def follow(self, plan: TermPlan, texts: Sequence[str | None]) -> None:
        """Take all the data of a termSec whose plan is known from its texts alone."""
        self.fields.update(plan.fixed)
        tidy = self._file.tidy
        for at, name in plan.texts:
            self.fields[name] = tidy(texts[at] or "")
        self.fields["text"] = self.fields["text"].strip()
        for at in plan.notes:
            self._take_note(tidy(texts[at] or ""))

    def _described(self, element: Any) -> bool:
        descrip = element[0] if local(element) == "descripGrp" else element
        if descrip.get("type") != "context":
            return False
        attestation = Attestation(source="", context=self._file.text(descrip))
        for other in element[1:] if descrip is not element else ():
            value = self._file.text(other)
            counted = notes.parse_attestation(value) if local(other) == "note" else None
            if counted:
                attestation = replace(attestation, date=counted.date, count=counted.count)
            elif local(other) == "admin" and other.get("type") == "source" and not attestation.source:
                attestation = replace(attestation, source=value)
            else:
                return False
        self._attestations.append(attestation)
        return True

    def _admin_group(self, element: Any) -> bool:
        admin = element[0]
        if admin.get("type") != "reading":
            return False
        reading = Reading(system="", text=self._file.text(admin))
        for child in element[1:]:
            value = self._file.text(child)
            if local(child) == "adminNote":
                reading = replace(reading, system=_SYSTEMS.get(value, value))
            elif local(child) == "note" and (attributes := _override(value)) is not None:
                reading = replace(reading, is_override="override" in attributes, reason=attributes.get("reason", ""))
            else:
                return False
        self._readings.append(reading)
        return True

    def build(self) -> Term:
        """Return the term, whose status is settled."""
        return Term(
            comment="\n".join(self._words),
            readings=tuple(self._readings),
            attestations=tuple(self._attestations),
            extra="".join(self._extra),
            **self.fields,
        )


_TAKERS: Final[dict[str, Callable[[TermData, Any], bool]]] = {
    f"{NS}term": TermData._term,
    f"{NS}termNote": TermData._term_note,
    f"{NS}admin": TermData._admin,
    f"{NS}note": TermData._note,
    f"{NS}descrip": TermData._described,
    f"{NS}descripGrp": TermData._described,
    f"{NS}adminGrp": TermData._admin_group,
}
"""How each element of a termSec becomes a field; False: it does not, and is kept."""


def settle(terms: Sequence[TermData]) -> None:
    """Give a status to terms without one: the first of a language without a preferred term is that, else admitted."""
    if all("status" in t.fields for t in terms):
        return
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
