"""The translation memory: `malmoi search` (concordance) and `malmoi match`."""

from typing import Annotated

import typer

from tui.context import state
from tui.output import FormatOption, emit, resolve_tag


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("search")(search)
    app.command("match")(match)


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="Words in either language")],
    lang: Annotated[str | None, typer.Option("--lang", metavar="L", help="Look in this language only")] = None,
    fuzzy: Annotated[bool, typer.Option("--fuzzy", help="Near forms too")] = False,
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="Lines at the most")] = 50,
    form: FormatOption = None,
) -> None:
    """Find where words stand in the stored alignments, with the other language beside them."""
    with state.open() as database:
        hits = database.memory.search(query, language=lang and resolve_tag(lang), fuzzy=fuzzy, limit=most)
    emit(
        ("alignment", "bead", "state", "date", "source", "target", "title"),
        ((h.alignment_id, h.position + 1, h.state, h.date, h.source, h.target, h.title) for h in hits),
        form,
    )


def match(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence to translate")],
    lang: Annotated[
        str | None, typer.Option("--lang", metavar="L", help="Its language [default: by its script]")
    ] = None,
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="Matches at the most")] = 5,
    form: FormatOption = None,
) -> None:
    """Give the best translation-memory matches of a sentence, with their score (100 = the same)."""
    from glossary.text.language import guess_language, resolve_language

    language = resolve_tag(lang) if lang else resolve_language(guess_language(text).replace("und", "en"))
    with state.open() as database:
        matches = database.memory.match(text, language=language, limit=most)
    emit(
        ("score", "source", "target", "date", "alignment", "bead"),
        ((m.score, m.source, m.target, m.date, m.alignment_id, m.position + 1) for m in matches),
        form,
    )
