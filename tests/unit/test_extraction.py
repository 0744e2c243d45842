"""Term candidates: what is found in aligned sentences, ranked, and left out."""

from __future__ import annotations

import unicodedata

import pytest

from glossary.paths import data_path
from glossary.terms.extraction import extract, likelihood
from glossary.terms.frequencies import commonness, english_frequencies, general_count

# Sentences written for this test.
THINGS = [("수력발전소", "hydropower station"), ("제철소", "ironworks"), ("양묘소", "tree nursery")]
DEEDS = [("건설하였다", "built"), ("돌아보았다", "toured"), ("확장하였다", "enlarged"), ("개건하였다", "renovated")]
WHO = [
    ("로동자들은 올해에", "This year the workers"),
    ("군인들은 어제", "Yesterday the soldiers"),
    ("학생들은 또한", "The students also"),
]
BEADS = [(f"{w} {t}를 {d}.", f"{x} {y} the {e}.") for w, x in WHO for t, e in THINGS for d, y in DEEDS]


def test_terms_are_found_without_particles_and_articles() -> None:
    found = {(c.source, c.target): c for c in extract(BEADS)}
    assert ("수력발전소", "hydropower station") in found
    assert ("양묘소", "tree nursery") in found
    station = found["수력발전소", "hydropower station"]
    assert (station.count, station.source_count, station.target_count) == (12, 12, 12)
    assert all("수력발전소" in BEADS[n][0] and "hydropower station" in BEADS[n][1] for n in station.examples)
    assert station.several


def test_verbs_times_and_function_words_are_no_terms() -> None:
    found = extract(BEADS)
    assert not {c.source for c in found} & {"건설하였다", "올해", "어제", "또한"}
    assert not any(c.target.lower().split()[0] in ("the", "this", "also", "yesterday") for c in found)


def test_known_and_rejected_do_not_come_back() -> None:
    found = extract(BEADS, known=["수력 발전소"], rejected=[("양묘소", "Tree Nursery")])
    assert "수력발전소" not in {c.source for c in found}
    assert ("양묘소", "tree nursery") not in {(c.source, c.target) for c in found}


def test_a_sentence_counts_once_however_often_it_comes() -> None:
    again = [(korean, f"{english[:-1]} at last.") for korean, english in BEADS]
    assert extract([*BEADS, *BEADS, *again]) == extract(BEADS)
    assert extract([BEADS[0]] * 20) == []


def test_each_side_is_proposed_once() -> None:
    found = extract(BEADS)
    assert len({c.source for c in found}) == len(found)
    assert len({c.target.lower() for c in found}) == len(found)


def test_names_are_known_by_their_sound() -> None:
    beads = [
        (f"울란바따르에서 {t}을 열었다.", f"They opened {e} in Ulan Bator.")
        for t, e in (("모임", "a meeting"), ("학교", "a school"), ("병원", "a hospital"))
    ]
    names = [c for c in extract([*beads, *BEADS]) if c.is_name]
    assert any(c.source.startswith("울란바") for c in names)


def test_rare_english_counts_more_than_everyday_words() -> None:
    assert commonness("tree nursery") < commonness("new people")
    assert general_count("the") > general_count("people") > general_count("hydropower")


def test_log_likelihood() -> None:
    assert likelihood(10, 10, 10, 1000) > likelihood(5, 10, 10, 1000) > 0
    assert likelihood(1, 100, 100, 1000) == 0


def test_the_frequency_table_is_whole_and_sourced() -> None:
    text = data_path("text", "english_frequencies.tsv").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    rows = [line.split("\t") for line in text.splitlines()]
    assert rows[0] == ["word", "centibels", "source"]
    assert all(len(row) == 3 and row[2] for row in rows[1:])
    assert len(english_frequencies()) == len(rows) - 1


@pytest.mark.parametrize("beads", [[], [("", "")], [("가", "x")] * 3, [("《》", "…")] * 3])
def test_odd_input(beads: list[tuple[str, str]]) -> None:
    assert extract(beads) == []
