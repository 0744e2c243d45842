"""Chinese characters read in Korean: `hanja-north` (the DPRK's reading) and `hanja-south` (the South's).

A table of syllables is read directly, a table of words goes first (敗北 패배, 金屬 금속). The two readings differ in
the initial-sound law (勞動: 로동, 노동), in 렬 and 률 after a vowel or ㄴ (比率: 비률, 비율), and in 페 (廢止: 페지,
폐지). A family name is read as one (金 김, 沈 심, 李 리/이) where the word is a person's. What is no Chinese character
passes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from glossary.romanisation import tables
from glossary.romanisation.jamo import split
from glossary.romanisation.system import PersonStyle, System, law

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f々"
_RUN = f"[{HAN}]+"
"""As text: `re` compiles and keeps it when it is first needed, not at import."""
_NUMERALS = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十百千萬万億兆")
_COUNTERS = frozenset("年里兩輛令羅類列流輪量率龍樓")
"""Bound nouns keep ㄹ and ㄴ after a number in the South too (1990年 년, 三千里 삼천리)."""
_LATE = frozenset("力論量類率令領里嶺錄欄例路樓料流列老年料令歷")
"""Characters that end a word more often than they begin one: they take no law inside a run (原子力發電所)."""
_OPENING = frozenset(
    (
        *("領導", "領土", "領海", "領空", "領域", "領袖", "力量", "力說", "論理", "論文"),
        *("論議", "論說", "類似", "例外", "路線", "流行", "流通", "歷史", "老人", "年度", "年金"),
    )
)
"""Words that begin with such a character: they do take the law inside a run (國家領導)."""
_AT_THE_END: Mapping[str, str] = {"率": "률", "狀": "장"}
"""A rate, and a written paper; 統率, 罪狀 and their like stand in the table of words."""
_NORTHERN = str.maketrans("폐몌", "페메")
"""The North writes 페 for 폐 (Rules of Korean Spelling, 2010, article 26)."""


@cache
def characters() -> Mapping[str, str]:
    """Return the usual reading of each character, without the initial-sound law."""
    found: dict[str, str] = {}
    for hangul, together in tables.hanja_rows():
        for char in together:
            found[char] = hangul
    return MappingProxyType(found)


@cache
def _words() -> Mapping[str, tuple[str, str]]:
    return {row.hanja: (row.north, row.south) for row in tables.hanja_words()}


@cache
def _word_starts() -> Mapping[str, int]:
    """Return the length of the longest word that begins with a character."""
    longest: dict[str, int] = {}
    for word in _words():
        longest[word[0]] = max(longest.get(word[0], 0), len(word))
    return longest


FAMILY: Mapping[str, str] = {"金": "김", "沈": "심", "葉": "섭", "單": "선"}
"""Family names that are read otherwise than the character alone."""


def has_hanja(text: str) -> bool:
    """Whether a text has a Chinese character."""
    return not text.isascii() and re.search(_RUN, text) is not None


def is_hanja(text: str) -> bool:
    """Whether a text is made of Chinese characters only, with spaces between words."""
    if "가" <= text[:1] <= "힣":
        return False
    return bool(text.strip()) and all(re.fullmatch(_RUN, word) for word in text.split())


def read_hanja(text: str, reading: str = "north", *, person: bool | None = None) -> str:
    """Return a text with its Chinese characters in Hangul, in NFC.

    `reading` is `north` or `south`. `person` says whether each run is a person's name; None lets a family name at the
    beginning of a run of two to four characters decide, if what follows can be a given name.
    """
    text = unicodedata.normalize("NFC", text)
    if not has_hanja(text):
        return text
    out: list[str] = []
    at = 0
    for run in re.finditer(_RUN, text):
        before = text[at : run.start()]
        out.append(before)
        counted = run.start() > 0 and text[run.start() - 1] in _NUMERALS
        glued = bool(before) and "가" <= before[-1] <= "힣"
        out.append(_run(run[0], reading, person, counted, glued))
        at = run.end()
    out.append(text[at:])
    return "".join(out)


@lru_cache(maxsize=32_768)
def _run(run: str, reading: str, person: bool | None, counted: bool, glued: bool) -> str:
    """Return one run of characters; `counted` follows a number, `glued` Hangul of the same word."""
    run = _repeated(run)
    if person is not False and not counted and not glued:
        name = _person(run, reading, sure=person is True) or _titled(run, reading)
        if name:
            return name
    south = reading == "south"
    out = ""
    at = 0
    while at < len(run):
        word = _known(run, at)
        if word:
            north, southern = _words()[word]
            said = southern if south else north
            if south and at and run[at] in _LATE and word not in _OPENING:
                said = north
            out += said
            at += len(word)
            continue
        syllable = characters().get(run[at], run[at])
        if at and at + 1 == len(run):
            syllable = _AT_THE_END.get(run[at], syllable)
        if south:
            begins = not glued if at == 0 else _begins(run, at)
            if at == 0 and counted and run[0] in _COUNTERS:
                begins = False
            syllable = _southern(syllable, out, begins=begins)
        out += syllable
        at += 1
    return out if south else out.translate(_NORTHERN)


def _repeated(run: str) -> str:
    """Write the character again where 々 repeats it."""
    for i, char in enumerate(run):
        if char == "々" and i:
            run = run[:i] + run[i - 1] + run[i + 1 :]
    return run


def _known(run: str, at: int) -> str:
    for size in range(min(_word_starts().get(run[at], 0), len(run) - at), 0, -1):
        if run[at : at + size] in _words():
            return run[at : at + size]
    return ""


def _begins(run: str, at: int) -> bool:
    """Whether a word begins inside a run: runs of four and more are put together of words of two."""
    if at % 2 or len(run) < 4 or at + 1 >= len(run):
        return False
    return run[at] not in _LATE or run[at : at + 2] in _OPENING


def _southern(syllable: str, before: str, *, begins: bool) -> str:
    """Apply the South's law to one syllable (Hangul Orthography of 1988, articles 10-12)."""
    if begins:
        return law(syllable)
    if syllable in ("렬", "률") and before:
        last = split(before[-1])
        if last is not None and last.final in ("", "ㄴ"):
            return law(syllable)
    return syllable


