"""What a romanisation system is: its letters, and how it writes people, places and terms.

A `System` knows no table of names: it is given a word that is already cut into family name and given name, stem and
unit. All of its methods are pure and total on Hangul.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from glossary.romanisation.jamo import join, split
from glossary.romanisation.letters import NEUTRAL, Letters

TENSE = "ˈ"
"""Stands before a syllable whose first letter is tense; it is never written."""


VOICED = "ˬ"
"""Stands before a syllable whose first letter is voiced whatever comes before; it is never written."""


class PersonStyle(StrEnum):
    """How the syllables of a given name are put together."""

    SPACED = "spaced"
    """Kim Jong Un: each syllable a word, no sound change between them (KCNA)."""
    JOINED_PLAIN = "joined-plain"
    """Han Boknam: one word, no assimilation inside (Revised Romanization, section 3 (4))."""
    JOINED = "joined"
    """Kim Chŏngŭn: one word, assimilated (McCune-Reischauer)."""
    HYPHENED = "hyphened"
    """Kim Chŏng-ŭn: assimilated, with a hyphen between two syllables (ALA-LC)."""


class Numbers(StrEnum):
    """What happens to digits before a unit or a counter."""

    KEPT = "kept"
    """3.1-dong"""
    READ = "read"
    """Pip'a Il-tong (BGN/PCGN)"""
    GLOSSED = "glossed"
    """Bongcheon 1(il)-dong (notice 2000-8, section 3 (5))"""
    HYPHENED = "hyphened"
    """20-segi, 32-yŏn: a counter follows a hyphen (ALA-LC)"""


class _Choices(NamedTuple):
    """What a system decides; a NamedTuple, because dataclasses would cost a third of the room's import."""

    name: str
    title: str
    source: str
    """Where its rules are written down."""
    language: str = "ko"
    letters: Letters | None = None
    """The letter level; None for a system that is not Korean."""
    tradition: str = "south"
    """Whose reading of words it follows: `north` keeps ㄹ and ㄴ at the beginning, `south` drops them (녀 -> 여)."""
    person_style: PersonStyle = PersonStyle.JOINED
    unit_hyphen: bool = True
    """Whether administrative units are written after a hyphen, without sound change."""
    holds_elements: bool = False
    """Whether the last element of a place keeps its form after k, t, p (Amnokgang, Rakwon; KCNA)."""
    capital_terms: bool = False
    """Whether each word of a term begins with a capital."""
    initial_law: bool = False
    """Whether ㄹ and ㄴ at the beginning of a word are read in the South's way (력사 -> yŏksa)."""
    old_spelling: bool = False
    """Whether words in the spelling of before 1933 are read as they are spelled now."""
    marks_tense: bool = False
    """Whether a tense second part is written voiceless (헌법 hŏnpŏp)."""
    western_l: bool = False
    """Whether ㄹ at the beginning of a word of Western origin is the original's l or r."""
    english_directions: bool = False
    """Whether a divided province is called South or North (South Hwanghae; KCNA)."""
    surname_forms: Mapping[str, str] = MappingProxyType({})
    """Family names that are not spelled by rule (ALA-LC: 이 is always Yi)."""
    assimilates_units: bool = False
    """Whether a unit is assimilated across its hyphen (Ŭnjung-ni)."""
    numbers: Numbers = Numbers.KEPT
    joins_hyphens: bool = False
    """Whether sounds change across a hyphen of the Korean text (영진-리 Yŏngjil-li)."""
    sentence_capital: bool = False
    """Whether a phrase begins with a capital, and only there (ALA-LC titles)."""
    word: Callable[[str], str] | None = None
    """A way of spelling of its own, in place of `letters.spell`."""


