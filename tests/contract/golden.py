"""Golden files: the exact bytes of each format for fixed content, in `tests/golden`.

A format is a contract with other programs, so a change of its bytes must be seen in a review. After a change that
is meant, renew them all and read the difference:

    MALMOI_RENEW_GOLDEN=1 .venv/bin/python -m pytest tests/contract && git diff tests/golden
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "golden"


def check_golden(name: str, data: bytes) -> None:
    """Compare with the golden file of this name; with MALMOI_RENEW_GOLDEN set, write it."""
    path = FOLDER / name
    if os.environ.get("MALMOI_RENEW_GOLDEN"):
        path.write_bytes(data)
    assert path.is_file(), f"{path} is not there; see tests/contract/golden.py"
    assert data == path.read_bytes(), f"{path} differs; see tests/contract/golden.py if the change is meant"
