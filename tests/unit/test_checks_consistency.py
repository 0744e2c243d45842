"""The same said in two ways: sentences, terms, quoted names, precedents; and what is no contradiction."""

from __future__ import annotations

import pytest

from glossary.checks.findings import BeadText, Finding, Severity
from glossary.checks.precedents import Precedent
from glossary.checks.run import Checker
from glossary.terms.entries import Concept, Status, Term, TermType

Pairs = list[tuple[str, str]]


def texts(pairs: Pairs) -> list[BeadText]:
    return [BeadText(i, source, target) for i, (source, target) in enumerate(pairs)]


def find(pairs: Pairs, concepts: tuple[Concept, ...] = (), profile: str = "kcna") -> list[Finding]:
    return Checker(concepts, profile=profile, only=("consistency",)).check(texts(pairs))


def concept(ko: str, *english: str, short: str = "") -> Concept:
    terms = [Term(id=f"{ko}-ko", language="ko-KP", text=ko)]
    terms += [
        Term(id=f"{ko}-{i}", language="en", text=text, status=Status.ADMITTED if i else Status.PREFERRED)
        for i, text in enumerate(english)
    ]
    if short:
        terms.append(Term(id=f"{ko}-s", language="en", text=short, type=TermType.ACRONYM, status=Status.ADMITTED))
    return Concept(id=f"c-{ko}", terms=tuple(terms))


GUIDANCE = concept("현지지도", "field guidance", "on-the-spot guidance")
GIVEN = [
    ("공장에 대한 현지지도가 있었다.", "There was field guidance to the factory."),
    ("농장에 대한 현지지도가 있었다.", "There was on-the-spot guidance to the farm."),
    ("탄광에 대한 현지지도가 있었다.", "There was field guidance to the mine."),
]


def test_the_odd_rendering_is_told_with_the_majority_and_the_places() -> None:
    (finding,) = [f for f in find(GIVEN, (GUIDANCE,)) if f.check == "consistency.term"]
    assert finding.bead == 1
    assert finding.severity is Severity.WARNING
    assert finding.suggestion == "field guidance"
    assert "in 2 of 3 places" in finding.message
    assert [(r.bead, r.message) for r in finding.related] == [(0, "“field guidance”"), (2, "“field guidance”")]
    target = GIVEN[1][1]
    assert [target[s.start : s.end] for s in finding.target_spans] == ["on-the-spot guidance"]


def test_general_text_is_only_noted() -> None:
    (finding,) = [f for f in find(GIVEN, (GUIDANCE,), "general") if f.check == "consistency.term"]
    assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Workers' Party of Korea", "WPK"),
        ("field guidance", "field guidances"),
        ("field guidance", "Field guidance"),
    ],
)
def test_another_length_or_number_of_one_form_is_no_other_form(one: str, other: str) -> None:
    concepts = (
        concept("현지지도", "field guidance", "guidance"),
        concept("조선로동당", "Workers' Party of Korea", short="WPK"),
    )
    ko = "현지지도" if "uidance" in one else "조선로동당"
    pairs = [(f"{ko}의 위력이다.", f"It is the might of {one}."), (f"{ko}의 힘이다.", f"{other} is the power of it.")]
    assert [f for f in find(pairs, concepts) if f.check == "consistency.term"] == []


def test_a_quoted_name_rendered_in_two_ways() -> None:
    pairs = [
        ("노래 《조국찬가》를 불렀다.", "They sang the song “Ode to the Motherland.”"),
        ("합창 《조국찬가》가 울렸다.", "The chorus “Hymn to My Country” was heard."),
        ("《조국찬가》가 끝났다.", "“Ode to the Motherland” came to an end."),
    ]
    (finding,) = [f for f in find(pairs) if f.check == "consistency.term"]
    assert finding.bead == 1
    assert finding.suggestion == "Ode to the Motherland"


def test_a_sentence_that_stands_twice() -> None:
    same = "참가자들은 전시회장을 돌아보았다."
    pairs = [
        (same, "The participants went round the hall."),
        (same, "Those present looked about the exhibition."),
        (same, "The participants went round the hall"),
    ]
    (finding,) = [f for f in find(pairs) if f.check == "consistency.target"]
    assert finding.bead == 1
    assert "nrefs:1|case:mixed" in finding.evidence  # sacrebleu's signature
    assert {r.bead for r in finding.related} == {0, 2}


def test_one_translation_of_two_sentences() -> None:
    target = "The factory made a new product for the coming exhibition."
    pairs = [("공장에서는 새 제품을 만들었다.", target), ("학생들은 박물관을 참관하고 숙소로 돌아갔다.", target)]
    (finding,) = [f for f in find(pairs) if f.check == "consistency.source"]
    assert finding.bead == 1
    near = [("공장에서는 새 제품을 만들었다.", target), ("공장에서는 새 제품을 만들었다!", target)]
    assert find(near) == []


def test_a_bead_without_a_counterpart_takes_no_part() -> None:
    same = "참가자들은 전시회장을 돌아보았다."
    assert find([(same, "The participants went round the hall."), (same, "")]) == []


class Memory:
    """Precedents that are given."""

    def __init__(self, *precedents: Precedent) -> None:
        self.precedents = precedents

    def near(self, source: str) -> list[Precedent]:
        return [p for p in self.precedents if p.source[:4] == source[:4]]


def test_the_memory_shows_the_precedent_and_its_date() -> None:
    source = "참가자들은 전시회장을 돌아보았다."
    known = Precedent(
        score=100, source=source, target="The participants went round the hall.", date="2021-03-01", where="alignment 3"
    )
    checker = Checker(only=("consistency.memory",), profile="kcna", precedents=Memory(known))
    (finding,) = checker.check(texts([(source, "They who took part saw the show.")]))
    assert "of 2021-03-01" in finding.message
    assert known.target in finding.message
    assert "alignment 3" in finding.evidence
    assert checker.check(texts([(source, "The participants went round the hall!")])) == []


def test_an_edit_is_seen_by_the_other_places() -> None:
    text = Checker((GUIDANCE,), profile="kcna", only=("consistency",)).open(texts(GIVEN))
    assert [f.check for f in text.findings(1)] == ["consistency.term"]
    assert text.edit(1, GIVEN[1][1].replace("on-the-spot", "field")) == []
    assert text.edit(0, GIVEN[0][1].replace("field", "on-the-spot"))[0].bead == 0
    assert text.findings(1) == []
