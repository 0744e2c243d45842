"""Sentence splitting: exact places, the traps of Korean, English and Japanese news text, linear time."""

from __future__ import annotations

import csv
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.paths import data_path
from glossary.text.sentences import split_paragraph, split_sentences


def cut(text: str, language: str) -> list[str]:
    return [s.text for s in split_sentences(text, language)]


# `|` marks where a sentence ends; the rest of a line is one paragraph.
KOREAN = [
    "우리는 이긴다.| 그들은 진다!| 왜 그런가?",
    "10.4선언과 6.15공동선언을 리행하자.| 온도는 3.5도이다.",
    "인구는 5 000명이다.| 면적은 1 200정보이다.",
    "주체101(2012)년 4월 15일이다.| 날이 개였다.",
    "김정은동지께서는 《우리는 할수 있다.》라고 말씀하시였다.| 모두 환호하였다.",
    "그는 《정말인가?》고 물었다.| 그들은 《만세!》를 불렀다.",
    "그는 《우리는 이긴다. 반드시 이긴다.》고 말하였다.| 끝이다.",
    "축전은 다음과 같다.| 《나는 기쁘다.| 우리는 이긴다.| 건강을 축원한다.》| 축전은 7일에 전달되였다.",
    "≪첫째다. 둘째다.≫라는 구호가 걸려있다.| 다음이다.",
    "“우리는 간다.| 그들은 온다.”라고 그가 쓴 글이 ‘신문’에 났다고 한다.| 그렇다.",
    "(평양 10월 7일발 조선중앙통신)경애하는 김정은동지께서 축전을 보내시였다.| 축전은 다음과 같다.",
    "조지 W. 부시가 왔다.| U.S. 정부와 St. 루이스의 A.I. 회사이다.| 번호는 No. 5이다.",
    "2022. 10. 7. 평양에서 열렸다.| 2022년 10월 7일.| 끝.",
    "주체111(2022). 10. 7. 보도.| 끝.",
    "1. 머리말을 쓴다.| 2. 본문을 쓴다.",
    "1) 첫째 항목이다.",
    "○ 둘째 항목이다.",
    "- 셋째 항목",
    "새 온실농장 건설",
    "일은 끝났다...| 모두 돌아갔다.",
    "그는 ... 말이 없었다.| 갔다.",
    "대회가 끝났다.| www.kcna.kp (주체111.10.7.)",
    "대회가 끝났다. (끝)",
    "대회가 끝났다. -0-",
    "끝(?)이다.| 그런가(!)",
    "우간다 대통령이 왔다.| 르완다 수상도 왔다.",
    "새 농장이 일떠섰다| 주민들은 기뻐하였다.",
    "그렇다 하더라도 간다.| 하였다 해도 좋다.",
    "그는 갔다.|그는 왔다.",
    "“수자가 중요합니다.” 라고 그가 말하였다.| 끝.",
    "(이것은 긴 설명이다. 더 있다.) 그것을 그가 말하였다.",
]
ENGLISH = [
    "We won.| They lost!| Why?| Nobody knows.",
    "He climbed Mt. Paektu with Gen. Kim.| They met Mr. Pak and Dr. Ri.",
    "Article No. 5 of the U.S. law and the U.S. Navy.| The U.S.| In Seoul.",
    "It began at 10 a.m. on Feb. 26.| It ended at 5 p.m.| The guests left.",
    "The C.C., WPK met.| J. R. Smith came.| George W. Bush did not.",
    "It rose 3.5 percent to 5 000 tons.| See www.kcna.kp for more.",
    "Pyongyang, Oct. 7 (KCNA) -- Kim Jong Un sent a message.| It was long.",
    "“We won.| They lost,” he said.| “Yes.”",
    '"What?" Kim asked.| "No!" shouted the crowd.| He left.',
    "He waited... and left.| Then...| Nobody came.",
    "The company (founded in 1990. It was small then.) grew.| It is big.",
    "It happened in Seoul, D.C., and elsewhere.| The firm Samsung Co. Ltd. grew.| It pays.",
    "It began at 7:30.| The score was 2:10.| They left.",
    "It reads: 1. Go.| 2. Stay.| (See p. 5.)| The end.",
    "1. Production",
    "2) Trade rose.",
    "Rice Transplanting Ends",
    "The harvest is in. -0-",
    "www.kcna.kp (Juche111.10.7.)",
    "It stood in Pyongyang.|The people came.",
    "He arrived at St. Petersburg vs. Moscow.| It cost $5.| That is all.",
    "Members of the C.C. attended.| They were glad.",
    "They grew rice, maize, etc.| The harvest was good.",
]
JAPANESE = [
    "価格は3.5%だ。|本当か？|そうだ！",
    "彼は「勝つ。負けない。」と述べた。|次に行く。",
    "【平壌10月7日発朝鮮中央通信】大会が行われた。|代表が参加した。",
    "「行く。|来る。」|「そうだ。」",
    "U.S.の人が来た。|彼は（昨年。今年も。）元気だ。",
    "えっ！？|本当…そう。",
    "『労働新聞』は《勝利。》と書いた。|以上。",
]


