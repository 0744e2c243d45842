"""Running the checks over the beads of a text.

A `Checker` holds what costs to build (the term base ready for search) and can check text after text; an `OpenText`
checks one bead again while an editor types. Findings come in the order of the beads, within a bead by family and place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from glossary.alignment.beads import BeadState, Bitext
from glossary.checks.findings import BeadText, Finding, Severity
from glossary.checks.precedents import Precedents
from glossary.checks.registry import Family, checks, chosen, families, shifted
from glossary.checks.texts import CheckText
from glossary.terms.entries import Concept, TermType
from glossary.terms.matching import Matcher
from glossary.terms.renderings import GENERAL, profile_key
from glossary.text.language import base_language

if TYPE_CHECKING:
    from glossary.alignment.encoder import Encoder


class Checker:
    """The chosen checks with a term base, for one pair of languages, one profile and one date."""

    def __init__(
        self,
        concepts: Iterable[Concept] = (),
        *,
        source_language: str = "ko",
        target_language: str = "en",
        profile: str = GENERAL,
        date: str = "",
        only: Iterable[str] = (),
        skip: Iterable[str] = (),
        severities: Mapping[str, Severity] | None = None,
        precedents: Precedents | None = None,
        encoder: Callable[[], Encoder] | None = None,
    ) -> None:
        """Prepare the term base. `date` is an ISO date, also partial. Raises UsageError for an unknown check.

        `severities` are the user's own, by id (see `registry.shifted`); `precedents` the memory to hold against;
        `encoder` gives the sentence encoder at the first list that needs it (`alignment.encoder.shared_encoder`).
        """
        self.profile = profile_key(profile) or GENERAL
        self.date = date
        self.wanted = frozenset(i for i in chosen(only, skip) if checks()[i].speaks_for(self.profile))
        self._families = tuple(f for f in families() if any(info.id in self.wanted for info in f.CHECKS))
        self._severities = dict(severities or {})
        self._precedents = precedents
        self._encoder = encoder
        self.source_language, self.target_language = source_language, target_language
        concepts = tuple(concepts)
        self.source_matcher = Matcher(concepts, base_language(source_language))
        self.target_matcher = Matcher(concepts, base_language(target_language))
        self._abbreviations = abbreviations(concepts, base_language(target_language))

    def open(self, beads: Sequence[BeadText], *, date: str = "") -> OpenText:
        """Return a text ready for checking, bead by bead; its own `date` goes before the checker's."""
        return OpenText(
            CheckText(
                beads=list(beads),
                source_matcher=self.source_matcher,
                target_matcher=self.target_matcher,
                source_language=self.source_language,
                target_language=self.target_language,
                profile=self.profile,
                date=date or self.date,
                wanted=self.wanted,
                precedents=self._precedents,
                encoder=self._encoder,
                abbreviations=self._abbreviations,
            ),
            self._families,
            self._severities,
        )

    def check(self, beads: Sequence[BeadText], *, date: str = "") -> list[Finding]:
        """Return all findings of a text."""
        text = self.open(beads, date=date)
        return [finding for at in range(len(beads)) for finding in text.findings(at)]

    def check_bead(self, beads: Sequence[BeadText], at: int) -> list[Finding]:
        """Return the findings of the bead at position `at`; the others are only looked at."""
        return self.open(beads).findings(at)


def abbreviations(concepts: Iterable[Concept], language: str) -> tuple[tuple[str, str], ...]:
    """Return the full forms of a language with the acronyms of the same concept: Workers' Party of Korea, WPK."""
    found: list[tuple[str, str]] = []
    for concept in concepts:
        terms = [t for t in concept.in_language(language) if t.status.permitted]
        short = [t.text for t in terms if t.type is TermType.ACRONYM]
        found += [(t.text, s) for t in terms for s in short if t.type is not TermType.ACRONYM and " " in t.text]
    return tuple(found)


