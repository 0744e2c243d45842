"""The translation memory as the screens need it: a concordance, laid out and ordered. Plain records out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.memory.lines import Group, Line
    from glossary.store.engine import Database
    from tui.trail import PhraseStep

MOST = 1000
"""Lines that are shown; whoever wants more asks `malmoi search --all`."""
SORTED = 5000
"""Hits that are put in order before the first `MOST` are taken."""
RENDERING = "rendering"
"""The order that puts lines of the same rendering together."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; without a heading where the order has none."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Concordance:
    """What a query found."""

    query: str
    order: str
    blocks: tuple[Block, ...]
    waiting: int
    """Sentences that are not indexed yet and could not be found."""

    @property
    def count(self) -> int:
        """How many lines there are."""
        return sum(len(block.lines) for block in self.blocks)

    @property
    def is_full(self) -> bool:
        """Whether there may be more than is shown."""
        return self.count >= MOST


@dataclass(frozen=True, slots=True)
class Rendered:
    """Renderings of a term over time."""

    chart: str
    proposed: tuple[str, ...]
    """Dates of use that the data suggest, in words."""


class MemoryDesk:
    """Looks words up in all that is aligned."""

    def __init__(self, database: Callable[[], Database]) -> None:
        self._database = database

    def concordance(self, query: str, order: str = "", most: int = MOST) -> Concordance:
        """Return where words stand, in an order of `lines.ORDERS`, by `RENDERING`, or the confirmed ones first.

        At most `most` lines.

        Raises UsageError for a query that cannot be understood.
        """
        from glossary.memory.index import PATIENCE
        from glossary.memory.lines import line

        memory = self._database().memory
        grouping = order == RENDERING
        hits = memory.search(query, limit=most, sort="" if grouping else order, sorted_of=SORTED)
        if grouping:
            from glossary.alignment.encoder import shared_encoder
            from glossary.memory.renderings import group_hits

            groups = group_hits(self._database(), query, hits, encoder=shared_encoder)
            blocks = tuple(Block(_heading(g), tuple(line(h, 0) for h in g.hits)) for g in groups)
        else:
            blocks = (Block("", tuple(line(h, 0) for h in hits)),) if hits else ()
        waiting = memory.pending()
        return Concordance(query, order, blocks, waiting if waiting > PATIENCE else 0)

    def rendered(self, term: str, width: int) -> Rendered:
        """Return how a term was rendered year by year, as a chart of so many cells."""
        from glossary.alignment.encoder import shared_encoder
        from glossary.memory.timeline import uses_of
        from glossary.terms.timeline import chart, proposals, timeline

        line_up = timeline(uses_of(self._database(), term, _language(term), encoder=shared_encoder))
        told = tuple(
            f"{p.rendering}   {p.valid_from or ''} – {p.valid_until or ''}   {p.because}" for p in proposals(line_up)
        )
        return Rendered(chart(line_up, width), told)

    def keep_dates(self, term: str) -> PhraseStep | None:
        """Write the proposed dates; return what takes them back, None where there are none. Raises InputError."""
        from glossary.alignment.encoder import shared_encoder
        from glossary.memory import timeline as stored
        from glossary.terms.timeline import proposals, timeline
        from tui.trail import PhraseStep

        base, language = self._database(), _language(term)
        found = proposals(timeline(stored.uses_of(base, term, language, encoder=shared_encoder)))
        if not found:
            return None
        former = stored.concept_of(base, term, language)
        return PhraseStep("dates of use", concept=stored.keep_dates(base, term, found, language), former=former)

    def drop_dates(self, step: PhraseStep) -> None:
        """Take written dates back. Raises StaleWriteError where the concept was changed since."""
        from tui.trail import take_back

        take_back(self._database(), 0, step)


def _language(term: str) -> str:
    from glossary.text.language import base_language, guess_language

    return base_language(guess_language(term).replace("und", "en"))


def _heading(group: Group) -> str:
    dates = group.first if group.first == group.last else f"{group.first} – {group.last}"
    return f"{group.rendering or 'rendering not known'}   {len(group.hits)} ({group.share:.0%})   {dates}"
