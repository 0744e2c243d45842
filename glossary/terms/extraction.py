"""Term candidates from aligned sentences: which Korean words are regularly rendered by which English ones.

Pure. Korean candidates are runs of written words whose particles are taken off; English ones are groups of words
without function words at their edges. A pair counts the beads in which both stand; what is ranked by is (design page)

    log-likelihood x Dice / (1 + mean log(1 + general English frequency)) x 1.5 for several words

times how alike the two are in meaning (sentence encoder) or in sound (names). The general frequencies are those of
`data/text/english_frequencies.tsv` (wordfreq): a weirdness against the language at large. Groups that stand only inside
a longer group of the same rendering are left out, as C-value does.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.terms.expressions import english_expressions, korean_expressions, stems_of
from glossary.terms.frequencies import commonness, general_count

if TYPE_CHECKING:
    from glossary.alignment.encoder import Encoder

LEAST = 2
"""Beads in which both must stand."""
SEVERAL = 1.5
"""What several words count more than one."""
NAME = 0.5
"""What a name counts: its rendering is found by romanising too, so that it is less of a discovery."""
EVERYDAY = 3_000.0
"""Count in a hundred million words from which a single small word is everyday language (mother, new, help) …"""
COMMON = 0.1
"""… and what it counts then."""
EXAMPLES = 3
_MOST_PAIRS = 6_000
"""Pairs, the best by counts, whose meaning is compared."""
_MOST_RENDERINGS = 6
_MOST_BEADS = 400
"""Beads of one Korean candidate that are counted: more say nothing new of what it goes with."""
_LEAST_SHARE = 0.25
_WORTHLESS = 0.1
"""Score under which nearly all that a few dozen sentences propose goes together by chance."""


@dataclass(frozen=True, slots=True)
class TermCandidate:
    """A Korean expression and its rendering, proposed as a term."""

    source: str
    target: str
    score: float
    count: int
    """Beads in which both stand; so `source_count` and `target_count` for each alone."""
    source_count: int
    target_count: int
    likeness: float
    """Cosine of the two, or how alike they sound."""
    is_name: bool
    examples: tuple[int, ...]
    """Numbers of beads, as they were given."""

    @property
    def several(self) -> bool:
        """Whether the rendering has several words: these are listed apart from single words."""
        return " " in self.target


def likelihood(joint: int, one: int, other: int, total: int) -> float:
    """Return Dunning's log-likelihood of two events in `total` beads, 0 where they meet less often than by chance."""
    if joint * total <= one * other:
        return 0.0
    cells = (joint, one - joint, other - joint, total - one - other + joint)
    margins = (
        one * other / total,
        one * (total - other) / total,
        (total - one) * other / total,
        (total - one) * (total - other) / total,
    )
    return 2 * sum(seen * math.log(seen / wanted) for seen, wanted in zip(cells, margins, strict=True) if seen > 0)


