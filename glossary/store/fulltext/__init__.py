"""Full-text search of the memory: the one room that is bound to a kind of data base.

The door of both kinds. What comes back are numbers of beads that *may* hold what is looked for, never too few of them
(fuzzy: the most promising ones); the caller looks at the text. Invariant: a bead is found as it stands, from the moment
on at which its unit is marked as indexed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Protocol

from sqlalchemy import Connection, func, select

from glossary.store.tables import MemoryUnit, table_of
from glossary.terms.keys import search_key

BULK = 1000
"""Units of one alignment from which on they are indexed when they are first searched, or in the background."""
CHUNK = 10_000
"""Units that are indexed in one transaction: other writers wait for a second or two at the most."""
CANDIDATES = 400
"""Fuzzy candidates that are scored exactly."""
SIDES = ("source", "target")

_units = table_of(MemoryUnit)


class Rarity(Protocol):
    """What a sample of the memory tells about frequencies; kept by the caller for as long as it is not old."""

    def is_old(self, connection: Connection) -> bool:
        """Whether the memory has grown so much that another sample is due."""
        ...


Alternative = Sequence[str]
"""Pieces of folded text that must all stand in a sentence, wherever."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which units to look at: a language (as a tag or bare) and whether unconfirmed beads count."""

    language: str = ""
    include_auto: bool = True


def _kind(connection: Connection) -> ModuleType:
    if connection.dialect.name == "sqlite":
        from glossary.store.fulltext import sqlite

        return sqlite
    from glossary.store.fulltext import postgres

    return postgres


def stored_keys(connection: Connection, source: str, target: str) -> tuple[str | None, str | None]:
    """Return what `source_key` and `target_key` of a memory unit must hold on this data base."""
    if connection.dialect.name == "sqlite":
        return None, None
    return search_key(source), search_key(target)


def defers(connection: Connection) -> bool:
    """Whether many units are better indexed later than while they are saved."""
    return connection.dialect.name == "sqlite"


def pending(connection: Connection) -> int:
    """Return how many units the index does not know yet."""
    return int(connection.execute(select(func.count()).select_from(_units).where(~_units.c.indexed)).scalar_one())


def catch_up(connection: Connection, most: int = CHUNK) -> int:
    """Index up to `most` of the units that are not yet, and return how many they were."""
    return int(_kind(connection).catch_up(connection, most))


def settle(connection: Connection) -> None:
    """Put in order what a long catching up has left in many pieces; searches are quicker then."""
    _kind(connection).settle(connection)


def sample(connection: Connection) -> Rarity:
    """Look how frequent the parts of words are in the memory: what the searches below choose by."""
    found: Rarity = _kind(connection).sample(connection)
    return found


def containing(
    connection: Connection, side: str, alternatives: Sequence[Alternative], rarity: Rarity, *, confirmed: bool
) -> Iterator[int]:
    """Yield, in ascending order, the beads in whose side all pieces of one of the alternatives may stand.

    `confirmed` says whether confirmed or unconfirmed beads are meant. An alternative without a piece finds nothing.
    """
    found: Iterator[int] = _kind(connection).containing(connection, side, alternatives, rarity, confirmed=confirmed)
    return found


def similar(
    connection: Connection,
    side: str,
    query: str,
    rarity: Rarity,
    *,
    include_auto: bool,
    limit: int = CANDIDATES,
    partly: bool = False,
) -> list[int]:
    """Return the beads whose side shares most of what is rare in a text, the most promising first.

    `partly`: the text may be like a part of the side only.
    """
    found: list[int] = _kind(connection).similar(
        connection, side, query, rarity, include_auto=include_auto, limit=limit, partly=partly
    )
    return found


def check(connection: Connection) -> list[str]:
    """Return what is wrong with the index, in words; empty where it is sound."""
    found: list[str] = _kind(connection).check(connection)
    return found


def rebuild(connection: Connection) -> None:
    """Forget the index; the units are indexed anew by `catch_up`."""
    _kind(connection).forget(connection)
