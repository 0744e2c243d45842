"""How alike a Korean word and a word in Latin letters sound: 오바마 and Obama, 크리스토퍼 and Christopher.

The Hangul is spelt letter by letter and both sides are folded to what the spellings have in common (p b f v, t d, k g,
l r, s j z); the likeness is the mean of the Indel ratio of the whole and of the consonants only, since vowels differ
most. Below FLOOR words are unlike by chance (design page).
"""

from __future__ import annotations

import re
from functools import lru_cache

from glossary.phrases.units import stem_ends

FLOOR = 0.6
_INITIALS = ("k", "k", "n", "t", "t", "r", "m", "p", "p", "s", "s", "", "s", "s", "s", "k", "t", "p", "h")
_VOWELS = (
    *("a", "e", "ia", "e", "o", "e", "io", "e", "o", "ua", "ue", "ue", "io", "u", "uo", "ue", "ui", "iu"),
    *("u", "ui", "i"),
)
_FINALS = (
    *("", "k", "k", "k", "n", "n", "n", "t", "r", "k", "m", "r", "r", "r", "p", "r", "m", "p", "p"),
    *("s", "s", "ng", "t", "t", "k", "t", "p", ""),
)
_STEPS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"tch|sch|sh|ch(?=[eiu])|dge?(?=[^a-z]|$)|ge(?=[^a-z]|$)", "s"),
        (r"ph", "p"),
        (r"th", "s"),
        (r"ck|ch|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"x", "ks"),
        (r"[zj]", "s"),
        (r"[cg]", "k"),
        (r"[bfv]", "p"),
        (r"d", "t"),
        (r"l", "r"),
        (r"oo|ou", "u"),
        (r"ee|ea", "i"),
        (r"y", "i"),
        (r"w", "u"),
        (r"(.)\1+", r"\1"),
    )
)
_VOWEL = re.compile(r"[aeiou]")


@lru_cache(maxsize=32_768)
def _hangul_key(word: str) -> tuple[str, str]:
    letters = []
    for char in word:
        number = ord(char) - 0xAC00
        if 0 <= number < 11_172:
            # ㅡ stands between the consonants of foreign words and is no sound of theirs
            vowel = "" if number // 28 % 21 == 18 else _VOWELS[number // 28 % 21]
            letters.append(_INITIALS[number // 588] + vowel + _FINALS[number % 28])
    key = re.sub(r"(.)\1+", r"\1", "".join(letters))
    return key, _VOWEL.sub("", key)


@lru_cache(maxsize=32_768)
def _latin_key(word: str) -> tuple[str, str]:
    key = word.lower().removesuffix("'s").removesuffix("’s")
    for pattern, replacement in _STEPS:
        key = pattern.sub(replacement, key)
    key = re.sub(r"[^a-z]", "", key)
    return key, re.sub(r"(.)\1+", r"\1", _VOWEL.sub("", key))


@lru_cache(maxsize=65_536)
def likeness(hangul: str, latin: str) -> tuple[float, int]:
    """Return how alike two words sound, 0-1, and how much of the Korean word is meant (without its particles)."""
    from rapidfuzz.distance import Indel

    whole, bones = _latin_key(latin)
    if len(whole) < 3:
        return 0.0, len(hangul)
    best = (0.0, len(hangul))
    for end in {len(hangul), *stem_ends(hangul)}:
        if end < 2:
            continue
        key, consonants = _hangul_key(hangul[:end])
        if len(key) < 3 or not consonants or not bones:
            continue
        ratio = Indel.normalized_similarity(key, whole, score_cutoff=0.45)
        if ratio:
            score = (ratio + Indel.normalized_similarity(consonants, bones)) / 2
            if score > best[0]:
                best = (score, end)
    return best
