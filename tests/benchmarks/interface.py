"""What the interface costs: first paint, opening 20,000 pairs, a key to its frame, an edit, the side panel, memory.

`python -m tests.benchmarks.interface [PAIRS]` prints CPU milliseconds (all threads of the process) beside what the
plan allows, medians over repetitions. The program runs with its own driver in a pseudo-terminal for the first paint,
headless for the rest; the data base is a real SQLite file, edits are committed with synchronous=FULL.
"""

from __future__ import annotations

import asyncio
import fcntl
import gc
import os
import pty
import random
import resource
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from statistics import median

from glossary.store.engine import Database
from tests.benchmarks.interface_large import make_memory, make_terms, measure_panel, measure_search

SIZE = (140, 45)
WORDS = """협동농장에서 문화회관이 새로 준공되여 농장원들이 모두 기뻐하였다 공장 기업소들에서 생산을 늘이였다
당조직들의 지도밑에 근로자들은 혁신을 일으키고있다 《자력갱생》의 기치 높이 전진한다 10월 3일 현지에서"""
ENGLISH = """the newly-built house of culture was inaugurated on the spot and all the farmers were pleased factories and
enterprises increased production under the guidance of party organizations holding higher the banner"""

PAINT = """
import sys, time
from tui.app import MalmoiApp
from tui.screens.library import LibraryScreen
def painted(self):
    cpu, wall = time.process_time() * 1000, (time.time() - float(sys.argv[3])) * 1000
    loaded = sorted({'sqlmodel', 'sqlalchemy', 'numpy', 'alembic'} & set(sys.modules))
    with open(sys.argv[2], 'w') as out:
        print(round(cpu), round(wall), *loaded, file=out)
    self.app.exit()
LibraryScreen._first_load = painted
MalmoiApp(sys.argv[1]).run()
"""


BARE = """
import sys, time
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("x")
    def on_mount(self):
        self.call_after_refresh(self.painted)
    def painted(self):
        cpu, wall = time.process_time() * 1000, (time.time() - float(sys.argv[3])) * 1000
        with open(sys.argv[2], 'w') as out:
            print(round(cpu), round(wall), file=out)
        self.exit()
Bare().run()
"""


def first_paint(url: str, folder: Path, program: str = PAINT) -> tuple[float, float, str]:
    """Return CPU and wall milliseconds from process start to the end of the first paint, and heavy modules by then."""
    answer = folder / "paint.txt"
    answer.unlink(missing_ok=True)
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    command = [sys.executable, "-c", program, url, str(answer), str(time.time())]
    child = subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, env=environment)
    os.close(follower)

    def drain() -> None:
        with suppress(OSError):
            while os.read(leader, 65536):
                pass

    reader = threading.Thread(target=drain, daemon=True)
    reader.start()
    child.wait(60)
    os.close(leader)
    cpu, wall, *modules = answer.read_text().split()
    return float(cpu), float(wall), " ".join(modules)


def make(path: Path, pairs: int) -> str:
    """Store an alignment of so many pairs, and the starter term base; return the URL."""
    from glossary.alignment.beads import Bead, Bitext
    from glossary.store.engine import open_database
    from glossary.store.records import NewDocument
    from glossary.terms.starter import load_starter

    chance = random.Random(7)
    url = f"sqlite:///{path}"
    with open_database(url) as base:
        base.concepts.add_many(load_starter())
        sides = []
        for language, words in (("ko-KP", WORDS.split()), ("en", ENGLISH.split())):
            sentences = tuple(" ".join(chance.choices(words, k=chance.randint(4, 18))) + "." for _ in range(pairs))
            sides.append(base.documents.add(NewDocument(language=language, paragraphs=(sentences,), title=language)))
        source, target = (base.documents.segments(d.id) for d in sides)
        beads = tuple(Bead((s.id,), (t.id,), chance.random() ** 0.2) for s, t in zip(source, target, strict=True))
        base.alignments.add(sides[0].id, sides[1].id, Bitext("ko-KP", "en", source, target, beads, "semantic 1"))
    return url


def check_on(base: Database, over: threading.Event) -> None:
    """Check beads of the alignment one after the other, beside the interface, until it is over."""
    from glossary.checks.run import bead_texts
    from tui.check_desk import checker
    from tui.checking import pair_of

    pair = pair_of(base, 1)
    texts = bead_texts(pair.bitext)
    checks = checker(base, 1, tuple(base.concepts.all()))
    for start in range(0, len(texts), 20):
        if over.is_set():
            return
        checks.check(texts[start : start + 20], date=pair.bitext.date)


class Watch:
    """CPU and wall time since it was made, in milliseconds; of all threads, or only of this one."""

    def __init__(self, *, only_here: bool = False) -> None:
        self._clock = time.thread_time if only_here else time.process_time
        self._cpu, self._wall = self._clock(), time.perf_counter()

    def read(self) -> tuple[float, float]:
        """Return both."""
        return (self._clock() - self._cpu) * 1e3, (time.perf_counter() - self._wall) * 1e3


