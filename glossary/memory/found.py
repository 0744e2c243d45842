"""What is shown of beads that were found: their texts, spans, title, date and place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, func, select

from glossary.alignment.beads import BeadState
from glossary.checks.findings import Span
from glossary.memory.lines import Hit
from glossary.memory.matching import squeezed
from glossary.memory.query import Query
from glossary.store.fulltext import Scope
from glossary.store.tables import Alignment, Bead, Document, MemoryUnit, table_of
from glossary.terms.keys import key_with_places, search_key

NEAR = 75.0
"""How much of a query (per cent, at its best place in a sentence) a fuzzy concordance must find."""
_MANY = 500
"""Beads that are asked for at once."""

_units = table_of(MemoryUnit)
_beads = table_of(Bead)
_alignments = table_of(Alignment)
_documents = table_of(Document)

# Made once: putting them together is a noticeable part of a search.
_source, _target, _other = _documents.alias("source"), _documents.alias("target"), _beads.alias("other")
_ABOUT = (
    select(_alignments.c.id, _source.c.title, _target.c.title, _source.c.date, _target.c.date)
    .join(_source, _source.c.id == _alignments.c.source_document)
    .join(_target, _target.c.id == _alignments.c.target_document)
    .where(_alignments.c.id.in_(bindparam("some", expanding=True)))
)
_PLACES_OF = select(
    _beads.c.id,
    select(func.count())
    .where(_other.c.alignment_id == _beads.c.alignment_id, _other.c.position < _beads.c.position)
    .scalar_subquery(),
).where(_beads.c.id.in_(bindparam("some", expanding=True)))
_UNITS = select(
    *(_units.c.bead_id, _units.c.alignment_id, _units.c.confirmed),
    *(_units.c.source_text, _units.c.target_text, _units.c.source_language, _units.c.target_language),
).where(_units.c.bead_id.in_(bindparam("some", expanding=True)))


def unit_rows(connection: Connection, numbers: Sequence[int]) -> list[Any]:
    """Return the units of some beads in the order of the numbers, as `looked_at` reads them."""
    rows: dict[int, Any] = {}
    for start in range(0, len(numbers), _MANY):
        found = connection.execute(_UNITS, {"some": list(numbers[start : start + _MANY])}).all()
        rows.update((row[0], row) for row in found)
    return [rows[n] for n in numbers if n in rows]


def looked_at(row: Any, query: Query, language: str) -> Hit | None:
    """Return the unit as a hit, None where the query does not really stand in it."""
    source = query.find(row[3]) if not language or is_in(row[5], language) else []
    target = query.find(row[4]) if not language or is_in(row[6], language) else []
    if not source and not target:
        return None
    return _hit(
        row,
        tuple(span for span, _ in source),
        tuple(span for span, _ in target),
        next((words for _, words in (*source, *target) if words), ""),
    )


def _hit(row: Any, source: tuple[Span, ...] = (), target: tuple[Span, ...] = (), via: str = "") -> Hit:
    """Return a unit as a hit, its place, title and date still to be found."""
    return Hit(
        bead_id=row[0],
        alignment_id=row[1],
        position=-1,
        state=BeadState.CONFIRMED if row[2] else BeadState.AUTO,
        title="",
        date="",
        source=row[3],
        target=row[4],
        source_language=row[5],
        target_language=row[6],
        source_spans=source,
        target_spans=target,
        via=via,
    )


def dated(connection: Connection, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits with title and date of their texts."""
    wanted = sorted({h.alignment_id for h in hits if not (h.title or h.date)})
    known: dict[int, tuple[str, str]] = {}
    for start in range(0, len(wanted), _MANY):
        rows = connection.execute(_ABOUT, {"some": wanted[start : start + _MANY]})
        for number, one, other, day, other_day in rows:
            known[number] = (one or other, day or other_day)
    return [replace(h, title=t[0], date=t[1]) if (t := known.get(h.alignment_id)) else h for h in hits]


def sides_of(connection: Connection, numbers: Sequence[int], scope: Scope) -> list[tuple[int, str, str]]:
    """Return (bead, text in the language, the other text) of some beads; both ways where both sides are in it."""
    found = []
    for start in range(0, len(numbers), _MANY):
        # Written out: binding some hundreds of numbers takes longer than finding them.
        listed = ",".join(str(int(n)) for n in numbers[start : start + _MANY])
        statement = (
            "SELECT bead_id, source_text, target_text, source_language, target_language "  # noqa: S608 whole numbers only
            f"FROM memory_unit WHERE bead_id IN ({listed})"
        )
        for number, source, target, one, other in connection.exec_driver_sql(statement):
            if is_in(one, scope.language):
                found.append((number, source, target))
            if is_in(other, scope.language):
                found.append((number, target, source))
    return found


def hits_of(connection: Connection, numbers: Sequence[int]) -> list[Hit]:
    """Return the beads of some numbers in that order, their places still to be found."""
    hits = [_hit(row) for row in unit_rows(connection, numbers)]
    return dated(connection, hits)


def nearest(hit: Hit, query: str, language: str) -> Hit | None:
    """Return the hit with its best place and score, or None where nothing is near enough."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    wanted = search_key(query)
    top: Hit | None = None
    for side, text, spoken in (
        ("source_spans", hit.source, hit.source_language),
        ("target_spans", hit.target, hit.target_language),
    ):
        if not is_in(spoken, language):
            continue
        key, places = key_with_places(text)
        # A query longer than the sentence would be found in part only, which is no finding.
        if len(key) < len(wanted):
            continue
        found = partial_ratio_alignment(wanted, key, score_cutoff=NEAR)
        if found and found.dest_end > found.dest_start and (top is None or found.score > top.score):
            span = Span(places[found.dest_start], places[found.dest_end - 1] + 1)
            top = replace(hit, score=found.score, **{side: (span,)})  # type: ignore[arg-type]
    return top


def neighbours(connection: Connection, hit: Hit, language: str) -> tuple[str, str]:
    """Return the text before and after a bead on the side of the language, without spaces; empty at the edge."""
    own = select(_beads.c.position).where(_beads.c.id == hit.bead_id).scalar_subquery()
    found = []
    for closer, order in (
        (_beads.c.position < own, _beads.c.position.desc()),
        (_beads.c.position > own, _beads.c.position),
    ):
        number = connection.execute(
            select(_beads.c.id).where(_beads.c.alignment_id == hit.alignment_id, closer).order_by(order).limit(1)
        ).scalar_one_or_none()
        text = ""
        if number is not None:
            sides = sides_of(connection, [int(number)], Scope(language))
            text = sides[0][1] if sides else "\0"  # a bead without a unit is like nothing
        found.append(squeezed(text))
    return found[0], found[1]


def placed(connection: Connection, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits with the places of their beads."""
    rows = connection.execute(_PLACES_OF, {"some": [h.bead_id for h in hits]}) if hits else ()
    places = {int(number): int(count) for number, count in rows}
    return [replace(h, position=int(places[h.bead_id])) for h in hits]


def is_in(spoken: str, language: str) -> bool:
    """Whether a text in `spoken` is in the language asked for; empty asks for any."""
    return not language or spoken == language or spoken.startswith(language + "-")
