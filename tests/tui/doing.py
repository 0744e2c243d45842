"""Which actions the tests have pressed: `test_registry` fails when the registry has one that no test does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tui.actions import BY_ID

DONE: set[str] = set()
Test = TypeVar("Test", bound=Callable[..., object])


def does(*identities: str) -> Callable[[Test], Test]:
    """Note which actions a test does."""
    for identity in identities:
        assert identity in BY_ID, identity
    DONE.update(identities)
    return lambda test: test
