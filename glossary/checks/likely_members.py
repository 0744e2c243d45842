"""How likely a member of a list has no counterpart: what is like each member, and how the other side parts its list.

A member is missing where the others stand in a list of the other side and nothing in it is left for this one. A
logistic model weighs that; its weights (`data/text/member_weights.tsv`) were fitted by `tests.benchmarks.fit_members`
to lists of the development sets, whole ones and such with one member cut out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import TYPE_CHECKING

from glossary.checks.findings import Span
from glossary.checks.lists import LEAST, MemberList, english_lists, korean_lists
from glossary.paths import data_path
from glossary.phrases.counterparts import Counterpart, counterparts
from glossary.text.language import base_language

if TYPE_CHECKING:
    from glossary.alignment.encoder import Encoder
    from glossary.checks.texts import CheckText

THERE = 0.4
"""Likeness from which on another member shows where the list stands."""
_EDGE_WORDS = 3
"""Words of an English list's first and last chunk that are taken for the member."""
NAMES = (
    *("low", "second", "mean", "best", "no_list", "short_1", "short_0", "short_2", "filled", "cover", "beside"),
    *("parted", "edge"),
)
"""What is weighed, see `features`."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A list, and the member of which the least stands on the other side."""

    given: MemberList
    lost: Span
    wanted: MemberList | None
    """The list of the other side that holds the other members."""
    probability: float
    """That the member has no counterpart."""


def lists_in(text: str, language: str) -> list[MemberList]:
    """Return the lists of three members and more of a sentence; none in languages other than Korean and English."""
    if base_language(language) == "ko":
        return korean_lists(text, in_brackets=True)
    if base_language(language) != "en":
        return []
    return [_trimmed(text, one) for one in english_lists(text, 5) if len(one.members) >= LEAST]


def doubts(
    given: str,
    wanted: str,
    languages: tuple[str, str],
    encoder: Encoder,
    *,
    also: Sequence[tuple[Span, tuple[str, ...]]] = (),
) -> list[Doubt]:
    """Return each list of `given` with the member that is likeliest to lack a counterpart in `wanted`.

    `languages` are theirs in that order; `also` are renderings of the term base for spans of `given`.
    """
    found = []
    for one in lists_in(given, languages[0]):
        spans = [Span(*member) for member in one.members]
        more = [[w for at, words in also for w in words if s.start <= at.start and at.end <= s.end] for s in spans]
        like = counterparts(given, wanted, languages, spans, encoder, also=more)
        lost, there, values = features(one, like, other_lists(given, wanted, languages[1], one))
        found.append(Doubt(one, spans[lost], there, _chance(values, languages[0])))
    return found


def known_wordings(text: CheckText, at: int) -> list[tuple[Span, tuple[str, ...]]]:
    """Return the renderings that the term base has for spans of a bead's source."""
    return [
        (Span(r.source_match.start, r.source_match.end), tuple(t.text for t in r.renderings))
        for r in text.recognised(at)
    ]


def features(
    one: MemberList, like: Sequence[Counterpart], others: Sequence[MemberList]
) -> tuple[int, MemberList | None, tuple[float, ...]]:
    """Return which member is in doubt, the list of the other side that holds the others, and the values of NAMES.

    `low`, `second` and `mean` are the likeness of the member, of the next one and of all others; `best` is that of the
    member with what belongs to something else. `short_…` say by how many members the other list is shorter, `filled`
    that no member between the first and the last known one is unaccounted for, `beside` that the neighbours of the
    member stand side by side, `parted` that something stands between them; `edge` that it is the first or the last.
    """
    size = len(one.members)
    lost = min(range(size), key=lambda n: (like[n].likeness, like[n].best))
    known = {n: c.span for n, c in enumerate(like) if n != lost and c.span is not None and c.likeness >= THERE}
    order = sorted(c.likeness for c in like)
    chunks = {id(other): [_chunk(other, span) for span in known.values()] for other in others}
    there = max(
        (other for other in others if any(c is not None for c in chunks[id(other)])),
        key=lambda other: (sum(c is not None for c in chunks[id(other)]), len(other.members)),
        default=None,
    )
    basic = (order[0], order[1], sum(order[1:]) / (size - 1), like[lost].best)
    edge = float(lost in (0, size - 1))
    if there is None:
        return lost, None, (*basic, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, edge)
    used = {c for c in chunks[id(there)] if c is not None}
    short = size - len(there.members)
    filled = max(used) - min(used) + 1 == len(used)
    cover = sum(c is not None for c in chunks[id(there)]) / (size - 1)
    sides = [_chunk(there, span) for n in (lost - 1, lost + 1) if (span := like[n].span if 0 <= n < size else None)]
    apart = abs(sides[0] - sides[1]) if len(sides) == 2 and sides[0] is not None and sides[1] is not None else None
    shortness = (float(short == 1), float(short <= 0), float(short >= 2))
    placed = (float(apart == 1), float(apart is not None and apart >= 2))
    return lost, there, (*basic, 0.0, *shortness, float(filled), cover, *placed, edge)


def _chunk(other: MemberList, span: Span) -> int | None:
    """Return which member of a list a place lies in."""
    return next((n for n, (start, end) in enumerate(other.members) if start < span.end and span.start < end), None)


def other_lists(given: str, wanted: str, language: str, one: MemberList) -> list[MemberList]:
    """Return the lists of the other side, of two members and more."""
    if base_language(language) == "ko":
        return korean_lists(wanted, in_brackets=True, least=2)
    return english_lists(wanted, 3 + max(len(given[start:end].split()) for start, end in one.members))


def _trimmed(text: str, one: MemberList) -> MemberList:
    """Return an English list whose first and last members are no longer than members are."""
    (start, first_end), *inner, (last_start, end) = one.members
    first = text[start:first_end].split()[-_EDGE_WORDS:]
    last = text[last_start:end].split()[:_EDGE_WORDS]
    begin = first_end - len(" ".join(first)) if first else start
    return MemberList(
        ((max(start, begin), first_end), *inner, (last_start, min(end, last_start + len(" ".join(last)))))
    )


@cache
def weights(language: str) -> tuple[float, ...]:
    """Return the weights of NAMES and the bias, of `data/text/member_weights.tsv`, for lists of a language."""
    head, *lines = data_path("text", "member_weights.tsv").read_text(encoding="utf-8").splitlines()
    column = head.split("\t").index("korean" if base_language(language) == "ko" else "english")
    table = {row[0]: float(row[column]) for row in (line.split("\t") for line in lines if line)}
    return tuple(table[name] for name in (*NAMES, "bias"))


def _chance(values: Sequence[float], language: str) -> float:
    *each, bias = weights(language)
    return 1 / (1 + exp(-bias - sum(w * v for w, v in zip(each, values, strict=True))))
