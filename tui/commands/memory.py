"""The translation memory: `malmoi search` (concordance), `malmoi match`, `malmoi memory …`."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, cast

import typer

from glossary.errors import InputError, UsageError
from tui.context import state
from tui.output import FormatOption, ListFormat, chosen_format, emit, resolve_tag, say

if TYPE_CHECKING:
    from glossary.memory.lines import Hit, MemoryMatch
    from glossary.store.engine import Database

_SORTED = 5000
"""Hits that are put in another order; the interface is content with fewer."""

memory_app = typer.Typer(help="The memory as a whole: import and export (TMX), index, info", no_args_is_help=True)


class Order(StrEnum):
    """Orders of a concordance."""

    LEFT = "left"
    RIGHT = "right"
    WORDS = "words"
    DATE = "date"
    EARLIEST = "-date"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("search")(search)
    app.command("match")(match)
    app.add_typer(memory_app, name="memory")


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words in either language; see below")],
    lang: Annotated[str | None, typer.Option("--lang", metavar="L", help="Look in this language only")] = None,
    fuzzy: Annotated[bool, typer.Option("--fuzzy", help="Near forms too")] = False,
    sort: Annotated[Order | None, typer.Option("--sort", help="[default: confirmed ones first]")] = None,
    kwic: Annotated[
        int | None,
        typer.Option(
            "--kwic", metavar="N", min=0, help="The words in the middle, N characters on either side (0: all)"
        ),
    ] = None,
    group: Annotated[bool, typer.Option("--group", help="Count how the other language renders them")] = False,
    confirmed: Annotated[bool, typer.Option("--confirmed", help="Only beads that an editor has confirmed")] = False,
    as_spelled: Annotated[
        bool, typer.Option("--as-spelled", help="No other spellings, readings, romanisations")
    ] = False,
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="Lines at the most")] = 50,
    skip: Annotated[int, typer.Option("--skip", min=0, help="Leave so many out: the next page")] = 0,
    every: Annotated[bool, typer.Option("--all", help="All lines, in the memory's order")] = False,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="F", help="Write here instead of stdout")
    ] = None,
    form: FormatOption = None,
) -> None:
    """Find where words stand in the stored alignments, with the other language beside them.

    Words one after the other are a phrase; any part of a word is found, case and signs do not matter. * stands for any
    letters of a word (alone: for one word), ? for one letter, a|b for either, a ~ b for a near b (~3: at most three
    words between), "..." for whole words exactly. Other spellings of both Korean states, Chinese characters and
    romanised Korean are found too.
    """
    from glossary.memory.lines import line

    language = lang and resolve_tag(lang)
    with state.open() as database:
        _tell_pending(database)
        if group:
            _emit_groups(database, query, language, confirmed, as_spelled, form, output)
            return
        if every:
            found = database.memory.every(query, language, include_auto=not confirmed, spellings=not as_spelled)
            hits = list(found)
        else:
            hits = list(
                database.memory.search(
                    query, language, fuzzy, limit=most, offset=skip, include_auto=not confirmed,
                    spellings=not as_spelled, sort=sort.value if sort else "", sorted_of=_SORTED,
                )
            )  # fmt: skip
    if kwic is not None:
        columns: tuple[str, ...] = ("date", "left", "words", "right", "other", "alignment", "bead", "state", "via")
        lines = [line(h, kwic) for h in hits]
        rows = [
            (
                at.hit.date,
                at.left,
                at.words,
                at.right,
                at.other,
                at.hit.alignment_id,
                _place(at.hit),
                at.hit.state,
                at.hit.via,
            )
            for at in lines
        ]
        emit(columns, rows, form, output)
        return
    shown = _marks(form, output)
    emit(
        ("alignment", "bead", "state", "date", "source", "target", "title", "via"),
        [
            (h.alignment_id, _place(h), h.state, h.date, shown(h.source, h.source_spans), shown(h.target, h.target_spans), h.title, h.via)
            for h in hits
        ],
        form,
        output,
    )  # fmt: skip


def _place(hit: "Hit") -> int | None:
    return hit.position + 1 if hit.position >= 0 else None


def _marks(form: ListFormat | None, output: str | None) -> "Callable[[str, tuple[object, ...]], str]":
    """Return what marks the words found, in tables only: data stays as it is."""
    from glossary.memory.alerts import marked

    def marking(text: str, spans: Any) -> str:
        return marked(text, spans, ("⟦", "⟧")) if spans else text

    def leaving(text: str, _spans: Any) -> str:
        return text

    return marking if output is None and chosen_format(form) is ListFormat.TABLE else leaving


def _emit_groups(
    database: "Database", query: str, language: str | None, confirmed: bool, as_spelled: bool,
    form: ListFormat | None, output: str | None,
) -> None:  # fmt: skip
    from glossary.alignment.encoder import shared_encoder
    from glossary.memory.renderings import rendering_groups

    groups = rendering_groups(
        database, query, language, include_auto=not confirmed, spellings=not as_spelled, encoder=shared_encoder
    )
    emit(
        ("rendering", "times", "share", "first", "last", "source", "target", "alignment"),
        [
            (
                g.rendering or "?", len(g.hits), g.share, g.first, g.last,
                g.hits[0].source, g.hits[0].target, g.hits[0].alignment_id,
            )
            for g in groups
        ],
        form,
        output,
    )  # fmt: skip


def match(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence to translate")],
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="L", help="Its language [default: by its script]")
    ] = None,
    before: Annotated[
        str | None,
        typer.Option("--before", metavar="TEXT", help="The sentence before it, empty at the beginning of the text"),
    ] = None,
    after: Annotated[
        str | None,
        typer.Option("--after", metavar="TEXT", help="The sentence behind it; with both, context matches come first"),
    ] = None,
    minimum: Annotated[float, typer.Option("--minimum", metavar="SCORE", min=0, max=100, help="Lowest score")] = 60,
    confirmed: Annotated[bool, typer.Option("--confirmed", help="Only beads that an editor has confirmed")] = False,
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="Matches at the most")] = 5,
    form: FormatOption = None,
) -> None:
    """Give the best translation-memory matches of a sentence, with their score (100 = the same).

    What no score sees stands beside it: a changed negation, number or name (yours / the memory's). In a table the words
    that differ from your sentence are marked.
    """
    from glossary.text.language import guess_language, resolve_language

    language = resolve_tag(lang) if lang else resolve_language(guess_language(text).replace("und", "en"))
    if (before is None) != (after is None):
        raise UsageError(
            "--before and --after go together.", hint="At the edge of a text give an empty one: --after ''"
        )
    with state.open() as database:
        _tell_pending(database)
        matches = database.memory.match(
            text, language, most, minimum=minimum, include_auto=not confirmed, previous=before, following=after
        )
    emit(
        ("score", "kind", "alerts", "source", "target", "differences", "times", "date", "alignment", "bead"),
        [_match_row(m, text, chosen_format(form) is ListFormat.TABLE) for m in matches],
        form,
    )


def _match_row(m: "MemoryMatch", text: str, marking: bool) -> tuple[object, ...]:
    from glossary.checks.findings import Span
    from glossary.memory.alerts import marked

    changed = [
        f"{text[d.start : d.end] or '-'} → {m.source[d.other_start : d.other_end] or '-'}" for d in m.differences
    ]
    spans = [Span(d.other_start, d.other_end) for d in m.differences]
    source = marked(m.source, spans, ("⟦", "⟧")) if marking else m.source
    return (
        m.score, m.kind, [str(a) for a in m.alerts], source, m.target, changed, m.times, m.date, m.alignment_id,
        m.position + 1,
    )  # fmt: skip


def _tell_pending(database: "Database") -> None:
    from glossary.memory.index import PATIENCE

    if (waiting := database.memory.pending()) > PATIENCE:
        say(f"▲ {waiting:,} sentences are not indexed yet and are not found: malmoi memory index")


@memory_app.command("info")
def info(form: FormatOption = None) -> None:
    """Say how much the memory holds."""
    with state.open() as database:
        memory = database.memory
        row = (memory.count(), memory.count(include_auto=False), memory.pending())
    emit(("sentences", "confirmed", "not indexed"), [row], form)


@memory_app.command("index")
def index(
    anew: Annotated[bool, typer.Option("--anew", help="Forget the index and build it again")] = False,
) -> None:
    """Build the full-text index of what was saved in bulk; it may be interrupted and goes on next time."""
    with state.open() as database:
        done = build_index(database, anew=anew)
    say(f"{done:,} sentences indexed." if done else "All sentences are indexed.")


def build_index(database: "Database", *, anew: bool = False) -> int:
    """Index what is pending, with a line of progress; return how many sentences."""
    from tui.progress import bar

    with bar("sentences indexed") as show:
        if anew:
            database.memory.rebuild(show)
            return database.memory.count()
        return database.memory.catch_up(show)


@memory_app.command("import")
def import_memory(
    path: Annotated[Path, typer.Argument(metavar="FILE.tmx", help="A translation memory of any tool; .gz too")],
    source_lang: Annotated[str | None, typer.Option("--source-lang", metavar="L")] = None,
    target_lang: Annotated[str | None, typer.Option("--target-lang", metavar="L")] = None,
    confirmed: Annotated[
        bool, typer.Option("--confirmed", help="Count its pairs as confirmed [default: as unread]")
    ] = False,
    house: Annotated[str, typer.Option("--house", metavar="H", help="Whose texts they are")] = "",
    date: Annotated[str, typer.Option("--date", metavar="D", help="Their date, where the file has none")] = "",
) -> None:
    """Take a TMX file into the memory, text by text; what is stored already is passed over."""
    from exports import memory_tmx
    from exports.formats import AlignmentOptions
    from glossary.memory.keeping import Kept, keep
    from tui.checking import require_date
    from tui.progress import counter

    if date:
        require_date(date)
    options = AlignmentOptions(
        source_language=(resolve_tag(source_lang) if source_lang else ""),
        target_language=(resolve_tag(target_lang) if target_lang else ""),
        confirmed=confirmed,
    )
    try:
        with _opened(path) as data, state.open() as database, counter() as show:

            def tell(kept: Kept) -> None:
                show(f"{kept.beads:,} pairs of sentences")

            kept = keep(
                database,
                memory_tmx.read(data, str(path), options),
                name=path.name,
                house=house,
                date=date,
                progress=tell,
            )
            build_index(database)
    except (OSError, EOFError) as error:
        raise InputError(f"{path}: {getattr(error, 'strerror', None) or error}") from error
    say(f"{kept.beads:,} pairs of sentences in {kept.texts} texts taken into the memory.")
    if kept.before:
        say(f"{kept.before} texts were stored before and are passed over.")
    if kept.one_sided:
        say(f"▲ {kept.one_sided} texts have sentences in one language only and are left out.")


def _opened(path: Path) -> "BinaryIO":
    import gzip

    return cast("BinaryIO", gzip.open(path, "rb")) if path.suffix == ".gz" else path.open("rb")


@memory_app.command("export")
def export_memory(
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="F", help="[default: stdout]")] = None,
) -> None:
    """Write all stored alignments as one TMX file, text by text."""
    from exports import memory_tmx
    from exports.files import write_atomically
    from glossary.memory.keeping import all_bitexts

    with state.open() as database:
        written = write_atomically(
            None if output in (None, "-") else Path(str(output)), lambda f: memory_tmx.write(all_bitexts(database), f)
        )
    say(f"{written:,} units written" + (f": {output}" if output else ""))