class OpenText:
    """A text under check that may be edited while it is checked: what was read of the other beads is kept."""

    def __init__(self, text: CheckText, run: Sequence[Family], severities: Mapping[str, Severity]) -> None:
        self._text = text
        self._families = run
        self._severities = severities

    def edit(self, at: int, target: str) -> list[Finding]:
        """Give the bead at position `at` another target and return its findings."""
        self.put(at, replace(self._text.beads[at], target=target, target_starts=()))
        return self.findings(at)

    def put(self, at: int, bead: BeadText) -> None:
        """Let another bead stand at position `at`."""
        self._text.edit(at, bead)

    def bead(self, at: int) -> BeadText:
        """Return the bead at position `at` as it is checked now."""
        return self._text.beads[at]

    def findings(self, at: int) -> list[Finding]:
        """Return the findings of the bead at position `at`, in order."""
        text, found = self._text, list[Finding]()
        for family in self._families:
            mine = [f for f in family.find_in_bead(text, at) if f.check in text.wanted]
            mine.sort(key=_place)
            found += mine
        if self._severities:
            found = [shifted(f, self._severities[f.check]) if f.check in self._severities else f for f in found]
        return found


def _place(finding: Finding) -> tuple[int, int]:
    target = finding.target_spans[0].start if finding.target_spans else 1 << 30
    return (target, finding.source_spans[0].start if finding.source_spans else 1 << 30)


def check(
    beads: Sequence[BeadText],
    concepts: Sequence[Concept],
    *,
    source_language: str = "ko",
    target_language: str = "en",
    profile: str = GENERAL,
    date: str = "",
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
    severities: Mapping[str, Severity] | None = None,
    precedents: Precedents | None = None,
    encoder: Callable[[], Encoder] | None = None,
) -> list[Finding]:
    """Return what the checks find in the beads of one text, in order.

    `date` is the ISO date of the text: terms are judged by their dates of use. `only` and `skip` take ids, families and
    patterns. Raises UsageError for an unknown check.
    """
    checker = Checker(
        concepts,
        source_language=source_language,
        target_language=target_language,
        profile=profile,
        date=date,
        only=only,
        skip=skip,
        severities=severities,
        precedents=precedents,
        encoder=encoder,
    )
    return checker.check(beads)


def bead_texts(bitext: Bitext) -> tuple[BeadText, ...]:
    """Return the beads of a bitext as checks take them, joined as `Bitext.source_text` does."""
    source = {s.id: (i, s.text) for i, s in enumerate(bitext.source)}
    target = {s.id: (i, s.text) for i, s in enumerate(bitext.target)}
    source_gap, target_gap = _gap(bitext.source_language), _gap(bitext.target_language)
    return tuple(
        BeadText(
            index,
            source_gap.join(source[i][1] for i in bead.source),
            target_gap.join(target[i][1] for i in bead.target),
            tuple(source[i][0] for i in bead.source),
            tuple(target[i][0] for i in bead.target),
            probability=bead.probability if bead.state is BeadState.AUTO else None,
            source_starts=_starts([source[i][1] for i in bead.source], source_gap),
            target_starts=_starts([target[i][1] for i in bead.target], target_gap),
        )
        for index, bead in enumerate(bitext.beads)
    )


def _starts(segments: Sequence[str], gap: str) -> tuple[int, ...]:
    """Return where each segment begins in their joined text."""
    ends = accumulate((len(s) + len(gap) for s in segments), initial=0)
    return tuple(ends)[:-1]


def _gap(language: str) -> str:
    return "" if base_language(language) in ("ja", "zh") else " "


def check_bitext(
    bitext: Bitext,
    concepts: Sequence[Concept],
    *,
    profile: str = GENERAL,
    date: str = "",
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
    severities: Mapping[str, Severity] | None = None,
    precedents: Precedents | None = None,
    encoder: Callable[[], Encoder] | None = None,
) -> list[Finding]:
    """Return what the checks find in an aligned text; its own date is taken where none is given."""
    return check(
        bead_texts(bitext),
        concepts,
        source_language=bitext.source_language,
        target_language=bitext.target_language,
        profile=profile,
        date=date or bitext.date,
        only=only,
        skip=skip,
        severities=severities,
        precedents=precedents,
        encoder=encoder,
    )
