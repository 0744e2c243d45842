"""Omissions of many texts put together: by term, by month, by kind, with their share of all places.

Pure functions: "which epithets does the English leave out, since when" is a table of these rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from glossary.versions.omissions import Omission, Report


@dataclass(frozen=True, slots=True)
class Place:
    """An omission with the text that it stands in."""

    omission: Omission
    alignment: int
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the table."""

    name: str
    """The term or name, the month (`2031-04`, empty where no date is known), or the kind."""
    kind: str
    """Empty where several kinds are counted together."""
    left_out: int
    occurrences: int
    """How often the source has it; 0 where that is not counted (sentences, members, numbers)."""
    share: float
    """left_out / occurrences, 0 where that is not known."""
    confidence: float
    """Mean of the omissions."""
    first: str
    last: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """The report of one text, with where it belongs."""

    report: Report
    alignment: int
    title: str
    date: str


def by_term(texts: Iterable[Text], *, least: float = 0.0) -> list[Entry]:
    """Return an entry for each term, name and member that is left out somewhere, the most often left out first."""
    return _entries(texts, least, lambda o, _date: (o.about, o.kind.value) if o.about else None, lambda a, _d: a)


def by_month(texts: Iterable[Text], *, about: str = "", least: float = 0.0) -> list[Entry]:
    """Return an entry for each month, of one term or of everything, the earliest first."""
    found = _entries(
        texts,
        least,
        lambda o, date: (date[:7], "") if not about or o.about == about else None,
        lambda a, date: date[:7] if not about or a == about else None,
    )
    return sorted(found, key=lambda e: e.name)


def by_kind(texts: Iterable[Text], *, least: float = 0.0) -> list[Entry]:
    """Return an entry for each kind and side."""
    return _entries(texts, least, lambda o, _date: (f"{o.kind.value} ({o.side})", o.kind.value), lambda _a, _d: None)


def _entries(
    texts: Iterable[Text],
    least: float,
    key_of: Callable[[Omission, str], tuple[str, str] | None],
    whole_of: Callable[[str, str], str | None],
) -> list[Entry]:
    groups: dict[tuple[str, str], list[Place]] = defaultdict(list)
    whole: Counter[str] = Counter()
    for text in texts:
        for omission in text.report.omissions:
            key = key_of(omission, text.date)
            if key is not None and omission.confidence >= least:
                groups[key].append(Place(omission, text.alignment, text.title, text.date))
        for occurrence in text.report.occurrences:
            name = whole_of(occurrence.about, text.date)
            if name is not None:
                whole[name] += 1
    found = []
    for (name, kind), places in groups.items():
        dates = sorted(p.date for p in places if p.date)
        counted = sum(p.omission.side == "source" and p.omission.kind.value in ("name", "term") for p in places)
        of = whole[name]
        found.append(
            Entry(
                name,
                kind,
                len(places),
                of,
                counted / of if of else 0.0,
                sum(p.omission.confidence for p in places) / len(places),
                dates[0] if dates else "",
                dates[-1] if dates else "",
                tuple(places),
            )
        )
    return sorted(found, key=lambda e: (-e.left_out, e.name))
