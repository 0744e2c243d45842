"""Saved pages: articles, datelines, closing marks, source lines, lists of headlines, wrapped lines.

The sentences are written for these tests, in KCNA's manner, about invented events.
"""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text import kcna_marks as marks
from glossary.text.page import Article, read_page
from glossary.text.reading import read_text

SEED = Path("/work/shared/data/seed/kcna-page-2022-10-07.txt")

ENGLISH_PAGE = """Pyongyang, June 10 (KCNA) -- Pak Song Il , chairman of the Hwangju County Committee, wrote on Friday.
In the letter he said:
You finished rice transplanting five days earlier than last year. So the county is proud of you.
I wish you good health. -0-
www.kcna.kp (Juche111.6.10.)
More From KCNA.kp (En)
Pyongyang, June 9 (KCNA) -- The Kangdong Greenhouse Farm was built near the capital city and its
June 9, 2022
Pyongyang, June 9 (KCNA) -- The Kangdong Greenhouse Farm was built near the capital city and its
Pyongyang, June 9 (KCNA) -- Pak Song Il , chairman of the Hwangju County Committee, met the
June 9, 2022
Pyongyang, June 9 (KCNA) -- Pak Song Il , chairman of the Hwangju County Committee, met the
Pyongyang, June 9 (KCNA) -- Pak Song Il , chairman of the Hwangju County Committee, met the
June 8, 2022
Pyongyang, June 9 (KCNA) -- Pak Song Il , chairman of the Hwangju County Committee, met the
More Articles
"""

KOREAN_PAGE = """황주군에서 모내기를 결속

(평양 6월 10일발 조선중앙통신)황주군의 농업근로자들이 9일 모내기를 끝냈다.
군안의 일군들은 지난해보다 5일 앞당겨 과제를 수행하였다.
군당책임비서 박성일은 《올해에 기어이 풍작을 이룩하겠다.》고 말하였다.(끝)
www.kcna.kp (주체111.6.10.)
"""

JAPANESE_PAGE = """黄州郡で田植えが終わる
【平壌6月10日発朝鮮中央通信】黄州郡の農業勤労者が9日、田植えを終えた。
郡の活動家らは昨年より5日早く課題を遂行した。-0-
www.kcna.kp (チュチェ111.6.10.)
"""


def article(text: str) -> Article:
    page = read_page(text)
    assert len(page.articles) == 1, page
    return page.articles[0]


def test_english_page() -> None:
    page = read_page(ENGLISH_PAGE)
    assert len(page.articles) == 1
    it = page.articles[0]
    assert (it.dateline_place, it.dateline_agency, it.date, it.month_day, it.juche_year) == (
        "Pyongyang",
        "KCNA",
        "2022-06-10",
        "--06-10",
        111,
    )
    assert it.title == ""
    assert it.closing_mark
    assert it.source_line == "www.kcna.kp (Juche111.6.10.)"
    assert it.language == "en"
    assert len(it.paragraphs) == 4
    assert it.paragraphs[0].startswith("Pyongyang, June 10 (KCNA) -- Pak Song Il, chairman")
    assert it.paragraphs[2].startswith("You finished")
    assert it.paragraphs[-1] == "I wish you good health."
    assert it.text == "\n".join(it.paragraphs)


def test_headlines_are_told_by_place_and_mended() -> None:
    page = read_page(ENGLISH_PAGE)
    assert [h.date for h in page.headlines] == ["2022-06-09", "2022-06-09", "2022-06-08"]
    assert page.headlines[1].text == page.headlines[2].text
    assert " ," not in page.headlines[1].text
    assert any("More Articles" in note for note in page.notes)
    assert any("5 places" in note for note in page.notes)


@pytest.mark.skipif(not SEED.exists(), reason="the shared development data is not here")
def test_the_seed() -> None:
    read = read_text(SEED)
    assert (read.encoding, read.format) == ("utf-8", "text")
    page = read.page
    assert len(page.articles) == 1
    it = page.articles[0]
    assert (it.date, it.dateline_place, it.juche_year, it.title) == ("2022-10-07", "Pyongyang", 111, "")
    assert it.closing_mark
    assert len(it.paragraphs) == 6
    assert not it.paragraphs[-1].endswith("-0-")
    assert "Kim Jong Un, president" in it.paragraphs[0]
    assert len(page.headlines) == 20
    assert [h.date for h in page.headlines] == ["2026-02-27"] * 15 + ["2026-02-26"] * 5
    assert len({h.text for h in page.headlines}) == 19
    assert not any(" ," in h.text for h in page.headlines)


