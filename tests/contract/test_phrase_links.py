"""Linked phrases: stored, written to files, read back, and fed to the suggestions."""

from __future__ import annotations

import io
import json

import pytest

from exports.registry import alignment_format
from glossary.alignment.beads import Phrase
from glossary.checks.findings import Span
from glossary.memory.phrases import phrase_knowledge
from glossary.store.engine import Database
from tests.commandline import malmoi
from tests.contract.texts import stored_pair


@pytest.mark.parametrize("form", ["tmx", "jsonl", "xliff"])
def test_links_are_written_and_read_back(database: Database, form: str) -> None:
    pair = stored_pair(database)
    number = pair.alignment.id
    database.alignments.link_phrases(number, 1, Span(0, 2), Span(0, 3))
    bitext = database.alignments.with_phrases(number)
    assert [(p.bead, p.source_start, p.source_end, p.target_start, p.target_end) for p in bitext.phrases] == [
        (1, 0, 2, 0, 3)
    ]
    out = io.BytesIO()
    alignment_format(form).write(bitext, out)
    out.seek(0)
    back = alignment_format(form).read(out, name=f"x.{form}")
    assert back.phrases == bitext.phrases


def test_an_imported_alignment_brings_its_links(database: Database) -> None:
    from dataclasses import replace

    pair = stored_pair(database)
    bitext = database.alignments.bitext(pair.alignment.id)
    phrases = (Phrase(1, 0, 2, 0, 3, "someone"), Phrase(2, 0, 9999, 0, 3))
    record = pair.alignment
    again = database.alignments.add(record.source_document, record.target_document, replace(bitext, phrases=phrases))
    (link,) = database.alignments.phrase_links(again.id)
    assert (link.bead, link.source, link.target, link.author) == (1, Span(0, 2), Span(0, 3), "someone")


def test_links_feed_the_suggestions_in_both_directions(database: Database) -> None:
    pair = stored_pair(database)
    link = database.alignments.link_phrases(pair.alignment.id, 1, Span(0, 2), Span(0, 3))
    there = phrase_knowledge(database, "ko", "en")
    back = phrase_knowledge(database, "en", "ko")
    assert there.link_pairs == ((link.source_text, link.target_text),)
    assert back.link_pairs == ((link.target_text, link.source_text),)


def test_the_command_suggests_accepts_lists_and_removes(database: Database, database_url: str) -> None:
    pair = stored_pair(database)
    number = pair.alignment.id
    bitext = database.alignments.bitext(number)
    phrase = bitext.source_text(bitext.beads[1]).split()[0]
    place = f"{number}:2"
    run = malmoi("--db", database_url, "phrases", "suggest", phrase, place, "--format", "jsonl", "--accept", "1")
    assert run.code == 0, run.err
    rows = [json.loads(line) for line in run.out.splitlines()]
    assert [r["rank"] for r in rows] == [1, 2, 3]
    listed = malmoi("--db", database_url, "phrases", "list", "--format", "tsv")
    assert rows[0]["text"] in listed.out
    link = database.alignments.phrase_links(number)[0]
    assert malmoi("--db", database_url, "phrases", "remove", str(number), str(link.id)).code == 0
    assert database.alignments.phrase_links(number) == ()
    assert malmoi("--db", database_url, "phrases", "suggest", "없는말", place).code == 3
    assert malmoi("--db", database_url, "phrases", "suggest", phrase, "x").code == 2
