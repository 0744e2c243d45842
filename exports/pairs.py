"""A term base as pairs of a source and a target term: what glossaries of two columns can hold.

Shared by OmegaT and Weblate. Deprecated, superseded and forbidden terms are left out, because these tools offer every
target that they are given as a translation; what is left out is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from exports.formats import TermOptions
from exports.holds import Holds, Tally
from exports.tbx_categories import READING_NOTES
from glossary.terms.entries import Concept, Status, Term
from glossary.text.language import resolve_language

HOLDS: Final = Holds.only(
    part={
        "term.readings": "in the comment, not read back",
        "concept.subject": "in the comment, not read back",
        "concept.definition": "in the comment, not read back",
        "term.status": "the preferred term comes first, what is not permitted is left out",
    }
)


@dataclass(frozen=True, slots=True)
class Pair:
    """One source term with the permitted terms of the target language, the preferred ones first."""

    concept: Concept
    source: Term
    targets: tuple[Term, ...]


def pairs(concepts: Iterator[Concept], options: TermOptions, tally: Tally) -> Iterator[Pair]:
    """Yield the pairs of each concept; a term without counterpart is counted as lost."""
    source, target = resolve_language(options.source_language), resolve_language(options.target_language)
    for concept in concepts:
        tally.see(concept)
        permitted = tuple(t for t in concept.terms if t.status.permitted)
        tally.lose("term.unpermitted", len(concept.terms) - len(permitted))
        sources = _of(permitted, source, options.source_language)
        targets = _of(permitted, target, options.target_language)
        tally.lose("language", len(permitted) - len(sources) - len(targets))
        if not sources or not targets:
            tally.lose("term.alone", len(sources) + len(targets))
            continue
        ordered = tuple(sorted(targets, key=lambda t: t.status is not Status.PREFERRED))
        for term in sources:
            yield Pair(concept, term, ordered)


def _of(terms: tuple[Term, ...], tag: str, asked: str) -> tuple[Term, ...]:
    """Return the terms of a language; one asked for without region takes every variety."""
    return tuple(t for t in terms if t.language == tag or ("-" not in asked and t.language.split("-")[0] == asked))


def remark(pair: Pair) -> str:
    """Return subject field, romanisations and definition in one line."""
    readings = "; ".join(f"{r.text} ({READING_NOTES.get(r.system, r.system)})" for r in pair.source.readings if r.text)
    parts = (pair.concept.subject, readings, pair.concept.definition)
    return " | ".join(" ".join(part.split()) for part in parts if part.strip())


def assemble(rows: Iterator[tuple[str, str, str, str]], columns: Mapping[str, str]) -> Iterator[Concept]:
    """Yield the concepts of rows (id or empty, source, target, comment); rows with one id or source are one concept.

    `columns` may name the languages: `{"source": "ko", "target": "en"}`.
    """
    source = resolve_language(columns.get("source", "ko"))
    target = resolve_language(columns.get("target", "en"))
    gathered: dict[str, tuple[str, dict[str, None], dict[str, None]]] = {}
    for identity, left, right, comment in rows:
        made = identity or "c-" + blake2b(f"{source}\x1f{left}".encode("utf-8", "replace"), digest_size=6).hexdigest()
        _, targets, comments = gathered.setdefault(made, (left, {}, {}))
        if right:
            targets[right] = None
        if comment:
            comments[comment] = None
    for identity, (left, targets, comments) in gathered.items():
        terms = [Term(id=f"{identity}.{source}.1", language=source, text=left)]
        terms.extend(
            Term(
                id=f"{identity}.{target}.{number}",
                language=target,
                text=text,
                status=Status.ADMITTED if number > 2 else Status.PREFERRED,
            )
            for number, text in enumerate(targets, start=2)
        )
        yield Concept(id=identity, note="\n".join(comments), terms=tuple(terms))
