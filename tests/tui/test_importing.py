"""What `malmoi import` understands and says. The saved page itself is looked at where the shared folder is."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from glossary.alignment import edits
from glossary.paths import data_path
from tests.commandline import malmoi
from tui.context import state

SHARED = Path(os.environ.get("MALMOI_SHARED") or Path(__file__).resolve().parents[2].parent / "shared")
SEED = SHARED / "data" / "seed" / "kcna-page-2022-10-07.txt"


@pytest.mark.skipif(not SEED.is_file(), reason=f"no saved page at {SEED} (MALMOI_SHARED names the folder)")
def test_the_saved_page() -> None:
    result = malmoi("import", SEED)
    assert result.code == 0
    assert "document 1: en, official, KCNA" in result.out
    assert "title         none" in result.out
    assert "dateline      Pyongyang, 2022-10-07 (Juche 111) (KCNA)" in result.out
    assert "closing mark  yes" in result.out
    assert "source line   www.kcna.kp (Juche111.10.7.)" in result.out
    assert "20 headlines" in result.out
    headlines = [line for line in result.out.splitlines() if line.startswith("    2026-02-")]
    assert len(headlines) == 20
    assert [h.split()[0] for h in headlines] == ["2026-02-27"] * 15 + ["2026-02-26"] * 5
    assert sum("president of the State Affairs" in h for h in headlines) == 3  # two of them are cut alike
    assert "Un ," not in result.out
    assert len(json.loads(malmoi("documents", "list", "--format", "json").out)) == 1
    shown = malmoi("documents", "show", "1").out
    assert "Kim Jong Un, president of the State Affairs" in shown
    assert "-0-" not in shown
    assert "February" not in shown


def test_texts_of_one_name_are_one_news_item() -> None:
    result = malmoi("import", data_path("samples", "exhibition.ko.txt"), data_path("samples", "exhibition.en.txt"))
    assert result.code == 0
    documents = json.loads(malmoi("documents", "list", "--format", "json").out)
    assert {d["article"] for d in documents} == {1}
    assert {d["date"] for d in documents} == {"2023-10-12"}
    assert {(d["language"], d["role"]) for d in documents} == {("ko-KP", "original"), ("en", "official")}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp949"])
def test_encodings_are_recognised(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes("로동자들이 회의에 참가하였다. 회의는 12일 평양에서 진행되였다.\n".encode(encoding))
    assert malmoi("import", path).code == 0
    assert "로동자들이 회의에 참가하였다." in malmoi("documents", "show", "1").out


def test_a_saved_html_page(tmp_path: Path) -> None:
    body = "".join(
        f"<p>로동자 {i}명이 {i}일 평양에서 진행된 회의에 참가하여 생산경험을 교환하였다.</p>" for i in range(2, 9)
    )
    path = tmp_path / "page.html"
    path.write_text(
        "<!doctype html><html><head><meta charset='utf-8'><title>회의 진행</title></head>"
        f"<body><nav><a href='/'>목록</a></nav><article><h1>회의 진행</h1>{body}</article></body></html>",
        encoding="utf-8",
    )
    result = malmoi("import", path)
    assert result.code == 0
    assert "(html, utf-8)" in result.out
    assert "로동자 8명이 8일" in malmoi("documents", "show", "1").out


def test_standard_input_and_options() -> None:
    result = malmoi(
        "import", "-", "--lang", "ko-KR", "--role", "draft", "--house", "Test", "--date", "2024-01-15",
        stdin="노동자들이 회의에 참가했다.\n".encode(),
    )  # fmt: skip
    assert result.code == 0
    (document,) = json.loads(malmoi("documents", "list", "--format", "json").out)
    assert document["language"] == "ko-KR"
    assert document["role"] == "draft"
    assert document["house"] == "Test"
    assert document["date"] == "2024-01-15"
    assert malmoi("import", "-", "--date", "last week", stdin=b"x").code == 2


def test_a_corrected_version_takes_the_alignment_over(tmp_path: Path) -> None:
    korean, english = tmp_path / "x.ko.txt", tmp_path / "x.en.txt"
    korean.write_text("전시회가 개막되였다.\n일군들이 참가하였다.\n전시회는 13일까지 계속된다.\n", encoding="utf-8")
    english.write_text("An exhibition opened.\nOfficials took part.\nIt will last till the 13th.\n", encoding="utf-8")
    assert malmoi("align", korean, english, "--engine", "length", "--save").code == 0
    with state.open() as base:
        for place in range(3):
            edit = edits.confirm(base.alignments.bitext(1), place, "editor")
            base.alignments.record_edit(1, edit, version=base.alignments.version(1))
    korean.write_text("전시회가 개막되였다.\n일군들이 참가하였다.\n전시회는 14일까지 계속된다.\n", encoding="utf-8")
    result = malmoi("import", korean, "--version-of", "1")
    assert result.code == 0
    assert "new version of document 1: sentences 2 unchanged, 1 changed, 0 new, 0 gone" in result.out
    assert "alignment 1 goes on as alignment 2: 3 beads (it had 3)" in result.out
    assert "2 of 3 confirmed beads kept, the others are to be read again" in result.out
    with state.open() as base:
        assert base.documents.get(3).version_of == 1
        assert [b.state.value for b in base.alignments.bitext(2).beads] == ["confirmed", "confirmed", "auto"]
    refused = malmoi("import", korean, english, "--version-of", "1")
    assert refused.code == 2
    assert "one by one" in refused.err
    assert malmoi("import", korean, "--version-of", "1", "--article", "1").code == 2


def test_the_same_text_is_not_stored_twice() -> None:
    korean = data_path("samples", "exhibition.ko.txt")
    assert malmoi("import", korean).code == 0
    again = malmoi("import", korean)
    assert again.code == 0
    assert "stored before" in again.out
    assert malmoi("align", korean, data_path("samples", "exhibition.en.txt"), "--save").code == 0
    documents = json.loads(malmoi("documents", "list", "--format", "json").out)
    assert len(documents) == 2
    assert {d["article"] for d in documents} == {1}
