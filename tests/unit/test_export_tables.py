"""Term bases as tables: the plain two columns, sorted sheets, separators, encodings, spreadsheets and their traps."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from exports import registry, workbook, xlsx
from exports.columns import HEADERS
from exports.formats import ReadReport
from glossary.errors import InputError, UsageError
from glossary.terms.entries import Concept, Reading, Status, Term

KOREAN = Term(id="t1", language="ko-KP", text="주체")
ENGLISH = Term(id="t2", language="en", text="Juche")


def read(data: bytes | str, *, name: str = "csv", report: ReadReport | None = None, **columns: str) -> list[Concept]:
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(registry.term_format(name).read(stream, name="terms.csv", report=report, columns=columns))


def words(concepts: list[Concept]) -> list[list[tuple[str, str]]]:
    return [[(t.language, t.text) for t in c.terms] for c in concepts]


def written(base: list[Concept], name: str = "csv") -> bytes:
    out = io.BytesIO()
    registry.term_format(name).write(base, out)
    return out.getvalue()


def book(*rows: tuple[Any, ...], title: str = "Sheet") -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


class TestPlain:
    """Columns headed with languages."""

    @pytest.mark.parametrize("separator", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
    def test_two_columns(self, separator: str, encoding: str) -> None:
        rows = ("ko,en", "주체,Juche", '"당, 국가","Party; State"', "", "-0-,end")
        data = "\n".join(
            r.replace(",", separator) if '"' not in r else r.replace('","', f'"{separator}"') for r in rows
        )
        found = read(data.encode(encoding))
        assert words(found) == [
            [("ko-KP", "주체"), ("en", "Juche")],
            [("ko-KP", "당, 국가"), ("en", "Party; State")],
            [("ko-KP", "-0-"), ("en", "end")],
        ]

    def test_names_of_languages_synonyms_and_notes(self) -> None:
        found = read("Korean,ko-KR,English,en,note\n로동당,노동당,WPK,Workers' Party,see the list\n")
        assert words(found) == [[("ko-KP", "로동당"), ("ko-KR", "노동당"), ("en", "WPK"), ("en", "Workers' Party")]]
        assert [t.status for t in found[0].terms] == [Status.PREFERRED] * 3 + [Status.ADMITTED]
        assert found[0].note == "see the list"

    def test_a_second_import_finds_the_same_ids(self) -> None:
        one, two = read("ko,en\na,b\nc,d\n"), read("ko,en\nc,d\na,b\n")
        assert {c.id for c in one} == {c.id for c in two}
        assert len({t.id for c in one for t in c.terms}) == 4

    def test_rows_that_repeat_are_one(self) -> None:
        report = ReadReport()
        assert len(read("ko,en\na,b\na,b\n", report=report)) == 1
        assert report.left_out == {"rows that repeat another": 1}

    def test_unknown_columns_are_told_or_mapped(self) -> None:
        report = ReadReport()
        assert words(read("Headword,en,page\nx,y,7\n", report=report)) == [[("en", "y")]]
        assert report.left_out == {"column Headword": 1, "column page": 1}
        assert words(read("Headword,en\nx,y\n", headword="ko")) == [[("ko-KP", "x"), ("en", "y")]]

    def test_a_row_without_term(self) -> None:
        report = ReadReport()
        assert len(read("ko,en,note\n, ,n\na,b,\n", report=report)) == 1
        assert [str(f) for f in report.findings] == ["line 2, column 1: the row has no term"]

    def test_a_large_file_is_read_to_its_end(self) -> None:
        rows = "".join(f"낱말 {n},word {n}\n" for n in range(5000))
        found = read(f"ko,en\n{rows}")
        assert words(found)[-1] == [("ko-KP", "낱말 4999"), ("en", "word 4999")]
        assert len(found) == 5000

    @pytest.mark.parametrize("data", ["a,b\n1,2\n", "only one column\nx\n", "ko\n"])
    def test_no_known_columns(self, data: str) -> None:
        if data == "ko\n":
            assert read(data) == []
            return
        with pytest.raises(InputError, match=r"terms\.csv: line 1: the columns are") as caught:
            read(data)
        assert "--map" in caught.value.hint


class TestFull:
    """One row a term."""

    BASE = (
        Concept(id="c1", subject="s", definition="d", terms=(KOREAN, ENGLISH)),
        Concept(id="c2", terms=(replace(KOREAN, id="t3", text="당"),)),
        Concept(id="c3", note="no terms yet"),
    )

    def test_columns_in_any_order_and_missing(self) -> None:
        found = read("term,STATUS,Language,Concept ID\n주체,Preferred,ko,c1\nJuche,ADMITTED,en,c1\n당,,KO_kp,c2\n")
        assert words(found) == [[("ko-KP", "주체"), ("en", "Juche")], [("ko-KP", "당")]]
        assert found[0].terms[1].status is Status.ADMITTED

    def test_a_sorted_sheet_comes_together_again(self) -> None:
        header, *rows = written(list(self.BASE) * 1).decode("utf-8-sig").splitlines()
        shuffled = "\n".join([header, rows[1], rows[3], rows[2], rows[0]])
        found = {c.id: c for c in read(shuffled)}
        assert found["c1"] == replace(self.BASE[0], terms=(ENGLISH, KOREAN))
        assert (found["c2"], found["c3"]) == self.BASE[1:]

    def test_a_large_sorted_sheet(self) -> None:
        base = [
            Concept(id=f"c{n}", terms=(replace(KOREAN, id=f"k{n}"), replace(ENGLISH, id=f"e{n}"))) for n in range(900)
        ]
        header, *rows = written(base).decode("utf-8-sig").splitlines()
        assert read("\n".join([header, *rows])) == base
        assert read("\n".join([header, *rows[::2], *rows[1::2]])) == base

    def test_concepts_without_ids_get_stable_ones(self) -> None:
        data = "language,term\nko,주체\nen,Juche\n"
        assert read(data) == read(data)
        assert len({c.id for c in read(data)}) == 2

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            ("c1,t1,ko,주체,nice,,", "line 2, column 5: status: 'nice' is not one of preferred"),
            ("c1,t1,ko,주체,,soon,", "line 2, column 6: valid_from: 'soon' is no date"),
            ("c1,t1,ko,주체,,,Rodongdang", "line 2, column 7: readings: 'Rodongdang' has no name before it"),
            ("c1,t1,ko,주체,,,dprk=x {colour=red}", "readings: 'colour' is not one of override, reason"),
            ("c1,t1,,주체,,,", "line 2, column 3: the row has no language"),
            ("c1,t1,ko,,,,", "line 2, column 4: the row has no term"),
            ("c1,t1,language,주체,,,", "not a language tag"),
            ("c1,t1,ko,주체,,,,,extra", "the row has 9 cells, the header 7"),
            ("c1,t1,ko,주체,,,\nc1,t1,en,x,,,", "line 3, column 2: the term id t1 stands already in line 2"),
        ],
    )
    def test_rows_that_are_refused(self, row: str, words: str) -> None:
        data = f"concept_id,term_id,language,term,status,valid_from,readings\n{row}\n"
        with pytest.raises(InputError, match=r"terms\.csv: line") as caught:
            read(data)
        assert words in caught.value.message
        report = ReadReport()
        read(data, report=report)
        assert words in str(report.findings[0])

    def test_rows_that_differ_in_their_concept(self) -> None:
        report = ReadReport()
        (concept,) = read("concept_id,language,term,subject\nc1,ko,a,x\nc1,en,b,\nc1,ja,c,y\n", report=report)
        assert concept.subject == "x"
        assert str(report.findings[0]) == "line 4, column 4: subject of concept c1 differs from line 2"

    def test_unclosed_quotation_mark(self) -> None:
        with pytest.raises(InputError, match="line 3: not a table"):
            read('ko,en\na,b\n"c,d\ne,f\n')

    def test_lines_are_counted_through_cells_with_line_ends(self) -> None:
        report = ReadReport()
        read('concept_id,language,term,note\nc1,ko,a,"one\ntwo"\nc2,,b,\n', report=report)
        assert report.findings[0].line == 4

    @pytest.mark.parametrize("name", ["csv", "tsv", "xlsx"])
    def test_formulas_are_neutralised_and_restored(self, name: str) -> None:
        nasty = ("=1+1", "+1", "-0-", "@x", "\tx", "'=x", "＝x")
        base = [Concept(id=f"c{n}", note=t, terms=(replace(KOREAN, id=f"t{n}"),)) for n, t in enumerate(nasty)]
        data = written(base, name)
        assert [c.note for c in read(data, name=name)] == list(nasty)
        if name != "xlsx":
            cells = [line.split("," if name == "csv" else "\t") for line in data.decode("utf-8-sig").splitlines()]
            assert not [c for line in cells for c in line if c.lstrip('"').startswith(("=", "+", "-", "@"))]


class TestWorkbook:
    """Spreadsheets."""

    BASE = (Concept(id="c1", terms=(replace(KOREAN, readings=(Reading(system="dprk", text="Chuche"),)), ENGLISH)),)

    def test_what_a_user_sees(self) -> None:
        workbook = load_workbook(io.BytesIO(written(list(self.BASE), "xlsx")))
        terms, about = workbook["terms"], workbook["columns"]
        assert [c.value for c in terms[1]] == list(HEADERS)
        assert terms.freeze_panes == "A2"
        assert terms.auto_filter.ref == "A1:AI3"
        lists = {str(v.sqref): v.formula1 for v in terms.data_validations.dataValidation}
        assert '"preferred,admitted,deprecated,superseded,forbidden"' in lists.values()
        assert [c.value for c in about["A"]] == ["column", *HEADERS]
        assert all(c.data_type != "f" for row in terms.iter_rows() for c in row)

    def test_what_people_type(self) -> None:
        data = book(
            ("concept_id", "language", "term", "case_sensitive", "valid_from", "created", "concept_version"),
            (1, "ko", 2022, True, date(2022, 10, 7), datetime(2022, 1, 2, 3), 3.0),  # noqa: DTZ001 - cells know no zones
            (None, None, None, None, None, None, None),
        )
        (concept,) = read(data, name="xlsx")
        assert (concept.id, concept.version, concept.created) == ("1", 3, datetime(2022, 1, 2, 3, tzinfo=UTC))
        term = concept.terms[0]
        assert (term.text, term.case_sensitive, term.valid_from) == ("2022", True, date(2022, 10, 7))

    def test_plain_columns_on_any_sheet(self) -> None:
        assert words(read(book(("ko", "en"), ("주체", "Juche")), name="xlsx")) == [[("ko-KP", "주체"), ("en", "Juche")]]

    def test_zip_bomb(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(xlsx, "UNPACKED_LIMIT", 3_000_000)
        data = written(list(self.BASE), "xlsx")
        out = io.BytesIO(data)
        with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/media/bomb.xml", b"\x00" * 4_000_000)
        with pytest.raises(InputError, match="unpacks to far more"):
            read(out.getvalue(), name="xlsx")

    def test_entities(self) -> None:
        out = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(written(list(self.BASE), "xlsx"))) as old,
            zipfile.ZipFile(out, "w") as archive,
        ):
            for member in old.infolist():
                content = old.read(member)
                if member.filename.endswith("sheet1.xml"):
                    content = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>' + content
                archive.writestr(member, content)
        with pytest.raises(InputError, match="document type"):
            read(out.getvalue(), name="xlsx")

    def test_too_long_a_text_is_cut_and_told(self) -> None:
        out = io.BytesIO()
        base = [replace(self.BASE[0], note="가" * 40_000, terms=(KOREAN,))]
        report = registry.term_format("xlsx").write(base, out)
        assert report.lines == ("1 text too long for a cell not representable in xlsx",)
        assert len(read(out.getvalue(), name="xlsx")[0].note) == workbook.CELL_LIMIT


def test_a_mapping_that_cannot_be_is_named() -> None:
    sheet = "Begriff,Englisch\n말,word\n"
    with pytest.raises(UsageError, match=r"no column 'Wort'; the columns in line 1 are Begriff, Englisch"):
        read(sheet, Wort="ko", Englisch="en")
    with pytest.raises(UsageError, match="'unsinn' is neither a field nor a language, so the column Englisch"):
        read(sheet, Begriff="ko", Englisch="unsinn")


def test_a_workbook_without_sheets_is_refused() -> None:
    out = io.BytesIO()
    Workbook().save(out)
    damaged = io.BytesIO()
    with zipfile.ZipFile(out) as book, zipfile.ZipFile(damaged, "w") as copy:
        for member in book.namelist():
            copy.writestr(member, book.read(member).replace(b"<sheets>", b"<x>").replace(b"</sheets>", b"</x>"))
    with pytest.raises(InputError, match="no sheet is in it"):
        read(damaged.getvalue(), name="xlsx")