def test_korean_page() -> None:
    it = article(KOREAN_PAGE)
    assert it.title == "황주군에서 모내기를 결속"
    assert (it.dateline_place, it.dateline_agency, it.date) == ("평양", "조선중앙통신", "2022-06-10")
    assert it.closing_mark
    assert it.language == "ko"
    assert len(it.paragraphs) == 3
    assert it.paragraphs[-1].endswith("말하였다.")
    assert it.text.startswith("황주군에서 모내기를 결속\n(평양")


def test_japanese_page() -> None:
    it = article(JAPANESE_PAGE)
    assert (it.title, it.dateline_place, it.date) == ("黄州郡で田植えが終わる", "平壌", "2022-06-10")
    assert it.closing_mark
    assert it.language == "ja"
    assert len(it.paragraphs) == 2


@pytest.mark.parametrize(
    ("line", "place", "month", "day", "year"),
    [
        ("Pyongyang, October 7 (KCNA) -- Text", "Pyongyang", 10, 7, 0),
        ("Pyongyang, Oct. 7 (KCNA) — Text", "Pyongyang", 10, 7, 0),
        ("PYONGYANG, October 7, 2022 (KCNA) -- Text", "PYONGYANG", 10, 7, 2022),
        ("Hamhung, South Hamgyong Province, 7 October (KCNA) - Text", "Hamhung, South Hamgyong Province", 10, 7, 0),
        ("(평양 10월 7일발 조선중앙통신)본문", "평양", 10, 7, 0),
        ("(평양 10월7일발 조선중앙통신) 본문", "평양", 10, 7, 0),
        ("【평양 10월 7일발 조선중앙통신】본문", "평양", 10, 7, 0),
        ("[함흥 2022년 10월 7일발 조선중앙통신]본문", "함흥", 10, 7, 2022),
        ("【平壌10月7日発朝鮮中央通信】本文", "平壌", 10, 7, 0),
        ("(평양 10월 7일발 말모이)본문", "평양", 10, 7, 0),
        ("Pyongyang, October 7 (MALMOI) -- Text", "Pyongyang", 10, 7, 0),
    ],
)
def test_datelines(line: str, place: str, month: int, day: int, year: int) -> None:
    found = marks.dateline(line)
    assert found is not None
    assert (found.place, found.month, found.day, found.year) == (place, month, day, year)
    assert line[found.length :] in ("Text", "본문", "本文")


