"""Northern spelling is read as southern for the encoder, and southern text is left alone."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest

from glossary.alignment.encoder import shared_encoder
from glossary.alignment.spelling import southern_words
from glossary.paths import data_path


def respelt(text: str) -> str:
    southern = shared_encoder()._tokens._southern
    return " ".join(southern.respell(word) for word in text.split())


@pytest.mark.parametrize(
    ("north", "south"),
    [
        ("로동자들은", "노동자들은"),
        ("력사적인", "역사적인"),
        ("녀성들이", "여성들이"),
        ("이룩되였다.", "이룩되었다."),
        ("할것이라고", "할 것이라고"),
        ("로씨야대통령에게", "러시아 대통령에게"),
        ("뜨락또르를", "트랙터를"),
        ("《조선로동당》의", "《조선노동당》의"),
    ],
)
def test_northern_words(north: str, south: str) -> None:
    assert respelt(north) == south


@pytest.mark.parametrize(
    "text", ["러시아와 로마", "레스토랑에서", "라디오를", "리비아의", "기여하였다.", "CNN과 3km", ""]
)
def test_words_that_only_look_northern_stay(text: str) -> None:
    assert respelt(text) == text


PAIRS = [
    ("로동자들은 력사적인 승리를 이룩하였다.", "The workers won a historic victory."),
    (
        "련합기업소의 로동계급이 년간계획을 앞당겨 수행하였다.",
        "The workers of the complex carried out the yearly plan early.",
    ),
    ("로씨야대통령에게 축전을 보내시였다.", "He sent a message of greeting to the Russian president."),
    ("녀성들이 뜨락또르를 리용하여 밭을 갈고있다.", "Women plough the fields by tractor."),
]


def test_right_pairs_are_more_alike_than_as_written() -> None:
    encoder = shared_encoder()
    english = encoder.blocks([target for _, target in PAIRS], 1).vectors[0]
    korean = [source for source, _ in PAIRS]
    alike = [
        float(np.einsum("ij,ij->i", encoder.blocks(korean, 1, as_written=written).vectors[0], english).mean())
        for written in (True, False)
    ]
    assert alike[1] > alike[0] + 0.05


def test_every_row_of_the_table_is_reviewed() -> None:
    text = data_path("alignment", "southern_spelling.tsv").read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)
    header, *rows = [line.split("\t") for line in text.splitlines()]
    assert header == ["north", "south", "source"]
    assert all(len(row) == 3 and all(row) and row[0] != row[1] for row in rows)
    assert len({row[0] for row in rows}) == len(rows) == len(southern_words())
