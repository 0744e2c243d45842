"""The translation memory over the stored beads: concordance in either language, exact and fuzzy matches.

A hit tells in which alignment and bead it stands now, of what text and date it is, and whether an editor has
confirmed the bead. What is looked up is found by `glossary.store.fulltext`; what is shown is decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from glossary.alignment.beads import BeadState
from glossary.checks.findings import Span
from glossary.memory.matching import MINIMUM, Difference, best, differences
from glossary.store import fulltext
from glossary.store.fulltext import Scope
from glossary.store.tables import Alignment, Bead, Document, MemoryUnit, table_of
from glossary.terms.keys import key_with_places, occurrences, search_key

if TYPE_CHECKING:
    from glossary.store.engine import Database

NEAR = 75.0
"""How much of a query (per cent, at its best place in a sentence) a fuzzy concordance must find."""
_MANY = 500

_units = table_of(MemoryUnit)
_beads = table_of(Bead)
_alignments = table_of(Alignment)
_documents = table_of(Document)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A bead in which a query stands."""

    alignment_id: int
    bead_id: int
    position: int
    """Place (0-based) of the bead in its alignment."""
    state: BeadState
    title: str
    date: str
    source: str
    target: str
    source_language: str
    target_language: str
    source_spans: tuple[Span, ...] = ()
    """Where the query stands in the source; so `target_spans`."""
    target_spans: tuple[Span, ...] = ()
    score: float = 100.0
    """How much of the query is there, in per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryMatch:
    """A sentence like the one that is to be translated, and its translation."""

    score: int
    """0-100; 100 only where nothing but spacing differs."""
    source: str
    """In the language of the query, whichever side it stood on."""
    target: str
    differences: tuple[Difference, ...]
    """What differs, from the query to `source`."""
    alignment_id: int
    bead_id: int
    position: int
    state: BeadState
    title: str
    date: str


class Memory:
    """The stored beads as a translation memory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sample: fulltext.Rarity | None = None

    def search(
        self,
        query: str,
        language: str | None = None,
        fuzzy: bool = False,
        *,
        limit: int = 50,
        offset: int = 0,
        include_auto: bool = True,
    ) -> Sequence[Hit]:
        """Return the beads that contain the query, in `language` or in either; confirmed beads come first.

        Any part of a word is found, one syllable too; case, spaces and marks do not matter. `fuzzy` adds beads that
        contain something near. `include_auto` counts the beads that nobody has confirmed.
        """
        scope = Scope(language or "", include_auto)
        self.catch_up()
        with self._database.read() as connection:
            numbers = fulltext.containing(connection, query, scope, limit, offset)
            hits = _hits(connection, numbers, query, scope.language)
            if fuzzy and offset == 0 and len(hits) < limit:
                known = set(numbers)
                near = [
                    n for n in fulltext.similar(connection, query, scope, self._rarity(connection)) if n not in known
                ]
                close = [
                    hit for hit in (_near(h, query, scope.language) for h in _hits(connection, near, "", "")) if hit
                ]
                close.sort(key=lambda h: (-h.score, h.state is not BeadState.CONFIRMED, h.bead_id))
                hits += close[: limit - len(hits)]
            return _placed(connection, hits)

    def match(
        self, text: str, language: str, limit: int = 10, *, minimum: float = MINIMUM, include_auto: bool = True
    ) -> Sequence[MemoryMatch]:
        """Return the sentences of `language` most like `text`, with their translations, best first.

        Equal ones score 100; at one score a confirmed bead comes first, then the later text. `minimum` is a score.
        """
        scope = Scope(language, include_auto)
        self.catch_up()
        with self._database.read() as connection:
            numbers = fulltext.similar(connection, text, scope, self._rarity(connection))
            candidates = _sides(connection, numbers, language)
            points = best(text, [mine for _, mine, _ in candidates], minimum)
            # All that score as the last one wanted: among them the confirmed and the later come first.
            least = int(points[limit - 1][1]) if len(points) > limit else 0
            chosen = [(int(p), *candidates[n]) for n, p in points if int(p) >= least]
            hits = {hit.bead_id: hit for hit in _hits(connection, [c[1] for c in chosen], "", "")}
            found = [(points, mine, theirs, hits[number]) for points, number, mine, theirs in chosen]
            found.sort(key=lambda f: f[3].date, reverse=True)
            found.sort(key=lambda f: (-f[0], f[3].state is not BeadState.CONFIRMED))
            found = found[:limit]
            placed = {hit.bead_id: hit.position for hit in _placed(connection, [f[3] for f in found])}
        return [
            MemoryMatch(
                score=points,
                source=mine,
                target=theirs,
                differences=differences(text, mine),
                alignment_id=hit.alignment_id,
                bead_id=hit.bead_id,
                position=placed[hit.bead_id],
                state=hit.state,
                title=hit.title,
                date=hit.date,
            )
            for points, mine, theirs, hit in found
        ]

    def count(self, *, include_auto: bool = True) -> int:
        """Return how many beads the memory holds."""
        statement = select(func.count()).select_from(_units)
        if not include_auto:
            statement = statement.where(_units.c.confirmed)
        with self._database.read() as connection:
            return int(connection.execute(statement).scalar_one())

    def catch_up(self) -> int:
        """Index what was saved in bulk and is not indexed yet; return how many beads.

        Every search does it first; a program may do it in the background after a large import (20,000 beads: 1 s).
        """
        with self._database.read() as connection:
            if not fulltext.pending(connection):
                return 0
        with self._database.write() as connection:
            return fulltext.catch_up(connection)

    def _rarity(self, connection: Connection) -> fulltext.Rarity:
        sample = self._sample
        if sample is None or sample.is_old(connection):
            sample = self._sample = fulltext.sample(connection)
        return sample

    def rebuild(self) -> None:
        """Build the full-text index anew."""
        with self._database.write() as connection:
            fulltext.rebuild(connection)


