"""Renderings over time: which English stands for a term in which year or month, since when, until when. Pure.

A `Use` is one bead, or a count of an English string in a period (one-sided: nothing says what it renders). What is
proposed as dates of use rests on absence: a rendering is taken to have ended where, at its share until then, at least
`EXPECTED` uses should have followed and none did; so for its beginning (a Poisson count of 3 is 0 in one of 20 cases).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from glossary.errors import InputError
from glossary.terms.renderings import day_range

EXPECTED = 3.0
BLOCKS = "▁▂▃▄▅▆▇█"
OTHER = "(otherwise)"
"""Uses whose rendering was not recognised."""


class By(StrEnum):
    """Length of a period."""

    YEAR = "year"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Use:
    """A rendering in a text of a date (ISO year, month or day; empty where it is not known)."""

    rendering: str
    date: str
    count: int = 1
    place: str = ""
    """Alignment and bead, as listings show them: 3:12."""
    one_sided: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One rendering over time."""

    rendering: str
    count: int
    share: float
    """Of all dated and undated uses, 0-1."""
    first: str
    """ISO date of the first dated use, as exact as it is known; so `last`. Empty where no use is dated."""
    last: str
    periods: dict[str, int]
    places: tuple[str, ...] = ()
    one_sided: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """All renderings of a term, the most frequent first, over the periods in which there is anything."""

    by: By
    periods: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: dict[str, float] = field(default_factory=dict)
    """Uses of all renderings in a period; for counts of strings, thousands of articles."""
    undated: int = 0

    def share(self, line: Line, period: str) -> float:
        """Return the share of a rendering in a period; for counts of strings, its number in 1,000 articles."""
        total = self.totals.get(period, 0)
        return line.periods.get(period, 0) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """Dates of use that the data suggest for a rendering; None where they say nothing."""

    rendering: str
    valid_from: date | None
    valid_until: date | None
    because: str

    def __bool__(self) -> bool:
        return self.valid_from is not None or self.valid_until is not None


def period_of(day: str, by: By) -> str:
    """Return the period that a date lies in; empty where the date is not exact enough or none."""
    days = day_range(day) if day else None
    if days is None:
        return ""
    size = 4 if by is By.YEAR else 7
    return day[:size] if len(day) >= size else ""


def timeline(uses: Iterable[Use], by: By = By.YEAR, articles: dict[str, int] | None = None) -> Timeline:
    """Return the renderings of some uses by period. `articles`: how many texts a period has, for counts of strings."""
    found = list(uses)
    total = sum(use.count for use in found)
    groups: dict[str, list[Use]] = {}
    for use in found:
        groups.setdefault(use.rendering, []).append(use)
    lines = []
    for rendering, some in groups.items():
        dated = sorted((use for use in some if use.count and period_of(use.date, by)), key=lambda use: use.date)
        periods: Counter[str] = Counter()
        for use in dated:
            periods[period_of(use.date, by)] += use.count
        count = sum(use.count for use in some)
        lines.append(
            Line(
                rendering,
                count,
                count / total if total else 0.0,
                dated[0].date if dated else "",
                dated[-1].date if dated else "",
                dict(periods),
                tuple(use.place for use in sorted(some, key=lambda use: use.date) if use.place),
                all(use.one_sided for use in some),
            )
        )
    lines.sort(key=lambda line: (line.rendering == OTHER, -line.count, line.rendering))
    totals: Counter[str] = Counter()
    for line in lines:
        totals.update(line.periods)
    names = sorted({period_of(use.date, by) for use in found} - {""})
    shares = {p: articles[p] / 1000 for p in names if p in articles} if articles else dict(totals)
    undated = sum(use.count for use in found if not period_of(use.date, by))
    return Timeline(by, tuple(names), tuple(lines), {p: float(n) for p, n in shares.items()}, undated)


def proposals(line_up: Timeline) -> list[Proposal]:
    """Return dates of use for the renderings whose absence before or after says something."""
    found = []
    for line in line_up.lines:
        present = [p for p in line_up.periods if line.periods.get(p)]
        if line.rendering == OTHER or not present:
            continue
        active = [p for p in line_up.periods if present[0] <= p <= present[-1]]
        inside = sum(line_up.totals.get(p, 0) for p in active)
        rate = sum(line.periods.values()) / inside if inside else 0.0
        before = [p for p in line_up.periods if p < present[0]]
        after = [p for p in line_up.periods if p > present[-1]]
        missing = [rate * sum(line_up.totals.get(p, 0) for p in some) for some in (before, after)]
        start = day_range(line.first) if missing[0] >= EXPECTED else None
        end = day_range(line.last) if missing[1] >= EXPECTED else None
        why = []
        if start:
            why.append(f"none before {line.first}, where {missing[0]:.0f} were to be expected")
        if end:
            why.append(f"none after {line.last}, where {missing[1]:.0f} were to be expected")
        proposal = Proposal(line.rendering, start[0] if start else None, end[1] if end else None, "; ".join(why))
        if proposal:
            found.append(proposal)
    return found


