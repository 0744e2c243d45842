"""Search of the term base on every kind of data base: a concept is found by any form of its terms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.store.engine import Database
from glossary.terms.entries import Concept, Reading
from tests.contract.concepts import concept, term


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

    def test_initials_of_the_whole_term_before_those_of_its_beginning(self, database: Database) -> None:
        for number, text in (("a", "평안남도"), ("b", "남평양"), ("c", "평양"), ("d", "평양시")):
            database.concepts.add(concept(number, text))
        assert self.ids(database, "ㅍㅇ") == ["c", "a", "d", "b"]

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
