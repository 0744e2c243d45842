"""What a worker does: read a member into articles with their cards, and align a pair. Plain data in, plain data out.

These functions run in other processes, on other machines too; they read no data base and keep nothing but the encoder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.corpus.reading import Member, Unread, documents
from glossary.errors import MalmoiError
from glossary.text.language import base_language

if TYPE_CHECKING:
    from glossary.alignment.beads import Bitext
    from glossary.corpus.pairing import Card
    from glossary.store.records import NewDocument

SENTENCES = 12
"""Of an article that are encoded for its card: the head of a news item tells what it is about."""
_NAMES = 20
_SPELLINGS = 12


@dataclass(frozen=True)
class Read:
    """The articles of one member with their cards."""

    name: str
    articles: tuple[tuple[NewDocument, Card], ...]
    problem: str = ""
    """Why it could not be read; then there are no articles."""


def read(member: Member | Unread, house: str = "") -> Read:
    """Read one member; a bad one is told, not raised."""
    if isinstance(member, Unread):
        return Read(member.name, (), member.reason)
    try:
        found = documents(member, house=house)
    except MalmoiError as error:
        return Read(member.name, (), error.message)
    return Read(member.name, tuple((document, card(document)) for document in found))


def card(document: NewDocument) -> Card:
    """Return what pairing knows of an article."""
    from glossary.alignment.encoder import shared_encoder
    from glossary.corpus.pairing import Card
    from glossary.text.numbers import find_values

    sentences = [s for paragraph in document.paragraphs for s in paragraph]
    head = sentences[:SENTENCES]
    vectors = shared_encoder().blocks(head, 1).vectors[0]
    text = "\n".join(sentences[: 3 * SENTENCES])
    numbers = frozenset(
        str(v.value) for v in find_values(text, document.language) if not v.weak and v.kind != "weekday"
    )
    aliases: tuple[frozenset[str], ...] = ()
    names: frozenset[str] = frozenset()
    if base_language(document.language) == "ko":
        aliases = _korean_names("\n".join(head))
    elif base_language(document.language) == "en":
        names = _english_words("\n".join(head))
    return Card(
        name=document.name,
        date=document.date,
        vector=vectors.mean(axis=0),
        title=vectors[0] if document.title else None,
        numbers=numbers,
        names=names,
        length=sum(map(len, sentences)),
        aliases=aliases,
    )


def _korean_names(text: str) -> tuple[frozenset[str], ...]:
    from glossary.romanisation.folding import folded
    from glossary.romanisation.sentences import names_in_korean
    from glossary.romanisation.spellings import spellings

    found = dict.fromkeys(match.text for match in names_in_korean(text))
    return tuple(frozenset(folded(s.form) for s in spellings(name)[:_SPELLINGS]) for name in list(found)[:_NAMES])


def _english_words(text: str) -> frozenset[str]:
    import re

    from glossary.romanisation.folding import folded

    words = re.findall(r"[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,2}", text)
    found = set()
    for run in words:
        parts = run.split()
        found |= {folded(" ".join(parts[i:j])) for i in range(len(parts)) for j in range(i + 1, len(parts) + 1)}
    return frozenset(found - {""})


@dataclass(frozen=True)
class Job:
    """A pair of articles to be aligned."""

    number: int
    source: NewDocument
    target: NewDocument


def align_pair(job: Job) -> tuple[int, Bitext]:
    """Align one pair and return it with its number."""
    from dataclasses import replace

    from glossary.alignment.engine import align, segments

    sides = [_flat(job.source), _flat(job.target)]
    bitext = align(segments(*sides[0]), segments(*sides[1]), job.source.language, job.target.language)
    return job.number, replace(
        bitext,
        source_title=job.source.title,
        target_title=job.target.title,
        date=job.source.date or job.target.date,
    )


def _flat(document: NewDocument) -> tuple[Sequence[str], Sequence[int]]:
    sentences = [(s, n) for n, paragraph in enumerate(document.paragraphs) for s in paragraph]
    return [s for s, _ in sentences], [n for _, n in sentences]
