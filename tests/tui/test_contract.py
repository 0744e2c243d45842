"""The command-line contract: what other programs rely on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from glossary.paths import data_path
from tests.commandline import malmoi

SAMPLES = data_path("samples")
KOREAN, ENGLISH, DRAFT = (SAMPLES / f"exhibition.{name}.txt" for name in ("ko", "en", "draft.en"))


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom tui.cli import run\nrun(['--help'])\n"
        "heavy = {'textual', 'sqlmodel', 'sqlalchemy', 'numpy', 'alembic', 'lxml', 'pykakasi', 'sacrebleu', 'rich'}\n"
        "print(*sorted(heavy & set(sys.modules)), end='', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr == ""
    assert "romanise" in done.stdout


def test_without_a_terminal_it_prints_help() -> None:
    result = malmoi()
    assert result.code == 0
    assert "Commands" in result.out


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["align"], ["align", str(KOREAN)], ["romanise", "--system", "mrr", "가"]]
)
def test_wrong_usage_leaves_with_2(arguments: list[str]) -> None:
    result = malmoi(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert result.err


def test_romanise_one_line_in_one_line_out() -> None:
    result = malmoi("romanise", "-", stdin="김정은\n\n평양\n".encode())
    assert result.out.splitlines() == ["Kim Jong Un", "", "Pyongyang"]
    both = malmoi("romanise", "--format", "tsv", "김정은")
    assert both.out == "김정은\tKim Jong Un\n"


def test_ladder_of_segmented_texts_names_every_line(tmp_path: Path) -> None:
    (tmp_path / "a.ko").write_text(
        "회의가 12일 평양에서 진행되였다.\n로동자들이 회의에 참가하였다.\n", encoding="utf-8"
    )
    (tmp_path / "a.en").write_text(
        "A meeting was held in Pyongyang on the 12th.\nWorkers attended it.\n", encoding="utf-8"
    )
    result = malmoi("align", tmp_path / "a.ko", tmp_path / "a.en", "--segmented", "--format", "ladder")
    assert result.code == 0
    assert [line.rsplit(":", 1)[0] for line in result.out.splitlines()] == ["[0]:[0]", "[1]:[1]"]


def test_batch_writes_a_ladder_for_each_pair(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.ko").write_text("로동자들이 회의에 참가하였다.\n", encoding="utf-8")
        (tmp_path / f"{name}.en").write_text("Workers attended the meeting.\n", encoding="utf-8")
    out = tmp_path / "out"
    result = malmoi(
        "align", "--batch", tmp_path, "--source-lang", "ko", "--target-lang", "en", "--segmented", "--format", "ladder",
        "--out", out,
    )  # fmt: skip
    assert result.code == 0
    assert result.out == ""
    assert sorted(p.name for p in out.iterdir()) == ["one.hyp", "two.hyp"]
    assert (out / "one.hyp").read_text().startswith("[0]:[0]:")


def test_an_interrupted_batch_goes_on_where_it_stopped(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.ko").write_text("로동자들이 회의에 참가하였다.\n", encoding="utf-8")
        (tmp_path / f"{name}.en").write_text("Workers attended the meeting.\n", encoding="utf-8")
    arguments = ("align", "--batch", tmp_path, "--segmented", "--engine", "length", "--out", tmp_path)
    malmoi(*arguments)
    (tmp_path / "two.hyp").unlink()
    (tmp_path / "one.hyp").write_text("kept")
    (tmp_path / ".malmoi-batch").write_text("ko-KP en length True")
    assert "1 of 2 pairs are done" in malmoi(*arguments).err
    assert (tmp_path / "one.hyp").read_text() == "kept"
    assert (tmp_path / "two.hyp").is_file()
    malmoi(*arguments)
    assert (tmp_path / "one.hyp").read_text() != "kept"


def test_align_shows_languages_and_saves() -> None:
    result = malmoi("align", KOREAN, ENGLISH, "--save", "--format", "tsv")
    assert result.code == 0
    assert "Saved as alignment 1" in result.err
    listing = malmoi("alignments", "list", "--format", "json")
    (record,) = json.loads(listing.out)
    assert record["beads"] > 12
    assert [d["language"] for d in json.loads(malmoi("documents", "list", "--format", "json").out)] == ["ko-KP", "en"]
    again = malmoi("align", "1", "2", "--format", "ladder")
    assert again.code == 0
    assert malmoi("alignments", "show", "1", "--format", "ladder").out.splitlines() == again.out.splitlines()


def test_check_finds_and_leaves_with_1_and_fail_on_decides() -> None:
    found = malmoi("check", KOREAN, DRAFT, "--profile", "kcna", "--format", "json")
    assert found.code == 1
    assert json.loads(found.out)["findings"]
    assert malmoi("check", KOREAN, DRAFT, "--fail-on", "never").code == 0
    assert malmoi("check", KOREAN, DRAFT, "--only", "numbers", "--skip", "numbers").code == 0


def test_check_list_and_unknown_check() -> None:
    listed = malmoi("check", "--list")
    assert "terms." in listed.out
    wrong = malmoi("check", KOREAN, DRAFT, "--only", "number")
    assert wrong.code == 2
    assert "numbers" in wrong.err


def test_terms_add_find_edit_remove_restore() -> None:
    concept = malmoi("terms", "add", "시험용어", "test term", "--subject", "test").out.strip()
    assert concept in malmoi("terms", "find", "test term").out
    assert malmoi("terms", "edit", concept, "--set", "definition=for the test").code == 0
    assert "for the test" in malmoi("terms", "show", concept, "--format", "json").out
    assert malmoi("terms", "edit", concept, "--set", "colour=red").code == 2
    assert malmoi("terms", "remove", concept).code == 0
    assert concept not in malmoi("terms", "list").out
    assert malmoi("terms", "restore", concept).code == 0
    assert concept in malmoi("terms", "list").out


def test_starter_is_imported_once_and_exported() -> None:
    first = malmoi("terms", "import", "--starter")
    assert first.code == 0
    second = malmoi("terms", "import", "--starter")
    assert "added 0, changed 0" in second.err
    for name in ("tbx", "tbx2", "csv"):
        result = malmoi("export", name)
        assert result.code == 0
        assert "조선민주주의인민공화국" in result.out


@pytest.mark.parametrize("name", ["tbx", "tbx2", "csv", "jsonl"])
def test_what_is_exported_comes_back(name: str, tmp_path: Path) -> None:
    malmoi("terms", "add", "일심단결", "single-minded unity")
    target = tmp_path / f"terms.{name}"
    assert malmoi("export", name, "-o", target).code == 0
    other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    assert malmoi("--db", other, "terms", "import", target, "--format", name).code == 0
    assert "single-minded unity" in malmoi("terms", "list", "--db", other).out


def test_search_and_match_use_the_stored_alignments() -> None:
    malmoi("align", KOREAN, ENGLISH, "--save")
    assert "vinalon" in malmoi("search", "비날론").out
    assert malmoi("match", "주체철과 비날론으로 만든 제품들이 참관자들의 눈길을 끌었다.").out.count("\n") >= 2


def test_score_names_its_signatures(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text("Workers attended the meeting.\nIt was held on Monday.\n")
    result = malmoi("score", tmp_path / "a", tmp_path / "b", "--format", "json")
    scores = {row["metric"]: row for row in json.loads(result.out)}
    assert float(scores["chrF2"]["score"]) == 100
    assert all("version:" in row["signature"] for row in scores.values())


def test_demo_shows_the_three_planted_mistakes(tmp_path: Path) -> None:
    result = malmoi("demo", "--keep", tmp_path / "demo")
    assert result.code == 0
    for planted in ("68", "Choe Sung Guk", "인민생활향상"):
        assert planted in result.out
    assert "1 error, 2 warnings" in result.out
    for name in ("terms-tbx.tbx", "terms-tbx2.tbx", "terms-csv.csv", "alignment.tmx", "demo.sqlite"):
        assert (tmp_path / "demo" / name).stat().st_size > 0


def test_listings_in_every_format() -> None:
    malmoi("terms", "add", "주체", "Juche")
    assert malmoi("terms", "list", "--format", "tsv").out.splitlines()[0].split("\t")[0] == "id"
    assert json.loads(malmoi("terms", "list", "--format", "json").out)[0]["ko"] == ["주체"]
    assert json.loads(malmoi("terms", "list", "--format", "jsonl").out)["en"] == ["Juche"]
    assert "주체" in malmoi("terms", "list", "--format", "table").out


def test_check_follows_the_house_of_the_text_and_the_settings(tmp_path: Path) -> None:
    korean, english = tmp_path / "a.ko", tmp_path / "a.en"
    english.write_text("Choi Eun-ok visited the farm.\n")
    korean.write_text("최은옥동지가 농장을 찾았다.\n", encoding="utf-8")
    arguments = ("check", korean, english, "--only", "names.south-style", "--fail-on", "note")
    assert malmoi(*arguments).code == 0
    assert malmoi(*arguments, "--profile", "kcna").code == 1
    config = Path(os.environ["MALMOI_CONFIG_DIR"])
    config.mkdir(parents=True, exist_ok=True)
    (config / "settings.toml").write_text('[check]\nprofile = "kcna"\n')
    assert malmoi(*arguments).code == 1
    (config / "settings.toml").unlink()
    korean.write_text("(평양 6월 10일발 조선중앙통신)\n최은옥동지가 농장을 찾았다.\n", encoding="utf-8")
    assert malmoi(*arguments).code == 1


def test_columns_of_an_unknown_table_are_mapped(tmp_path: Path) -> None:
    table = tmp_path / "terms.csv"
    table.write_text("Koreanisch,Englisch\n주체,Juche\n", encoding="utf-8")
    refused = malmoi("terms", "import", table)
    assert refused.code == 3
    assert "--map" in refused.err
    assert malmoi("terms", "import", table, "--map", "Koreanisch=ko", "--map", "Englisch=en").code == 0
    assert "Juche" in malmoi("terms", "find", "주체").out


def test_an_alignment_format_without_an_alignment_says_what_is_missing() -> None:
    malmoi("terms", "add", "주체", "Juche")
    result = malmoi("export", "tmx")
    assert result.code == 2
    assert "--alignment" in result.err
