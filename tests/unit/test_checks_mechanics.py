"""Slips of the hand, sentences without counterpart, and the running of checks over a text."""

from __future__ import annotations

import pytest

from glossary.alignment.beads import Bead, Bitext, Segment
from glossary.checks.findings import BeadText, Finding, Severity
from glossary.checks.run import Checker, bead_texts, check, check_bitext
from glossary.terms.entries import Concept, Term


def find(source: str, target: str, *, profile: str = "general", family: str = "mechanics") -> list[Finding]:
    return Checker(only=(family,), profile=profile).check([BeadText(0, source, target)])


def ids(found: list[Finding]) -> list[str]:
    return [f.check.split(".")[1] for f in found]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("They sang in the the street.", ["repeated-word"]),
        ("The the street.", ["repeated-word"]),
        ("He said that that was right. He had had enough.", []),
        ("New York, New York is far far away.", []),
        ("They came from Duran Duran.", []),
        ("It is good, good indeed.", []),
        ("Two  spaces.", ["space"]),
        ("A space , here.", ["space"]),
        (" At the edge.", ["space"]),
        ("The total was .5 percent.", []),
        ("They sang (in the street.", ["brackets"]),
        ("They sang in) the street.", ["brackets"]),
        ("1) They sang; 2) they danced; a) well (very well).", []),
        ("They sang 《Arirang.", ["quotes"]),
        ("They sang :) and left :(", []),
        ("Shares of the firm (FNM, Fortune 500) fell.", []),
        ("Moon Jae-in in Seoul.", []),
    ],
)
def test_slips(target: str, expected: list[str]) -> None:
    assert ids(find("그들은 노래를 불렀다", target)) == expected


def test_the_place_of_a_repeated_word_and_its_mending() -> None:
    target = "They sang in the the street."
    (finding,) = find("그들은 노래를 불렀다.", target)
    (span,) = finding.target_spans
    assert target[: span.start] + str(finding.suggestion) + target[span.end :] == "They sang in the street."


def test_a_bracket_that_the_source_leaves_open_too_may_stay_open() -> None:
    assert find("그들은 (거리에서 노래를 불렀다.", "They sang (in the street.") == []


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("그는 《간다.》고 말하였다.", 'He said, "I go."', []),
        ("그는 《간다.》고 말하였다.", 'He said, "I go.', ["quotes"]),
        ("그는 《간다.》고 말하였다.", "He said, “I go.", ["quotes"]),
        ("그는 《간다고 말하였다.", 'He said, "I go.', []),
        ("그는 간다고 말하였다.", "He said it's the workers' way.", []),
        ("길이는 5인치이다.", 'It is 5" long.', []),
    ],
)
def test_quotations(source: str, target: str, expected: list[str]) -> None:
    assert ids(find(source, target)) == expected


def test_a_quotation_may_run_over_sentences() -> None:
    beads = [
        BeadText(0, "그는 《우리는 간다.》고 말하였다.", 'He said, "We go.'),
        BeadText(1, "《우리는 이긴다.》", 'We win."'),
    ]
    assert Checker(only=("mechanics",)).check(beads) == []


@pytest.mark.parametrize(("profile", "severity"), [("general", Severity.NOTE), ("kcna", Severity.WARNING)])
def test_a_sentence_without_its_end(profile: str, severity: Severity) -> None:
    (finding,) = find("그들은 거리에서 노래를 불렀다.", "They sang in the street", profile=profile)
    assert (finding.check, finding.severity, finding.suggestion) == ("mechanics.end", severity, "t.")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("그들은 노래를 불렀다.", "They sang in the street. -0-"),
        ("그들은 노래를 불렀다.", 'They sang "in the street."'),
        ("그들은 노래를 불렀다.", "They sang (in the street.)"),
        ("거리에서 부른 노래", "Songs Sung in the Street"),
        ("그들은 노래를 불렀다.", "Songs in streets"),
    ],
)
def test_ends_that_are_right(source: str, target: str) -> None:
    assert find(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("그들은 노래를 불렀다.", "", ["untranslated"]),
        ("그들은 노래를 불렀다.", " \n", ["untranslated"]),
        ("***", "", []),
        ("", "They sang.", ["added"]),
        ("그들은 노래를 불렀다.", "그들은 노래를 불렀다.", ["source-left"]),
        ("그들은 노래를 불렀다.", "They sang 노래.", ["source-left"]),
        ("그들은 노래를 불렀다.", "They sang.", []),
    ],
)
def test_completeness(source: str, target: str, expected: list[str]) -> None:
    assert ids(find(source, target, family="completeness")) == expected


WPK = Concept(
    id="wpk",
    subject="organisation",
    terms=(Term(id="k", language="ko-KP", text="조선로동당"), Term(id="e", language="en", text="WPK")),
)


def bitext() -> Bitext:
    source = (Segment(10, "조선로동당은 강하다."), Segment(11, "350명이 왔다."), Segment(12, "날씨가 맑다."))
    target = (Segment(5, "It is strong."), Segment(6, "People came."))
    return Bitext("ko-KP", "en", source, target, (Bead((10,), (5,)), Bead((11, 12), (6,))), date="2022-10-07")


