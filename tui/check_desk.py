"""The findings of a stored alignment as the screens need them: found, set aside, taken back, mended."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.alignment.beads import BeadState
from glossary.errors import InputError
from tui.widgets.rows import Side
from tui.workbench import Workbench

if TYPE_CHECKING:
    from glossary.alignment.edits import Edit, TextEdit
    from glossary.checks.findings import BeadText, Finding
    from glossary.checks.run import Checker
    from glossary.store.engine import Database
    from glossary.terms.entries import Concept


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding with the bead as it was checked."""

    finding: Finding
    position: int
    """Place (0-based) of the bead in the alignment."""
    source: str
    target: str
    mark: str = ""
    """By what it is set aside, its fingerprint or its kind; empty where it is not."""
    reason: str = ""
    """Why it is set aside."""

    @property
    def search_text(self) -> str:
        """What a filter looks in."""
        f = self.finding
        return f"{f.severity.value} {f.check} {f.message} {f.about} {self.reason}".casefold()


class CheckDesk:
    """Checks what is aligned."""

    def __init__(self, database: Callable[[], Database], commit: Callable[[int, Edit, int], int]) -> None:
        self._database = database
        self._commit = commit

    def findings(self, number: int) -> tuple[Noted, ...]:
        """Return all findings of an alignment, the worst first, also those that are set aside."""
        from glossary.checks.run import bead_texts
        from tui.checking import pair_of

        base = self._database()
        pair = pair_of(base, number)
        beads = base.alignments.bitext(number).beads
        places = [n for n, bead in enumerate(beads) if bead.state is not BeadState.REJECTED]
        texts = bead_texts(pair.bitext)
        aside = set_aside(base)
        found = checker(base, number, tuple(base.concepts.all())).check(texts, date=pair.bitext.date)
        noted = [note(f, places[f.bead], texts[f.bead], aside) for f in found]
        return tuple(sorted(noted, key=lambda n: (-n.finding.severity.rank, n.finding.check, n.position)))

    def dismiss(self, check: str, mark: str, reason: str) -> None:
        """Set a finding aside by its fingerprint, or all of a kind."""
        self._database().dismissals.add(check, mark, reason)

    def take_back(self, check: str, mark: str) -> None:
        """Let it be shown again. Raises NotFoundError where it is not set aside."""
        self._database().dismissals.remove(check, mark)

    def fix(self, number: int, noted: Noted) -> None:
        """Put the suggestion into the sentence; undo of the alignment takes it back.

        Raises InputError where there is none, or where the sentence is not the one that was checked.
        """
        record, bitext, _ = self._database().alignments.load(number)
        self._commit(number, suggested_edit(Workbench(bitext), noted), record.version)

    def version(self, number: int) -> int:
        """Return the version of an alignment."""
        return self._database().alignments.get(number).version


def checker(base: Database, number: int, concepts: tuple[Concept, ...]) -> Checker:
    """Return the checks for an alignment as the user has set them, over a term base; the starter one where it is empty.

    What the memory knows of other alignments is held against the text too.
    """
    from glossary.alignment.encoder import shared_encoder
    from glossary.checks.run import Checker
    from glossary.terms.starter import load_starter
    from tui.checking import StoredPrecedents, houses_of, profile_of, rules

    record = base.alignments.get(number)
    source, target = (base.documents.get(n) for n in (record.source_document, record.target_document))
    wanted = rules("", "", "", "", "")
    known = None
    if base.memory.count(include_auto=False):
        known = StoredPrecedents(base, source.language, number)
    return Checker(
        concepts or load_starter(),
        source_language=source.language,
        target_language=target.language,
        profile=profile_of(target.house or source.house, "", houses_of(concepts)),
        only=wanted.only,
        skip=wanted.skip,
        severities=wanted.severities,
        precedents=known,
        encoder=shared_encoder,
    )


def set_aside(base: Database) -> dict[tuple[str, str], str]:
    """Return (check, fingerprint or kind) of what editors have set aside, with the reason."""
    return {(d.check, d.fingerprint): d.reason for d in base.dismissals.list()}


def note(finding: Finding, position: int, text: BeadText, aside: dict[tuple[str, str], str]) -> Noted:
    """Return a finding with its bead and what was said of it."""
    mark = next((m for m in (finding.fingerprint, finding.kind) if (finding.check, m) in aside), "")
    return Noted(finding, position, text.source, text.target, mark, aside.get((finding.check, mark), ""))


def suggested_edit(bench: Workbench, noted: Noted) -> TextEdit:
    """Return the edit that puts a finding's suggestion into the sentence.

    Raises InputError where there is none, or where the sentence is not the one that was checked.
    """
    from glossary.alignment.edits import edit_text

    f = noted.finding
    if f.suggestion is None or not f.target_spans:
        raise InputError("This finding has no suggestion.", hint="Enter opens the bead; there e edits it.")
    beads = bench.bitext.beads
    if noted.position >= len(beads) or bench.side_text(noted.position, Side.TARGET) != noted.target:
        raise InputError("The sentence has changed since it was checked.", hint="F5 checks anew.")
    span = f.target_spans[0]
    places = bench.spans_in_sentences(noted.position, Side.TARGET, span.start, span.end)
    if len(places) != 1:
        raise InputError(
            "The place of the suggestion is not within one sentence.",
            hint="Enter opens the bead; there e edits it.",
        )
    sentence, start, end = places[0]
    segment = bench.ids(noted.position, Side.TARGET)[sentence]
    text = bench.text_of(Side.TARGET, segment)
    new = unicodedata.normalize("NFC", text[:start] + f.suggestion + text[end:])
    return edit_text(bench.bitext, "target", segment, new)
