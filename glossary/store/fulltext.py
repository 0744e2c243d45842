"""Full-text search of the memory: the one module that is bound to a kind of data base.

SQLite: an FTS5 table over bigrams of the folded text, kept right by triggers on `memory_unit` (made by the migration)
that call `malmoi_grams1`, which is registered on every connection here. A word of one or two syllables is found
inside an inflected one, and spaces do not matter. The index holds no copy of the text (`content=''`), so a row is
taken out by giving its grams again; hence the number in the function's name: another way of cutting needs another
name and a migration that builds the index anew.

PostgreSQL: the folded text stands in `source_key` and `target_key` and is searched with LIKE.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from dataclasses import dataclass
from operator import add

from sqlalchemy import Connection, and_, func, literal, or_, select, text, update

from glossary.store.tables import MemoryUnit, table_of
from glossary.terms.keys import search_key

RAREST = 8
"""Stretches of a query that are looked up for fuzzy candidates: recall in ten .99-1.00 with 100,000 units."""
_SYLLABLES, _LATIN = 2, 3
"""Grams in a stretch, by script."""
_SAMPLES, _SAMPLE = 40, 25
"""Places in the memory where grams are counted, and beads at each."""
_MOST = 64
"""How many times the wanted number is fetched at the most, where the scope leaves most matches out."""
_MANY = 500
BULK = 1000
"""Units of one alignment from which on they are indexed when they are first searched."""
CANDIDATES = 300
"""Fuzzy candidates that are scored exactly."""

_units = table_of(MemoryUnit)


def grams(key: str) -> str:
    """Return the overlapping pairs of characters of a folded text, and its last character alone, as words."""
    if not key:
        return ""
    return " ".join([*map(add, key, key[1:]), key[-1]])


def register_functions(connection: sqlite3.Connection) -> None:
    """Register what the triggers of the index call."""
    connection.create_function("malmoi_grams1", 1, lambda t: grams(search_key(t or "")), deterministic=True)


def stored_keys(connection: Connection, source: str, target: str) -> tuple[str | None, str | None]:
    """Return what `source_key` and `target_key` of a memory unit must hold on this data base."""
    if connection.dialect.name == "sqlite":
        return None, None
    return search_key(source), search_key(target)


def defers(connection: Connection) -> bool:
    """Whether many units are better indexed later than while they are saved."""
    return connection.dialect.name == "sqlite"


def pending(connection: Connection) -> bool:
    """Whether there are units that the index does not know yet."""
    return connection.execute(select(_units.c.bead_id).where(~_units.c.indexed).limit(1)).first() is not None


def catch_up(connection: Connection) -> int:
    """Index the units that are not yet (a trigger does it), and return how many they were."""
    return connection.execute(update(_units).where(~_units.c.indexed).values(indexed=True)).rowcount


@dataclass(frozen=True, slots=True)
class Scope:
    """Which units to look at: a language (as a tag or bare) and whether unconfirmed beads count."""

    language: str = ""
    include_auto: bool = True


def containing(connection: Connection, query: str, scope: Scope, limit: int, offset: int = 0) -> list[int]:
    """Return the beads whose side in the scope's language contains the query, confirmed ones first, then by number."""
    key = search_key(query)
    if not key:
        return []
    if connection.dialect.name == "sqlite":
        # As a phrase: the words one after the other. One character: every gram that begins with it.
        phrase = f'"{grams(key).rsplit(" ", 1)[0]}"' if len(key) > 1 else f'"{key}" *'
        wheres, values = _matches(phrase, scope)
    else:
        pattern = "%" + key + "%"  # a key holds letters and digits only, so nothing needs an escape
        sides = [
            and_(column.like(pattern), _speaks(language, scope.language))
            for column, language in (
                (_units.c.source_key, _units.c.source_language),
                (_units.c.target_key, _units.c.target_language),
            )
        ]
        statement = select(_units.c.bead_id).where(or_(*sides))
        if not scope.include_auto:
            statement = statement.where(_units.c.confirmed)
        statement = statement.order_by(_units.c.confirmed.desc(), _units.c.bead_id).limit(limit).offset(offset)
        return [int(row[0]) for row in connection.execute(statement)]
    sql = f"SELECT u.bead_id FROM memory_unit u WHERE {wheres} ORDER BY u.confirmed DESC, u.bead_id LIMIT :limit OFFSET :offset"  # noqa: S608, E501 the parts are ours, values are bound
    return [int(row[0]) for row in connection.execute(text(sql), {**values, "limit": limit, "offset": offset})]


@dataclass(frozen=True, slots=True)
class Rarity:
    """How often grams stand in a sample of the memory; only good enough to choose the rare ones by."""

    counts: Counter[str]
    newest: int
    """The largest number of a bead when the sample was taken."""

    def is_old(self, connection: Connection) -> bool:
        """Whether the memory has grown so much that another sample is due."""
        return _newest(connection) > 2 * self.newest + 100


