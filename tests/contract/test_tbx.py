"""TBX against the official schemas, rules and samples, and against files that are wrong or meant to do harm."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from exports import registry, xmlread, xmltree
from exports.formats import ReadReport, TermOptions
from exports.tbx_categories import CATEGORIES, DIALECTS
from glossary.errors import InputError, OutputError, UsageError
from glossary.terms.entries import Concept, CrossReference, PartOfSpeech, Reading, Status, Term
from tests.contract.oracles import oracle, parse, relax_ng_errors, schematron_findings
from tests.contract.samples import EVERYTHING, concepts

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
DCT = "http://www.tbxinfo.net/ns/basic"


def written(name: str, base: tuple[Concept, ...], style: str = "dca") -> bytes:
    out = io.BytesIO()
    registry.term_format(name).write(base, out, options=TermOptions(style=style))
    return out.getvalue()


def read(data: bytes, report: ReadReport | None = None) -> list[Concept]:
    return list(registry.term_format("tbx").read(io.BytesIO(data), name="sample.tbx", report=report))


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(data)
    return caught.value.message


def said(data: bytes) -> Counter[tuple[str, str, str, str, str]]:
    """Return what stands in the entries of a file: level, element, category, text, target."""
    levels = ("conceptEntry", "langSec", "termSec")
    found: Counter[tuple[str, str, str, str, str]] = Counter()
    for body in parse(data).iter("{*}body"):
        for element in body.iter("*"):
            name = element.tag.rpartition("}")[2]
            if name in levels or name.endswith("Grp") or name == "body":
                continue
            level = next(a for e in element.iterancestors() if (a := e.tag.rpartition("}")[2]) in levels)
            target = element.get("target", "") if name in ("ref", "xref") else ""  # people are not kept
            found[level, name, element.get("type", ""), " ".join("".join(element.itertext()).split()), target] += 1
    return found


def v3(entries: str, *, kind: str = "TBX-Basic", style: str = "dca", head: str = "") -> bytes:
    """Return a small file of version 3 with these entries, each line of them behind line 4."""
    return (
        f'<?xml version="1.0"?>{head}\n<tbx type="{kind}" style="{style}" xml:lang="en" '
        f'xmlns="urn:iso:std:iso:30042:ed-2" xmlns:basic="{DCT}">\n'
        "<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>\n"
        f"{entries}\n</body></text></tbx>"
    ).encode()


def entry(term: str = "", concept: str = "", language: str = "", *, word: str = "word", identity: str = "c1") -> str:
    return (
        f'<conceptEntry id="{identity}">{concept}<langSec xml:lang="en">{language}<termSec><term>{word}</term>{term}'
        "</termSec></langSec></conceptEntry>"
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


class TestRefused:
    """Each wrong file is refused with line and column."""

    @pytest.mark.parametrize(
        ("entries", "words"),
        [
            (entry() + "\n" + entry(), "line 5, column 1: the id 'c1' stands already in line 4"),
            (entry(word="  "), "the term is empty"),
            (
                entry().replace(
                    "</conceptEntry>",
                    '<langSec xml:lang="EN"><termSec><term>x</term></termSec></langSec></conceptEntry>',
                ),
                "two sections",
            ),
            (entry().replace(' id="c1"', ""), "conceptEntry has no id"),
            (entry().replace('"en"', '"e n"'), "no language tag"),
            (entry("<termNote>noun</termNote>"), "termNote has no type"),
            (
                entry('<note>n</note><termNote type="partOfSpeech">noun</termNote>'),
                "termNote comes too late in termSec",
            ),
            (entry("<wrong/>"), "wrong does not belong in termSec"),
            (entry(word="a<note>b</note>"), "note does not belong in term"),
            (entry(concept="loose"), "text does not belong directly in conceptEntry"),
            (entry(concept='<xref type="xGraphic">x</xref>'), "xref has no target"),
            (entry("<term>second</term>"), "only one term"),
            ('<conceptEntry id="c1"/>', "conceptEntry has no langSec"),
            ("<termEntry/>", "no element termEntry in TBX"),
            (entry(concept='<ref type="crossReference" target="c9">x</ref>'), "'c9' leads nowhere"),
            (
                entry('<termNote type="partOfSpeech">nominal</termNote>'),
                "line 4, column 72: partOfSpeech cannot be 'nominal'",
            ),
            (entry('<termNote type="colour">red</termNote>'), "TBX-Basic has no termNote of type 'colour'"),
            (entry('<descrip type="definition">d</descrip>'), "definition may stand in conceptEntry or langSec only"),
            (
                entry('<termNote type="register">slangRegister</termNote>'),
                "TBX-Basic has no termNote of type 'register'",
            ),
            (entry(concept="<basic:unknown>x</basic:unknown>"), "is not known"),
            (
                entry(
                    concept='<transacGrp><transac type="transactionType">origination</transac>'
                    "<date>soon</date></transacGrp>"
                ),
                "'soon' is no date",
            ),
        ],
    )
    def test_wrong_entries(self, entries: str, words: str) -> None:
        message = refusal(v3(entries))
        assert words in message
        assert "sample.tbx: line" in message

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (v3(entry(), head="<!DOCTYPE tbx>"), "line 1, column 35: a document type declaration"),
            (v3(entry(), head='<!DOCTYPE tbx SYSTEM "http://example.org/x.dtd">'), "document type declaration"),
            (v3(entry(), head='<!DOCTYPE martif [<!ENTITY a "aaaaaaaaaa">]>'), "document type declaration"),
            (v3(entry(word="&a;")), "undefined entity"),
            (v3(entry(concept="<note>" * 200 + "</note>" * 200)), "nested deeper"),
            (v3(entry()).replace(b"</tbx>", b""), "not well-formed XML: no element found"),
            (v3(entry())[:-300], "not well-formed"),
            (v3(entry(word="\ufffe")), "not well-formed"),
            (v3(entry()).replace(b"word", b"w\xffrd"), "not well-formed"),
            (v3(entry()).replace(b'version="1.0"', b'version="1.0" encoding="klingon"'), "klingon is not known"),
            (v3(entry()).replace(b' type="TBX-Basic"', b""), "no type such as TBX-Basic"),
            (b"<html><body/></html>", "the root element is html"),
            (v3(entry()).replace(b"<body>", b"<admin type='x'>a</admin><body>"), "admin does not belong in text"),
            (v3(entry()).replace(b"<p>x</p>", b"x"), "text does not belong directly in sourceDesc"),
        ],
    )
    def test_wrong_files(self, data: bytes, words: str) -> None:
        assert words in refusal(data)

    def test_huge_attribute_and_huge_entry(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(xmltree, "MAX_TREE", 100_000)
        monkeypatch.setattr(xmlread, "MAX_QUIET", 100_000)
        monkeypatch.setattr(xmlread, "MAX_ENTRY_TEXT", 300_000)
        monkeypatch.setattr(xmlread, "MAX_ENTRY_NODES", 10_000)
        assert "longer than any real one" in refusal(v3(f'<conceptEntry id="{"x" * 300_000}">'))
        assert "300,000 characters" in refusal(v3(entry(concept=f"<note>{'x' * 400_000}</note>")))
        assert "10,000 elements" in refusal(v3(entry(concept="<note/>" * 40_000)))
        assert "a single entry is larger than" in refusal(v3(entry(concept=f"<note>{'x' * 240_000}</note>")))

    def test_all_findings_with_a_report(self) -> None:
        bad = entry('<termNote type="partOfSpeech">nominal</termNote><termNote type="colour">red</termNote>')
        report = ReadReport()
        (concept,) = read(v3(bad), report)
        assert [f.column for f in report.findings] == [72, 120]
        assert (concept.terms[0].part_of_speech, concept.terms[0].comment) == (PartOfSpeech.UNSAID, "")


class TestForeignFiles:
    """What other tools write is understood."""

    def test_version_2_with_a_doctype_and_groups(self) -> None:
        data = """<?xml version="1.0" encoding="EUC-KR"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>t</p></sourceDesc></fileDesc></martifHeader>
