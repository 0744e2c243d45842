"""Whole memories in and out: TMX unit by unit, what comes back, what is passed over, broken files."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from exports import memory_tmx
from exports.formats import AlignmentOptions
from glossary.alignment.beads import BeadState
from glossary.alignment.encoder import shared_encoder
from glossary.errors import InputError
from glossary.memory.keeping import all_bitexts, keep
from glossary.memory.renderings import rendering_groups
from glossary.store.engine import Database, open_database
from tests.contract.test_memory import PAIRS, confirm, store


def written(database: Database) -> bytes:
    out = io.BytesIO()
    memory_tmx.write(all_bitexts(database), out)
    return out.getvalue()


def test_what_is_written_comes_back(database: Database, tmp_path: Path) -> None:
    with open_database(str(tmp_path / "other.sqlite"), author="editor") as other:
        comes_back(database, other)


def comes_back(database: Database, sqlite: Database) -> None:
    first = store(database, title="꽃전시회", date="2031-04-09")
    confirm(database, first, 1, 3)
    store(database, PAIRS[:2])
    data = written(database)
    kept = keep(sqlite, memory_tmx.read(io.BytesIO(data), "m.tmx"), name="m.tmx", house="KCNA")
    assert (kept.texts, kept.beads, kept.before) == (2, 7, 0)
    assert sqlite.memory.count(include_auto=False) == 2
    (hit,) = sqlite.memory.search("1 500")
    assert (hit.title, hit.date) == ("꽃전시회", "2031-04-09")
    assert sqlite.documents.get(1).house == "KCNA"
    again = keep(sqlite, memory_tmx.read(io.BytesIO(data), "m.tmx"), name="m.tmx")
    assert (again.texts, again.before) == (0, 2)
    assert written(sqlite).count(b"<tu ") == data.count(b"<tu ")


def foreign(count: int) -> bytes:
    units = "".join(
        f'<tu><tuv xml:lang="KO"><seg>문장 {n}</seg></tuv><tuv xml:lang="en-US"><seg>sentence {n}</seg></tuv></tu>'
        for n in range(count)
    )
    return f'<?xml version="1.0"?><tmx version="1.4"><header srclang="KO"/><body>{units}</body></tmx>'.encode()


def test_another_tools_file_comes_in_lots(sqlite: Database) -> None:
    with mock.patch.object(memory_tmx, "MOST", 10), mock.patch.object(memory_tmx, "_PEEKED", 3):
        lots = list(memory_tmx.read(io.BytesIO(foreign(25)), "x.tmx", AlignmentOptions(confirmed=True)))
    assert [len(b.beads) for b in lots] == [10, 10, 5]
    assert {b.state for lot in lots for b in lot.beads} == {BeadState.CONFIRMED}
    kept = keep(sqlite, lots, name="x.tmx")
    assert kept.beads == 25
    (hit,) = sqlite.memory.search('"sentence 17"')
    assert (hit.source, hit.title) == ("문장 17", "x 2")


def test_one_sided_texts_and_empty_units(sqlite: Database) -> None:
    (bitext,) = memory_tmx.read(io.BytesIO(foreign(2)), "x.tmx")
    alone = replace(bitext, target=(), beads=tuple(replace(b, target=()) for b in bitext.beads))
    assert keep(sqlite, [alone], name="x").one_sided == 1
    empty = foreign(2).replace(b"sentence 1", b"").replace("문장 1".encode(), b"")
    (bitext,) = memory_tmx.read(io.BytesIO(empty), "x.tmx")
    assert len(bitext.beads) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"", b"no xml", foreign(0), foreign(3)[:-20], b'<?xml version="1.0"?><tbx/>',
        foreign(1).replace("문장 0".encode(), b"").replace(b"sentence 0", b""),
    ],
)  # fmt: skip
def test_broken_files(data: bytes) -> None:
    with pytest.raises(InputError, match=r"x\.tmx"):
        list(memory_tmx.read(io.BytesIO(data), "x.tmx"))


def test_an_empty_memory_is_a_valid_file(sqlite: Database) -> None:
    assert b"<body>" in written(sqlite)


def test_grouped_by_rendering(database: Database) -> None:
    store(
        database,
        (
            ("알곡을 거두었다.", "They gathered grain."),
            ("알곡이 많다.", "Much grain is there."),
            ("알곡에 대하여", "On cereals."),
            ("그는 김정은동지께 알곡을", "He told Kim Jong Un of grain."),
            *((f"날씨 {n}", f"The weather {n}") for n in range(30)),
        ),
        date="2031-04-09",
    )
    groups = rendering_groups(database, "알곡")
    assert [(g.rendering, len(g.hits)) for g in groups] == [("grain", 3), ("", 1)]
    assert groups[0].first == "2031-04-09"
    (group,) = rendering_groups(database, "김정은")
    assert group.rendering == "Kim Jong Un"
    assert rendering_groups(database, "없는 말") == []


def test_the_phrase_aligner_groups_what_counting_cannot(sqlite: Database) -> None:
    store(
        sqlite,
        (
            ("농민들은 바다를 보았다.", "The farmers saw the sea."),
            ("우리는 도서관을 건설하였다.", "We built a library."),
            ("그는 바다에서 왔다.", "He came from the ocean."),
        ),
    )
    assert [g.rendering for g in rendering_groups(sqlite, "바다")] == [""]
    found = {g.rendering for g in rendering_groups(sqlite, "바다", encoder=shared_encoder)}
    assert found == {"sea", "ocean"}


def test_what_an_editor_changed_comes_back_beside_what_the_source_says(sqlite: Database) -> None:
    (bitext,) = memory_tmx.read(io.BytesIO(foreign(2)), "x.tmx")
    first, second = bitext.target
    changed = replace(first, text="Sentence zero", original=first.text)
    keep(sqlite, [replace(bitext, target=(changed, second))], name="x.tmx")
    (stored,) = all_bitexts(sqlite)
    assert [(s.text, s.original) for s in stored.target] == [("Sentence zero", first.text), (second.text, "")]
    assert keep(sqlite, memory_tmx.read(io.BytesIO(written(sqlite)), "y.tmx"), name="y.tmx").before == 1
