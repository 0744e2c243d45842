"""The real program in a real terminal: tmux drives it through a whole job; the data base and the file are looked at.

Skipped, and saying so, where tmux is not installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from glossary.alignment.beads import BeadState
from glossary.store.engine import open_database
from tui.export_desk import alignment_choices

TMUX = shutil.which("tmux")
pytestmark = pytest.mark.skipif(TMUX is None, reason="tmux is not installed: the test of the real terminal cannot run")

PATIENCE = 60.0
"""Seconds that a loaded machine may take for one step."""


class Terminal:
    """A tmux server of its own with one pane."""

    def __init__(self, folder: Path, *command: str, size: tuple[int, int] = (120, 40)) -> None:
        self._socket = str(folder / "tmux")
        environment = {
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "HOME": str(folder),
            "TERM": "xterm-256color",
            "MALMOI_CONFIG_DIR": str(folder),
            "MALMOI_DATA_DIR": str(folder),
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        words = ["env", "-i", *(f"{k}={v}" for k, v in environment.items()), *command]
        self._tmux("-f", "/dev/null", "new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), *words)

    def _tmux(self, *arguments: str) -> str:
        assert TMUX is not None
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        environment.pop("TMUX", None)
        command = [TMUX, "-u", "-S", self._socket, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout

    def screen(self) -> str:
        """Return what the pane shows."""
        return self._tmux("capture-pane", "-p")

    def see(self, *texts: str) -> str:
        """Wait until all texts stand on the screen and return it."""
        limit = time.monotonic() + PATIENCE
        while not all(text in (shown := self.screen()) for text in texts):
            assert time.monotonic() < limit, f"{texts} never came:\n{shown}"
            time.sleep(0.05)  # the terminal is another process: there is nothing to wait on but its screen
        return shown

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        limit = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < limit, self.screen()
            time.sleep(0.05)

    def marked(self) -> str:
        """Return the word that is lit in the line of marking; empty where that line is not there."""
        line = next((x for x in self.screen().splitlines() if "go to its first word:" in x), "")
        return line.partition("first word:")[2].strip()

    def keys(self, *names: str) -> None:
        """Press keys, by tmux's names; what is no name is typed."""
        self._tmux("send-keys", *names)

    def type(self, text: str) -> None:
        """Type a text."""
        self._tmux("send-keys", "-l", text)

    def running(self) -> bool:
        """Whether the program still runs."""
        try:
            return bool(self._tmux("list-panes"))
        except subprocess.CalledProcessError:
            return False

    def close(self) -> None:
        """End the server, which ends by itself when its last program does."""
        with suppress(subprocess.CalledProcessError):
            self._tmux("kill-server")


@pytest.fixture
def terminal(tmp_path: Path, url: str) -> Iterator[Terminal]:
    opened = Terminal(tmp_path, sys.executable, "-m", "tui.app", url)
    yield opened
    opened.close()


def test_a_whole_job_in_the_real_terminal(terminal: Terminal, url: str, tmp_path: Path) -> None:
    def bead_shapes() -> list[str]:
        with open_database(url) as base:
            return [bead.shape for bead in base.alignments.bitext(1).beads]

    # open the alignment
    terminal.see("Alignments (1)", "ko-KP→en")
    terminal.keys("Enter")
    terminal.see("● .99", "새로 건설된 청류협동농장 문화회관", "[sic]", "4▲ to check")
    # merge and undo
    terminal.keys("m")
    terminal.see("1/7")
    assert bead_shapes()[0] == "2:2"
    terminal.keys("u")
    terminal.see("1/8")
    assert bead_shapes()[0] == "1:1"
    # confirm
    terminal.keys("Enter")
    terminal.see("1✓ of 8", "2/8")
    with open_database(url) as base:
        assert base.alignments.bitext(1).beads[0].state is BeadState.CONFIRMED
    # make a term of two marked phrases: 군당책임비서 = chief secretary
    terminal.keys("Down", "v")
    terminal.see("mark ko-KP")
    terminal.keys("Right", "Enter")
    terminal.see("mark en")
    while (word := terminal.marked()) != "chief":
        terminal.keys("Left" if word in ("secretary", "of", "the", "county", "party") else "Right")
        terminal.wait(lambda: terminal.marked() not in ("", word))
    terminal.keys("v", "Right", "Enter")
    terminal.see("군당책임비서 = chief secretary")
    terminal.keys("t")
    terminal.see("Make a term", "Kundangchaegimbiso")
    terminal.keys("Enter")
    terminal.see("Term kept: 군당책임비서 = chief secretary")
    with open_database(url) as base:
        assert [t.text for t in base.concepts.find("군당책임비서")[0].terms] == ["군당책임비서", "chief secretary"]
        assert base.alignments.phrase_links(1)[0].target_text == "chief secretary"
    # export
    target = tmp_path / "나의 정렬.tsv"
    terminal.keys("w")
    terminal.see("Export this alignment")
    form = [choice.name for choice in alignment_choices()].index("tsv")
    terminal.keys("Home", *["Down"] * form)
    proposed = "House-of-Culture-Inaugurated-at-Chongryu"
    terminal.see(proposed)
    terminal.keys("Enter")

    def emptied() -> bool:
        terminal.keys("C-u")  # until the field has the focus nothing comes of it
        return proposed not in terminal.screen()

    terminal.wait(emptied)
    terminal.type(str(target))
    terminal.see(target.name)
    terminal.keys("Enter")
    terminal.see("What tsv will not hold of 8 beads")
    terminal.keys("Enter")
    terminal.see("8 beads written")
    written = target.read_text("utf-8")
    assert "군당책임비서 리명호동지와" in written
    assert "[sic]" in written
    # leave
    terminal.keys("q")
    terminal.see("Alignments (1)", "1/8✓")
    terminal.keys("q")
    terminal.wait(lambda: not terminal.running())


def test_text_that_a_korean_keyboard_sends_reaches_the_editor(terminal: Terminal, url: str) -> None:
    terminal.see("Alignments (1)")
    terminal.keys("Enter")
    terminal.see("● .99")
    terminal.keys("e")
    terminal.see("edit ko-KP")
    terminal.type(" 한글입력")
    terminal.see("진행 한글입력")
    terminal.keys("BSpace")
    terminal.keys("Enter")
    terminal.see("Enter confirm", "한글입")
    with open_database(url) as base:
        segment = base.alignments.bitext(1).source[0]
    assert segment.text == "청류협동농장에서 문화회관 준공식 진행 한글입"
    assert segment.original == "청류협동농장에서 문화회관 준공식 진행"


def test_kill_in_the_middle_of_edits_loses_nothing_that_was_shown(tmp_path: Path, url: str) -> None:
    terminal = Terminal(tmp_path, sys.executable, "-m", "tui.app", url)
    try:
        terminal.see("Alignments (1)")
        terminal.keys("Enter")
        terminal.see("● .99")
        for count in (1, 2, 3):
            terminal.keys("a")
            terminal.see(f"{count}✓ of 8")
        terminal.keys("m", "m", "m")
        pid = int(terminal._tmux("list-panes", "-F", "#{pane_pid}"))
        os.kill(pid, 9)
    finally:
        terminal.close()
    with open_database(url) as base:
        bitext = base.alignments.bitext(1)
        assert sum(bead.state is BeadState.CONFIRMED for bead in bitext.beads) == 3
        assert base.verify() == []
