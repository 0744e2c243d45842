"""Names in a draft: spelled by the term base or by romanisation, named at all, and in whose manner."""

from __future__ import annotations

import pytest

from glossary.checks.findings import BeadText, Finding, Severity
from glossary.checks.named import place_stands
from glossary.checks.run import Checker
from glossary.terms.entries import Concept, Evidence, Status, Term


def entry(name: str, ko: str, *english: str, subject: str = "person", evidence: str = "paired") -> Concept:
    known = Evidence(evidence)
    terms = [Term(id=f"{name}-ko", language="ko-KP", text=ko, evidence=known)]
    terms += [Term(id=f"{name}-{i}", language="en", text=t, evidence=known) for i, t in enumerate(english)]
    return Concept(id=name, subject=subject, terms=tuple(terms))


PAK = entry("pak", "박태성", "Pak Thae Song")
MOON = entry("moon", "문재인", "Moon Jae In", "Mun Jae In")
PUTIN = entry("putin", "뿌찐", "Vladimir Putin", "Putin")
WIWON = entry("wiwon", "위원군", "Wiwon County", subject="place/county")
RUSSIA = entry("russia", "로씨야", "Russia", subject="place/country")
PYONGYANG = entry("pyongyang", "평양", "Pyongyang", subject="place/city")


def find(concepts: list[Concept], *pairs: tuple[str, str], profile: str = "general") -> list[Finding]:
    checker = Checker(concepts, profile=profile, only=("names",))
    return checker.check([BeadText(i, a, b) for i, (a, b) in enumerate(pairs)])


SOURCE = "박태성총리는 공장을 돌아보았다."


@pytest.mark.parametrize("profile", ["general", "kcna"])
def test_the_entrys_spelling_satisfies(profile: str) -> None:
    assert find([PAK], (SOURCE, "Premier Pak Thae Song's visit to the factory."), profile=profile) == []
    assert find([MOON], ("문재인이 말하였다.", "Mun Jae In said."), profile=profile) == []


@pytest.mark.parametrize(
    ("written", "general", "kcna"),
    [
        ("Pak Thae Song", "", ""),
        ("PAK THAE SONG", "", ""),
        ("Pak Tae Song", "names.spelling", "names.spelling"),  # the missing h
        ("Pak Thae Sang", "names.spelling", "names.spelling"),
        ("Pak Thae-song", "", "names.south-style"),
        ("Park Tae-sung", "", "names.south-style"),
        ("Thae Song Pak", "", "names.order"),
        ("P'ak T'aesŏng", None, "names.spelling"),
    ],
)
def test_other_spellings(written: str, general: str | None, kcna: str) -> None:
    target = f"Premier {written} looked round the factory."
    for profile, expected in (("general", general), ("kcna", kcna)):
        if expected is None:
            continue
        found = find([PAK], (SOURCE, target), profile=profile)
        assert [f.check for f in found] == ([expected] if expected else [])
        for finding in found:
            (span,) = finding.target_spans
            assert target[span.start : span.end] == written
            assert finding.suggestion == "Pak Thae Song"


def test_another_person_of_the_same_sentence_is_no_misspelling() -> None:
    one, two = entry("a", "김영철", "Kim Yong Chol"), entry("b", "김정철", "Kim Jong Chol")
    pair = ("김영철과 김정철이 왔다.", "Kim Jong Chol came.")
    found = find([one, two], pair)
    assert [f.check for f in found] == ["names.missing"] or found == []
    assert "names.spelling" not in {f.check for f in found}
    swapped = find([one], ("김영철이 왔다.", "Kim Jong Chol came."))
    assert [f.check for f in swapped] == ["names.spelling"]


@pytest.mark.parametrize(
    ("profile", "evidence", "severity"),
    [
        ("kcna", "paired", Severity.ERROR),
        ("general", "paired", Severity.WARNING),
        ("kcna", "one-sided", Severity.WARNING),
        ("kcna", "unattested", Severity.NOTE),
    ],
)
def test_a_name_that_is_not_there(profile: str, evidence: str, severity: Severity) -> None:
    concept = entry("pak", "박태성", "Pak Thae Song", evidence=evidence)
    (finding,) = find([concept], (SOURCE, "The premier looked round the factory."), profile=profile)
    assert (finding.check, finding.severity) == ("names.missing", severity)
    assert "Pak Thae Song" in finding.message
    (span,) = finding.source_spans
    assert SOURCE[span.start : span.end] == "박태성"


