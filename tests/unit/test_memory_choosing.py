"""What of a query the index is asked for: nothing that stands only in texts without the query, and the rare first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.store.fulltext.choosing import GRAM, PIECES, WORD, Sample, features, lookup
from glossary.terms.keys import search_key

TEXTS = (
    "전시회가 평양에서 개막되였다.",
    "평양의 거리에 꽃이 피였다.",
    "이 거리는 넓다.",
    "The national exhibition opened in the Republican hall.",
    "Nothing of the kind is in there.",
)


def sample(*texts: str) -> Sample:
    found = Sample()
    for some in texts:
        found.add(some)
    return found


@given(st.text("가나다라 abc", min_size=1, max_size=40), st.data())
def test_every_text_with_the_pieces_has_what_is_looked_up(text: str, data: st.DataObject) -> None:
    key = search_key(text)
    if not key:
        return
    start = data.draw(st.integers(0, len(key) - 1))
    pieces = [key[start : data.draw(st.integers(start + 1, len(key)))], key[:3]]
    found = lookup(pieces, sample(text, *TEXTS), 1_000_000, 1.0)
    assert found is not None
    # A Latin word of one or two letters is looked for as a whole, so such pieces may miss.
    if any(len(p) < 3 and p.isascii() for p in pieces):
        return
    there = {f[1:] for f in features(text) if f[0] == (GRAM if found.table == "fts" else WORD)}
    for word in found.words:
        wanted = word.split('"')[1]
        assert any(t.startswith(wanted) for t in there) if word.endswith("*") else wanted in there


@pytest.mark.parametrize(
    ("pieces", "table", "begins"),
    [
        (["전시회"], "fts", False),
        (["평양"], "words", False),
        (["개막되", "평양"], "words", False),  # a piece of two has no trigram, so pairs of all are asked for
        (["관"], "words", True),
        (["관", "평양"], "words", False),
        (["in"], "words", False),
        (["exhibition", "평양"], "fts", False),
    ],
)
def test_which_index_is_asked(pieces: list[str], table: str, begins: bool) -> None:
    found = lookup(pieces, sample(*TEXTS), 1_000_000, 0.5)
    assert found is not None
    assert (found.table, found.begins) == (table, begins)
    assert found.words


def test_a_character_that_stands_everywhere_is_not_looked_up() -> None:
    some = sample(*TEXTS)
    for pieces, auto, words in (
        (["이"], 0.5, ()),
        (["이"], 0.0, ('"이" *',)),  # no unconfirmed bead would be met for long
        (["이", "관"], 0.5, ('"관" *',)),
    ):
        found = lookup(pieces, some, 1_000_000, auto)
        assert found is not None
        assert found.words == words
    assert lookup([""], some, 1_000_000, 0.5) is None


def test_trigrams_of_several_words_of_a_phrase() -> None:
    phrase = search_key("in the Republican exhibition")
    found = lookup([phrase], sample(*TEXTS), 1_000_000, 0.5)
    assert found is not None
    places = sorted(phrase.index(w.strip('"')) for w in found.words)
    assert 3 <= len(places) <= PIECES
    assert places[-1] - places[0] > len("republican")
