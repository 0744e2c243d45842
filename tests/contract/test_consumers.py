"""Other tools read what we write. Each is skipped where it is not installed."""

from __future__ import annotations

import io
from typing import Any

import pytest

from exports import registry
from exports.formats import TermFormat
from tests.contract.samples import BITEXT, EVERYTHING


def storage(name: str) -> Any:
    """Return one of translate-toolkit's formats, or skip."""
    return pytest.importorskip(f"translate.storage.{name}", reason="translate-toolkit is a second reader")


def written(form: TermFormat) -> bytes:
    out = io.BytesIO()
    form.write(EVERYTHING, out)
    return out.getvalue()


def test_translate_toolkit_reads_tbx2() -> None:
    store = storage("tbx").tbxfile.parsestring(written(registry.term_format("tbx2")))
    assert {(unit.source, unit.target) for unit in store.units} == {("로동당", "Workers' Party"), ("당대회", "-0-")}
    assert "Romanisation (DPRK): Rodongdang" in store.units[0].getnotes()


def test_translate_toolkit_reads_every_bead() -> None:
    out = io.BytesIO()
    registry.alignment_format("tmx").write(BITEXT, out)
    out.seek(0)
    store = storage("tmx").tmxfile(out, "ko-KP", "en")
    assert (store.units[0].source, store.units[0].target) == ("전시회가 개막되였다.", "The exhibition was opened.")
    assert len(store.units) == len(BITEXT.beads)


def test_translate_toolkit_reads_the_omegat_glossary() -> None:
    store = storage("omegat").OmegaTFile.parsestring(written(registry.term_format("omegat")))
    assert ("로동당", "Workers' Party") in {(unit.source, unit.target) for unit in store.units}
