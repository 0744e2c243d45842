"""`malmoi alignments edit`: every edit changes what `show` gives, and undo gives back what stood there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commandline import malmoi
from tui.commands.alignment_edits import OPERATIONS

KOREAN = (
    "전시회가 개막되였다.\n참관자들이 전시관을 돌아보았다.\n제품들의 질이 높다. 인민들이 좋아한다.\n"
    "페막식은 금요일에 진행된다.\n"
)
ENGLISH = "An exhibition opened.\nVisitors went round the hall.\nThe goods are of high quality.\nPeople like them.\n"


@pytest.fixture
def stored(tmp_path: Path) -> None:
    for name, text in (("a.ko", KOREAN), ("a.en", ENGLISH)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    saved = malmoi("align", tmp_path / "a.ko", tmp_path / "a.en", "--engine", "length", "--save", "--segmented")
    assert saved.code == 0, saved.err


def ladder() -> str:
    return malmoi("alignments", "show", "1", "--format", "tsv").out


EXAMPLES: dict[str, list[str]] = {
    "merge": ["1"],
    "split": ["1", "--keep", "1:0"],
    "shift": ["1", "--side", "target", "--count", "1"],
    "move": ["1", "--side", "source"],
    "unlink": ["1"],
    "confirm": ["1-3"],
    "reject": ["2"],
    "note": ["2", "--note", "later"],
    "cut": ["3", "--before", "인민들이"],
    "join": ["1", "--side", "source"],
    "exchange": [],
}


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("operation", EXAMPLES)
def test_an_edit_changes_the_alignment_and_undo_takes_it_back(operation: str) -> None:
    before = ladder()
    done = malmoi("alignments", "edit", "1", operation, *EXAMPLES[operation])
    assert done.code == 0, done.err
    after = ladder()
    assert after != before
    assert malmoi("alignments", "edit", "1", "undo").code == 0
    assert ladder() == before
    assert malmoi("alignments", "edit", "1", "redo").code == 0
    assert ladder() == after


def test_every_operation_is_tried_here() -> None:
    assert set(EXAMPLES) | {"realign", "reopen"} == set(OPERATIONS)


@pytest.mark.usefixtures("stored")
def test_confirmed_beads_survive_aligning_anew() -> None:
    assert malmoi("alignments", "edit", "1", "merge", "1-2").code == 0
    assert malmoi("alignments", "edit", "1", "confirm", "1").code == 0
    confirmed = ladder().splitlines()[1]
    assert "confirmed" in confirmed
    assert malmoi("alignments", "edit", "1", "unlink", "2").code == 0
    assert malmoi("alignments", "edit", "1", "realign").code == 0
    assert ladder().splitlines()[1] == confirmed
    assert malmoi("alignments", "edit", "1", "reopen", "1").code == 0
    assert "confirmed" not in ladder()


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["fuse", "1"], 2, "Known: merge"),
        (["merge"], 2, "needs a bead"),
        (["merge", "99"], 2, "the alignment has"),
        (["merge", "x"], 2, "neither a bead nor a range"),
        (["merge", "4-4"], 3, "bead 4"),
        (["cut", "1", "--before", "없는말"], 2, "to cut before"),
        (["split", "1", "--keep", "one"], 2, "two numbers"),
        (["join", "1", "--sentence", "9"], 2, "on the source side"),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(arguments: list[str], code: int, words: str) -> None:
    before = ladder()
    refused = malmoi("alignments", "edit", "1", *arguments)
    assert refused.code == code
    assert words in refused.err
    assert ladder() == before


@pytest.mark.usefixtures("stored")
def test_undo_says_when_there_is_nothing() -> None:
    result = malmoi("alignments", "edit", "1", "undo")
    assert result.code == 0
    assert "nothing to undo" in result.err
