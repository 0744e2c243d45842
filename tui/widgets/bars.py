"""The line above (where am I, what is done, what needs me), the line of keys below, and the line for what runs.

Invariant: texts are put in as `Content`, never as markup, so that brackets in a title stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.dom import DOMNode
from textual.timer import Timer
from textual.widget import Widget

from tui.actions import ACTIONS, BY_ID, label
from tui.widgets.wrap import cells, clip, shown, shown_lines

Part = tuple[str, str]
"""A text with its style (`bold $text-warning`)."""


class TopBar(Widget):
    """One line: the program, then the title as far as there is room, then parts that must be seen, at the right."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TopBar { dock: top; height: 1; background: $panel; color: $foreground; text-wrap: nowrap; }
    """

    def __init__(self, title: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._title = title
        self._parts: Sequence[Part] = ()

    def show(self, title: str, parts: Iterable[Part] = ()) -> None:
        """Show a title and the parts at the right."""
        self._title, self._parts = title, tuple(parts)
        self.refresh()

    @property
    def text(self) -> str:
        """The title and the parts as plain text."""
        return "  ".join([self._title, *(text for text, _ in self._parts)])

    def render(self) -> RenderResult:
        """Return the line."""
        width = self.size.width
        name = " malmoi "
        right: list[Part] = []
        room = width - cells(name) - 1
        for text, style in self._parts:
            if cells(text) + 2 <= room:
                right.append(("  " + text, style))
                room -= cells(text) + 2
        title = clip(shown(self._title), max(0, room - 1))
        air = " " * max(0, room - cells(title))
        return Content.assemble((name, "bold $text-accent"), (title, "bold"), air, *right, " ")


class StatusLine(Widget):
    """What runs in the background, or what just happened; hidden where there is nothing to say.

    Messages stand here and not in pop-ups: a pop-up over the grid hides text, and where it crosses the edge of a widget
    below it Textual cuts wide characters in two.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    StatusLine { height: auto; max-height: 5; background: $boost; color: $foreground; padding: 0 1; display: none; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._content: Content | None = None
        self._timer: Timer | None = None

    def say(self, *parts: Part) -> None:
        """Show parts until something else is said; without parts, hide the line."""
        if not parts and not self.display:
            return  # a layout of the whole screen for nothing
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._content = Content.assemble(*((shown_lines(text), style) for text, style in parts)) if parts else None
        self.display = bool(parts)
        self.refresh(layout=True)

    def tell(self, text: str, *, warning: bool = False, seconds: float = 10) -> None:
        """Show a message for some time."""
        self.say((text, "bold $text-warning" if warning else ""))
        told = self._content

        def over() -> None:
            if self._content is told:  # the timer of an earlier message may have rung before it was stopped
                self.say()

        if not getattr(self.app, "plain", False):  # one who listens comes to it when it is time
            self._timer = self.set_timer(seconds, over)

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return self._content.plain if self._content else ""

    def render(self) -> RenderResult:
        """Return the line."""
        return self._content or ""


class KeyBar(Widget):
    """The few keys that matter where the editor is, from the registry; a click does the action."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeyBar { height: 1; background: $panel; color: $foreground; text-wrap: nowrap; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._places: list[tuple[int, int, str, DOMNode]] = []

    def on_mount(self) -> None:
        """Follow what can be done."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: object) -> None:
        if self.is_attached:
            self.refresh()

    def render(self) -> RenderResult:
        """Return the line: as many keys as there is room for, the help always."""
        active: dict[str, tuple[str, DOMNode]] = {}
        for node, binding, enabled, _ in self.screen.active_bindings.values():
            if enabled and binding.show and binding.id in BY_ID:
                active.setdefault(binding.id or "", (label(binding.key), node))
        entries: list[list[str]] = []  # keys, word, id
        for action in ACTIONS:
            if action.id not in active or action.id == "app.help":
                continue
            key = active[action.id][0]
            if entries and entries[-1][1] == action.footer:
                entries[-1][0] += f" {key}"
            else:
                entries.append([key, action.footer, action.id])
        helping = [[active["app.help"][0], "help", "app.help"]] if "app.help" in active else []
        room = self.size.width - 1 - sum(cells(key) + cells(word) + 3 for key, word, _ in helping)
        shown_entries: list[list[str]] = []
        for entry in entries:
            size = cells(entry[0]) + cells(entry[1]) + 3
            if size > room:
                break
            room -= size
            shown_entries.append(entry)
        self._places = []
        parts: list[Part] = [(" ", "")]
        at = 1
        for number, (key, word, identity) in enumerate([*shown_entries, *helping]):
            if helping and number == len(shown_entries):
                parts.append((" " * max(0, room), ""))
                at += max(0, room)
            size = cells(key) + cells(word) + 3
            self._places.append((at, at + size, identity, active[identity][1]))
            at += size
            parts += [(key, "bold $text-accent"), (f" {word}  ", "")]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Do the action under the mouse, where its key would do it."""
        for start, end, identity, node in self._places:
            if start <= event.x < end:
                event.stop()
                self.call_later(self.app.run_action, BY_ID[identity].method, node)
