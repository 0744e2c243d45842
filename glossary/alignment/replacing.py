"""Words found in the sentences of an alignment, and other words put in their place, as one edit.

Pure: what is found is told with what each sentence would say, so that it can be looked at before anything is done.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from glossary.alignment.beads import BeadError, Bitext, Segment
from glossary.alignment.edit_data import Side, TextEdit, TextEdits
from glossary.errors import UsageError

Columns = Literal["both", "source", "target"]
COLUMNS: tuple[Columns, ...] = ("both", "source", "target")

_ENDLESS = re.compile(r"(?<!\\)\((?:[^()\\]|\\.)*[*+}](?:[^()\\]|\\.)*\)[*+{]")
"""A repeated group that has a repetition in it: such patterns may need for ever."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for, and what is put in its place."""

    words: str
    replacement: str = ""
    case: bool = False
    """Whether capitals and small letters differ."""
    whole: bool = False
    """Whether only whole words are meant."""
    pattern: bool = False
    """Whether `words` is a regular expression; then the replacement may name its groups."""
    columns: Columns = "both"


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence with the words."""

    bead: int
    """Place (0-based)."""
    side: Side
    segment: int
    sentence: int
    """Which sentence of the cell (0-based)."""
    text: str
    spans: tuple[tuple[int, int], ...]
    """Where the words stand, in code points."""
    after: str
    """What the sentence would say."""


def compiled(search: Search) -> re.Pattern[str]:
    """Return the pattern of a search. Raises UsageError where it is none, or might need for ever."""
    words = unicodedata.normalize("NFC", search.words)
    if not search.pattern:
        words = re.escape(words)
    elif _ENDLESS.search(words):
        raise UsageError("A repetition of a repetition may need for ever.", hint="Write it without the outer one.")
    if search.whole:
        words = rf"(?<!\w)(?:{words})(?!\w)"
    try:
        return re.compile(words, 0 if search.case else re.IGNORECASE)
    except re.error as error:
        raise UsageError(
            f"{search.words} is no pattern: {error}.", hint="F4 looks for the words as they stand."
        ) from error


def find(bitext: Bitext, search: Search) -> Iterator[Hit]:
    """Yield the sentences that have the words, in the order of the beads. Raises UsageError as `compiled`."""
    if not search.words:
        return
    pattern = compiled(search)
    sides: tuple[Side, ...] = ("source", "target")
    wanted = [side for side in sides if search.columns in ("both", side)]
    texts: dict[str, dict[int, Segment]] = {side: {s.id: s for s in getattr(bitext, side)} for side in wanted}
    for place, bead in enumerate(bitext.beads):
        for side in wanted:
            ids: tuple[int, ...] = getattr(bead, side)
            for sentence, number in enumerate(ids):
                text = texts[side][number].text
                spans = tuple(m.span() for m in pattern.finditer(text) if m.end() > m.start())
                if spans:
                    yield Hit(place, side, number, sentence, text, spans, _replaced(pattern, text, search))


def _replaced(pattern: re.Pattern[str], text: str, search: Search) -> str:
    """Return a sentence with other words. Raises UsageError where the replacement names a group that there is not."""

    def put(match: re.Match[str]) -> str:
        if match.end() == match.start():
            return ""
        return match.expand(search.replacement) if search.pattern else search.replacement

    try:
        return unicodedata.normalize("NFC", pattern.sub(put, text))
    except (re.error, IndexError) as error:
        raise UsageError(f"{search.replacement} cannot be put in: {error}.") from error


def replace_all(hits: Collection[Hit]) -> TextEdits:
    """Return the edit that puts the words in. Raises BeadError where it would change nothing or empty a sentence."""
    some = tuple(TextEdit(hit.side, hit.segment, hit.text, hit.after) for hit in hits if hit.after != hit.text)
    if not some:
        raise BeadError("nothing would change")
    if empty := next((hit for hit in hits if not hit.after.strip()), None):
        raise BeadError(f"the sentence of bead {empty.bead + 1} would be empty")
    return TextEdits(some)