def test_the_beads_of_a_bitext_keep_text_and_positions() -> None:
    given = bitext()
    texts = bead_texts(given)
    assert [t.source for t in texts] == [given.source_text(b) for b in given.beads]
    assert [t.target for t in texts] == [given.target_text(b) for b in given.beads]
    assert [(t.source_segments, t.target_segments) for t in texts] == [((0,), (0,)), ((1, 2), (1,))]


def test_an_aligned_text_is_checked_in_order() -> None:
    found = check_bitext(bitext(), [WPK])
    assert [(f.bead, f.check) for f in found] == [(0, "terms.missing"), (1, "numbers.missing")]


def test_findings_of_a_bead_come_by_family_and_place() -> None:
    bead = BeadText(0, "조선로동당은 350명을 350일 불렀다.", "They  called the the people 7,000 and 8,000 times.")
    found = [f.check for f in check([bead], [WPK])]
    assert len({_family(f) for f in found}) == 3
    assert found == sorted(found, key=_family)


def _family(check_id: str) -> int:
    return ("completeness", "terms", "names", "numbers", "mechanics").index(check_id.split(".", maxsplit=1)[0])


def test_an_empty_text_has_no_findings() -> None:
    assert check([], [WPK]) == []
    assert check([BeadText(0, "", "")], [WPK]) == []


def test_one_bead_is_checked_again_as_in_the_whole_text() -> None:
    beads = list(bead_texts(bitext()))
    checker = Checker([WPK])
    whole = checker.check(beads)
    for bead in beads:
        assert checker.check_bead(beads, bead.index) == [f for f in whole if f.bead == bead.index]


@pytest.mark.parametrize(
    ("target", "check"),
    [
        ("the capital?s streets", "mechanics.lost-mark"),
        ("the north ? and the south", "mechanics.lost-mark"),
        ("1945?1950", "mechanics.lost-mark"),
        ("the capital\ufffds streets", "mechanics.lost-mark"),
        ("the capitalâ€™s streets", "mechanics.lost-mark"),
        ("Is it so? Yes, it is.", ""),
        ("(Who knows?)", ""),
        ("see http://kcna.kp/item.php?id=3", ""),
        ("the \u200bstreets", "mechanics.invisible"),
        ("the streets\u00ad", "mechanics.invisible"),
        ("the Рarty", "mechanics.scripts"),
        ("the Путин newspaper", ""),
        ("５０ people", "mechanics.scripts"),
    ],
)
def test_stray_characters(target: str, check: str) -> None:
    found = Checker(only=("mechanics.lost-mark", "mechanics.invisible", "mechanics.scripts")).check(
        [BeadText(0, "수도의 거리", target)]
    )
    assert [f.check for f in found] == ([check] if check else [])


def test_a_quotation_that_ends_in_its_sentence_is_told_whatever_the_neighbours_have() -> None:
    beads = [
        BeadText(0, "그는 《우리는 간다.》고 말하였다.", '"We go, he said.'),
        BeadText(1, "《우리는 이긴다.》", 'We win."'),
    ]
    found = [f for f in Checker(only=("mechanics.quotes",)).check(beads) if f.bead == 0]
    assert [(f.check, f.target_spans[0].start) for f in found] == [("mechanics.quotes", 0)]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        # the source closes what the translation opens: not the same slip
        ("그 녀자가 방금 가져갔어요.”라고 말하였다.", '"She has just taken it.', ["quotes"]),
        ("《그 녀자가 방금 가져갔습니다.", '"She has just taken it.', []),
        # some words of a clause are quoted; that ends with the clause
        ("그는 리유를 묻지 않았다.”", 'He left it an "open question.', ["quotes"]),
        ("그는 그것이 열린 문제라고 하였다.”", 'He said, "it is an open question.', ["quotes"]),
        ("《그는 그것이 열린 문제라고 하였다.", 'He said, "it is an open question.', []),
    ],
)
def test_an_open_source_excuses_only_the_same_slip(source: str, target: str, expected: list[str]) -> None:
    assert ids([f for f in find(source, target) if f.check == "mechanics.quotes"]) == expected


def test_a_title_in_quotation_marks_needs_both() -> None:
    beads = [
        BeadText(0, "그는 가극 《꽃파는 처녀》를 관람하고 출연자들과 기념사진을 찍었다.", 'He saw "The Flower Girl.'),
        BeadText(1, "《우리는 이긴다.》", 'We win."'),
    ]
    assert [f.bead for f in Checker(only=("mechanics.quotes",)).check(beads)][:1] == [0]


def test_a_japanese_sentence_without_its_full_stop() -> None:
    checker = Checker(only=("mechanics.end",), target_language="ja")
    (found,) = checker.check([BeadText(0, "7천만 겨레는 기뻐한다.", "7千万の同胞は喜んでいる")])
    assert found.suggestion == "る。"
    assert checker.check([BeadText(0, "7천만 겨레는 기뻐한다.", "7千万の同胞は喜んでいる。")]) == []
