"""Finding the terms of a term base in running text, and which rendering of each the other side uses.

A match is a whole word or words of the text: a Korean term begins where a written word begins and what follows it in
the word is a chain of the closed list of particles and endings, and it may stand in the other Korean state's spelling;
an English one stands between word boundaries and may be plural, possessive, hyphenated or capitalised; a Japanese one
is bounded by a change of script. Texts are taken as NFC. The longest match wins among what is a match at all, so that a
long candidate that fails hides no shorter true one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from glossary.checks.findings import BeadText
from glossary.terms.entries import Concept, Term
from glossary.terms.renderings import GENERAL, ordered, permitted
from glossary.terms.scripts import Script, script_of
from glossary.text.language import base_language
from glossary.text.particles import NO_TAIL, Tail


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term found in a text."""

    start: int
    """Offset of the term's first character, in code points."""
    end: int
    """Offset after its last one: Korean particles are left out, an English plural is taken in."""
    text: str
    """What stands in the text."""
    term: Term
    concept: Concept
    tail: Tail = NO_TAIL
    """Korean particles and endings behind the term."""
    inflection: str = ""
    """English ending that belongs to `text` (`s`, `es`)."""


class Matcher:
    """All terms of one language of a term base, ready to be found in text after text.

    A plain language (`ko`) takes all its varieties; `ko-KP` takes only those terms and `ko`.
    The automaton holds only the beginnings of the terms; the rest is looked up. Built in half the time of an
    automaton of whole terms, and a term that fails at its end never hides a shorter one.
    """

    def __init__(self, concepts: Iterable[Concept], language: str) -> None:
        from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

        self.language = language
        self._script: Script = script_of(language)
        self._entries: dict[str, list[tuple[Term, Concept, int]]] = {}
        base = base_language(language)
        allowed = {language: True, base: True}
        forms, entries = self._script.forms, self._entries
        for concept in concepts:
            for term in concept.terms:
                tag = term.language
                if tag not in allowed:
                    allowed[tag] = language == base == base_language(tag)
                if not allowed[tag]:
                    continue
                for skeleton, flags in forms(term, concept):
                    if skeleton in entries:
                        entries[skeleton].append((term, concept, flags))
                    elif skeleton and not skeleton.isspace():
                        entries[skeleton] = [(term, concept, flags)]
        cut = self._script.cut
        lengths: dict[str, set[int]] = {}
        for skeleton in entries:
            lengths.setdefault(skeleton[:cut], set()).add(len(skeleton))
        self._lengths = list(lengths.values())
        self._automaton = (
            AhoCorasick(
                lengths,
                matchkind=MatchKind.Standard,
                store_patterns=False,
                implementation=Implementation.ContiguousNFA,
            )
            if lengths
            else None
        )

    def __len__(self) -> int:
        """Return how many different forms are looked for."""
        return len(self._entries)

    def find(self, text: str) -> list[TermMatch]:
        """Return the matches in order; leftmost and longest win, all concepts of the same words are returned."""
        return longest(self.find_all(text))

    def find_all(self, text: str) -> list[TermMatch]:
        """Return every match, also those inside longer ones; by start, the longer first. One per concept and span."""
        return _matches(text, sorted(self._raw(text), key=_by_place))

    def _raw(self, text: str) -> list[_Raw]:
        if self._automaton is None or not text:
            return []
        line = self._script.line(text)
        skeleton, entries, lengths, verify = line.skeleton, self._entries, self._lengths, line.verify
        found: list[_Raw] = []
        size = len(skeleton)
        for index, at, _ in self._automaton.find_matches_as_indexes(skeleton, overlapping=True):
            for length in lengths[index]:
                candidates = entries.get(skeleton[at : at + length])
                if candidates is None or at + length > size:
                    continue
                for term, concept, flags in candidates:
                    place = verify(at, at + length, term, concept, flags)
                    if place is not None:
                        found.append((*place, term, concept))
        return found


