"""Texts as a command is given them: a file, standard input or a stored document, cut into segments.

A `TextInput` keeps the whole decoded file, so that a finding can name line and column of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.alignment.beads import Bitext, Segment
from glossary.errors import DatabaseError, InputError, UsageError
from glossary.text.houses import house_of
from glossary.text.language import guess_language, resolve_language
from tui.context import state
from tui.output import resolve_tag, say

if TYPE_CHECKING:
    from glossary.alignment.engine import Engine
    from glossary.alignment.knowledge import Knowledge
    from glossary.store.engine import Database
    from glossary.store.records import AlignmentRecord


@dataclass(frozen=True)
class TextInput:
    """One text, ready to be aligned."""

    name: str
    language: str
    segments: tuple[Segment, ...]
    raw: str = ""
    """The whole file as it was decoded, to find places in; empty for a stored document."""
    document: int | None = None
    """The id of the stored document it came from."""
    title: str = ""
    date: str = ""
    house: str = ""
    """Who published it, where the text says so."""

    @property
    def paragraphs(self) -> tuple[tuple[str, ...], ...]:
        """The sentences by paragraph, without empty ones."""
        grouped: dict[int, list[str]] = {}
        for segment in self.segments:
            if segment.text:
                grouped.setdefault(segment.paragraph, []).append(segment.text)
        return tuple(tuple(texts) for texts in grouped.values())


@dataclass(frozen=True)
class Pair:
    """Two texts and their alignment."""

    source: TextInput
    target: TextInput
    bitext: Bitext


def read_input(name: str, *, language: str | None = None, segmented: bool = False) -> TextInput:
    """Read a text: an existing file, `-`, or the id of a stored document.

    Raises InputError where the file cannot be read or holds nothing, NotFoundError for an unknown id.
    """
    if name != "-" and name.isdigit() and not Path(name).exists():
        return _stored(int(name), language)
    from tui.output import input_bytes

    data = input_bytes(name)
    label = "standard input" if name == "-" else name
    return segment_lines(data, label, language) if segmented else _read_page(data, label, language)


def segment_lines(data: bytes, name: str, language: str | None = None) -> TextInput:
    """Return a text that has one sentence a line; an empty line stays a segment, so that numbers are line numbers."""
    from glossary.text.encoding import decode

    decoded = decode(data, name=name)
    lines = decoded.text.removesuffix("\n").split("\n")
    segments = tuple(Segment(i, line.strip(), i) for i, line in enumerate(lines))
    return TextInput(name, language_of(decoded.text, language), segments, decoded.original)


def _read_page(data: bytes, name: str, language: str | None) -> TextInput:
    from glossary.text.encoding import decode
    from glossary.text.reading import read_text
    from glossary.text.sentences import split_paragraph

    read = read_text(data, name=name)
    articles = read.page.articles
    if not articles:
        raise InputError(f"{name}: there is a list of headlines but no article.", hint="Save the page of one article.")
    tag = language_of("\n".join(a.text for a in articles), language)
    segments: list[Segment] = []
    for paragraph, text in enumerate(line for article in articles for line in article.text.split("\n")):
        segments += [
            Segment(len(segments) + i, sentence.text, paragraph)
            for i, sentence in enumerate(split_paragraph(text, tag))
        ]
    raw = decode(data, name=name).original if read.format == "text" else ""
    first = articles[0]
    house = house_of(first.dateline_agency, first.source_line)
    return TextInput(name, tag, tuple(segments), raw, None, first.title or Path(name).stem, first.date, house)


def _stored(number: int, language: str | None) -> TextInput:
    with state.open() as database:
        return document_input(database, number, language)


def document_input(database: Database, number: int, language: str | None = None) -> TextInput:
    """Return a stored document as a text. Raises NotFoundError for an unknown id."""
    record = database.documents.get(number)
    segments = tuple(database.documents.segments(number))
    tag = resolve_tag(language) if language else record.language
    name = record.title or f"document {number}"
    return TextInput(name, tag, segments, "", number, record.title, record.date, record.house)


def language_of(text: str, wanted: str | None) -> str:
    """Return the wanted language, else the one of the text's script; raises InputError where it cannot be told."""
    if wanted:
        return resolve_tag(wanted)
    guess = guess_language(text)
    if guess == "und":
        raise InputError("The language of the text cannot be told from its script.", hint="Name it: --source-lang ko")
    return resolve_language(guess)


