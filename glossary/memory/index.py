"""The translation memory over the stored beads: concordance in either language, exact, context and fuzzy matches.

A hit tells in which alignment and bead it stands now, of what text and date it is, and whether an editor has
confirmed the bead. What is looked up is found by `glossary.store.fulltext`; which of it is shown is decided here,
and its texts and places come from `glossary.memory.found`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from glossary.alignment.beads import BeadState
from glossary.memory.alerts import alerts
from glossary.memory.expanding import expansions
from glossary.memory.found import dated, hits_of, is_in, looked_at, nearest, neighbours, placed, sides_of, unit_rows
from glossary.memory.lines import DATED, Hit, MatchKind, MemoryMatch, sort_key
from glossary.memory.matching import MINIMUM, best, differences, squeezed
from glossary.memory.query import Query, is_plain, parse
from glossary.store import fulltext
from glossary.store.fulltext import SIDES, Scope
from glossary.store.tables import Alignment, Document, MemoryUnit, table_of
from glossary.terms.keys import search_key

if TYPE_CHECKING:
    from glossary.store.engine import Database

MOST_SORTED = 200
"""Hits that are put in another order than the memory's: the confirmed, then the first ones."""
MOST_LOOKED_AT = 800
"""Beads that are looked at for them; where fewer hits are among these, the first page is filled all the same."""
PATIENCE = 5000
"""Beads that a search indexes first; more are left to `catch_up`."""
_MANY = 500
_BATCH = 100
_PLACES = 40

_units = table_of(MemoryUnit)
_alignments = table_of(Alignment)
_documents = table_of(Document)

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
        `sorted_of` hits; where nobody says how many, fewer if they are seldom among the beads that are looked at.
        Raises UsageError for a query or an order that cannot be understood.
        """
        scope = Scope(language or "", include_auto)
        pattern = self._parsed(query, scope, spellings)
        order = sort_key(sort) if sort else None
        self._keep_up()
        with self._database.read() as connection:
            if order is None:
                hits = list(islice(self._found(connection, pattern, scope), offset, offset + limit))
            else:
                enough = min(limit, sorted_of) if sorted_of == MOST_SORTED else sorted_of
                found = self._found(connection, pattern, scope, enough=enough)
                first = list(islice(found, sorted_of))
                if sort in DATED:
                    first = dated(connection, first)
                hits = sorted(first, key=order)[offset : offset + limit]
            hits = dated(connection, hits)
            if fuzzy and offset == 0 and len(hits) < limit:
                hits += self._fuzzy(connection, query, scope, {h.bead_id for h in hits})[: limit - len(hits)]
            return placed(connection, hits)

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
                yield from dated(connection, some)

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
            candidates = sides_of(connection, numbers, scope)
            points = best(text, [mine for _, mine, _ in candidates], minimum, limit)
            # All that score as the last one wanted: among them the confirmed and the later come first.
            least = int(points[limit - 1][1]) if len(points) > limit else 0
            chosen = [(int(p), *candidates[n]) for n, p in points if int(p) >= least]
            hits = {hit.bead_id: hit for hit in hits_of(connection, [c[1] for c in chosen])}
            found = [(points, mine, theirs, hits[number]) for points, number, mine, theirs in chosen if number in hits]
            around: set[int] = set()
            if previous is not None and following is not None:
                around = {
                    hit.bead_id
                    for score, _, _, hit in found
                    if score == 100
                    and neighbours(connection, hit, language) == (squeezed(previous), squeezed(following))
                }
            found.sort(key=lambda f: f[3].date, reverse=True)
            found.sort(key=lambda f: (-f[0], f[3].bead_id not in around, f[3].state is not BeadState.CONFIRMED))
            groups: dict[tuple[str, str], list[Any]] = {}
            for one in found:
                groups.setdefault((one[1], one[2]), []).append(one)
            shown = [(group[0], len(group)) for group in groups.values()][:limit]
            places = {hit.bead_id: hit.position for hit in placed(connection, [f[3] for f, _ in shown])}
        return [self._match(text, language, one, times, places, around) for one, times in shown]

    def _match(
        self, text: str, language: str, found: Any, times: int, places: dict[int, int], around: set[int]
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
            position=places[hit.bead_id],
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
                for _, mine, other in sides_of(connection, some, Scope(language)):
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
        return [side for side in SIDES if any(is_in(spoken, language) for spoken in self._languages[1][side])]

    @staticmethod
    def _parsed(query: str, scope: Scope, spellings: bool) -> Query:
        return parse(query, expansions(query, scope.language) if spellings and is_plain(query) else ())

    def _found(self, connection: Connection, query: Query, scope: Scope, *, enough: int | None = None) -> Iterator[Hit]:
        """Yield the beads in which a query stands: confirmed ones first, each lot in the order of their numbers.

        With `enough` hits no more are looked for when MOST_LOOKED_AT beads have been looked at.
        """
        if not query:
            return
        rarity = self._rarity(connection)
        pieces = [a.pieces for a in query.alternatives]
        sides = self._spoken(connection, scope.language)
        numbers = fulltext.containing(connection, sides, pieces, rarity, include_auto=scope.include_auto)
        seen = hits = 0
        while some := list(islice(numbers, _BATCH)):
            for row in unit_rows(connection, some):
                hit = looked_at(row, query, scope.language)
                if hit is not None:
                    hits += 1
                    yield hit
            seen += len(some)
            if enough is not None and hits >= enough and seen >= MOST_LOOKED_AT:
                return

    def _alike(self, connection: Connection, text: str, scope: Scope, *, partly: bool = False) -> list[int]:
        rarity = self._rarity(connection)
        found = [
            fulltext.similar(connection, side, text, rarity, include_auto=scope.include_auto, partly=partly)
            for side in self._spoken(connection, scope.language)
        ]
        return list(dict.fromkeys(chain.from_iterable(found)))

    def _fuzzy(self, connection: Connection, query: str, scope: Scope, known: set[int]) -> list[Hit]:
        numbers = [n for n in self._alike(connection, query, scope, partly=True) if n not in known]
        near = [h for h in (nearest(h, query, scope.language) for h in hits_of(connection, numbers)) if h]
        near.sort(key=lambda h: (-h.score, h.state is not BeadState.CONFIRMED, h.bead_id))
        return near
