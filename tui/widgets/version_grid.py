"""Two versions of a text side by side: the alignment grid with other signs and the changed words marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from rich.style import Style

from tui.widgets.grid import AlignmentGrid
from tui.widgets.grid_view import STATE_CELLS
from tui.widgets.rows import Row, Sentence, Side, hundredths
from tui.widgets.wrap import shown

if TYPE_CHECKING:
    from glossary.versions.compare import Row as Compared

SIGNS = {"same": "=", "reworded": "~", "added": "+", "removed": "-", "moved": ">"}
Marks = tuple[tuple[int, int, str], ...]


@dataclass(slots=True)
class VersionRow(Row):
    """Sentences of both versions; never changed, as a `Row`."""

    kind: str = "same"
    gone: Marks = ()
    """What stands otherwise or is gone, in the old text."""
    come: Marks = ()
    """What stands otherwise or is new, in the new text."""
    place: int | None = None
    """The first sentence (0-based) of the new version; None where there is none."""


def version_rows(found: Iterable[Compared], *, changed_only: bool) -> list[VersionRow]:
    """Return the rows of a comparison."""
    rows = []
    for one in found:
        if changed_only and one.kind.value == "same":
            continue
        gone: Marks = tuple((d.start, d.end, "gone") for d in one.differences if d.start < d.end)
        come: Marks = tuple(
            (d.other_start, d.other_end, "come") for d in one.differences if d.other_start < d.other_end
        )
        rows.append(
            VersionRow(
                (Sentence(shown(one.old_text)),) if one.old else (),
                (Sentence(shown(one.new_text)),) if one.new else (),
                probability=one.likeness / 100 if one.old and one.new else None,
                kind=one.kind.value,
                gone=gone if one.new else ((0, len(one.old_text), "gone"),),
                come=come if one.old else ((0, len(one.new_text), "come"),),
                place=one.new[0] if one.new else None,
            )
        )
    return rows


class VersionGrid(AlignmentGrid):
    """The older version left, the newer one right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "grid--gone",
        "grid--come",
        *(f"grid--{kind}" for kind in SIGNS),
    }
    DEFAULT_CSS = """
    VersionGrid {
        & > .grid--same { color: $foreground 65%; }
        & > .grid--reworded { color: $text-warning; text-style: bold; }
        & > .grid--added { color: $text-success; text-style: bold; }
        & > .grid--removed { color: $text-error; text-style: bold; }
        & > .grid--moved { color: $text-primary; text-style: bold; }
        & > .grid--gone { color: $text-error; text-style: strike; }
        & > .grid--come { color: $text-success; text-style: bold underline; }
    }
    """

    def next_change(self, steps: int) -> bool:
        """Go to the next row (1) or the one before (-1) that is not the same; return whether there is one."""
        at = self.cursor.row + steps
        while 0 <= at < len(self._rows):
            row = self._rows[at]
            if isinstance(row, VersionRow) and row.kind != "same":
                self.move_to(at)
                return True
            at += steps
        return False

    def _draw_state(self, row: Row, line: int, ground: Style) -> Iterator[Segment]:
        if line or not isinstance(row, VersionRow):
            yield Segment(" " * STATE_CELLS, ground)
            return
        alike = hundredths(row.probability) if row.probability is not None and row.kind != "same" else ""
        yield Segment(f" {SIGNS[row.kind]} {alike:<3}", ground + self._style(row.kind))

    def _marks(self, row: Row, side: Side, sentence: int, *, current: bool) -> Sequence[tuple[int, int, str]]:
        del sentence, current
        if not isinstance(row, VersionRow):
            return ()
        return row.gone if side is Side.SOURCE else row.come
