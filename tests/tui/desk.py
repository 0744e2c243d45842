"""A desk for tests of the interface: a real SQLite data base with a small article, and the program over it.

The sentences are written for malmoi in DPRK spelling and KCNA style; the event is invented.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.worker import WorkerCancelled

from glossary.alignment.beads import Bead, Bitext
from glossary.store.engine import open_database
from glossary.store.records import NewDocument
from glossary.terms.making import new_concept
from tui.app import MalmoiApp
from tui.screens.background import BackgroundScreen
from tui.screens.keeping import KeepingScreen
from tui.screens.replacing import ReplaceScreen
from tui.screens.workspace import WorkspaceScreen
from tui.widgets.bars import StatusLine
from tui.widgets.shelf import Shelf

KOREAN = (
    ("청류협동농장에서 문화회관 준공식 진행",),
    ("새로 건설된 청류협동농장 문화회관 준공식이 3일 현지에서 진행되였다.",),
    ("준공식에는 군당책임비서 리명호동지와 농장원들이 참가하였다.", "준공사를 농장관리위원장이 하였다."),
    ("그는 문화회관이 농촌건설강령을 받들고 훌륭히 일떠섰다고 말하였다.",),
    ("이어 예술소품공연이 있었다.", "공연은 참가자들의 절찬을 받았다."),
    ("참가자들은 문화회관을 돌아보았다.",),
)
ENGLISH = (
    ("House of Culture Inaugurated at Chongryu Cooperative Farm",),
    ("A newly-built house of culture was inaugurated at the Chongryu Cooperative Farm on October 3 [sic].",),
    ("Present there were Ri Myong Ho, chief secretary of the county party committee, and farmers.",),
    ("The chairman of the farm management board made an inaugural address.",),
    ("He said that the house of culture rose splendidly under the programme of rural construction.",),
    ("Then there was a performance of art pieces, which was acclaimed by the participants.",),
    ("They also visited newly-built dwelling houses.",),
    ("The participants looked round the house of culture.",),
)
SHAPES: tuple[tuple[int, int, float], ...] = (
    *((1, 1, 0.99), (1, 1, 0.985), (1, 1, 0.98), (1, 1, 0.62), (1, 1, 0.99)),
    *((2, 1, 0.8), (0, 1, 0.55), (1, 1, 0.31)),
)
"""Sentences of source and target of each bead, with its probability."""
START = " ".join(f"{source}:{target}" for source, target, _ in SHAPES)
"""The shapes of the beads as a test begins with them."""


def make(path: Path) -> str:
    """Make a data base with one alignment and two terms; return its URL."""
    url = f"sqlite:///{path}"
    with open_database(url, author="tester") as base:
        documents = [
            base.documents.add(
                NewDocument(
                    language=language, paragraphs=texts, title=texts[0][0], date="2023-10-04", role=role, name=name
                )
            )
            for language, texts, role, name in (
                ("ko-KP", KOREAN, "original", "farm.ko.txt"),
                ("en", ENGLISH, "official", "farm.en.txt"),
            )
        ]
        source, target = (base.documents.segments(d.id) for d in documents)
        beads, i, j = [], 0, 0
        for a, b, probability in SHAPES:
            beads.append(
                Bead(
                    tuple(s.id for s in source[i : i + a]),
                    tuple(t.id for t in target[j : j + b]),
                    probability,
                    reasons=("length fits",),
                )
            )
            i, j = i + a, j + b
        base.alignments.add(
            documents[0].id, documents[1].id, Bitext("ko-KP", "en", source, target, tuple(beads), "semantic 1")
        )
        base.concepts.add(new_concept([("ko-KP", "문화회관"), ("en", "house of culture")], subject="economy"))
        base.concepts.add(new_concept([("ko-KP", "청류"), ("en", "Chongryu")], subject="place"))
    return url


_CHARACTERS = {
    "space": " ",
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "comma": ",",
    "plus": "+",
    "number_sign": "#",
    "apostrophe": "'",
    "quotation_mark": '"',
    "minus": "-",
    "full_stop": ".",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "equals_sign": "=",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
}


def copy(template: Path, path: Path) -> str:
    """Copy a data base that `make` made; return the copy's URL."""
    shutil.copy(template, path)
    return f"sqlite:///{path}"


