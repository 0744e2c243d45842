"""When two values say the same: one language's date is another's partial date, 1억 is 100 million, 19:00 is 7 p.m.

Pure comparison of `glossary.text.values.Value`; it leans towards agreement, since a false alarm costs more than a
missed doubt. Values are compared as sets: one value on the other side answers for all equal ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from glossary.text.values import Value

Number = int | Fraction


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is left over when the values of two texts are held against each other."""

    missing: tuple[Value, ...]
    """Values of the source without a counterpart."""
    added: tuple[Value, ...]
    """Values of the target without a counterpart."""
    changed: tuple[tuple[Value, Value], ...]
    """Left-over values of both sides that stand for one another: the same kind and unit, another value."""


def compare(source: Sequence[Value], target: Sequence[Value], source_text: str, target_text: str) -> Comparison:
    """Return what does not agree between two texts with their values."""
    missing = [s for s in source if not s.weak and not _answered(s, target, target_text)]
    added = [t for t in target if not t.weak and not _answered(t, source, source_text)]
    changed: list[tuple[Value, Value]] = []
    for close in (True, False):
        for value in tuple(missing):
            near = [t for t in added if _stands_for(value, t, close=close)]
            rivals = [s for s in missing if near and _stands_for(s, near[0], close=close)]
            if len(near) == 1 and len(rivals) == 1:
                changed.append((value, near[0]))
                missing.remove(value)
                added.remove(near[0])
    return Comparison(tuple(missing), tuple(added), tuple(changed))


def _answered(value: Value, others: Sequence[Value], other_text: str) -> bool:
    if any(agree(value, other) for other in others):
        return True
    if _is_total(value, others):
        return True
    digits = _digits(value)
    return bool(digits) and re.search(rf"(?<!\d){digits}(?!\d|[.,]\d)", other_text) is not None


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
    """Whether two values may say the same thing."""
    if a.kind == "date" or b.kind == "date":
        return _dates_agree(a, b)
    if a.kind == "time" or b.kind == "time":
        return _times_agree(a, b)
    if (a.kind == "weekday") != (b.kind == "weekday"):
        return False
    x, y = _number(a), _number(b)
    if x is None or y is None:
        return a.value == b.value
    if x == y:
        return True
    if "percent" in (a.kind, b.kind) and (x == 100 * y or y == 100 * x):
        return True
    if "decade" in (a.kind, b.kind) and 0 < x % 100 == y % 100:
        return True
    return (a.approximate and b.approximate) and Fraction(1, 3) < Fraction(x) / Fraction(y or 1) < 3


def _number(value: Value) -> Number | None:
    return value.value if isinstance(value.value, int | Fraction) else None


# ---------------------------------------------------------------------------------------------------- dates


def parts(value: Value) -> tuple[int | None, int | None, int | None] | None:
    """Return year, month and day of an ISO date, also partial (`2022-10`, `--10-07`, `---07`); None for no date."""
    if not isinstance(value.value, str):
        return None
    match = _ISO.fullmatch(value.value)
    if match is None:
        return None
    year, month, day = (int(g) if g else None for g in match.groups())
    return year, month, day


_ISO = re.compile(r"(?:(\d{1,4})|-)?(?:-(\d\d))?-?(?:-(\d\d))?")


def _dates_agree(a: Value, b: Value) -> bool:
    first, second = parts(a) if a.kind == "date" else None, parts(b) if b.kind == "date" else None
    if first and second:
        shared = [(x, y) for x, y in zip(first, second, strict=True) if x is not None and y is not None]
        return bool(shared) and all(x == y for x, y in shared)
    date, other = (first, b) if first else (second, a)
    if not date:
        return a.value == b.value
    if other.kind == "decade":
        number = _number(other)
        return number is not None and date[0] is not None and date[0] % 100 - date[0] % 10 == number % 100
    number = _number(other)
    return number is not None and (number in date or (date[0] is not None and number == date[0] % 100 > 31))


# ---------------------------------------------------------------------------------------------------- times


def _times_agree(a: Value, b: Value) -> bool:
    if a.kind == b.kind:
        first, second = _clock(a), _clock(b)
        if first is None or second is None:
            return a.value == b.value
        return first[0] % 12 == second[0] % 12 and first[1] == second[1]
    time, other = (a, b) if a.kind == "time" else (b, a)
    clock, number = _clock(time), _number(other)
    return clock is not None and number is not None and (number in clock or number == clock[0] % 12)


def _clock(value: Value) -> tuple[int, int] | None:
    if not isinstance(value.value, str):
        return None
    hour, _, minute = value.value.partition(":")
    return (int(hour), int(minute or 0)) if hour.isdigit() and (minute or "0").isdigit() else None


# ------------------------------------------------------------------------------------- one in place of the other


def _stands_for(a: Value, b: Value, *, close: bool) -> bool:
    """Whether two left-over values are the same statement with different values; `close` asks also for the unit."""
    numeric = {"number", "ordinal", "percent", "money"}
    if a.kind != b.kind and not (not close and a.kind in numeric and b.kind in numeric):
        return False
    if a.kind == "date":
        first, second = parts(a), parts(b)
        return first is None or second is None or [x is None for x in first] == [y is None for y in second] or not close
    return not close or a.unit == b.unit
