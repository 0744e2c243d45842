"""`malmoi export FORMAT`: the term base, or stored alignments, for other tools."""

from pathlib import Path
from typing import Annotated

import typer

from glossary.errors import UsageError
from tui.context import state
from tui.export_desk import BeadWish, Exported, TermWish, export_alignment, export_terms
from tui.output import emit, say, write


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
    filter_text: Annotated[
        str, typer.Option("--filter", metavar="Q", help="Only concepts that the search finds; of alignments beads")
    ] = "",
    alignment: Annotated[
        list[int] | None, typer.Option("--alignment", metavar="ID", help="Export this alignment")
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            "-w",
            metavar="CONDITION",
            help="Such as status=admitted, text~위원회; of alignments state=confirmed, trust!=sure, one_sided=no, note~x",
        ),
    ] = None,
    languages: Annotated[str, typer.Option("--languages", metavar="L,L", help="Only terms of these languages")] = "",
    style: Annotated[str, typer.Option("--style", metavar="S", help="Of TBX version 3: dca or dct")] = "dca",
    source: Annotated[
        str,
        typer.Option(
            "--source-lang",
            metavar="L",
            help="First language: of pairs, and what html is sorted by [default: see terms.languages]",
        ),
    ] = "",
    target: Annotated[
        str, typer.Option("--target-lang", metavar="L", help="Second language of pairs [default: see terms.languages]")
    ] = "",
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
        _export_alignments(form, alignment, path, BeadWish(tuple(where or ()), filter_text))
        return
    if form in registry.ALIGNMENT_FORMATS and form not in registry.TERM_FORMATS:
        raise UsageError(
            f"{form} is a format of alignments.", hint="Say which: --alignment ID (malmoi alignments list shows them)."
        )
    wish = TermWish(
        query=filter_text,
        subject=subject,
        where=tuple(where or ()),
        languages=tuple(tag.strip() for tag in languages.split(",") if tag.strip()),
        house=profile,
        source=source,
        target=target,
        style=style,
    )
    with state.open() as database:
        done = export_terms(database, form, path, wish)
    say(f"{done.counted} written" + (f": {path}" if path else ""))
    _say_losses(done)


def _formats(form: str | None) -> None:
    """Print all formats, then field by field what each holds; of one format the fields, with remarks."""
    from exports import registry

    if form is not None:
        emit(("field", "held", "remark"), registry.held_by(form))
        return
    emit(("format", "of", "reads", "holds"), registry.describe())
    write("\n")
    for header, *rows in (registry.holds_table(), registry.alignment_holds_table()):
        emit(header, rows)
        write("\n")


def _export_alignments(form: str, numbers: list[int], path: Path | None, wish: BeadWish) -> None:
    from exports import registry

    exporter = registry.alignment_format(form)
    if len(numbers) > 1 and path is None:
        raise UsageError("Several alignments need a folder to be written to.", hint="-o FOLDER")
    with state.open() as database:
        if len(numbers) == 1:
            done = export_alignment(database, numbers[0], form, path, wish)
            if wish != BeadWish():
                say(f"{done.counted} written" + (f": {path}" if path else ""))
            _say_losses(done)
            return
        for number in numbers:
            database.alignments.get(number)  # a wrong number is said before anything is written
        folder = path or Path()
        folder.mkdir(parents=True, exist_ok=True)
        for number in numbers:
            target = folder / f"alignment-{number}{exporter.suffix}"
            _say_losses(export_alignment(database, number, form, target, wish))
    say(f"{len(numbers)} alignments written to {folder}")


def _say_losses(done: Exported) -> None:
    for line in done.remarks:
        say(f"  ▲ {line}")
