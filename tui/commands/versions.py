"""`malmoi compare` (versions of a text) and `malmoi omissions` (what one language leaves out)."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated

import typer

from glossary.errors import UsageError
from tui.context import state
from tui.output import FormatOption, ListFormat, chosen_format, emit, paint, resolve_tag, say, write

if TYPE_CHECKING:
    from glossary.versions.compare import Row
    from glossary.versions.ledger import Text
    from glossary.versions.omissions import Finder
    from tui.versioning import Version


class Grouping(StrEnum):
    """What omissions are counted by."""

    PLACE = "place"
    TERM = "term"
    MONTH = "month"
    KIND = "kind"


class Side(StrEnum):
    """Where the words stand that the other side leaves out."""

    SOURCE = "source"
    TARGET = "target"
    BOTH = "both"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("compare")(compare)
    app.command("omissions")(omissions)


def compare(
    old: Annotated[str, typer.Argument(metavar="A", help="A file or a stored document's id: the older version")],
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="[B]",
            help="The newer one; without it all stored versions of A, each with the next",
            show_default=False,
        ),
    ] = None,
    lang: Annotated[str | None, typer.Option("--lang", metavar="L", help="[default: by the text's script]")] = None,
    segmented: Annotated[bool, typer.Option("--segmented", help="One sentence a line, not split again")] = False,
    every: Annotated[bool, typer.Option("--all", help="What has stayed the same too")] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="F", help="Write here instead of stdout")
    ] = None,
    form: FormatOption = None,
) -> None:
    """Show sentence by sentence what was added, removed, reworded or moved between two versions of a text."""
    from glossary.versions.compare import Kind
    from tui.versioning import COMPARED, compared, compared_rows

    rows: list[tuple[object, ...]] = []
    table = output is None and chosen_format(form) is ListFormat.TABLE
    for one, two in list(_versions(old, new, lang, segmented)):
        found = compared(one, two)
        counts = {kind: sum(r.kind is kind for r in found) for kind in Kind}
        say(f"{one.label}  →  {two.label}")
        say("  " + ", ".join(f"{n} {kind}" for kind, n in counts.items() if n))
        shown = [r for r in found if every or r.kind is not Kind.SAME]
        if table:
            write("".join(_told(r) for r in shown))
        rows += compared_rows(one, two, shown)
    if not table:
        emit(COMPARED, rows, form, output)


def _versions(old: str, new: str | None, lang: str | None, segmented: bool) -> "Iterator[tuple[Version, Version]]":
    from tui.versioning import chain, stored_version

    tag = lang and resolve_tag(lang)
    if new is not None:
        yield _version(old, tag, segmented), _version(new, tag, segmented)
        return
    if not old.isdigit():
        raise UsageError(
            "compare needs two texts.", hint="malmoi compare OLD NEW; one stored document's id shows all its versions"
        )
    with state.open() as database:
        numbers = chain(database, int(old))
        if len(numbers) < 2:
            raise UsageError(
                f"Document {old} is stored in one version only.",
                hint="malmoi import NEW --version-of ID stores another",
            )
        texts = [stored_version(database, number) for number in numbers]
    yield from pairwise(texts)


def _version(name: str, language: str | None, segmented: bool) -> "Version":
    from tui.inputs import read_input
    from tui.versioning import stored_version, version_of_text

    text = read_input(name, language=language, segmented=segmented)
    if text.document is None:
        return version_of_text(text)
    with state.open() as database:
        return stored_version(database, text.document, language)


_SIGNS = {
    "same": (" ", "dim"),
    "reworded": ("~", "yellow"),
    "added": ("+", "green"),
    "removed": ("-", "red"),
    "moved": (">", "cyan"),
}


def _told(row: "Row") -> str:
    """Return a row as a person reads it: the sign, the places, the words with what changed marked."""
    import sys

    from glossary.checks.findings import Span
    from glossary.memory.alerts import marked

    sign, style = _SIGNS[row.kind]
    places = f"{_numbers(row.old)}→{_numbers(row.new)}"
    lines = []
    if row.differences:
        old = marked(row.old_text, [Span(d.start, d.end) for d in row.differences], ("⟦", "⟧"))
        new = marked(row.new_text, [Span(d.other_start, d.other_end) for d in row.differences], ("⟦", "⟧"))
        lines = [f"- {old}", f"+ {new}"]
    else:
        lines = [row.new_text or row.old_text]
    head = paint(f"{sign} {row.kind:<8} {places:<9}", style, sys.stdout)
    return "".join(f"{head if not n else ' ' * 20} {line}\n" for n, line in enumerate(lines))


def _numbers(places: Sequence[int]) -> str:
    return ",".join(str(p + 1) for p in places) or "–"


def omissions(
    texts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ID | SOURCE TARGET]",
            help="A stored alignment, or two texts; without it the whole memory",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        Grouping, typer.Option("--by", help="Each place, or counted by term, by month, by kind")
    ] = Grouping.PLACE,
    about: Annotated[str, typer.Option("--about", metavar="TERM", help="Only this term, name or member")] = "",
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="K", help="sentence, member, name, number, term; several times for several"),
    ] = None,
    side: Annotated[
        Side, typer.Option("--side", help="source: what the translation leaves out; target: what it adds")
    ] = Side.SOURCE,
    least: Annotated[float, typer.Option("--least", metavar="P", min=0, max=1, help="Least confidence")] = 0.4,
    terms: Annotated[
        list[str] | None,
        typer.Option("--terms", metavar="FILE", help="Term base of the look-up [default: the stored one]"),
    ] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="F", help="Write here instead of stdout")
    ] = None,
    form: FormatOption = None,
) -> None:
    """Report sentences, list members, names, numbers and terms of one language that the other leaves out."""
    from glossary.versions.omissions import Kind
    from tui.versioning import COUNTED, LEFT_OUT, Wanted, entries_by, entry_rows, omission_rows, sieved

    kinds = frozenset(kind or [])
    if wrong := kinds - {k.value for k in Kind}:
        raise UsageError(f"--kind {', '.join(sorted(wrong))}: known are {', '.join(Kind)}.")
    wanted = Wanted(about, kinds, side.value, least)
    found = [sieved(t, wanted) for t in _reports(texts or [], terms or [])]
    if by is Grouping.PLACE:
        emit(LEFT_OUT, omission_rows(found), form, output)
    else:
        emit((by.value, *COUNTED), entry_rows(entries_by(by.value, found, about)), form, output)


def _reports(texts: list[str], terms: list[str]) -> "Iterator[Text]":
    from glossary.checks.run import bead_texts
    from glossary.versions.ledger import Text
    from tui.checking import term_base
    from tui.versioning import finder_of, reports

    def finder(source: str, target: str) -> "Finder":
        return finder_of(term_base(terms), source, target, say)

    if len(texts) == 2:
        from tui.inputs import read_pair

        pair = read_pair(*texts)
        report = finder(pair.bitext.source_language, pair.bitext.target_language).find(bead_texts(pair.bitext))
        yield Text(report, 0, pair.source.title, pair.source.date or pair.target.date)
        return
    if len(texts) > 2 or any(not t.isdigit() for t in texts):
        raise UsageError("omissions takes the number of an alignment, or two texts.", hint="malmoi alignments list")
    from tui.progress import bar

    with state.open() as database, bar("texts read") as show:
        yield from reports(database, [int(t) for t in texts], finder, show)
