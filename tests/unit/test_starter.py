"""The starter term base reviewed row by row, and what a broken row says."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from glossary.errors import InputError
from glossary.paths import data_path
from glossary.romanisation.hanja import read_hanja
from glossary.romanisation.registry import romanise
from glossary.terms.entries import Concept, Evidence, Status, Term
from glossary.terms.starter import NCNAME, load_starter, sources, starter

MISPRINTS = {"Jaerong", "Kabsan", "Sinkye", "Pyongwon", "Pyongsong"}


@pytest.fixture(scope="module")
def concepts() -> tuple[Concept, ...]:
    return starter()


@pytest.fixture(scope="module")
def terms(concepts: tuple[Concept, ...]) -> list[tuple[Concept, Term]]:
    return [(concept, term) for concept in concepts for term in concept.terms]


def find(concepts: tuple[Concept, ...], korean: str, subject: str = "") -> Concept:
    return next(
        c
        for c in concepts
        if any(t.text == korean and t.language == "ko-KP" for t in c.terms) and c.subject.startswith(subject)
    )


def test_ids_are_ncnames_and_unique(terms: list[tuple[Concept, Term]], concepts: tuple[Concept, ...]) -> None:
    ids = [t.id for _, t in terms] + [c.id for c in concepts]
    assert all(NCNAME.fullmatch(i) for i in ids)
    assert [i for i, n in Counter(ids).items() if n > 1] == []


KINDS = {
    "state/organ": 5, "party": 9, "title": 10, "military/rank": 10, "honorific": 4, "state/ministry": 12,
    "military/organ": 6, "institution": 6, "media": 6, "place/province": 9, "place/city": 10, "place/county": 50,
    "person": 40, "campaign": 8, "ideology": 20, "genre": 10, "set-phrase/dateline": 1, "set-phrase/letter": 4,
    "set-phrase/communique": 3, "inter-Korean": 15, "foreign-policy": 8, "economy": 12, "military/weapon": 12,
}  # fmt: skip
"""What issue 5 asks the starter term base to hold: subject field -> concepts at the least."""


def test_every_kind_is_there(concepts: tuple[Concept, ...]) -> None:
    assert len(concepts) >= 600
    for subject, least in KINDS.items():
        found = [c for c in concepts if c.subject == subject or c.subject.startswith(f"{subject}/")]
        assert len(found) >= least, subject
    having = [c for c in concepts if c.in_language("ko") and c.in_language("en")]
    assert len(having) == len(concepts), "every concept has Korean and English"
    assert sum(any(t.reading("hanja") for t in c.terms) for c in concepts) >= 90
    assert sum(bool(c.in_language("ja")) for c in concepts) >= 300


def test_every_term_has_a_known_source_and_nfc_text(terms: list[tuple[Concept, Term]]) -> None:
    known = sources()
    for concept, term in terms:
        assert concept.subject
        assert term.text == term.text.strip() == unicodedata.normalize("NFC", term.text)
        assert term.source
        assert set(term.source.split(";")) <= set(known)
        assert term.language in {"ko-KP", "ko-KR", "en", "ja"}
        if "unattested" in term.source.split(";"):
            assert term.evidence is Evidence.UNATTESTED


def test_no_korean_term_stands_twice_in_one_subject(terms: list[tuple[Concept, Term]]) -> None:
    korean = Counter((t.language, t.text, c.subject) for c, t in terms if t.language.startswith("ko"))
    assert [key for key, n in korean.items() if n > 1] == []


def test_no_term_stands_twice_in_a_concept(concepts: tuple[Concept, ...]) -> None:
    for concept in concepts:
        texts = Counter((t.language, t.text) for t in concept.terms)
        assert max(texts.values()) == 1, concept.id


def test_concepts_that_share_a_rendering_know_each_other(concepts: tuple[Concept, ...]) -> None:
    ids = {c.id for c in concepts}
    sharing: defaultdict[str, set[str]] = defaultdict(set)
    for concept in concepts:
        for term in concept.in_language("en"):
            sharing[term.text].add(concept.id)
    for concept in concepts:
        targets = {reference.target for reference in concept.references}
        assert targets <= ids
        for term in concept.in_language("en"):
            assert sharing[term.text] - {concept.id} <= targets


def test_each_language_of_a_concept_has_one_preferred_term(concepts: tuple[Concept, ...]) -> None:
    for concept in concepts:
        for language in {t.language for t in concept.terms}:
            preferred = [t for t in concept.terms if t.language == language and t.status is Status.PREFERRED]
            assert len(preferred) == 1, (concept.id, language)


def test_dates_are_plausible(terms: list[tuple[Concept, Term]]) -> None:
    for _, term in terms:
        for day in (term.valid_from, term.valid_until):
            assert day is None or date(1948, 1, 1) <= day <= date.today()  # noqa: DTZ011 - a day, not a moment
        for attestation in term.attestations:
            assert 1948 <= int(attestation.date[:4]) <= 2026
            assert attestation.count
            assert term.language == "en"


def test_dates_stand_where_a_source_names_them(concepts: tuple[Concept, ...]) -> None:
    south = {t.text: t for t in find(concepts, "남조선").terms}
    assert south["south Korea"].valid_until == date(2023, 12, 31)
    assert south["south Korea"].case_sensitive
    rok = {t.text: t for t in find(concepts, "한국").terms}
    assert rok["ROK"].valid_from == date(2024, 1, 1)
    chairman = {t.text: t for t in find(concepts, "국무위원장").terms}
    assert chairman["chairman of the State Affairs Commission"].valid_until == date(2020, 12, 31)


def test_readings_follow_the_rules_or_say_why_not(terms: list[tuple[Concept, Term]]) -> None:
    systems = {"ko-KP": "dprk", "ko-KR": "rr", "ja": "hepburn"}
    for _, term in terms:
        if term.language not in systems:
            assert term.readings == ()
            continue
        system = systems[term.language]
        assert term.reading(system), term.id
        rule = romanise(term.text, system).form
        for reading in term.readings:
            if reading.system == "hanja":
                own = read_hanja(reading.text, "north").replace(" ", "")
                assert own == term.text.replace(" ", ""), (term.id, own)
                continue
            assert reading.system == system
            if reading.is_override:
                assert reading.reason, term.id
                assert reading.text != rule, term.id
            else:
                assert reading.text == rule, term.id


def test_places_stand_with_their_unit_only(concepts: tuple[Concept, ...]) -> None:
    korean = {t.text for c in concepts for t in c.terms if t.language == "ko-KP"}
    assert not korean & {"승리", "과일", "영광", "위원", "구성", "혁신", "조선"}
    assert {t.text for t in find(concepts, "위원군").in_language("en")} == {"Wiwon County"}
    assert {t.text for t in find(concepts, "승리역").in_language("en")} == {"Sungni Station"}
    for concept in concepts:
        if concept.subject in {"place/county", "place/city", "place/district", "place/station"}:
            for term in concept.in_language("ko-KP"):
                assert term.source in {"PRESS", "unattested"} or term.text.endswith(("군", "시", "구", "구역", "역"))


def test_misprints_are_not_taken_over(terms: list[tuple[Concept, Term]]) -> None:
    for _, term in terms:
        assert not MISPRINTS & set(re.findall(r"\w+", term.text))


def test_persons_are_spelled_as_the_rules_spell_them(concepts: tuple[Concept, ...]) -> None:
    persons = [c for c in concepts if c.subject == "person"]
    assert len(persons) > 40
    for concept in persons:
        for korean in concept.in_language("ko-KP"):
            english = {t.text for t in concept.in_language("en")}
            known = romanise(korean.text, "dprk", "person").form in english
            assert known or any(t.comment or t.evidence is not Evidence.UNATTESTED for t in concept.in_language("en"))


def test_the_souths_forms_stand_beside_the_norths(concepts: tuple[Concept, ...]) -> None:
    assert {t.text for t in find(concepts, "뿌찐").terms if t.language == "ko-KR"} == {"푸틴"}
    assert {t.text for t in find(concepts, "로씨야").terms if t.language == "ko-KR"} == {"러시아"}


def test_houses_and_evidence_are_kept(concepts: tuple[Concept, ...]) -> None:
    moon = {t.text: t for t in find(concepts, "문재인").terms}
    assert moon["Mun Jae In"].house == "Voice of Korea"
    assert moon["Moon Jae In"].evidence is Evidence.PAIRED
    guidance = find(concepts, "현지지도").in_language("en")
    assert guidance[0].text == "on-site guidance"
    assert guidance[0].status is Status.PREFERRED
    assert {a.date: a.count for a in guidance[1].attestations} == {"2011": 304, "2012": 197, "2024": 29}


@pytest.mark.parametrize(
    ("table", "old", "new", "says"),
    [
        ("starter_terms.tsv", "\tpreferred\t", "\tbest\t", "column status"),
        ("starter_terms.tsv", "\tED2012\t", "\tED2013\t", "sources.tsv"),
        ("starter_terms.tsv", "\t2024-01-01\t", "\t2024-13-01\t", "column valid_from"),
        ("starter_terms.tsv", "\tko-KP\t", " ko-KP\t", "cells"),
        ("starter_concepts.tsv", "\nlight-industry\t", "\nlight industry\t", "NCName"),
        ("starter_attestations.tsv", "\t2011\t2\n", "\t2011\t0\n", "count"),
        ("starter_readings.tsv", "\njoson-inmingun", "\njoson-in-min-gun", "no term"),
    ],
)
def test_a_broken_row_names_file_line_and_column(tmp_path: Path, table: str, old: str, new: str, says: str) -> None:
    for path in data_path("terms").glob("*.tsv"):
        shutil.copy(path, tmp_path / path.name)
    text = (tmp_path / table).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / table).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as wrong:
        load_starter(tmp_path)
    assert table in wrong.value.message
    assert "line" in wrong.value.message
    assert says in wrong.value.message


def test_a_missing_table_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_starter(tmp_path)
