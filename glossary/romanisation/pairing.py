"""The names of a Korean sentence in its English counterpart, and the names of the English in the Korean.

Four ways, the surest first: a name that the Korean shows (or the term base knows) by any of its spellings; the key of
a beginning of a Korean word (particles fall off by themselves); the Hangul that an English name may stand for; the
folded keys, alike by 88 % and more. What only the last three find must have a capital letter and be no English word.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from glossary.romanisation import tables
from glossary.romanisation.beginnings import MARK, beginnings, openings, openings_of, shared_beginnings
from glossary.romanisation.finding import EnglishMatch, Words, english_words, find_in_english, one_phrase
from glossary.romanisation.folding import fold, folded, stripped
from glossary.romanisation.jamo import HANGUL, normal
from glossary.romanisation.sentences import NameMatch, names_in_korean

FUZZY = 88
"""Least likeness of two folded keys; the design page's figure."""
_LONGEST = 5
"""Words of an English name."""


class NamePair(NamedTuple):
    """One name in both sentences; offsets are code points of each."""

    korean: NameMatch
    english: EnglishMatch


def pair_names(korean: str, english: str, known: Collection[str] = ()) -> list[NamePair]:
    """Return the names of both sentences that stand for each other, in the order of the Korean.

    `known` are Hangul names of a term base, best a frozenset. A name that stands only on one side is not returned.
    """
    korean = normal(korean)
    found: list[NamePair] = []
    taken: list[tuple[int, int]] = []
    for name in names_in_korean(korean, known):
        for match in find_in_english(name.text, english, stems=True):
            if not any(start < match.end and match.start < end for start, end in taken):
                taken.append((match.start, match.end))
                found.append(NamePair(name, match))
                break
    held = [(pair.korean.start, pair.korean.end) for pair in found]
    for match, name in _from_english(korean, english, taken):
        if not any(start < name.end and name.start < end for start, end in held):
            held.append((name.start, name.end))
            found.append(NamePair(name, match))
    return sorted(found, key=lambda pair: pair.korean.start)


def _from_english(
    korean: str, english: str, taken: Collection[tuple[int, int]]
) -> list[tuple[EnglishMatch, NameMatch]]:
    """Return the capitalised words of the English whose key begins a word of the Korean."""
    words = english_words(english)
    ordinary = _ordinary()
    starts = [i for i in words.starts if words.keys[i] not in ordinary and not words.keys[i][:1].isdigit()]
    if taken:
        starts = [i for i in starts if not any(a < words.spans[i][1] and words.spans[i][0] < b for a, b in taken)]
    if not starts:
        return []
    runs = _alike(HANGUL.findall(korean), [words.keys[i] for i in starts])
    if not runs:
        return []
    wanted = {i: _keys_from(words, i, english) for i in starts}
    people: dict[str, tuple[int, str, str]] = {}
    others: dict[str, tuple[int, str, str]] = {}
    together = MARK + "".join([f"{key}{MARK}" for keys in wanted.values() for _, key in keys])
    for run in HANGUL.finditer(korean):
        if run[0] not in runs:
            continue
        for key, text, kind, offset in shared_beginnings(run[0], together):
            known = people if kind == "person" else others
            if key not in known or len(text) > len(known[key][1]):
                known[key] = (run.start() + offset, text, kind)
    if not people and not others:
        return []
    found: list[tuple[EnglishMatch, NameMatch]] = []
    end = 0
    for i, keys in wanted.items():
        if words.spans[i][0] < end:
            continue
        best: tuple[int, tuple[int, str, str]] | None = None
        for n, key in keys:
            hit = (people.get(key) if n > i else None) or others.get(key)
            if hit and one_phrase(words, i, n, english):
                best = (n, hit)
        if best is not None:
            n, (start, text, kind) = best
            end = words.spans[n][1]
            match = EnglishMatch(words.spans[i][0], end, english[words.spans[i][0] : end], "prefix")
            found.append((match, NameMatch(start, start + len(text), text, kind, 0.8)))
    return found


def _alike(runs: list[str], firsts: list[str]) -> set[str]:
    """Return the Korean words that may begin like an English name, judged by the first letters."""
    two, one = openings_of(firsts)
    if not one:
        return {run for run in runs if openings[run[:2]] in two}
    return {run for run in runs if openings[run[:2]] in two or openings[run[:2]][:2] in one}


