"""What an editor asks of the concordance, as a pattern: pure functions.

Words one after the other are a phrase; case, marks, hyphens and, in Korean, spaces do not matter, and any part of a
word is found. `*` stands for any letters within a word (alone: for one word), `?` for one letter, `|` for another
choice, `A ~ B` for A and B near each other (at most five words between them, `~3` at most three), `"…"` for whole words
exactly as they stand.

Invariant: whatever a pattern finds in a text holds all pieces of at least one of its alternatives in its folded form,
so that an index may look for these first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from glossary.checks.findings import Span
from glossary.errors import UsageError
from glossary.terms.keys import folds_in_place, search_key

NEAR = 5
"""Words that may stand between two that are near each other."""
_LATIN = "\u024f"
_TILDE = re.compile(r"\s*~(\d{0,2})\s*")
_PARTS = re.compile(r'"([^"]*)"|(\S+)')
_MOST_ALTERNATIVES = 60


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to say what is looked for."""

    expression: str
    """A regular expression over the spaced key (see `spaced_key`)."""
    pieces: tuple[str, ...]
    """Folded text without spaces that must stand in the key, each somewhere."""
    via: str = ""
    """The words that were really looked for, where they are not the query's own: another spelling, Hangul."""


@dataclass(frozen=True)
class Query:
    """A parsed query; false where nothing can be found by it."""

    text: str
    alternatives: tuple[Alternative, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.alternatives)

    @cached_property
    def _patterns(self) -> tuple[tuple[re.Pattern[str], str, tuple[str, ...]], ...]:
        """The expression of each alternative, its `via`, and its pieces."""
        return tuple((re.compile(a.expression), a.via, a.pieces) for a in self.alternatives)

    def find(self, text: str) -> list[tuple[Span, str]]:
        """Return where the query stands in an NFC text, in order, without overlaps, and by what words it was found."""
        patterns = self._patterns
        if folds_in_place(text):
            # Quickly told of most texts of the other language, and of most in which only parts of a phrase stand.
            low = text.lower()
            bare = low.translate(_NO_ASCII_SIGNS) if low.isascii() else ""
            patterns = tuple(p for p in patterns if all(piece in bare if bare else piece[0] in low for piece in p[2]))
            if not patterns:
                return []
        key, places = spaced_key(text)
        found: list[tuple[Span, str]] = []
        for pattern, via, _ in patterns:
            for match in pattern.finditer(key):
                start, end = match.span()
                while start < end and key[start] == " ":
                    start += 1
                while end > start and key[end - 1] == " ":
                    end -= 1
                if start < end:
                    found.append((Span(places[start], places[end - 1] + 1), via))
        found.sort(key=lambda f: (f[0].start, -f[0].end))
        kept: list[tuple[Span, str]] = []
        for span, via in found:
            if not kept or span.start >= kept[-1][0].end:
                kept.append((span, via))
        return kept


def spaced_key(text: str) -> tuple[str, Sequence[int]]:
    """Return the folded text with one space for whatever stands between words, and the place of each character."""
    places: Sequence[int]
    if folds_in_place(text):
        folded, places = text.lower(), range(len(text))
    else:
        letters: list[str] = []
        places = where = list[int]()
        for place, character in enumerate(text):
            some = character if "가" <= character <= "힣" else (search_key(character) or " ")
            letters.append(some)
            where += [place] * len(some)
        folded = "".join(letters)
    # A sign of any kind is a space; the spaces stay apart so that the places stay right.
    return folded.translate(_ASCII_SIGNS) if folded.isascii() else _SIGN.sub(" ", folded), places


_SIGN = re.compile(r"[^\w ]|_")
_ASCII_SIGNS = {n: " " for n in range(128) if not chr(n).isalnum()}
"""Quicker than an expression where a text has nothing else."""
_NO_ASCII_SIGNS = dict.fromkeys(_ASCII_SIGNS)


def parse(text: str, variants: tuple[str, ...] = ()) -> Query:
    """Return the pattern of a query. `variants` are other words for the whole of it, each an alternative of its own.

    Raises UsageError where a wildcard stands alone or a word has only wildcards.
    """
    text = unicodedata.normalize("NFC", text).strip()
    alternatives = [a for choice in _choices(text) if (a := _alternative(choice)) is not None]
    for other in variants:
        plain = _phrase(other)
        if plain is not None:
            alternatives.append(Alternative(*plain, via=other))
    return Query(text, tuple(alternatives[:_MOST_ALTERNATIVES]))


