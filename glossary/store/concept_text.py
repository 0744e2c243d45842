"""Full-text search of the term base: beside `fulltext`, the only module that is bound to a kind of data base.

`concept_search` has one row a concept with its search keys, one a line: the folded terms and readings, and the initial
consonants of Korean terms. SQLite: an FTS5 table over the bigrams of each line, as `malmoi_lines1` makes them (the
number: another way of cutting needs another name and a migration). A trigger takes rows out of it; `catch_up` puts
them in, many at a time: FTS5 writes all it has gathered after each statement of a trigger, which made an import twice
as slow. PostgreSQL: LIKE over the lines.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from math import log
from operator import add
from typing import cast
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, column, func, or_, select, table, text

from glossary.store.tables import ConceptSearch, table_of

_search = table_of(ConceptSearch)
_index = table("concept_fts", column("rowid"))

CANDIDATES = 200
"""Fuzzy candidates that are scored exactly."""
_PIECES = 5
"""Stretches of a key by which candidates are looked for."""
_COMMON = 500
"""Concepts that are looked at of one stretch; one that more of them have tells little. With 1,000 as many of 120 terms
with one wrong letter are found, and the search takes a quarter longer."""
_LONGEST_PHRASE = 8
"""Characters of a key that the index is asked for; a longer one is asked for by its rarest stretch, then compared."""


def grams(key: str) -> str:
    """Return the overlapping pairs of characters of a key, and its last character alone, as words."""
    return " ".join([*map(add, key, key[1:]), key[-1]]) if key else ""


def lines(keys: str) -> str:
    """Return the grams of each line; the last one of a line stands alone, so that no phrase runs into the next."""
    return " ".join(grams(line) for line in keys.split("\n"))


def register_functions(connection: sqlite3.Connection) -> None:
    """Register what the triggers of the index call."""
    connection.create_function("malmoi_lines1", 1, lambda keys: lines(keys or ""), deterministic=True)


def catch_up(connection: Connection) -> None:
    """Index the concepts that are not yet, in the order of their numbers, which are never given twice."""
    if connection.dialect.name == "sqlite":
        connection.execute(_CATCH_UP)


_CATCH_UP = text(
    "INSERT INTO concept_fts(rowid, lines) SELECT number, malmoi_lines1(lines) FROM concept_search "
    "WHERE number > (SELECT coalesce(max(id), 0) FROM concept_fts_docsize) ORDER BY number"
)


def containing(connection: Connection, keys: Sequence[str]) -> Iterator[str]:
    """Yield the ids of the concepts with a line that contains one of the keys, in the order of their making."""
    if connection.dialect.name == "sqlite":
        phrases = " OR ".join(_phrase(_rarest(connection, key)) for key in keys)
        statement = select(_search.c.concept_id).join_from(_index, _search, _search.c.number == _index.c.rowid)
        statement = statement.where(text("concept_fts MATCH :match")).order_by(_index.c.rowid)
        if any(len(key) > _LONGEST_PHRASE for key in keys):
            statement = statement.where(or_(*[func.instr(_search.c.lines, key) for key in keys]))
        found = connection.execute(statement, {"match": phrases})
    else:
        likes = [_search.c.lines.like(f"%{key}%") for key in keys]  # a key holds letters and digits only
        found = connection.execute(select(_search.c.concept_id).where(or_(*likes)).order_by(_search.c.number))
    for row in found:
        yield str(row[0])


def _rarest(connection: Connection, key: str) -> str:
    """Return the stretch of a long key that the fewest concepts are likely to have; a short key as it is."""
    if len(key) <= _LONGEST_PHRASE:
        return key
    counts = _frequencies(connection)
    pairs = [counts[pair] for pair in map(add, key, key[1:])]
    width = _LONGEST_PHRASE - 1
    start = min(range(len(pairs) - width + 1), key=lambda n: sum(pairs[n : n + width]))
    return key[start : start + _LONGEST_PHRASE]


def nearly(connection: Connection, keys: Sequence[str]) -> list[tuple[str, str]]:
    """Return (concept, lines) of those that share the rarest stretches with a key, as candidates for a fuzzy match."""
    found: dict[str, str] = {}
    for key in keys:
        if connection.dialect.name != "sqlite":
            pieces = [key[n : n + 2] for n in range(max(1, len(key) - 1))]
            likes = [_search.c.lines.like(f"%{piece}%") for piece in pieces]
            rows = connection.execute(select(_search.c.concept_id, _search.c.lines).where(or_(*likes)))
        else:
            numbers = _sharing(connection, key)
            rows = connection.execute(
                select(_search.c.concept_id, _search.c.lines).where(_search.c.number.in_(numbers))
            )
        found |= {str(number): str(own) for number, own in rows}
    return list(found.items())


def _sharing(connection: Connection, key: str) -> list[int]:
    """Return the numbers of the concepts that share the most stretches with a key, each weighed by how rare it is."""
    points: dict[int, float] = {}
    for phrase in _stretches(connection, key):
        numbers = _looked_up(connection, phrase)
        weight = 1 / (1 + log(len(numbers) or 1))
        for number in numbers:
            points[number] = points.get(number, 0.0) + weight
    return sorted(points, key=points.__getitem__, reverse=True)[:CANDIDATES]


def _looked_up(connection: Connection, phrase: str) -> list[int]:
    """Return the concepts of a phrase, at most `_COMMON`; by the driver itself, since they are very many."""
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    statement = "SELECT rowid FROM concept_fts WHERE concept_fts MATCH ? LIMIT ?"
    return [number for (number,) in driver.execute(statement, (phrase, _COMMON)).fetchall()]


def _stretches(connection: Connection, key: str) -> list[str]:
    """Return the stretches of a key to look for: pairs of syllables or, of Latin letters, four letters.

    Those of rare pairs come first, which are quick to find and tell much; at first no two of them share a character,
    so that one wrong letter spoils one of them only.
    """
    words = grams(key).split()[:-1]
    if not words:
        return [_phrase(key)]
    length = 3 if key.isascii() else 1
    counts = _frequencies(connection)
    starts = range(max(1, len(words) - length + 1))
    by_cost = sorted(starts, key=lambda n: sum(counts[word] for word in words[n : n + length]))
    apart: list[int] = []
    for n in by_cost:
        if all(abs(n - other) > length for other in apart):
            apart.append(n)
    chosen = dict.fromkeys(" ".join(words[n : n + length]) for n in dict.fromkeys([*apart, *by_cost]))
    return [f'"{piece}"' for piece in list(chosen)[:_PIECES]]


_SAMPLE = 300
"""Concepts from which it is told how frequent a pair of characters is; only the order of looking depends on it."""
_known: WeakKeyDictionary[Engine, tuple[int, Counter[str]]] = WeakKeyDictionary()


def _frequencies(connection: Connection) -> Counter[str]:
    """Return how often pairs of characters stand in a sample, which is taken anew when the term base has doubled."""
    last = connection.exec_driver_sql("SELECT coalesce(max(number), 0) FROM concept_search").scalar_one()
    size, counts = _known.get(connection.engine, (0, Counter[str]()))
    if not size or not size / 2 <= last <= 2 * size:
        numbers = range(1, last + 1, max(1, last // _SAMPLE))
        rows = connection.execute(select(_search.c.lines).where(_search.c.number.in_(numbers)))
        counts = Counter(word for row in rows for word in set(lines(row[0]).split()))
        _known[connection.engine] = (last, counts)
    return counts


def _phrase(key: str) -> str:
    """Return what FTS5 looks for: the grams one after the other; of one character, every gram that begins with it."""
    return f'"{grams(key).rsplit(" ", 1)[0]}"' if len(key) > 1 else f'"{key}" *'


def check(connection: Connection) -> list[str]:
    """Return what is wrong with the index, in words; empty where it is sound."""
    tables = ["concept", "concept_search"]
    if connection.dialect.name == "sqlite":
        tables.append("concept_fts_docsize")
    counts = [connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() for table in tables]  # noqa: S608 ours
    if len(set(counts)) == 1:
        return []
    return [f"the index of the term base knows {counts[-1]} of {counts[0]} concepts"]