@pytest.mark.parametrize(
    ("marked", "language"),
    [(m, "ko") for m in KOREAN] + [(m, "en") for m in ENGLISH] + [(m, "ja") for m in JAPANESE],
)
def test_traps(marked: str, language: str) -> None:
    assert cut(marked.replace("|", ""), language) == [part.strip() for part in marked.split("|")]


def test_lines_are_paragraphs_and_end_sentences() -> None:
    sentences = split_sentences("제목\n\n  첫 문장이다. 둘째다.\n셋째다.\n", "ko")
    assert [(s.text, s.paragraph) for s in sentences] == [
        ("제목", 0),
        ("첫 문장이다.", 1),
        ("둘째다.", 1),
        ("셋째다.", 2),
    ]


def test_a_quoted_letter_over_several_paragraphs_is_cut() -> None:
    letter = "《대통령동지, 나는 축하한다. 우리는 이긴다.\n오늘 세계는 변하고있다. 건강을 바란다.》\n축전은 7일에 갔다."
    assert cut(letter, "ko") == [
        "《대통령동지, 나는 축하한다.",
        "우리는 이긴다.",
        "오늘 세계는 변하고있다.",
        "건강을 바란다.》",
        "축전은 7일에 갔다.",
    ]


def test_a_long_speech_inside_a_sentence_is_cut() -> None:
    speech = "그는 《" + "우리는 이긴다. " * 6 + "만세!》라고 말하였다."
    assert len(cut(speech, "ko")) == 7


def test_offset_and_paragraph_of_a_single_paragraph() -> None:
    found = split_paragraph("가다. 오다.", "ko", paragraph=3, offset=100)
    assert [(s.start, s.end, s.paragraph) for s in found] == [(100, 103, 3), (104, 107, 3)]


def test_languages_without_rules_and_tags_with_region() -> None:
    assert cut("Erst so. Dann so.", "de") == ["Erst so.", "Dann so."]
    assert cut("갔다. 왔다.", "ko-KP") == ["갔다.", "왔다."]
    assert cut("", "ko") == []
    assert cut(" \n\t\n", "en") == []


PIECES = st.sampled_from(
    [
        *"가나다라이다요까abcABC012 .!?…。！？()（）《》≪≫“”‘’「」『』\"'-–\n\t\u3000",
        "니다. ",
        "U.S. ",
        "Mr. ",
        "-0-",
        "(끝)",
        "라고 ",
    ]
)


@given(
    st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=80).map("".join)), st.sampled_from(["ko", "en", "ja"])
)
def test_places_are_exact_and_nothing_but_white_space_is_lost(text: str, language: str) -> None:
    end, paragraph = 0, 0
    lost = []
    for s in split_sentences(text, language):
        assert text[s.start : s.end] == s.text
        assert s.text == s.text.strip() != ""
        assert s.start >= end
        assert s.paragraph >= paragraph
        lost.append(text[end : s.start])
        end, paragraph = s.end, s.paragraph
    lost.append(text[end:])
    assert not "".join(lost).strip()


@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["ko", "en", "ja"]))
def test_a_sentence_never_crosses_a_line(text: str, language: str) -> None:
    assert all("\n" not in s.text for s in split_sentences(text, language))


@pytest.mark.parametrize("language", ["ko", "en", "ja"])
@pytest.mark.parametrize(
    "text",
    [
        "." * 100_000,
        "a" * 100_000,
        "《" * 50_000 + "다. " * 15_000,
        "《다.》" * 25_000,
        "“다. " * 25_000,
        '"다. ' * 25_000,
        "다" + " " * 100_000 + "가",
        "Mr. A. " * 15_000,
        "a.b-" * 25_000 + ". C",
        "(" * 50_000 + ")" * 50_000,
    ],
)
def test_long_paragraphs_take_linear_time(text: str, language: str) -> None:
    began = time.process_time()
    split_paragraph(text, language)
    assert time.process_time() - began < 3


def test_abbreviations_are_a_clean_table() -> None:
    with data_path("text", "abbreviations.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    assert len(rows) > 150
    assert len({row["abbreviation"] for row in rows}) == len(rows)
    for row in rows:
        assert row["abbreviation"].endswith("."), row
        assert row["kind"] in {"name", "number", "month", "ends", "last"}, row
        assert row["source"], row
