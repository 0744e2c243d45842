"""Pictures of every screen with real Korean text, as a browser shows them through `malmoi serve`.

`python -m tests.benchmarks.pictures [FOLDER] [--theme NAME] [--size 1400x900] [--only A,B]` makes a data base with the
starter terms and the sample, serves it, drives headless Chromium by its DevTools protocol and writes one PNG a
screen. A picture is taken when two in a row are the same: the interface has come to rest then.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp

PORT = 8239
PATIENCE = 30.0
REST = 0.35
"""Seconds between two pictures that must be the same."""
SPECIAL = {
    "Enter": ("Enter", 13), "Escape": ("Escape", 27), "Tab": ("Tab", 9), "Home": ("Home", 36), "End": ("End", 35),
    "Down": ("ArrowDown", 40), "Up": ("ArrowUp", 38), "PageDown": ("PageDown", 34),
    **{f"F{n}": (f"F{n}", 111 + n) for n in range(1, 13)},
}  # fmt: skip
SCREENS: tuple[tuple[str, str, str], ...] = (
    ("library", "Home", ""),
    ("import", "i", "Escape"),
    ("export", "w", "Escape"),
    ("export-holds", "w F2", "Escape Escape"),
    ("export-losses", "w F10 wait:2", "Escape Escape"),
    ("help", "F1", "Escape"),
    ("palette", "ctrl+p", "Escape"),
    ("settings", "F8", "q"),
    ("settings-keys", "F8 / text:merge Enter Down Down", "q q"),
    ("term-base", "T / text:로동 Enter", "q q"),
    ("entry", "T / text:로동당 Enter Enter", "Escape q q"),
    ("attestations", "T / text:로동당 Enter Enter F2 F5", "Escape Escape q q"),
    ("candidates", "t wait:4", "q"),
    ("concordance", "F3 text:경공업 Enter", "q"),
    ("renderings", "F3 text:경공업 Enter t", "q q"),
    ("checks", "F7 wait:5", "q"),
    ("omissions", "o wait:3", "q"),
    ("omissions-terms", "O wait:3 s s Tab", "q"),
    ("versions", "End v Enter", "q"),
    ("workspace", "Home Enter Home Down Down", ""),
    ("editor", "e", "Escape"),
    ("marking", "v", "Escape"),
    ("workspace-light", "F9", "F9"),
)
"""Name, the keys that lead there from the library (or the screen before), the keys that lead back."""


@dataclass
class Page:
    """A page of the browser, driven by its DevTools protocol."""

    socket: aiohttp.ClientWebSocketResponse
    numbers: Any

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command and return its result."""
        number = next(self.numbers)
        await self.socket.send_json({"id": number, "method": method, "params": parameters})
        while True:
            answer = await self.socket.receive_json(timeout=PATIENCE)
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result

    async def picture(self) -> bytes:
        """Return the page as PNG when it has come to rest."""
        before = b""
        for _ in range(int(PATIENCE / REST)):
            await asyncio.sleep(REST)
            shot = base64.b64decode((await self.call("Page.captureScreenshot", format="png"))["data"])
            if shot == before:
                return shot
            before = shot
        return before

    async def press(self, key: str) -> None:
        """Press a key, type a text (`text:…`), or wait for so many seconds (`wait:…`)."""
        if key.startswith("wait:"):
            await asyncio.sleep(float(key.removeprefix("wait:")))
        elif key.startswith("text:"):
            await self.call("Input.insertText", text=key.removeprefix("text:"))
        elif key.startswith("ctrl+"):
            letter = key[-1]
            common = {"key": letter, "code": f"Key{letter.upper()}", "windowsVirtualKeyCode": ord(letter.upper())}
            await self.call("Input.dispatchKeyEvent", type="rawKeyDown", modifiers=2, **common)
            await self.call("Input.dispatchKeyEvent", type="keyUp", modifiers=2, **common)
        elif key in SPECIAL:
            name, code = SPECIAL[key]
            text = {"text": "\r"} if key == "Enter" else {}
            common = {"key": name, "code": name, "windowsVirtualKeyCode": code}
            await self.call("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **common, **text)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **common)
            if key == "Escape":
                await asyncio.sleep(REST)  # a key right behind it would be read as one that is pressed with Alt
        else:
            await self.call("Input.insertText", text=key)


def make(folder: Path) -> str:
    """Make a data base with terms, the sample aligned, some of it confirmed, and two versions of a text."""
    from glossary.alignment import edits
    from glossary.paths import data_path
    from tui.importing import prepare, store
    from tui.session import Session

    url = f"sqlite:///{folder / 'pictures.sqlite'}"
    session = Session(url)
    session.load_starter()
    record = session.load_sample(lambda *_: None, lambda: False)
    base = session.database
    version = record.version
    for position in range(3):
        edit = edits.confirm(base.alignments.bitext(record.id), position, author=base.author)
        version = base.alignments.record_edit(record.id, edit, version=version)
    draft = prepare(str(data_path("samples", "exhibition.draft.en.txt")), role="draft")
    stored = store(base, [draft])[0][0]
    session.align(record.source_document, stored.id, lambda *_: None, lambda: False)
    session.close()
    return url


async def take(address: str, debugger: str, target: Path, size: tuple[int, int], only: set[str]) -> list[Path]:
    """Take the pictures and return their paths."""
    taken = []
    async with aiohttp.ClientSession() as client:
        async with client.get(f"{debugger}/json/list") as answer:
            pages = [page for page in await answer.json(content_type=None) if page["type"] == "page"]
        async with client.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0) as socket:
            page = Page(socket, count(1))
            await page.call(
                "Emulation.setDeviceMetricsOverride", width=size[0], height=size[1], deviceScaleFactor=1, mobile=False
            )
            await page.call("Page.navigate", url=address)
            for _ in range(int(PATIENCE / REST)):  # the session begins when its terminal takes keys
                ready = "document.activeElement?.className.includes('xterm-helper-textarea') ?? false"
                found = await page.call("Runtime.evaluate", expression=ready)
                if found["result"].get("value"):
                    break
                await asyncio.sleep(REST)
            await asyncio.sleep(3)  # the first paint of the process behind the page
            for name, there, back in SCREENS:
                for key in there.split():
                    await page.press(key)
                    await asyncio.sleep(0.4)
                if not only or name in only:
                    path = target / f"{name}.png"
                    path.write_bytes(await page.picture())
                    taken.append(path)
                    sys.stdout.write(f"{path}\n")
                for key in back.split():
                    await page.press(key)
                    await asyncio.sleep(0.4)
    return taken


