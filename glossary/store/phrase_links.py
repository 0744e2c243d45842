"""Phrase links as rows: which words of a source sentence which words of the target render.

A link is anchored in segments (see `tables_texts.PhraseLink`); here it is turned into spans of the bead where it stands
now. A link whose two ends no longer share a bead, or whose words are gone, is not shown; it comes back when they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from glossary.alignment.beads import Bead, Bitext, Segment
from glossary.checks.findings import Span
from glossary.errors import InputError, NotFoundError
from glossary.store.memory_units import joiner
from glossary.store.records import PhraseLinkRecord
from glossary.store.tables import Alignment, Document, PhraseLink, now, table_of
from glossary.text.language import base_language

links = table_of(PhraseLink)
alignments = table_of(Alignment)
documents = table_of(Document)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a bead as text, with where each segment begins in it."""

    text: str
    starts: tuple[tuple[int, int], ...]
    """(segment id, offset)"""

    @classmethod
    def of(cls, names: Sequence[int], segments: dict[int, Segment], language: str) -> Side:
        """Return a side of a bead."""
        gap, offset, starts, words = joiner(language), 0, [], []
        for name in names:
            starts.append((name, offset))
            words.append(segments[name].text)
            offset += len(words[-1]) + len(gap)
        return cls(gap.join(words), tuple(starts))

    def anchor(self, span: Span) -> tuple[int, int, str]:
        """Return the segment in which a span begins, the offset in it, and the words. Raises InputError."""
        words = self.text[span.start : span.end]
        if not 0 <= span.start < span.end <= len(self.text) or not words.strip():
            raise InputError(
                f"The phrase {span.start}-{span.end} does not lie in the sentence ({len(self.text)} characters)."
            )
        segment, start = [pair for pair in self.starts if pair[1] <= span.start][-1]
        return segment, span.start - start, words

    def find(self, segment: int, offset: int, words: str) -> Span | None:
        """Return where the words stand now: where they stood, else their nearest occurrence, else None."""
        start = dict(self.starts)[segment] + offset
        if self.text.startswith(words, start):
            return Span(start, start + len(words))
        places, place = [], self.text.find(words)
        while place >= 0:
            places.append(place)
            place = self.text.find(words, place + 1)
        if not places:
            return None
        nearest = min(places, key=lambda p: abs(p - start))
        return Span(nearest, nearest + len(words))


@dataclass(frozen=True, slots=True)
class Anchored:
    """A phrase pair as it is stored."""

    source: tuple[int, int, str]
    target: tuple[int, int, str]


def anchored(bitext: Bitext, bead: Bead, source: Span, target: Span) -> Anchored:
    """Return where a phrase pair of a bead is anchored. Raises InputError for a span outside the bead."""
    return Anchored(
        _side(bitext, bead, "source").anchor(source),
        _side(bitext, bead, "target").anchor(target),
    )


def add(connection: Connection, alignment_id: int, pair: Anchored, terms: tuple[str, str], author: str) -> int:
    """Write a link and return its number."""
    values = {
        "alignment_id": alignment_id,
        "source_segment": pair.source[0],
        "source_start": pair.source[1],
        "source_text": pair.source[2],
        "target_segment": pair.target[0],
        "target_start": pair.target[1],
        "target_text": pair.target[2],
        "source_term": terms[0],
        "target_term": terms[1],
        "author": author,
        "created": now(),
        "version": 1,
    }
    key: Any = connection.execute(insert(links).values(values)).inserted_primary_key
    return int(key[0])


def add_all(connection: Connection, alignment_id: int, bitext: Bitext, author: str) -> None:
    """Write the phrases that a bitext brings along; one that does not lie in its bead is passed over."""
    for phrase in bitext.phrases:
        try:
            pair = anchored(
                bitext,
                bitext.beads[phrase.bead],
                Span(phrase.source_start, phrase.source_end),
                Span(phrase.target_start, phrase.target_end),
            )
        except (InputError, IndexError):
            continue
        add(connection, alignment_id, pair, ("", ""), phrase.author or author)


def every(connection: Connection, languages: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the words of all links between two languages (base tags), from source to target, the latest first."""
    one, two = documents.alias(), documents.alias()
    rows = connection.execute(
        select(links.c.source_text, links.c.target_text, one.c.language, two.c.language)
        .join(alignments, alignments.c.id == links.c.alignment_id)
        .join(one, one.c.id == alignments.c.source_document)
        .join(two, two.c.id == alignments.c.target_document)
        .where(alignments.c.removed.is_(None))
        .order_by(links.c.id.desc())
    )
    found = []
    for source, target, first, second in rows:
        bases = base_language(first), base_language(second)
        if bases == languages:
            found.append((source, target))
        elif bases == languages[::-1]:
            found.append((target, source))
    return list(dict.fromkeys(found))


def remove(connection: Connection, alignment_id: int, link_id: int) -> dict[str, Any]:
    """Take a link away and return what it was, for the log."""
    mine = (links.c.id == link_id) & (links.c.alignment_id == alignment_id)
    row = connection.execute(select(links).where(mine)).mappings().first()
    if row is None:
        raise NotFoundError(f"Alignment {alignment_id} has no phrase link {link_id}.")
    connection.execute(delete(links).where(mine))
    return {**row, "created": row["created"].isoformat()}


def exchange(connection: Connection, alignment_id: int) -> None:
    """Let source and target change places in all links of an alignment."""
    names = ("segment", "start", "text", "term")
    swapped = {f"source_{n}": links.c[f"target_{n}"] for n in names} | {
        f"target_{n}": links.c[f"source_{n}"] for n in names
    }
    connection.execute(update(links).where(links.c.alignment_id == alignment_id).values(**swapped))


def resolved(connection: Connection, alignment_id: int, bitext: Bitext) -> tuple[PhraseLinkRecord, ...]:
    """Return the links that can be shown, in the order of the beads."""
    rows = connection.execute(select(links).where(links.c.alignment_id == alignment_id).order_by(links.c.id)).all()
    if not rows:
        return ()
    place = {("source", i): n for n, bead in enumerate(bitext.beads) for i in bead.source}
    place |= {("target", i): n for n, bead in enumerate(bitext.beads) for i in bead.target}
    found = []
    for row in rows:
        number = place.get(("source", row.source_segment))
        if number is None or number != place.get(("target", row.target_segment)):
            continue
        bead = bitext.beads[number]
        source = _side(bitext, bead, "source").find(row.source_segment, row.source_start, row.source_text)
        target = _side(bitext, bead, "target").find(row.target_segment, row.target_start, row.target_text)
        if source and target:
            found.append(
                PhraseLinkRecord(
                    id=row.id,
                    bead=number,
                    source=source,
                    target=target,
                    source_text=row.source_text,
                    target_text=row.target_text,
                    source_term=row.source_term,
                    target_term=row.target_term,
                    author=row.author,
                    created=row.created,
                )
            )
    return tuple(sorted(found, key=lambda link: (link.bead, link.source.start, link.id)))


def _side(bitext: Bitext, bead: Bead, side: str) -> Side:
    names: tuple[int, ...] = getattr(bead, side)
    wanted = set(names)
    segments = {s.id: s for s in getattr(bitext, side) if s.id in wanted}
    return Side.of(names, segments, getattr(bitext, f"{side}_language"))
