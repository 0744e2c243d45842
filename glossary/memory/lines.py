"""What leaves the memory: hits of a concordance and matches of a sentence, and how hits are laid out and ordered.

Plain records and pure functions: screens, commands and exports use them alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from glossary.alignment.beads import BeadState
from glossary.checks.findings import Span
from glossary.errors import UsageError
from glossary.memory.alerts import Alert
from glossary.memory.matching import Difference
from glossary.terms.keys import search_key

WIDTH = 40
"""Characters of context on either side of a line."""


class MatchKind(StrEnum):
    """How a sentence of the memory fits the one that is to be translated."""

    CONTEXT = "context"
    """The same, between the same sentences."""
    EXACT = "exact"
    """The same but for spaces."""
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A bead in which a query stands."""

    alignment_id: int
    bead_id: int
    position: int
    """Place (0-based) of the bead in its alignment."""
    state: BeadState
    title: str
    date: str
    source: str
    target: str
    source_language: str
    target_language: str
    source_spans: tuple[Span, ...] = ()
    """Where the query stands in the source; so `target_spans`."""
    target_spans: tuple[Span, ...] = ()
    score: float = 100.0
    """How much of the query is there, in per cent."""
    via: str = ""
    """The words that it was found by, where they are not the query's own (another spelling, Hangul)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryMatch:
    """A sentence like the one that is to be translated, and its translation."""

    score: int
    """0-100; 100 only where nothing but spacing differs."""
    kind: MatchKind
    source: str
    """In the language of the query, whichever side it stood on."""
    target: str
    differences: tuple[Difference, ...]
    """What differs, from the query to `source`."""
    alerts: tuple[Alert, ...] = ()
    """A changed negation, number or name, which no score sees."""
    times: int = 1
    """How often this pair was found."""
    alignment_id: int
    bead_id: int
    position: int
    state: BeadState
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class Line:
    """A hit as a concordance shows it: the words in the middle."""

    hit: Hit
    left: str
    words: str
    right: str
    other: str
    """The whole text of the other language."""


def line(hit: Hit, width: int = WIDTH) -> Line:
    """Lay a hit out around the first place of its query; the source goes before the target."""
    on_source = bool(hit.source_spans)
    text, other = (hit.source, hit.target) if on_source else (hit.target, hit.source)
    spans = hit.source_spans or hit.target_spans or (Span(0, 0),)
    start, end = spans[0].start, spans[0].end
    left = text[:start] if width <= 0 else text[max(0, start - width) : start]
    right = text[end:] if width <= 0 else text[end : end + width]
    return Line(hit, left, text[start:end], right, other)


ORDERS: dict[str, str] = {
    "left": "by what stands before the words, the nearest word first",
    "right": "by what stands behind them",
    "words": "by the words themselves, as inflected",
    "date": "by the date of the text, the latest first",
    "-date": "by the date of the text, the earliest first",
}
DATED = frozenset({"date", "-date"})
"""The orders that look at the dates of the texts."""
_WORD = re.compile(r"[^\W_]+")


def sort_key(order: str) -> Callable[[Hit], Any]:
    """Return the key of an order of ORDERS. Raises UsageError for any other."""
    if order not in ORDERS:
        raise UsageError(f"There is no order {order!r}.", hint=f"Known: {', '.join(ORDERS)}.")
    if order == "left":
        return lambda h: [w.casefold() for w in reversed(_WORD.findall(line(h).left))]
    if order == "right":
        return lambda h: [w.casefold() for w in _WORD.findall(line(h).right)]
    if order == "words":
        return lambda h: (search_key(line(h).words), search_key(line(h, 10).right))
    if order == "-date":
        return lambda h: (not h.date, h.date, h.bead_id)
    return lambda h: (tuple(-ord(c) for c in h.date) or (1,), h.bead_id)


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one rendering."""

    rendering: str
    """As it stands most often; empty for hits whose rendering is not known."""
    hits: tuple[Hit, ...]
    share: float
    """Of all hits, 0-1."""
    first: str
    """Earliest date; empty where none is known. So `last`."""
    last: str


def grouped(hits: Sequence[Hit], rendering_of: Callable[[Hit], str]) -> list[Group]:
    """Put hits together by how the other language renders the query, the most frequent first, unknown ones last."""
    together: dict[str, list[Hit]] = {}
    forms: dict[str, Counter[str]] = {}
    for hit in hits:
        rendering = rendering_of(hit)
        key = search_key(rendering)
        together.setdefault(key, []).append(hit)
        forms.setdefault(key, Counter())[rendering] += 1
    found = []
    for key, some in together.items():
        form = min(forms[key], key=lambda f: (-forms[key][f], f)) if key else ""
        dates = sorted(h.date for h in some if h.date)
        first, last = (dates[0], dates[-1]) if dates else ("", "")
        found.append(Group(form, tuple(some), len(some) / len(hits), first, last))
    return sorted(found, key=lambda g: (not g.rendering, -len(g.hits), g.rendering))


def spoken_by(hits: Iterable[Hit]) -> str:
    """Return the language on whose side most of the queries stand."""
    counts = Counter(h.source_language if h.source_spans else h.target_language for h in hits)
    return counts.most_common(1)[0][0] if counts else ""
