"""Full-text search on SQLite: FTS5 over the folded text.

`memory_SIDE_fts` holds trigrams of the text without spaces. `memory_SIDE_words` holds Latin words and, of Korean,
Chinese characters and kana, the pairs of characters, so that a word of one or two syllables is found inside an
inflected one. The rarest of both find the fuzzy candidates of a sentence (design page).

Neither keeps text or positions, so a row is taken out by giving its text again; hence the number in the names of the
functions that the triggers call: another way of cutting needs another name and a migration that builds the index anew.
Both hold a mark on confirmed beads, so that these can be asked for first.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import chain, combinations, groupby, pairwise
from math import log
from typing import Any, cast

from sqlalchemy import Connection, text

from glossary.terms.keys import search_key

RAREST = 12
"""Trigrams and words that are looked up for fuzzy candidates (design page: recall in ten 1.000 at a million units)."""
A_WORD = 1
"""Of them, of any one word of the sentence, before the other words have had their turn."""
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
PIECES = 12
"""Trigrams of a phrase that are looked up; the text decides."""
MARK = "§§c"
"""One trigram that no folded text holds: the bead is confirmed."""
_WORD_MARK = "zzzconfirmed"
_SAMPLES, _SAMPLE = 40, 25
"""Places in the memory where trigrams and words are counted, and beads at each."""
_LATIN_WORD = re.compile(r"[^\W_\u0250-\uffff]+")
_LATIN = "\u024f"


@dataclass(frozen=True, slots=True)
class Rarity:
    """How often trigrams and words stand in a sample of each side; only good enough to choose the rare ones by."""

    counts: dict[str, Counter[str]]
    scale: float
    """Beads for each of the sample."""
    newest: int
    """The largest number of a bead when the sample was taken."""

    def is_old(self, connection: Connection) -> bool:
        """Whether the memory has grown so much that another sample is due."""
        return _newest(connection) > 2 * self.newest + 100


def marked_key(text_: str | None, confirmed: object) -> str:
    """Return what the trigram index holds of a text."""
    key = search_key(text_ or "")
    return key + MARK if confirmed else key


def marked_words(text_: str | None, confirmed: object) -> str:
    """Return what the index of words holds of a text, with spaces between."""
    found = " ".join(index_words(text_ or ""))
    return f"{found} {_WORD_MARK}" if confirmed else found


def index_words(some: str) -> list[str]:
    """Return Latin words, folded, and pairs of other characters; the last character of a text also by itself."""
    if some.isascii():
        return _LATIN_WORD.findall(some.lower())
    key = search_key(some)
    found = [a + b for a, b in pairwise(key) if a > _LATIN or b > _LATIN]
    if key[-1:] > _LATIN:
        found.append(key[-1])  # a single syllable is found as the beginning of a pair, the last one by itself
    return found + [search_key(word) for word in _LATIN_WORD.findall(some)]


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
    counts: dict[str, Counter[str]] = {"source": Counter(), "target": Counter()}
    newest, seen = _newest(connection), 0
    statement = text(
        "SELECT source_text, target_text FROM memory_unit WHERE bead_id > :start ORDER BY bead_id LIMIT :most"
    )
    for step in range(_SAMPLES):
        for row in connection.execute(statement, {"start": newest * step // _SAMPLES, "most": _SAMPLE}):
            seen += 1
            for side, words in zip(counts, row, strict=True):
                counts[side].update(_features(words))
    total = connection.execute(text("SELECT max(rowid) FROM memory_unit")).scalar_one() or 0
    return Rarity(counts, total / max(1, seen), newest)


def containing(
    connection: Connection, side: str, alternatives: Sequence[Sequence[str]], rarity: Rarity, *, confirmed: bool
) -> Iterator[int]:
    """Yield the beads in ascending order; rows are read as they are asked for."""
    counts = rarity.counts[side]
    streams = [_rows(connection, *query) for some in alternatives if (query := _lookup(side, some, counts, confirmed))]
    return (number for number, _ in groupby(merge(*streams)))


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

    counts = rarity.counts[side]
    features = _chosen(query, counts)
    found: list[Any] = []
    weights: list[float] = []
    counted = 0
    for feature in features[:MOST_LOOKED_UP]:
        if len(found) >= RAREST or counted > POSTINGS or (found and counts[feature] * rarity.scale > POSTINGS):
            break
        rows = _numbers(connection, side, [feature], include_auto=include_auto, most=2 * POSTINGS)
        if rows:
            counted += len(rows)
            found.append(np.fromiter(rows, np.int64, len(rows)))
            weights.append(1 / (1 + log(len(rows))))
    words = [f for f in features if f[0] == _WORD]
    if len(found) < 3 or 2 < len(words) <= _SHORT:
        # A sentence of frequent words, or of few: the beads that have several of them.
        frequent = words[:_PAIRED]
        read = 0.0
        together = combinations(frequent, 3 if len(frequent) > 3 else 2)
        for some in sorted(together, key=lambda several: sum(counts[f] for f in several)):
            read += sum(counts[f] for f in some) * rarity.scale
            if read > _READ and len(found) > 3:
                break
            rows = _numbers(connection, side, some, include_auto=include_auto, most=_PAIR_POSTINGS)
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


_GRAM, _WORD = "g", "w"
"""First letters of a feature's name: a trigram, a word."""


