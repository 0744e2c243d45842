"""Importing entries into a term base that has some already: what is the same, what differs, what to do then.

Pure: records in, decisions out. An incoming concept is that of the same id, else one of the same subject field with a
Korean term in common (where either has no Korean: a term in common in every language that both have).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from operator import attrgetter
from typing import Any

from glossary.terms.entries import Concept, Term
from glossary.text.language import base_language


class OnConflict(StrEnum):
    """What an import does with a concept that is stored and says something else."""

    KEEP = "keep"
    """The stored one stays."""
    REPLACE = "replace"
    """The incoming one takes its place, under the stored one's id."""
    BOTH = "both"
    """The incoming one is added beside it, under an id of its own."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """An incoming concept that differs from a stored one."""

    stored: Concept
    incoming: Concept
    resolution: OnConflict

    def __str__(self) -> str:
        what = {"keep": "kept as stored", "replace": "replaced", "both": "added beside"}[self.resolution]
        return f"{self.stored.id} {shown(self.stored)}: incoming {shown(self.incoming)} differs in {self.where}; {what}"

    @property
    def where(self) -> str:
        """Name what differs."""
        return ", ".join(differences(self.stored, self.incoming)) or "details"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or would do. The lists hold the first `KEPT` of each kind, the numbers count all."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    in_conflict: int = 0
    """Whatever was done about them: `changed` counts those that were replaced, `added` those added beside."""
    conflicts: tuple[Conflict, ...] = ()
    new: tuple[Concept, ...] = ()
    extended: tuple[tuple[Concept, Concept], ...] = ()
    """Stored concepts to which the file adds something and contradicts nothing: before and after."""


KEPT = 1000
"""Entries of each kind that a report holds, so that an import of any size passes in constant memory."""


def shown(concept: Concept) -> str:
    """Return a concept in one line: its first term in each language."""
    first: dict[str, str] = {}
    for term in concept.terms:
        first.setdefault(base_language(term.language), term.text)
    return " / ".join(first.values())


def same_entry(one: Concept, other: Concept) -> bool:
    """Whether two concepts of different ids are about the same thing."""
    if one.subject != other.subject:
        return False
    mine, theirs = _by_language(one), _by_language(other)
    if "ko" in mine and "ko" in theirs:
        return bool(mine["ko"] & theirs["ko"])
    both = mine.keys() & theirs.keys()
    return bool(both) and all(mine[language] & theirs[language] for language in both)


def equal(one: Concept, other: Concept) -> bool:
    """Whether two concepts say the same, whatever their ids, versions, authors and times."""
    return (
        _said(one) == _said(other)
        and len(one.terms) == len(other.terms)
        and all(_said_of(a) == _said_of(b) for a, b in zip(one.terms, other.terms, strict=True))
    )


def says_nothing_new(incoming: Concept, stored: Concept) -> bool:
    """Whether all that an incoming concept says stands in the stored one; what it leaves empty, it does not say."""
    if not _adds_nothing(
        incoming, stored, ("subject", "definition", "definition_source", "note", "extra", "approved_by")
    ):
        return False
    if incoming.approved and not stored.approved:
        return False
    if not set(incoming.references) <= set(stored.references):
        return False
    twins = {(t.language, t.text): t for t in stored.terms}
    for term in incoming.terms:
        twin = twins.get((term.language, term.text))
        if twin is None or not _adds_nothing(term, twin, _TERM_FIELDS):
            return False
        if not set(term.readings) <= set(twin.readings) or not set(term.attestations) <= set(twin.attestations):
            return False
    return True


def only_adds(incoming: Concept, stored: Concept) -> bool:
    """Whether an incoming concept contradicts nothing that is stored: it says the same, or more, or is silent.

    A language of which it holds terms it must know whole, since another rendering in the place of the stored one is no
    addition.
    """
    names = ("subject", "definition", "definition_source", "note", "extra", "approved_by")
    if not _contradicts_nothing(incoming, stored, names):
        return False
    coming = {(t.language, t.text): t for t in incoming.terms}
    languages = {t.language for t in incoming.terms}
    for term in stored.terms:
        twin = coming.get((term.language, term.text))
        if twin is None:
            if term.language in languages:
                return False
        elif not _contradicts_nothing(twin, term, _TERM_FIELDS):
            return False
    return True


def extended(stored: Concept, incoming: Concept) -> Concept:
    """Return a stored concept with what an incoming one that `only_adds` says besides."""
    terms = []
    coming = {(t.language, t.text): t for t in incoming.terms}
    for term in stored.terms:
        twin = coming.pop((term.language, term.text), None)
        terms.append(_filled(term, twin, _TERM_FIELDS) if twin else term)
    held = {t.id for t in terms}
    terms += [replace(t, id="") if t.id in held else t for t in coming.values()]
    new: Concept = _filled(stored, incoming, ("subject", "definition", "definition_source", "note", "extra"))
    if incoming.approved and not stored.approved:
        new = replace(new, approved=True, approved_by=incoming.approved_by)
    references = tuple(dict.fromkeys((*stored.references, *incoming.references)))
    return replace(new, references=references, terms=tuple(terms))


def _filled(stored: Any, incoming: Any, names: Sequence[str]) -> Any:
    """Return a record with the fields that it leaves empty from another, and its readings and attestations besides."""
    defaults = {f.name: f.default for f in fields(stored)}
    values = {n: v for n in names if getattr(stored, n) == defaults[n] != (v := getattr(incoming, n))}
    for name in ("readings", "attestations"):
        if hasattr(stored, name):
            values[name] = tuple(dict.fromkeys((*getattr(stored, name), *getattr(incoming, name))))
    return replace(stored, **values)


def _contradicts_nothing(incoming: Any, stored: Any, names: Sequence[str]) -> bool:
    defaults = {f.name: f.default for f in fields(incoming)}
    return all(
        getattr(stored, n) == getattr(incoming, n) or defaults[n] in (getattr(incoming, n), getattr(stored, n))
        for n in names
    )


def in_place_of(stored: Concept, incoming: Concept) -> Concept:
    """Return the incoming content under the stored ids; a term with the same words keeps its id."""
    old = {(t.language, t.text): t.id for t in stored.terms}
    taken: set[str] = set()
    terms = []
    for term in incoming.terms:
        number = old.get((term.language, term.text), term.id)
        number = term.id if number in taken else number
        taken.add(number)
        terms.append(replace(term, id=number))
    return replace(
        incoming,
        id=stored.id,
        author=stored.author,
        created=stored.created,
        version=stored.version,
        terms=tuple(terms),
    )


def differences(one: Concept, other: Concept) -> list[str]:
    """Name the fields and terms in which two concepts differ, for people."""
    found = [
        name.replace("_", " ")
        for name in (
            *("subject", "definition", "definition_source", "note", "extra", "approved", "approved_by", "references"),
        )
        if getattr(one, name) != getattr(other, name)
    ]
    mine = {(t.language, t.text): t for t in one.terms}
    theirs = {(t.language, t.text): t for t in other.terms}
    found += [f"term {text}" for language, text in mine if (language, text) not in theirs]
    found += [f"term {text}" for language, text in theirs if (language, text) not in mine]
    for key in mine.keys() & theirs.keys():
        unlike = [
            name.replace("_", " ")
            for name in (*_TERM_FIELDS, "readings", "attestations")
            if getattr(mine[key], name) != getattr(theirs[key], name)
        ]
        if unlike:
            found.append(f"{key[1]} ({', '.join(unlike)})")
    return found


_TERM_FIELDS = tuple(
    f.name for f in fields(Term) if f.name not in ("id", "language", "text", "version", "readings", "attestations")
)


_said = attrgetter(
    "subject", "definition", "definition_source", "note", "extra", "references", "approved", "approved_by"
)
_said_of = attrgetter("language", "text", *_TERM_FIELDS, "readings", "attestations")


def _adds_nothing(incoming: Any, stored: Any, names: Sequence[str]) -> bool:
    defaults = {f.name: f.default for f in fields(incoming)}
    return all((value := getattr(incoming, name)) == defaults[name] or value == getattr(stored, name) for name in names)


def _by_language(concept: Concept) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for term in concept.terms:
        found.setdefault(base_language(term.language), set()).add(term.text)
    return found
