"""Documents on every kind of data base: what goes in comes out, nothing half-written, nothing lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from glossary.alignment.edits import TextEdit
from glossary.errors import DatabaseError, InputError, NotFoundError, StaleWriteError, UsageError
from glossary.store.engine import Database
from glossary.store.records import NewDocument
from glossary.terms.entries import Concept, Term
from tests.contract.texts import KOREAN, english, korean, stored_pair


def test_what_goes_in_comes_out(database: Database, reopen: Callable[..., Database]) -> None:
    new = korean(house="KCNA", juche_year=120, place="평양", genre="report", url="https://example.org/1", name="a.txt")
    record = database.documents.add(new)
    assert reopen().documents.get(record.id) == record
    assert (record.language, record.role, record.house, record.date) == ("ko-KP", "original", "KCNA", "2031-04-09")
    assert (record.juche_year, record.place, record.genre, record.name) == (120, "평양", "report", "a.txt")
    assert (record.segments, record.version, record.author) == (6, 1, "editor")
    assert record.created.tzinfo is UTC
    assert abs(record.created - datetime.now(UTC)) < timedelta(minutes=1)
    segments = database.documents.segments(record.id)
    assert [s.text for s in segments] == [s for p in KOREAN for s in p]
    assert [s.paragraph for s in segments] == [0, 0, 0, 1, 1, 1]
    assert all(s.original == "" for s in segments)
    assert len({s.id for s in segments}) == 6


def test_texts_are_kept_in_nfc(database: Database) -> None:
    spread = unicodedata.normalize("NFD", "조선중앙통신")
    record = database.documents.add(NewDocument(language="ko", paragraphs=((spread,),), title=spread))
    assert record.title == "조선중앙통신"
    assert database.documents.segments(record.id)[0].text == "조선중앙통신"


@pytest.mark.parametrize("paragraphs", [(), ((),), (("말",), ("",)), (("  ",),)])
def test_no_empty_text(database: Database, paragraphs: tuple[tuple[str, ...], ...]) -> None:
    with pytest.raises(InputError, match="sentence"):
        database.documents.add(NewDocument(language="ko", paragraphs=paragraphs))
    assert database.documents.list() == []


def test_many_are_stored_all_or_none(database: Database) -> None:
    with pytest.raises(NotFoundError, match="article 77"):
        database.documents.add_many([korean(), english(article_id=77)])
    assert database.documents.list() == []
    assert database.changes.list() == []


def test_groups_share_an_article(database: Database) -> None:
    one, two, three = database.documents.add_many([korean(), english(), korean()], groups=["a", "a", "b"])
    assert one.article_id == two.article_id != three.article_id
    later = database.documents.add(english(article_id=three.article_id))
    assert {r.id for r in database.documents.list(article_id=three.article_id)} == {three.id, later.id}
    alone = database.documents.add_many([korean(), korean()])
    assert alone[0].article_id != alone[1].article_id


def test_listed_by_date_and_language(database: Database) -> None:
    ids = [database.documents.add(korean(date=d)).id for d in ("2030", "2031-04-09", "", "2031-05")]
    assert [r.id for r in database.documents.list()] == [ids[3], ids[1], ids[0], ids[2]]
    database.documents.add(english())
    assert len(database.documents.list(language="ko")) == 4
    assert len(database.documents.list(language="ko-KR")) == 0


def test_edit(database: Database, reopen: Callable[..., Database]) -> None:
    record = database.documents.add(korean())
    changed = database.documents.edit(record.id, title="개막식", version=1)
    assert (changed.title, changed.version) == ("개막식", 2)
    assert changed.modified > record.modified
    with pytest.raises(StaleWriteError) as refused:
        reopen("other").documents.edit(record.id, title="다른 제목", version=1)
    assert "다른 제목" in refused.value.ours
    assert "개막식" in refused.value.theirs
    assert database.documents.edit(record.id, title="개막식").version == 2  # nothing to write
    assert database.documents.get(record.id) == changed


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"titel": "x"}, "titel"),
        ({"role": "copy"}, "copy"),
        ({"date": "yesterday"}, "yesterday"),
        ({"language": "Korean!"}, "Korean!"),
    ],
)
def test_edit_refuses(database: Database, fields: dict[str, Any], says: str) -> None:
    record = database.documents.add(korean())
    with pytest.raises(UsageError, match=says):
        database.documents.edit(record.id, **fields)
    assert database.documents.get(record.id) == record


def test_misspelt_field_names_the_nearest() -> None:
    with pytest.raises(UsageError) as refused:
        Database.__new__(Database).documents.edit(1, titel="x")
    assert "Did you mean title?" in refused.value.hint


def test_same_text_is_recognised(database: Database) -> None:
    first = database.documents.add(korean())
    assert database.documents.same(korean(title="다른 제목")) == first
    assert database.documents.same(english()) is None


def test_remove_and_restore(database: Database) -> None:
    record = database.documents.add(korean())
    database.documents.remove(record.id)
    assert database.documents.list() == []
    with pytest.raises(NotFoundError, match=f"no document {record.id}"):
        database.documents.get(record.id)
    back = database.documents.restore(record.id)
    assert (back.title, back.segments) == (record.title, record.segments)
    with pytest.raises(NotFoundError):
        database.documents.restore(record.id)


def test_a_document_in_use_stays(database: Database) -> None:
    pair = stored_pair(database)
    with pytest.raises(DatabaseError, match=f"alignment {pair.alignment.id}") as refused:
        database.documents.remove(pair.source.id)
    assert str(pair.alignment.id) in refused.value.hint
    database.alignments.remove(pair.alignment.id)
    database.documents.remove(pair.source.id)
    with pytest.raises(NotFoundError, match="document"):
        database.alignments.restore(pair.alignment.id)


def test_numbers_are_never_given_twice(database: Database) -> None:
    first = database.documents.add(korean())
    database.documents.remove(first.id)
    assert database.documents.add(korean()).id > first.id


def test_version_of(database: Database) -> None:
    first = database.documents.add(korean())
    second = database.documents.add(korean(version_of=first.id))
    assert second.version_of == first.id
    with pytest.raises(NotFoundError):
        database.documents.add(korean(version_of=999))
    with pytest.raises(InputError, match="itself"):
        database.documents.edit(second.id, version_of=second.id)


@pytest.mark.parametrize(("text", "says"), [("말\0글", "NUL"), ("말\ud800", "half of a character")])
def test_texts_that_no_data_base_keeps(database: Database, text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        database.documents.add(NewDocument(language="ko", paragraphs=((text,),)))
    with pytest.raises(InputError, match=says):
        database.documents.add(korean(title=text))
    number = stored_pair(database).alignment.id
    segment = database.alignments.bitext(number).source[0]
    with pytest.raises(InputError, match=says):
        database.alignments.record_edit(number, TextEdit("source", segment.id, segment.text, text), version=1)
    with pytest.raises(InputError, match=says):
        database.concepts.add(Concept(id="c-1", terms=(Term(id="t-1", language="ko-KP", text=text),)))
    with pytest.raises(InputError, match=says):
        database.dismissals.add("numbers.value", "00ff", text)
    assert (database.concepts.count(), len(database.documents.list()), database.dismissals.list()) == (0, 2, [])


def test_a_number_beyond_everything(database: Database) -> None:
    for number in (10**12, 10**30):
        with pytest.raises((NotFoundError, InputError)):
            database.documents.get(number)
        with pytest.raises((NotFoundError, InputError)):
            database.alignments.bitext(number)
