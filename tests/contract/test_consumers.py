"""Other tools read what we write: translate-toolkit (with it Weblate) and OmegaT.

`make test` skips a tool that is not installed and says so, `make conformance` fails.
"""

from __future__ import annotations

import io
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest

from exports import registry
from tests.contract import omegat
from tests.contract.oracles import absent
from tests.contract.samples import BITEXT, EVERYTHING


def storage(name: str) -> Any:
    """Return one of translate-toolkit's formats, or skip."""
    if find_spec("translate") is None:
        absent("translate-toolkit, a second reader, is not installed (pip install translate-toolkit)")
    return import_module(f"translate.storage.{name}")


def written(name: str) -> bytes:
    out = io.BytesIO()
    registry.term_format(name).write(EVERYTHING, out)
    return out.getvalue()


def beads() -> bytes:
    out = io.BytesIO()
    registry.alignment_format("tmx").write(BITEXT, out)
    return out.getvalue()


class TestTranslateToolkit:
    """The reader of Weblate."""

    def test_tbx2_with_all_terms(self) -> None:
        store = storage("tbx").tbxfile.parsestring(written("tbx2"))
        assert {(unit.source, unit.target) for unit in store.units} == {("로동당", "Workers' Party"), ("당대회", "-0-")}
        assert "Romanisation (DPRK): Rodongdang" in store.units[0].getnotes()
        found = [term.text for term in store.document.getroot().iter("term")]
        assert found == [t.text for c in EVERYTHING for t in c.terms]

    def test_every_bead(self) -> None:
        store = storage("tmx").tmxfile(io.BytesIO(beads()), "ko-KP", "en")
        assert (store.units[0].source, store.units[0].target) == ("전시회가 개막되였다.", "The exhibition was opened.")
        assert len(store.units) == len(BITEXT.beads)

    def test_the_omegat_glossary(self) -> None:
        store = storage("omegat").OmegaTFile.parsestring(written("omegat"))
        assert ("로동당", "Workers' Party") in {(unit.source, unit.target) for unit in store.units}

    def test_xliff(self) -> None:
        out = io.BytesIO()
        registry.alignment_format("xliff").write(BITEXT, out)
        store = storage("xliff2").Xliff2File.parsestring(out.getvalue())
        pairs = [(unit.source, unit.target) for unit in store.units]
        assert pairs[0] == ("전시회가 개막되였다.", "The exhibition was opened.")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> omegat.Result:
    """Return what OmegaT made of one project with all our files."""
    if omegat.PROGRAM is None:
        absent("OmegaT is not installed (apt-get install omegat)")
    return omegat.run(
        tmp_path_factory.mktemp("omegat"),
        text="전시회가 개막되였다.\n로동당 일군들과 근로자들이 참가하였다.\n",
        tbx2=written("tbx2"),
        glossary=written("omegat"),
        tmx=beads(),
    )


class TestOmegat:
    """OmegaT from Debian."""

    def test_tbx2(self, project: omegat.Result) -> None:
        found = {(source, target) for kind, source, target, _ in project.entries if kind == "tbx2"}
        expected = {
            (korean.text, english.text)
            for concept in EVERYTHING
            for korean in concept.in_language("ko")
            for english in concept.in_language("en")
        }
        assert found == expected
        (comment, *_) = (c for kind, _, _, c in project.entries if kind == "tbx2")
        assert "Romanisation (DPRK): Rodongdang" in comment

    def test_glossary_without_what_is_not_permitted(self, project: omegat.Result) -> None:
        found = [(source, target, comment) for kind, source, target, comment in project.entries if kind == "omegat"]
        assert [f[:2] for f in found] == [("로동당", "Workers' Party")]
        assert "Rodongdang (DPRK 1992)" in found[0][2]

    def test_translation_with_our_memory(self, project: omegat.Result) -> None:
        """A sentence of the memory is translated; one that is not in it stays."""
        first, second = project.translation.splitlines()
        assert first == "The exhibition was opened."
        assert second == "로동당 일군들과 근로자들이 참가하였다."
        assert "Errors: 0" in project.log
