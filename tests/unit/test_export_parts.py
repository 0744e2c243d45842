"""The parts of exchange formats: cells of several items, harmless text, places, losses, notes, XML from strangers."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.cells import pack, pack_item, pack_pairs, unpack, unpack_pairs
from exports.holds import NAMES, Holds, Keep, LossReport, Tally, table
from exports.html import sort_key
from exports.neutral import Cleaner, clean, from_ncname, is_ncname, neutral_cell, restore_cell, to_ncname
from exports.places import Places, Position, Run, SegmentPlace, place_segments
from exports.tbx_notes import comment_note, parse_concept, parse_term, plain_note, reading_note
from exports.xmlread import stream
from glossary.checks.findings import BeadText, Span
from glossary.errors import InputError
from glossary.terms.entries import Reading, Term

AWKWARD = st.text(st.one_of(st.sampled_from(" \\;{},=\n\r\tab가"), st.characters(codec="utf-8")), max_size=8)
KEYS = st.text("abc", min_size=1, max_size=3)


class TestCells:
    """Several records in one cell."""

    @given(st.lists(st.tuples(AWKWARD, st.dictionaries(KEYS, AWKWARD, max_size=3))))
    def test_items_come_back(self, items: list[tuple[str, dict[str, str]]]) -> None:
        assert unpack(pack(items)) == items

    @given(st.lists(st.tuples(AWKWARD, AWKWARD, st.dictionaries(KEYS, AWKWARD, max_size=3))))
    def test_pairs_come_back(self, pairs: list[tuple[str, str, dict[str, str]]]) -> None:
        assert unpack_pairs(pack_pairs(pairs)) == pairs

    def test_what_people_write(self) -> None:
        assert unpack_pairs(" dprk = Kim Il Sung {override, reason = so} ;mr=Kim; ") == [
            ("dprk", "Kim Il Sung", {"override": "", "reason": "so"}),
            ("mr", "Kim", {}),
        ]
        assert pack_item("a; b", {"x": "1"}) == r"a\; b {x=1}"

    @pytest.mark.parametrize("cell", ["a {b", "a } b", "a {b} c", "a {b=c=d}", "a {b {c}}", "x, y"])
    def test_malformed(self, cell: str) -> None:
        with pytest.raises(ValueError, match=r"does not belong|not closed|closing brace"):
            unpack(cell)

    def test_pair_without_name(self) -> None:
        with pytest.raises(ValueError, match="no name before it"):
            unpack_pairs("Kim Il Sung")


class TestNeutral:
    """Texts that do no harm."""

    @given(st.text(st.one_of(st.sampled_from("'=+-@＝\t\r\n"), st.characters(codec="utf-8"))))
    def test_cells_come_back(self, text: str) -> None:
        cell = neutral_cell(text)
        assert restore_cell(cell) == text
        assert not cell or cell[0] not in "=+-@＝＋－＠\t\r\n"

    @given(st.text(st.one_of(st.sampled_from("_x0041F-.:1 가"), st.characters(codec="utf-8"))))
    def test_names_come_back(self, text: str) -> None:
        assert is_ncname(to_ncname(text))
        assert from_ncname(to_ncname(text)) == text

    @pytest.mark.parametrize("name", ["a", "_a", "가나", "c.1-b", "é"])
    def test_names_that_stay(self, name: str) -> None:
        assert to_ncname(name) == name

    @pytest.mark.parametrize("name", ["", "1a", "a b", "a:b", "-a", "a\n"])
    def test_no_names(self, name: str) -> None:
        assert not is_ncname(name)

    def test_cleaner_counts_texts(self) -> None:
        tally, cleaner = Tally("x"), Cleaner()
        assert [cleaner(t) for t in ("a\x00b\x01", "가\n\t", "\ud800")] == ["ab", "가\n\t", ""]
        cleaner.tell(tally)
        assert tally.report().lines == ("control characters removed from 2 texts",)
        assert clean("\x85\u2028") == "\x85\u2028"


class TestLosses:
    """The table of what is held, and the words of what is lost."""

    def test_table(self) -> None:
        rows = table({"a": Holds(), "b": Holds.only("term.status")})
        assert len(rows) == 1 + len(NAMES)
        assert rows[0] == ("field", "a", "b")
        assert {row[1] for row in rows[1:]} == {"yes"}
        assert [row[0] for row in rows[1:] if row[2] == "yes"] == ["term.status"]

    def test_unknown_fields_are_mistakes(self) -> None:
        with pytest.raises(KeyError):
            Holds.all_but(no=["term.colour"])
        with pytest.raises(KeyError):
            Holds().keep("term.colour")

    def test_words(self) -> None:
        report = LossReport("omegat", {"term.usage_note": 3, "concept.note": 1, "term": 1200}, ("careful",))
        assert report.lines == (
            "3 usage notes not representable in omegat",
            "1 note not representable in omegat",
            "1,200 terms not representable in omegat",
            "careful",
        )
        assert report
        assert not LossReport("x")

    def test_part_is_no_loss(self) -> None:
        holds = Holds.all_but(part={"term.status": "some"}, note=["term.match"])
        assert (holds.keep("term.status"), holds.keep("term.match"), holds.lost("term")) == (Keep.PART, Keep.NOTE, ())


class TestPlaces:
    """Offsets in a bead's text become lines and columns of files."""

    FILE = "첫 문장이다.  둘째\n 문장은 길다.\n\n셋째이다.\n"
    SENTENCES = ("첫 문장이다.", "둘째 문장은 길다.", "셋째이다.")

    def test_segments_are_found_across_lines(self) -> None:
        first, second, third = place_segments(self.FILE, self.SENTENCES)
        assert first == SegmentPlace(7, (Run(0, 1, 1),))
        assert second == SegmentPlace(10, (Run(0, 1, 10), Run(3, 2, 2)))
        assert third == SegmentPlace(5, (Run(0, 4, 1),))

    def test_every_letter_has_its_own_place(self) -> None:
        lines = self.FILE.split("\n")
        for sentence, place in zip(self.SENTENCES, place_segments(self.FILE, self.SENTENCES), strict=True):
            assert place is not None
            for offset, char in enumerate(sentence):
                line, column = place.position(offset)
                if char != " ":
                    assert lines[line - 1][column - 1] == char
                    assert place.position(offset + 1, end=True) == (line, column + 1)

    def test_spans_of_a_joined_bead(self) -> None:
        places = Places("a", "b", place_segments(self.FILE, self.SENTENCES), (), "ko-KP", "en")
        text = " ".join(self.SENTENCES)
        bead = BeadText(0, text, "", (0, 1, 2), ())
        for words, start, end in (
            ("첫", (1, 1), (1, 2)),
            ("둘째 문장", (1, 10), (2, 4)),
            ("셋째", (4, 1), (4, 3)),
            ("길다. 셋째", (2, 6), (4, 3)),
            (text, (1, 1), (4, 6)),
        ):
            at = text.find(words)
            region = places.source_region(bead, Span(at, at + len(words)))
            assert region == (start, end), words
        assert places.source_region(bead) == (Position(1, 1), Position(4, 6))
        assert places.source_region(bead, Span(3, 3)) == ((1, 4), (1, 4))

    def test_japanese_is_joined_without_blank(self) -> None:
        places = Places("a", "", place_segments("一。\n二。", ("一。", "二。")), (), "ja", "en")
        bead = BeadText(0, "一。二。", "", (0, 1), ())
        assert places.source_region(bead, Span(2, 3)) == ((2, 1), (2, 2))

    def test_what_is_not_found(self) -> None:
        places = Places("a", "b", place_segments("one two", ("one", "three", "two")), (), "en", "en")
        assert places.source_region(BeadText(0, "three", "", (1,), ())) is None
        assert places.source_region(BeadText(0, "two", "", (2,), ())) == ((1, 5), (1, 8))
        assert places.source_region(BeadText(0, "", "", (), ())) is None
        assert places.target_region(BeadText(0, "", "x", (), (9,))) is None

    @given(st.lists(st.text("ab가 \n", max_size=9).filter(lambda t: t.strip() != ""), min_size=1, max_size=4))
    def test_any_file(self, blocks: list[str]) -> None:
        file = "\n".join(blocks)
        segments = [" ".join(block.split()) for block in blocks]
        lines = file.split("\n")
        for segment, place in zip(segments, place_segments(file, segments), strict=True):
            assert place is not None
            for match in re.finditer(r"\S", segment):
                line, column = place.position(match.start())
                assert lines[line - 1][column - 1] == match[0]


