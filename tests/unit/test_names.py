"""Names in Korean sentences and in their English counterparts; all sentences are written for this test."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.romanisation import sentences
from glossary.romanisation.beginnings import openings_of
from glossary.romanisation.candidates import hangul
from glossary.romanisation.names import find_in_english, folded, is_person, names_in_korean, variants
from glossary.romanisation.word_names import Speaks, others, starts
from tests.unit.test_romanisation_gold import GOLD
from tests.unit.test_romanisation_gold import rows as gold_rows

SENTENCES: list[tuple[str, list[str]]] = [
    ("경애하는 김정은동지께서는 새로 일떠선 온실농장을 돌아보시였다.", ["김정은"]),
    ("박태성총리가 위원군의 농장을 료해하였다.", ["박태성", "위원군"]),
    ("외무성 대변인 문철명은 기자회견을 하였다.", ["문철명"]),
    ("선우명호 작업반장이 토론하였다.", ["선우명호"]),
    ("최룡해위원장과 리병철부위원장이 참가하였다.", ["최룡해", "리병철"]),
    ("로씨야대표단이 평양에 도착하였다.", ["로씨야", "평양"]),
    ("전기생산을 늘이고 유리를 보내주었다.", []),
    ("지도를 펼쳐놓고 정세를 분석하였다.", []),
    ("승리의 기세드높이 과일생산에서 혁신을 일으켰다.", []),
    ("공장에서는 영광의 그날을 기다리고있다.", []),
    ("강원도와 황해남도의 일군들이 모였다.", ["강원도", "황해남도"]),
    ("리영철동무는 배우며 일하였다.", ["리영철"]),
    ("조선로동당의 정책을 관철하자.", []),
    ("정성옥선수가 1등을 하였다.", ["정성옥"]),
    ("최우수선수들에게 상장을 주었다.", []),
    ("김치와 김장에 대하여 말하였다.", []),
    ("한나산에서 백두산까지 만세소리가 울리였다.", ["한나산", "백두산"]),
    ("전화하였다고 말하였다.", []),
    ("마감공사를 다그치고있다.", []),
    ("회령시 인민들이 환호하였다.", ["회령시"]),
    ("대동강의 물이 맑다.", ["대동강"]),
    ("개성에서 인삼을 재배한다.", ["개성"]),
    ("개성을 살려 노래하였다.", []),
    ("락원기계종합기업소와 신의주화장품공장을 찾았다.", ["락원", "신의주"]),
    ("상원군사위원회의 보고", []),
    ("시인민위원회 부위원장 장명호는 말하였다.", ["장명호"]),
    ("이란외무상과 수단정부대표단이 만났다.", ["이란", "수단"]),
    ("그 이란은 온갖 수단을 다하였다.", []),
    ("수리아아랍공화국과 로씨야련방사이의 관계", ["수리아", "로씨야"]),
]


@pytest.mark.parametrize(("sentence", "names"), SENTENCES)
def test_names_in_korean(sentence: str, names: list[str]) -> None:
    found = names_in_korean(sentence)
    assert [match.text for match in found] == names
    for match in found:
        assert sentence[match.start : match.end] == match.text
        assert 0.6 <= match.confidence <= 1


def test_known_names_are_believed_without_a_title() -> None:
    sentence = "그날 남일송이 왔다."
    assert [m.text for m in names_in_korean(sentence, known=["남일송"])] == ["남일송"]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(("김", "리", "박", "선우", "남궁", "전", "조", "현")),
    st.text(alphabet="영철성남지도해미국정은명호수", min_size=1, max_size=2),
    st.sampled_from(("", "은", "이", "께서", "동지", "위원장은", "대통령", "하였다")),
    st.sampled_from(("", "동지는", "기자가", "공장을")),
)
def test_the_quick_look_at_a_word_never_misses_a_person(family: str, name: str, tail: str, after: str) -> None:
    """A word whose letters are not looked at in full is no person by itself; with a title beside it all are."""
    word = family + name + tail
    bits = starts(frozenset())[word[:2]]
    in_full = sentences._Depends(word, others(word, bits, frozenset()), None, Speaks.ITSELF).between("", after)
    found = [m for m in names_in_korean(f"{word} {after}") if m.start == 0]
    assert [(m.text, m.kind) for m in found] == ([(in_full.text, in_full.kind)] if in_full else [])


@pytest.mark.parametrize(
    ("name", "english", "form", "how"),
    [
        ("김정은", "the respected Comrade Kim Jong Un's letter", "Kim Jong Un", "form"),
        ("김정은", "the letter of Kim Jong-un", "Kim Jong-un", "style"),
        ("박근혜", "what Park Geun-hye said", "Park Geun-hye", "south"),
        ("리명박", "what Lee Myung-bak said", "Lee Myung-bak", "south"),
        ("최룡해", "Choi Ryong-hae was present", "Choi Ryong-hae", "south"),
        ("김정은", "Kim Chŏng-ŭn", "Kim Chŏng-ŭn", "ala-lc"),
        ("김정은", "Jong Un Kim", "Jong Un Kim", "reversed"),
        ("위원군", "a farm in Wiwon County", "Wiwon County", "variant"),
        ("락원", "the Ragwon works", "Ragwon", "variant"),
        ("백두산", "to Mt. Paektu", "Mt. Paektu", "variant"),
        ("평양", "in Pyongyang.", "Pyongyang", "form"),
        ("로씨야", "the Russia delegation", "Russia", "foreign"),
    ],
)
def test_find_in_english(name: str, english: str, form: str, how: str) -> None:
    found = find_in_english(name, english)
    assert [(m.form, m.how) for m in found] == [(form, how)]
    assert english[found[0].start : found[0].end] == form


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("김영철", "Kim Jong Chol met the guests"),
        ("김정은", "The reception was held in a warm atmosphere"),
        ("성간군", "The song of the county"),
        ("오수용", "O, suppose it were so"),
        ("김성", "He kept on singing Kim songs"),
    ],
)
def test_other_words_are_no_names(name: str, english: str) -> None:
    assert find_in_english(name, english) == []


@pytest.mark.parametrize(
    ("name", "english", "form"),
    [
        ("로씨야", "the Russian delegation", "Russian"),
        ("뽈스까", "two Poles came", "Poles"),
        ("수리아", "the Syrian Arab Republic", "Syrian"),
        ("로씨야", "a report from Moscow", ""),
        ("이라크", "a report from Iran", ""),
        ("조선", "the Korean people", ""),
        ("안주시", "the cities of Anju and Kaechon", "Anju"),
        ("정일봉", "they looked at Jong Il Peak", "Jong Il Peak"),
    ],
)
def test_places_stand_as_adjectives_and_without_their_unit(name: str, english: str, form: str) -> None:
    found = find_in_english(name, english, stems=True)
    assert [match.form for match in found] == ([form] if form else [])


def test_variants_begin_with_the_house_form_and_hold_the_souths() -> None:
    forms = variants("박정철")
    assert forms[0] == "Pak Jong Chol"
    assert {"Park Jung-chul", "Bak Jeongcheol", "Pak Chŏng-ch'ŏl"} <= set(forms)
    assert len(forms) == len(set(forms))


def test_folded_keys_meet_across_systems_and_keep_people_apart() -> None:
    assert folded("Pak Thae-sŏng") == folded("Bak Taeseong")
    assert folded("P'yŏngyang") == folded("Pyeongyang")
    assert folded("Kim Yong Chol") != folded("Kim Jong Chol")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(("tc", "h", "k", "kk", "t", "p", "l", "s", "e", "o", "u", "a", "n", "eo")), max_size=8))
def test_a_folded_key_is_what_the_steps_give_one_by_one(parts: list[str]) -> None:
    """The key is made in as few steps as its letters need; replaced one after the other they give the same."""
    word = slow = "".join(parts)
    pairs = "tch:j ch:j sh:s kk:g kh:g k:g tt:d th:d t:d pp:b ph:b p:b l:r eo:o eu:u oo:u ee:i"
    for old, new in re.findall(r"(\w+):(\w)", pairs):
        slow = slow.replace(old, new)
    assert folded(word) == re.sub(r"(.)\1+", r"\1", slow)


@pytest.mark.parametrize("first", ["pak", "ri", "cho", "tc", "o", "pyong", "se"])
@pytest.mark.parametrize("then", ["", "hun", "oun", "eo", "kka", "hang"])
def test_the_opening_of_a_first_word_holds_whatever_follows(first: str, then: str) -> None:
    two, one = openings_of([first])
    key = folded(first + then)
    assert f"|{key[:2]}" in two or f"|{key[:1]}" in one


def test_is_person() -> None:
    assert all(map(is_person, ("김정은", "선우명호", "박태성", "리영철")))
    assert not any(map(is_person, ("지도", "전기", "유리", "조선", "정치국", "주차장", "박물관", "강서", "위원회")))


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Pak Thae Song", "박태성"),
        ("Kim Jong-un", "김정은"),
        ("Choe Ryong Hae", "최룡해"),
        ("Phyongsong", "평성"),
        ("Wiwon County", "위원군"),
        ("Russia", "로씨야"),
        ("Rim Kwang Il", "림광일"),
    ],
)
def test_the_way_back(name: str, first: str) -> None:
    found = hangul(name)
    assert found[0].hangul == first
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


def test_the_way_back_prefers_known_names_and_knows_nothing_of_words() -> None:
    assert hangul("Ri Yong Ho", known=["리용호"])[0].hangul == "리용호"
    assert hangul("") == []
    assert hangul("12") == []


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold tables are not here")
def test_the_way_back_on_the_gold_people() -> None:
    """The right Hangul is first in 90 % and among five in 99 %."""
    people = [cells for cells in gold_rows("dprk") if cells[-1] == "person"]
    ranked = [([c.hangul for c in hangul(latin)], right) for right, latin, *_ in people]
    assert sum(found[:1] == [right] for found, right in ranked) >= 0.9 * len(people)
    assert sum(right in found[:5] for found, right in ranked) >= 0.99 * len(people)


_SOME = st.text(
    alphabet=st.sampled_from("김리박정은성철동지께서는위원장군시구평양 .,《》라로AKim"), min_size=0, max_size=40
)


@settings(max_examples=150, deadline=None)
@given(_SOME)
def test_offsets_hold_and_matches_do_not_overlap(sentence: str) -> None:
    sentence = unicodedata.normalize("NFC", sentence)
    end = 0
    for match in names_in_korean(sentence):
        assert sentence[match.start : match.end] == match.text
        assert match.start >= end
        end = match.end


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["김정은", "평양", "위원군", "선우명호", ""]), st.text(max_size=60))
def test_find_in_english_takes_any_text(name: str, english: str) -> None:
    for match in find_in_english(name, english):
        assert english[match.start : match.end] == match.form
