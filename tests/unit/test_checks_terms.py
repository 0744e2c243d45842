"""Terms in a draft: what satisfies, what does not, how severe it is, and what a finding says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from glossary.checks.findings import BeadText, Finding, Severity
from glossary.checks.run import Checker
from glossary.terms.entries import Concept, Evidence, Status, Term, TermType
from glossary.text.english import worded_alike


def entry(name: str, ko: str, *english: Term | str, subject: str = "politics", evidence: str = "paired") -> Concept:
    known = Evidence(evidence)
    terms = [Term(id=f"{name}-ko", language="ko-KP", text=ko, evidence=known)]
    for i, text in enumerate(english):
        given = text if isinstance(text, Term) else Term(id="", language="en", text=text, evidence=known)
        terms.append(replace(given, id=f"{name}-en{i}"))
    return Concept(id=name, subject=subject, terms=tuple(terms))


def english(text: str, **more: object) -> Term:
    return Term(id="", language="en", text=text, evidence=Evidence.PAIRED, **more)  # type: ignore[arg-type]


UNITY = entry("unity", "일심단결", "single-minded unity", "single-hearted unity")
WPK = entry("wpk", "조선로동당", "Workers' Party of Korea", "WPK", subject="organisation")
CC = entry("cc", "조선로동당 중앙위원회", "WPK Central Committee", subject="organisation")
PARTY = entry("party", "당", "Party")
REPUBLIC = entry("republic", "공화국", "DPRK", "the Republic", subject="organisation")
DPRK = entry("dprk", "조선민주주의인민공화국", "Democratic People's Republic of Korea", "DPRK", subject="organisation")


def find(
    concepts: list[Concept], *pairs: tuple[str, str], profile: str = "kcna", day: str = "2022-10-07"
) -> list[Finding]:
    checker = Checker(concepts, profile=profile, date=day, only=("terms",))
    return checker.check([BeadText(i, a, b) for i, (a, b) in enumerate(pairs)])


@pytest.mark.parametrize(
    "target",
    [
        "The single-minded unity is our might.",
        "The single-hearted unity is our might.",
        "Single minded unity is our might.",
        "SINGLE-MINDED UNITY IS OUR MIGHT",
    ],
)
def test_any_permitted_variant_satisfies(target: str) -> None:
    assert find([UNITY], ("일심단결은 우리의 힘이다.", target)) == []


def test_a_missing_term_names_what_is_wanted_and_where_the_source_has_it() -> None:
    source = "우리의 일심단결은 위력하다."
    (finding,) = find([UNITY], (source, "Our cohesion is mighty."))
    assert (finding.check, finding.severity) == ("terms.missing", Severity.ERROR)
    assert "single-minded unity" in finding.message
    assert "single-hearted unity" in finding.message
    (span,) = finding.source_spans
    assert source[span.start : span.end] == "일심단결"
    assert "unity" in finding.evidence


def test_a_term_that_stands_twice_is_asked_for_once() -> None:
    pair = ("일심단결, 일심단결이 우리의 힘이다.", "Single-minded unity is our might.")
    assert find([UNITY], pair) == []
    assert len(find([UNITY], (pair[0], "Cohesion is our might."))) == 1


def test_a_shorter_term_inside_a_longer_one_is_not_asked_for() -> None:
    pair = ("조선로동당 중앙위원회에서 토의하였다.", "The WPK Central Committee discussed it.")
    assert find([WPK, CC, PARTY], pair) == []


def test_the_rendering_may_stand_inside_a_longer_one() -> None:
    assert find([WPK, CC], ("조선로동당의 결정이다.", "It is a decision of the WPK Central Committee.")) == []


def test_compounds_are_other_words() -> None:
    assert find([UNITY], ("일심단결론이 연구되였다.", "A theory was studied.")) == []


def test_homographs_are_satisfied_by_either() -> None:
    one, two = entry("a", "전선", "front"), entry("b", "전선", "electric wire")
    assert find([one, two], ("전선에서 소식이 왔다.", "News came from the front.")) == []
    assert len(find([one, two], ("전선에서 소식이 왔다.", "News came."))) == 1


@pytest.mark.parametrize(
    ("evidence", "severity"),
    [
        ("paired", Severity.ERROR),
        ("standard", Severity.ERROR),
        ("user", Severity.ERROR),
        ("one-sided", Severity.WARNING),
        ("unattested", Severity.NOTE),
    ],
)
def test_evidence_limits_the_severity(evidence: str, severity: Severity) -> None:
    concept = entry("unity", "일심단결", "single-minded unity", evidence=evidence)
    (finding,) = find([concept], ("일심단결이 있다.", "There is strength."))
    assert finding.severity is severity


def test_a_draft_with_nothing_is_not_asked_for_terms() -> None:
    assert find([UNITY], ("일심단결이 있다.", " "), ("", "There is something.")) == []


def test_a_verb_made_of_the_noun_is_only_a_note() -> None:
    concept = entry("c", "규탄", "condemnation")
    (finding,) = find([concept], ("인민들은 규탄하였다.", "People cried out."))
    assert finding.severity is Severity.NOTE
    assert find([concept], ("인민들은 규탄하였다.", "People condemned it."), profile="general") == []


def test_otherwise_worded_is_a_note_for_a_house_and_nothing_in_general() -> None:
    concept = entry("c", "조국통일", "national reunification")
    pair = ("조국통일을 이룩하자.", "Let us reunify the nation.")
    (finding,) = find([concept], pair)
    assert finding.severity is Severity.NOTE
    assert find([concept], pair, profile="general") == []


def test_an_organisation_just_named_in_full_may_be_taken_up_by_a_pronoun() -> None:
    full = ("조선로동당은 강하다.", "The Workers' Party of Korea is strong.")
    again = ("조선로동당은 이긴다.", "It will win.")
    assert find([WPK], again)[0].severity is Severity.ERROR
    assert find([WPK], full, again)[0].severity is Severity.NOTE
    other = ("날씨가 맑다.", "It is fine.")
    assert find([WPK], full, other, other, again)[0].severity is Severity.ERROR


def test_a_rendering_in_the_bead_beside_means_a_shifted_boundary() -> None:
    beads = [("일심단결이다.", "This is it."), ("위력하다.", "Single-minded unity is mighty.")]
    (finding,) = find([UNITY], *beads)
    assert finding.severity is Severity.NOTE


def test_another_name_of_a_state_is_no_mistake_in_general_text() -> None:
    concept = entry("rok", "한국", "ROK", "Republic of Korea", subject="inter-Korean")
    pair = ("한국은 답하지 않았다.", "South Korea did not answer.")
    assert find([concept], pair, profile="general") == []
    assert [f.check for f in find([concept], pair, profile="kcna")] == ["terms.missing"]


def test_persons_and_places_are_left_to_the_names() -> None:
    person = entry("p", "김태웅", "Kim Thae Ung", subject="person")
    assert find([person], ("김태웅이 왔다.", "Somebody came.")) == []


class TestNotPermitted:
    """Renderings that stand in the draft and may not."""

    hero = entry(
        "hero", "로력영웅", "Labour Hero", english("labor champion", status=Status.FORBIDDEN), evidence="paired"
    )

    def test_forbidden_is_an_error_with_the_preferred_one_in_the_same_form(self) -> None:
        target = "Labor champions met."
        (finding,) = find([self.hero], ("로력영웅들이 모였다.", target))
        assert (finding.check, finding.severity) == ("terms.forbidden", Severity.ERROR)
        (span,) = finding.target_spans
        assert target[span.start : span.end] == "Labor champions"
        assert finding.suggestion == "Labour Heroes"

    def test_forbidden_is_said_beside_a_permitted_one_too(self) -> None:
        found = find([self.hero], ("로력영웅들이 모였다.", "Labour Heroes met. The labor champions sang."))
        assert [f.check for f in found] == ["terms.forbidden"]

    def test_forbidden_is_said_whatever_the_source_has(self) -> None:
        (finding,) = find([self.hero], ("그들이 모였다.", "The labor champions met."))
        assert finding.source_spans == ()
        assert finding.suggestion == "Labour Hero" + "es"

    def test_words_forbidden_for_one_concept_and_good_for_another_may_stand(self) -> None:
        other = entry("champion", "우승자", "labor champion")
        assert find([self.hero, other], ("우승자들이 모였다.", "The labor champions met.")) == []

    @pytest.mark.parametrize("status", [Status.DEPRECATED, Status.SUPERSEDED])
    def test_deprecated_and_superseded_are_warnings_and_only_for_their_concept(self, status: Status) -> None:
        concept = entry("c", "강반", "riverside", english("river park", status=status))
        (finding,) = find([concept], ("강반을 걸었다.", "They walked in the river park."))
        assert (finding.check, finding.severity) == ("terms.forbidden", Severity.WARNING)
        assert finding.suggestion == "riverside"
        assert find([concept], ("공원을 걸었다.", "They walked in the river park.")) == []

    def test_a_concept_with_superseded_renderings_only_has_no_suggestion(self) -> None:
        concept = entry("c", "강반", english("river park", status=Status.SUPERSEDED))
        (finding,) = find([concept], ("강반을 걸었다.", "They walked in the river park."))
        assert finding.suggestion is None
        assert find([concept], ("강반을 걸었다.", "They walked.")) == []

    def test_dates_of_use(self) -> None:
        concept = entry("c", "남조선", "ROK", english("south Korea", valid_until=date(2023, 12, 31)))
        pair = ("남조선이 답하였다.", "The answer came from south Korea.")
        assert find([concept], pair, day="2022-10-07") == []
        assert find([concept], pair, day="") == []
        (finding,) = find([concept], pair, day="2024-02")
        assert finding.check == "terms.outside-dates"
        assert "2023-12-31" in finding.message
        assert finding.suggestion == "ROK"

    def test_another_houses_rendering(self) -> None:
        concept = entry("c", "담화", "press statement", english("statement to media", house="Voice of Korea"))
        pair = ("담화를 발표하였다.", "She issued a statement to media.")
        assert find([concept], pair, profile="general") == []
        assert find([concept], pair, profile="voice-of-korea") == []
        (finding,) = find([concept], pair, profile="kcna")
        assert (finding.check, finding.suggestion) == ("terms.house", "press statement")


@pytest.mark.parametrize(
    ("rendering", "target", "alike"),
    [
        ("national reunification", "to reunify the nation", True),
        ("provocation", "they provoked us", True),
        ("defence industry", "the defense industries", True),
        ("press statement", "a statement", False),
        ("Songun", "song and dance", False),
        ("light industry", "lightning struck the industrial zone", False),
    ],
)
def test_words_of_the_same_stem(rendering: str, target: str, alike: bool) -> None:
    assert worded_alike(rendering, target) is alike


def test_what_stands_in_the_plural_is_no_proper_name() -> None:
    paper = entry("paper", "청년전위", "Chongnyon Jonwi")
    (found,) = find([paper], ("청년전위들의 행진이 있었다.", "The youth vanguard marched."), profile="kcna")
    assert found.severity is Severity.NOTE
    (found,) = find([paper], ("《청년전위》가 사설을 실었다.", "A paper ran an editorial."), profile="kcna")
    assert found.severity is Severity.ERROR


def test_an_organisation_may_go_without_its_country_or_with_the_acronym_for_its_short_form() -> None:
    wpk = Concept(
        id="wpk",
        terms=(
            Term(id="wpk-ko", language="ko-KP", text="조선로동당"),
            english("Workers' Party of Korea"),
            english("WPK", type=TermType.ACRONYM),
        ),
    )
    army = entry("kpa", "인민군대", "Korean People's Army")
    committee = entry("cc", "당중앙위원회", "Party Central Committee")
    assert find([army], ("그는 인민군대에서 복무하고있다.", "He is serving in the People's Army.")) == []
    assert (
        find([wpk, committee], ("당중앙위원회 비서들이 왔다.", "Secretaries of the WPK Central Committee came.")) == []
    )
    assert find([wpk, committee], ("당중앙위원회 비서들이 왔다.", "Secretaries of the committee came.")) != []
