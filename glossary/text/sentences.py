"""Text into sentences, with exact places.

Invariant: `text[s.start:s.end] == s.text` for every sentence, sentences come in order and do not overlap, and nothing
but white space is lost between them. A line break always ends a sentence: a heading without a full stop is one
sentence, and so is a list item. Time is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from glossary.text import quotations
from glossary.text.language import base_language
from glossary.text.sentence_rules import LIST_MARK, rules

_TERMINATOR = re.compile("[.!?…。！？．｡]+")
# Closing marks behind a full stop; a curled one also behind a space that does not belong there.
_CLOSERS = re.compile("[" + re.escape(quotations.CLOSERS) + "]+|[ ][”»》≫」』](?=\\s|\\Z)")
_TAIL = re.compile(
    r"\s*(?:[-–—―−‐ー]{1,2}\s?(?:[0OОㅇ○]|끝|終)\s?[-–—―−‐ー]{1,2}|[(（](?:끝|終わり|完)[)）]|[\"'”’»》」』)]+)\s*\Z"
)

_LONGEST_LIST_MARK = 12

PROTECTED_SENTENCES = 4
"""A quotation inside a sentence is kept whole below so many sentences; a speech of more is cut: no bead joins more."""
PROTECTED_CHARACTERS = 600
_LEADING = frozenset("“‘")
"""Quotations in these marks that lead their sentence (“A. B.”라고 말했다) are cut, as English cuts its own: news style
of the South. KCNA's 《A. B.》 stays whole, as does any quotation in the middle."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at `text[start:end]` (code points). `paragraph` counts the lines that are not empty, from 0."""

    text: str
    start: int
    end: int
    paragraph: int


def split_sentences(text: str, language: str) -> list[Sentence]:
    """Return the sentences of a text whose paragraphs are lines. `language`: a tag such as ko, ko-KP, en, ja."""
    found: list[Sentence] = []
    start = paragraph = 0
    for line in text.split("\n"):
        sentences = split_paragraph(line, language, paragraph=paragraph, offset=start)
        found += sentences
        paragraph += bool(sentences)
        start += len(line) + 1
    return found


def split_paragraph(text: str, language: str, *, paragraph: int = 0, offset: int = 0) -> list[Sentence]:
    """Return the sentences of one paragraph; a line break in it is white space. `offset` is added to the places."""
    cuts = _cuts(text, language)
    found: list[Sentence] = []
    start = 0
    for cut in [*cuts, len(text)]:
        piece = text[start:cut]
        words = piece.strip()
        if words:
            at = start + len(piece) - len(piece.lstrip())
            found.append(Sentence(words, offset + at, offset + at + len(words), paragraph))
        start = cut
    return found


def _cuts(text: str, language: str) -> list[int]:
    """Return the positions behind which a new sentence begins, without the end of the text."""
    rule = rules(base_language(language))
    candidates: list[int] = []
    closing = _CLOSERS.match
    for match in _TERMINATOR.finditer(text):
        mark, end = match.span()
        closed = closing(text, end)
        after = closed.end() if closed else end
        if mark == 0 or (after > end and text[mark - 1] in quotations.OPENERS):
            continue  # (?) and (!) are remarks; a text does not begin with its end
        if rule.ends(text, mark, end, after):
            candidates.append(after)
    if rule.unmarked is not None:
        unmarked = [m.end() for m in rule.unmarked.finditer(text)]
        candidates = sorted({*candidates, *unmarked}) if unmarked else candidates
    if candidates and candidates[-1] < len(text) and _TAIL.match(text, candidates[-1]):
        candidates.pop()
    if not candidates:
        return []
    kept = _outside(text, candidates, quotes_too=rule.protects_quotations)
    cuts: list[int] = []
    last = 0
    for cut in kept:
        if cut < len(text) and not (cut - last < _LONGEST_LIST_MARK and LIST_MARK.fullmatch(text, last, cut)):
            cuts.append(cut)
            last = cut
    return cuts


def _outside(text: str, candidates: list[int], *, quotes_too: bool) -> list[int]:
    """Return the candidates that do not stand inside a bracket or quotation that belongs to a larger sentence."""
    inside: list[tuple[int, int]] = []
    boundaries = set(candidates)
    reach, written = 0, len(text.rstrip())
    for pair in quotations.pairs(text):
        if pair.start < reach or (pair.mark in quotations.QUOTES and not quotes_too):
            continue
        first, last = bisect_right(candidates, pair.start), bisect_right(candidates, pair.end - 1)
        if first == last:
            continue
        begins = _begins_sentence(text, pair.start, boundaries)
        if begins and (pair.mark in _LEADING or pair.end in boundaries or pair.end >= written):
            continue
        if last - first >= PROTECTED_SENTENCES or pair.end - pair.start > PROTECTED_CHARACTERS:
            continue
        inside.append((pair.start, pair.end - 1))
        reach = pair.end
    if not inside:
        return candidates
    starts = [start for start, _ in inside]
    kept = []
    for cut in candidates:
        at = bisect_right(starts, cut - 1) - 1
        if at < 0 or not inside[at][0] < cut <= inside[at][1]:
            kept.append(cut)
    return kept


def _begins_sentence(text: str, at: int, boundaries: set[int]) -> bool:
    """Whether nothing of a sentence stands before `at`."""
    start = at
    while start > 0 and at - start < 8 and text[start - 1].isspace():
        start -= 1
    return start == 0 or start in boundaries
