"""`make bench-terms`: the stored term base with 100,000 concepts: import, searches in every form, duplicates, undo.

CPU time of this process; searches as the median and the slowest of several queries of a kind, beside a plain scan of
all keys in Python (the peer). The terms are pairs of starter terms put together by rule, so that some words stand in
thousands of concepts as they do in real term bases: `위원회`, `committee`. Goal: 30 ms for every kind of search.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from glossary.store.engine import Database, open_database
from glossary.terms.entries import Concept, Reading, Status, Term
from glossary.terms.keys import search_key
from glossary.terms.starter import starter

GOAL = 30.0
"""Milliseconds."""

QUERIES: dict[str, tuple[str, ...]] = {
    "exact": ("조선로동당", "Cabinet", "국무위원회", "Political Bureau"),
    "prefix": ("조선", "최고인", "Ministry", "Korean P"),
    "inside": ("위원회", "로동", "committee", "missile", "당"),
    "romanised": ("Josonrodong", "kungmuwiwon", "Kim Jong", "inmin"),
    "initial consonants": ("ㅈㅅㄹㄷㄷ", "ㅇㅇㅎ", "ㄱㅁ", "ㅊㄱㅇㅁㅎㅇ"),
    "the South's spelling": ("조선노동당", "노동", "여맹", "이영길"),
    "Chinese characters": ("朝鮮勞動黨", "委員會", "國務委員會"),
    "fuzzy": ("조선로동장", "Politcal Burau", "comittee", "국무위원훼", "intercontinental balistic"),
    "nothing": ("없는낱말", "zzzzqqq"),
}


def combined(count: int) -> Iterator[Concept]:
    """Yield `count` concepts whose terms are two starter terms one after the other, the same in every run."""
    rng = random.Random(5)
    parts = [(k, e) for c in starter() if (k := c.in_language("ko")) and (e := c.in_language("en"))]
    for number in range(count):
        (k1, e1), (k2, e2) = rng.choice(parts), rng.choice(parts)
        one, two = rng.choice(k1), rng.choice(k2)
        first, second = rng.choice(e1), rng.choice(e2)
        reading = Reading(system="dprk", text=f"{one.reading('dprk')} {two.reading('dprk')}")
        name = f"c{number:06}"
        yield Concept(
            id=name,
            subject=("politics", "politics/party", "military", "economy")[number % 4],
            terms=(
                Term(id=f"{name}.k", language="ko-KP", text=f"{one.text} {two.text}", readings=(reading,)),
                Term(id=f"{name}.e", language="en", text=f"{second.text} of {first.text}"),
                Term(id=f"{name}.f", language="en", text=f"{first.text} {second.text}", status=Status.ADMITTED),
                Term(id=f"{name}.j", language="ja", text=f"{rng.choice('国人民主党中央')}{number}号"),
            ),
        )


def clock(work: Callable[[], object], times: int = 5) -> float:
    """Return the least CPU time of some runs, in milliseconds."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best * 1000


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def searches(database: Database, keys: list[str]) -> None:
    """Print each kind of search beside a plain scan of all keys."""
    say(f"{'search (50 results)':<24}{'median ms':>10}{'slowest ms':>12}{'found':>7}{'scan ms':>9}   slowest query")
    for kind, queries in QUERIES.items():
        taken = []
        found = []
        for query in queries:
            fuzzy = kind == "fuzzy"
            taken.append((clock(lambda q=query, f=fuzzy: database.concepts.find(q, fuzzy=f)), query))  # type: ignore[misc]
            found.append(len(database.concepts.find(query, fuzzy=fuzzy)))
        wanted = search_key(queries[0])
        scan = clock(lambda w=wanted: [k for k in keys if w in k], 2)  # type: ignore[misc]
        slow, query = max(taken)
        flag = "" if slow <= GOAL else "   over the goal"
        middle = statistics.median(t for t, _ in taken)
        say(f"{kind:<24}{middle:>10.1f}{slow:>12.1f}{max(found):>7}{scan:>9.1f}   {query}{flag}")


def main() -> None:
    """Run everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--concepts", type=int, default=100_000)
    count = parser.parse_args().concepts
    with (
        tempfile.TemporaryDirectory() as folder,
        open_database(str(Path(folder) / "terms.sqlite"), author="bench") as database,
    ):
        starter()
        made = clock(lambda: sum(1 for _ in combined(count)), 1)
        start = time.process_time()
        database.concepts.add_many(combined(count))
        stored = (time.process_time() - start) * 1000 - made
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        say(f"{count:,} concepts of four terms stored in {stored / 1000:.1f} s CPU, {peak} MB at the most")
        keys = [search_key(t.text) for c in combined(count) for t in c.terms]
        searches(database, keys)
        found = 0

        def duplicates() -> None:
            nonlocal found
            found = sum(1 for _ in database.term_operations.duplicates())

        say(f"duplicates of all kinds: {clock(duplicates, 1) / 1000:.1f} s CPU, {found:,} groups")
        say(f"undo of the whole import: {clock(database.concepts.undo_last, 1) / 1000:.1f} s CPU")
        say(f"redo: {clock(database.concepts.redo_last, 1) / 1000:.1f} s CPU")


if __name__ == "__main__":
    main()
