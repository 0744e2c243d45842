"""Lines of a text in terminal cells: measuring, wrapping, clipping. Pure; nothing here knows a widget.

Invariant: a width is counted in cells, never in characters, and by the same table as Textual counts (rich.cells). Lines
are half-open ranges of code points of the text, so that marks, terms and the mouse speak of the text and not of the
screen. Korean and Latin text breaks at spaces, because a Korean word is read as a whole; Japanese and Chinese break
between characters, but not before 、 or 」 nor after 「 (kinsoku, JIS X 4051); a word wider than the line is cut.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from rich.cells import cell_len, get_character_cell_size, split_graphemes

Range = tuple[int, int]

_HANGUL_AND_LATIN = re.compile(r"[ -~가-힣《》〈〉「」『』]*")
"""Texts in which a character takes as many cells as it takes bytes in CP949, so that wrapping is a search in bytes."""

_NARROW = re.compile("[\u00a1-\u00ac\u00ae-\u00ff–—‘’“”…·]")
"""Characters of one cell that break like a letter: they are measured as `x`."""

_SPACES = " \u3000\u2002\u2003\u2009\u200a"

_IDEOGRAPHIC = re.compile(
    r"[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff、。]"
)
"""Characters around which a line may break without a space."""

_NEVER_FIRST = frozenset(
    "、。，．・：；？！ー々ゝゞヽヾ）］｝〕〉》」』】〙〗〟’”,.:;?!)]}%ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ…‥"
)
_NEVER_LAST = frozenset("（［｛〔〈《「『【〘〖〝‘“([{")

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_BLANK_CONTROLS = frozenset("\t\n\x0b\x0c\r\x85\u2028\u2029")


def shown(text: str) -> str:
    """Return the text as it may be sent to a terminal, character for character of the same length.

    Line ends and tabs become spaces; other control characters (escape sequences, writing direction) become `�`, so that
    a text can never steer the terminal.
    """
    if text.isprintable():
        return text
    return _CONTROLS.sub(lambda found: " " if found[0] in _BLANK_CONTROLS else "\N{REPLACEMENT CHARACTER}", text)


def shown_lines(text: str) -> str:
    """Return the text as `shown` does, with its line ends kept."""
    return "\n".join(map(shown, text.split("\n")))


def cells(text: str) -> int:
    """Return how many cells the text takes."""
    return len(text) if text.isascii() else cell_len(text)


def wrap(text: str, width: int) -> tuple[Range, ...]:
    """Return the lines of a text in `width` cells as ranges of code points; at least one line, an empty one for "".

    White space at the ends of a line belongs to no line. `text` should have passed `shown`. A line is wider than
    `width` only where one single character is.
    """
    width = max(1, width)
    plain = text if text.isascii() or _ambiguous_wide else _NARROW.sub("x", text)
    if plain.isascii():
        return _wrap_ascii(plain, width)
    if _HANGUL_AND_LATIN.fullmatch(plain):
        return _wrap_bytes(plain, width)
    return _wrap_any(text, width)


def height(text: str, width: int) -> int:
    """Return the number of lines of `wrap`; a short text is not wrapped for it."""
    length = len(text)
    if length <= width and (2 * length <= width or cells(text) <= width):
        return 1
    return len(wrap(text, width))


def clip(text: str, width: int) -> str:
    """Return the text in at most `width` cells, with `…` where something was left out."""
    if cells(text) <= width:
        return text
    if width <= 0:
        return ""
    return text[: bisect_right(_edges(text), width - cells("…"))].rstrip() + "…"


def clip_start(text: str, width: int) -> str:
    """Return the end of a text in at most `width` cells, with `…` before it: of a path the end says where one is."""
    if cells(text) <= width:
        return text
    edges = _edges(text)
    over = edges[-1] - max(0, width - cells("…"))
    return "…" + text[bisect_right(edges, over - 1) + 1 :] if width > 0 else ""


def fit(text: str, width: int) -> str:
    """Return the text clipped or filled with spaces to exactly `width` cells."""
    clipped = clip(text, width)
    return clipped + " " * max(0, width - cells(clipped))


def offset_at(text: str, column: int) -> int:
    """Return the offset of the character that covers cell `column` of the text; its length where none does."""
    return bisect_right(_edges(text), column) if column >= 0 else 0


def _wrap_ascii(text: str, width: int) -> tuple[Range, ...]:
    """Wrap a text in which every character takes one cell."""
    end = len(text.rstrip(" "))
    start = len(text) - len(text.lstrip(" "))
    if end <= start:
        return ((0, 0),)
    lines: list[Range] = []
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        if cut <= start:
            lines.append((start, start + width))
            start += width
        else:
            stop = cut
            while text[stop - 1] == " ":
                stop -= 1
            lines.append((start, stop))
            start = cut + 1
        while text[start] == " ":
            start += 1
    lines.append((start, end))
    return tuple(lines)


def _wrap_bytes(text: str, width: int) -> tuple[Range, ...]:
    """Wrap a text whose characters take as many cells as bytes in CP949: the search for spaces runs in C."""
    data = text.encode("cp949")
    end = len(data.rstrip(b" "))
    start = len(data) - len(data.lstrip(b" "))
    if end <= start:
        return ((0, 0),)
    lines: list[Range] = []
    at = start  # code points before `start`; all leading characters are spaces
    while end - start > width:
        cut = data.rfind(b" ", start, start + width + 1)
        if cut <= start:
            # No space: cut the word. A half character at the edge is left for the next line.
            length = len(data[start : start + width].decode("cp949", "ignore")) or 1
            stop = cut = start + len(text[at : at + length].encode("cp949"))
        else:
            stop = cut
            while data[stop - 1] == 0x20:
                stop -= 1
            length = len(data[start:stop].decode("cp949"))
        lines.append((at, at + length))
        start, at = cut, at + length + (cut - stop)
        while start < end and data[start] == 0x20:
            start += 1
            at += 1
        if start >= end:
            return tuple(lines)
    lines.append((at, at + len(data[start:end].decode("cp949"))))
    return tuple(lines)


def _wrap_any(text: str, width: int) -> tuple[Range, ...]:
    """Wrap any text: jump to the last character that fits, step back to where a line may break."""
    edges = _edges(text)
    end = len(text.rstrip(_SPACES))
    start = len(text) - len(text.lstrip(_SPACES))
    if end <= start:
        return ((0, 0),)
    lines: list[Range] = []
    while True:
        base = edges[start - 1] if start else 0
        fits = bisect_right(edges, base + width, start)  # the first character that no longer fits
        if fits >= end:
            lines.append((start, end))
            return tuple(lines)
        cut = fits
        while cut > start and not _may_break(text, edges, cut):
            cut -= 1
        if cut == start:
            cut = max(fits, bisect_right(edges, edges[start], start))  # one character wider than the line stays whole
        stop = cut
        while text[stop - 1] in _SPACES:
            stop -= 1
        lines.append((start, stop))
        start = cut
        while start < end and text[start] in _SPACES:
            start += 1
        if start >= end:
            return tuple(lines)


def _may_break(text: str, edges: list[int], cut: int) -> bool:
    """Whether a line may end before character `cut`."""
    after, before = text[cut], text[cut - 1]
    if after in _SPACES or before in _SPACES:
        return True
    if edges[cut] == edges[cut - 1]:  # combines with the character before it
        return False
    return (
        (_IDEOGRAPHIC.match(after) or _IDEOGRAPHIC.match(before)) is not None
        and after not in _NEVER_FIRST
        and before not in _NEVER_LAST
    )


class _Widths(dict[str, int]):
    """Cells of a character, looked up once in the whole life of the program."""

    def __missing__(self, character: str) -> int:
        size = self[character] = get_character_cell_size(character)
        return size


_widths = _Widths()
_ambiguous_wide = False


def measure_anew(*, ambiguous_wide: bool) -> None:
    """Forget the cells of all characters, because the terminal counts others; before anything is laid out."""
    global _ambiguous_wide  # noqa: PLW0603 - one terminal a process
    _ambiguous_wide = ambiguous_wide
    _widths.clear()


def _edges(text: str) -> list[int]:
    """Return for each character the cells up to its end; what combines adds nothing."""
    if "\u200d" in text or "\ufe0f" in text:
        sizes: list[int] = []
        for start, end, size in split_graphemes(text)[0]:
            sizes += [size] + [0] * (end - start - 1)
        return list(accumulate(sizes))
    return list(accumulate(map(_widths.__getitem__, text)))
