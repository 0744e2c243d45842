"""`malmoi align --batch`: a folder of pairs, on all cores, resumed after an interruption.

Each x.hyp is written atomically. While a batch runs, OUT/.malmoi-batch names its settings; it is removed at the end.
A batch that finds this file with the same settings was interrupted, and goes on with the pairs that have no x.hyp newer
than both texts; any other batch does all pairs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import InputError, MalmoiError, OutputError
from glossary.text.language import base_language
from tui.output import say

if TYPE_CHECKING:
    from glossary.alignment.engine import Engine
    from glossary.alignment.knowledge import Knowledge

_PROCESS_FROM = 8
"""From this many pairs on it pays to start a process a core: each loads the encoder for about a second."""


def align_folder(
    folder: Path, out: Path, source_language: str, target_language: str, *, engine: Engine, segmented: bool
) -> None:
    """Align every x.ko with x.en (the endings are the base languages) of `folder` into `out`/x.hyp.

    Raises InputError where there is no pair or a text cannot be read, OutputError where a file cannot be written.
    """
    from tui.inputs import learnt

    jobs = list(find_pairs(folder, base_language(source_language), base_language(target_language)))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{out}: {error.strerror}", hint="Choose another folder with --out.") from None
    settings = f"{source_language} {target_language} {engine} {segmented}"
    with _marker(out, settings) as resumed:
        todo = [job for job in jobs if not (resumed and _is_done(job, out))]
        if len(todo) < len(jobs):
            say(f"Resuming: {len(jobs) - len(todo)} of {len(jobs)} pairs are done.")
        work = [(source, target, out, source_language, target_language, engine, segmented) for source, target in todo]
        # asked for once, and handed to the processes: they need no data base
        known = learnt(source_language, target_language) if engine == "length" else None
        for number, name in enumerate(_run(work, known), start=1):
            _progress(number, len(work), name)
    say(f"{len(jobs)} pairs aligned: {out}")


def find_pairs(folder: Path, source: str, target: str) -> Iterator[tuple[Path, Path]]:
    """Yield (x.ko, x.en) in the order of their names. Raises InputError where there is none."""
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder.", hint="--batch wants a folder that holds x.ko and x.en.")
    pairs = [
        (one, other) for one in sorted(folder.glob(f"*.{source}")) if (other := one.with_suffix(f".{target}")).is_file()
    ]
    if not pairs:
        raise InputError(f"{folder}: there is no pair x.{source} and x.{target}.", hint="Name the languages.")
    yield from pairs


def _is_done(job: tuple[Path, Path], out: Path) -> bool:
    result = out / f"{job[0].stem}.hyp"
    return result.is_file() and all(result.stat().st_mtime >= path.stat().st_mtime for path in job)


@contextmanager
def _marker(out: Path, settings: str) -> Iterator[bool]:
    marker = out / ".malmoi-batch"
    try:
        resumed = marker.is_file() and marker.read_text(encoding="utf-8") == settings
        marker.write_text(settings, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{out}: {error.strerror}", hint="Choose another folder with --out.") from None
    yield resumed
    marker.unlink(missing_ok=True)


Job = tuple[Path, Path, Path, str, str, "Engine", bool]


def _run(work: list[Job], known: Knowledge | None) -> Iterator[str]:
    import multiprocessing
    import os

    cores = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, len(work))
    if len(work) < _PROCESS_FROM or cores < 2:
        for job in work:
            yield _align_one(job, known)
        return
    # spawn: a forked process would share BLAS threads that are not there any more
    with multiprocessing.get_context("spawn").Pool(cores, initializer=_begin, initargs=(known,)) as pool:
        for result in pool.imap_unordered(_try_one, work, chunksize=4):
            if isinstance(result, MalmoiError):
                raise result
            yield result


_known: list[Knowledge | None] = [None]
"""What was learnt, in a process of the pool."""


def _begin(known: Knowledge | None) -> None:
    """Leave Ctrl-C to the parent, which says it once, and keep what was learnt."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _known[0] = known


def _try_one(job: Job) -> str | MalmoiError:
    try:
        return _align_one(job, _known[0])
    except MalmoiError as error:
        return type(error)(error.message, hint=error.hint)


def _align_one(job: Job, known: Knowledge | None) -> str:
    from exports.files import write_atomically
    from glossary.alignment.engine import align
    from glossary.alignment.ladder import write_ladder
    from tui.inputs import read_input

    source, target, out, source_language, target_language, engine, segmented = job
    one = read_input(str(source), language=source_language, segmented=segmented)
    two = read_input(str(target), language=target_language, segmented=segmented)
    bitext = align(one.segments, two.segments, source_language, target_language, engine=engine, knowledge=lambda: known)
    write_atomically(out / f"{source.stem}.hyp", lambda f: f.write(write_ladder(bitext).encode()))
    return source.stem


def _progress(done: int, total: int, name: str) -> None:
    if not sys.stderr.isatty():
        return
    width = 30
    filled = width * done // max(total, 1)
    end = "\n" if done == total else ""
    sys.stderr.write(f"\r\x1b[K[{'█' * filled}{'·' * (width - filled)}] {done}/{total} {name}{end}")
    sys.stderr.flush()