def test_part_of_a_name_stands_for_it() -> None:
    assert find([PAK], (SOURCE, "Premier Pak looked round.")) == []
    assert find([PUTIN], ("뿌찐대통령이 말하였다.", "President Vladimir Vladimirovich Putin said.")) == []


def test_a_pronoun_or_the_name_just_before_makes_it_a_note() -> None:
    (finding,) = find([PAK], (SOURCE, "He looked round the factory."), profile="kcna")
    assert finding.severity is Severity.NOTE
    full = (SOURCE, "Premier Pak Thae Song looked round the factory.")
    (finding,) = find([PAK], full, (SOURCE, "The premier looked round."), profile="kcna")
    assert finding.severity is Severity.NOTE


def test_forbidden_forms_are_told_by_the_family_of_terms_only() -> None:
    concept = Concept(
        id="c",
        subject="person",
        terms=(
            Term(id="k", language="ko-KP", text="박태성"),
            Term(id="e", language="en", text="Pak Thae Song"),
            Term(id="f", language="en", text="Park Tae Sung", status=Status.FORBIDDEN),
        ),
    )
    pair = (SOURCE, "Premier Park Tae Sung looked round.")
    assert find([concept], pair, profile="kcna") == []
    checker = Checker([concept], profile="kcna", only=("terms", "names"))
    assert [f.check for f in checker.check([BeadText(0, *pair)])] == ["terms.forbidden"]


class TestPlaces:
    """Places: with and without their unit, as a nationality, misspelled."""

    @pytest.mark.parametrize("target", ["in Wiwon County", "in Wiwon", "the Wiwon people"])
    def test_the_unit_may_be_left_out(self, target: str) -> None:
        assert find([WIWON], ("위원군에서 보내왔다.", f"It came from those {target}."), profile="kcna") == []

    @pytest.mark.parametrize("target", ["Russia", "the Russian side", "Russians", "the Russia-led union"])
    def test_a_nationality_names_the_country(self, target: str) -> None:
        assert find([RUSSIA], ("로씨야가 답하였다.", f"The answer came from {target}."), profile="kcna") == []

    def test_a_misspelled_place(self) -> None:
        (finding,) = find([PYONGYANG], ("평양에서 열렸다.", "It was held in Pyongyong."))
        assert (finding.check, finding.severity, finding.suggestion) == (
            "names.spelling",
            Severity.ERROR,
            "Pyongyang",
        )

    def test_a_country_is_not_missed_in_general_text(self) -> None:
        pair = ("로씨야가 답하였다.", "The two sides answered.")
        assert find([RUSSIA], pair) == []
        assert [f.severity for f in find([RUSSIA], pair, profile="kcna")] == [Severity.NOTE]

    @pytest.mark.parametrize(
        ("place", "target", "stands"),
        [
            ("Italy", "the Italian side", True),
            ("China", "a Chinese delegation", True),
            ("Iraq", "Iraqi forces", True),
            ("United Kingdom", "British envoys", True),
            ("Germany", "German goods", True),
            ("France", "the French", True),
            ("Russia", "a rush", False),
            ("Russia", "the Prussian king", False),
            ("Iran", "Iraqi forces", False),
        ],
    )
    def test_nationalities(self, place: str, target: str, stands: bool) -> None:
        assert place_stands(place, target) is stands


class TestWithoutTermBase:
    """Names that only the rules know."""

    source = "최성국위원장은 연설하였다."

    def test_the_house_form_is_wanted_by_a_house_only(self) -> None:
        for written, check in (
            ("Choe Song Guk", None),
            ("Choi Seong-guk", "names.south-style"),
            ("Choe Sung Guk", "names.spelling"),
        ):
            pair = (self.source, f"Chairman {written} made a speech.")
            assert find([], pair) == []
            assert [f.check for f in find([], pair, profile="kcna")] == ([check] if check else [])

    def test_never_more_than_a_warning(self) -> None:
        found = find([], (self.source, "Somebody made a speech."), profile="kcna")
        assert [(f.check, f.severity) for f in found] == [("names.missing", Severity.WARNING)]
        found = find([], (self.source, "Somebody made a speech."))
        assert {f.severity for f in found} <= {Severity.NOTE}

    def test_everyday_words_are_no_names(self) -> None:
        assert find([], ("지도와 전기는 유리하다.", "It is good."), profile="kcna") == []

    def test_a_hyphenated_name_that_answers_to_nobody(self) -> None:
        pair = ("남조선당국자가 말하였다.", "Kim Min-jung said.")
        assert [f.check for f in find([], pair, profile="kcna")] == ["names.south-style"]
        assert find([], pair) == []
        assert find([], ("그가 말하였다.", "An Anglo-Saxon said."), profile="kcna") == []

    def test_one_person_in_two_spellings(self) -> None:
        first = (self.source, "Chairman Choe Song Guk made a speech.")
        second = ("최성국위원장은 말하였다.", "Chairman Choi Seong-guk said.")
        (finding,) = find([], first, second)
        assert (finding.check, finding.bead, finding.suggestion) == ("names.inconsistent", 1, "Choe Song Guk")
        assert find([], first, first) == []


