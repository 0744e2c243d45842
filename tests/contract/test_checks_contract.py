"""What every check in the registry keeps: its example is found, the good pair is not, places and prints are true."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import pytest

from glossary.checks.findings import BeadText, Finding, Severity
from glossary.checks.precedents import Precedent
from glossary.checks.registry import (
    FAMILIES,
    CheckInfo,
    ConceptExample,
    Example,
    checks,
    chosen,
    parse_severities,
    term_base_family,
)
from glossary.checks.run import Checker, check
from glossary.errors import UsageError

EVERY = list(checks().values())
ALL = [info for info in EVERY if isinstance(info.example, Example)]
BASE = [info for info in EVERY if isinstance(info.example, ConceptExample)]
ids = [info.id for info in ALL]


def example_of(info: CheckInfo) -> Example:
    assert isinstance(info.example, Example)
    return info.example


def beads(info: CheckInfo, *, good: bool) -> list[BeadText]:
    """Return the text of an example; the pair in question is its last bead."""
    example = example_of(info)
    pairs = list(example.before)
    pairs.append((example.good_source or example.source, example.good) if good else (example.source, example.bad))
    return [BeadText(i, source, target) for i, (source, target) in enumerate(pairs)]


class Remembered:
    """A memory of a few precedents."""

    def __init__(self, precedents: Sequence[Precedent]) -> None:
        self._precedents = precedents

    def near(self, source: str) -> Sequence[Precedent]:
        return [p for p in self._precedents if p.source == source]


def checker(info: CheckInfo, **options: tuple[str, ...]) -> Checker:
    example = example_of(info)
    return Checker(
        example.concepts,
        source_language=example.source_language,
        target_language=example.target_language,
        profile=example.profile,
        date=example.date,
        precedents=Remembered(example.precedents),
        **options,  # type: ignore[arg-type]
    )


def run(info: CheckInfo, given: list[BeadText]) -> list[Finding]:
    return checker(info).check(given)


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
    given = beads(info, good=False)
    found = run(info, given)
    mine = [f for f in found if f.check == info.id]
    assert len(mine) == 1
    assert mine[0].severity.rank <= info.severity.rank
    for finding in found:
        assert finding.check in checks()
        assert_true_to(finding, given[finding.bead])


@pytest.mark.parametrize("info", ALL, ids=ids)
def test_the_good_pair_is_passed_in_silence_by_all_checks(info: CheckInfo) -> None:
    assert run(info, beads(info, good=True)) == []


@pytest.mark.parametrize("info", ALL, ids=ids)
def test_the_suggestion_mends_it(info: CheckInfo) -> None:
    given = beads(info, good=False)
    bead = given[-1]
    (finding,) = (f for f in run(info, given) if f.check == info.id)
    if finding.suggestion is None:
        return
    span = finding.target_spans[0]
    mended = bead.target[: span.start] + finding.suggestion + bead.target[span.end :]
    again = run(info, [*given[:-1], replace(bead, target=mended)])
    assert info.id not in {f.check for f in again}


@pytest.mark.parametrize("info", ALL, ids=ids)
def test_the_fingerprint_survives_edits_elsewhere(info: CheckInfo) -> None:
    given = beads(info, good=False)
    alone = [f for f in run(info, given) if f.check == info.id]
    before = BeadText(0, "날씨가 맑았다.", "It was fine.")
    after = [f for f in run(info, [before, *(replace(b, index=b.index + 1) for b in given)]) if f.check == info.id]
    assert [f.fingerprint for f in after] == [f.fingerprint for f in alone]
    assert [f.bead for f in after] == [f.bead + 1 for f in alone]


@pytest.mark.parametrize("info", ALL, ids=ids)
def test_it_can_be_chosen_and_left_out(info: CheckInfo) -> None:
    given = beads(info, good=False)

    def found(**options: tuple[str, ...]) -> set[str]:
        return {f.check for f in checker(info, **options).check(given)}

    assert found(only=(info.id,)) == {info.id}
    assert info.id in found(only=(info.family,))
    assert info.id not in found(skip=(info.id,))


@pytest.mark.parametrize("info", ALL, ids=ids)
def test_its_severity_can_be_set(info: CheckInfo) -> None:
    given = beads(info, good=False)
    (plain,) = (f for f in run(info, given) if f.check == info.id)
    for severity in Severity:
        example = example_of(info)
        findings = check(
            given,
            example.concepts,
            profile=example.profile,
            date=example.date,
            precedents=Remembered(example.precedents),
            only=(info.id,),
            severities={info.id: severity},
        )
        expected = min(3, max(1, plain.severity.rank + severity.rank - info.severity.rank))
        assert [f.severity.rank for f in findings] == [expected]


@pytest.mark.parametrize("info", ALL, ids=ids)
def test_one_bead_alone_gives_what_the_whole_gives(info: CheckInfo) -> None:
    given = beads(info, good=False)
    whole = [f for f in run(info, given) if f.bead == given[-1].index]
    assert checker(info).check_bead(given, len(given) - 1) == whole


@pytest.mark.parametrize("info", ALL, ids=ids)
def test_an_edited_bead_gives_what_a_new_check_gives(info: CheckInfo) -> None:
    good, bad = beads(info, good=True), beads(info, good=False)
    if good[-1].source != bad[-1].source:
        return
    text = checker(info).open(good)
    for at in range(len(good)):
        text.findings(at)
    assert text.edit(len(bad) - 1, bad[-1].target) == [f for f in run(info, bad) if f.bead == bad[-1].index]
    assert text.edit(len(bad) - 1, good[-1].target) == []


@pytest.mark.parametrize("info", BASE, ids=[info.id for info in BASE])
class TestTermBase:
    """Checks of the term base itself."""

    def test_the_example_is_found_and_the_good_one_is_not(self, info: CheckInfo) -> None:
        assert isinstance(info.example, ConceptExample)
        every = frozenset(checks())
        bad = term_base_family().find_in_concepts(info.example.bad, every)
        assert info.id in {f.check for f in bad.findings}
        assert term_base_family().find_in_concepts(info.example.good, every).findings == ()

    def test_its_places_are_true(self, info: CheckInfo) -> None:
        assert isinstance(info.example, ConceptExample)
        bad = term_base_family().find_in_concepts(info.example.bad, frozenset({info.id}))
        assert len(bad.beads) == len(bad.labels)
        for finding in bad.findings:
            assert_true_to(finding, bad.beads[finding.bead])


@pytest.mark.parametrize("info", EVERY, ids=[info.id for info in EVERY])
def test_it_is_described(info: CheckInfo) -> None:
    assert info.title.endswith(".")
    assert str(info.example)
    texts = [info.title]
    if isinstance(info.example, Example):
        texts += [info.example.source, info.example.bad, info.example.good]
    for text in texts:
        assert unicodedata.is_normalized("NFC", text)


def test_severities_are_read_from_a_setting() -> None:
    assert parse_severities("") == {}
    found = parse_severities("mechanics=note, mechanics.brackets=error")
    assert found["mechanics.brackets"] is Severity.ERROR
    assert found["mechanics.space"] is Severity.NOTE
    for wrong in ("mechanics", "mechanics=loud", "nothing=note"):
        with pytest.raises(UsageError):
            parse_severities(wrong)


def test_ids_are_family_and_name() -> None:
    assert len(checks()) == len(EVERY)
    assert {info.family for info in EVERY} == {*FAMILIES, "dates", "termbase"}
    for info in EVERY:
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
