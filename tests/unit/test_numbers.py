"""Numbers, dates and quantities: what is read in each language, and which values of two languages agree."""

from __future__ import annotations

from fractions import Fraction

import pytest

from glossary.text.numbers import Value, agree, find_values

Short = tuple[str, str | int | Fraction, str]


def keys(text: str, language: str) -> list[Short]:
    return [v.key for v in find_values(text, language)]


def sure(text: str, language: str) -> list[Short]:
    return [v.key for v in find_values(text, language) if not v.weak]


KOREAN: list[tuple[str, list[Short]]] = [
    ("1억1천만딸라", [("money", 110_000_000, "USD")]),
    ("12조3천억원", [("money", 12_300_000_000_000, "won")]),
    ("7천만 겨레", [("number", 70_000_000, "")]),
    ("5 000명", [("number", 5000, "")]),
    ("3만 5천톤", [("number", 35_000, "ton")]),
    ("110만 5 300정보", [("number", 1_105_300, "hectare")]),
    ("22 억 5 천만 명", [("number", 2_250_000_000, "")]),
    ("1.5만", [("number", 15_000, "")]),
    ("3만 10월", [("number", 30_000, ""), ("date", "--10", "")]),
    ("7만이 모였다", [("number", 70_000, "")]),
    ("수천명", [("number", 1000, "")]),
    ("수십만", [("number", 100_000, "")]),
    ("수천수만", [("number", 10_000, "")]),
    ("몇백년", [("number", 100, "year")]),
    ("이천십팔명", [("number", 2018, "")]),
    ("삼백만의 대군", [("number", 3_000_000, "")]),
    ("세명, 다섯째, 스무번", [("number", 3, ""), ("ordinal", 5, ""), ("number", 20, "times")]),
    ("열 다섯 마리", [("number", 15, "")]),
    ("석달, 스물세살", [("number", 3, "month"), ("number", 23, "age")]),
    ("이틀, 열흘", [("number", 2, "day"), ("number", 10, "day")]),
    ("제8차대회", [("ordinal", 8, "")]),
    ("제2조", [("ordinal", 2, "")]),
    ("21세기", [("ordinal", 21, "century")]),
    ("첫째로 둘째로", [("ordinal", 1, ""), ("ordinal", 2, "")]),
    ("1990년대", [("decade", 1990, "")]),
    ("주체100년대", [("decade", 2011, "")]),
    ("30퍼센트, 5프로, 12.5%", [("percent", 30, ""), ("percent", 5, ""), ("percent", Fraction(25, 2), "")]),
    ("5프로그람", [("number", 5, "")]),
    ("3분의 2", [("number", Fraction(2, 3), "")]),
    ("75돐, 80돌, 60주년", [("ordinal", n, "anniversary") for n in (75, 80, 60)]),
    ("70살, 33세", [("number", 70, "age"), ("number", 33, "age")]),
    ("10월 7일", [("date", "--10-07", "")]),
    ("2022년 10월 7일", [("date", "2022-10-07", "")]),
    ("주체111(2022)년 10월 7일", [("date", "2022-10-07", "")]),
    ("주체111년", [("date", "2022", "")]),
    ("(주체111.10.7.)", [("date", "2022-10-07", "")]),
    ("지난 27일", [("date", "---27", "")]),
    ("1월 5일부터 12일까지", [("date", "--01-05", ""), ("date", "--01-12", "")]),
    ("2022-2024년", [("date", "2022", ""), ("date", "2024", "")]),
    ("1950~53년", [("date", "1950", ""), ("date", "1953", "")]),
    ("10.4선언, 6.15공동선언", [("date", "--10-04", ""), ("date", "--06-15", "")]),
    ("5.4메터, 온도는 5.3으로", [("number", Fraction(27, 5), "m"), ("number", Fraction(53, 10), "")]),
    ("오후 3시 30분, 오전 열시", [("time", "15:30", ""), ("time", "10:00", "")]),
    ("24시간, 10분", [("number", 24, "hour"), ("number", 10, "minute")]),
    ("수요일", [("weekday", 3, "")]),
    ("100딸라, 500유로", [("money", 100, "USD"), ("money", 500, "EUR")]),
    ("2배", [("number", 2, "times")]),
    ("200일전투, 80일전투", [("number", 200, "day"), ("number", 80, "day")]),
    ("3년 반, 두시간반", [("number", Fraction(7, 2), "year"), ("number", Fraction(5, 2), "hour")]),
    ("4.25담배공장", [("date", "--04-25", "")]),
    ("타율 4할 6리, 3할 2푼 5리", [("percent", Fraction(203, 5), ""), ("percent", Fraction(65, 2), "")]),
    ("세계기록인 12초89를", [("number", Fraction(1289, 100), "second")]),
    ("30초동안 12명이", [("number", 30, "second"), ("number", 12, "")]),
    ("석달동안, 넉달만에", [("number", 3, "month"), ("number", 4, "month")]),
    ("서너차례, 대여섯명", [("number", 3, ""), ("number", 4, ""), ("number", 5, ""), ("number", 6, "")]),
    ("2, 3년전만 해도", [("number", 2, "year"), ("number", 3, "year")]),
    ("1, 2, 5명", [("number", 1, ""), ("number", 2, ""), ("number", 5, "")]),
    ("반만년, 반세기", [("number", 5000, "year"), ("number", Fraction(1, 2), "century")]),
]

