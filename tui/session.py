"""The one door between the screens and everything stored: plain records in, plain records out.

Invariant: no method touches a widget, and none needs a terminal; each may block (it is called in a worker thread) and
is safe to call from several threads. sqlmodel, the aligner and the exports are imported inside the methods, after the
first paint. Errors that a user can cause leave as `MalmoiError`.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.alignment.beads import Bitext
from glossary.errors import InputError, NotFoundError, StaleWriteError
from glossary.store.records import DRAFT, AlignmentRecord, DocumentRecord, PhraseLinkRecord
from glossary.text.language import base_language
from tui.bookmarks import Bookmarks
from tui.candidate_desk import CandidateDesk
from tui.check_desk import CheckDesk
from tui.draft_desk import DraftDesk
from tui.export_desk import ExportDesk
from tui.habits import Habits
from tui.live_checks import LiveChecks
from tui.memory_desk import MemoryDesk
from tui.phrase_desk import PhraseDesk
from tui.places import Place, Places
from tui.running import Say, StoppedError
from tui.settings_desk import SettingsDesk
from tui.term_base import TermBase
from tui.term_desk import MadeTerm, NewTerm, PhrasePair, TermDesk
from tui.trail import AsideStep, PhraseStep, Step, Trail, Walked, linked_words, walk_over
from tui.version_desk import VersionDesk

if TYPE_CHECKING:
    from glossary.alignment.edits import Aligner, Edit
    from glossary.alignment.knowledge import Knowledge
    from glossary.checks.findings import Span
    from glossary.phrases.suggest import Suggestion
    from glossary.store.engine import Database

SAMPLE = ("exhibition.ko.txt", "exhibition.en.txt")


@dataclass(frozen=True, slots=True)
class Library:
    """What is on the desk."""

    place: str
    """Path or URL of the data base, as messages call it."""
    alignments: tuple[AlignmentRecord, ...]
    documents: tuple[DocumentRecord, ...]
    concepts: int
    """How many concepts the term base has; counted only as far as 1."""
    last: int | None = None
    """The alignment that was open last."""
    findings: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    """Of alignments whose findings were counted: (version of the alignment then, how many)."""

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever put in: then the welcome is shown."""
        return not (self.alignments or self.documents or self.concepts)

    def title(self, record: AlignmentRecord) -> str:
        """Return what an alignment is called: a title, else the name of a file."""
        names = {d.id: d.title or d.name for d in self.documents}
        found = record.target_title or record.source_title or names.get(record.source_document, "")
        return found or f"alignment {record.id}"


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file held."""

    documents: tuple[DocumentRecord, ...]
    known: tuple[DocumentRecord, ...]
    """Texts that were stored already and were not stored again."""
    headlines: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenAlignment:
    """An alignment as the workspace begins with it."""

    record: AlignmentRecord
    bitext: Bitext
    links: tuple[PhraseLinkRecord, ...]
    place: Place | None = None
    """Where the editor was when it was open last."""
    draft: bool = False
    """Whether the target is a draft, into which sentences are written."""
    bookmarks: frozenset[str] = frozenset()
    """Names of the sentences that have one, as `Workbench` gives them."""
    typed: dict[str, str] = field(default_factory=dict)
    """What was typed in the draft and not kept, by bead."""


class Session:
    """All that the interface asks of the core, over one data base."""

    def __init__(self, url: str | None = None) -> None:
        self._url = url
        self._database: Database | None = None
        self._lock = threading.Lock()
        self._name = ""
        self._places = Places()
        self.habits = Habits()
        """What is remembered between sessions."""
        self._bookmarks = Bookmarks()
        self._trails: dict[int, Trail] = {}
        self.terms = TermDesk(lambda: self.database)
        """The term base, as the workspace needs it."""
        self.term_base = TermBase(lambda: self.database)
        """The term base, as its own screen needs it."""
        self.checks = CheckDesk(lambda: self.database, self.commit)
        """The findings of an alignment."""
        self.live_checks = LiveChecks(lambda: self.database, self.terms.concepts)
        """The findings of a bead while it is edited."""
        self.memory = MemoryDesk(lambda: self.database)
        """The translation memory, as the concordance needs it."""
        self.candidates = CandidateDesk(lambda: self.database)
        """Terms that the aligned texts propose."""
        self.drafts = DraftDesk(lambda: self.database)
        """Draft translations, and what is typed in them."""
        self.versions = VersionDesk(lambda: self.database)
        """Versions of texts, and omissions."""
        self.exports = ExportDesk(lambda: self.database)
        """Files of alignments and of the term base."""
        self.settings = SettingsDesk(lambda: self.database)
        """The user's settings and keys."""
        self._phrases = PhraseDesk(lambda: self.database)

    @property
    def author(self) -> str:
        """Who is recorded with what is confirmed."""
        return self.database.author

    @property
    def database(self) -> Database:
        """The data base, opened at the first use. Raises DatabaseError."""
        with self._lock:
            if self._database is None:
                from glossary.store.engine import open_database

                self._database = open_database(self._url)
                self._name = self._database.name
            return self._database

    def close(self) -> None:
        """Close the data base; the next use opens it again."""
        with self._lock:
            if self._database is not None:
                self._database.close()
                self._database = None

    # Library

    def library(self) -> Library:
        """Return everything on the desk."""
        base = self.database
        return Library(
            place=base.name,
            alignments=tuple(base.alignments.list()),
            documents=tuple(base.documents.list()),
            concepts=len(base.concepts.list(limit=1)),
            last=self._places.last(base.name),
            findings=self.habits.counts(base.name),
        )

    def import_files(self, paths: Sequence[Path]) -> Imported:
        """Read files and keep their texts, all or none; texts that are stored already are not stored twice.

        Two languages of one text, `x.ko.txt` and `x.en.txt`, become one news item. Raises InputError.
        """
        from tui.importing import prepare, store, stored_before

        names = [str(path) for path in paths]
        prepared = [prepare(f"./{name}" if name == "-" else name) for name in names]  # "-" is a file here
        before = stored_before(self.database, prepared)
        records = [record for some in store(self.database, prepared) for record in some]
        return Imported(
            tuple(r for r in records if r.id not in before),
            tuple(r for r in records if r.id in before),
            sum(len(one.headlines) for one in prepared),
            tuple(dict.fromkeys(note for one in prepared for note in one.notes)),
        )

    def align(self, first: int, second: int, say: Say, stopped: Callable[[], bool]) -> AlignmentRecord:
        """Align two stored texts and keep the alignment; the Korean one, or else the first, is the source.

        Raises StoppedError where `stopped` says so; then nothing is kept.
        """
        from glossary.alignment.engine import align

        def report(what: str, share: float) -> None:
            if stopped():
                raise StoppedError("The aligning was stopped; nothing was kept.")
            say(what, share)

        base = self.database
        one, two = base.documents.get(first), base.documents.get(second)
        if base_language(two.language) == "ko" != base_language(one.language):
            one, two = two, one
        report("reading", 0.0)
        texts = base.documents.segments(one.id), base.documents.segments(two.id)
        learnt = self._learnt(one.language, two.language)
        bitext = align(*texts, one.language, two.language, progress=report, knowledge=learnt)
        report("keeping", 1.0)
        return base.alignments.add(one.id, two.id, bitext)

    def aligner(self, bitext: Bitext) -> Aligner:
        """Return what aligns a part of an alignment anew, with what the data base has taught."""
        from glossary.alignment.edits import aligner

        return aligner(knowledge=self._learnt(bitext.source_language, bitext.target_language))

    def _learnt(self, source_language: str, target_language: str) -> Callable[[], Knowledge | None]:
        def learnt() -> Knowledge | None:
            from glossary.memory.knowledge import knowledge

            return knowledge(self.database, source_language, target_language)

        return learnt

    def remove(self, kind: str, number: int) -> None:
        """Take an `alignment` or a `document` away; `restore_last` brings it back."""
        base = self.database
        (base.alignments if kind == "alignment" else base.documents).remove(number)

    def restore_last(self) -> str:
        """Bring back what was taken away last, in this session or an earlier one; return its label, "" for nothing."""
        base = self.database
        log = [
            change
            for kind in ("alignment.remove", "alignment.restore", "document.remove", "document.restore")
            for change in base.changes.list(kind=kind, limit=200)
        ]
        back: set[tuple[str, str]] = set()
        for change in sorted(log, key=lambda c: c.id, reverse=True):
            item = base.changes.items(change.id)[0]
            thing = (item.entity, item.entity_id)
            if change.kind.endswith("restore"):
                back.add(thing)
            elif thing not in back:
                number = int(item.entity_id)
                if item.entity == "alignment":
                    base.alignments.restore(number)
                else:
                    base.documents.restore(number)
                return change.label.removeprefix("removed ")
        return ""

    def load_starter(self) -> str:
        """Put the starter term base into the data base; concepts that are there already stay. Return what was done."""
        from glossary.terms.starter import load_starter

        report = self.database.concepts.add_many(load_starter(), on_conflict="keep")
        return f"{report.added} concepts added, {report.unchanged + report.in_conflict} were there already."

    def load_sample(self, say: Say, stopped: Callable[[], bool]) -> AlignmentRecord:
        """Import the sample article in Korean and English and align it."""
        from glossary.paths import data_path

        imported = self.import_files([data_path("samples", name) for name in SAMPLE])
        numbers = sorted(d.id for d in (*imported.documents, *imported.known))
        for record in self.database.alignments.list(document=numbers[0]):
            if {record.source_document, record.target_document} == set(numbers):
                return record
        return self.align(numbers[0], numbers[1], say, stopped)

    # Workspace

    def open_alignment(self, number: int) -> OpenAlignment:
        """Return an alignment with its beads and phrase links. Raises NotFoundError."""
        base = self.database
        record, bitext, links = base.alignments.load(number)
        draft = base.documents.get(record.target_document).role == DRAFT
        typed = self.drafts.typed(number) if draft else {}
        marks, place = self._bookmarks.find(base.name, number), self._places.find(base.name, number)
        return OpenAlignment(record, bitext, links, place, draft, marks, typed)

    def leave(self, number: int, place: Place) -> None:
        """Remember where the editor was in an alignment; quick, and never opens the data base for it."""
        if self._name:
            self._places.keep(self._name, number, place)

    def keep_bookmarks(self, number: int, names: frozenset[str]) -> None:
        """Keep the bookmarks of an alignment."""
        self._bookmarks.keep(self.database.name, number, names)

    def links(self, number: int) -> tuple[PhraseLinkRecord, ...]:
        """Return the phrase links of an alignment as they stand now."""
        return tuple(self.database.alignments.phrase_links(number))

    def commit(self, number: int, edit: Edit, version: int) -> int:
        """Keep an edit; return the new version. Raises StaleWriteError where someone else was faster."""
        new = self.database.alignments.record_edit(number, edit, version=version)
        self._trail(number).add(None)
        return new

    def reserve_segment(self) -> int:
        """Return a number for the second part of a sentence that is cut."""
        return self.database.documents.reserve_segment()

    def undo(self, number: int, version: int) -> Walked | None:
        """Take back what was done last here: a term made, phrases linked, or an edit, also one of an earlier day.

        None where there is nothing. Raises StaleWriteError where somebody was faster.
        """
        trail = self._trail(number)
        return self._walk(number, version, trail.done, trail.undone, back=True)

    def redo(self, number: int, version: int) -> Walked | None:
        """Do again what was undone last; None where there is nothing. Raises as `undo`."""
        trail = self._trail(number)
        return self._walk(number, version, trail.undone, trail.done, back=False)

    def _trail(self, number: int) -> Trail:
        with self._lock:
            return self._trails.setdefault(number, Trail())

    def _walk(self, number: int, version: int, away: deque[Step], onto: deque[Step], *, back: bool) -> Walked | None:
        base = self.database
        step_over = base.alignments.undo if back else base.alignments.redo
        while True:
            step = away[-1] if away else None
            if step is None:
                edit = step_over(number, version=version)
                if away:
                    away.pop()
                if edit is not None:
                    onto.append(None)
                    return Walked(version + 1, edit)
                if not away:
                    return None
                continue  # another program has walked over the edit that was noted here
            try:
                walked = walk_over(base, number, step, back=back)
            except (StaleWriteError, InputError, NotFoundError):
                away.pop()  # it cannot be walked over any more, and must not bar the way to what was done before it
                raise
            away.pop()
            onto.append(walked)
            return Walked(version, step=walked, links=tuple(base.alignments.phrase_links(number)))

    def link(
        self, number: int, position: int, source: Span, target: Span, terms: tuple[str, str] = ("", "")
    ) -> tuple[PhraseLinkRecord, ...]:
        """Link two phrases of a bead; return all links of the alignment."""
        alignments = self.database.alignments
        link = alignments.link_phrases(number, position, source, target, source_term=terms[0], target_term=terms[1])
        self._trail(number).add(PhraseStep(linked_words(link), link))
        return alignments.phrase_links(number)

    def set_aside(self, number: int, step: AsideStep) -> None:
        """Set a finding of an open alignment aside; undo takes it back."""
        self.checks.dismiss(step.check, step.mark, step.reason)
        self._trail(number).add(step)

    def suggest(self, languages: tuple[str, str], texts: tuple[str, str], phrase: Span, side: int) -> list[Suggestion]:
        """Return what probably renders a phrase of a bead; the first time the memory is learnt from, some seconds."""
        return self._phrases.suggest(languages, texts, phrase, side)

    def make_term(self, number: int, new: NewTerm, languages: tuple[str, str], pair: PhrasePair | None) -> MadeTerm:
        """Make a term while an alignment is open, as `TermDesk.make`; undo takes it back."""
        made = self.terms.make(new, languages, pair)
        if made.step is not None:
            self._trail(number).add(made.step)
        return made
