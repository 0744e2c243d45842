"""`malmoi terms extract`: term candidates from the aligned texts, accepted or rejected by name or rank."""

from typing import TYPE_CHECKING, Annotated

import typer

from glossary.errors import UsageError
from tui.commands.terms import terms_app
from tui.context import state
from tui.output import FormatOption, emit, say

if TYPE_CHECKING:
    from glossary.terms.extraction import TermCandidate

KINDS = ("all", "names", "groups", "words")


def register(app: typer.Typer) -> None:
    """Add the command of this module; the group it belongs to is added by `terms`."""
    del app
    terms_app.command("extract")(extract_terms)


def extract_terms(
    alignment: Annotated[
        list[int] | None, typer.Option("--alignment", metavar="ID", help="From this alignment only")
    ] = None,
    most: Annotated[int, typer.Option("--most", "-n", min=1, help="Candidates at the most")] = 50,
    kind: Annotated[
        str, typer.Option("--kind", metavar="|".join(KINDS), help="groups: several words; words: one")
    ] = "all",
    least: Annotated[int, typer.Option("--least", metavar="N", min=2, help="Beads in which both must stand")] = 2,
    accept: Annotated[
        list[str] | None, typer.Option("--accept", metavar="RANK|KO=EN", help="Put it into the term base")
    ] = None,
    reject: Annotated[
        list[str] | None, typer.Option("--reject", metavar="RANK|KO=EN", help="Never propose it again")
    ] = None,
    allow: Annotated[list[str] | None, typer.Option("--allow", metavar="KO=EN", help="Take a rejection back")] = None,
    list_rejected: Annotated[bool, typer.Option("--rejected", help="List what was rejected")] = False,
    form: FormatOption = None,
) -> None:
    """Propose terms that the aligned texts use regularly and the term base does not know, best first.

    Ranks are those of the same options. What is accepted or rejected is left out of the list that is printed then.
    """
    from glossary.terms import proposing

    if kind not in KINDS:
        raise UsageError(f"--kind {kind}: one of {', '.join(KINDS)} is wanted.")
    with state.open() as database:
        for item in allow or []:
            korean, english = _pair(item)
            proposing.allow(database, korean, english)
            say(f"{korean} = {english} may be proposed again.")
        if list_rejected:
            emit(("source", "target"), proposing.rejected(database), form)
            return
        found, beads = proposing.propose(database, alignment or [], least=least)
        found = [c for c in found if _is(c, kind)]
        by_pair = {(c.source, c.target): c for c in found}
        done: set[tuple[str, str]] = set()
        for item in reject or []:
            pair = _chosen(item, found)
            proposing.reject(database, *pair)
            done.add(pair)
            say(f"Rejected {pair[0]} = {pair[1]}")
        for item in accept or []:
            pair = _chosen(item, found)
            candidate = by_pair.get(pair)
            concept = proposing.accept(database, *pair, [beads[n] for n in candidate.examples] if candidate else [])
            done.add(pair)
            say(f"Added {pair[0]} = {pair[1]} as {concept.id}")
    emit(
        ("rank", "source", "target", "score", "count", "source_count", "target_count", "kind", "example", "rendered"),
        (
            (
                rank,
                c.source,
                c.target,
                round(c.score, 2),
                c.count,
                c.source_count,
                c.target_count,
                "name" if c.is_name else "group" if c.several else "word",
                beads[c.examples[0]].korean if c.examples else "",
                beads[c.examples[0]].english if c.examples else "",
            )
            for rank, c in enumerate(found[:most], start=1)
            if (c.source, c.target) not in done
        ),
        form,
    )


def _is(candidate: "TermCandidate", kind: str) -> bool:
    if kind == "names":
        return candidate.is_name
    if kind == "groups":
        return candidate.several and not candidate.is_name
    return kind == "all" or not (candidate.several or candidate.is_name)


def _pair(text: str) -> tuple[str, str]:
    korean, sign, english = text.partition("=")
    if not sign or not korean.strip() or not english.strip():
        raise UsageError(f"{text}: KO=EN is wanted, such as 현지지도=field guidance.")
    return " ".join(korean.split()), " ".join(english.split())


def _chosen(text: str, found: "list[TermCandidate]") -> tuple[str, str]:
    if not text.strip().isdigit():
        return _pair(text)
    rank = int(text)
    if not 1 <= rank <= len(found):
        raise UsageError(f"There is no candidate {rank}; there are {len(found)}.")
    return found[rank - 1].source, found[rank - 1].target
