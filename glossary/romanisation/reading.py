"""How a Korean word is read before its letters are written: what spelling does not show and no junction decides.

The result is Hangul again, as it is said, sometimes with `ˈ` before a syllable whose first letter is tense and so stays
voiceless, or with a hyphen where a system writes one. The steps are the spelling of before 1933 (뎐기 -> 전기), the
South's initial law (로동 -> 노동), the table of sounds (승리 -> 승니), ㄴㄹ that stays nn (생산량) and tense second
parts (헌법).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from glossary.romanisation import tables
from glossary.romanisation.jamo import join, pattern, split
from glossary.romanisation.system import TENSE, VOICED, System, law


@cache
def reader(system: System) -> Callable[[str], str]:
    """Return what reads a word in the system's tradition: as it is said, in Hangul."""
    if system.word is not None:
        return str
    theirs = scopes(system)
    starts, ends = tables.sound_edges()
    if system.tradition == "north" and not (system.initial_law or system.marks_tense or system.old_spelling):

        def northern(word: str) -> str:
            return _by_table(word, theirs) if word[:2] in starts or word[-2:] in ends else word

        return northern
    firsts, inside, lasts = _noticed(system)

    def southern(word: str) -> str:
        plain = word[:1] not in firsts and word[-1:] not in lasts and inside.isdisjoint(word)
        return word if plain and word[:2] not in starts and word[-2:] not in ends else _read(word, system, theirs)

    return southern


def scopes(system: System) -> tuple[str, ...]:
    """Return the scopes of the table of sounds that a system heeds."""
    return system.tradition, system.name, "all"


def _noticed(system: System) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the first, any and the last syllables without which `_read` leaves a word as it is spelled."""
    firsts = frozenset(map(chr, (*range(ord("라"), ord("맇") + 1), *range(ord("나"), ord("닣") + 1))))
    inside = _SPECIAL
    if system.old_spelling:
        firsts |= _OLD_N | _OLD_FIRST
        inside |= _OLD
    if system.marks_tense:
        inside |= _tense_firsts()
    return firsts, inside, _NN_TAILS | _ENDINGS | {"디"}


def read(word: str, system: System) -> str:
    """Return a Hangul word as it is said in the system's tradition; a system of letters reads nothing into it."""
    return reader(system)(word)


def _read(word: str, system: System, scopes: tuple[str, ...]) -> str:
    south = system.tradition == "south"
    special = not _SPECIAL.isdisjoint(word)
    if south:
        if special and system.letters is not None and system.letters.merges_h and ("혀" in word or "혔" in word):
            word = re.sub(_STOP_H, _merged, word)
        if system.old_spelling and word:
            word = modern(word)
        if special:
            word = _southern(word)
    if system.initial_law and ("라" <= word[:1] <= "맇" or "나" <= word[:1] <= "닣"):
        if word[0] >= "라" and (loan := _loan(word)):
            return _western(word, loan) if system.western_l else word
        word = law_of_word(word)
    said = _by_table(word, scopes)
    if said != word:
        return said
    if south and word[-1:] in _NN_TAILS and _keeps_nn(word):
        word = _with_nn(word)
    if system.marks_tense:
        return _with_voiced(_with_tense(_after_stem(word) if special else word))
    return _after_stem(word) if special and system.old_spelling else word


def _southern(word: str) -> str:
    """Return a word with what the South's standard pronunciation says of 렬 and 률 (article 20) and of 밟 (10)."""
    if "렬" in word or "률" in word:
        word = pattern(_LIGHT).sub(_without_l, word)
    if "밟" in word or "넓" in word:
        word = pattern(_PRESSED).sub(lambda pair: "밥" if pair[0] == "밟" else "넙", word)
    return word


_LIGHT = "(?<=[가-힣])[렬률]"
_PRESSED = "밟(?=[ㄱ-ㅎ가-깋나-닣다-딯마-밓바-빟사-싷자-짛])|넓(?![가-깋다-닿지-짛네습더거니아-잏하-힣])"
"""밟 before a consonant other than ㅎ; 넓 inside compounds (standard pronunciation, article 10)."""


def _without_l(found: re.Match[str]) -> str:
    before = split(found.string[found.start() - 1])
    if before is None or before.final not in ("", "ㄴ"):
        return found[0]
    return "열" if found[0] == "렬" else "율"


def _loan(word: str) -> str:
    """Return the first letter of the original of a word of Western origin, or an empty string."""
    known = tables.loans()
    return next((known[word[:size]] for size in range(min(len(word), 6), 0, -1) if word[:size] in known), "")


def _western(word: str, letter: str) -> str:
    """Return a word that begins with l in Latin letters: the rest follows a vowel's rules."""
    first = split(word[0])
    if letter != "l" or first is None:
        return word
    return "l" + join("ㅇ", first.vowel, first.final) + word[1:]


