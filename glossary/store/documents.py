"""Documents: stored texts, sentence by sentence. An original sentence never changes; an editor's text stands beside it.

Taking a document away keeps its rows and can be undone; it is refused while an alignment needs it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, RowMapping, Select, func, insert, or_, select, update

from glossary.alignment.beads import Segment
from glossary.errors import DatabaseError, InputError, NotFoundError, StaleWriteError, UsageError
from glossary.garbage import without_collection
from glossary.store import changes, segment_rows
from glossary.store.bulk import insert_rows
from glossary.store.failures import storable
from glossary.store.records import DRAFT, ROLES, DocumentRecord, NewDocument
from glossary.store.tables import GAP, Alignment, Article, Document, now, table_of
from glossary.store.tables import Segment as SegmentRow
from glossary.text.language import resolve_language

if TYPE_CHECKING:
    from glossary.store.engine import Database

documents = table_of(Document)
segments = table_of(SegmentRow)
articles = table_of(Article)
alignments = table_of(Alignment)

EDITABLE = (
    "article_id",
    "language",
    "role",
    "house",
    "title",
    "date",
    "juche_year",
    "place",
    "genre",
    "url",
    "name",
    "version_of",
    "translator",
    "source_line",
)
"""Fields that `edit` takes."""

_DATE = re.compile(r"(\d{4}(-\d{2}(-\d{2})?)?)?\Z")


class DocumentRepository:
    """Stored texts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, new: NewDocument) -> DocumentRecord:
        """Store a text, whole or not at all, and return its record.

        Raises InputError where it has no sentence (a draft may have none), an empty one, or a field that means nothing.
        """
        return self.add_many([new])[0]

    @without_collection()
    def add_many(self, new: Sequence[NewDocument], groups: Sequence[str] = ()) -> Sequence[DocumentRecord]:
        """Store texts, all or none, and return their records in the same order.

        `groups` gives a word for each text; texts with the same word belong to one new article, unless they name one.
        """
        with self._database.write() as connection:
            return self.add_in(connection, new, groups)

    def add_in(
        self, connection: Connection, new: Sequence[NewDocument], groups: Sequence[str] = ()
    ) -> Sequence[DocumentRecord]:
        """Store texts in a transaction that the caller has begun; see `add_many`."""
        prepared = [(document, *_prepared(document)) for document in new]
        words: Sequence[str | None] = groups or [None] * len(new)
        made: dict[str, int] = {}
        numbers = []
        for (document, fields, rows), word in zip(prepared, words, strict=True):
            self._check_links(connection, fields)
            if fields["article_id"] is None:
                fields["article_id"] = made.get(word) if word is not None else None
            if fields["article_id"] is None:
                fields["article_id"] = _new_article(connection)
            if word is not None:
                made.setdefault(word, fields["article_id"])
            moment = now()
            values = {
                **fields,
                "checksum": document.checksum or checksum(document),
                "author": self._database.author,
                "created": moment,
                "modified": moment,
                "removed": None,
                "version": 1,
            }
            number = _key(connection.execute(insert(documents), values).inserted_primary_key)
            if rows:
                columns = ("document_id", *rows[0])
                insert_rows(connection, segments, columns, ((number, *row.values()) for row in rows))
            numbers.append(number)
        if numbers:
            first = _name(prepared[0][1], numbers[0])
            label = f"added {first}" + (f" and {len(numbers) - 1} more" if len(numbers) > 1 else "")
            touched = [changes.Item("document", str(number), 1) for number in numbers]
            changes.record(connection, self._database.author, "document.add", label, touched)
        return [_one(connection, number) for number in numbers]

    def list(self, *, language: str = "", article_id: int | None = None) -> Sequence[DocumentRecord]:
        """Return all documents, newest date first, undated ones last."""
        statement = _selected().order_by((documents.c.date == "").asc(), documents.c.date.desc(), documents.c.id)
        if language:
            statement = statement.where(
                or_(documents.c.language == language, documents.c.language.like(f"{language}-%"))
            )
        if article_id is not None:
            statement = statement.where(documents.c.article_id == article_id)
        with self._database.read() as connection:
            return [_record(row) for row in connection.execute(statement).mappings()]

    def get(self, document_id: int) -> DocumentRecord:
        """Return one document. Raises NotFoundError."""
        with self._database.read() as connection:
            return _one(connection, document_id)

    def same(self, new: NewDocument) -> DocumentRecord | None:
        """Return the stored document with the same text in the same language, if there is one."""
        statement = _selected().where(
            documents.c.checksum == (new.checksum or checksum(new)),
            documents.c.language == _language(new.language),
        )
        with self._database.read() as connection:
            row = connection.execute(statement.order_by(documents.c.id).limit(1)).mappings().first()
            return _record(row) if row else None

    def segments(self, document_id: int) -> tuple[Segment, ...]:
        """Return the sentences in order, with the ids that they have in the data base. Raises NotFoundError."""
        with self._database.read() as connection:
            _one(connection, document_id)
            return load_segments(connection, document_id)

    def reserve_segment(self) -> int:
        """Return a number for a sentence that an editor is about to cut off another; it is never given again."""
        with self._database.write() as connection:
            return segment_rows.reserve(connection)

    def edit(self, document_id: int, *, version: int | None = None, **fields: Any) -> DocumentRecord:
        """Change fields of a document (those of `EDITABLE`) and return the new record.

        `version` is the one that was read; a document changed since then raises StaleWriteError.
        Raises UsageError for a field that there is not.
        """
        for name in fields:
            if name not in EDITABLE:
                import difflib

                near = difflib.get_close_matches(name, EDITABLE, n=1)
                known = ", ".join(EDITABLE)
                raise UsageError(
                    f"A document has no field {name!r} that can be changed.",
                    hint=(f"Did you mean {near[0]}? " if near else "") + f"There are {known}.",
                )
        _clean(fields)
        with self._database.write() as connection:
            old = _one(connection, document_id)
            before = {name: getattr(old, name) for name in fields}
            if version is not None and version != old.version:
                raise StaleWriteError(
                    f"Document {document_id}",
                    ours=", ".join(f"{k}: {v}" for k, v in fields.items()),
                    theirs=", ".join(f"{k}: {v}" for k, v in before.items()),
                )
            if fields == before:
                return old
            if "article_id" in fields and fields["article_id"] is None:
                fields["article_id"] = _new_article(connection)
            self._check_links(connection, fields, document_id)
            connection.execute(
                update(documents)
                .where(documents.c.id == document_id)
                .values(**fields, version=old.version + 1, modified=now())
            )
            label = f"changed {', '.join(fields)} of {_name({'title': old.title, 'name': old.name}, document_id)}"
            self._log(connection, "document.edit", label, document_id, old.version + 1, before, fields)
            return _one(connection, document_id)

    def remove(self, document_id: int) -> None:
        """Take a document away; `restore` brings it back. Raises DatabaseError while an alignment needs it."""
        with self._database.write() as connection:
            old = _one(connection, document_id)
            users = connection.execute(
                select(alignments.c.id)
                .where(
                    or_(alignments.c.source_document == document_id, alignments.c.target_document == document_id),
                    alignments.c.removed.is_(None),
                )
                .order_by(alignments.c.id)
            )
            if needed := [str(row[0]) for row in users]:
                raise DatabaseError(
                    f"Document {document_id} stands in alignment {', '.join(needed)}.",
                    hint="Remove the alignment first: malmoi alignments remove " + " ".join(needed),
                )
            self._set_removed(connection, old, gone=True)

    def restore(self, document_id: int) -> DocumentRecord:
        """Bring a document back that was taken away. Raises NotFoundError where none was."""
        with self._database.write() as connection:
            old = _one(connection, document_id, removed=True)
            self._set_removed(connection, old, gone=False)
            return _one(connection, document_id)

    def _set_removed(self, connection: Connection, old: DocumentRecord, *, gone: bool) -> None:
        moment = now()
        connection.execute(
            update(documents)
            .where(documents.c.id == old.id)
            .values(removed=moment if gone else None, modified=moment, version=old.version + 1)
        )
        name = _name({"title": old.title, "name": old.name}, old.id)
        kind, label = ("document.remove", f"removed {name}") if gone else ("document.restore", f"restored {name}")
        self._log(connection, kind, label, old.id, old.version + 1)

    def _check_links(self, connection: Connection, fields: dict[str, Any], own: int | None = None) -> None:
        if (article := fields.get("article_id")) is not None and not _exists(connection, articles, article):
            raise NotFoundError(f"There is no article {article}.", hint="`malmoi documents list` shows them.")
        if (earlier := fields.get("version_of")) is not None:
            _one(connection, earlier)
            if earlier == own:
                raise InputError(f"Document {own} cannot be an earlier version of itself.")

    def _log(
        self,
        connection: Connection,
        kind: str,
        label: str,
        number: int,
        version: int,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> None:
        item = changes.Item("document", str(number), version, before, after)
        changes.record(connection, self._database.author, kind, label, [item])


def _prepared(new: NewDocument) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the fields of a new document's row and its sentences' rows; raise InputError where they cannot be."""
    name = new.name or new.title or "The text"
    texts = [[storable(sentence, name) for sentence in paragraph] for paragraph in new.paragraphs if paragraph]
    if not texts and new.role != DRAFT:  # a draft begins empty
        raise InputError(f"{name} has no sentence.", hint="Give a text with words.")
    if any(not sentence.strip() for paragraph in texts for sentence in paragraph):
        raise InputError(f"{name} has an empty sentence.")
    fields = {field: getattr(new, field) for field in EDITABLE}
    _clean(fields)
    rows: list[dict[str, Any]] = [
        {"paragraph": place, "original": sentence, "text": None, "version": 1}
        for place, paragraph in enumerate(texts)
        for sentence in paragraph
    ]
    for number, text in new.edited:
        if not 0 <= number < len(rows) or not text.strip():
            raise InputError(f"{name} has no sentence {number + 1} to be edited, or an empty text for it.")
        rows[number]["text"] = storable(text, name)
    return fields, [{**row, "position": order * GAP} for order, row in enumerate(rows, start=1)]


def _new_article(connection: Connection) -> int:
    return _key(connection.execute(insert(articles), {"note": "", "created": now(), "version": 1}).inserted_primary_key)


def checksum(new: NewDocument) -> str:
    """Return a number of the text that another import of the same text has too, however its lines were broken."""
    digest = hashlib.sha256()
    for paragraph in new.paragraphs:
        for sentence in paragraph:
            digest.update(" ".join(unicodedata.normalize("NFC", sentence).split()).encode(errors="replace"))
            digest.update(b"\n")
    return digest.hexdigest()


@without_collection()
def load_segments(connection: Connection, document_id: int) -> tuple[Segment, ...]:
    """Return a document's sentences in order, in the caller's transaction."""
    rows = connection.execute(
        select(segments.c.id, segments.c.original, segments.c.text, segments.c.paragraph)
        .where(segments.c.document_id == document_id)
        .order_by(segments.c.position)
    ).all()
    return tuple(
        Segment(number, original, paragraph) if text is None else Segment(number, text, paragraph, original)
        for number, original, text, paragraph in rows
    )


@cache  # putting the statement together takes longer than running it
def _selected(*, removed: bool = False) -> Select[Any]:
    count = select(func.count()).where(segments.c.document_id == documents.c.id).scalar_subquery()
    state = documents.c.removed.is_not(None) if removed else documents.c.removed.is_(None)
    return select(documents, count.label("segments")).where(state)


def _one(connection: Connection, document_id: int, *, removed: bool = False) -> DocumentRecord:
    statement = _selected(removed=removed).where(documents.c.id == document_id)
    row = connection.execute(statement).mappings().first()
    if row is None:
        raise NotFoundError(
            f"There is no {'removed ' if removed else ''}document {document_id}.",
            hint="`malmoi documents list` shows the documents.",
        )
    return _record(row)


def _record(row: RowMapping) -> DocumentRecord:
    return DocumentRecord(**{name: value for name, value in row.items() if name != "removed"})


def _exists(connection: Connection, table: Any, number: int) -> bool:
    return connection.execute(select(table.c.id).where(table.c.id == number)).first() is not None


def _clean(fields: dict[str, Any]) -> None:
    """Put texts into NFC and check the fields that mean something to us."""
    for name, value in fields.items():
        if isinstance(value, str):
            fields[name] = storable(value, f"The field {name}").strip()
    if "language" in fields:
        fields["language"] = _language(fields["language"])
    if fields.get("role", ROLES[0]) not in ROLES:
        raise UsageError(f"{fields['role']!r} is not a role of a document.", hint=f"There are {', '.join(ROLES)}.")
    if not _DATE.match(fields.get("date", "")):
        raise UsageError(f"{fields['date']!r} is not a date.", hint="Write 2022, 2022-10 or 2022-10-07.")


def _language(tag: str) -> str:
    try:
        return resolve_language(tag)
    except ValueError as error:
        raise UsageError(f"{error}.") from error


def _name(fields: dict[str, Any], number: int) -> str:
    return str(fields.get("title") or fields.get("name") or f"document {number}")


def _key(key: Any) -> int:
    return int(key[0])
