"""Which renderings of a concept may be used: by status, by the house that asks, and by the date of the text.

Nothing here looks at a text; matching finds the words, this module judges them.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date

from glossary.errors import UsageError
from glossary.terms.entries import Evidence, Status, Term

GENERAL = "general"
PROFILES = {
    GENERAL: "no house: any house's rendering satisfies, style and spelling stay silent",
    "kcna": "Korean Central News Agency",
    "voice-of-korea": "Voice of Korea",
}
"""House profiles that `--profile` takes, with what they mean."""

FIRM = frozenset({Evidence.PAIRED, Evidence.STANDARD, Evidence.USER})
"""Evidence that is strong enough to call a draft wrong."""

_STATUS_ORDER = tuple(Status)
_EVIDENCE_ORDER = (Evidence.USER, Evidence.STANDARD, Evidence.PAIRED, Evidence.ONE_SIDED, Evidence.UNATTESTED)


def profile_key(house: str) -> str:
    """Return the name of a house as `--profile` writes it: `Voice of Korea` is `voice-of-korea`."""
    return "-".join(house.casefold().replace("_", " ").replace("-", " ").split())


def house_profile(wanted: str, houses: Iterable[str]) -> str:
    """Return the name of a profile that was asked for, by its own or its house's name; empty for nothing.

    `houses` are those that terms are marked with. Raises UsageError for one that is neither built in nor among them.
    """
    key = profile_key(wanted)
    known = PROFILES.keys() | {profile_key(house) for house in houses if house}
    if key and key not in known:
        raise UsageError(
            f"There is no house profile {wanted}.",
            hint=f"Known: {', '.join(sorted(known))}. Any house that a term is marked with is one.",
        )
    return key


def fits_house(term: Term, profile: str) -> bool:
    """Whether a term is of no house, of the profile's house, or the profile is general."""
    return not term.house or profile_key(profile) in ("", GENERAL) or profile_key(term.house) == profile_key(profile)


def day_range(day: str) -> tuple[date, date] | None:
    """Return the first and last day of an ISO year, month or day; None for what is no such date."""
    parts = day.strip()[:10].split("-")
    try:
        numbers = [int(p) for p in parts]
        if len(numbers) == 1:
            return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
        if len(numbers) == 2:
            last = calendar.monthrange(numbers[0], numbers[1])[1]
            return date(numbers[0], numbers[1], 1), date(numbers[0], numbers[1], last)
        return date(*numbers), date(*numbers)
    except (ValueError, TypeError, calendar.IllegalMonthError):
        return None


def in_force(term: Term, day: str) -> bool:
    """Whether a term's dates of use take in some part of `day` (ISO, also partial); True where either is unknown."""
    if term.valid_from is None and term.valid_until is None:
        return True
    days = day_range(day) if day else None
    if days is None:
        return True
    first, last = days
    return not (
        (term.valid_from is not None and last < term.valid_from)
        or (term.valid_until is not None and first > term.valid_until)
    )


def permitted(term: Term, profile: str = GENERAL, day: str = "") -> bool:
    """Whether a translation for this house and date may use the term."""
    return term.status.permitted and fits_house(term, profile) and in_force(term, day)


def ordered(terms: Iterable[Term], profile: str = GENERAL) -> tuple[Term, ...]:
    """Return terms with the best first: own house, preferred before admitted, better evidence, table order."""
    return tuple(
        sorted(
            terms,
            key=lambda t: (
                not (t.house and profile_key(t.house) == profile_key(profile)),
                bool(t.house) and profile_key(t.house) != profile_key(profile),
                _STATUS_ORDER.index(t.status),
                _EVIDENCE_ORDER.index(t.evidence),
            ),
        )
    )
