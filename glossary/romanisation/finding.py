"""Where a Korean name stands in an English sentence.

The English side is cut once into words with their offsets; spellings are compared by key, so that capitals, hyphens,
breves and apostrophes do not matter, but the word that begins a match must have a capital letter. The order is the
design page's: exact spellings of all systems first, then the folded key, so that a match says how sure it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, compress, count
from typing import NamedTuple

from glossary.romanisation.folding import fold, folded, stripped
from glossary.romanisation.jamo import normal
from glossary.romanisation.kinds import Kind, decide
from glossary.romanisation.nations import stands_for_country
from glossary.romanisation.spellings import keys, spellings

_WORD = re.compile(r"([^\W_]+(?:['’ʼ][^\W_]+)*)")
_LONGEST = 6
"""Words of a name in English (`South Hwanghae Province`, a person spelled by syllables)."""


_SHORTEST_STEM = 4
"""Letters of a place that is believed without its unit."""


class EnglishMatch(NamedTuple):
    """A name found in English: offsets in code points, the text there, and how it was recognised."""

    start: int
    end: int
    form: str
    how: str
    """`form`, `variant`, `style`, a system's name, `south`, `reversed`, `foreign`, `folded`,
    `stem` for a place without its unit, or `nation` for a country's adjective or people."""


class Words(NamedTuple):
    """The words of an English text: where each stands, its key, and whether it begins with a capital or digit."""

    spans: tuple[tuple[int, int], ...]
    keys: tuple[str, ...]
    capitals: tuple[bool, ...]
    starts: tuple[int, ...]
    """The numbers of the words with a capital."""


@lru_cache(maxsize=2_048)
def english_words(english: str) -> Words:
    """Cut an English text into words; a possessive ending is left out."""
    parts = _WORD.split(english)  # every second one is a word
    ends = list(accumulate(map(len, parts)))
    spans, found = list(zip(ends[::2], ends[1::2], strict=False)), parts[1::2]
    if english.isascii() and "'" not in english:
        capitals = tuple([word < "a" for word in found])  # digits and capitals stand before small letters
        return Words(tuple(spans), tuple(map(str.lower, found)), capitals, tuple(compress(count(), capitals)))
    capitals = tuple([word < "a" or (word > "{" and (word[0].isupper() or word[0].isdigit())) for word in found])
    for i, word in enumerate(found):
        if word.isascii() and word.isalnum():
            found[i] = word.lower()
            continue
        bare = word.removesuffix("'s").removesuffix("’s")
        if len(bare) < len(word):
            spans[i] = (spans[i][0], spans[i][0] + len(bare))
        found[i] = stripped(bare)
    return Words(tuple(spans), tuple(found), capitals, tuple(compress(count(), capitals)))


def find_in_english(korean_name: str, english: str, *, stems: bool = False) -> list[EnglishMatch]:
    """Return where a Korean name stands in an English text, in order, without overlaps.

    Exact spellings come before folded ones; a folded match is only believed for names of at least five letters.
    `stems` also finds a place without its unit and a country's adjective, where the name itself does not stand.
    """
    name = normal(korean_name).strip()
    wanted = keys(name)
    if not wanted:
        return []
    words = english_words(english)
    found = _exact(words, wanted, english, _forms(name))
    if not found:
        found = _folded(words, name, english) or (_stem(words, name, english) if stems else [])
    return [_with_stop(match, english) for match in found]


def _with_stop(match: EnglishMatch, english: str) -> EnglishMatch:
    """Take the last full stop of an abbreviation in (U.S.)."""
    if "." in match.form and match.form[-2:-1] == "." and english[match.end : match.end + 1] == ".":
        return match._replace(end=match.end + 1, form=match.form + ".")
    return match


def _stem(words: Words, name: str, english: str) -> list[EnglishMatch]:
    """Return where a place stands without its unit (Rangnang and Mangyongdae districts), a country as its adjective."""
    stems = _stems(name)
    if stems:
        return _exact(words, stems, english, {})
    spans = [words.spans[i] for i in words.starts if stands_for_country(name, english[slice(*words.spans[i])])]
    return [EnglishMatch(start, end, english[start:end], "nation") for start, end in spans]


@lru_cache(maxsize=16_384)
def _stems(name: str) -> dict[str, str]:
    decision = decide(name)
    place = decision.place
    if place is None or not place.known:
        return {}
    stem = place.stem
    if not place.unit:
        feature = next((e for e in ("산", "강", "령", "도", "봉") if stem.endswith(e) and len(stem) > 2), "")
        stem = stem.removesuffix(feature) if feature else ""
    elif place.unit == "도" or len(stem) < 2:
        return {}
    kinds = ("form", "variant", "style", "mr", "dprk-2012")
    found = {stripped(s.form): "stem" for s in spellings(stem) if s.how in kinds} if stem else {}
    return {key: how for key, how in found.items() if len(key) >= _SHORTEST_STEM}


@lru_cache(maxsize=16_384)
def _forms(name: str) -> dict[str, str]:
    """Return the spellings of a name with their `how`, the house's first."""
    return {spelling.form: spelling.how for spelling in spellings(name)}


def _exact(words: Words, wanted: dict[str, str], english: str, forms: dict[str, str]) -> list[EnglishMatch]:
    letters = {key[0] for key in wanted}
    starts = [i for i in words.starts if words.keys[i][:1] in letters]
    if not starts:
        return []
    longest = max(map(len, wanted))
    house = next(iter(forms), "")
    found: list[EnglishMatch] = []
    after = 0
    for i in starts:
        if i < after:
            continue
        best = 0
        key = ""
        for n in range(i, min(i + _LONGEST, len(words.keys))):
            key += words.keys[n]
            if len(key) > longest:
                break
            if key in wanted and one_phrase(words, i, n, english):
                best = n + 1
        if best:
            start, end = words.spans[i][0], words.spans[best - 1][1]
            key = "".join(words.keys[i:best])
            form = english[start:end]
            how = forms.get(form) or wanted[key]
            if how == "form" and form != house:
                how = "style"
            found.append(EnglishMatch(start, end, form, how))
            after = best
    return found


def one_phrase(words: Words, first: int, last: int, english: str) -> bool:
    """Whether only spaces, hyphens and full stops stand between the words."""
    return all(
        english[words.spans[i][1] : words.spans[i + 1][0]].strip(" -‐‑.\u00a0") == "" for i in range(first, last)
    )


@lru_cache(maxsize=16_384)
def _folded_keys(name: str) -> frozenset[str]:
    kinds = ("form", "variant", "style", "mr", "rr", "dprk-2012", "south")
    return frozenset(
        key for spelling in spellings(name) if spelling.how in kinds and len(key := folded(spelling.form)) >= 4
    )


def _folded(words: Words, name: str, english: str) -> list[EnglishMatch]:
    wanted = _folded_keys(name)
    if not wanted:
        return []
    letters = {key[0] for key in wanted}
    longest = max(map(len, wanted))
    person = decide(name).kind is Kind.PERSON
    found: list[EnglishMatch] = []
    for i in words.starts:
        key = words.keys[i]
        if (len(key) > 2 and folded(key)[0] not in letters) or (found and words.spans[i][0] < found[-1].end):
            continue  # what follows a word can only change the key of its last letters
        key = ""
        for n in range(i, min(i + 4, len(words.keys))):
            key += words.keys[n]
            if len(key) > longest * 2:
                break
            if (not person or n > i) and fold(key) in wanted and one_phrase(words, i, n, english):
                start, end = words.spans[i][0], words.spans[n][1]
                found.append(EnglishMatch(start, end, english[start:end], "folded"))
                break
    return found
