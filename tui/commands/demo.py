"""`malmoi demo`: the whole main job on the bundled sample, without questions, leaving nothing behind."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tui.output import paint, table, terminal_width, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.alignment.beads import Bitext
    from glossary.store.engine import Database
    from glossary.terms.entries import Concept

SAMPLE = ("exhibition.ko.txt", "exhibition.en.txt", "exhibition.draft.en.txt")


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("demo")(demo)


def demo(
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="DIR", help="Keep the data base and the exported files here")
    ] = None,
) -> None:
    """Do the whole main job on a sample: read two texts, align, recognise terms, check a draft, export."""
    import tempfile

    if keep is not None:
        run_demo(_folder(keep))
        _next(f"malmoi --db {keep / 'demo.sqlite'}")
        return
    with tempfile.TemporaryDirectory(prefix="malmoi-demo-") as folder:
        run_demo(Path(folder))
    _next("make run")


def _folder(path: Path) -> Path:
    """Make the folder; raises OutputError where it cannot be made or holds a demo already."""
    from exports.files import output_error
    from glossary.errors import OutputError

    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise output_error(error, path) from None
    if (path / "demo.sqlite").exists():
        raise OutputError(f"{path} holds a demo already.", hint="Name another folder, or remove this one.")
    return path


def _heading(text: str) -> None:
    import sys

    write("\n" + paint(text, "bold", sys.stdout) + "\n")


def _next(command: str) -> None:
    write(f"\nNext: {command}   (the same in the terminal interface; malmoi --help lists the commands)\n")


def run_demo(folder: Path) -> None:
    """Run every step in a folder: its data base and its exported files stay there."""
    from glossary.paths import data_path
    from glossary.store.engine import open_database
    from glossary.terms.starter import load_starter
    from tui.importing import prepare, store
    from tui.inputs import Pair, document_input

    korean, english, draft = (data_path("samples", name) for name in SAMPLE)
    with open_database(f"sqlite:///{folder / 'demo.sqlite'}") as database:
        _heading("1  Two texts are read (a sample written for malmoi, the event is invented)")
        prepared = [prepare(str(path), lang=None, role=None, house="", date=None) for path in (korean, english)]
        documents = [record for records in store(database, prepared, article=None) for record in records]
        write(
            table(
                ("document", "language", "date", "sentences", "title"),
                [(d.id, d.language, d.date, d.segments, d.title) for d in documents],
            )
        )

        _heading("2  They are aligned, sentence by sentence")
        from glossary.alignment.engine import align
        from tui.commands.align import bitext_table

        texts = [document_input(database, d.id) for d in documents]
        bitext = align(texts[0].segments, texts[1].segments, texts[0].language, texts[1].language)
        alignment = database.alignments.add(documents[0].id, documents[1].id, bitext)
        write(bitext_table(bitext))
        write(f"Engine {bitext.engine}; ✓ confirmed  ● sure  ▲ to check  ○ without counterpart\n")

        _heading("3  Terms and names are recognised, with their romanisation")
        database.concepts.add_many(load_starter(), on_conflict="keep")
        concepts = list(database.concepts.all())
        write(recognised_table(bitext, concepts))

        _heading("4  A draft translation is checked: three mistakes were planted")
        from tui.inputs import align_inputs, read_input
        from tui.reports import make_report, write_report

        draft_input = replace(read_input(str(draft)), name=draft.name)
        pair = Pair(texts[0], draft_input, align_inputs(texts[0], draft_input))
        from glossary.alignment.encoder import shared_encoder
        from glossary.checks.run import check_bitext

        day = documents[0].date
        findings = check_bitext(pair.bitext, concepts, profile="kcna", date=day, encoder=shared_encoder)
        write_report(make_report(pair, findings, profile="kcna", date=day), "text")

        _heading("5  Term base and alignment are exported")
        write(export_all(database, alignment.id, folder))


def recognised_table(bitext: "Bitext", concepts: "Sequence[Concept]") -> str:
    """Return the concepts that the Korean side holds, with romanisation, renderings and the one that was used."""
    from glossary.checks.findings import BeadText
    from glossary.romanisation.names import find_in_english, names_in_korean
    from glossary.romanisation.registry import romanise
    from glossary.terms.matching import Matcher, recognise

    source, target = Matcher(concepts, bitext.source_language), Matcher(concepts, bitext.target_language)
    rows: dict[str, tuple[str, str, str, str]] = {}
    for index, bead in enumerate(bitext.beads):
        text = BeadText(index, bitext.source_text(bead), bitext.target_text(bead))
        for found in recognise(text, source, target):
            term = found.source_match.term
            reading = term.reading("dprk") or romanise(term.text).form
            renderings = " / ".join(t.text for t in found.renderings)
            used = found.used.text if found.used else ""
            if term.text not in rows or (used and not rows[term.text][3]):
                rows[term.text] = (term.text, reading, renderings, used)
        for name in names_in_korean(text.source):
            if name.text in rows or any(name.text.startswith(known) for known in rows):
                continue
            form = romanise(name.text, kind=name.kind).form
            used = next((found.form for found in find_in_english(name.text, text.target)), "")
            rows[name.text] = (name.text, form, f"({name.kind})", used)
    return table(("Korean", "romanised", "renderings", "used"), list(rows.values()), width=terminal_width())


def export_all(database: "Database", alignment: int, folder: Path) -> str:
    """Write the term base and the alignment in the main formats; return one line a file."""
    from exports.files import write_atomically
    from exports.registry import alignment_format, term_format

    lines: list[str] = []
    concepts = list(database.concepts.all())
    for name in ("tbx", "tbx2", "csv"):
        exporter = term_format(name)
        path = folder / f"terms-{name}{exporter.suffix}"
        write_atomically(path, partial(exporter.write, concepts))
        lines.append(f"  {path.name:<20} {path.stat().st_size:>9,} bytes   {exporter.title}, {len(concepts)} concepts")
    bitext = database.alignments.bitext(alignment)
    for name in ("tmx",):
        writer = alignment_format(name)
        path = folder / f"alignment{writer.suffix}"
        write_atomically(path, partial(writer.write, bitext))
        lines.append(f"  {path.name:<20} {path.stat().st_size:>9,} bytes   {writer.title}, {len(bitext.beads)} beads")
    return "\n".join(lines) + "\n"