def _person(run: str, reading: str, *, sure: bool) -> str:
    """Return a person's name, or an empty string where the run is none."""
    if not 2 <= len(run) <= 5 or (not sure and _known(run, 0)):
        return ""
    plain = [characters().get(char, "") for char in run]
    if not all(plain):
        return ""
    known = tables.surnames()
    south = reading == "south"
    first = FAMILY.get(run[0], plain[0])
    family = "".join(plain[:2]) if len(run) >= 3 and "".join(plain[:2]) in known and run[:2] in _DOUBLE else first
    if family not in known:
        return ""
    given = "".join(plain[len(family) :])
    if not sure and (run[-1] in _NO_NAME_ENDS or not _can_be_given(family, given)):
        return ""
    if south:
        said = law(given[0]) if len(given) > 1 else given[0]
        for syllable in given[1:]:
            said += _southern(syllable, said, begins=False)
        return law(family) + said
    return family + given


def _titled(run: str, reading: str) -> str:
    """Return a name with the title that is glued to it (金日成主席), or an empty string."""
    if run[0] not in FAMILY or _known(run, 0):
        return ""
    for size in (3, 2, 4):
        title = _run(run[size:], reading, False, False, False) if len(run) > size + 1 else ""
        if title and any(title.startswith(known.hangul) for known in tables.titles() if len(known.hangul) > 1):
            name = _person(run[:size], reading, sure=True)
            return name + title if name else ""
    return ""


_DOUBLE = frozenset(
    (
        *("南宮", "皇甫", "鮮于", "獨孤", "諸葛", "司空", "西門", "東方", "公孫"),
        *("乙支", "淵蓋", "司馬", "夏侯", "歐陽", "上官", "慕容", "令狐", "長孫"),
    )
)
_NO_NAME_ENDS = frozenset("率力論量類法所場軍部員會性化的社團黨業品機器道路街市郡里面區校國民主戰學家費額線")
"""Characters that end words far more often than names; a run that ends so is a name only where it is said to be."""


def _can_be_given(family: str, given: str) -> bool:
    from glossary.romanisation.kinds import PersonName, person_chance

    if len(given) > 2:
        return False
    return person_chance(family + given, PersonName(family, given)) >= 0.5


def _reader(reading: str) -> System:
    tradition = "north" if reading == "north" else "south"
    of = "DPRK" if reading == "north" else "South Korea"
    return System(
        name=f"hanja-{reading}",
        title=f"Chinese characters in Hangul, read as in {'the ' if reading == 'north' else ''}{of}",
        source="readings of the package hanja 0.15.1; KS X 1001; exceptions in data/romanisation/hanja_words.tsv",
        language="hanja",
        tradition=tradition,
        person_style=PersonStyle.JOINED,
        word=lambda text: read_hanja(text, reading),
    )


HANJA_NORTH = _reader("north")
HANJA_SOUTH = _reader("south")
