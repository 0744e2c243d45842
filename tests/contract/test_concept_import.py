"""Imports into the term base on every kind of data base: exact, told, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import inspect

from glossary.errors import InputError
from glossary.store.engine import Database
from glossary.terms.entries import Concept, CrossReference
from glossary.terms.rows import TABLES, content
from tests.contract.concepts import FULL, concept, term


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

    def test_an_empty_base_has_its_indexes_afterwards_whatever_happened(self, database: Database) -> None:
        def indexes() -> set[str]:
            with database.read() as connection:
                return {str(index["name"]) for table in TABLES for index in inspect(connection).get_indexes(table.name)}

        def interrupted() -> Iterator[Concept]:
            yield concept("c-1", "말", "word")
            raise ValueError

        before = indexes()
        assert "ix_term_folded" in before
        with pytest.raises(ValueError):
            database.concepts.add_many(interrupted())
        database.concepts.add_many([concept("c-1", "말", "word")], dry_run=True)
        assert indexes() == before
        database.concepts.add_many([concept("c-1", "말", "word")])
        assert indexes() == before
        if database.dialect == "sqlite":
            with database.read() as connection:
                assert connection.exec_driver_sql("PRAGMA cache_size").scalar_one() == -2000

    def test_a_hierarchy_that_goes_round_is_refused(self, database: Database) -> None:
        def below(number: str, *higher: str, kind: str = "broader") -> Concept:
            links = tuple(CrossReference(target=h, kind=kind) for h in higher)
            return concept(number, f"말{number}", f"word {number}", references=links)

        chain = [below(f"c-{n}", f"c-{n + 1}") for n in range(50)]
        database.concepts.add_many(chain)
        with pytest.raises(InputError, match="c-49 is below c-50 is below c-49"):
            database.concepts.add_many([below("c-50", "c-49")])
        with pytest.raises(InputError, match="circle"):
            database.concepts.add_many([below("c-50", "c-50")])
        assert database.concepts.count() == 50
        both_say_so = [below("c-50", "c-49", kind="narrower"), below("c-51", "c-52"), below("c-52", "c-51", kind="see")]
        assert database.concepts.add_many(both_say_so).added == 3