@pytest.mark.parametrize(
    "line",
    [
        "On Sunday morning, May 5 (local time) a meeting took place.",
        "Pyongyang, Smarch 7 (KCNA) -- Text",
        "Pyongyang, February 30 (KCNA) -- Text",
        "He said in Pyongyang, October 7 (KCNA) nothing.",
        "(10월 7일 조선중앙통신이 전한데 의하면)",
        "10월 7일 평양에서",
        "",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    found = marks.dateline(line)
    assert found is None or found.place == "He said in Pyongyang"  # a place is any capitalised name; the rest refuses


@pytest.mark.parametrize(
    ("line", "rest", "closed"),
    [
        ("It ended. -0-", "It ended.", True),
        ("-0-", "", True),
        ("끝났다.(끝)", "끝났다.", True),
        ("끝났다. -끝-", "끝났다.", True),
        ("끝났다. ―0―", "끝났다.", True),
        ("終わった。(終わり)", "終わった。", True),
        ("The score was 3-0-1", "The score was 3-0-1", False),
        ("끝났다.", "끝났다.", False),
    ],
)
def test_closing_marks(line: str, rest: str, closed: bool) -> None:
    assert marks.split_closing(line) == (rest, closed)


@pytest.mark.parametrize(
    ("line", "iso", "juche"),
    [
        ("www.kcna.kp (Juche111.10.7.)", "2022-10-07", 111),
        ("www.kcna.kp (주체111.10.7.)", "2022-10-07", 111),
        ("www.kcna.kp(주체111(2022).10.7.)", "2022-10-07", 111),
        ("www.kcna.kp (チュチェ111.10.7.)", "2022-10-07", 111),
        ("http://www.kcna.kp (2022.10.7.)", "2022-10-07", 111),
        ("www.kcna.kp", "", 0),
        ("Copyright (C) KOREA NEWS SERVICE(KNS) All Rights Reserved.", "", 0),
    ],
)
def test_source_lines(line: str, iso: str, juche: int) -> None:
    found = marks.source_line(line)
    assert found is not None
    assert (found.iso, found.juche) == (iso, juche)
    assert marks.source_line("It stands on www.kcna.kp (Juche111.10.7.) for all to read.") is None


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("February 27, 2026", "2026-02-27"),
        ("27 February 2026", "2026-02-27"),
        ("Feb. 27, 2026", "2026-02-27"),
        ("2026.02.27", "2026-02-27"),
        ("[2026.2.27.]", "2026-02-27"),
        ("2026-02-27", "2026-02-27"),
        ("2026년 2월 27일", "2026-02-27"),
        ("주체115(2026)년 2월 27일 로동신문", "2026-02-27"),
        ("주체115(2026)년 2월 27일 금요일", "2026-02-27"),
        ("2026年2月27日", "2026-02-27"),
        ("날자: 2026.2.27", "2026-02-27"),
        ("February 31, 2026", ""),
        ("On February 27, 2026 a meeting was held", ""),
        ("제8차대회", ""),
        ("", ""),
    ],
)
def test_date_lines(line: str, iso: str) -> None:
    assert marks.date_line(line) == iso


def test_the_year_is_unknown_without_a_source() -> None:
    page = read_page("Wonsan, May 5 (KCNA) -- A ship was launched.\nPeople cheered.")
    assert (page.articles[0].date, page.articles[0].month_day, page.articles[0].juche_year) == ("", "--05-05", None)
    assert any("year" in note for note in page.notes)


def test_the_year_may_be_said_elsewhere() -> None:
    assert article("Ship Launched\nMay 5, 2021\nWonsan, May 5 (KCNA) -- A ship was launched.").date == "2021-05-05"
    assert article("Wonsan, May 5, 2021 (KCNA) -- A ship was launched.").date == "2021-05-05"


def test_a_december_item_dated_in_the_new_year() -> None:
    it = article("Pyongyang, December 31 (KCNA) -- The year ended. -0-\nwww.kcna.kp (Juche112.1.1.)")
    assert (it.date, it.juche_year) == ("2022-12-31", 111)


def test_several_articles_with_titles() -> None:
    page = read_page(KOREAN_PAGE + KOREAN_PAGE.replace("6월 10일", "6월 11일").replace("111.6.10", "111.6.11"))
    assert [a.date for a in page.articles] == ["2022-06-10", "2022-06-11"]
    assert [a.title for a in page.articles] == ["황주군에서 모내기를 결속"] * 2
    assert [len(a.paragraphs) for a in page.articles] == [3, 3]


def test_several_articles_without_closing_marks() -> None:
    page = read_page(
        "Pyongyang, June 1 (KCNA) -- The first thing happened.\nIt was good.\n\nSecond Thing\n"
        "Pyongyang, June 2 (KCNA) -- The second thing happened.\n"
    )
    assert [a.title for a in page.articles] == ["", "Second Thing"]
    assert [len(a.paragraphs) for a in page.articles] == [2, 1]


def test_a_title_over_two_lines() -> None:
    it = article("경애하는 일군들이\n새 농장을 돌아보았다\n(평양 6월 10일발 조선중앙통신)일군들이 농장을 돌아보았다.")
    assert it.title == "경애하는 일군들이 새 농장을 돌아보았다"


def test_a_dateline_on_a_line_of_its_own_joins_the_first_paragraph() -> None:
    it = article("새 농장\n(평양 6월 10일발 조선중앙통신)\n농장이 일떠섰다.\n주민들이 기뻐하였다.")
    assert it.paragraphs == ("(평양 6월 10일발 조선중앙통신)농장이 일떠섰다.", "주민들이 기뻐하였다.")


