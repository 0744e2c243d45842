"""Differences between the DPRK's and the South's spelling that are rules and need no list of words.

A rule is a pattern over the text, what stands in its place in the other spelling, and how sure it is. Sources: the
DPRK's Rules of Korean Spelling and of Word Spacing (2010) and the South's Hangul Orthography (1988), from general
knowledge; the kind of each rule is the one that a check or a search asks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from glossary.romanisation.jamo import pattern


class Rule(NamedTuple):
    """One rule in one direction; `replace` gives None where this place is an exception."""

    kind: str
    """`ending`, `law`, `harmony`, `loan`, `quotes` or `spacing`."""
    reason: str
    pattern: str
    replace: Callable[[re.Match[str]], str | None]
    confidence: float

    def places(self, text: str) -> list[tuple[int, int, str]]:
        """Return start, end and the other spelling of each place of a text."""
        found = []
        for match in pattern(self.pattern).finditer(text):
            other = self.replace(match)
            if other is not None and other != match[0]:
                found.append((match.start(), match.end(), other))
        return found


_FRONT = frozenset("ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ".index(v) for v in "ㅣㅐㅔㅚㅟㅢ")
_N, _L = 4, 8


def _vowel(char: str) -> int:
    return (ord(char) - 0xAC00) // 28 % 21


def _final(char: str) -> int:
    return (ord(char) - 0xAC00) % 28


def _hangul(char: str) -> bool:
    return "가" <= char <= "힣"


_NOUNS_IN_YO = ("기여", "대여", "이여", "제여", "개여")
_CALLED = ("동지", "님", "어머니", "아버지", "원수", "장군", "수령", "조국", "인민", "선생")


def _to_eo(found: re.Match[str]) -> str | None:
    """되여 -> 되어, 보내였다 -> 보내었다; nouns (기여) and calls (조국이여, 장군님이시여) stay."""
    before, ending = found[1], found[2]
    if _final(before) or _vowel(before) not in _FRONT:
        return None
    text, at, end = found.string, found.start(), found.end()
    if ending == "였":
        return f"{before}었"
    after = text[end : end + 1]
    if before + ending in _NOUNS_IN_YO or (after and after in "러름자성행인객건권론력"):
        return None
    if before == "시" and not (after and _hangul(after)) and text[max(0, at - 3) : at].endswith(("이", *_CALLED)):
        return None
    return f"{before}어"


def _to_yo(found: re.Match[str]) -> str | None:
    """되어 -> 되여; stems that have lost a ㅅ (짓다: 지어, 잇다: 이어) and nouns (제어) stay."""
    before, ending = found[1], found[2]
    if _final(before) or _vowel(before) not in _FRONT:
        return None
    text, at, end = found.string, found.start(), found.end()
    inside = at > 0 and _hangul(text[at - 1])
    if before == "에" or (before == "디" and text[max(0, at - 1) : at] not in ("견", "더", "디")):
        return None  # 에어콘, 미디어: loans
    if before == "이" and ending == "었" and inside and text[at - 1] != "뒤":
        return "이였"  # the copula
    if (
        before in "이지제의예메"
        or text[max(0, at - 1) : at + 1] == "외래"
        or (ending == "어" and before in "기치시" and not inside)
    ):
        return None
    after = text[end : end + 1]
    if ending == "어" and after and after in "로머의름린느디떤업민획부뢰선린항장":
        return None  # 어 begins the next word
    return before + ("여" if ending == "어" else "였")


def _law_inside(found: re.Match[str]) -> str | None:
    """비률 -> 비율, 대렬 -> 대열: after a vowel or ㄴ the South drops the ㄹ (Hangul Orthography, article 11)."""
    if _final(found[1]) not in (0, _N):
        return None
    return found[1] + ("율" if found[2] == "률" else "열")


def _rate(found: re.Match[str]) -> str | None:
    return f"{found[1]}률" if _final(found[1]) in (0, _N) and found[1] not in "여이" else None


def _harmony(found: re.Match[str]) -> str | None:
    """가까워 -> 가까와: the North keeps the bright vowel; 싸워 comes of 싸우다."""
    return found[1] + ("와" if found[2] == "워" else "왔")


def _before(found: re.Match[str]) -> str:
    return found.string[found.start() - 1]


def _apart(found: re.Match[str]) -> str | None:
    """Part a bound noun from the verb before it: 할것이다 -> 할 것이다; 물때, 절반 and their like are nouns."""
    before, noun = _before(found), found[1]
    if noun == "것" and (before in "는던" or _final(before) == _N):
        return None if found.start() < 2 or not _hangul(found.string[found.start() - 2]) else " "
    if _final(before) != _L:
        return None
    sure = noun in ("것", "데") or (
        noun == "수" and found.string[found.end() + 1 :].lstrip(" 가는도")[:1] in ("있", "없")
    )
    return None if before in "일물월불열절길발철설별결실골줄풀" and not sure else " "


def _together(found: re.Match[str]) -> str | None:
    before, noun = _before(found), found[1]
    if _final(before) == _L or (noun == "것" and (before in "는던" or _final(before) == _N)):
        return ""
    return None


_BOUND = "(것|수|데|줄|바|때|뿐)(?=[이은을도가만인과의으에를 .,]|$|있|없|대[하한해])"
_SOUTH_QUOTES = {"《": "“", "》": "”", "〈": "‘", "〉": "’"}
_NORTH_QUOTES = {south: north for north, south in _SOUTH_QUOTES.items()}
_FINITE = "(?=[다던는으고지습음을었])"
_BEING = "(?=있[다던는었을지으고게]|계시)"


RULED = frozenset("여였어었률렬율워웠달됐했")
"""Syllables without one of which no rule finds a word to spell otherwise."""


@cache
def rules(to: str) -> tuple[Rule, ...]:
    """Return the rules of one direction, `south` or `north`; a space to put in is a place of no length."""
    return _TO_SOUTH if to == "south" else _TO_NORTH


_TO_SOUTH = (
    Rule("ending", "여 after ㅣ ㅐ ㅔ ㅚ ㅟ ㅢ", "([가-힣])([여였])", _to_eo, 0.9),
    Rule("law", "률, 렬 after a vowel or ㄴ", "([가-힣])([률렬])", _law_inside, 0.85),
    Rule("loan", "dollar", r"(?<=[\d만억조천백])달라(?![고지진져붙])", lambda _: "달러", 0.95),
    Rule("quotes", "《》", "[《》〈〉]", lambda m: _SOUTH_QUOTES[m[0]], 0.8),
    Rule("spacing", "a bound noun stands apart", f"(?<=[가-힣])(?={_BOUND})", _apart, 0.8),
    Rule("spacing", "있다 stands apart", "(?<=[가-힣]고)(?=있|계시|싶)", lambda _: " ", 0.9),
    Rule("spacing", "있다 stands apart", f"(?<=[가-힣][여어아해와워져려]){_BEING}", lambda _: " ", 0.85),
)
_TO_NORTH = (
    Rule("ending", "어 after ㅣ ㅐ ㅔ ㅚ ㅟ ㅢ", "([가-힣])([어었])", _to_yo, 0.8),
    Rule("ending", "되였다 in full", f"됐{_FINITE}", lambda _: "되였", 0.6),
    Rule("ending", "하였다 in full", f"(?<=[가-힣])했{_FINITE}", lambda _: "하였", 0.5),
    Rule("law", "율 after a vowel or ㄴ", "([가-힣])율(?![동무])", _rate, 0.85),
    Rule("harmony", "와 after ㅏ and ㅗ", "([까마다로나가라])([워웠])", _harmony, 0.75),
    Rule("quotes", "“ ”", "[“”‘’]", lambda m: _NORTH_QUOTES[m[0]], 0.7),
    Rule("quotes", '" "', '"([^"\n]{1,200})"', lambda m: f"《{m[1]}》", 0.7),
    Rule("spacing", "a bound noun is joined", f"(?<=[가-힣]) (?={_BOUND})", _together, 0.7),
    Rule("spacing", "있다 is joined", "(?<=[가-힣]고) (?=있|계시)", lambda _: "", 0.75),
)
