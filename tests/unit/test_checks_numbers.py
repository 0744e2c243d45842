"""Numbers and dates in a draft: what agrees in whatever notation, what is told and how."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.checks.agreement import agree
from glossary.checks.comparing import compare
from glossary.checks.findings import BeadText, Finding, Severity
from glossary.checks.numbers import told
from glossary.checks.run import Checker
from glossary.text.values import Value


def value(kind: str, what: int | str | Fraction, unit: str = "", text: str = "", **more: bool) -> Value:
    text = text or str(what)
    return Value(kind, what, unit, 0, len(text), text, **more)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (value("number", 70_000_000, text="7천만"), value("number", 70_000_000, text="70 million"), True),
        (value("number", 5), value("ordinal", 5), True),
        (value("number", 5, "person"), value("number", 5, "seat"), True),
        (value("date", "2022-10-07"), value("date", "--10-07"), True),
        (value("date", "2022-10-07"), value("date", "--10-08"), False),
        (value("date", "2022"), value("date", "--10"), False),
        (value("date", "---07"), value("date", "--10-07"), True),
        (value("date", "2022"), value("number", 2022), True),
        (value("date", "1997"), value("number", 97), True),
        (value("date", "--06-15"), value("number", Fraction(615, 100), text="6.15"), True),
        (value("date", "--06-16"), value("number", Fraction(615, 100), text="6.15"), False),
        (value("time", "15:00"), value("time", "03:00"), True),
        (value("time", "15:30"), value("time", "15:00"), False),
        (value("time", "03:33"), value("number", 333, text="0333"), True),
        (value("number", 1, "year"), value("number", 12, "month"), True),
        (value("number", 1, "year"), value("number", 1, "month"), False),
        (value("number", 600, "km"), value("number", 375, "mile"), True),
        (value("number", 600, "km"), value("number", 300, "mile"), False),
        (value("number", 3, "km"), value("number", 3, "m"), False),
        (value("number", 120, "km"), value("number", 75), True),
        (value("number", 25, "degree"), value("number", 77, "degree"), True),
        (value("percent", 50), value("number", Fraction(1, 2)), True),
        (value("percent", 50), value("percent", 51), False),
        (value("money", 5, "USD"), value("money", 5, "EUR"), False),
        (value("money", 5, "USD"), value("number", 5), True),
        (value("decade", 1980), value("decade", 80), True),
        (value("weekday", 5), value("number", 5), False),
        (value("number", 1000, text="수천", approximate=True), value("number", 2000, approximate=True), True),
        (value("number", 1000, text="수천", approximate=True), value("number", 90_000, approximate=True), False),
        (value("number", 1000, approximate=True), value("number", 2000, approximate=True), False),
    ],
)
def test_agreement_goes_both_ways(one: Value, other: Value, same: bool) -> None:
    assert agree(one, other) is same
    assert agree(other, one) is same


values = st.builds(
    value,
    st.sampled_from(["number", "ordinal", "percent"]),
    st.integers(min_value=13, max_value=10**15),
)


@given(st.lists(values, max_size=5))
def test_equal_sides_have_nothing_left_over(given_values: list[Value]) -> None:
    result = compare(given_values, given_values, "", "")
    assert (result.missing, result.added, result.changed) == ((), (), ())


@given(st.lists(values, max_size=4), st.lists(values, max_size=4))
def test_every_value_is_answered_or_told_once(source: list[Value], target: list[Value]) -> None:
    result = compare(source, target, "", "")
    left = [*result.missing, *(a for a, _ in result.changed)]
    assert {v.key for v in left} == {s.key for s in source if not any(agree(s, t) for t in target)}
    assert len({id(v) for v in left}) == len(left)


def find(source: str, target: str, *, day: str = "", profile: str = "general") -> list[Finding]:
    checker = Checker(only=("numbers", "dates"), date=day, profile=profile)
    return checker.check([BeadText(0, source, target)])


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("7천만의 인민", "the 70 million people"),
        ("알곡 5 000t을 생산하였다.", "It produced 5,000 tons of grain."),
        ("주체111(2022)년 10월 7일에 진행되였다.", "It took place on October 7, Juche 111 (2022)."),
        ("10월 7일 회의가 열렸다.", "The meeting was held on Friday."),
        ("3분의 1이 완성되였다.", "One third is complete."),
        ("계획을 120% 수행하였다.", "The plan was carried out at 120 percent."),
        ("창건 70돐을 맞으며", "marking the 70th anniversary of the founding"),
        ("제8차대회", "the Eighth Congress"),
        ("남성 1명이 왔다.", "A man came."),
        ("30분동안 계속되였다.", "It lasted half an hour."),
        ("10년동안 싸웠다.", "They fought for a decade."),
        ("제2차 세계대전", "World War II"),
        ("비행기 B-52가 날았다.", "A B-52 flew."),
        ("성과를 거두었다.", "Success was made. -0-"),
        ("타율 4할 6리라는 기록", "a batting average of .406"),
        ("12초89를 기록하였다.", "He ran a 12.89."),
        ("후반전에 꼴을 넣었다.", "He scored in the second half."),
        ("하루 24시간 봉사하고있다.", "They are serving round the clock."),
        ("발사는 6일 12시경 진행되였다.", "The launch was conducted at around noon on the 6th."),
        ("천만군민이 떨쳐나섰다.", "All the service personnel and people turned out."),
        ("천만군민이 떨쳐나섰다.", "The ten million service personnel and people turned out."),
        ("낟알털기는 보름이면 끝난다.", "The threshing will be over in a fortnight."),
    ],
)
def test_the_same_in_another_notation_is_silent_above_a_note(source: str, target: str) -> None:
    assert [f for f in find(source, target) if f.severity is not Severity.NOTE] == []


@pytest.mark.parametrize(
    ("source", "target", "check", "there", "here"),
    [
        ("알곡 7 200t을 생산하였다.", "It produced 7,500 tons.", "numbers.mismatch", "7 200t", "7,500 tons"),
        ("110만명이 참가하였다.", "Some 11 million took part.", "numbers.mismatch", "110만", "11 million"),
        ("3월 15일에 끝났다.", "It ended on March 25.", "dates.mismatch", "3월 15일", "March 25"),
        ("실적은 95%이다.", "The result is 59 percent.", "numbers.mismatch", "95%", "59 percent"),
    ],
)
def test_a_changed_value_is_one_error_with_both_places(
    source: str, target: str, check: str, there: str, here: str
) -> None:
    (finding,) = find(source, target)
    assert (finding.check, finding.severity) == (check, Severity.ERROR)
    (a,), (b,) = finding.source_spans, finding.target_spans
    assert there in source[a.start : a.end] or source[a.start : a.end] in there
    assert target[b.start : b.end] == here


def test_missing_and_added_say_the_value_and_its_place() -> None:
    (missing,) = find("350명이 왔다.", "People came.")
    assert (missing.check, missing.severity, missing.target_spans) == ("numbers.missing", Severity.WARNING, ())
    (added,) = find("사람들이 왔다.", "As many as 350 people came.")
    assert (added.check, added.severity, added.source_spans) == ("numbers.added", Severity.WARNING, ())
    assert "350" in added.message


def test_a_weekday_on_both_sides_stands_for_no_date() -> None:
    source = "절반은 7일 월요일에 이미 수매되였다."
    assert find(source, "Half had already been procured on Monday, November 7.", day="2022-11-09") == []
    assert find(source, "Half had already been procured on Monday.", day="2022-11-09") == []
    wrong = "Half had already been procured on Monday, November 21."
    told = find(source, wrong, day="2022-11-09")
    assert [f.target_spans[0].start for f in told if f.check == "numbers.added"] == [wrong.index("November")]


def test_small_words_and_asides_are_notes() -> None:
    assert {f.severity for f in find("두 사람이 왔다.", "People came.")} <= {Severity.NOTE}
    assert {f.severity for f in find("그(40)는 왔다.", "He came.")} == {Severity.NOTE}
    assert {f.severity for f in find("5달라를 냈다.", "He paid $5 (4.7 euros).")} <= {Severity.NOTE}


def test_a_free_translation_is_judged_mildly() -> None:
    close = [BeadText(i, f"{i + 20}명이 {i + 300}일 일하였다.", f"{i + 20} worked {i + 300} days.") for i in range(20)]
    free = [BeadText(i, f"{i + 20}명이 {i + 300}일 일하였다.", "Many worked for long.") for i in range(20)]
    lost = BeadText(20, "350명이 왔다.", "People came.")
    checker = Checker(only=("numbers",))
    assert checker.check([*close, lost])[-1].severity is Severity.WARNING
    assert checker.check([*free, lost])[-1].severity is Severity.NOTE


class TestWeekdays:
    """The day of the week against the date beside it."""

    source = "7일에 진행되였다."

    def test_against_a_full_date(self) -> None:
        target = "It took place on Monday, October 7, 2022."
        (finding,) = (f for f in find("2022년 10월 7일에 진행되였다.", target) if f.check == "dates.weekday")
        (span,) = finding.target_spans
        assert target[span.start : span.end] == "Monday"
        assert (finding.severity, finding.suggestion) == (Severity.ERROR, "Friday")

    def test_the_year_may_be_the_texts(self) -> None:
        target = "It took place on Monday, October 7."
        found = [f for f in find("10월 7일에 진행되였다.", target, day="2022-10-08") if f.check == "dates.weekday"]
        assert [f.suggestion for f in found] == ["Friday"]
        assert [f for f in find("10월 7일에 진행되였다.", target) if f.check == "dates.weekday"] == []

    def test_right_ones_and_far_ones_are_silent(self) -> None:
        for target in ("on Friday, October 7, 2022", "On Monday they said that on October 7, 2022 it was held"):
            assert [f for f in find("2022년 10월 7일에", target) if f.check == "dates.weekday"] == []


@pytest.mark.parametrize(
    ("given_value", "words"),
    [
        (value("number", 70_000_000, text="7천만"), "“7천만” (70,000,000)"),
        (value("number", 350, text="350"), "“350”"),
        (value("date", "2022-10-07", text="2022년 10월 7일"), "“2022년 10월 7일” (October 7, 2022)"),
        (value("date", "--10", text="10월"), "“10월” (October)"),
        (value("percent", 50, text="절반"), "“절반” (50 percent)"),
        (value("number", Fraction(1, 3), text="3분의 1"), "“3분의 1” (1/3)"),
        (value("number", Fraction(5, 2), text="두배반"), "“두배반” (2.5)"),
        (value("weekday", 5, text="금요일"), "“금요일” (Friday)"),
    ],
)
def test_values_are_told_with_what_they_mean(given_value: Value, words: str) -> None:
    assert told(given_value) == words


@pytest.mark.parametrize(
    ("source", "target", "told_of"),
    [
        ("회의는 오후 3시 30분에 끝났다.", "The meeting ended at 3:30 a.m.", "03:30"),
        ("회의는 저녁 7시에 시작되였다.", "The meeting began at 7 a.m.", "저녁 7시"),
        ("회의는 밤 11시에 끝났다.", "The meeting ended at 11 p.m.", ""),
        ("회의는 새벽 3시에 끝났다.", "The meeting ended at three in the morning.", ""),
        ("회의는 3시에 끝났다.", "The meeting ended at 3 p.m.", ""),
        ("회의는 오전 10시부터 오후 10시까지 진행되였다.", "The meeting lasted from 10 a.m. to 10 p.m.", ""),
        ("회의는 낮 12시에 끝났다.", "The meeting ended at 12 a.m.", ""),
    ],
)
def test_times_are_held_to_their_half_of_the_day_where_both_sides_say_it(
    source: str, target: str, told_of: str
) -> None:
    found = Checker(only=("numbers",)).check([BeadText(0, source, target)])
    assert [f.severity for f in found] == ([Severity.ERROR] if told_of else [])
    assert all(told_of in f.message for f in found)


@pytest.mark.parametrize(
    ("source", "target", "severities"),
    [
        ("계획을 110.5%로 넘쳐 수행하였다.", "They overfulfilled the plan by 10.5 percent.", []),
        ("계획을 15% 초과하였다.", "The plan was carried out at 115 percent.", []),
        ("계획을 110.5%로 수행하였다.", "They carried out the plan at 10.5 percent.", ["error"]),
        ("계획을 110.5%로 넘쳐 수행하였다.", "They overfulfilled the plan by 11.5 percent.", ["error"]),
        ("상반년계획을 수행하였다.", "They carried out the plan for the first half-year.", []),
        ("30여개의 시설을 갖추었다.", "It has 40 facilities.", ["error"]),
        ("30여개의 시설을 갖추었다.", "It has 35 facilities.", ["warning"]),
        ("1만 2천여명이 참가하였다.", "More than 12 000 people took part.", []),
        ("준공식이 11일 진행되였다.", "The ceremony took place on October 12.", ["warning"]),
        ("준공식이 11일 진행되였다.", "The ceremony took place on October 11.", []),
        ("1953년 7월 27일은 수요일이 아니라 월요일이였다.", "July 27, 1953 was not Tuesday but Monday.", ["error"]),
    ],
)
def test_how_much_a_changed_value_matters(source: str, target: str, severities: list[str]) -> None:
    found = Checker(only=("numbers", "dates")).check([BeadText(0, source, target)])
    assert [f.severity.value for f in found] == severities


@pytest.mark.parametrize(
    ("source", "target", "wrong"),
    [
        ("약 10분이 걸렸다.", "It took about 10 hours.", "10 hours"),
        ("약 2억 3 800만딸라가 들었다.", "It cost about $238 billion.", "$238 billion"),
        ("거리는 80km(50마일)이다.", "The distance is 80 m (50 miles).", "80 m"),
        ("공장은 1995년에 섰고 7 200t을 생산하였다.", "The plant was built in 1985 and produced 7,300 tons.", "1985"),
    ],
)
def test_one_figure_with_another_unit_or_one_other_digit_is_an_error(source: str, target: str, wrong: str) -> None:
    found = Checker(only=("numbers", "dates")).check([BeadText(0, source, target)])
    told_ = {target[s.start : s.end] for f in found if f.severity is Severity.ERROR for s in f.target_spans}
    assert wrong in told_


def test_a_sum_in_two_currencies_is_no_slip() -> None:
    found = Checker(only=("numbers",)).check([BeadText(0, "56억원을 들였다.", "It cost $5.6 million.")])
    assert Severity.ERROR not in {f.severity for f in found}