ENGLISH: list[tuple[str, list[Short]]] = [
    ("the $110 million plant", [("money", 110_000_000, "USD")]),
    ("12.3 trillion", [("number", 12_300_000_000_000, "")]),
    ("5,000 and 5 000 people", [("number", 5000, ""), ("number", 5000, "")]),
    ("two thousand and eighteen people", [("number", 2018, "")]),
    ("five, six and twenty-five", [("number", 5, ""), ("number", 6, ""), ("number", 25, "")]),
    ("tens of thousands of people", [("number", 10_000, "")]),
    ("dozens of houses, two dozen", [("number", 10, ""), ("number", 24, "")]),
    ("October 7, 2022", [("date", "2022-10-07", "")]),
    ("7 October 2022", [("date", "2022-10-07", "")]),
    ("Oct. 7", [("date", "--10-07", "")]),
    ("on the fourth of July", [("date", "--07-04", "")]),
    ("October 7, Juche 111 (2022)", [("date", "2022-10-07", "")]),
    ("Juche 111", [("date", "2022", "")]),
    ("www.kcna.kp (Juche111.10.7.)", [("date", "2022-10-07", "")]),
    ("from January 5 to 12", [("date", "--01-05", ""), ("date", "--01-12", "")]),
    ("in May 5,000 people", [("date", "--05", ""), ("number", 5000, "")]),
    ("in 2022, 2016-2020", [("date", "2022", ""), ("date", "2016", ""), ("date", "2020", "")]),
    ("2022 people", [("number", 2022, "")]),
    ("the 1990s", [("decade", 1990, "")]),
    ("on Friday", [("weekday", 5, "")]),
    ("the Eighth Congress, the 21st century", [("ordinal", 8, ""), ("ordinal", 21, "century")]),
    ("the 75th anniversary, the centenary", [("ordinal", 75, "anniversary"), ("ordinal", 100, "anniversary")]),
    ("his 70th birthday", [("ordinal", 70, "anniversary")]),
    ("half a century", [("number", Fraction(1, 2), "century")]),
    ("5 percent, five per cent", [("percent", 5, ""), ("percent", 5, "")]),
    ("two thirds, a quarter", [("number", Fraction(2, 3), ""), ("number", Fraction(1, 4), "")]),
    ("a 70-year-old man", [("number", 70, "age")]),
    ("30-odd years", [("number", 30, "year")]),
    ("at 10:30 p.m.", [("time", "22:30", "")]),
    ("No. 5", [("ordinal", 5, "")]),
    ("three and a half years", [("number", Fraction(7, 2), "year")]),
    ("in 3 1/2 weeks", [("number", Fraction(7, 2), "week")]),
    ("an average of .406 in 1941", [("number", Fraction(406, 1000), ""), ("date", "1941", "")]),
    ("at nine a.m.", [("time", "09:00", "")]),
    ("a third state, a third of it", [("ordinal", 3, ""), ("number", Fraction(1, 3), "")]),
    ("twice, tenfold", [("number", 2, "times"), ("number", 10, "times")]),
    ("five million won", [("money", 5_000_000, "won")]),
    ("200km, 5 kilometres", [("number", 200, "km"), ("number", 5, "km")]),
]

