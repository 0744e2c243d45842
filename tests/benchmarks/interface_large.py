"""What the interface costs over large bases: keystrokes in 100,000 terms, the side panel over a memory of 100,000.

Part of `make bench-interface`. CPU milliseconds of all threads; the program runs headless. The memory is made of the
development sets (`memory_data`), the term base by rule (`big_base`).
"""

from __future__ import annotations

import asyncio
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.big_base import big_base

if TYPE_CHECKING:
    from tests.benchmarks.interface import Meter

UNITS = 100_000
TERMS = 100_000
SIZE = (140, 45)


def make_memory(path: Path, units: int = UNITS) -> str:
    """Store a memory of so many units, indexed, with the starter term base; return the URL."""
    from glossary.store.engine import open_database
    from glossary.terms.starter import load_starter
    from tests.benchmarks.memory import fill
    from tests.benchmarks.memory_data import units as made

    url = f"sqlite:///{path}"
    with open_database(url) as base:
        base.concepts.add_many(load_starter())
        fill(base, made(units))
        base.memory.catch_up(lambda _done, _total: None)
    return url


def make_terms(path: Path, terms: int = TERMS) -> str:
    """Store a term base of so many terms, four a concept; return the URL."""
    from glossary.store.engine import open_database

    url = f"sqlite:///{path}"
    with open_database(url) as base:
        base.concepts.add_many(big_base(terms // 4))
    return url


def measure_panel(url: str, meter: Meter) -> None:
    """Measure the facts of beads that were not looked at before, as the panel's thread gathers them."""
    from glossary.alignment.beads import Bead
    from glossary.checks.findings import BeadText
    from tests.benchmarks.interface import Watch
    from tests.benchmarks.memory_data import queries, units
    from tui.session import Session

    session = Session(url)
    asked = queries(list(islice(units(UNITS), 2000)), 0, 40)
    times = []
    for number, sentence in enumerate(asked):
        watch = Watch()
        text = BeadText(number, sentence, "The sentence is being translated.", (0,), (0,), 0.9)
        session.terms.facts(text, Bead((1,), (2,), 0.9), "ko-KP", "en", "", 1)
        times.append(watch.read())
    session.close()
    meter.add(f"side panel for a new bead, memory of {UNITS:,}", times[10:], 60)  # the first ones build the matchers


async def measure_search(url: str, meter: Meter) -> None:
    """Measure a key typed into the search of the term base, from the key to the list that it finds."""
    from textual import events

    from tests.benchmarks.interface import Watch
    from tui.app import MalmoiApp
    from tui.screens.term_base import TermBaseScreen

    app = MalmoiApp(url)
    async with app.run_test(size=SIZE):

        async def rest() -> None:
            quiet = 0
            while quiet < 5:
                quiet = 0 if list(app.workers) else quiet + 1
                await asyncio.sleep(0.002)

        await rest()
        screen = TermBaseScreen()
        app.push_screen(screen)
        while not (screen.is_mounted and screen.shelf.lines):
            await asyncio.sleep(0.01)
        screen.action_terms_find()
        driver = app._driver
        assert driver is not None
        await rest()
        times = []
        for word in ("abc", "tion", "qu e", "zeb"):
            for sign in word:
                seen = screen._concepts
                watch = Watch()
                event = events.Key("space" if sign == " " else sign, sign)
                event.set_sender(app)
                driver.send_message(event)
                limit = time.perf_counter() + 5
                while screen._concepts is seen and time.perf_counter() < limit:
                    await asyncio.sleep(0.001)
                await rest()
                times.append(watch.read())
            for _ in word:
                event = events.Key("backspace", None)
                event.set_sender(app)
                driver.send_message(event)
                await rest()
        meter.add(f"search in {TERMS:,} terms, per keystroke", times, 50)
        meter.add("the slowest of these keystrokes", [max(times)])