def _keys_from(words: Words, first: int, english: str) -> list[tuple[int, str]]:
    """Return the last word and the folded key of every name that can begin at a word."""
    letters = words.keys[first]
    found = [(first, folded(letters))]
    for n in range(first + 1, min(first + _LONGEST, len(words.keys))):
        if not words.capitals[n] and "-" not in english[words.spans[n - 1][1] : words.spans[n][0]]:
            break
        letters += words.keys[n]
        found.append((n, fold(letters)))
    return found


@cache
def _ordinary() -> frozenset[str]:
    """Return English words that a Korean word can spell: loanwords, and words that only look alike."""
    return frozenset(
        (
        *("the", "this", "that", "there", "in", "on", "at", "he", "she", "it", "and", "an", "of", "to", "for", "by"),
        *("korea", "korean", "party", "mega", "pulse", "judo", "women", "union", "song", "sin", "chosen"),
        *("sunday", "monday", "tuesday", "may", "june", "july", "august", "moon", "sun", "march", "general"),
        *("hotel", "radio", "tank", "bus", "computer", "television", "program", "camera", "video", "cement"),
        *("tractor", "mayor", "center", "centre", "message", "missile", "rocket", "internet", "golf", "piano"),
        *("olympic", "olympics", "marathon", "news", "seminar", "party", "concert", "orchestra", "opera", "dollar"),
        )
    )  # fmt: skip


def find_in_korean(name: str, korean: str) -> list[NameMatch]:
    """Return where a name of the English stands in a Korean sentence, in order; empty where it does not.

    Known spellings and foreign names come first, then beginnings of words by key, the Hangul it may stand for, and
    folded keys that are nearly alike.
    """
    korean = normal(korean)
    key, loose = stripped(name), folded(name)
    if not key:
        return []
    found = _by_names(name, korean) or _by_foreign(key, korean) or _by_prefix(name, loose, korean)
    found = found or _by_hangul(name, korean) or _by_likeness(name, loose, korean)
    return sorted(found)


def _by_names(name: str, korean: str) -> list[NameMatch]:
    return [
        match
        for match in names_in_korean(korean)
        if any(len(hit.form) >= len(name.strip(" .")) for hit in find_in_english(match.text, name, stems=True))
    ]


def _by_foreign(key: str, korean: str) -> list[NameMatch]:
    spelled = _foreign_forms().get(key, ())
    found = []
    for text, kind in spelled:
        at = korean.find(text)
        if at >= 0 and not (at and "가" <= korean[at - 1] <= "힣"):
            found.append(NameMatch(at, at + len(text), text, "person" if kind == "person" else "place", 0.9))
    return found[:1]


@cache
def _foreign_forms() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in tables.foreign_names():
        for form in row.english:
            pairs = [(text, row.kind) for text in (row.dprk, row.south) if len(text) > 1]
            found[stripped(form)] = (*found.get(stripped(form), ()), *pairs)
    return found


def _by_prefix(name: str, loose: str, korean: str) -> list[NameMatch]:
    several = len(name.replace("-", " ").split()) > 1
    best: dict[int, NameMatch] = {}
    for run in HANGUL.finditer(korean):
        for key, text, kind, offset in beginnings(run[0]):
            if key == loose and (kind != "person" or several):
                start = run.start() + offset
                best[start] = NameMatch(start, start + len(text), text, kind, 0.8)
    return list(best.values())


def _by_hangul(name: str, korean: str) -> list[NameMatch]:
    from glossary.romanisation.candidates import hangul

    for candidate in hangul(name)[:10]:
        at = korean.find(candidate.hangul)
        if at >= 0 and len(candidate.hangul) > 1 and not (at and "가" <= korean[at - 1] <= "힣"):
            end = at + len(candidate.hangul)
            return [NameMatch(at, end, candidate.hangul, "term", round(0.8 * candidate.score, 2))]
    return []


def _by_likeness(name: str, loose: str, korean: str) -> list[NameMatch]:
    """Return the beginning whose folded key is nearly that of a long name of several words."""
    if len(loose) < 8 or len(name.replace("-", " ").split()) < 2:
        return []
    from rapidfuzz import fuzz

    best = (float(FUZZY), None)
    for run in HANGUL.finditer(korean):
        for key, text, kind, offset in beginnings(run[0]):
            if kind != "person" or key[:1] != loose[:1]:
                continue
            score = fuzz.ratio(key, loose)
            if score > best[0]:
                start = run.start() + offset
                best = (score, NameMatch(start, start + len(text), text, kind, round(score / 125, 2)))  # type: ignore[assignment]
    return [] if best[1] is None else [best[1]]
