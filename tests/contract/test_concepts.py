"""The term base on every kind of data base: entries come back as they went in, imports are exact, nothing is lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC

import pytest

from glossary.errors import DatabaseError, InputError, NotFoundError, StaleWriteError
from glossary.store.engine import Database
from glossary.terms.entries import Concept
from glossary.terms.rows import content
from tests.contract.concepts import FULL, concept, term


def test_every_field_comes_back(database: Database, reopen: Callable[..., Database]) -> None:
    stored = database.concepts.add(FULL)
    assert content(stored) == content(FULL)
    assert (stored.version, stored.author, stored.created) == (1, "someone", FULL.created)
    assert stored.modified is not None
    assert stored.modified.tzinfo is UTC
    assert reopen().concepts.get("c-full") == stored
    assert list(reopen().concepts.all()) == [stored]
    assert database.concepts.concept_of_term("t-3") == stored


def test_texts_are_kept_in_nfc_and_empty_ids_are_filled(database: Database) -> None:
    spread = unicodedata.normalize("NFD", "조선로동당")
    stored = database.concepts.add(Concept(id="", subject=spread, terms=(term("", "ko-KP", spread),)))
    assert (stored.subject, stored.terms[0].text) == ("조선로동당", "조선로동당")
    assert stored.id
    assert stored.terms[0].id
    assert database.concepts.get(stored.id) == stored


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (Concept(id="c-1"), "no term"),
        (concept("1c", "말"), "'1c'"),
        (concept("c 1", "말"), "'c 1'"),
        (concept("c-1", " "), "empty term"),
        (Concept(id="c-1", terms=(term("t", "ko", "말"), term("t", "en", "word"))), "one id"),
        (Concept(id="c-1", terms=(term("t", "", "말"),)), "language"),
    ],
)
def test_what_cannot_be_stored(database: Database, bad: Concept, says: str) -> None:
    with pytest.raises(InputError, match=says):
        database.concepts.add(bad)
    with pytest.raises(InputError, match=says):
        database.concepts.add_many([concept("c-good", "좋다"), bad])
    assert database.concepts.count() == 0


def test_ids_are_taken_once(database: Database) -> None:
    database.concepts.add(concept("c-1", "말"))
    with pytest.raises(DatabaseError, match="c-1"):
        database.concepts.add(concept("c-1", "글"))
    with pytest.raises(DatabaseError, match="c-1-ko"):
        database.concepts.add(Concept(id="c-2", terms=(term("c-1-ko", "ko", "글"),)))
    assert [c.terms[0].text for c in database.concepts.all()] == ["말"]


def test_save(database: Database) -> None:
    stored = database.concepts.add(FULL)
    changed = replace(stored, note="changed", terms=(*stored.terms[1:], term("t-5", "ko-KP", "국무위")))
    changed = replace(changed, terms=(replace(changed.terms[0], comment="new"), *changed.terms[1:]))
    saved = database.concepts.save(changed)
    assert content(saved) == content(changed)
    assert (saved.version, saved.author, saved.created) == (2, "someone", FULL.created)
    assert [t.version for t in saved.terms] == [2, 1, 1, 1]
    assert database.concepts.get("c-full") == saved
    assert database.concepts.save(saved) == saved  # nothing to write
    assert len(database.changes.list(entity="concept", entity_id="c-full")) == 2


def test_a_stale_save_is_refused_with_both_texts(database: Database, reopen: Callable[..., Database]) -> None:
    mine = database.concepts.add(concept("c-1", "말", "word"))
    theirs = reopen("colleague").concepts.save(replace(mine, note="their note"))
    with pytest.raises(StaleWriteError) as refused:
        database.concepts.save(replace(mine, note="my note"))
    assert "my note" in refused.value.ours
    assert "their note" in refused.value.theirs
    assert database.concepts.get("c-1") == theirs
    with pytest.raises(NotFoundError):
        database.concepts.save(concept("c-9", "없다"))


def test_history_and_restore(database: Database, reopen: Callable[..., Database]) -> None:
    first = database.concepts.add(concept("c-1", "말", note="one"))
    second = reopen("colleague").concepts.save(replace(first, note="two"))
    database.concepts.remove("c-1")
    assert [(v.version, v.who, v.kind) for v in database.concepts.history("c-1")] == [
        (3, "editor", "concept.remove"),
        (2, "colleague", "concept.save"),
        (1, "editor", "concept.add"),
    ]
    assert [v.concept for v in database.concepts.history("c-1")] == [None, second, first]
    back = database.concepts.restore("c-1")
    assert content(back) == content(second)
    assert back.version == 4
    assert content(database.concepts.restore("c-1", 1)) == content(first)
    assert content(database.concepts.restore("c-1")) == content(second)
    assert [v.concept.note if v.concept else None for v in database.concepts.history("c-1")] == [
        "two", "one", "two", None, "two", "one",
    ]  # fmt: skip
    with pytest.raises(NotFoundError, match="version 99"):
        database.concepts.restore("c-1", 99)
    with pytest.raises(NotFoundError, match="c-none"):
        database.concepts.history("c-none")
    with pytest.raises(NotFoundError, match="c-none"):
        database.concepts.restore("c-none")


def test_a_concept_of_an_old_id_goes_on_counting(database: Database) -> None:
    database.concepts.add(concept("c-1", "말"))
    database.concepts.remove("c-1")
    assert database.concepts.add(concept("c-1", "글")).version == 3
    assert database.concepts.history("c-1")[2].concept is not None


def test_undo_last(database: Database, reopen: Callable[..., Database]) -> None:
    concepts = database.concepts
    first = concepts.add(concept("c-1", "말", note="one"))
    concepts.save(replace(first, note="two"))
    concepts.add_many([concept("c-1", "말", note="three"), concept("c-2", "글")], on_conflict="replace")
    concepts.remove("c-2")
    notes = []
    later = reopen().concepts
    while later.undo_last() is not None:
        notes.append(sorted((c.id, c.note) for c in later.all()))
    assert notes == [
        [("c-1", "three"), ("c-2", "")],
        [("c-1", "two")],
        [("c-1", "one")],
        [],
    ]
    assert content(concepts.restore("c-1", 1)) == content(first)


def test_undo_is_ones_own_and_never_over_anothers_work(database: Database, reopen: Callable[..., Database]) -> None:
    mine = database.concepts.add(concept("c-1", "말"))
    colleague = reopen("colleague").concepts
    assert colleague.undo_last() is None
    theirs = colleague.save(replace(mine, note="theirs"))
    with pytest.raises(StaleWriteError) as refused:
        database.concepts.undo_last()
    assert "theirs" in refused.value.theirs
    assert database.concepts.get("c-1") == theirs
    assert colleague.undo_last() is not None
    assert database.concepts.undo_last() is not None
    assert database.concepts.count() == 0


def test_removed_terms_take_everything_with_them(database: Database) -> None:
    database.concepts.add(FULL)
    database.concepts.remove("c-full")
    assert database.concepts.find("Kungmuwiwonhoe") == []
    assert content(database.concepts.add(FULL)) == content(FULL)
    with pytest.raises(NotFoundError, match="c-none"):
        database.concepts.remove("c-none")
    with pytest.raises(NotFoundError, match="t-none"):
        database.concepts.concept_of_term("t-none")


def test_a_slow_reader_does_not_stand_in_the_way(database: Database) -> None:
    database.concepts.add_many(concept(f"c-{n:04}", f"말{n}") for n in range(1100))
    reader = database.concepts.all(with_attestations=False)
    assert next(reader).id == "c-0000"
    database.concepts.remove("c-1099")
    assert len(list(reader)) == 1098
