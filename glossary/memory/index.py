"""The translation memory over the stored beads: concordance in either language, exact, context and fuzzy matches.

A hit tells in which alignment and bead it stands now, of what text and date it is, and whether an editor has
confirmed the bead. What is looked up is found by `glossary.store.fulltext`; what is shown is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from heapq import merge
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, bindparam, func, select

from glossary.alignment.beads import BeadState
from glossary.checks.findings import Span
from glossary.memory.alerts import alerts
from glossary.memory.expanding import expansions
from glossary.memory.lines import Hit, MatchKind, MemoryMatch, sort_key
from glossary.memory.matching import MINIMUM, best, differences, squeezed
from glossary.memory.query import Query, is_plain, parse
from glossary.store import fulltext
from glossary.store.fulltext import SIDES, Scope
from glossary.store.tables import Alignment, Bead, Document, MemoryUnit, table_of
from glossary.terms.keys import key_with_places, search_key

if TYPE_CHECKING:
    from glossary.store.engine import Database

NEAR = 75.0
"""How much of a query (per cent, at its best place in a sentence) a fuzzy concordance must find."""
MOST_SORTED = 300
"""Hits that are put in another order than the memory's: the confirmed, then the first ones."""
PATIENCE = 5000
"""Beads that a search indexes first; more are left to `catch_up`."""
_MANY = 500
_BATCH = 100
_PLACES = 40

_units = table_of(MemoryUnit)
_beads = table_of(Bead)
_alignments = table_of(Alignment)
_documents = table_of(Document)

# Made once: putting them together is a noticeable part of a search.
_source, _target, _other = _documents.alias("source"), _documents.alias("target"), _beads.alias("other")
_ABOUT = (
    select(_alignments.c.id, _source.c.title, _target.c.title, _source.c.date, _target.c.date)
    .join(_source, _source.c.id == _alignments.c.source_document)
    .join(_target, _target.c.id == _alignments.c.target_document)
    .where(_alignments.c.id.in_(bindparam("some", expanding=True)))
)
_PLACES_OF = select(
    _beads.c.id,
    select(func.count())
    .where(_other.c.alignment_id == _beads.c.alignment_id, _other.c.position < _beads.c.position)
    .scalar_subquery(),
).where(_beads.c.id.in_(bindparam("some", expanding=True)))
_UNITS = select(_units).where(_units.c.bead_id.in_(bindparam("some", expanding=True)))

Progress = Callable[[int, int], None]
"""Called with how many are done, and how many there are."""


