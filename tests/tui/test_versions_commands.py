"""`malmoi compare` and `malmoi omissions` as a person types them."""

from __future__ import annotations

import json
from pathlib import Path

from glossary.paths import data_path
from tests.commandline import malmoi

SAMPLES = data_path("samples")
KOREAN, ENGLISH, DRAFT = (SAMPLES / f"exhibition.{name}.txt" for name in ("ko", "en", "draft.en"))


def test_compare_two_files(tmp_path: Path) -> None:
    rows = json.loads(malmoi("compare", ENGLISH, DRAFT, "--format", "json").out)
    assert rows
    assert {r["kind"] for r in rows} <= {"reworded", "added", "removed", "moved"}
    assert malmoi("compare", ENGLISH, ENGLISH).out.count("\n") == 1
    assert "same" in malmoi("compare", ENGLISH, ENGLISH, "--all").out
    target = tmp_path / "out.tsv"
    assert malmoi("compare", ENGLISH, DRAFT, "-o", target).out == ""
    assert target.read_text().startswith("version\tnext\tkind")
    assert "⟦" in malmoi("compare", ENGLISH, DRAFT, "--format", "table").out
    wrong = malmoi("compare", KOREAN, ENGLISH)
    assert wrong.code == 2
    assert "one language" in wrong.err
    assert malmoi("compare", ENGLISH).code == 2


def test_saved_versions_keep_their_dates(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    for number, day in enumerate(("Monday", "Tuesday", "Friday")):
        path.write_text(f"The meeting was held on {day}.\n\nIt was a long meeting of many people.\n", encoding="utf-8")
        options = ("--version-of", str(number)) if number else ("--date", "2031-04-09")
        assert malmoi("import", path, *options).code == 0
    result = malmoi("compare", "1", "--format", "json")
    rows = json.loads(result.out)
    assert [r["changes"] for r in rows] == [["Monday → Tuesday"], ["Tuesday → Friday"]]
    assert "2031-04-09, saved 20" in rows[0]["version"]
    assert malmoi("compare", "3", "--format", "json").out == result.out
    assert malmoi("compare", "9").code != 0


def test_omissions(tmp_path: Path) -> None:
    short = tmp_path / "short.en.txt"
    text = ENGLISH.read_text(encoding="utf-8")
    short.write_text(text[: len(text) * 2 // 3], encoding="utf-8")
    rows = json.loads(malmoi("omissions", KOREAN, short, "--format", "json").out)
    assert any(r["kind"] == "sentence" for r in rows)
    assert malmoi("align", KOREAN, short, "--save").code == 0
    assert json.loads(malmoi("omissions", "1", "--format", "json").out)[0]["alignment"] == 1
    kinds = json.loads(malmoi("omissions", "--by", "kind", "--side", "both", "--format", "json").out)
    assert "sentence (source)" in {k["kind"] for k in kinds}
    assert malmoi("omissions", "--by", "month").code == 0
    assert malmoi("omissions", "--by", "term", "--kind", "term").code == 0
    assert malmoi("omissions", "--kind", "verb").code == 2
    assert malmoi("omissions", "x").code == 2
