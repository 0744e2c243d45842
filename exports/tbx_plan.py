"""What each element of an entry becomes in the model, found out once for all entries that are built alike.

A plan names, for a piece of an entry (`tbx_layout`), the field of each of its texts. It is made from a piece without
faults, and only where all of it has a plain field: everything else goes the long way through `tbx_gather`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from exports.tbx_categories import CONCEPT
from exports.tbx_layout import PICKED, Piece
from exports.tbx_tree import local
from glossary.terms.entries import PartOfSpeech, Status, TermType

_STATUS: Final = {
    "preferredTerm-admn-sts": Status.PREFERRED,
    "admittedTerm-admn-sts": Status.ADMITTED,
    "deprecatedTerm-admn-sts": Status.DEPRECATED,
    "supersededTerm-admn-sts": Status.SUPERSEDED,
}
_PICKLISTS: Final[dict[str | None, tuple[str, dict[str, Any]]]] = {
    "administrativeStatus": ("status", _STATUS),
    "partOfSpeech": ("part_of_speech", {p.value: p for p in PartOfSpeech if p}),
    "termType": ("type", {t.value: t for t in TermType if t}),
}
"""Categories of terms that are picklists -> field, value in the file -> value of the model."""


class TermPlan(NamedTuple):
    """The fields of a termSec; numbers are places in its piece."""

    fixed: dict[str, Any]
    """What its picklist values say."""
    texts: tuple[tuple[int, str], ...]
    notes: tuple[int, ...]


class ConceptPlan(NamedTuple):
    """The fields of the head of an entry."""

    texts: tuple[tuple[int, str], ...]
    days: tuple[tuple[int, str], ...]
    others: tuple[tuple[int, bool], ...]
    """Notes (true) and references, in the order of the file."""


Plan = TermPlan | ConceptPlan


def term_note(kind: str | None, text: str) -> tuple[str, Any] | None:
    """Return the field that a termNote sets and its value; None where the model has no field for it."""
    value = text.strip()
    if kind in _PICKLISTS:
        name, values = _PICKLISTS[kind]
        return (name, values[value]) if value in values else None
    if kind == "geographicalUsage":
        return "region", text
    return ("register", value.removesuffix("Register")) if kind == "register" else None


ADMIN_FIELDS: Final[dict[str | None, str]] = {"source": "source", "customerSubset": "house"}
"""Categories of `admin` at terms -> field."""


def plan_of(piece: Piece) -> Plan | None:
    """Return the plan of a piece; None where it has anything but plain fields."""
    places = {id(element): at for at, element in enumerate(piece.elements)}
    first = piece.elements[0]
    return _concept_plan(first, places) if local(first) == CONCEPT else _term_plan(first, places)


def moved(plan: Plan, places: Sequence[int]) -> Plan:
    """Return a plan for texts that stand in other places: `places` are those of the elements."""
    texts = tuple([(places[at], name) for at, name in plan.texts])
    if isinstance(plan, TermPlan):
        return plan._replace(texts=texts, notes=tuple([places[at] for at in plan.notes]))
    days = tuple([(places[at], name) for at, name in plan.days])
    return plan._replace(texts=texts, days=days, others=tuple([(places[at], note) for at, note in plan.others]))


def _term_plan(section: Any, places: dict[int, int]) -> TermPlan | None:
    fixed: dict[str, Any] = {}
    texts: dict[str, int] = {}
    notes: list[int] = []
    for child in section:
        name, kind, at = local(child), child.get("type"), places[id(child)]
        if len(child):
            return None
        if name == "note":
            notes.append(at)
            continue
        if name == "termNote":
            found = term_note(kind, child.text or "")
        elif name == "admin" and kind in ADMIN_FIELDS:
            found = ADMIN_FIELDS[kind], ""
        else:
            found = ("text", "") if name == "term" else None
        if found is None or found[0] in fixed or found[0] in texts:
            return None
        if kind in PICKED:
            fixed[found[0]] = found[1]
        else:
            texts[found[0]] = at
    return TermPlan(fixed, tuple((at, name) for name, at in texts.items()), tuple(notes))


_HEAD_TEXTS: Final = {"definition": "definition", "subjectField": "subject"}


def _concept_plan(entry: Any, places: dict[int, int]) -> ConceptPlan | None:
    texts: dict[str, int] = {}
    days: dict[str, int] = {}
    others: list[tuple[int, bool]] = []
    for child in entry:
        name, kind = local(child), child.get("type")
        if name == "langSec":
            break
        if name == "transacGrp":
            found = _transaction(child)
        elif len(child):
            return None
        elif name in ("note", "ref"):
            others.append((places[id(child)], name == "note"))
            continue
        else:
            found = {_HEAD_TEXTS[kind]: child} if name == "descrip" and kind in _HEAD_TEXTS else {}
        if not found or found.keys() & (texts.keys() | days.keys()):
            return None
        for field, element in found.items():
            (days if local(element) == "date" else texts)[field] = places[id(element)]
    return ConceptPlan(
        tuple((at, name) for name, at in texts.items()),
        tuple((at, name) for name, at in days.items()),
        tuple(others),
    )


def _transaction(group: Any) -> dict[str, Any]:
    """Return field -> element of who made an entry and when, or when it was changed; empty for all others."""
    transac, *others = group
    parts = {local(element): element for element in others}
    kind = (transac.text or "").strip()
    if len(parts) < len(others) or not parts or any(len(e) or e.get("target") for e in group):
        return {}
    fields = {"date": "created", "transacNote": "author"} if kind == "origination" else {"date": "modified"}
    if not parts.keys() <= fields.keys():
        return {}
    return {fields[name]: element for name, element in parts.items()}
