"""A concordance grouped by rendering, over what is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from glossary.memory.lines import Group, Hit, grouped
from glossary.memory.rendered import Place, renderings
from glossary.terms.keys import search_key
from glossary.text.language import base_language

if TYPE_CHECKING:
    from glossary.store.engine import Database

MOST = 5000
"""Hits that are grouped: the confirmed, then the first ones."""


def rendering_groups(
    database: Database,
    query: str,
    language: str | None = None,
    *,
    include_auto: bool = True,
    spellings: bool = True,
) -> list[Group]:
    """Return the hits of a query put together by how the other language renders it, the most frequent first."""
    found = database.memory.every(query, language, include_auto=include_auto, spellings=spellings)
    return group_hits(database, query, list(islice(found, MOST)))


def group_hits(database: Database, query: str, hits: Sequence[Hit]) -> list[Group]:
    """Return some hits of a query put together by how the other language renders it, the most frequent first."""
    if not hits:
        return []
    places = [place_of(hit) for hit in hits]
    other = places[0].language
    known = known_renderings(database, query, other)
    if not known:  # a romanised query, or one in another spelling: the term base knows the words that it found
        known = known_renderings(database, Counter(p.words for p in places).most_common(1)[0][0], other)
    rendered = renderings(places, known, database.memory.sample(other, but=query))
    by_bead = {(hit.alignment_id, hit.bead_id): rendering for hit, rendering in zip(hits, rendered, strict=True)}
    return grouped(hits, lambda hit: by_bead[hit.alignment_id, hit.bead_id])


def place_of(hit: Hit) -> Place:
    """Return the words found in a hit and the sentence against them."""
    if hit.source_spans:
        span = hit.source_spans[0]
        return Place(hit.source[span.start : span.end], hit.target, hit.target_language)
    span = hit.target_spans[0]
    return Place(hit.target[span.start : span.end], hit.source, hit.source_language)


def known_renderings(database: Database, query: str, language: str) -> list[str]:
    """Return the terms of a language in the concepts that a query names."""
    wanted = search_key(query)
    found = []
    for concept in database.concepts.find(query) if wanted else ():
        if any(search_key(t.text) == wanted for t in concept.terms):
            found += [t.text for t in concept.terms if base_language(t.language) == base_language(language)]
    return found
