"""Operations on entries of the term base: `malmoi terms merge, split, move, duplicate, change, approve …`."""

from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from glossary.errors import UsageError
from tui.context import state
from tui.output import FormatOption, emit, say, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from glossary.store.engine import Database
    from glossary.terms.entries import Concept

Ids = Annotated[list[str], typer.Argument(metavar="ID…", help="Ids of concepts")]
SHOWN = 20
"""Changes that a bulk edit lists."""


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for name, command in (
        ("change", change),
        ("merge", merge),
        ("split", split),
        ("move", move),
        ("duplicate", duplicate),
        ("approve", approve),
        ("relate", relate),
        ("attest", attest),
        ("duplicates", duplicates),
        ("subjects", subjects),
        ("profiles", profiles),
    ):
        app.command(name)(command)


def change(
    where: Annotated[
        list[str],
        typer.Option("--where", "-w", metavar="CONDITION", help="Such as status=admitted, text~위원회; all must hold"),
    ],
    changes: Annotated[
        list[str], typer.Option("--set", metavar="FIELD=VALUE", help="A field of the terms or concepts chosen")
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, change nothing")] = False,
) -> None:
    """Change fields of all entries that a filter chooses.

    Conditions are FIELD, a sign (= != ~ !~ < > <= >=) and a value; fields of terms choose terms, fields of concepts
    concepts. An empty value means that nothing stands there.
    """
    from tui.commands.term_edits import field_edit

    with state.open() as database:
        bulk(database, where, field_edit(changes, database.author), ", ".join(changes), dry_run=dry_run)


def bulk(
    database: "Database",
    where: "Sequence[str]",
    edit: "Callable[[Concept, frozenset[str]], Concept | None]",
    label: str,
    *,
    dry_run: bool,
) -> None:
    """Edit what a filter chooses and say what was done, or would be."""
    from glossary.terms.filtering import parse
    from glossary.terms.merging import shown

    words = f"{label} where {', '.join(where)}"
    count, some = database.term_operations.bulk_edit(parse(where), edit, words, dry_run=dry_run, keep=SHOWN)
    done = "Would be changed" if dry_run else "Changed"
    say(
        f"{done}: {count} concept{'' if count == 1 else 's'}."
        + ("" if dry_run or not count else " To take it back: malmoi terms undo")
    )
    for one in some:
        if one.after is None:
            say(f"  {one.concept.id} {shown(one.concept)}: removed")
            continue
        for field in one.changes:
            say(f"  {one.concept.id} {field.where}: {field.before or '(empty)'} → {field.after or '(empty)'}")
    if count > len(some):
        say(f"  … and {count - len(some)} more")


def merge(
    kept: Annotated[str, typer.Argument(metavar="ID", help="The concept that stays")],
    others: Annotated[list[str], typer.Argument(metavar="ID…", help="Those that go into it")],
) -> None:
    """Merge concepts into the first; nothing is lost."""
    with state.open() as database:
        for entry in (kept, *others):
            database.concepts.get(entry)
        if len({kept, *others}) <= len(others):
            raise UsageError("A concept cannot be merged with itself; name each one once.")
        for other in others:
            result = database.term_operations.merge(kept, other)
            say(f"Merged {other} into {kept}, now version {result.version} with {len(result.terms)} terms.")


def split(
    entry: Annotated[str, typer.Argument(metavar="ID", help="Id of a concept")],
    terms: Annotated[list[str], typer.Argument(metavar="TERM…", help="Ids of the terms that leave it")],
) -> None:
    """Put some terms into a new concept; prints its id."""
    with state.open() as database:
        left, new = database.term_operations.split(entry, terms)
    say(f"{len(new.terms)} terms left {left.id}, {len(left.terms)} stayed.")
    write(new.id + "\n")


def move(
    term: Annotated[str, typer.Argument(metavar="TERM", help="Id of a term")],
    to: Annotated[str, typer.Option("--to", metavar="ID", help="The concept that it moves to")],
) -> None:
    """Move a term to another concept."""
    with state.open() as database:
        result = database.term_operations.move_term(term, to)
    say(f"Moved {term} to {result.id}, now version {result.version}.")


def duplicate(entry: Annotated[str, typer.Argument(metavar="ID", help="Id of a concept")]) -> None:
    """Copy a concept under new ids; prints its id."""
    with state.open() as database:
        write(database.term_operations.duplicate(entry).id + "\n")


def approve(
    entries: Ids,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who approves [default: you]")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Make them drafts again")] = False,
) -> None:
    """Approve concepts in the name of a person."""
    with state.open() as database:
        if withdraw:
            found = database.term_operations.withdraw(entries)
        else:
            found = database.term_operations.approve(entries, by)
    for concept in found:
        say(f"{concept.id}: {'approved by ' + concept.approved_by if concept.approved else 'draft'}")


