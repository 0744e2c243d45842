"""Full-text search on SQLite: FTS5 over the folded text.

`memory_SIDE_fts` holds trigrams of the text without spaces. `memory_SIDE_words` holds Latin words and, of Korean,
Chinese characters and kana, the pairs of characters, so that a word of one or two syllables is found inside an
inflected one. The rarest of both find the fuzzy candidates of a sentence (design page); `choosing` says what is rare.

Neither keeps text or positions, so a row is taken out by giving its text again; hence the number in the names of the
functions that the triggers call: another way of cutting needs another name and a migration that builds the index anew.
Both hold a mark on confirmed beads, so that these can be asked for first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import chain, combinations, groupby
from math import log
from typing import Any, cast

from sqlalchemy import Connection, text

from glossary.store.fulltext.choosing import GRAM, WORD, Lookup, Sample, chosen, index_words, lookup
from glossary.terms.keys import search_key

RAREST = 12
"""Trigrams and words that are looked up for fuzzy candidates (design page: recall in ten 1.000 at a million units)."""
MOST_LOOKED_UP = 40
"""Trigrams and words that are looked up where most stand nowhere."""
POSTINGS = 10_000
"""Beads that are counted for fuzzy candidates; what would bring more is looked up in pairs, if at all."""
_PAIRED, _PAIR_POSTINGS = 6, 3_000
"""Rarest words that are looked up together where every one of them is frequent, and beads that each may bring."""
_SHORT = 4
"""Words of a sentence that is always looked up so: any one of its words may be another one."""
_MORE = 4
_READ = 1_500_000
"""Postings that may be gone through for such words: an AND reads the lists of all its words, however few it brings."""
FEW = 1000
"""Beads up to which confirmed and other ones are found together and put in order then."""
MARK = "§§c"
"""One trigram that no folded text holds: the bead is confirmed."""
_WORD_MARK = "zzzconfirmed"
_SAMPLES, _SAMPLE = 40, 25
"""Places in the memory where trigrams and words are counted, and beads at each."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """How often trigrams and words stand in a sample of each side; only good enough to choose the rare ones by."""

    samples: dict[str, Sample]
    beads: int
    """How many there are, or more: the largest number of one."""
    auto: float
    """Share of unconfirmed beads in the sample."""

    def is_old(self, connection: Connection) -> bool:
        """Whether the memory has grown so much that another sample is due."""
        return _newest(connection) > 2 * self.beads + 100

    def lookup(self, side: str, pieces: Sequence[str]) -> Lookup | None:
        """Return what is looked up for an alternative on one side."""
        return lookup(pieces, self.samples[side], self.beads, self.auto)


def marked_key(text_: str | None, confirmed: object) -> str:
    """Return what the trigram index holds of a text."""
    key = search_key(text_ or "")
    return key + MARK if confirmed else key


def marked_words(text_: str | None, confirmed: object) -> str:
    """Return what the index of words holds of a text, with spaces between."""
    found = " ".join(index_words(text_ or ""))
    return f"{found} {_WORD_MARK}" if confirmed else found


def register_functions(connection: sqlite3.Connection) -> None:
    """Register what the triggers of the index call."""
    connection.create_function("malmoi_key2", 2, marked_key, deterministic=True)
    connection.create_function("malmoi_words2", 2, marked_words, deterministic=True)


def catch_up(connection: Connection, most: int) -> int:
    """Index units that are not yet: in bulk, without the triggers."""
    driver = _driver(connection)
    waiting = "SELECT bead_id, source_text, target_text, confirmed FROM memory_unit WHERE NOT indexed"
    rows = driver.execute(f"{waiting} ORDER BY bead_id LIMIT ?", (most,)).fetchall()
    if not rows:
        return 0
    for place, side in enumerate(("source", "target"), start=1):
        for table, column, cut in (("fts", "key", marked_key), ("words", "words", marked_words)):
            name = f"memory_{side}_{table}"
            # Pieces are merged sixteen at a time and not four: there are many, and each merging writes them again.
            driver.execute(f"INSERT INTO {name}({name}, rank) VALUES ('automerge', 16)")  # noqa: S608 names are ours
            driver.executemany(
                f"INSERT INTO {name}(rowid, {column}) VALUES (?, ?)",  # noqa: S608 names are ours
                ((row[0], cut(row[place], row[3])) for row in rows),
            )
    last = rows[-1][0]
    done = connection.execute(
        text("UPDATE memory_unit SET indexed = 1 WHERE NOT indexed AND bead_id <= :last"), {"last": last}
    )
    return done.rowcount


def settle(connection: Connection) -> None:
    """Merge the pieces that many transactions left."""
    for side in ("source", "target"):
        for table in ("fts", "words"):
            name = f"memory_{side}_{table}"
            connection.execute(text(f"INSERT INTO {name}({name}, rank) VALUES ('merge', 500)"))  # noqa: S608


def sample(connection: Connection) -> Rarity:
    """Count trigrams and words of some hundreds of beads from all over the memory."""
    samples = {"source": Sample(), "target": Sample()}
    newest, auto = _newest(connection), 0
    statement = text(
        "SELECT source_text, target_text, confirmed FROM memory_unit "
        "WHERE bead_id > :start ORDER BY bead_id LIMIT :most"
    )
    for step in range(_SAMPLES):
        for *row, confirmed in connection.execute(statement, {"start": newest * step // _SAMPLES, "most": _SAMPLE}):
            auto += not confirmed
            for side, words in zip(samples.values(), row, strict=True):
                side.add(words)
    return Rarity(samples, newest, auto / max(1, samples["source"].seen))


def containing(
    connection: Connection, side: str, alternatives: Sequence[Sequence[str]], rarity: Rarity, *, confirmed: bool
) -> Iterator[int]:
    """Yield the beads in ascending order; rows are read as they are asked for."""
    streams = []
    for pieces in alternatives:
        if (found := rarity.lookup(side, pieces)) is None:
            continue
        if not found.words:
            return _all(connection, side, confirmed=confirmed)
        mark = f'"{_WORD_MARK if found.table == "words" else MARK}"'
        match = f"({found.match}) {'AND' if confirmed else 'NOT'} {mark}"
        streams.append(_rows(connection, f"memory_{side}_{found.table}", match))
    return (number for number, _ in groupby(merge(*streams)))


def few(
    connection: Connection, sides: Sequence[str], alternatives: Sequence[Sequence[str]], rarity: Rarity
) -> list[int] | None:
    """Return the beads, confirmed or not, in ascending order; None where they are more than FEW."""
    numbers: set[int] = set()
    for side in sides:
        for pieces in alternatives:
            if (found := rarity.lookup(side, pieces)) is None:
                continue
            if not found.words or found.begins:
                return None  # slow to find, and not few
            rows = _rows(connection, f"memory_{side}_{found.table}", found.match, FEW + 1 - len(numbers))
            numbers.update(rows)
            if len(numbers) > FEW:
                return None
    return sorted(numbers)


def similar(
    connection: Connection,
    side: str,
    query: str,
    rarity: Rarity,
    *,
    include_auto: bool,
    limit: int,
    partly: bool,
) -> list[int]:
    """Return the beads that share the most of the rarest trigrams and words, each weighed by how rare it is."""
    import numpy as np

    some = rarity.samples[side]
    counts, scale = some.counts, rarity.beads / max(1, some.seen)
    features = chosen(query, counts)
    found: list[Any] = []
    weights: list[float] = []
    counted = 0
    for feature in features[:MOST_LOOKED_UP]:
        if len(found) >= RAREST or counted > POSTINGS or (found and counts[feature] * scale > POSTINGS):
            break
        rows = _numbers(connection, side, [feature], include_auto=include_auto, most=2 * POSTINGS)
        if rows:
            counted += len(rows)
            found.append(np.fromiter(rows, np.int64, len(rows)))
            weights.append(1 / (1 + log(len(rows))))
    words = [f for f in features if f[0] == WORD]
    if len(found) < 3 or 2 < len(words) <= _SHORT:
        # A sentence of frequent words, or of few: the beads that have several of them.
        frequent = words[:_PAIRED]
        read = 0.0
        together = combinations(frequent, 3 if len(frequent) > 3 else 2)
        for several in sorted(together, key=lambda fs: sum(counts[f] for f in fs)):
            read += sum(counts[f] for f in several) * scale
            if read > _READ and len(found) > 3:
                break
            rows = _numbers(connection, side, several, include_auto=include_auto, most=_PAIR_POSTINGS)
            if rows:
                found.append(np.fromiter(rows, np.int64, len(rows)))
                weights.append(2 / (1 + log(len(rows))))
    if not found:
        return []
    numbers, places = np.unique(np.concatenate(found), return_inverse=True)
    points = np.bincount(places, np.repeat(weights, [len(f) for f in found]))
    # Of a short sentence many beads share as much: more of them are looked at, which are short too.
    order = np.argsort(-points, kind="stable")[: limit * _MORE if len(words) <= _SHORT else limit]
    return [int(n) for n in numbers[order]]


def check(connection: Connection) -> list[str]:
    """Compare the index with the units: every mark and every unit's own trigrams must be there."""
    problems = []
    confirmed = connection.execute(text("SELECT count(*) FROM memory_unit WHERE indexed AND confirmed")).scalar_one()
    for side in ("source", "target"):
        marks = sum(1 for _ in _rows(connection, f"memory_{side}_fts", f'"{MARK}"'))
        if marks != confirmed:
            problems.append(f"the index of the memory ({side}) knows {marks} of {confirmed} confirmed beads")
        for table in ("fts", "words"):
            name = f"memory_{side}_{table}"
            try:
                connection.execute(text(f"INSERT INTO {name}({name}) VALUES ('integrity-check')"))  # noqa: S608
            except Exception as error:  # noqa: BLE001 whatever the driver calls it
                problems.append(f"the index of the memory is damaged ({name}): {error}")
    return problems


