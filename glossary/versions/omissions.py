"""What one language leaves out of the other: sentences, members of lists, names, numbers and terms, with how sure.

Pure functions over aligned texts. Nothing is an omission for being rendered otherwise: a term or member of which
something like it in meaning stands on the other side (sentence encoder) is passed over, and what the text named before
is less sure, since "the country" may stand for it. Figures: `make bench-versions`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from glossary.checks.comparing import compare
from glossary.checks.doubtful import lacking
from glossary.checks.findings import BeadText, Span
from glossary.checks.likely_members import doubts, known_wordings
from glossary.checks.members import short_lists
from glossary.checks.named import names_of, place_stands
from glossary.checks.texts import CheckText
from glossary.phrases.units import stem_ends
from glossary.romanisation.names import find_in_english
from glossary.terms.matching import Matcher, TermMatch
from glossary.terms.scripts import owner_of
from glossary.text.language import base_language
from glossary.versions.stand_ins import stands_in
from glossary.versions.swallowed import swallowed

if TYPE_CHECKING:
    from glossary.alignment.encoder import Encoder
    from glossary.terms.entries import Concept

LEAST = 0.4
"""Confidence from which on an omission is told where nobody asks for more."""
LIKE = 0.65
"""Cosine to some words of the other side from which on a term is taken to be rendered: of 228 terms whose rendering was
taken out 86 % lie under it; most of the rest have another word of the sentence that is like them."""
MEMBER = 0.7
"""Probability from which on a member of a list is taken to be left out."""
UNLISTED = 0.95
"""The same where the other side has no list with any of the members, and may say the whole in one word: of six reports
under it in the development sets none was planted."""
_LONGEST = 5
"""Words of the other side that are held against a term."""
_UNSURE = 0.6
"""Confidence up to which a sentence that is left out hides nothing of what stands in it."""
_FAR_TOO_SHORT = 0.3
"""That of a single sentence whose counterpart is far too short, where the aligner, which knows what they mean, put them
together: of eight that were told in the development sets none was left out."""
_NAMED_BEFORE = 0.85
"""What is left of the confidence where the text has named it before."""
_STANDS_IN = 0.5
"""The same where "the country" or the like may stand for a place: of 50 terms read that were told and not planted it
did for nine, and for none that was planted."""
_WORD = re.compile(r"[^\W_]+(?:[.,'’\-][^\W_]+)*")
_CLOSING = frozenset("’”'\")》≫」』）")
_LETTERS = re.compile(r"[^\W\d_]")


class Kind(StrEnum):
    """What is left out."""

    SENTENCE = "sentence"
    MEMBER = "member"
    NAME = "name"
    NUMBER = "number"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Omission:
    """Something of one side of which nothing stands on the other."""

    kind: Kind
    side: str
    """The side where it stands, `source` or `target`: what the other side leaves out."""
    bead: int
    """Place of the bead (0-based)."""
    span: Span
    """In the bead's text of that side."""
    text: str
    about: str
    """What it is counted under: the term or name itself, empty for sentences and numbers."""
    confidence: float
    expected: str = ""
    """What would have been looked for on the other side."""
    source: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term or name of the source in a bead with two sides: the whole that omissions are a share of."""

    about: str
    bead: int
    left_out: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one text."""

    omissions: tuple[Omission, ...]
    occurrences: tuple[Occurrence, ...]


