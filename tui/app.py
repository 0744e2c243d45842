"""The terminal interface: `run()` opens it. Small on purpose: it paints first and loads afterwards.

Invariant: neither the data base nor sqlmodel is imported before the first paint; the library screen paints empty and a
thread worker fills it. The application owns the session and the themes, the screens do everything else.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from tui.terminal_habits import NARROW, WIDE, measure, own_settings, settle_keyboard

if "textual" not in sys.modules:  # which reads it when it is imported
    settle_keyboard()

from textual.app import App
from textual.binding import BindingType

from glossary.errors import Exit, MalmoiError
from glossary.paths import user_config_dir
from tui.actions import BY_ID, Context, bindings, keys_of, label
from tui.screens.library import LibraryScreen
from tui.themes import CONTRAST, DARK, LIGHT, NAMES
from tui.widgets.glyphs import PLAIN as GLYPHS_PLAIN
from tui.widgets.glyphs import WIDE as GLYPHS_WIDE
from tui.widgets.glyphs import StandIns

if TYPE_CHECKING:
    from textual.filter import LineFilter
    from textual.screen import Screen

    from tui.session import Session

THEME_KEY = "interface.theme"


class MalmoiApp(App[int], inherit_bindings=False):
    """The interface over one data base."""

    TITLE = "malmoi"
    ENABLE_COMMAND_PALETTE = False  # ours opens by an action of the registry
    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.EVERYWHERE)

    def __init__(self, url: str | None = None, *, open_alignment: int | None = None) -> None:
        super().__init__()
        self._url = url
        self._session: Session | None = None
        self._session_lock = threading.Lock()
        self.open_alignment = open_alignment
        self.keymap: dict[str, str] = {}
        """The user's own keys by action id; empty means the registry's."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.register_theme(CONTRAST)
        self._settings_error: MalmoiError | None = None
        self.plain = False
        """Whether the screen is drawn for a screen reader."""
        self.wide = False
        """Whether the terminal is said to show signs of ambiguous width in two cells."""
        self.theme = self._theme_of_settings()
        measure(WIDE if self.wide else NARROW)
        self._stand_ins = StandIns(GLYPHS_WIDE), StandIns(GLYPHS_PLAIN)

    @property
    def session(self) -> Session:
        """The door to everything stored, made at its first use: after the first paint, mostly in a thread."""
        with self._session_lock:
            if self._session is None:
                from tui.session import Session

                self._session = Session(self._url)
            return self._session

    def _theme_of_settings(self) -> str:
        try:
            settings = own_settings()
        except MalmoiError as error:
            self._settings_error = error
            return DARK.name
        if settings is None:
            return DARK.name
        self.plain, self.wide = settings.plain == "yes", settings.ambiguous_width == WIDE
        wanted = settings.theme
        short = {"dark": DARK.name, "light": LIGHT.name, "contrast": CONTRAST.name, "ansi": "ansi-dark"}
        wanted = short.get(wanted, wanted) or DARK.name
        if wanted in self.available_themes:
            return wanted
        known = ", ".join(sorted(self.available_themes))
        self._settings_error = MalmoiError(
            f"{THEME_KEY} = {wanted!r} names no theme.", hint=f"There are {known}.", title="Settings"
        )
        return DARK.name

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Draw stand-ins where the settings ask for them."""
        filters = super().get_line_filters()
        if self.plain:
            return [*filters, self._stand_ins[1]]
        return [*filters, self._stand_ins[0]] if self.wide else filters

    def get_default_screen(self) -> Screen[None]:
        """Begin with the library; it paints before it loads."""
        return LibraryScreen()

    def on_mount(self) -> None:
        """Say what is wrong with the settings, if anything is."""
        if self._settings_error is not None:
            self.call_after_refresh(self.show_error, self._settings_error)
        self._load_keys()
        self._begin_plain()

    def _begin_plain(self) -> None:
        """Show the terminal's own cursor, which screen readers follow, and let nothing move by itself."""
        self.animation_level = "none" if self.plain else "full"
        if self._driver is not None and not self.is_headless:
            self._driver.write("\x1b[?25h" if self.plain else "\x1b[?25l")

    def _load_keys(self) -> None:
        if not self.keymap and not (user_config_dir() / "keys.toml").exists():
            return
        from tui.keymap import load_keymap

        try:
            self.keymap = load_keymap()
        except MalmoiError as error:
            self.call_after_refresh(self.show_error, error)
        self.set_keymap(self.keymap)

    @property
    def theme_names(self) -> tuple[str, ...]:
        """The themes, ours and the terminal's first."""
        return (*NAMES, *sorted(set(self.available_themes) - set(NAMES)))

    def apply_settings(self) -> None:
        """Put the settings and keys that stand in the files into force."""
        self.theme = self._theme_of_settings()
        self._load_keys()
        self._begin_plain()
        self.refresh_css(animate=False)

    def on_unmount(self) -> None:
        """Close the data base."""
        if self._session is not None:
            self._session.close()

    def show_error(self, error: BaseException) -> None:
        """Show an error in a dialog; the screen below stays as it was."""
        from tui.screens.dialogs import ErrorDialog

        self.push_screen(ErrorDialog.of(error))

    # Actions of Context.EVERYWHERE

    def action_app_help(self) -> None:
        """Show the keys of where the editor is."""
        from tui.screens.help import HelpScreen

        contexts = getattr(self.screen, "help_contexts", (Context.DIALOG,))
        self.push_screen(HelpScreen((*contexts, Context.EVERYWHERE), self.keymap))

    def action_app_palette(self) -> None:
        """Open the command palette over the actions of the registry."""
        from tui.palette import open_palette

        open_palette(self)

    def action_app_settings(self) -> None:
        """Open the settings, once."""
        from tui.screens.settings import SettingsScreen

        if not any(isinstance(screen, SettingsScreen) for screen in self.screen_stack):
            self.push_screen(SettingsScreen())

    def action_app_theme(self) -> None:
        """Change between dark and light, and remember it."""
        self.theme = LIGHT.name if self.current_theme.dark else DARK.name
        self._remember_theme(self.theme)

    def _remember_theme(self, name: str) -> None:
        from glossary.config import change

        try:
            change(THEME_KEY, name)
        except MalmoiError as error:
            self.show_error(error)

    def action_app_quit(self) -> None:
        """Leave; a segment being edited asks first."""
        may_leave = getattr(self.screen, "may_leave", None)
        if may_leave is None or may_leave():
            self.exit(0)

    def action_app_interrupt(self) -> None:
        """Say how to leave: Ctrl+C is too near to copying to end the work, and must not seem dead."""
        from tui.screens.background import BackgroundScreen

        may_leave = getattr(self.screen, "may_leave", None)
        if may_leave is not None and not may_leave():
            return  # the screen has said what is not kept yet
        quit_key = label(keys_of(BY_ID["app.quit"], self.keymap)[0])
        q = label(keys_of(BY_ID["library.leave"], self.keymap)[0])
        way = f"Press {q} (or {quit_key}) to leave; everything is kept."
        if self.screen.is_modal:
            way = f"Esc closes this box. {way}"
        for screen in reversed(self.screen_stack):
            if isinstance(screen, BackgroundScreen):
                screen.tell(way)
                return

    def perform(self, identity: str) -> None:
        """Do an action by its id, as a key would: on the screen, or on the application."""
        action = BY_ID[identity]
        namespace = "app" if action.context is Context.EVERYWHERE else "screen"
        self.call_later(self.run_action, f"{namespace}.{action.method}")


def run(url: str | None = None, *, open_alignment: int | None = None) -> int:
    """Open the interface on a data base, with an alignment where one is named; return the exit code."""
    # Tens of thousands of sentences and rows are made at once and stay: a collection each 700 objects would walk them
    # over and over (a third of the time of opening an alignment).
    gc.set_threshold(50_000, 20, 50)
    # While a thread reckons, each of a dozen steps of a key waits for it as long as this: 5 ms would be felt.
    sys.setswitchinterval(0.001)
    app = MalmoiApp(url, open_alignment=open_alignment)
    result = app.run()
    return result if isinstance(result, int) else app.return_code or int(Exit.DONE)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1] if len(sys.argv) > 1 else None))
