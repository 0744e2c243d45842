"""Renderings over time of what is stored, dates accepted into the term base, and the alert of the check."""

from __future__ import annotations

import json
from pathlib import Path

from glossary.alignment.beads import Bead, Bitext
from glossary.alignment.encoder import shared_encoder
from glossary.memory.timeline import attest, keep_dates, uses_of
from glossary.store.engine import Database
from glossary.store.records import NewDocument
from glossary.terms.making import new_concept
from glossary.terms.timeline import OTHER, By, proposals, read_counts, timeline
from tests.commandline import malmoi

# Sentences written for this test.
THINGS = [("공장", "factory"), ("농장", "farm"), ("학교", "school"), ("병원", "hospital"), ("탄광", "mine")]


def stored(database: Database) -> None:
    """Store five texts that say it in one way, then five that say it in another."""
    for year, form in (("2031", "on-site inspection"), ("2032", "field guidance")):
        for month, (thing, word) in enumerate(THINGS, start=1):
            korean = NewDocument(
                language="ko", paragraphs=((f"{thing}에 대한 현지지도가 있었다.",),), date=f"{year}-{month:02}-05"
            )
            english = NewDocument(language="en", paragraphs=((f"There was {form} at the {word}.",),), role="official")
            one, two = database.documents.add_many([korean, english], groups=["x", "x"])
            mine, theirs = database.documents.segments(one.id), database.documents.segments(two.id)
            bead = Bead((mine[0].id,), (theirs[0].id,))
            database.alignments.add(one.id, two.id, Bitext("ko-KP", "en", mine, theirs, (bead,)))


def with_term(database: Database) -> str:
    """Put the term and both renderings into the term base; return its id."""
    terms = [("ko-KP", "현지지도"), ("en", "field guidance"), ("en", "on-site inspection")]
    return database.concepts.add(new_concept(terms)).id


def test_the_memory_tells_when_a_rendering_came_and_went(database: Database) -> None:
    stored(database)
    with_term(database)
    found = timeline(uses_of(database, "현지지도"))
    assert {line.rendering: line.periods for line in found.lines} == {
        "on-site inspection": {"2031": 5},
        "field guidance": {"2032": 5},
    }


def test_renderings_that_nothing_knows_come_from_the_phrase_aligner(sqlite: Database) -> None:
    stored(sqlite)
    assert {use.rendering for use in uses_of(sqlite, "현지지도")} == {OTHER}  # too few sentences to count by
    found = timeline(uses_of(sqlite, "현지지도", encoder=shared_encoder))
    periods = {line.rendering: line.periods for line in found.lines}
    assert periods["on-site inspection"].get("2031", 0) >= 4
    assert periods["field guidance"].get("2032", 0) >= 4


def test_accepted_dates_make_the_check_speak(database: Database, database_url: str, tmp_path: Path) -> None:
    stored(database)
    number = with_term(database)
    keep_dates(database, "현지지도", proposals(timeline(uses_of(database, "현지지도"), By.MONTH)))
    english = {t.text: t for t in database.concepts.get(number).terms}
    assert str(english["on-site inspection"].valid_until) == "2031-05-05"
    assert str(english["field guidance"].valid_from) == "2032-01-05"
    (tmp_path / "new.ko.txt").write_text("제철소에 대한 현지지도가 있었다.\n", encoding="utf-8")
    (tmp_path / "new.en.txt").write_text("There was on-site inspection at the ironworks.\n", encoding="utf-8")
    draft = [tmp_path / "new.ko.txt", tmp_path / "new.en.txt"]
    run = malmoi(
        "--db", database_url, "check", *draft, "--segmented", "--date", "2033-01-01", "--only", "terms.outside-dates"
    )
    assert "terms.outside-dates" in run.out
    earlier = malmoi(
        "--db", database_url, "check", *draft, "--segmented", "--date", "2031-02-01", "--only", "terms.outside-dates"
    )
    assert "terms.outside-dates" not in earlier.out


def test_counts_become_attestations_once(database: Database) -> None:
    number = with_term(database)
    uses, _ = read_counts("phrase\tn2031\tn2032\nfield guidance\t0\t12\nunheard of\t1\t1\n")
    assert attest(database, uses, "COUNTED") == (2, ["unheard of"])
    assert attest(database, uses, "COUNTED") == (0, ["unheard of"])
    english = next(t for t in database.concepts.get(number).terms if t.text == "field guidance")
    assert {(a.source, a.date, a.count) for a in english.attestations} == {
        ("COUNTED", "2031", 0),
        ("COUNTED", "2032", 12),
    }
    assert {(u.rendering, u.date, u.count) for u in uses_of(database, "현지지도", counts=True)} >= {
        ("field guidance", "2032", 12)
    }


def test_the_command(database: Database, database_url: str, tmp_path: Path) -> None:
    stored(database)
    number = with_term(database)
    rows = json.loads(malmoi("--db", database_url, "terms", "timeline", "현지지도", "--format", "json").out)
    assert [(r["rendering"], r["2031"], r["2032"]) for r in rows] == [
        ("field guidance", 0, 5),
        ("on-site inspection", 5, 0),
    ]
    drawn = malmoi(
        "--db", database_url, "terms", "timeline", "현지지도", "--format", "table", "--svg", tmp_path / "x.svg"
    )
    assert "█" in drawn.out
    assert "Current form: field guidance" in drawn.err
    assert (tmp_path / "x.svg").read_text(encoding="utf-8").startswith("<svg")
    done = malmoi("--db", database_url, "terms", "timeline", "현지지도", "--accept", "--format", "jsonl")
    assert done.code == 0, done.err
    assert number in done.err
    assert any(t.valid_until for t in database.concepts.get(number).terms)
    assert malmoi("--db", database_url, "terms", "timeline").code == 2
    assert malmoi("--db", database_url, "terms", "timeline", "없는말").code == 0
    (tmp_path / "bad.tsv").write_text("a\tb\n", encoding="utf-8")
    assert malmoi("--db", database_url, "terms", "timeline", "--counts", tmp_path / "bad.tsv").code == 3