@dataclass
class Desk:
    """The running program, its keys, and what stands in the data base."""

    app: MalmoiApp
    pilot: Pilot[int]
    url: str

    @property
    def screen(self) -> Screen[Any]:
        """The screen on top."""
        return self.app.screen

    @property
    def work(self) -> WorkspaceScreen:
        """The workspace, wherever it lies in the stack."""
        found = [screen for screen in self.app.screen_stack if isinstance(screen, WorkspaceScreen)]
        assert found, f"no workspace: {self.app.screen_stack}"
        return found[-1]

    def shows(self, kind: type[Screen[Any]]) -> bool:
        """Whether the screen on top is of a kind."""
        return isinstance(self.app.screen, kind)

    @property
    def shelf(self) -> Shelf:
        """The library's list."""
        return self.app.screen.query_one(Shelf)

    async def settle(self) -> None:
        """Wait until all messages are handled and no thread runs; a busy machine changes nothing."""
        quiet = 0
        for _ in range(5000):
            if list(self.app.workers):
                with suppress(WorkerCancelled):  # a panel worker that was replaced
                    await self.app.workers.wait_for_complete()
                quiet = 0
            elif any(_restless(screen) for screen in self.app.screen_stack):
                await asyncio.sleep(0.01)  # a timer of the program itself: the panel waits 40 ms for the cursor
                quiet = 0
            nodes = [self.app, *self.app.screen.walk_children(with_self=True)]
            quiet = 0 if any(node.message_queue_size for node in nodes) else quiet + 1
            if quiet == 10:
                await self.pilot._wait_for_screen()
                self.app.screen._on_timer_update()
            elif quiet == 20:
                return
            await asyncio.sleep(0)
        raise AssertionError("the interface does not come to rest")

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before has had its effect."""
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            character = key if len(key) == 1 else _CHARACTERS.get(key)
            event = events.Key(name, character)
            event.set_sender(self.app)
            assert self.app._driver is not None
            self.app._driver.send_message(event)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text into what has the focus."""
        await self.press(*text)

    def bitext(self) -> Bitext:
        """Return the alignment as another program reads it from the data base."""
        with open_database(self.url) as base:
            return base.alignments.bitext(1)

    def shapes(self) -> str:
        """Return the shapes of the stored beads: `1:1 2:1 …`; the grid shows the same, or the test fails."""
        stored = self.bitext()
        bench = self.work.bench
        assert bench is not None
        assert stored == bench.bitext
        assert [(r.source, r.target, r.sign, r.note) for r in self.work.grid.rows] == [
            (r.source, r.target, r.sign, r.note) for r in bench.rows()
        ]
        return " ".join(bead.shape for bead in stored.beads)

    def text(self) -> str:
        """Return what the screen shows."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    def told(self) -> str:
        """Return the message under the screen."""
        return self.screen.query_one(StatusLine).text


def at(desk: Desk) -> tuple[int, str, int]:
    """Return row, side and sentence of the workspace's cursor."""
    cursor = desk.work.grid.cursor
    return cursor.row, cursor.side.name.lower(), cursor.sentence


def _restless(screen: Screen[Any]) -> bool:
    if isinstance(screen, KeepingScreen) and (screen.keeping or screen.waiting):
        return True
    if isinstance(screen, WorkspaceScreen) and (screen._panel_timer or screen._typed_timer):
        return True
    if isinstance(screen, ReplaceScreen) and screen._timer is not None:
        return True
    return isinstance(screen, BackgroundScreen) and bool(screen.busy)


@asynccontextmanager
async def running(url: str, *, size: tuple[int, int] = (120, 40), alignment: int | None = None) -> AsyncIterator[Desk]:
    """Run the program over a data base, in the workspace where an alignment is named."""
    app = MalmoiApp(url, open_alignment=alignment)
    async with app.run_test(size=size) as pilot:
        desk = Desk(app, pilot, url)
        await desk.settle()
        yield desk
