"""Phrases inside beads: `malmoi phrases suggest`, `link`, `list`, `remove`."""

from typing import TYPE_CHECKING, Annotated

import typer

from glossary.errors import InputError, NotFoundError, UsageError
from tui.context import state
from tui.output import FormatOption, emit, resolve_tag, say

if TYPE_CHECKING:
    from glossary.checks.findings import Span
    from glossary.phrases.suggest import Suggester
    from glossary.store.engine import Database

phrases_app = typer.Typer(
    name="phrases", help="Which words of a bead render which: suggest, link, list, remove.", no_args_is_help=True
)

BeadArgument = Annotated[str, typer.Argument(metavar="ALIGNMENT:BEAD", help="Such as 3:12, as listings show them")]
OccurrenceOption = Annotated[
    int, typer.Option("--occurrence", metavar="N", min=1, help="Of a phrase that stands there more than once")
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(phrases_app)


@phrases_app.command("suggest")
def suggest(
    phrase: Annotated[str, typer.Argument(metavar="PHRASE", help="Words of either side")],
    place: Annotated[str | None, typer.Argument(metavar="[ALIGNMENT:BEAD]", show_default=False)] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="TEXT", help="A sentence, in place of a bead")
    ] = None,
    target: Annotated[str | None, typer.Option("--target", metavar="TEXT", help="Its translation")] = None,
    source_lang: Annotated[str, typer.Option("--source-lang", metavar="L")] = "ko",
    target_lang: Annotated[str, typer.Option("--target-lang", metavar="L")] = "en",
    occurrence: OccurrenceOption = 1,
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="Suggestions at the most")] = 3,
    accept: Annotated[
        int | None, typer.Option("--accept", metavar="N", min=1, help="Keep the N-th suggestion as a link")
    ] = None,
    form: FormatOption = None,
) -> None:
    """Suggest which words of the other side render a phrase; the memory, term base and accepted links are used."""
    if (place is None) == (source is None or target is None):
        raise UsageError("Name a bead (ALIGNMENT:BEAD), or both --source and --target.")
    if accept is not None and place is None:
        raise UsageError("Only a suggestion in a stored bead can be kept.", hint="Name the bead: ALIGNMENT:BEAD")
    with state.open() as database:
        languages = resolve_tag(source_lang), resolve_tag(target_lang)
        texts = source or "", target or ""
        number = position = 0
        if place is not None:
            number, position = _place(place)
            languages, texts = _bead(database, number, position)
        side, span = _found(texts, phrase, occurrence)
        found = _suggester(database, languages).suggest(*texts, span, side=side, count=max(most, accept or 0))
        rows = [
            (n, round(s.probability, 3), s.text, s.span.start, s.span.end, list(s.reasons))
            for n, s in enumerate(found[:most], start=1)
        ]
        if accept is not None:
            if accept > len(found):
                raise UsageError(f"--accept {accept}: there are {len(found)} suggestions.")
            chosen = found[accept - 1]
            pair = (span, chosen.span) if side == 0 else (chosen.span, span)
            link = database.alignments.link_phrases(number, position, *pair)
            say(f"Linked {link.source_text} = {link.target_text} (link {link.id})")
    emit(("rank", "probability", "text", "start", "end", "reasons"), rows, form)


@phrases_app.command("link")
def link_phrases(
    place: BeadArgument,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Words of the source")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Words of the target")],
) -> None:
    """Link a phrase of each side; what is linked feeds the suggestions."""
    number, position = _place(place)
    with state.open() as database:
        _, texts = _bead(database, number, position)
        spans = [_within(text, words, 1) for text, words in zip(texts, (source, target), strict=True)]
        link = database.alignments.link_phrases(number, position, spans[0], spans[1])
    say(f"Linked {link.source_text} = {link.target_text} (link {link.id})")


@phrases_app.command("list")
def list_links(
    alignment: Annotated[int | None, typer.Argument(metavar="[ALIGNMENT]", show_default=False)] = None,
    form: FormatOption = None,
) -> None:
    """List the linked phrases, of one alignment or of all."""
    with state.open() as database:
        numbers = [alignment] if alignment is not None else [r.id for r in database.alignments.list()]
        rows = [
            (f"{number}:{x.bead + 1}", x.id, x.source_text, x.target_text, x.author, x.created)
            for number in numbers
            for x in database.alignments.phrase_links(number)
        ]
    emit(("bead", "link", "source", "target", "author", "created"), rows, form)


@phrases_app.command("remove")
def remove(
    alignment: Annotated[int, typer.Argument(metavar="ALIGNMENT")],
    links: Annotated[list[int], typer.Argument(metavar="LINK…", help="Numbers of links")],
) -> None:
    """Take links away."""
    with state.open() as database:
        for link in links:
            database.alignments.unlink_phrases(alignment, link)
            say(f"Removed link {link}.")


def _suggester(database: "Database", languages: tuple[str, str]) -> "Suggester":
    from glossary.alignment.encoder import EncoderError, shared_encoder
    from glossary.memory.phrases import phrase_knowledge
    from glossary.phrases.suggest import Suggester

    try:
        encoder = shared_encoder()
    except EncoderError as error:
        say(f"▲ {error.message}; suggestions go by words, names and numbers only")
        encoder = None
    return Suggester(languages, phrase_knowledge(database, *languages), encoder)


def _place(text: str) -> tuple[int, int]:
    first, sign, second = text.partition(":")
    if not sign or not first.isdigit() or not second.isdigit() or int(second) < 1:
        raise UsageError(f"{text}: ALIGNMENT:BEAD is wanted, such as 3:12.")
    return int(first), int(second) - 1


def _bead(database: "Database", number: int, position: int) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the languages and the texts of a bead."""
    bitext = database.alignments.bitext(number)
    if position >= len(bitext.beads):
        raise NotFoundError(f"Alignment {number} has no bead {position + 1}; it has {len(bitext.beads)}.")
    bead = bitext.beads[position]
    return (bitext.source_language, bitext.target_language), (bitext.source_text(bead), bitext.target_text(bead))


def _found(texts: tuple[str, str], phrase: str, occurrence: int) -> tuple[int, "Span"]:
    """Return the side on which a phrase stands, and where."""
    for side, text in enumerate(texts):
        if phrase.strip() and phrase in text:
            return side, _within(text, phrase, occurrence)
    raise InputError(f"{phrase!r} stands on neither side.", hint="Copy it from the sentence, with its spaces.")


def _within(text: str, phrase: str, occurrence: int) -> "Span":
    from glossary.checks.findings import Span

    at = -1
    for _ in range(occurrence):
        at = text.find(phrase, at + 1) if phrase.strip() else -1
        if at < 0:
            raise InputError(f"{phrase!r} does not stand {occurrence} time(s) in: {text[:80]}")
    return Span(at, at + len(phrase))