def longest(matches: Iterable[TermMatch]) -> list[TermMatch]:
    """Return of `find_all`'s matches those that lie in no other and overlap none before them."""
    kept: list[TermMatch] = []
    start = end = -1
    for match in matches:
        if match.start >= end or (match.start == start and match.end == end):
            kept.append(match)
            start, end = match.start, match.end
    return kept


_Raw = tuple[int, int, Tail, str, Term, Concept]


def _by_place(raw: _Raw) -> tuple[int, int]:
    return (raw[0], -raw[1])


def _matches(text: str, raws: list[_Raw]) -> list[TermMatch]:
    """Return matches of raw ones in order of place; of two terms of one concept at one place the better is kept."""
    best: dict[tuple[int, int, str], TermMatch] = {}
    for start, end, tail, inflection, term, concept in raws:
        match = TermMatch(start, end, text[start:end], term, concept, tail, inflection)
        key = (start, end, concept.id)
        other = best.get(key)
        if other is None or _rank(match) < _rank(other):
            best[key] = match
    return list(best.values())


def _rank(match: TermMatch) -> tuple[int, bool]:
    """Return what decides between two terms of one concept at one place: the text's own spelling, then the status."""
    stem = match.text[: len(match.text) - len(match.inflection)]
    same = 0 if stem == match.term.text else 1 if stem.casefold() == match.term.text.casefold() else 2
    return (same, not match.term.status.permitted)


@dataclass(frozen=True, slots=True)
class Recognised:
    """A concept that stands in the source of a bead, with what the target may use for it and does use."""

    concept: Concept
    source_match: TermMatch
    renderings: tuple[Term, ...]
    """The permitted terms of the target language, the one to suggest first."""
    used: TermMatch | None
    """A term of the concept that stands in the target: a permitted one if there is any, else one that is not."""


def recognise(
    bead: BeadText,
    source_matcher: Matcher,
    target_matcher: Matcher,
    *,
    profile: str = GENERAL,
    date: str = "",
) -> list[Recognised]:
    """Return the concepts of a bead's source in order, one entry a match, also those without a target term.

    `date` is the ISO date of the text (also partial); with it, terms outside their dates of use are not permitted.
    Two occurrences of one concept are given two renderings where the target has two.
    """
    return pair_up(
        source_matcher.find(bead.source),
        by_concept(target_matcher.find_all(bead.target)),
        target_matcher.language,
        profile=profile,
        date=date,
    )


def by_concept(matches: Iterable[TermMatch]) -> dict[str, list[TermMatch]]:
    """Return `find_all`'s matches by the id of their concept, each list in the order of the text.

    A match inside a longer one of the same concept is left out: who writes "statement to media" has not written
    "statement". Inside another concept's it stays: "WPK Central Committee" names the WPK too.
    """
    found: dict[str, list[TermMatch]] = {}
    for match in matches:
        mine = found.setdefault(match.concept.id, [])
        if not any(m.start <= match.start and match.end <= m.end for m in mine):
            mine.append(match)
    return found


def pair_up(
    source: Iterable[TermMatch],
    target: Mapping[str, Sequence[TermMatch]],
    target_language: str,
    *,
    profile: str = GENERAL,
    date: str = "",
) -> list[Recognised]:
    """Return what `recognise` does, of matches that were found before."""
    found: list[Recognised] = []
    times: dict[str, int] = {}
    for match in source:
        concept = match.concept
        renderings = ordered(
            (t for t in target_terms(concept, target_language) if permitted(t, profile, date)), profile
        )
        mine = sorted(target.get(concept.id, ()), key=lambda m: not permitted(m.term, profile, date))
        number = times.get(concept.id, 0)
        times[concept.id] = number + 1
        chosen = mine[min(number, len(mine) - 1)] if mine else None
        found.append(Recognised(concept, match, renderings, chosen))
    return found


def target_terms(concept: Concept, language: str) -> tuple[Term, ...]:
    """Return the terms of a concept in a language; a region (`en-GB`) takes also the terms without region."""
    base = base_language(language)
    if language == base:
        return concept.in_language(base)
    return tuple(t for t in concept.terms if t.language in (language, base))
