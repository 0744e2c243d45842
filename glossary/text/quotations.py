"""Which brackets and quotation marks of a paragraph belong together.

Invariant: pairs are properly nested, each mark is in at most one pair, and finding them takes time linear in the
paragraph: a mark without a partner is left alone and never makes the rest of the paragraph a quotation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

PARTNERS = {
    "《": "》", "≪": "≫", "“": "”", "‘": "’", "「": "」", "『": "』", "«": "»", "〈": "〉", "〝": "〞", "｢": "｣",
    "(": ")", "（": "）", "[": "]", "［": "］", "【": "】", "〔": "〕",
}  # fmt: skip
QUOTES = frozenset("《≪“‘「『«〈〝｢")
CLOSERS = "".join(PARTNERS.values()) + "\"'›"
OPENERS = "".join(PARTNERS)

_MARKS = re.compile("[" + re.escape("".join(PARTNERS) + "".join(PARTNERS.values()) + '"˝') + "]")
_OPENER_OF = {closer: opener for opener, closer in PARTNERS.items()}
_DOUBLE = frozenset('“”"˝')
_DEPTH = 12
"""Text nests quotations two or three deep; what seems deeper is damaged, and looking further back would cost time."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An opening mark at `start` and its closing mark at `end - 1`. `mark`: the opening mark, `“` for straight ones."""

    start: int
    end: int
    mark: str


def pairs(text: str) -> list[Pair]:
    """Return the pairs of a paragraph in the order of their opening marks.

    Double quotation marks, curled or straight, are one family (translators mix them: “…"): a straight one, or a closing
    one that closes nothing, opens where it stands behind white space and before a word. A second opening one replaces
    the first, since these marks do not nest. An apostrophe (’ between letters) closes nothing.
    """
    stack: list[tuple[str, int]] = []
    found: list[Pair] = []
    for match in _MARKS.finditer(text):
        mark, at = match[0], match.start()
        if mark in _DOUBLE:
            opener = "“"
            mine = next(
                (i for i in range(len(stack) - 1, max(len(stack) - 1 - _DEPTH, -1), -1) if stack[i][0] == "“"), -1
            )
            if mark == "“" or (_opens(text, at) and (mark != "”" or mine < 0)):
                if mine >= 0:
                    del stack[mine]
                stack.append(("“", at))
                continue
        elif mark in PARTNERS:
            stack.append((mark, at))
            continue
        else:
            opener = _OPENER_OF[mark]
            if mark == "’" and 0 < at < len(text) - 1 and _is_latin(text[at - 1]) and _is_latin(text[at + 1]):
                continue
        for i in range(len(stack) - 1, max(len(stack) - 1 - _DEPTH, -1), -1):
            if stack[i][0] == opener:
                found.append(Pair(stack[i][1], at + 1, opener))
                del stack[i:]
                break
    found.sort(key=lambda p: p.start)
    return found


def _opens(text: str, at: int) -> bool:
    """Whether a mark stands where a quotation begins."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in PARTNERS or before in "-–—=:,") and not after.isspace()


def _is_latin(c: str) -> bool:
    return c.isascii() and c.isalpha()
