"""Numbers, dates and quantities: every value of the source in the translation, and none that the source lacks.

Values are compared as sets and by meaning (see `comparing`). A date that the other side says in another way
("on Friday", "yesterday") is not missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from glossary.checks.agreement import answered
from glossary.checks.comparing import compare, one_digit_off, same_figure
from glossary.checks.dates import WEEKDAYS
from glossary.checks.findings import Finding, Severity
from glossary.checks.registry import CheckInfo, Example
from glossary.checks.texts import CheckText, beside, language_name
from glossary.text.values import Value, date_parts

CHECKS = (
    CheckInfo(
        id="numbers.mismatch",
        severity=Severity.ERROR,
        title="A number of the source stands in the translation with another value.",
        example=Example(
            source="농장에서는 알곡 7 200t을 생산하였다.",
            bad="The farm produced 7 500 tons of grain.",
            good="The farm produced 7,200 tons of grain.",
        ),
    ),
    CheckInfo(
        id="numbers.missing",
        severity=Severity.WARNING,
        title="A number of the source is not in the translation.",
        example=Example(
            source="공사장에 350명의 청년들이 달려나왔다.",
            bad="Young people turned out to the construction site.",
            good="350 young people turned out to the construction site.",
        ),
    ),
    CheckInfo(
        id="numbers.added",
        severity=Severity.WARNING,
        title="A number of the translation is not in the source.",
        example=Example(
            source="공사장에 청년들이 달려나왔다.",
            bad="As many as 350 young people turned out to the construction site.",
            good="Young people turned out to the construction site.",
        ),
    ),
    CheckInfo(
        id="dates.mismatch",
        severity=Severity.ERROR,
        title="A date of the source stands in the translation as another date.",
        example=Example(
            source="다리는 2021년 4월 15일에 개통되였다.",
            bad="The bridge was opened to traffic on April 25, 2021.",
            good="The bridge was opened to traffic on April 15, 2021.",
        ),
    ),
)

_RELATIVE_DAY = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|same day|that day|this (?:day|week|month|year)"
    r"|last (?:week|month|year|night)|next (?:day|week|month|year)|previous (?:day|month|year)"
    r"|a (?:day|week|month|year) (?:ago|earlier|later))\b"
    r"|오늘|어제|래일|내일|이날|그날|지난해|작년|올해|금년|래년|내년|이달|지난달|당일|전날|다음날|今日|昨日|明日|今年|昨年|来年",
    re.IGNORECASE,
)

SMALL = 12
"""Numbers up to a dozen that are written as words are often part of a phrase; they never rise above a note."""


def find_in_bead(text: CheckText, at: int) -> Iterator[Finding]:
    """Return what is wrong with the numbers and dates of one bead."""
    bead = text.beads[at]
    if not bead.source.strip() or not bead.target.strip():
        return
    source, target = text.source_values(at), _without_closing_mark(bead.target, text.target_values(at))
    if not source and not target:
        return
    result = compare(source, target, bead.source, bead.target)
    if not (result.changed or result.missing or result.added):
        return
    theirs, ours = language_name(text.source_language), language_name(text.target_language)
    nothing_agrees = len(result.missing) + len(result.added) >= 3 and not any(
        answered(v, target, bead.target) for v in source if not v.weak
    )
    loose = is_loose(text, at) or not text.is_in_language(at) or nothing_agrees
    for a, b in result.changed:
        if a.kind == "weekday" and any(_calendar_tells(v, b, text.date) for v in target):
            continue  # the calendar says which of the two is wrong
        severity = min(_weight(a, bead.source, target), _weight(b, bead.target, source), key=lambda s: s.rank)
        if severity is Severity.WARNING and (_of_another_size(a, b) or _beyond_rounding(a, b)):
            severity = Severity.ERROR  # "some" excuses no factor of ten, 30여 no 40
        if severity is Severity.NOTE and _another_day(a, b):
            severity = Severity.WARNING
        if same_figure(a, b) or one_digit_off(a, b):
            severity = Severity.ERROR  # a slip: no other reading of the sentence gives two such values
        yield text.finding(
            "dates.mismatch" if a.kind in ("date", "weekday") else "numbers.mismatch",
            _lower(severity) if loose else severity,
            f"{told(a)} in the {theirs}, but {told(b)} in the {ours}.",
            at,
            about=f"{key_of(a)}>{key_of(b)}",
            source=[(a.start, a.end)],
            target=[(b.start, b.end)],
            evidence=f"{_shown(a)} and {_shown(b)}",
        )
    for check, values, others, here, there, language in (
        ("numbers.missing", result.missing, target, bead.source, bead.target, ours),
        ("numbers.added", result.added, source, bead.target, bead.source, theirs),
    ):
        own = source if others is target else target
        for value in values:
            if _said_otherwise(value, own, others, there):
                continue
            severity = min(_weight(value, here, others), Severity.WARNING, key=lambda s: s.rank)
            place = [(value.start, value.end)]
            yield text.finding(
                check,
                _lower(severity) if loose else severity,
                f"{told(value)} is not in the {language}.",
                at,
                about=key_of(value),
                source=place if check == "numbers.missing" else (),
                target=place if check == "numbers.added" else (),
                evidence=_shown(value),
            )


def _calendar_tells(value: Value, day: Value, today: str) -> bool:
    """Whether a date stands beside a weekday whose year is known."""
    return value.kind == "date" and beside(value, day) and bool(today or date_parts(str(value.value))[0])


def _of_another_size(a: Value, b: Value) -> bool:
    if isinstance(a.value, str) or isinstance(b.value, str):
        return False
    return max(a.value, b.value) >= 2 * min(a.value, b.value)


def _beyond_rounding(a: Value, b: Value) -> bool:
    """Whether two values written in figures differ by more than the last place of the rounder: 30여 and 40, not 35."""
    x, y = a.value, b.value
    if not (isinstance(x, int) and isinstance(y, int) and x and y) or not all(
        any(c.isdigit() for c in v.text) for v in (a, b)
    ):
        return False
    steps = [_last_place(v) for v, about in ((x, a.approximate), (y, b.approximate)) if about]
    return abs(x - y) >= max(steps, default=1)


def _last_place(number: int) -> int:
    """Return the place of the last digit that is no zero: 10 for 30, 1000 for 12,000."""
    digits = str(abs(number))
    return int(10 ** (len(digits) - len(digits.rstrip("0"))))


def _another_day(a: Value, b: Value) -> bool:
    """Whether a day of the month stands against a fuller date with another day: 11일, October 12."""
    if not a.kind == b.kind == "date":
        return False
    (_, month, day), (_, other_month, other_day) = date_parts(str(a.value)), date_parts(str(b.value))
    return day is not None and other_day is not None and day != other_day and bool(month or other_month)


def _without_closing_mark(target: str, values: list[Value]) -> list[Value]:
    """Return the values without the 0 of KCNA's closing mark -0-."""
    return [v for v in values if not (v.text == "0" and target[v.start - 1 : v.end + 1] == "-0-")]


