"""Every screen as text and styles, in two sizes and two themes, beside what was agreed: `tests/tui/snapshots/`.

A change that is meant is taken over by `make snapshots`; read the difference in git before it is committed. One program
is composed for many screens, resized and rethemed in place, because starting it costs more than all its screens.
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from difflib import unified_diff
from itertools import groupby
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.widgets import Input, TextArea

from glossary.store.engine import open_database
from glossary.store.records import NewDocument
from tests.tui import desk as desks
from tests.tui.desk import ENGLISH, Desk, running
from tui.screens.findings import FindingScreen

FOLDER = Path(__file__).parent / "snapshots"
UPDATE = os.environ.get("MALMOI_SNAPSHOTS") == "update"
SIZES = ((80, 24), (140, 45))
THEMES = ("malmoi-dark", "malmoi-light")

LIBRARY: tuple[tuple[str, str, str], ...] = (
    ("library", "home", ""),
    ("help", "f1", "escape"),
    ("palette", "ctrl+p", "escape"),
    ("import", "i", "escape"),
    ("export", "w", "escape"),
    ("export-holds", "w f2", "escape escape"),
    ("export-losses", "w f10", "escape escape"),
    ("settings", "f8", "q"),
    ("setting", "f8 enter", "escape q"),
    ("term-base", "T end", "q"),
    ("term-export", "T end w", "escape q"),
    ("entry", "T end enter", "escape q"),
    ("attestations", "T end enter f5", "escape escape q"),
    ("candidates", "t", "q"),
    ("concordance", "f3 문 화 회 관 enter", "q"),
    ("renderings", "f3 문 화 회 관 enter t", "q q"),
    ("checks", "f7", "q"),
    ("omissions", "o s", "q"),
    ("omissions-terms", "O s s tab", "q"),
    ("versions", "end v", "q"),
)
WORK: tuple[tuple[str, str, str], ...] = (
    ("workspace", "home", ""),
    ("editor", "e", "escape"),
    ("marking", "v", "escape"),
    ("term-form", "t", "escape"),
    ("workspace-help", "f1", "escape"),
    ("replacing", "slash c u l t u r e tab [ x ]", "escape"),
    ("draft", "i enter h o u", "escape q"),
)
"""Name, the keys that lead there, the keys that lead back."""


@pytest.fixture
def place(template: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder whose name is always as long: paths that a screen shows take the same cells."""
    with tempfile.TemporaryDirectory(prefix="malmoi-", dir="/tmp") as name:
        folder = Path(name)
        for variable in ("MALMOI_CONFIG_DIR", "MALMOI_DATA_DIR"):
            monkeypatch.setenv(variable, name)
        monkeypatch.chdir(folder)
        (folder / "settings.toml").write_text('[user]\nname = "tester"\n')
        with open_database(desks.copy(template, folder / "malmoi.sqlite")) as base:
            said = (*ENGLISH[:5], ("The chairman made an opening address [sic].",), *ENGLISH[6:])
            base.documents.add(NewDocument(language="en", paragraphs=said, title=said[0][0], version_of=2))
        yield folder


def strips(desk: Desk, folder: Path) -> tuple[list[str], list[str]]:
    """Return the lines of the screen, and each line's styles as runs; what differs by day and machine is made equal."""
    today = datetime.now(UTC).date().isoformat()
    names: dict[str, str] = {}
    texts, styles = [], []
    for strip in desk.screen._compositor.render_strips():
        text = "".join(segment.text for segment in strip)
        text = text.replace(folder.name, "malmoi-########").replace(today, "YYYY-MM-DD")
        text = re.sub(r"\bc-[0-9a-f]{10}\b", "c-##########", text)
        texts.append(text.rstrip())
        runs = [(_named(s.style), s.cell_length) for s in strip]
        line = ""
        for style, some in groupby(runs, key=lambda run: run[0]):
            name = names.setdefault(style, _letter(len(names)))
            line += f"{name}{sum(length for _, length in some)} "
        styles.append(line.rstrip())
    return texts, [*styles, *(f"{name} = {style}" for style, name in names.items())]


