"""The list of the term base: one line a concept, Korean and its rendering side by side, with signs.

Invariant: as the library's list, it knows lines and no data base.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style

from glossary.terms.entries import Concept, Status, Term
from tui.widgets.concept_card import SIGNS, languages
from tui.widgets.shelf import Shelf, ShelfLine
from tui.widgets.wrap import fit, shown


@dataclass(frozen=True, slots=True)
class ConceptLine(ShelfLine):
    """A concept: `title` is its first Korean term."""

    rendering: str = ""
    sign: str = " "
    """The status of the title's term, where it is not the preferred one."""


def concept_line(concept: Concept, *, chosen: bool = False) -> ConceptLine:
    """Return the line of a concept: Korean first, else its first language; then the best term of the next ones."""
    tags = languages(concept)
    first, *others = (_best(concept.in_language(tag)) for tag in tags)
    rendering = " / ".join(term.text for term in others)
    sign = "" if first.status is Status.PREFERRED else SIGNS[first.status][0]
    return ConceptLine(first.text, (concept.id, 0), chosen=chosen, rendering=rendering, sign=sign)


def _best(terms: tuple[Term, ...]) -> Term:
    return min(terms, key=lambda term: list(Status).index(term.status))


class ConceptShelf(Shelf, inherit_bindings=False):
    """Concepts with a cursor."""

    def columns(self, line: ShelfLine, ground: Style, width: int) -> list[Segment]:
        """Return what stands behind the cursor and the sign of the chosen ones."""
        if not isinstance(line, ConceptLine):
            return super().columns(line, ground, width)
        left = min(26, width // 2)
        return [
            Segment(fit(line.sign, 2) if line.sign else "", ground + self._style("check")),
            Segment(fit(shown(line.title), left - (2 if line.sign else 0)), ground),
            Segment(fit(" " + shown(line.rendering), max(0, width - left)), ground),
        ]
