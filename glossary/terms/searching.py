"""Search of the term base: which concepts, in which order. Terms and readings are compared folded.

A query in either country's spelling or in Chinese characters finds the term in its own; initial consonants (ㅍㅇ) find
the Korean terms whose syllables begin so; a fuzzy search also finds what is spelled nearly so. What is the query comes
first, then what begins with it, then what contains it, then what is like it; in each of these by the first Korean term.
The stages are gone through only as far as results are wanted: the first page of a large term base costs milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from glossary.store import concept_text
from glossary.terms.keys import initials, initials_asked, query_keys, stored_key
from glossary.terms.rows import MANY, concepts, readings, terms
from glossary.text.language import base_language

ORDERED = 1000
"""Matches of a stage that are put in order; what comes after them follows as it was made. Nobody reads so far."""


_SHORTEST_PART = 5
"""Characters of a query that may stand, nearly so, inside a longer term."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for; empty fields ask for nothing."""

    query: str = ""
    subject: str = ""
    language: str = ""
    fuzzy: bool = False


def ids(connection: Connection, scope: Scope, limit: int | None, offset: int) -> list[str]:
    """Return the ids of the concepts in scope, in order."""
    if scope.query.strip():
        return list(islice(_found(connection, scope), offset, None if limit is None else offset + limit))
    statement = _listed(scope).order_by(concepts.c.sort_key, concepts.c.id)
    if limit is not None or offset:
        statement = statement.limit(limit).offset(offset)
    return [str(row[0]) for row in connection.execute(statement)]


def count(connection: Connection, scope: Scope) -> int:
    """Return how many concepts are in scope."""
    if scope.query.strip():
        return sum(1 for _ in _found(connection, scope))
    return int(connection.execute(select(func.count()).select_from(_listed(scope).subquery())).scalar_one())


def speaks(column: Any, language: str) -> Any:
    """Return the condition that a column holds a language or a variety of it."""
    return or_(column == language, column.startswith(f"{language}-", autoescape=True))


def _listed(scope: Scope) -> Select[Any]:
    statement = select(concepts.c.id)
    if scope.subject:
        statement = statement.where(_below(scope.subject))
    if scope.language:
        mine = select(terms.c.concept_id).where(speaks(terms.c.language, scope.language))
        statement = statement.where(concepts.c.id.in_(mine))
    return statement


def _below(subject: str) -> Any:
    return or_(concepts.c.subject == subject, concepts.c.subject.startswith(f"{subject}/", autoescape=True))


def _found(connection: Connection, scope: Scope) -> Iterator[str]:
    """Yield the concepts that a query finds, best first, each once."""
    seen: set[str] = set()
    for stage in _stages(connection, scope):
        found = iter(stage)
        while some := list(islice(found, MANY if seen else ORDERED)):
            fresh = [number for number in dict.fromkeys(some) if number not in seen]
            seen.update(fresh)
            inside = _in_order(connection, fresh, scope)
            # What is like the query comes by its likeness, everything else by its words.
            yield from sorted(inside, key=fresh.index) if isinstance(stage, _Nearest) else inside


def _stages(connection: Connection, scope: Scope) -> Iterator[Iterable[str]]:
    text = scope.query.strip()
    letters = initials_asked(text)
    own = letters or stored_key(text)
    yield _named(connection, text)
    if not own:  # signs only: they are in the text and not in the key
        yield _of(connection, select(terms.c.concept_id).where(terms.c.text.contains(text, autoescape=True)), scope)
        return
    if letters:
        holding = _speaking(connection, concept_text.containing(connection, [letters]), [letters], scope)
        first = list(islice(holding, ORDERED))
        whole, beginning = _beginning_so(connection, first, letters)
        yield whole
        yield beginning
        yield chain(first, holding)
        return
    others = [key for key in query_keys(text) if key != own]
    for matches in (lambda column, key: column == key, _begins):
        yield _of(connection, select(terms.c.concept_id).where(matches(terms.c.folded, own)), scope)
        also = [select(terms.c.concept_id).where(matches(terms.c.folded, key)) for key in others]
        in_readings = select(terms.c.concept_id).join(readings, readings.c.term_id == terms.c.id)
        also.append(in_readings.where(matches(readings.c.folded, own)))
        yield chain.from_iterable(_of(connection, statement, scope) for statement in also)
    yield _speaking(connection, concept_text.containing(connection, [own, *others]), [own, *others], scope)
    if scope.fuzzy:
        yield _like(connection, [own, *others], text, scope)


def _begins(column: Any, key: str) -> Any:
    """Return the condition that a key begins so, as a range that an index serves."""
    return (column >= key) & (column < key + "\U0010ffff")


def _named(connection: Connection, text: str) -> Iterator[str]:
    """Yield the concept whose id, or a term's id, the query is."""
    for statement in (
        select(concepts.c.id).where(concepts.c.id == text),
        select(terms.c.concept_id).where(terms.c.id == text),
    ):
        yield from (str(row[0]) for row in connection.execute(statement))


