"""Full-text search on PostgreSQL: the folded text stands in `source_key` and `target_key`; pg_trgm finds in it.

Where pg_trgm is missing, or the data base's LC_CTYPE is C (under which it makes no trigrams of Hangul and says
nothing), phrases are found all the same and fuzzy candidates are every bead in turn: slow, never wrong. `malmoi db
verify` tells of both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, or_, select, text, update

from glossary.store.tables import MemoryUnit, table_of
from glossary.terms.keys import search_key

LIKE = 0.4
"""Least similarity of trigrams of a fuzzy candidate (design page: .45 misses 1-3 % of the matches of 75)."""
PARTLY_LIKE = 0.3
"""The same with the most similar part of the text."""

_units = table_of(MemoryUnit)


@dataclass(frozen=True, slots=True)
class Rarity:
    """What the server can do; it chooses by frequency itself."""

    trigrams: bool

    def is_old(self, connection: Connection) -> bool:
        """Return no: the server keeps its own statistics."""
        return False


def sample(connection: Connection) -> Rarity:
    """Look whether pg_trgm is there and knows Hangul."""
    return Rarity(_problem(connection) == "")


def catch_up(connection: Connection, most: int) -> int:
    """Mark units as indexed: the server's indexes know them already."""
    some = select(_units.c.bead_id).where(~_units.c.indexed).limit(most)
    return connection.execute(update(_units).where(_units.c.bead_id.in_(some)).values(indexed=True)).rowcount


def settle(connection: Connection) -> None:
    """Let the server do it in its own time."""


def few(
    connection: Connection, sides: Sequence[str], alternatives: Sequence[Sequence[str]], rarity: Rarity
) -> list[int] | None:
    """Return None: the server finds confirmed and other beads equally fast."""
    return None


def containing(
    connection: Connection,
    side: str,
    alternatives: Sequence[Sequence[str]],
    rarity: Rarity,
    *,
    confirmed: bool,
) -> Iterator[int]:
    """Yield the beads in ascending order."""
    column = _units.c[f"{side}_key"]
    # A piece holds letters and digits only, so nothing needs an escape.
    wanted = [and_(*(column.like(f"%{p}%") for p in pieces if p)) for pieces in alternatives if any(pieces)]
    if not wanted:
        return
    statement = select(_units.c.bead_id).where(or_(*wanted), _units.c.confirmed.is_(confirmed))
    for row in connection.execute(statement.order_by(_units.c.bead_id)):
        yield int(row[0])


def similar(
    connection: Connection, side: str, query: str, rarity: Rarity, *, include_auto: bool, limit: int, partly: bool
) -> list[int]:
    """Return the beads most similar by trigrams; every bead where the server cannot tell."""
    key = search_key(query)
    only = "" if include_auto else " AND confirmed"
    if not rarity.trigrams:
        statement = text(f"SELECT bead_id FROM memory_unit WHERE true{only}")  # noqa: S608 nothing of the user's
        return [int(row[0]) for row in connection.execute(statement)]
    kind, sign, least = ("word_similarity", "<%", PARTLY_LIKE) if partly else ("similarity", "%", LIKE)
    connection.execute(text(f"SET LOCAL pg_trgm.{kind}_threshold = {least}"))
    statement = text(
        f"SELECT bead_id FROM memory_unit WHERE :key {sign} {side}_key{only} "  # noqa: S608 values are bound
        f"ORDER BY {kind}(:key, {side}_key) DESC, bead_id LIMIT :limit"
    )
    return [int(row[0]) for row in connection.execute(statement, {"key": key, "limit": limit})]


def check(connection: Connection) -> list[str]:
    """Say why fuzzy matches are slow, if they are."""
    problem = _problem(connection)
    return [f"fuzzy matches of the memory are slow: {problem}"] if problem else []


def forget(connection: Connection) -> None:
    """Build the server's indexes anew."""
    for side in ("source", "target"):
        name = f"memory_trgm_{side}"
        if connection.execute(text("SELECT to_regclass(:name)"), {"name": name}).scalar_one():
            connection.execute(text(f"REINDEX INDEX {name}"))


def _problem(connection: Connection) -> str:
    if not connection.execute(text("SELECT count(*) FROM pg_extension WHERE extname = 'pg_trgm'")).scalar_one():
        return "the extension pg_trgm is missing (CREATE EXTENSION pg_trgm, as the owner of the data base)"
    if not connection.execute(text("SELECT cardinality(show_trgm('말모이'))")).scalar_one():
        return "LC_CTYPE of the data base is C, under which pg_trgm knows no Hangul; C.UTF-8 does"
    return ""