class TestNotes:
    """Labelled notes that are read back."""

    @given(AWKWARD, AWKWARD, st.booleans(), st.sampled_from(["dprk", "rr-letters", "hanja", "of (mine)"]))
    def test_readings_come_back(self, text: str, reason: str, override: bool, system: str) -> None:
        reading = Reading(system=system, text=text, reason=reason, is_override=override)
        assert parse_term(reading_note(reading)) == {"readings": (reading,)}

    @given(AWKWARD | st.sampled_from(["Usage: x", "Comment: Note: x", "Romanisation (MR): y", "Approved by: z"]))
    def test_plain_notes_stay_plain(self, text: str) -> None:
        parsed = parse_term(comment_note(text))
        assert (parsed["comment"] if parsed else comment_note(text)) == text
        parsed = parse_concept(plain_note(text))
        assert (parsed["note"] if parsed else plain_note(text)) == text


class TestXmlRead:
    """The reader under all XML formats."""

    def test_lines_and_columns_count_characters(self) -> None:
        data = "<r>\n가나<a x='1'/><b>다<c/>라</b>\n</r>".replace("가나", "  ").encode()
        root, a, b = stream(io.BytesIO(data), "f", containers={"r"})
        assert [(n.local, n.line, n.column) for n in (root, a, b, b.children[0])] == [
            ("r", 1, 1),
            ("a", 2, 3),
            ("b", 2, 13),
            ("c", 2, 17),
        ]
        assert (b.text(), b.own_text(), a.attributes, b.parent) == ("다라", "다라", {"x": "1"}, "r")

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "euc-kr", "shift_jis"])
    def test_encodings(self, encoding: str) -> None:
        word = "日本" if encoding == "shift_jis" else "로동당"
        name = "utf-8" if encoding == "utf-8-sig" else encoding
        data = f'<?xml version="1.0" encoding="{name}"?><r><a>{word}</a></r>'.encode(encoding)
        _, node = stream(io.BytesIO(data), "f", containers={"r"})
        assert node.text() == word

    def test_wrong_encoding_names_the_file(self) -> None:
        data = b'<?xml version="1.0" encoding="euc-kr"?><r><a>\xff\xff</a></r>'
        with pytest.raises(InputError, match="f: not in the encoding"):
            list(stream(io.BytesIO(data), "f", containers={"r"}))


def test_dictionary_order_of_the_dprk() -> None:
    """ㄲ and its like stand behind ㅎ, what begins with a vowel is last, other scripts after all Hangul."""
    words = ["아버지", "까치", "하늘", "가을", "각", "WPK", "김 일", "김일"]
    ordered = sorted(words, key=lambda w: sort_key(Term(id="t", language="ko-KP", text=w)))
    assert ordered == ["가을", "각", "김 일", "김일", "하늘", "까치", "아버지", "WPK"]