JAPANESE: list[tuple[str, list[Short]]] = [
    ("1億1千万ドル", [("money", 110_000_000, "USD")]),
    ("1 億 4 千万ドル", [("money", 140_000_000, "USD")]),
    ("７千万同胞", [("number", 70_000_000, "")]),
    ("二千十八人", [("number", 2018, "")]),
    ("2022年10月7日", [("date", "2022-10-07", "")]),
    ("二〇二二年十月七日", [("date", "2022-10-07", "")]),
    ("チュチェ111(2022)年10月7日", [("date", "2022-10-07", "")]),
    ("1950～53年", [("date", "1950", ""), ("date", "1953", "")]),
    ("第8回大会", [("ordinal", 8, "")]),
    ("75周年、21世紀", [("ordinal", 75, "anniversary"), ("ordinal", 21, "century")]),
    ("３０％、3割", [("percent", 30, ""), ("percent", 30, "")]),
    ("三分の二", [("number", Fraction(2, 3), "")]),
    ("午後3時半", [("time", "15:30", "")]),
    ("水曜日", [("weekday", 3, "")]),
    ("数千人、何百万", [("number", 1000, ""), ("number", 1_000_000, "")]),
    ("三つ", [("number", 3, "")]),
]


@pytest.mark.parametrize(("text", "expected"), KOREAN)
def test_korean(text: str, expected: list[Short]) -> None:
    assert keys(text, "ko") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english(text: str, expected: list[Short]) -> None:
    assert keys(text, "en") == expected


@pytest.mark.parametrize(("text", "expected"), JAPANESE)
def test_japanese(text: str, expected: list[Short]) -> None:
    assert keys(text, "ja") == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "만일 그가 천사라면 이만 줄인다. 일심단결, 제일, 오만한 사람, 사천료리, 백성, 조선, 세계, 네팔, 서쪽, 한편",
            "ko",
        ),
        ("이것은 두부이고 저것은 세포이다. 하루빨리. 두세 사람, 서너 집. 한시도 쉬지 말자. 할 수만 있다면.", "ko"),
        ("백만이 넘는다면 만나자. 천리마처럼, 만세! 억센 사람들", "ko"),
        ("One of them said a second time that he may march first, and no one did.", "en"),
        ("三菱と千葉、一時停止、万歳、一つ", "ja"),
    ],
)
def test_words_that_are_no_numbers(text: str, language: str) -> None:
    assert sure(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "approximate"),
    [
        ("30여명", "ko", True),
        ("약 300명", "ko", True),
        ("300명이상", "ko", True),
        ("300명", "ko", False),
        ("some 300 people", "en", True),
        ("more than 300 people", "en", True),
        ("300 people", "en", False),
        ("約300人", "ja", True),
    ],
)
def test_approximate(text: str, language: str, approximate: bool) -> None:
    assert [v.approximate for v in find_values(text, language)] == [approximate]


def one(text: str, language: str) -> Value:
    values = find_values(text, language)
    assert len(values) == 1, values
    return values[0]


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("10월 7일", "October 7, 2022"),
        ("지난 7일", "October 7"),
        ("주체111년", "2022"),
        ("80돐", "80th anniversary"),
        ("100돐", "the centenary"),
        ("70살", "70 years"),
        ("10년간", "a decade"),
        ("50년", "half a century"),
        ("수십명", "dozens of officials"),
        ("7천만", "70 million"),
        ("2022년 10월 7일", "Friday"),
        ("90년대", "the 1990s"),
        ("오후 3시", "3 o'clock"),
        ("제8차", "the Eighth"),
        ("1 000메터", "1 km"),
        ("2배", "twice"),
        ("10.4선언", "October 4"),
    ],
)
def test_what_agrees(korean: str, english: str) -> None:
    assert agree(one(korean, "ko"), one(english, "en"))
    assert agree(one(english, "en"), one(korean, "ko"))


@pytest.mark.parametrize(
    ("korean", "english"),
    [
        ("7천만", "7 million"),
        ("10월 7일", "October 8"),
        ("10월 7일", "September 7, 2022"),
        ("5프로", "6 percent"),
        ("5프로", "5 km"),
        ("100딸라", "100 euros"),
        ("80돐", "the centenary"),
        ("2022년 10월 7일", "Thursday"),
        ("주체110년", "2022"),
        ("3톤", "3 km"),
    ],
)
def test_what_does_not_agree(korean: str, english: str) -> None:
    assert not agree(one(korean, "ko"), one(english, "en"))
