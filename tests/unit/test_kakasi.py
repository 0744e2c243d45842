"""Our quicker pykakasi: the same words and readings as its own, and no crash where that has one."""

from __future__ import annotations

import random
from typing import Any

import pykakasi
import pytest

from glossary.romanisation.japanese import hepburn
from glossary.romanisation.kakasi import dictionary

SENTENCES = (
    "朝鮮民主主義人民共和国の最高人民会議が平壌市で開かれた。",
    "金正恩総書記は一日に三人の代表と会い、大国間の関係について話した。",
    "行われた会談では、国々の人々が一つになって働くことが述べられました",
    "コーヒーを飲んで、ＡＢＣ放送を見る。髙島屋と渡邊さん",
    "あ\ufe00",
)
CHARACTERS = "人大国一時々ヶヵ東京会議行日あいうるれッアー。、aB1　仝髙﨑邊邉生上下"


@pytest.fixture(scope="module")
def plain() -> Any:
    return pykakasi.kakasi()  # type: ignore[no-untyped-call]


def pieces(found: Any) -> list[tuple[str, str]]:
    return [(word["orig"], word["hira"]) for word in found]


def test_sentences_are_cut_and_read_as_by_pykakasi(plain: Any) -> None:
    ours = dictionary()
    for sentence in SENTENCES[:-1]:
        assert pieces(ours.convert(sentence)) == pieces(plain.convert(sentence))


def test_any_run_of_characters_is_cut_and_read_as_by_pykakasi(plain: Any) -> None:
    rng, ours = random.Random(3), dictionary()
    for _ in range(1500):
        text = "".join(rng.choice(CHARACTERS) for _ in range(rng.randint(1, 10)))
        assert pieces(ours.convert(text)) == pieces(plain.convert(text)), text


def test_a_variation_selector_that_pykakasi_fails_on_is_passed_over(plain: Any) -> None:
    with pytest.raises(IndexError):
        plain.convert(SENTENCES[-1])
    assert hepburn(SENTENCES[-1]).replace("\ufe00", "").strip() == "a"
