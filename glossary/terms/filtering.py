"""Conditions on entries: `status=admitted`, `language!=en`, `text~위원회`, `modified>=2024-01-01`, `attested=no`.

Pure. A concept is chosen where one of its terms meets all conditions on terms, and it meets those on concepts itself;
the terms that do are the ones that a bulk edit changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any, Final

from glossary.conditions import split_condition
from glossary.errors import UsageError
from glossary.terms.entries import Concept, Term
from glossary.terms.keys import search_key

_CONCEPT: Final[dict[str, Callable[[Concept], Any]]] = {
    "concept": lambda c: c.id,
    "subject": lambda c: c.subject,
    "definition": lambda c: c.definition,
    "definition_source": lambda c: c.definition_source,
    "note": lambda c: c.note,
    "reference": lambda c: [r.target for r in c.references],
    "relation": lambda c: [r.kind for r in c.references],
    "approved": lambda c: c.approved,
    "approved_by": lambda c: c.approved_by,
    "author": lambda c: c.author,
    "created": lambda c: c.created,
    "modified": lambda c: c.modified,
    "has": lambda c: [t.language for t in c.terms],
}
_TERM: Final[dict[str, Callable[[Term], Any]]] = {
    "term": lambda t: t.id,
    **{f.name: attrgetter(f.name) for f in fields(Term) if f.name not in ("id", "version", "readings", "attestations")},
    "reading": lambda t: [r.text for r in t.readings],
    "system": lambda t: [r.system for r in t.readings],
    "override": lambda t: any(r.is_override for r in t.readings),
    "attested": lambda t: bool(t.attestations),
    "attestation": lambda t: [a.source for a in t.attestations],
}

FIELDS: Final = (*_CONCEPT, *_TERM)
"""What a condition may name; `has` asks for a language among all terms of the concept."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: a field, a sign and a value; an empty value means that nothing stands there."""

    field: str
    sign: str
    value: str

    @property
    def of_term(self) -> bool:
        """Whether it asks about a term."""
        return self.field in _TERM

    def met_by(self, entry: Concept | Term) -> bool:
        """Whether a concept, or a term where it asks about terms, meets it."""
        value = _TERM[self.field](entry) if isinstance(entry, Term) else _CONCEPT[self.field](entry)
        if self.sign in ("!=", "!~"):
            return not self._holds(value, self.sign[1])
        return self._holds(value, self.sign)

    def _holds(self, value: Any, sign: str) -> bool:
        if isinstance(value, list):
            return any(self._holds(item, sign) for item in value) if value else sign == "=" and not self.value
        if isinstance(value, bool):
            return value == (self.value.lower() in ("yes", "true", "1"))
        if isinstance(value, (date, datetime)):
            shown = value.isoformat()[: max(len(self.value), 1)]
            compare: dict[str, bool] = {
                "=": bool(self.value) and shown == self.value,
                "<": value.isoformat() < self.value,
                ">": shown > self.value,
                "<=": shown <= self.value,
                ">=": value.isoformat() >= self.value,
                "~": self.value in value.isoformat(),
            }
            return compare[sign]
        text = "" if value is None else str(value)
        if sign == "~":
            return search_key(self.value) in search_key(text) if search_key(self.value) else self.value in text
        if sign != "=":
            return (
                bool(text)
                and {
                    "<": text < self.value,
                    ">": text > self.value,
                    "<=": text <= self.value,
                    ">=": text >= self.value,
                }[sign]
            )
        if self.field == "subject" and self.value:
            return text == self.value or text.startswith(f"{self.value}/")
        if self.field in ("language", "has") and self.value:
            return text == self.value or text.startswith(f"{self.value}-")
        return text == self.value


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that must all be met."""

    conditions: tuple[Condition, ...] = ()

    @property
    def on_terms(self) -> bool:
        """Whether some condition asks about terms."""
        return any(c.of_term for c in self.conditions)

    def terms(self, concept: Concept) -> tuple[Term, ...]:
        """Return the terms that meet every condition, the concept's own included; empty where none does."""
        if not all(c.met_by(concept) for c in self.conditions if not c.of_term):
            return ()
        asked = [c for c in self.conditions if c.of_term]
        return tuple(t for t in concept.terms if all(c.met_by(t) for c in asked))

    def concepts(self, some: Iterable[Concept]) -> Iterable[Concept]:
        """Yield the concepts that are chosen."""
        return (c for c in some if self.terms(c))


def parse(conditions: Iterable[str]) -> Filter:
    """Return the filter that conditions such as `status=admitted` make.

    Raises UsageError for a field or value that there is not.
    """
    return Filter(tuple(_parsed(text) for text in conditions))


def _parsed(text: str) -> Condition:
    condition = Condition(*split_condition(text, FIELDS))
    _check(condition, text)
    return condition


_BOOLEANS: Final = frozenset({"approved", "override", "attested", "case_sensitive", "do_not_translate"})


def _check(condition: Condition, text: str) -> None:
    if condition.field in _BOOLEANS and condition.value.lower() not in ("yes", "no", "true", "false", "1", "0"):
        raise UsageError(f"{text}: yes or no is wanted.")
    default = next((f.default for f in fields(Term) if f.name == condition.field), None)
    values = [m.value for m in type(default)] if isinstance(default, StrEnum) else []
    if values and condition.sign in ("=", "!=") and condition.value not in ("", *values):
        raise UsageError(f"{text}: {condition.field} is one of {', '.join(v or '(empty)' for v in values)}.")
