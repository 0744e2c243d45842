"""House style by date; what stands in quotation marks, and general text, is left alone."""

from __future__ import annotations

import pytest

from glossary.checks.findings import BeadText, Finding
from glossary.checks.run import Checker
from glossary.checks.style import rules
from glossary.terms.renderings import PROFILES


def find(target: str, *, source: str = "남조선", day: str = "", profile: str = "kcna") -> list[Finding]:
    return Checker(only=("style",), date=day, profile=profile).check([BeadText(0, source, target)])


@pytest.mark.parametrize(
    ("target", "day", "instead"),
    [
        ("The authorities of South Korea said so.", "2012-05-01", "south Korea"),
        ("South Korea said so.", "2012-05-01", None),
        ("They said: South Korea is near.", "2012-05-01", None),
        ("The south Korean army", "2012-05-01", None),
        ("The authorities of South Korea said so.", "", None),
        ("Drills of south Korea were held.", "2024-05-01", "ROK"),
        ("The paper wrote “we in South Korea know”.", "2012-05-01", None),
        ("The cause of juche is just.", "", "Juche"),
        ("They climbed Mount Paektu.", "", "Mt. Paektu"),
        ("Mount Everest is high.", "", None),
        ("The dear respected Comrade came.", "2012-05-01", None),
        ("The dear respected Comrade came.", "2024-05-01", "respected"),
        ("Comrade respected Kim Jong Un", "", "respected Comrade "),
        ("Pak Song Chol Comrade spoke.", "", "Comrade Pak Song Chol"),
    ],
)
def test_wording(target: str, day: str, instead: str | None) -> None:
    found = [f.suggestion for f in find(target, day=day)]
    assert found == ([instead] if instead else [])
    assert find(target, day=day, profile="general") == []


def test_rules_are_sound() -> None:
    for rule in rules():
        assert rule.houses <= set(PROFILES)
        assert rule.why
        assert rule.source


@pytest.mark.parametrize(
    ("source", "target", "suggestion"),
    [
        ("(평양 10월 7일발 조선중앙통신)", "PYONGYANG, Oct. 7 (KCNA) -", "Pyongyang, October 7 (KCNA) --"),
        ("(평양 10월 7일발 조선중앙통신)", "Pyongyang, October 7 (KCNA) --", None),
        ("끝났다.(끝)", "It ended. -0-", None),
        ("끝났다.(끝)", "It ended. (End)", "-0-"),
        ("끝났다.(끝)", "It ended.", ". -0-"),
    ],
)
def test_dateline_and_closing_mark(source: str, target: str, suggestion: str | None) -> None:
    found = [f for f in find(target, source=source) if f.check in ("style.dateline", "style.closing")]
    assert [f.suggestion for f in found] == ([suggestion] if suggestion else [])


def test_the_rarer_spelling_of_a_text_is_told() -> None:
    beads = [
        BeadText(i, "국방", t)
        for i, t in enumerate(("self-defence", "defence and labour", "the U.S. Defense", "defense"))
    ]
    found = Checker(only=("style.spelling",), profile="kcna").check(beads)
    assert [(f.bead, f.suggestion) for f in found] == [(3, "defence")]
