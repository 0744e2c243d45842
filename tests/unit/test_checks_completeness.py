"""A sentence that may have no counterpart: weak beads that fall short, and sides far out of proportion."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from glossary.alignment.beads import Bead, BeadState, Bitext, Segment
from glossary.checks.findings import BeadText, Finding, Severity
from glossary.checks.run import bead_texts, check, check_bitext

SOURCE = (
    "그는 제방공사를 다그칠데 대하여 강조하였다.",
    "참가자들은 양수장의 여러곳을 돌아보았다.",
    "양수장에는 뽐프 36대가 설치되여있다.",
)
TARGET = ("He stressed the need to speed up the dyke project.", "Installed at the station are 36 pumps.")


def joined(probability: float | None, state: BeadState = BeadState.AUTO) -> Bitext:
    """Return a text whose second and third source sentences stand against one that has only the third."""
    return Bitext(
        "ko-KP",
        "en",
        tuple(Segment(i, t) for i, t in enumerate(SOURCE)),
        tuple(Segment(i, t) for i, t in enumerate(TARGET)),
        (Bead((0,), (0,), 0.99), Bead((1, 2), (1,), probability, state)),
    )


def doubtful(bitext: Bitext) -> list[Finding]:
    return check_bitext(bitext, [], only=("completeness.doubtful",))


def test_the_sentence_that_a_weak_bead_swallowed_is_named() -> None:
    (found,) = doubtful(joined(0.55))
    assert (found.check, found.severity, found.bead) == ("completeness.doubtful", Severity.WARNING, 1)
    (span,) = found.source_spans
    assert bead_texts(joined(0.55))[1].source[span.start : span.end] == SOURCE[1]
    assert "English may lack" in found.message
    assert not found.target_spans


def test_the_aligner_s_word_counts_only_where_no_person_has_judged() -> None:
    assert doubtful(joined(0.97)) == []
    assert doubtful(joined(None)) == []
    assert doubtful(joined(0.55, BeadState.CONFIRMED)) == []


def test_a_sentence_added_to_a_translation_is_named_too() -> None:
    target = ("The dyke project was finished.", "It was praised by all the people in the neighbourhood.")
    bitext = Bitext(
        "ko-KP",
        "en",
        (Segment(0, "제방공사가 끝났다."),),
        tuple(Segment(i, t) for i, t in enumerate(target)),
        (Bead((0,), (0, 1), 0.5),),
    )
    (found,) = doubtful(bitext)
    assert found.message.startswith("The Korean may lack")
    assert found.target_spans
    assert not found.source_spans


def test_a_weak_bead_that_is_long_enough_is_not_in_doubt() -> None:
    whole = joined(0.55)
    full = "The participants looked round several places of the pumping station, where 36 pumps have been installed."
    assert doubtful(replace(whole, target=(whole.target[0], Segment(1, full)))) == []


def test_a_side_far_out_of_the_texts_proportion_is_in_doubt_whoever_aligned_it() -> None:
    ko = "양수장에는 뽐프 36대가 설치되여있으며 농장들에서는 물을 제때에 대고있다."
    en = "Installed at the pumping station are 36 pumps, and the farms are watering the fields in good time."
    beads = [BeadText(i, ko, en) for i in range(12)]
    assert check(beads, [], only=("completeness",)) == []
    found = check([*beads, BeadText(12, ko * 4, en)], [], only=("completeness",))
    assert [(f.bead, f.check) for f in found] == [(12, "completeness.doubtful")]


@given(st.lists(st.sampled_from(SOURCE), min_size=1, max_size=4))
def test_each_segment_begins_where_bead_texts_says(sentences: list[str]) -> None:
    bitext = Bitext(
        "ko-KP",
        "en",
        tuple(Segment(i, t) for i, t in enumerate(sentences)),
        (Segment(0, TARGET[0]),),
        (Bead(tuple(range(len(sentences))), (0,)),),
    )
    (bead,) = bead_texts(bitext)
    assert [bead.source[a : a + len(t)] for a, t in zip(bead.source_starts, sentences, strict=True)] == sentences
