"""What every check is given: the beads of a text, the term base, the profile, the date, and what was read of them.

Nothing is computed before a check asks for it, and nothing twice: terms and values of a bead are kept. The beads are
those of one text in its order, so that a check may look at what came before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar, cast

from glossary.checks.findings import BeadText, Finding, Related, Severity, Span, fingerprint
from glossary.checks.precedents import Precedents
from glossary.terms.matching import Matcher, Recognised, TermMatch, by_concept, longest, pair_up
from glossary.terms.renderings import GENERAL
from glossary.text.language import base_language
from glossary.text.values import Value

if TYPE_CHECKING:
    from glossary.alignment.encoder import Encoder

T = TypeVar("T")
SOURCES = "sources"
TARGETS = "targets"

_LETTERS_OF = {"ko": re.compile("[가-힣]"), "ja": re.compile("[\u3041-\u30ff\u4e00-\u9fff]")}
_LATIN_WORDS = re.compile(r"\b[A-Za-z][a-z]{1,}\b(?![)）])")
_LANGUAGES = {"ko": "Korean", "en": "English", "ja": "Japanese", "zh": "Chinese", "ru": "Russian"}


def language_name(tag: str) -> str:
    """Return how messages name a language: `English`; the tag where it has no name here."""
    return _LANGUAGES.get(base_language(tag), tag)


def quoted(words: Iterable[str]) -> str:
    """Return “a”, “b” or “c”, at most four of them."""
    shown = [f"“{w}”" for w in words]
    if len(shown) > 4:
        shown = [*shown[:4], "…"]
        return ", ".join(shown)
    return " or ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else "".join(shown)


def beside(value: Value, day: Value) -> bool:
    """Whether a date stands right behind or before a weekday: Friday, October 7; October 7 (Friday)."""
    return 0 <= value.start - day.end <= 3 or 0 <= day.start - value.end <= 3


@dataclass(slots=True)
class CheckText:
    """One text under check."""

    beads: list[BeadText]
    source_matcher: Matcher
    target_matcher: Matcher
    source_language: str = "ko"
    target_language: str = "en"
    profile: str = GENERAL
    """As `profile_key` writes it."""
    date: str = ""
    wanted: frozenset[str] = frozenset()
    """Ids of the checks that run."""
    precedents: Precedents | None = None
    """The translation memory, where it is to be held against the text."""
    encoder: Callable[[], Encoder] | None = None
    """Gives the sentence encoder when it is needed; None where checks are to do without."""
    abbreviations: tuple[tuple[str, str], ...] = ()
    """Full forms of the target language with their acronyms, as the term base has them."""
    _recognised: dict[int, list[Recognised]] = field(default_factory=dict)
    _rendered: dict[int, dict[str, list[TermMatch]]] = field(default_factory=dict)
    _targets: dict[int, list[TermMatch]] = field(default_factory=dict)
    _values: dict[tuple[int, str], list[Value]] = field(default_factory=dict)
    _kept: dict[Hashable, object] = field(default_factory=dict)

    def edit(self, at: int, bead: BeadText) -> None:
        """Put another bead at a place: what was read of the old one is forgotten, what was read of others stays."""
        same_source = self.beads[at].source == bead.source
        self.beads[at] = bead
        for kept in (self._recognised, self._rendered, self._targets):
            kept.pop(at, None)
        self._values.pop((at, "target"), None)
        if not same_source:
            self._values.pop((at, "source"), None)
            self._kept.clear()
            return
        stale = [k for k in self._kept if isinstance(k, tuple) and not {at, TARGETS, "target"}.isdisjoint(k[1:])]
        for key in stale:
            del self._kept[key]

    @property
    def is_general(self) -> bool:
        """Whether no house's style is asked for."""
        return self.profile in ("", GENERAL)

    def recognised(self, at: int) -> list[Recognised]:
        """Return the concepts of a bead's source with what the target uses of them."""
        if at not in self._recognised:
            self._recognised[at] = pair_up(
                self.source_matcher.find(self.beads[at].source),
                self.rendered(at),
                self.target_matcher.language,
                profile=self.profile,
                date=self.date,
            )
        return self._recognised[at]

    def rendered(self, at: int) -> dict[str, list[TermMatch]]:
        """Return all terms of a bead's target, also those inside longer ones, by the id of their concept."""
        if at not in self._rendered:
            self._rendered[at] = by_concept(self._all_target_terms(at))
        return self._rendered[at]

    def _all_target_terms(self, at: int) -> list[TermMatch]:
        if at not in self._targets:
            self._targets[at] = self.target_matcher.find_all(self.beads[at].target)
        return self._targets[at]

    def target_terms(self, at: int) -> list[TermMatch]:
        """Return the longest matches of the target language's terms in a bead's target."""
        return longest(self._all_target_terms(at))

    def source_values(self, at: int) -> list[Value]:
        """Return numbers, dates and quantities of a bead's source."""
        return self._find_values(at, "source")

    def target_values(self, at: int) -> list[Value]:
        """Return numbers, dates and quantities of a bead's target."""
        return self._find_values(at, "target")

    def _find_values(self, at: int, side: str) -> list[Value]:
        from glossary.text.numbers import find_values

        if (at, side) not in self._values:
            bead = self.beads[at]
            self._values[at, side] = (
                find_values(bead.source, self.source_language)
                if side == "source"
                else find_values(bead.target, self.target_language)
            )
        return self._values[at, side]

    def is_in_language(self, at: int) -> bool:
        """Whether a bead's source is written in the source language, and not a gloss or heading of two languages."""
        letters = _LETTERS_OF.get(base_language(self.source_language))
        if letters is None:
            return True
        source = self.beads[at].source
        return len(_LATIN_WORDS.findall(source)) < 3 or len(letters.findall(source)) > 40

    def cached(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what a check computed for `key` before, or compute and keep it.

        A key `(name, bead)` holds what was read of one bead, `(name, TARGETS)` of all targets, `(name, SOURCES)` or a
        plain name of all sources: what the edit of a bead's target leaves true is not read again.
        """
        if key not in self._kept:
            self._kept[key] = make()
        return cast("T", self._kept[key])

    def finding(
        self,
        check: str,
        severity: Severity,
        message: str,
        at: int,
        *,
        about: str,
        source: Iterable[tuple[int, int]] = (),
        target: Iterable[tuple[int, int]] = (),
        evidence: str = "",
        suggestion: str | None = None,
        related: Iterable[Related] = (),
    ) -> Finding:
        """Return a finding of bead `at`. `about` is the words or values that make it this finding and no other."""
        bead = self.beads[at]
        return Finding(
            check=check,
            severity=severity,
            message=message,
            bead=bead.index,
            source_spans=tuple(Span(a, b) for a, b in source),
            target_spans=tuple(Span(a, b) for a, b in target),
            evidence=evidence,
            suggestion=suggestion,
            fingerprint=fingerprint(check, about, bead.source, bead.target),
            about=about,
            related=tuple(related),
        )
