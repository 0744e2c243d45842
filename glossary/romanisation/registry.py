"""The systems by name, and the two ways of using them: a name or term that stands alone, and running text.

`romanise` and `romanise_line` never fail on any text: what a system does not know passes through, and NFC in gives NFC
out. Everything is cached, because the same names return on every page. Nothing of a system is loaded before it is used.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from glossary.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from glossary.romanisation.answers import Romanised
    from glossary.romanisation.system import System

__all__ = ["Romanised", "names", "romanise", "romanise_line", "system", "systems"]


_WHERE = {
    "dprk": ("dprk", "DPRK"),
    "dprk-2012": ("dprk", "DPRK_2012"),
    "mr": ("mr", "MR"),
    "bgn": ("mr", "BGN"),
    "rr": ("rr", "RR"),
    "rr-letters": ("rr", "RR_LETTERS"),
    "ala-lc": ("alalc", "ALA_LC"),
    "yale": ("yale", "YALE"),
    "hepburn": ("japanese", "HEPBURN"),
    "hepburn-plain": ("japanese", "HEPBURN_PLAIN"),
    "kana": ("japanese", "KANA"),
    "hanja-north": ("hanja", "HANJA_NORTH"),
    "hanja-south": ("hanja", "HANJA_SOUTH"),
}
"""Module and attribute of each system, so that help can list them without loading one."""


def names() -> tuple[str, ...]:
    """Return the names of the systems in the order in which help lists them; loads none of them."""
    return tuple(_WHERE)


@cache
def systems() -> Mapping[str, System]:
    """Return every system by its name."""
    found: dict[str, System] = {}
    for name, (module, attribute) in _WHERE.items():
        found[name] = getattr(import_module(f"glossary.romanisation.{module}"), attribute)
    return MappingProxyType(found)


def system(name: str) -> System:
    """Return one system; UsageError names the known ones and the nearest."""
    known = systems()
    found = known.get(name.strip().lower())
    if found is None:
        import difflib

        near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.4)
        hint = f"Did you mean {near[0]}? " if near else ""
        raise UsageError(f"{name!r} is no romanisation system.", hint=f"{hint}Known: {', '.join(known)}.")
    return found


_named = system


def romanise(text: str, system: str = "dprk", kind: str = "auto") -> Romanised:
    """Romanise a name or a term that stands alone.

    `kind` is person, place, org, term or auto. Raises UsageError for an unknown system or kind, and for no text.
    """
    from glossary.romanisation.answers import answer

    return answer(text, _named(system), kind)


@lru_cache(maxsize=2_048)
def romanise_line(text: str, system: str = "dprk") -> str:
    """Romanise one line of running text: what can be decided is written as a name, every other word by the rules.

    What is no Hangul (no kana, for a Japanese system) passes through. Raises UsageError for an unknown system.
    """
    return _line_writer(system)(text)


@cache
def _line_writer(name: str) -> Callable[[str], str]:
    """Return what romanises a line by one system, with all that it needs loaded."""
    from glossary.romanisation.jamo import normal
    from glossary.romanisation.phrases import line

    chosen = systems().get(name) or _named(name)
    if chosen.language == "ko":
        return lambda text: line(normal(text), chosen)
    return lambda text: chosen.spell(normal(text))


def __getattr__(name: str) -> object:
    if name == "Romanised":  # the class of the answers, loaded with them
        from glossary.romanisation.answers import Romanised

        return Romanised
    raise AttributeError(name)
