"""Exports, for the command line and the interface alike: which formats there are, what is chosen, what is written.

Invariant: a file is written whole or not at all. What a format holds comes from its own table (`exports.holds`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import InputError
from tui.running import Say, StoppedError

if TYPE_CHECKING:
    from exports.holds import LossReport
    from glossary.store.engine import Database
    from glossary.terms.entries import Concept

EVERY = 200
"""Concepts after which it is said how far an export is."""


@dataclass(frozen=True, slots=True)
class FormatChoice:
    """A format as it is offered."""

    name: str
    title: str
    suffix: str
    holds: str = ""
    """What it holds and what it loses, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermWish:
    """What of the term base is written."""

    query: str = ""
    """Only concepts that the search finds."""
    subject: str = ""
    """This subject field and what is below it."""
    where: tuple[str, ...] = ()
    """Conditions as `malmoi terms list --where` has them."""
    languages: tuple[str, ...] = ()
    """Only terms of these languages; empty: all."""
    house: str = ""
    source: str = ""
    """First language of pairs; empty: the first of the setting `terms.languages`."""
    target: str = ""
    style: str = "dca"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    path: Path | None
    count: int
    remarks: tuple[str, ...]
    what: str = "bead"
    """The noun for one of what `count` counts."""

    @property
    def counted(self) -> str:
        """Return how many of what, in words: `1 concept`, `15 beads`."""
        from glossary.text.english import plural

        return f"{self.count} {self.what if self.count == 1 else plural(self.what)}"


def term_choices() -> tuple[FormatChoice, ...]:
    """Return the formats of term bases."""
    from exports.registry import held_words, term_formats

    return tuple(FormatChoice(f.name, f.title, f.suffix, held_words(f.holds)) for f in term_formats().values())


def alignment_choices() -> tuple[FormatChoice, ...]:
    """Return the formats of alignments."""
    from exports.registry import alignment_formats

    return tuple(FormatChoice(f.name, f.title, f.suffix) for f in alignment_formats().values())


def export_terms(
    database: Database,
    form: str,
    path: Path | None,
    wish: TermWish,
    say: Say | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Exported:
    """Write the term base, or what is wished of it; `None` is standard output.

    Raises InputError where there is nothing, UsageError for a wrong condition or format, OutputError where it cannot
    be written, StoppedError where `stopped` says so.
    """
    from exports.files import write_atomically
    from exports.formats import TermOptions
    from exports.registry import term_format
    from glossary.config import export_languages
    from glossary.terms.filtering import parse

    exporter, chosen = term_format(form), parse(wish.where)
    total = database.concepts.count(wish.query)
    if not database.concepts.list(limit=1):
        raise InputError("The term base is empty.", hint="malmoi terms import --starter, or malmoi terms add")
    source, target = export_languages()
    options = TermOptions(
        languages=wish.languages,
        house=wish.house,
        style=wish.style,
        source_language=wish.source or source,
        target_language=wish.target or target,
    )
    found: Iterable[Concept] = database.concepts.list(wish.query) if wish.query else database.concepts.all()
    found = below(_told(found, total, say, stopped), wish.subject)
    if chosen.conditions:
        found = chosen.concepts(found)
    some = iter(found)
    report: LossReport = write_atomically(path, lambda out: exporter.write(some, out, options=options))
    return Exported(path, report.written, report.lines, "concept")


def export_alignment(database: Database, number: int, form: str, path: Path | None) -> Exported:
    """Write an alignment. Raises NotFoundError, UsageError, OutputError."""
    from exports.files import write_atomically
    from exports.registry import alignment_format

    exporter = alignment_format(form)
    bitext = database.alignments.with_phrases(number)
    report: LossReport = write_atomically(path, lambda out: exporter.write(bitext, out))
    return Exported(path, len(bitext.beads), report.lines)


def below(concepts: Iterable[Concept], subject: str) -> Iterator[Concept]:
    """Yield the concepts of a subject field and of those below it; all for an empty one."""
    for concept in concepts:
        if not subject or concept.subject == subject or concept.subject.startswith(subject + "/"):
            yield concept


def _told(
    concepts: Iterable[Concept], total: int, say: Say | None, stopped: Callable[[], bool] | None
) -> Iterator[Concept]:
    for number, concept in enumerate(concepts):
        if number % EVERY == 0:
            if stopped is not None and stopped():
                raise StoppedError("The export was stopped; nothing was written.")
            if say is not None:
                say(f"{number} of {total}", number / max(total, 1))
        yield concept


class ExportDesk:
    """Exports behind the screens; every method may block and is called in a thread."""

    def __init__(self, database: Callable[[], Database]) -> None:
        self._open = database

    def alignment(self, number: int, form: str, path: Path) -> Exported:
        """Write an alignment to a file. Raises OutputError."""
        return export_alignment(self._open(), number, form, path)

    def terms(self, form: str, path: Path, wish: TermWish, say: Say, stopped: Callable[[], bool]) -> Exported:
        """Write the term base to a file. Raises as `export_terms`."""
        return export_terms(self._open(), form, path, wish, say, stopped)
