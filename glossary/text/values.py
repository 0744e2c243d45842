"""What a number, date or quantity in a text means, as plain data, and when two of them agree.

Invariant: a `Value` says the same for the same meaning in any language: `7천만`, `70 million` and `7千万` are one
value. What is compared is `kind`, `value` and `unit`; the span and the words are for people.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

Number = int | Fraction


@dataclass(frozen=True, slots=True)
class Value:
    """One number, date or quantity of a text.

    `kind`: number (a count or measure), ordinal (fifth, 제8차, No. 5), date, time (of day), percent, money, decade,
    weekday.
    `value`: int or Fraction; for dates an ISO string, partial where the text is (`2022-10-07`, `2022-10`, `2022`,
    `--10-07`, `--10`, `---07`); for times `HH:MM`; for weekdays 1 (Monday) to 7; for decades the first year (1990, 90).
    `unit`: second minute hour day week month year century, age, anniversary, times (twice, 2배), m km kg ton hectare …,
    a currency (USD EUR JPY CNY RUB GBP, `won` for both Koreas); empty for counted things.
    `start`, `end`: the half-open span in code points, `text` what stands there.
    """

    kind: str
    value: Number | str
    unit: str
    start: int
    end: int
    text: str
    approximate: bool = False
    """The text says about, more than, several: 수천, 30여, 30-odd. The value is the number itself (수천: 1000)."""
    weak: bool = False
    """The words may mean something else or nothing (one, a second, 한, 첫): good for agreeing, no cause for alarm."""

    @property
    def key(self) -> tuple[str, Number | str, str]:
        """Return what two sides share when they say the same in the same way."""
        return (self.kind, self.value, self.unit)

    def moved(self, offset: int) -> Value:
        """Return the same value at a place that is `offset` further on."""
        return replace(self, start=self.start + offset, end=self.end + offset)


def at(
    kind: str,
    value: Number | str,
    unit: str,
    text: str,
    start: int,
    end: int,
    *,
    approximate: bool = False,
    weak: bool = False,
) -> Value:
    """Return the value that stands at `text[start:end]`."""
    return Value(kind, value, unit, start, end, text[start:end], approximate, weak)


def whole(value: Number) -> Number:
    """Return an int where a fraction is one."""
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else value


def parse_digits(text: str) -> Number:
    """Return the value of digits with `,`, a space or nothing between groups, `.` before decimals: `5 000`, `12.3`."""
    plain = text.replace(",", "").replace(" ", "").replace("，", "").replace("．", ".").replace("\u00a0", "")
    return whole(Fraction("0" + plain if plain.startswith(".") else plain)) if "." in plain else int(plain)


# Units that measure one thing, as multiples of the same base: a decade agrees with ten years.
_SCALES: dict[str, tuple[str, Number]] = {
    "year": ("year", 1),
    "decade": ("year", 10),
    "century": ("year", 100),
    "week": ("day", 7),
    "day": ("day", 1),
    "minute": ("second", 60),
    "hour": ("second", 3600),
    "second": ("second", 1),
    "mm": ("m", Fraction(1, 1000)),
    "cm": ("m", Fraction(1, 100)),
    "m": ("m", 1),
    "km": ("m", 1000),
    "g": ("g", 1),
    "kg": ("g", 1000),
    "ton": ("g", 1_000_000),
}
# Units that translators exchange or leave out: 70살, 70 years old, at 70; 80돐, 80 years.
_LOOSE = frozenset(("", "age", "year", "anniversary", "times"))
_COUNTS = frozenset(("number", "ordinal"))


def agree(left: Value, right: Value) -> bool:
    """Whether two values can be renderings of each other.

    Dates agree where no part that both name differs (`---07` with `2022-10-07`); counts and ordinals agree by value
    (80돐, 80th anniversary, 80 years); a measure agrees in other units of the same kind; percentages and money only
    with their like or with a bare number; a whole date with its weekday.
    """
    if left.kind == right.kind == "date":
        return _dates_agree(str(left.value), str(right.value))
    if "date" in (left.kind, right.kind):
        day, other = (left, right) if left.kind == "date" else (right, left)
        return _agrees_with_date(str(day.value), other)
    if left.kind == right.kind == "decade":
        years = sorted((int(left.value), int(right.value)))
        return years[0] == years[1] or (years[0] < 100 and years[1] % 100 == years[0])
    if left.kind == right.kind == "time":
        return _clock(str(left.value)) == _clock(str(right.value))
    if left.kind == right.kind and left.kind not in _COUNTS:
        return left.value == right.value and (left.unit == right.unit or not left.unit or not right.unit)
    if left.kind in _COUNTS and right.kind in _COUNTS:
        return _counts_agree(left, right)
    bare = left if left.kind == "number" else right
    return bare.kind == "number" and not bare.unit and left.value == right.value


def _counts_agree(left: Value, right: Value) -> bool:
    if left.unit == right.unit or (left.unit in _LOOSE and right.unit in _LOOSE) or not left.unit or not right.unit:
        return left.value == right.value
    one, other = _SCALES.get(left.unit), _SCALES.get(right.unit)
    if (
        one is None
        or other is None
        or one[0] != other[0]
        or isinstance(left.value, str)
        or isinstance(right.value, str)
    ):
        return False
    return left.value * one[1] == right.value * other[1]


def date_parts(iso: str) -> tuple[int | None, int | None, int | None]:
    """Return year, month and day of a whole or partial ISO date; None for what it does not say."""
    if iso.startswith("---"):
        return None, None, int(iso[3:])
    if iso.startswith("--"):
        rest = iso[2:].split("-")
        return None, int(rest[0]), int(rest[1]) if len(rest) > 1 else None
    parts = [int(p) for p in iso.split("-")]
    return parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None


def _dates_agree(left: str, right: str) -> bool:
    both = [(a, b) for a, b in zip(date_parts(left), date_parts(right), strict=True) if a is not None and b is not None]
    return bool(both) and all(a == b for a, b in both)


def _agrees_with_date(iso: str, other: Value) -> bool:
    """Whether what is no date says the same: the year as a number, the day of the month, its weekday, 9.11."""
    year, month, day = date_parts(iso)
    if other.kind == "weekday":
        return bool(year and month and day) and date(year or 1, month or 1, day or 1).isoweekday() == other.value
    if other.kind == "decade":
        return iso == str(other.value)
    if other.kind not in _COUNTS:
        return False
    if other.value in (day, year if not month else None):
        return other.value is not None
    return bool(month and day) and other.value == Fraction(f"{month}.{day}")


def _clock(value: str) -> int:
    """Return minutes on the twelve-hour dial: 오후 3시 and `3 o'clock` agree."""
    hour, minute = value.split(":")
    return int(hour) % 12 * 60 + int(minute)


def iso_partial(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """Return a whole or partial ISO date, or an empty string where there is no such month or day."""
    if month is not None and not 1 <= month <= 12:
        return ""
    if day is not None and not 1 <= day <= (31 if month is None else _LENGTHS[month - 1]):
        return ""
    if year is not None:
        parts = [f"{year:04}", *(f"{p:02}" for p in (month, day) if p is not None)]
        return "-".join(parts)
    if month is not None:
        return f"--{month:02}" + (f"-{day:02}" if day is not None else "")
    return f"---{day:02}" if day is not None else ""


_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
