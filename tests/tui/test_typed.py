"""What is typed, pasted or dropped: decomposed Korean, paths, and names of files made of titles."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from textual import events
from textual.app import App, ComposeResult

from tui.screens.dialogs import PathSuggester, clean_path, dropped_files
from tui.screens.exporting import file_stem
from tui.widgets.fields import Field, entering
from tui.widgets.progress import Progress
from tui.widgets.sentence_editor import SentenceArea


class Typing(App[None]):
    """Fields alone."""

    def compose(self) -> ComposeResult:
        yield Field(id="field")
        yield SentenceArea(id="area")


@pytest.mark.parametrize("name", ["field", "area"])
async def test_nfd_text_becomes_nfc_however_it_enters(name: str) -> None:
    app = Typing()
    syllables = unicodedata.normalize("NFD", "한국어 각")
    async with app.run_test() as pilot:
        widget = app.query_one(f"#{name}")
        assert isinstance(widget, Field | SentenceArea)
        widget.focus()
        await pilot.pause()
        text: Callable[[], str] = lambda: widget.value if isinstance(widget, Field) else widget.text  # noqa: E731
        assert app._driver is not None
        app._driver.send_message(events.Paste(syllables + "\nx" if name == "area" else syllables))
        await pilot.pause()
        assert text() == ("한국어 각 x" if name == "area" else "한국어 각")
        for jamo in unicodedata.normalize("NFD", "값"):
            widget.post_message(events.Key("x", jamo))
            await pilot.pause()
        assert text().endswith("값")
        await pilot.press("backspace")
        assert not text().endswith("갑")
        assert unicodedata.is_normalized("NFC", text())


def test_entering_joins_only_what_belongs_together() -> None:
    assert entering("하", "\u11ab") == (1, "한")
    assert entering("하", "나") == (0, "나")
    assert entering("", "\u1112\u1161") == (0, "하")
    assert entering("e", "\u0301x") == (1, "éx")


async def test_typed_path_is_completed_and_cleaned(tmp_path: Path) -> None:
    folder = tmp_path / "새 자료"
    folder.mkdir()
    (folder / "기사.txt").write_text("기사이다.")
    suggest = PathSuggester()
    assert await suggest.get_suggestion(str(tmp_path / "새")) == f"{folder}/"
    assert await suggest.get_suggestion(f"{folder}/기") == str(folder / "기사.txt")
    assert await suggest.get_suggestion(str(tmp_path / "nothing" / "x")) is None
    path = folder / "기사.txt"
    for text in (str(path), f" '{path}' ", f"file://{path}", path.as_uri(), str(path).replace(" ", "\\ ")):
        assert clean_path(text) == path, text
    assert clean_path("   ") is None
    other = tmp_path / "b.txt"
    other.write_text("x")
    assert dropped_files(str(path)) == [path]
    for text in (f"'{path}' {other}\n", f"{str(path).replace(' ', chr(92) + ' ')} {other}", f"'{path}'\n'{other}'"):
        assert dropped_files(text) == [path, other], text
    for text in (f"'{path}' /none", "it's a text", "", "two words"):
        assert dropped_files(text) == [], text
    decomposed = folder / unicodedata.normalize("NFD", "한글.txt")
    decomposed.write_text("x")
    found = clean_path(str(folder / "한글.txt"))
    assert found is not None
    assert found.exists()


def test_file_stem_keeps_letters_of_any_script() -> None:
    assert file_stem("청류협동농장: [sic] / “x”") == "청류협동농장-sic-x"
    assert file_stem("///") == "alignment"
    assert (file_stem("뉴스 기사.en.txt"), file_stem("page-ko.html"), file_stem("No. 5")) == (
        "뉴스-기사",
        "page",
        "No-5",
    )


def test_progress_bar_shows_each_state_that_is_there() -> None:
    assert Progress(1000, 0, 1).bar(10) == (9, 0, 1)
    assert Progress(0, 0, 0).bar(10) == (0, 0, 0)
    assert sum(Progress(1, 1, 1).bar(10)) == 10
