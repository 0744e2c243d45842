"""Making new concepts: ids that stay, and the readings that the rules give.

Used by the command line and by the interface, so that a concept is the same however it was made.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from glossary.terms.entries import Concept, Evidence, Reading, Status, Term
from glossary.text.language import base_language


def new_concept_id() -> str:
    """Return a fresh public id of a concept, an NCName: `c-` and ten random hexadecimal digits."""
    return f"c-{secrets.token_hex(5)}"


def new_term_id() -> str:
    """Return a fresh public id of a term, an NCName."""
    return f"t-{secrets.token_hex(5)}"


@lru_cache(maxsize=1_024)
def reading_system(language: str) -> str:
    """Return the system whose reading every term of a language carries; empty for languages without one."""
    return {"ko-KP": "dprk", "ko-KR": "rr", "ko": "dprk", "ja": "hepburn"}.get(language, "") or {
        "ko": "dprk",
        "ja": "hepburn",
    }.get(base_language(language), "")


def rule_reading(text: str, language: str) -> Reading | None:
    """Return what the rules read a text as; None for a language without readings and for no text."""
    system = reading_system(language)
    if not system or not text.strip():
        return None
    from glossary.romanisation.registry import romanise

    return Reading(system=system, text=romanise(text, system=system).form)


def with_reading(term: Term) -> Term:
    """Return the term with its rule-made reading made anew; readings that an editor or a source set are kept."""
    system = reading_system(term.language)
    if any(r.system == system and r.is_override for r in term.readings):
        return term
    made = rule_reading(term.text, term.language)
    if made is None:
        return term
    return replace(term, readings=(made, *(r for r in term.readings if r.system != system)))


def with_readings(concept: Concept) -> Concept:
    """Return the concept with a reading for each Korean and Japanese term that has none; the others stay."""
    lacking = [_lacks_reading(term) for term in concept.terms]
    if True not in lacking:
        return concept
    terms = zip(concept.terms, lacking, strict=True)
    return concept.with_terms(tuple([with_reading(t) if lacks else t for t, lacks in terms]))


def _lacks_reading(term: Term) -> bool:
    system = reading_system(term.language)
    return system != "" and system not in [r.system for r in term.readings]


def with_override(term: Term, system: str, text: str, reason: str = "") -> Term:
    """Return the term with a reading that an editor set; an empty text gives the system back to the rules."""
    others = tuple(r for r in term.readings if r.system != system)
    if not text:
        return (
            with_reading(replace(term, readings=others))
            if reading_system(term.language) == system
            else replace(term, readings=others)
        )
    return replace(term, readings=(Reading(system=system, text=text, is_override=True, reason=reason), *others))


def new_concept(
    terms: Sequence[tuple[str, str]],
    *,
    subject: str = "",
    definition: str = "",
    note: str = "",
    source: str = "",
    house: str = "",
    author: str = "",
) -> Concept:
    """Return a new concept from (language tag, text) pairs; the first term of a language is preferred, others admitted.

    Texts are put into NFC, runs of white space become one space, empty texts are left out.
    """
    seen: set[str] = set()
    made: list[Term] = []
    for language, text in terms:
        clean = " ".join(unicodedata.normalize("NFC", text).split())
        if not clean:
            continue
        status = Status.ADMITTED if language in seen else Status.PREFERRED
        seen.add(language)
        term = Term(
            id=new_term_id(),
            language=language,
            text=clean,
            status=status,
            evidence=Evidence.USER,
            source=source,
            house=house,
        )
        made.append(with_reading(term))
    return Concept(
        id=new_concept_id(), subject=subject, definition=definition, note=note, author=author, terms=tuple(made)
    )
