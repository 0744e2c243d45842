"""`mr` (McCune-Reischauer, 1939) and `bgn` (BGN/PCGN 1945, which is still used for places of the DPRK).

Source: G. M. McCune and E. O. Reischauer, The Romanization of the Korean Language, Transactions of the Korea Branch of
the Royal Asiatic Society XXIX (1939); Romanization of Korean for the DPRK, BGN/PCGN 1945 agreement. BGN keeps the
initial ㄹ and ㄴ of the North's orthography.
"""

from __future__ import annotations

from glossary.romanisation.letters import Letters, initials, vowels
from glossary.romanisation.system import Numbers, PersonStyle, System

CHANGES = {
    "ㄱㄴ": "ㅇㄴ",
    "ㄱㅁ": "ㅇㅁ",
    "ㄱㄹ": "ㅇㄴ",
    "ㄷㄴ": "ㄴㄴ",
    "ㄷㅁ": "ㄴㅁ",
    "ㄷㄹ": "ㄴㄴ",
    "ㅂㄴ": "ㅁㄴ",
    "ㅂㅁ": "ㅁㅁ",
    "ㅂㄹ": "ㅁㄴ",
    "ㅁㄹ": "ㅁㄴ",
    "ㅇㄹ": "ㅇㄴ",
    "ㄴㄹ": "ㄹㄹ",
    "ㄹㄴ": "ㄹㄹ",
}
"""Nasal and liquid assimilation, the same in the South's standard pronunciation (articles 18-20)."""

SPELLINGS = {
    "ㄴㄱ": ("n", "'g"),  # not to be read as ng
    "ㄹㄹ": ("l", "l"),
    "ㄹㅎ": ("r", "h"),  # 일홈 irhom
    "ㄱㄲ": ("k", "k"),
    "ㄷㄸ": ("t", "t"),
    "ㅂㅃ": ("p", "p"),
    "ㄷㅅ": ("", "ss"),
    "ㄷㅆ": ("", "ss"),  # 갓싸기 kassagi
    "ㄷㅉ": ("", "tch"),  # 밋짝 mitchak
}

LETTERS = Letters(
    initials=initials("k kk n t tt r m p pp s ss - ch tch ch' k' t' p' h"),
    vowels=vowels("a ae ya yae ŏ e yŏ ye o wa wae oe yo u wŏ we wi yu ŭ ŭi i"),
    finals=dict(zip("ㄱㄴㄷㄹㅁㅂㅇ", ("k", "n", "t", "l", "m", "p", "ng"), strict=True)),
    voiced={"ㄱ": "g", "ㄷ": "d", "ㅂ": "b", "ㅈ": "j"},
    voicing={**dict.fromkeys(("V", "ㄴ", "ㅁ", "ㅇ"), "ㄱㄷㅂㅈ"), "ㄹ": "ㄱㅂ"},
    changes=CHANGES,
    spellings=SPELLINGS,
    before_wi={"ㅅ": "sh"},
    merges_h=False,
)

MR = System(
    name="mr",
    title="McCune-Reischauer",
    source="McCune and Reischauer, The Romanization of the Korean Language, 1939",
    letters=LETTERS,
    person_style=PersonStyle.JOINED,
    assimilates_units=True,
    initial_law=True,
    old_spelling=True,
)

BGN = MR._replace(
    name="bgn",
    title="BGN/PCGN 1945 for the DPRK",
    source="BGN/PCGN 1945 agreement, McCune-Reischauer with minor modifications",
    letters=LETTERS._replace(before_wi={}),
    tradition="north",
    initial_law=False,
    old_spelling=False,
    capital_terms=True,
    joins_hyphens=True,
    numbers=Numbers.READ,
)
