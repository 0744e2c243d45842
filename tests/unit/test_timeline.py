"""Renderings over time: periods, first and last, what is proposed, the chart, the picture, tables of counts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exports.timeline_svg import timeline_svg
from glossary.errors import InputError
from glossary.terms.timeline import OTHER, By, Use, chart, chosen, current, proposals, read_counts, spark, timeline

OLD, NEW = "on-site inspection", "field guidance"
USES = [
    *(Use(OLD, f"2031-0{m}-10", place=f"1/{m}") for m in range(1, 7)),
    Use(NEW, "2031-06-11"),
    *(Use(NEW, f"2032-0{m}-10") for m in range(1, 9)),
    Use(OTHER, "2032-02-02"),
    Use(NEW, ""),
]


def test_lines_periods_and_shares() -> None:
    found = timeline(USES)
    assert found.periods == ("2031", "2032")
    assert [line.rendering for line in found.lines] == [NEW, OLD, OTHER]
    old = found.lines[1]
    assert (old.first, old.last, old.count, old.periods) == ("2031-01-10", "2031-06-10", 6, {"2031": 6})
    assert old.places == tuple(f"1/{m}" for m in range(1, 7))
    assert found.undated == 1
    assert found.share(found.lines[0], "2031") == pytest.approx(1 / 7)
    assert timeline(USES, By.MONTH).periods[0] == "2031-01"


def test_dates_are_proposed_where_absence_says_something() -> None:
    found = {p.rendering: p for p in proposals(timeline(USES))}
    assert found[OLD].valid_until == date(2031, 6, 10)
    assert found[OLD].valid_from is None
    assert NEW not in found
    by_month = {p.rendering: p for p in proposals(timeline(USES, By.MONTH))}
    assert by_month[NEW].valid_from == date(2031, 6, 11)


def test_nothing_is_proposed_from_a_few_uses() -> None:
    assert proposals(timeline([Use(OLD, "2031"), Use(NEW, "2032")])) == []


def test_the_current_form_is_that_of_the_latest_period() -> None:
    now = current(timeline(USES))
    assert now is not None
    assert now.rendering == NEW
    assert current(timeline([])) is None


@given(
    st.lists(
        st.builds(
            Use,
            st.sampled_from([OLD, NEW, "x"]),
            st.sampled_from(["2031", "2032-05", "2033-01-02", "", "?"]),
            st.integers(1, 9),
        )
    )
)
def test_nothing_is_lost(uses: list[Use]) -> None:
    found = timeline(uses)
    assert sum(line.count for line in found.lines) == sum(use.count for use in uses)
    assert sum(sum(line.periods.values()) for line in found.lines) + found.undated == sum(use.count for use in uses)
    assert all(len(spark(found, line)) == len(found.periods) for line in found.lines)
    assert chart(found, 80).count("\n") >= len(found.lines)


def test_the_chart_fits_the_terminal() -> None:
    drawn = chart(timeline(USES, By.MONTH), 80)
    assert max(map(len, drawn.splitlines())) <= 80
    assert "█" in drawn
    assert OLD in drawn
    assert chart(timeline([])) == ""


def test_the_picture_is_a_picture() -> None:
    root = etree.fromstring(timeline_svg(timeline(USES), "현지지도 <by year>").encode())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(root.findall(".//{*}rect")) == 1 + 4
    assert any(OLD in (text.text or "") for text in root.findall(".//{*}text"))


COUNTS = "phrase\tn2031\tn2032\n(articles)\t1000\t500\nold form\t40\t0\nnew form\t0\t30\n"


def test_counts_are_read_and_weighed_by_articles() -> None:
    uses, articles = read_counts(COUNTS)
    assert articles == {"2031": 1000, "2032": 500}
    found = timeline(uses, articles=articles)
    old = next(line for line in found.lines if line.rendering == "old form")
    assert old.one_sided
    assert found.share(old, "2031") == pytest.approx(40)
    dates = {p.rendering: p for p in proposals(found)}
    assert dates["old form"].valid_until == date(2031, 12, 31)
    assert dates["new form"].valid_from == date(2032, 1, 1)
    assert {u.rendering for u in chosen(uses, ["old form"])} == {"old form"}


@pytest.mark.parametrize(
    ("text", "place"), [("a\tb\n", "line 1"), ("phrase\tn2031\nx\tmany\n", "line 2"), ("", "line 1")]
)
def test_unusable_counts_say_where(text: str, place: str) -> None:
    with pytest.raises(InputError, match=place):
        read_counts(text, "x.tsv")


def test_an_unknown_phrase_is_named() -> None:
    with pytest.raises(InputError, match="no such"):
        chosen(read_counts(COUNTS)[0], ["no such"])