class Memory:
    """The stored beads as a translation memory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._sample: fulltext.Rarity | None = None
        self._languages: tuple[int | None, dict[str, set[str]]] | None = None

    def search(
        self,
        query: str,
        language: str | None = None,
        fuzzy: bool = False,
        *,
        limit: int = 50,
        offset: int = 0,
        include_auto: bool = True,
        spellings: bool = True,
        sort: str = "",
        sorted_of: int = MOST_SORTED,
    ) -> Sequence[Hit]:
        """Return the beads in which the query stands, in `language` or in either; confirmed beads come first.

        The query is as `glossary.memory.query` says. `spellings` also finds its other spellings, readings of Chinese
        characters and romanisations. `fuzzy` adds beads that contain something near. `include_auto` counts the beads
        that nobody has confirmed. `sort` is an order of `glossary.memory.lines.ORDERS`; it orders the first
        `sorted_of` hits. Raises UsageError for a query or an order that cannot be understood.
        """
        scope = Scope(language or "", include_auto)
        pattern = self._parsed(query, scope, spellings)
        order = sort_key(sort) if sort else None
        self._keep_up()
        with self._database.read() as connection:
            found = self._found(connection, pattern, scope)
            if order is None:
                hits = list(islice(found, offset, offset + limit))
            else:
                dated = _dated(connection, list(islice(found, sorted_of)))
                hits = sorted(dated, key=order)[offset : offset + limit]
            hits = _dated(connection, hits)
            if fuzzy and offset == 0 and len(hits) < limit:
                hits += self._fuzzy(connection, query, scope, {h.bead_id for h in hits})[: limit - len(hits)]
            return _placed(connection, hits)

    def every(
        self, query: str, language: str | None = None, *, include_auto: bool = True, spellings: bool = True
    ) -> Iterator[Hit]:
        """Yield all beads in which the query stands, with title and date but not yet placed; for exports and counts."""
        scope = Scope(language or "", include_auto)
        pattern = self._parsed(query, scope, spellings)
        self._keep_up()
        with self._database.read() as connection:
            found = self._found(connection, pattern, scope)
            while some := list(islice(found, _MANY)):
                yield from _dated(connection, some)

    def match(
        self,
        text: str,
        language: str,
        limit: int = 10,
        *,
        minimum: float = MINIMUM,
        include_auto: bool = True,
        previous: str | None = None,
        following: str | None = None,
    ) -> Sequence[MemoryMatch]:
        """Return the sentences of `language` most like `text`, with their translations, best first.

        Equal ones score 100; among them come first those that also stand between the same sentences (`previous` and
        `following`, where both are given; empty at the edge of a text). At one score a confirmed bead comes first, then
        the later text; the same pair is returned once, with how often it stands. `minimum` is a score.
        """
        scope = Scope(language, include_auto)
        self._keep_up()
        with self._database.read() as connection:
            numbers = self._alike(connection, text, scope)
            candidates = _sides(connection, numbers, scope)
            points = best(text, [mine for _, mine, _ in candidates], minimum, limit)
            # All that score as the last one wanted: among them the confirmed and the later come first.
            least = int(points[limit - 1][1]) if len(points) > limit else 0
            chosen = [(int(p), *candidates[n]) for n, p in points if int(p) >= least]
            hits = {hit.bead_id: hit for hit in _hits(connection, [c[1] for c in chosen])}
            found = [(points, mine, theirs, hits[number]) for points, number, mine, theirs in chosen if number in hits]
            around: set[int] = set()
            if previous is not None and following is not None:
                around = {
                    hit.bead_id
                    for score, _, _, hit in found
                    if score == 100
                    and _neighbours(connection, hit, language) == (squeezed(previous), squeezed(following))
                }
            found.sort(key=lambda f: f[3].date, reverse=True)
            found.sort(key=lambda f: (-f[0], f[3].bead_id not in around, f[3].state is not BeadState.CONFIRMED))
            groups: dict[tuple[str, str], list[Any]] = {}
            for one in found:
                groups.setdefault((one[1], one[2]), []).append(one)
            shown = [(group[0], len(group)) for group in groups.values()][:limit]
            placed = {hit.bead_id: hit.position for hit in _placed(connection, [f[3] for f, _ in shown])}
        return [self._match(text, language, one, times, placed, around) for one, times in shown]

    def _match(
        self, text: str, language: str, found: Any, times: int, placed: dict[int, int], around: set[int]
    ) -> MemoryMatch:
        points, mine, theirs, hit = found
        changed = differences(text, mine)
        kind = MatchKind.FUZZY if points < 100 else MatchKind.CONTEXT if hit.bead_id in around else MatchKind.EXACT
        return MemoryMatch(
            score=points,
            kind=kind,
            source=mine,
            target=theirs,
            differences=changed,
            alerts=alerts(text, mine, language, changed) if points < 100 else (),
            times=times,
            alignment_id=hit.alignment_id,
            bead_id=hit.bead_id,
            position=placed[hit.bead_id],
            state=hit.state,
            title=hit.title,
            date=hit.date,
        )

    def count(self, *, include_auto: bool = True) -> int:
        """Return how many beads the memory holds."""
        statement = select(func.count()).select_from(_units)
        if not include_auto:
            statement = statement.where(_units.c.confirmed)
        with self._database.read() as connection:
            return int(connection.execute(statement).scalar_one())

    def sample(self, language: str, *, but: str = "", most: int = 2000) -> list[str]:
        """Return sentences of a language from all over the memory, of beads in which the words `but` do not stand."""
        key = search_key(but)
        found: list[str] = []
        with self._database.read() as connection:
            newest = int(connection.execute(select(func.coalesce(func.max(_units.c.bead_id), 0))).scalar_one())
            for step in range(_PLACES):
                numbers = select(_units.c.bead_id).where(_units.c.bead_id > newest * step // _PLACES)
                some = connection.execute(numbers.order_by(_units.c.bead_id).limit(most // _PLACES)).scalars().all()
                for _, mine, other in _sides(connection, some, Scope(language)):
                    if not key or (key not in search_key(other) and key not in search_key(mine)):
                        found.append(mine)
        return list(dict.fromkeys(found))

    def pending(self) -> int:
        """Return how many beads a search does not find yet, since they were saved in bulk and are not indexed."""
        with self._database.read() as connection:
            return fulltext.pending(connection)

    def catch_up(self, progress: Progress | None = None) -> int:
        """Index what was saved in bulk and is not indexed yet; return how many beads.

        In transactions of a second or so, so that it may run in the background while others read and write; what is
        done stays done when it is interrupted. A search does it first where little is pending.
        """
        total = self.pending()
        done = 0
        while total:
            with self._database.write() as connection:
                some = fulltext.catch_up(connection)
            if not some:
                break
            done += some
            if progress:
                progress(done, max(total, done))
        if done > fulltext.CHUNK:
            with self._database.write() as connection:
                fulltext.settle(connection)
        if done:
            self._sample = None
        return done

    def rebuild(self, progress: Progress | None = None) -> None:
        """Build the full-text index anew."""
        with self._database.write() as connection:
            fulltext.rebuild(connection)
        self.catch_up(progress)

    def _keep_up(self) -> None:
        waiting = self.pending()
        if 0 < waiting <= PATIENCE:
            self.catch_up()

    def _rarity(self, connection: Connection) -> fulltext.Rarity:
        sample = self._sample
        if sample is None or sample.is_old(connection):
            sample = self._sample = fulltext.sample(connection)
        return sample

    def _spoken(self, connection: Connection, language: str) -> list[str]:
        """Return the sides on which a language stands at all: looking through the other one takes its time."""
        newest = connection.execute(select(func.max(_alignments.c.id))).scalar_one()
        if self._languages is None or self._languages[0] != newest:
            known = {}
            for side in SIDES:
                spoken = (
                    select(_documents.c.language)
                    .distinct()
                    .join(_alignments, _alignments.c[f"{side}_document"] == _documents.c.id)
                )
                known[side] = set(connection.execute(spoken).scalars())
            self._languages = (newest, known)
        return [side for side in SIDES if any(_is(spoken, language) for spoken in self._languages[1][side])]

    @staticmethod
    def _parsed(query: str, scope: Scope, spellings: bool) -> Query:
        return parse(query, expansions(query, scope.language) if spellings and is_plain(query) else ())

    def _found(self, connection: Connection, query: Query, scope: Scope) -> Iterator[Hit]:
        """Yield the beads in which a query stands: confirmed ones first, each lot in the order of their numbers."""
        if not query:
            return
        rarity = self._rarity(connection)
        pieces = [a.pieces for a in query.alternatives]
        for confirmed in (True, False) if scope.include_auto else (True,):
            numbers = merge(
                *(
                    fulltext.containing(connection, side, pieces, rarity, confirmed=confirmed)
                    for side in self._spoken(connection, scope.language)
                )
            )
            single = (number for number, _ in groupby(numbers))
            while some := list(islice(single, _BATCH)):
                for row in _rows(connection, some):
                    hit = _looked_at(row, query, scope.language)
                    if hit is not None:
                        yield hit

    def _alike(self, connection: Connection, text: str, scope: Scope, *, partly: bool = False) -> list[int]:
        rarity = self._rarity(connection)
        found = [
            fulltext.similar(connection, side, text, rarity, include_auto=scope.include_auto, partly=partly)
            for side in self._spoken(connection, scope.language)
        ]
        return list(dict.fromkeys(chain.from_iterable(found)))

    def _fuzzy(self, connection: Connection, query: str, scope: Scope, known: set[int]) -> list[Hit]:
        numbers = [n for n in self._alike(connection, query, scope, partly=True) if n not in known]
        near = [h for h in (_near(h, query, scope.language) for h in _hits(connection, numbers)) if h]
        near.sort(key=lambda h: (-h.score, h.state is not BeadState.CONFIRMED, h.bead_id))
        return near


def _rows(connection: Connection, numbers: Sequence[int]) -> list[Any]:
    """Return the units of some beads in the order of the numbers."""
    rows: dict[int, Any] = {}
    for start in range(0, len(numbers), _MANY):
        found = connection.execute(_UNITS, {"some": list(numbers[start : start + _MANY])})
        rows.update((row.bead_id, row) for row in found)
    return [rows[n] for n in numbers if n in rows]


def _looked_at(row: Any, query: Query, language: str) -> Hit | None:
    """Return the unit as a hit, None where the query does not really stand in it."""
    sides = []
    via = ""
    for text, spoken in ((row.source_text, row.source_language), (row.target_text, row.target_language)):
        found = query.find(text) if _is(spoken, language) else []
        sides.append(tuple(span for span, _ in found))
        via = via or next((words for _, words in found if words), "")
    if not any(sides):
        return None
    return Hit(
        alignment_id=row.alignment_id,
        bead_id=row.bead_id,
        position=-1,
        state=BeadState.CONFIRMED if row.confirmed else BeadState.AUTO,
        title="",
        date="",
        source=row.source_text,
        target=row.target_text,
        source_language=row.source_language,
        target_language=row.target_language,
        source_spans=sides[0],
        target_spans=sides[1],
        via=via,
    )


def _dated(connection: Connection, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits with title and date of their texts."""
    wanted = sorted({h.alignment_id for h in hits if not (h.title or h.date)})
    known: dict[int, tuple[str, str]] = {}
    for start in range(0, len(wanted), _MANY):
        rows = connection.execute(_ABOUT, {"some": wanted[start : start + _MANY]})
        for number, one, other, day, other_day in rows:
            known[number] = (one or other, day or other_day)
    return [replace(h, title=t[0], date=t[1]) if (t := known.get(h.alignment_id)) else h for h in hits]


