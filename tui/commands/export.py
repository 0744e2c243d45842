"""`malmoi export FORMAT`: the term base, or stored alignments, for other tools."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from glossary.errors import InputError, UsageError
from tui.context import state
from tui.output import emit, say, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.terms.entries import Concept


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("export")(export)


def export(
    form: Annotated[str | None, typer.Argument(metavar="FORMAT", help="One of --formats", show_default=False)] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="PATH", help="[default: stdout]")] = None,
    profile: Annotated[
        str, typer.Option("--profile", metavar="P", help="Only this house's and everybody's terms")
    ] = "",
    subject: Annotated[str, typer.Option("--subject", help="This subject field and what is below it")] = "",
    filter_text: Annotated[str, typer.Option("--filter", metavar="Q", help="Only concepts that the search finds")] = "",
    alignment: Annotated[
        list[int] | None, typer.Option("--alignment", metavar="ID", help="Export this alignment")
    ] = None,
    style: Annotated[str, typer.Option("--style", metavar="S", help="Of TBX version 3: dca or dct")] = "dca",
    source: Annotated[
        str, typer.Option("--source-lang", metavar="L", help="First language: of pairs, and what html is sorted by")
    ] = "ko",
    target: Annotated[str, typer.Option("--target-lang", metavar="L", help="Second language of pairs")] = "en",
    formats: Annotated[bool, typer.Option("--formats", help="List the formats and what each can hold")] = False,
) -> None:
    """Write the term base, or alignments, in a format that other tools read."""
    from exports import registry

    if formats:
        _formats(form)
        return
    if style not in ("dca", "dct"):
        raise UsageError(f"--style {style}: there is no such style of TBX.", hint="dca or dct.")
    if form is None:
        raise UsageError(
            "Which format?",
            hint=f"Term bases: {', '.join(registry.term_formats())}; alignments: "
            f"{', '.join(registry.alignment_formats())}. More: malmoi export --formats",
        )
    path = None if output in (None, "-") else Path(str(output))
    if alignment:
        _export_alignments(form, alignment, path)
        return
    if form in registry.ALIGNMENT_FORMATS and form not in registry.TERM_FORMATS:
        raise UsageError(
            f"{form} is a format of alignments.", hint="Say which: --alignment ID (malmoi alignments list shows them)."
        )
    exporter = registry.term_format(form)
    from exports.files import write_atomically
    from exports.formats import TermOptions

    with state.open() as database:
        if not database.concepts.list(limit=1):
            raise InputError("The term base is empty.", hint="malmoi terms import --starter, or malmoi terms add")
        concepts = database.concepts.find(filter_text) if filter_text else database.concepts.all()
        options = TermOptions(house=profile, style=style, source_language=source, target_language=target)
        chosen = _below(concepts, subject)
        report = write_atomically(path, lambda f: exporter.write(chosen, f, options=options))
    say(f"{report.written} concepts written" + (f": {path}" if path else ""))
    for line in report.lines:
        say(f"  ▲ {line}")


def _formats(form: str | None) -> None:
    """Print all formats, then field by field what each holds; of one format the fields, with remarks."""
    from exports import registry

    if form is not None:
        emit(("field", "held", "remark"), registry.held_by(form))
        return
    emit(("format", "of", "reads", "holds"), registry.describe())
    write("\n")
    header, *rows = registry.holds_table()
    emit(header, rows)


def _below(concepts: "Iterable[Concept]", subject: str) -> "Iterator[Concept]":
    for concept in concepts:
        if not subject or concept.subject == subject or concept.subject.startswith(subject + "/"):
            yield concept


def _export_alignments(form: str, numbers: list[int], path: Path | None) -> None:
    from exports import registry
    from exports.files import write_atomically

    exporter = registry.alignment_format(form)
    if len(numbers) > 1 and path is None:
        raise UsageError("Several alignments need a folder to be written to.", hint="-o FOLDER")
    with state.open() as database:
        bitexts = [(number, database.alignments.with_phrases(number)) for number in numbers]
    if len(bitexts) == 1:
        write_atomically(path, lambda f: exporter.write(bitexts[0][1], f))
        return
    folder = path or Path()
    folder.mkdir(parents=True, exist_ok=True)
    for number, bitext in bitexts:
        write_atomically(folder / f"alignment-{number}{exporter.suffix}", partial(exporter.write, bitext))
    say(f"{len(bitexts)} alignments written to {folder}")
