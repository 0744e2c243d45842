"""What of one side stands for expressions of the other, and which member of a list has nothing there."""

from __future__ import annotations

import pytest

from glossary.alignment.encoder import Encoder, shared_encoder
from glossary.checks.completeness import LIKELY
from glossary.checks.findings import BeadText, Finding, Severity, Span
from glossary.checks.likely_members import doubts, lists_in
from glossary.checks.run import Checker
from glossary.phrases.counterparts import counterparts

KO_EN, EN_KO = ("ko-KP", "en"), ("en", "ko-KP")
# Sentences written for this test.
SOURCE = "대회에는 로동자, 농민, 청년학생들이 참가하였다."
WHOLE = "Workers, farmers and young students attended the rally."
SHORT = "Workers and young students attended the rally."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return shared_encoder()


def span(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


def texts(given: str, wanted: str, parts: list[str], languages: tuple[str, str], encoder: Encoder) -> list[str]:
    found = counterparts(given, wanted, languages, [span(given, p) for p in parts], encoder)
    return [wanted[c.span.start : c.span.end] if c.span and c.likeness > 0.5 else "" for c in found]


def test_each_expression_has_its_own_place(encoder: Encoder) -> None:
    assert texts(SOURCE, WHOLE, ["로동자", "농민"], KO_EN, encoder) == ["Workers", "farmers"]
    assert texts(WHOLE, SOURCE, ["farmers", "Workers"], EN_KO, encoder) == ["농민", "로동자"]


def test_what_another_word_claims_is_no_counterpart(encoder: Encoder) -> None:
    source, target = "중국과 로씨야가 합의하였다.", "China came to an agreement."
    assert texts(source, target, ["로씨야"], KO_EN, encoder) == [""]
    assert texts(source, target, ["중국"], KO_EN, encoder) == ["China"]


def test_names_and_numbers_are_counterparts_whatever_the_encoder_thinks(encoder: Encoder) -> None:
    source, target = "김태웅과 50명이 왔다.", "Kim Thae Ung came, and 50 with him."
    found = counterparts(source, target, KO_EN, [span(source, "김태웅"), span(source, "50명")], encoder)
    assert [c.likeness for c in found] == [1.0, 1.0]
    assert [target[c.span.start : c.span.end].split(maxsplit=1)[0] for c in found if c.span] == ["Kim", "50"]


def test_further_wordings_find_what_the_word_itself_does_not(encoder: Encoder) -> None:
    source, target = "동무들은 양묘소에 갔다.", "The comrades went to the tree nursery."
    (bare,) = counterparts(source, target, KO_EN, [span(source, "양묘소")], encoder)
    (told,) = counterparts(source, target, KO_EN, [span(source, "양묘소")], encoder, also=[["tree nursery"]])
    assert told.likeness > 0.95 > bare.likeness


def test_nothing_against_an_empty_side(encoder: Encoder) -> None:
    (found,) = counterparts(SOURCE, "…", KO_EN, [span(SOURCE, "농민")], encoder)
    assert (found.likeness, found.span) == (0.0, None)


def test_english_lists_are_cut_to_their_members() -> None:
    (one,) = lists_in("The rally was attended by officials, workers and students of the city.", "en")
    text = "The rally was attended by officials, workers and students of the city."
    assert [text[a:b] for a, b in one.members] == ["attended by officials", "workers", "students of the"]


@pytest.mark.parametrize(
    ("given", "whole", "short", "languages", "lost"),
    [
        (SOURCE, WHOLE, SHORT, KO_EN, "농민"),
        # as many commas as members: counting sees nothing here
        (
            "대표단은 중국, 로씨야, 몽골을 방문하였다.",
            "The delegation, which left on Friday, visited China, Russia and Mongolia.",
            "The delegation, which left on Friday, visited China and Mongolia.",
            KO_EN,
            "로씨야",
        ),
        (WHOLE, SOURCE, "대회에는 로동자, 청년학생들이 참가하였다.", EN_KO, "farmers"),
    ],
)
def test_the_member_that_is_missing_is_named(
    given: str, whole: str, short: str, languages: tuple[str, str], lost: str, encoder: Encoder
) -> None:
    (none,) = doubts(given, whole, languages, encoder)
    (one,) = doubts(given, short, languages, encoder)
    assert none.probability < 0.2 < LIKELY < one.probability
    assert given[one.lost.start : one.lost.end] == lost


def find(source: str, target: str) -> list[Finding]:
    checker = Checker(only=("completeness.member",), encoder=shared_encoder)
    return checker.check([BeadText(0, source, target)])


def test_the_check_points_at_the_member() -> None:
    assert find(SOURCE, WHOLE) == []
    (found,) = find(SOURCE, SHORT)
    assert found.severity is Severity.WARNING
    assert [SOURCE[s.start : s.end] for s in found.source_spans] == ["농민"]
    assert "농민 may be missing" in found.message


def test_a_list_in_brackets_counts_too() -> None:
    source = "학생들은 과목(수학, 물리, 화학, 생물)을 배운다."
    assert find(source, "The students learn their subjects (mathematics, physics, chemistry and biology).") == []
    (found,) = find(source, "The students learn their subjects (mathematics, physics and biology).")
    assert [source[s.start : s.end] for s in found.source_spans] == ["화학"]
