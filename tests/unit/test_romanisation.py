"""Romanisation by rule: forms that the systems' own papers and official examples give."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.errors import UsageError
from glossary.romanisation import jamo, reading, registry
from glossary.romanisation.registry import romanise, romanise_line


@pytest.mark.parametrize(
    ("hangul", "form"),
    [
        ("김정은", "Kim Jong Un"),
        ("박태성", "Pak Thae Song"),
        ("최룡해", "Choe Ryong Hae"),
        ("김계관", "Kim Kye Gwan"),
        ("김락겸", "Kim Rak Gyom"),
        ("선우진", "Sonu Jin"),
        ("남궁혁", "Namgung Hyok"),
        ("평양", "Pyongyang"),
        ("릉라도", "Rungnado"),
        ("락랑", "Rangnang"),
        ("마식령", "Masikryong"),
        ("벽동", "Pyokdong"),
        ("철원", "Cholwon"),
        ("백암", "Paekam"),
        ("압록강", "Amnokgang"),
        ("천리마", "Chollima"),
        ("은률", "Unryul"),
        ("판교", "Phangyo"),
        ("황해남도", "South Hwanghae"),
        ("위원군", "Wiwon-gun"),
        ("락랑구역", "Rangnang-guyok"),
        ("로동신문", "Rodong Sinmun"),
        ("주체", "Juche"),
    ],
)
def test_kcna_forms(hangul: str, form: str) -> None:
    assert romanise(hangul).form == form


@pytest.mark.parametrize(
    ("system", "hangul", "form"),
    [
        ("dprk-2012", "박동구", "Pak Tong Gu"),
        ("dprk-2012", "은률", "Ŭnryul"),
        ("dprk-2012", "판교", "Phan-gyo"),
        ("mr", "독일", "togil"),
        ("mr", "물리학", "mullihak"),
        ("mr", "력사", "yŏksa"),
        ("mr", "동텰", "tongch'ŏl"),
        ("bgn", "영진-리", "Yŏngjil-li"),
        ("rr", "신라", "Silla"),
        ("rr", "해돋이", "haedoji"),
        ("rr", "굳히다", "guchida"),
        ("rr", "잡혀", "japyeo"),
        ("rr", "없었습니다", "eopseotseumnida"),
        ("rr", "한복남", "Han Boknam"),
        ("rr", "속리산", "Songnisan"),
        ("rr-letters", "없었습니다", "eobs-eoss-seubnida"),
        ("ala-lc", "리석영", "Yi Sŏg-yŏng"),
        ("ala-lc", "선우 은숙", "Sŏnu Ŭn-suk"),
        ("ala-lc", "헌법 판례 연구", "Hŏnpŏp p'allye yŏn'gu"),
        ("yale", "서포", "sepho"),
    ],
)
def test_forms_of_other_systems(system: str, hangul: str, form: str) -> None:
    assert romanise(hangul, system).form.casefold() == form.casefold()


def test_the_kind_decides_and_says_why() -> None:
    person = romanise("김영철")
    assert (person.kind, person.form) == ("person", "Kim Yong Chol")
    assert "family name" in person.reason or "public life" in person.reason
    assert romanise("김책", kind="place").form.startswith("Kim")
    assert romanise("지도").kind == "term"
    assert romanise("전기").kind == "term"
    assert romanise("강서").kind == "place"
    assert 0 < romanise("지도").confidence < person.confidence <= 1


def test_variants_are_the_second_attested_form() -> None:
    assert "Ragwon" in romanise("락원").variants
    assert "Wiwon County" in romanise("위원군").variants
    assert romanise("조선").variants == ("Choson",)
    assert "Phyongyang" in romanise("평양").variants


def test_running_text_writes_names_as_names_and_leaves_the_rest() -> None:
    line = romanise_line("경애하는 김정은동지께서는 5월 3일 락랑구역을 찾으시였다(KCNA, 平壤).")
    assert "Kim Jong Un" in line
    assert "Rangnang-guyok" in line
    assert "5wol 3il" in line
    assert "(KCNA, 平壤)." in line


@pytest.mark.parametrize("text", ["", " ", "ㅋㅋ꽃", "뷁", "ﾡﾢ", "각", "３４", "ｐｙ", "金", "\ud7b0"])
def test_odd_text_passes(text: str) -> None:
    for name in registry.names():
        assert unicodedata.is_normalized("NFC", romanise(text, name).form)
        assert unicodedata.is_normalized("NFC", romanise_line(text, name))


def test_decomposed_and_half_width_text_is_the_same_text() -> None:
    assert romanise(unicodedata.normalize("NFD", "평양시")).form == romanise("평양시").form
    assert jamo.normal("\uffa1\uffc2\uffa4") == "간"
    assert jamo.compose("ㅍㅕㅇㅇㅑㅇ") == "평양"
    assert jamo.compose("ㄱㅏㄱㅏ") == "가가"


_TEXT = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3),
        st.characters(min_codepoint=0x1100, max_codepoint=0x11FF),
        st.sampled_from(" -0123456789.ABCxyz金平壤ㄱㅏ《》동리구군도역산강남북김박리정은"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=24,
)


@settings(max_examples=150, deadline=None)
@given(_TEXT, st.sampled_from([n for n in registry.names() if n not in {"hepburn", "hepburn-plain", "kana"}]))
def test_any_text_gives_nfc(text: str, system: str) -> None:
    for kind in ("auto", "person", "place", "org", "term"):
        assert unicodedata.is_normalized("NFC", romanise(text, system, kind).form)
    assert unicodedata.is_normalized("NFC", romanise_line(text, system))


@settings(max_examples=60, deadline=None)
@given(_TEXT)
def test_text_without_hangul_is_unchanged_in_korean_systems(text: str) -> None:
    kept = "".join(c for c in jamo.normal(text) if not "가" <= c <= "힣")
    kept = jamo.normal(kept)
    if not any("가" <= c <= "힣" for c in kept) and "·" not in kept:
        assert romanise_line(kept, "rr") == kept


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="漢字かなカナ々ー。、　abc 金正恩平壌ｶﾅ・", max_size=20))
def test_any_japanese_text_gives_nfc(text: str) -> None:
    for system in ("hepburn", "hepburn-plain", "kana"):
        assert unicodedata.is_normalized("NFC", romanise(text, system).form)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("東京", "tōkyō"),
        ("思う", "omou"),
        ("新しいコンピューター", "atarashii konpyūtā"),
        ("恋愛", "ren'ai"),
        ("平壌", "Pyongyang"),
        ("金正恩", "Kim Jong Un"),
        ("朝鮮労働党", "chōsen rōdō tō"),
        ("クリスマス島", "kurisumasutō"),
    ],
)
def test_hepburn(text: str, form: str) -> None:
    assert romanise(text, "hepburn").form == form
    assert romanise(text, "hepburn-plain").form == form.translate(str.maketrans("āīūēō", "aiueo"))


def test_unknown_names_of_systems_and_kinds_are_refused_with_help() -> None:
    with pytest.raises(UsageError) as wrong:
        romanise("평양", "dprk2012")
    assert "dprk-2012" in wrong.value.hint
    with pytest.raises(UsageError):
        romanise("평양", kind="city")


def test_importing_the_room_loads_no_library() -> None:
    code = (
        "import sys; import glossary.romanisation.registry as r; r.names();"
        "print([m for m in ('hangul_romanize', 'pykakasi', 'numpy', 'sqlmodel') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", registry.names())
def test_every_system_keeps_the_contract(name: str) -> None:
    system = registry.system(name)
    assert system.name == name
    assert system.title
    assert system.source
    sample = "平壌" if system.language == "ja" else "평양"
    answer = romanise(sample, name)
    assert answer.form
    assert answer.reason
    assert answer == romanise(sample, name)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=12))
def test_the_quick_walk_over_syllables_is_hangul_romanizes(word: str) -> None:
    from hangul_romanize import Transliter

    for system in registry.systems().values():
        if system.letters is not None:
            assert system.letters.spell(word) == Transliter(system.letters.rule).translit(word)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="라로녀가다자지법권증젊넓잡혀력량디녯샤회승리산생헌보충", min_size=1, max_size=5))
def test_a_word_is_read_in_full_wherever_reading_changes_it(word: str) -> None:
    """Most words are let go by a look at their syllables; that look must not spare one that is said otherwise."""
    for system in registry.systems().values():
        if system.language == "ko" and system.word is None:
            assert reading.reader(system)(word) == reading._read(word, system, reading.scopes(system))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("김정은(金正恩)", "Kim Jong Un (金正恩)"),
        ("김정은 총비서", "Kim Jong Un Chongbiso"),
        ("김정은, 리설주", "Kim Jong Un, Ri Sol Ju"),
        ("리철수와 김영희", "Ri Chol Su wa Kim Yong Hui"),
        ("평안남도 안주시", "South Phyongan Anju-si"),
        ("평양시 만경대구역 칠골동", "Pyongyang-si Mangyongdae-guyok Chilgol-dong"),
        ("김일성종합대학", "Kim Il Sung Jonghaptaehak"),
        ("평양냉면", "Pyongyangnaengmyon"),
        ("평양역", "Pyongyangyok"),
        ("평양성", "Pyongyangsong"),
        ("조선희", "Jo Son Hui"),
        ("제8차 당대회", "Je8cha Tangdaehoe"),
        ("전기 생산", "Jongi Saengsan"),
    ],
)
def test_names_stay_names_in_a_heading(text: str, form: str) -> None:
    """What is no sentence is looked through for names, too; a place with a form of its own keeps it in longer words."""
    assert romanise(text).form == form
