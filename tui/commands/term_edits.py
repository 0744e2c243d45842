"""What `--set`, `--reading` and `--term` mean: changes of a concept or term from the words of a command line."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from glossary.errors import UsageError
from tui.output import resolve_tag

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossary.terms.entries import Concept, Term

FIXED = {"id", "version", "terms", "readings", "attestations", "references", "created", "modified", "author", "extra"}
"""Fields that have options of their own, or that the store sets."""


def language_and_text(item: str) -> tuple[str, str]:
    """Return the tag and the words of `LANG=TEXT`."""
    language, sign, text = item.partition("=")
    if not sign or not text.strip():
        raise UsageError(f"--term {item}: LANG=TEXT is wanted, such as ja=主体.")
    return resolve_tag(language), text


def settable(record: Any) -> dict[str, Any]:
    """Return the fields of a concept or term that `--set` can change."""
    return {f.name: getattr(record, f.name) for f in fields(record) if f.name not in FIXED}


def changed_record(record: Any, changes: Sequence[str], author: str = "") -> Any:
    """Return a concept or term with `FIELD=VALUE` changes. Raises UsageError naming the fields or values there are.

    `author` approves where `approved=yes` names nobody.
    """
    known = settable(record)
    values: dict[str, Any] = {}
    for change in changes:
        name, sign, value = change.partition("=")
        name = name.strip().replace("-", "_")
        if not sign or name not in known:
            raise UsageError(f"--set {change}: the fields are {', '.join(sorted(known))}.")
        values[name] = _value(name, known[name], value)
    if "approved" in values and "approved_by" not in values:
        values["approved_by"] = (known["approved_by"] or author) if values["approved"] else ""
    elif values.get("approved_by") and "approved" not in values:
        values["approved"] = True
    return replace(record, **values)


def _value(name: str, old: Any, value: str) -> Any:
    import unicodedata

    value = unicodedata.normalize("NFC", value).strip()
    if isinstance(old, bool):
        if value.lower() not in ("yes", "no", "true", "false", "1", "0"):
            raise UsageError(f"--set {name}={value}: yes or no is wanted.")
        return value.lower() in ("yes", "true", "1")
    if isinstance(old, StrEnum):
        try:
            return type(old)(value)
        except ValueError:
            raise UsageError(
                f"--set {name}={value}: one of {', '.join(m.value or '(empty)' for m in type(old))}."
            ) from None
    if name in ("valid_from", "valid_until"):
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise UsageError(f"--set {name}={value}: a date such as 2024-01-15 is wanted.") from None
    if name == "subject":
        from glossary.terms.reshaping import clean_subject

        return clean_subject(value)
    return resolve_tag(value) if name == "language" else value


def with_readings(term: Term, readings: Sequence[str], reason: str = "") -> Term:
    """Return a term with the readings of `SYSTEM=TEXT`; an empty text gives the system back to the rules.

    Raises UsageError for what is none, and for a system that there is not.
    """
    from glossary.romanisation.registry import system
    from glossary.terms.entries import Reading
    from glossary.terms.making import with_override

    for item in readings:
        name, sign, text = item.partition("=")
        if not sign:
            raise UsageError(f"--reading {item}: SYSTEM=TEXT is wanted, such as dprk=Pyongyang or hanja=勞動黨.")
        known = name.strip() if name.strip() in OF_SOURCES else system(name.strip()).name
        words = " ".join(text.split())
        if known in OF_SOURCES and words:
            others = tuple(r for r in term.readings if r.system != known)
            term = replace(term, readings=(*others, Reading(system=known, text=words, reason=reason)))
        else:
            term = with_override(term, known, words, reason or "set by an editor")
    return term


OF_SOURCES = ("hanja", "kana")
"""Readings that no rule makes: they override nothing."""


def changed_term(term: Term, changes: Sequence[str]) -> Term:
    """Return a term with `FIELD=VALUE` changes; its reading by rule follows its words."""
    from glossary.terms.making import with_reading

    changed: Term = changed_record(term, changes)
    same = (changed.text, changed.language) == (term.text, term.language)
    return changed if same else with_reading(changed)


def with_term(concept: Concept, old: Term, new: Term) -> Concept:
    """Return a concept with one term replaced."""
    return concept.with_terms(tuple(new if t.id == old.id else t for t in concept.terms))


def field_edit(changes: Sequence[str], author: str) -> Callable[[Concept, frozenset[str]], Concept]:
    """Return what `FIELD=VALUE` changes do to a concept and its chosen terms, for `TermOperations.bulk_edit`.

    A field or value that cannot be is said at once, not when an entry is met: raises UsageError.
    """
    from glossary.terms.entries import Concept, Term

    sample = Term(id="t", language="ko-KP", text="x"), Concept(id="c")
    of_term, of_concept = settable(sample[0]), settable(sample[1])
    names = [c.partition("=")[0].strip().replace("-", "_") for c in changes]
    if unknown := [n for n in names if n not in of_term and n not in of_concept]:
        raise UsageError(
            f"--set {unknown[0]}: there is no such field.",
            hint=f"Fields: {', '.join(sorted({*of_term, *of_concept}))}.",
        )
    for_terms = [c for c, n in zip(changes, names, strict=True) if n in of_term]
    for_concepts = [c for c, n in zip(changes, names, strict=True) if n not in of_term]
    changed_record(sample[0], for_terms)
    changed_record(sample[1], for_concepts)

    def edit(concept: Concept, chosen: frozenset[str]) -> Concept:
        if for_terms:
            terms = (changed_term(t, for_terms) if t.id in chosen else t for t in concept.terms)
            concept = concept.with_terms(tuple(terms))
        changed: Concept = changed_record(concept, for_concepts, author) if for_concepts else concept
        return changed

    return edit
