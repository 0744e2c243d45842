"""Names of a Korean sentence in its English counterpart and the reverse, on pairs that we wrote and marked."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.romanisation.names import find_in_korean, names_in_korean, pair_names
from glossary.romanisation.registry import romanise_line
from tests.unit.name_pairs import PAIRS, Marked
from tests.unit.name_pairs_further import FURTHER

Both = pytest.mark.parametrize("pairs", [PAIRS, FURTHER], ids=["pairs", "further"])


def test_there_are_enough_pairs() -> None:
    assert len(PAIRS) >= 60
    assert sum(len(names) for _, _, names in PAIRS) >= 90
    for korean, english, names in PAIRS + FURTHER:
        assert all(ko in korean and en in english for ko, en in names)


@Both
def test_names_in_korean_are_right(pairs: tuple[Marked, ...]) -> None:
    found = [(i, match.text) for i, (korean, _, _) in enumerate(pairs) for match in names_in_korean(korean)]
    right = {(i, ko) for i, (_, _, names) in enumerate(pairs) for ko, _ in names}
    hits = sum(item in right for item in found)
    assert hits / len(found) >= 0.95
    assert hits / len(right) >= 0.83  # of people without a title and places inside longer words only the usual ones


@Both
def test_names_are_paired_with_their_english(pairs: tuple[Marked, ...]) -> None:
    found = [
        (i, pair.korean.text, pair.english.form)
        for i, (korean, english, _) in enumerate(pairs)
        for pair in pair_names(korean, english)
    ]
    right = {(i, ko, en) for i, (_, _, names) in enumerate(pairs) for ko, en in names}
    hits = sum(item in right for item in found)
    assert hits / len(found) >= 0.95, [item for item in found if item not in right]
    assert hits / len(right) >= 0.90


@Both
def test_an_english_name_is_found_in_its_korean_and_in_no_other(pairs: tuple[Marked, ...]) -> None:
    hits = wrong = total = 0
    for i, (korean, english, names) in enumerate(pairs):
        for ko, en in names:
            found = {match.text for match in find_in_korean(en, korean)}
            total += 1
            hits += ko in found
            wrong += len(found - {ko})
        for _, other, others in pairs[i + 1 : i + 12]:
            for _, en in others:
                if en not in english and other != english:
                    wrong += len(find_in_korean(en, korean))
    assert hits / (hits + wrong) >= 0.95
    assert hits / total >= 0.95


def test_other_sentences_share_no_names() -> None:
    """A Korean sentence beside the English of another one: hardly anything is paired."""
    wrong = [
        (pair.korean.text, pair.english.form)
        for (korean, _, names), (_, english, others) in zip(PAIRS, PAIRS[7:], strict=False)
        for pair in pair_names(korean, english)
        if not {ko for ko, _ in names} & {ko for ko, _ in others}
    ]
    assert wrong == []


def test_five_thousand_pairs_a_second() -> None:
    pairs = [(f"{korean} {i}", f"{english} {i}") for i in range(20) for korean, english, _ in PAIRS]
    before = time.process_time()
    for korean, english in pairs:
        pair_names(korean, english)
    assert len(pairs) / (time.process_time() - before) > 3_000  # 8,000 and more on an idle machine


@pytest.mark.parametrize(
    "sentence",
    [
        "전미국대통령이 말하였다.",
        "국무위원장의 명령에 따라 진행되였다.",
        "국무위원장동지께서 오시였다.",
        "조선로동당 총비서이시며 국무위원장이신 그이께서",
        "내각총리의 보고를 청취하였다.",
        "최고인민회의 상임위원회 위원장의 축하",
        "도당책임비서와 시당위원장이 참가하였다.",
        "제1부부장의 담화가 나갔다.",
        "현외무상과 전국방상이 만났다.",
        "신임대사가 신임장을 봉정하였다.",
        "고위급대표단이 도착하였다.",
        "당중앙위원회 정치국 상무위원회 위원들",
        "민방위대장과 소방대장이 입회하였다.",
        "총참모장과 정치지도원, 려단장의 임무",
        "원수님의 사랑은 끝이 없다.",
        "장군님께서 찾아주신 공장",
        "한대통령후보가 나섰다.",
        "유엔사무총장의 보고서",
        "안전부장과 보위부장을 임명하였다.",
        "조선인민군 총정치국장의 축사",
        "구청장과 방송위원장, 문화상의 회견",
        "남조선대통령과 주미대사의 회담",
        "지배인과 기사장, 초급당비서들",
        "정부수상과 부수상들, 주조대사",
        "공화국영웅들과 로력영웅들",
        "태권도선수들과 감독들",
        "강사선생들과 학생들",
        "차관보급회담에서 장관은 침묵하였다.",
        "위원장은 연설에서 성과를 언급하였다.",
        "노벨상수상자와 심판원들",
    ],
)
def test_titles_alone_are_no_people(sentence: str) -> None:
    assert [m.text for m in names_in_korean(sentence) if m.kind == "person"] == []
    assert romanise_line(sentence)


@settings(max_examples=120, deadline=None)
@given(
    st.text(alphabet="김리박정은성철동지께서는위원장군시구평양 .,《》라로씨야AKim", max_size=30),
    st.text(alphabet="KimJongUnPyaghlRus -.,'사 ", max_size=40),
)
def test_offsets_hold(korean: str, english: str) -> None:
    korean, english = unicodedata.normalize("NFC", korean), unicodedata.normalize("NFC", english)
    for pair in pair_names(korean, english):
        assert korean[pair.korean.start : pair.korean.end] == pair.korean.text
        assert english[pair.english.start : pair.english.end] == pair.english.form
    for match in find_in_korean(english, korean):
        assert korean[match.start : match.end] == match.text