class Finder:
    """Looks for omissions with a term base between two languages. Build it once, use it text after text."""

    def __init__(
        self,
        concepts: Iterable[Concept] = (),
        *,
        source_language: str = "ko",
        target_language: str = "en",
        encoder: Encoder | None = None,
    ) -> None:
        concepts = tuple(concepts)
        self.languages = source_language, target_language
        self._matchers = tuple(Matcher(concepts, base_language(tag)) for tag in self.languages)
        self._encoder = encoder

    def find(self, beads: Sequence[BeadText]) -> Report:
        """Return what each side of a text leaves out, bead by bead."""
        there = self._text(beads, 0)
        turned = [_turned(b) for b in beads]
        back = self._text(turned, 1)
        found: list[Omission] = []
        seen: list[Occurrence] = []
        named: tuple[set[str], set[str]] = (set(), set())
        for at, bead in enumerate(beads):
            if not bead.source.strip() or not bead.target.strip():
                found += _alone(bead, at)
                continue
            found += self._doubtful(there, at)
            for side, text in (("source", there), ("target", back)):
                some, occurrences = self._terms(text, at, named[side == "target"])
                some += self._members(text, at)
                found += [replace(o, side=side) for o in some]
                seen += occurrences if side == "source" else []
            found += _numbers(there, at)
        found = [replace(o, source=beads[o.bead].source, target=beads[o.bead].target) for o in found]
        return Report(tuple(_once(found)), tuple(seen))

    def _text(self, beads: Sequence[BeadText], first: int) -> CheckText:
        return CheckText(
            beads=list(beads),
            source_matcher=self._matchers[first],
            target_matcher=self._matchers[1 - first],
            source_language=self.languages[first],
            target_language=self.languages[1 - first],
        )

    def _doubtful(self, text: CheckText, at: int) -> list[Omission]:
        """Return the sentences of a joined or far too short bead that may have no counterpart."""
        bead = text.beads[at]
        if bead.probability is None:
            return []
        joined = len(bead.source_starts) > 1 or len(bead.target_starts) > 1
        if joined and self._encoder is not None:
            sides = {"source": bead.source, "target": bead.target}
            return [
                Omission(Kind.SENTENCE, side, at, span, sides[side][span.start : span.end], "", round(chance, 3))
                for side, span, chance in swallowed(text, at, self._encoder)
                if chance >= LEAST
            ]
        found = lacking(text, at)
        if found is None:
            return []
        side, (start, end) = found
        whole = bead.source if side == "source" else bead.target
        sure = _FAR_TOO_SHORT if self._encoder is not None else 0.5
        return [Omission(Kind.SENTENCE, side, at, Span(start, end), whole[start:end].strip(), "", sure)]

    def _terms(self, text: CheckText, at: int, named: set[str]) -> tuple[list[Omission], list[Occurrence]]:
        """Return the terms and names of a bead's source of which the target has nothing."""
        bead = text.beads[at]
        found: list[Omission] = []
        seen: list[Occurrence] = []
        asked: list[tuple[Omission, list[str]]] = []
        for known in text.recognised(at):
            forms = [t.text for t in known.renderings]
            if not forms:
                continue
            match = known.source_match
            if match.tail.derived or _is_part_of_a_word(bead.source, match.start):
                continue
            about = match.term.text
            stands = known.used is not None or any(place_stands(f, bead.target) for f in forms)
            kind = Kind.NAME if owner_of(known.concept) in ("person", "place") else Kind.TERM
            gone = Omission(kind, "source", at, Span(match.start, match.end), match.text, about, 0.9, forms[0])
            if stands:
                named.add(about)
                seen.append(Occurrence(about, at, left_out=False))
            else:
                asked.append((gone, [*forms, match.text, *_compound(bead.source, match, kind)]))
        covered = [(o.span.start, o.span.end) for o, _ in asked]
        for name in names_of(text, at) if _is_korean(text) else ():
            if name.recognised or any(a < name.end and name.start < b for a, b in covered):
                continue
            if find_in_english(name.text, bead.target, stems=True):
                named.add(name.text)
                seen.append(Occurrence(name.text, at, left_out=False))
            elif name.confidence >= 0.5:
                gone = Omission(
                    Kind.NAME, "source", at, Span(name.start, name.end), name.text, name.text, name.confidence * 0.9
                )
                asked.append((gone, [name.text]))
        likeness = self._likeness([texts for _, texts in asked], bead.target)
        for (gone, _), like in zip(asked, likeness, strict=True):
            left_out = like < LIKE
            if left_out:
                sure = gone.confidence * min(1.0, 0.55 + (LIKE - like) * 1.5)
                sure *= _NAMED_BEFORE if gone.about in named else 1.0
                if gone.kind is Kind.NAME and _is_korean(text) and stands_in(bead.source, bead.target, gone.text):
                    sure *= _STANDS_IN
                found.append(replace(gone, confidence=round(sure, 3)))
            seen.append(Occurrence(gone.about, at, left_out=left_out))
            named.add(gone.about)
        return found, seen

    def _members(self, text: CheckText, at: int) -> list[Omission]:
        """Return the members of a list of the source that its counterpart lacks."""
        bead = text.beads[at]
        if self._encoder is not None:
            languages = (text.source_language, text.target_language)
            known = known_wordings(text, at)
            return [
                _member(bead, at, d.lost, d.probability)
                for d in doubts(bead.source, bead.target, languages, self._encoder, also=known)
                if d.probability >= (UNLISTED if d.wanted is None else MEMBER)
            ]
        if not _is_korean(text):
            return []
        return [
            _member(bead, at, Span(*m), 0.8 if short.in_doubt else 0.5)
            for short in short_lists(text, at)
            for m in (short.in_doubt or short.source.members)[: max(1, len(short.source.members) - short.count)]
        ]

    def _likeness(self, asked: Sequence[Sequence[str]], other: str) -> list[float]:
        """Return, for each group of wordings, the highest cosine of one of them to some words of the other side."""
        if self._encoder is None or not asked:
            return [0.0] * len(asked)
        words = [m.span() for m in _WORD.finditer(other)][:160]
        spans = [
            other[words[i][0] : words[j][1]] for i in range(len(words)) for j in range(i, min(i + _LONGEST, len(words)))
        ]
        if not spans:
            return [0.0] * len(asked)
        texts = [t for group in asked for t in group]
        vectors = self._encoder.unit_vectors(*self._encoder.sums([*texts, *spans]))
        best = (vectors[: len(texts)] @ vectors[len(texts) :].T).max(axis=1)
        found, place = [], 0
        for group in asked:
            found.append(float(best[place : place + len(group)].max()))
            place += len(group)
        return found