<text><body><termEntry><langSet xml:lang="ko"><ntig><termGrp><term>로동당</term>
<termNote type="partOfSpeech">properNoun</termNote></termGrp><note>n</note></ntig></langSet>
<langSet xml:lang="en_GB"><tig><term>Party</term></tig><tig><term>WPK</term></tig></langSet></termEntry>
</body></text></martif>"""
        first, again = read(data.encode("euc-kr")), read(data.encode("euc-kr"))
        assert first == again
        terms = first[0].terms
        assert [(t.language, t.text, t.status) for t in terms] == [
            ("ko-KP", "로동당", Status.PREFERRED),
            ("en-GB", "Party", Status.PREFERRED),
            ("en-GB", "WPK", Status.ADMITTED),
        ]
        assert (terms[0].part_of_speech, terms[0].comment) == (PartOfSpeech.PROPER_NOUN, "n")

    def test_dct_style(self) -> None:
        term = "<basic:termType>acronym</basic:termType><basic:source>S</basic:source>"
        (concept,) = read(v3(entry(term), style="dct"))
        assert (concept.terms[0].type, concept.terms[0].source) == ("acronym", "S")

    def test_unknown_dialect_is_read_by_its_structure(self) -> None:
        term = '<termNote type="colour">red</termNote><descrip type="definition">d</descrip>'
        (concept,) = read(v3(entry(term), kind="TBX-Ours"))
        assert concept.terms[0].comment == "colour: red\ndefinition: d"

    def test_layout_of_others_is_collapsed_and_ours_is_kept(self) -> None:
        (concept,) = read(v3(entry(concept="<note>one\n\t\ttwo  three</note>")))
        assert concept.note == "one two  three"
        ours = replace(EVERYTHING[1], note="one\n\t\ttwo")
        assert read(written("tbx", (ours,)))[0].note == "one\n\t\ttwo"

    def test_notes_that_only_look_like_ours(self) -> None:
        lines = ("Match: fuzzy", "Valid from: soon", "Attested: {what=1}", "Reading (x): a {b")
        (concept,) = read(v3(entry("".join(f"<note>{line}</note>" for line in lines))))
        assert concept.terms[0].comment == "\n".join(lines)

    def test_languages_keep_their_own_definitions(self) -> None:
        language = '<descrip type="definition">en</descrip>'
        (concept,) = read(v3(entry(concept='<descrip type="definition">all</descrip>', language=language)))
        assert (concept.definition, concept.note) == ("all", "")
        assert concept.extra == '<langSec xml:lang="en"><descrip type="definition">en</descrip></langSec>'


class TestWriting:
    """What the writer does of its own."""

    def test_references_need_their_target_and_keep_the_order(self) -> None:
        def concept(identity: str, *targets: str) -> Concept:
            references = tuple(CrossReference(target=t) for t in targets)
            return Concept(
                id=identity, references=references, terms=(Term(id=f"{identity}.t", language="en", text="x"),)
            )

        base = (
            concept("a", "c", "gone"),
            concept("b", "a"),
            concept("c", "c", "b"),
            concept("d"),
            concept("e", "gone"),
        )
        data = written("tbx", base)
        assert read(data) == list(base)
        assert data.count(b'<ref type="crossReference"') == 3
        assert data.count(b"<note>Cross-reference (see): gone</note>") == 2

    def test_ids_that_are_no_ncname(self) -> None:
        concept = replace(EVERYTHING[1], id="1 당", terms=(replace(EVERYTHING[1].terms[0], id="a/b"),))
        data = written("tbx", (concept,))
        assert b'id="_x0031__x0020_\xeb\x8b\xb9"' in data
        assert read(data)[0].id == "1 당"
        assert read(data)[0].terms[0].id == "a/b"

    def test_one_id_for_two_things(self) -> None:
        with pytest.raises(OutputError, match="congress"):
            written("tbx", (EVERYTHING[1], EVERYTHING[1]))

    def test_language_that_is_none(self) -> None:
        with pytest.raises(OutputError, match="no language tag"):
            written("tbx", (Concept(id="c", terms=(Term(id="t", language="", text="x"),)),))

    def test_forbidden_is_deprecated_for_others(self) -> None:
        data = written("tbx2", EVERYTHING)
        assert b"forbiddenTerm" not in data
        assert b"deprecatedTerm-admn-sts</termNote><" not in data
        assert data.count(b"<note>Status: forbidden</note>") == 1

    def test_romanisation_is_a_note_in_basic_and_data_in_linguist(self) -> None:
        reading = Reading(system="mr", text="Nodongdang")
        base = (Concept(id="c", terms=(Term(id="t", language="ko-KP", text="로동당", readings=(reading,)),)),)
        assert b"<note>Romanisation (MR): Nodongdang</note>" in written("tbx", base)
        assert b'<adminNote type="readingNote">McCune-Reischauer</adminNote>' in written("tbx-linguist", base)

    def test_what_is_kept_and_cannot_be_written_is_counted(self) -> None:
        """Another dialect's category, a reference without target, a language without term, what is no markup."""
        extra = (
            '<langSec xml:lang="ru"><note>Russian</note></langSec><admin type="projectSubset">p</admin>'
            '<xref type="xGraphic" target="flag.png">f</xref><p>loose</p>'
        )
        term = Term(
            id="t",
            language="en",
            text="x",
            extra='<termNote type="transferComment">c</termNote><ref type="crossReference" target="gone">g</ref>',
        )
        base = (
            Concept(id="c", extra=extra, terms=(term,)),
            Concept(id="d", extra="<note>", terms=(replace(term, id="u"),)),
        )
        out = io.BytesIO()
        report = registry.term_format("tbx").write(base, out)
        assert report.losses == {"concept.extra": 4, "term.extra": 4}
        assert relax_ng_errors(oracle("tbx-v3", "TBXcoreStructV03.rng"), out.getvalue()) == []
        assert read(out.getvalue())[0].extra == '<admin type="projectSubset">p</admin>'
        report = registry.term_format("tbx-linguist").write(base, out)
        assert report.losses["term.extra"] == 2

    def test_kept_references_wait_for_their_target(self) -> None:
        extra = '<ref type="crossReference" target="b">the other</ref>'
        terms = [Term(id=f"{n}.t", language="en", text=n, extra=extra if n == "a" else "") for n in "ab"]
        base = tuple(Concept(id=t.text, terms=(t,)) for t in terms)
        assert read(written("tbx", base)) == list(base)

    def test_dialects_of_the_table(self) -> None:
        assert {c.module for c in CATEGORIES.values()} == set().union(*DIALECTS.values())
