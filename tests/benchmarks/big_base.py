"""A large term base made by rule: Korean, English and Japanese, four terms a concept.

Every concept has a subject field, an author and its times, every Korean term a reading; a half, a third or a quarter
have attestations, dates of use, usage notes, definitions.
The words are random syllables and letters, always the same ones; nothing in it is a real term.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime

from glossary.terms.entries import (
    Attestation,
    Concept,
    CrossReference,
    Evidence,
    PartOfSpeech,
    Reading,
    Status,
    Term,
    TermType,
)

SEED = 20221007
_SUBJECTS = ("politics/party", "politics/state", "military", "economy/agriculture", "media", "geography")


def big_base(count: int) -> Iterator[Concept]:
    """Yield `count` concepts of four terms each, the same ones in every run."""
    rng = random.Random(SEED)
    made = datetime(2022, 10, 7, 1, 2, 3, tzinfo=UTC)
    for number in range(count):
        korean = "".join(chr(rng.randrange(0xAC00, 0xD7A4)) for _ in range(rng.randint(2, 7)))
        english = " ".join(_word(rng) for _ in range(rng.randint(1, 3)))
        name = f"c{number}"
        terms = (
            Term(
                id=f"{name}.ko",
                language="ko-KP",
                text=korean,
                part_of_speech=PartOfSpeech.NOUN,
                readings=(Reading(system="dprk", text=_word(rng).title()),),
                attestations=(Attestation(source="ED2012", date="2012", count=number % 99),) if number % 2 else (),
            ),
            Term(
                id=f"{name}.en",
                language="en",
                text=english,
                part_of_speech=PartOfSpeech.NOUN,
                house="KCNA",
                source="ED2012",
                evidence=Evidence.PAIRED,
                valid_from=date(2012, 1, 1) if number % 2 else None,
            ),
            Term(
                id=f"{name}.en.2",
                language="en",
                text=_word(rng),
                status=Status.DEPRECATED if number % 3 else Status.ADMITTED,
                type=TermType.SHORT_FORM,
                usage_note="" if number % 3 else "only after the full form",
            ),
            Term(id=f"{name}.ja", language="ja", text=korean[::-1] + "語", evidence=Evidence.STANDARD),
        )
        yield Concept(
            id=name,
            subject=_SUBJECTS[number % len(_SUBJECTS)],
            definition=" ".join(_word(rng) for _ in range(8)) if number % 4 == 0 else "",
            note="a note" if number % 10 == 0 else "",
            references=(CrossReference(target=f"c{number - 1}", kind="related"),) if number % 20 == 1 else (),
            author="editor",
            created=made,
            modified=made,
            terms=terms,
        )


def _word(rng: random.Random) -> str:
    return "".join(rng.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(rng.randint(3, 10)))