def _member(bead: BeadText, at: int, span: Span, confidence: float) -> Omission:
    text = bead.source[span.start : span.end]
    return Omission(Kind.MEMBER, "source", at, span, text, text, round(confidence, 3))


_NEXT = re.compile(r" ([가-힣]{2,})")


def _compound(source: str, match: TermMatch, kind: Kind) -> list[str]:
    """Return the compound that a bare noun may be the first half of: 국민 투표 is a referendum and no citizen."""
    following = _NEXT.match(source, match.end)
    if kind is not Kind.TERM or match.tail.text or following is None:
        return []
    return [f"{match.text} {following[1][:end]}" for end in (len(following[1]), *stem_ends(following[1]))]


def _is_part_of_a_word(text: str, start: int) -> bool:
    """Whether a term begins behind a letter or a closing mark: 이란 in 소유권이란 is no country."""
    return start > 0 and (text[start - 1].isalnum() or text[start - 1] in _CLOSING)


def _alone(bead: BeadText, at: int) -> Iterator[Omission]:
    side = "source" if bead.source.strip() else "target"
    text = bead.source if side == "source" else bead.target
    if len(_LETTERS.findall(text)) < 2:
        return  # a closing mark, a number of a page
    sure = 0.95 if bead.probability is None else max(0.5, min(0.98, bead.probability))
    yield Omission(Kind.SENTENCE, side, at, Span(0, len(text)), text, "", round(sure, 3))


def _numbers(text: CheckText, at: int) -> Iterator[Omission]:
    bead = text.beads[at]
    left = compare(text.source_values(at), text.target_values(at), bead.source, bead.target)
    for side, values in (("source", left.missing), ("target", left.added)):
        for value in values:
            sure = 0.6 if value.approximate or value.kind in ("time", "weekday") else 0.8
            yield Omission(Kind.NUMBER, side, at, Span(value.start, value.end), value.text, "", sure, str(value.value))


def _once(found: Sequence[Omission]) -> Iterator[Omission]:
    """Yield what lies in nothing larger that is left out too, in the order of the text."""
    order = sorted(found, key=lambda o: (o.bead, o.side, o.span.start, -o.span.end, -o.confidence))
    kept: list[Omission] = []
    for one in order:
        inside = any(
            k.bead == one.bead
            and k.side == one.side
            and k.span.start <= one.span.start
            and one.span.end <= k.span.end
            and not (k.kind is Kind.SENTENCE and k.confidence <= _UNSURE and one.kind is not Kind.SENTENCE)
            for k in kept
        )
        if not inside:
            kept.append(one)
            yield one


def _turned(bead: BeadText) -> BeadText:
    return replace(
        bead,
        source=bead.target,
        target=bead.source,
        source_segments=bead.target_segments,
        target_segments=bead.source_segments,
        source_starts=bead.target_starts,
        target_starts=bead.source_starts,
    )


def _is_korean(text: CheckText) -> bool:
    return base_language(text.source_language) == "ko" and base_language(text.target_language) == "en"
