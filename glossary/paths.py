"""Where things lie: the bundled tables and samples, the user's data base and settings.

Environment variables win over the platform's directories, so that tests and servers can isolate themselves:
`MALMOI_DATA_DIR` (data base, backups), `MALMOI_CONFIG_DIR` (settings.toml).
"""

from __future__ import annotations

import os
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parent.parent / "data"
_INSTALLED = Path(__file__).resolve().parent / "_data"


def data_path(*parts: str) -> Path:
    """Return the path of a bundled file or folder of `data/`.

    The checkout is looked at first, so that an edit of a table shows at once; an installed wheel carries the same
    files in `glossary/_data`.
    """
    root = _CHECKOUT if (_CHECKOUT / "README.md").is_file() else _INSTALLED
    return root.joinpath(*parts)


def user_data_dir() -> Path:
    """Return the directory of the user's data base; it is not created here."""
    if override := os.environ.get("MALMOI_DATA_DIR"):
        return Path(override)
    from platformdirs import user_data_path

    return user_data_path("malmoi", appauthor=False)


def user_config_dir() -> Path:
    """Return the directory of the user's settings; it is not created here."""
    if override := os.environ.get("MALMOI_CONFIG_DIR"):
        return Path(override)
    from platformdirs import user_config_path

    return user_config_path("malmoi", appauthor=False)


def default_database_url() -> str:
    """Return the URL of the data base: `MALMOI_DB`, else a SQLite file in the user's data directory."""
    if url := os.environ.get("MALMOI_DB"):
        return url
    return f"sqlite:///{user_data_dir() / 'malmoi.sqlite'}"
