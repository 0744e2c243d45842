"""Operations over several entries, on each kind of data base: what they do, and that one undo takes each back whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from glossary.errors import InputError, NotFoundError, StaleWriteError
from glossary.store.engine import Database
from glossary.terms.entries import Attestation, Concept, CrossReference, Reading, Status, Term
from glossary.terms.filtering import parse
from glossary.terms.rows import content
from tests.contract.texts import stored_pair


def concept(number: str, korean: str, *english: str, subject: str = "", **more: object) -> Concept:
    terms = [Term(id=f"{number}-ko", language="ko-KP", text=korean, readings=(Reading(system="dprk", text="X"),))]
    terms += [Term(id=f"{number}-en{n}", language="en", text=text) for n, text in enumerate(english)]
    return Concept(id=number, subject=subject, terms=tuple(terms), **more)  # type: ignore[arg-type]


@pytest.fixture
def base(database: Database) -> Database:
    database.concepts.add_many(
        [
            concept("party", "로동당", "Workers' Party", subject="politics/party"),
            concept("wpk", "조선로동당", "WPK", "Workers' Party of Korea", subject="politics/party"),
            concept("state", "국가", "state", subject="politics"),
            replace(
                concept("cell", "당세포", "Party cell", subject="politics/party/organ"),
                references=(CrossReference(target="wpk", kind="related"), CrossReference(target="party")),
            ),
        ]
    )
    return database


def everything(database: Database) -> list[Concept]:
    return [content(c) for c in database.concepts.all()]


Operation = Callable[[Database], object]
OPERATIONS: Sequence[tuple[str, Operation]] = (
    ("merge", lambda b: b.term_operations.merge("party", "wpk")),
    ("split", lambda b: b.term_operations.split("wpk", ["wpk-en0"])),
    ("move", lambda b: b.term_operations.move_term("wpk-en0", "party")),
    ("duplicate", lambda b: b.term_operations.duplicate("wpk")),
    ("approve", lambda b: b.term_operations.approve(["wpk", "party"], "Ri")),
    ("relate", lambda b: b.term_operations.relate("wpk", "broader", "party")),
    ("attest", lambda b: b.term_operations.attest("wpk-ko", Attestation(source="ED2012", count=3))),
    ("subject", lambda b: b.term_operations.rename_subject("politics/party", "party")),
    (
        "bulk",
        lambda b: b.term_operations.bulk_edit(
            parse(["language=en"]),
            lambda c, chosen: c.with_terms(
                tuple(replace(t, status=Status.ADMITTED) if t.id in chosen else t for t in c.terms)
            ),
            "all English admitted",
        ),
    ),
    ("bulk removal", lambda b: b.term_operations.bulk_edit(parse(["subject=politics"]), lambda _c, _t: None, "none")),
    ("add", lambda b: b.concepts.add(concept("new", "새말"))),
    ("save", lambda b: b.concepts.save(replace(b.concepts.get("wpk"), note="changed"))),
    ("remove", lambda b: b.concepts.remove("wpk")),
    ("import", lambda b: b.concepts.add_many([concept("wpk", "조선로동당", "party"), concept("x", "새말")], "replace")),
)


@pytest.mark.parametrize("name", [name for name, _ in OPERATIONS])
def test_undo_and_redo_take_back_and_do_again_every_operation(base: Database, name: str) -> None:
    before = everything(base)
    logged = len(base.changes.list(entity="concept"))
    dict(OPERATIONS)[name](base)
    after = everything(base)
    assert after != before
    assert len(base.changes.list(entity="concept")) == logged + 1, "one change"
    for _ in range(2):
        assert base.concepts.undo_last() is not None
        assert everything(base) == before
        assert base.concepts.redo_last() is not None
        assert everything(base) == after
    assert base.concepts.redo_last() is None
    assert base.verify() == []


def test_undo_and_redo_walk_over_several(base: Database) -> None:
    states = [everything(base)]
    for _, operation in OPERATIONS[3:7]:
        operation(base)
        states.append(everything(base))
    for state in reversed(states[:-1]):
        base.concepts.undo_last()
        assert everything(base) == state
    for state in states[1:]:
        base.concepts.redo_last()
        assert everything(base) == state
    base.concepts.undo_last()
    base.concepts.undo_last()
    base.concepts.add(concept("other", "딴말"))
    assert base.concepts.redo_last() is None, "something else was done since"
    base.concepts.undo_last()
    assert everything(base) == states[2]
    base.concepts.redo_last()
    assert base.concepts.get("other").terms[0].text == "딴말"
    assert base.concepts.redo_last() is None


def test_redo_never_goes_over_anothers_work(base: Database, reopen: Callable[..., Database]) -> None:
    base.concepts.save(replace(base.concepts.get("wpk"), note="mine"))
    base.concepts.undo_last()
    colleague = reopen("colleague").concepts
    colleague.save(replace(colleague.get("wpk"), note="theirs"))
    with pytest.raises(StaleWriteError):
        base.concepts.redo_last()
    assert base.concepts.get("wpk").note == "theirs"


def test_merge_repoints_references(base: Database) -> None:
    one = base.term_operations.merge("party", "wpk")
    assert [t.id for t in one.terms] == ["party-ko", "party-en0", "wpk-ko", "wpk-en0", "wpk-en1"]
    assert base.concepts.get("cell").references == (
        CrossReference(target="party", kind="related"),
        CrossReference(target="party"),
    )
    with pytest.raises(NotFoundError):
        base.concepts.get("wpk")
    assert base.concepts.history("wpk")[0].kind == "concept.merge"
    with pytest.raises(NotFoundError):
        base.term_operations.merge("party", "none")


def test_a_move_keeps_the_id_and_says_so_in_both_histories(base: Database) -> None:
    base.term_operations.move_term("wpk-en0", "party")
    assert base.concepts.concept_of_term("wpk-en0").id == "party"
    for number in ("party", "wpk"):
        assert base.concepts.history(number)[0].kind == "concept.move"
        (change,) = base.concepts.history(number)[0].changes
        assert "WPK" in change.before + change.after
    with pytest.raises(NotFoundError):
        base.term_operations.move_term("none", "party")
    with pytest.raises(InputError):
        base.term_operations.move_term("party-ko", "party")


def test_a_circle_is_refused_over_the_stored_hierarchy(base: Database) -> None:
    base.term_operations.relate("cell", "broader", "party")
    base.term_operations.relate("state", "narrower", "party")
    with pytest.raises(InputError, match="circle"):
        base.term_operations.relate("state", "broader", "cell")
    assert CrossReference(target="cell", kind="narrower") in base.concepts.get("party").references
    base.term_operations.relate("cell", "broader", "party", remove=True)
    assert base.term_operations.relate("state", "broader", "cell").references


def test_approval_names_a_person(base: Database) -> None:
    (one,) = base.term_operations.approve(["wpk"])
    assert (one.approved, one.approved_by) == (True, "editor")
    (one,) = base.term_operations.approve(["wpk"], "Ri Yong Hui")
    assert one.approved_by == "Ri Yong Hui"
    (one,) = base.term_operations.withdraw(["wpk"])
    assert (one.approved, one.approved_by) == (False, "")
    logged = len(base.changes.list())
    base.term_operations.withdraw(["wpk"])
    assert len(base.changes.list()) == logged, "nothing was changed, nothing is logged"


def test_subject_fields(base: Database) -> None:
    assert base.term_operations.rename_subject("politics/party", "party") == 3
    assert base.concepts.subjects() == [("party", 2), ("party/organ", 1), ("politics", 1)]
    assert base.term_operations.rename_subject("party/organ", "") == 1
    assert base.concepts.subjects() == [("party", 3), ("politics", 1)]
    with pytest.raises(InputError):
        base.term_operations.rename_subject("party", "party/below")
    with pytest.raises(NotFoundError):
        base.term_operations.rename_subject("none", "some")


def test_a_dry_run_tells_and_changes_nothing(base: Database) -> None:
    before = everything(base)
    count, shown = base.term_operations.bulk_edit(
        parse(["text~party", "language=en"]),
        lambda c, chosen: c.with_terms(tuple(replace(t, house="KCNA") if t.id in chosen else t for t in c.terms)),
        "house",
        dry_run=True,
    )
    assert count == 3
    assert [(c.changes[0].before, c.changes[0].after) for c in shown] == [("", "KCNA")] * 3
    assert everything(base) == before
    assert len(base.changes.list()) == 1


def test_a_bulk_edit_is_all_or_nothing(base: Database) -> None:
    before = everything(base)

    def edit(one: Concept, _chosen: frozenset[str]) -> Concept:
        return one.with_terms(()) if one.id == "wpk" else replace(one, note="x")

    with pytest.raises(InputError, match="wpk"):
        base.term_operations.bulk_edit(parse([]), edit, "half-way")
    assert everything(base) == before


def test_attested_in_a_bead(base: Database) -> None:
    alignment = stored_pair(base).alignment.id
    bitext = base.alignments.bitext(alignment)
    word = bitext.source_text(bitext.beads[0]).split()[0]
    base.concepts.add(concept("word", word, "nowhere in it"))
    one = base.term_operations.attest_in_bead("word-ko", alignment, 0)
    (place,) = one.terms[0].attestations
    assert place.bead == base.alignments.bead_ids(alignment)[0]
    assert place.context[place.start : place.end] == word
    with pytest.raises(InputError, match="does not stand"):
        base.term_operations.attest_in_bead("word-en0", alignment, 0)
    with pytest.raises(InputError, match="beads"):
        base.term_operations.attest_in_bead("word-ko", alignment, 999)


def test_houses_and_duplicates(base: Database) -> None:
    base.concepts.add(concept("again", "로동당", "workers party", subject="x"))
    groups = [(g.likeness.value, sorted(m.concept for m in g.members)) for g in base.term_operations.duplicates()]
    assert ("same", ["again", "party"]) in groups
    one = base.concepts.get("again")
    base.concepts.save(one.with_terms((replace(one.terms[0], house="Voice of Korea"), *one.terms[1:])))
    assert base.concepts.houses() == [("Voice of Korea", 1)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("조선로동장", "wpk"),  # one syllable wrong
        ("Worker Party of Koreea", "wpk"),
        ("당세보", "cell"),
        ("qqqqqqqq", ""),
    ],
)
def test_fuzzy(base: Database, text: str, first: str) -> None:
    assert base.concepts.find(text) == []
    assert [c.id for c in base.concepts.find(text, fuzzy=True)[:1]] == ([first] if first else [])


class TestImport:
    """What a file adds is added, what it contradicts is a conflict."""

    def test_additions_are_taken_and_the_rest_stays(self, base: Database) -> None:
        old = base.concepts.get("wpk")
        more = concept("wpk", "조선로동당", "WPK", "Workers' Party of Korea", subject="politics/party", note="a note")
        more = more.with_terms((*more.terms, Term(id="wpk-ja", language="ja", text="朝鮮労働党")))
        for times in range(2):
            report = base.concepts.add_many([more])
            assert (report.changed, report.unchanged, report.in_conflict) == ((1, 0, 0) if not times else (0, 1, 0))
        now = base.concepts.get("wpk")
        assert (now.note, now.terms[-1].text, now.version) == ("a note", "朝鮮労働党", 2)
        assert [t.readings for t in now.terms[:-1]] == [t.readings for t in old.terms]
        assert report.extended == ()

    def test_a_word_without_more_finds_its_concept(self, base: Database) -> None:
        plain = Concept(id="z", subject="politics", terms=(Term(id="z1", language="ko-KP", text="국가"),))
        assert base.concepts.add_many([plain]).unchanged == 1

    def test_it_tells_as_it_goes(self, base: Database) -> None:
        state = base.concepts.get("state")
        seen: list[tuple[str, str]] = []
        counts: list[int] = []
        base.concepts.add_many(
            [
                concept("n", "새말"),
                concept("wpk", "조선로동당", "another"),
                replace(state, note="n"),
            ],
            witness=lambda what, incoming, _old: seen.append((what, incoming.id)),
            progress=counts.append,
        )
        assert seen == [("added", "n"), ("conflict", "wpk"), ("changed", "state")]
        assert counts == [3]

    def test_one_concept_twice_in_a_file_is_undone_to_what_was_there(self, base: Database) -> None:
        before = everything(base)
        base.concepts.add_many([concept("wpk", "하나"), concept("wpk", "둘"), concept("wpk", "셋")], "replace")
        base.concepts.undo_last()
        assert everything(base) == before
