"""The expressions of a sentence that may be terms: Korean groups of stems, English groups without function words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from glossary.text.particles import read_tail
from glossary.text.stop_words import stop_words

LONGEST_KOREAN = 4
LONGEST_ENGLISH = 5
LONGEST_SIDE = 1_000
"""Characters of a side that are read."""
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


@lru_cache(maxsize=200_000)
def _cuts(word: str) -> tuple[tuple[str, bool], ...]:
    """Return the stems that a written word may have, each with whether what follows makes another word class of it."""
    found: list[tuple[str, bool]] = []
    for cut in range(2, len(word)):
        tail = read_tail(word[cut:], word[cut - 1])
        if tail is not None:
            found.append((word[:cut], tail.derived))
    return tuple(found)


def stems_of(texts: Sequence[str]) -> dict[str, tuple[str, bool, bool]]:
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


def korean_expressions(text: str, stems: dict[str, tuple[str, bool, bool]]) -> set[str]:
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
                or stem in stop_words("ko", "function")
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
    return low not in stop_words("en", "function") and low not in _RELATIVE and word[0].isalpha()


def english_expressions(text: str) -> tuple[set[str], Counter[str]]:
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
            if low not in out and not (j == i and low in stop_words("en", "time")):
                out.add(low)
            if i > 0 or phrase[0].islower():
                written[phrase] += 1
    return out, written
