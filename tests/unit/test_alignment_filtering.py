"""Beads chosen by conditions and words: what is left is an alignment again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary.alignment.beads import Bitext, Phrase, verify
from glossary.alignment.filtering import FIELDS, parse
from glossary.errors import UsageError
from tests.contract.samples import BITEXT, bitexts


def shapes(*conditions: str, words: str = "") -> list[int]:
    """Return the numbers of the chosen beads."""
    chosen = parse(conditions, words).select(BITEXT)
    verify(chosen)
    return [BITEXT.beads.index(bead) for bead in chosen.beads]


@pytest.mark.parametrize(
    ("conditions", "numbers"),
    [
        (("state=confirmed",), [0]),
        (("state!=rejected",), [0, 1, 3]),
        (("trust=sure",), [0]),
        (("trust!=sure",), [1, 2, 3]),
        (("one_sided=no",), [0, 1]),
        (("one-sided=yes", "state=rejected"), [2]),
        (("note!=",), [0, 2]),
        (("note=",), [1, 3]),
        (("note~TWO",), [2]),
        (("note!~two",), [0, 1, 3]),
        (("author=Kim",), [0]),
        (("p>=0.5",), [0, 3]),
        (("p<0.5",), [1]),
        (("p=",), [2]),
        (("shape=2:1",), [1]),
        (("target~exhibition",), [0]),
        (("source~제품",), [1]),
        ((), [0, 1, 2, 3]),
    ],
)
def test_conditions(conditions: tuple[str, ...], numbers: list[int]) -> None:
    assert shapes(*conditions) == numbers


def test_words_are_looked_for_on_each_side() -> None:
    assert shapes(words="the exhibition") == [0]
    assert shapes(words="전시회") == [0]
    assert shapes(words="전시회 exhibition") == []
    assert shapes("one_sided=yes", words="sentence") == [3]


def test_phrases_follow_their_beads() -> None:
    linked = replace(BITEXT, phrases=(Phrase(0, 0, 1, 0, 1), Phrase(1, 0, 1, 0, 1)))
    assert parse(["shape=2:1"]).select(linked).phrases == (Phrase(0, 0, 1, 0, 1),)
    assert parse([]).select(linked) is linked


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bitext=bitexts(), state=st.sampled_from(("auto", "confirmed", "rejected")))
def test_a_condition_and_its_contrary_share_the_beads(bitext: Bitext, state: str) -> None:
    some, others = (parse([f"state{sign}{state}"]).select(bitext) for sign in ("=", "!="))
    for part in (some, others):
        verify(part)
    assert len(some.beads) + len(others.beads) == len(bitext.beads)
    assert len(some.source) + len(others.source) == len(bitext.source)
    assert list(bitext.texts()) == [(bitext.source_text(b), bitext.target_text(b)) for b in bitext.beads]


@pytest.mark.parametrize("text", ["colour=red", "state=maybe", "p>=much", "note>3", "nothing"])
def test_wrong_conditions_are_said(text: str) -> None:
    with pytest.raises(UsageError):
        parse([text])
    assert "state" in FIELDS