def relate(
    entry: Annotated[str, typer.Argument(metavar="ID", help="A concept")],
    kind: Annotated[str, typer.Argument(metavar="broader|narrower|related|see", help="What the other one is to it")],
    other: Annotated[str, typer.Argument(metavar="ID", help="The other concept")],
    remove: Annotated[bool, typer.Option("--remove", help="Take the reference away")] = False,
) -> None:
    """Refer from one concept to another.

    The other one refers back, except for `see`.
    """
    from glossary.terms.reshaping import Relation

    if kind not in set(Relation):
        raise UsageError(f"{kind}: one of {', '.join(Relation)}.")
    with state.open() as database:
        concept = database.term_operations.relate(entry, kind, other, remove=remove)
    say(f"{concept.id}: {'; '.join(f'{r.kind} {r.target}' for r in concept.references) or 'no references'}")


def attest(
    term: Annotated[str, typer.Argument(metavar="TERM", help="Id of a term")],
    source: Annotated[str, typer.Option("--source", help="A citation, or a code of the sources table")] = "",
    alignment: Annotated[int | None, typer.Option("--alignment", metavar="N", help="A stored alignment")] = None,
    bead: Annotated[int | None, typer.Option("--bead", metavar="N", min=1, help="Which of its beads, from 1")] = None,
    day: Annotated[str, typer.Option("--date", metavar="D", help="Year, month or day of the source")] = "",
    count: Annotated[int | None, typer.Option("--count", min=1, help="How often it stands there")] = None,
    context: Annotated[str, typer.Option("--context", help="The sentence that it stands in")] = "",
) -> None:
    """Say where a term was found.

    That is a source, or a bead of a stored alignment in which it stands.
    """
    from glossary.terms.entries import Attestation
    from glossary.terms.renderings import day_range

    if day and day_range(day) is None:
        raise UsageError(f"--date {day}: a year, month or day such as 2024-01 is wanted.")
    if (alignment is None) != (bead is None) or (alignment is None) == (not source):
        raise UsageError("Say where: --source, or --alignment with --bead.")
    if alignment is not None and (day or context or count):
        raise UsageError("--date, --count and --context are for a --source: a bead knows its own.")
    with state.open() as database:
        if alignment is not None and bead is not None:
            concept = database.term_operations.attest_in_bead(term, alignment, bead - 1)
        else:
            found = Attestation(source=source, date=day, count=count, context=context)
            concept = database.term_operations.attest(term, found)
    say(f"Saved {concept.id}, version {concept.version}.")


def duplicates(
    kinds: Annotated[
        list[str] | None, typer.Option("--kind", metavar="same|near|reading", help="[default: all three]")
    ] = None,
    language: Annotated[str, typer.Option("--lang", metavar="L", help="Only terms in this language")] = "",
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="Groups at the most")] = 10_000,
    form: FormatOption = None,
) -> None:
    """List what may stand in the term base twice.

    The same term, a nearly equal one, or the same reading.
    """
    from glossary.terms.duplicates import Likeness

    for kind in kinds or ():
        if kind not in set(Likeness):
            raise UsageError(f"--kind {kind}: one of {', '.join(Likeness)}.")
    with state.open() as database:
        groups = list(
            islice(database.term_operations.duplicates([Likeness(k) for k in kinds or list(Likeness)], language), most)
        )
    columns = ("kind", "language", "shared", "concepts", "terms", "subjects")
    emit(
        columns,
        (
            (
                g.likeness.value,
                g.language,
                g.shown,
                list(dict.fromkeys(m.concept for m in g.members)),
                [m.text for m in g.members],
                list(dict.fromkeys(m.subject for m in g.members)),
            )
            for g in groups
        ),
        form,
    )
    if groups:
        say("To make one of two: malmoi terms merge ID ID")


def subjects(
    rename: Annotated[
        str, typer.Option("--rename", metavar="OLD=NEW", help="Rename, move or merge a field; without NEW dissolve it")
    ] = "",
    form: FormatOption = None,
) -> None:
    """List the subject fields, or change their hierarchy."""
    with state.open() as database:
        if rename:
            old, sign, new = rename.partition("=")
            if not sign or not old.strip():
                raise UsageError(f"--rename {rename}: OLD=NEW is wanted, such as politics/party=party.")
            count = database.term_operations.rename_subject(old, new)
            say(f"{count} concept{'' if count == 1 else 's'} moved. To take it back: malmoi terms undo")
            return
        own = dict(database.concepts.subjects())
    levels: dict[str, int] = {}
    for subject, count in own.items():
        parts = subject.split("/")
        for depth in range(1, len(parts) + 1):
            name = "/".join(parts[:depth])
            levels[name] = levels.get(name, 0) + count
    emit(
        ("subject", "concepts", "with_below"),
        ((s, own.get(s, 0), n) for s, n in sorted(levels.items(), key=lambda item: item[0].split("/"))),
        form,
    )


def profiles(form: FormatOption = None) -> None:
    """List the house profiles.

    Those that are built in, and every house that a term of yours is marked with.
    """
    from glossary.terms.renderings import PROFILES, profile_key

    with state.open() as database:
        counts: dict[str, tuple[str, int]] = {}
        for house, count in database.concepts.houses():
            key = profile_key(house)
            counts[key] = (house, count + counts.get(key, ("", 0))[1])
    rows = [(key, words, counts.pop(key, ("", 0))[1]) for key, words in PROFILES.items()]
    rows += [(key, house, count) for key, (house, count) in sorted(counts.items())]
    emit(("profile", "house", "terms"), rows, form)
