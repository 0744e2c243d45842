"""What the terminal does differently: signs of ambiguous width in two cells, the Kitty keyboard protocol.

Invariant: `settle_keyboard` runs before Textual is imported, `measure` before anything is laid out; both take effect at
the start of the program only. A variable that the user set goes before the settings.
"""

from __future__ import annotations

import os
import unicodedata
from contextlib import suppress
from typing import TYPE_CHECKING

from glossary.errors import MalmoiError
from glossary.paths import user_config_dir

if TYPE_CHECKING:
    from glossary.config import Settings

NARROW, WIDE = "narrow", "wide"
AUTO, ON, OFF = "auto", "on", "off"
KITTY = "TEXTUAL_DISABLE_KITTY_KEY"


def own_settings() -> Settings | None:
    """Return the user's settings; None where there are none, which reads and imports nothing. Raises InputError."""
    if not (user_config_dir() / "settings.toml").exists():
        return None
    from glossary.config import load

    return load()


def settle_keyboard() -> None:
    """Say whether Textual may arm the Kitty protocol; some terminals drop composed Korean while it is armed."""
    wish = AUTO
    with suppress(MalmoiError):  # what is wrong with the settings is said on the screen
        if (settings := own_settings()) is not None:
            wish = settings.kitty_keys
    if wish == OFF or (wish != ON and os.environ.get("TERM_PROGRAM") == "iTerm.app"):
        os.environ.setdefault(KITTY, "1")


def measure(width: str) -> None:
    """Count characters of ambiguous width (“ ” · § Я …) as one cell or two, wherever Textual and malmoi measure."""
    from rich import cells
    from rich._unicode_data import load

    from tui.widgets import wrap

    is_wide = cells.get_character_cell_size("“") == 2
    if is_wide == (width == WIDE):
        return
    single, table = cells._SINGLE_CELLS, load("auto")
    if width == WIDE:
        wide = ambiguous()
        single -= wide
        table = table._replace(widths=sorted([*table.widths, *((ord(sign), ord(sign), 2) for sign in wide)]))
    # Rich has no other door to its tables; that it uses these two names is what the test of this module sees.
    vars(cells).update(load_cell_table=lambda _version="auto": table, _is_single_cell_widths=single.issuperset)
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()
    wrap.measure_anew(ambiguous_wide=width == WIDE)


def ambiguous() -> frozenset[str]:
    """Return the characters whose width Unicode leaves open, but for those that combine and those malmoi draws with."""
    from tui.widgets.glyphs import DRAWN

    return frozenset(
        sign
        for sign in map(chr, (*range(0xA1, 0xD800), *range(0xE000, 0x10000)))
        if unicodedata.east_asian_width(sign) == "A" and unicodedata.category(sign)[0] not in "MC" and sign not in DRAWN
    )
