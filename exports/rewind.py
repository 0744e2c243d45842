"""Reading a file more than once, also one that came through a pipe."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast


@contextmanager
def rewindable(data: BinaryIO) -> Iterator[BinaryIO]:
    """Give a stream with the rest of `data` that can seek; what cannot is copied, from 64 MB on to the disk."""
    if data.seekable():
        yield data
        return
    with tempfile.SpooledTemporaryFile(max_size=64_000_000) as copy:
        while chunk := data.read(1 << 20):
            copy.write(chunk)
        copy.seek(0)
        yield cast("BinaryIO", copy)