def forget(connection: Connection) -> None:
    """Empty the index."""
    for side in ("source", "target"):
        for table in ("fts", "words"):
            name = f"memory_{side}_{table}"
            connection.execute(text(f"INSERT INTO {name}({name}) VALUES ('delete-all')"))  # noqa: S608
    connection.execute(text("UPDATE memory_unit SET indexed = 0 WHERE indexed"))


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _rows(connection: Connection, table: str, match: str, most: int = -1) -> Iterator[int]:
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid LIMIT ?"  # noqa: S608 names are ours
    return chain.from_iterable(_driver(connection).execute(sql, (match, most)))


def _all(connection: Connection, side: str, *, confirmed: bool) -> Iterator[int]:
    """Yield all beads that are confirmed, or all that are not."""
    if confirmed:
        return _rows(connection, f"memory_{side}_fts", f'"{MARK}"')
    sql = "SELECT bead_id FROM memory_unit WHERE NOT confirmed AND indexed ORDER BY bead_id"
    return chain.from_iterable(_driver(connection).execute(sql))


def _numbers(
    connection: Connection, side: str, features: Sequence[str], *, include_auto: bool, most: int = -1
) -> list[int]:
    """Return the beads that have all of some features of one kind."""
    kind, mark = ("fts", MARK) if features[0][0] == GRAM else ("words", _WORD_MARK)
    words = [f'"{f[1:]}"' for f in features] + ([] if include_auto else [f'"{mark}"'])
    table = f"memory_{side}_{kind}"
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?"  # noqa: S608 names are ours
    return list(chain.from_iterable(_driver(connection).execute(sql, (" AND ".join(words), most)).fetchall()))


def _newest(connection: Connection) -> int:
    return int(connection.execute(text("SELECT coalesce(max(bead_id), 0) FROM memory_unit")).scalar_one())
