"""Saved pages whose lines were wrapped or broken: paragraphs are joined again, and what is whole stays.

The sentences are written for these tests, in KCNA's manner, about invented events.
"""

from __future__ import annotations

import pytest

from glossary.text.paragraphs import unwrap, width

ENGLISH_PARAGRAPHS = [
    (
        "Pyongyang, June 10 (KCNA) -- The agricultural workers of Hwangju County finished rice transplanting on "
        "Thursday, five days earlier than last year, and the whole county took part in it with one mind."
    ),
    (
        "Pak Song Il, chairman of the county committee, said that more than 2,000 officials and youths went to the "
        "fields. They brought seedlings, machines and songs."
    ),
    "The harvest will be good, and new houses are going up in every village of the county these days.",
]
KOREAN_PARAGRAPHS = [
    (
        "(평양 6월 10일발 조선중앙통신)황주군의 농업근로자들이 모내기를 지난해보다 5일 앞당겨 끝내였으며 온 군이 "
        "떨쳐나 그들을 도와주었다고 한다. 군안의 일군들과 청년들이 포전에 나갔다."
    ),
    (
        "박성일은 올해에 기어이 풍작을 이룩하고 모든 마을에 새 살림집들을 더 많이 일떠세울것이라고 말하면서 근로자들을 "
        "고무해주었다."
    ),
]


def wrapped(paragraph: str, columns: int) -> str:
    """Fill lines word by word, as editors do, counting wide characters twice."""
    lines = [""]
    for word in paragraph.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if width(longer) <= columns or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


@pytest.mark.parametrize("columns", [60, 66, 70, 72, 78, 100])
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
@pytest.mark.parametrize(("paragraphs", "language"), [(ENGLISH_PARAGRAPHS, "en"), (KOREAN_PARAGRAPHS, "ko")])
def test_wrapped_lines_are_joined(paragraphs: list[str], language: str, columns: int, gap: str) -> None:
    text = gap.join(wrapped(p, columns) for p in paragraphs)
    found = unwrap(text.split("\n"), language)
    assert " ".join(found) == " ".join(paragraphs)
    if gap == "\n\n":
        assert found == paragraphs


def test_wrapped_japanese_is_joined_without_spaces() -> None:
    whole = (
        "【平壌6月10日発朝鮮中央通信】黄州郡の農業勤労者が昨年より5日早く田植えを終えて、"
        "全郡が一丸となって彼らを助けた。郡の活動家と青年は圃場に出た。"
    )
    lines = [whole[i : i + 30] for i in range(0, len(whole), 30)]
    assert unwrap(lines, "ja") == [whole]


def test_raggedly_broken_paragraphs_are_joined() -> None:
    text = (
        "The workers of the county\nfinished the transplanting on Thursday, which\nwas early. Then the\nrain came.\n\n"
        "People were\nglad of it."
    )
    assert unwrap(text.split("\n"), "en") == [
        "The workers of the county finished the transplanting on Thursday, which was early. Then the rain came.",
        "People were glad of it.",
    ]


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        (ENGLISH_PARAGRAPHS, "en"),
        (KOREAN_PARAGRAPHS, "ko"),
        (
            ["The harvest was good this year.", "People were glad of it, and sang.", "Then they went home to rest."],
            "en",
        ),
        (["새 온실농장 건설", "강동군에 새 온실농장이 일떠섰다."], "ko"),
        (["- Rice", "- Maize", "- Wheat and barley for the whole county"], "en"),
        (["Rice Transplanting Ends in Hwangju", "It ended on Thursday in all farms of the county."], "en"),
    ],
)
def test_one_paragraph_a_line_stays(lines: list[str], language: str) -> None:
    assert unwrap(lines, language) == lines