def _sides(connection: Connection, numbers: Sequence[int], language: str) -> list[tuple[int, str, str]]:
    """Return (bead, text in the language, the other text) of some beads; both ways where both sides are in it."""
    columns = (
        _units.c.bead_id,
        _units.c.source_text,
        _units.c.target_text,
        _units.c.source_language,
        _units.c.target_language,
    )
    found = []
    for start in range(0, len(numbers), _MANY):
        statement = select(*columns).where(_units.c.bead_id.in_(numbers[start : start + _MANY]))
        for number, source, target, one, other in connection.execute(statement).all():
            if _is(one, language):
                found.append((number, source, target))
            if _is(other, language):
                found.append((number, target, source))
    return found


def _hits(connection: Connection, numbers: Sequence[int], query: str, language: str) -> list[Hit]:
    """Return the beads of some numbers in that order, their places still to be found."""
    source, target = _documents.alias("source"), _documents.alias("target")
    columns = (
        _units,
        _beads.c.state,
        source.c.title.label("source_title"),
        target.c.title.label("target_title"),
        source.c.date.label("source_date"),
        target.c.date.label("target_date"),
    )
    rows: dict[int, Any] = {}
    for start in range(0, len(numbers), _MANY):
        statement = (
            select(*columns)
            .join(_beads, _beads.c.id == _units.c.bead_id)
            .join(_alignments, _alignments.c.id == _units.c.alignment_id)
            .join(source, source.c.id == _alignments.c.source_document)
            .join(target, target.c.id == _alignments.c.target_document)
            .where(_units.c.bead_id.in_(numbers[start : start + _MANY]))
        )
        rows.update((row.bead_id, row) for row in connection.execute(statement))
    return [_hit(rows[number], query, language) for number in numbers if number in rows]


def _hit(row: Any, query: str, language: str) -> Hit:
    def spans(text: str, spoken: str) -> tuple[Span, ...]:
        if not query or not _is(spoken, language):
            return ()
        return tuple(Span(start, end) for start, end in occurrences(text, query))

    return Hit(
        alignment_id=row.alignment_id,
        bead_id=row.bead_id,
        position=-1,
        state=BeadState(row.state),
        title=row.source_title or row.target_title,
        date=row.source_date or row.target_date,
        source=row.source_text,
        target=row.target_text,
        source_language=row.source_language,
        target_language=row.target_language,
        source_spans=spans(row.source_text, row.source_language),
        target_spans=spans(row.target_text, row.target_language),
    )


def _near(hit: Hit, query: str, language: str) -> Hit | None:
    """Return the hit with its best place and score, or None where nothing is near enough."""
    from dataclasses import replace

    from rapidfuzz.fuzz import partial_ratio_alignment

    wanted = search_key(query)
    top: Hit | None = None
    for side, text, spoken in (
        ("source_spans", hit.source, hit.source_language),
        ("target_spans", hit.target, hit.target_language),
    ):
        if not _is(spoken, language):
            continue
        key, places = key_with_places(text)
        # A query longer than the sentence would be found in part only, which is no finding.
        if len(key) < len(wanted):
            continue
        found = partial_ratio_alignment(wanted, key, score_cutoff=NEAR)
        if found and found.dest_end > found.dest_start and (top is None or found.score > top.score):
            span = Span(places[found.dest_start], places[found.dest_end - 1] + 1)
            top = replace(hit, score=found.score, **{side: (span,)})  # type: ignore[arg-type]
    return top


def _placed(connection: Connection, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits with the places of their beads."""
    from dataclasses import replace

    other = _beads.alias()
    place = (
        select(func.count())
        .where(other.c.alignment_id == _beads.c.alignment_id, other.c.position < _beads.c.position)
        .scalar_subquery()
    )
    statement = select(_beads.c.id, place).where(_beads.c.id.in_([h.bead_id for h in hits]))
    places = {int(number): int(count) for number, count in connection.execute(statement)} if hits else {}
    return [replace(h, position=int(places[h.bead_id])) for h in hits]


def _is(spoken: str, language: str) -> bool:
    return not language or spoken == language or spoken.startswith(language + "-")