class System(_Choices):
    """One system as `--system` offers it; two systems are never equal."""

    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def spell(self, word: str) -> str:
        """Return a Hangul word in lower-case letters."""
        if self.word is not None:
            return self.word(word)
        if VOICED in word:
            head, _, tail = word.partition(VOICED)
            return self.spell(head) + self.voiced(tail)
        if self.letters is None:
            return word
        if TENSE in word:  # the edge of a word for the letters
            return "".join(map(self.letters.spell, word.split(TENSE)))
        return self.letters.spell(word)

    def syllables(self, word: str) -> list[str]:
        """Return the letters of each syllable, assimilated as in the whole word."""
        if self.letters is not None:
            return self.letters.syllables(word)
        return [self.spell(c) for c in word]

    def family(self, surname: str) -> str:
        """Return a family name with its capital."""
        return self.surname_forms.get(surname) or _alone(self, law(surname) if self.initial_law else surname)

    def given(self, given: str) -> str:
        """Return a given name: one or several syllables, none of which is a family name."""
        if not given:
            return ""
        if self.person_style is PersonStyle.SPACED:
            # the first syllable voiceless, the later ones voiced (Kye Gwan, Rak Gyom)
            return " ".join((_alone(self, given[0]), *(_alone_voiced(self, syllable) for syllable in given[1:])))
        if self.person_style is PersonStyle.JOINED_PLAIN:
            return capital(self._plain(given))
        start = law(given) if self.initial_law and len(given) > 1 else given
        if self.person_style is PersonStyle.HYPHENED:
            if "라" <= given[0] <= "맇" and start[0] >= "아":
                start = given  # 하 리수 Ha Ri-su (ALA-LC, rule 9, exception 2); but 래선 Nae-sŏn
            return capital("-".join(self._parted(start)) if len(start) == 2 else self.spell(start))
        return capital(self.spell(start))

    def _parted(self, given: str) -> list[str]:
        """Return two syllables, assimilated; a final that moves to a vowel stays before the hyphen (Sŏg-wŏn)."""
        first, second = self.syllables(given)
        here, after = split(given[0]), split(given[1])
        moves = here is not None and after is not None and here.final not in ("", "ㅇ") and after.initial == "ㅇ"
        if self.letters is not None and here is not None and after is not None and moves:
            moved = self.letters.junction(here.final, after.initial, after.vowel)[1]
            first, second = first + moved, second[len(moved) :]
        return [first, second.removeprefix("'")]

    def person(self, surname: str, given: str) -> str:
        """Return family and given name."""
        return f"{self.family(surname)} {self.given(given)}".strip()

    def _plain(self, given: str) -> str:
        """Join syllables without assimilation; a final still moves to a following vowel (Hyeogwon)."""
        if self.letters is None:
            return self.spell(given)
        out = ""
        for i, syllable in enumerate(given):
            here, after = split(syllable), split(given[i + 1]) if i + 1 < len(given) else None
            before = split(given[i - 1]) if i else None
            if here is None:
                out += syllable
                continue
            moved = before is not None and before.final and here.initial == "ㅇ"
            onset = (
                self.letters.junction(before.final, here.initial, here.vowel)[1]
                if moved and before is not None
                else self.letters.onset(here)
            )
            if i and here.initial == "ㄹ" and before is not None:
                onset = self.letters.liquid if not before.final else self.letters.initials["ㄹ"]
            coda = ""
            if here.final and not (after is not None and after.initial == "ㅇ" and here.final != "ㅇ"):
                coda = self.letters.finals[NEUTRAL[here.final]]
            elif here.final and after is not None:
                coda = self.letters.junction(here.final, after.initial, after.vowel)[0]
            out += onset + self.letters.vowels[here.vowel] + coda
        return out

    def voiced(self, word: str) -> str:
        """Return a word whose first letter is voiced whatever comes before (`gang` in Amnokgang)."""
        spelled = self.spell(word)
        if self.letters is None or not word:
            return spelled
        first = split(word[0])
        if first is None or first.initial not in self.letters.voiced:
            return spelled
        return self.letters.voiced[first.initial] + spelled[len(self.letters.initials[first.initial]) :]


@lru_cache(maxsize=16_384)
def _alone(system: System, word: str) -> str:
    return capital(system.spell(word))


@lru_cache(maxsize=16_384)
def _alone_voiced(system: System, syllable: str) -> str:
    return capital(system.voiced(syllable))


_LAW_Y = "ㅑㅒㅕㅖㅛㅠㅣ"


def law(word: str) -> str:
    """Return a word with the South's initial-sound law: 로동 -> 노동, 력사 -> 역사, 녀성 -> 여성."""
    first = split(word[0]) if word else None
    if first is None or first.initial not in "ㄹㄴ":
        return word
    if first.vowel in _LAW_Y:
        return join("ㅇ", first.vowel, first.final) + word[1:]
    return join("ㄴ", first.vowel, first.final) + word[1:]


def capital(word: str) -> str:
    """Return a word with a capital first letter, the rest untouched; a leading mark is stepped over."""
    if word[:1].isalpha():
        return word[0].upper() + word[1:]
    for i, char in enumerate(word):
        if char.isalpha():
            return word[:i] + char.upper() + word[i + 1 :]
    return word