def extract(
    beads: Sequence[tuple[str, str]],
    *,
    known: Collection[str] = (),
    rejected: Collection[tuple[str, str]] = (),
    encoder: Encoder | None = None,
    least: int = LEAST,
    progress: Callable[[str, float], None] | None = None,
) -> list[TermCandidate]:
    """Return term candidates of Korean-English beads, best first.

    `known` are Korean terms that need no proposal, `rejected` pairs (Korean, English) that are not proposed again, nor
    with a part of that English or more around it; neither looks at case. A Korean sentence counts once, however often
    it comes. Without an encoder the likeness is 0 for all but names and the ranking goes by counts.
    """
    say = progress or (lambda _what, _share: None)
    say("reading", 0.0)
    stems = stems_of([k for k, _ in beads])
    ours: list[set[str]] = []
    theirs: list[set[str]] = []
    written: dict[str, Counter[str]] = defaultdict(Counter)
    said: set[str] = set()
    for number, (korean, english) in enumerate(beads):
        if number % 1000 == 0:
            say("reading", 0.4 * number / len(beads))
        # a sentence that comes again, or in another translation, says nothing new of what goes together
        if (sentence := "".join(korean.split())) in said:
            ours.append(set())
            theirs.append(set())
            continue
        said.add(sentence)
        ours.append(korean_expressions(korean, stems))
        found, forms = english_expressions(english)
        theirs.append(found)
        for form, count in forms.items():
            written[form.lower()][form] += count
    one = Counter(k for some in ours for k in some)
    other = Counter(e for some in theirs for e in some)
    places: dict[str, list[int]] = defaultdict(list)
    skip = {k.casefold().replace(" ", "") for k in known}
    for number, some in enumerate(ours):
        for k in some:
            if one[k] >= least and k.replace(" ", "").casefold() not in skip:
                places[k].append(number)
    frequent = [{e for e in some if other[e] >= least} for some in theirs]
    refused: dict[str, list[frozenset[str]]] = defaultdict(list)
    for k, e in rejected:
        refused[k].append(frozenset(e.casefold().split()))
    pairs = _pairs(places, frequent, one, other, len(said), least, refused)
    say("comparing", 0.7)
    scored = _scored(pairs[:_MOST_PAIRS], written, encoder)
    say("choosing", 0.95)
    return _chosen(scored, one, other, places, theirs, written)


@dataclass(frozen=True, slots=True)
class _Pair:
    korean: str
    english: str
    joint: int
    score: float
    likeness: float = 0.0
    is_name: bool = False


def _pairs(
    places: dict[str, list[int]],
    english: Sequence[set[str]],
    one: Counter[str],
    other: Counter[str],
    total: int,
    least: int,
    refused: dict[str, list[frozenset[str]]],
) -> list[_Pair]:
    """Return the pairs that stand together more often than by chance, best first."""
    found: list[_Pair] = []
    for korean, numbers in places.items():
        seen = numbers[:_MOST_BEADS]
        share = len(numbers) / len(seen)
        joint: Counter[str] = Counter()
        for number in seen:
            joint.update(english[number])
        mine = []
        for phrase, count in joint.items():
            if count < least or count < _LEAST_SHARE * min(len(seen), other[phrase]):
                continue
            if korean in refused:
                words = frozenset(phrase.split())
                if any(words <= bad or bad <= words for bad in refused[korean]):
                    continue
            together = min(round(count * share), one[korean], other[phrase])
            strength = likelihood(together, one[korean], other[phrase], total)
            dice = 2 * together / (one[korean] + other[phrase])
            several = SEVERAL if " " in phrase or " " in korean else 1.0
            if strength > 0:
                mine.append(_Pair(korean, phrase, together, strength * dice / commonness(phrase) * several))
        mine.sort(key=lambda p: -p.score)
        found += mine[:_MOST_RENDERINGS]
        # what makes one of the best longer and stands nearly as often: York Mercantile Exchange, New York …
        found += [
            q
            for q in mine[_MOST_RENDERINGS:]
            if any(q.joint >= 0.8 * p.joint and f" {p.english} " in f" {q.english} " for p in mine[:3])
        ]
    found.sort(key=lambda p: (-p.score, p.korean, p.english))
    return found


