"""The side panel: what is known of the current bead, findings first; at 80 columns a drawer under the grid.

Invariant: it follows the cursor and never makes it wait: what is told comes from a thread, and until it comes the old
text stays, dimmed. It knows facts (`tui.facts`), no data base; texts are `Content`, never markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from tui.facts import BeadFacts, MemoryFact, NameFact, TermFact
from tui.widgets.resizable import Resizable
from tui.widgets.rows import hundredths
from tui.widgets.wrap import shown_lines

if TYPE_CHECKING:
    from tui.check_desk import Noted

Piece = tuple[str, str | Style]
"""A text and its style."""
SIGNS = {"error": "✗", "warning": "▲", "note": "○"}
"""Severity of a finding -> its sign."""

_HEAD = "bold $text-accent"
_FAINT = "$foreground 65%"
_GOOD = "$text-success"
_BAD = "bold $text-warning"


class SidePanel(Resizable, VerticalScroll, can_focus=False):
    """What is known of the current bead."""

    DEFAULT_CSS = """
    SidePanel {
        width: 38;
        padding: 0 1;
        background: $surface;
        border-left: solid $panel;
        scrollbar-size-vertical: 1;
        & Static { height: auto; }
        &.waiting Static { text-opacity: 60%; }
        &.drawer { width: 100%; height: 7; border-left: none; border-top: solid $panel; padding: 0 1; }
        &.held { border-left: solid $accent; }
        &.drawer.held { border-left: none; border-top: solid $accent; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._text = ""
        self._facts = BeadFacts()

    def compose(self) -> ComposeResult:
        """Lay out one text."""
        yield Static("", markup=False)

    @property
    def is_drawer(self) -> bool:
        """Whether the panel lies below the grid."""
        return self.has_class("drawer")

    @property
    def has_left_edge(self) -> bool:
        """Whether the left edge is dragged; that of a drawer is the top one."""
        return not self.is_drawer

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return self._text

    def wait(self) -> None:
        """Dim the text of the bead before."""
        self.add_class("waiting")

    def show(self, facts: BeadFacts, findings: Sequence[Noted] = (), chosen: int = 0) -> None:
        """Show the facts of a bead and what the checks have found in it."""
        same = facts is self._facts
        self._facts = facts
        told = [*found_pieces(findings, chosen), *pieces(facts)]
        content = Content.assemble(*((shown_lines(text), style) for text, style in told))
        self._text = content.plain
        self.query_one(Static).update(content)
        self.remove_class("waiting")
        if not same or findings:
            self.scroll_home(animate=False)


def found_pieces(findings: Sequence[Noted], chosen: int) -> Iterator[Piece]:
    """Yield what the checks have found; a click on the words of an action does it."""
    if not findings:
        return
    yield f"Findings {len(findings)}\n" if len(findings) > 1 else "Finding\n", _HEAD
    for number, one in enumerate(findings):
        f = one.finding
        mark = "▸" if number == chosen and len(findings) > 1 else " "
        yield f"{mark}{SIGNS[f.severity.value]} ", _BAD
        yield f"{f.message}", _pressed(f"screen.finding_choose_at({number})", "")
        yield f"  {f.check}\n", _FAINT
        if f.suggestion is not None:
            yield f"   → {f.suggestion or '(nothing)'} ", _GOOD
            yield "put in", _pressed(f"screen.finding_fix_at({number})", "underline")
            yield "  ", ""
        else:
            yield "   ", ""
        yield "set aside", _pressed(f"screen.finding_dismiss_at({number})", "underline")
        yield "\n", ""


def _pressed(action: str, style: str) -> Style:
    return Style.parse(style) + Style.from_meta({"@click": action})


def pieces(facts: BeadFacts) -> Iterator[Piece]:
    """Yield what the panel says, section by section."""
    if facts.note:
        yield "Comment\n", _HEAD
        yield f"{facts.note}\n", ""
    names = [term for term in facts.terms if term.is_name]
    others = [term for term in facts.terms if not term.is_name]
    yield "Terms", _HEAD
    yield ("\n" if others else "  none of the term base\n"), _FAINT
    for term in others:
        yield from _term(term)
    if names or facts.names:
        yield "Names\n", _HEAD
        for term in names:
            yield from _term(term)
        for name in facts.names:
            yield from _name(name)
    if facts.reasons:
        yield ("Why\n" if facts.probability is None else f"Why {hundredths(facts.probability)}\n"), _HEAD
        for reason in facts.reasons:
            yield f"· {reason}\n", ""
    if facts.author:
        yield f"by {facts.author}\n", _FAINT
    if facts.memory:
        yield "Memory\n", _HEAD
        for match in facts.memory:
            yield from _memory(match)


def _term(term: TermFact) -> Iterator[Piece]:
    yield term.text, "bold"
    yield (f"  {term.reading}\n" if term.reading else "\n"), _FAINT
    if term.used:
        yield f"  {term.used} ", ""
        yield ("✓ used\n", _GOOD) if term.permitted else ("✗ not permitted\n", _BAD)
    others = [text for text in term.renderings if text.casefold() != term.used.casefold()]
    if not term.used and not others:
        yield "  no rendering known\n", _FAINT
    for number, text in enumerate(others[:3]):
        yield f"  {text}", "" if not term.used else _FAINT
        yield (" ▲ not used\n", _BAD) if not term.used and number == 0 else ("\n", "")


def _name(name: NameFact) -> Iterator[Piece]:
    yield name.text, "bold"
    yield f"  {name.form}", ""
    if not name.found:
        yield " ▲ not found\n", _BAD
    elif name.found == name.form:
        yield " ✓\n", _GOOD
    else:
        yield f"  here: {name.found}\n", _FAINT


def _memory(match: MemoryFact) -> Iterator[Piece]:
    yield f"{match.percent} % ", "bold"
    yield f"{match.where}\n" if match.where else "\n", _FAINT
    yield f"{match.source}\n", _FAINT
    yield f"{match.target}\n", ""
