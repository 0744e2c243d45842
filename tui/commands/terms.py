"""The entries of the term base: `malmoi terms add, edit, show, list, find, remove`.

The other commands of `malmoi terms` stand in modules of their own and are added here.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from glossary.errors import NotFoundError, UsageError
from tui.commands import term_history, term_import, term_operations
from tui.commands.term_edits import changed_record, changed_term, language_and_text, with_readings, with_term
from tui.commands.term_views import chosen_profile, list_concepts, show_concept
from tui.context import state
from tui.output import FormatOption, say, write

if TYPE_CHECKING:
    from glossary.terms.entries import Concept, Term

HELP = """The term base: entries, operations on them, their history, import.

Every change is kept in the log: `malmoi terms undo` takes the last one back, `restore` any version of an entry."""

terms_app = typer.Typer(help=HELP, no_args_is_help=True)

Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where", "-w", metavar="CONDITION", help="Such as status=admitted, text~위원회, has!=ja; all must hold"
    ),
]
ProfileOption = Annotated[
    str | None,
    typer.Option(
        "--profile", metavar="P", help="House whose renderings come first, others are left out [default: terms.house]"
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module and of those beside it."""
    app.add_typer(terms_app, name="terms")
    for module in (term_operations, term_history, term_import):
        module.register(terms_app)


@terms_app.command("add")
def add(
    korean: Annotated[str, typer.Argument(metavar="KOREAN")],
    english: Annotated[str, typer.Argument(metavar="ENGLISH")],
    more: Annotated[
        list[str] | None, typer.Option("--term", metavar="LANG=TEXT", help="A further term, such as ja=主体")
    ] = None,
    subject: Annotated[str, typer.Option("--subject", help="Subject field, levels separated by /")] = "",
    definition: Annotated[str, typer.Option("--definition")] = "",
    definition_source: Annotated[str, typer.Option("--definition-source", help="Where the definition is from")] = "",
    note: Annotated[str, typer.Option("--note")] = "",
    source: Annotated[str, typer.Option("--source", help="Where the rendering was found")] = "",
    house: Annotated[str, typer.Option("--house", help="House profile: KCNA, Voice of Korea …")] = "",
    readings: Annotated[
        list[str] | None,
        typer.Option("--reading", metavar="SYSTEM=TEXT", help="Of the Korean term, such as hanja=主體; else by rule"),
    ] = None,
) -> None:
    """Add a Korean and an English term as a concept; prints its id."""
    from glossary.terms.making import new_concept
    from glossary.terms.reshaping import clean_subject

    extra = [language_and_text(item) for item in more or ()]
    concept = new_concept(
        [("ko-KP", korean), ("en", english), *extra],
        subject=clean_subject(subject),
        definition=definition,
        note=note,
        source=source,
        house=house,
    )
    if len(concept.terms) < 2:
        raise UsageError("A concept needs a Korean and an English term that are not empty.")
    first, *others = concept.terms
    concept = replace(
        concept,
        definition_source=definition_source,
        terms=(with_readings(first, readings or (), ""), *others),
    )
    with state.open() as database:
        twins = [c for c in database.concepts.find(first.text) if _same_term(c, concept)]
        database.concepts.add(concept)
    for twin in twins:
        say(f"▲ {first.text} is in the term base already: {twin.id}. One of the two too many?")
        say(f"  malmoi terms merge {twin.id} {concept.id}")
    write(concept.id + "\n")


def _same_term(one: "Concept", other: "Concept") -> bool:
    return any(t.text == other.terms[0].text and t.language == other.terms[0].language for t in one.terms)


