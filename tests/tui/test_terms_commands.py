"""`malmoi terms …` as its user calls it: every operation, its listing, its undo, and what it says of a slip."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commandline import malmoi
from tests.contract.tbx_files import entry, v3


@pytest.fixture
def ids() -> tuple[str, str]:
    """Return the ids of two stored concepts."""
    one = malmoi("terms", "add", "로동당", "Workers' Party", "--subject", "politics/party", "--reading", "hanja=勞動黨")
    other = malmoi("terms", "add", "조선로동당", "WPK", "--subject", "politics/party", "--term", "ja=朝鮮労働党")
    assert (one.code, other.code) == (0, 0)
    return one.out.strip(), other.out.strip()


def listed(*arguments: str) -> list[dict[str, object]]:
    result = malmoi("terms", *arguments, "--format", "json")
    assert result.code == 0, result.err
    found: list[dict[str, object]] = json.loads(result.out)
    return found


def terms_of(concept: str) -> list[str]:
    rows = malmoi("terms", "show", concept, "--format", "tsv").out.splitlines()[1:]
    return [row.split("\t")[0] for row in rows]


def snapshot() -> object:
    """Return all that the term base says, but for versions and times: those go on whatever is taken back."""
    tables = [malmoi("terms", "show", str(c["id"]), "--format", "tsv").out.splitlines() for c in listed("list")]
    header = tables[0][0].split("\t") if tables else []
    said = [at for at, name in enumerate(header) if name not in ("concept_version", "concept_changed")]
    return [[line.split("\t")[at] for at in said] for lines in tables for line in lines[1:]]


def test_each_operation_and_its_undo(ids: tuple[str, str]) -> None:
    one, other = ids
    english = terms_of(other)[1]
    for command in (
        ("merge", one, other),
        ("split", other, english),
        ("move", english, "--to", one),
        ("duplicate", one),
        ("change", "-w", "language=en", "--set", "status=admitted", "--set", "house=KCNA"),
        ("remove", "--where", "text~로동당"),
        ("edit", terms_of(one)[0], "--reading", "mr=Nodongdang", "--reason", "as the map has it"),
        ("edit", english, "--first"),
        ("attest", english, "--source", "ED2012", "--date", "2012", "--count", "3"),
    ):
        before = snapshot()
        done = malmoi("terms", *command)
        assert done.code == 0, done.err
        assert snapshot() != before, command
        undone = malmoi("terms", "undo")
        assert "Taken back" in undone.err
        assert snapshot() == before, command


def test_approval_references_and_subjects_are_shown(ids: tuple[str, str]) -> None:
    one, other = ids
    assert malmoi("terms", "approve", one, "--by", "Ri Yong Hui").code == 0
    assert malmoi("terms", "relate", one, "broader", other).code == 0
    shown = malmoi("terms", "show", one, "--format", "table").out
    assert "approved by Ri Yong Hui" in shown
    assert f"broader {other}" in shown
    assert "勞動黨 (hanja)" in shown
    assert malmoi("terms", "relate", other, "broader", one).code == 3
    assert malmoi("terms", "relate", one, "above", other).code == 2
    assert listed("subjects") == [
        {"subject": "politics", "concepts": 0, "with_below": 2},
        {"subject": "politics/party", "concepts": 2, "with_below": 2},
    ]
    assert malmoi("terms", "subjects", "--rename", "politics/party=party").code == 0
    assert [row["subject"] for row in listed("subjects")] == ["party"]
    assert malmoi("terms", "undo", "--steps", "3").err.count("Taken back") == 3


def test_history_tells_who_when_before_and_after(ids: tuple[str, str]) -> None:
    one, _ = ids
    malmoi("terms", "edit", one, "--set", "note=first")
    malmoi("terms", "edit", one, "--set", "note=second")
    newest = listed("history", one)[0]
    assert (newest["version"], newest["field"], newest["before"], newest["after"]) == (3, "note", "first", "second")
    assert newest["who"]
    assert newest["when"]
    assert malmoi("terms", "restore", one, "--version", "2").code == 0
    assert "note: first" in malmoi("terms", "show", one, "--format", "table").out
    header, row, *_ = (line.split("\t") for line in malmoi("terms", "show", one, "--format", "tsv").out.splitlines())
    told = dict(zip(header, row, strict=True))
    assert (told["concept"], told["concept_note"]) == (one, "first")
    assert "restored" in str(listed("log")[0]["what"])


def test_a_dry_run_changes_nothing(ids: tuple[str, str]) -> None:
    before = snapshot()
    told = malmoi("terms", "change", "-w", "language=en", "--set", "house=KCNA", "--dry-run")
    assert "Would be changed: 2 concepts" in told.err
    assert "(empty) → KCNA" in told.err
    assert malmoi("terms", "remove", ids[0], "--dry-run").code == 0
    assert snapshot() == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("change", "-w", "colour=red", "--set", "house=x"), "FIELD"),
        (("change", "-w", "language=en", "--set", "colour=red"), "no such field"),
        (("change", "-w", "language=en", "--set", "status=fine"), "preferred"),
        (("list", "--where", "status=fine"), "one of"),
        (("list", "--profile", "pravda"), "kcna"),
        (("subjects", "--rename", "politics"), "OLD=NEW"),
        (("duplicates", "--kind", "odd"), "same"),
        (("attest", "t-1"), "--source"),
        (("remove",), "--where"),
        (("add", "x", "y", "--reading", "hanja"), "SYSTEM=TEXT"),
    ],
)
def test_a_slip_is_explained(arguments: tuple[str, ...], says: str) -> None:
    result = malmoi("terms", *arguments)
    assert result.code == 2
    assert says in result.err
    assert "Traceback" not in result.err


def test_the_profile_chooses_the_rendering(ids: tuple[str, str]) -> None:
    one, _ = ids
    malmoi("terms", "edit", one, "--add", "en=Labour Party", "--add", "en=Party of Labour")
    labour, own = terms_of(one)[-2:]
    malmoi("terms", "edit", labour, "--set", "house=Voice of Korea")
    malmoi("terms", "edit", own, "--set", "house=Our Desk")

    def english(profile: str) -> object:
        return next(c["en"] for c in listed("list", "--profile", profile) if c["id"] == one)

    assert english("voice-of-korea") == ["Labour Party", "Workers' Party"]
    assert english("Our Desk") == ["Party of Labour", "Workers' Party"]
    assert english("kcna") == ["Workers' Party"]
    assert [p["profile"] for p in listed("profiles")] == ["general", "kcna", "voice-of-korea", "our-desk"]


def test_find_goes_on_to_what_is_spelled_nearly_so(ids: tuple[str, str]) -> None:
    for text in ("조선로동장", "ㅈㅅㄹ", "조선노동당", "朝鮮勞動黨", "josonrodong", "wpk"):
        assert ids[1] in [c["id"] for c in listed("find", text)], text
    assert "nearly so" in malmoi("terms", "find", "조선로동장").err


def test_duplicates_are_listed(ids: tuple[str, str]) -> None:
    again = malmoi("terms", "add", "로동당", "workers party")
    assert f"merge {ids[0]}" in again.err
    found = listed("duplicates", "--kind", "same")
    assert {str(g["shared"]).lower().replace("'", "") for g in found} == {"로동당", "workers party"}
    assert all(set(map(str, g["concepts"])) == {ids[0], again.out.strip()} for g in found)  # type: ignore[call-overload]


class TestImport:
    """All or nothing, and every refused row is named."""

    TABLE = (
        "concept_id,language,term,status\n"
        "a,ko,말,preferred\na,en,word,fine\nb,ko,글,preferred\nb,en,letters,preferred,too,many\n"
    )

    def test_refused_rows_are_reported_and_nothing_is_kept(self, tmp_path: Path) -> None:
        file, report = tmp_path / "t.csv", tmp_path / "report.tsv"
        file.write_text(self.TABLE)
        result = malmoi("terms", "import", file, "--report", report)
        assert result.code == 3
        assert "line 3, column" in result.err
        assert "line 5, column" in result.err
        assert listed("list") == []
        rows = [line.split("\t") for line in report.read_text().splitlines()]
        assert rows[0] == ["what", "file", "line", "column", "concept", "terms", "reason"]
        refused = [row for row in rows if row[0] == "refused"]
        assert [(row[1], row[2]) for row in refused] == [(str(file), "3"), (str(file), "5")]
        assert all(row[3] and row[6] for row in refused)

    def test_the_good_rows_on_request(self, tmp_path: Path) -> None:
        file = tmp_path / "t.csv"
        file.write_text(self.TABLE)
        assert malmoi("terms", "import", file, "--skip-refused").code == 0
        assert [c["ko"] for c in listed("list")] == [["글"], ["말"]]

    def test_dry_run_shows_what_would_be_added_changed_and_in_conflict(self, tmp_path: Path) -> None:
        file = tmp_path / "t.csv"
        file.write_text("concept_id,ko,en\na,말,word\nb,글,letters\n")
        assert malmoi("terms", "import", file).code == 0
        file.write_text("concept_id,ko,en,ja\na,말,word,言葉\nb,글,script,\nc,새말,new word,\n")
        told = malmoi("terms", "import", file, "--dry-run")
        assert told.code == 0
        assert "Would be added 1, changed 1, unchanged 0, in conflict 1" in told.err
        for words in ("+ c", "~ a", "言葉", "▲ b", "script"):
            assert words in told.err
        assert len(listed("list")) == 2
        assert malmoi("terms", "import", file, "--on-conflict", "replace").code == 0
        again = malmoi("terms", "import", file, "--on-conflict", "replace")
        assert "added 0, changed 0, unchanged 3, in conflict 0" in again.err

    def test_standard_input_of_another_encoding_and_separator(self) -> None:
        result = malmoi("terms", "import", "-", stdin="한국어;영어\n주체;Juche\n".encode("cp949"))
        assert result.code == 0, result.err
        assert [c["en"] for c in listed("list")] == [["Juche"]]


def test_what_a_tbx_says_beyond_our_fields_is_shown(tmp_path: Path) -> None:
    file = tmp_path / "kept.tbx"
    graphic = '<xref type="xGraphic" target="https://example.org/flag.png">the flag</xref>'
    file.write_bytes(v3(entry('<admin type="projectSubset">atlas</admin>', graphic)))
    assert malmoi("terms", "import", str(file)).code == 0
    shown = malmoi("terms", "show", "c1", "--format", "table").out
    assert "kept for the next TBX: <xref" in shown
    assert "flag.png" in shown
    assert '  kept for the next TBX: <admin type="projectSubset">atlas</admin>' in shown
    assert "projectSubset" in malmoi("terms", "show", "c1", "--format", "tsv").out
