"""Finding entries that may be the same thing twice: the same term, a nearly equal one, or the same reading.

Pure, and made for 100,000 concepts: terms are compared by their folded keys; nearly equal ones are found over what is
left when one letter is taken out (the deletion neighbourhood of Bocek, Hunt & Stiller 2007), kept as numbers only.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from glossary.terms.entries import Concept
from glossary.terms.keys import search_key
from glossary.text.language import base_language


class Likeness(StrEnum):
    """In what the members of a group are alike."""

    SAME = "same"
    NEAR = "near"
    READING = "reading"


@dataclass(frozen=True, slots=True)
class Member:
    """One term of a group."""

    concept: str
    term: str
    text: str
    subject: str


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Terms of one language in two or more concepts that are alike."""

    likeness: Likeness
    language: str
    shown: str
    """What they have in common: the term, or the reading."""
    members: tuple[Member, ...]


_SHORTEST = {"ko": 4, "ja": 4, "zh": 4}
"""Characters from which on one letter more or less may be a slip: shorter Korean and Chinese words differ by right."""
_SHORTEST_LATIN = 7


@dataclass(frozen=True, slots=True)
class _Row:
    language: str
    key: str
    reading: str
    member: Member


def find_duplicates(
    concepts: Iterable[Concept],
    kinds: Iterable[Likeness] = tuple(Likeness),
    language: str = "",
) -> Iterator[DuplicateGroup]:
    """Yield groups of terms of different concepts that are alike, the surest kind first.

    `language` (bare) keeps to one. A word that several fields share by right stands in a group too: the subject of
    each member tells.
    """
    wanted = set(kinds)
    rows = [row for concept in concepts for row in _rows(concept, language)]
    if Likeness.SAME in wanted:
        yield from _grouped(Likeness.SAME, ((r.language, r.key, r.member.text, r) for r in rows))
    if Likeness.READING in wanted:
        for group in _grouped(
            Likeness.READING, ((r.language, r.reading.casefold(), r.reading, r) for r in rows if r.reading)
        ):
            if len({search_key(m.text) for m in group.members}) > 1:
                yield group
    if Likeness.NEAR in wanted:
        yield from _near(rows)


def _rows(concept: Concept, language: str) -> Iterator[_Row]:
    for term in concept.terms:
        base = base_language(term.language)
        key = search_key(term.text)
        if key and (not language or base == base_language(language)):
            reading = next((r.text for r in term.readings if r.system != "hanja"), "")
            yield _Row(base, key, reading, Member(concept.id, term.id, term.text, concept.subject))


def _grouped(likeness: Likeness, items: Iterable[tuple[str, str, str, _Row]]) -> Iterator[DuplicateGroup]:
    groups: dict[tuple[str, str], list[tuple[str, Member]]] = {}
    for language, key, shown, row in items:
        groups.setdefault((language, key), []).append((shown, row.member))
    for (language, _), found in groups.items():
        if len(found) > 1 and len({member.concept for _, member in found}) > 1:
            yield DuplicateGroup(likeness, language, found[0][0], tuple(member for _, member in found))


def _near(rows: list[_Row]) -> Iterator[DuplicateGroup]:
    """Yield pairs one letter apart, figures apart: `제7련대` and `제8련대` are two regiments."""
    import numpy
    from rapidfuzz.distance import OSA

    first: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows):
        first.setdefault((row.language, row.key), number)
    hashes, owners = array("q"), array("q")
    for (language, key), number in first.items():
        if len(key) >= _SHORTEST.get(language, _SHORTEST_LATIN):
            for shape in {key, *(key[:n] + key[n + 1 :] for n in range(len(key)))}:
                hashes.append(hash((language, shape)))
                owners.append(number)
    if not hashes:
        return
    values = numpy.frombuffer(hashes, dtype=numpy.int64)
    order = numpy.argsort(values, kind="stable")
    ordered = values[order]
    ends = numpy.flatnonzero(numpy.diff(ordered)) + 1
    bounds = [0, *ends.tolist(), len(ordered)]
    seen: set[tuple[int, int]] = set()
    for begin, end in pairwise(bounds):
        if end - begin < 2:
            continue
        numbers = sorted(owners[i] for i in order[begin:end].tolist())
        for place, one in enumerate(numbers):
            for other in numbers[place + 1 :]:
                a, b = rows[one], rows[other]
                if (one, other) in seen or a.member.concept == b.member.concept or _figures(a.key) != _figures(b.key):
                    continue
                seen.add((one, other))
                if OSA.distance(a.key, b.key, score_cutoff=1) <= 1:
                    shown = f"{a.member.text} / {b.member.text}"
                    yield DuplicateGroup(Likeness.NEAR, a.language, shown, (a.member, b.member))


def _figures(key: str) -> str:
    return "".join(c for c in key if c.isdigit())
