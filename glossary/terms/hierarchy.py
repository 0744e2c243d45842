"""The hierarchy of concepts: a circle in it means that a reference is wrong.

Pure: pairs of ids in, ids out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from glossary.terms.entries import CrossReference

KINDS = _UP, _DOWN = "broader", "narrower"
"""Kinds of references that order two concepts."""


def steps(concept_id: str, references: Iterable[CrossReference]) -> Iterator[tuple[str, str]]:
    """Yield (lower, higher) for each reference of a concept that orders two of them."""
    for reference in references:
        if reference.kind == _UP:
            yield concept_id, reference.target
        elif reference.kind == _DOWN:
            yield reference.target, concept_id


def circle(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Return concepts each of which lies directly below the next, the first once more at the end; empty: no circle.

    `pairs` are (lower, higher). Linear in their number.
    """
    above: dict[str, set[str]] = {}
    below: dict[str, set[str]] = {}
    for low, high in pairs:
        above.setdefault(low, set()).add(high)
        below.setdefault(high, set()).add(low)
    left = {number: len(higher) for number, higher in above.items()}
    """Concepts of which it is not clear yet that they lie in no circle -> how many such are above them."""
    clear = [number for number in below if number not in above]
    while clear:
        for low in below.get(clear.pop(), ()):
            left[low] -= 1
            if not left[low]:
                del left[low]
                clear.append(low)
    if not left:
        return []
    path = [min(left)]
    while (higher := min(number for number in above[path[-1]] if number in left)) not in path:
        path.append(higher)
    return [*path[path.index(higher) :], higher]
