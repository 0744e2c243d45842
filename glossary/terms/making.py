"""Making new concepts: ids that stay, and the readings that the rules give.

Used by the command line and by the interface, so that a concept is the same however it was made.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from glossary.terms.entries import Concept, Evidence, Reading, Status, Term
from glossary.text.language import base_language


def new_concept_id() -> str:
    """Return a fresh public id of a concept, an NCName: `c-` and ten random hexadecimal digits."""
    return f"c-{secrets.token_hex(5)}"


def new_term_id() -> str:
    """Return a fresh public id of a term, an NCName."""
    return f"t-{secrets.token_hex(5)}"


def reading_system(language: str) -> str:
    """Return the system whose reading every term of a language carries; empty for languages without one."""
    return {"ko-KP": "dprk", "ko-KR": "rr", "ko": "dprk", "ja": "hepburn"}.get(language, "") or {
        "ko": "dprk",
        "ja": "hepburn",
    }.get(base_language(language), "")


def with_reading(term: Term) -> Term:
    """Return the term with its rule-made reading made anew; readings that an editor or a source set are kept."""
    system = reading_system(term.language)
    if not system or any(r.system == system and r.is_override for r in term.readings):
        return term
    from glossary.romanisation.registry import romanise

    made = Reading(system=system, text=romanise(term.text, system=system).form)
    return replace(term, readings=(made, *(r for r in term.readings if r.system != system)))


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
