"""`malmoi corpus`: a folder or archive of articles in two languages, paired, aligned and kept."""

from pathlib import Path
from typing import Annotated

import typer

from glossary.errors import InputError, UsageError
from tui.context import state
from tui.output import FormatOption, emit, resolve_tag, say


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("corpus")(corpus)


def corpus(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH…", help="Folders, archives (.zip, .tar, .tar.gz …) or files of .txt, .html, .jsonl"
        ),
    ],
    source_lang: Annotated[str, typer.Option("--source-lang", metavar="L")] = "ko",
    target_lang: Annotated[str, typer.Option("--target-lang", metavar="L")] = "en",
    window: Annotated[
        int, typer.Option("--window", metavar="DAYS", min=0, help="How far the dates of one news item may lie apart")
    ] = 3,
    least: Annotated[
        float, typer.Option("--least", metavar="P", min=0, max=1, help="Least confidence of a pair")
    ] = 0.5,
    house: Annotated[
        str, typer.Option("--house", metavar="H", help="Who published it, where the text does not say")
    ] = "",
    workers: Annotated[
        int | None, typer.Option("--workers", metavar="N", min=1, help="Processes [default: one a core]")
    ] = None,
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="tcp://…", help="A Dask cluster in place of this machine's cores")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be paired")] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="F", help="Write the table here instead of stdout")
    ] = None,
    form: FormatOption = None,
) -> None:
    """Pair articles by date, meaning, numbers, names and title, align them, and keep them as unread.

    Every pair is told with its confidence and its margin to the next best, and so is every article without a
    counterpart. It may be interrupted: the same command goes on where it was. A line of .jsonl is an object with text
    (or paragraphs), title, date, language and id.
    """
    from glossary.corpus.reading import members
    from glossary.corpus.run import import_corpus
    from glossary.corpus.workers import workers as working
    from tui.commands.memory import build_index
    from tui.progress import counter

    languages = resolve_tag(source_lang), resolve_tag(target_lang)
    if languages[0] == languages[1]:
        raise UsageError("Source and target are in one language.", hint="Versions of a text: malmoi compare A B")
    for path in paths:
        if not path.exists():
            raise InputError(f"{path}: there is no such file or folder.")
    with state.open() as database, working(workers, scheduler) as some, counter() as show:

        def tell(what: str, done: int, of: int) -> None:
            show(f"{done:,}{f'/{of:,}' if of else ''} {what}")

        outcome = import_corpus(
            database, members(paths), some, languages=languages, window=window, least=least, house=house, dry=dry_run,
            progress=tell,
        )  # fmt: skip
        if not dry_run and outcome.paired:
            build_index(database)
    rows: list[tuple[object, ...]] = [
        ("paired", p.confidence, p.margin, p.date, p.source, p.target, p.source_title, p.target_title, p.alignment)
        for p in outcome.paired
    ]
    for u in outcome.unpaired:
        is_source = u.language.split("-")[0] == languages[0].split("-")[0]
        one, two = (u.name, "") if is_source else ("", u.name)
        titles = (u.title, "") if is_source else ("", u.title)
        rows.append(("unpaired", None, None, u.date, one, two, *titles, None))
    rows += [("unread", None, None, "", u.name, "", u.reason, "", None) for u in outcome.unread]
    emit(
        ("status", "confidence", "margin", "date", "source", "target", "source_title", "target_title", "alignment"),
        rows,
        form,
        output,
    )
    say(
        f"{len(outcome.paired):,} pairs{' would be' if dry_run else ''} aligned, {len(outcome.unpaired):,} articles "
        f"without a counterpart, {len(outcome.unread):,} not read."
    )
    if outcome.before:
        say(f"{outcome.before:,} articles stood in an alignment before and are passed over.")
    if outcome.repeated:
        say(f"{outcome.repeated:,} articles stand in the corpus more than once.")
    if not outcome.paired and not outcome.unpaired and not outcome.before:
        raise InputError("No article could be read.", hint="Folders and archives of .txt, .html and .jsonl are read.")
