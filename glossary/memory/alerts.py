"""What no score of likeness sees: a changed negation, number or name between a sentence and one of the memory.

Pure functions. An alert is worth more than the score: 중단하여야 and 중단하지 말아야 score 83-89 (design page).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from glossary.checks.findings import Span
from glossary.memory.matching import Difference
from glossary.text.language import base_language
from glossary.text.numbers import find_values


class Kind(StrEnum):
    """What has changed."""

    NEGATION = "negation"
    NUMBER = "number"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that turns the meaning: what the query says and what the memory says; one of the two may be empty."""

    kind: Kind
    query: str
    memory: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.query or '-'} / {self.memory or '-'}"


_NEGATIONS = {
    # 않, 못, 말 after 지; 아니 but for the exclamation 아니라 할수 없다 is counted like any other; 없; adverbs 안, 못.
    "ko": re.compile(
        r"지\s?(?:도|는|를)?\s?(?:않|못|말|마)|못\s?[하되해한할함]|(?<![가-힣])(?:안|못)(?=\s?[가-힣])|아니[다고며라였한하]|아닌|아닙"
        r"|없[다는이었을으고]|말[아라고며것]{1,2}(?=\s|야|$)|금지|불가(?:능)?|결코|절대로"
    ),
    "en": re.compile(
        r"\b(?:not|no|never|none|nothing|nobody|nowhere|neither|nor|without|cannot|fails? to|failed to|refus\w*|unable"
        r"|impossible)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    "ja": re.compile(r"ない|なかった|なく|ません|ずに|ぬ(?=[。、\s])|禁止|不可"),
}
_CAPITAL = re.compile(r"(?<![.!?:\"“]\s)(?<!\A)\b[A-Z][\w'’-]*(?:\s+(?:of\s+|the\s+)?[A-Z][\w'’-]*)*")


def alerts(query: str, memory: str, language: str, changed: Sequence[Difference]) -> tuple[Alert, ...]:
    """Return what turns the meaning between two NFC sentences of one language; `changed` are their differences."""
    if not changed:
        return ()
    return (*_negation(query, memory, language), *_numbers(query, memory, language), *_names(query, memory, language))


def _negation(query: str, memory: str, language: str) -> list[Alert]:
    pattern = _NEGATIONS.get(base_language(language))
    if pattern is None:
        return []
    mine, theirs = ([m[0] for m in pattern.finditer(text)] for text in (query, memory))
    if len(mine) == len(theirs):
        return []
    left = _left_over(mine, theirs), _left_over(theirs, mine)
    return [Alert(Kind.NEGATION, ", ".join(left[0]), ", ".join(left[1]))]


def _numbers(query: str, memory: str, language: str) -> list[Alert]:
    mine, theirs = (find_values(text, language) for text in (query, memory))
    both = Counter(v.key for v in mine) & Counter(v.key for v in theirs)
    left = []
    for values in (mine, theirs):
        spare = both.copy()
        rest = []
        for value in values:
            if spare[value.key]:
                spare[value.key] -= 1
            else:
                rest.append(value)
        left.append(rest)
    found = []
    for one, other in zip(*left, strict=False):
        if one.kind == other.kind or not (one.weak or other.weak):
            found.append(Alert(Kind.NUMBER, one.text, other.text))
    shorter = min(len(left[0]), len(left[1]))
    found += [Alert(Kind.NUMBER, v.text, "") for v in left[0][shorter:] if not v.weak]
    found += [Alert(Kind.NUMBER, "", v.text) for v in left[1][shorter:] if not v.weak]
    return found


def _names(query: str, memory: str, language: str) -> list[Alert]:
    mine, theirs = _named(query, language), _named(memory, language)
    only, other = _left_over(mine, theirs), _left_over(theirs, mine)
    # A name that the other side has too, though it was not recognised there, has not changed.
    only = [n for n in only if n not in memory]
    other = [n for n in other if n not in query]
    paired = [Alert(Kind.NAME, a, b) for a, b in zip(only, other, strict=False)]
    shorter = min(len(only), len(other))
    return [
        *paired,
        *(Alert(Kind.NAME, n, "") for n in only[shorter:]),
        *(Alert(Kind.NAME, "", n) for n in other[shorter:]),
    ]


def _named(text: str, language: str) -> list[str]:
    base = base_language(language)
    if base == "ko":
        from glossary.romanisation.sentences import names_in_korean

        return [match.text for match in names_in_korean(text)]
    if base == "en":
        return [match[0] for match in _CAPITAL.finditer(text)]
    return []


def _left_over(mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    spare = Counter(theirs)
    left = []
    for one in mine:
        if spare[one]:
            spare[one] -= 1
        else:
            left.append(one)
    return left


def marked(text: str, spans: Sequence[Span], marks: tuple[str, str] = ("[", "]")) -> str:
    """Return a text with marks around some stretches of it, as lists without colour show them."""
    parts, done = [], 0
    for span in sorted(spans, key=lambda s: s.start):
        if span.start < done or span.end <= span.start:
            continue
        parts += [text[done : span.start], marks[0], text[span.start : span.end], marks[1]]
        done = span.end
    return "".join([*parts, text[done:]])
