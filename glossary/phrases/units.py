"""What a sentence is cut into for phrase alignment: words, the spans that a suggestion may be, and units to learn from.

Invariant: all offsets are code points of the text as given; spans come in the order of their start, then of their end,
and never begin or end with white space or outer punctuation. A Korean span may end before the particles and endings of
its last word, as an editor marks 평양 in 평양에서; an English one before 's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from glossary.checks.findings import Span
from glossary.text.language import base_language
from glossary.text.particles import read_tail

LONGEST = 9
"""Words of a suggestion, at the most."""
LONGEST_KOREAN = 6
MOST_WORDS = 160
"""Words of a side that are looked at; a bead with more is a table or a page."""
_WORD = re.compile(
    r"[$€£¥₩#]?[^\W_]+(?:[.,:/'’&·\-‐‑][^\W_]+)*(?:(?<=\b[A-Z])\.(?=[A-Z\s])|%|(?<=\b(?:Mr|Dr|St|Mt|No|Co|Jr))\.|(?<=\b(?:Mrs|Sen|Inc|Ltd|Gen|Rep|Gov))\.)?(?:[A-Z]\.)*"
)
_KOREAN_WORD = re.compile(r"[$€£¥₩]?[^\W_]+(?:(?:[.,:/&·\-‐‑]|(?<=[A-Za-z])['’](?=[A-Za-z]))[^\W_]+)*%?")
_EAST_WORD = re.compile(r"[㐀-鿿々]+|[゠-ヿ]+|[぀-ゟ]+|[^\W_㐀-鿿぀-ヿ々]+(?:[.,'’\-][^\W_㐀-鿿぀-ヿ々]+)*")
_HANGUL = re.compile(r"[가-힣]+")


def words(text: str, language: str) -> list[Span]:
    """Return the words of a sentence, at most MOST_WORDS; of a text without any, none."""
    base = base_language(language)
    pattern = _KOREAN_WORD if base == "ko" else _EAST_WORD if base in ("ja", "zh") else _WORD
    found: list[Span] = []
    for match in pattern.finditer(text):
        found.append(Span(*match.span()))
        if len(found) == MOST_WORDS:
            break
    return found


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may be suggested: `first` to `last` (exclusive) are the words that it takes in."""

    start: int
    end: int
    first: int
    last: int


def candidates(text: str, language: str, found: Sequence[Span] | None = None) -> list[Candidate]:
    """Return the spans of a sentence that may be suggested."""
    found = words(text, language) if found is None else found
    korean = base_language(language) == "ko"
    longest = LONGEST_KOREAN if korean else LONGEST
    if korean:
        ends = [sorted({*_endings(text[word.start : word.end], word.start), word.end}) for word in found]
    else:
        ends = [
            [word.end - 2, word.end] if text[word.end - 2 : word.end] in ("'s", "’s") else [word.end] for word in found
        ]
    spans = []
    for i, word in enumerate(found):
        for j in range(i, min(i + longest, len(found))):
            spans += [Candidate(word.start, end, i, j + 1) for end in ends[j]]
    return spans


@lru_cache(maxsize=65_536)
def stem_ends(word: str) -> tuple[int, ...]:
    """Return where a Korean word may end before particles and endings of the closed list, as offsets in it.

    At most the longest and the shortest such tail: 평양에서는 ends behind 평양, 조사들에게는 behind 조사 and 조사들.
    """
    run = _HANGUL.search(word)
    if run is None or run.end() != len(word):
        return ()
    cuts = [cut for cut in range(run.start() + 1, len(word)) if read_tail(word[cut:], word[cut - 1]) is not None]
    if run.start():  # behind digits or Latin letters the particle may be the whole run
        cuts = [run.start(), *cuts] if read_tail(word[run.start() :], word[run.start() - 1]) is not None else cuts
    cuts = [cut for cut in cuts if cut > 1 or not run.start()]
    long = [cut for cut in cuts if cut >= 2]
    chosen = {long[0], long[-1]} if long else set(cuts[-1:])
    if len(long) > 2:
        chosen.add(long[1])
    return tuple(sorted(chosen))


def _endings(word: str, start: int) -> list[int]:
    return [start + cut for cut in stem_ends(word)]


_LATIN_WORD = re.compile(r"[a-zà-ɏ]+(?:['’][a-z]+)?|\d[\d.,]*")
_EAST_RUN = re.compile(r"[가-힣]+|[゠-ヿ]+|[一-鿿]+|[a-zà-ɏ]+|\d[\d.,]*")


_ENDING = re.compile(r"(?:['’]s|(?<=[a-z]{3})(?:ies|es|s|ied|ed|ing|ly|e|y))$")


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    """Return a word without its commonest endings, cut crudely: only for counting."""
    return _ENDING.sub("", _ENDING.sub("", word)) if len(word) > 3 else word


@dataclass(frozen=True, slots=True)
class Units:
    """Units of a sentence with where each stands; units may overlap."""

    names: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


@lru_cache(maxsize=4_096)
def units(text: str, language: str) -> Units:
    """Return what the association model knows a sentence by.

    English by lower-case words; Korean, Japanese and Chinese by pairs of characters within a written word, a word of
    one character as itself, so that particles are units of their own kind and compounds share theirs.
    """
    names: list[str] = []
    spans: list[tuple[int, int]] = []
    text = text[:4000]
    if base_language(language) in ("ko", "ja", "zh"):
        for match in _EAST_RUN.finditer(text.lower()):
            run, start = match[0], match.start()
            if len(run) == 1 or run[0].isdigit() or run[0].isascii():
                names.append(run)
                spans.append((start, match.end()))
                continue
            names += [run[i : i + 2] for i in range(len(run) - 1)]
            spans += [(start + i, start + i + 2) for i in range(len(run) - 1)]
    else:
        for match in _LATIN_WORD.finditer(text.lower()):
            names.append(_stem(match[0]))
            spans.append(match.span())
    return Units(tuple(names), tuple(spans))
