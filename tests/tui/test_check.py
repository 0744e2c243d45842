"""`malmoi check`, `dismissals` and `score` as their users call them: inputs, sieves, fixes, memory, settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest

from glossary.checks.findings import Finding
from glossary.checks.run import OpenText
from tests.commandline import malmoi

KOREAN = """전람회가 7일 개막되였다.
전람회에는 86개 공장이 참가하였다.
그는 공장을 돌아보았다.
"""
DRAFT = """The exhibition  opened on the 7th.
As many as 68 factories took part in the the exhibition.
He looked round the factory.
"""


@pytest.fixture
def texts(tmp_path: Path) -> tuple[Path, Path]:
    korean, draft = tmp_path / "a.ko.txt", tmp_path / "a.en.txt"
    korean.write_text(KOREAN, encoding="utf-8")
    draft.write_text(DRAFT, encoding="utf-8")
    return korean, draft


def found(*arguments: str | Path) -> list[dict[str, object]]:
    result = malmoi("check", *arguments, "--format", "json", "--fail-on", "never")
    assert result.code == 0, result.err
    findings: list[dict[str, object]] = json.loads(result.out)["findings"]
    return findings


def ids(*arguments: str | Path) -> list[str]:
    return [str(f["check"]) for f in found(*arguments)]


EXPECTED = ["mechanics.space", "numbers.mismatch", "mechanics.repeated-word"]


def test_two_texts(texts: tuple[Path, Path]) -> None:
    assert ids(*texts, "--segmented") == EXPECTED


def test_a_ladder_an_aligned_file_and_a_stored_alignment(texts: tuple[Path, Path], tmp_path: Path) -> None:
    ladder = tmp_path / "a.hyp"
    ladder.write_text("[0]:[0]:1\n[1]:[1]:1\n[2]:[2]:1\n")
    assert ids(*texts, "--alignment", ladder) == EXPECTED
    for form, suffix in (("tmx", ".tmx"), ("xliff", ".xlf"), ("jsonl", ".jsonl")):
        path = tmp_path / f"both{suffix}"
        assert malmoi("align", *texts, "--segmented", "--format", form, "-o", path, "--save").code == 0
        findings = found(path)
        assert [f["check"] for f in findings] == EXPECTED
        if form == "jsonl":
            continue
        lines = path.read_text(encoding="utf-8").split("\n")
        for finding in findings:
            (span,) = finding["target"]["spans"]  # type: ignore[index]
            region = span["region"]
            line = lines[region["start"]["line"] - 1]
            assert line[region["start"]["column"] - 1 : region["end"]["column"] - 1] == span["text"]
    assert ids("--alignment", "1") == EXPECTED


def test_what_cannot_be_checked_is_said(texts: tuple[Path, Path]) -> None:
    for arguments in ((texts[0],), (*texts, "--memory"), ("--memory", "--term-base"), (*texts, "--severity", "x=note")):
        assert malmoi("check", *arguments).code == 2
    assert malmoi("check", "--memory", "--format", "html").code == 2


def test_a_baseline_leaves_only_what_is_new(texts: tuple[Path, Path], tmp_path: Path) -> None:
    for form in ("json", "sarif"):
        base = tmp_path / f"base.{form}"
        malmoi("check", *texts, "--segmented", "--format", form, "-o", base)
        assert found(*texts, "--segmented", "--baseline", base) == []
        texts[1].write_text(DRAFT.replace("He looked", "He he looked"), encoding="utf-8")
        assert ids(*texts, "--segmented", "--baseline", base) == ["mechanics.repeated-word"]
        texts[1].write_text(DRAFT, encoding="utf-8")
    base.write_text("[]")
    assert malmoi("check", *texts, "--baseline", base).code == 3


def test_only_what_changed_since_the_last_check(texts: tuple[Path, Path]) -> None:
    assert ids(*texts, "--segmented", "--changed") == EXPECTED
    assert ids(*texts, "--segmented", "--changed") == []
    texts[1].write_text(DRAFT.replace("opened on", "opened on on"), encoding="utf-8")
    assert set(ids(*texts, "--segmented", "--changed")) == {"mechanics.space", "mechanics.repeated-word"}


def test_fix_puts_safe_suggestions_into_a_copy(texts: tuple[Path, Path]) -> None:
    result = malmoi("check", *texts, "--segmented", "--fix")
    assert result.code == 1  # the number is left
    copy = texts[1].with_name("a.en.fixed.txt")
    assert copy.read_text(encoding="utf-8") == DRAFT.replace("  ", " ").replace("the the", "the")
    assert texts[1].read_text(encoding="utf-8") == DRAFT
    assert "+The exhibition opened on the 7th." in result.out
    assert malmoi("check", *texts, "--fix", "-o", texts[1]).code == 2


def test_fix_keeps_encoding_and_line_ends(texts: tuple[Path, Path]) -> None:
    written = DRAFT.replace("\n", "\r\n").encode("utf-8-sig")
    texts[1].write_bytes(written)
    malmoi("check", *texts, "--segmented", "--fix")
    copy = texts[1].with_name("a.en.fixed.txt").read_bytes()
    assert copy == written.replace(b"exhibition  opened", b"exhibition opened").replace(b"the the", b"the")


def test_fix_leaves_every_line_end_as_it_is_and_touches_no_markup(texts: tuple[Path, Path], tmp_path: Path) -> None:
    texts[1].write_bytes(DRAFT.replace("7th.\n", "7th.\r\n").encode())
    malmoi("check", *texts, "--segmented", "--fix")
    copy = texts[1].with_name("a.en.fixed.txt").read_bytes()
    assert copy.decode() == DRAFT.replace("7th.\n", "7th.\r\n").replace("  ", " ").replace("the the", "the")
    both = tmp_path / "both.tmx"
    assert malmoi("align", *texts, "--segmented", "--format", "tmx", "-o", both).code == 0
    assert malmoi("check", both, "--fix").code == 2
    assert not both.with_name("both.fixed.tmx").exists()


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_places_are_those_of_the_file_in_whatever_form_it_is_written(
    tmp_path: Path, form: Literal["NFC", "NFD"]
) -> None:
    korean, draft = tmp_path / "a.ko.txt", tmp_path / "a.en.txt"
    text = normalize(form, KOREAN.replace("\n전람회에는", " 전람회에는"))
    korean.write_bytes(text.replace("\n", "\r\n").encode())
    draft.write_text(DRAFT, encoding="utf-8")
    (number,) = (f for f in found(korean, draft) if f["check"] == "numbers.mismatch")
    (span,) = number["source"]["spans"]  # type: ignore[index]
    (start, end) = span["region"]["start"], span["region"]["end"]
    assert start["line"] == end["line"] == 1
    cut = text.split("\n")[0][start["column"] - 1 : end["column"] - 1]
    assert normalize("NFC", cut) == span["text"] != ""


def test_places_in_markup_with_entities(texts: tuple[Path, Path], tmp_path: Path) -> None:
    texts[1].write_text(DRAFT.replace("As many", "At R&D <all> as many"), encoding="utf-8")
    both = tmp_path / "both.tmx"
    assert malmoi("align", *texts, "--segmented", "--format", "tmx", "-o", both).code == 0
    (number,) = (f for f in found(both) if f["check"] == "numbers.mismatch")
    (span,) = number["target"]["spans"]  # type: ignore[index]
    line = both.read_text(encoding="utf-8").split("\n")[span["region"]["start"]["line"] - 1]
    assert line[span["region"]["start"]["column"] - 1 : span["region"]["end"]["column"] - 1] == span["text"]


def test_a_dismissal_of_one_finding_and_of_a_kind(texts: tuple[Path, Path], tmp_path: Path) -> None:
    repeated = next(f for f in found(*texts, "--segmented") if f["check"] == "mechanics.repeated-word")
    number = next(f for f in found(*texts, "--segmented") if f["check"] == "numbers.mismatch")
    one = ("mechanics.repeated-word", str(repeated["fingerprint"]))
    assert malmoi("dismissals", "add", *one, "--reason", "a song").code == 0
    kind = ("numbers.mismatch", "--about", str(number["about"]))
    assert malmoi("dismissals", "add", *kind).code == 0
    assert ids(*texts, "--segmented") == ["mechanics.space"]
    assert ids(*texts, "--segmented", "--dismissed") == EXPECTED
    listed = malmoi("dismissals", "list", "--format", "json").out
    assert [row["reason"] for row in json.loads(listed)] == ["", "a song"]
    kept = tmp_path / "kept.jsonl"
    malmoi("dismissals", "export", "-o", kept)
    assert malmoi("dismissals", "remove", *one).code == 0
    assert malmoi("dismissals", "remove", *kind).code == 0
    assert ids(*texts, "--segmented") == EXPECTED
    taken = kept.read_text(encoding="utf-8").replace('"author": "', '"author": "desk of ')
    kept.write_text(taken, encoding="utf-8")
    assert malmoi("dismissals", "import", kept).code == 0
    assert ids(*texts, "--segmented") == ["mechanics.space"]
    rows = json.loads(malmoi("dismissals", "list", "--format", "json").out)
    assert all(row["author"].startswith("desk of ") for row in rows)
    assert sorted(row["created"] for row in rows) == sorted(row["created"] for row in json.loads(listed))
    assert malmoi("dismissals", "add", "mechanics", "x").code == 2
    assert malmoi("dismissals", "add", *one, "--about", "x").code == 2
    for broken in ("{}", taken.replace('"created": "2', '"created": "x')):
        kept.write_text(broken)
        assert malmoi("dismissals", "import", kept).code == 3


def test_settings_choose_skip_and_set_severities(texts: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    from glossary.config import change

    change("check.skip", "mechanics.space")
    change("check.severity", "numbers.mismatch=note")
    findings = found(*texts, "--segmented")
    assert [(f["check"], f["severity"]) for f in findings] == [
        ("numbers.mismatch", "note"),
        ("mechanics.repeated-word", "warning"),
    ]
    change("check.only", "mechanics")
    assert ids(*texts, "--segmented") == ["mechanics.repeated-word"]
    assert ids(*texts, "--segmented", "--only", "numbers") == ["numbers.mismatch"]


def test_every_draft_with_the_source_beside_it(texts: tuple[Path, Path], tmp_path: Path) -> None:
    lonely = tmp_path / "b.en.txt"
    lonely.write_text("Nothing.\n")
    result = malmoi("check", texts[1], lonely, "--each", ".en.=.ko.", "--segmented")
    assert result.code == 1
    assert "a.en.txt:2:12: error" in result.out
    assert "no source beside it" in result.err
    assert malmoi("check", texts[1], "--each", ".en.").code == 2


def test_the_hook_is_a_command_that_runs(texts: tuple[Path, Path]) -> None:
    hooks = (Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text()
    (entry,) = (line.split(":", 1)[1].split() for line in hooks.splitlines() if line.strip().startswith("entry:"))
    assert entry[0] == "malmoi"
    assert malmoi(*entry[1:], "--segmented", texts[1]).code == 1


def test_a_precedent_of_the_memory_is_shown(texts: tuple[Path, Path], tmp_path: Path) -> None:
    malmoi("align", *texts, "--segmented", "--save")
    from glossary.alignment.edits import confirm
    from tui.context import state

    with state.open() as database:
        for at in range(3):
            edit = confirm(database.alignments.bitext(1), at)
            database.alignments.record_edit(1, edit, version=database.alignments.version(1))
    korean, draft = tmp_path / "new.ko.txt", tmp_path / "new.en.txt"
    korean.write_text("전람회에는 86개 공장이 참가하였다.\n", encoding="utf-8")
    draft.write_text("It was joined by 86 plants.\n", encoding="utf-8")
    (finding,) = [f for f in found(korean, draft, "--segmented") if f["check"] == "consistency.memory"]
    assert "As many as 68 factories" in str(finding["message"])
    assert "consistency.memory" not in ids(korean, draft, "--segmented", "--no-precedents")


def test_the_memory_streams_and_goes_on_where_it_was_interrupted(
    texts: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    malmoi("align", *texts, "--segmented", "--save")
    whole = malmoi("check", "--memory", "--format", "json", "--fail-on", "never").out
    assert [json.loads(line)["check"] for line in whole.splitlines()] == EXPECTED
    monkeypatch.setattr("tui.memory_check.CHUNK", 1)
    out = tmp_path / "findings.jsonl"
    find = OpenText.findings

    def interrupted(text: OpenText, at: int) -> list[Finding]:
        if at == 2:
            raise KeyboardInterrupt
        return find(text, at)

    monkeypatch.setattr(OpenText, "findings", interrupted)
    command = ("check", "--memory", "--format", "json", "-o", out, "--fail-on", "never")
    assert malmoi(*command).code == 130
    out.write_text(out.read_text(encoding="utf-8") + '{"half', encoding="utf-8")
    monkeypatch.setattr(OpenText, "findings", find)
    resumed = malmoi(*command)
    assert resumed.code == 0
    assert "Going on after 2 beads" in resumed.err
    assert out.read_text(encoding="utf-8") == whole
    assert "Going on" not in malmoi(*command).err


def test_the_term_base_itself(tmp_path: Path) -> None:
    base = tmp_path / "terms.csv"
    base.write_text("ko,en\n강반,riverside\n", encoding="utf-8")
    assert malmoi("check", "--term-base", "--terms", base).code == 0
    result = malmoi("check", "--term-base", "--format", "sarif", "--fail-on", "note")
    assert result.code == 1  # the starter term base has homographs
    results = json.loads(result.out)["runs"][0]["results"]
    assert {r["ruleId"] for r in results} == {"termbase.homograph"}
    assert results[0]["locations"][0]["logicalLocations"][0]["name"].startswith("concept ")


def test_score_of_folders_and_the_worst_sentences(tmp_path: Path) -> None:
    for folder, texts in (("draft", "He goes.\nAll is well.\n"), ("reference", "He went.\nAll is well.\n")):
        (tmp_path / folder).mkdir()
        for name in ("x", "y"):
            (tmp_path / folder / name).write_text(texts)
    result = malmoi("score", tmp_path / "draft", tmp_path / "reference", "--format", "json", "--worst", "2")
    rows = json.loads(result.out)
    assert [r["document"] for r in rows if r["metric"] == "TER"] == ["x", "y", "all"]
    assert [(r["draft"], r["line"]) for r in rows if r["metric"] == "chrF2 of a sentence"] == [("He goes.", 1)] * 2
    (tmp_path / "reference" / "x").unlink()
    assert "no reference" in malmoi("score", tmp_path / "draft", tmp_path / "reference").err
    assert malmoi("score", tmp_path / "draft", tmp_path / "draft" / "x").code == 3


def test_a_house_of_the_term_base_is_a_profile(tmp_path: Path) -> None:
    one = malmoi("terms", "add", "담화", "press statement", "--house", "My Desk").out.strip()
    other = malmoi("terms", "add", "담화", "statement to media", "--house", "Their Desk").out.strip()
    assert malmoi("terms", "merge", one, other).code == 0
    korean, draft = tmp_path / "s.ko.txt", tmp_path / "s.en.txt"
    korean.write_text("대변인은 담화를 발표하였다.\n", encoding="utf-8")
    draft.write_text("The spokesman made public a statement to media.\n", encoding="utf-8")
    assert ids(korean, draft, "--segmented", "--profile", "My Desk") == ["terms.house"]
    assert ids(korean, draft, "--segmented", "--profile", "their-desk") == []
    assert ids(korean, draft, "--segmented") == []
    wrong = malmoi("check", korean, draft, "--profile", "nobody")
    assert wrong.code == 2
    assert "my-desk" in wrong.err
