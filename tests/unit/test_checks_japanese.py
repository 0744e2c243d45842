"""Korean-Japanese pairs: silent on right ones, loud on another number, another half of the day, another Juche year."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from glossary.checks.findings import BeadText, Severity
from glossary.checks.run import Checker
from glossary.terms.starter import load_starter

PAIRS = Path(__file__).parents[1] / "benchmarks" / "kcna_pairs_ja.tsv"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.fixture(scope="module")
def beads() -> list[BeadText]:
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return [BeadText(i, r["korean"], r["japanese"], (i,), (i,)) for i, r in enumerate(rows)]


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(load_starter(), target_language="ja", profile="kcna", date="2024-08-09")


def test_right_pairs_are_let_be(checker: Checker, beads: list[BeadText]) -> None:
    assert [f.message for f in checker.check(beads) if f.severity is not Severity.NOTE] == []


def test_another_number_is_told(checker: Checker, beads: list[BeadText]) -> None:
    text = checker.open(beads)
    planted, missed = 0, []
    for at, bead in enumerate(beads):
        for match in re.finditer(r"[０-９]+(?![０-９）])", bead.target):
            other = str(int(match[0]) * 3 + 7).translate(WIDE)
            wrong = bead.target[: match.start()] + other + bead.target[match.end() :]
            found = [f for f in text.edit(at, wrong) if f.check.startswith(("numbers.", "dates."))]
            planted += 1
            missed += [] if found else [wrong]
        text.edit(at, bead.target)
    assert planted > 50
    assert missed == []


@pytest.mark.parametrize(
    ("source", "target", "check"),
    [
        ("회담은 오후 3시 15분에 시작되였다.", "会談は午前３時１５分に始まった。", "numbers.mismatch"),
        ("수업은 9월 2일 월요일에 시작된다.", "授業は９月２日金曜日に始まる。", "dates.weekday"),
        ("주체104(2015)년 10월 10일이다.", "主体１０４（２０１６）年１０月１０日である。", "dates.juche"),
        ("전력생산을 12.5% 늘이였다.", "電力生産を１２．５トン増やした。", "numbers.mismatch"),
        ("예산은 1조 2 000억원이다.", "予算は１億２０００万ウォンである。", "numbers.mismatch"),
    ],
)
def test_slips_in_japanese(checker: Checker, source: str, target: str, check: str) -> None:
    assert check in [f.check for f in checker.check([BeadText(0, source, target)])]
