"""The South's manner of writing Korean names, and the marks of a romanisation, where the source shows no name for them.

Only a house's text is held to this: each syllable of a given name is a word, and no letter carries a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from glossary.checks.findings import Finding, Severity
from glossary.checks.texts import CheckText
from glossary.romanisation.folding import stripped

_MARKED = re.compile(r"[^\W\d_]*[ŏŭŎŬ]\w*(?:['’ʼ-]\w+)*")
_PLAIN = str.maketrans("ŏŭŎŬ", "ouOU")


def marked(text: CheckText, at: int, told: set[tuple[int, int]]) -> Iterator[Finding]:
    """Return the words that have kept the breves of McCune-Reischauer: Kŭmgang."""
    target = text.beads[at].target
    for match in _MARKED.finditer(target):
        if any(a < match.end() and match.start() < b for a, b in told):
            continue
        plain = match[0].translate(_PLAIN)
        yield text.finding(
            "names.breve",
            Severity.WARNING,
            f"“{match[0]}” has kept the breve of McCune-Reischauer.",
            at,
            about=match[0],
            target=[match.span()],
            evidence="house style: letters carry no marks",
            suggestion=plain if plain.isalpha() and plain.isascii() else None,
        )


def hyphenated(text: CheckText, at: int, told: set[tuple[int, int]]) -> Iterator[Finding]:
    """Return hyphenated Korean names that answer to no name found in the source."""
    for match in _HYPHENATED.finditer(text.beads[at].target):
        given = match[2].split("-")
        if match[1] not in _families() or not all(stripped(part) in _syllables() for part in given):
            continue
        if any(a < match.end() and match.start() < b for a, b in told):
            continue
        yield text.finding(
            "names.south-style",
            Severity.WARNING,
            f"“{match[0]}” is written in the South's manner, with a hyphen.",
            at,
            about=match[0],
            target=[match.span()],
            evidence="house style: each syllable of a given name is a word",
        )


_HYPHENATED = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z]{0,6}-[A-Za-z][a-z]{0,6})\b(?!-)")


@cache
def _syllables() -> frozenset[str]:
    """Return the keys of all spellings of the syllables of given names."""
    from glossary.romanisation.registry import systems
    from glossary.romanisation.tables import given_syllables, south_syllables

    known = south_syllables()
    keys = {stripped(form) for syllable in given_syllables() for form in known.get(syllable, ())}
    for name in ("dprk", "rr", "mr"):
        system = systems()[name]
        keys |= {stripped(system.spell(syllable)) for syllable in given_syllables()}
    return frozenset(keys)


@cache
def _families() -> frozenset[str]:
    from glossary.romanisation.registry import romanise
    from glossary.romanisation.tables import surnames

    forms = {form for row in surnames().values() for form in row.south_forms}
    return frozenset(forms | {romanise(row.hangul, "dprk", kind="person").form for row in surnames().values()})
