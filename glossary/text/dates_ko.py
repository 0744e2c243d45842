"""Dates, times and decades in Korean: what a run of digits is before it is read as a plain number.

Invariant: each reader looks at one place only and returns the values that begin there, or nothing.
"""

from __future__ import annotations

import re

from glossary.text.kcna_marks import JUCHE_OFFSET
from glossary.text.units import UnitReader
from glossary.text.values import Value, at, date_parts, iso_partial

UNITS = UnitReader("ko", " ?")

PARTICLE = re.compile(r"(?:이|은|는|을|를|의|에|과|와|도|만|으로|로|여|이상|이하|정도|가량|까지|부터)(?![가-힣])")

_DATE = re.compile(
    r"(?:주체 ?(?P<juche>\d{1,3})(?: ?[(（](?P<paren>\d{4})[)）])?년(?!대)"
    r"|(?P<year>[12]\d{3}) ?년(?!대|간|동안| ?만에|생|이상|세월| ?전))"
    r"(?: ?(?P<month>\d{1,2}) ?월(?: ?(?P<day>\d{1,2}) ?일(?!간|동안))?)?"
    r"|(?P<m2>\d{1,2}) ?월(?! ?간)(?: ?(?P<d2>\d{1,2}) ?일(?!간|동안))?"
)
_DOTTED = re.compile(
    r"(?P<year>[12]\d{3})\. ?(?P<month>\d{1,2})\. ?(?P<day>\d{1,2})(?!\d)\.?"
    r"|(?P<y2>[12]\d{3})-(?P<m2>\d{2})-(?P<d2>\d{2})(?!\d)"
)
_YEAR_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)\.(?P<month>0[1-9]|1[0-2])(?![\d.])")
_JUCHE_DOTTED = re.compile(r"주체 ?(?P<juche>\d{1,3})\. ?(?P<month>\d{1,2})\. ?(?P<day>\d{1,2})\.?")
_JUCHE_BARE = re.compile(r"주체 ?(?P<juche>\d{1,3})(?: ?[(（](?P<paren>\d{4})[)）])?(?!\d|년대)")
_JUCHE_DECADE = re.compile(r"주체 ?(\d{1,3})년대")
# 10.4선언, 6.15공동선언, 4.15문화회관, 3·1운동 are days; 5.4메터 and 5.3으로 are not.
_EVENT = re.compile(
    r"(?P<month>1[0-2]|[1-9])[.·ㆍ](?P<day>3[01]|[12]\d|[1-9])(?![\d.])(?=[가-힣])|9/11(?= ?(?:테러|사건|공격))"
)
_EVENT_NOUN = re.compile(
    r" ?[가-힣]{0,5}?(?:선언|해방|공동|합의|성명|절|명절|운동|봉기|국제|청년|소년|문화|예술|체육|경기|비날론|인민|혁명"
    r"|전쟁|사변|경축|제철|발전"
    r"|공장|탄광|광산|농장|병원|학원|대학|기념|훈련|장학|속도|교시|당|테러|사건|공격)"
)
_NO_EVENT = frozenset("만억조천백여분명개년월일시건대세배점급강등규포인갤")
_YEARS = re.compile(
    r"(?P<first>(?:1[5-9]|20|21)\d\d)년? ?[-~–〜∼～] ?"
    r"(?P<last>(?:1[5-9]|20|21)\d\d(?!\d)(?:년(?!대|간))?|\d\d년(?!대|간))"
)
_CLOCK = re.compile(
    r"(?P<half>오전|오후)? ?(?P<hour>\d{1,2}) ?시(?!간|대|기|민|내|인민|당|범|군|위)"
    r"(?: ?(?P<minute>\d{1,2}) ?분|(?P<half_past> ?반(?![가-힣])))?"
)
_NATIVE_CLOCK = re.compile(
    r"(?P<half>오전|오후)? ?(?P<hour>열한|열두|열|한|두|세|네|다섯|여섯|일곱|여덟|아홉) ?시(?!간)"
    r"(?: ?(?P<minute>\d{1,2})분|(?P<half_past> ?반(?![가-힣])))?"
)
_NATIVE_HOURS = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10,
    "열한": 11, "열두": 12,
}  # fmt: skip
_BEHIND_HOUR = re.compile(r"에|부터|까지|경|쯤|정각|,|\s|\Z")
_COLON = re.compile(r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?!\d|:)")
_DAY = re.compile(r"(?P<day>\d{1,4}) ?일(?P<after>간|동안| ?만에|째|분|이상|밤| ?전에| ?후에)?")
_DAY_SURE_BEFORE = re.compile(r"(?:지난|오는|이달|올해|당월)(?: ?\d{1,2}월)? ?\Z")
_DAY_SURE_AFTER = re.compile(
    r"발|부터|까지|에(?!도? ?걸)|,| ?(?:오전|오후|저녁|밤|새벽|아침|낮|현지)|자|[)）]| ?[가-힣]{2,6}에서"
)
_DECADE = re.compile(r"(?P<year>\d{2,4})년대")
_CONNECTED = re.compile(r"(?:부터|에서|과|와|및|,|~|-|–|∼|·|ㆍ)? ?")
_WEEKDAYS = {day: number for number, day in enumerate("월화수목금토일", start=1)}


def read_dates(text: str, start: int) -> list[Value]:
    """Return the date, time or decade that begins with the digit at `start`."""
    for reader in (_years, _date, _dotted, _event, clock, _day, _decade):
        if values := reader(text, start):
            return values
    return []


def _one(text: str, start: int, end: int, iso: str, *, weak: bool = False) -> list[Value]:
    return [at("date", iso, "", text, start, end, weak=weak)] if iso else []


