"""What is known to correspond in a bead before anything is reckoned: terms, accepted links, names, numbers, sounds.

Invariant: an anchor is a range of each side and how sure it is (0-1); anchors of a kind may overlap and contradict each
other, the ranker weighs them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from glossary.checks.findings import Span
from glossary.phrases.sounds import FLOOR, likeness
from glossary.text.language import base_language

_READ = 2_000
"""Characters of a side that are searched for numbers and names."""


class Kind(StrEnum):
    """How an anchor is known."""

    TERM = "term"
    LINK = "link"
    NAME = "name"
    NUMBER = "number"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Two ranges that stand for each other."""

    source: Span
    target: Span
    kind: Kind
    strength: float = 1.0

    @property
    def reversed(self) -> Anchor:
        """The same seen from the other side."""
        return Anchor(self.target, self.source, self.kind, self.strength)


def find_anchors(
    source: str,
    target: str,
    languages: tuple[str, str],
    source_words: Sequence[Span],
    target_words: Sequence[Span],
) -> list[Anchor]:
    """Return the numbers, names and sounds that both sides share."""
    bases = base_language(languages[0]), base_language(languages[1])
    found = _numbers(source[:_READ], target[:_READ], languages)
    if bases == ("ko", "en"):
        found += _names(source[:_READ], target[:_READ])
        found += _sounds(source, target, source_words, target_words)
    elif bases == ("en", "ko"):
        turned = _names(target[:_READ], source[:_READ]) + _sounds(target, source, target_words, source_words)
        found += [anchor.reversed for anchor in turned]
    return found


def _numbers(source: str, target: str, languages: tuple[str, str]) -> list[Anchor]:
    from glossary.text.numbers import agree, find_values

    ours, theirs = find_values(source, languages[0]), find_values(target, languages[1])
    pairs = [(a, b) for a in ours for b in theirs if agree(a, b)]
    one, other = Counter(id(a) for a, _ in pairs), Counter(id(b) for _, b in pairs)
    return [
        Anchor(
            Span(a.start, a.end),
            Span(b.start, b.end),
            Kind.NUMBER,
            (0.4 if a.weak or b.weak else 1.0) / max(one[id(a)], other[id(b)]),
        )
        for a, b in pairs
    ]


def _names(korean: str, english: str) -> list[Anchor]:
    from glossary.romanisation.pairing import pair_names

    return [
        Anchor(Span(p.korean.start, p.korean.end), Span(p.english.start, p.english.end), Kind.NAME)
        for p in pair_names(korean, english)
    ]


def _sounds(korean: str, english: str, ours: Sequence[Span], theirs: Sequence[Span]) -> list[Anchor]:
    """Return words of both sides that sound alike, each with its best counterpart."""
    latin = [(span, english[span.start : span.end]) for span in theirs]
    latin = [(span, word) for span, word in latin if len(word) > 2]
    found = []
    for span in ours:
        word = korean[span.start : span.end]
        if len(word) < 2 or not "가" <= word[0] <= "힣":
            continue
        scored = []
        for at, other in latin:
            score, end = likeness(word, other)
            scored.append((score * (1.0 if other[0].isupper() else 0.93), end, at))
        best = max((score for score, _, _ in scored), default=0.0)
        if best >= FLOOR:
            found += [
                Anchor(Span(span.start, span.start + end), at, Kind.SOUND, (score - FLOOR) / (1 - FLOOR))
                for score, end, at in scored
                if score >= max(FLOOR, best - 0.02)
            ]
    return found


def known_anchors(
    source: str, target: str, languages: tuple[str, str], pairs: Sequence[tuple[str, str]], kind: Kind
) -> list[Anchor]:
    """Return where both phrases of some pairs (source, target) stand in a bead, as words of their own."""
    found = []
    folded, other = source.lower(), target.lower()
    for one, two in pairs:
        ours = _places(folded, one.lower(), languages[0])
        theirs = _places(other, two.lower(), languages[1]) if ours else []
        strength = 1.0 / max(len(ours), len(theirs), 1)
        found += [Anchor(a, b, kind, strength) for a in ours for b in theirs]
    return found


def _places(text: str, phrase: str, language: str) -> list[Span]:
    found: list[Span] = []
    if not phrase.strip():
        return found
    spaced = base_language(language) not in ("ko", "ja", "zh")
    at = text.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        begins = at == 0 or not text[at - 1].isalnum() or not phrase[0].isalnum()
        ends = not spaced or not text[end : end + 1].isalnum()
        if (begins or base_language(language) in ("ja", "zh")) and ends:
            found.append(Span(at, end))
        at = text.find(phrase, at + 1)
    return found
