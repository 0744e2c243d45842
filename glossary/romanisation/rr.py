"""`rr` (Revised Romanization of the Republic of Korea, 2000) and `rr-letters`, its letter-by-letter form.

Source: Ministry of Culture and Tourism notice 2000-8; the letter-by-letter form is section 3 (8), and hangul-romanize's
`academic` rule implements it: ㄹ is always l, a hyphen marks the silent ㅇ inside a word and ambiguous boundaries.
"""

from __future__ import annotations

from functools import cache

from glossary.romanisation.letters import Letters, initials, vowels
from glossary.romanisation.mr import CHANGES
from glossary.romanisation.system import Numbers, PersonStyle, System

LETTERS = Letters(
    initials=initials("g kk n d tt r m b pp s ss - j jj ch k t p h"),
    vowels=vowels("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"),
    finals=dict(zip("ㄱㄴㄷㄹㅁㅂㅇ", ("k", "n", "t", "l", "m", "p", "ng"), strict=True)),
    changes=CHANGES,
    spellings={"ㄹㄹ": ("l", "l")},
    doubles_s=False,
)


@cache
def _academic() -> object:
    from hangul_romanize import Transliter
    from hangul_romanize.rule import academic

    return Transliter(academic)


def by_letters(word: str) -> str:
    """Return a word letter by letter (section 3 (8)): 없었습니다 eobs-eoss-seubnida."""
    return str(_academic().translit(word)) if word else ""  # type: ignore[attr-defined]


RR = System(
    name="rr",
    title="Revised Romanization (South Korea, 2000)",
    source="Ministry of Culture and Tourism of the Republic of Korea, notice 2000-8",
    letters=LETTERS,
    person_style=PersonStyle.JOINED_PLAIN,
    numbers=Numbers.GLOSSED,
)

RR_LETTERS = System(
    name="rr-letters",
    title="Revised Romanization, letter by letter",
    source="notice 2000-8, section 3 (8), through hangul-romanize",
    person_style=PersonStyle.JOINED_PLAIN,
    word=by_letters,
)
