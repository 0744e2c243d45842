"""Full-text search of the memory: the one room that is bound to a kind of data base.

The door of both kinds. What comes back are numbers of beads that *may* hold what is looked for, never too few of them
(fuzzy: the most promising ones); the caller looks at the text. Invariant: a bead is found as it stands, from the moment
on at which its unit is marked as indexed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from types import ModuleType
from typing import Protocol

from sqlalchemy import Connection, bindparam, func, select

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
_TOGETHER = 500
_CONFIRMED = select(_units.c.bead_id).where(_units.c.bead_id.in_(bindparam("some", expanding=True)), _units.c.confirmed)


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
    connection: Connection,
    sides: Sequence[str],
    alternatives: Sequence[Alternative],
    rarity: Rarity,
    *,
    include_auto: bool,
) -> Iterator[int]:
    """Yield the beads in one of whose sides all pieces of one of the alternatives may stand, as they are asked for.

    Confirmed beads come first, each lot in ascending order. An alternative without a piece finds nothing.
    """
    kind = _kind(connection)
    few: list[int] | None = kind.few(connection, sides, alternatives, rarity)
    if few is not None:
        first = _confirmed(connection, few)
        yield from (number for number in few if number in first)
        if include_auto:
            yield from (number for number in few if number not in first)
        return
    for confirmed in (True, False) if include_auto else (True,):
        streams = (kind.containing(connection, side, alternatives, rarity, confirmed=confirmed) for side in sides)
        yield from (number for number, _ in groupby(merge(*streams)))


def _confirmed(connection: Connection, numbers: Sequence[int]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(numbers), _TOGETHER):
        some = numbers[start : start + _TOGETHER]
        found.update(connection.execute(_CONFIRMED, {"some": some}).scalars())
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
