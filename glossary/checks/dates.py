"""Dates that contradict themselves: the weekday of a date, the Juche year of a year.

Inside the translation the calendar decides. Against the source a weekday is held to the date that the Korean names;
what the Korean leaves out (7일) is the text's own month and year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from glossary.checks.findings import Finding, Severity
from glossary.checks.registry import CheckInfo, Example
from glossary.checks.texts import CheckText, beside
from glossary.terms.renderings import day_range
from glossary.text.kcna_marks import JUCHE_OFFSET
from glossary.text.values import Value, date_parts

CHECKS = (
    CheckInfo(
        id="dates.weekday",
        severity=Severity.ERROR,
        title="The day of the week is not that of the date, in the translation or in the source.",
        example=Example(
            source="개통식은 2022년 10월 7일에 진행되였다.",
            bad="The opening ceremony took place on Monday, October 7, 2022.",
            good="The opening ceremony took place on Friday, October 7, 2022.",
        ),
    ),
    CheckInfo(
        id="dates.juche",
        severity=Severity.ERROR,
        title="The Juche year and the year beside it are two years.",
        example=Example(
            source="새 거리는 주체111(2022)년 4월에 준공되였다.",
            bad="The new street was completed in April, Juche 110 (2022).",
            good="The new street was completed in April, Juche 111 (2022).",
        ),
    ),
)

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BETWEEN = re.compile(r"[\s,(]{0,3}(?:(?:which )?(?:is|was|fell on|falls on) )?(?:an? |the )?")
_JUCHE = re.compile(
    r"(?P<juche>(?P<word>Juche|主体|チュチェ)\s?(?P<n>\d{1,3}))\s?[(,（]\s?(?P<year>[12１２]\d{3})(?!\d)"
    r"|(?<!\d)(?P<year2>[12]\d{3})\s?[,(]\s?(?P<juche2>Juche\s?(?P<n2>\d{1,3}))(?!\d)"
)
_COMING = re.compile(r"(?:오는|다음|래달|다가오는) ?(?:\d{1,2}월 ?)?\Z")


def find_in_bead(text: CheckText, at: int) -> Iterator[Finding]:
    """Return the contradictions between dates, weekdays and Juche years of one bead."""
    bead = text.beads[at]
    if not bead.target.strip():
        return
    yield from _juche(text, at)
    days = [v for v in text.target_values(at) if v.kind == "weekday" and isinstance(v.value, int)]
    if not days:
        return
    dates = [v for v in text.target_values(at) if v.kind == "date"]
    for day in days:
        near = [v for v in dates if _names(v, day, bead.target)]
        if len(near) == 1:
            yield from _beside_date(text, at, day, near[0])
            return
    named = any(date_parts(str(v.value))[2] is not None for v in dates)
    if len(days) == 1 and not named and bead.source.strip():
        yield from _against_source(text, at, days[0])


def _names(value: Value, day: Value, target: str) -> bool:
    """Whether a date and a weekday are said of one day: Friday, October 7; October 7, which is a Friday."""
    if beside(value, day):
        return True
    return value.end <= day.start and _BETWEEN.fullmatch(target, value.end, day.start) is not None


def _beside_date(text: CheckText, at: int, day: Value, value: Value) -> Iterator[Finding]:
    stated, month, wanted = date_parts(str(value.value))
    known = day_range(text.date) if text.date else None
    year = stated or (known[0].year if known and known[0].year == known[1].year else None)
    real = _weekday(year, month, wanted)
    if real is None or real == day.value:
        return
    right = WEEKDAYS[real - 1]
    yield text.finding(
        "dates.weekday",
        Severity.ERROR if stated else Severity.WARNING,
        f"{value.text} {'' if stated else f'{year} '}is a {right}, not a {WEEKDAYS[int(day.value) - 1]}.",
        at,
        about=f"{value.value} {day.value}",
        target=[(day.start, day.end)],
        evidence="calendar",
        suggestion=right if day.text in WEEKDAYS else None,
    )


def _against_source(text: CheckText, at: int, day: Value) -> Iterator[Finding]:
    """Return a finding where the source names one day by its date and the translation another by its weekday."""
    source = text.source_values(at)
    named = [v for v in source if v.kind == "date" and date_parts(str(v.value))[2] is not None]
    if len(named) != 1 or any(v.kind == "weekday" for v in source):
        return
    value = named[0]
    meant = _resolved(value, text.date, text.beads[at].source)
    if meant is None or meant.isoweekday() == day.value:
        return
    right = WEEKDAYS[meant.isoweekday() - 1]
    off = (int(day.value) - meant.isoweekday()) % 7
    full = date_parts(str(value.value))[0] is not None
    # Agencies elsewhere count days by their own clock; one day off is no mistake in their texts.
    severity = Severity.NOTE if text.is_general and off in (1, 6) else Severity.WARNING
    yield text.finding(
        "dates.weekday",
        Severity.ERROR if full and severity is Severity.WARNING else severity,
        f"“{value.text}” is {meant.day} {meant:%B} {meant.year}, a {right}, not a {WEEKDAYS[int(day.value) - 1]}.",
        at,
        about=f"{value.value} {day.value}",
        source=[(value.start, value.end)],
        target=[(day.start, day.end)],
        evidence="calendar" if full else f"calendar; the text is of {text.date}",
        suggestion=right if day.text in WEEKDAYS else None,
    )


def _resolved(value: Value, today: str, source: str) -> date | None:
    """Return the day that a date of the source means in a text of `today` (ISO); None where that cannot be told."""
    year, month, day = date_parts(str(value.value))
    known = day_range(today) if today else None
    whole = known[0] if known and known[0] == known[1] else None
    if day is None or (not (year and month) and whole is None):
        return None
    if _COMING.search(source[: value.start]):
        return None
    try:
        if year and month:
            return date(year, month, day)
        if whole is None:
            return None
        if month:
            meant = date(whole.year, month, day)
            return meant if abs((meant - whole).days) < 120 else None
        meant = whole.replace(day=day)
        if meant > whole:
            meant = (whole.replace(day=1) - timedelta(days=1)).replace(day=day)
        # 22일 may be a number of days where the words around it do not say; of the week before it is a date.
        return meant if (whole - meant).days < (7 if value.weak else 15) else None
    except ValueError:
        return None


def _juche(text: CheckText, at: int) -> Iterator[Finding]:
    target = text.beads[at].target
    if not any(word in target for word in ("Juche", "主体", "チュチェ")):
        return
    years = {date_parts(str(v.value))[0] for v in text.source_values(at) if v.kind == "date"}
    for match in _JUCHE.finditer(target):
        juche, year = int(match["n"] or match["n2"]), int(match["year"] or match["year2"])
        if juche + JUCHE_OFFSET == year:
            continue
        group = "juche" if match["n"] else "juche2"
        wrong_year = juche + JUCHE_OFFSET in years and year not in years
        wrong_year = wrong_year or year <= JUCHE_OFFSET
        place = match.span(("year" if match["year"] else "year2") if wrong_year else group)
        word = match["word"] or "Juche"
        right = str(juche + JUCHE_OFFSET) if wrong_year else f"{word}{' ' * (word == 'Juche')}{year - JUCHE_OFFSET}"
        yield text.finding(
            "dates.juche",
            Severity.ERROR,
            f"Juche {juche} is {juche + JUCHE_OFFSET}, not {year}.",
            at,
            about=match[0],
            target=[place],
            evidence="Juche 1 is 1912",
            suggestion=right,
        )


def _weekday(year: int | None, month: int | None, day: int | None) -> int | None:
    if year is None or month is None or day is None:
        return None
    try:
        return date(year, month, day).isoweekday()
    except ValueError:
        return None
