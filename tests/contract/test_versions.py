"""Corrected versions of stored texts on every kind of data base."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from glossary.alignment import edits
from glossary.alignment.beads import BeadState, verify
from glossary.alignment.carry import carry_over
from glossary.checks.findings import Span
from glossary.errors import InputError, NotFoundError, StaleWriteError
from glossary.store import versions
from glossary.store.engine import Database
from glossary.store.versions import add_version
from tests.contract.texts import KOREAN, english, korean, stored_pair

CORRECTED = (
    KOREAN[0],
    (
        "전시회에는 1 600여점의 꽃이 출품되였다.",
        "참관자들은  꽃들을 보며 기쁨을 금치 못하였다.",
        "평양의 화초애호가들도 돌아보았다.",
        "전시회는 13일까지 계속된다.",
    ),
)


def confirm_all(database: Database, number: int) -> None:
    bitext = database.alignments.bitext(number)
    for place in range(len(bitext.beads)):
        edit = edits.confirm(database.alignments.bitext(number), place, "editor")
        database.alignments.record_edit(number, edit, version=database.alignments.version(number))


def test_beads_whose_words_stay_keep_their_state(database: Database, reopen: Callable[..., Database]) -> None:
    pair = stored_pair(database)
    number = pair.alignment.id
    confirm_all(database, number)
    database.alignments.link_phrases(number, 3, Span(0, 5), Span(0, 8))
    old = database.alignments.bitext(number)
    made = add_version(database, pair.source.id, korean(paragraphs=CORRECTED, title="", house="KCNA"))
    assert (made.document.version_of, made.document.article_id) == (pair.source.id, pair.source.article_id)
    assert (made.document.title, made.document.house) == ("전국원예전시회 개막", "KCNA")
    found = made.comparison
    assert (found.unchanged, found.changed, found.added, found.removed) == (5, 1, 1, 0)
    (carried,) = made.alignments
    assert (carried.old.confirmed, carried.new.confirmed) == (5, 4)
    later = reopen()
    bitext = later.alignments.bitext(carried.new.id)
    verify(bitext)
    assert [b.shape for b in bitext.beads] == ["2:1", "1:1", "1:1", "1:2", "1:0", "1:1"]
    states = [b.state is BeadState.CONFIRMED for b in bitext.beads]
    assert states == [True, True, False, True, False, True]
    assert bitext.target == old.target
    assert [link.source_text for link in later.alignments.phrase_links(carried.new.id)] == ["참관자들은"]
    assert later.alignments.bitext(number) == old
    assert later.verify() == []


def test_an_editors_text_goes_on(database: Database) -> None:
    pair = stored_pair(database)
    number = pair.alignment.id
    segment = database.alignments.bitext(number).source[1]
    edit = edits.TextEdit("source", segment.id, segment.text, "개막식은 9일 진행되였다.")
    database.alignments.record_edit(number, edit, version=1)
    made = add_version(database, pair.source.id, korean(paragraphs=CORRECTED))
    kept = database.documents.segments(made.document.id)[1]
    assert (kept.text, kept.original) == (edit.after, segment.text)
    found = [h.source for h in database.memory.search("개막식은")]
    assert len(found) == 2
    assert all(edit.after in text for text in found)
    assert database.verify() == []


def test_every_alignment_of_the_text_goes_on(database: Database) -> None:
    pair = stored_pair(database)
    first = database.alignments.bitext(pair.alignment.id)
    database.alignments.add(pair.target.id, pair.source.id, edits.exchanged(first))
    made = add_version(database, pair.target.id, english())
    assert [(c.new.source_document, c.new.target_document) for c in made.alignments] == [
        (made.document.id, pair.source.id),
        (pair.source.id, made.document.id),
    ]
    for carried in made.alignments:
        verify(database.alignments.bitext(carried.new.id))
        assert carried.new.sure == carried.old.sure


def test_refusals_leave_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    pair = stored_pair(database)
    with pytest.raises(NotFoundError):
        add_version(database, 99, korean())
    with pytest.raises(InputError, match="another language"):
        add_version(database, pair.source.id, english())
    with pytest.raises(InputError):
        add_version(database, pair.source.id, korean(paragraphs=((" ",),)))
    number = pair.alignment.id
    real = carry_over

    def meanwhile(*arguments: object, **options: object) -> object:
        bitext = database.alignments.bitext(number)
        version = database.alignments.version(number)
        database.alignments.record_edit(number, edits.set_note(bitext, 0, "look"), version=version)
        return real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(versions, "carry_over", meanwhile)
    with pytest.raises(StaleWriteError):
        add_version(database, pair.source.id, korean(paragraphs=CORRECTED))
    assert len(database.documents.list()) == 2
    assert len(database.alignments.list()) == 1