def trigrams(key: str) -> list[str]:
    """Return the different trigrams of a folded text in the order of coming."""
    return list(dict.fromkeys(key[i : i + 3] for i in range(len(key) - 2)))


def _features(some: str) -> set[str]:
    """Return the trigrams and words of a text, told apart by their first letter."""
    return {_GRAM + g for g in trigrams(search_key(some))} | {_WORD + w for w in index_words(some)}


def _chosen(query: str, counts: Counter[str]) -> list[str]:
    """Return the trigrams and words of a query, the rarest first, at first no more than A_WORD of any one word of it.

    Without that a single word that the wanted sentence does not have takes up most of what is looked up. Of a Latin
    word the word itself comes first: a trigram over its edge is rare by chance, and gone with either word.
    """
    order = sorted(_features(query), key=lambda f: (counts[f], -len(f), f))
    owner: dict[str, int] = {}
    key = ""
    starts: list[int] = []
    latin: set[int] = set()
    for number, word in enumerate(query.split()):
        folded = search_key(word)
        starts += [number] * len(folded)
        key += folded
        for some in index_words(word):
            owner.setdefault(_WORD + some, number)
            if some[0] <= _LATIN:
                latin.add(number)
    for place in range(len(key) - 2):
        owner.setdefault(_GRAM + key[place : place + 3], starts[place])
    taken: Counter[int] = Counter()
    first: list[str] = []
    later: list[str] = []
    for feature in order:
        word_of = owner.get(feature, -1)
        if feature[0] == _GRAM and word_of in latin:
            later.append(feature)
            continue
        taken[word_of] += 1
        (first if taken[word_of] <= A_WORD else later).append(feature)
    return first + later


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _rows(connection: Connection, table: str, match: str) -> Iterator[int]:
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? ORDER BY rowid"  # noqa: S608 names are ours
    return chain.from_iterable(_driver(connection).execute(sql, (match,)))


def _numbers(
    connection: Connection, side: str, features: Sequence[str], *, include_auto: bool, most: int = -1
) -> list[int]:
    """Return the beads that have all of some features of one kind."""
    kind, mark = ("fts", MARK) if features[0][0] == _GRAM else ("words", _WORD_MARK)
    words = [f'"{f[1:]}"' for f in features] + ([] if include_auto else [f'"{mark}"'])
    table = f"memory_{side}_{kind}"
    sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ? LIMIT ?"  # noqa: S608 names are ours
    return list(chain.from_iterable(_driver(connection).execute(sql, (" AND ".join(words), most)).fetchall()))


def _lookup(side: str, pieces: Sequence[str], counts: Counter[str], confirmed: bool) -> tuple[str, str] | None:
    """Return the table and the query of an alternative, None where it names nothing."""
    if any(len(p) > 2 for p in pieces):
        grams = list(dict.fromkeys(g for p in pieces for g in trigrams(p)))
        grams = sorted(grams, key=lambda g: (counts[_GRAM + g], g))[:PIECES]
        kind, mark, words = "fts", MARK, [f'"{g}"' for g in grams]
    else:
        # A syllable: every pair that begins with it.
        words = [f'"{p}"' + (" *" if len(p) == 1 and p > _LATIN else "") for p in pieces if p]
        kind, mark = "words", _WORD_MARK
    if not words:
        return None
    joined = " AND ".join(words)
    return f"memory_{side}_{kind}", f'({joined}) AND "{mark}"' if confirmed else f'({joined}) NOT "{mark}"'


def _newest(connection: Connection) -> int:
    return int(connection.execute(text("SELECT coalesce(max(bead_id), 0) FROM memory_unit")).scalar_one())
