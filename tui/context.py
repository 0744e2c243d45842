"""What all commands of one process share: the data base that was named, and how it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.store.engine import Database


@dataclass
class State:
    """The options that stand before the command."""

    database_url: str | None = None

    @property
    def url(self) -> str:
        """The data base's URL; a plain path is taken as a SQLite file."""
        from glossary.paths import default_database_url

        url = self.database_url or default_database_url()
        return url if "://" in url else f"sqlite:///{url}"

    def open(self) -> Database:
        """Open the data base; it is made where it is not there yet."""
        from glossary.store.engine import open_database

        return open_database(self.url)

    def exists(self) -> bool:
        """Whether there is a data base already: reading commands do not make one by the way."""
        from pathlib import Path

        path = self.url.removeprefix("sqlite:///")
        return path == self.url or Path(path).is_file()


state = State()
