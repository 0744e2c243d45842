"""Circles in the hierarchy of concepts are found, and nothing else is called one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from glossary.terms.hierarchy import circle

NAMES = st.sampled_from("abcdefgh")


@given(st.lists(st.tuples(NAMES, NAMES), max_size=12))
def test_a_circle_is_one_and_none_is_missed(pairs: list[tuple[str, str]]) -> None:
    found = circle(pairs)
    if found:
        assert found[0] == found[-1]
        assert set(pairwise(found)) <= set(pairs)
    else:  # then there is an order in which every concept comes before those above it
        left = set(pairs)
        while left:
            lowest = {low for low, _ in left} - {high for _, high in left}
            assert lowest
            left = {(low, high) for low, high in left if low not in lowest}


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_a_hierarchy_without_one_has_none(pairs: list[tuple[int, int]]) -> None:
    assert circle((f"c{low}", f"c{low + 1 + high}") for low, high in pairs) == []
