"""Rules that the gold tables show little of, on words of our own and on examples of the published rules."""

from __future__ import annotations

import pytest

from glossary.romanisation import tables
from glossary.romanisation.registry import romanise


@pytest.mark.parametrize(
    ("hangul", "form"),
    [
        # ALA-LC tables, Korean: rule 1 (nn and ll, 렬 and 률), rule 9 (given names in ㄹ), rule 10 (l and r)
        ("비판력", "pip'annyŏk"),
        ("음운론", "ŭmunnon"),
        ("입원료", "ibwŏnnyo"),
        ("분렬", "punyŏl"),
        ("치렬", "ch'iyŏl"),
        ("라디오", "radio"),
        ("린넨", "linnen"),
        ("레슬링", "resŭlling"),
        ("리더십", "lidŏsip"),
        ("로마", "roma"),
        ("로동", "nodong"),
        ("료리", "yori"),
        # standard pronunciation, articles 10, 24, 26
        ("밟다", "papta"),
        ("밟는", "pamnŭn"),
        ("밟아", "palba"),
        ("앉다", "anta"),
        ("젊고", "chŏmko"),
        ("옮기다", "omgida"),
        ("만들다", "mandŭlda"),
        ("살던", "saldŏn"),
        ("전달자", "chŏndalcha"),
        ("활동", "hwaltong"),
        ("물가", "mulka"),
        ("못살다", "mossalda"),
    ],
)
def test_ala_lc(hangul: str, form: str) -> None:
    assert romanise(hangul, "ala-lc", "term").form.lower() == form


@pytest.mark.parametrize(
    ("hangul", "form"),
    [
        ("하리수", "Ha Ri-su"),
        ("이류환", "Yi Ryu-hwan"),
        ("최란", "Ch'oe Ran"),
        ("남궁억", "Namgung Ŏk"),
        ("궁예", "Kung Ye"),
        ("을지문덕", "Ŭlchi Mun-dŏk"),
    ],
)
def test_ala_lc_people(hangul: str, form: str) -> None:
    assert romanise(hangul, "ala-lc", "person").form == form


@pytest.mark.parametrize(
    ("hangul", "form"),
    [
        ("녯날", "yennal"),
        ("님금", "imgŭm"),
        ("셔울", "sŏul"),
        ("션생", "sŏnsaeng"),
        ("쳔디", "ch'ŏnji"),
        ("디방", "chibang"),
        ("공디", "kongji"),
        ("마디", "madi"),
        ("어디", "ŏdi"),
        ("가져", "kajyŏ"),
        ("뉴스", "nyusŭ"),
        ("엿새", "yŏssae"),
    ],
)
def test_spelling_of_before_1933(hangul: str, form: str) -> None:
    assert romanise(hangul, "mr", "term").form == form


@pytest.mark.parametrize(
    ("hangul", "form"),
    [("물엿", "mul-yeos"), ("솔잎", "sol-ip"), ("학여울", "hag-yeo-ul"), ("담요", "dam-yo")],
)
def test_letters_are_letters(hangul: str, form: str) -> None:
    assert romanise(hangul, "rr-letters").form == form


def test_yale_knows_no_sounds() -> None:
    assert romanise("꽃잎", "yale").form == "kkochiph"
    assert romanise("분렬", "yale").form == "punlyel"


@pytest.mark.parametrize(
    ("hangul", "form"),
    [
        ("왕십리", "Wangsimni"),
        ("인왕리", "Inwang-ri"),
        ("많소", "manso"),
        ("밟는", "bamneun"),
        ("분렬", "bunyeol"),
    ],
)
def test_revised(hangul: str, form: str) -> None:
    assert romanise(hangul, "rr").form == form


@pytest.mark.parametrize(
    ("hangul", "form"),
    [("삿갓봉", "Satkatbong"), ("찔레골", "Jjilregol"), ("평안남도", "Phyŏngannam-do")],
)
def test_names_of_places_by_the_rules_of_2012(hangul: str, form: str) -> None:
    assert romanise(hangul, "dprk-2012").form == form


def test_ten_ri_are_no_unit() -> None:
    assert romanise("답십리", "rr", "place").form == "Dapsimni"


def test_loans_begin_with_l_or_r() -> None:
    assert set(tables.loans().values()) == {"l", "r"}
    assert all("라" <= word[0] <= "맇" for word in tables.loans())