def test_text_without_marks_is_one_article() -> None:
    it = article("새 농장\n\n농장이 일떠섰다.\n주민들이 기뻐하였다.\n")
    assert it.paragraphs == ("새 농장", "농장이 일떠섰다.", "주민들이 기뻐하였다.")
    assert (it.date, it.title, it.closing_mark, it.language) == ("", "", False, "ko")


def test_text_without_marks_may_carry_a_date() -> None:
    it = article("새 농장\n2022년 6월 10일\n농장이 일떠섰다.\n주민들이 기뻐하였다.\n")
    assert (it.date, it.juche_year) == ("2022-06-10", 111)
    assert it.paragraphs == ("새 농장", "농장이 일떠섰다.", "주민들이 기뻐하였다.")


def test_lines_of_the_site_are_named_and_not_lost() -> None:
    page = read_page("Politics\n\n" + ENGLISH_PAGE + "Contact us\n")
    assert len(page.articles) == 1
    assert any("Contact us" in note for note in page.notes)
    assert page.articles[0].title == "Politics"


def test_korean_list_of_headlines() -> None:
    page = read_page(
        KOREAN_PAGE
        + "관련기사\n새 온실농장 건설\n2022년 6월 9일\n새 온실농장 건설\n청년들의 모임\n2022년 6월 8일\n청년들의 모임\n"
    )
    assert [(h.text, h.date) for h in page.headlines] == [
        ("새 온실농장 건설", "2022-06-09"),
        ("청년들의 모임", "2022-06-08"),
    ]
    assert len(page.articles) == 1


def test_a_list_with_one_copy_of_each_headline_and_a_cut_end() -> None:
    head = "Pyongyang, June {} (KCNA) -- Something was built in the county and its"
    lines = [line for day in (9, 8, 7) for line in (head.format(day), f"June {day}, 2022")]
    page = read_page(KOREAN_PAGE + "\n".join([*lines, head.format(6)]))
    assert [h.date for h in page.headlines] == ["2022-06-09", "2022-06-08", "2022-06-07", ""]
    assert len(page.articles) == 1


def test_spaces_inside_numbers_and_before_words_stay() -> None:
    it = article("Pyongyang, June 10 (KCNA) -- They grew 5 000 tons 's worth , he said .\nKim Il 's plan .")
    assert it.paragraphs[0].endswith("They grew 5 000 tons's worth, he said.")
    assert it.paragraphs[1] == "Kim Il's plan."


LINES = st.sampled_from(
    [
        "",
        "Pyongyang, June 9 (KCNA) -- The farm was built",
        "(평양 6월 9일발 조선중앙통신)농장이 일떠섰다.",
        "June 9, 2022",
        "2022년 6월 9일",
        "A Title",
        "제목",
        "It ended. -0-",
        "끝났다.(끝)",
        "-0-",
        "www.kcna.kp (Juche111.6.9.)",
        "More Articles",
        "A sentence that is long enough to stand alone, about a farm and its people.",
        "some words without an end",
    ]
)


@given(st.lists(LINES, max_size=8))
def test_no_word_is_lost(lines: list[str]) -> None:
    page = read_page("\n".join(lines))
    kept = " ".join(
        [a.text + a.source_line + a.date + (" -0- 끝" if a.closing_mark else "") for a in page.articles]
        + [h.text + h.date for h in page.headlines]
        + list(page.notes)
    )
    for word in re.findall(r"[A-Z][a-z]+|[가-힣]{2,}", " ".join(lines)):
        if word != "June":  # dates are kept as ISO
            assert word in kept, (word, page)


@pytest.mark.parametrize(
    "text",
    [
        "the words of a long paragraph that was wrapped at seventy columns by an\n" * 20_000,
        "a" + " " * 300_000 + "b",
        "A headline without an end\nJune 9, 2022\n" * 10_000,
        "Pyongyang, June 9 (KCNA) -- The farm was built.\n" * 5_000,
        "가" * 300_000,
    ],
)
def test_large_files_take_linear_time(text: str) -> None:
    began = time.process_time()
    read_page(text)
    assert time.process_time() - began < 4


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    page = read_page(text)
    for it in page.articles:
        assert it.paragraphs or it.title
        assert all(p.strip() and "\n" not in p for p in it.paragraphs)
