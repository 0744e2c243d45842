"""Errors in names, terms and Juche years, planted into the project's own KCNA-style pairs."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from glossary.terms.entries import Concept, Evidence, Status, Term
from tests.benchmarks.planting import Plant, Text, put

_PERSON = re.compile(r"\b(?:Kim|Pak|Ri|Jo|Choe|Jon|Kang|Jong|Han|An) [A-Z][a-z]+(?: [A-Z][a-z]+)?\b")
_SOUTH = {
    "Pak": "Park", "Ri": "Lee", "Choe": "Choi", "Jo": "Cho", "Jon": "Jeon", "Thae": "Tae", "Song": "Sung",
    "Hyon": "Hyun", "Yong": "Young", "Un": "Eun", "Jong": "Jung", "Kyong": "Kyung", "Chol": "Cheol",
    "Myong": "Myung", "Sok": "Seok", "Gwon": "Kwon", "Hui": "Hee", "Chun": "Choon", "Yun": "Yoon",
}  # fmt: skip


def _once(text: Text, at: int) -> list[re.Match[str]]:
    target = text.beads[at].target
    return [m for m in _PERSON.finditer(target) if target.count(m[0]) == 1]


def south(text: Text, at: int, _: random.Random) -> Iterator[Plant]:
    """Write a person in the South's manner."""
    for match in _once(text, at):
        family, *given = match[0].split()
        southern = [_SOUTH.get(g, g) for g in given]
        words = f"{_SOUTH.get(family, family)} {'-'.join([southern[0], *(g.lower() for g in southern[1:])])}"
        if words != match[0]:
            target, place = put(text.beads[at], match.span(), words)
            yield Plant("South-style name", at, target, place)


_SLIPS = (("ng", "n"), ("h", ""), ("o", "a"), ("u", "o"), ("a", "o"), ("i", "e"))


def misspelled(text: Text, at: int, chance: random.Random) -> Iterator[Plant]:
    """Misspell a person by a letter of the given name."""
    for match in _once(text, at):
        family, gap, given = match[0].partition(" ")
        slips = [(a, b) for a, b in _SLIPS if a in given]
        if slips:
            a, b = chance.choice(slips)
            target, place = put(text.beads[at], match.span(), family + gap + given.replace(a, b, 1))
            yield Plant("misspelled name", at, target, place)


def exchanged(text: Text, at: int, _: random.Random) -> Iterator[Plant]:
    """Two persons in each other's place, in one sentence or over two."""
    mine = _once(text, at)
    bead = text.beads[at]
    for one, other in pairwise(mine):
        target = (
            bead.target[: one.start()]
            + other[0]
            + bead.target[one.end() : other.start()]
            + one[0]
            + bead.target[other.end() :]
        )
        yield Plant("swapped names", at, target, (one.start(), one.start() + len(other[0])))
    if len(mine) != 1:
        return
    for elsewhere in range(len(text.beads)):
        others = _once(text, elsewhere)
        if elsewhere != at and len(others) == 1 and others[0][0] not in bead.target:
            target, place = put(bead, mine[0].span(), others[0][0])
            yield Plant("swapped names", at, target, place)
            return


def left_out(text: Text, at: int, _: random.Random) -> Iterator[Plant]:
    """Replace a person by a title; the place is the Korean's."""
    for match in _once(text, at):
        bead = text.beads[at]
        target, _place = put(bead, match.span(), "an official")
        yield Plant("name left out", at, target, (0, len(bead.source)), in_source=True)


FORBIDDEN = {
    "Workers' Party of Korea": "Korean Labour Party",
    "Party Central Committee": "Party's central board",
    "field guidance": "spot inspection",
    "single-minded unity": "monolithic unity",
    "Korean People's Army": "North Korean army",
    "congratulatory message": "felicitation cable",
    "south Korea": "Republic of South Korea",
    "Mt. Paektu": "Baekdu Mountain",
    "Korean peninsula": "Korean half-island",
    "thriving nation": "flourishing state",
    "vice-premier": "deputy premier",
}
"""Renderings of the starter term base, and what stands in their place: words that the test's term base forbids."""
VARIANTS = {
    "dwelling houses": "residential homes",
    "plenary meeting": "plenum",
    "delegation": "mission",
    "exhibition": "display show",
    "general secretary": "secretary general",
    "field guidance": "on-the-spot guidance",
    "meeting": "get-together",
}
"""Renderings that the test's term base permits, and admitted ones beside them: only their mixture is wrong."""
_KOREAN = {
    "dwelling houses": "살림집", "plenary meeting": "전원회의", "delegation": "대표단", "exhibition": "전람회",
    "general secretary": "총비서", "field guidance": "현지지도", "meeting": "대회",
}  # fmt: skip


def concepts(starter: Sequence[Concept]) -> list[Concept]:
    """Return the starter term base with the forbidden words and the admitted variants that are planted."""
    result = []
    taken = set(_KOREAN.values())
    for concept in starter:
        if any(t.text in taken for t in concept.terms):
            continue
        bad = [FORBIDDEN[t.text] for t in concept.terms if t.text in FORBIDDEN]
        terms = [
            Term(id=f"{concept.id}.bad{i}", language="en", text=words, status=Status.FORBIDDEN, evidence=Evidence.USER)
            for i, words in enumerate(dict.fromkeys(bad))
        ]
        result.append(replace(concept, terms=(*concept.terms, *terms)))
    for i, (english, korean) in enumerate(_KOREAN.items()):
        result.append(
            Concept(
                id=f"planted-{i}",
                subject="planted",
                terms=(
                    Term(id=f"planted-{i}-ko", language="ko-KP", text=korean),
                    Term(id=f"planted-{i}-en1", language="en", text=english.removesuffix("s")),
                    Term(
                        id=f"planted-{i}-en2",
                        language="en",
                        text=VARIANTS[english].removesuffix("s"),
                        status=Status.ADMITTED,
                    ),
                ),
            )
        )
    return result


def forbidden(text: Text, at: int, _: random.Random) -> Iterator[Plant]:
    """Use a forbidden rendering."""
    for good, bad in FORBIDDEN.items():
        found = list(re.finditer(rf"(?<!\w){re.escape(good)}(?!\w)", text.beads[at].target))
        if len(found) == 1:
            target, place = put(text.beads[at], found[0].span(), bad)
            yield Plant("forbidden term", at, target, place)


def varied(text: Text, at: int, _: random.Random) -> Iterator[Plant]:
    """Another permitted rendering in one of several places of a term; the last of them, so that the others are more."""
    for good, other in VARIANTS.items():
        word = re.compile(rf"(?<![가-힣]){_KOREAN[good]}(?:[은는이가을를의에와과도들]|[ ,.])")
        places = [i for i, b in enumerate(text.beads) if b.target.count(good) == 1 and word.search(b.source)]
        if len(places) > 1 and places[-1] == at:
            start = text.beads[at].target.index(good)
            target, place = put(text.beads[at], (start, start + len(good)), other)
            yield Plant("varied term", at, target, place)


def juche(text: Text, at: int, _: random.Random) -> Iterator[Plant]:
    """Write a Juche year that is not the year beside it."""
    for match in re.finditer(r"Juche (\d+)(?= \(\d{4}\))", text.beads[at].target):
        target, place = put(text.beads[at], match.span(1), str(int(match[1]) + 1))
        yield Plant("Juche year", at, target, (match.start(), place[1]))
