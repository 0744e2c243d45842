"""What of one side of a bead stands for expressions of the other: how alike it is, and that nothing else claims it.

Invariant: the places of several expressions do not overlap. A place that another expression or another word of the same
side is more like is no counterpart: in "China and Japan" 한국 has none, though "Japan" is like it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from glossary.alignment import blas
from glossary.checks.findings import Span
from glossary.phrases.anchors import Anchor, Kind, find_anchors
from glossary.phrases.units import Candidate, candidates, stem_ends, words
from glossary.text.language import base_language
from glossary.text.stop_words import stop_words

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)
import numpy.typing as npt  # noqa: E402

if TYPE_CHECKING:
    from glossary.alignment.encoder import Encoder

Matrix = npt.NDArray[np.float32]

LONGEST = 2
"""Words of a place."""
MARGIN = 0.05
"""So much more alike another word must be to claim a place."""
ANCHORED, SOUNDS = 0.7, 0.4
"""Likeness of what shares a name or a number, or only a sound, of the least strength; of the full strength it is 1."""
_MOST_RIVALS = 60
_BREAK = re.compile(r"[,;:()\[\]“”\"《》]|[.!?] ")


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What was found for one expression."""

    likeness: float
    """0-1: cosine of the sentence encoder, or how surely a name, number or sound is shared; 0 where nothing is."""
    span: Span | None
    """The place on the other side, None where nothing is left for it."""
    best: float
    """The highest likeness of any place, also of one that belongs to something else."""


def counterparts(
    given: str,
    wanted: str,
    languages: tuple[str, str],
    spans: Sequence[Span],
    encoder: Encoder,
    *,
    also: Sequence[Sequence[str]] = (),
) -> list[Counterpart]:
    """Return the counterpart in `wanted` of each of some expressions of `given`; `languages` are theirs in that order.

    `also` are further wordings of each expression, of either language (renderings of a term base).
    """
    places = _places(wanted, languages[1])
    if not places or not spans:
        return [Counterpart(0.0, None, 0.0)] * len(spans)
    groups = [_wordings(given[s.start : s.end], languages[0]) for s in spans]
    if also:
        groups = [[*group, *more] for group, more in zip(groups, also, strict=True)]
    rivals = _rivals(given, languages[0], spans)
    texts = tuple(w for group in (*groups, *(r for _, r in rivals)) for w in group)
    cosines = _vectors(encoder, texts) @ _vectors(encoder, tuple(wanted[c.start : c.end] for c in places)).T
    starts = np.cumsum([0, *(len(group) for group in (*groups, *(r for _, r in rivals)))])[:-1]
    likeness: Matrix = np.maximum.reduceat(cosines, starts, axis=0)
    shared = find_anchors(given, wanted, languages, words(given, languages[0]), words(wanted, languages[1]))
    _anchored(likeness, [*spans, *(span for span, _ in rivals)], places, shared)
    mine, others = likeness[: len(spans)], likeness[len(spans) :]
    free = mine if not len(others) else np.where(mine >= others.max(axis=0)[None, :] - MARGIN, mine, 0)
    return _assigned(free, mine.max(axis=1), places)


@lru_cache(maxsize=16)
def _vectors(encoder: Encoder, texts: tuple[str, ...]) -> Matrix:
    """Return the vectors of some texts; an editor at work changes one side only."""
    return encoder.unit_vectors(*encoder.sums(texts))


def _assigned(free: Matrix, best: Matrix, places: Sequence[Candidate]) -> list[Counterpart]:
    """Give each expression the place most like it that does not overlap another's, the surest first."""
    found: list[Counterpart] = [Counterpart(0.0, None, float(b)) for b in best]
    taken: list[Candidate] = []
    open_ = set(range(len(free)))
    order = np.argsort(-free, axis=1, kind="stable")
    at = dict.fromkeys(open_, 0)
    while open_:
        tops = {n: float(free[n, order[n, at[n]]]) if at[n] < len(places) else 0.0 for n in open_}
        n = max(open_, key=lambda k: (tops[k], -k))
        if tops[n] <= 0:
            break
        place = places[int(order[n, at[n]])]
        at[n] += 1
        if any(place.first < t.last and t.first < place.last for t in taken):
            continue
        taken.append(place)
        open_.remove(n)
        found[n] = Counterpart(tops[n], Span(place.start, place.end), found[n].best)
    return found


def _anchored(likeness: Matrix, spans: Sequence[Span], places: Sequence[Candidate], anchors: Sequence[Anchor]) -> None:
    """Raise the likeness of expressions and places that share a name, a number, a sound or a known pair."""
    starts, ends = np.array([p.start for p in places]), np.array([p.end for p in places])
    for anchor in anchors:
        inside = (starts >= anchor.target.start) & (ends <= anchor.target.end)
        exact = (starts <= anchor.target.start) & (ends >= anchor.target.end) & (ends - starts <= _length(anchor) + 1)
        hit = inside | exact
        for n, span in enumerate(spans):
            if anchor.source.start < span.end and span.start < anchor.source.end:
                least = SOUNDS if anchor.kind is Kind.SOUND else ANCHORED
                likeness[n, hit] = np.maximum(likeness[n, hit], least + (1 - least) * anchor.strength)


def _length(anchor: Anchor) -> int:
    return anchor.target.end - anchor.target.start


def _wordings(expression: str, language: str) -> list[str]:
    """Return how an expression may be read: as it stands, and without particles or articles."""
    *before, last = expression.split() or [expression]
    if base_language(language) == "ko":
        head = " ".join(before)
        return [expression, *(f"{head} {last[:cut]}".strip() for cut in stem_ends(last))]
    plain = re.sub(r"^(?:(?:a|an|the|its|his|her|their|our)\s+)|['’]s$", "", expression, flags=re.IGNORECASE)
    return list(dict.fromkeys([expression, plain or expression]))


def _rivals(given: str, language: str, spans: Sequence[Span]) -> list[tuple[Span, list[str]]]:
    """Return the other words of the side with their wordings: what may claim a place.

    A word that is one of the expressions once more has its place already.
    """
    korean, function = base_language(language) == "ko", stop_words("en", "function")
    again = tuple(given[s.start : s.end] for s in spans if s.end - s.start > 1)
    found = []
    for word in words(given, language):
        text = given[word.start : word.end]
        if text.startswith(again) or any(s.start < word.end and word.start < s.end for s in spans):
            continue
        if korean:
            readings = [w for w in _wordings(text, language) if len(w) > 1]
        else:
            readings = [] if text.lower() in function else [text]
        if readings:
            found.append((word, readings))
    return found[:_MOST_RIVALS]


def _places(text: str, language: str) -> list[Candidate]:
    """Return the spans that may be a counterpart: they cross no mark; English ones have no function word at an edge."""
    found = words(text, language)
    broken = [bool(_BREAK.search(text[a.end : b.start])) for a, b in pairwise(found)]
    if base_language(language) != "en":
        some = candidates(text, language, found)
        return [c for c in some if c.last - c.first <= LONGEST and not any(broken[c.first : c.last - 1])]
    small = [text[w.start : w.end].lower() in stop_words("en", "function") for w in found]
    places = []
    for i, word in enumerate(found):
        if small[i]:
            continue
        for j in range(i, min(i + LONGEST, len(found))):
            if j > i and broken[j - 1]:
                break
            if not small[j]:
                end = found[j].end - 2 if text[: found[j].end].endswith(("'s", "’s")) else found[j].end
                places.append(Candidate(word.start, end, i, j + 1))
    return places
