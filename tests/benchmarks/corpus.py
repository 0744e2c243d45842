"""The import of a corpus: article pairs a second on this machine's cores, and how many are paired rightly.

Articles of some 80 sentences are put together from the development sets, with words exchanged so that no two are
alike, dated over a few months, several a day, and written into a folder as text files, saved pages and JSON lines; in
each language one in twelve has no counterpart. Options: `--pairs N`, `--workers N`, `--profile`. The rate is that
after loading, of a second run over other articles in the same processes, and by CPU time, so that other programs on the
machine do not count.
"""

# ruff: noqa: T201 what it prints is its purpose
from __future__ import annotations

import argparse
import html
import json
import multiprocessing
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from glossary.corpus.reading import members
from glossary.corpus.run import Outcome, import_corpus
from glossary.corpus.workers import Workers, workers
from glossary.store.engine import open_database
from tests.benchmarks.dev_sets import documents, shared
from tests.benchmarks.memory_data import altered

SETS = ("nknews", "ntrex_koen")
SENTENCES = 80
RATE = 8.0
"""Article pairs a second that are to be reached on two cores."""
_LONE = 12
_SEED = 20310511


def articles(count: int, seed: int = _SEED) -> Iterator[tuple[list[str], list[str]]]:
    """Yield pairs of some 80 sentences a side."""
    rng = random.Random(seed)
    some = [d for name in SETS for d in documents(name)]
    words = [[w for d in some for s in (d.source, d.target)[side] for w in s.split()] for side in (0, 1)]
    for _ in range(count):
        pair: tuple[list[str], list[str]] = ([], [])
        while len(pair[0]) < SENTENCES:
            chosen = rng.choice(some)
            figures: dict[str, str] = {}
            for source, target in chosen.gold:
                if len(pair[0]) >= SENTENCES:
                    break
                pair[0].extend(altered(chosen.source[i], words[0], 0.05, rng, figures) for i in source)
                pair[1].extend(altered(chosen.target[j], words[1], 0.05, rng, figures) for j in target)
        yield pair


def write(folder: Path, count: int, seed: int) -> dict[str, str]:
    """Write a corpus; return the name of the English article of each Korean one."""
    wanted: dict[str, str] = {}
    lines: dict[str, list[str]] = {"ko": [], "en": []}
    for number, pair in enumerate(articles(count, seed)):
        names = []
        for side, language in enumerate(("ko", "en")):
            day = (date(2031, 1, 1) + timedelta(days=number // 3 + side * (number % 2))).isoformat()
            if number % _LONE == side:
                names.append("")
                continue
            form = ("txt", "html", "jsonl")[(number + side) % 3]
            if form == "jsonl":
                record = {"id": str(number), "language": language, "date": day, "paragraphs": pair[side]}
                lines[language].append(json.dumps(record, ensure_ascii=False))
                names.append(f"{language}.jsonl#{number}")
                continue
            name = f"{language}/{day}_{number}.{form}"
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            if form == "txt":
                path.write_text("\n\n".join(pair[side]) + "\n", encoding="utf-8")
            else:
                body = "".join(f"<p>{html.escape(s)}</p>\n" for s in pair[side])
                page = f"<!doctype html><html lang={language}><meta charset=utf-8><body><article>{body}</article>"
                path.write_text(page, encoding="utf-8")
            names.append(name)
        if all(names):
            wanted[names[0]] = names[1]
    for language, some in lines.items():
        (folder / f"{language}.jsonl").write_text("\n".join(some) + "\n", encoding="utf-8")
    return wanted


def spent() -> float:
    """Return the CPU seconds of this process and of its workers so far."""
    total = time.process_time()
    for child in multiprocessing.active_children():
        fields = Path(f"/proc/{child.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def run(some: Workers, folder: Path, database: Path) -> tuple[float, float, Outcome]:
    """Import a folder; return seconds, CPU seconds of all processes, and the outcome."""
    phases: dict[str, float] = {}

    def progress(what: str, _done: int, _of: int) -> None:
        phases[what] = spent()

    start, cpu = time.perf_counter(), spent()
    with open_database(str(database), author="bench") as opened:
        outcome = import_corpus(opened, members([folder]), some, progress=progress)
    seconds, used = time.perf_counter() - start, spent() - cpu
    last = cpu
    for what, at in phases.items():
        print(f"  {what}: {at - last:.2f} s CPU")
        last = at
    return seconds, used, outcome


def main() -> int:
    """Measure and print; return 1 where the rate is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=96)
    parser.add_argument("--workers", type=int, default=None)
    parser.add_argument("--profile", action="store_true", help="of this process; with --workers 1 of all the work")
    options = parser.parse_args()
    if shared() is None:
        print("the development sets are not there (MALMOI_SHARED)")
        return 0
    with tempfile.TemporaryDirectory() as name, workers(options.workers) as some:
        folder = Path(name)
        for kind, count, seed in (("loading", 24, _SEED + 1), ("measured", options.pairs, _SEED)):
            (folder / kind).mkdir()
            wanted = write(folder / kind, count, seed)
            work: Callable[[], tuple[float, float, Outcome]] = lambda k=kind: run(some, folder / k, folder / f"{k}.db")  # type: ignore[misc]  # noqa: E731
            if options.profile and kind == "measured":
                import cProfile
                import pstats

                profile = cProfile.Profile()
                seconds, used, outcome = profile.runcall(work)
                pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
                pstats.Stats(profile).sort_stats("tottime").print_stats(40)
            else:
                seconds, used, outcome = work()
            right = sum(wanted.get(p.source) == p.target for p in outcome.paired)
            done = len(outcome.paired)
            print(
                f"{kind}: {done} pairs in {seconds:.1f} s, {done / seconds:.2f} a second; "
                f"{used / done:.3f} s CPU a pair, two free cores do {2 * done / used:.2f} a second; "
                f"pairs right P {right / done:.3f} R {right / len(wanted):.3f}"
            )
    rate = 2 * done / used
    if rate < RATE:
        print(f"MISSED {rate:.2f} a second on two free cores, wanted {RATE:g}")
    return rate < RATE


if __name__ == "__main__":
    sys.exit(main())