def read_pair(
    source: str,
    target: str,
    *,
    source_lang: str | None = None,
    target_lang: str | None = None,
    segmented: bool = False,
    engine: Engine = "auto",
) -> Pair:
    """Read two texts and align them. Raises UsageError where both are standard input."""
    if source == target == "-":
        raise UsageError("Only one of the two texts can come from standard input.")
    one = read_input(source, language=source_lang, segmented=segmented)
    two = read_input(target, language=target_lang, segmented=segmented)
    return Pair(one, two, align_inputs(one, two, engine=engine))


def align_inputs(source: TextInput, target: TextInput, *, engine: Engine = "auto") -> Bitext:
    """Align two texts. Raises InputError where one of them holds no sentence."""
    from glossary.alignment.engine import align

    for text in (source, target):
        if not any(segment.text for segment in text.segments):
            raise InputError(f"{text.name} holds no sentence.", hint="Both texts need at least one sentence.")
    bitext = align(
        source.segments,
        target.segments,
        source.language,
        target.language,
        engine=engine,
        knowledge=lambda: learnt(source.language, target.language),
    )
    return replace(bitext, source_title=source.title, target_title=target.title, date=source.date or target.date)


def learnt(source_language: str, target_language: str) -> Knowledge | None:
    """Return what the data base can teach the aligner; nothing where there is none, or it cannot be read."""
    if not state.exists():
        return None
    from glossary.memory.knowledge import knowledge

    try:
        with state.open() as database:
            return knowledge(database, source_language, target_language)
    except DatabaseError as error:
        say(f"Aligned without the data base: {error.message}")
        return None


def store_pair(database: Database, pair: Pair) -> AlignmentRecord:
    """Keep both texts, unless they are stored already, and their alignment, in one go or not at all."""
    from glossary.store.records import NewDocument

    ids = {"source": pair.source.document, "target": pair.target.document}
    new: dict[str, NewDocument] = {}
    for side, text in (("source", pair.source), ("target", pair.target)):
        document = NewDocument(
            language=text.language,
            paragraphs=text.paragraphs,
            role="original" if side == "source" else "official",
            house=text.house,
            title=text.title,
            date=text.date,
            name=Path(text.name).name,
        )
        if ids[side] is None and (same := database.documents.same(document)):
            ids[side] = same.id
        elif ids[side] is None:
            new[side] = document
    article = next((database.documents.get(known).article_id for known in ids.values() if known is not None), None)
    texts = [replace(document, article_id=article) for document in new.values()]
    for side, record in zip(new, database.documents.add_many(texts, groups=["pair"] * len(new)), strict=True):
        ids[side] = record.id
    bitext = pair.bitext
    for side, text in (("source", pair.source), ("target", pair.target)):
        if text.document is None:
            stored = tuple(database.documents.segments(ids[side] or 0))
            kept = [segment for segment in text.segments if segment.text]
            bitext = renumber(bitext, side, {o.id: n.id for o, n in zip(kept, stored, strict=True)}, stored)
    source, target = ids["source"], ids["target"]
    assert source is not None  # noqa: S101 - either it was stored before or the loop above stored it
    assert target is not None  # noqa: S101
    return database.alignments.add(source, target, bitext)


def renumber(bitext: Bitext, side: str, ids: dict[int, int], segments: tuple[Segment, ...]) -> Bitext:
    """Return the alignment with other segments on one side; a segment without a new id (an empty line) drops out."""
    beads = [
        replace(bead, **{side: tuple(ids[i] for i in getattr(bead, side) if i in ids)})  # type: ignore[arg-type]
        for bead in bitext.beads
    ]
    left = tuple(bead for bead in beads if bead.source or bead.target)
    return replace(bitext, beads=left, **{side: segments})  # type: ignore[arg-type]