def is_plain(text: str) -> bool:
    """Whether a query is nothing but words, so that other spellings of it may be looked for."""
    return not re.search(r'["*?|~]', text)


def _choices(text: str) -> Iterator[str]:
    """Yield the choices of a query; `|` within a word is a choice of that word's neighbours too."""
    if "|" not in text or '"' in text:
        yield text
        return
    if " | " in text or not re.search(r"\S\|\S", text):
        yield from (c.strip() for c in text.split("|"))
        return
    before, word, after = _first_choice(text)
    for choice in word.split("|"):
        yield from _choices(before + choice + after)


def _first_choice(text: str) -> tuple[str, str, str]:
    start = text.rfind(" ", 0, text.index("|")) + 1
    end = text.find(" ", start)
    end = len(text) if end < 0 else end
    return text[:start], text[start:end], text[end:]


def _alternative(text: str) -> Alternative | None:
    parts = _TILDE.split(text)
    phrases = [_phrase(part) for part in parts[::2]]
    known = [p for p in phrases if p is not None]
    if not known or (len(phrases) > 1 and len(known) < len(phrases)):
        return None
    if len(known) == 1:
        return Alternative(*known[0])
    distances = [int(d) if d else NEAR for d in parts[1::2]]
    return Alternative(_near([k[0] for k in known], distances), tuple(p for k in known for p in k[1]))


def _near(expressions: list[str], distances: list[int]) -> str:
    """Return the expression for phrases near each other: two in either order, more in the order given."""

    def between(words: int) -> str:
        return rf"[^ ]*(?: +[^ ]+){{0,{words}}}? *[^ ]*?"

    forward = expressions[0] + "".join(between(d) + e for d, e in zip(distances, expressions[1:], strict=True))
    if len(expressions) > 2:
        return forward
    return f"(?:{forward}|{expressions[1]}{between(distances[0])}{expressions[0]})"


def _phrase(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the expression of a phrase and the pieces that it must hold, None where it holds no letter."""
    expressions: list[str] = []
    pieces: list[str] = []
    run: list[str] = []  # what stands together in the key without spaces

    def close() -> None:
        if run:
            pieces.append("".join(run))
            run.clear()

    for exact, word in _PARTS.findall(text):
        if exact:
            words = [search_key(w) for w in re.split(r"[\W_]+", exact)]
            words = [w for w in words if w]
            if not words:
                continue
            run += words
            expressions.append(r"(?<![^ ])" + " +".join(map(re.escape, words)) + r"(?![^ ])")
        elif word == "*":
            close()
            expressions.append(r"[^ ]+")
        else:
            expression = []
            for bit in re.split(r"([*?])", word):
                if bit in ("*", "?"):
                    close()
                    expression.append("[^ ]*" if bit == "*" else "[^ ]")
                elif key := search_key(bit):
                    run.append(key)
                    expression.append(_letters(bit))
            if expression:
                expressions.append("".join(expression))
    close()
    if not pieces:
        if "*" in text or "?" in text:
            return None
        return None
    if all(len(p) < 3 and p[-1] <= _LATIN for p in pieces) and re.search(r"[*?]", text):
        raise UsageError(
            f"{text!r}: beside a wildcard at least three letters of one word must stand.",
            hint="Write more of the word: 'exhib*'.",
        )
    # Between Latin words a space must stand, as in the query; Korean is spaced in many ways.
    joined = expressions[0]
    for previous, following in pairwise(expressions):
        joined += " *" if _loose(previous, following) else " +"
        joined += following
    return joined, tuple(pieces)


def _letters(word: str) -> str:
    """Return the expression of one word: signs inside may be spaces, and spaces may stand between syllables."""
    parts: list[str] = []
    last = ""
    for piece in re.split(r"([\W_]+)", word):
        key = search_key(piece)
        if not key:
            last = " " if parts else ""
            continue
        for letter in key:
            if parts:
                latin = "a" <= letter <= _LATIN and "a" <= last <= _LATIN
                parts.append("" if latin else " *")
            parts.append(re.escape(letter))
            last = letter
    return "".join(parts)


def _loose(previous: str, following: str) -> bool:
    return not ("a" <= previous[-1] <= _LATIN and "a" <= following[0] <= _LATIN)
