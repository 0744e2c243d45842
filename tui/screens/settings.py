"""Settings: look, checks one by one, terms, keys; each change is kept at once, and undo takes it back.

Invariant: what is shown is what stands in the files; after each change they are read anew.
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
from tui.widgets.bars import Part, TopBar
from tui.widgets.setting_lines import SettingShelf
from tui.widgets.shelf import Shelf, ShelfLine
from tui.widgets.wrap import shown

if TYPE_CHECKING:
    from tui.settings_desk import Setting


class SettingsScreen(BackgroundScreen):
    """Every setting."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.SETTINGS)
    AUTO_FOCUS = "SettingShelf"
    help_contexts = (Context.SETTINGS,)
    DEFAULT_CSS = """
    SettingsScreen SettingShelf { height: 1fr; }
    SettingsScreen #example { height: auto; max-height: 6; padding: 0 1; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Setting] = []
        self._filter = ""
        self._own_only = False
        self._done: list[tuple[str, str]] = []
        """What undo takes back, last last: (setting, its value before)."""

    @property
    def shelf(self) -> SettingShelf:
        """The list."""
        return self.query_one(SettingShelf)

    def compose(self) -> ComposeResult:
        """Lay out bar, list, what the setting means, line of what runs, keys."""
        yield TopBar("Settings")
        yield SettingShelf(empty="Reading …")
        yield Static(id="example")
        with Container(id="foot"):
            yield from self.foot()

    def on_mount(self) -> None:
        """Paint first, then read."""
        self.call_after_refresh(self._read)

    @work(thread=True, exclusive=True, exit_on_error=False, group="settings")
    def _read(self) -> None:
        themes = self.malmoi.theme_names
        self.run_and_post(lambda: Outcome("read", self.session.settings.all(themes)), "settings")

    def on_background_screen_done(self, event: BackgroundScreen.Done) -> None:
        """Take in the settings, or put a change into force."""
        kind, value = event.outcome.kind, event.outcome.value
        if kind == "read":
            self._all = cast("list[Setting]", value)
            self._show()
            return
        self.settle()
        identity, before, is_undo = cast("tuple[str, str, bool]", value)
        if not is_undo:
            self._done.append((identity, before))
        self.tell("The setting is as it was." if is_undo else "Kept; u takes it back.")
        self.malmoi.apply_settings()
        self._read()

    def on_background_screen_failed(self, event: BackgroundScreen.Failed) -> None:
        """Show what cannot be; nothing was changed."""
        if event.kind == "long":
            self.settle()
        if not self._all:
            self.shelf.say_empty("The settings could not be read: mend the file that is named.")
        self.show_failure(event.error)

    def _show(self) -> None:
        needle = self._filter.casefold()
        left = [
            (number, one)
            for number, one in enumerate(self._all)
            if needle in f"{one.id} {one.group} {one.title} {one.value} {one.help}".casefold()
            and not (self._own_only and one.is_default)
        ]
        lines: list[ShelfLine] = []
        for group, some in groupby(left, key=lambda pair: pair[1].group):
            lines.append(ShelfLine(group))
            lines += [
                ShelfLine(one.title, ("setting", n), note=one.value, languages=one.help, chosen=not one.is_default)
                for n, one in some
            ]
        self.shelf.say_empty("No setting contains this." if self._filter else "Everything is as it comes with malmoi.")
        self.shelf.load(lines)
        own = sum(not one.is_default for one in self._all)
        parts: list[Part] = [(f"{own} of your own", "bold")]
        if self._filter:
            parts.insert(0, (f"only “{self._filter}”", "$text-accent"))
        self.query_one(TopBar).show("Settings", parts)

    @property
    def _here(self) -> Setting | None:
        line = self.shelf.line
        return self._all[line.key[1]] if line is not None and line.key else None

    def on_shelf_moved(self, event: Shelf.Moved) -> None:
        """Say what the setting means and where it lies."""
        del event
        example, here = self.query_one("#example", Static), self._here
        if here is None:
            example.update("")
            return
        told = [
            Content.assemble((shown(here.title), "bold"), "  ", (shown(here.value), "$text-accent")),
            Content(shown(here.help)),
            Content.styled(shown(self.session.settings.files()), "$foreground 60%"),
        ]
        example.update(Content("\n").join(told))

    # Actions

    def on_shelf_opened(self) -> None:
        """Change what was double-clicked."""
        self.action_settings_change()

    def action_settings_change(self) -> None:
        """Ask for the new value."""
        from tui.screens.dialogs import ChoiceDialog, TextDialog

        here = self._here
        if here is None or self.busy:
            return
        if here.choices is None:
            is_key = here.id.startswith("key:")
            question = f"{here.title}: keys, with spaces between; empty: as they come" if is_key else here.title

            def typed(text: str | None) -> None:
                if text is not None:
                    self._set(here, text)

            self.app.push_screen(TextDialog(question, here.typed), typed)
            return
        choices = here.choices

        def take(key: tuple[str, int] | None) -> None:
            if key is not None:
                self._set(here, choices[key[1]][0])

        lines = [
            ShelfLine(means or value, ("choice", n), languages=value, chosen=value == here.typed)
            for n, (value, means) in enumerate(choices)
        ]
        self.app.push_screen(ChoiceDialog(here.title, lines), take)

    def _set(self, here: Setting, value: str) -> None:
        if value != here.typed:
            self._write(here.id, value)

    def _write(self, identity: str, value: str, *, is_undo: bool = False) -> None:
        def act() -> Outcome:
            return Outcome("set", (identity, self.session.settings.set(identity, value), is_undo))

        self.start("Keeping", act)

    def action_settings_default(self) -> None:
        """Set it as it comes."""
        from glossary.config import KEYS, Settings

        here = self._here
        if here is None or self.busy:
            return
        if here.is_default:
            self.tell("It is as it comes.")
            return
        self._write(here.id, str(getattr(Settings(), KEYS[here.id])) if here.id in KEYS else "")

    def action_settings_undo(self) -> None:
        """Take the last change back."""
        if self.busy:
            return
        if not self._done:
            self.tell("Nothing was changed here.")
            return
        identity, before = self._done.pop()
        self._write(identity, before, is_undo=True)

    def action_settings_find(self) -> None:
        """Show only what contains what is typed."""
        from tui.screens.dialogs import TextDialog

        def take(text: str | None) -> None:
            if text is not None:
                self._filter = text
                self._show()

        self.app.push_screen(TextDialog("Show only settings that contain", self._filter), take)

    def action_settings_own(self) -> None:
        """Show only what is not as it comes, or everything."""
        self._own_only = not self._own_only
        self._show()

    def action_settings_leave(self) -> None:
        """Let go what is searched; then back."""
        if self._filter or self._own_only:
            self._filter, self._own_only = "", False
            self._show()
        elif not self.busy:
            self.app.pop_screen()

    def action_settings_down(self) -> None:
        """To the next setting."""
        self.shelf.move(1)

    def action_settings_up(self) -> None:
        """To the setting before."""
        self.shelf.move(-1)

    def action_settings_page_down(self) -> None:
        """One screen down."""
        self.shelf.page(1)

    def action_settings_page_up(self) -> None:
        """One screen up."""
        self.shelf.page(-1)
