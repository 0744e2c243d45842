"""What every check in the registry keeps: its example is found, the good pair is not, places and prints are true."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from glossary.checks.findings import BeadText, Finding
from glossary.checks.registry import FAMILIES, CheckInfo, Example, checks, chosen
from glossary.checks.run import Checker, check
from glossary.errors import UsageError

ALL = list(checks().values())
ids = [info.id for info in ALL]


def beads(example: Example, *, good: bool) -> list[BeadText]:
    if good:
        return [BeadText(0, example.good_source or example.source, example.good)]
    return [BeadText(0, example.source, example.bad)]


def run(example: Example, given: list[BeadText]) -> list[Finding]:
    return check(
        given,
        example.concepts,
        source_language=example.source_language,
        target_language=example.target_language,
        profile=example.profile,
        date=example.date,
    )


def assert_true_to(finding: Finding, bead: BeadText) -> None:
    assert finding.bead == bead.index
    assert finding.message.endswith((".", "?"))
    assert len(finding.fingerprint) == 16
    assert finding.source_spans or finding.target_spans
    for span in finding.source_spans:
        assert 0 <= span.start < span.end <= len(bead.source)
    for span in finding.target_spans:
        assert 0 <= span.start < span.end <= len(bead.target)
    if finding.suggestion is not None:
        assert finding.target_spans


@pytest.mark.parametrize("info", ALL, ids=ids)
def test_the_example_is_found_and_nothing_else_above_a_note(info: CheckInfo) -> None:
    (bead,) = given = beads(info.example, good=False)
    found = run(info.example, given)
    mine = [f for f in found if f.check == info.id]
    assert len(mine) == 1
    assert mine[0].severity.rank <= info.severity.rank
    for finding in found:
        assert finding.check in checks()
        assert_true_to(finding, bead)


@pytest.mark.parametrize("info", ALL, ids=ids)
def test_the_good_pair_is_passed_in_silence_by_all_checks(info: CheckInfo) -> None:
    assert run(info.example, beads(info.example, good=True)) == []


@pytest.mark.parametrize("info", ALL, ids=ids)
def test_the_suggestion_mends_it(info: CheckInfo) -> None:
    (bead,) = given = beads(info.example, good=False)
    (finding,) = (f for f in run(info.example, given) if f.check == info.id)
    if finding.suggestion is None:
        return
    span = finding.target_spans[0]
    mended = bead.target[: span.start] + finding.suggestion + bead.target[span.end :]
    again = run(info.example, [replace(bead, target=mended)])
    assert info.id not in {f.check for f in again}


@pytest.mark.parametrize("info", ALL, ids=ids)
def test_the_fingerprint_survives_edits_elsewhere(info: CheckInfo) -> None:
    alone = [f for f in run(info.example, beads(info.example, good=False)) if f.check == info.id]
    (bead,) = beads(info.example, good=False)
    before = BeadText(0, "날씨가 맑았다.", "It was fine.")
    after = [f for f in run(info.example, [before, replace(bead, index=1)]) if f.check == info.id]
    assert [f.fingerprint for f in after] == [f.fingerprint for f in alone]
    assert [f.bead for f in after] == [1]


@pytest.mark.parametrize("info", ALL, ids=ids)
def test_it_can_be_chosen_and_left_out(info: CheckInfo) -> None:
    example = info.example
    given = beads(example, good=False)

    def found(**options: tuple[str, ...]) -> set[str]:
        checker = Checker(
            example.concepts,
            source_language=example.source_language,
            target_language=example.target_language,
            profile=example.profile,
            date=example.date,
            **options,
        )
        return {f.check for f in checker.check(given)}

    assert found(only=(info.id,)) == {info.id}
    assert info.id in found(only=(info.family,))
    assert info.id not in found(skip=(info.id,))


@pytest.mark.parametrize("info", ALL, ids=ids)
def test_one_bead_alone_gives_what_the_whole_gives(info: CheckInfo) -> None:
    example = info.example
    checker = Checker(example.concepts, profile=example.profile, date=example.date)
    given = beads(example, good=False)
    assert checker.check_bead(given, 0) == checker.check(given)


@pytest.mark.parametrize("info", ALL, ids=ids)
def test_it_is_described(info: CheckInfo) -> None:
    assert info.title.endswith(".")
    assert str(info.example)
    for text in (info.title, info.example.source, info.example.bad, info.example.good):
        assert unicodedata.is_normalized("NFC", text)


def test_ids_are_family_and_name() -> None:
    assert len(set(ids)) == len(ids)
    assert {info.family for info in ALL} == {*FAMILIES, "dates"}
    for info in ALL:
        family, name = info.id.split(".")
        assert family.isalpha()
        assert name.replace("-", "").isalpha()


def test_an_unknown_check_is_refused_with_the_nearest() -> None:
    with pytest.raises(UsageError) as error:
        chosen(only=("terms.mising",))
    assert "terms.missing" in error.value.hint


def test_patterns_choose() -> None:
    assert chosen(only=("*.missing",)) == {"terms.missing", "names.missing", "numbers.missing"}
    assert chosen(skip=("mechanics",)).isdisjoint(chosen(only=("mechanics",)))
