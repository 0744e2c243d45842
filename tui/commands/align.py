"""`malmoi align`: two texts, or a folder of pairs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from glossary.errors import UsageError
from tui.context import state
from tui.output import paint, resolve_tag, say, table, terminal_width, write

Engine = Literal["auto", "semantic", "length", "length-alone"]


class AlignFormat(StrEnum):
    """Output of `align`."""

    TABLE = "table"
    LADDER = "ladder"
    TSV = "tsv"
    JSONL = "jsonl"
    TMX = "tmx"
    XLIFF = "xliff"
    HTML = "html"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("align")(align)


def align(
    source: Annotated[
        str | None, typer.Argument(metavar="SOURCE", help="A file, a stored document's id, or -", show_default=False)
    ] = None,
    target: Annotated[
        str | None, typer.Argument(metavar="TARGET", help="The same for the other language", show_default=False)
    ] = None,
    source_lang: Annotated[
        str | None, typer.Option("--source-lang", metavar="L", help="[default: by the text's script]")
    ] = None,
    target_lang: Annotated[
        str | None, typer.Option("--target-lang", metavar="L", help="[default: by the text's script]")
    ] = None,
    engine: Annotated[
        Engine,
        typer.Option(
            "--engine",
            help="semantic: sentence embeddings; length: without them; length-alone: no numbers or names either",
        ),
    ] = "auto",
    segmented: Annotated[bool, typer.Option("--segmented", help="One sentence a line, not split again")] = False,
    form: Annotated[
        AlignFormat | None, typer.Option("--format", help="[default: table on a terminal, tsv otherwise]")
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="F", help="Write here instead of stdout")
    ] = None,
    save: Annotated[bool, typer.Option("--save", help="Keep both texts and the alignment in the data base")] = False,
    batch: Annotated[Path | None, typer.Option("--batch", metavar="DIR", help="Every x.ko with x.en in DIR")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="OUT", help="Folder for the x.hyp of --batch")] = None,
) -> None:
    """Align two texts sentence by sentence."""
    if batch is not None:
        if source or target:
            raise UsageError("--batch DIR takes its pairs from the folder; leave SOURCE and TARGET out.")
        if form not in (None, AlignFormat.LADDER):
            raise UsageError(f"--batch writes ladders, not {form}.")
        from tui.batch import align_folder

        align_folder(
            batch,
            out or batch,
            resolve_tag(source_lang or "ko"),
            resolve_tag(target_lang or "en"),
            engine=engine,
            segmented=segmented,
        )
        return
    if source is None or target is None:
        raise UsageError(
            "align needs two texts.", hint="malmoi align KOREAN.txt ENGLISH.txt, or malmoi align --batch DIR --out OUT"
        )
    from tui.inputs import read_pair

    pair = read_pair(
        source, target, source_lang=source_lang, target_lang=target_lang, segmented=segmented, engine=engine
    )
    bitext = pair.bitext
    for warning in bitext.warnings:
        say(paint("▲ " + warning, "yellow"))
    if save:
        from tui.inputs import store_pair

        with state.open() as database:
            record = store_pair(database, pair)
        say(f"Saved as alignment {record.id}. Open it: malmoi tui, or malmoi alignments show {record.id}")
    show_bitext(bitext, form, output)


def show_bitext(bitext: object, form: AlignFormat | None, output: str | None) -> None:
    """Print an alignment, or write it to a file; the engine is named on stderr."""
    import sys

    from glossary.alignment.beads import Bitext

    assert isinstance(bitext, Bitext)  # noqa: S101 - kept out of the signature so that the module imports nothing
    if form is None:
        form = AlignFormat.TABLE if output in (None, "-") and sys.stdout.isatty() else AlignFormat.TSV
    if form is AlignFormat.TABLE and output in (None, "-"):
        write(bitext_table(bitext))
    else:
        from exports.files import write_atomically
        from exports.registry import alignment_format

        if form is AlignFormat.TABLE:
            text = bitext_table(bitext)
            write_atomically(None if output in (None, "-") else Path(str(output)), lambda f: f.write(text.encode()))
        else:
            exporter = alignment_format(form.value)
            write_atomically(None if output in (None, "-") else Path(str(output)), lambda f: exporter.write(bitext, f))
    two_sided = sum(not bead.one_sided for bead in bitext.beads)
    say(f"{len(bitext.beads)} beads ({two_sided} with both sides), engine {bitext.engine}")


def bitext_table(bitext: object) -> str:
    """Return the beads side by side, with a sign for how sure each is."""
    from glossary.alignment.beads import Bitext
    from tui.widgets.rows import hundredths, sign_of

    assert isinstance(bitext, Bitext)  # noqa: S101
    rows = [
        (
            number,
            source or "–",
            sign_of(bead).sign,
            "" if bead.probability is None else hundredths(bead.probability),
            target or "–",
        )
        for number, (bead, (source, target)) in enumerate(zip(bitext.beads, bitext.texts(), strict=True), start=1)
    ]
    return table(
        ("", bitext.source_language, "", "p", bitext.target_language), rows, width=terminal_width(), lines=True
    )
