"""What is left over of the values of two texts, and which left-over values stand for one another: 86 for 68.

Values are compared as sets. Those that agree (`agreement`) are taken away first; what then has one possible partner on
the other side is one statement with two values. Two signs make that sure: the same figure with another unit or
magnitude (10 minutes, 10 hours; 1억 5천만, 150 billion), and one digit that differs (1995, 1985).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from glossary.checks.agreement import answered, conflicting, number_of, other_halves
from glossary.text.values import Value, date_parts


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
    missing = [s for s in source if not s.weak and not answered(s, target, target_text)]
    added = [t for t in target if not t.weak and not answered(t, source, source_text)]
    for less, more in [(s, t) for s in missing for t in added]:
        if _over_plan(less, more, source_text, target_text) and less in missing and more in added:
            missing.remove(less)
            added.remove(more)
    changed = other_halves(source, target, source_text, target_text)
    steps: tuple[Callable[[Value, Value], bool], ...] = (
        same_figure,
        one_digit_off,
        partial(_stands_for, close=True),
        partial(_stands_for, close=False),
    )
    for stands_for in steps:
        for value in tuple(missing):
            near = [t for t in added if stands_for(value, t)]
            rivals = {s.key for s in missing if near and stands_for(s, near[0])}
            if value in missing and len({t.key for t in near}) == 1 and len(rivals) == 1:
                changed.append((value, near[0]))
                missing = [s for s in missing if s.key != value.key]
                added = [t for t in added if t.key != near[0].key]
    for value in tuple(added):
        # 80 km that became 80 m though "50 miles" beside it still answers for the Korean.
        same = [s for s in source if not s.weak and s.value == value.value and conflicting(s, value)]
        if same and not any(s is a for a, _ in changed for s in same):
            changed.append((same[0], value))
            added.remove(value)
    return Comparison(tuple(missing), tuple(added), tuple(changed))


def same_figure(a: Value, b: Value) -> bool:
    """Whether two values are one figure with two units or magnitudes, so that one of them is a slip."""
    x, y = number_of(a), number_of(b)
    if not x or not y or not {a.kind, b.kind} <= _COUNTED:
        return False
    if x == y:
        return conflicting(a, b)
    if conflicting(a, b) and (a.kind != b.kind or a.kind == "money"):
        return False
    less, more = sorted((x, y))
    ratio, power = more / less, 0
    while ratio % 10 == 0:
        ratio /= 10
        power += 1
    figures = len(str(int(more)).rstrip("0"))
    return ratio == 1 and power > 0 and (figures > 1 or power > 1)


_COUNTED = frozenset(("number", "percent", "money"))


def one_digit_off(a: Value, b: Value) -> bool:
    """Whether two values in figures, of three digits and more, differ in one digit: 1995 and 1985."""
    one, other = _figures(a), _figures(b)
    if len(one) != len(other) or len(one) < 3 or a.approximate or b.approximate:
        return False
    if conflicting(a, b) or (len(one.rstrip("0")) < 3 and len(other.rstrip("0")) < 3):
        return False
    return sum(x != y for x, y in zip(one, other, strict=True)) == 1


def _figures(value: Value) -> str:
    """Return the digits of a whole number or of a year that stands alone, if the text has them in figures."""
    if not any(c.isdigit() for c in value.text):
        return ""
    if isinstance(value.value, int):
        return str(value.value)
    year, month, day = date_parts(str(value.value)) if value.kind == "date" else (None, None, None)
    return str(year) if year and not month and not day else ""


_OVER = re.compile(r"넘쳐|초과|超過|\bover-?ful|\bexceed|\bsurpass|\boutstrip", re.IGNORECASE)


def _over_plan(a: Value, b: Value, source_text: str, target_text: str) -> bool:
    """Whether 110.5% of a plan is told as 10.5 percent over it, or the other way about."""
    x, y = number_of(a), number_of(b)
    if not (a.kind == b.kind == "percent") or x is None or y is None:
        return False
    return abs(x - y) == 100 and (_OVER.search(source_text) is not None or _OVER.search(target_text) is not None)


def _stands_for(a: Value, b: Value, *, close: bool) -> bool:
    """Whether two left-over values are the same statement with different values; `close` asks also for the unit."""
    numeric = {"number", "ordinal", "percent", "money"}
    if a.kind != b.kind and not (not close and a.kind in numeric and b.kind in numeric):
        return False
    if a.kind == "date":
        first, second = date_parts(str(a.value)), date_parts(str(b.value))
        return not close or [x is None for x in first] == [y is None for y in second]
    return not close or a.unit == b.unit
