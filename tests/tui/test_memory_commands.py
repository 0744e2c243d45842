"""`malmoi search`, `match` and `memory …` as a person types them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from glossary.paths import data_path
from tests.commandline import malmoi

SAMPLES = data_path("samples")
KOREAN, ENGLISH = (SAMPLES / f"exhibition.{name}.txt" for name in ("ko", "en"))


@pytest.fixture
def memory() -> None:
    assert malmoi("align", KOREAN, ENGLISH, "--save").code == 0


@pytest.mark.usefixtures("memory")
def test_search(tmp_path: Path) -> None:
    (hit,) = json.loads(malmoi("search", "비날론", "--format", "json").out)
    assert "vinalon" in hit["target"]
    assert hit["bead"] >= 1
    (line,) = json.loads(malmoi("search", "vinal*", "--kwic", "10", "--format", "json").out)
    assert (line["words"], len(line["left"])) == ("vinalon", 10)
    assert "비날론" in line["other"]
    target = tmp_path / "found.tsv"
    assert malmoi("search", "비날론", "--all", "-o", target).out == ""
    assert target.read_text().splitlines()[0].split("\t")[4] == "source"
    (group,) = json.loads(malmoi("search", "비날론", "--group", "--format", "json").out)
    assert group["times"] == 1
    assert malmoi("search", "비날론", "--confirmed", "--format", "tsv").out.count("\n") == 1
    assert malmoi("search", "un*").code == 2
    assert malmoi("search", "비날론", "--sort", "left").code == 0
    assert "⟦비날론⟧" in "".join(malmoi("search", "비날론", "--format", "table").out.split())


@pytest.mark.usefixtures("memory")
def test_match() -> None:
    text = json.loads(malmoi("search", "비날론", "--format", "json").out)[0]["source"]
    (exact, *_) = json.loads(malmoi("match", text, "--format", "json").out)
    assert (exact["score"], exact["kind"], exact["alerts"]) == (100, "exact", [])
    (near, *_) = json.loads(malmoi("match", text.replace("끌었다", "끌지 못하였다"), "--format", "json").out)
    assert any(a.startswith("negation: 지 못") for a in near["alerts"])
    assert near["differences"]
    wrong = malmoi("match", text, "--before", "x")
    assert wrong.code == 2
    assert "--after" in wrong.err


@pytest.mark.usefixtures("memory")
def test_out_and_in_again(tmp_path: Path) -> None:
    target, packed = tmp_path / "m.tmx", tmp_path / "m.tmx.gz"
    assert malmoi("memory", "export", "-o", target).code == 0
    packed.write_bytes(gzip.compress(target.read_bytes()))
    other = f"sqlite:///{tmp_path / 'other.sqlite'}"
    assert malmoi("--db", other, "memory", "import", packed, "--house", "KCNA").code == 0
    (info,) = json.loads(malmoi("--db", other, "memory", "info", "--format", "json").out)
    assert info["sentences"] == json.loads(malmoi("memory", "info", "--format", "json").out)[0]["sentences"]
    assert "passed over" in malmoi("--db", other, "memory", "import", target).err
    assert "indexed" in malmoi("--db", other, "memory", "index", "--anew").err
    assert "vinalon" in malmoi("--db", other, "search", "비날론").out


@pytest.mark.parametrize(("data", "name"), [(b"no xml", "m.tmx"), (b"no gzip", "m.tmx.gz"), (None, "none.tmx")])
def test_what_cannot_be_read(tmp_path: Path, data: bytes | None, name: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    result = malmoi("memory", "import", tmp_path / name)
    assert result.code == 3
    assert name in result.err
