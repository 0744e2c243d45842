"""Texts: `malmoi import`, `malmoi documents …`, `malmoi alignments …`."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from glossary.errors import UsageError
from tui.checking import require_date
from tui.commands import alignment_edits
from tui.context import state
from tui.output import FormatOption, ListFormat, chosen_format, emit, resolve_tag, say, tsv_line, write

if TYPE_CHECKING:
    from glossary.store.records import DocumentRecord

documents_app = typer.Typer(help="Stored texts: list, show, edit, remove", no_args_is_help=True)
alignments_app = typer.Typer(help="Stored alignments: list, show, edit, remove", no_args_is_help=True)


class Role(StrEnum):
    """What a text is in its article."""

    ORIGINAL = "original"
    OFFICIAL = "official"
    DRAFT = "draft"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("import")(import_texts)
    app.add_typer(documents_app, name="documents")
    alignment_edits.register(alignments_app)
    app.add_typer(alignments_app, name="alignments")


def import_texts(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Text files, saved .html pages, or -")],
    lang: Annotated[str | None, typer.Option("--lang", metavar="L", help="[default: by the text's script]")] = None,
    role: Annotated[
        Role | None, typer.Option("--role", help="[default: original for Korean, official otherwise]")
    ] = None,
    house: Annotated[str, typer.Option("--house", metavar="H", help="Who published it: KCNA, Voice of Korea …")] = "",
    date: Annotated[
        str | None, typer.Option("--date", metavar="D", help="Date of the text, such as 2022-10-07")
    ] = None,
    article: Annotated[
        int | None, typer.Option("--article", metavar="ID", help="The news item that it belongs to")
    ] = None,
    version_of: Annotated[
        int | None,
        typer.Option("--version-of", metavar="ID", help="A corrected version of this document; alignments go on"),
    ] = None,
) -> None:
    """Read texts into the data base: one document an article; all of the files or none."""
    from tui.importing import prepare, report, store, store_version, stored_before, version_report

    if date is not None:
        require_date(date)
    prepared = [
        prepare(name, lang=lang and resolve_tag(lang), role=role and role.value, house=house, date=date)
        for name in paths
    ]
    if version_of is not None and article is not None:
        raise UsageError(
            "--version-of and --article do not go together: a new version belongs to the old one's article."
        )
    lines: list[str] = []
    with state.open() as database:
        before = stored_before(database, prepared)
        if version_of is None:
            stored = store(database, prepared, article=article)
        else:
            version = store_version(database, prepared, version_of, role=role and role.value)
            stored = [[version.document]]
            lines += version_report(version, version_of)
    for line in (*report(prepared, stored, before=before), *lines):
        write(line + "\n")


_DOCUMENT_COLUMNS = ("id", "article", "language", "role", "house", "date", "segments", "title")


def _document_row(record: "DocumentRecord") -> tuple[object, ...]:
    return (
        record.id,
        record.article_id,
        record.language,
        record.role,
        record.house,
        record.date,
        record.segments,
        record.title,
    )


@documents_app.command("list")
def list_documents(form: FormatOption = None) -> None:
    """List the stored texts."""
    with state.open() as database:
        records = database.documents.list()
    emit(_DOCUMENT_COLUMNS, (_document_row(r) for r in records), form)


@documents_app.command("show")
def show_document(number: Annotated[int, typer.Argument(metavar="ID")], form: FormatOption = None) -> None:
    """Show a text, one segment a line."""
    with state.open() as database:
        record = database.documents.get(number)
        segments = database.documents.segments(number)
    wanted = chosen_format(form)
    if wanted is ListFormat.TABLE:
        write(tsv_line(_DOCUMENT_COLUMNS) + tsv_line(_document_row(record)) + "\n")
    emit(("segment", "paragraph", "text"), ((s.id, s.paragraph, s.text) for s in segments), wanted)


@documents_app.command("edit")
def edit_document(
    number: Annotated[int, typer.Argument(metavar="ID")],
    title: Annotated[str | None, typer.Option("--title")] = None,
    date: Annotated[str | None, typer.Option("--date")] = None,
    role: Annotated[Role | None, typer.Option("--role")] = None,
    house: Annotated[str | None, typer.Option("--house")] = None,
    lang: Annotated[str | None, typer.Option("--lang")] = None,
    url: Annotated[str | None, typer.Option("--url")] = None,
    translator: Annotated[str | None, typer.Option("--translator")] = None,
    genre: Annotated[str | None, typer.Option("--genre")] = None,
) -> None:
    """Change what is known of a text."""
    wanted = {
        "title": title,
        "date": date,
        "role": role and role.value,
        "house": house,
        "language": lang and resolve_tag(lang),
        "url": url,
        "translator": translator,
        "genre": genre,
    }
    changes: dict[str, Any] = {name: value for name, value in wanted.items() if value is not None}
    if not changes:
        raise UsageError("Nothing to change.", hint="malmoi documents edit --help lists the fields.")
    with state.open() as database:
        record = database.documents.edit(number, **changes)
    emit(_DOCUMENT_COLUMNS, [_document_row(record)])


@documents_app.command("remove")
def remove_document(numbers: Annotated[list[int], typer.Argument(metavar="ID…")]) -> None:
    """Remove texts; one that an alignment uses is refused."""
    with state.open() as database:
        for number in numbers:
            database.documents.remove(number)
            say(f"Removed document {number}.")


@alignments_app.command("list")
def list_alignments(form: FormatOption = None) -> None:
    """List the stored alignments."""
    with state.open() as database:
        records = database.alignments.list()
    emit(
        ("id", "source", "target", "title", "engine", "beads", "confirmed", "sure", "check", "doubtful", "one-sided"),
        (
            (
                r.id,
                r.source_document,
                r.target_document,
                r.source_title or r.target_title,
                r.engine,
                r.beads,
                r.confirmed,
                r.sure,
                r.check,
                r.doubtful,
                r.one_sided,
            )
            for r in records
        ),
        form,
    )


@alignments_app.command("show")
def show_alignment(
    number: Annotated[int, typer.Argument(metavar="ID")],
    form: Annotated[str | None, typer.Option("--format", metavar="table|ladder|tsv|jsonl|tmx|xliff|html")] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="F")] = None,
) -> None:
    """Show a stored alignment."""
    from tui.commands.align import AlignFormat, show_bitext

    try:
        chosen = AlignFormat(form) if form else None
    except ValueError:
        raise UsageError(f"--format {form}: one of {', '.join(AlignFormat)}.") from None
    with state.open() as database:
        bitext = database.alignments.bitext(number)
    show_bitext(bitext, chosen, output)


@alignments_app.command("remove")
def remove_alignment(numbers: Annotated[list[int], typer.Argument(metavar="ID…")]) -> None:
    """Remove alignments; the texts stay."""
    with state.open() as database:
        for number in numbers:
            database.alignments.remove(number)
            say(f"Removed alignment {number}.")
