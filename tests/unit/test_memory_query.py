"""The concordance's queries, and how hits are laid out and grouped."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.alignment.beads import BeadState
from glossary.checks.findings import Span
from glossary.errors import UsageError
from glossary.memory.expanding import expansions
from glossary.memory.lines import Hit, grouped, line
from glossary.memory.query import parse
from glossary.terms.keys import search_key


def found(query: str, text: str) -> list[str]:
    return [text[span.start : span.end] for span, _ in parse(query).find(text)]


@pytest.mark.parametrize(
    ("query", "text", "what"),
    [
        ("김정은", "김정은동지께서", ["김정은"]),
        ("주체사상", "주체 사상과 《주체》사상", ["주체 사상", "주체》사상"]),
        ("state affairs", "President of the State-Affairs", ["State-Affairs"]),
        ("state-affairs", "President of the State Affairs", ["State Affairs"]),
        ("1500", "more than 1 500 of 1,500", ["1 500", "1,500"]),
        ("theme", "the meeting", []),
        ("Kim Jŏng ŭn", "KIM JONG UN", ["KIM JONG UN"]),
        ("혁명*적", "혁명적, 혁명전통적인", ["혁명적", "혁명전통적"]),
        ("col?ur", "colour and colur", ["colour"]),
        ("great * leader", "great dear leader, great leader", ["great dear leader"]),
        ('"un"', "under the UN flag", ["UN"]),
        ("a ~1 c", "a b c; a b b c", ["a b c"]),
        ("c ~1 a", "a b c", ["a b c"]),
        ("동지|동무", "동무들과 동지들", ["동무", "동지"]),
    ],
)
def test_what_is_found(query: str, text: str, what: list[str]) -> None:
    assert found(query, text) == what


@pytest.mark.parametrize("query", ["", "*", "?", "《》", "~", "a ~", '""', "|", "."])
def test_nothing_to_look_for(query: str) -> None:
    assert not parse(query)


def test_a_wildcard_needs_letters() -> None:
    with pytest.raises(UsageError, match="three letters"):
        parse("un*")


words = st.text(alphabet="가나다 abŏ*?~|\"-'1", max_size=14)


@given(words, st.text(alphabet="가나다 abo-'1.", max_size=40))
def test_what_a_pattern_finds_holds_its_pieces(query: str, text: str) -> None:
    """The index looks for the pieces; nothing may be lost by that."""
    try:
        pattern = parse(query)
    except UsageError:
        return
    spans = [span for span, _ in pattern.find(text)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    if spans:
        key = search_key(text)
        assert any(all(piece in key for piece in a.pieces) for a in pattern.alternatives)


@given(st.text(alphabet="가나다 ", max_size=20), st.integers(0, 20), st.integers(1, 5))
def test_every_part_of_korean_is_found(text: str, start: int, length: int) -> None:
    part = search_key(text)[start : start + length]
    if part:
        assert parse(part).find(text)


def test_other_words_for_a_query() -> None:
    assert "로동신문" in expansions("노동신문")
    assert "평양" in expansions("平壤")
    assert "김정은" in expansions("Kim Jong Un")
    assert expansions("Kim Jong Un", "en") == ()
    assert "Kim Jong Un" in expansions("김정은", "en")
    assert expansions("the meeting discussed the immediate tasks of the year") == ()


def hit(source: str, target: str, word: str, date: str = "") -> Hit:
    place = source.index(word)
    return Hit(
        alignment_id=1, bead_id=1, position=0, state=BeadState.AUTO, title="", date=date, source=source, target=target,
        source_language="ko-KP", target_language="en", source_spans=(Span(place, place + len(word)),),
    )  # fmt: skip


def test_lines_and_groups() -> None:
    some = [
        hit("첫 동지", "the comrade", "동지", "2031-02"),
        hit("둘째 동지", "a Comrade", "동지", "2030-01"),
        hit("셋째 동지", "nobody", "동지"),
        hit("넷째 동지", "comrade", "동지", "2032-05"),
    ]
    assert (line(some[1], 2).left, line(some[1], 2).words, line(some[1]).other) == ("째 ", "동지", "a Comrade")

    def rendering(one: Hit) -> str:
        return next((w for w in one.target.split() if w.lower() == "comrade"), "")

    known, unknown = grouped(some, rendering)
    assert (known.rendering, len(known.hits), known.share) == ("comrade", 3, 0.75)
    assert (known.first, known.last) == ("2030-01", "2032-05")
    assert (unknown.rendering, unknown.first) == ("", "")
