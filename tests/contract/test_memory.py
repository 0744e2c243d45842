"""The memory on every kind of data base: what stands in a bead is found, and no longer when it does not stand there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from unittest import mock

import pytest

from glossary.alignment.beads import Bead, BeadState, Bitext
from glossary.alignment.edits import Splice, TextEdit
from glossary.errors import UsageError
from glossary.store import fulltext
from glossary.store.engine import Database
from glossary.store.records import NewDocument
from tests.contract.texts import stored_pair

PAIRS = (
    ("국무위원장 김정은동지께서 전시회를 돌아보시였다.", "President of the State Affairs Kim Jong Un looked round it."),
    ("그는 주체사상탑을 찾았다.", "He visited the Tower of the Juche Idea."),
    ("전시회에는 1 500여점의 꽃이 출품되였다.", "On display are more than 1 500 flowers."),
    ("전시회에는 2 500여점의 꽃이 전시되였다.", "On display are more than 2 500 flowers."),
    ("회의에서는 당면한 과업들이 토의되였다.", "Immediate tasks were discussed at the meeting."),
)


def store(database: Database, pairs: tuple[tuple[str, str], ...] = PAIRS, **fields: object) -> int:
    """Store sentence pairs as an alignment of unconfirmed one-to-one beads."""
    sides = []
    for language, place in (("ko", 0), ("en", 1)):
        new = NewDocument(language=language, paragraphs=(tuple(p[place] for p in pairs),), **fields)  # type: ignore[arg-type]
        record = database.documents.add(new)
        sides.append((record.id, database.documents.segments(record.id)))
    (one, source), (two, target) = sides
    beads = tuple(Bead((s.id,), (t.id,), 0.9) for s, t in zip(source, target, strict=True))
    return database.alignments.add(one, two, Bitext("ko-KP", "en", source, target, beads)).id


def confirm(database: Database, number: int, *places: int) -> None:
    for place in places:
        bead = database.alignments.bitext(number).beads[place]
        edit = Splice(place, (bead,), (replace(bead, state=BeadState.CONFIRMED),))
        database.alignments.record_edit(number, edit, version=database.alignments.get(number).version)


def places(database: Database, query: str, language: str | None = None, **options: Any) -> list[int]:
    return sorted(hit.position for hit in database.memory.search(query, language, **options))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("김정은", [0]),  # inside 김정은동지께서
        ("전시", [0, 2, 3]),
        ("꽃", [2, 3]),
        ("주체 사상", [1]),  # spaces do not matter
        ("주체사상탑", [1]),
        ("Juche", [1]),
        ("JUCHE IDEA", [1]),
        ("state-affairs", [0]),
        ("1 500", [2]),
        ("flowers.", [2, 3]),
        ("없는 말", []),
        ("《》", []),
        ("", []),
        ('" OR source : "', []),
        ("*", []),
        ("NEAR(전시 꽃)", []),
    ],
)
def test_concordance(database: Database, query: str, found: list[int]) -> None:
    store(database)
    assert places(database, query) == found


def test_in_one_language_only(database: Database) -> None:
    store(database, (("Kim의 발언", "remark of Kim"), ("발언", "Kim spoke"), ("김의 말", "word")))
    assert places(database, "Kim") == [0, 1]
    assert places(database, "Kim", "ko") == places(database, "Kim", "ko-KP") == [0]
    assert places(database, "Kim", "en") == [0, 1]
    assert places(database, "Kim", "ja") == []


def test_a_hit_says_where_it_stands(database: Database) -> None:
    number = store(database, title="꽃전시회", date="2031-04-09", house="KCNA")
    confirm(database, number, 3)
    first, second = database.memory.search("꽃")
    assert (first.position, first.state) == (3, BeadState.CONFIRMED)  # confirmed ones come first
    assert (second.position, second.state) == (2, BeadState.AUTO)
    assert (first.title, first.date, first.alignment_id) == ("꽃전시회", "2031-04-09", number)
    assert (first.source, first.target) == PAIRS[3]
    assert database.alignments.bead_ids(number)[3] == first.bead_id
    (span,) = first.source_spans
    assert first.source[span.start : span.end] == "꽃"
    assert first.target_spans == ()
    (hit,) = database.memory.search("주체 사상")
    assert hit.source[hit.source_spans[0].start : hit.source_spans[0].end] == "주체사상"


def test_only_confirmed_beads_where_wanted(database: Database) -> None:
    number = store(database)
    assert database.memory.search("꽃", include_auto=False) == []
    assert database.memory.match(PAIRS[2][0], "ko", include_auto=False) == []
    confirm(database, number, 2)
    assert places(database, "꽃", include_auto=False) == [2]
    assert [m.position for m in database.memory.match(PAIRS[2][0], "ko", include_auto=False)] == [2]
    assert (database.memory.count(), database.memory.count(include_auto=False)) == (5, 1)


def test_pages(database: Database) -> None:
    store(database, tuple((f"전시회 {n}호관", f"hall {n}") for n in range(25)))
    hits = [h.position for n in range(0, 30, 10) for h in database.memory.search("전시회", limit=10, offset=n)]
    assert hits == list(range(25))


def test_follows_every_edit(database: Database, reopen: Callable[..., Database]) -> None:
    number = stored_pair(database).alignment.id
    alignments = database.alignments
    bitext = alignments.bitext(number)
    assert places(database, "일군들") == [1]
    one, two = bitext.beads[1:3]
    merged = Bead(one.source + two.source, one.target + two.target)
    alignments.record_edit(number, Splice(1, (one, two), (merged,)), version=1)
    (hit,) = database.memory.search("일군들")
    assert "출품되였다" in hit.source
    assert places(database, "참가하였다. 전시회에는") == [1]  # across the two sentences
    alignments.undo(number)
    assert places(database, "참가하였다. 전시회에는") == []
    segment = bitext.source[3]
    edit = TextEdit("source", segment.id, segment.text, "전시회에는 난초가 출품되였다.")
    version = alignments.record_edit(number, edit, version=3)
    assert (places(database, "난초"), places(database, "500여점")) == ([2], [])
    bead = alignments.bitext(number).beads[2]
    rejected = replace(bead, state=BeadState.REJECTED)
    version = alignments.record_edit(number, Splice(2, (bead,), (rejected,)), version=version)
    assert places(reopen(), "난초") == []
    apart = (Bead(bead.source, ()), Bead((), bead.target))
    alignments.record_edit(number, Splice(2, (rejected,), apart), version=version)
    assert places(database, "난초") == []
    for _ in range(3):
        alignments.undo(number)
    assert (places(database, "난초"), places(database, "500여점")) == ([], [2])
    alignments.remove(number)
    assert database.memory.count() == 0
    assert places(database, "꽃") == []
    alignments.restore(number)
    assert places(reopen(), "꽃") == [2, 3]
    assert database.verify() == []


def test_a_large_alignment_is_indexed_when_it_is_searched(database: Database) -> None:
    with mock.patch.object(fulltext, "BULK", 3):
        number = store(database)
        assert database.memory.count() == 5
        confirm(database, number, 0)
        database.alignments.undo(number)
        bitext = database.alignments.bitext(number)
        segment = bitext.source[4]
        edit = TextEdit("source", segment.id, segment.text, "회의에서는 새 과업이 토의되였다.")
        database.alignments.record_edit(number, edit, version=3)
    assert places(database, "과업") == [4]
    assert places(database, "당면한") == []
    assert places(database, "꽃") == [2, 3]
    assert database.memory.catch_up() == 0
    assert database.verify() == []
    database.memory.rebuild()
    assert places(database, "꽃") == [2, 3]
    assert database.verify() == []


def test_exact_match_and_what_differs(database: Database) -> None:
    number = store(database, date="2031-04-09")
    first, second = database.memory.match("전시회에는 1500여점의 꽃이 출품되였다.", "ko")
    assert (first.score, first.position, first.alignment_id) == (100, 2, number)  # another spacing
    assert (first.source, first.target, first.date) == (*PAIRS[2], "2031-04-09")
    query = "전시회에는 1500여점의 꽃이 출품되였다."
    assert [(query[d.start : d.end], first.source[d.other_start : d.other_end]) for d in first.differences] == [
        ("1500", "1 500")
    ]
    assert second.position == 3
    assert 60 <= second.score < 100
    told = [second.source[d.other_start : d.other_end] for d in second.differences]
    assert any("2" in t for t in told)


def test_match_from_the_other_language(database: Database) -> None:
    store(database)
    (best, *_) = database.memory.match("On display are more than 1 700 flowers.", "en")
    assert best.source.startswith("On display are more than")
    assert best.target.startswith("전시회에는")
    assert database.memory.match("On display are more than 1 700 flowers.", "ko") == []


def test_nothing_alike(database: Database) -> None:
    store(database)
    assert database.memory.match("날씨가 맑겠다.", "ko") == []
    assert database.memory.match("", "ko") == []
    assert database.memory.match("전", "ko") == []


def test_confirmed_before_others_and_later_before_earlier(database: Database) -> None:
    numbers = [store(database, PAIRS[2:3], date=d) for d in ("2030-01-01", "2031-01-01", "2029-01-01")]
    confirm(database, numbers[2], 0)
    (match,) = database.memory.match(PAIRS[2][0], "ko")
    assert (match.alignment_id, match.score, match.times) == (numbers[2], 100, 3)  # one pair is shown once
    confirm_nothing = store(database, ((PAIRS[2][0], "Over 1 500 flowers are on show."),), date="2028-01-01")
    first, second = database.memory.match(PAIRS[2][0], "ko")
    assert (first.alignment_id, second.alignment_id) == (numbers[2], confirm_nothing)
    assert [m.alignment_id for m in database.memory.match(PAIRS[2][0], "ko", 1)] == [numbers[2]]
    database.alignments.undo(numbers[2])
    assert database.memory.match(PAIRS[2][0], "ko")[0].alignment_id == numbers[1]  # now the latest


def test_context_before_exact(database: Database) -> None:
    around = (("앞의 문장이다.", "Before."), PAIRS[4], ("뒤의 문장이다.", "After."))
    alone = store(database, (PAIRS[4],), date="2031-04-09")
    between = store(database, (around[0], (PAIRS[4][0], "They discussed the immediate tasks."), around[2]))

    def kinds(previous: str | None, following: str | None) -> list[tuple[int, str]]:
        found = database.memory.match(PAIRS[4][0], "ko", previous=previous, following=following)
        return [(m.alignment_id, m.kind) for m in found]

    assert kinds(None, None) == [(alone, "exact"), (between, "exact")]
    assert kinds("앞의 문장이다.", "뒤의  문장이다.") == [(between, "context"), (alone, "exact")]
    assert kinds("", "") == [(alone, "context"), (between, "exact")]
    assert kinds("앞의 문장이다.", "") == [(alone, "exact"), (between, "exact")]


def test_what_the_score_does_not_see_is_pointed_out(database: Database) -> None:
    store(database)
    first = database.memory.match("전시회에는 1 700여점의 꽃이 출품되지 않았다.", "ko")[0]
    assert [str(a) for a in first.alerts] == ["negation: 지 않 / -", "number: 1 700여 / 1 500여"]
    assert database.memory.match(PAIRS[2][0], "ko")[0].alerts == ()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("전시*에", [2, 3]),
        ("exhib*", []),
        ("flow*", [2, 3]),
        ("Jong ?n", [0]),
        ("discussed * the meeting", [4]),
        ("discussed * meeting", []),
        ("discussed * * meeting", [4]),
        ("진열|출품", [2]),
        ("on display | Juche", [1, 2, 3]),
        ("전시회 ~ 출품", [2]),
        ("flowers ~3 display", []),
        ("flowers ~6 display", [2, 3]),
        ('"flower"', []),
        ('"flowers"', [2, 3]),
        ('"looked round"', [0]),
        ("로동", []),
    ],
)
def test_wildcards_phrases_near(database: Database, query: str, found: list[int]) -> None:
    store(database)
    assert places(database, query) == found


def test_either_spelling_characters_and_romanisation(database: Database) -> None:
    store(
        database,
        (("로동신문이 전하였다.", "Rodong Sinmun reported."), ("노동신문 사설", "editorial"), ("평양에서", "in it")),
    )
    assert places(database, "로동신문") == places(database, "노동신문") == [0, 1]
    assert places(database, "로동신문", spellings=False) == [0]
    assert places(database, "平壤") == [2]
    assert places(database, "Pyongyang") == [2]
    assert places(database, "Rodong Sinmun", "ko") == [0, 1]
    assert {h.via for h in database.memory.search("노동신문")} == {"", "로동신문"}
    assert places(database, "로동신문", "en") == [0]


@pytest.mark.parametrize("query", ["꽃", "전시", "On display", "2 500", "전*회", "전시회 ~ 꽃"])
def test_however_it_is_looked_up_the_order_is_the_same(
    sqlite: Database, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from glossary.store.fulltext import choosing
    from glossary.store.fulltext import sqlite as index

    number = store(sqlite, PAIRS * 4)
    confirm(sqlite, number, 7, 13, 17, 18)
    wanted = [hit.position for hit in sqlite.memory.search(query)]
    assert wanted
    assert wanted == [p for p in (7, 13, 17, 18) if p in wanted] + sorted(set(wanted) - {7, 13, 17, 18})
    for everywhere, few in ((2.0, index.FEW), (0.0, index.FEW), (2.0, 0), (0.0, 0)):
        monkeypatch.setattr(choosing, "_EVERYWHERE", everywhere)
        monkeypatch.setattr(index, "FEW", few)
        assert [hit.position for hit in sqlite.memory.search(query)] == wanted
        assert [hit.position for hit in sqlite.memory.search(query, limit=2, offset=1)] == wanted[1:3]
        assert [h.position for h in sqlite.memory.search(query, include_auto=False)] == [
            p for p in wanted if p in (7, 13, 17, 18)
        ]


def test_in_other_orders(database: Database) -> None:
    store(database, (("나 꽃 다", "b"), ("가 꽃 라", "c"), ("다 꽃 가", "a")), date="2031-04-09")
    store(database, (("하 꽃 하", "z"),), date="2032-01-01")

    def order(name: str) -> list[str]:
        return [h.target for h in database.memory.search("꽃", sort=name)]

    assert order("") == ["b", "c", "a", "z"]
    assert order("left") == ["c", "b", "a", "z"]
    assert order("right") == ["a", "b", "c", "z"]
    assert order("date") == ["z", "b", "c", "a"]
    assert order("-date") == ["b", "c", "a", "z"]
    with pytest.raises(UsageError, match="no order"):
        order("sideways")
    assert [h.target for h in database.memory.every("꽃")] == ["b", "c", "a", "z"]


def test_indexed_in_the_background(database: Database) -> None:
    """While much is pending a search finds what is indexed; catching up works in small transactions."""
    with mock.patch.object(fulltext, "BULK", 3):
        store(database)
    if database.dialect == "sqlite":
        with mock.patch("glossary.memory.index.PATIENCE", 2):
            assert places(database, "꽃") == []
            assert database.memory.pending() == 5
    told: list[tuple[int, int]] = []
    with mock.patch.object(fulltext.catch_up, "__defaults__", (2,)):
        database.memory.rebuild(progress=lambda done, total: told.append((done, total)))
    if database.dialect == "sqlite":
        assert told == [(2, 5), (4, 5), (5, 5)]
    assert places(database, "꽃") == [2, 3]
    assert database.memory.pending() == 0
    assert database.verify() == []


def test_fuzzy_concordance(database: Database) -> None:
    store(database)
    assert places(database, "국무위원쟝 김정은") == []
    near = database.memory.search("국무위원쟝 김정은", fuzzy=True)
    assert [h.position for h in near] == [0]
    assert 75 <= near[0].score < 100
    span = near[0].source_spans[0]
    assert "김정" in near[0].source[span.start : span.end]
    assert places(database, "the Juche Ideas", "en", fuzzy=True) == [1]
    assert places(database, "꽃", fuzzy=True) == [2, 3]
    assert places(database, "아주 다른 무엇", fuzzy=True) == []


def test_a_short_sentence_is_found_whatever_word_of_it_is_another(sqlite: Database) -> None:
    many = tuple(
        (f"문장 {n}", f"They said {word} to all.") for n, word in enumerate(("this", "that", "much", "less") * 50)
    )
    store(sqlite, (*many, ("그는 떠났다.", "He left us today.")))
    for query in ("She left us today.", "He joined us today.", "He left them today.", "He left us early."):
        assert "He left us today." in [m.source for m in sqlite.memory.match(query, "en", minimum=50)], query
