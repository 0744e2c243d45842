"""Entries that are read from their text say exactly what the parser would have made of them, errors included."""

from __future__ import annotations

import io
import random

import pytest

from exports import tbx_read
from exports.formats import ReadReport
from exports.registry import term_format
from exports.xmlcut import Cutter
from glossary.errors import InputError
from glossary.terms.entries import Concept
from tests.benchmarks.big_base import big_base

PIECES = (
    *(b"<", b">", b"&", b"&amp;", b"&#54620;", b"&#0;", b" ", b"\n", b'"', b"'", b"]]>"),
    *(b"\r", b"\r\n", b"\x00", b"\x0b", b"\xff", b"\xef\xbf\xbf", b"\xe1\x84\x80"),
    *(b"<!-- </conceptEntry> -->", b"<![CDATA[<term>]]>", b"<?pi?>", b"<note/>", b"<hi>x</hi>", b"</termSec>", b"x"),
    *(b"<note>more</note>", b'<note xmlns="urn:other">x</note>', b"<term></term>"),
    *(
        b'<conceptEntry id="c3">',
        b"</conceptEntry>",
        b"</langSec>",
        b'<langSec xml:lang="en">',
        b"</body>",
        b" ",
        b"\n",
    ),
    *(b'<ref type="crossReference" target="c1">see</ref>', b'<ref type="crossReference" target="none">see</ref>'),
    *(b'<xref type="xGraphic" target="a>b">x</xref>', b' id="c1.ko"', b' lang="a>b"', b"2012-13-45", b"Usage: "),
)
"""What is put into files: all that XML and TBX give a meaning, and what they forbid."""


def written(name: str, count: int, *, exact: bool = True) -> bytes:
    out = io.BytesIO()
    term_format(name).write(big_base(count), out)
    return out.getvalue() if exact else out.getvalue().replace(b"<p>malmoi ", b"<p>other ")


def outcome(data: bytes) -> tuple[list[Concept], list[str], str]:
    """Return the concepts of a file, what is wrong with it, and the error that ended the reading."""
    report, found = ReadReport(), list[Concept]()
    try:
        found.extend(term_format("tbx").read(io.BytesIO(data), name="x.tbx", report=report))
    except InputError as error:
        return found, list(map(str, report.findings)), str(error)
    return found, list(map(str, report.findings)), ""


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> object:
    """Return a function that compares the two ways of reading, and the number of entries that were read from text."""

    def compare(data: bytes) -> int:
        quick = 0

        class Counting(Cutter[Concept]):
            def pieces(self, chunk: bytes) -> object:  # type: ignore[override]
                nonlocal quick
                for piece in super().pieces(chunk):
                    quick += isinstance(piece, Concept)
                    yield piece

        monkeypatch.setattr("exports.xmltree._CHUNK", 2000)  # cuts anywhere, and begins early
        with monkeypatch.context() as patch:
            patch.setattr(tbx_read, "Cutter", Counting)
            concepts, findings, error = outcome(data)
        with monkeypatch.context() as patch:
            patch.setattr(tbx_read, "Cutter", lambda *_: None)
            others, other_findings, other_error = outcome(data)
        assert error == other_error
        # Of a file that cannot be read, the parser gives less: what stands before the fault in the same chunk is lost.
        assert concepts[: len(others) if error else None] == others
        assert findings[: len(other_findings) if error else None] == other_findings
        return quick

    return compare


@pytest.mark.parametrize("name", ["tbx", "tbx-linguist", "tbx2"])
@pytest.mark.parametrize("exact", [True, False])
def test_both_ways_read_the_same(both: object, name: str, exact: bool) -> None:
    assert callable(both)
    quick = both(written(name, 120, exact=exact))
    assert quick > (40 if name != "tbx-linguist" else -1)  # readings there have elements of their own


def test_line_ends_of_windows(both: object) -> None:
    assert callable(both)
    assert both(written("tbx", 80).replace(b"\n", b"\r\n")) > 20


def test_nothing_is_cut_once_something_may_hide_markup(both: object) -> None:
    assert callable(both)
    data = written("tbx", 60)
    head, *entries = data.split(b"      <conceptEntry")
    *entries, last = [b"      <conceptEntry" + entry for entry in entries]
    for mark, end in ((b"<!--", b"-->"), (b"<!-- </conceptEntry>", b"-->"), (b"<?x", b"?>")):
        assert both(b"".join([head, *entries[:40], mark, *entries[40:50], end, *entries[50:], last])) > 0
    assert both(b"<!-- <body><conceptEntry> -->\n" + data[data.index(b"<tbx") :]) > 0


def test_damage_of_every_kind_means_the_same(both: object) -> None:
    assert callable(both)
    rng = random.Random(20221007)
    sound = written("tbx", 30)
    for _ in range(120):
        data = bytearray(sound)
        for _ in range(rng.randint(1, 2)):
            at = rng.randrange(300, len(data))
            if rng.random() < 0.7:  # between two tags or in a text, where it is likeliest to stay well-formed
                at = data.find(b">" if rng.random() < 0.5 else b"<", at) + 1
            end = at + (rng.randint(0, 40) if rng.random() < 0.3 else 0)
            data[at:end] = rng.choice(PIECES)
        both(bytes(data))
