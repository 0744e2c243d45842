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
_LIST_MARK = re.compile(
    r"\s*[(（\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[가나다라마바사아자차카타파하ㄱ-ㅎ])\s?[.)）\]]?\Z"
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


class English:
    """Full stop, white space, capital letter – unless an abbreviation, an initial or an attribution says otherwise."""

    protects_quotations = False
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
        if mark < 8 and _LIST_MARK.match(before):
            return False
        word = _first_word(head)
        token = _LATIN_TOKEN.search(before)
        if token is None:
            return True
        kind = abbreviations().get(token[0] + ".")
        if kind is None and "-" in token[0]:
            kind = abbreviations().get(token[0].rsplit("-", 1)[1] + ".")
        if kind == "name":
            return closed and word in starters()
        if kind in ("number", "month"):
            if head[0].isdigit() and not opened:
                return False
            # `No.` and `art.` are words too; a month without a day ends where anything else follows
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
        if _QUOTATIVE.match(rest) and (after > closers or text[mark] != "."):
            return False
        before = text[max(0, mark - REACH) : mark]
        if closers - mark > 1 or text[mark] == "…":
            return bool(before) and before[-1] in _FINAL_SYLLABLES
        if text[mark] != ".":
            return bool(before.strip())
        if mark < 8 and _LIST_MARK.match(before):
            return False
        if before[-1:].isdigit() and rest[0].isdigit():
            return False  # 2022. 10. 7.
        token = _LATIN_TOKEN.search(before)
        if token is None:
            return True
        if len(token[0]) == 1 or _DOTTED.search(before):
            return False
        kind = abbreviations().get(token[0] + ".")
        if kind in ("number", "month"):
            return not rest[0].isdigit()
        return kind is None

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