def current(line_up: Timeline) -> Line | None:
    """Return the rendering that is most used in the latest period."""
    known = [line for line in line_up.lines if line.rendering != OTHER]
    for period in reversed(line_up.periods):
        if some := [line for line in known if line.periods.get(period)]:
            return max(some, key=lambda line: (line.periods[period], line.count))
    return None


def spark(line_up: Timeline, line: Line) -> str:
    """Return a rendering's share in each period as block characters, a dot for none.

    Renderings of one term are drawn to one scale, counts of strings each to its own.
    """
    compared = [line] if all(one.one_sided for one in line_up.lines) else line_up.lines
    highest = max((line_up.share(one, p) for one in compared for p in line_up.periods), default=0.0) or 1.0
    signs = []
    for period in line_up.periods:
        value = line_up.share(line, period)
        signs.append("·" if not value else BLOCKS[min(int(value / highest * len(BLOCKS)), len(BLOCKS) - 1)])
    return "".join(signs)


def chart(line_up: Timeline, width: int = 100) -> str:
    """Return the whole as text: a row for each rendering, a column for each period, first and last seen, share."""
    if not line_up.lines:
        return ""
    periods = line_up.periods
    wide = max((len(p) for p in periods), default=0) + 1
    tail = 34
    room = max(width - tail, 20)
    columns = wide * len(periods) <= room // 2
    cell = wide if columns else 1
    longest = max(len(line.rendering) for line in line_up.lines)
    name = max(min(longest, room - cell * len(periods) - 2), 12)
    out = []
    if columns:
        out.append(" " * (name + 2) + "".join(p.ljust(cell) for p in periods))
    elif periods:
        out.append(" " * (name + 2) + f"{periods[0]} … {periods[-1]}")
    for line in line_up.lines:
        text = line.rendering if len(line.rendering) <= name else line.rendering[: name - 1] + "…"
        signs = spark(line_up, line)
        if columns:
            cells = "".join(
                (sign * 2 + (str(line.periods.get(p, 0)) if cell > 5 and line.periods.get(p) else "")).ljust(cell)
                for sign, p in zip(signs, periods, strict=True)
            )
        else:
            cells = signs
        when = f"{line.first} – {line.last}" if line.first != line.last else line.first
        out.append(f"{text.ljust(name)}  {cells}  {when:<23} {line.count:>4} {line.share:>4.0%}".rstrip())
    if line_up.undated:
        out.append(f"{line_up.undated} without a date")
    return "\n".join(out) + "\n"


def read_counts(text: str, name: str = "counts") -> tuple[list[Use], dict[str, int]]:
    """Return the uses and the articles of each year of a table of counts: `phrase`, then columns `n2011` or `2011`.

    A row `(articles)` says how many texts each year has. Raises InputError with line and column.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    header = lines[0].split("\t") if lines else []
    years = {}
    for column, title in enumerate(header[1:], start=1):
        year = title.strip().removeprefix("n")
        if day_range(year) is not None:
            years[column] = year
    if not years:
        raise InputError(
            f"{name}: line 1: no column is a year", hint="phrase, then n2011, n2012 … (or 2011, 2011-05), tab-separated"
        )
    uses: list[Use] = []
    articles: dict[str, int] = {}
    for number, row in enumerate(lines[1:], start=2):
        cells = row.split("\t")
        if not row.strip():
            continue
        for column, year in years.items():
            cell = cells[column].strip() if column < len(cells) else ""
            if not cell:
                continue
            if not cell.isdigit():
                raise InputError(f"{name}: line {number}, column {header[column]}: {cell!r} is no count")
            if cells[0].strip() == "(articles)":
                articles[year] = int(cell)
            else:
                uses.append(Use(" ".join(cells[0].split()), year, int(cell), one_sided=True))
    return uses, articles


def chosen(uses: Sequence[Use], phrases: Sequence[str]) -> list[Use]:
    """Return the uses of some phrases only. Raises InputError for one that there is none of."""
    known = {use.rendering for use in uses}
    for phrase in phrases:
        if phrase not in known:
            raise InputError(f"{phrase!r} is not among the phrases counted.", hint=", ".join(sorted(known)[:12]) + " …")
    return [use for use in uses if use.rendering in phrases]
