"""The term base: `malmoi terms …`."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from glossary.errors import InputError, NotFoundError, UsageError
from tui.context import state
from tui.output import FormatOption, ListFormat, chosen_format, emit, plain, resolve_tag, say, write

if TYPE_CHECKING:
    from glossary.terms.entries import Concept, Term

terms_app = typer.Typer(
    help="The term base: add, edit, show, list, find, remove, import, history, restore", no_args_is_help=True
)


class OnConflict(StrEnum):
    """What an import does with a concept that is stored already and differs."""

    KEEP = "keep"
    REPLACE = "replace"
    BOTH = "both"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.add_typer(terms_app, name="terms")


@terms_app.command("add")
def add(
    korean: Annotated[str, typer.Argument(metavar="KOREAN")],
    english: Annotated[str, typer.Argument(metavar="ENGLISH")],
    more: Annotated[
        list[str] | None, typer.Option("--term", metavar="LANG=TEXT", help="A further term, such as ja=主体")
    ] = None,
    subject: Annotated[str, typer.Option("--subject", help="Subject field, levels separated by /")] = "",
    definition: Annotated[str, typer.Option("--definition")] = "",
    note: Annotated[str, typer.Option("--note")] = "",
    source: Annotated[str, typer.Option("--source", help="Where the rendering was found")] = "",
    house: Annotated[str, typer.Option("--house", help="House profile: KCNA, Voice of Korea …")] = "",
) -> None:
    """Add a concept with a Korean and an English term; prints its id."""
    from glossary.terms.making import new_concept

    extra = [_language_and_text(item) for item in more or ()]
    concept = new_concept(
        [("ko-KP", korean), ("en", english), *extra],
        subject=subject,
        definition=definition,
        note=note,
        source=source,
        house=house,
    )
    if len(concept.terms) < 2:
        raise UsageError("A concept needs a Korean and an English term that are not empty.")
    with state.open() as database:
        twins = [c for c in database.concepts.find(concept.terms[0].text) if _same_term(c, concept)]
        database.concepts.add(concept)
    for twin in twins:
        say(f"▲ {concept.terms[0].text} is in the term base already: {twin.id}")
    write(concept.id + "\n")


def _same_term(one: "Concept", other: "Concept") -> bool:
    return any(t.text == other.terms[0].text and t.language == other.terms[0].language for t in one.terms)


def _language_and_text(item: str) -> tuple[str, str]:
    language, sign, text = item.partition("=")
    if not sign or not text.strip():
        raise UsageError(f"--term {item}: LANG=TEXT is wanted, such as ja=主体.")
    return resolve_tag(language), text


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
        typer.Option(
            "--reading", metavar="SYSTEM=TEXT", help="A reading of your own; SYSTEM= gives it back to the rules"
        ),
    ] = None,
    drop: Annotated[bool, typer.Option("--drop", help="Take the term out of its concept")] = False,
) -> None:
    """Change fields of a concept or term, add a term, take one out."""
    from glossary.terms.making import new_concept, with_reading

    with state.open() as database:
        concept, term = _concept_and_term(database.concepts, entry)
        if drop:
            if term is None:
                raise UsageError(
                    "--drop needs the id of a term.", hint=f"To remove the concept: malmoi terms remove {entry}"
                )
            concept = concept.with_terms(tuple(t for t in concept.terms if t.id != term.id))
        elif term is not None:
            changed = changed_record(term, changes or [])
            changed = with_reading(changed) if changed.text != term.text else changed
            changed = _reread(changed, readings or [])
            concept = concept.with_terms(tuple(changed if t.id == term.id else t for t in concept.terms))
        elif readings:
            raise UsageError("--reading needs the id of a term.", hint=f"malmoi terms show {entry} lists them.")
        else:
            concept = changed_record(concept, changes or [])
        for item in more or ():
            concept = concept.with_terms((*concept.terms, *new_concept([_language_and_text(item)]).terms))
        saved = database.concepts.save(concept)
    say(f"Saved {saved.id}, version {saved.version}.")


def _reread(term: "Term", readings: list[str]) -> "Term":
    """Return a term with the readings that were given as SYSTEM=TEXT. Raises UsageError for an unknown system."""
    from glossary.romanisation.registry import system
    from glossary.terms.making import with_override

    for item in readings:
        name, sign, text = item.partition("=")
        if not sign:
            raise UsageError(f"--reading {item}: SYSTEM=TEXT is wanted, such as dprk=Pyongyang.")
        term = with_override(term, system(name).name, " ".join(text.split()), "set by an editor")
    return term


def _concept_and_term(repository: Any, entry: str) -> "tuple[Concept, Term | None]":
    try:
        return repository.get(entry), None
    except NotFoundError:
        concept = repository.concept_of_term(entry)
        return concept, next(t for t in concept.terms if t.id == entry)


FIXED = {"id", "version", "terms", "readings", "attestations", "references", "created", "modified"}


def changed_record(record: Any, changes: list[str]) -> Any:
    """Return a concept or term with `FIELD=VALUE` changes. Raises UsageError naming the fields or values there are."""
    known = {f.name: f for f in fields(record) if f.name not in FIXED}
    values: dict[str, Any] = {}
    for change in changes:
        name, sign, value = change.partition("=")
        if not sign or name not in known:
            raise UsageError(f"--set {change}: the fields are {', '.join(sorted(known))}.")
        values[name] = _value(name, getattr(record, name), value)
    return replace(record, **values)


def _value(name: str, old: Any, value: str) -> Any:
    if isinstance(old, bool):
        if value.lower() not in ("yes", "no", "true", "false", "1", "0"):
            raise UsageError(f"--set {name}={value}: yes or no is wanted.")
        return value.lower() in ("yes", "true", "1")
    if isinstance(old, StrEnum):
        try:
            return type(old)(value)
        except ValueError:
            raise UsageError(
                f"--set {name}={value}: one of {', '.join(m.value or '(empty)' for m in type(old))}."
            ) from None
    if name in ("valid_from", "valid_until"):
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise UsageError(f"--set {name}={value}: a date such as 2024-01-15 is wanted.") from None
    return resolve_tag(value) if name == "language" else value


@terms_app.command("show")
def show(
    entry: Annotated[str, typer.Argument(metavar="ID", help="Id of a concept or of a term")],
    form: FormatOption = None,
) -> None:
    """Show one concept with everything that is known of it."""
    with state.open() as database:
        concept, _ = _concept_and_term(database.concepts, entry)
    wanted = chosen_format(form)
    if wanted in (ListFormat.JSON, ListFormat.JSONL):
        import io

        from exports.registry import term_format

        target = io.BytesIO()
        term_format("jsonl").write([concept], target)
        write(target.getvalue().decode())
        return
    details = [
        ("id", concept.id),
        ("subject", concept.subject),
        ("definition", concept.definition),
        ("source of the definition", concept.definition_source),
        ("note", concept.note),
        ("state", f"approved by {concept.approved_by}" if concept.approved else "draft"),
        ("references", [f"{r.kind} {r.target}" for r in concept.references]),
        ("version", concept.version),
        ("changed", concept.modified and f"{concept.modified:%Y-%m-%d %H:%M} UTC by {concept.author}"),
    ]
    if wanted is ListFormat.TABLE:
        write("".join(f"{name}: {plain(value)}\n" for name, value in details if value))
    emit(_TERM_COLUMNS, (_term_row(t) for t in concept.terms), wanted)


_TERM_COLUMNS = (
    "term",
    "language",
    "text",
    "status",
    "readings",
    "evidence",
    "source",
    "dates",
    "house",
    "attestations",
    "comment",
)


def _term_row(term: "Term") -> tuple[Any, ...]:
    dates = f"{term.valid_from or ''} – {term.valid_until or ''}" if term.valid_from or term.valid_until else ""
    return (
        term.id,
        term.language,
        term.text,
        term.status.value,
        [f"{r.text} ({r.system}{', override' if r.is_override else ''})" for r in term.readings],
        term.evidence.value,
        term.source,
        dates,
        term.house,
        [f"{a.date or a.source}: {a.count}" if a.count is not None else a.source for a in term.attestations],
        "; ".join(part for part in (term.usage_note, term.comment) if part),
    )


def _summary(concept: "Concept") -> tuple[Any, ...]:
    korean = concept.in_language("ko")
    return (
        concept.id,
        [t.text for t in korean],
        next((t.reading("dprk") for t in korean if t.reading("dprk")), ""),
        [t.text for t in concept.in_language("en")],
        [t.text for t in concept.in_language("ja")],
        concept.subject,
    )


_SUMMARY_COLUMNS = ("id", "ko", "reading", "en", "ja", "subject")


@terms_app.command("list")
def list_terms(
    subject: Annotated[str, typer.Option("--subject", help="This subject field and what is below it")] = "",
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="Concepts at the most")] = 100_000,
    form: FormatOption = None,
) -> None:
    """List the concepts of the term base."""
    with state.open() as database:
        concepts = database.concepts.list(subject=subject, limit=most)
    emit(_SUMMARY_COLUMNS, (_summary(c) for c in concepts), form)


@terms_app.command("find")
def find(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A term in any language, or its romanisation")],
    form: FormatOption = None,
) -> None:
    """Find concepts by any form: part of a term, romanised with or without breves, hyphens and capitals."""
    with state.open() as database:
        concepts = database.concepts.find(text)
    emit(_SUMMARY_COLUMNS, (_summary(c) for c in concepts), form)


@terms_app.command("remove")
def remove(entries: Annotated[list[str], typer.Argument(metavar="ID…", help="Ids of concepts")]) -> None:
    """Remove concepts; `malmoi terms restore` brings them back."""
    with state.open() as database:
        for entry in entries:
            database.concepts.remove(entry)
            say(f"Removed {entry}. To bring it back: malmoi terms restore {entry}")


@terms_app.command("import")
def import_terms(
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="TBX, CSV, TSV, XLSX, JSONL …; - with --format", show_default=False),
    ] = None,
    starter: Annotated[bool, typer.Option("--starter", help="The starter term base that comes with malmoi")] = False,
    form: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="[default: by the file's name and content]")
    ] = None,
    on_conflict: Annotated[
        OnConflict, typer.Option("--on-conflict", help="For a stored concept that differs")
    ] = OnConflict.KEEP,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="HEADER=FIELD", help="What a column of a table is: a field, or a language such as ko"
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, change nothing")] = False,
) -> None:
    """Import a term base file: all of it or, where something is wrong, nothing."""
    from glossary.terms.making import with_readings

    if starter == (file is not None):
        raise UsageError("Name a file, or --starter.")
    concepts = starter_concepts() if starter else read_concepts(str(file), form, columns or [])
    if not concepts:
        raise InputError(f"{file}: there is no term in it.")
    concepts = [with_readings(concept) for concept in concepts]
    with state.open() as database:
        report = database.concepts.add_many(concepts, on_conflict=on_conflict.value, dry_run=dry_run)
    would = "Would be " if dry_run else ""
    say(
        f"{would}added {report.added}, changed {report.changed}, unchanged {report.unchanged}, "
        f"in conflict {len(report.conflicts)}"
    )
    for conflict in report.conflicts[:20]:
        say(f"  ▲ {conflict}")
    if len(report.conflicts) > 20:
        say(f"  … and {len(report.conflicts) - 20} more")


def starter_concepts() -> "list[Concept]":
    """Return the starter term base."""
    from glossary.terms.starter import load_starter

    return load_starter()


def read_concepts(name: str, form: str | None = None, columns: Sequence[str] = ()) -> "list[Concept]":
    """Return the concepts of a term base file; the format is told from its name and content.

    `columns` are `HEADER=FIELD` for tables whose headers are not known.
    """
    import io

    from exports.registry import recognise_term_format, term_format
    from tui.output import input_bytes

    data = input_bytes(name)
    chosen = term_format(form) if form else recognise_term_format(name, data)
    mapped: dict[str, str] = {}
    for item in columns:
        header, sign, field = item.rpartition("=")
        if not sign or not header.strip() or not field.strip():
            raise UsageError(f"--map {item}: HEADER=FIELD is wanted, such as Koreanisch=ko.")
        mapped[header.strip()] = field.strip()
    label = "standard input" if name == "-" else name
    return list(chosen.read(io.BytesIO(data), name=label, columns=mapped))


@terms_app.command("history")
def history(
    entry: Annotated[str, typer.Argument(metavar="ID", help="Id of a concept")], form: FormatOption = None
) -> None:
    """Show who changed a concept, when, and what."""
    with state.open() as database:
        changes = database.concepts.history(entry)
    emit(("version", "when", "who", "what"), ((c.version, c.when, c.who, c.what) for c in changes), form)


@terms_app.command("restore")
def restore(
    entry: Annotated[str, typer.Argument(metavar="ID", help="Id of a concept")],
    version: Annotated[
        int | None, typer.Option("--version", metavar="N", help="[default: the last one stored]")
    ] = None,
) -> None:
    """Bring back an earlier version of a concept, or a removed one."""
    with state.open() as database:
        concept = database.concepts.restore(entry, version)
    say(f"Restored {concept.id}, now version {concept.version}.")
