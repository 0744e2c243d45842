"""Data bases as old versions of malmoi left them: one builder a version of the schema, never changed afterwards.

A builder makes the schema by its frozen migration and fills it with literal rows, so that no code of today's
repositories is in it. `read_back` says what today's program must find in every one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import JSON, Connection, column, insert, table, text

from glossary.store.engine import Database
from glossary.store.upgrade import migrate

MOMENT = "2031-04-09 08:30:00.000000"


def build_0001(connection: Connection) -> None:
    """Fill the schema of the first release."""
    migrate(connection, "0001")
    if connection.dialect.name == "sqlite":
        # The program of that time cut the memory's texts by this function; what it made is dropped later.
        driver: Any = connection.connection.driver_connection
        driver.create_function("malmoi_grams1", 1, lambda words: words or "", deterministic=True)
    at = {"at": MOMENT}
    for statement in (
        "INSERT INTO article (id, note, created, version) VALUES (1, '', :at, 1)",
        """INSERT INTO document (id, article_id, language, role, house, title, date, juche_year, place, genre, url,
            name, checksum, version_of, translator, source_line, author, created, modified, removed, version)
            VALUES (1, 1, 'ko-KP', 'original', 'KCNA', '개막', '2031-04-09', 120, '평양', '', '', 'x.ko.txt',
            'aa', NULL, '', '', 'old editor', :at, :at, NULL, 1)""",
        """INSERT INTO document (id, article_id, language, role, house, title, date, juche_year, place, genre, url,
            name, checksum, version_of, translator, source_line, author, created, modified, removed, version)
            VALUES (2, 1, 'en', 'official', 'KCNA', 'Opening', '', NULL, '', '', '', 'x.en.txt',
            'bb', NULL, '', '', 'old editor', :at, :at, NULL, 2)""",
        """INSERT INTO segment (id, document_id, position, paragraph, original, text, version) VALUES
            (1, 1, 1048576, 0, '전시회가 개막되였다.', NULL, 1),
            (2, 1, 2097152, 0, '일군들이 참가하였다.', NULL, 1),
            (3, 2, 1048576, 0, 'An exhibition opened.', 'The exhibition opened.', 2),
            (4, 2, 2097152, 0, 'Officials took part.', NULL, 1)""",
        """INSERT INTO alignment (id, source_document, target_document, engine, engine_version, settings, warnings,
            author, created, modified, removed, version)
            VALUES (1, 1, 2, 'semantic', '1', '{}', '[]', 'old editor', :at, :at, NULL, 3)""",
        """INSERT INTO bead (id, alignment_id, position, probability, state, reasons, author, note,
            source_size, target_size) VALUES
            (1, 1, 1048576, 0.9, 'confirmed', '["similar"]', '', '', 1, 1),
            (2, 1, 2097152, NULL, 'auto', NULL, '', 'look again', 1, 1)""",
        """INSERT INTO bead_segment (alignment_id, side, segment_id, bead_id) VALUES
            (1, 0, 1, 1), (1, 1, 3, 1), (1, 0, 2, 2), (1, 1, 4, 2)""",
        """INSERT INTO memory_unit (bead_id, alignment_id, source_language, target_language, source_text, target_text,
            source_key, target_key, confirmed, indexed) VALUES
            (1, 1, 'ko-KP', 'en', '전시회가 개막되였다.', 'The exhibition opened.',
             '전시회가개막되였다', 'theexhibitionopened', true, true),
            (2, 1, 'ko-KP', 'en', '일군들이 참가하였다.', 'Officials took part.',
             '일군들이참가하였다', 'officialstookpart', false, true)""",
        """INSERT INTO concept (id, subject, sort_key, definition, definition_source, note, approved, approved_by,
            author, created, modified, version)
            VALUES ('c-1', 'event', '전시회', '', '', 'two', false, '', 'old editor', :at, :at, 2)""",
        """INSERT INTO term (id, concept_id, ordinal, language, text, folded, status, type, part_of_speech, match,
            case_sensitive, do_not_translate, usage_register, region, house, usage_note, comment, source, evidence,
            valid_from, valid_until, version) VALUES
            ('t-1', 'c-1', 0, 'ko-KP', '전시회', '전시회', 'preferred', '', 'noun', 'inflected',
             false, false, '', '', '', '', '', '', 'user', '2020-01-02', NULL, 1),
            ('t-2', 'c-1', 1, 'en', 'exhibition', 'exhibition', 'admitted', 'fullForm', '', 'exact',
             true, false, 'formal', '', 'KCNA', '', '', 'kcna', 'paired', NULL, NULL, 1)""",
        """INSERT INTO reading (term_id, ordinal, system, text, folded, is_override, reason)
            VALUES ('t-1', 0, 'dprk', 'chŏnsihoe', 'chonsihoe', false, '')""",
        """INSERT INTO attestation (term_id, ordinal, source, date, count, bead, start, "end", context)
            VALUES ('t-2', 0, 'kcna', '2031', 7, NULL, NULL, NULL, '')""",
        """INSERT INTO cross_reference (concept_id, ordinal, target, kind) VALUES ('c-1', 0, 'c-2', 'see')""",
        """INSERT INTO dismissal (check_id, fingerprint, reason, author, created, version)
            VALUES ('numbers.value', '00ff', 'as the source', 'old editor', :at, 1)""",
        """INSERT INTO change (id, author, created, kind, label, state) VALUES
            (1, 'old editor', :at, 'concept.add', 'added', 'done'),
            (2, 'old editor', :at, 'concept.save', 'changed', 'done'),
            (3, 'old editor', :at, 'alignment.edit', 'confirmed', 'done')""",
    ):
        connection.execute(text(statement), at if ":at" in statement else {})
    bead = {"id": 1, "source": [1], "target": [3], "probability": 0.9, "reasons": ["similar"]}
    confirmed = {**bead, "state": "confirmed"}
    term = {"id": "t-1", "language": "ko-KP", "text": "전시회"}
    one = {"id": "c-1", "version": 1, "note": "one", "terms": [term]}
    items = table(
        "change_item",
        *(column(name) for name in ("change_id", "entity", "entity_id", "version")),
        column("before", JSON(none_as_null=True)),
        column("after", JSON(none_as_null=True)),
    )
    for values in (
        (1, "concept", "c-1", 1, None, None),
        (2, "concept", "c-1", 2, one, None),
        (
            *(3, "alignment", "1", 3),
            {"edit": "splice", "at": 0, "beads": [bead]},
            {"edit": "splice", "at": 0, "beads": [confirmed]},
        ),
    ):
        connection.execute(insert(items).values(values))
    if connection.dialect.name == "postgresql":
        for name in ("article", "document", "segment", "alignment", "bead", "change"):
            connection.execute(text(f"SELECT setval('{name}_id_seq', (SELECT max(id) FROM {name}))"))


def build_0002(connection: Connection) -> None:
    """Fill the schema that keeps what TBX files say beside the model."""
    build_0001(connection)
    migrate(connection, "0002")
    connection.execute(text("UPDATE concept SET extra = '<note>of the file</note>'"))


def build_0003(connection: Connection) -> None:
    """Fill the schema with the index of trigrams and words."""
    build_0002(connection)
    migrate(connection, "0003")


def build_0004(connection: Connection) -> None:
    """Fill the schema with the search keys of concepts, as that version itself fills it from what was there."""
    build_0003(connection)
    migrate(connection, "0004")


BUILDERS: dict[str, Callable[[Connection], None]] = {
    "0001": build_0001,
    "0002": build_0002,
    "0003": build_0003,
    "0004": build_0004,
}


def read_back(database: Database) -> None:
    """Assert that everything that `build_0001` wrote is there and can be worked with."""
    korean, english = sorted(database.documents.list(), key=lambda d: d.id)
    assert (korean.title, korean.juche_year, korean.author, korean.date) == ("개막", 120, "old editor", "2031-04-09")
    assert korean.created.isoformat() == "2031-04-09T08:30:00+00:00"
    assert [s.original for s in database.documents.segments(english.id)] == ["An exhibition opened.", ""]
    record = database.alignments.get(1)
    assert (record.beads, record.confirmed, record.check, record.version) == (2, 1, 1, 3)
    bitext = database.alignments.bitext(1)
    assert [b.note for b in bitext.beads] == ["", "look again"]
    assert bitext.target[0].text == "The exhibition opened."
    assert [h.bead_id for h in database.memory.search("일군")] == [2]
    assert database.memory.match("전시회가 개막되였다.", "ko")[0].target == "The exhibition opened."
    concept = database.concepts.get("c-1")
    assert [t.text for t in concept.terms] == ["전시회", "exhibition"]
    assert concept.terms[0].reading("dprk") == "chŏnsihoe"
    assert concept.terms[1].attestations[0].count == 7
    assert concept.references[0].target == "c-2"
    for query in ("Chonsihoe", "시회", "ㅈㅅㅎ", "exhibi"):
        assert [c.id for c in database.concepts.find(query)] == ["c-1"], query
    assert database.dismissals.fingerprints() == {("numbers.value", "00ff")}
    assert database.verify() == []
    assert database.alignments.undo(1) is not None
    assert database.alignments.get(1).confirmed == 0
    assert [v.concept.note for v in database.concepts.history("c-1") if v.concept] == ["two", "one"]
    assert database.concepts.restore("c-1", 1).note == "one"
    assert database.verify() == []
