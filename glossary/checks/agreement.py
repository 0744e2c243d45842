"""When two values say the same: one language's date is another's partial date, 1억 is 100 million, 19:00 is 7 p.m.

Pure comparison of `glossary.text.values.Value`; it leans towards agreement, since a false alarm costs more than a
missed doubt. One value on the other side answers for all equal ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from glossary.text.values import Value, date_parts
from glossary.text.values import agree as same

Number = int | Fraction


_MORNING = re.compile(r"오전|새벽|아침|午前|朝|未明|早朝|\ba\.?m\b|\bin the morning", re.IGNORECASE)
_EVENING = re.compile(r"오후|저녁|午後|夕方|\bp\.?m\b|\bin the (?:afternoon|evening)", re.IGNORECASE)
_NIGHT = re.compile(r"밤|夜|\bat night", re.IGNORECASE)
_BEFORE = re.compile(r"(?:오전|오후|새벽|아침|저녁|밤|午前|午後|朝|夕方|夜|未明|早朝) ?$")
_BEHIND = re.compile(r"^ ?(?:o'clock )?(?:[ap]\.?m\b|in the (?:morning|afternoon|evening)|at night)", re.IGNORECASE)


def half_of_day(value: Value, text: str) -> str:
    """Return `a` or `p` where the text says in which half of the day a time is; empty where it does not.

    Twelve o'clock is left out: languages and writers differ on which half it belongs to.
    """
    hour = value.value if isinstance(value.value, int) else str(value.value).partition(":")[0]
    if value.kind not in ("time", "number") or not str(hour).isdigit() or int(hour) % 12 == 0:
        return ""
    before, behind = _BEFORE.search(text[: value.start]), _BEHIND.search(text[value.end :])
    said = f"{before.group() if before else ''} {value.text} {behind.group() if behind else ''}"
    if value.kind == "time" and int(hour) > 12:
        return "p"
    if _NIGHT.search(said):
        return "p" if int(hour) > 5 else "a"
    morning, evening = _MORNING.search(said), _EVENING.search(said)
    return "" if (morning is None) == (evening is None) else ("a" if morning else "p")


def _in_full(value: Value, text: str) -> Value:
    """Return a time with the words for the half of the day around it, on the dial of 24 hours: 저녁 7시 is 19:00."""
    before, behind = _BEFORE.search(text[: value.start]), _BEHIND.search(text[value.end :])
    start = before.start() if before else value.start
    end = value.end + (behind.end() if behind else 0)
    hour, _, minute = str(value.value).partition(":")
    full = f"{int(hour) % 12 + 12 * (half_of_day(value, text) == 'p'):02}:{minute or '00'}"
    return replace(value, kind="time", unit="", value=full, start=start, end=end, text=text[start:end])


def other_halves(
    source: Sequence[Value], target: Sequence[Value], source_text: str, target_text: str
) -> list[tuple[Value, Value]]:
    """Return the times that agree on the dial but stand in different halves of the day: 오후 3시, 3 a.m."""
    changed: list[tuple[Value, Value]] = []
    for value in source:
        half = half_of_day(value, source_text) if value.kind == "time" else ""
        same_dial = [t for t in target if half and t.kind in ("time", "number") and agree(value, t)]
        if not same_dial or any(half_of_day(t, target_text) in ("", half) for t in same_dial):
            continue
        told = _in_full(value, source_text), _in_full(same_dial[0], target_text)
        if all(told[0].value != a.value for a, _ in changed):
            changed.append(told)
    return changed


def answered(value: Value, others: Sequence[Value], other_text: str) -> bool:
    """Whether the other side, with its values and its text, says a value."""
    if any(agree(value, other) for other in others):
        return True
    if _is_total(value, others):
        return True
    digits = _digits(value)
    if digits and any(
        not _measured_otherwise(value, m.start(), others)
        for m in re.finditer(rf"(?<!\d){digits}(?!\d|[.,]\d)", other_text)
    ):
        return True
    if value.kind == "time":
        said = _HOUR_WORD.get(str(value.value))
        return said is not None and re.search(said, other_text, re.IGNORECASE) is not None
    if value.kind not in ("ordinal", "number"):
        return False
    word = _ONE_WORD.get((value.value, value.unit)) or _ONE_WORD.get((value.value, ""))
    return (word is not None and re.search(word, other_text, re.IGNORECASE) is not None) or _has_roman(
        value, other_text
    )


def _measured_otherwise(value: Value, place: int, others: Sequence[Value]) -> bool:
    """Whether the digits at a place of the other text were read there as a quantity of another kind: 10km, 10 m."""
    there = next((o for o in others if o.start <= place < o.end), None)
    return there is not None and conflicting(value, there)


def _quantity(value: Value) -> str:
    """Return what a value measures; empty for bare counts and ordinals, which may stand for anything."""
    if value.kind in ("percent", "money"):
        return value.kind
    if value.kind != "number":
        return ""
    if value.unit in ("age", "degree", "times"):
        return value.unit
    return _METRES[value.unit][0] if value.unit in _METRES else ""


def conflicting(a: Value, b: Value) -> bool:
    """Whether two values say what they measure, and it is not the same: 94 percent and 94 tons, 25 km and 25 m."""
    one, other = _quantity(a), _quantity(b)
    if not one or not other:
        return False
    if {one, other} == {"age", "months"}:
        return "year" not in (a.unit, b.unit)
    if one != other:
        return {one, other} != {"times", "percent"}
    if one == "money":
        return bool(a.unit and b.unit) and a.unit != b.unit
    return one in _KINDS and not _measures_agree(_measure(a), _measure(b))


_HOUR_WORD = {
    "12:00": r"\b(?:noon|midday)\b|정오|正午",
    "00:00": r"\bmidnight\b|자정|零時|真夜中",
    "24:00": r"\bmidnight\b|자정|零時|真夜中",
}
_ONE_WORD: dict[tuple[object, str], str] = {
    (10, "year"): r"\bdecades?\b",
    (100, "year"): r"\bcentur(?:y|ies)\b|\bcentenary\b",
    (50, "year"): r"\bhalf a century\b|\bhalf-century\b",
    (30, "minute"): r"\bhalf[ -](?:an[ -])?hour\b",
    (15, "minute"): r"\bquarter\b",
    (1, "hour"): r"\b(?:an|hour)[ -]hour\b|\bhour[ -]long\b|\bhourly\b",
    (24, "hour"): r"\bday\b|\ba?round[ -]the[ -]clock\b",
    (7, "day"): r"\bweek\b",
    (14, "day"): r"\bfortnight\b",
    (15, "day"): r"\bfortnight\b|\bhalf (?:a|of the) month\b|\btwo weeks\b",
    (6, "month"): r"\bhalf a year\b",
    (Fraction(1, 2), "year"): r"[상하]반[년기]|半期|半年",
    (12, ""): r"\bdozen\b",
    (3, ""): r"\btrio\b|\btripl\w+|\bthirds?\b|\bthrice\b|\btripartite\b|\btrilateral\b|\bthree\b",
    (4, ""): r"\bquart(?:er|et)s?\b|\bquarterly\b|\bfour\b",
    (5, ""): r"\bquintet\b|\bfive\b",
    (10, ""): r"\bdecades?\b|\bten\b",
}
"""English words that hold a number and its unit in one; `\b…\b` patterns."""


_ROMAN = re.compile(r"\b[IVX]{1,5}\b")
_ROMANS = dict(
    zip(
        ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI"),
        range(1, 17),
        strict=True,
    )
)


def _has_roman(value: Value, text: str) -> bool:
    """Whether a small number stands in Roman numerals: World War II, Benedict XVI."""
    return any(_ROMANS.get(m.group()) == value.value for m in _ROMAN.finditer(text) if m.group() != "I")


def _digits(value: Value) -> str:
    """Return the digits of a whole number as they may stand in the other text (B-52, Mi-8, AK-47)."""
    if value.kind in ("date", "time", "weekday") or not isinstance(value.value, int):
        return ""
    return str(value.value)


def _is_total(value: Value, others: Sequence[Value]) -> bool:
    """Whether the other side gives a span of years or a sum for the value: 3년 2개월, one year and a half."""
    if value.kind != "number" or not isinstance(value.value, int | Fraction):
        return False
    parts = [o.value for o in others if o.kind == "number" and o.unit == value.unit and o.unit]
    numbers = [p for p in parts if isinstance(p, int | Fraction)]
    return len(numbers) == 2 and sum(numbers) == value.value


def agree(a: Value, b: Value) -> bool:
    """Whether two values may say the same thing.

    Beyond `values.agree`: a count with a unit that only one language needs, rounded conversions (64 km, 40 miles),
    months for years, half for 50 percent, digits that are a time (0333) or a date (6.15), two vague numbers of one
    size.
    """
    if (a.kind == "weekday") != (b.kind == "weekday"):
        return False
    both_vague = a.approximate and b.approximate and a.value == b.value
    if not both_vague and ((_is_vague(a) and _measure(b)) or (_is_vague(b) and _measure(a))):
        return False  # dozens of villages are not ten metres
    if _word_for_day(a, b) or _word_for_day(b, a):
        return False
    if same(a, b):
        return True
    if conflicting(a, b):
        return False
    if a.kind == "date" or b.kind == "date":
        return _date_agrees(a, b)
    if a.kind == "time" or b.kind == "time":
        return _time_agrees(a, b)
    x, y = number_of(a), number_of(b)
    if x is None or y is None:
        return False
    measures = _measure(a), _measure(b)
    if measures[0] and measures[1]:
        return _measures_agree(*measures)
    if a.unit == b.unit == "degree":
        return x == y or _fahrenheit(x, y) or _fahrenheit(y, x)
    if x != y and (_bare_conversion(a, b) or _bare_conversion(b, a)):
        return True
    if x == y and not (a.kind == b.kind == "money" and a.unit and b.unit):
        return True
    if "percent" in (a.kind, b.kind) and (x == 100 * y or y == 100 * x):
        return True
    if "decade" in (a.kind, b.kind) and 0 < x % 100 == y % 100:
        return True
    if a.approximate and b.approximate and (_is_vague(a) or _is_vague(b)):
        return Fraction(1, 3) < Fraction(x) / Fraction(y or 1) < 3
    return False


def _word_for_day(whole: Value, count: Value) -> bool:
    """Whether a month and day stand against a count in words, or of days: 4월 1일 against "first", "one-day"."""
    if whole.kind != "date" or count.kind not in ("number", "ordinal"):
        return False
    _, month, day = date_parts(str(whole.value))
    return bool(month and day) and (count.unit == "day" or not any(c.isdigit() for c in count.text))


def _is_vague(value: Value) -> bool:
    """Whether a value is a word for a size only: 수십, dozens, several thousand."""
    return value.approximate and not value.unit and not any(c.isdigit() for c in value.text)


def number_of(value: Value) -> Number | None:
    """Return the number of a value, None for dates and times."""
    return value.value if isinstance(value.value, int | Fraction) else None


_METRES: dict[str, tuple[str, Fraction]] = {
    "mm": ("length", Fraction(1, 1000)),
    "cm": ("length", Fraction(1, 100)),
    "m": ("length", Fraction(1)),
    "km": ("length", Fraction(1000)),
    "inch": ("length", Fraction(254, 10_000)),
    "foot": ("length", Fraction(3048, 10_000)),
    "yard": ("length", Fraction(9144, 10_000)),
    "mile": ("length", Fraction(1_609_344, 1000)),
    "g": ("weight", Fraction(1)),
    "kg": ("weight", Fraction(1000)),
    "ton": ("weight", Fraction(1_000_000)),
    "pound": ("weight", Fraction(453_592, 1000)),
    "ounce": ("weight", Fraction(28_350, 1000)),
    "m2": ("area", Fraction(1)),
    "hectare": ("area", Fraction(10_000)),
    "km2": ("area", Fraction(1_000_000)),
    "l": ("volume", Fraction(1)),
    "hl": ("volume", Fraction(100)),
    "m3": ("volume", Fraction(1000)),
    "kW": ("power", Fraction(1)),
    "MW": ("power", Fraction(1000)),
    "second": ("time", Fraction(1)),
    "minute": ("time", Fraction(60)),
    "hour": ("time", Fraction(3600)),
    "day": ("time", Fraction(86_400)),
    "week": ("time", Fraction(7 * 86_400)),
    "month": ("months", Fraction(1)),
    "year": ("months", Fraction(12)),
    "decade": ("months", Fraction(120)),
    "century": ("months", Fraction(1200)),
}
"""Units as multiples of one of their kind. Definitions of the international yard and pound (1959)."""
_KINDS = frozenset(kind for kind, _ in _METRES.values())
_ROUNDING = Fraction(8, 100)
"""Writers round what they convert: 600 km for 375 miles, 8,840 m for 29,000 feet."""
_METRIC = frozenset(("mm", "cm", "m", "km", "g", "kg", "ton"))


def _measure(value: Value) -> tuple[str, Fraction, str] | None:
    """Return kind of measure, size in its base unit and the unit; None for a bare count."""
    number = number_of(value)
    known = _METRES.get(value.unit)
    if number is None or known is None or value.kind not in ("number", "ordinal"):
        return None
    return known[0], number * known[1], value.unit


def _measures_agree(a: tuple[str, Fraction, str] | None, b: tuple[str, Fraction, str] | None) -> bool:
    if a is None or b is None or a[0] != b[0]:
        return False
    if a[1] == b[1]:
        return True
    converted = a[0] in ("length", "weight") and (a[2] in _METRIC) != (b[2] in _METRIC)
    return converted and abs(a[1] - b[1]) <= _ROUNDING * max(a[1], b[1])


def _fahrenheit(celsius: Number, other: Number) -> bool:
    return abs(celsius * Fraction(9, 5) + 32 - other) <= 2


_BARE = {"km": Fraction(1_000_000, 1_609_344), "m": Fraction(10_764, 1000), "m2": Fraction(10_764, 1000)}
"""What a metric number becomes where the other side's unit is none that is read: mph, square feet."""