@terms_app.command("edit")
def edit(
    entry: Annotated[str, typer.Argument(metavar="ID", help="Id of a concept or of a term")],
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Such as status=deprecated")
    ] = None,
    more: Annotated[
        list[str] | None, typer.Option("--add", metavar="LANG=TEXT", help="Add a term to the concept")
    ] = None,
    readings: Annotated[
        list[str] | None,
        typer.Option("--reading", metavar="SYSTEM=TEXT", help="A term's reading; without TEXT back to the rules"),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why the reading is not as the rules give it")] = "",
    drop: Annotated[bool, typer.Option("--drop", help="Take the term out of its concept")] = False,
    first: Annotated[bool, typer.Option("--first", help="Put the term before the others")] = False,
) -> None:
    """Change a concept or term, add a term, take one out."""
    from glossary.terms.making import new_concept

    with state.open() as database:
        concept, term = concept_and_term(database.concepts, entry)
        if term is None and (drop or first or readings):
            option = "--drop" if drop else "--first" if first else "--reading"
            hint = f"To remove the concept: malmoi terms remove {entry}" if drop else f"malmoi terms show {entry}"
            raise UsageError(f"{option} needs the id of a term.", hint=hint)
        if term is None:
            concept = changed_record(concept, changes or [], database.author)
        elif drop:
            concept = concept.with_terms(tuple(t for t in concept.terms if t.id != term.id))
        else:
            changed = with_readings(changed_term(term, changes or []), readings or (), reason) if readings else None
            concept = with_term(concept, term, changed or changed_term(term, changes or []))
        if first:
            concept = concept.with_terms(tuple(sorted(concept.terms, key=lambda t: t.id != entry)))
        for item in more or ():
            concept = concept.with_terms((*concept.terms, *new_concept([language_and_text(item)]).terms))
        before = database.concepts.get(concept.id).version
        saved = database.concepts.save(concept)
    words = "Nothing to change in" if saved.version == before else "Saved"
    say(f"{words} {saved.id}, version {saved.version}.")


def concept_and_term(repository: Any, entry: str) -> "tuple[Concept, Term | None]":
    """Return the concept of an id, and the term where it is a term's."""
    try:
        return repository.get(entry), None
    except NotFoundError:
        concept = repository.concept_of_term(entry)
        return concept, next(t for t in concept.terms if t.id == entry)


@terms_app.command("show")
def show(
    entry: Annotated[str, typer.Argument(metavar="ID", help="Id of a concept or of a term")],
    form: FormatOption = None,
) -> None:
    """Show all that is known of a concept."""
    with state.open() as database:
        concept, _ = concept_and_term(database.concepts, entry)
    show_concept(concept, form)


@terms_app.command("list")
def list_terms(
    subject: Annotated[str, typer.Option("--subject", help="This subject field and what is below it")] = "",
    where: Where = None,
    profile: ProfileOption = None,
    day: Annotated[str, typer.Option("--date", metavar="D", help="Only renderings in use on that day or year")] = "",
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="Concepts at the most")] = 100_000,
    form: FormatOption = None,
) -> None:
    """List the concepts of the term base."""
    from itertools import islice

    from glossary.terms.filtering import parse

    chosen = parse(where or ())
    with state.open() as database:
        house = chosen_profile(database, profile)
        if chosen.conditions:
            everything = database.concepts.list(subject=subject)
            concepts = list(islice(chosen.concepts(everything), most))
        else:
            concepts = list(database.concepts.list(subject=subject, limit=most))
    list_concepts(concepts, form, house, day)


@terms_app.command("find")
def find(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A term in any language, or its romanisation")],
    language: Annotated[str, typer.Option("--lang", metavar="L", help="Only terms in this language")] = "",
    fuzzy: Annotated[bool, typer.Option("--fuzzy", help="Also what is spelled nearly so")] = False,
    profile: ProfileOption = None,
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="Concepts at the most")] = 50,
    form: FormatOption = None,
) -> None:
    """Find concepts by any form of a term.

    That is a part of it, romanised, its initial consonants (ㅈㅅ), in either spelling, in Chinese characters.
    What is spelled nearly so is looked for with --fuzzy, and where nothing else is found.
    """
    from tui.output import resolve_tag

    tag = resolve_tag(language) if "-" in language else language
    with state.open() as database:
        house = chosen_profile(database, profile)
        concepts = database.concepts.find(text, language=tag, limit=most, fuzzy=fuzzy)
        if not concepts and not fuzzy:
            concepts = database.concepts.find(text, language=tag, limit=most, fuzzy=True)
            if concepts:
                say(f"Nothing is called {text}; nearly so:")
    list_concepts(concepts, form, house)


@terms_app.command("remove")
def remove(
    entries: Annotated[list[str] | None, typer.Argument(metavar="[ID…]", help="Ids of concepts")] = None,
    where: Where = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be removed")] = False,
) -> None:
    """Remove concepts, by id or by filter.

    `malmoi terms undo` or `malmoi terms restore` brings them back.
    """
    if bool(entries) == bool(where):
        raise UsageError("Name concepts, or choose them with --where.")
    with state.open() as database:
        if where:
            term_operations.bulk(database, where, lambda _concept, _terms: None, "removed", dry_run=dry_run)
            return
        for entry in entries or ():
            database.concepts.get(entry)
        for entry in entries or ():
            if not dry_run:
                database.concepts.remove(entry)
                say(f"Removed {entry}. To bring it back: malmoi terms restore {entry}")
            else:
                say(f"Would remove {entry}.")
