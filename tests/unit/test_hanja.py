"""Chinese characters read in Hangul, in both countries' way; words are chosen by us."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.romanisation import hanja
from glossary.romanisation.hanja import read_hanja
from glossary.romanisation.registry import romanise, romanise_line


@pytest.mark.parametrize(
    ("text", "north", "south"),
    [
        ("勞動", "로동", "노동"),
        ("朝鮮勞動黨", "조선로동당", "조선노동당"),
        ("歷史", "력사", "역사"),
        ("女性", "녀성", "여성"),
        ("李", "리", "이"),
        ("國家領導", "국가령도", "국가영도"),
        ("原子力發電所", "원자력발전소", "원자력발전소"),
        ("男女老少", "남녀로소", "남녀노소"),
        ("比率", "비률", "비율"),
        ("實踐率", "실천률", "실천율"),
        ("成功率", "성공률", "성공률"),
        ("廢止", "페지", "폐지"),
        ("敗北", "패배", "패배"),
        ("不動産", "부동산", "부동산"),
        ("自轉車", "자전거", "자전거"),
        ("金剛山", "금강산", "금강산"),
        ("金屬工業", "금속공업", "금속공업"),
        ("沈默", "침묵", "침묵"),
        ("六月", "류월", "유월"),
        ("人々", "인인", "인인"),
        ("1990年", "1990년", "1990년"),
        ("三千里", "삼천리", "삼천리"),
        ("平壤에서 會談", "평양에서 회담", "평양에서 회담"),
    ],
)
def test_words_in_both_readings(text: str, north: str, south: str) -> None:
    assert read_hanja(text) == north
    assert read_hanja(text, "south") == south


@pytest.mark.parametrize(
    ("text", "north", "south", "latin"),
    [
        ("李舜臣", "리순신", "이순신", "Ri Sun Sin"),
        ("金日成", "김일성", "김일성", "Kim Il Sung"),
        ("沈光世", "심광세", "심광세", "Sim Kwang Se"),
        ("鮮于明", "선우명", "선우명", "Sonu Myong"),
        ("羅雲奎", "라운규", "나운규", "Ra Un Gyu"),
        ("朱斗烈", "주두렬", "주두열", "Ju Tu Ryol"),
    ],
)
def test_people(text: str, north: str, south: str, latin: str) -> None:
    assert read_hanja(text, person=True) == north
    assert read_hanja(text, "south", person=True) == south
    assert romanise(text, "dprk", "person").form == latin


def test_a_glued_title_makes_a_person() -> None:
    assert read_hanja("金正恩委員長") == "김정은위원장"
    assert read_hanja("金屬大學") == "금속대학"


def test_latin_systems_read_in_their_own_tradition() -> None:
    assert romanise("勞動", "dprk").form == "Rodong"
    assert romanise("勞動", "ala-lc").form == "Nodong"
    assert romanise("李重煥", "ala-lc", "person").form == "Yi Chung-hwan"
    assert "리중환" in romanise("李重煥", "dprk", "person").reason


def test_running_text_keeps_characters_in_brackets() -> None:
    assert romanise_line("평양(平壤)의 거리", "dprk") == "Pyongyang(平壤)ui kori"
    assert romanise_line("평양(平壤)의 거리", "hanja-north") == "평양(평양)의 거리"


def test_the_readings_follow_the_order_of_ks_x_1001() -> None:
    """The standard lists its 4,888 characters by reading; a table that follows it has hardly a wrong reading."""
    standard = [
        char
        for row in range(0xCA, 0xFE)
        for cell in range(0xA1, 0xFF)
        if not unicodedata.decomposition(char := bytes([row, cell]).decode("euc_kr"))
    ]
    readings = [hanja.characters().get(char, "") for char in standard]
    assert len(standard) > 4_600
    assert sum(not reading for reading in readings) == 0
    falls = sum(after < before for before, after in itertools.pairwise(readings))
    assert falls <= 12


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="李金北年力論率々々廢烈〇이가 1(),平壤\uf90a國勞動黨𠀀", max_size=14))
def test_any_text_gives_nfc_of_the_same_length(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    for reading in ("north", "south"):
        for person in (None, True, False):
            out = read_hanja(text, reading, person=person)
            assert unicodedata.is_normalized("NFC", out)
            assert len(out) == len(text)
