"""Running the checks over the beads of a text.

A `Checker` holds what costs to build (the term base ready for search) and can check text after text, or one bead
again while an editor types. Findings come in the order of the beads, within a bead by family and place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate

from glossary.alignment.beads import BeadState, Bitext
from glossary.checks.findings import BeadText, Finding
from glossary.checks.registry import checks, chosen, families
from glossary.checks.texts import CheckText
from glossary.terms.entries import Concept
from glossary.terms.matching import Matcher
from glossary.terms.renderings import GENERAL, profile_key
from glossary.text.language import base_language


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
    ) -> None:
        """Prepare the term base. `date` is an ISO date, also partial. Raises UsageError for an unknown check."""
        self.profile = profile_key(profile) or GENERAL
        self.date = date
        self.wanted = frozenset(
            i for i in chosen(only, skip) if not checks()[i].profiles or self.profile in checks()[i].profiles
        )
        self._families = tuple(f for f in families() if any(info.id in self.wanted for info in f.CHECKS))
        self.source_language, self.target_language = source_language, target_language
        concepts = tuple(concepts)
        self.source_matcher = Matcher(concepts, base_language(source_language))
        self.target_matcher = Matcher(concepts, base_language(target_language))

    def text(self, beads: Sequence[BeadText]) -> CheckText:
        """Return the beads of one text as the families of checks take them."""
        return CheckText(
            beads=beads,
            source_matcher=self.source_matcher,
            target_matcher=self.target_matcher,
            source_language=self.source_language,
            target_language=self.target_language,
            profile=self.profile,
            date=self.date,
            wanted=self.wanted,
        )

    def check(self, beads: Sequence[BeadText]) -> list[Finding]:
        """Return all findings of a text."""
        text = self.text(beads)
        return [finding for at in range(len(beads)) for finding in self._bead(text, at)]

    def check_bead(self, beads: Sequence[BeadText], at: int) -> list[Finding]:
        """Return the findings of the bead at position `at`; the beads before it are only looked at."""
        return self._bead(self.text(beads), at)

    def _bead(self, text: CheckText, at: int) -> list[Finding]:
        found: list[Finding] = []
        for family in self._families:
            mine = [f for f in family.find_in_bead(text, at) if f.check in self.wanted]
            mine.sort(key=_place)
            found += mine
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
    )