def _years(text: str, start: int) -> list[Value]:
    match = _YEARS.match(text, start)
    if match is None:
        return []
    first, last = match["first"], match["last"].rstrip("년")
    last = first[:2] + last if len(last) == 2 else last
    return [
        *_one(text, start, match.end("first"), first),
        *_one(text, match.start("last"), match.end(), last),
    ]


def _date(text: str, start: int) -> list[Value]:
    match = _DATE.match(text, start)
    if match is None:
        return []
    year: int | None = None
    if match["juche"]:
        year = int(match["juche"]) + JUCHE_OFFSET
    elif match["year"]:
        year = int(match["year"])
    month, day = match["month"] or match["m2"], match["day"] or match["d2"]
    return _one(text, start, match.end(), iso_partial(year, int(month) if month else None, int(day) if day else None))


def _dotted(text: str, start: int) -> list[Value]:
    match = _DOTTED.match(text, start)
    if match is not None:
        year, month, day = (int(match[a] or match[b]) for a, b in (("year", "y2"), ("month", "m2"), ("day", "d2")))
        return _one(text, start, match.end(), iso_partial(year, month, day))
    if short := _YEAR_MONTH.match(text, start):
        return _one(text, start, short.end(), iso_partial(int(short["year"]), int(short["month"])))
    return []


def _event(text: str, start: int) -> list[Value]:
    match = _EVENT.match(text, start)
    if match is None:
        return []
    if match["month"] is None:
        return _one(text, start, match.end(), "--09-11")
    if UNITS.at(text, match.end()) or PARTICLE.match(text, match.end()) or text[match.end()] in _NO_EVENT:
        return []
    iso = iso_partial(None, int(match["month"]), int(match["day"]))
    return _one(text, start, match.end(), iso, weak=_EVENT_NOUN.match(text, match.end()) is None)


def clock(text: str, start: int) -> list[Value]:
    """Return the time of day in figures at `start`: 오전 10시 30분, 10시, 10:30 (weak: it may be a score)."""
    match = _CLOCK.match(text, start)
    if match is not None:
        return _clock_value(text, match, int(match["hour"]))
    colon = _COLON.match(text, start)
    if colon is None:
        return []
    return [at("time", f"{int(colon['hour']):02}:{colon['minute']}", "", text, start, colon.end(), weak=True)]


def native_clock(text: str, start: int) -> list[Value]:
    """Return the time of day in words at `start`: 오후 세시 반, 열두시에; 한시 alone is no time (한시도)."""
    match = _NATIVE_CLOCK.match(text, start)
    if match is None or (match["half"] is None and match["hour"] == "한"):
        return []
    if match["half"] is None and not _BEHIND_HOUR.match(text, match.end()):
        return []
    return _clock_value(text, match, _NATIVE_HOURS[match["hour"]])


def _clock_value(text: str, match: re.Match[str], hour: int) -> list[Value]:
    if hour > 24:
        return []
    if match["half"] == "오후" and hour < 12:
        hour += 12
    minute = 30 if match["half_past"] else int(match["minute"] or 0)
    return [at("time", f"{hour:02}:{minute:02}", "", text, match.start(), match.end())] if minute < 60 else []


def _day(text: str, start: int) -> list[Value]:
    """Read 7일: a day of the month, sure only where the words around it say so; 7일간 and 45일 are days that pass."""
    match = _DAY.match(text, start)
    if match is None:
        return []
    day = int(match["day"])
    if match["after"] or not 1 <= day <= 31:
        return [at("ordinal" if match["after"] == "째" else "number", day, "day", text, start, match.end())]
    sure = _DAY_SURE_BEFORE.search(text, max(0, start - 10), start) or _DAY_SURE_AFTER.match(text, match.end())
    return _one(text, start, match.end(), f"---{day:02}", weak=not sure)


def _decade(text: str, start: int) -> list[Value]:
    match = _DECADE.match(text, start)
    return [at("decade", int(match["year"]), "", text, start, match.end())] if match else []


def juche(text: str, match: re.Match[str]) -> list[Value]:
    """Return what 주체 with a number says: a date, a year or a decade."""
    start = match.start()
    if dotted := _JUCHE_DOTTED.match(text, start):
        year = int(dotted["juche"]) + JUCHE_OFFSET
        if values := _one(text, start, dotted.end(), iso_partial(year, int(dotted["month"]), int(dotted["day"]))):
            return values
    if values := _date(text, start):
        return values
    if decade := _JUCHE_DECADE.match(text, start):
        return [at("decade", int(decade[1]) + JUCHE_OFFSET, "", text, start, decade.end())]
    if bare := _JUCHE_BARE.match(text, start):
        return _one(text, start, bare.end(), str(int(bare["juche"]) + JUCHE_OFFSET))
    return []


def weekday(text: str, match: re.Match[str]) -> list[Value]:
    """Return the weekday whose first syllable was found."""
    return [at("weekday", _WEEKDAYS[match[0]], "", text, match.start(), match.end() + 2)]


def carry_month(text: str, found: list[Value]) -> list[Value]:
    """Give a bare day the month of the date just before it: 1월 5일부터 12일까지."""
    result = found[:1]
    for value in found[1:]:
        last = result[-1]
        if value.kind == last.kind == "date" and _CONNECTED.fullmatch(text, last.end, value.start):
            year, month, day = date_parts(str(last.value))
            if month and day and str(value.value).startswith("---"):
                iso = iso_partial(year, month, date_parts(str(value.value))[2])
                result += _one(text, value.start, value.end, iso) or [value]
                continue
        result.append(value)
    return result
