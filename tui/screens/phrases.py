"""Phrases in the workspace: marking one on each side with keys or the mouse, linking them, making a term of the pair.

Invariant: marks belong to the row under the cursor; they go when it changes or the cursor leaves it. What is kept is
kept through the session, in a thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from textual import work

from glossary.checks.findings import Span
from tui.facts import BeadFacts, NameFact, TermFact
from tui.marking import Mark
from tui.screens.background import Outcome
from tui.screens.bead_actions import BeadScreen
from tui.screens.keeping import in_turn
from tui.term_desk import MadeTerm, NewTerm, PhrasePair
from tui.trail import AsideStep
from tui.widgets.grid import AlignmentGrid
from tui.widgets.marking_bar import MarkingBar
from tui.widgets.rows import Cursor, Row, Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.phrases.suggest import Suggestion
    from glossary.store.records import PhraseLinkRecord
    from tui.trail import Walked

Place = tuple[int, int, int]
"""A phrase: sentence of the cell, start, end."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggestion where it stands: sentence of the cell, range in it, probability."""

    place: Place
    probability: float


class PhraseScreen(BeadScreen):
    """The actions on phrases."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.date = ""
        self._marks: dict[Side, Place] = {}
        self._marks_row: Row | None = None
        self._marking: Cursor | None = None
        self._suggested: list[Suggested] = []
        self._suggested_for: tuple[Side, Place] | None = None
        self._suggestion = 0
        self._shown_facts: BeadFacts | None = None

    def forget_facts(self) -> None:
        """Gather the facts anew: the term base has changed."""

    def leave(self) -> None:
        """Go back to the library."""
        raise NotImplementedError

    def take_links(self, links: tuple[PhraseLinkRecord, ...]) -> None:
        """Show phrase links where they stand now."""
        self.open_bench.take_links(links)
        self.decorate()

    # Marks

    def drop_marks(self) -> None:
        """Forget the marks."""
        self._marks = {}
        self._marks_row = None
        self._shown_facts = None

    def marks_follow(self) -> None:
        """Forget the marks where the cursor has left their row."""
        if self._marks_row is not None and self.grid.row is not self._marks_row:
            self.drop_marks()

    def decorate(self, facts: BeadFacts | None = None) -> None:
        """Show terms, links and marks in the cursor's row."""
        bench, row = self.bench, self.grid.cursor.row
        if bench is None or not bench.bitext.beads:
            return
        self._shown_facts = facts = facts or self._shown_facts
        spans: dict[tuple[Side, int], list[tuple[int, int, str]]] = {}

        def add(side: Side, start: int, end: int, kind: str) -> None:
            for sentence, left, right in bench.spans_in_sentences(row, side, start, end):
                spans.setdefault((side, sentence), []).append((left, right, kind))

        told: list[TermFact | NameFact] = [*facts.terms, *facts.names] if facts else []
        for fact in told:
            add(Side.SOURCE, fact.source.start, fact.source.end, "term")
            if fact.target is not None:
                add(Side.TARGET, fact.target.start, fact.target.end, "term")
        for link in bench.links:
            if link.bead == row:
                add(Side.SOURCE, link.source.start, link.source.end, "link")
                add(Side.TARGET, link.target.start, link.target.end, "link")
        for side, (sentence, start, end) in self._marks.items():
            spans.setdefault((side, sentence), []).append((start, end, "mark"))
        self.grid.decorate({key: tuple(value) for key, value in spans.items()})

    def _set_mark(self, side: Side, place: Place) -> None:
        self._marks = {**self._marks, side: place}
        self._marks_row = self.grid.row
        self.decorate()

    def _phrase(self, side: Side) -> str:
        bench = self.open_bench
        if side not in self._marks:
            return ""
        sentence, start, end = self._marks[side]
        segment = bench.segment(Cursor(self.grid.cursor.row, side, sentence))
        return segment.text[start:end] if segment else ""

    def marked_words(self) -> str:
        """Return the marked phrase, that of the cursor's column first; empty where none is marked."""
        side = self.grid.cursor.side
        other = Side.TARGET if side is Side.SOURCE else Side.SOURCE
        return self._phrase(side) or self._phrase(other)

    def _tell_marks(self) -> None:
        source, target = self._phrase(Side.SOURCE), self._phrase(Side.TARGET)
        if source and target:
            self.status.say(
                ("marked: ", ""), (source, "bold"), (" = ", ""), (target, "bold"), ("   t term, L link, Esc clear", "")
            )
        elif source or target:
            self.status.say(("marked: ", ""), (source or target, "bold"), ("   v marks the other side", ""))
        else:
            self.status.say()

    # Marking with keys

    def action_phrase_mark(self) -> None:
        """Begin to mark in the cursor's column."""
        if self.bench is None or self.keeping:
            return
        cursor = self.grid.cursor
        self._begin_mark(cursor, 0)

    def _begin_mark(self, cursor: Cursor, near: int) -> None:
        bench = self.open_bench
        segment = bench.segment(cursor)
        mark = Mark.begin(segment.text, near) if segment else None
        if mark is None:
            self.tell("There is no sentence on this side.", warning=True)
            return
        self.grid.move_to(cursor.row, cursor.side, cursor.sentence)
        self._marking = cursor
        self.status.say()
        self.query_one(MarkingBar).begin(bench.language(cursor.side), mark)
        self.refresh_bindings()

    def on_marking_bar_changed(self, event: MarkingBar.Changed) -> None:
        """Show the mark as it grows."""
        if self._marking is not None and not isinstance(event, MarkingBar.Accepted):
            self._set_mark(self._marking.side, (self._marking.sentence, event.mark.start, event.mark.end))

    def on_marking_bar_accepted(self, event: MarkingBar.Accepted) -> None:
        """Keep the mark; go on in the other column where nothing is marked yet."""
        cursor = self._marking
        if cursor is None:
            return
        self._set_mark(cursor.side, (cursor.sentence, event.mark.start, event.mark.end))
        bench = self.open_bench
        other = cursor.side.other
        texts = [s.text for s in self.grid.rows[cursor.row].side(other)]
        if other not in self._marks and texts:
            # Begin where the counterpart is to be expected: at the same share of the text.
            own = len(bench.side_text(cursor.row, cursor.side)) or 1
            share = (
                bench.span_in_bead(cursor.row, cursor.side, cursor.sentence, event.mark.start, event.mark.end).start
                / own
            )
            at = round(share * len(bench.side_text(cursor.row, other)))
            near = bench.spans_in_sentences(cursor.row, other, at, at + 1) or [(0, 0, 0)]
            self._begin_mark(Cursor(cursor.row, other, near[0][0]), near[0][1])
            return
        self._end_marking()

    def on_marking_bar_left(self) -> None:
        """Take the mark away that was being made."""
        if self._marking is not None:
            self._marks = {side: place for side, place in self._marks.items() if side is not self._marking.side}
        self._end_marking()

    def _end_marking(self) -> None:
        self._marking = None
        self.query_one(MarkingBar).end()
        self.grid.focus()
        self.decorate()
        self._tell_marks()
        self.refresh_bindings()

    # Suggestions

    def on_marking_bar_asked(self) -> None:
        """Show the first suggestion for the other column's phrase, or the next of those that are there."""
        cursor = self._marking
        if cursor is None:
            return
        given = cursor.side.other
        place = self._marks.get(given)
        if place is None:
            self.tell("Mark a phrase in the other column first; then what renders it can be suggested.", warning=True)
            return
        if self._suggested_for == (given, place) and self._suggested:
            self._show_suggestion(self._suggestion + 1)
            return
        bench, row = self.open_bench, cursor.row
        span = bench.span_in_bead(row, given, *place)
        texts = bench.side_text(row, Side.SOURCE), bench.side_text(row, Side.TARGET)
        languages = bench.bitext.source_language, bench.bitext.target_language
        side = 0 if given is Side.SOURCE else 1
        self._suggested_for, self._suggested = (given, place), []
        self.status.say(("looking for what renders it …", ""))

        def act() -> Outcome:
            return Outcome("suggested", (given, place, self.session.suggest(languages, texts, span, side)))

        self._look(act)

    @work(thread=True, exclusive=True, exit_on_error=False, group="suggest")
    def _look(self, act: Callable[[], Outcome]) -> None:
        self.run_and_post(act, "suggest")

    def take_suggestions(self, value: object) -> None:
        """Show the first of what was suggested, unless the marks are others by now."""
        given, place, found = cast("tuple[Side, Place, list[Suggestion]]", value)
        cursor = self._marking
        if cursor is None or self._suggested_for != (given, place) or cursor.side is given:
            return
        bench = self.open_bench
        self._suggested = []
        for one in found:
            spans = bench.spans_in_sentences(cursor.row, cursor.side, one.span.start, one.span.end)
            if spans:
                self._suggested.append(Suggested(max(spans, key=lambda s: s[2] - s[1]), one.probability))
        if not self._suggested:
            self.status.say()
            self.tell("Nothing is suggested for it.", warning=True)
            return
        self._show_suggestion(0)

    def _show_suggestion(self, number: int) -> None:
        cursor = self._marking
        if cursor is None:
            return
        self._suggestion = number % len(self._suggested)
        one = self._suggested[self._suggestion]
        sentence, start, end = one.place
        bench = self.open_bench
        there = Cursor(cursor.row, cursor.side, sentence)
        segment = bench.segment(there)
        if segment is None:
            return
        self.grid.move_to(there.row, there.side, sentence)
        self._marking = there
        self.status.say()
        note = f"suggestion {self._suggestion + 1} of {len(self._suggested)}, {one.probability:.0%}"
        self.query_one(MarkingBar).begin(
            bench.language(there.side), Mark(segment.text, start, end, anchored=True), note
        )

    # Marking with the mouse

    def on_alignment_grid_dragged(self, event: AlignmentGrid.Dragged) -> None:
        """Take the range under the mouse as this column's mark."""
        if self.bench is None or self.keeping or self._marking is not None or self.editor.display:
            return
        self._set_mark(event.cursor.side, (event.cursor.sentence, event.start, event.end))
        if event.done:
            self._tell_marks()

    def action_phrase_clear(self) -> None:
        """Let the marks go; without marks, back to the library."""
        if self._marks:
            self.drop_marks_shown()
        else:
            self.leave()

    def drop_marks_shown(self) -> None:
        """Forget the marks and show that."""
        facts = self._shown_facts
        self.drop_marks()
        self.decorate(facts)
        self._tell_marks()

    # Links and terms

    def _pair(self) -> PhrasePair | None:
        """Return both marks as places in the bead; None unless both are there."""
        if len(self._marks) < 2:
            return None
        bench, row = self.open_bench, self.grid.cursor.row
        spans: dict[Side, Span] = {side: bench.span_in_bead(row, side, *place) for side, place in self._marks.items()}
        return PhrasePair(
            self.number,
            row,
            spans[Side.SOURCE],
            spans[Side.TARGET],
            self.date,
            bench.side_text(row, Side.SOURCE),
            bench.side_text(row, Side.TARGET),
        )

    @in_turn
    def action_phrase_link(self) -> None:
        """Link the two marked phrases."""
        pair = self._pair()
        if pair is None:
            self.tell("Mark a phrase in both columns first: v.", warning=True)
            return
        self.keep_phrases(
            "Linking",
            lambda: Outcome("linked", self.session.link(pair.alignment, pair.position, pair.source, pair.target)),
        )

    def action_phrase_term(self) -> None:
        """Ask for the rest of a term; the marked phrases stand in the form."""
        from tui.screens.term_form import TermForm

        bench = self.bench
        if bench is None or self.keeping:
            return
        languages = (bench.bitext.source_language, bench.bitext.target_language)
        phrases = (self._phrase(Side.SOURCE), self._phrase(Side.TARGET))
        pair = self._pair()

        def take(new: NewTerm | None) -> None:
            if new is None:
                return
            linked = pair if pair and (new.source_text, new.target_text) == phrases else None
            self.keep_phrases(
                "Keeping the term",
                lambda: Outcome("term", self.session.make_term(self.number, new, languages, linked)),
            )

        desk = self.session.terms
        form = TermForm(languages, phrases, lambda text: desk.know(text, languages[0]), desk.subjects())
        self.app.push_screen(form, take)

    def stepped(self, walked: Walked) -> str:
        """Show the links and terms as they stand now, in the bead of the phrases; return what was walked over."""
        step = walked.step
        if step is None:
            return ""
        if isinstance(step, AsideStep):
            self.forget_facts()
            return step.words
        self.drop_marks_shown()
        words = step.words
        if step.link is not None:
            words += f", bead {step.link.bead + 1}"
            if step.link.bead != self.grid.cursor.row:
                self.grid.move_to(step.link.bead)
            self.take_links(walked.links)
        if step.concept is not None:
            self.forget_facts()
        return words

    def phrase_done(self, outcome: Outcome) -> None:
        """Show what was kept."""
        bench = self.bench
        if bench is None:
            return
        self.drop_marks_shown()
        if outcome.kind == "linked":
            self.take_links(cast("tuple[PhraseLinkRecord, ...]", outcome.value))
            self.tell("Linked.")
        elif outcome.kind == "term":
            made = cast("MadeTerm", outcome.value)
            if made.links is not None:
                self.take_links(made.links)
            self.tell(("Term kept: " if made.is_new else "Rendering added: ") + made.shown)
            self.forget_facts()
        elif outcome.kind == "aside":
            step = cast("AsideStep", outcome.value)
            self.forget_facts()
            self.tell(f"Set aside: {step.check}. u takes it back.")
