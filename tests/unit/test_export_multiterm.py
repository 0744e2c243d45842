"""Tables in the layout of MultiTerm and its converters."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from exports import registry
from exports.formats import ReadReport
from glossary.errors import InputError
from glossary.terms.entries import Concept, PartOfSpeech, Status

HEADER = ["Entry Number", "Subject", "Korean", "Status", "English", "Part of Speech", "Note", "Created On"]
ROW = [
    "17",
    "party",
    "조선로동당|로동당",
    "preferred|admitted",
    "Workers' Party of Korea|WPK",
    "proper noun|",
    "|short",
    "x",
]


def book(*rows: list[str]) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)  # type: ignore[union-attr]
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def table(*rows: list[str]) -> bytes:
    return "\n".join(",".join(row) for row in rows).encode()


def read(data: bytes, name: str = "csv", report: ReadReport | None = None) -> list[Concept]:
    return list(registry.term_format(name).read(io.BytesIO(data), name=f"terms.{name}", report=report))


@pytest.mark.parametrize(("name", "make"), [("csv", table), ("xlsx", book)])
def test_one_row_an_entry(name: str, make: type) -> None:
    report = ReadReport()
    (concept,) = read(make(HEADER, ROW), name, report)
    assert (concept.id, concept.subject) == ("mt-17", "party")
    assert [(t.language, t.text, t.status) for t in concept.terms] == [
        ("ko-KP", "조선로동당", Status.PREFERRED),
        ("ko-KP", "로동당", Status.ADMITTED),
        ("en", "Workers' Party of Korea", Status.PREFERRED),
        ("en", "WPK", Status.ADMITTED),
    ]
    assert [t.part_of_speech for t in concept.terms[2:]] == [PartOfSpeech.PROPER_NOUN, PartOfSpeech.UNSAID]
    assert [t.comment for t in concept.terms[2:]] == ["", "short"]
    assert (report.left_out, report.findings) == ({"column Created On": 1}, [])


def test_annotated_headers() -> None:
    header = [">>E<<Note", "English (United States)", ">>T<<Note", ">>XT<<Status", "Korean", ">>T<<Context"]
    (concept,) = read(table(header, ["of the entry", "toner", "of the term", "nonsense", "토너", "토너를 넣는다."]))
    assert concept.note == "of the entry"
    assert [(t.language, t.text, t.comment) for t in concept.terms] == [
        ("en", "toner", "of the term"),
        ("ko-KP", "토너", ""),
    ]
    assert concept.terms[1].attestations[0].context == "토너를 넣는다."


def test_a_column_for_each_synonym() -> None:
    header = ["Entry ID", "English", "Status", "English", "Status"]
    (concept,) = read(table(header, ["1", "car", "preferred", "motorcar", "deprecated"]))
    assert [(t.text, t.status) for t in concept.terms] == [("car", Status.PREFERRED), ("motorcar", Status.DEPRECATED)]


def test_the_same_file_gives_the_same_ids() -> None:
    assert read(table(HEADER, ROW)) == read(table(HEADER, ROW))


def test_plain_tables_stay_plain() -> None:
    (concept,) = read(table(["ko", "en", "note"], ["주체", "either|or", "n"]))
    assert (concept.note, [t.text for t in concept.terms]) == ("n", ["주체", "either|or"])


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((HEADER, ROW, ROW), "line 3, column 1: the entry mt-17 stands already in line 2"),
        ((HEADER, ["18", "x", "", "", "", "", "", ""]), "line 2, column 1: the row has no term"),
        ((HEADER, ["18", "", "당", "golden", "", "", "", ""]), "line 2, column 4: 'golden' is not a known status"),
    ],
)
def test_findings_say_where(rows: tuple[list[str], ...], words: str) -> None:
    with pytest.raises(InputError, match=words):
        read(table(*rows))