def _sides(connection: Connection, numbers: Sequence[int], scope: Scope) -> list[tuple[int, str, str]]:
    """Return (bead, text in the language, the other text) of some beads; both ways where both sides are in it."""
    found = []
    for start in range(0, len(numbers), _MANY):
        # Written out: binding some hundreds of numbers takes longer than finding them.
        listed = ",".join(str(int(n)) for n in numbers[start : start + _MANY])
        statement = (
            "SELECT bead_id, source_text, target_text, source_language, target_language "  # noqa: S608 whole numbers only
            f"FROM memory_unit WHERE bead_id IN ({listed})"
        )
        for number, source, target, one, other in connection.exec_driver_sql(statement):
            if _is(one, scope.language):
                found.append((number, source, target))
            if _is(other, scope.language):
                found.append((number, target, source))
    return found


def _hits(connection: Connection, numbers: Sequence[int]) -> list[Hit]:
    """Return the beads of some numbers in that order, their places still to be found."""
    hits = [
        Hit(
            alignment_id=row.alignment_id,
            bead_id=row.bead_id,
            position=-1,
            state=BeadState.CONFIRMED if row.confirmed else BeadState.AUTO,
            title="",
            date="",
            source=row.source_text,
            target=row.target_text,
            source_language=row.source_language,
            target_language=row.target_language,
        )
        for row in _rows(connection, numbers)
    ]
    return _dated(connection, hits)