def test_another_language_pair_is_checked_by_its_entries() -> None:
    concept = Concept(
        id="c",
        subject="person",
        terms=(Term(id="k", language="ko-KP", text="박태성"), Term(id="j", language="ja", text="朴泰成")),
    )
    checker = Checker([concept], target_language="ja", only=("names",))
    assert checker.check([BeadText(0, SOURCE, "朴泰成総理が工場を見た。")]) == []
    (finding,) = checker.check([BeadText(0, SOURCE, "総理が工場を見た。")])
    assert finding.check == "names.missing"
    assert "Japanese" in finding.message


@pytest.mark.parametrize(
    ("source", "target", "suggestion"),
    [
        ("삼지연시에 양묘장이 일떠섰다.", "A nursery has sprung up in Samjiyeon City.", "Samjiyon City"),
        ("삼지연시에 양묘장이 일떠섰다.", "A nursery has sprung up in Samjiyeon-si.", "Samjiyon-si"),
        (
            "함경남도에 양묘장이 일떠섰다.",
            "A nursery has sprung up in South Hamgyeong Province.",
            "South Hamgyong Province",
        ),
    ],
)
def test_a_place_keeps_the_unit_that_the_draft_gave_it(source: str, target: str, suggestion: str) -> None:
    assert [f.suggestion for f in find([], (source, target), profile="kcna")] == [suggestion]


@pytest.mark.parametrize("profile", ["general", "kcna"])
def test_another_province_is_an_error(profile: str) -> None:
    source = "함경남도 함흥시에서 양묘장이 일떠섰다."
    bad = "A nursery has sprung up in Hamhung City, North Hamgyong Province."
    (found,) = find([], (source, bad), profile=profile)
    assert (found.check, found.severity, found.suggestion) == (
        "names.spelling",
        Severity.ERROR,
        "South Hamgyong Province",
    )
    assert find([], (source, bad.replace("North", "South")), profile=profile) == []
    both = "함경남도와 함경북도에서 양묘장이 일떠섰다."
    assert not [f for f in find([], (both, bad), profile=profile) if f.severity is Severity.ERROR]


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("A march took place at Kim Il Sung Square.", []),
        ("A march took place at the square.", []),
        ("A march took place at Kim Il Song Square.", ["names.spelling"]),
    ],
)
def test_a_square_bears_the_name_as_the_person_spells_it(target: str, told: list[str]) -> None:
    assert [f.check for f in find([], ("홰불행진이 김일성광장에서 있었다.", target), profile="kcna")] == told


def test_a_name_that_a_hyphen_joins_to_another_names_nobody() -> None:
    assert find([], ("안호이저-부시 본사가 있다.", "The firm has its seat there."), profile="kcna") == []


@pytest.mark.parametrize("source", ["박춘남문화상이 말하였다.", "김은향녀성이 말하였다.", "서홍찬륙군상장이 말하였다."])
def test_titles_tell_a_name(source: str) -> None:
    assert [f.check for f in find([], (source, "The visitor made a speech."), profile="kcna")] == ["names.missing"]


def test_one_wrong_letter_of_a_foreign_name_is_a_misspelling_not_an_absence() -> None:
    source = "로씨야외무상 쎄르게이 라브로브가 축전을 보내여왔다."
    (found,) = find([], (source, "Sergei Lavrow, foreign minister of Russia, sent a message."), profile="kcna")
    assert (found.check, found.suggestion) == ("names.spelling", "Lavrov")
    assert find([], (source, "Sergei Lavrov, foreign minister of Russia, sent a message."), profile="kcna") == []


def test_a_southern_politician_keeps_the_souths_spelling_but_for_the_hyphen() -> None:
    source = "대통령 윤석열은 체포되였다."
    assert find([], (source, "President Yoon Suk Yeol was arrested."), profile="kcna") == []
    (found,) = find([], (source, "President Yoon Suk-yeol was arrested."), profile="kcna")
    assert found.check == "names.south-style"
