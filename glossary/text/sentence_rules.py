"""Where a sentence may end, for English, Korean and Japanese: one rule object a language.

Invariant: a rule looks at a bounded stretch on either side of a full stop (at most `REACH` characters), so that
splitting stays linear however long a paragraph is. Abbreviations are a table of `data/text/`, not code.
"""

from __future__ import annotations

import csv
import re
from functools import cache

from glossary.paths import data_path

REACH = 48

_LATIN_TOKEN = re.compile(r"(?:[A-Za-z]+[.\-])*[A-Za-z]+\Z")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z")
# What a list item begins with: no sentence of its own, `1. 아르기닌`.
LIST_MARK = re.compile(
    r"\s*[(（\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[가나다라마바사아자차카타파하ㄱ-ㅎ])\s?[.)）\]]+\s*"
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’\-]*")
_SPEECH = re.compile(
    r"(?:[A-Z][\w.'’\-]*,?\s+|(?:the|a|an|his|her|its|their)\s+|[a-z]+\s+){0,5}?"
    r"(?:said|says|asked|asks|added|adds|told|tells|wrote|writes|replied|cried|shouted|exclaimed|wondered|answered|insisted"
    r"|recalled|noted|stressed|continued|explained|declared|remarked|tweeted|joked|quipped|admitted)\b"
)
_URL = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
# Words that take up a quotation after its closing mark and a space: 《…다.》 라고 말하였다.
_QUOTATIVE = re.compile(
    r"(?:이?라고|이?라는|이?라며|이?라면서|이?란|하고|하며|하면서|고|며|면서|는|라|하는|등|등의|등을|등으로|등이|등은|는데|을|를|은|의|에|로|으로|와|과|도)"
    r"(?![가-힣])|(?:이?라고|이?라며|이?라는|이?라면서|고|하고|면서|며)(?:[도만서는]\s|,)"
)
# 《…다.》 그가 말했다: the speaker behind the quotation.
_SAID = re.compile(
    r"(?:[^\s.,!?]+ ){0,3}?[^\s.,!?]{0,8}(?:말|대답|질문|주장|설명|소리|덧붙이|고백|생각|외)[가-힣]{0,4}다\."
)
# A finite verb in -다 without its full stop, where another sentence begins: titles that were joined to the text. Only
# endings that no name has (우간다 has one of the present), and no verb that goes on (하였다 해도).
_PAST = "".join(chr(0xAC00 + 28 * i + 20) for i in range(399))
UNMARKED = re.compile(
    rf"(?:[{_PAST}한된는되없]|[{''.join(chr(0xAC00 + 28 * i + 17) for i in range(399))}]니)다(?=\s+"
    r"(?!(?:고|며|면|면서|는|만|가|라|라고|라며|싶[가-힣]{0,4})(?![가-힣])|해도|하더|하여|해서|할지|하니|하지"
    r"|하면|한들|치더|보니|손 ?치|말았|말고"
    r"|[-–—ㅡ―…])[가-힣A-Z0-9])"
)
_DOTTED_DATE = re.compile(r"\d{4}\)?\. ?\d{1,2}\. ?\d{1,2}\Z")
_JUCHE_YEAR = re.compile(r"\d[(（]\d{4}\)\Z")
_ITEM_BEHIND_COLON = re.compile(r"[:;]\s+[(（]?\d{1,2}\Z")
_FINAL_SYLLABLES = frozenset("다요까라자네죠지오소음함임니군나어아야여세")
_NOT_AFTER_FINAL = re.compile(r"(?:라고|라는|라며|라면서|고|며|면서|는|만|라)")


@cache
def abbreviations() -> dict[str, str]:
    """Return abbreviation (with its full stop) -> kind: `name`, `number`, `month` or `ends`.

    `name` goes on in any case, `number` and `month` before a figure, `ends` unless a sentence starter follows.
    """
    with data_path("text", "abbreviations.tsv").open(encoding="utf-8", newline="") as lines:
        return {row["abbreviation"]: row["kind"] for row in csv.DictReader(lines, delimiter="\t")}


@cache
def starters() -> frozenset[str]:
    """Return English words that begin sentences and hardly ever names: after `U.S.` they tell a new sentence."""
    with data_path("text", "sentence_starters.tsv").open(encoding="utf-8", newline="") as lines:
        return frozenset(row["word"] for row in csv.DictReader(lines, delimiter="\t") if row["language"] == "en")


def _kind(token: str) -> str | None:
    """Return the kind of an abbreviation, also in capitals (`ST.`) or behind a hyphen (`Vice-Adm.`)."""
    known = abbreviations()
    if (kind := known.get(token + ".")) is not None:
        return kind
    if "-" in token:
        return _kind(token.rsplit("-", 1)[1])
    return known.get(token.capitalize() + ".") if len(token) > 1 and token.isupper() else None


