"""How commands print: listings as table, tsv, json or jsonl; narration on stderr; colour only where it is wanted."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from glossary.errors import UsageError


class ListFormat(StrEnum):
    """Output of every listing."""

    TABLE = "table"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"


FormatOption = Annotated[
    ListFormat | None,
    typer.Option("--format", metavar="table|tsv|json|jsonl", help="Default: table on a terminal, tsv otherwise"),
]

Row = Sequence[Any]


def say(text: str) -> None:
    """Print narration on stderr."""
    sys.stderr.write(text + "\n")


def write(text: str) -> None:
    """Print data on stdout."""
    sys.stdout.write(text)


def is_colourful(stream: Any = None) -> bool:
    """Whether colours are wanted on a stream (https://no-color.org)."""
    stream = stream or sys.stderr
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}


def paint(text: str, style: str, stream: Any = None) -> str:
    """Return the text in a style such as `bold red` where the stream (default stderr) shows colours."""
    if not is_colourful(stream):
        return text
    return f"\x1b[{';'.join(_CODES[name] for name in style.split())}m{text}\x1b[0m"


def chosen_format(wanted: ListFormat | None) -> ListFormat:
    """Return the wanted format; without a wish, a table on a terminal and tsv otherwise."""
    return wanted or (ListFormat.TABLE if sys.stdout.isatty() else ListFormat.TSV)


def emit(
    columns: Sequence[str], rows: Iterable[Row], wanted: ListFormat | None = None, output: str | None = None
) -> None:
    """Print a listing, or write it to a file. tsv has a header line; in it tabs and line breaks become spaces."""
    if output not in (None, "-"):
        from exports.files import write_atomically

        lines = _lines(columns, rows, wanted or ListFormat.TSV)
        write_atomically(output, lambda f: [f.write(line.encode()) for line in lines])
        return
    for line in _lines(columns, rows, chosen_format(wanted)):
        write(line)


def _lines(columns: Sequence[str], rows: Iterable[Row], form: ListFormat) -> Iterator[str]:
    if form is ListFormat.TABLE:
        yield table(columns, rows)
    elif form is ListFormat.TSV:
        yield tsv_line(columns)
        for row in rows:
            yield tsv_line(row)
    elif form is ListFormat.JSON:
        records = [dict(zip(columns, row, strict=True)) for row in rows]
        yield json.dumps(records, ensure_ascii=False, indent=2, default=str) + "\n"
    else:
        for row in rows:
            yield json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=str) + "\n"


def tsv_line(cells: Iterable[Any]) -> str:
    """Return one line of tab-separated cells."""
    return "\t".join(" ".join(plain(cell).split()) for cell in cells) + "\n"


def plain(cell: Any) -> str:
    """Return a cell as text; None is empty, lists are joined by semicolons."""
    if cell is None:
        return ""
    if isinstance(cell, (list, tuple)):
        return "; ".join(plain(item) for item in cell)
    if isinstance(cell, float):
        return f"{cell:.2f}"
    return str(cell)


def table(columns: Sequence[str], rows: Iterable[Row], *, width: int | None = None, lines: bool = False) -> str:
    """Return a table whose columns fit the terminal; wide Korean signs count two cells. `lines` rules off each row."""
    from io import StringIO

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD if not lines else box.HORIZONTALS, pad_edge=False, show_lines=lines)
    for column in columns:
        grid.add_column(Text(column), overflow="fold")
    for row in rows:
        grid.add_row(*(Text(plain(cell)) for cell in row))  # Text: brackets in the data are no markup
    target = StringIO()
    console = Console(file=target, width=width or terminal_width(), color_system=None, legacy_windows=False)
    console.print(grid)
    return "\n".join(line.rstrip() for line in target.getvalue().splitlines()) + "\n"


def terminal_width() -> int:
    """Return the columns of the terminal, at least 40; 100 where there is none."""
    import shutil

    return max(40, shutil.get_terminal_size((100, 24)).columns)


def resolve_tag(tag: str) -> str:
    """Return a language tag as the term base writes it; raises UsageError for what is none."""
    from glossary.text.language import resolve_language

    try:
        return resolve_language(tag)
    except ValueError as error:
        raise UsageError(str(error)) from None


def read_stdin() -> bytes:
    """Return standard input whole."""
    return sys.stdin.buffer.read()


def input_bytes(name: str) -> bytes:
    """Return the bytes of a file, or of standard input for `-`; raises InputError where it cannot be read."""
    if name == "-":
        return read_stdin()
    from glossary.text.encoding import read_bytes

    return read_bytes(Path(name))
