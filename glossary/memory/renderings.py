"""A concordance grouped by rendering, over what is stored."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from glossary.memory.lines import Group, Hit, grouped
from glossary.memory.rendered import Place, renderings
from glossary.terms.keys import search_key
from glossary.text.language import base_language

if TYPE_CHECKING:
    from glossary.alignment.encoder import Encoder
    from glossary.store.engine import Database

MOST = 5000
"""Hits that are grouped: the confirmed, then the first ones."""
MOST_ALIGNED = 100
"""Hits that the phrase aligner is asked about; each takes some 15 ms."""
LEAST_SURE, LEAST_OFFERED = 0.3, 0.1
"""Probability that the aligner's best span must have, and each that is offered."""


def rendering_groups(
    database: Database,
    query: str,
    language: str | None = None,
    *,
    include_auto: bool = True,
    spellings: bool = True,
    encoder: Callable[[], Encoder] | None = None,
) -> list[Group]:
    """Return the hits of a query put together by how the other language renders it, the most frequent first.

    With the sentence encoder the phrase aligner looks for the renderings that neither the term base nor counting knows.
    """
    found = database.memory.every(query, language, include_auto=include_auto, spellings=spellings)
    return group_hits(database, query, list(islice(found, MOST)), encoder=encoder)


def group_hits(
    database: Database, query: str, hits: Sequence[Hit], *, encoder: Callable[[], Encoder] | None = None
) -> list[Group]:
    """Return some hits of a query put together as `rendering_groups` does."""
    if not hits:
        return []
    rendered = rendered_hits(database, query, hits, encoder=encoder)
    by_bead = {(hit.alignment_id, hit.bead_id): rendering for hit, rendering in zip(hits, rendered, strict=True)}
    return grouped(hits, lambda hit: by_bead[hit.alignment_id, hit.bead_id])


def rendered_hits(
    database: Database, query: str, hits: Sequence[Hit], *, encoder: Callable[[], Encoder] | None = None
) -> list[str]:
    """Return how the other language renders a query in each of its hits, empty where that is not known.

    The phrase aligner is asked about MOST_ALIGNED of the hits that neither the term base nor counting knows, spread
    over all of them; what it finds more than once is looked for in the others.
    """
    if not hits:
        return []
    places = [place_of(hit) for hit in hits]
    other = places[0].language
    known = known_renderings(database, query, other)
    if not known:  # a romanised query, or one in another spelling: the term base knows the words that it found
        known = known_renderings(database, Counter(p.words for p in places).most_common(1)[0][0], other)
    rendered = renderings(places, known, database.memory.sample(other, but=query))
    left = [at for at, rendering in enumerate(rendered) if not rendering]
    if not left or encoder is None:
        return rendered
    asked = left[:: -(-len(left) // MOST_ALIGNED)]
    for at, rendering in zip(asked, aligned_renderings([hits[at] for at in asked], encoder()), strict=True):
        rendered[at] = rendering
    found = Counter(rendered[at] for at in asked if rendered[at])
    rest = [at for at in left if not rendered[at]]
    again = renderings([places[at] for at in rest], [form for form, n in found.items() if n > 1])
    for at, rendering in zip(rest, again, strict=True):
        rendered[at] = rendering
    return rendered


def aligned_renderings(hits: Sequence[Hit], encoder: Encoder) -> list[str]:
    """Return what the phrase aligner takes for the rendering in each hit, empty where it is in doubt.

    It offers some spans a hit; the one that most hits agree on, by their probabilities, is taken.
    """
    from glossary.phrases.suggest import Suggester

    suggesters: dict[tuple[str, str], Suggester] = {}
    offered: list[list[tuple[str, float]]] = []
    for hit in hits:
        languages = (hit.source_language, hit.target_language)
        suggester = suggesters.setdefault(languages, Suggester(languages, encoder=encoder))
        side = 0 if hit.source_spans else 1
        span = (hit.target_spans if side else hit.source_spans)[0]
        found = suggester.suggest(hit.source, hit.target, span, side=side)
        offered.append([(s.text, s.probability) for s in found if s.probability >= LEAST_OFFERED])
    weight: defaultdict[str, float] = defaultdict(float)
    for some in offered:
        for text, probability in some:
            weight[search_key(text)] += probability
    return [
        max(some, key=lambda o: (weight[search_key(o[0])], o[1]))[0] if some and some[0][1] >= LEAST_SURE else ""
        for some in offered
    ]


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
