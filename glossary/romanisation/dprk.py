"""`dprk`: the DPRK's own system as KCNA prints it, and `dprk-2012`, the same with its breves.

Source: Rules of the Latin Alphabetical Transcriptions of the Korean Language (Academy of Social Sciences; UNGEGN 1992,
2002, revised 2012). KCNA drops the breves, keeps `oe`, and assimilates more than the rules do (Amnokgang for
Amrokgang), as the counts in the design page show.
"""

from __future__ import annotations

from glossary.romanisation.letters import Letters, initials, vowels
from glossary.romanisation.system import PersonStyle, System

_INITIALS = initials("k kk n t tt r m p pp s ss - j jj ch kh th ph h")
_VOICING = dict.fromkeys(("V", "ㄴ", "ㄹ", "ㅁ", "ㅇ"), "ㄱㄷㅂ")

_COMMON = {
    "ㄱㄴ": "ㅇㄴ",
    "ㄱㅁ": "ㅇㅁ",
    "ㄷㄴ": "ㄴㄴ",
    "ㄷㅁ": "ㄴㅁ",
    "ㅂㄴ": "ㅁㄴ",
    "ㅂㅁ": "ㅁㅁ",
    "ㄱㄹ": "ㅇㄴ",  # 락랑 Rangnang, thirteen times as often as Raknang in Rodong Sinmun
    "ㄷㄹ": "ㄴㄹ",
    "ㄹㄴ": "ㄹㄹ",
}
"""Assimilation that both forms write: 백마산 Paengmasan, 꽃마을 Kkonmaul."""

_DOUBLED = {
    "ㄱㄲ": ("k", "k"),
    "ㄷㄸ": ("t", "t"),
    "ㅂㅃ": ("p", "p"),
    "ㄷㅆ": ("", "ss"),
    "ㄷㅉ": ("", "jj"),
}

KCNA = Letters(
    initials=_INITIALS,
    vowels=vowels("a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i"),
    finals=dict(zip("ㄱㄴㄷㄹㅁㅂㅇ", ("k", "n", "t", "l", "m", "p", "ng"), strict=True)),
    voiced={"ㄱ": "g", "ㄷ": "d", "ㅂ": "b"},
    voicing=_VOICING,
    changes={**_COMMON, "ㅂㄹ": "ㅁㄴ"},  # 압록강 Amnokgang
    spellings={**_DOUBLED, "ㄹㄹ": ("l", "l")},
)

GUIDELINE = KCNA._replace(
    vowels=vowels("a ae ya yae ŏ e yŏ ye o wa wae oi yo u wŏ we wi yu ŭ ŭi i"),
    changes={key: heard for key, heard in _COMMON.items() if key != "ㄹㄴ"} | {"ㅂㄹ": "ㅁㄹ"},  # 압록강 Amrokgang
    # ㄹㄹ has no spelling of its own (찔레골 JJilregol); long-standing ll is written ㄹㄴ in the table of sounds
    spellings={**_DOUBLED, "ㄴㄱ": ("n", "-g"), "ㄹㄴ": ("l", "l")},  # 판교 Phan-gyo
)

DPRK = System(
    name="dprk",
    title="DPRK, as KCNA prints it",
    source="KCNA and Rodong Sinmun in English; rules of 1992, 2002 and 2012 without their breves",
    letters=KCNA,
    tradition="north",
    person_style=PersonStyle.SPACED,
    holds_elements=True,
    capital_terms=True,
    english_directions=True,
)

DPRK_2012 = DPRK._replace(
    name="dprk-2012",
    title="DPRK 2012, with breves",
    source="Rules of the Latin Alphabetical Transcriptions of the Korean Language, 2012",
    letters=GUIDELINE,
    english_directions=False,
)
