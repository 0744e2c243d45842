"""The aligner on the development sets; skipped where they do not lie beside the project."""

from __future__ import annotations

import pytest

from glossary.alignment.beads import Trust
from glossary.alignment.engine import Engine, align, segments
from glossary.alignment.trust import trust
from tests.benchmarks.dev_sets import documents, right_pairs, score, shared

pytestmark = pytest.mark.skipif(shared() is None, reason="the development sets are not here (MALMOI_SHARED, ../shared)")


@pytest.mark.parametrize(
    ("name", "every", "engine", "least"),
    [
        ("ntrex_koen_mix", 1, "semantic", 0.955),
        ("nknews_mix", 4, "semantic", 0.85),
        ("jhe_mix", 3, "semantic", 0.95),
        ("nknews", 8, "semantic", 0.91),
        ("ntrex_koen_mix", 1, "length", 0.80),
        ("nknews_mix", 3, "length", 0.68),
        ("ntrex_koen", 1, "length-alone", 0.90),
        ("nknews", 3, "length-alone", 0.82),
    ],
)
def test_strict_f1_of_the_development_sets(name: str, every: int, engine: Engine, least: float) -> None:
    results = []
    for document in documents(name, every):
        bitext = align(
            segments(document.source), segments(document.target), "ko-KR", document.target_language, engine=engine
        )
        results.append((document, [(bead.source, bead.target) for bead in bitext.beads]))
        assert not bitext.warnings
    assert score(results)["f1"] >= least


def test_sure_beads_are_right() -> None:
    sure = right = beads = 0
    for document in documents("ntrex_koen_mix", 2):
        gold = right_pairs(document)
        for bead in align(segments(document.source), segments(document.target), "ko-KR", "en").beads:
            beads += 1
            if trust(bead) is Trust.SURE:
                sure += 1
                right += (bead.source, bead.target) in gold
    assert right / sure >= 0.98
    assert sure / beads >= 0.6
