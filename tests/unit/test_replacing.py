"""Words found in the sentences of an alignment and replaced by one edit that can be taken back."""

from __future__ import annotations

from time import process_time

import pytest

from glossary.alignment.beads import Bead, BeadError, Bitext, Segment
from glossary.alignment.edits import TextEdit, TextEdits, apply, invert
from glossary.alignment.replacing import Search, find, replace_all
from glossary.errors import UsageError

BITEXT = Bitext(
    "ko-KP",
    "en",
    (Segment(1, "로동신문은 4면을 발행한다."), Segment(2, "로동신문사에서 일한다.")),
    (Segment(1, "Rodong Sinmun has 4 pages."), Segment(2, "He works at rodong sinmun [sic]."), Segment(3, "Rodong.")),
    (Bead((1,), (1,)), Bead((2,), (2, 3))),
)


def found(words: str, replacement: str = "", **how: object) -> list[tuple[int, str, int, str]]:
    hits = find(BITEXT, Search(words, replacement, **how))  # type: ignore[arg-type]
    return [(h.bead, h.side, h.sentence, h.after) for h in hits]


def test_what_is_found_in_which_column() -> None:
    assert [f[:3] for f in found("rodong")] == [(0, "target", 0), (1, "target", 0), (1, "target", 1)]
    assert [f[:3] for f in found("Rodong", case=True)] == [(0, "target", 0), (1, "target", 1)]
    assert [f[:3] for f in found("로동신문", columns="source")] == [(0, "source", 0), (1, "source", 0)]
    assert found("로동신문", columns="target") == []
    assert [f[:3] for f in found("work", whole=True)] == []
    assert found("") == []
    assert found("[sic]", "(sic)") == [(1, "target", 0, "He works at rodong sinmun (sic).")]
    assert found("\u1105\u1169\u1103\u1169\u11bc신문사")[0][:3] == (1, "source", 0)  # typed as jamo


def test_patterns_with_groups_and_what_is_none() -> None:
    assert found(r"(\d+) pages", r"\1 leaves", pattern=True) == [(0, "target", 0, "Rodong Sinmun has 4 leaves.")]
    assert found("x*", "y", pattern=True) == []
    with pytest.raises(UsageError, match="no pattern"):
        found("(", pattern=True)
    with pytest.raises(UsageError, match="cannot be put in"):
        found("Rodong", r"\3", pattern=True)
    start = process_time()
    with pytest.raises(UsageError, match="for ever"):
        found(r"(\w+)+$", pattern=True)
    assert process_time() - start < 1


def test_all_is_one_edit_that_can_be_taken_back() -> None:
    edit = replace_all(list(find(BITEXT, Search("Rodong Sinmun", "the paper"))))
    changed = apply(BITEXT, edit)
    assert [s.text for s in changed.target] == ["the paper has 4 pages.", "He works at the paper [sic].", "Rodong."]
    assert changed.target[0].original == "Rodong Sinmun has 4 pages."
    assert apply(changed, invert(edit)) == BITEXT
    with pytest.raises(BeadError, match="nothing would change"):
        replace_all(list(find(BITEXT, Search("Rodong", "Rodong", case=True))))
    with pytest.raises(BeadError, match="bead 2 would be empty"):
        replace_all(list(find(BITEXT, Search("Rodong.", ""))))
    twice = TextEdit("target", 3, "Rodong.", "A.")
    with pytest.raises(BeadError, match="twice"):
        apply(BITEXT, TextEdits((twice, twice)))
    with pytest.raises(BeadError, match="does not say"):
        apply(BITEXT, TextEdits((twice, TextEdit("target", 9, "x", "y"))))
