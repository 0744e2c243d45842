"""Exchange formats at size: CPU time and peak memory of writing, reading and importing 100,000 concepts.

python -m tests.benchmarks.exchange [--concepts 100000] [--peer 10000]

Each measurement is a process of its own, since only that tells its peak memory. translate-toolkit reads and writes the
same concepts as TBX version 2 in the same run; it holds a whole file in memory, so that is done with fewer of them.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from glossary.terms.entries import Concept

GOALS = {"write tbx": 8.0, "import tbx": 40.0}
"""CPU seconds for 100,000 concepts."""
MEMORY = 300
"""MB at most for both."""


def _base(count: int) -> Iterator[Concept]:
    from tests.benchmarks.big_base import big_base

    return big_base(count)


def make(path: Path, count: int) -> None:
    """Make the concepts and nothing else: what the writers' figures are less by."""
    del path
    for _ in _base(count):
        pass


def write(path: Path, count: int) -> None:
    """Write the concepts as they come."""
    from exports.files import write_atomically
    from exports.registry import term_format

    form = term_format(path.suffix[1:])
    write_atomically(path, lambda out: form.write(_base(count), out))


def read(path: Path, count: int) -> None:
    """Read all of a file and keep nothing."""
    from exports.registry import term_format

    with path.open("rb") as file:
        found = sum(1 for _ in term_format(path.suffix[1:]).read(file, name=path.name))
    assert found == count


def store(path: Path, count: int) -> None:
    """Read a file into a new data base."""
    from exports.registry import term_format
    from glossary.store.engine import open_database

    with path.open("rb") as file, open_database(str(path.with_suffix(".sqlite")), author="bench") as database:
        concepts: Any = term_format(path.suffix[1:]).read(file, name=path.name)
        report = database.concepts.add_many(concepts, on_conflict="keep")
    assert report.added + report.unchanged + len(report.conflicts) == count


def toolkit_read(path: Path, count: int) -> None:
    """Let translate-toolkit read version 2."""
    tbx: Any = import_module("translate.storage.tbx")

    assert len(tbx.tbxfile.parsestring(path.read_bytes()).units) == count


def toolkit_write(path: Path, count: int) -> None:
    """Let translate-toolkit write a source and a target term of each concept, with a note: all that it can."""
    tbx: Any = import_module("translate.storage.tbx")

    file = tbx.tbxfile(sourcelanguage="ko", targetlanguage="en")
    for concept in _base(count):
        unit = file.addsourceunit(concept.terms[0].text)
        unit.target = concept.terms[1].text
        unit.addnote(concept.note or concept.subject)
    path.with_suffix(".other").write_bytes(bytes(file))


TASKS: dict[str, Callable[[Path, int], None]] = {
    f.__name__: f for f in (make, write, read, store, toolkit_read, toolkit_write)
}


def measure(task: str, path: Path, count: int) -> tuple[float, float]:
    """Return CPU seconds and peak memory in MB of one task in a process of its own."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "tests.benchmarks.exchange", "--task", task, str(path), str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return seconds, float(done.stdout)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--concepts", type=int, default=100_000)
    parser.add_argument("--peer", type=int, default=10_000)
    parser.add_argument("--task", nargs=3, metavar=("NAME", "PATH", "COUNT"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.task:
        name, path, count = arguments.task
        TASKS[name](Path(path), int(count))
        sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}")
        return
    with tempfile.TemporaryDirectory(prefix="malmoi-bench-") as folder:
        _ours(Path(folder), arguments.concepts)
        _peers(Path(folder), arguments.peer)


def _ours(folder: Path, count: int) -> None:
    sys.stdout.write(f"{count:,} concepts, 4 terms each in 3 languages (CPU s, peak MB)\n")
    making, memory = measure("make", folder / "x", count)
    _line("make them", making, memory)
    for name in ("tbx", "tbx-linguist", "tbx2", "csv", "jsonl"):
        path = folder / f"base.{name}"
        seconds, memory = measure("write", path, count)
        _line(f"write {name}", seconds - making, memory, f"{path.stat().st_size / 1e6:6.0f} MB")
        seconds, memory = measure("read", path, count)
        _line(f"read {name}", seconds, memory)
        if name in ("tbx", "csv"):
            seconds, memory = measure("store", path, count)
            _line(f"import {name}", seconds, memory)


def _peers(folder: Path, count: int) -> None:
    sys.stdout.write(f"\nbeside translate-toolkit, {count:,} concepts as TBX version 2 (CPU s, peak MB)\n")
    making, _ = measure("make", folder / "x", count)
    path = folder / "small.tbx2"
    ours_w, memory = measure("write", path, count)
    _line("malmoi writes all", ours_w - making, memory)
    theirs_w, memory = measure("toolkit_write", path, count)
    _line("toolkit writes 2 terms", theirs_w - making, memory, f"{(theirs_w - making) / (ours_w - making):5.1f} x")
    ours_r, memory = measure("read", path, count)
    _line("malmoi reads all", ours_r, memory)
    theirs_r, memory = measure("toolkit_read", path, count)
    _line("toolkit reads it", theirs_r, memory, f"{theirs_r / ours_r:5.1f} x")


def _line(what: str, seconds: float, memory: float, more: str = "") -> None:
    goal = f"  (goal {GOALS[what]:.0f} s, {MEMORY} MB)" if what in GOALS else ""
    sys.stdout.write(f"  {what:<24} {seconds:7.2f} s {memory:6.0f} MB  {more}{goal}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
