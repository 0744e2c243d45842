"""What confirmed beads and terms teach the length engine. The sentences are made of invented words."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from glossary.alignment.band import Band, Floats
from glossary.alignment.beads import Bead
from glossary.alignment.engine import align, segments
from glossary.alignment.knowledge import (
    LEAST_WEIGHT,
    WEIGHT,
    Correspondence,
    KnowingScores,
    Knowledge,
    with_knowledge,
)
from glossary.alignment.lexicon import LEAST_BEADS, estimate, units
from glossary.alignment.moves import MOVES

SYLLABLES = "가나다라마바사아자차카타파하고노도로모보소오조초코토포호"


def words(chance: random.Random, count: int) -> list[tuple[str, str]]:
    """Return words of two made-up languages that translate each other."""
    found: dict[str, str] = {}
    while len(found) < count:
        korean = "".join(chance.choice(SYLLABLES) for _ in range(2))
        found.setdefault(korean, "".join(chance.choice("bdfglmnprst") + chance.choice("aeiou") for _ in range(3)))
    return list(found.items())


def sentence(chance: random.Random, known: Sequence[tuple[str, str]], length: int = 7) -> tuple[str, str]:
    some = [chance.choice(known) for _ in range(length)]
    particles = [chance.choice(("는", "를", "에서", "")) for _ in some]
    other = chance.sample(some, len(some))
    return " ".join(k + p for (k, _), p in zip(some, particles, strict=True)), " ".join(e for _, e in other)


def memory(beads: int) -> tuple[random.Random, list[tuple[str, str]], list[tuple[str, str]]]:
    chance = random.Random(7)
    known = words(chance, 120)
    return chance, known, [sentence(chance, known) for _ in range(beads)]


def test_units() -> None:
    assert units("평양에서는 CNN의 회의", "ko-KP") == {"평양", "평양에", "회의"}
    assert units("The conferences, in 2019", "en") == {"the", "confer"}


def test_words_that_go_together_are_found() -> None:
    _, known, beads = memory(400)
    lexicon = estimate(beads, "ko-KP", "en")
    assert lexicon is not None
    best = {word: pairs[0][0] for word, pairs in lexicon.pairs.items()}
    right = sum(best.get(korean) == english for korean, english in known)
    assert right >= 0.95 * len(known)
    assert all(0 < strength <= 1 for pairs in lexicon.pairs.values() for _, strength in pairs)


def test_few_beads_teach_nothing() -> None:
    _, _, beads = memory(LEAST_BEADS)
    assert estimate(beads[:-1], "ko-KP", "en") is None
    assert estimate([("가", "1")] * 500, "ko-KP", "en") is None
    assert estimate([], "ko-KP", "en") is None


def test_three_thousand_beads_take_less_than_a_second() -> None:
    chance = random.Random(3)
    known = words(chance, 350)
    beads = [sentence(chance, known, 15) for _ in range(3000)]
    start = time.process_time()
    assert estimate(beads, "ko-KP", "en") is not None
    assert time.process_time() - start < 3  # 1 s on a quiet machine


def test_the_order_of_the_beads_is_nothing() -> None:
    _, _, beads = memory(300)
    assert estimate(beads, "ko-KP", "en") == estimate(beads, "ko-KP", "en")
    one, two = estimate(beads, "ko-KP", "en"), estimate(beads[::-1], "ko-KP", "en")
    assert one is not None
    assert two is not None
    assert one.known == two.known


def test_a_lexicon_aligns_what_lengths_cannot() -> None:
    chance, known, beads = memory(500)
    lexicon = estimate(beads, "ko-KP", "en")
    pairs = [sentence(chance, known) for _ in range(30)]
    gone_source, gone_target = {3, 11, 12, 25}, {7, 8, 18}
    source = [(n, k) for n, (k, _) in enumerate(pairs) if n not in gone_source]
    target = [(n, e) for n, (_, e) in enumerate(pairs) if n not in gone_target]
    wanted = {((i,), (j,)) for i, (n, _) in enumerate(source) for j, (m, _) in enumerate(target) if n == m}

    def right(knowledge: Knowledge | None) -> int:
        texts = segments([k for _, k in source]), segments([e for _, e in target])
        made = align(*texts, "ko-KP", "en", engine="length", knowledge=lambda: knowledge)
        return len(wanted & {(bead.source, bead.target) for bead in made.beads})

    assert len(wanted) == 23
    assert right(Knowledge(lexicon)) >= 20
    assert right(None) <= 12


def test_terms_align_too() -> None:
    source = ["참가자들은 원예회관을 돌아보았다.", "그들은 매우 기뻐하였다고 한다.", "만수대에서 공연이 있었다."]
    target = ["They are said to have been glad.", "The Horticultural Hall was visited.", "Mansudae saw a show."]
    terms = [("원예회관", "Horticultural Hall"), ("만수대", "Mansudae"), ("대에", "show"), ("원", "a")]
    shared = Correspondence(Knowledge(None, terms), source, target, ("ko-KP", "en"))
    table = shared.window(0, 4, 0, 4)(1, 1)
    assert np.argwhere(table[1:, 1:] > 0).tolist() == [[0, 1], [2, 2]]  # inside a word is no term


def test_nothing_known_changes_nothing() -> None:
    source, target = segments(["가나 다라."]), segments(["Something else.", "And more."])
    plain = align(source, target, "ko-KP", "en", engine="length")
    for knowledge in (Knowledge(), Knowledge(None, [("없는말", "nothing")]), Knowledge(None, [("", ""), (" ", "x")])):
        known = knowledge
        assert align(source, target, "ko-KP", "en", engine="length", knowledge=lambda k=known: k) == plain  # type: ignore[misc]


def test_fixed_beads_stay_and_the_semantic_engine_does_not_ask() -> None:
    chance, known, beads = memory(300)
    lexicon = estimate(beads, "ko-KP", "en")
    pairs = [sentence(chance, known) for _ in range(6)]
    source, target = segments([k for k, _ in pairs]), segments([e for _, e in pairs])
    fixed = Bead((2,), (3,))
    made = align(source, target, "ko-KP", "en", engine="length", fixed=[fixed], knowledge=lambda: Knowledge(lexicon))
    assert fixed in made.beads

    def never() -> None:
        pytest.fail("asked")

    align(source, (), "ko-KP", "en", engine="length", knowledge=never)


def test_the_weight_grows_with_the_beads() -> None:
    _, _, beads = memory(300)
    lexicon = estimate(beads, "ko-KP", "en")
    assert lexicon is not None
    weights = [Knowledge(replace(lexicon, beads=n)).weight for n in (200, 1200, 2400, 9000)]
    assert LEAST_WEIGHT < weights[0] < weights[1] < weights[2] == weights[3] == WEIGHT
    assert Knowledge(None, [("가", "a")]).weight == LEAST_WEIGHT


def test_what_is_on_top_is_told_for_each_bead() -> None:
    """The reward on top of one bead is what the table of all beads has."""
    chance, known, beads = memory(300)
    knowledge = Knowledge(estimate(beads, "ko-KP", "en"))
    pairs = [sentence(chance, known) for _ in range(6)]
    source, target = [k for k, _ in pairs], [e for _, e in pairs][:5]

    class Nothing:
        def region(self, _i: int, _j: int) -> Callable[[int, int, Band], Floats]:
            return lambda first, last, places: np.zeros((last - first, len(MOVES), places.width), np.float32)

    scores = with_knowledge(Nothing(), knowledge, source, target, ("ko-KP", "en"))
    assert isinstance(scores, KnowingScores)
    whole = Band(np.zeros(7, np.int64), 6, 6)
    table = scores.region(0, 0)(0, 7, whole)
    for i, j, (number, (a, b)) in itertools.product(range(7), range(6), enumerate(MOVES)):
        if i + a <= 6 and j + b <= 5:
            assert scores.known(i, a, j, b) == pytest.approx(float(table[i + a, number, j + b]), abs=1e-5)
    assert float(table.max()) > 0.3
    part = scores.region(2, 1)(1, 4, Band(np.ones(5, np.int64), 3, 5))
    assert part[0] == pytest.approx(table[3][:, 2:5])
