"""The folded form that searches compare."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.store.fulltext.choosing import index_words, trigrams
from glossary.terms.keys import KEY_LENGTH, key_with_places, occurrences, search_key, stored_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Kim Jong-un", "kimjongun"),
        ("Kim Jŏng-ŭn", "kimjongun"),
        ("KIM JONG UN", "kimjongun"),
        ("Ch'ŏngjin", "chongjin"),
        ("김정은 동지께서", "김정은동지께서"),
        ("《로동신문》", "로동신문"),
        ("ガ", "ガ"),
        ("か゛", "か"),  # a spacing mark is a sign
        ("ｶﾞｰﾄﾞ", "ガード"),
        ("Straße", "strasse"),
        ("１２", "12"),
        ("國務委員會", "國務委員會"),
        ("snake_case", "snakecase"),
        ("…", ""),
    ],
)
def test_key(text: str, key: str) -> None:
    assert search_key(text) == key


@given(st.text(max_size=40))
def test_laws(text: str) -> None:
    key = search_key(text)
    assert search_key(key) == key
    assert all(c.isalnum() for c in key)
    assert search_key(unicodedata.normalize("NFD", text)) == search_key(unicodedata.normalize("NFC", text))
    assert search_key(f" {text}- ") == key
    assert unicodedata.is_normalized("NFC", key)


def test_a_stored_key_has_an_end() -> None:
    assert len(stored_key("가" * 5000)) == KEY_LENGTH


@given(st.text(alphabet="가각간 Kk김ŏŭ-'《》가ガ1", max_size=30))
def test_places(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    key, places = key_with_places(text)
    assert key == search_key(text)
    assert len(places) == len(key)
    assert places == sorted(places)


def test_occurrences() -> None:
    text = "주체 사상과 주체사상"
    assert [text[a:b] for a, b in occurrences(text, "주체사상")] == ["주체 사상", "주체사상"]
    assert occurrences("아아아", "아아") == [(0, 2)]
    assert occurrences("말", "") == []


@given(st.text(alphabet="가나다라 abcé", max_size=20), st.integers(0, 20), st.integers(1, 6))
def test_the_index_holds_every_part_of_a_text(text: str, start: int, length: int) -> None:
    """What is longer than two characters by its trigrams, shorter Korean by pairs; whole Latin words."""
    key = search_key(text)
    part = key[start : start + length]
    if len(part) > 2:
        assert set(trigrams(part)) <= set(trigrams(key))
    words = index_words(text)
    if len(part) == 2 and part[0] > "\u024f":
        assert part in words
    if len(part) == 1 and part > "\u024f":
        assert any(word.startswith(part) for word in words)
    for word in text.replace("가", " ").replace("나", " ").replace("다", " ").replace("라", " ").split():
        assert search_key(word) in words