def _of(connection: Connection, statement: Select[Any], scope: Scope) -> Iterator[str]:
    """Yield the concepts of a statement over terms."""
    if scope.language:
        statement = statement.where(speaks(terms.c.language, scope.language))
    for row in connection.execute(statement):
        yield str(row[0])


def _in_order(connection: Connection, numbers: list[str], scope: Scope) -> Iterator[str]:
    """Yield concepts by their sort key, without those of other subject fields."""
    found: list[tuple[str, str]] = []
    for start in range(0, len(numbers), MANY):
        statement = select(concepts.c.sort_key, concepts.c.id)
        statement = statement.where(concepts.c.id.in_(numbers[start : start + MANY]))
        if scope.subject:
            statement = statement.where(_below(scope.subject))
        found += [(str(key), str(number)) for key, number in connection.execute(statement)]
    yield from (number for _, number in sorted(found))


def _speaking(connection: Connection, found: Iterable[str], keys: list[str], scope: Scope) -> Iterator[str]:
    """Yield those of some concepts that hold one of the keys in the language of the scope."""
    if not scope.language:
        yield from found
        return
    numbers = iter(found)
    while some := list(islice(numbers, MANY)):
        own = select(terms.c.concept_id, terms.c.folded, terms.c.language).where(terms.c.concept_id.in_(some))
        read = select(terms.c.concept_id, readings.c.folded, terms.c.language).join(
            readings, readings.c.term_id == terms.c.id
        )
        read = read.where(terms.c.concept_id.in_(some))
        holding: set[str] = set()
        for statement in (own, read):
            for number, folded, language in connection.execute(
                statement.where(speaks(terms.c.language, scope.language))
            ):
                lines = [folded, initials(folded)] if base_language(language) == "ko" else [folded]
                if any(key in line for key in keys for line in lines):
                    holding.add(str(number))
        yield from (number for number in some if number in holding)


def _beginning_so(connection: Connection, numbers: list[str], letters: str) -> tuple[list[str], list[str]]:
    """Return those of some concepts with a Korean term of which these are the initial consonants: all, the first."""
    whole: list[str] = []
    beginning: list[str] = []
    for start in range(0, len(numbers), MANY):
        statement = select(terms.c.concept_id, terms.c.folded).where(
            terms.c.concept_id.in_(numbers[start : start + MANY]), speaks(terms.c.language, "ko")
        )
        for number, folded in connection.execute(statement):
            own = initials(folded)
            if own.startswith(letters):
                (whole if own == letters else beginning).append(str(number))
    return whole, beginning


class _Nearest(list[str]):
    """Concepts of which the order tells how near they are."""


def _like(connection: Connection, keys: list[str], text: str, scope: Scope) -> _Nearest:
    """Return the concepts with a term or reading that is nearly one of the keys, the nearest first."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.fuzz import partial_ratio
    from rapidfuzz.process import extract

    asked = list(keys)
    if any("가" <= c <= "힣" for c in text):
        # One wrong syllable may leave no pair of syllables as it was; the letters of its romanisation mostly do.
        from glossary.romanisation.registry import romanise

        asked.append(stored_key(romanise(text, "dprk").form))
    owners: dict[str, list[str]] = {}
    for number, lines in concept_text.nearly(connection, asked):
        for line in lines.split("\n"):
            owners.setdefault(line, []).append(number)
    found: list[tuple[float, str]] = []
    for key in asked:
        most = 1 if len(key) <= 4 else 2 if len(key) <= 8 else 3
        whole = extract(key, list(owners), scorer=OSA.distance, processor=None, score_cutoff=most, limit=None)
        found += [(distance, line) for line, distance, _ in whole if distance < len(key) - 1]
    for key in keys:
        if len(key) >= _SHORTEST_PART:
            longer = [line for line in owners if len(line) > len(key)]
            parts = extract(key, longer, scorer=partial_ratio, processor=None, score_cutoff=85, limit=None)
            found += [(4 + (100 - likeness) / 10, line) for line, likeness, _ in parts]
    scored: dict[str, float] = {}
    for distance, line in found:
        for number in owners[line]:
            scored[number] = min(scored.get(number, distance), distance)
    nearest = sorted(scored, key=lambda number: (scored[number], number))
    return _Nearest(_speaking_at_all(connection, nearest, scope))


def _speaking_at_all(connection: Connection, numbers: list[str], scope: Scope) -> Iterator[str]:
    """Yield those of some concepts that have a term in the language of the scope."""
    if not scope.language or not numbers:
        yield from numbers
        return
    statement = select(terms.c.concept_id).where(
        terms.c.concept_id.in_(numbers), speaks(terms.c.language, scope.language)
    )
    having = {str(row[0]) for row in connection.execute(statement)}
    yield from (number for number in numbers if number in having)
