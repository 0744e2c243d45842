"""Dates, times, years and decades in English.

Invariant: each reader looks at one place only and returns the values that begin there, or nothing.
"""

from __future__ import annotations

import re

from glossary.text.kcna_marks import JUCHE_OFFSET, MONTHS
from glossary.text.units import UnitReader
from glossary.text.values import Value, at, iso_partial

UNITS = UnitReader("en", r"[ -]|(?<=\d)(?=(?:km|kg|cm|mm|m|ha|kw|mw|%|％)(?![A-Za-z]))")
SCALE = re.compile(
    r"[ -](?P<scale>hundred|thousand|million|billion|trillion|quadrillion)(?![a-z])|(?P<letter>[kmb]n?)(?![A-Za-z])",
    re.IGNORECASE,
)
MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
# What makes the day behind a month no day: May 5,000 people, May 20 percent
_NO_DAY = r"(?![\d:%]|,\d{3}| ?(?:percent|per cent|million|billion|thousand))"
_YEAR_BEHIND = r"(?:,? (?P<year>[12]\d{3})(?!\d|,\d)|,? Juche\s?(?P<juche>\d{1,3})(?:\s?\(\s?\d{4}\s?\))?)?"
_MONTH_FIRST = re.compile(
    rf"(?P<month>{MONTH})(?: (?:the )?(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?{_NO_DAY}"
    r"(?:(?P<link>\s?(?:-|–|to|and|through|or|until|till)\s?)(?P<last>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?"
    rf"(?![\d:%]|,\d{{3}}| [a-z]))?)?{_YEAR_BEHIND}"
)
_DAY_FIRST = re.compile(
    rf"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH})(?![a-z]){_YEAR_BEHIND}"
)
_DAY_WORDS = re.compile(rf" (?:day )?of (?P<month>{MONTH})(?![a-z]){_YEAR_BEHIND}")
_JUCHE = re.compile(
    r"Juche\s?(?P<juche>\d{1,3})"
    r"(?:\.\s?(?P<month>\d{1,2})\.\s?(?P<day>\d{1,2})\.?|\s?\(\s?(?P<paren>\d{4})\s?\))?"
)
_ISO = re.compile(r"(?P<year>[12]\d{3})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)|9/11(?![\d/])")
_DECADE = re.compile(r"(?P<year>1\d{2}0|20\d0|[2-9]0)['’]?s\b")
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?:(?P<half>[ap])\.?\s?m\.?(?![a-z])|(?P<oclock>o['’]clock))"
    r"|(?P<h2>[01]?\d|2[0-4]):(?P<m2>[0-5]\d)(?![\d:])",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?P<first>(?:1[5-9]|20|21)\d\d)\s?[-–/]\s?(?P<last>(?:(?:1[5-9]|20|21)\d\d)|\d\d)(?![\d-])")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d(?![\d,.]*\d)")
_COUNTED = re.compile(
    r"[ -](?:\w+ly )?(?:people|persons|officials|workers|students|soldiers|houses|families|households|children"
    r"|women|men"
    r"|troops|members|delegates|participants|books|copies|square|cubic|cases|more|new|sets|kinds|points|strong)\b"
)
_SURE_MONTH = re.compile(
    r"\b(?:in|of|on|since|last|this|next|early|late|mid|until|till|by|from|to|between|every|during|through|and)[ -]\Z",
    re.IGNORECASE,
)
_WORDS_TOO = frozenset(("March", "May", "Mar", "Dec", "Jan", "Jun", "Sep"))
"""Months whose name is a word, a verb or a name."""
_WEEKDAYS = {
    day: number for number, day in enumerate(("mon", "tues", "wednes", "thurs", "fri", "satur", "sun"), start=1)
}


def read_dates(text: str, start: int) -> list[Value]:
    """Return the date, time, year or decade that begins with the digit at `start`."""
    for reader in (_iso, _clock, day_first, _decade, _years, _year):
        if values := reader(text, start):
            return values
    return []


def _dated(
    text: str, start: int, end: int, year: int | None, month: int | None, day: int | None, *, weak: bool = False
) -> list[Value]:
    iso = iso_partial(year, month, day)
    return [at("date", iso, "", text, start, end, weak=weak)] if iso else []


