"""Errors planted into right pairs, each of one family, with a fixed seed: what a check must find.

A plant changes the target of one bead at one place and knows the place. Nothing here asks a check where an error would
be found: numbers are found by their digits, lists by commas; names by capital letters and terms by the words of a table
(`planted_names`).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from tests.benchmarks.planted_names import exchanged, forbidden, juche, left_out, misspelled, south, varied
from tests.benchmarks.planting import Plant, Planter, Text, put

_NUMBER = re.compile(
    r"(?<![\w.,$£€:/-])\d{1,3}(?:,\d{3})+(?![\w,.:/-]\d)|(?<![\w.,$£€:/-])\d{2,5}(?![\d,.:/-]|st|nd|rd|th)"
)
_DIGITS = re.compile(r"\d+")


def _plain(text: str) -> str:
    """Return a text without the separators of thousands."""
    return re.sub(r"(?<=\d)[, ](?=\d{3}(?!\d))", "", text)


def number(text: Text, at: int, chance: random.Random) -> Iterator[Plant]:
    """Another digit in a number that both sides write with the same digits."""
    bead = text.beads[at]
    source = set(_DIGITS.findall(_plain(bead.source)))
    for match in _NUMBER.finditer(bead.target):
        plain = match[0].replace(",", "")
        if plain not in source or bead.target.count(match[0]) > 1:
            continue
        decade = bead.target[match.end() : match.end() + 1] == "s"
        digit = len(plain) - 2 if decade else chance.randrange(len(plain))
        other = str((int(plain[digit]) + chance.randint(1, 8)) % 9 + 1)
        wrong = (
            plain[:digit]
            + (other if other != plain[digit] else "9" if plain[digit] != "9" else "8")
            + plain[digit + 1 :]
        )
        if wrong in source or wrong == plain:
            continue
        written = f"{int(wrong):,}" if "," in match[0] else wrong
        target, place = put(bead, match.span(), written)
        yield Plant("number", at, target, place)


_MAGNITUDES = {"thousand": "million", "million": "billion", "billion": "million", "trillion": "billion"}
_UNITS = {
    "kilometers": "meters", "kilometres": "metres", "km": "m", "miles": "yards", "tons": "kilograms",
    "hectares": "metres", "metres": "kilometres", "meters": "kilometers", "kg": "t", "hours": "minutes",
    "days": "weeks", "weeks": "days", "months": "weeks", "years": "months", "minutes": "hours", "percent": "tons",
    "dollars": "euros", "won": "dollars", "seconds": "minutes", "feet": "miles", "inches": "feet",
}  # fmt: skip
_COUNTED = re.compile(rf"(\d[\d,.]*)[ -]?({'|'.join([*_MAGNITUDES, *_UNITS])})\b")


def unit(text: Text, at: int, _: random.Random) -> Iterator[Plant]:
    """Another unit or another magnitude behind a number that the Korean writes too."""
    bead = text.beads[at]
    for match in _COUNTED.finditer(bead.target):
        figure = match[1].replace(",", "").rstrip(".")
        if match[2] in _UNITS and figure not in _DIGITS.findall(_plain(bead.source)):
            continue
        if match[2] in _MAGNITUDES and not re.search(r"\d ?[천백십]?[만억조]|천", bead.source):
            continue
        wrong = _MAGNITUDES.get(match[2]) or _UNITS[match[2]]
        target, _place = put(bead, match.span(2), wrong)
        yield Plant("unit", at, target, (match.start(), match.start(2) + len(wrong)))


_DATE = re.compile(
    r"\b(January|February|March|April|May|June|July|August|September|October|November|December) (\d{1,2})(?![\d,]*\d)"
)


def date(text: Text, at: int, chance: random.Random) -> Iterator[Plant]:
    """Another day of a date that the Korean names in full."""
    bead = text.beads[at]
    for match in _DATE.finditer(bead.target):
        if not re.search(rf"(?<!\d){match[2]} ?일", bead.source):
            continue
        day = (int(match[2]) + chance.randint(1, 20)) % 27 + 1
        if re.search(rf"(?<!\d){day} ?일", bead.source) or day == int(match[2]):
            continue
        target, place = put(bead, match.span(2), str(day))
        yield Plant("date", at, target, (match.start(), place[1]))


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)})\b")


def weekday(text: Text, at: int, chance: random.Random) -> Iterator[Plant]:
    """Another weekday where the Korean names the day, by its weekday or (in a dated text) by its date."""
    bead = text.beads[at]
    named = "요일" in bead.source or (text.date and re.search(r"\d ?일", bead.source))
    found = _WEEKDAY.findall(bead.target)
    if not named or len(found) != 1:
        return
    for match in _WEEKDAY.finditer(bead.target):
        other = _DAYS[(_DAYS.index(match[1]) + chance.randint(1, 6)) % 7]
        target, place = put(bead, match.span(), other)
        yield Plant("weekday", at, target, place)


_LIST = re.compile(r"(?<![\w,])([\w'’-]+(?: [\w'’-]+)?)((?:, [\w'’-]+(?: [\w'’-]+){0,2})+),? and (?=\w)")
_KOREAN_LIST = re.compile(
    r"[가-힣]{1,12}(?:, ?[가-힣]{1,8}(?: [가-힣]{1,8})?){1,8}(?:와|과|,| 및| 그리고| 등|[을를이가은는의])(?= |$)"
)


def member(text: Text, at: int, chance: random.Random) -> Iterator[Plant]:
    """Let one member of a list fall, where both sides part as many members.

    A heading in two languages is no pair, and in "A, B와 함께" 와 joins no third member.
    """
    bead = text.beads[at]
    if len(re.findall(r"\b[A-Za-z]{2,}\b(?![)）])", bead.source)) > 2:
        return
    match = _LIST.search(bead.target)
    there = [m[0] for m in _KOREAN_LIST.finditer(bead.source)]
    if match is None or len(_LIST.findall(bead.target)) > 1 or len(there) != 1:
        return
    inner = [m.span() for m in re.finditer(r", [^,]+", match[2])]
    korean = there[0].rstrip()
    rest = bead.source[bead.source.index(korean) + len(korean) :]
    joined = re.search(r"(?:와|과| 및| 그리고)$", korean) and not re.match(r" ?(?:함께|같|더불어|달리)", rest)
    members = korean.count(",") + 1 + bool(joined) - korean.endswith(",")
    if members != len(inner) + 2 or re.search(r"(?:[고며여서지면만때다에은는게일어]|으로) ?(?:,|$)", korean):
        return
    start, end = chance.choice(inner)
    start, end = match.start(2) + start, match.start(2) + end
    target = bead.target[:start] + bead.target[end:]
    yield Plant("list member", at, target, (match.start(), match.end() - (end - start) + 1))


_WORD = re.compile(r"(?<![\w'’-])[a-z]{2,}(?![\w'’-])")


def repeated(text: Text, at: int, chance: random.Random) -> Iterator[Plant]:
    """Write a word twice."""
    bead = text.beads[at]
    found = [m for m in _WORD.finditer(bead.target) if m[0] not in ("that", "had", "very", "is", "so", "her")]
    if found:
        match = chance.choice(found)
        target, place = put(bead, match.span(), f"{match[0]} {match[0]}")
        yield Plant("repeated word", at, target, place)


def bracket(text: Text, at: int, chance: random.Random) -> Iterator[Plant]:
    """One half of a pair of brackets that has got lost."""
    bead = text.beads[at]
    for match in re.finditer(r"\(([^()]{2,60})\)", bead.target):
        if bead.target.count("(") != 1 or bead.source.count("(") != bead.source.count(")"):
            return
        lost, left = ((match.start(), match.end() - 1), (match.end() - 1, match.start()))[chance.randrange(2)]
        target = bead.target[:lost] + bead.target[lost + 1 :]
        kept = left - (lost < left)
        yield Plant("bracket", at, target, (kept, kept + 1))


def quote(text: Text, at: int, chance: random.Random) -> Iterator[Plant]:
    """One half of a pair of quotation marks that has got lost."""
    bead = text.beads[at]
    marks = [i for i, c in enumerate(bead.target) if c in '"“”']
    if len(marks) != 2:
        return
    lost, left = marks if chance.randrange(2) else marks[::-1]
    target = bead.target[:lost] + bead.target[lost + 1 :]
    kept = left - (lost < left)
    yield Plant("quotation mark", at, target, (kept, kept + 1))


def space(text: Text, at: int, chance: random.Random) -> Iterator[Plant]:
    """Two spaces."""
    bead = text.beads[at]
    places = [i for i, c in enumerate(bead.target) if c == " " and bead.target[i + 1 : i + 2].isalpha()]
    if places:
        place = chance.choice(places)
        yield Plant("double space", at, bead.target[:place] + " " + bead.target[place:], (place, place + 2))


def ending(text: Text, at: int, _: random.Random) -> Iterator[Plant]:
    """Leave out the full stop."""
    bead = text.beads[at]
    if bead.source.rstrip().endswith(".") and re.search(r"[a-z]\.$", bead.target) and bead.target.count(" ") > 4:
        yield Plant("full stop", at, bead.target[:-1], (len(bead.target) - 2, len(bead.target) - 1))


def lost_mark(text: Text, at: int, _: random.Random) -> Iterator[Plant]:
    """Put a question mark in place of an apostrophe or a dash, as another encoding does."""
    bead = text.beads[at]
    match = re.search(r"(?<=[a-z])['’](?=s )|(?<=[a-z] )[—–](?= [a-z])", bead.target)
    if match:
        target, place = put(bead, match.span(), "?")
        yield Plant("lost mark", at, target, place)


def unseen(text: Text, at: int, chance: random.Random) -> Iterator[Plant]:
    """Put a zero-width space into a word."""
    bead = text.beads[at]
    found = [m.start() + 1 for m in _WORD.finditer(bead.target)]
    if found:
        place = chance.choice(found)
        target, where = put(bead, (place, place), "\u200b")
        yield Plant("unseen character", at, target, where)


def untranslated(text: Text, at: int, chance: random.Random) -> Iterator[Plant]:
    """Leave a word of the source in the translation."""
    bead = text.beads[at]
    words = re.findall(r"[가-힣]{2,8}", bead.source)
    places = [m.span() for m in re.finditer(r"(?<= )[a-z]{3,}(?= )", bead.target)]
    if words and places:
        target, place = put(bead, chance.choice(places), chance.choice(words))
        yield Plant("source left", at, target, place)


EVERYWHERE: tuple[Planter, ...] = (
    *(number, unit, date, weekday, member, repeated, bracket, quote, space, ending, lost_mark, unseen, untranslated),
)
"""Families that the development sets carry."""
KCNA: tuple[Planter, ...] = (*EVERYWHERE, south, misspelled, exchanged, left_out, forbidden, varied, juche)
"""Families that the project's own pairs carry."""
EXPECTED: dict[str, tuple[str, ...]] = {
    "number": ("numbers.", "dates."),
    "unit": ("numbers.",),
    "date": ("dates.", "numbers."),
    "weekday": ("dates.",),
    "list member": ("completeness.member", "names.missing", "terms.missing", "numbers.missing"),
    "repeated word": ("mechanics.repeated-word",),
    "bracket": ("mechanics.brackets",),
    "quotation mark": ("mechanics.quotes",),
    "double space": ("mechanics.space",),
    "full stop": ("mechanics.end",),
    "lost mark": ("mechanics.lost-mark",),
    "unseen character": ("mechanics.invisible",),
    "source left": ("completeness.source-left",),
    "sentence": ("completeness.",),
    "South-style name": ("names.",),
    "misspelled name": ("names.",),
    "swapped names": ("names.",),
    "name left out": ("names.missing",),
    "forbidden term": ("terms.",),
    "varied term": ("consistency.term", "terms."),
    "Juche year": ("dates.", "numbers."),
}
"""Families, with the beginnings of the ids that count as a hit."""
NAMES_AND_TERMS = frozenset(
    ("South-style name", "misspelled name", "swapped names", "name left out", "forbidden term", "varied term")
)