class English:
    """Full stop, white space, capital letter – unless an abbreviation, an initial or an attribution says otherwise."""

    protects_quotations = False
    unmarked: re.Pattern[str] | None = None
    """English editors cut inside quotations: “A. B,” he said."""

    def ends(self, text: str, mark: int, closers: int, after: int) -> bool:
        """Whether a sentence ends here.

        `mark`: position of the first terminator; `closers`: position behind the last one; `after`: behind the closing
        marks that follow it. All within one paragraph.
        """
        if after >= len(text):
            return True
        follows = text[after : after + REACH]
        if not follows[0].isspace():
            return closers == after and text[mark] == "." and self._glued(text, mark, follows)
        rest = follows.lstrip()
        if not rest:
            return True
        if _URL.match(rest):
            return True
        head = rest.lstrip("\"'“‘«《≪([（【「『-–—…")
        opened = len(head) < len(rest)
        if not head or not (head[0].isupper() or head[0].isdigit() or head[0] in "$€£¥○●■◆□" or ord(head[0]) > 0x2FFF):
            return False
        if after > closers and text[mark] in "?!" and _SPEECH.match(rest):
            return False
        if text[mark] == "." and closers == mark + 1:
            return self._full_stop(text, mark, rest, head, opened=opened, closed=after > closers)
        spaced = mark > 0 and text[mark - 1].isspace()
        return not spaced or _first_word(head) in starters() or text[mark] in "?!"

    def _full_stop(self, text: str, mark: int, rest: str, head: str, *, opened: bool, closed: bool) -> bool:
        before = text[max(0, mark - REACH) : mark]
        word = _first_word(head)
        token = _LATIN_TOKEN.search(before)
        if token is None:
            return _ITEM_BEHIND_COLON.search(before) is None
        kind = _kind(token[0])
        if kind == "name":
            return closed and word in starters()
        if kind in ("number", "month"):
            # `No.` and `art.` are words too; a month without a day ends where anything else follows
            return opened or not head[0].isdigit()
        if kind == "last":
            return True
        if kind == "ends" or _DOTTED.search(before):
            return closed or word in starters() or (opened and rest[0] in '"“‘«《')
        if len(token[0]) == 1 and token[0].isupper():
            return word in starters() and len(word) > 1 and token[0] != "I"
        return True

    @staticmethod
    def _glued(text: str, mark: int, follows: str) -> bool:
        """Whether `word.The` is a lost space."""
        word = _first_word(follows)
        return (
            len(word) > 1
            and word in starters()
            and mark > 2
            and text[mark - 1].islower()
            and text[mark - 2].islower()
            and "." not in text[max(0, mark - 12) : mark].rsplit(" ", 1)[-1]
        )


class Korean:
    """Full stop and white space; a quotation that goes on after its closing mark does not end."""

    protects_quotations = True
    unmarked: re.Pattern[str] | None = UNMARKED

    def ends(self, text: str, mark: int, closers: int, after: int) -> bool:
        """Whether a sentence ends here; arguments as in `English.ends`."""
        if after >= len(text):
            return True
        follows = text[after : after + REACH]
        if not follows[0].isspace():
            return closers == after and self._glued(text, mark, closers, follows)
        rest = follows.lstrip()
        if not rest:
            return True
        if (after > closers or text[mark] != ".") and (_QUOTATIVE.match(rest) or _SAID.match(rest)):
            return False
        before = text[max(0, mark - REACH) : mark]
        if closers - mark > 1 or text[mark] == "…":
            return bool(before) and before[-1] in _FINAL_SYLLABLES
        if text[mark] != ".":
            return bool(before.strip())
        if before[-1:].isdigit() and (rest[0].isdigit() or _DOTTED_DATE.search(before)):
            return False  # 2022. 10. 7.
        if before.endswith(")") and rest[0].isdigit() and _JUCHE_YEAR.search(before):
            return False
        token = _LATIN_TOKEN.search(before)
        if token is None:
            return True
        if len(token[0]) == 1 or _DOTTED.search(before):
            return False
        kind = _kind(token[0])
        if kind in ("number", "month"):
            return not rest[0].isdigit()
        return kind in (None, "last")

    @staticmethod
    def _glued(text: str, mark: int, closers: int, follows: str) -> bool:
        """Whether `…하였다.그는` is a lost space."""
        return (
            closers == mark + 1
            and text[mark - 1 : mark] == "다"
            and "가" <= follows[0] <= "힣"
            and not _NOT_AFTER_FINAL.match(follows)
        )


class Japanese:
    """`。！？` end a sentence without white space; a quotation that goes on does not end."""

    protects_quotations = True
    unmarked: re.Pattern[str] | None = None

    def __init__(self) -> None:
        self._latin = English()

    def ends(self, text: str, mark: int, closers: int, after: int) -> bool:
        """Whether a sentence ends here; arguments as in `English.ends`."""
        if after >= len(text):
            return True
        if text[mark] in ".!?":
            if text[mark] == ".":
                return self._latin.ends(text, mark, closers, after)
            return text[after].isspace() or text[after] in "「『《“"
        if text[mark] == "…":
            return False
        if after == closers:
            return True
        # 「…。」と述べた goes on; 「…。」 before another quotation or a space ends
        return text[after].isspace() or text[after] in "「『《≪“"


def _first_word(text: str) -> str:
    match = _WORD.match(text)
    return match[0] if match else ""


_RULES: dict[str, English | Korean | Japanese] = {"en": English(), "ko": Korean(), "ja": Japanese(), "zh": Japanese()}


def rules(language: str) -> English | Korean | Japanese:
    """Return the rules of a base language; languages without rules of their own are cut as English is."""
    return _RULES.get(language, _RULES["en"])
