"""What may follow a name in its own written word: particles, forms of honour, titles.

What is a title is remembered by the rest of its word: the same endings return in every sentence.
"""

from __future__ import annotations

from functools import cache, lru_cache

from glossary.romanisation import tables

PARTICLES = (
    *("께서는", "께서도", "께서와", "께서", "에게서", "으로부터", "로부터", "에게"),
    *("에서", "으로서", "으로써", "으로", "이라고", "라고", "이라는", "라는", "이며"),
    *("이고", "이다", "입니다", "이였다", "부터", "까지", "처럼", "보다", "마다"),
    *("만이", "만을", "은", "는", "이", "가", "을", "를", "의", "에", "와", "과"),
    *("도", "로", "만", "께", "나", "여", "이여", "시여", "야", "아"),
)
"""Particles that may follow a name directly (a closed list; Korean grammar)."""

_HONOUR = ("께서", "께서는", "께서도", "께")
_KINDS = {"": "end", **dict.fromkeys(PARTICLES, "particle"), **dict.fromkeys(_HONOUR, "honour")}
_SHORT_TITLES = frozenset("씨옹")
"""Titles of one syllable that are believed; any other syllable is too often something else."""


def tail_kind(rest: str) -> str | None:
    """Return what follows a name in its word: `end`, `particle`, `honour`, `title`; None where it is something else."""
    kind = _KINDS.get(rest)
    if kind is None and (rest[:2] in title_starts() or rest[0] in _SHORT_TITLES) and _begins_with_title(rest):
        return "title"
    return kind


@cache
def titles(where: str) -> frozenset[str]:
    """Return the titles that stand `before` or `after` a name."""
    return frozenset(title.hangul for title in tables.titles() if title.where == where)


@cache
def title_starts() -> frozenset[str]:
    """Return the first two syllables of the titles that stand after a name."""
    return frozenset(title[:2] for title in titles("after"))


def begins_with_title(word: str) -> bool:
    """Whether a word is a title, alone or with particles or a second title (동지께서, 위원장동지는)."""
    if word[:2] not in title_starts() and word[:1] not in _SHORT_TITLES:
        return False
    return _begins_with_title(word)


@lru_cache(maxsize=65_536)
def _begins_with_title(word: str) -> bool:
    known = titles("after")
    for size in range(min(len(word), 8), 0, -1):
        if word[:size] in known and (size > 1 or word[0] in _SHORT_TITLES):
            rest = word[size:]
            if rest == "" or _KINDS.get(rest) or (size >= 2 and begins_with_title(rest)):
                return True
    return False


@lru_cache(maxsize=16_384)
def introduces(word: str) -> bool:
    """Whether a word is a title that stands before a name, alone or at the end of a longer one (부위원장, 도당비서)."""
    known = titles("before")
    return any(word[start:] in known for start in range(max(len(word) - 1, 0)))


def title_inside(text: str, word: str) -> bool:
    """Whether a title begins inside a supposed name: 국방위|원장 is 국방|위원장, 박대표 is Representative Pak."""
    starts, known = title_starts(), titles("after")
    for start in range(1, len(text)):
        if word[start : start + 2] in starts:
            for end in range(max(start + 2, len(text)), min(len(word), start + 6) + 1):
                if word[start:end] in known:
                    return True
    return False