def _iso(text: str, start: int) -> list[Value]:
    match = _ISO.match(text, start)
    if match is None:
        return []
    if match["year"] is None:
        return _dated(text, start, match.end(), None, 9, 11)
    return _dated(text, start, match.end(), int(match["year"]), int(match["month"]), int(match["day"]))


def _clock(text: str, start: int) -> list[Value]:
    """Read 10 a.m., 10:30 p.m., 10 o'clock; 10:30 alone is weak: it may be a score."""
    match = _CLOCK.match(text, start)
    if match is None:
        return []
    hour, minute = int(match["hour"] or match["h2"]), int(match["minute"] or match["m2"] or 0)
    half = (match["half"] or "").lower()
    if hour > 24 or (half and hour > 12):
        return []
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return [at("time", f"{hour:02}:{minute:02}", "", text, start, match.end(), weak=match["h2"] is not None)]


def _year_of(match: re.Match[str]) -> int | None:
    if match["juche"]:
        return int(match["juche"]) + JUCHE_OFFSET
    return int(match["year"]) if match["year"] else None


def _month_number(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def day_first(text: str, start: int) -> list[Value]:
    """Return the date where figures at `start` are a day before its month: 7 October 2022, 7th of October."""
    match = _DAY_FIRST.match(text, start)
    if match is None:
        return []
    return _dated(text, start, match.end(), _year_of(match), _month_number(match["month"]), int(match["day"]))


def day_in_words(text: str, start: int, end: int, day: int) -> list[Value]:
    """Return the date where an ordinal in words at `start` to `end` is a day: the fourth of July."""
    match = _DAY_WORDS.match(text, end)
    if match is None or not 1 <= day <= 31:
        return []
    return _dated(text, start, match.end(), _year_of(match), _month_number(match["month"]), day)


def month(text: str, found: re.Match[str]) -> list[Value]:
    """Return the date that begins with the name of a month: October 7, 2022; January 5 to 12; October."""
    start = found.start()
    match = _MONTH_FIRST.match(text, start)
    if match is None:
        return []
    number, year, name = _month_number(match["month"]), _year_of(match), match["month"].rstrip(".")
    if match["day"] is None:
        weak = name in _WORDS_TOO and year is None and not _SURE_MONTH.search(text, max(0, start - 10), start)
        return _dated(text, start, match.end(), year, number, None, weak=weak)
    day = int(match["day"])
    if match["last"] is None:
        return _dated(text, start, match.end(), year, number, day)
    return [
        *_dated(text, start, match.end("day"), year, number, day),
        *_dated(text, match.start("last"), match.end(), year, number, int(match["last"])),
    ]


def juche(text: str, found: re.Match[str]) -> list[Value]:
    """Return the date of `Juche 111`, `Juche 111 (2022)`, `Juche111.10.7.`."""
    start = found.start()
    match = _JUCHE.match(text, start)
    if match is None:
        return []
    year = int(match["juche"]) + JUCHE_OFFSET
    if match["month"] and (values := _dated(text, start, match.end(), year, int(match["month"]), int(match["day"]))):
        return values
    return _dated(text, start, match.end() if match["paren"] else match.end("juche"), year, None, None)


def _decade(text: str, start: int) -> list[Value]:
    match = _DECADE.match(text, start)
    return [at("decade", int(match["year"]), "", text, start, match.end())] if match else []


def _years(text: str, start: int) -> list[Value]:
    """Read 2016-2020, 1950-53."""
    match = _YEARS.match(text, start)
    if match is None:
        return []
    first, last = match["first"], match["last"]
    last = first[:2] + last if len(last) == 2 else last
    if int(last) <= int(first):
        return []
    return [
        at("date", first, "", text, start, match.end("first")),
        at("date", last, "", text, match.start("last"), match.end()),
    ]


def _year(text: str, start: int) -> list[Value]:
    """Read four figures without a comma as a year, unless something is counted or measured."""
    match = _YEAR.match(text, start)
    if match is None:
        return []
    end = match.end()
    if UNITS.at(text, end) or SCALE.match(text, end) or _COUNTED.match(text, end):
        return []
    return [at("date", match[0], "", text, start, end)]


def weekday(text: str, found: re.Match[str]) -> list[Value]:
    """Return the weekday whose name was found."""
    return [at("weekday", _WEEKDAYS[found[0].lower().removesuffix("day")], "", text, found.start(), found.end())]
