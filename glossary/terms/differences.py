"""What differs between two states of a concept, field by field and in words: for histories, dry runs and reports.

Pure: records in, plain texts out.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from glossary.terms.entries import Attestation, Concept, CrossReference, Reading, Term


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs between two versions, as text for people; empty where nothing stood or stands."""

    where: str
    """`subject`, or a term and its field: `위원장 (ko-KP): status`."""
    before: str
    after: str


_CONCEPT = tuple(
    f.name for f in fields(Concept) if f.name not in ("id", "version", "author", "created", "modified", "terms")
)
_TERM = tuple(f.name for f in fields(Term) if f.name not in ("id", "version"))


def field_changes(before: Concept | None, after: Concept | None) -> tuple[FieldChange, ...]:
    """Return what differs between two versions of a concept; a whole term or concept that came or went is one line."""
    if before is None or after is None:
        only, new = (after, True) if before is None else (before, False)
        lines = (
            [FieldChange("term", "", _line(t)) if new else FieldChange("term", _line(t), "") for t in only.terms]
            if only
            else []
        )
        values = [(name, _shown(getattr(only, name))) for name in _CONCEPT] if only else []
        return (*(FieldChange(n, "", v) if new else FieldChange(n, v, "") for n, v in values if v), *lines)
    found = [
        FieldChange(name.replace("_", " "), _shown(getattr(before, name)), _shown(getattr(after, name)))
        for name in _CONCEPT
        if getattr(before, name) != getattr(after, name)
    ]
    then, now = {t.id: t for t in before.terms}, {t.id: t for t in after.terms}
    found += [FieldChange("term", _line(t), "") for number, t in then.items() if number not in now]
    for number, term in now.items():
        old = then.get(number)
        if old is None:
            found.append(FieldChange("term", "", _line(term)))
            continue
        found += [
            FieldChange(
                f"{_line(old)}: {name.replace('_', ' ')}", _shown(getattr(old, name)), _shown(getattr(term, name))
            )
            for name in _TERM
            if getattr(old, name) != getattr(term, name)
        ]
    if not found and [t.id for t in before.terms] != [t.id for t in after.terms]:
        found.append(FieldChange("order of terms", _order(before), _order(after)))
    return tuple(found)


def _order(concept: Concept) -> str:
    return ", ".join(t.text for t in concept.terms)


def _line(term: Term) -> str:
    return f"{term.text} ({term.language})"


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(_shown(v) for v in value)
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, Reading):
        more = f" {{override: {value.reason}}}" if value.is_override else ""
        return f"{value.system}={value.text}{more}"
    if isinstance(value, CrossReference):
        return f"{value.kind} {value.target}"
    if isinstance(value, Attestation):
        parts = [value.source, value.date, f"bead {value.bead}" if value.bead is not None else ""]
        parts += [str(value.count) if value.count is not None else "", value.context]
        return " ".join(p for p in parts if p)
    return "" if value is None else str(value)
