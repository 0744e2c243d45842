"""What the data base can teach the aligner, read when it is asked for: confirmed beads and pairs of terms.

Nothing of it is kept: a lexicon of some thousand beads takes less time than the texts take to be aligned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from glossary.alignment.knowledge import Knowledge
from glossary.alignment.lexicon import estimate
from glossary.store.tables import MemoryUnit, Term, table_of
from glossary.terms.entries import Status
from glossary.text.language import base_language

if TYPE_CHECKING:
    from glossary.store.engine import Database

MOST_BEADS = 4000
"""Of the beads that were confirmed last; more measured hardly better."""
_PERMITTED = tuple(status.value for status in Status if status.permitted)

_units = table_of(MemoryUnit)
_terms = table_of(Term)


def knowledge(database: Database, source_language: str, target_language: str) -> Knowledge | None:
    """Return what is known of two languages, None where that is nothing."""
    wanted = base_language(source_language), base_language(target_language)
    texts: list[tuple[str, str]] = []
    with database.read() as connection:
        for way in ("there", "back"):
            one, two = ("source", "target") if way == "there" else ("target", "source")
            rows = connection.execute(
                select(_units.c[f"{one}_text"], _units.c[f"{two}_text"])
                .where(
                    _units.c.confirmed,
                    _units.c[f"{one}_language"].like(f"{wanted[0]}%"),
                    _units.c[f"{two}_language"].like(f"{wanted[1]}%"),
                )
                .order_by(_units.c.bead_id.desc())
                .limit(MOST_BEADS)
            )
            texts += [(row[0], row[1]) for row in rows]
    terms = term_pairs(database, source_language, target_language)
    lexicon = estimate(sorted(set(texts))[:MOST_BEADS], source_language, target_language)
    return Knowledge(lexicon, terms) if lexicon or terms else None


def term_pairs(database: Database, source_language: str, target_language: str) -> list[tuple[str, str]]:
    """Return the permitted terms of both languages that name the same concept, in order of their texts."""
    wanted = base_language(source_language), base_language(target_language)
    first, second = _terms.alias(), _terms.alias()
    with database.read() as connection:
        pairs = connection.execute(
            select(first.c.text, second.c.text)
            .join(second, second.c.concept_id == first.c.concept_id)
            .where(
                first.c.language.like(f"{wanted[0]}%"),
                second.c.language.like(f"{wanted[1]}%"),
                first.c.status.in_(_PERMITTED),
                second.c.status.in_(_PERMITTED),
            )
            .order_by(first.c.text, second.c.text)
        )
        return [(row[0], row[1]) for row in pairs]
