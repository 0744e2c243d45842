"""The one place that says how many threads the linear algebra of the aligner uses.

One thread: the encoder multiplies matrices too small to share, and waiting threads cost two to five times the CPU time
(measured with OpenBLAS 0.3.31 on two cores). Whoever aligns many documents runs several processes instead. A setting
of the user's own (any of `NAMES`) is never touched, and nothing is left in the environment for child processes.
"""

from __future__ import annotations

import os
import sys

NAMES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
THREADS = 1


def import_numpy() -> bool:
    """Import numpy with `THREADS` threads; return whether the setting could be made.

    False where numpy was imported before (its library has read the environment by then) or the user has set a number.
    """
    if "numpy" in sys.modules or any(os.environ.get(name) for name in NAMES):
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
