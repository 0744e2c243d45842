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
    from glossary.alignment.beads import Segment
    from glossary.store.engine import Database
    from glossary.versions.compare import Row
    from glossary.versions.ledger import Entry, Text
    from glossary.versions.omissions import Finder, Omission


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
    from glossary.text.language import base_language
    from glossary.versions.compare import Kind
    from glossary.versions.compare import compare as compare_texts

    pairs = list(_versions(old, new, lang, segmented))
    rows: list[tuple[object, ...]] = []
    table = output is None and chosen_format(form) is ListFormat.TABLE
    for one, two in pairs:
        if base_language(one.language) != base_language(two.language):
            raise UsageError(
                f"{one.name} is in {one.language}, {two.name} in {two.language}: versions are in one language.",
                hint="Across languages: malmoi align A B, or malmoi omissions A B",
            )
        found = compare_texts([s.text for s in one.segments], [s.text for s in two.segments], one.language)
        counts = {kind: sum(r.kind is kind for r in found) for kind in Kind}
        say(f"{one.label}  →  {two.label}")
        say("  " + ", ".join(f"{n} {kind}" for kind, n in counts.items() if n))
        shown = [r for r in found if every or r.kind is not Kind.SAME]
        if table:
            write("".join(_told(r) for r in shown))
        rows += [
            (
                one.label, two.label, r.kind, [i + 1 for i in r.old], [j + 1 for j in r.new], r.old_text, r.new_text,
                [f"{r.old_text[d.start : d.end] or '-'} → {r.new_text[d.other_start : d.other_end] or '-'}" for d in r.differences],
                round(r.likeness),
            )
            for r in shown
        ]  # fmt: skip
    if not table:
        columns = ("version", "next", "kind", "old", "new", "old_text", "new_text", "changes", "likeness")
        emit(columns, rows, form, output)


class _Version:
    """One version of a text, and how it is called."""

    def __init__(self, name: str, language: str, segments: "Sequence[Segment]", about: str) -> None:
        self.name, self.language, self.segments = name, language, segments
        self.label = f"{name} ({about})" if about else name


def _versions(old: str, new: str | None, lang: str | None, segmented: bool) -> "Iterator[tuple[_Version, _Version]]":
    from tui.inputs import read_input

    tag = lang and resolve_tag(lang)
    if new is not None:
        yield (
            _version(read_input(old, language=tag, segmented=segmented)),
            _version(read_input(new, language=tag, segmented=segmented)),
        )
        return
    if not old.isdigit():
        raise UsageError(
            "compare needs two texts.", hint="malmoi compare OLD NEW; one stored document's id shows all its versions"
        )
    with state.open() as database:
        chain = _chain(database, int(old))
        if len(chain) < 2:
            raise UsageError(
                f"Document {old} is stored in one version only.",
                hint="malmoi import NEW --version-of ID stores another",
            )
        texts = []
        for number in chain:
            record = database.documents.get(number)
            about = ", ".join(p for p in (record.date, f"saved {record.created.date().isoformat()}") if p)
            title = f"document {number}" + (f" “{record.title}”" if record.title else "")
            texts.append(_Version(title, record.language, database.documents.segments(number), about))
    yield from pairwise(texts)


def _version(text: object) -> _Version:
    from tui.inputs import TextInput

    assert isinstance(text, TextInput)  # noqa: S101 kept out of the signature so that the module imports nothing
    about = text.date
    if text.document is not None:
        with state.open() as database:
            saved = database.documents.get(text.document).created.date().isoformat()
        about = ", ".join(p for p in (text.date, f"saved {saved}") if p)
        return _Version(
            f"document {text.document}" + (f" “{text.title}”" if text.title else ""),
            text.language,
            text.segments,
            about,
        )
    return _Version(text.name, text.language, text.segments, about)


