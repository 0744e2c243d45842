"""The contract of every format of alignments: what is written comes back where it is read, and is safe to open."""

from __future__ import annotations

import contextlib
import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from exports import registry
from exports.formats import AlignmentFormat, AlignmentOptions
from exports.holds import BEAD_NAMES, NAMES, Keep
from exports.neutral import clean
from glossary.alignment.beads import Bead, BeadState, Bitext, Phrase, Segment, verify
from glossary.alignment.ladder import read_ladder
from glossary.errors import InputError, OutputError, UsageError
from tests.contract.golden import check_golden
from tests.contract.samples import BITEXT, bitexts

ALL = list(registry.ALIGNMENT_FORMATS)
READABLE = [name for name, form in registry.alignment_formats().items() if form.readable]
EMPTY = Bitext("ko-KP", "en", (), (), ())


def written(form: AlignmentFormat, bitext: Bitext) -> bytes:
    out = io.BytesIO()
    form.write(bitext, out)
    return out.getvalue()


def read(form: AlignmentFormat, data: bytes, options: AlignmentOptions | None = None) -> Bitext:
    return form.read(io.BytesIO(data), name="sample", options=options)


def tidy(bitext: Bitext) -> Bitext:
    """Return the alignment without control characters; a side that is empty then has no segments."""

    def side(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
        return tuple(replace(s, text=clean(s.text), original=clean(s.original)) for s in segments)

    beads = tuple(
        replace(b, reasons=tuple(map(clean, b.reasons)), author=clean(b.author), note=clean(b.note))
        for b in bitext.beads
    )
    return replace(
        bitext,
        source=side(bitext.source),
        target=side(bitext.target),
        beads=beads,
        warnings=tuple(map(clean, bitext.warnings)),
        engine=clean(bitext.engine),
        source_title=clean(bitext.source_title),
        target_title=clean(bitext.target_title),
        settings={clean(k): clean(v) for k, v in bitext.settings.items()},
    )


@pytest.mark.parametrize("name", READABLE)
class TestRoundTrip:
    """What is read back is what was written, segment by segment."""

    def test_everything_comes_back(self, name: str) -> None:
        form = registry.alignment_format(name)
        assert read(form, written(form, BITEXT)) == BITEXT

    @settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(bitext=bitexts())
    def test_any_alignment_comes_back(self, name: str, bitext: Bitext) -> None:
        form = registry.alignment_format(name)
        back = read(form, written(form, bitext))
        verify(back)
        expected = bitext if name == "jsonl" else tidy(bitext)
        if not expected.engine:
            back = replace(back, engine="")
        assert back == expected

    @settings(max_examples=40, deadline=None)
    @given(cut=..., noise=...)
    def test_damaged_files_are_read_or_refused(self, name: str, cut: int, noise: bytes) -> None:
        form = registry.alignment_format(name)
        data = written(form, BITEXT)
        at = cut % len(data)
        for damaged in (data[:at], data[:at] + noise + data[at + len(noise) :]):
            with contextlib.suppress(InputError):
                verify(read(form, damaged))

    @pytest.mark.parametrize("bad", [b"", b" \n", b"\x00\x01\xff", b"<x/>", b"{}", b"[1]\n", b"<tmx", b'"a"'])
    def test_bad_files_are_one_error(self, name: str, bad: bytes) -> None:
        form = registry.alignment_format(name)
        with pytest.raises(InputError, match="sample"):
            read(form, bad)


@pytest.mark.parametrize("name", ALL)
class TestEveryFormat:
    """What holds for formats that are only written, too."""

    def test_golden(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("exports.tmx.__version__", "0")
        form = registry.alignment_format(name)
        if name != "xlsx":  # a workbook has the time of writing in it
            check_golden(f"alignment-{name}{form.suffix}", written(form, BITEXT))

    def test_self_description(self, name: str) -> None:
        form = registry.alignment_format(name)
        assert (form.name, bool(form.title), form.suffix[0]) == (name, True, ".")
        if not form.readable:
            with pytest.raises(UsageError):
                read(form, b"x")

    def test_no_beads(self, name: str) -> None:
        form = registry.alignment_format(name)
        if name == "xliff":
            with pytest.raises(OutputError):
                written(form, EMPTY)
            return
        data = written(form, EMPTY)
        if name == "jsonl":
            assert read(form, data) == EMPTY
        elif name == "ladder":
            assert data == b""
        else:
            assert data.strip()

    def test_control_characters_are_told(self, name: str) -> None:
        if name in ("jsonl", "ladder", "html"):
            pytest.skip("holds them, has no text, or is for eyes only")
        bitext = Bitext("ko-KP", "en", (Segment(0, "가\x00나"),), (Segment(0, "a\x1bb"),), (Bead((0,), (0,)),))
        out = io.BytesIO()
        report = registry.alignment_format(name).write(bitext, out)
        assert report.lines == ("control characters removed from 2 texts",)
        if name == "xlsx":
            assert [cell.value for cell in sheet_of(out.getvalue())[2]][4:6] == ["가나", "ab"]
            return
        assert b"\x00" not in out.getvalue()
        assert b"\x1b" not in out.getvalue()

    def test_nothing_is_taken_for_markup_or_formula(self, name: str) -> None:
        nasty = '<script>alert("1")</script>&amp;'
        bitext = Bitext("ko-KP", "en", (Segment(0, nasty),), (Segment(0, "=1+1"),), (Bead((0,), (0,), note=nasty),))
        data = written(registry.alignment_format(name), bitext)
        if name in ("html", "tmx", "xliff"):
            assert b"<script" not in data
            assert b"&amp;amp;" in data
        if name == "xlsx":
            assert [cell.value for cell in sheet_of(data)[2]][4:7] == [nasty, "'=1+1", nasty]
            assert all(cell.data_type == "s" for cell in sheet_of(data)[2] if cell.value)
        if name in ("csv", "tsv"):
            assert b"'=1+1" in data
            assert b"\t=1+1" not in data


def sheet_of(data: bytes) -> Any:
    """Return the sheet of a workbook."""
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data)).active


