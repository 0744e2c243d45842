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
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from glossary.paths import data_path
from glossary.text.particles import read_tail

if TYPE_CHECKING:
    from glossary.alignment.encoder import Encoder

LEAST = 2
"""Beads in which both must stand."""
LONGEST_KOREAN = 4
LONGEST_ENGLISH = 5
SEVERAL = 1.5
"""What several words count more than one."""
NAME = 0.5
"""What a name counts: its rendering is found by romanising too, so that it is less of a discovery."""
EVERYDAY = 3_000.0
"""Count in a hundred million words from which a single small word is everyday language (mother, new, help) …"""
COMMON = 0.1
"""… and what it counts then."""
EXAMPLES = 3
LONGEST_SIDE = 1_000
"""Characters of a side that are read."""
_MOST_PAIRS = 6_000
"""Pairs, the best by counts, whose meaning is compared."""
_MOST_RENDERINGS = 6
_MOST_BEADS = 400
"""Beads of one Korean candidate that are counted: more say nothing new of what it goes with."""
_LEAST_SHARE = 0.25
_MISSING = 700
"""Centibels of a word that is not in the table."""
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’-][A-Za-zÀ-ɏ]+)*|\d[\d.,]*|[^\w\s]")
_HANGUL_WORD = re.compile(r"[가-힣]+")
_KOREAN_TOKEN = re.compile(r"[가-힣]+|[A-Za-z]+|\d[\d.,]*|[^\w\s]")
_KOREAN_TIME = re.compile(
    r"^(?:[월화수목금토일]요일|지난\S*|이번\S*|다음\S*|오늘|어제|래일|내일|최근|현재|당시|오전|오후|아침|저녁|올해|작년|금년|매일|매년|하루|동안|이후|이전|이날|그날|이달|지금)(?:에|은|는|의|에는)?$"
)
_CLEAR = frozenset(("는", "은", "을", "를", "가", "에서", "에게", "께서", "의", "에서는", "에는", "으로", "와", "과"))
"""Particles that are taken off a long word even if it stands with no other tail."""
_RELATIVE = frozenset(("today", "yesterday", "tomorrow", "year", "month", "week"))
"""English words that begin or end no term, since they tell when."""
_PREDICATE = re.compile(
    r"(?:[다까요]|하는|되는|있는|없는|하고|되고|하며|되며|하여|되여|되어|으로써|면서|려고|지만|는데|ㄴ데|던|할|될|했던|한|된|해|돼|였|았|었|라는|라고|라며|도록|기|지|고|며|게|서|면|나|니|듯|히|이)$"
)
"""Endings after which a written word is taken for a predicate or an adverb unless it also stands with particles."""


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


