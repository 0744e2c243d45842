"""Every reader of an exchange format against damaged and hostile files: it reads or raises InputError, and never hangs.

python -m tests.fuzzing.readers [--inputs 20000] [--seed N] [NAME …]

Inputs are found by hypothesis: files that we write with bytes, tokens and stretches changed, taken out, doubled or
moved, members of a workbook changed before it is packed again, and bytes alone. What breaks a reader is
left in a file whose name is printed, as small as hypothesis can make it.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import signal
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import FrameType

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from exports import registry
from exports.formats import ReadReport
from glossary.errors import InputError
from tests.contract.samples import BITEXT, EVERYTHING

INPUTS = 20_000
PATIENCE = 20
"""Seconds that one input may take; the usual ones take some milliseconds."""

_XML = (
    b"<",
    b">",
    b"/>",
    b"</",
    b"&amp;",
    b"&#0;",
    b"&x;",
    b'"',
    b"<!--",
    b"<![CDATA[",
    b"]]>",
    b"<?x?>",
    b"<!DOCTYPE a>",
)
_TBX = (
    *(b"<termSec>", b"</termSec>", b"<term/>", b"<langSec xml:lang='en'>", b"<note>", b"<conceptEntry id='x'>"),
    *(
        b' type="definition"',
        b' target="x"',
        b' id="party"',
        b"<back/>",
        b"<body>",
        b"<hi>",
        b"<descripGrp>",
        b"<ref/>",
    ),
)
_TABLE = (b"\t", b",", b";", b"\n", b"\r", b'"', b"'=", b"{", b"}", b"\\", b"=1+1", b"ko,en\n", b"language", b"id")
_JSON = (b"{", b"}", b"[", b"]", b":", b"null", b"1e999", b"NaN", b'"terms":', b'"\\ud800"', b"true", b"[" * 2000)
_ANY = (
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    "각".encode(),
    "\u1100\u1161\u11a8".encode(),
    b" " * 50,
    b"",
)
TOKENS = _XML + _TBX + _TABLE + _JSON + _ANY


def _edit(data: bytes, edit: tuple[str, int, int, bytes]) -> bytes:
    """Return the data with one change; places are numbers of any size."""
    kind, first, second, token = edit
    size = len(data) + 1
    start = first % size
    end = min(len(data), start + second % 64)
    match kind:
        case "put":
            return data[:start] + token + data[start:]
        case "replace":
            return data[:start] + token + data[end:]
        case "cut":
            return data[:start]
        case "drop":
            end = start + second % (size - start)
            return data[:start] + data[end:]
        case "double":
            return data[:end] + data[start:end] + data[end:]
        case _:  # move
            rest = data[:start] + data[end:]
            at = second % (len(rest) + 1)
            return rest[:at] + data[start:end] + rest[at:]


_EDITS = st.lists(
    st.tuples(
        st.sampled_from(["put", "replace", "cut", "drop", "double", "move"]),
        st.integers(0, 1 << 20),
        st.integers(0, 1 << 20),
        st.sampled_from(TOKENS) | st.binary(max_size=6),
    ),
    min_size=1,
    max_size=5,
)


def _damaged(seeds: tuple[bytes, ...]) -> st.SearchStrategy[bytes]:
    def damage(sample: bytes, edits: list[tuple[str, int, int, bytes]]) -> bytes:
        for edit in edits:
            sample = _edit(sample, edit)
        return sample

    return st.builds(damage, st.sampled_from(seeds), _EDITS) | st.binary(max_size=200)


def _workbooks(book: bytes) -> st.SearchStrategy[bytes]:
    """Return workbooks with one member changed, and damaged archives."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}

    def pack(name: str, edits: list[tuple[str, int, int, bytes]]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for member, content in members.items():
                changed = content
                for edit in edits if member == name else ():
                    changed = _edit(changed, edit)
                archive.writestr(member, changed)
        return out.getvalue()

    return st.builds(pack, st.sampled_from(sorted(members)), _EDITS) | _damaged((book,))


def _written(name: str) -> bytes:
    out = io.BytesIO()
    registry.term_format(name).write(EVERYTHING, out)
    return out.getvalue()


def _terms(name: str) -> Callable[[bytes], None]:
    form = registry.term_format(name)

    def read(data: bytes) -> None:
        for report in (None, ReadReport()):
            with contextlib.suppress(InputError):
                for concept in form.read(io.BytesIO(data), name="fuzz", report=report):
                    assert concept.id

    return read


def _alignments(name: str) -> Callable[[bytes], None]:
    form = registry.alignment_format(name)

    def read(data: bytes) -> None:
        with contextlib.suppress(InputError):
            form.read(io.BytesIO(data), name="fuzz")

    return read


def readers() -> dict[str, tuple[Callable[[bytes], None], st.SearchStrategy[bytes]]]:
    """Return every reader by its name with the inputs for it."""
    found: dict[str, tuple[Callable[[bytes], None], st.SearchStrategy[bytes]]] = {}
    tbx = tuple(_written(name) for name in ("tbx", "tbx-linguist", "tbx2"))
    plain = b"ko\ten\n\xec\xa3\xbc\xec\xb2\xb4\tJuche\n"
    for name, form in registry.term_formats().items():
        if form.readable:
            if name == "xlsx":
                inputs = _workbooks(_written(name))
            else:
                inputs = _damaged(tbx if name.startswith("tbx") else (_written(name), plain))
            found[name] = (_terms(name), inputs)
    for name, alignment in registry.alignment_formats().items():
        if alignment.readable:
            out = io.BytesIO()
            alignment.write(BITEXT, out)
            found[f"alignment-{name}"] = (_alignments(name), _damaged((out.getvalue(),)))
    return found


class HangError(Exception):
    """A reader took longer than `PATIENCE`."""


@contextlib.contextmanager
def _patience() -> Iterator[None]:
    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise HangError(f"no end after {PATIENCE} s")

    signal.signal(signal.SIGALRM, ring)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)


