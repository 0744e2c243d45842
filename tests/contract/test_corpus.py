"""A corpus read, paired, aligned and kept: from folders and archives, interrupted, on processes and on a cluster."""

from __future__ import annotations

import os
import signal
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from glossary.corpus.reading import Member, Unread, members, named_date
from glossary.corpus.run import Outcome, import_corpus
from glossary.corpus.workers import Here, workers
from glossary.errors import InputError
from glossary.store.engine import Database
from tests.corpus_samples import write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    write(folder)
    return folder


def pairs(outcome: Outcome) -> list[tuple[str, str]]:
    return [(p.source, p.target) for p in outcome.paired]


WANTED = [
    *((f"ko/2031-04-{10 + 2 * n}_{n}.txt", f"en/2031-04-{10 + 2 * n}_{n}.txt") for n in range(4)),
    ("more.jsonl#ko0", "more.jsonl#en0"),
    ("more.jsonl#ko1", "more.jsonl#en1"),
]


def test_paired_aligned_kept(sqlite: Database, folder: Path) -> None:
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    (folder / "notes.pdf").write_bytes(b"no article")
    outcome = import_corpus(sqlite, members([folder]), Here())
    assert pairs(outcome) == WANTED
    assert all(p.confidence >= 0.5 and p.margin > 0 for p in outcome.paired)
    assert sorted(u.name for u in outcome.unpaired) == ["more.jsonl#lone-en", "more.jsonl#lone-ko"]
    assert [u.name for u in outcome.unread] == ["broken.txt"]
    (hit,) = sqlite.memory.search("320")
    assert (hit.date, hit.state) == ("2031-04-12", "auto")
    assert "beds" in hit.target
    again = import_corpus(sqlite, members([folder]), Here())
    assert (again.paired, again.before, len(again.unpaired)) == ([], 12, 2)
    assert sqlite.verify() == []


def test_dates_further_apart_than_the_window(sqlite: Database, folder: Path) -> None:
    moved = folder / "en" / "2031-04-10_0.txt"
    moved.rename(folder / "en" / "2031-05-20_0.txt")
    outcome = import_corpus(sqlite, members([folder]), Here(), dry=True)
    assert pairs(outcome) == WANTED[1:]
    assert {p.alignment for p in outcome.paired} == {None}
    assert sqlite.alignments.list() == []
    wide = import_corpus(sqlite, members([folder]), Here(), dry=True, window=60)
    assert len(wide.paired) == 6


def test_goes_on_after_an_interruption(sqlite: Database, folder: Path) -> None:
    class Stopped(Here):
        def each(self, work: Callable[[Any], Any], items: Iterable[Any]) -> Iterator[Any]:
            for number, item in enumerate(items):
                if number == 3 and not isinstance(item, Member | Unread):
                    raise KeyboardInterrupt
                yield work(item)

    with pytest.raises(KeyboardInterrupt):
        import_corpus(sqlite, members([folder]), Stopped())
    assert len(sqlite.alignments.list()) == 3  # what was aligned is kept
    outcome = import_corpus(sqlite, members([folder]), Here())
    assert (len(outcome.paired), outcome.before) == (3, 6)
    assert len(sqlite.alignments.list()) == 6


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_archives(sqlite: Database, folder: Path, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"corpus.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for file in folder.rglob("*.*"):
                archive.write(file, file.relative_to(folder))
    else:
        with tarfile.open(path, "w:gz") as packed:
            packed.add(folder, "c")
    outcome = import_corpus(sqlite, members([path]), Here(), dry=True)
    assert len(outcome.paired) == 6


def test_what_cannot_be_read(tmp_path: Path, sqlite: Database) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(members([tmp_path / "nowhere"]))
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"text": "전시회가 개막되였다."}\nnot json\n', encoding="utf-8")
    (tmp_path / "damaged.zip").write_bytes(b"PK\x03\x04 nothing")
    outcome = import_corpus(sqlite, members([tmp_path]), Here())
    ((name, reason),) = [(u.name, u.reason) for u in outcome.unread]
    assert name == "bad.jsonl"
    assert "line 2" in reason


def test_dates_in_names() -> None:
    assert named_date("ko/20221007_1.html") == "2022-10-07"
    assert named_date("a/2022-10-07/2022.10.08.txt") == "2022-10-08"
    assert named_date("123456789.txt") == named_date("2022-13-45.txt") == ""


def kept(database: Database) -> list[tuple[object, ...]]:
    return sorted(
        (b.source_title, b.date, tuple(s.text for s in b.source), tuple(t.text for t in b.target),
         tuple((bead.source, bead.target) for bead in _placed(b)))
        for b in (database.alignments.bitext(a.id) for a in database.alignments.list())
    )  # fmt: skip


def _placed(bitext: Any) -> Any:
    """Return the beads by places: the numbers of sentences depend on the order of keeping."""
    from dataclasses import replace

    first = [{s.id: n for n, s in enumerate(side)} for side in (bitext.source, bitext.target)]
    return [
        replace(b, source=tuple(first[0][i] for i in b.source), target=tuple(first[1][j] for j in b.target))
        for b in bitext.beads
    ]


def test_a_cluster_gives_the_same_and_survives_a_killed_worker(sqlite: Database, folder: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'malmoi[cluster]'")
    from glossary.store.engine import open_database

    import_corpus(sqlite, members([folder]), Here())
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        workers(scheduler=cluster.scheduler_address) as some,
        open_database(str(tmp_path / "other.sqlite"), author="editor") as other,
    ):
        killed: list[int] = []

        def kill_one(what: str, done: int, _of: int) -> None:
            if what == "files read" and done == 2 and not killed:
                process = next(iter(cluster.workers.values())).process
                killed.append(process.pid)
                os.kill(process.pid, signal.SIGKILL)

        outcome = import_corpus(other, members([folder]), some, progress=kill_one)
        assert killed
        assert pairs(outcome) == WANTED
        assert kept(other) == kept(sqlite)


def test_no_scheduler_there() -> None:
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'malmoi[cluster]'")
    from glossary.errors import MalmoiError

    with pytest.raises(MalmoiError, match="does not answer"), workers(scheduler="tcp://127.0.0.1:9"):
        pass
