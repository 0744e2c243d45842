"""What may be put into a sentence that is being written: renderings, names, translations of the memory. Pure data.

Invariant: what is suggested comes from what the side panel tells of the bead; a suggestion goes in as a whole, in the
place of the words that were typed of it, and words stay apart from words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tui.facts import BeadFacts

RENDERINGS = 3
"""How many renderings of a term are suggested."""
_START = re.compile(r"(?<![\w’'-])\w")
"""Where a word begins."""
_TIGHT = "([{“‘\"'«《-–—/"
"""After these no blank comes."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that a key puts in."""

    text: str
    about: str
    """What it renders, or where it comes from."""
    percent: int = 0
    """How alike the sentence of the memory is; 0 for a term or a name."""


def typed_of(text: str, at: int, whole: str) -> int:
    """Return how many of the characters before a place are the beginning of `whole`, counted from a word's beginning.

    `The Hou` has three of `house of culture`, `the house of cu` eleven. All of it is none: then it is typed already.
    """
    lead, folded = text[:at], whole.casefold()
    for match in _START.finditer(lead, max(0, at - len(whole))):
        part = lead[match.start() :].casefold()
        if folded.startswith(part) and part != folded:
            return at - match.start()
    return 0


def suggestions(facts: BeadFacts, text: str = "", at: int = 0) -> tuple[Suggestion, ...]:
    """Return what may be put into `text` at a place, the likeliest first.

    What begins like the words that were just typed comes first; before anything is typed the memory, else terms and
    names in the order of the source; what the text says already comes last.
    """
    said = text.casefold()

    def rank(pair: tuple[int, Suggestion]) -> tuple[bool, bool, bool, int]:
        number, one = pair
        return (
            not typed_of(text, at, one.text),
            one.text.casefold() in said,
            bool(one.percent) == bool(text.strip()),
            number,
        )

    unique: dict[str, Suggestion] = {}
    for one in _all(facts):
        unique.setdefault(one.text, one)
    return tuple(one for _, one in sorted(enumerate(unique.values()), key=rank))


def _all(facts: BeadFacts) -> Iterator[Suggestion]:
    for match in facts.memory:
        yield Suggestion(match.target, match.where, match.percent)
    told = [(term.source.start, term.text, term.renderings[:RENDERINGS]) for term in facts.terms]
    told += [(name.source.start, name.text, (name.form,)) for name in facts.names]
    for _, source, texts in sorted(told, key=lambda t: t[0]):
        for text in texts:
            yield Suggestion(text, source)


def insertion(text: str, at: int, suggestion: Suggestion) -> tuple[int, str]:
    """Return where the inserted text begins (up to `at` it replaces what is there) and what it is.

    A capital that was typed stays, and a sentence begins with one.
    """
    start = at - typed_of(text, at, suggestion.text)
    words = suggestion.text
    if start == 0 or text[start:at][:1].isupper():
        words = words[:1].upper() + words[1:]
    before = text[start - 1 : start]
    gap = " " if before and not before.isspace() and before not in _TIGHT else ""
    return start, gap + words + (" " if text[at : at + 1].isalnum() else "")