class Meter:
    """CPU and wall time of one thing after the other."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, float, float, float | None]] = []

    def add(self, name: str, times: list[tuple[float, float]], allowed: float | None = None) -> None:
        """Keep the medians of (CPU, wall) times."""
        self.rows.append((name, median(t[0] for t in times), median(t[1] for t in times), allowed))

    def show(self) -> bool:
        """Print the table; return whether everything is within what is allowed."""
        good = True
        sys.stdout.write(f"{'':<44}{'CPU ms':>9}{'wall ms':>9}{'allowed':>9}\n")
        for name, cpu, wall, allowed in self.rows:
            over = allowed is not None and cpu > allowed
            good = good and not over
            limit = f"{allowed:.0f}" if allowed is not None else ""
            sys.stdout.write(f"{name:<44}{cpu:>9.1f}{wall:>9.1f}{limit:>9}{'  ▲' if over else ''}\n")
        return good


Key = tuple[str, str | None]


async def measure(url: str, meter: Meter) -> None:
    """Run the program headless and measure keys, edits and the panel."""
    from textual import events

    from tui.app import MalmoiApp
    from tui.screens.workspace import WorkspaceScreen

    gc.set_threshold(50_000, 20, 50)  # as `tui.app.run` does
    app = MalmoiApp(url)
    async with app.run_test(size=SIZE):
        frames = 0
        shown = app._display

        def count(*arguments: object, **named: object) -> None:
            nonlocal frames
            frames += 1
            shown(*arguments, **named)  # type: ignore[arg-type]

        app._display = count  # type: ignore[method-assign]

        async def until(condition: Callable[[], bool]) -> None:
            limit = time.perf_counter() + 60
            while not condition():
                await asyncio.sleep(0.002)
                if time.perf_counter() > limit:
                    raise TimeoutError("the interface does not get there")

        def press(key: str, character: str | None = None) -> None:
            event = events.Key(key, character)
            event.set_sender(app)
            assert app._driver is not None
            app._driver.send_message(event)

        await until(lambda: not list(app.workers))
        watch = Watch()
        app.push_screen(WorkspaceScreen(1))
        await until(lambda: isinstance(app.screen, WorkspaceScreen) and app.screen.bench is not None)
        screen = app.screen
        assert isinstance(screen, WorkspaceScreen)
        grid = screen.grid
        before = frames
        await until(lambda: frames > before)
        meter.add(f"open {len(grid.rows):,} pairs", [watch.read()], 1200)
        await until(lambda: screen.panel.text != "")

        async def timed(
            name: str,
            keys: list[Key],
            done: Callable[[], object],
            allowed: float,
            walk: int = 0,
            *,
            only_here: bool = False,
        ) -> None:
            times = []
            for key, character in keys:
                if walk:  # edit another bead each time: one bead of a dozen would be no usual one
                    grid.move_to(grid.cursor.row + walk)
                await asyncio.sleep(0.12)  # let the panel of the key before come to rest: it is measured apart
                await until(lambda: not list(app.workers))
                state = done()
                watch = Watch(only_here=only_here)
                press(key, character)
                await until(lambda: done() != state)  # noqa: B023 - awaited inside the loop
                seen = frames
                await until(lambda: frames > seen)  # noqa: B023
                times.append(watch.read())
            meter.add(name, times, allowed)

        def where() -> object:
            return grid.cursor

        def what() -> object:
            return screen.version, len(grid.rows)

        grid.move_to(len(grid.rows) // 2)
        await timed("cursor key to frame", [("down", None)] * 30, where, 15)
        over = threading.Event()
        checking = threading.Thread(target=check_on, args=(screen.session.database, over))
        checking.start()
        try:
            await timed("cursor key while checks run beside", [("down", None)] * 30, where, 15, only_here=True)
        finally:
            over.set()
            checking.join()
        await timed("page key to frame", [("pagedown", None)] * 15, where, 20)
        await timed("merge, committed and shown", [("m", "m")] * 12, what, 30, walk=3)
        await timed("undo, committed and shown", [("u", "u")] * 12, what, 30)
        await timed("merge and split, committed and shown", [("m", "m"), ("s", "s")] * 6, what, 30)
        await timed("confirm, committed and shown", [("enter", "\r")] * 8, what, 30)
        bench = screen.bench
        assert bench is not None
        times = []
        for number in range(100, 130):
            watch = Watch()
            text, bead = bench.bead_text(number), bench.bitext.beads[number]
            screen.session.terms.facts(text, bead, "ko-KP", "en", "", screen.number)
            times.append(watch.read())
        meter.add("side panel for a new bead (in its thread)", times, 60)
        watch = Watch()
        grid._lay_out()
        meter.add("wrap all anew after a resize", [watch.read()])


def main() -> int:
    """Measure everything and print the table."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    meter = Meter()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["MALMOI_CONFIG_DIR"] = os.environ["MALMOI_DATA_DIR"] = name
        url = make(folder / "bench.sqlite", pairs)
        bare = [first_paint(url, folder, BARE) for _ in range(7)]
        meter.add("a Textual program with one word, to compare", [(p[0], p[1]) for p in bare])
        paints = [first_paint(url, folder) for _ in range(7)]
        meter.add("first paint from process start", [(p[0], p[1]) for p in paints], 350)
        asyncio.run(measure(url, meter))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        measure_panel(make_memory(folder / "memory.sqlite"), meter)
        asyncio.run(measure_search(make_terms(folder / "terms.sqlite"), meter))
    good = meter.show()
    sys.stdout.write(f"heavy modules loaded before the first paint: {paints[0][2] or 'none'}\n")
    sys.stdout.write(f"memory of the process, with the making of the data: {memory:.0f} MB (allowed 250)\n")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
