"""TBX against the official schemas, rules and samples."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from exports import registry
from exports.formats import ReadReport
from exports.tbx_categories import CATEGORIES
from glossary.errors import OutputError, UsageError
from glossary.terms.entries import Concept, PartOfSpeech, Status
from tests.contract.oracles import oracle, parse, relax_ng_errors, schematron_findings
from tests.contract.samples import EVERYTHING, concepts
from tests.contract.tbx_files import read, refusal, said, written

NAMES = ("tbx", "tbx-linguist", "tbx2")
SCHEMAS = {
    "tbx": [("tbx-v3", "TBXcoreStructV03.rng")],
    "tbx-linguist": [("tbx-v3", "TBXcoreStructV03.rng"), ("tbx-v3", "TBXcoreStructV03_TBX-Linguist_integrated.rng")],
    "tbx2": [("tbx-v2", "TBXBasicRNGV02.rng"), ("tbx-v2", "TBXcoreStructV02.rng")],
}
RULES = {"tbx": "TBX-Basic_DCA.sch", "tbx-linguist": "TBX-Linguist_DCA.sch"}
GOOD = ("core_structure_good", "basic_good", "min_good")
ASTRONOMY = (
    "basic_astronomy_DCA",
    "basic_astronomy_DCT",
    "core_astronomy_DCA",
    "linguist_astronomy_DCA",
    "min_astronomy_DCA",
)


class TestSchemas:
    """What we write is valid."""

    @pytest.mark.parametrize("name", NAMES)
    @pytest.mark.parametrize("base", [EVERYTHING, EVERYTHING[1:], ()], ids=["everything", "one", "empty"])
    def test_relax_ng(self, name: str, base: tuple[Concept, ...]) -> None:
        if name == "tbx2" and not base:
            pytest.skip("version 2 cannot hold an empty term base")
        for schema in SCHEMAS[name] if base else SCHEMAS[name][:1]:  # Linguist's own schema knows no empty body
            assert relax_ng_errors(oracle(*schema), written(name, base)) == []

    @pytest.mark.parametrize("name", NAMES)
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(base=concepts())
    def test_relax_ng_of_any_term_base(self, name: str, base: tuple[Concept, ...]) -> None:
        path = oracle(*SCHEMAS[name][0])
        try:
            data = written(name, base)
        except OutputError:
            return
        assert relax_ng_errors(path, data) == []

    @pytest.mark.parametrize("name", RULES)
    @pytest.mark.parametrize("base", [EVERYTHING, ()], ids=["everything", "empty"])
    def test_schematron(self, name: str, base: tuple[Concept, ...]) -> None:
        assert schematron_findings(oracle("tbx-v3", RULES[name]), written(name, base)) == []

    @pytest.mark.parametrize("name", RULES)
    def test_dct_style(self, name: str) -> None:
        """Valid by the schemas and the rules of its modules, and it comes back as from the other style."""
        form = registry.term_format(name)
        data = written(name, EVERYTHING, style="dct")
        assert b'style="dct"' in data
        assert b" type=" not in data.partition(b"<body>")[2]
        assert relax_ng_errors(oracle("tbx-v3", SCHEMAS[name][-1][1]), data) == []
        modules = ("Min.sch", "Basic.sch", *(("Linguist.sch",) if name == "tbx-linguist" else ("TBX-Basic_DCT.sch",)))
        for rules in modules:
            assert schematron_findings(oracle("tbx-v3", rules), data) == []
        assert read(data) == [form.reduce(c) for c in EVERYTHING]

    def test_version_2_has_no_styles(self) -> None:
        with pytest.raises(UsageError, match="no DCT style"):
            written("tbx2", EVERYTHING, style="dct")

    def test_the_schematron_runner_finds_what_is_wrong(self) -> None:
        """The oracle itself can fail: on the official bad sample it speaks."""
        data = oracle("test_files", "basic_bad.tbx").read_bytes()
        findings = schematron_findings(oracle("tbx-v3", "TBX-Basic_DCA.sch"), data)
        assert any("partOfSpeech" in f for f in findings)
        assert any("definition" in f for f in findings)

    def test_our_table_has_the_categories_of_the_modules(self) -> None:
        for module in ("Min", "Basic", "Linguist"):
            document: Any = parse(oracle("tbx-v3", f"{module}.tbxmd").read_bytes())
            ours = {name: c for name, c in CATEGORIES.items() if c.module == module.lower()}
            specs = {e.get("name"): e for e in document.iter() if isinstance(e.tag, str) and "Spec" in e.tag}
            assert set(specs) == set(ours)
            for name, spec in specs.items():
                assert spec.tag.rpartition("}")[2] == f"{ours[name].element}Spec"
                values = {e.text for e in spec.iter() if str(e.tag).endswith("value")}
                assert values == set(ours[name].values)


class TestOfficialSamples:
    """The good ones are read and come back, the bad ones are refused or reported finding by finding."""

    @pytest.mark.parametrize("name", [f"test_files/{n}" for n in GOOD] + [f"tbx-v3-samples/{n}" for n in ASTRONOMY])
    def test_good(self, name: str) -> None:
        data = oracle(*f"{name}.tbx".split("/")).read_bytes()
        found = read(data)
        assert (len(found), sum(len(c.terms) for c in found)) == (45, 113)
        first = next(t for t in found[0].terms if t.language == "en")
        assert first.text == "open cluster"
        assert not any("\n" in t.text or "  " in t.text for c in found for t in c.terms)
        for form in map(registry.term_format, NAMES):
            out = io.BytesIO()
            form.write(found, out)
            assert read(out.getvalue()) == [form.reduce(c) for c in found]

    def test_what_basic_says_becomes_fields(self) -> None:
        found = read(oracle("tbx-v3-samples", "basic_astronomy_DCA.tbx").read_bytes())
        old = found[0].terms[1]
        assert (old.text, old.status, old.part_of_speech) == ("galactic cluster", Status.SUPERSEDED, PartOfSpeech.NOUN)
        assert old.attestations[0].source == "http://www.eastbayastro.org/2000/0900/r0900-8.htm"
        assert found[0].definition.startswith("A group of stars formed together in the spiral arms")
        assert (found[0].definition_source, found[0].subject, found[0].author) == ("Oxford2007", "General", "Tommy")
        assert found[0].note == "G-Source: http://www.physics.drexel.edu/observatory/dump.shtml"
        assert '<xref type="xGraphic" target="https://en.wikipedia.org' in found[0].extra

    @pytest.mark.parametrize("name", ["tbx-v3-samples/basic_astronomy_DCA", "tbx-v3-samples/linguist_astronomy_DCA"])
    def test_everything_that_it_says_is_exported_again(self, name: str) -> None:
        """Element by element, with level, category, text and web address; malmoi adds, but takes nothing away."""
        data = oracle(*f"{name}.tbx".split("/")).read_bytes()
        out = io.BytesIO()
        registry.term_format("tbx" if "basic" in name else "tbx-linguist").write(read(data), out)
        before, after = said(data), said(out.getvalue())
        gone, added = before - after, after - before
        moved = {s: n for s, n in gone.items() if s[0] == "langSec"}
        # The first definition is the concept's, and moves up from its language with its source.
        assert {(n, *s[1:]) for s, n in moved.items()} <= {(n, *s[1:]) for s, n in added.items()}
        assert {s[2] for s in moved} <= {"definition", "source"}
        # The notes of one thing are one note afterwards, a paragraph each.
        notes = " ".join(s[3] for s in after if s[1] == "note")
        assert all(s[1] == "note" and s[3] in notes for s in gone.keys() - moved.keys())

    def test_both_styles_say_the_same(self) -> None:
        dca, dct = (oracle("tbx-v3-samples", f"basic_astronomy_{style}.tbx").read_bytes() for style in ("DCA", "DCT"))
        assert [c.terms for c in read(dca)] == [c.terms for c in read(dct)]

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("poorly_formed_xml", "line 42, column 8: not well-formed"),
            ("core_structure_bad", "line 15, column 4: text does"),
        ],
    )
    def test_refused(self, name: str, words: str) -> None:
        assert words in refusal(oracle("test_files", f"{name}.tbx").read_bytes())

    @pytest.mark.parametrize(("name", "lines"), [("basic_bad", {26, 69, 97, 140}), ("min_bad", {21, 41, 803})])
    def test_reported_finding_by_finding(self, name: str, lines: set[int]) -> None:
        data = oracle("test_files", f"{name}.tbx").read_bytes()
        report = ReadReport()
        assert len(read(data, report)) == 45
        assert {f.line for f in report.findings} == lines
        assert f"line {min(lines)}, column" in refusal(data)
