"""The one place that says how many threads the linear algebra of the aligner uses.

One thread: the encoder multiplies matrices too small to share, and waiting threads cost two to five times the CPU time
(measured with OpenBLAS 0.3.31 on two cores). Whoever aligns many documents runs several processes instead. A setting
of the user's own (any of `NAMES`) is never touched, nothing is left in the environment for child processes, and other
users of numpy in this process get their number of threads back.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

NAMES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
THREADS = 1
_PREFIXES = ("scipy_openblas", "openblas")
_SUFFIXES = ("64_", "")


def _users_own() -> bool:
    return any(os.environ.get(name) for name in NAMES)


def import_numpy() -> bool:
    """Import numpy with `THREADS` threads; return whether the setting could be made this way.

    False where numpy was imported before (its library has read the environment by then; `one_thread` still works) or
    the user has set a number.
    """
    if "numpy" in sys.modules or _users_own():
        import numpy

        return False
    for name in NAMES:
        os.environ[name] = str(THREADS)
    try:
        import numpy  # noqa: F401
    finally:
        for name in NAMES:
            del os.environ[name]
    return True


@contextmanager
def one_thread() -> Iterator[None]:
    """Let numpy's OpenBLAS work with `THREADS` threads for a while; nothing where another library is behind numpy."""
    library = None if _users_own() else _openblas()
    if library is None:
        yield
        return
    get, put = library
    before = get()
    put(THREADS)
    try:
        yield
    finally:
        put(before)


@cache
def _openblas() -> tuple[Callable[[], int], Callable[[int], None]] | None:
    """Return the functions that get and set the number of threads of the OpenBLAS in numpy's wheel."""
    import numpy

    folder = Path(numpy.__file__).parent
    for file in sorted([*folder.parent.glob("numpy.libs/*openblas*"), *folder.glob(".dylibs/*openblas*")]):
        try:
            library = ctypes.CDLL(str(file))
        except OSError:
            continue
        for prefix in _PREFIXES:
            for suffix in _SUFFIXES:
                get = getattr(library, f"{prefix}_get_num_threads{suffix}", None)
                put = getattr(library, f"{prefix}_set_num_threads{suffix}", None)
                if get is not None and put is not None:
                    get.restype, put.argtypes, put.restype = ctypes.c_int, [ctypes.c_int], None
                    return get, put
    return None
