"""Renderings over time of what is stored: beads of the memory and counts that the term base holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from glossary.errors import InputError
from glossary.memory.renderings import known_renderings, place_of, rendered_hits
from glossary.terms.entries import Attestation, Concept, Evidence, Term
from glossary.terms.keys import search_key
from glossary.terms.making import new_term_id
from glossary.terms.timeline import OTHER, Proposal, Use
from glossary.text.language import base_language

if TYPE_CHECKING:
    from glossary.alignment.encoder import Encoder
    from glossary.store.engine import Database

MOST = 20_000


def uses_of(
    database: Database,
    term: str,
    language: str = "ko",
    *,
    counts: bool = False,
    encoder: Callable[[], Encoder] | None = None,
) -> list[Use]:
    """Return how the memory renders a term, bead by bead; with `counts`, what the term base counts of its renderings.

    A rendering is taken to be the same in whatever case; it is shown as the term base or most beads write it. With the
    sentence encoder the phrase aligner looks for those that neither the term base nor counting knows.
    """
    hits = list(islice(database.memory.every(term, language), MOST))
    found: list[Use] = []
    if hits:
        known = known_renderings(database, term, place_of(hits[0]).language)
        shown = {form.casefold(): form for form in known}
        rendered = rendered_hits(database, term, hits, encoder=encoder)
        for hit, rendering in zip(hits, rendered, strict=True):
            key = rendering.casefold()
            singular = key.removesuffix("s")
            form = shown.get(key) or shown.get(singular) or shown.setdefault(key, rendering)
            found.append(Use(form or OTHER, hit.date, place=f"{hit.alignment_id}/{hit.bead_id}"))
    if counts:
        concept = concept_of(database, term, language)
        for english in concept.terms if concept else ():
            if base_language(english.language) != base_language(language):
                found += [
                    Use(english.text, a.date, a.count, one_sided=True)
                    for a in english.attestations
                    if a.count is not None and a.bead is None
                ]
    return found


def concept_of(database: Database, term: str, language: str = "ko") -> Concept | None:
    """Return the concept that has exactly this term in a language."""
    wanted = search_key(term)
    found = database.concepts.find(term, language=base_language(language), limit=20)
    return next(
        (c for c in found if any(search_key(t.text) == wanted for t in c.in_language(base_language(language)))), None
    )


def keep_dates(database: Database, term: str, some: Sequence[Proposal], language: str = "ko") -> Concept:
    """Write proposed dates of use into the term base; a rendering that is not there yet is added.

    Raises InputError where no concept has the term.
    """
    concept = concept_of(database, term, language)
    if concept is None:
        raise InputError(f"{term} is not in the term base.", hint=f"malmoi terms add {term} ENGLISH")
    terms = list(concept.terms)
    for proposal in some:
        at = next((n for n, t in enumerate(terms) if t.text.casefold() == proposal.rendering.casefold()), None)
        if at is None:
            terms.append(
                Term(
                    id=new_term_id(),
                    language="en",
                    text=proposal.rendering,
                    evidence=Evidence.PAIRED,
                    comment=proposal.because,
                )
            )
            at = len(terms) - 1
        terms[at] = replace(
            terms[at],
            valid_from=proposal.valid_from or terms[at].valid_from,
            valid_until=proposal.valid_until or terms[at].valid_until,
        )
    return database.concepts.save(concept.with_terms(tuple(terms)))


def attest(database: Database, uses: Sequence[Use], source: str) -> tuple[int, list[str]]:
    """Add counts of strings to the terms that are written so; return how many were added, and what no term is.

    A count of the same source and date takes the place of the one before.
    """
    by_text: dict[str, list[Use]] = {}
    for use in uses:
        by_text.setdefault(use.rendering, []).append(use)
    added, left = 0, set(by_text)
    for concept in list(database.concepts.all()):
        terms = []
        for term in concept.terms:
            mine = by_text.get(term.text, []) if base_language(term.language) != "ko" else []
            if mine:
                left.discard(term.text)
                new = [Attestation(source=source, date=use.date, count=use.count) for use in mine]
                dates = {use.date for use in mine}
                kept = [a for a in term.attestations if a.source != source or a.date not in dates]
                if [a for a in new if a not in term.attestations]:
                    added += len(new)
                    term = replace(term, attestations=(*kept, *new))  # noqa: PLW2901
            terms.append(term)
        if tuple(terms) != concept.terms:
            database.concepts.save(concept.with_terms(tuple(terms)))
    return added, sorted(left)
