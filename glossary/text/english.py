"""English words: plural and verb forms, British and American spelling, words of one stem.

Rules for comparing, not for writing: what they let pass as the same word is generous, because a check that takes a good
translation for a wrong one costs more than one that misses a doubtful word.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from glossary.paths import data_path

SIBILANT = ("s", "x", "z", "ch", "sh")
"""Endings whose plural is -es."""


def plural(word: str) -> str:
    """Return the regular plural of an English noun, and -men for -man."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith("man") and len(word) > 5:
        return word[:-2] + "en"
    return word + ("es" if word.endswith((*SIBILANT, "ro")) else "s")


def verb_forms(word: str) -> tuple[str, ...]:
    """Return past and participle forms that a regular verb may have; some are of no verb and match nothing."""
    stem = word[:-1] if word.endswith("e") else word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return (word[:-1] + "ied", word + "ing")
    return (stem + "ed", stem + "ing", stem + stem[-1:] + "ed", stem + stem[-1:] + "ing")


@cache
def spellings() -> tuple[tuple[str, str], ...]:
    """Return pairs of British and American spellings of word parts (`data/text/english_spellings.tsv`)."""
    lines = data_path("text", "english_spellings.tsv").read_text(encoding="utf-8").splitlines()
    return tuple((british, american) for british, american, *_ in (line.split("\t") for line in lines[1:] if line))


@cache
def spelling_pattern() -> re.Pattern[str]:
    """Return what finds the parts of `spellings`, in small letters."""
    return re.compile("|".join(re.escape(part) for pair in spellings() for part in pair))


def other_spelling(text: str) -> str:
    """Return a text (small letters) in the other of British and American spelling, or the same text."""
    if not spelling_pattern().search(text):
        return text
    for british, american in spellings():
        if british in text:
            return text.replace(british, american)
        if american in text:
            return text.replace(american, british)
    return text


def american(text: str) -> str:
    """Return a text (small letters) in American spelling: one spelling of each word, for comparing."""
    if spelling_pattern().search(text):
        for british, its_american in spellings():
            text = text.replace(british, its_american)
    return text


_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL = """a an the of for in on at to by with from against and or as is are was were be been being its it their
his her our your my this that these those into under over between among"""
SMALL_WORDS = frozenset(_SMALL.split())


def words(text: str) -> list[str]:
    """Return the words of a text, without numbers and punctuation."""
    return [w.group() for w in _LETTERS.finditer(text)]


def worded_alike(rendering: str, target: str) -> bool:
    """Whether each content word of a rendering has a word of the same stem in the target: reunify for reunification."""
    there = _folded_words(target)
    wanted = [w for w in _folded_words(rendering) if w not in SMALL_WORDS]
    return bool(wanted) and all(any(_same_stem(w, word) for word in there) for w in wanted)


def _folded_words(text: str) -> set[str]:
    return {american(w.group().lower().split("'")[0].split("’")[0]) for w in _LETTERS.finditer(text)}


_ENDINGS = (
    *(
        "ication",
        "ations",
        "ation",
        "itions",
        "ition",
        "tions",
        "tion",
        "sions",
        "sion",
        "ions",
        "ion",
        "ments",
        "ment",
    ),
    *("ness", "ities", "ity", "ship", "ists", "ist", "ism", "ively", "ive", "ically", "ical", "ials", "ial", "ally"),
    *("als", "al", "fully", "ful", "less", "ously", "ous", "ly", "ers", "er", "ors", "or", "ed", "ied", "ified"),
    *("ings", "ing", "ies", "es", "s", "y", "e", "ably", "able", "ible", "ances", "ance", "ence", "ants", "ant"),
    *("ents", "ent", "ize", "ized", "izing", "ise", "ify", "ifying", "ic", "ics", "en", "an", "ans", "ian", "n", "ns"),
)


@lru_cache(maxsize=32_768)
def _stems(word: str) -> frozenset[str]:
    """Return a word and what is left of it without each ending that it may have, at least four letters."""
    stems = {word, *(word.removesuffix(e) for e in _ENDINGS if word.endswith(e))}
    stems |= {s[:-1] for s in stems if len(s) > 4 and s[-1] == s[-2:-1] and s[-1] not in "aeiou"}  # planned
    stems = {s[:-1] + "c" if s.endswith("k") else s for s in stems}  # provoke, provocation
    return frozenset(s for s in stems if len(s) >= 4) | {word}


def _same_stem(wanted: str, word: str) -> bool:
    return wanted == word or not _stems(wanted).isdisjoint(_stems(word))