def _bare_conversion(metric: Value, bare: Value) -> bool:
    factor, x, y = _BARE.get(metric.unit), number_of(metric), number_of(bare)
    if factor is None or bare.unit or x is None or y is None or bare.kind != "number":
        return False
    return abs(x * factor - y) <= Fraction(3, 100) * y


def _date_agrees(a: Value, b: Value) -> bool:
    """Whether a date stands on the other side as a bare number: 7일 and the 7th, '97 and 1997, 6.15 and June 15."""
    if a.kind == b.kind:
        return False
    date, other = (a, b) if a.kind == "date" else (b, a)
    number = number_of(other)
    year, month, day = date_parts(str(date.value))
    if number is None or (_quantity(other) and not (other.unit == "day" and day and not month)):
        return False
    if other.kind == "decade":
        return year is not None and year % 100 - year % 10 == number % 100
    if month and day and other.text.replace("·", ".").strip(".") == f"{month}.{day}":
        return True
    return number in (year, month, day) or (year is not None and 31 < number == year % 100)


def _time_agrees(a: Value, b: Value) -> bool:
    """Whether a time stands on the other side as a bare number: 7시 and 7, 03:33 and 0333."""
    if a.kind == b.kind:
        return False
    time, other = (a, b) if a.kind == "time" else (b, a)
    number = number_of(other)
    hour, _, minute = str(time.value).partition(":")
    if number is None or not hour.isdigit() or not minute.isdigit():
        return False
    clock = int(hour), int(minute)
    return number in (*clock, clock[0] % 12, clock[0] * 100 + clock[1])
