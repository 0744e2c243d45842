"""How a Korean word is read before its letters are written: what spelling does not show and no junction decides.

The result is Hangul again, as it is said, sometimes with `ˈ` before a syllable whose first letter is tense and so stays
voiceless, or with a hyphen where a system writes one. The steps are the spelling of before 1933 (뎐기 -> 전기), the
South's initial law (로동 -> 노동), the table of sounds (승리 -> 승니), ㄴㄹ that stays nn (생산량) and tense second
parts (헌법).
"""

from __future__ import annotations

import re

from glossary.romanisation import tables
from glossary.romanisation.jamo import join, split
from glossary.romanisation.system import TENSE, System, law


def read(word: str, system: System) -> str:
    """Return a Hangul word as it is said in the system's tradition."""
    south = system.tradition == "south"
    if south and system.letters is not None and system.letters.merges_h and ("혀" in word or "혔" in word):
        word = re.sub(_STOP_H, _merged, word)
    if system.old_spelling and not _OLD.isdisjoint(word):
        word = modern(word)
    if system.initial_law:
        word = law_of_word(word)
    said = _by_table(word, (system.tradition, system.name, "all"))
    if said != word:
        return said
    if south and _keeps_nn(word):
        word = _with_nn(word)
    return _with_tense(word) if system.marks_tense else word


_STOP_H = "[가-힣][혀혔]"


def _merged(pair: re.Match[str]) -> str:
    """Join a stem's stop with the ㅎ of an ending: 잡혀 -> 자펴. Sino-Korean syllables with ㅎㅕ all have a final."""
    stem, ending = split(pair[0][0]), split(pair[0][1])
    if stem is None or ending is None or stem.final not in ("ㄱ", "ㅂ"):
        return pair[0]
    return join(stem.initial, stem.vowel) + join("ㅋ" if stem.final == "ㄱ" else "ㅍ", "ㅕ", ending.final)


def _by_table(word: str, scopes: tuple[str, ...]) -> str:
    """Replace the longest beginning, else the longest end of the word, that the table of sounds has."""
    starts, ends = tables.sound_edges()
    if word[:2] not in starts and word[-2:] not in ends:
        return word
    known = tables.sounds()
    longest = min(len(word), tables.longest_sound())
    for size in range(longest, 1, -1):
        entry = known.get(word[:size])
        if entry is not None and entry.scope in scopes:
            return entry.sounds + word[size:]
    for size in range(min(longest, len(word) - 2), 1, -1):
        entry = known.get(word[-size:])
        if entry is not None and entry.scope in scopes and entry.scope != "north":
            return word[:-size] + entry.sounds
    return word


def law_of_word(word: str) -> str:
    """Apply the initial law to a Sino-Korean word; particles (를, 로) and loanwords (리더, 뉴스) keep ㄹ and ㄴ."""
    sino = tables.sino_syllables()
    if len(word) < 2 or word[0] not in sino or word[1] not in sino or word in _PARTICLES:
        return word
    return law(word)


_PARTICLES = frozenset(("로서", "로써", "로부터", "라고", "라는", "라도", "란", "랑", "리라", "니까"))

_NN_TAILS = frozenset("력량론란료류로")
"""Second parts that keep ㄴ after ㄴ: 결단력, 생산량, 이원론 (standard pronunciation, article 20, exceptions)."""

_LL_WORDS = frozenset(
    (
        *("인류", "난류", "한류", "분류", "전류", "본류", "교류", "진로", "전로", "활로"),
        *("언론", "본론", "신뢰", "진료", "원료", "연료", "문란", "혼란", "논란", "곤란"),
        *("반란", "산란", "환란", "권력", "전력", "인력", "간략", "전략", "연락", "본래"),
    )
)
"""Words of their own with ll, whatever stands before them (전인류)."""


def _keeps_nn(word: str) -> bool:
    if len(word) < 3 or word[-1] not in _NN_TAILS or word[-2:] in _LL_WORDS:
        return False
    before = split(word[-2])
    return before is not None and before.final == "ㄴ"


def _with_nn(word: str) -> str:
    last = split(word[-1])
    return word if last is None else word[:-1] + join("ㄴ", last.vowel, last.final)


def _with_tense(word: str) -> str:
    """Mark the second parts of the tensing table: 헌법 -> 헌ˈ법. A part at the beginning of a word is never tense."""
    for rule in tables.tensing():
        at = word.find(rule.hangul, 1)
        least = 2 if rule.scope == "3" else 1
        if at < least or word[at - 1] in rule.except_after:
            continue
        before = split(word[at - 1])
        if before is None or before.final in _STOPS or (before.final == "" and rule.hangul not in _AFTER_VOWELS):
            continue
        if rule.scope in ("3", "native") and at + 1 != len(word):
            continue
        return word[:at] + TENSE + word[at:]
    return word


_STOPS = frozenset("ㄱㄲㄳㄺㅋㄷㅅㅆㅈㅊㅌㅎㅂㅄㅍㄿ")
_AFTER_VOWELS = frozenset(("법", "권", "빛", "증"))

_OLD = frozenset("뎌뎍뎐뎔뎜뎝뎡뎨됴듀텨텬텰텸톄툐쟈쟉쟝죠죡죵쥬쥭쥰즁쟤졋챠챡챵쵸츄")
"""Syllables that only the spelling of before 1933 has in words that are no loans."""


def modern(word: str) -> str:
    """Return a word of the spelling before 1933 as it is said since: 뎐디 -> 전지, 목쟝 -> 목장, 동텰 -> 동철."""
    out: list[str] = []
    for char in word:
        letters = split(char)
        if letters is None:
            out.append(char)
            continue
        initial, vowel = letters.initial, letters.vowel
        if initial in "ㄷㅌ" and vowel in "ㅑㅕㅖㅛㅠㅣ":
            initial = "ㅈ" if initial == "ㄷ" else "ㅊ"
        if initial in "ㅈㅊㅅ":
            vowel = _WITHOUT_Y.get(vowel, vowel)
        out.append(join(initial, vowel, letters.final))
    return "".join(out)


_WITHOUT_Y = {"ㅑ": "ㅏ", "ㅕ": "ㅓ", "ㅖ": "ㅔ", "ㅛ": "ㅗ", "ㅠ": "ㅜ", "ㅒ": "ㅐ"}
