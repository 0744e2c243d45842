"""Merging, splitting and moving entries; conditions; duplicates; differences: on plain records."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import InputError, UsageError
from glossary.terms.differences import field_changes
from glossary.terms.duplicates import Likeness, find_duplicates
from glossary.terms.entries import Attestation, Concept, CrossReference, Evidence, Reading, Status, Term
from glossary.terms.filtering import parse
from glossary.terms.merging import extended, only_adds, says_nothing_new
from glossary.terms.reshaping import (
    Relation,
    approved,
    clean_subject,
    duplicated,
    merged,
    moved,
    related,
    renamed_subject,
    split,
    unrelated,
)


def term(number: str, language: str, text: str, **more: object) -> Term:
    return Term(id=number, language=language, text=text, **more)  # type: ignore[arg-type]


PARTY = Concept(
    id="party",
    subject="politics",
    definition="the ruling party",
    note="first",
    references=(CrossReference(target="wpk"), CrossReference(target="cell", kind="narrower")),
    approved=True,
    approved_by="Ri",
    terms=(
        term("p1", "ko-KP", "로동당", readings=(Reading(system="dprk", text="Rodongdang"),)),
        term("p2", "en", "Workers' Party", evidence=Evidence.UNATTESTED),
    ),
)
WPK = Concept(
    id="wpk",
    subject="organisation",
    definition="the party of the workers",
    definition_source="written for this test",
    references=(CrossReference(target="party"),),
    terms=(
        term("w1", "ko-KP", "로동당", house="KCNA", usage_note="short", attestations=(Attestation(source="ED2012"),)),
        term("w2", "en", "WPK"),
        term("w3", "en", "Workers' Party", evidence=Evidence.PAIRED, status=Status.ADMITTED, comment="as printed"),
    ),
)


def test_a_merge_loses_nothing() -> None:
    one = merged(PARTY, WPK)
    assert [(t.id, t.text, t.status) for t in one.terms] == [
        ("p1", "로동당", Status.PREFERRED),
        ("p2", "Workers' Party", Status.PREFERRED),
        ("w2", "WPK", Status.ADMITTED),  # there was a preferred English term
    ]
    korean, english, _ = one.terms
    assert (korean.house, korean.usage_note, korean.attestations[0].source) == ("KCNA", "short", "ED2012")
    assert english.evidence is Evidence.PAIRED
    assert "as printed" in english.comment
    assert "status of w3: admitted" in english.comment
    assert one.definition == "the ruling party"
    for words in ("first", "the party of the workers", "written for this test", "organisation"):
        assert words in one.note
    assert one.references == (CrossReference(target="cell", kind="narrower"),)  # none to itself
    assert not one.approved
    with pytest.raises(InputError, match="itself"):
        merged(PARTY, PARTY)


def test_both_approved_stay_approved() -> None:
    assert merged(PARTY, approved(WPK, "Kim")).approved_by == "Ri"


def test_split_and_back() -> None:
    rest, new = split(WPK, ["w2"])
    assert [t.id for t in rest.terms] == ["w1", "w3"]
    assert [t.id for t in new.terms] == ["w2"]
    assert (new.subject, new.approved) == ("organisation", False)
    assert {t.id for t in merged(rest, new).terms} == {t.id for t in WPK.terms}
    for wrong in ([], ["w1", "w2", "w3"], ["p1"]):
        with pytest.raises(InputError):
            split(WPK, wrong)


def test_move() -> None:
    source, target = moved(WPK, PARTY, "w2")
    assert [t.id for t in source.terms] == ["w1", "w3"]
    assert [t.id for t in target.terms] == ["p1", "p2", "w2"]
    source, target = moved(WPK, PARTY, "w3")
    assert [t.text for t in target.terms] == ["로동당", "Workers' Party"]
    assert target.terms[1].evidence is Evidence.PAIRED
    for number in ("p1", "none"):
        with pytest.raises(InputError):
            moved(WPK, PARTY, number)
    with pytest.raises(InputError, match="only term"):
        moved(PARTY.with_terms(PARTY.terms[:1]), WPK, "p1")


def test_a_copy_is_a_draft_with_other_ids() -> None:
    copy = duplicated(PARTY)
    assert copy.id != PARTY.id
    assert not {t.id for t in copy.terms} & {t.id for t in PARTY.terms}
    assert [(t.language, t.text, t.readings) for t in copy.terms] == [
        (t.language, t.text, t.readings) for t in PARTY.terms
    ]
    assert (copy.approved, copy.approved_by, copy.author) == (False, "", "")


def test_relations_come_in_pairs_and_never_go_round() -> None:
    def above(number: str) -> list[str]:
        return {"cell": ["party"], "party": ["state"]}.get(number, [])

    state, cell = Concept(id="state"), Concept(id="cell")
    low, high = related(PARTY, Relation.BROADER, state, lambda _: [])
    assert CrossReference(target="state", kind="broader") in low.references
    assert high.references == (CrossReference(target="party", kind="narrower"),)
    assert related(low, Relation.BROADER, high, lambda _: []) == (low, high)
    assert unrelated(low, Relation.BROADER, high) == (PARTY, state)
    assert related(PARTY, Relation.SEE, state, above)[1] == state
    with pytest.raises(InputError, match="circle"):
        related(state, Relation.BROADER, cell, above)
    with pytest.raises(InputError, match="circle"):
        related(cell, Relation.NARROWER, state, above)
    with pytest.raises(InputError, match="itself"):
        related(cell, Relation.RELATED, cell, above)


@pytest.mark.parametrize(
    ("subject", "old", "new", "result"),
    [
        ("a", "a", "x/y", "x/y"),
        ("a/b/c", "a/b", "x", "x/c"),
        ("a/b", "a", "", "b"),
        ("ab", "a", "x", None),
        ("", "a", "x", None),
    ],
)
def test_subject_fields(subject: str, old: str, new: str, result: str | None) -> None:
    assert renamed_subject(subject, old, new) == result


def test_levels_are_trimmed() -> None:
    assert clean_subject(" politics / the  party/ ") == "politics/the party"
    with pytest.raises(InputError):
        clean_subject("a//b")


DATED = replace(
    WPK,
    modified=datetime(2024, 3, 5, 12, tzinfo=UTC),
    terms=(replace(WPK.terms[0], valid_from=date(2020, 1, 2)), *WPK.terms[1:]),
)


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        (["language=en"], ["w2", "w3"]),
        (["language=ko"], ["w1"]),
        (["language!=en"], ["w1"]),
        (["language=ko-KR"], []),
        (["status=admitted", "language=en"], ["w3"]),
        (["text~workers party"], ["w3"]),
        (["text!~party"], ["w1", "w2"]),
        (["house="], ["w2", "w3"]),
        (["house!="], ["w1"]),
        (["attested=yes"], ["w1"]),
        (["subject=organisation"], ["w1", "w2", "w3"]),
        (["subject=organ"], []),
        (["has=ja"], []),
        (["has!=ja", "term=w2"], ["w2"]),
        (["approved=no"], ["w1", "w2", "w3"]),
        (["modified=2024-03", "language=ko"], ["w1"]),
        (["modified<2024"], []),
        (["valid_from>=2020-01-02"], ["w1"]),
        (["valid-from<2020"], []),
        (["reference=party", "evidence=paired"], ["w3"]),
        ([], ["w1", "w2", "w3"]),
    ],
)
def test_conditions(conditions: list[str], found: list[str]) -> None:
    assert [t.id for t in parse(conditions).terms(DATED)] == found


@pytest.mark.parametrize("wrong", ["colour=red", "status", "status=fine", "attested=perhaps", "=x"])
def test_a_condition_that_is_none_names_the_fields(wrong: str) -> None:
    with pytest.raises(UsageError):
        parse([wrong])


def alike(*texts: str, language: str = "en", readings: tuple[str, ...] = ()) -> list[tuple[Likeness, list[str]]]:
    concepts = [
        Concept(
            id=f"c{n}",
            terms=(
                term(
                    f"t{n}",
                    language,
                    text,
                    readings=(Reading(system="dprk", text=readings[n]),) if readings else (),
                ),
            ),
        )
        for n, text in enumerate(texts)
    ]
    return [(g.likeness, [m.text for m in g.members]) for g in find_duplicates(concepts)]


def test_duplicates() -> None:
    assert alike("Party cell", "party-cell") == [(Likeness.SAME, ["Party cell", "party-cell"])]
    near = alike("committee", "comittee", "committees")
    assert sorted(near) == [
        (Likeness.NEAR, ["committee", "comittee"]),
        (Likeness.NEAR, ["committee", "committees"]),
    ]
    assert alike("7th Regiment", "8th Regiment") == []
    assert alike("gun", "guns") == []  # too short to be a slip
    assert alike("영사", "영상", language="ko-KP") == []
    assert alike("정무원총리", "정무원총이", language="ko-KP") == [(Likeness.NEAR, ["정무원총리", "정무원총이"])]
    assert alike("수상", "首相", language="ko-KP", readings=("Susang", "Susang")) == [
        (Likeness.READING, ["수상", "首相"])
    ]


def test_one_concept_may_say_a_word_twice() -> None:
    twice = Concept(id="c", terms=(term("a", "en", "party"), term("b", "en", "Party")))
    assert list(find_duplicates([twice])) == []


def test_differences_in_words() -> None:
    later = replace(
        PARTY, note="second", terms=(replace(PARTY.terms[0], status=Status.FORBIDDEN), term("p3", "ja", "労働党"))
    )
    assert [(c.where, c.before, c.after) for c in field_changes(PARTY, later)] == [
        ("note", "first", "second"),
        ("term", "Workers' Party (en)", ""),
        ("로동당 (ko-KP): status", "preferred", "forbidden"),
        ("term", "", "労働党 (ja)"),
    ]
    assert field_changes(PARTY, PARTY) == ()
    assert ("term", "", "로동당 (ko-KP)") in [(c.where, c.before, c.after) for c in field_changes(None, PARTY)]
    assert all(not c.after for c in field_changes(PARTY, None))


texts = st.sampled_from(["", "a", "b"])
WORDS = [("ko-KP", "말"), ("ko-KP", "글"), ("en", "word"), ("en", "words")]


def some_term(word: tuple[str, str], side: str, comment: str, status: Status) -> Term:
    return Term(id=f"{side}-{word[1]}", language=word[0], text=word[1], comment=comment, status=status)


some_terms = st.lists(
    st.builds(some_term, st.sampled_from(WORDS), st.sampled_from("mt"), texts, st.sampled_from(list(Status))),
    min_size=1,
    max_size=3,
    unique_by=lambda t: t.text,
)
some_concepts = st.builds(
    Concept, id=st.sampled_from(["c", "d"]), note=texts, subject=texts, terms=some_terms.map(tuple)
)


@given(some_concepts, some_concepts)
def test_what_only_adds_is_nothing_new_once_it_is_added(stored: Concept, incoming: Concept) -> None:
    if only_adds(incoming, stored):
        after = extended(stored, incoming)
        assert says_nothing_new(incoming, after)
        assert says_nothing_new(stored, after)
        assert extended(after, incoming) == after


@given(some_concepts, some_concepts)
def test_a_merge_holds_every_term_of_both(one: Concept, other: Concept) -> None:
    result = merged(replace(one, id="c"), replace(other, id="d"))
    words = {(t.language, t.text) for t in result.terms}
    assert words == {(t.language, t.text) for c in (one, other) for t in c.terms}
    assert len(result.terms) == len(words)
