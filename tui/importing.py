"""Reading files into documents: what `malmoi import` understood of them, and how it says so.

`prepare` reads and cuts without touching the data base; `store` keeps everything in one transaction, so that of several
files all are kept or none. Used by the command line, the demo and the interface.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import InputError, UsageError
from glossary.text.houses import house_of
from glossary.text.language import base_language
from tui.inputs import language_of

if TYPE_CHECKING:
    from glossary.store.engine import Database
    from glossary.store.records import DocumentRecord, NewDocument
    from glossary.store.versions import NewVersion
    from glossary.text.page import Article, Headline

_LANGUAGE_SUFFIX = re.compile(r"[._-](ko|kr|kp|en|eng|ja|jp)\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Prepared:
    """One file, read and cut, not stored yet."""

    name: str
    format: str
    encoding: str
    articles: tuple[Article, ...]
    documents: tuple[NewDocument, ...]
    headlines: tuple[Headline, ...]
    notes: tuple[str, ...]


def prepare(
    name: str, *, lang: str | None = None, role: str | None = None, house: str = "", date: str | None = None
) -> Prepared:
    """Read one file, or standard input for `-`. Raises InputError where it cannot be read or holds nothing."""
    from glossary.text.reading import read_text
    from tui.output import input_bytes

    label = "standard input" if name == "-" else name
    read = read_text(input_bytes(name), name=label)
    documents = tuple(_document(article, label, lang, role, house, date) for article in read.page.articles)
    return Prepared(
        label, read.format, read.encoding, read.page.articles, documents, read.page.headlines, read.page.notes
    )


def _document(
    article: Article, name: str, lang: str | None, role: str | None, house: str, date: str | None
) -> NewDocument:
    from glossary.store.records import NewDocument
    from glossary.text.sentences import split_paragraph

    language = language_of(article.text, lang)
    texts = (article.title, *article.paragraphs) if article.title else article.paragraphs
    paragraphs = tuple(cut for text in texts if (cut := tuple(s.text for s in split_paragraph(text, language))))
    if not paragraphs:
        raise InputError(f"{name} holds no sentence.", hint="Choose a file that holds a text.")
    url = article.source_line.split()[0] if article.source_line.startswith(("http", "www.")) else ""
    return NewDocument(
        language=language,
        paragraphs=paragraphs,
        role=role or ("original" if base_language(language) == "ko" else "official"),
        house=house or house_of(article.dateline_agency, article.source_line),
        title=article.title,
        date=date or article.date,
        juche_year=article.juche_year,
        place=article.dateline_place,
        url=url,
        name=Path(name).name,
        source_line=article.source_line,
    )


def store(
    database: Database, prepared: Sequence[Prepared], *, article: int | None = None
) -> list[list[DocumentRecord]]:
    """Keep the documents of all files in one transaction; return the records of each file.

    A text that is stored already is not stored again; its record is returned. `article` puts all new ones under one
    news item. Files whose names differ only in the language (`x.ko.txt`, `x.en.txt`) and that hold one article each are
    taken as the same news item.
    """
    known = [[database.documents.same(document) for document in file.documents] for file in prepared]
    documents: list[NewDocument] = []
    groups: list[str] = []
    for number, file in enumerate(prepared):
        for place, document in enumerate(file.documents):
            if known[number][place] is None:
                documents.append(replace(document, article_id=article))
                alone = len(file.documents) == 1 and file.name != "standard input"
                groups.append(_stem(file.name) if alone else f"\0{number}.{place}")
    new = iter(database.documents.add_many(documents, groups=groups) if documents else ())
    return [[record or next(new) for record in records] for records in known]


def stored_before(database: Database, prepared: Sequence[Prepared]) -> frozenset[int]:
    """Return the ids of the documents that hold the same text as a prepared one already."""
    found = (database.documents.same(document) for file in prepared for document in file.documents)
    return frozenset(record.id for record in found if record)


def _stem(name: str) -> str:
    path = Path(name)
    return str(path.parent / _LANGUAGE_SUFFIX.sub("", path.name.removesuffix(path.suffix)))


def store_version(database: Database, prepared: Sequence[Prepared], old: int, *, role: str | None = None) -> NewVersion:
    """Keep one text as a corrected version of a stored one; its alignments go on with what was said of their beads.

    Raises UsageError where there is more than one text.
    """
    from glossary.alignment.edits import aligner
    from glossary.store.versions import add_version

    documents = [document for file in prepared for document in file.documents]
    if len(documents) != 1:
        raise UsageError(
            f"{len(documents)} texts cannot be the new version of one document.",
            hint="Import them one by one, each with its own --version-of.",
        )
    role = role or database.documents.get(old).role
    return add_version(database, old, replace(documents[0], role=role), using=aligner())


def version_report(version: NewVersion, old: int) -> Iterator[str]:
    """Yield what a corrected version kept and changed, line by line."""
    found = version.comparison
    counts = f"{found.unchanged} unchanged, {found.changed} changed, {found.added} new, {found.removed} gone"
    yield f"  new version of document {old}: sentences {counts}"
    if not version.alignments:
        yield f"    document {old} stands in no alignment"
    for carried in version.alignments:
        before, after = carried.old, carried.new
        yield f"    alignment {before.id} goes on as alignment {after.id}: {after.beads} beads (it had {before.beads})"
        for what, was, now in (
            ("confirmed", before.confirmed, after.confirmed),
            ("rejected", before.rejected, after.rejected),
        ):
            if was:
                yield f"      {now} of {was} {what} beads kept" + (
                    "" if now == was else ", the others are to be read again"
                )


def report(
    prepared: Sequence[Prepared], stored: Sequence[Sequence[DocumentRecord]], *, before: frozenset[int] = frozenset()
) -> Iterator[str]:
    """Yield what was understood of each file, line by line; `before`: the documents that were there already."""
    for file, records in zip(prepared, stored, strict=True):
        yield f"{file.name}  ({file.format}, {file.encoding})"
        for article, record in zip(file.articles, records, strict=True):
            yield from _article_lines(article, record, is_old=record.id in before)
        if file.headlines:
            yield f"  {len(file.headlines)} headlines of the site's list (not stored):"
            for headline in file.headlines:
                yield f"    {headline.date or '          '}  {headline.text}"
        for note in file.notes:
            yield f"  note: {note}"


def _article_lines(article: Article, record: DocumentRecord, *, is_old: bool = False) -> Iterator[str]:
    known = ", ".join(part for part in (record.language, record.role, record.house) if part)
    again = "; the same text was stored before, nothing is added" if is_old else ""
    yield f"  document {record.id}: {known} (article {record.article_id}){again}"
    yield f"    title         {article.title or 'none'}"
    if article.dateline_place or record.date or article.month_day:
        day = record.date or (f"{article.month_day.removeprefix('--')}, year unknown" if article.month_day else "")
        juche = f" (Juche {article.juche_year})" if article.juche_year else ""
        agency = f" ({article.dateline_agency})" if article.dateline_agency else ""
        yield f"    dateline      {article.dateline_place or 'no place'}, {day or 'no date'}{juche}{agency}"
    paragraphs = len(article.paragraphs)
    yield f"    text          {paragraphs} paragraph{'s' * (paragraphs != 1)}, {record.segments} sentences"
    yield f"    closing mark  {'yes' if article.closing_mark else 'none'}"
    yield f"    source line   {article.source_line or 'none'}"
