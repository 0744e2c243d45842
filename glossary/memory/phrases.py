"""What the data base teaches phrase alignment: aligned sentences, pairs of terms, links that editors accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from glossary.memory.knowledge import term_pairs
from glossary.phrases.suggest import PhraseKnowledge
from glossary.store import phrase_links
from glossary.store.tables import MemoryUnit, table_of
from glossary.text.language import base_language

if TYPE_CHECKING:
    from glossary.store.engine import Database

_units = table_of(MemoryUnit)


def beads_between(database: Database, source_language: str, target_language: str, most: int) -> list[tuple[str, str]]:
    """Return the texts of the memory's beads from one language to another, confirmed ones and the latest first."""
    wanted = base_language(source_language), base_language(target_language)
    texts: list[tuple[str, str]] = []
    with database.read() as connection:
        for one, two in (("source", "target"), ("target", "source")):
            rows = connection.execute(
                select(_units.c[f"{one}_text"], _units.c[f"{two}_text"])
                .where(
                    _units.c[f"{one}_language"].like(f"{wanted[0]}%"),
                    _units.c[f"{two}_language"].like(f"{wanted[1]}%"),
                )
                .order_by(_units.c.confirmed.desc(), _units.c.bead_id.desc())
                .limit(most)
            )
            texts += [(row[0], row[1]) for row in rows]
    return list(dict.fromkeys(texts))[:most]


def phrase_knowledge(database: Database, source_language: str, target_language: str) -> PhraseKnowledge:
    """Return what is known of two languages; learning from 5,000 beads takes some three seconds."""
    from glossary.phrases.association import MOST_BEADS, associate

    texts = beads_between(database, source_language, target_language, MOST_BEADS)
    return PhraseKnowledge(
        associate(texts, source_language, target_language),
        tuple(term_pairs(database, source_language, target_language)),
        tuple(accepted_links(database, source_language, target_language)),
    )


def accepted_links(database: Database, source_language: str, target_language: str) -> list[tuple[str, str]]:
    """Return the phrases that editors linked, from source to target, the latest first."""
    with database.read() as connection:
        return phrase_links.every(connection, (base_language(source_language), base_language(target_language)))
