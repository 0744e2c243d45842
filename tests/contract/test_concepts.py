"""The term base on every kind of data base: entries come back as they went in, imports are exact, nothing is lost."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from glossary.errors import DatabaseError, InputError, NotFoundError, StaleWriteError
from glossary.store.engine import Database
from glossary.terms.entries import (
    Attestation,
    Concept,
    CrossReference,
    Evidence,
    Match,
    PartOfSpeech,
    Reading,
    Status,
    Term,
    TermType,
)
from glossary.terms.rows import content


def term(number: str, language: str, text: str, **fields: object) -> Term:
    return Term(id=number, language=language, text=text, **fields)  # type: ignore[arg-type]


def concept(number: str, korean: str, english: str = "", **fields: object) -> Concept:
    terms = [term(f"{number}-ko", "ko-KP", korean)]
    if english:
        terms.append(term(f"{number}-en", "en", english))
    return Concept(id=number, terms=tuple(terms), **fields)  # type: ignore[arg-type]


FULL = Concept(
    id="c-full",
    subject="state/organ",
    definition="최고정책적지도기관",
    definition_source="Constitution, article 107",
    note="formed in 2016",
    references=(CrossReference(target="c-other"), CrossReference(target="c-older", kind="broader")),
    approved=True,
    approved_by="Chief",
    author="someone",
    created=datetime(2020, 1, 2, 3, 4, 5, 678, tzinfo=UTC),
    terms=(
        Term(
            id="t-1",
            language="ko-KP",
            text="국무위원회",
            type=TermType.FULL_FORM,
            part_of_speech=PartOfSpeech.NOUN,
            match=Match.PREFIX,
            readings=(
                Reading(system="dprk", text="Kungmuwiwŏnhoe"),
                Reading(system="hanja", text="國務委員會", is_override=True, reason="dictionary"),
            ),
        ),
        Term(
            id="t-2",
            language="en",
            text="State Affairs Commission",
            status=Status.ADMITTED,
            case_sensitive=True,
            do_not_translate=True,
            register="formal",
            region="KP",
            house="KCNA",
            usage_note="of the DPRK",
            comment="capitals",
            source="kcna",
            evidence=Evidence.PAIRED,
            valid_from=date(2016, 6, 29),
            valid_until=date(2031, 12, 31),
            attestations=(
                Attestation(source="kcna", date="2016-06", count=12),
                Attestation(source="bead", bead=3, start=5, end=9, context="the State Affairs Commission"),
            ),
        ),
        term("t-3", "en", "SAC", status=Status.FORBIDDEN, type=TermType.ACRONYM),
        term("t-4", "ja", "国務委員会"),
    ),
)


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


class TestSearch:
    """Found by any form."""

    @pytest.fixture
    def concepts(self, database: Database) -> Database:
        database.concepts.add_many(
            [
                Concept(
                    id="kim",
                    subject="person",
                    terms=(
                        term("k1", "ko-KP", "김정은", readings=(Reading(system="dprk", text="Kim Jŏng-ŭn"),)),
                        term("k2", "en", "Kim Jong Un"),
                    ),
                ),
                concept("wpk", "조선로동당", "Workers' Party of Korea", subject="party"),
                concept("cell", "당세포", "Party cell", subject="party/organ"),
                concept("plenary", "전원회의", "plenary meeting", subject="party/organ"),
                Concept(id="kokumu", terms=(term("j1", "ja", "国務委員会"), term("j2", "ko-KR", "국무위원회"))),
                Concept(id="sign", terms=(term("s1", "en", "100%_sure \\ [sic]"),)),
            ]
        )
        return database

    def ids(self, database: Database, text: str, language: str = "") -> list[str]:
        return [c.id for c in database.concepts.find(text, language=language)]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("김정은", ["kim"]),
            ("정은", ["kim"]),
            ("kim jong-un", ["kim"]),
            ("KIMJONGUN", ["kim"]),
            ("Kim Jŏng", ["kim"]),
            ("jongun", ["kim"]),
            ("party", ["cell", "wpk"]),  # what begins with it comes first
            ("당", ["cell", "wpk"]),
            ("조선 로동당", ["wpk"]),
            ("国務", ["kokumu"]),
            ("k2", ["kim"]),
            ("plenary", ["plenary"]),
            ("[", ["sign"]),
            ("%", ["sign"]),
            ("\\", ["sign"]),
            ("없는말", []),
            ("   ", []),
            ("조선노동당", ["wpk"]),  # the South's spelling
            ("朝鮮勞動黨", ["wpk"]),
            ("金正恩", ["kim"]),
            ("ㅈㅅㄹㄷㄷ", ["wpk"]),  # initial consonants
            ("ㄹㄷㄷ", ["wpk"]),
            ("ㄱㅈㅇ", ["kim"]),
            ("ㅋㅋ", []),
        ],
    )
    def test_find(self, concepts: Database, text: str, found: list[str]) -> None:
        assert self.ids(concepts, text) == found

    def test_exact_before_prefix_before_inside(self, database: Database) -> None:
        for number, text in (("a", "인민정권"), ("b", "인민"), ("c", "조선인민군"), ("d", "인 민")):
            database.concepts.add(concept(number, text))
        assert self.ids(database, "인민") == ["b", "d", "a", "c"]

    def test_language_and_subject(self, concepts: Database) -> None:
        assert self.ids(concepts, "party", language="en") == ["cell", "wpk"]
        assert self.ids(concepts, "party", language="ko") == []
        assert self.ids(concepts, "국무", language="ko") == ["kokumu"]
        assert self.ids(concepts, "국무", language="ko-KP") == []
        listed = concepts.concepts.list
        assert [c.id for c in listed(subject="party")] == ["cell", "plenary", "wpk"]
        assert [c.id for c in listed(subject="party/organ")] == ["cell", "plenary"]
        assert [c.id for c in listed(subject="part")] == []
        assert [c.id for c in listed(language="ja")] == ["kokumu"]
        assert [c.id for c in listed("당", subject="party/organ")] == ["cell"]
        assert concepts.concepts.subjects() == [("", 2), ("party", 1), ("party/organ", 2), ("person", 1)]

    def test_pages(self, concepts: Database) -> None:
        listed = concepts.concepts.list
        everything = [c.id for c in listed()]
        assert everything == ["sign", "kokumu", "kim", "cell", "plenary", "wpk"]  # by the first Korean term
        assert [c.id for n in range(0, 8, 2) for c in listed(limit=2, offset=n)] == everything
        assert [c.id for c in listed("party", limit=1, offset=1)] == ["wpk"]
        assert (concepts.concepts.count(), concepts.concepts.count("party")) == (6, 2)
        assert concepts.concepts.count("party", subject="party/organ") == 1

    def test_found_after_a_change_by_its_new_words_only(self, concepts: Database) -> None:
        cell = concepts.concepts.get("cell")
        concepts.concepts.save(cell.with_terms((replace(cell.terms[0], text="초급당"), cell.terms[1])))
        assert self.ids(concepts, "당세포") == []
        assert self.ids(concepts, "초급") == ["cell"]


class TestImport:
    """The same thing twice changes nothing; a conflict is told and settled as asked."""

    def test_report_and_one_change(self, database: Database) -> None:
        many = [concept(f"c-{n}", f"말{n}", f"word {n}") for n in range(1200)]
        report = database.concepts.add_many(iter(many))
        assert (report.added, report.changed, report.unchanged, report.conflicts) == (1200, 0, 0, ())
        (change,) = database.changes.list()
        assert (change.kind, change.items) == ("concept.import", 1200)
        again = database.concepts.add_many(many)
        assert (again.added, again.changed, again.unchanged, again.conflicts) == (0, 0, 1200, ())
        assert len(database.changes.list()) == 1
        assert len(list(database.concepts.all())) == 1200
        assert database.concepts.get("c-77").version == 1

    @pytest.mark.parametrize("way", ["keep", "replace", "both"])
    def test_conflict(self, database: Database, way: str) -> None:
        old = database.concepts.add(concept("c-1", "말", "word"))
        new = concept("c-1", "말", "language", note="new")
        report = database.concepts.add_many([new], way)
        (conflict,) = report.conflicts
        assert (conflict.stored, conflict.incoming) == (old, new)
        assert "note" in conflict.where
        assert "c-1" in str(conflict)
        stored = {c.id: c for c in database.concepts.all()}
        if way == "keep":
            assert (report.added, report.changed) == (0, 0)
            assert list(stored.values()) == [old]
        elif way == "replace":
            assert (report.added, report.changed) == (0, 1)
            assert content(stored["c-1"]) == content(new)
            assert stored["c-1"].version == 2
            assert database.concepts.history("c-1")[1].concept == old
        else:
            assert (report.added, report.changed) == (1, 0)
            assert stored.pop("c-1") == old
            (beside,) = stored.values()
            assert (beside.note, [t.text for t in beside.terms]) == ("new", ["말", "language"])
        again = database.concepts.add_many([new], way)
        assert (again.added, again.changed) == (0, 0)
        assert database.verify() == []

    def test_dry_run_changes_nothing(self, database: Database) -> None:
        old = database.concepts.add(concept("c-1", "말", "word"))
        incoming = [concept("c-1", "말", "language"), concept("c-2", "글", "letters")]
        report = database.concepts.add_many(incoming, "replace", dry_run=True)
        assert (report.added, report.changed, len(report.conflicts)) == (1, 1, 1)
        assert list(database.concepts.all()) == [old]
        assert len(database.changes.list()) == 1

    def test_other_ids_same_words(self, database: Database) -> None:
        """A file without ids gets new ones each time it is read."""
        database.concepts.add_many([concept("a-1", "말", "word"), concept("a-2", "글", "letters")])
        report = database.concepts.add_many([concept("b-1", "말", "word"), concept("b-2", "글", "script")])
        assert (report.added, report.unchanged, len(report.conflicts)) == (0, 1, 1)
        assert report.conflicts[0].stored.id == "a-2"
        replaced = database.concepts.add_many([concept("d-2", "글", "script")], "replace")
        assert replaced.changed == 1
        kept = database.concepts.get("a-2")
        assert [(t.id, t.text) for t in kept.terms] == [("a-2-ko", "글"), ("d-2-en", "script")]

    def test_homonyms_of_one_file_are_both_kept(self, database: Database) -> None:
        many = [concept("c-1", "승리", "victory"), concept("c-2", "승리", "Sungri (truck)")]
        assert database.concepts.add_many(many).added == 2
        assert database.concepts.add_many(many).unchanged == 2

    def test_other_field_is_another_concept(self, database: Database) -> None:
        database.concepts.add(concept("c-1", "위원장", "chairman", subject="title"))
        report = database.concepts.add_many([concept("c-2", "위원장", "chair", subject="meeting")])
        assert (report.added, report.conflicts) == (1, ())
        other_word = database.concepts.add_many([concept("c-3", "회장", "chairman", subject="title")])
        assert (other_word.added, other_word.conflicts) == (1, ())

    def test_less_than_is_stored_is_nothing_new(self, database: Database) -> None:
        full = database.concepts.add(FULL)
        poor = Concept(id="x", subject=FULL.subject, terms=(term("x-1", "ko-KP", "국무위원회"),))
        report = database.concepts.add_many([poor])
        assert (report.unchanged, report.conflicts) == (1, ())
        assert database.concepts.get("c-full") == full

    def test_one_id_twice_in_a_file(self, database: Database) -> None:
        report = database.concepts.add_many(
            [concept("c-1", "말", "word"), concept("c-1", "말", "word"), concept("c-1", "글", "letters")]
        )
        assert (report.added, report.unchanged, len(report.conflicts)) == (1, 1, 1)

    def test_a_term_id_of_another_concept_gets_a_new_one(self, database: Database) -> None:
        database.concepts.add(Concept(id="c-1", terms=(term("t", "ko-KP", "말"),)))
        database.concepts.add_many([Concept(id="c-2", terms=(term("t", "ko-KP", "글"),))])
        assert database.concepts.get("c-1").terms[0].id == "t"
        assert database.concepts.get("c-2").terms[0].id != "t"

    @pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
    def test_interrupted_leaves_nothing(self, database: Database, error: type[BaseException]) -> None:
        def stream() -> Iterator[Concept]:
            for n in range(700):
                yield concept(f"c-{n}", f"말{n}")
            raise error

        with pytest.raises(error):
            database.concepts.add_many(stream())
        assert database.concepts.count() == 0
        assert database.changes.list() == []
        assert database.concepts.add_many([concept("c-1", "말")]).added == 1


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