def _scored(pairs: Sequence[_Pair], written: dict[str, Counter[str]], encoder: Encoder | None) -> list[_Pair]:
    """Return the pairs with their likeness in the score."""
    from glossary.phrases.sounds import FLOOR, likeness

    cosines: dict[tuple[str, str], float] = {}
    if encoder is not None and pairs:
        koreans = list(dict.fromkeys(p.korean for p in pairs))
        phrases = list(dict.fromkeys(p.english for p in pairs))
        ours = encoder.unit_vectors(*encoder.sums(koreans))
        theirs = encoder.unit_vectors(*encoder.sums(phrases))
        row = {k: n for n, k in enumerate(koreans)}
        column = {e: n for n, e in enumerate(phrases)}
        for p in pairs:
            cosines[p.korean, p.english] = float(ours[row[p.korean]] @ theirs[column[p.english]])
    found = []
    for p in pairs:
        form = _form(p.english, written)
        sound = 0.0
        if form[:1].isupper():
            parts = [max((likeness(k, e)[0] for e in form.split()), default=0.0) for k in p.korean.split()]
            words = [max((likeness(k, e)[0] for k in p.korean.split()), default=0.0) for e in form.split()]
            together = likeness(p.korean.replace(" ", ""), form.replace(" ", ""))[0]
            sound = max(min(*parts, sum(words) / len(words)), together)
        cosine = cosines.get((p.korean, p.english), 0.0)
        is_name = sound >= FLOOR + 0.1
        alike = max(cosine, sound if is_name else 0.0)
        weight = max(alike, 0.02) ** 2 if encoder is not None else 1.0
        if is_name:
            weight *= NAME
        elif " " not in form and form.islower() and general_count(form) > EVERYDAY:
            weight *= COMMON
        found.append(_Pair(p.korean, p.english, p.joint, p.score * weight, alike, is_name))
    found.sort(key=lambda p: (-p.score, p.korean, p.english))
    return found


def _form(phrase: str, written: dict[str, Counter[str]]) -> str:
    """Return how a phrase is written most often inside sentences."""
    forms = written.get(phrase)
    return max(forms.items(), key=lambda item: (item[1], item[0]))[0] if forms else phrase


def _chosen(
    pairs: Sequence[_Pair],
    one: Counter[str],
    other: Counter[str],
    places: dict[str, list[int]],
    theirs: Sequence[set[str]],
    written: dict[str, Counter[str]],
) -> list[TermCandidate]:
    """Return one rendering a Korean expression, and none that is only a part of a better one."""
    best: dict[str, _Pair] = {}
    by_korean: dict[str, list[_Pair]] = defaultdict(list)
    for p in pairs:
        by_korean[p.korean].append(p)
    for korean, some in by_korean.items():
        top = some[0]
        for p in some[1:]:
            # the longer group where it stands nearly as often and means as much
            longer = f" {top.english} " in f" {p.english} "
            if longer and p.joint >= 0.8 * top.joint and p.likeness >= top.likeness - 0.02:
                top = p
        best[korean] = top
    order = _whole(sorted(best.values(), key=lambda p: (-p.score, p.korean)), one)
    by_english: dict[str, _Pair] = {}
    kept: list[_Pair] = []
    for p in order:
        if p.english in by_english or p.score < _WORTHLESS:
            continue
        if any(_part(p, q) for q in kept if p.english in q.english or q.english in p.english):
            continue
        by_english[p.english] = p
        kept.append(p)
    found = []
    for p in kept:
        numbers = [n for n in places[p.korean] if p.english in theirs[n]]
        found.append(
            TermCandidate(
                p.korean,
                _form(p.english, written),
                p.score,
                p.joint,
                one[p.korean],
                other[p.english],
                p.likeness,
                p.is_name,
                tuple(numbers[:EXAMPLES]),
            )
        )
    return found


def _whole(pairs: Sequence[_Pair], one: Counter[str]) -> list[_Pair]:
    """Leave out what stands only as a part of a group with the longer rendering, as C-value does."""
    around: dict[str, list[_Pair]] = defaultdict(list)
    for q in pairs:
        for word in set(q.korean.split()):
            around[word].append(q)
    found = []
    for p in pairs:
        longer = (q for q in around[p.korean.split()[0]] if len(q.korean) > len(p.korean) and p.korean in q.korean)
        if not any(
            f" {p.english} " in f" {q.english} " and one[p.korean] <= 1.5 * q.joint and q.score >= 0.1 * p.score
            for q in longer
        ):
            found.append(p)
    return found


def _part(p: _Pair, q: _Pair) -> bool:
    """Whether a pair is only a part of a better one, or only makes it longer by what stands beside it now and then."""
    inside = p.korean in q.korean and f" {p.english} " in f" {q.english} "
    around = q.korean in p.korean and f" {q.english} " in f" {p.english} "
    return (inside and p.joint <= 1.5 * q.joint) or (around and p.joint < 0.5 * q.joint)
