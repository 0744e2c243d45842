"""The DPRK's spelling and the South's: pairs of sentences written for this test, and words that stay."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.text.varieties import (
    SPELLING,
    differences,
    south_forms,
    spelling_variants,
    to_north,
    to_south,
)

PAIRS = [
    ("로동자들이 력사적인 대회를 맞이하였다.", "노동자들이 역사적인 대회를 맞이하였다."),
    ("조선로동당 중앙위원회 전원회의", "조선노동당 중앙위원회 전원회의"),
    ("녀성들의 역할을 높이자.", "여성들의 역할을 높이자."),
    ("렬차가 평양역을 떠났다.", "열차가 평양역을 떠났다."),
    ("량심과 례절을 지키자.", "양심과 예절을 지키자."),
    ("래년의 전투계획을 토의하였다.", "내년의 전투계획을 토의하였다."),
    ("령토와 령해, 령공을 지킨다.", "영토와 영해, 영공을 지킨다."),
    ("리론과 실천을 결합시키자.", "이론과 실천을 결합시키자."),
    ("자료의 리용률을 높인다.", "자료의 이용률을 높인다."),
    ("료리경연이 진행되였다.", "요리경연이 진행되었다."),
    ("륙해공군 장병들", "육해공군 장병들"),
    ("림시로 세운 천막", "임시로 세운 천막"),
    ("랭전의 산물", "냉전의 산물"),
    ("대렬을 정돈하고 규률을 세웠다.", "대열을 정돈하고 규율을 세웠다."),
    ("출생률과 비률이 늘어났다.", "출생률과 비율이 늘어났다."),
    ("공장이 새로 건설되였다.", "공장이 새로 건설되었다."),
    ("선물을 보내여 격려하였다.", "선물을 보내어 격려하였다."),
    ("꽃들이 피여나고 새들이 깃을 폈다.", "꽃들이 피어나고 새들이 깃을 폈다."),
    ("그는 영웅이였다.", "그는 영웅이었다."),
    ("뛰여난 재능을 보여주었다.", "뛰어난 재능을 보여주었다."),
    ("바다가에 해빛이 비친다.", "바닷가에 햇빛이 비친다."),
    ("나무잎이 떨어지고 기발이 나붓긴다.", "나뭇잎이 떨어지고 깃발이 나붓긴다."),
    ("뒤받침을 잘하자.", "뒷받침을 잘하자."),
    ("혁명의 피줄기와 비바람, 초불", "혁명의 핏줄기와 비바람, 촛불"),
    ("일군들은 어깨에 짐을 지고 나섰다.", "일꾼들은 어깨에 짐을 지고 나섰다."),
    ("날이 갈수록 가까와졌다.", "날이 갈수록 가까워졌다."),
    ("놀라운 성과에 모두가 고마와하였다.", "놀라운 성과에 모두가 고마워하였다."),
    ("땅크와 뜨락또르가 지나갔다.", "탱크와 트랙터가 지나갔다."),
    ("콤퓨터와 텔레비죤을 생산한다.", "컴퓨터와 텔레비전을 생산한다."),
    ("로씨야와 윁남, 꾸바의 대표들", "러시아와 베트남, 쿠바의 대표들"),
    ("도이췰란드대사가 왔다.", "독일대사가 왔다."),
    ("회의가 페막되고 낡은 제도가 페지되였다.", "회의가 폐막되고 낡은 제도가 폐지되었다."),
    ("리영철동무가 토론하였다.", "이영철동무가 토론하였다."),
    ("유람선과 류람객, 영광의 자리", "유람선과 유람객, 영광의 자리"),
]


@pytest.mark.parametrize(("north", "south"), PAIRS)
def test_to_the_south(north: str, south: str) -> None:
    assert to_south(north, kinds=SPELLING) == south


@pytest.mark.parametrize(("north", "south"), [pair for pair in PAIRS if "류람" not in pair[0]])
def test_and_back(north: str, south: str) -> None:
    assert to_north(south, kinds=SPELLING) == north


@pytest.mark.parametrize(
    ("north", "south"),
    [
        ("끝까지 투쟁할것이다.", "끝까지 투쟁할 것이다."),
        ("우리는 이길수 있다.", "우리는 이길 수 있다."),
        ("새로 건설하고있다.", "새로 건설하고 있다."),
        ("만단의 준비가 되여있다.", "만단의 준비가 되어 있다."),
        ("제기되는것을 알아보았다.", "제기되는 것을 알아보았다."),
        ("일군들이 나설데 대하여 말씀하시였다.", "일꾼들이 나설 데 대하여 말씀하시었다."),
        ("《로동신문》의 사설", "“노동신문”의 사설"),
        ("로케트가 날아올랐다.", "로켓이 날아올랐다."),
        ("100만달라를 냈다.", "100만달러를 냈다."),
        ("그 물건을 사달라고 하였다.", "그 물건을 사달라고 하였다."),
    ],
)
def test_spacing_quotes_and_particles(north: str, south: str) -> None:
    assert to_south(north) == south


@pytest.mark.parametrize(
    "text",
    [
        "무력사용과 폭력사건, 국력사항",
        "인민들의 참여자와 기여자",
        "관련합의와 훈련방법, 교류행사, 명령도",
        "조국이여, 장군님이시여!",
        "기여하고 대여하였다.",
        "미래의 연구와 연설, 용감한 영웅",
        "한집안식구, 노래와 노력, 여러 여름날",
        "이것과 그것, 우리의것",
        "로마와 리비아, 니카라과",
        "기발한 생각, 수자원",
        "3류와 5리",
    ],
)
def test_what_both_write_stays(text: str) -> None:
    assert to_south(text, kinds=SPELLING) == text


def test_the_souths_forms_are_pointed_out_in_a_text_of_the_dprk() -> None:
    text = "노동계급과 여성들이 베트남의 대표단을 맞이하였다. 어린이용 책이 보내어졌다."
    found = south_forms(text)
    assert [(d.text, d.other, d.kind) for d in found] == [
        ("노동계급", "로동계급", "law"),
        ("여성", "녀성", "law"),
        ("베트남", "윁남", "foreign"),
        ("내어", "내여", "ending"),
    ]
    for d in found:
        assert text[d.start : d.end] == d.text
        assert 0.6 <= d.confidence <= 1
        assert d.reason


@pytest.mark.parametrize(("north", "_south"), PAIRS)
def test_a_text_of_the_dprk_shows_no_form_of_the_south(north: str, _south: str) -> None:
    assert south_forms(north) == []


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("로동", "노동"),
        ("노동당", "로동당"),
        ("리영철", "이영철"),
        ("이영철", "리영철"),
        ("림광일", "임광일"),
        ("이상", "리상"),
        ("냇물", "내물"),
        ("되였다", "되었다"),
        ("렬차", "열차"),
        ("윁남", "베트남"),
        ("녀성 로동자", "여성 노동자"),
    ],
)
def test_variants_hold_the_other_spelling(word: str, other: str) -> None:
    found = spelling_variants(word)
    assert found[0] == word
    assert other in found
    assert len(found) == len(set(found))


def test_a_homograph_is_a_variant_and_no_change() -> None:
    assert to_north("이상한 소리") == "이상한 소리"
    assert differences("이상", "north")[0].confidence < 0.6


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='로동녀성력사되여있는것이다리영철동무는율률렬 《》"“”.,할수고계abc1기발어었워', max_size=40))
def test_any_text(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    for to, change in (("south", to_south), ("north", to_north)):
        end = 0
        for d in differences(text, to):
            assert d.start >= end
            assert text[d.start : d.end] == d.text
            assert d.text != d.other
            end = d.end
        assert unicodedata.is_normalized("NFC", change(text))


def test_it_is_fast() -> None:
    sentences = [f"{north} {i}차 모임" for i in range(30) for north, _ in PAIRS]
    before = time.process_time()
    for sentence in sentences:
        south_forms(sentence)
    assert len(sentences) / (time.process_time() - before) > 1_500


@pytest.mark.parametrize(
    ("text", "south", "north"),
    [
        ("러시아대표단이 왔다.", "러시아", "로씨야"),
        ("이집트아랍공화국 대사", "이집트", "에짚트"),
        ("쿠바산 사탕", "쿠바", "꾸바"),
    ],
)
def test_a_country_is_seen_before_a_joined_noun_and_has_a_source(text: str, south: str, north: str) -> None:
    found = [(d.text, d.other, d.attested) for d in differences(text, "north")]
    assert (south, north, True) in found
