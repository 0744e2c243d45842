"""The form of a text that searches compare: without case, marks of romanisation, hyphens, spaces and width.

`Kim Jong-un`, `KIM JONG UN` and `Kim Jŏng-ŭn` all become `kimjongun`; a kana keeps its voicing mark, Hangul stays
itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

KEY_LENGTH = 300
"""Characters of a key that are stored and indexed; a longer term is found by its beginning."""

_LATIN_MARKS = re.compile("[\u0300-\u036f]")
_SIGNS = re.compile(r"[\W_]+")
# Characters that folding leaves as they are, but for case: nearly every Korean and Japanese sentence has no other.
_PLAIN = re.compile("[\x00-\x7f\uac00-\ud7a3\u4e00-\u9fff\u3041-\u3094\u30a1-\u30fa《》「」『』、。·‘’“”…–—]*\\Z")


def search_key(text: str) -> str:
    """Return the folded form of a text: letters and digits only, casefolded, NFC."""
    if not _PLAIN.match(text):
        bare = _LATIN_MARKS.sub("", unicodedata.normalize("NFKD", text))
        # The marks of kana compose again.
        text = unicodedata.normalize("NFC", bare).casefold()
    return _SIGNS.sub("", text.lower())


def folds_in_place(text: str) -> bool:
    """Whether folding changes nothing of a text but its case, so that every character keeps its place."""
    return _PLAIN.match(text) is not None


def stored_key(text: str) -> str:
    """Return the key as the data base keeps it."""
    return search_key(text)[:KEY_LENGTH]


def query_keys(query: str) -> tuple[str, ...]:
    """Return the keys that a query may mean, its own first: the other country's spelling, Chinese characters read.

    노동 also means 로동, 平壤 also means 평양; a query without Hangul and Chinese characters means only itself.
    """
    own = stored_key(query)
    found = {own: None} if own else {}
    if _HANGUL.search(query) and len(query) <= _LONGEST_QUERY:
        from glossary.text.varieties import spelling_variants

        found |= {stored_key(variant): None for variant in spelling_variants(unicodedata.normalize("NFC", query))}
    if _HAN.search(query) and len(query) <= _LONGEST_QUERY:
        from glossary.romanisation.hanja import read_hanja

        found |= {stored_key(read_hanja(query, reading)): None for reading in ("north", "south")}
    return tuple(key for key in found if key)


_HANGUL = re.compile("[\uac00-\ud7a3]")
_HAN = re.compile("[\u3400-\u9fff]")
_LONGEST_QUERY = 40
"""Characters of a query that is looked up in other spellings; a longer one is a sentence."""
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"


@cache
def _initial_of() -> dict[int, str]:
    """Return the initial consonant of every syllable, by its code."""
    return {code: _INITIALS[(code - 0xAC00) // 588] for code in range(0xAC00, 0xD7A4)}


def initials(key: str) -> str:
    """Return a key with each syllable as its initial consonant: 조선로동당 is ㅈㅅㄹㄷㄷ."""
    return key.translate(_initial_of())


def initials_asked(query: str) -> str:
    """Return the consonants of a query that is made of them alone (`ㅍㅇ`); empty for any other query."""
    letters = "".join(query.split())[:KEY_LENGTH]
    return letters if letters and all(letter in _INITIALS for letter in letters) else ""


def key_with_places(text: str) -> tuple[str, list[int]]:
    """Return the key of an NFC text and, for each of its characters, the place in the text that it comes from."""
    key: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        folded = search_key(character)
        key.append(folded)
        places += [place] * len(folded)
    return "".join(key), places


def occurrences(text: str, query: str) -> list[tuple[int, int]]:
    """Return where (start, end) a query stands in an NFC text, both compared by their keys; no two overlap."""
    wanted = search_key(query)
    if not wanted:
        return []
    key, places = key_with_places(text)
    found = []
    place = key.find(wanted)
    while place >= 0:
        end = place + len(wanted)
        found.append((places[place], places[end - 1] + 1))
        place = key.find(wanted, end)
    return found