def fuzz(name: str, inputs: int, number: int) -> tuple[str, int, float, str]:
    """Run one reader; return its name, how many inputs it saw, CPU seconds, and what broke it (empty: nothing)."""
    read, strategy = readers()[name]
    seen = 0
    worst: list[bytes] = []

    @seed(number)
    @settings(
        max_examples=inputs,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(data=strategy)
    def run(data: bytes) -> None:
        nonlocal seen
        seen += 1
        try:
            with _patience():
                read(data)
        except Exception:
            worst[:] = [data]
            raise

    start = time.process_time()
    broken = ""
    while seen < inputs and not broken:  # hypothesis ends early where it believes to have seen everything
        before = seen
        try:
            run()
        except Exception as error:  # noqa: BLE001 whatever it is, it is the finding
            path = Path(tempfile.gettempdir()) / f"malmoi-fuzz-{name}"
            path.write_bytes(worst[0] if worst else b"")
            broken = f"{type(error).__name__}: {error} ({path})"
        if seen == before:
            break
        number += 1
        run = seed(number)(run)
    return name, seen, time.process_time() - start, broken


def main() -> int:
    """Run all readers, or those that are named; 1 where one of them broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--inputs", type=int, default=INPUTS)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    arguments = parser.parse_args()
    names = arguments.names or sorted(readers())
    sys.stdout.write(f"{arguments.inputs:,} inputs a reader, seed {arguments.seed}\n")
    failed = False
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for name, seen, seconds, broken in pool.map(
            fuzz, names, [arguments.inputs] * len(names), [arguments.seed] * len(names)
        ):
            failed = failed or bool(broken) or seen < arguments.inputs
            sys.stdout.write(f"  {name:<20} {seen:>7,} inputs {seconds:7.1f} s CPU  {broken or 'nothing broke it'}\n")
            sys.stdout.flush()
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
