"""The list of other articles that the site prints below one: each entry twice, with the date line between.

Invariant: copies are told by their place (`headline / date / headline`) and never by their text, since two articles can
share one truncated headline; what is taken out of the lines leaves an empty line: the rest keeps its paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass

from glossary.text import kcna_marks as marks

_LONGEST = 240
_TRUNCATED = 140
"""KCNA's list cuts headlines at about 130 characters; a longer line under a dateline is an article."""
_RUN = 3
"""So many `headline / date` in a row are a list; one or two may be a title with its date."""


@dataclass(frozen=True, slots=True)
class Headline:
    """An entry of a site's list, often truncated. `date` is ISO, or empty where the page was cut off before it."""

    text: str
    date: str


def take_headlines(lines: list[str]) -> tuple[list[str], list[Headline], list[str]]:
    """Return the lines without the list, its entries, and the site's headings and buttons that were left out."""
    filled = [i for i, line in enumerate(lines) if line.strip()]
    dates = {i: marks.date_line(lines[i]) for i in filled}
    taken: dict[int, Headline | None] = {}
    k = 0
    while k < len(filled):
        size = _entry(lines, filled, dates, k, taken)
        if size:
            here, dated = filled[k], filled[k + 1]
            copies = [lines[filled[k + n]].strip() for n in range(0, size, 2)]
            taken.update(dict.fromkeys(filled[k : k + size]))
            taken[here] = Headline(max(copies, key=len), dates[dated])
        k += size or 1
    if not taken:
        return lines, [], []
    _take_cut_off(lines, filled, taken)
    rest: list[str] = []
    unused: list[str] = []
    for i, line in enumerate(lines):
        furniture = i not in taken and bool(line.strip()) and marks.is_furniture(line)
        if furniture:
            unused.append(line.strip())
        rest.append("" if furniture or i in taken else line)
    found = [taken[i] for i in sorted(taken)]
    return rest, [headline for headline in found if headline is not None], unused


def _entry(
    lines: list[str], filled: list[int], dates: dict[int, str], k: int, taken: dict[int, Headline | None]
) -> int:
    """Return how many of the lines from `filled[k]` on are one entry: 3, 2, or 0 for none."""
    if k + 1 >= len(filled) or dates[filled[k]] or not dates[filled[k + 1]] or len(lines[filled[k]]) > _LONGEST:
        return 0
    if k + 2 < len(filled) and _same(lines[filled[k]].strip(), lines[filled[k + 2]].strip()):
        return 3
    if k and filled[k - 1] in taken:
        return 2
    run = 0
    while run < _RUN and k + 2 * run + 1 < len(filled):
        head, dated = filled[k + 2 * run], filled[k + 2 * run + 1]
        if dates[head] or not dates[dated] or len(lines[head]) > _LONGEST:
            break
        run += 1
    return 2 if run >= _RUN else 0


def _same(first: str, second: str) -> bool:
    """Whether two copies are one headline; one of them may be cut shorter."""
    if first == second:
        return True
    short, long = sorted((first.rstrip(" .…"), second.rstrip(" .…")), key=len)
    return len(short) >= 20 and long.startswith(short)


def _take_cut_off(lines: list[str], filled: list[int], taken: dict[int, Headline | None]) -> None:
    """Take the last entry of a list that was cut off when the page was saved: a truncated headline without its date."""
    last = max(taken)
    behind = [i for i in filled if i > last and not marks.is_furniture(lines[i])]
    if len(behind) == 1:
        text = lines[behind[0]].strip()
        if marks.dateline(text) and len(text) <= _TRUNCATED and not text.endswith(("-0-", "(끝)")):
            taken[behind[0]] = Headline(text, "")
