"""What the benchmarks are made of: the baseline, and abridged documents that are the same each time."""

from __future__ import annotations

from tests.benchmarks.dev_sets import DevDocument
from tests.benchmarks.fit_alignment import START, abridge, family
from tests.benchmarks.gale_church import align

DOCUMENT = DevDocument(
    "made",
    tuple(f"{i}째 문장이다." for i in range(60)),
    tuple(f"This is sentence {i}." for i in range(60)),
    "en",
    tuple(((i,), (i,)) for i in range(60)),
)


def test_the_baseline_follows_lengths() -> None:
    source = ["가" * 10, "나" * 40, "다" * 20, "라" * 30]
    target = ["a" * 20, "b" * 45, "c" * 35, "d" * 40, "e" * 60]
    assert align(source, target) == [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,)), ((3,), (4,))]
    assert align([], []) == []


def test_abridging_names_every_sentence_and_is_the_same_for_a_seed() -> None:
    made = abridge(DOCUMENT, 3, 0.1)
    assert made == abridge(DOCUMENT, 3, 0.1)
    assert made != abridge(DOCUMENT, 4, 0.1)
    assert [i for a, _ in made.gold for i in a] == list(range(len(made.source)))
    assert [j for _, b in made.gold for j in b] == list(range(len(made.target)))
    assert any(not a or not b for a, b in made.gold)
    assert any(len(a) + len(b) == 3 for a, b in made.gold)


def test_families_share_their_texts() -> None:
    assert {family(name) for name in ("nknews", "nknews_mix", "nknews~2")} == {"nknews"}
    assert START.floor == 0