def _lower(severity: Severity) -> Severity:
    return Severity.WARNING if severity is Severity.ERROR else Severity.NOTE


_WINDOW = 15
"""So many beads on either side show how closely the text is translated."""
_ENOUGH = 12
"""Fewer values say nothing about that."""
_CLOSE = 0.88
"""From this share of values with a counterpart on, a text is translated closely: NTREX .95, abridged news below .85."""


def is_loose(text: CheckText, at: int) -> bool:
    """Whether the text around a bead is a free or abridged translation, in which a number left out is no mistake.

    Measured on the beads around it: the share of numbers and dates that have a counterpart.
    """
    answered_, all_ = 0, 0
    for other in range(max(0, at - _WINDOW), min(len(text.beads), at + _WINDOW + 1)):
        if other == at:
            continue
        found, total = text.cached(("numbers.agreement", other), partial(_agreement, text, other))
        answered_ += found
        all_ += total
    return all_ >= _ENOUGH and answered_ < _CLOSE * all_


def _agreement(text: CheckText, at: int) -> tuple[int, int]:
    """Return how many values of a bead have a counterpart, and how many there are."""
    bead = text.beads[at]
    if not bead.source or not bead.target:
        return 0, 0
    source, target = text.source_values(at), text.target_values(at)
    held = [answered(v, target, bead.target) for v in source if not v.weak and v.kind != "weekday"]
    held += [answered(v, source, bead.source) for v in target if not v.weak and v.kind != "weekday"]
    return sum(held), len(held)