def _near(hit: Hit, query: str, language: str) -> Hit | None:
    """Return the hit with its best place and score, or None where nothing is near enough."""
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


def _neighbours(connection: Connection, hit: Hit, language: str) -> tuple[str, str]:
    """Return the text before and after a bead on the side of the language, without spaces; empty at the edge."""
    own = select(_beads.c.position).where(_beads.c.id == hit.bead_id).scalar_subquery()
    found = []
    for closer, order in (
        (_beads.c.position < own, _beads.c.position.desc()),
        (_beads.c.position > own, _beads.c.position),
    ):
        number = connection.execute(
            select(_beads.c.id).where(_beads.c.alignment_id == hit.alignment_id, closer).order_by(order).limit(1)
        ).scalar_one_or_none()
        text = ""
        if number is not None:
            sides = _sides(connection, [int(number)], Scope(language))
            text = sides[0][1] if sides else "\0"  # a bead without a unit is like nothing
        found.append(squeezed(text))
    return found[0], found[1]


def _placed(connection: Connection, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits with the places of their beads."""
    rows = connection.execute(_PLACES_OF, {"some": [h.bead_id for h in hits]}) if hits else ()
    places = {int(number): int(count) for number, count in rows}
    return [replace(h, position=int(places[h.bead_id])) for h in hits]


def _is(spoken: str, language: str) -> bool:
    return not language or spoken == language or spoken.startswith(language + "-")
