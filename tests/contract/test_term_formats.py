"""The contract of every format of term bases: what is written comes back, as far as the format holds it.

A new format is tested by being in the registry; `TestOmegat` and `TestWeblate` say what is different where a format
holds pairs only.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from exports import registry
from exports.formats import ReadReport, TermFormat, TermOptions
from exports.holds import NAMES, Holds, Keep, LossReport
from glossary.errors import InputError, OutputError, UsageError
from glossary.terms.entries import Concept, CrossReference, Reading, Status, Term
from tests.contract.golden import check_golden
from tests.contract.samples import EVERYTHING, concepts

LOSSLESS = [n for n, f in registry.term_formats().items() if f.readable and f.holds.keep("concept.id") is Keep.FIELD]
ALL = list(registry.TERM_FORMATS)
HANGUL = Term(id="t1", language="ko-KP", text="주체")
ENGLISH = Term(id="t2", language="en", text="Juche")
PLAIN = Concept(id="c1", terms=(HANGUL, ENGLISH))
BAD = {
    "empty": b"",
    "blank": b"\n \n",
    "binary": b"\x00\x01\x02\xff\xfe" * 50,
    "bad utf-8": "로동자".encode() + b"\xff\xff\x81",
    "zip": b"PK\x03\x04rubbish",
    "xml": b"<tbx",
    "brace": b"{",
    "quote": b'"',
}


def written(form: TermFormat, base: Sequence[Concept], options: TermOptions | None = None) -> tuple[bytes, LossReport]:
    out = io.BytesIO()
    report = form.write(iter(base), out, options=options)
    return out.getvalue(), report


def read(form: TermFormat, data: bytes, report: ReadReport | None = None) -> list[Concept]:
    return list(form.read(io.BytesIO(data), name="sample", report=report))


@pytest.mark.parametrize("name", LOSSLESS)
class TestRoundTrip:
    """What comes back is what `reduce` says, and the table of what is held is true."""

    def test_everything_comes_back(self, name: str) -> None:
        form = registry.term_format(name)
        data, _ = written(form, EVERYTHING)
        assert read(form, data) == [form.reduce(c) for c in EVERYTHING]

    def test_what_comes_back_is_written_the_same(self, name: str) -> None:
        form = registry.term_format(name)
        data, _ = written(form, EVERYTHING)
        again, _ = written(form, read(form, data))
        assert read(form, again) == read(form, data)
        if name != "xlsx":  # a workbook has the time of writing in it
            assert again == data

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(base=concepts())
    def test_any_term_base_comes_back(self, name: str, base: tuple[Concept, ...]) -> None:
        form = registry.term_format(name)
        try:
            data, report = written(form, base)
        except OutputError:
            assert name == "tbx2"
            assert not any(c.terms for c in base)
            return
        expected = [form.reduce(c) for c in base if c.terms or "concept" not in report.losses]
        assert read(form, data) == expected

    def test_empty_term_base(self, name: str) -> None:
        form = registry.term_format(name)
        if name == "tbx2":
            with pytest.raises(OutputError, match="empty"):
                written(form, ())
            return
        if name == "jsonl":
            assert written(form, ())[0] == b""
        assert read(form, written(form, ())[0]) == []

    def test_the_table_says_what_is_lost(self, name: str) -> None:
        """What the table calls not held is reported as lost, and nothing else is."""
        form = registry.term_format(name)
        _, report = written(form, EVERYTHING)
        assert {path for path in report.losses if path in NAMES} == {
            path for path in NAMES if form.holds.keep(path) is Keep.NO
        }
        assert form.reduce(EVERYTHING[0]) != EVERYTHING[0] or not report.losses or name == "tbx"

    def test_read_from_a_pipe(self, name: str) -> None:
        """Standard input cannot be read twice."""

        class Pipe(io.BytesIO):
            def seekable(self) -> bool:
                return False

            def seek(self, *_: object) -> int:
                raise io.UnsupportedOperation

        form = registry.term_format(name)
        data, _ = written(form, EVERYTHING)
        assert list(form.read(Pipe(data), name="-")) == read(form, data)

    def test_control_characters_are_told(self, name: str) -> None:
        form = registry.term_format(name)
        term = replace(HANGUL, text="주\x00체\x07", usage_note="a\x1bb")
        data, report = written(form, [replace(PLAIN, terms=(term, ENGLISH))])
        back = read(form, data)[0].terms[0]
        if name == "jsonl":
            assert (back.text, back.usage_note, report.lines) == (term.text, term.usage_note, ())
        else:
            assert (back.text, back.usage_note) == ("주체", "ab")
            assert report.lines == ("control characters removed from 2 texts",)


@pytest.mark.parametrize("name", ALL)
class TestEveryFormat:
    """What holds for formats that are only written, too."""

    def test_golden(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        if name == "xlsx":
            pytest.skip("a workbook has the time of writing in it")
        form = registry.term_format(name)
        monkeypatch.setattr("exports.tbx_write.__version__", "0")
        check_golden(f"terms-{name}{form.suffix}", written(form, EVERYTHING)[0])

    def test_self_description(self, name: str) -> None:
        form = registry.term_format(name)
        assert form.name == name
        assert form.title
        assert form.suffix.startswith(".")
        assert set(form.holds.keeps) <= set(NAMES)
        assert set(form.holds.remarks) == {p for p, k in form.holds.keeps.items() if k is Keep.PART}

    def test_losses_are_counted_in_words(self, name: str) -> None:
        form = registry.term_format(name)
        terms = (replace(HANGUL, usage_note="u"), replace(ENGLISH, usage_note="v"))
        _, report = written(
            form, [replace(PLAIN, terms=terms), replace(PLAIN, id="c2", terms=(replace(terms[0], id="t3"),))]
        )
        expected = f"3 usage notes not representable in {name}"
        assert (expected in report.lines) == (form.holds.keep("term.usage_note") is Keep.NO)
        assert report.written == 2

    def test_empty_terms_are_never_written(self, name: str) -> None:
        if name == "jsonl":
            pytest.skip("lossless: what is in the base is in the file")
        form = registry.term_format(name)
        base = [replace(PLAIN, terms=(HANGUL, ENGLISH, Term(id="t9", language="en", text=" \x00 ")))]
        data, report = written(form, base)
        assert f"1 empty term not representable in {name}" in report.lines
        if name != "xlsx":
            assert b"t9" not in data

    def test_language_and_house_are_chosen(self, name: str) -> None:
        form = registry.term_format(name)
        voice = Term(id="t3", language="en", text="Juche idea", house="Voice of Korea")
        base = [
            replace(PLAIN, terms=(HANGUL, replace(ENGLISH, house="KCNA"), voice, replace(voice, id="t4", house=""))),
            PLAIN,
        ]
        base[1] = Concept(id="c2", terms=(Term(id="t5", language="ru", text="чучхе"),))
        data, _ = written(form, base, TermOptions(languages=("ko", "en"), house="KCNA"))
        if form.readable and form.holds.keep("term.house") is not Keep.NO:
            assert [[t.id for t in c.terms] for c in read(form, data)] == [["t1", "t2", "t4"]]
        if name != "xlsx":
            assert "чучхе".encode() not in data
            assert "주체".encode() in data

    @pytest.mark.parametrize(
        "bad",
        [
            b"",
            b"\n \n",
            b"\x00\x01\x02\xff\xfe" * 50,
            "로동자".encode() + b"\xff\xff\x81",
            b"PK\x03\x04rubbish",
            b"<tbx",
            b"{",
            b'"',
        ],
        ids=["empty", "blank", "binary", "bad-utf8", "zip", "xml", "brace", "quote"],
    )
    def test_bad_files_are_one_error(self, name: str, bad: bytes) -> None:
        form = registry.term_format(name)
        if not form.readable:
            with pytest.raises(UsageError):
                form.read(io.BytesIO(bad), name="bad.file")
            return
        if name == "jsonl" and not bad.strip():
            assert read(form, bad) == []
            return
        with pytest.raises(InputError) as caught:
            list(form.read(io.BytesIO(bad), name="bad.file"))
        assert "bad.file" in caught.value.message

    @settings(max_examples=40, deadline=None)
    @given(cut=..., noise=...)
    def test_damaged_files_are_read_or_refused(self, name: str, cut: int, noise: bytes) -> None:
        """A file that is cut off or overwritten in the middle gives concepts or InputError, never anything else."""
        form = registry.term_format(name)
        if not form.readable:
            return
        data = _sample(name)
        at = cut % len(data)
        for damaged in (data[:at], data[:at] + noise + data[at + len(noise) :]):
            for report in (None, ReadReport()):
                with contextlib.suppress(InputError):
                    list(form.read(io.BytesIO(damaged), name="damaged", report=report))


_SAMPLES: dict[str, bytes] = {}


def _sample(name: str) -> bytes:
    if name not in _SAMPLES:
        _SAMPLES[name] = written(registry.term_format(name), EVERYTHING)[0]
    return _SAMPLES[name]


@pytest.mark.parametrize("name", ["omegat", "weblate"])
class TestPairs:
    """Formats of two columns: permitted terms only, the rest counted."""

    def test_pairs_come_back(self, name: str) -> None:
        form = registry.term_format(name)
        second = Term(id="t3", language="en", text="Juche idea", status=Status.ADMITTED)
        base = [
            replace(
                PLAIN,
                subject="ideas",
                terms=(replace(HANGUL, readings=(Reading(system="dprk", text="Chuche"),)), second, ENGLISH),
            )
        ]
        data, _ = written(form, base)
        (back,) = read(form, data)
        assert back.note == "ideas | Chuche (DPRK 1992)"
        assert [(t.language, t.text) for t in back.terms][:2] == [("ko-KP", "주체"), ("en", "Juche")]
        assert b"Juche idea" in data

    def test_only_permitted_terms(self, name: str) -> None:
        form = registry.term_format(name)
        bad = [
            Term(id=f"x{i}", language="en", text=f"wrong {i}", status=s)
            for i, s in enumerate((Status.DEPRECATED, Status.FORBIDDEN, Status.SUPERSEDED))
        ]
        data, report = written(
            form, [replace(PLAIN, terms=(HANGUL, *bad, ENGLISH)), Concept(id="c2", terms=tuple(bad))]
        )
        assert b"wrong" not in data
        assert f"6 deprecated or forbidden terms not representable in {name}" in report.lines

    def test_one_line_a_row(self, name: str) -> None:
        form = registry.term_format(name)
        data, _ = written(form, [replace(PLAIN, definition="two\nlines\tand a tab")])
        assert len(data.splitlines()) == 2


class TestRegistry:
    """Names lead to formats, files to names."""

    def test_unknown_names_are_told_with_the_nearest(self) -> None:
        with pytest.raises(UsageError) as caught:
            registry.term_format("tbxx")
        assert "tbx" in caught.value.hint
        with pytest.raises(UsageError):
            registry.alignment_format("nothing")
        with pytest.raises(UsageError):
            registry.report_format("nothing")

    @pytest.mark.parametrize("name", [n for n in ALL if n != "html"])
    def test_files_are_recognised_by_what_is_in_them(self, name: str) -> None:
        data = _sample(name)
        found = registry.recognise_term_format("file", data)
        same = {"tsv": {"csv", "tsv"}, "tbx-linguist": {"tbx"}}
        assert found.name in same.get(name, {name})
        assert list(found.read(io.BytesIO(data), name="file"))

    @pytest.mark.parametrize(
        ("file", "name"), [("a.tbx", "tbx"), ("A.CSV", "csv"), ("a.txt", "tsv"), ("a.xlsx", "xlsx")]
    )
    def test_files_are_recognised_by_their_suffix(self, file: str, name: str) -> None:
        assert registry.recognise_term_format(file, b"").name == name

    def test_what_is_not_recognised(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match=r"strange\.doc"):
            registry.recognise_term_format(str(tmp_path / "strange.doc"), b"\x00\x01")

    def test_description_names_every_format(self) -> None:
        rows = list(registry.describe())
        kinds = {
            "term base": registry.TERM_FORMATS,
            "alignment": registry.ALIGNMENT_FORMATS,
            "check": registry.REPORT_FORMATS,
        }
        for kind, names in kinds.items():
            assert [row[0] for row in rows if row[1] == kind] == list(names)

    def test_table_of_what_is_held(self) -> None:
        header, *rows = registry.holds_table()
        assert header == ("field", *ALL)
        assert [row[0] for row in rows] == list(NAMES)
        usage = dict(zip(header, next(r for r in rows if r[0] == "term.usage_note"), strict=True))
        assert (usage["tbx"], usage["csv"], usage["omegat"]) == ("note", "yes", "no")


def test_reduce_keeps_ids() -> None:
    """A format that holds nothing still needs something to name the concept by."""
    reduced = Holds.only().reduce(replace(PLAIN, note="n", references=(CrossReference(target="x"),)))
    assert (reduced.id, reduced.note, reduced.references, reduced.terms[0].id) == ("c1", "", (), "t1")
