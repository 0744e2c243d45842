"""Weekdays against dates, in the translation and against the source; Juche years against years."""

from __future__ import annotations

import pytest

from glossary.checks.findings import BeadText, Finding, Severity
from glossary.checks.run import Checker


def find(source: str, target: str, *, day: str = "", profile: str = "kcna") -> list[Finding]:
    return Checker(only=("dates.weekday", "dates.juche"), date=day, profile=profile).check(
        [BeadText(0, source, target)]
    )


@pytest.mark.parametrize(
    ("source", "target", "day"),
    [
        ("회의가 7일 진행되였다.", "The meeting was held on Friday.", "2022-10-07"),
        ("회의가 7일 진행되였다.", "The meeting was held on Friday.", "2022-10-08"),
        ("회의가 10월 7일에 진행되였다.", "The meeting was held on Friday.", "2022-10-08"),
        ("회의가 2022년 10월 7일에 진행되였다.", "The meeting was held on Friday.", ""),
        ("회의가 7일 진행되였다.", "The meeting was held on Monday.", ""),  # no date, no calendar
        ("회의가 오는 17일 진행된다.", "The meeting will be held on Monday.", "2022-10-08"),
        ("회의는 7일부터 9일까지 진행되였다.", "The meeting closed on Sunday.", "2022-10-10"),
        ("10일 걸렸다.", "It took until Monday.", "2022-10-28"),
        ("회의가 7일 진행되였다.", "The meeting opened on October 7 and closed on Sunday.", "2022-10-10"),
    ],
)
def test_right_weekdays(source: str, target: str, day: str) -> None:
    assert find(source, target, day=day) == []


@pytest.mark.parametrize(
    ("source", "target", "day", "right"),
    [
        ("회의가 7일 진행되였다.", "The meeting was held on Thursday.", "2022-10-07", "Friday"),
        ("회의가 10월 7일에 진행되였다.", "The meeting was held on Sunday.", "2022-10-08", "Friday"),
        ("회의가 30일 진행되였다.", "The meeting was held on Sunday.", "2022-10-02", "Friday"),
        ("회의가 2022년 10월 7일에 진행되였다.", "The meeting was held on Sunday.", "", "Friday"),
        ("회의", "It was held on October 7, 2022, which was a Monday.", "", "Friday"),
    ],
)
def test_wrong_weekdays(source: str, target: str, day: str, right: str) -> None:
    (finding,) = find(source, target, day=day)
    assert finding.check == "dates.weekday"
    assert finding.suggestion == right
    assert target[finding.target_spans[0].start : finding.target_spans[0].end].endswith("day")


def test_a_day_off_is_a_note_in_general_text() -> None:
    (finding,) = find("7일 밝혔다.", "He said on Thursday.", day="2022-10-07", profile="general")
    assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(
    ("source", "target", "suggestion"),
    [
        ("주체111(2022)년", "Juche 110 (2022)", "Juche 111"),
        ("주체111(2022)년", "Juche 111 (2021)", "2022"),
        ("주체111(2022)년", "2022, Juche 112", "Juche 111"),
        ("주체1(1912)년", "Juche 1 (1812)", "1912"),
    ],
)
def test_juche_years(source: str, target: str, suggestion: str) -> None:
    (finding,) = find(source, target)
    assert finding.suggestion == suggestion
    span = finding.target_spans[0]
    assert find(source, target[: span.start] + suggestion + target[span.end :]) == []