def _weight(value: Value, text: str, others: list[Value]) -> Severity:
    """Return how sure one can be that a value had to be on the other side."""
    digits = any(c.isdigit() for c in value.text)
    small = isinstance(value.value, int) and value.value <= (2 if digits else SMALL)
    if small and value.kind in ("number", "ordinal"):
        return Severity.NOTE  # a man, both, the latter
    if not digits and value.kind in ("number", "ordinal"):
        return Severity.NOTE
    if value.kind == "date" and sum(p is not None for p in date_parts(str(value.value))) == 1 and len(value.text) < 6:
        return Severity.NOTE  # the 7th, in May: the day is often named otherwise
    if _aside(value, text) or (
        value.kind == "money" and any(o.kind == "money" and o.unit != value.unit for o in others)
    ):
        return Severity.NOTE
    return Severity.WARNING if value.approximate else Severity.ERROR


_SCORE = re.compile(r"[\d)]\s?[-:–]\s?$|^\s?[-:–]\s?[\d(]")


def _aside(value: Value, text: str) -> bool:
    """Whether a value stands in brackets of its own (an age, a sum in another currency) or in a score (6-2 7-5)."""
    before, after = text[: value.start], text[value.end :]
    if _SCORE.search(before) or _SCORE.search(after):
        return True
    opening, closing = before.rfind("("), after.find(")")
    inside = opening > before.rfind(")") and closing >= 0 and value.kind != "date"
    return inside and value.start - opening - 1 + closing <= 8


def _said_otherwise(value: Value, own: list[Value], others: list[Value], other_text: str) -> bool:
    """Whether the other side may name the same day in another way, by its weekday or as "yesterday".

    A weekday that stands on both sides (7일 월요일, Monday, November 21) is said of itself and for no date.
    """
    if value.kind == "weekday":
        return True
    if value.kind not in ("date", "time"):
        return False
    more = sum(o.kind == "weekday" for o in others) > sum(v.kind == "weekday" for v in own)
    return more or _RELATIVE_DAY.search(other_text) is not None


def told(value: Value) -> str:
    """Return a value for a message: the words, and what they mean where the words do not show it."""
    meaning = _shown(value)
    plain = meaning.replace(",", "").replace(" ", "").lower()
    same = plain in value.text.replace(",", "").replace(" ", "").lower()
    return f"“{value.text}”" if same else f"“{value.text}” ({meaning})"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def _shown(value: Value) -> str:
    if value.kind == "date":
        year, month, day = date_parts(str(value.value))
        date_words = " ".join(str(p) for p in (_MONTHS[month - 1] if month else "", day) if p)
        return f"{date_words}, {year}" if year and date_words else str(year or date_words)
    if value.kind == "weekday" and isinstance(value.value, int) and 1 <= value.value <= 7:
        return WEEKDAYS[value.value - 1]
    number = value.value
    if isinstance(number, Fraction):
        number = f"{float(number):g}" if number.denominator in (2, 4, 5, 8, 10, 20, 25, 100) else str(number)
    shown = f"{number:,}" if isinstance(number, int) else str(number)
    return f"{shown} percent" if value.kind == "percent" else f"{shown} {value.unit}".strip()


def key_of(value: Value) -> str:
    """Return what makes a value this one and no other."""
    return f"{value.kind}:{value.value}:{value.unit}"
