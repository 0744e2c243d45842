"""`malmoi terms timeline`: how a term was rendered year by year, with a chart, a picture and proposed dates of use."""

from pathlib import Path
from typing import Annotated

import typer

from glossary.errors import InputError, UsageError
from tui.commands.terms import terms_app
from tui.context import state
from tui.output import FormatOption, ListFormat, chosen_format, emit, say, terminal_width, write


def register(app: typer.Typer) -> None:
    """Add the command of this module; the group it belongs to is added by `terms`."""
    del app
    terms_app.command("timeline")(timeline_command)


def timeline_command(
    term: Annotated[str | None, typer.Argument(metavar="[TERM]", help="A Korean term", show_default=False)] = None,
    by: Annotated[str, typer.Option("--by", metavar="year|month")] = "year",
    lang: Annotated[str, typer.Option("--lang", metavar="L", help="Language of the term")] = "ko",
    counts: Annotated[
        Path | None, typer.Option("--counts", metavar="FILE", help="Counts of English strings: phrase, n2011, n2012 …")
    ] = None,
    phrase: Annotated[
        list[str] | None, typer.Option("--phrase", metavar="TEXT", help="Of --counts: only this phrase (repeatable)")
    ] = None,
    attest: Annotated[
        str | None, typer.Option("--attest", metavar="SOURCE", help="Keep the counts with the terms written so")
    ] = None,
    stored_counts: Annotated[
        bool, typer.Option("--stored-counts", help="With the counts that the term base holds")
    ] = False,
    beads: Annotated[bool, typer.Option("--beads", help="List the beads behind each rendering")] = False,
    propose: Annotated[bool, typer.Option("--propose", help="Propose dates of use from the data")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Write the proposed dates into the term base")] = False,
    svg: Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Write the picture too")] = None,
    form: FormatOption = None,
) -> None:
    """Show which renderings of a term the memory holds, since when and until when, with their share.

    A text that uses a rendering outside the dates that were accepted is reported by `malmoi check`
    (terms.outside-dates).
    """
    from glossary.alignment.encoder import shared_encoder
    from glossary.memory import timeline as stored
    from glossary.terms.timeline import By, chart, chosen, current, proposals, read_counts, timeline

    if by not in {b.value for b in By}:
        raise UsageError(f"--by {by}: year or month is wanted.")
    if (term is None) == (counts is None):
        raise UsageError("Name a term of the memory, or a table of counts with --counts.")
    if attest is not None and counts is None:
        raise UsageError("--attest needs --counts FILE.")
    if accept and term is None:
        raise UsageError("--accept needs a term.", hint="First: malmoi terms timeline --counts FILE --attest SOURCE")
    articles: dict[str, int] | None = None
    kept = None
    if counts is not None:
        from tui.output import input_bytes

        try:
            text = input_bytes(str(counts)).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(f"{counts}: byte {error.start}: the file is not UTF-8") from error
        uses, articles = read_counts(text, str(counts))
        uses = chosen(uses, phrase) if phrase else uses
        if attest is not None:
            with state.open() as database:
                added, left = stored.attest(database, uses, attest)
            say(f"{added} counts kept; no term is written: {', '.join(left) or '–'}")
        line_up = timeline(uses, By(by), articles)
        found = proposals(line_up)
    else:
        with state.open() as database:
            uses = stored.uses_of(database, str(term), lang, counts=stored_counts, encoder=shared_encoder)
            line_up = timeline(uses, By(by))
            found = proposals(line_up)
            if accept and found:
                kept = stored.keep_dates(database, str(term), found, lang)
    if not line_up.lines:
        say(f"{term or counts}: nothing found.")
    if propose or accept:
        emit(
            ("rendering", "valid_from", "valid_until", "because"),
            ((p.rendering, p.valid_from, p.valid_until, p.because) for p in found),
            form,
        )
        if kept is not None:
            say(f"Dates of use written to {kept.id}. To take it back: malmoi terms restore {kept.id}")
        elif accept:
            say("The data propose no dates.")
    elif beads:
        emit(
            ("rendering", "date", "alignment/bead"),
            sorted((u.rendering, u.date, u.place) for u in uses if u.place),
            form,
        )
    elif chosen_format(form) is ListFormat.TABLE:
        write(chart(line_up, terminal_width()))
        if (term or phrase) and (now := current(line_up)) is not None:
            say(f"Current form: {now.rendering} ({line_up.periods[-1]})")
    else:
        emit(
            ("rendering", "first", "last", "count", "share", "one_sided", *line_up.periods),
            (
                (
                    *(x.rendering, x.first, x.last, x.count, round(x.share, 4), x.one_sided),
                    *(x.periods.get(p, 0) for p in line_up.periods),
                )
                for x in line_up.lines
            ),
            form,
        )
    if svg is not None:
        from exports.files import write_atomically
        from exports.timeline_svg import timeline_svg

        picture = timeline_svg(line_up, f"{term or counts}: renderings by {by}")
        write_atomically(svg, lambda out: out.write(picture.encode()))
        say(f"Written: {svg}")
