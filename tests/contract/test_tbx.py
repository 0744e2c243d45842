"""TBX: files that are wrong or meant to do harm, files of others, and what the writers do."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from exports import registry, xmlread, xmltree
from exports.formats import ReadReport
from exports.tbx_categories import CATEGORIES, DIALECTS
from glossary.errors import OutputError
from glossary.terms.entries import Concept, CrossReference, PartOfSpeech, Reading, Status, Term
from tests.contract.oracles import oracle, relax_ng_errors
from tests.contract.samples import EVERYTHING
from tests.contract.tbx_files import entry, read, refusal, v3, written


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
            (v3(entry()).replace(b"word", b"w\xffrd"), "byte FF is not UTF-8"),
            (v3(entry()).replace(b"word", b"w\x01rd"), "the control character U+0001 cannot stand in XML"),
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
