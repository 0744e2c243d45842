"""Numbers, dates and quantities: every value of the source in the translation, and none that the source lacks.

Values are compared as sets and by meaning (see `agreement`). A date that the other side says in another way
("on Friday", "yesterday") is not missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from glossary.checks.agreement import compare, parts
from glossary.checks.findings import Finding, Severity
from glossary.checks.registry import CheckInfo, Example
from glossary.checks.texts import CheckText, language_name
from glossary.terms.renderings import day_range
from glossary.text.values import Value

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
    CheckInfo(
        id="dates.weekday",
        severity=Severity.ERROR,
        title="The day of the week is not that of the date beside it.",
        example=Example(
            source="개통식은 2022년 10월 7일에 진행되였다.",
            bad="The opening ceremony took place on Monday, October 7, 2022.",
            good="The opening ceremony took place on Friday, October 7, 2022.",
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
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SMALL = 12
"""Numbers up to a dozen that are written as words are often part of a phrase; they never rise above a note."""


def find_in_bead(text: CheckText, at: int) -> Iterator[Finding]:
    """Return what is wrong with the numbers and dates of one bead."""
    bead = text.beads[at]
    if not bead.source.strip() or not bead.target.strip():
        return
    source, target = text.source_values(at), text.target_values(at)
    yield from _weekdays(text, at, target)
    if not source and not target:
        return
    result = compare(source, target, bead.source, bead.target)
    theirs, ours = language_name(text.source_language), language_name(text.target_language)
    for a, b in result.changed:
        dates = a.kind in ("date", "weekday")
        if a.kind == "weekday" and _has_date(target):
            continue
        severity = min(_weight(a), _weight(b), key=lambda s: s.rank)
        yield text.finding(
            "dates.mismatch" if dates else "numbers.mismatch",
            severity,
            f"{told(a)} in the {theirs}, but {told(b)} in the {ours}.",
            at,
            about=f"{_key(a)}>{_key(b)}",
            source=[(a.start, a.end)],
            target=[(b.start, b.end)],
            evidence=f"{_shown(a)} and {_shown(b)}",
        )
    for value in result.missing:
        if not _said_otherwise(value, target, bead.target):
            yield text.finding(
                "numbers.missing",
                min(_weight(value), Severity.WARNING, key=lambda s: s.rank),
                f"{told(value)} is not in the {ours}.",
                at,
                about=_key(value),
                source=[(value.start, value.end)],
                evidence=_shown(value),
            )
    for value in result.added:
        if not _said_otherwise(value, source, bead.source):
            yield text.finding(
                "numbers.added",
                min(_weight(value), Severity.WARNING, key=lambda s: s.rank),
                f"{told(value)} is not in the {theirs}.",
                at,
                about=_key(value),
                target=[(value.start, value.end)],
                evidence=_shown(value),
            )


def _weight(value: Value) -> Severity:
    """Return how sure one can be that the value had to be on the other side."""
    has_digits = any(c.isdigit() for c in value.text)
    if not has_digits and isinstance(value.value, int) and value.value <= SMALL and value.kind != "weekday":
        return Severity.NOTE
    if value.approximate or (not has_digits and value.kind in ("number", "ordinal")):
        return Severity.NOTE if not has_digits else Severity.WARNING
    return Severity.ERROR


def _said_otherwise(value: Value, others: list[Value], other_text: str) -> bool:
    """Whether the other side may name the same day in another way, by its weekday or as "yesterday"."""
    if value.kind == "weekday":
        return True
    if value.kind not in ("date", "time"):
        return False
    return any(o.kind == "weekday" for o in others) or _RELATIVE_DAY.search(other_text) is not None


def _has_date(values: list[Value]) -> bool:
    return any(v.kind == "date" for v in values)


def _weekdays(text: CheckText, at: int, target: list[Value]) -> Iterator[Finding]:
    """Return a finding for a weekday that is not the date's beside it; the year may be the text's own."""
    days = [v for v in target if v.kind == "weekday"]
    dates = [(v, parts(v)) for v in target if v.kind == "date"]
    known = day_range(text.date) if text.date else None
    year = known[0].year if known and known[0].year == known[1].year else None
    for day in days:
        near = [(v, p) for v, p in dates if p and _beside(v, day)]
        if len(near) != 1 or not isinstance(day.value, int):
            continue
        value, (stated, month, wanted) = near[0]
        real = _weekday(stated or year, month, wanted)
        if real is not None and real != day.value:
            right = WEEKDAYS[real - 1]
            yield text.finding(
                "dates.weekday",
                Severity.ERROR if stated else Severity.WARNING,
                f"{value.text} {'' if stated else f'{year} '}is a {right}, not a {WEEKDAYS[day.value - 1]}.",
                at,
                about=f"{_key(value)} {day.value}",
                target=[(day.start, day.end)],
                evidence="calendar",
                suggestion=right if day.text in WEEKDAYS else None,
            )


def _weekday(year: int | None, month: int | None, day: int | None) -> int | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day).isoweekday()
    except ValueError:
        return None


def _beside(value: Value, day: Value) -> bool:
    """Whether a date stands right behind or before the weekday: Friday, October 7; October 7 (Friday)."""
    return 0 <= value.start - day.end <= 3 or 0 <= day.start - value.end <= 3


def told(value: Value) -> str:
    """Return a value for a message: the words, and what they mean where the words do not show it."""
    meaning = _shown(value)
    return f"“{value.text}”" if meaning in value.text else f"“{value.text}” ({meaning})"


def _shown(value: Value) -> str:
    number = f"{value.value:,}" if isinstance(value.value, int) else str(value.value)
    if value.kind == "weekday" and isinstance(value.value, int) and 1 <= value.value <= 7:
        return WEEKDAYS[value.value - 1]
    if value.kind == "percent":
        return f"{number} percent"
    if value.kind == "date":
        return str(value.value).lstrip("-")
    return f"{number} {value.unit}".strip()


def _key(value: Value) -> str:
    return f"{value.kind}:{value.value}:{value.unit}"