def test_workbook_says_what_the_table_says() -> None:
    sheet = sheet_of(written(registry.alignment_format("xlsx"), BITEXT))
    table = list(csv.reader(io.StringIO(written(registry.alignment_format("tsv"), BITEXT).decode()), delimiter="\t"))
    found = [[" ".join(str(value or "").split()) for value in row] for row in sheet.iter_rows(values_only=True)]
    assert found == [[" ".join(cell.split()) for cell in row] for row in table]
    assert sheet.freeze_panes == "A2"
    assert sheet["E2"].alignment.wrap_text


def test_a_text_over_the_limit_of_a_cell_is_cut_and_told() -> None:
    bitext = Bitext("ko-KP", "en", (Segment(0, "가" * 40_000),), (Segment(0, "a"),), (Bead((0,), (0,)),))
    out = io.BytesIO()
    report = registry.alignment_format("xlsx").write(bitext, out)
    assert report.lines == ("1 text cut to 32,767 characters, the limit of a cell",)
    assert len(sheet_of(out.getvalue())["E2"].value) == 32_767


class TestForeignTmx:
    """Files of other tools."""

    def test_inline_codes_case_and_several_languages(self) -> None:
        data = b"""<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header creationtool="X" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en"
 srclang="EN-US" datatype="html"/><body>
<tu><tuv xml:lang="de"><seg>Hallo</seg></tuv><tuv xml:lang="ko"><seg>\xec\x95\x88\xeb\x85\x95</seg></tuv>
<tuv xml:lang="EN-US"><seg><bpt i="1">&lt;b&gt;</bpt>Hel<hi>lo</hi><ept i="1">&lt;/b&gt;</ept></seg></tuv></tu>
<tu><note>n</note><tuv xml:lang="en-US"><seg>two
  lines</seg></tuv></tu><tu><tuv lang="KO"><seg></seg></tuv></tu></body></tmx>"""
        bitext = read(registry.alignment_format("tmx"), data, AlignmentOptions(target_language="ko", confirmed=True))
        assert (bitext.source_language, bitext.target_language, bitext.engine) == ("en-US", "ko-KP", "tmx X")
        assert [s.text for s in bitext.source] == ["Hello", "two lines"]
        assert [s.text for s in bitext.target] == ["안녕"]
        assert [(b.shape, b.state, b.note) for b in bitext.beads] == [
            ("1:1", BeadState.CONFIRMED, ""),
            ("1:0", BeadState.CONFIRMED, "n"),
        ]

    def test_language_that_is_not_there(self) -> None:
        data = written(registry.alignment_format("tmx"), BITEXT)
        with pytest.raises(InputError, match="two languages"):
            read(registry.alignment_format("tmx"), data, AlignmentOptions(source_language="ja"))

    def test_segments_that_do_not_fit_are_one_segment(self) -> None:
        data = written(registry.alignment_format("tmx"), BITEXT).replace(b"<seg>The exhibition", b"<seg>An exhibition")
        bitext = read(registry.alignment_format("tmx"), data)
        assert [b.shape for b in bitext.beads] == ["1:1", "2:1", "1:0", "0:1"]
        assert bitext.target[0].text == "An exhibition was opened."
        verify(bitext)

    @pytest.mark.parametrize(
        "head",
        ['<!DOCTYPE tmx [<!ENTITY a "b">]>', '<!DOCTYPE tmx SYSTEM "x" [<!ENTITY % a SYSTEM "file:///etc/passwd">]>'],
    )
    def test_entities_are_refused(self, head: str) -> None:
        with pytest.raises(InputError, match="document type"):
            read(registry.alignment_format("tmx"), f"<?xml version='1.0'?>\n{head}<tmx><body/></tmx>".encode())


def test_foreign_xliff() -> None:
    """Several segments in one unit, groups, marks and codes."""
    data = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="ko" trgLang="en">
