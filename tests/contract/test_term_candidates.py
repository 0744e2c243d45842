"""Term candidates of what is stored: proposed, accepted with their places, rejected for good."""

from __future__ import annotations

import json

from glossary.alignment.beads import Bead, Bitext
from glossary.store.engine import Database
from glossary.store.records import NewDocument
from glossary.terms import proposing
from glossary.terms.entries import Evidence
from tests.commandline import malmoi
from tests.unit.test_extraction import BEADS


def stored(database: Database) -> int:
    """Store the sentences as one alignment."""
    korean = NewDocument(language="ko", paragraphs=tuple((k,) for k, _ in BEADS), date="2031-05")
    english = NewDocument(language="en", paragraphs=tuple((e,) for _, e in BEADS), role="official")
    one, two = database.documents.add_many([korean, english], groups=["x", "x"])
    mine, theirs = database.documents.segments(one.id), database.documents.segments(two.id)
    beads = tuple(Bead((a.id,), (b.id,)) for a, b in zip(mine, theirs, strict=True))
    return database.alignments.add(one.id, two.id, Bitext("ko-KP", "en", mine, theirs, beads)).id


def test_an_accepted_candidate_becomes_a_concept_with_its_places(database: Database) -> None:
    stored(database)
    found, beads = proposing.propose(database)
    station = next(c for c in found if c.source == "수력발전소")
    concept = proposing.accept(database, station.source, station.target, [beads[n] for n in station.examples])
    korean, english = database.concepts.get(concept.id).terms
    assert (korean.text, english.text) == ("수력발전소", "hydropower station")
    assert {t.evidence for t in (korean, english)} == {Evidence.PAIRED}
    place = english.attestations[0]
    assert place.context[place.start : place.end] == "hydropower station"
    assert place.date == "2031-05"
    assert "수력발전소" not in {c.source for c in proposing.propose(database)[0]}


def test_a_rejected_candidate_does_not_come_back_until_it_is_allowed(database: Database) -> None:
    stored(database)
    proposing.reject(database, "양묘소", "tree nursery")
    assert proposing.rejected(database) == [("양묘소", "tree nursery")]
    assert ("양묘소", "tree nursery") not in {(c.source, c.target) for c in proposing.propose(database)[0]}
    proposing.allow(database, "양묘소", "Tree nursery")
    assert ("양묘소", "tree nursery") in {(c.source, c.target) for c in proposing.propose(database)[0]}


def test_the_command(database: Database, database_url: str) -> None:
    stored(database)
    first = malmoi("--db", database_url, "terms", "extract", "--format", "jsonl")
    assert first.code == 0, first.err
    rows = [json.loads(line) for line in first.out.splitlines()]
    assert {"source", "target", "score", "example", "rendered"} <= rows[0].keys()
    pair = f"{rows[0]['source']}={rows[0]['target']}"
    second = malmoi("--db", database_url, "terms", "extract", "--accept", "2", "--reject", pair, "--format", "jsonl")
    assert second.code == 0, second.err
    left = [json.loads(line)["source"] for line in second.out.splitlines()]
    assert rows[0]["source"] not in left
    assert rows[1]["source"] not in left
    third = malmoi("--db", database_url, "terms", "extract", "--format", "jsonl")
    pairs = {(r["source"], r["target"]) for r in map(json.loads, third.out.splitlines())}
    assert (rows[0]["source"], rows[0]["target"]) not in pairs
    assert rows[1]["source"] not in {source for source, _ in pairs}
    assert rows[0]["source"] in malmoi("--db", database_url, "terms", "extract", "--rejected").out
    assert malmoi("--db", database_url, "terms", "extract", "--accept", "4000").code == 2
    assert malmoi("--db", database_url, "terms", "extract", "--kind", "x").code == 2
