"""The memory with a million units, beside a plain rapidfuzz scan and translate-toolkit's matcher: `make bench-memory`.

The units are made from the development sets (see `memory_data`). CPU seconds of this process; the index is built as a
program does it in the background. Recall: of the ten best matches of 75 and better that a scan of every unit finds,
how many are among all that the indexed search returns, the very sentences.
translate-toolkit 3.20 has no TM server any more; its matcher is in pure Python unless the module Levenshtein is there,
and is measured on the first 20,000 units. Options: `--units N`, `--seed N`, `--queries N`, `--scans N` (queries of the
full scan), `--keep FILE` (a data base that is made there, or used again).
"""

# ruff: noqa: T201 what it prints is its purpose
from __future__ import annotations

import argparse
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import text

from glossary.memory.matching import best, squeezed
from glossary.store import connect
from glossary.store.engine import Database, open_database
from glossary.store.fulltext import CANDIDATES
from tests.benchmarks.dev_sets import shared
from tests.benchmarks.memory_data import SEED, queries, units

TARGETS = {"match p50": 20.0, "match p99": 100.0, "concordance": 40.0, "index": 200.0, "recall": 0.99}
LANGUAGES = ("ko", "en")
_TEXT = 1000
"""Units of one pair of texts."""
_MANY = 10_000


def fill(database: Database, some: Iterator[tuple[str, str]]) -> int:
    """Write units as the store would, but for the sentences, which the memory does not read; return how many."""
    moment = "2031-04-09 08:30:00.000000"
    count = 0
    document = (
        "INSERT INTO document (id, article_id, language, role, house, title, date, place, genre, url, name, checksum, "
        "translator, source_line, author, created, modified, version) VALUES (:id, 1, :language, 'original', '', "
        ":title, :date, '', '', '', '', '', '', '', '', :at, :at, 1)"
    )
    alignment = (
        "INSERT INTO alignment (id, source_document, target_document, engine, engine_version, settings, warnings, "
        "author, created, modified, version) VALUES (:id, :one, :two, 'semantic', '1', '{}', '[]', '', :at, :at, 1)"
    )
    bead = (
        "INSERT INTO bead (id, alignment_id, position, state, author, note, source_size, target_size) "
        "VALUES (:id, :alignment, :position, :state, '', '', 1, 1)"
    )
    unit = (
        "INSERT INTO memory_unit (bead_id, alignment_id, source_language, target_language, source_text, target_text, "
        "confirmed, indexed) VALUES (:id, :alignment, 'ko-KP', 'en', :source, :target, :confirmed, 0)"
    )
    rows: list[dict[str, Any]] = []

    def write() -> None:
        with database.write() as connection:
            for number in sorted({r["alignment"] for r in rows}):
                known = connection.execute(text("SELECT 1 FROM alignment WHERE id = :id"), {"id": number}).first()
                if known:
                    continue
                day = f"20{10 + number % 20}-{1 + number % 12:02}-{1 + number % 28:02}"
                for place, language in ((0, "ko-KP"), (1, "en")):
                    about = {"id": 2 * number + place, "language": language, "title": f"{number}", "date": day}
                    connection.execute(text(document), {**about, "at": moment})
                connection.execute(
                    text(alignment), {"id": number, "one": 2 * number, "two": 2 * number + 1, "at": moment}
                )
            connection.execute(text(bead), rows)
            connection.execute(text(unit), rows)
        rows.clear()

    with database.write() as connection:
        connection.execute(
            text("INSERT INTO article (id, note, created, version) VALUES (1, '', :at, 1)"), {"at": moment}
        )
    for count, (source, target) in enumerate(some, start=1):
        confirmed = count % 5 == 0
        rows.append(
            {
                "id": count, "alignment": 1 + count // _TEXT, "position": count << 20, "source": source,
                "target": target, "confirmed": confirmed, "state": "confirmed" if confirmed else "auto",
            }
        )  # fmt: skip
        if len(rows) == _MANY:
            write()
    if rows:
        write()
    return count


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Return the CPU milliseconds of a call, and what it returned."""
    start = time.process_time()
    result = call()
    return (time.process_time() - start) * 1000, result


def percentiles(values: Sequence[float]) -> tuple[float, float]:
    """Return the median and the 99th percentile."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2], ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


def asked(pairs: Sequence[tuple[str, str]], count: int, seed: int) -> list[str]:
    """Return concordance queries: words of one to four syllables, English words, phrases of two and three words."""
    rng = random.Random(seed + 2)
    found = []
    for number in range(count):
        pair = rng.choice(pairs)
        side = number % 2
        words = [w for w in re.findall(r"[^\W_]+", pair[side]) if w]
        if not words:
            continue
        length = (1, 1, 2, 3)[number % 4]
        start = rng.randrange(len(words))
        query = " ".join(words[start : start + length])
        if side == 0 and length == 1:
            query = query[: rng.randint(1, 4)]
        found.append(query)
    return found


def scan(texts: Sequence[str], query: str) -> list[tuple[int, float]]:
    """Return the matches of 75 and better, every unit looked at: what the indexed search is held against."""
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    # Under .62 the other half of the score would have to be .88: none of 50 matches among 30,000 units was lost by it.
    near = process.cdist([squeezed(query)], texts, scorer=Indel.normalized_similarity, score_cutoff=0.62)[0]
    places = near.nonzero()[0].tolist()
    return [(places[n], score) for n, score in best(query, [texts[p] for p in places], 75)]


