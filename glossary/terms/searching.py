"""Search of the term base in SQL: which concepts, in which order. Terms and readings are compared folded.

A query in either country's spelling or in Chinese characters finds the term in its own; initial consonants (ㅍㅇ) find
the Korean terms whose syllables begin so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Boolean, Connection, Select, and_, case, func, literal, or_, select, union_all
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from glossary.terms.keys import initial_ranges, query_keys, stored_key
from glossary.terms.rows import concepts, readings, terms


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for; empty fields ask for nothing."""

    query: str = ""
    subject: str = ""
    language: str = ""


def ids(connection: Connection, scope: Scope, limit: int | None, offset: int) -> list[str]:
    """Return the ids of the concepts in scope, in order."""
    statement = _ranked(scope).limit(limit).offset(offset)
    if limit is None and offset == 0:
        statement = _ranked(scope)
    return [str(row[0]) for row in connection.execute(statement)]


def count(connection: Connection, scope: Scope) -> int:
    """Return how many concepts are in scope."""
    return int(connection.execute(select(func.count()).select_from(_ranked(scope).subquery())).scalar_one())


def speaks(column: Any, language: str) -> Any:
    """Return the condition that a column holds a language or a variety of it."""
    return or_(column == language, column.startswith(f"{language}-", autoescape=True))


def _ranked(scope: Scope) -> Select[Any]:
    conditions = []
    if scope.subject:
        below = concepts.c.subject.startswith(f"{scope.subject}/", autoescape=True)
        conditions.append(or_(concepts.c.subject == scope.subject, below))
    if not scope.query.strip():
        if scope.language:
            mine = select(terms.c.concept_id).where(speaks(terms.c.language, scope.language))
            conditions.append(concepts.c.id.in_(mine))
        return select(concepts.c.id).where(*conditions).order_by(concepts.c.sort_key, concepts.c.id)
    found = _found(scope).subquery()
    best = select(found.c.concept_id, func.min(found.c.rank).label("rank")).group_by(found.c.concept_id).subquery()
    return (
        select(concepts.c.id)
        .join(best, best.c.concept_id == concepts.c.id)
        .where(*conditions)
        .order_by(best.c.rank, concepts.c.sort_key, concepts.c.id)
    )


def _found(scope: Scope) -> Any:
    """Return (concept, rank) of every term and reading that is, begins with or contains the query; ranks from 0."""
    text = scope.query.strip()
    key = stored_key(text)
    spoken = [speaks(terms.c.language, scope.language)] if scope.language else []
    if not key:  # signs only: they are in the text and not in the key
        return select(terms.c.concept_id, literal(4).label("rank")).where(
            terms.c.text.contains(text, autoescape=True), *spoken
        )
    if ranges := initial_ranges(text):
        begins, holds = SyllablesBegin(terms.c.folded, ranges, True), SyllablesBegin(terms.c.folded, ranges, False)
        rank = case((begins, 2), else_=4).label("rank")
        return select(terms.c.concept_id, rank).where(holds, *spoken)
    in_terms = select(terms.c.concept_id, _rank(terms.c.folded, key, 0)).where(terms.c.folded.contains(key), *spoken)
    others = [
        select(terms.c.concept_id, _rank(terms.c.folded, other, 1)).where(terms.c.folded.contains(other), *spoken)
        for other in query_keys(text)
        if other != key
    ]
    in_readings = (
        select(terms.c.concept_id, _rank(readings.c.folded, key, 1))
        .join(terms, terms.c.id == readings.c.term_id)
        .where(readings.c.folded.contains(key), *spoken)
    )
    by_id = select(concepts.c.id, literal(0)).where(concepts.c.id == text)
    by_term = select(terms.c.concept_id, literal(0)).where(and_(terms.c.id == text))
    return union_all(in_terms, in_readings, by_id, by_term, *others)


class SyllablesBegin(FunctionElement[bool]):
    """Whether syllables of a column lie in the given ranges, one after the other; at its beginning or anywhere."""

    name = "syllables_begin"
    type = Boolean()
    inherit_cache = True

    def __init__(self, column: Any, ranges: Sequence[tuple[str, str]], at_start: bool) -> None:
        pattern = "".join(f"[{first}-{last}]" for first, last in ranges)
        glob = f"{pattern}*" if at_start else f"*{pattern}*"
        super().__init__(column, literal(glob), literal(f"^{pattern}" if at_start else pattern))


@compiles(SyllablesBegin, "sqlite")
def _glob(element: Any, compiler: Any, **options: Any) -> str:
    column, glob, _ = list(element.clauses)
    return f"{compiler.process(column, **options)} GLOB {compiler.process(glob, **options)}"


@compiles(SyllablesBegin, "postgresql")
def _regex(element: Any, compiler: Any, **options: Any) -> str:
    column, _, regex = list(element.clauses)
    return f"{compiler.process(column, **options)} ~ {compiler.process(regex, **options)}"


def _rank(column: Any, key: str, least: int) -> Any:
    return case((column == key, least), (column.startswith(key), least + 2), else_=least + 4).label("rank")
