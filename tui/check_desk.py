"""The findings of a stored alignment as the screens need them: found, set aside, taken back, mended."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.alignment.beads import BeadState
from glossary.errors import InputError

if TYPE_CHECKING:
    from glossary.alignment.edits import Edit
    from glossary.checks.findings import Finding
    from glossary.store.engine import Database


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
        from glossary.checks.run import bead_texts, check_bitext
        from glossary.terms.starter import load_starter
        from tui.checking import StoredPrecedents, pair_of, profile_of

        base = self._database()
        pair = pair_of(base, number)
        beads = base.alignments.bitext(number).beads
        places = [n for n, bead in enumerate(beads) if bead.state is not BeadState.REJECTED]
        known = None
        if base.memory.count(include_auto=False):
            known = StoredPrecedents(base, pair.bitext.source_language, number)
        found = check_bitext(
            pair.bitext,
            list(base.concepts.all()) or load_starter(),
            profile=profile_of(pair.target.house or pair.source.house, ""),
            precedents=known,
        )
        texts = bead_texts(pair.bitext)
        aside = {(d.check, d.fingerprint): d.reason for d in base.dismissals.list()}
        noted = []
        for f in found:
            mark = next((m for m in (f.fingerprint, f.kind) if (f.check, m) in aside), "")
            reason = aside.get((f.check, mark), "")
            noted.append(Noted(f, places[f.bead], texts[f.bead].source, texts[f.bead].target, mark, reason))
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
        from glossary.alignment.edits import edit_text
        from tui.widgets.rows import Side
        from tui.workbench import Workbench

        f = noted.finding
        if f.suggestion is None or not f.target_spans:
            raise InputError("This finding has no suggestion.", hint="Enter opens the bead; there e edits it.")
        record, bitext, _ = self._database().alignments.load(number)
        bench = Workbench(bitext)
        if noted.position >= len(bitext.beads) or bench.side_text(noted.position, Side.TARGET) != noted.target:
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
        self._commit(number, edit_text(bitext, "target", segment, new), record.version)

    def version(self, number: int) -> int:
        """Return the version of an alignment."""
        return self._database().alignments.get(number).version