@cache
def _stop_words(language: str, kind: str) -> frozenset[str]:
    """Return the words of `data/text/stop_words.tsv`."""
    lines = data_path("text", "stop_words.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines if line)
    return frozenset(row[0] for row in rows if (row[1], row[2]) == (language, kind))


@cache
def english_frequencies() -> dict[str, int]:
    """Return words with their frequency in general English, in centibels below certainty (100: one word in ten)."""
    lines = data_path("text", "english_frequencies.tsv").read_text(encoding="utf-8").splitlines()
    return {word: int(value) for word, value, _ in (line.split("\t") for line in lines[1:] if line)}


def general_count(word: str) -> float:
    """Return how often a word stands in a hundred million words of general English."""
    table = english_frequencies()
    return float(10 ** (8 - table.get(word.lower(), _MISSING) / 100))


def commonness(phrase: str) -> float:
    """Return 1 + mean log(1 + general count) of the words of a phrase that are no function words."""
    words = [w for w in phrase.lower().split() if w not in _stop_words("en", "function")] or phrase.lower().split()
    return 1 + sum(math.log1p(general_count(w.removesuffix("'s"))) for w in words) / max(len(words), 1)


@lru_cache(maxsize=200_000)
def _cuts(word: str) -> tuple[tuple[str, bool], ...]:
    """Return the stems that a written word may have, each with whether what follows makes another word class of it."""
    found: list[tuple[str, bool]] = []
    for cut in range(2, len(word)):
        tail = read_tail(word[cut:], word[cut - 1])
        if tail is not None:
            found.append((word[:cut], tail.derived))
    return tuple(found)


def _stems(texts: Sequence[str]) -> dict[str, tuple[str, bool, bool]]:
    """Return for every written word (stem, whether it stands bare, whether it is a predicate).

    A stem is the beginning that stands with most different tails in the whole corpus, the longest of equals: particles
    alone would take 리론 for 리로 with ㄴ behind it.
    """
    words = Counter(w for text in texts for w in _HANGUL_WORD.findall(text[:LONGEST_SIDE]))
    tails: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        tails[word].add("")
        for stem, derived in _cuts(word):
            if not derived:
                tails[stem].add(word[len(stem) :])
    found = {}
    for word in words:
        options = [
            (stem, derived)
            for stem, derived in _cuts(word)
            if len(tails[stem]) > 1 or stem in words or (len(stem) > 2 and word[len(stem) :] in _CLEAR)
        ]
        nominal = [stem for stem, derived in options if not derived]
        best = max(
            [word, *nominal],
            key=lambda s: (min(len(tails[s]), 4) + (len(s) > 2 and word[len(s) :] in _CLEAR), len(s)),
        )
        if best == word:
            verbal = [stem for stem, derived in options if derived]
            predicate = bool(verbal) or (len(tails[word]) == 1 and bool(_PREDICATE.search(word)))
            found[word] = (word, True, predicate)
        else:
            found[word] = (best, False, False)
    return found


def _korean(text: str, stems: dict[str, tuple[str, bool, bool]]) -> set[str]:
    """Return the candidates of a Korean sentence."""
    tokens = _KOREAN_TOKEN.findall(text[:LONGEST_SIDE])
    out: set[str] = set()
    for i, token in enumerate(tokens):
        if token not in stems:
            continue
        run: list[str] = []
        for word in tokens[i : i + LONGEST_KOREAN]:
            if word not in stems:
                break
            stem, bare, predicate = stems[word]
            if (
                predicate
                or len(stem) < 2
                or (len(stem) > 2 and stem.endswith(("하", "되")))
                or stem in _stop_words("ko", "function")
                or _KOREAN_TIME.match(stem)
            ):
                break
            out.add(" ".join([*run, stem]))
            if not bare and word != stem + "의":
                break
            run.append(word)
    return out


@lru_cache(maxsize=100_000)
def _is_edge(word: str) -> bool:
    low = word.lower()
    return low not in _stop_words("en", "function") and low not in _RELATIVE and word[0].isalpha()


def _english(text: str) -> tuple[set[str], Counter[str]]:
    """Return the candidates of an English sentence, in small letters, and how they are written there."""
    tokens = _WORD.findall(text[:LONGEST_SIDE])
    tokens = [t[:-2] if t[-2:] in ("'s", "’s") else t for t in tokens]
    out: set[str] = set()
    written: Counter[str] = Counter()
    for i, token in enumerate(tokens):
        if not _is_edge(token):
            continue
        for j in range(i, min(i + LONGEST_ENGLISH, len(tokens))):
            word = tokens[j]
            if not (word[0].isalnum()):
                break
            if not _is_edge(word):
                if word.lower() not in ("of", "and", "the", "for", "in", "to", "on"):
                    break
                continue
            phrase = " ".join(tokens[i : j + 1])
            low = phrase.lower()
            if low not in out and not (j == i and low in _stop_words("en", "time")):
                out.add(low)
            if i > 0 or phrase[0].islower():
                written[phrase] += 1
    return out, written


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
    with a part of that English or more around it; neither looks at case. Without an encoder the likeness is 0 for all
    but names and the ranking goes by counts.
    """
    say = progress or (lambda _what, _share: None)
    say("reading", 0.0)
    stems = _stems([k for k, _ in beads])
    ours: list[set[str]] = []
    theirs: list[set[str]] = []
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for number, (korean, english) in enumerate(beads):
        ours.append(_korean(korean, stems))
        found, forms = _english(english)
        theirs.append(found)
        for form, count in forms.items():
            written[form.lower()][form] += count
        if number % 1000 == 0:
            say("reading", 0.4 * number / len(beads))
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
    pairs = _pairs(places, frequent, one, other, len(beads), least, refused)
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
        if p.english in by_english:
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