def _after_stem(word: str) -> str:
    """Mark endings after a stem in ㄵ or ㄻ, which are tense: 앉다, 젊고 (standard pronunciation, article 24)."""
    return pattern(_TENSE_STEM).sub(lambda stem: stem[0] + TENSE, word)


_TENSE_STEM = "[앉얹닮젊옮굶곪](?=[가-깋다-딯자-짛])(?!기)"
_SPECIAL = frozenset("혀혔렬률밟넓앉얹닮젊졂뎖옮굶곪")
"""Syllables without which neither a stem's stop, ㄹ after a vowel nor a tense stem has to be looked for."""
_VOICED_ENDING = (
    "(?<=[살알팔열놀만울길멀달들불풀밀날걸벌갈말졸썰쓸끌빌털틀헐얼물굴둥질드툴볼])"
    "(?=다$|던$|지$|지만$|더라$|도록$|든$|든지$)|(?<=[살알놀울걸말들풀끌])(?=자$)"
)
"""Endings after a native stem in ㄹ: their ㄷ and ㅈ are not tense (살던, 만들다)."""


def _with_voiced(word: str) -> str:
    if word[-1] not in _ENDINGS or TENSE in word or _sino_noun(word):
        return word  # 전달자: a Sino-Korean word
    return pattern(_VOICED_ENDING).sub(VOICED, word, count=1)


def _sino_noun(word: str) -> bool:
    """Whether a word of three syllables and more can be Chinese before its last one (전달자)."""
    return len(word) > 2 and word[-1] in "자지" and all(char in tables.sino_syllables() for char in word[:-1])


_ENDINGS = frozenset("다던지만라록든자")


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
    if _tense_firsts().isdisjoint(word):
        return word
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


@cache
def _tense_firsts() -> frozenset[str]:
    """Return the first syllables of the tense parts; most words have none of them."""
    return frozenset(rule.hangul[0] for rule in tables.tensing())


_STOPS = frozenset("ㄱㄲㄳㄺㅋㄷㅅㅆㅈㅊㅌㅎㅂㅄㅍㄿ")
_AFTER_VOWELS = frozenset(("법", "권", "빛", "증"))


def modern(word: str) -> str:
    """Return a word of the spelling before 1933 as it is said since: 뎐디 -> 전지, 목쟝 -> 목장, 녯날 -> 옛날."""
    first = word[0]
    if first in _OLD_N:
        jamo = split(first)
        word = first if jamo is None else join("ㅇ", jamo.vowel, jamo.final) + word[1:]
    if _OLD.isdisjoint(word):
        old = (word[0] in _OLD_FIRST and pattern(_OLD_WORDS).match(word)) or (
            word[-1] == "디" and _ends_in_old_di(word)
        )
        if not old:
            return word
    out: list[str] = []
    for i, char in enumerate(word):
        letters = split(char)
        if letters is None or (i and char in _CONTRACTED):
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
_CONTRACTED = frozenset("져쳐졌쳤셔셨")
"""Syllables of verbs that today's spelling has, too (가져, 하셔)."""


def _old_syllables() -> frozenset[str]:
    """Return the syllables that only the spelling of before 1933 has in words that are no loans."""
    finals = ("", "ㄱ", "ㄴ", "ㄹ", "ㅁ", "ㅂ", "ㅅ", "ㅇ")
    found = {join(i, v, f) for i in "ㄷㅌ" for v in "ㅑㅕㅖㅛ" for f in finals}
    found |= {join(i, v, f) for i in "ㅈㅊ" for v in "ㅑㅕㅛㅠ" for f in finals}
    found |= {join("ㅅ", v, f) for v in "ㅑㅕㅛㅠ" for f in ("ㄱ", "ㄴ", "ㅂ", "ㅇ")} - set("션")
    return frozenset(found) - _CONTRACTED | frozenset("듀슐셤")


_OLD = _old_syllables()
_OLD_N = frozenset("녜녯닐님닙닢녑닉녈")
"""Native words that have lost their first ㄴ: 녯 -> 옛, 님금 -> 임금."""
_OLD_WORDS = "디[방구리위주식명셰평옥]$|[샤셔쇼슈](?:회|울|판|도|년|비|식|인|류|신|졔|제|쥬|주|양|지)|션[생배조인비]"
"""Beginnings of words whose ㅅ or ㄷ is of the old spelling: 디방, 셔울, 션생."""


_OLD_FIRST = frozenset("디샤셔쇼슈션")


def _ends_in_old_di(word: str) -> bool:
    """Whether a word of two syllables ends in 디 after k, p or ng (박디); today's such words are native or loans."""
    before = split(word[0]) if len(word) == 2 and word[1] == "디" else None
    return before is not None and before.final in ("ㄱ", "ㅂ", "ㅇ") and word[0] in tables.sino_syllables()
