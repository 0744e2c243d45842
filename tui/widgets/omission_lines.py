"""The list of omissions: each place as a line, or what is counted with a bar of its share."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from tui.widgets.shelf import Shelf, ShelfLine
from tui.widgets.wrap import cells, fit, shown

PLACE, KIND, DATE, SURE, BAR = 9, 11, 11, 5, 12
DATE_FROM = 70
"""Width from which on the date stands there too."""
SIGNS = {"sentence": "¶", "member": "·", "name": "@", "number": "#", "term": "="}


@dataclass(frozen=True, slots=True)
class OmissionLine(ShelfLine):
    """A place where something is left out: `title` is what."""

    kind: str = ""
    place: str = ""
    """`3:12`: alignment and bead."""
    sure: float = 0.0
    added: bool = False
    """Whether the translation adds it."""


@dataclass(frozen=True, slots=True)
class CountLine(ShelfLine):
    """Something that is counted: `title` is its name."""

    kind: str = ""
    left_out: int = 0
    of: int = 0
    """How often the source has it; 0 where that is not counted."""
    most: int = 1
    """The largest `left_out` of the list, the length of a whole bar."""
    dates: str = ""


class OmissionShelf(Shelf):
    """Omissions."""

    def columns(self, line: ShelfLine, ground: Style, width: int) -> list[Segment]:
        """Return a line in its columns."""
        faint = ground + self._style("faint")
        if isinstance(line, OmissionLine):
            segments = [
                Segment(fit(line.place, PLACE), faint),
                Segment(fit(f"{SIGNS.get(line.kind, ' ')} {line.kind}", KIND), ground),
                Segment(fit(f"{line.sure:.0%}", SURE), faint),
            ]
            if width >= DATE_FROM:
                segments.insert(1, Segment(fit(line.date, DATE), faint))
            sign = Segment("+ " if line.added else "", ground + self._style("confirmed"))
            room = max(0, width - sum(cells(s.text) for s in segments) - cells(sign.text))
            return [*segments, sign, Segment(fit(shown(line.title), room), ground + self._style("check"))]
        if isinstance(line, CountLine):
            bar = max(1, round(line.left_out * BAR / max(1, line.most)))
            share = f"{line.left_out / line.of:.0%}" if line.of else ""
            segments = [
                Segment("█" * bar + " " * (BAR - bar + 1), ground + self._style("check")),
                Segment(f"{line.left_out:>5}", ground),
                Segment(fit(f" of {line.of}" if line.of else "", 9), faint),
                Segment(fit(share, 5), faint),
            ]
            if width >= DATE_FROM:
                segments += [Segment(fit(line.kind, KIND), faint), Segment(fit(line.dates, 24), faint)]
            room = max(0, width - sum(cells(s.text) for s in segments))
            return [*segments, Segment(fit(shown(line.title), room), ground)]
        return super().columns(line, ground, width)
