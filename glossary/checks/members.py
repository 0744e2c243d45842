"""Members of a list that the other language lacks, found by counting: what can be known without the sentence encoder.

A Korean list of three and more is held against the marks and words by which English can part members; a member that
has an entry is missing where others of its list are there and nothing of it is. `likely_members` knows more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glossary.checks.agreement import answered
from glossary.checks.lists import LEAST, MemberList, Span, english_lists, english_place, korean_lists, parted
from glossary.checks.named import place_stands
from glossary.checks.terms import another_name
from glossary.checks.texts import CheckText
from glossary.romanisation.names import find_in_english
from glossary.text.english import worded_alike


@dataclass(frozen=True, slots=True)
class ShortList:
    """A list of the source that the target cannot hold: how many members it has there, and where."""

    source: MemberList
    count: int
    place: Span | None
    in_doubt: tuple[Span, ...]
    """The members of which nothing surely stands in the target."""


def short_lists(text: CheckText, at: int) -> Iterator[ShortList]:
    """Return the lists of a bead's source of which the target lacks a member.

    Either the whole sentence has not marks and words enough to part them, or its longest list is one member short.
    """
    bead = text.beads[at]
    lists = korean_lists(bead.source)
    if not lists:
        return
    there = parted(bead.target)
    longest = 3 + max(len(bead.source[slice(*m)].split()) for one in lists for m in one.members)
    english = english_lists(bead.target, longest)
    most = max((len(one.members) for one in english), default=0)
    for one in lists:
        size = len(one.members)
        doubt = tuple(m for m in one.members if not _stands(text, at, m))
        shorter = [e for e in english if len(e.members) == size - 1] or english
        place = english_place(bead.target, shorter[0]) if shorter else None
        if there < size - 1:
            yield ShortList(one, there + 1, place, doubt)
        elif len(lists) == 1 and most == size - 1 and doubt:
            yield ShortList(one, size - 1, place, doubt)


def known_missing(text: CheckText, at: int) -> Iterator[tuple[MemberList, Span, str]]:
    """Return the members of lists that have an entry or a table's name and are not there, while others of them are.

    A country that stands alone may be called otherwise ("the country"); between its neighbours in a list it is named.
    """
    bead = text.beads[at]
    for one in korean_lists(bead.source, in_brackets=True):
        there: list[Span] = []
        lost: list[tuple[Span, str]] = []
        for start, end in one.members:
            known = [r for r in text.recognised(at) if start <= r.source_match.start < r.source_match.end <= end]
            exact = [r for r in known if not bead.source[r.source_match.end : end].strip("들이은는을를의가에서등 ")]
            if not known:
                continue
            forms = [t.text for r in known for t in r.renderings]
            if any(r.used for r in known) or find_in_english(known[0].source_match.text, bead.target):
                there.append((start, end))
            elif exact and forms and not any(_said(form, bead.target) for form in forms):
                lost.append(((exact[0].source_match.start, exact[0].source_match.end), forms[0]))
        if len(there) >= LEAST - 1:
            yield from ((one, span, form) for span, form in lost)


def _said(form: str, target: str) -> bool:
    return place_stands(form, target) or worded_alike(form, target) or another_name(form, target)


def _stands(text: CheckText, at: int, member: Span) -> bool:
    """Whether something of a member is surely in the target: its term, its number, its name."""
    bead = text.beads[at]
    start, end = member
    for known in text.recognised(at):
        if start <= known.source_match.start < end and known.used is not None:
            return True
    for value in text.source_values(at):
        if start <= value.start < end and not value.weak:
            return answered(value, text.target_values(at), bead.target)
    word = bead.source[start:end].split()[0]
    return bool(find_in_english(word, bead.target))
