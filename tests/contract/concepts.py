"""Small concepts for the tests of the term base."""

from __future__ import annotations

from datetime import UTC, date, datetime

from glossary.terms.entries import (
    Attestation,
    Concept,
    CrossReference,
    Evidence,
    Match,
    PartOfSpeech,
    Reading,
    Status,
    Term,
    TermType,
)


def term(number: str, language: str, text: str, **fields: object) -> Term:
    """Return a term."""
    return Term(id=number, language=language, text=text, **fields)  # type: ignore[arg-type]


def concept(number: str, korean: str, english: str = "", **fields: object) -> Concept:
    """Return a concept with a Korean and, if it is given, an English term."""
    terms = [term(f"{number}-ko", "ko-KP", korean)]
    if english:
        terms.append(term(f"{number}-en", "en", english))
    return Concept(id=number, terms=tuple(terms), **fields)  # type: ignore[arg-type]


FULL = Concept(
    id="c-full",
    subject="state/organ",
    definition="최고정책적지도기관",
    definition_source="Constitution, article 107",
    note="formed in 2016",
    references=(CrossReference(target="c-other"), CrossReference(target="c-older", kind="broader")),
    approved=True,
    approved_by="Chief",
    author="someone",
    created=datetime(2020, 1, 2, 3, 4, 5, 678, tzinfo=UTC),
    terms=(
        Term(
            id="t-1",
            language="ko-KP",
            text="국무위원회",
            type=TermType.FULL_FORM,
            part_of_speech=PartOfSpeech.NOUN,
            match=Match.PREFIX,
            readings=(
                Reading(system="dprk", text="Kungmuwiwŏnhoe"),
                Reading(system="hanja", text="國務委員會", is_override=True, reason="dictionary"),
            ),
        ),
        Term(
            id="t-2",
            language="en",
            text="State Affairs Commission",
            status=Status.ADMITTED,
            case_sensitive=True,
            do_not_translate=True,
            register="formal",
            region="KP",
            house="KCNA",
            usage_note="of the DPRK",
            comment="capitals",
            source="kcna",
            evidence=Evidence.PAIRED,
            valid_from=date(2016, 6, 29),
            valid_until=date(2031, 12, 31),
            attestations=(
                Attestation(source="kcna", date="2016-06", count=12),
                Attestation(source="bead", bead=3, start=5, end=9, context="the State Affairs Commission"),
            ),
        ),
        term("t-3", "en", "SAC", status=Status.FORBIDDEN, type=TermType.ACRONYM),
        term("t-4", "ja", "国務委員会"),
    ),
)
"""A concept that uses every field."""