<file id="f"><group id="g"><unit id="u"><notes><note>n</note></notes>
<segment state="final"><source>가 <pc id="1">나</pc></source>
<target>a <mrk id="m">b</mrk><ph id="2"/></target></segment><ignorable><source> </source></ignorable>
<segment><source>다</source></segment></unit></group></file></xliff>"""
    bitext = read(registry.alignment_format("xliff"), data.encode())
    assert [(bitext.source_text(b), bitext.target_text(b), b.state, b.note) for b in bitext.beads] == [
        ("가 나", "a b", BeadState.CONFIRMED, "n"),
        ("다", "", BeadState.AUTO, ""),
    ]


def test_older_xliff_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=r"XLIFF 1\.2"):
        read(
            registry.alignment_format("xliff"), b'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"/>'
        )


def test_ladder_is_read_by_its_own_reader() -> None:
    data = written(registry.alignment_format("ladder"), BITEXT).decode()
    assert [(b.source, b.target) for b in read_ladder(data, BITEXT.source, BITEXT.target)] == [
        (b.source, b.target) for b in BITEXT.beads
    ]


def test_table_has_one_line_a_bead() -> None:
    tsv = written(registry.alignment_format("tsv"), BITEXT).decode()
    assert len(tsv.splitlines()) == 1 + len(BITEXT.beads)
    header, first, *_ = csv.reader(io.StringIO(tsv), delimiter="\t")
    assert dict(zip(header, first, strict=True))["en"] == "The exhibition was opened."


FULL = replace(
    BITEXT,
    phrases=(Phrase(1, 0, 3, 0, 2, "Kim"), Phrase(3, 0, 0, 0, 1)),
    source_title="전시회",
    target_title="Exhibition",
)


def _with_bead(bitext: Bitext, **values: Any) -> Bitext:
    return replace(bitext, beads=tuple(replace(bead, **values) for bead in bitext.beads))


def _with_sides(bitext: Bitext, **values: Any) -> Bitext:
    source, target = (tuple(replace(s, **values) for s in side) for side in (bitext.source, bitext.target))
    return replace(bitext, source=source, target=target)


WITHOUT: dict[str, tuple[int, Bitext]] = {
    "alignment.title": (2, replace(FULL, source_title="", target_title="")),
    "alignment.date": (1, replace(FULL, date="")),
    "alignment.engine": (1, replace(FULL, engine="")),
    "alignment.warnings": (1, replace(FULL, warnings=())),
    "alignment.settings": (2, replace(FULL, settings={})),
    "bead.probability": (3, _with_bead(FULL, probability=None)),
    "bead.state": (2, _with_bead(FULL, state=BeadState.AUTO)),
    "bead.reasons": (2, _with_bead(FULL, reasons=())),
    "bead.author": (1, _with_bead(FULL, author="")),
    "bead.note": (2, _with_bead(FULL, note="")),
    "sentence.text": (7, _with_sides(FULL, text="")),
    "sentence.border": (
        1,
        replace(
            FULL,
            source=(
                FULL.source[0],
                replace(FULL.source[1], text=f"{FULL.source[1].text} {FULL.source[2].text}"),
                FULL.source[3],
            ),
            beads=(FULL.beads[0], replace(FULL.beads[1], source=(1,)), *FULL.beads[2:]),
        ),
    ),
    "sentence.paragraph": (4, _with_sides(FULL, paragraph=0)),
    "sentence.original": (1, _with_sides(FULL, original="")),
    "phrase.link": (2, replace(FULL, phrases=())),
}
"""For each field how often it stands in `FULL`, and `FULL` without it."""


@pytest.mark.parametrize("path", list(BEAD_NAMES))
@pytest.mark.parametrize("name", ALL)
def test_what_a_format_does_not_hold_is_counted_and_the_rest_is_written(name: str, path: str) -> None:
    form, (count, without) = registry.alignment_format(name), WITHOUT[path]
    out = io.BytesIO()
    report = form.write(FULL, out)
    if form.holds.keep(path) is Keep.NO:
        assert report.losses[path] == count
        if path != "sentence.border" or name == "html":  # the tables show how many sentences, not where they part
            assert comparable(name, written(form, without)) == comparable(name, out.getvalue())
    else:
        assert path not in report.losses
        assert comparable(name, written(form, without)) != comparable(name, out.getvalue())


def comparable(name: str, data: bytes) -> object:
    """Return what is compared of a file: of a workbook its cells, because it has the time of writing in it."""
    return [[cell.value for cell in row] for row in sheet_of(data)] if name == "xlsx" else data


def test_every_field_has_a_name_a_count_and_a_place_in_the_table() -> None:
    assert set(WITHOUT) == set(BEAD_NAMES)
    header, *rows = registry.alignment_holds_table()
    assert header == ("field", *ALL)
    assert [row[0] for row in rows] == list(BEAD_NAMES)
    assert [how for field, how, _ in registry.held_by("ladder") if field == "sentence"] == ["no"]
    assert len(list(registry.held_by("csv"))) == len(NAMES) + len(BEAD_NAMES)
    with pytest.raises(UsageError, match="tmy"):
        list(registry.held_by("tmy"))