def plain_scan(texts: Sequence[str], query: str) -> list[Any]:
    """Return the ten best as a program would that only knows rapidfuzz."""
    from rapidfuzz import fuzz, process

    return list(process.extract(query, texts, scorer=fuzz.ratio, limit=10, score_cutoff=75))


def toolkit(pairs: Sequence[tuple[str, str]]) -> Callable[[str], Any]:
    """Return translate-toolkit's matcher over some units."""
    from translate.search import match
    from translate.storage import base

    store: Any = base.TranslationStore()
    for source, target in pairs:
        unit = store.addsourceunit(source)
        unit.target = target
    matcher = match.matcher(store, max_candidates=10, min_similarity=75, max_length=1000)
    matches: Callable[[str], Any] = matcher.matches
    return matches


def main() -> int:
    """Measure and print; return 1 where a target is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--scans", type=int, default=40)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--seed", type=int, default=SEED, help="of the queries; the units are always the same")
    options = parser.parse_args()
    if shared() is None:
        print("the development sets are not there (MALMOI_SHARED)")
        return 0
    connect.SYNCHRONOUS = "OFF"
    with tempfile.TemporaryDirectory() as folder:
        path = options.keep or Path(folder) / "memory.sqlite"
        made = not path.exists()
        with open_database(str(path), author="bench") as database:
            if made:
                fill(database, units(options.units))
            missed = measure(database, options, made=made)
        print(f"file {path.stat().st_size / 1e6:.0f} MB")
    for line in missed:
        print("MISSED", line)
    return 1 if missed else 0


def measure(database: Database, options: argparse.Namespace, *, made: bool) -> list[str]:
    """Print every figure and return the targets that are missed."""
    missed: list[str] = []

    def judge(name: str, value: float, target: float, *, least: bool = False) -> str:
        wrong = value < target if least else value > target
        if wrong:
            missed.append(f"{name}: {value:.3g}, wanted {target:g}")
        return f"{value:.3g} ({target:g})"

    memory = database.memory
    if made:
        pieces: list[float] = []
        last = time.process_time()

        def chunk(_done: int, _total: int) -> None:
            nonlocal last
            pieces.append(time.process_time() - last)
            last = time.process_time()

        spent, count = timed(lambda: memory.catch_up(chunk))
        scaled = spent / 1000 * 1_000_000 / max(count, 1)
        print(f"index: {count:,} units, CPU s a million {judge('index', scaled, TARGETS['index'])}, "
              f"longest transaction {max(pieces):.2f} s")  # fmt: skip
    with database.read() as connection:
        pairs = [tuple(row) for row in connection.execute(text("SELECT source_text, target_text FROM memory_unit"))]
    # The sample of frequencies is taken once, and so are the tables of names and numbers read.
    for side, language in enumerate(LANGUAGES):
        for query in queries(pairs, side, 3, seed=SEED + 9):
            memory.match(query, language, 10)
    for side, language in enumerate(LANGUAGES):
        asking = queries(pairs, side, options.queries, seed=options.seed + 1)
        times = [timed(partial(memory.match, q, language, 10, minimum=75))[0] for q in asking]
        p50, p99 = percentiles(times)
        texts = [squeezed(pair[side]) for pair in pairs]
        hits = wanted = 0
        for query in asking[: options.scans]:
            # A pair that stands more than once is shown once.
            distinct = {texts[n]: s for n, s in reversed(scan(texts, query))}
            ordered = sorted(distinct, key=lambda t: -distinct[t])
            best_ten = set(ordered[:10])
            found = {squeezed(m.source) for m in memory.match(query, language, CANDIDATES, minimum=74)}
            hits += len(found & best_ten)
            wanted += len(best_ten)
        plain = percentiles([timed(partial(plain_scan, texts, squeezed(q)))[0] for q in asking[:10]])
        recall = hits / wanted if wanted else 1.0
        print(f"{language} fuzzy: CPU ms p50 {judge(f'{language} match p50', p50, TARGETS['match p50'])} "
              f"p99 {judge(f'{language} match p99', p99, TARGETS['match p99'])}; recall in ten "
              f"{judge(f'{language} recall', recall, TARGETS['recall'], least=True)} of {wanted} matches; "
              f"plain rapidfuzz scan p50 {plain[0]:.0f} ms ({plain[0] / p50:.0f} times)")  # fmt: skip
    peer = toolkit(pairs[:20_000])
    slow = percentiles([timed(partial(peer, q))[0] for q in queries(pairs[:20_000], 0, 5)])
    print(f"translate-toolkit's matcher, 20,000 units: p50 {slow[0]:.0f} ms")
    asking = asked(pairs, options.queries, options.seed)
    memory.search("Kim Jong Un")  # tables of names are read once
    for name, wanted_options in (
        ("first page", {}),
        ("as spelled", {"spellings": False}),
        ("sorted by the right", {"sort": "right"}),
    ):
        times = [timed(partial(memory.search, q, limit=50, **wanted_options))[0] for q in asking]
        p50, p99 = percentiles(times)
        worst = max(zip(times, asking, strict=True))
        goal = judge(f"concordance p50 {name}", p50, TARGETS["concordance"])
        print(f"concordance {name}: CPU ms p50 {goal} p99 {p99:.0f}, worst {worst[0]:.0f} ({worst[1]!r})")
    return missed


if __name__ == "__main__":
    sys.exit(main())
