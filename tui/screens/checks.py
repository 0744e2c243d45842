"""The findings of an alignment, by severity and check: read, followed to their bead, mended, set aside with a reason.

Invariant: what is set aside or mended is kept before the list shows it, and the list is checked anew after each; an
open workspace of the same alignment is read again where a sentence was changed.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from tui.actions import Context, bindings
from tui.screens.background import BackgroundScreen, Outcome
from tui.widgets.bars import TopBar
from tui.widgets.finding_lines import FindingShelf
from tui.widgets.shelf import Shelf, ShelfLine
from tui.widgets.wrap import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.checks.findings import Span
    from tui.check_desk import Noted

HEADS = {"error": "✗ Errors", "warning": "▲ Warnings", "note": "○ Notes"}
LEVELS = ("", "error", "warning", "note")


class CheckScreen(BackgroundScreen):
    """The findings of one alignment."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.CHECKS)
    AUTO_FOCUS = "FindingShelf"
    help_contexts = (Context.CHECKS,)
    DEFAULT_CSS = """
    CheckScreen FindingShelf { height: 1fr; }
    CheckScreen #example { height: auto; max-height: 11; padding: 0 1; background: $panel; }
    """

    def __init__(self, number: int, name: str) -> None:
        super().__init__()
        self.number, self._title_text = number, name
        self._noted: tuple[Noted, ...] = ()
        self._filter = ""
        self._level = ""
        self._with_dismissed = False
        self._done: list[tuple[str, str] | None] = []
        """What undo takes back, last last: a dismissal as (check, mark), None for a sentence that was mended."""

    @property
    def shelf(self) -> FindingShelf:
        """The list."""
        return self.query_one(FindingShelf)

    def compose(self) -> ComposeResult:
        """Lay out bar, list, the bead, line of what runs, keys."""
        yield TopBar(f"Checks   {self._title_text}")
        yield FindingShelf(empty="Checking …")
        yield Static(id="example")
        with Container(id="foot"):
            yield from self.foot()

    def on_mount(self) -> None:
        """Paint first, then check."""
        self.call_after_refresh(self._check)

    @work(thread=True, exclusive=True, exit_on_error=False, group="checks")
    def _check(self) -> None:
        self.run_and_post(lambda: Outcome("checked", self.session.checks.findings(self.number)), "checks")

    @property
    def _here(self) -> Noted | None:
        line = self.shelf.line
        return self._noted[line.key[1]] if line is not None and line.key else None

    def on_background_screen_done(self, event: BackgroundScreen.Done) -> None:
        """Take in the findings, or check anew after something was kept."""
        kind, value = event.outcome.kind, event.outcome.value
        if kind == "checked":
            self._noted = cast("tuple[Noted, ...]", value)
            self._show()
            return
        self.settle()
        told, *steps = cast("tuple[object, ...]", value)
        self._done += cast("list[tuple[str, str] | None]", steps)
        self.tell(str(told))
        if kind == "mended":
            from tui.screens.jumping import workspace_of

            if (workspace := workspace_of(self.malmoi, self.number)) is not None:
                workspace.reload()
        self._check()

    def on_background_screen_failed(self, event: BackgroundScreen.Failed) -> None:
        """Show the error; the list stays."""
        if event.kind == "long":
            self.settle()
        self.show_failure(event.error)

    def _show(self) -> None:
        needle = self._filter.casefold()
        left = [
            (number, one)
            for number, one in enumerate(self._noted)
            if (self._with_dismissed or not one.mark)
            and needle in one.search_text
            and self._level in ("", one.finding.severity.value)
        ]
        lines: list[ShelfLine] = []
        for severity, some in groupby(left, key=lambda pair: pair[1].finding.severity.value):
            mine = [_line(number, one) for number, one in some]
            lines += [ShelfLine(f"{HEADS[severity]} ({len(mine)})"), *mine]
        aside = sum(1 for one in self._noted if one.mark)
        self.shelf.say_empty("Nothing found.\n\nq goes back." if not self._noted else "Nothing left to read here.")
        self.shelf.load(lines)
        parts = [(f"{len(left)} of {len(self._noted)}", "bold"), (f"{aside} set aside" if aside else "", "")]
        if only := " ".join(w for w in (self._level, f"“{self._filter}”" if self._filter else "") if w):
            parts.insert(0, (f"only {only}", "$text-accent"))
        self.query_one(TopBar).show(f"Checks   {self._title_text}", [part for part in parts if part[0]])
        if not lines:
            self.query_one("#example", Static).update("")

    def on_shelf_moved(self, event: Shelf.Moved) -> None:
        """Show the bead, with the places marked, and what the finding rests on."""
        example, noted = self.query_one("#example", Static), self._here
        if event.line is None or noted is None:
            example.update("")
            return
        f = noted.finding
        told = [
            Content.styled(shown(f.message), "bold"),
            _marked(noted.source, f.source_spans),
            _marked(noted.target, f.target_spans),
        ]
        if f.suggestion is not None:
            told.append(Content.assemble("suggested: ", (shown(f.suggestion) or "(nothing)", "bold $text-success")))
        if f.evidence:
            told.append(Content.styled(shown(f.evidence), "$foreground 60%"))
        if noted.mark:
            told.append(Content.styled(f"set aside: {shown(noted.reason) or 'no reason given'}", "$text-warning"))
        example.update(Content("\n").join(told))

    # Actions

    def on_shelf_opened(self) -> None:
        """Go where was double-clicked."""
        self.action_checks_open()

    def action_checks_open(self) -> None:
        """Open the bead in the workspace."""
        from tui.screens.jumping import jump

        if (noted := self._here) is not None and not self.busy:
            jump(self.malmoi, self.number, noted.position)

    def action_checks_dismiss(self) -> None:
        """Set this finding aside."""
        if (noted := self._here) is not None:
            self._dismiss(noted, noted.finding.fingerprint, "Why is this no mistake?")

    def action_checks_dismiss_kind(self) -> None:
        """Set all findings of this check about these words aside, in every text."""
        if (noted := self._here) is not None:
            f = noted.finding
            self._dismiss(noted, f.kind, f"Why never {f.check} for “{shown(f.about)}”?")

    def _dismiss(self, noted: Noted, mark: str, question: str) -> None:
        from tui.screens.dialogs import TextDialog

        check = noted.finding.check
        if noted.mark:
            self.tell("It is set aside already: o takes it back.", warning=True)
            return

        def take(reason: str | None) -> None:
            if reason is None:
                return

            def act() -> Outcome:
                self.session.checks.dismiss(check, mark, reason)
                return Outcome("dismissed", (f"Set aside: {check}. u takes it back.", (check, mark)))

            self.start("Setting aside", act)

        self.app.push_screen(TextDialog(question), take)

    def action_checks_reopen(self) -> None:
        """Take the dismissal of this finding back."""
        noted = self._here
        if noted is None or not noted.mark:
            self.tell("This finding is not set aside; v shows those that are.", warning=True)
            return
        self._take_back(noted.finding.check, noted.mark)

    def _take_back(self, check: str, mark: str) -> None:
        def act() -> Outcome:
            self.session.checks.take_back(check, mark)
            return Outcome("dismissed", (f"Shown again: {check}.",))

        self.start("Taking back", act)

    def action_checks_fix(self) -> None:
        """Put the suggestion into the sentence."""
        noted = self._here
        if noted is None:
            return

        def act() -> Outcome:
            self.session.checks.fix(self.number, noted)
            return Outcome("mended", (f"Put in: {noted.finding.suggestion}   u takes it back.", None))

        self.start("Putting in", act)

    def action_checks_undo(self) -> None:
        """Take back what was done last here."""
        if self.busy:
            return
        if not self._done:
            self.tell("Nothing was done here.")
            return
        step = self._done.pop()
        if step is not None:
            self._take_back(*step)
            return

        def act() -> Outcome:
            walked = self.session.undo(self.number, self.session.checks.version(self.number))
            return Outcome("mended", ("Undone: the sentence is as before." if walked else "Nothing to undo.",))

        self.start("Undoing", act)

    def action_checks_filter(self) -> None:
        """Show only the findings that contain what is typed."""
        from tui.screens.dialogs import TextDialog

        def take(text: str | None) -> None:
            if text is not None:
                self._filter = text
                self._show()

        self.app.push_screen(TextDialog("Show only findings that contain", self._filter), take)

    def action_checks_severity(self) -> None:
        """Show one severity only; the next time the next one, then all."""
        self._level = LEVELS[(LEVELS.index(self._level) + 1) % len(LEVELS)]
        self._show()

    def action_checks_dismissed(self) -> None:
        """Show what is set aside too, or no more."""
        self._with_dismissed = not self._with_dismissed
        self._show()

    def action_checks_again(self) -> None:
        """Check anew."""
        self._check()

    def action_checks_leave(self) -> None:
        """Back."""
        if not self.busy:
            self.app.pop_screen()

    def action_checks_down(self) -> None:
        """To the next finding."""
        self.shelf.move(1)

    def action_checks_up(self) -> None:
        """To the finding before."""
        self.shelf.move(-1)

    def action_checks_page_down(self) -> None:
        """One screen down."""
        self.shelf.page(1)

    def action_checks_page_up(self) -> None:
        """One screen up."""
        self.shelf.page(-1)


def _line(number: int, noted: Noted) -> ShelfLine:
    return ShelfLine(
        title=noted.finding.message,
        key=("finding", number),
        languages=str(noted.position + 1),
        note=noted.finding.check,
        chosen=bool(noted.mark),
    )


def _marked(text: str, spans: Sequence[Span]) -> Content:
    content = Content(shown(text) or "(nothing)")
    for span in spans:
        content = content.stylize("bold $text-warning", span.start, span.end)
    return content