def _letter(number: int) -> str:
    return chr(ord("a") + number % 26) * (number // 26 + 1)


def _named(style: Style | None) -> str:
    if style is None:
        return "none"
    words = [n for n in ("bold", "dim", "italic", "underline", "strike", "reverse") if getattr(style, n)]
    colours = [c.get_truecolor().hex if c and not c.is_default else "-" for c in (style.color, style.bgcolor)]
    return " ".join([*words, *colours])


async def swept(desk: Desk) -> None:
    """Wait until the beads around the cursor are checked, which begins when the cursor has rested for a while."""
    while any(isinstance(screen, FindingScreen) and screen._sweep_timer for screen in desk.app.screen_stack):
        await asyncio.sleep(0.02)
        await desk.settle()


async def snapshot(desk: Desk, folder: Path) -> str:
    """Return the screen in all sizes and themes.

    It ends in the other theme than it began and in the size in which it began: a theme costs more than all the rest.
    """
    found: dict[tuple[str, tuple[int, int]], tuple[list[str], list[str]]] = {}
    first = THEMES.index(desk.app.theme)
    steps = ((first, 0), (first, 1), (1 - first, 1), (1 - first, 0))
    for theme, size in ((THEMES[t], SIZES[s]) for t, s in steps):
        if desk.app.size != size:
            await desk.pilot.resize_terminal(*size)
        desk.app.theme = theme
        for field in desk.screen.query(Input):
            field.cursor_blink = False
        for area in desk.screen.query(TextArea):
            area.cursor_blink = False
        await desk.settle()
        await swept(desk)
        page = desk.text().split("\n")
        assert {cell_len(line) for line in page} == {size[0]}, "a line is not as wide as the screen"
        found[theme, size] = strips(desk, folder)
    parts = []
    for size in SIZES:
        parts += [f"── {size[0]} × {size[1]}", *found[THEMES[0], size][0]]
        for theme in THEMES:
            parts += [f"── styles {theme} {size[0]} × {size[1]}", *found[theme, size][1]]
    return "\n".join(parts) + "\n"


async def visit(desk: Desk, folder: Path, screens: tuple[tuple[str, str, str], ...]) -> list[str]:
    """Go through screens; return what differs from what was agreed."""
    wrong = []
    for name, there, back in screens:
        desk.app.theme = THEMES[0]
        await desk.press(*there.split())
        found = await snapshot(desk, folder)
        file = FOLDER / f"{name}.txt"
        agreed = file.read_text("utf-8") if file.exists() else ""
        if UPDATE:
            file.parent.mkdir(exist_ok=True)
            file.write_text(found, "utf-8")
        elif found != agreed:
            changes = unified_diff(agreed.splitlines(), found.splitlines(), f"{name} agreed", f"{name} found", n=0)
            wrong.append("\n".join([*changes][:40]))
        await desk.press(*back.split())
    return wrong


@pytest.mark.parametrize(("alignment", "screens"), [(None, LIBRARY[:10]), (None, LIBRARY[10:]), (1, WORK)])
async def test_screens_are_as_they_were_agreed(
    place: Path, alignment: int | None, screens: tuple[tuple[str, str, str], ...]
) -> None:
    async with running(f"sqlite:///{place / 'malmoi.sqlite'}", alignment=alignment, size=SIZES[0]) as desk:
        wrong = await visit(desk, place, screens)
    assert not wrong, "make snapshots takes over what is meant.\n" + "\n".join(wrong)


async def test_the_welcome_is_as_it_was_agreed(place: Path) -> None:
    (place / "malmoi.sqlite").unlink()
    async with running(f"sqlite:///{place / 'malmoi.sqlite'}", size=SIZES[0]) as desk:
        wrong = await visit(desk, place, (("welcome", "", ""),))
    assert not wrong, "\n".join(wrong)


def test_each_snapshot_has_its_screen() -> None:
    names = {name for name, _, _ in (*LIBRARY, *WORK)} | {"welcome"}
    assert {file.stem for file in FOLDER.glob("*.txt")} == names
    for file in FOLDER.glob("*.txt"):
        assert not re.search(r"[^\x00-\x7f]�", file.read_text("utf-8")), file.name
