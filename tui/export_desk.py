"""Exports, for the command line and the interface alike: which formats there are, what is chosen, what is written.

Invariant: a file is written whole or not at all. What a format holds comes from its own table (`exports.holds`).
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from glossary.errors import InputError
from tui.running import Say, StoppedError

if TYPE_CHECKING:
    from exports.formats import AlignmentFormat, TermFormat
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
    table: tuple[tuple[str, str, str], ...] = ()
    """The same field by field: (field, how it is held, which part)."""


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
class BeadWish:
    """What of an alignment is written."""

    where: tuple[str, ...] = ()
    """Conditions as `malmoi export --where` has them: `state=confirmed`."""
    query: str = ""
    """Only beads with these words on one side."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, or would be."""

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
    from exports.registry import term_formats

    return _choices(term_formats())


def alignment_choices() -> tuple[FormatChoice, ...]:
    """Return the formats of alignments."""
    from exports.registry import alignment_formats

    return _choices(alignment_formats())


def _choices(formats: Mapping[str, TermFormat] | Mapping[str, AlignmentFormat]) -> tuple[FormatChoice, ...]:
    from exports.registry import held_rows, held_words

    return tuple(
        FormatChoice(f.name, f.title, f.suffix, held_words(f.holds), tuple(held_rows(f.holds)))
        for f in formats.values()
    )


def export_terms(
    database: Database,
    form: str,
    path: Path | None,
    wish: TermWish,
    say: Say | None = None,
    stopped: Callable[[], bool] | None = None,
    *,
    only_look: bool = False,
) -> Exported:
    """Write the term base, or what is wished of it; `None` is standard output. `only_look` writes nothing.

    Raises InputError where there is nothing, UsageError for a wrong condition or format, OutputError where it cannot
    be written, StoppedError where `stopped` says so.
    """
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
    report = _written(path, lambda out: exporter.write(some, out, options=options), only_look=only_look)
    return Exported(path, report.written, report.lines, "concept")


def export_alignment(
    database: Database,
    number: int,
    form: str,
    path: Path | None,
    wish: BeadWish = BeadWish(),
    *,
    only_look: bool = False,
) -> Exported:
    """Write an alignment, or what is wished of it; `None` is standard output. `only_look` writes nothing.

    Raises NotFoundError, InputError where no bead is chosen, UsageError for a wrong condition or format, OutputError.
    """
    from exports.registry import alignment_format
    from glossary.alignment.filtering import parse

    exporter, chosen = alignment_format(form), parse(wish.where, wish.query)
    whole = database.alignments.with_phrases(number)
    bitext = chosen.select(whole)
    if whole.beads and not bitext.beads:
        raise InputError("No bead is as you wish.", hint="Choose other beads, or look for other words.")
    report = _written(path, lambda out: exporter.write(bitext, out), only_look=only_look)
    remarks = report.lines
    if form == "ladder" and len(bitext.beads) < len(whole.beads):
        remarks += ("positions count the sentences that are written, not those of the whole texts",)
    return Exported(path, len(bitext.beads), remarks)


def _written(path: Path | None, write: Callable[[BinaryIO], LossReport], *, only_look: bool) -> LossReport:
    from exports.files import write_atomically

    return write(cast("BinaryIO", _Nowhere())) if only_look else write_atomically(path, write)


class _Nowhere(io.RawIOBase):
    """Takes what is written and keeps nothing."""

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        return len(data)


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

    def alignment(self, number: int, form: str, path: Path, wish: BeadWish) -> Exported:
        """Write an alignment to a file. Raises as `export_alignment`."""
        return export_alignment(self._open(), number, form, path, wish)

    def look_at_alignment(self, number: int, form: str, wish: BeadWish) -> Exported:
        """Return what would be written and lost."""
        return export_alignment(self._open(), number, form, None, wish, only_look=True)

    def terms(self, form: str, path: Path, wish: TermWish, say: Say, stopped: Callable[[], bool]) -> Exported:
        """Write the term base to a file. Raises as `export_terms`."""
        return export_terms(self._open(), form, path, wish, say, stopped)

    def look_at_terms(self, form: str, wish: TermWish, say: Say, stopped: Callable[[], bool]) -> Exported:
        """Return what would be written and lost."""
        return export_terms(self._open(), form, None, wish, say, stopped, only_look=True)