def main() -> int:
    """Serve, browse, take."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", default="pictures", type=Path)
    parser.add_argument("--theme", default="")
    parser.add_argument("--size", default="1400x900")
    parser.add_argument("--only", default="")
    wanted = parser.parse_args()
    width, height = map(int, wanted.size.split("x"))
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.stderr.write("No Chromium is installed: apt-get install chromium fonts-noto-cjk\n")
        return 1
    wanted.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["MALMOI_CONFIG_DIR"] = os.environ["MALMOI_DATA_DIR"] = name
        if wanted.theme:
            (folder / "settings.toml").write_text(f'[interface]\ntheme = "{wanted.theme}"\n')
        url = make(folder)
        serving = [sys.executable, "-m", "tui.start", "--db", url, "serve", "--port", str(PORT)]
        browsing = [chromium, "--headless=new", "--no-sandbox", "--remote-debugging-port=0"]
        browsing += [f"--user-data-dir={folder / 'chromium'}", "--hide-scrollbars", "--disable-gpu", "about:blank"]
        server = subprocess.Popen(serving, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        browser = subprocess.Popen(browsing, stderr=subprocess.PIPE, text=True)
        try:
            address = _said(server, r"Open (http\S+)")
            debugger = _said(browser, r"DevTools listening on ws://([^/]+)/")
            only = set(filter(None, wanted.only.split(",")))
            asyncio.run(take(address, f"http://{debugger}", wanted.folder, (width, height), only))
        finally:
            for process in (browser, server):
                process.terminate()
                process.wait(10)
    return 0


def _said(process: subprocess.Popen[str], pattern: str) -> str:
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(pattern, line):
            return found[1]
    raise RuntimeError(f"the process ended before it said {pattern}")


if __name__ == "__main__":
    sys.exit(main())
