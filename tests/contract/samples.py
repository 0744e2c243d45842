"""Term bases, alignments and check reports for the tests of formats: fixed ones with every field, and strategies."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime

from hypothesis import strategies as st

from exports.places import Places, place_segments
from exports.report import CheckReport
from glossary.alignment.beads import Bead, BeadState, Bitext, Segment
from glossary.checks.findings import BeadText, Finding, Related, Severity, Span, fingerprint
from glossary.terms.entries import (
    Attestation,
    Concept,
    CrossReference,
    Evidence,
    Match,
    PartOfSpeech,
    Reading,
    Status,
    Term,
    TermType,
)

CONCEPT_EXTRA = (
    '<transacGrp><transac type="transactionType">modification</transac><date>2023-01-02</date>'
    '<transacNote type="responsibility">Ri Yong Hui</transacNote></transacGrp>'
    '<admin type="customerSubset">KCNA &amp; others</admin><admin type="projectSubset">letters</admin>'
    '<xref type="xGraphic" target="https://example.org/flag.png">the flag</xref>'
    '<xref type="externalCrossReference" target="https://example.org/a?b=1&amp;c=2">see</xref>'
    '<langSec xml:lang="en"><descripGrp><descrip type="definition">of the &lt;English&gt;</descrip>'
    '<admin type="source">S</admin></descripGrp></langSec>'
    '<langSec xml:lang="ja"><note>of the Japanese</note></langSec>'
)
_SECOND_SOURCE = '<admin type="source">a second source</admin>'
TERM_EXTRA = (
    '<termNote type="grammaticalGender">neuter</termNote><termNote type="termLocation">menuItem</termNote>'
    f'<admin type="projectSubset">letters</admin>{_SECOND_SOURCE}'
    '<xref type="externalCrossReference" target="https://example.org/">more</xref>'
    '<transacGrp><transac type="transactionType">origination</transac><date>2020-02-03</date></transacGrp>'
)
"""What TBX-Basic has and the model has no field for."""

EVERYTHING = (
    Concept(
        id="party",
        subject="politics/party",
        definition='The "ruling" party <of workers> & its cells',
        definition_source="written for this test",
        note="First line\nsecond line",
        references=(CrossReference(target="congress", kind="related"), CrossReference(target="elsewhere")),
        approved=True,
        approved_by="Ri Yong Hui",
        author="Kim Sol Mi",
        created=datetime(2022, 10, 7, 1, 2, 3, tzinfo=UTC),
        modified=datetime(2023, 1, 2, tzinfo=UTC),
        version=3,
        extra=CONCEPT_EXTRA,
        terms=(
            Term(
                id="party.ko",
                language="ko-KP",
                text="로동당",
                type=TermType.SHORT_FORM,
                part_of_speech=PartOfSpeech.NOUN,
                readings=(
                    Reading(system="dprk", text="Rodongdang"),
                    Reading(system="mr", text="Nodongdang", is_override=True, reason="as maps {1953} print it"),
                    Reading(system="hanja", text="勞動黨"),
                ),
                attestations=(
                    Attestation(source="ED2012", date="2012-01-01", count=12),
                    Attestation(source="bead", bead=4, start=0, end=3),
                    Attestation(source="LAW2011", context="로동당은 대중의 당이다."),
                    Attestation(source="LAW2011", date="2011", count=2, context="당, 국가; {군대}"),
                ),
                version=2,
            ),
            Term(
                id="party.en.1",
                language="en",
                text="Workers' Party",
                part_of_speech=PartOfSpeech.PROPER_NOUN,
                match=Match.EXACT,
                case_sensitive=True,
                do_not_translate=True,
                register="in-house",
                region="KP",
                house="KCNA",
                usage_note="never without the article",
                comment="Usage: this is a comment, not a usage note",
                source="SEED",
                evidence=Evidence.PAIRED,
                valid_from=date(1949, 6, 30),
                valid_until=date(2030, 12, 31),
                extra=TERM_EXTRA,
            ),
            Term(id="party.en.2", language="en", text="labour party", status=Status.FORBIDDEN, register="odd"),
            Term(id="party.ja", language="ja", text="労働党", status=Status.ADMITTED, evidence=Evidence.STANDARD),
        ),
    ),
    Concept(
        id="congress",
        note="Approved: looks like a label",
        terms=(
            Term(id="congress.ko", language="ko-KP", text="당대회", status=Status.SUPERSEDED),
            Term(id="congress.kr", language="ko-KR", text="-0-", status=Status.DEPRECATED, match=Match.PREFIX),
            Term(id="congress.en", language="en", text="Party Congress", type=TermType.PHRASE),
        ),
    ),
)
"""Every field of the model with a value, and every value that formats treat in a way of its own."""

_SPECIAL = "=+-@'\"\\;{},()<>&|:\t\n\r \x00\x07\x85\u2028\u200b가힣ㄱ漢カé"
_CHARACTERS = st.one_of(st.sampled_from(_SPECIAL), st.characters(codec="utf-8"))


def texts(size: int = 12) -> st.SearchStrategy[str]:
    """Return texts in NFC with all that is awkward for some format, empty ones too."""
    return st.text(_CHARACTERS, max_size=size).map(lambda t: unicodedata.normalize("NFC", t))


_WORDS = texts().map(str.strip).filter(lambda t: any(c.isalnum() for c in t))
_TIMES = st.none() | st.datetimes(timezones=st.just(UTC), min_value=datetime(1900, 1, 1))  # noqa: DTZ001 - hypothesis wants it naive
_DATES = st.none() | st.dates()
_READINGS = st.builds(
    Reading,
    system=st.sampled_from(["dprk", "mr", "rr-letters", "hanja", "kana", "of (mine)"]),
    text=texts(),
    is_override=st.booleans(),
    reason=texts(),
)
_NUMBERS = st.none() | st.integers(0, 10**6)
_ATTESTATIONS = st.builds(
    Attestation,
    source=texts() | st.just("bead"),
    date=st.sampled_from(["", "2012", "2012-01", "2012-01-31"]),
    count=_NUMBERS,
    bead=_NUMBERS,
    start=_NUMBERS,
    end=_NUMBERS,
    context=texts(),
)


@st.composite
def concepts(draw: st.DrawFn) -> tuple[Concept, ...]:
    """Draw a term base: unique ids, references that lead somewhere or nowhere."""
    ids = draw(st.lists(st.sampled_from(["c1", "c2", "1 c", "가", "_x0041_", "c.4-b"]), max_size=4, unique=True))
    made = []
    for identity in ids:
        count = draw(st.integers(0, 3))
        terms = tuple(
            Term(
                id=f"{identity}.t{number}",
                language=draw(st.sampled_from(["ko-KP", "ko-KR", "en", "ja", "zh-Hant"])),
                text=draw(_WORDS),
                status=draw(st.sampled_from(Status)),
                type=draw(st.sampled_from(TermType)),
                part_of_speech=draw(st.sampled_from(PartOfSpeech)),
                match=draw(st.sampled_from(Match)),
                case_sensitive=draw(st.booleans()),
                do_not_translate=draw(st.booleans()),
                register=draw(texts() | st.just("slang")),
                region=draw(texts()),
                house=draw(texts()),
                usage_note=draw(texts()),
                comment=draw(texts() | st.sampled_from(["Usage: x", "Comment: Usage: x", "Status: forbidden"])),
                source=draw(texts()),
                evidence=draw(st.sampled_from(Evidence)),
                valid_from=draw(_DATES),
                valid_until=draw(_DATES),
                readings=tuple(draw(st.lists(_READINGS, max_size=2))),
                attestations=tuple(draw(st.lists(_ATTESTATIONS, max_size=2))),
                version=draw(st.integers(1, 5)),
                extra=draw(st.sampled_from(["", TERM_EXTRA.replace(_SECOND_SOURCE, "")])),
            )
            for number in range(count)
        )
        targets = st.sampled_from([*ids, "nowhere"])
        kinds = st.sampled_from(["see", "related", "broader", "narrower"])
        made.append(
            Concept(
                id=identity,
                subject=draw(texts()),
                definition=draw(texts()),
                definition_source=draw(texts()),
                note=draw(texts() | st.sampled_from(["Note: x", "Approved: yes", "Cross-reference (see): c1"])),
                references=tuple(draw(st.lists(st.builds(CrossReference, target=targets, kind=kinds), max_size=2))),
                approved=draw(st.booleans()),
                approved_by=draw(texts()),
                author=draw(texts()),
                created=draw(_TIMES),
                modified=draw(_TIMES),
                version=draw(st.integers(1, 5)),
                extra=draw(st.sampled_from(["", '<admin type="projectSubset">p</admin>'])),
                terms=terms,
            )
        )
    return tuple(made)


BITEXT = Bitext(
    "ko-KP",
    "en",
    source=(
        Segment(0, "전시회가 개막되였다."),
        Segment(1, "로동당 일군들과 근로자들이 참가하였다.", 1, original="로동당 일군들과 근로자들이 참가 하였다."),
        Segment(2, "그들은 새 제품을 보았다.", 1),
        Segment(5, "=끝=", 2),
    ),
    target=(
        Segment(10, "The exhibition was opened."),
        Segment(11, "It was attended by officials & working people <of the Workers' Party>.", 1),
        Segment(12, "A sentence of the translator's own.", 3),
    ),
    beads=(
        Bead((0,), (10,), 0.987654321, BeadState.CONFIRMED, ("length", "a name; two numbers"), "Kim", "good"),
        Bead((1, 2), (11,), 0.25, BeadState.AUTO),
        Bead((5,), (), None, BeadState.REJECTED, note="line one\nline two"),
        Bead((), (12,), 0.5),
    ),
    engine="semantic 1",
    warnings=("few sentences",),
    source_title="전시회",
    target_title="Exhibition",
    date="2022-10-07",
    settings={"block": "8", "empty": ""},
)
"""Every field and every shape of bead."""


@st.composite
def bitexts(draw: st.DrawFn) -> Bitext:
    """Draw an alignment with at least one bead."""
    languages = draw(st.sampled_from([("ko-KP", "en"), ("ko-KP", "ja"), ("en", "en"), ("ja", "ko-KP")]))
    sides: tuple[list[Segment], list[Segment]] = ([], [])
    beads = []
    for _ in range(draw(st.integers(1, 4))):
        shape = draw(st.sampled_from([(1, 1), (1, 0), (0, 1), (2, 1), (1, 2)]))
        ids = []
        for side, count in zip(sides, shape, strict=True):
            first = len(side)
            for number in range(first, first + count):
                side.append(Segment(number * 3, draw(_WORDS), number // 2, draw(texts())))
            ids.append(tuple(s.id for s in side[first:]))
        beads.append(
            Bead(
                ids[0],
                ids[1],
                draw(st.none() | st.floats(0, 1)),
                draw(st.sampled_from(BeadState)),
                tuple(draw(st.lists(texts(), max_size=2))),
                draw(texts()),
                draw(texts()),
            )
        )
    return Bitext(
        *languages,
        tuple(sides[0]),
        tuple(sides[1]),
        tuple(beads),
        engine=draw(texts().filter(bool)),
        warnings=tuple(draw(st.lists(texts(), max_size=2))),
        source_title=draw(texts()),
        target_title=draw(texts()),
        date=draw(st.sampled_from(["", "2022-10-07"])),
        settings=draw(st.dictionaries(texts(), texts(), max_size=2)),
    )


@dataclass(frozen=True)
class SampleRule:
    """What a report is told of a check."""

    id: str
    severity: Severity
    title: str
    example: str = ""

    @property
    def family(self) -> str:
        return self.id.partition(".")[0]


SOURCE_FILE = "전시회가 개막되였다.\n\n로동당 일군들과 근로자들 120명이\n참가하였다. 그들은 새 제품을 보았다.\n"
DRAFT_FILE = "The exhibition was opened.\n\nIt was attended by 210 officials and\nworking people of the Labour Party.\n"


def check_report() -> CheckReport:
    """Return a report with a finding of each severity, one of them on a sentence without counterpart."""
    source = ("전시회가 개막되였다.", "로동당 일군들과 근로자들 120명이 참가하였다.", "그들은 새 제품을 보았다.")
    target = (
        "The exhibition was opened.",
        "It was attended by 210 officials and working people of the Labour Party.",
    )
    beads = (
        BeadText(0, source[0], target[0], (0,), (0,)),
        BeadText(1, source[1], target[1], (1,), (1,)),
        BeadText(2, source[2], "", (2,), ()),
    )

    def finding(
        check: str, severity: Severity, bead: int, message: str, about: str, wrong: str, **more: str
    ) -> Finding:
        text = beads[bead]
        at = text.source.find(about)
        spans = (Span(at, at + len(about)),) if about else ()
        there = text.target.find(wrong)
        return Finding(
            check=check,
            severity=severity,
            message=message,
            bead=bead,
            source_spans=spans,
            target_spans=(Span(there, there + len(wrong)),) if wrong else (),
            evidence=more.get("evidence", ""),
            suggestion=more.get("suggestion"),
            fingerprint=fingerprint(check, about, text.source, text.target),
            about=about,
            related=(Related(0, more["see"], (Span(0, 3),), (Span(4, 14),)),) if "see" in more else (),
        )

    findings = (
        finding("numbers.value", Severity.ERROR, 1, "120 in the Korean, 210 here", "120", "210", suggestion="120"),
        finding(
            *("terms.forbidden", Severity.WARNING, 1, "“Labour Party” must not be used", "로동당", "Labour Party"),
            evidence="party: Workers' Party <preferred>",
            see="the usual form",
        ),
        finding("completeness.missing", Severity.NOTE, 2, "the sentence has no counterpart", "", ""),
    )
    rules = (
        SampleRule("numbers.value", Severity.ERROR, "A number differs.", "120명 | 210 people"),
        SampleRule("terms.forbidden", Severity.ERROR, "A forbidden term is used."),
        SampleRule("mechanics.space", Severity.NOTE, "Two blanks follow each other."),
    )
    places = Places(
        "texts/전시회.ko.txt",
        "texts/draft & copy.txt",
        place_segments(SOURCE_FILE, source),
        place_segments(DRAFT_FILE, target),
        "ko-KP",
        "en",
    )
    return CheckReport(beads, findings, places, {r.id: r for r in rules}, "kcna", "2022-10-07")
