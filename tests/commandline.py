"""Run the command line as its user does: in this process where speed matters, in one of its own where signals do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest import mock


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str


def malmoi(*arguments: str | Path, stdin: bytes = b"") -> Result:
    """Run `malmoi` in this process; stdin and stdout are no terminal."""
    from tui.cli import run

    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    given = TextIOWrapper(BytesIO(stdin), encoding="utf-8")
    with mock.patch.multiple(sys, stdout=out, stderr=err, stdin=given):
        code = run([str(a) for a in arguments])
    return Result(code, _text(out), _text(err))


def _text(stream: TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, BytesIO)
    return buffer.getvalue().decode()


def start(*arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
    """Start `malmoi` as a process of its own, which Ctrl-C ends even where the tests run in the background."""
    return subprocess.Popen(
        [sys.executable, "-m", "tui.start", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
        cwd=Path(__file__).parent.parent,
        # a shell lets its background jobs ignore SIGINT, and their children inherit that
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
    )
