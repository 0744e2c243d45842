"""`malmoi romanise` and `malmoi hangul`."""

import sys
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated

import typer
from typer.core import TyperCommand

from glossary.errors import InputError
from tui.output import FormatOption, emit, tsv_line, write


class Kind(StrEnum):
    """What a name is; it decides spacing, capitals and sound changes."""

    AUTO = "auto"
    PERSON = "person"
    PLACE = "place"
    ORG = "org"
    TERM = "term"


class LineFormat(StrEnum):
    """Output of `romanise`."""

    TEXT = "text"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"


class ListsSystems(TyperCommand):
    """Names the systems at the end of its help; they are looked up only then."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # typer's own context is narrower
        """Return the help with the systems of the registry."""
        from glossary.romanisation.registry import systems

        listed = "\n".join(f"  {name:<14} {system.title}" for name, system in systems().items())
        return f"{super().get_help(ctx)}\n\nSystems:\n{listed}"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("romanise", cls=ListsSystems)(romanise)
    app.command("hangul")(hangul)


def input_lines(texts: list[str] | None) -> Iterator[str]:
    """Yield the texts given as arguments; without any, or for `-`, the lines of standard input as they come."""
    for text in texts or ["-"]:
        if text != "-":
            yield text
            continue
        for number, line in enumerate(sys.stdin.buffer, start=1):
            try:
                yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
            except UnicodeDecodeError as error:
                raise InputError(
                    f"standard input, line {number}, byte {error.start + 1}: not UTF-8 ({line[error.start]:#04x})",
                    hint="Convert it first: iconv -f CP949 -t UTF-8",
                ) from None


def romanise(
    texts: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT…|-]", help="Korean or Japanese", show_default=False)
    ] = None,
    system: Annotated[str, typer.Option("--system", "-s", help="One of the systems, or all")] = "dprk",
    kind: Annotated[Kind, typer.Option("--kind", "-k", help="What the names are")] = Kind.AUTO,
    variants: Annotated[bool, typer.Option("--variants", help="Other forms that occur, after the first")] = False,
    form: Annotated[LineFormat, typer.Option("--format", help="tsv: input TAB output")] = LineFormat.TEXT,
) -> None:
    """Romanise names and text, one line in, one line out."""
    from glossary.romanisation.registry import romanise
    from glossary.romanisation.registry import system as find_system

    everything = system == "all"
    chosen = () if everything else (find_system(system).name,)
    rows = (
        (line, name, romanise(line, system=name, kind=kind.value))
        for line in input_lines(texts)
        for name in chosen or systems_for(line)
    )
    if form in (LineFormat.JSON, LineFormat.JSONL):
        from tui.output import ListFormat

        columns = ("text", "system", "form", "kind", "reason", "confidence", "variants")
        emit(
            columns,
            ((line, name, r.form, r.kind, r.reason, r.confidence, list(r.variants)) for line, name, r in rows),
            ListFormat(form.value),
        )
        return
    write_lines(
        (
            (
                *((line,) if form is LineFormat.TSV else ()),
                *((name,) if everything else ()),
                result.form,
                *(result.variants if variants else ()),
            )
            for line, name, result in rows
        ),
    )


def systems_for(text: str) -> list[str]:
    """Return the names of the systems that read the language of a text."""
    from glossary.romanisation.registry import systems
    from glossary.text.language import guess_language

    language = guess_language(text)
    return [name for name, system in systems().items() if language not in ("ko", "ja") or system.language == language]


def write_lines(rows: Iterable[tuple[str, ...]]) -> None:
    """Print rows of cells, a tab between two."""
    for row in rows:
        write(tsv_line(row) if len(row) > 1 else row[0] + "\n")


def hangul(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME…", help="Romanised names; - reads lines", show_default=False)
    ] = None,
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="Candidates a name")] = 5,
    form: FormatOption = None,
) -> None:
    """Give the Hangul that a romanised name may stand for, best first."""
    from glossary.romanisation.candidates import hangul

    emit(
        ("name", "rank", "hangul", "system", "score"),
        (
            (name, rank, candidate.hangul, candidate.system, candidate.score)
            for name in input_lines(names)
            if name.strip()
            for rank, candidate in enumerate(hangul(name)[:most], start=1)
        ),
        form,
    )