def _chain(database: "Database", number: int) -> list[int]:
    """Return all versions of a document, oldest first."""
    database.documents.get(number)
    before = {r.id: r.version_of for r in database.documents.list()}
    first = number
    seen = {first}
    while (older := before.get(first)) is not None and older in before and older not in seen:
        first = older
        seen.add(first)
    chain, later = [], [first]
    while later:
        one = later.pop(0)
        chain.append(one)
        later += sorted(n for n, of in before.items() if of == one and n not in chain)
    return sorted(chain)


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

    kinds = {*(kind or [])}
    if wrong := kinds - {k.value for k in Kind}:
        raise UsageError(f"--kind {', '.join(sorted(wrong))}: known are {', '.join(Kind)}.")
    found = [_filtered(t, about, kinds, side, least) for t in _reports(texts or [], terms or [])]
    if by is Grouping.PLACE:
        rows = [
            (
                t.alignment or None, o.bead + 1, o.kind, o.side, o.text, o.expected, o.confidence, t.date, t.title,
                o.source, o.target,
            )
            for t in found
            for o in t.report.omissions
        ]  # fmt: skip
        columns: tuple[str, ...] = (
            "alignment",
            "bead",
            "kind",
            "side",
            "left out",
            "expected",
            "confidence",
            "date",
            "title",
            "source",
            "target",
        )
        emit(columns, rows, form, output)
        return
    from glossary.versions import ledger

    entries: list[Entry] = (
        ledger.by_term(found) if by is Grouping.TERM
        else ledger.by_month(found, about=about) if by is Grouping.MONTH
        else ledger.by_kind(found)
    )  # fmt: skip
    emit(
        (by.value, "of kind", "left out", "of", "share", "confidence", "first", "last", "alignments"),
        [
            (
                e.name, e.kind, e.left_out, e.occurrences or None, e.share if e.occurrences else None, e.confidence,
                e.first, e.last, sorted({p.alignment for p in e.places})[:20],
            )
            for e in entries
        ],
        form,
        output,
    )  # fmt: skip


def _filtered(text: "Text", about: str, kinds: set[str], side: Side, least: float) -> "Text":
    from dataclasses import replace

    def wanted(o: "Omission") -> bool:
        return (
            o.confidence >= least
            and (not kinds or o.kind.value in kinds)
            and (side is Side.BOTH or o.side == side.value)
            and (not about or about in (o.about, o.text))
        )

    kept = tuple(o for o in text.report.omissions if wanted(o))
    return replace(text, report=replace(text.report, omissions=kept))


def _reports(texts: list[str], terms: list[str]) -> "Iterator[Text]":
    from glossary.checks.run import bead_texts
    from glossary.versions.ledger import Text

    if len(texts) == 2:
        from tui.inputs import read_pair

        pair = read_pair(*texts)
        finder = _finder(terms, pair.bitext.source_language, pair.bitext.target_language)
        report = finder.find(bead_texts(pair.bitext))
        yield Text(report, 0, pair.source.title, pair.source.date or pair.target.date)
        return
    if len(texts) > 2 or any(not t.isdigit() for t in texts):
        raise UsageError("omissions takes the number of an alignment, or two texts.", hint="malmoi alignments list")
    from tui.progress import bar

    with state.open() as database, bar("texts read") as show:
        records = [database.alignments.get(int(t)) for t in texts] or list(database.alignments.list())
        finders: dict[tuple[str, str], Finder] = {}
        for done, record in enumerate(sorted(records, key=lambda r: (r.date, r.id)), start=1):
            languages = record.source_language, record.target_language
            if languages not in finders:
                finders[languages] = _finder(terms, *languages)
            bitext = database.alignments.bitext(record.id)
            yield Text(finders[languages].find(bead_texts(bitext)), record.id, record.title, record.date)
            show(done, len(records))


def _finder(terms: list[str], source: str, target: str) -> "Finder":
    from glossary.alignment.encoder import EncoderError, shared_encoder
    from glossary.versions.omissions import Finder
    from tui.checking import term_base

    try:
        encoder = shared_encoder()
    except EncoderError as error:
        say(f"▲ Without the sentence encoder what is rendered in other words is reported too: {error.message}")
        encoder = None
    return Finder(term_base(terms), source_language=source, target_language=target, encoder=encoder)
