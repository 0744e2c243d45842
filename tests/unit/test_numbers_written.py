"""Numbers and dates as an editor writes them are read as that value; any text is read, exactly and in linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.numbers import find_values
from tests.unit.test_numbers import keys

# What an editor writes for a value, in each language: our own writers, so that readers are tested against another hand.

_SMALL = ((1000, "천"), (100, "백"), (10, "십"))
_BIG = ((10**12, "조"), (10**8, "억"), (10**4, "만"))


def korean_mixed(n: int, gap: str = "") -> str:
    """Return 1억1천만, 3만 5 000: figures with 만, 억, 조."""
    parts = []
    for scale, unit in _BIG:
        if n >= scale:
            parts.append(f"{n // scale}{unit}")
            n %= scale
    if n:
        parts.append(f"{n:,}".replace(",", " ") if n >= 1000 else str(n))
    return gap.join(parts)


def korean_words(n: int, digits: str = "일이삼사오륙칠팔구", small: str = "천백십", big: str = "조억만") -> str:
    """Return 이천십팔; 일 is left out before 십, 백, 천."""

    def group(m: int) -> str:
        out = ""
        for (scale, _), unit in zip(_SMALL, small, strict=True):
            if m >= scale:
                out += ("" if m // scale == 1 else digits[m // scale - 1]) + unit
                m %= scale
        return out + (digits[m - 1] if m else "")

    out = ""
    for (scale, _), unit in zip(_BIG, big, strict=True):
        if n >= scale:
            out += group(n // scale) + unit
            n %= scale
    return out + group(n)


_ENGLISH_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def english_words(n: int) -> str:
    def group(m: int) -> str:
        words = []
        if m >= 100:
            words.append(f"{_ENGLISH_ONES[m // 100 - 1]} hundred")
            m %= 100
            if m:
                words.append("and")
        if m >= 20:
            words.append(_ENGLISH_TENS[m // 10 - 2] + (f"-{_ENGLISH_ONES[m % 10 - 1]}" if m % 10 else ""))
        elif m:
            words.append(_ENGLISH_ONES[m - 1])
        return " ".join(words)

    words = []
    for scale, name in (
        (10**15, "quadrillion"),
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
    ):
        if n >= scale:
            words.append(f"{group(n // scale)} {name}")
            n %= scale
    if n:
        words.append(group(n))
    return " ".join(words)


VALUES = st.one_of(
    st.integers(1, 100),
    st.integers(1, 10**15),
    st.builds(lambda d, e: d * 10**e, st.integers(1, 999), st.integers(0, 12)),
)


def reads(text: str, language: str, value: int) -> bool:
    return [(v.kind, v.value) for v in find_values(text, language)] == [("number", value)]


@given(VALUES)
def test_korean_written_is_read(n: int) -> None:
    for form in (f"{n:,}", f"{n:,}".replace(",", " "), str(n), korean_mixed(n), korean_mixed(n, " ")):
        assert reads(f"모두 {form}명이다.", "ko", n), form
    words = korean_words(n)
    if len(words) > 1:  # 이명, 천명: single characters are left to context
        assert reads(f"모두 {words}명이다.", "ko", n), words


@given(VALUES)
def test_english_written_is_read(n: int) -> None:
    for form in (f"{n:,}", f"{n:,}".replace(",", " "), english_words(n)):
        assert reads(f"Altogether {form} houses stand.", "en", n), form


@given(VALUES)
def test_japanese_written_is_read(n: int) -> None:
    mixed = korean_mixed(n).replace("만", "万").replace("억", "億").replace("조", "兆").replace(" ", "")
    for form in (f"{n:,}", str(n), mixed, korean_words(n, "一二三四五六七八九", "千百十", "兆億万")):
        assert reads(f"全部で{form}人だ。", "ja", n), form


@given(st.integers(1, 99))
def test_ordinals_written_are_read(n: int) -> None:
    suffix = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    assert keys(f"the {n}{suffix} Congress", "en") == [("ordinal", n, "")]
    assert keys(f"제{n}차대회", "ko") == [("ordinal", n, "")]
    assert keys(f"第{n}回大会", "ja") == [("ordinal", n, "")]


@given(st.dates())
def test_dates_written_are_read(day: object) -> None:
    from datetime import date

    assert isinstance(day, date)
    if not 1912 <= day.year <= 2099:
        return
    iso, juche = day.isoformat(), day.year - 1911
    korean = (f"{day.year}년 {day.month}월 {day.day}일", f"주체{juche}({day.year})년 {day.month}월 {day.day}일")
    english = (
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, Juche {juche}",
    )
    for text in korean:
        assert keys(text, "ko") == [("date", iso, "")]
    for text in english:
        assert keys(text, "en") == [("date", iso, "")]
    assert keys(f"{day.year}年{day.month}月{day.day}日", "ja") == [("date", iso, "")]


ALPHABET = st.text(
    st.sampled_from(
        "0123456789,. 이삼십백천만억조월일년시분제수여첫두세명번%$-/:()abc一二十百万億年月日oneTwohundred \n"
    ),
    max_size=60,
)


@given(ALPHABET, st.sampled_from(["ko", "en", "ja", "ko-KP", "de"]))
def test_spans_are_exact_and_in_order(text: str, language: str) -> None:
    end = 0
    for v in find_values(text, language):
        assert text[v.start : v.end] == v.text
        assert end <= v.start < v.end
        end = v.end
        assert v.value != ""


@given(st.text(max_size=80), st.sampled_from(["ko", "en", "ja"]))
def test_any_text_is_read(text: str, language: str) -> None:
    for v in find_values(text, language):
        assert text[v.start : v.end] == v.text


@pytest.mark.parametrize("language", ["ko", "en", "ja"])
@pytest.mark.parametrize(
    "text",
    ["1" * 100_000, "111 " * 25_000, "1," * 50_000, "천" * 100_000, "one " * 25_000, "一" * 100_000, "만 " * 50_000],
)
def test_long_input_takes_linear_time(text: str, language: str) -> None:
    began = time.process_time()
    find_values(text, language)
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("지난 7일 5 000여명의 근로자들이 제8차대회를 맞으며 생산을 1.2배로 늘이고 수천세대의 살림집을 지었다.", "ko"),
        ("On October 7 more than 5,000 workers built thousands of houses and raised output 1.2 times in 2022.", "en"),
        ("10月7日、5000人余りの労働者が数千世帯の住宅を建て、生産を1.2倍に増やした。", "ja"),
    ],
)
def test_fast_enough_for_the_aligner(sentence: str, language: str) -> None:
    find_values(sentence, language)
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        for _ in range(500):
            find_values(sentence, language)
        best = min(best, time.process_time() - began)
    assert 500 / best > 5000, f"{500 / best:.0f} sentences a second"