def sample(connection: Connection) -> Rarity:
    """Count the grams of some hundreds of beads from all over the memory."""
    counts: Counter[str] = Counter()
    newest = _newest(connection)
    if connection.dialect.name == "sqlite":
        for step in range(_SAMPLES):
            statement = select(_units.c.source_text, _units.c.target_text).order_by(_units.c.bead_id)
            statement = statement.where(_units.c.bead_id > newest * step // _SAMPLES).limit(_SAMPLE)
            for row in connection.execute(statement):
                for words in row:
                    counts.update(set(grams(search_key(words)).split()))
    return Rarity(counts, newest)


def similar(connection: Connection, query: str, scope: Scope, rarity: Rarity, limit: int = CANDIDATES) -> list[int]:
    """Return beads whose side in the scope's language shares the query's rarest stretches, best first by bm25.

    On a data base without FTS5: every bead in the language, to be scored one by one.
    """
    key = search_key(query)
    if not key:
        return []
    if connection.dialect.name != "sqlite":
        statement = select(_units.c.bead_id).where(
            or_(_speaks(_units.c.source_language, scope.language), _speaks(_units.c.target_language, scope.language))
        )
        if not scope.include_auto:
            statement = statement.where(_units.c.confirmed)
        return [int(row[0]) for row in connection.execute(statement)]
    found: dict[int, None] = {}
    for side in ("source", "target"):
        chosen = _rarest(connection, key, side, rarity)
        if chosen:
            match = f"{{{side}}} : ({' OR '.join(chosen)})"
            found.update((number, None) for number in _best_in(connection, match, side, scope, limit))
    return list(found)


def _rarest(connection: Connection, key: str, side: str, rarity: Rarity) -> list[str]:
    """Return the rarest stretches of a key that stand in the index, as phrases for FTS5.

    A stretch is three syllables or, since Latin letters are few, four letters: the shortest that few beads share.
    """
    length = _LATIN if sum(c < "\u0250" for c in key) * 2 > len(key) else _SYLLABLES
    words = grams(key).split()[:-1] or [key]
    stretches: dict[str, tuple[int, int]] = {}
    for place in range(max(1, len(words) - length + 1)):
        some = words[place : place + length]
        counts = [rarity.counts[w] for w in some]
        stretches[" ".join(some)] = (min(counts), sum(counts))
    chosen: list[str] = []
    exists = text("SELECT 1 FROM memory_fts WHERE memory_fts MATCH :match LIMIT 1")
    for stretch in sorted(stretches, key=lambda s: (stretches[s], s)):
        phrase = f'"{stretch}"'
        # What the sample does not know may stand nowhere, as where the query has another word; it would find nothing.
        if stretches[stretch][0] <= 1:
            here = connection.execute(exists, {"match": f"{{{side}}} : {phrase}"}).first()
            if here is None:
                continue
        chosen.append(phrase)
        if len(chosen) == RAREST:
            break
    return chosen


def _best_in(connection: Connection, match: str, side: str, scope: Scope, limit: int) -> list[int]:
    """Return the best matches that are in scope, which is looked at afterwards: joined in, it costs for each match."""
    statement = text("SELECT rowid FROM memory_fts WHERE memory_fts MATCH :match ORDER BY rank LIMIT :limit")
    fetched = limit
    while True:
        numbers = [int(row[0]) for row in connection.execute(statement, {"match": match, "limit": fetched})]
        kept: set[int] = set()
        for start in range(0, len(numbers), _MANY):
            inside = select(_units.c.bead_id).where(
                _units.c.bead_id.in_(numbers[start : start + _MANY]),
                _speaks(_units.c[f"{side}_language"], scope.language),
            )
            if not scope.include_auto:
                inside = inside.where(_units.c.confirmed)
            kept.update(int(row[0]) for row in connection.execute(inside))
        if len(kept) >= limit or len(numbers) < fetched or fetched > _MOST * limit:
            return [n for n in numbers if n in kept][:limit]
        fetched *= 8


def _newest(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(_units.c.bead_id), 0))).scalar_one())


def check(connection: Connection) -> list[str]:
    """Return what is wrong with the index, in words; empty where it is sound."""
    if connection.dialect.name != "sqlite":
        return []
    units = connection.execute(text("SELECT count(*) FROM memory_unit WHERE indexed")).scalar_one()
    indexed = connection.execute(text("SELECT count(*) FROM memory_fts_docsize")).scalar_one()
    return [] if units == indexed else [f"the index of the memory knows {indexed} of {units} beads"]


def rebuild(connection: Connection) -> None:
    """Build the index anew from the memory units."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO memory_fts(memory_fts) VALUES('delete-all')"))
        connection.execute(update(_units).values(indexed=False))
        catch_up(connection)


def _matches(phrase: str, scope: Scope) -> tuple[str, dict[str, object]]:
    sides = []
    values: dict[str, object] = {}
    for side in ("source", "target"):
        clause = f"u.bead_id IN (SELECT rowid FROM memory_fts WHERE memory_fts MATCH :{side})"  # noqa: S608
        values[side] = f"{{{side}}} : {phrase}"
        if scope.language:
            clause += f" AND (u.{side}_language = :language OR u.{side}_language LIKE :variety)"
        sides.append(f"({clause})")
    if scope.language:
        values |= {"language": scope.language, "variety": scope.language + "-%"}
    where = "(" + " OR ".join(sides) + ")"
    return (where if scope.include_auto else where + " AND u.confirmed"), values


def _speaks(column, language: str):  # type: ignore[no-untyped-def]
    if not language:
        return literal(True)
    return or_(column == language, column.like(language + "-%"))
