"""`yale`: the Yale romanisation of linguists, which spells morphemes and not sounds.

Source: S. E. Martin, A Reference Grammar of Korean (1992), ch. 2. `wu` is written `u` after labials; finals are
written as they are spelled; no letter changes by its neighbour. A full stop parts a final from a doubled initial that
could be misread.
"""

from __future__ import annotations

from glossary.romanisation.jamo import split
from glossary.romanisation.letters import initials, vowels
from glossary.romanisation.system import PersonStyle, System

_INITIALS = initials("k kk n t tt l m p pp s ss - c cc ch kh th ph h")
_VOWELS = vowels("a ay ya yay e ey ye yey o wa way oy yo wu we wey wi yu u uy i")
_FINALS = {
    "": "",
    **{letter: _INITIALS[letter] for letter in "ㄱㄲㄴㄷㄹㅁㅂㅅㅆㅈㅊㅋㅌㅍㅎ"},
    "ㅇ": "ng",
    "ㄳ": "ks",
    "ㄵ": "nc",
    "ㄶ": "nh",
    "ㄺ": "lk",
    "ㄻ": "lm",
    "ㄼ": "lp",
    "ㄽ": "ls",
    "ㄾ": "lth",
    "ㄿ": "lph",
    "ㅀ": "lh",
    "ㅄ": "ps",
}
_LABIALS = "ㅁㅂㅃㅍ"


def spell(word: str) -> str:
    """Return a word in Yale letters, lower case."""
    out: list[str] = []
    before = None
    for char in word:
        here = split(char)
        if here is None:
            out.append(char)
        else:
            if before is not None and before.final and here.initial in "ㄲㄸㅃㅆㅉ":
                out.append(".")
            vowel = "u" if here.vowel == "ㅜ" and here.initial in _LABIALS else _VOWELS[here.vowel]
            out.append(_INITIALS[here.initial] + vowel + _FINALS[here.final])
        before = here
    return "".join(out)


YALE = System(
    name="yale",
    title="Yale",
    source="S. E. Martin, A Reference Grammar of Korean, 1992",
    person_style=PersonStyle.JOINED,
    unit_hyphen=False,
    word=spell,
)
