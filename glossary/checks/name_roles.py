"""Two names that have changed places: who met whom, from where to where.

Korean and English name the persons of a clause in the same order unless the English turns the clause round (a passive,
a possessive), so an order that is turned round while nothing in the English turns the clause is worth a look. What
Korean says by particles (에서, 로) English says by prepositions; there the words themselves contradict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from glossary.checks.findings import Finding, Severity
from glossary.checks.named import Name
from glossary.checks.texts import CheckText
from glossary.romanisation.names import EnglishMatch

Placed = tuple[Name, int, int]
"""A name and where the target has it."""

_TURNS = re.compile(
    r"\b(?:by|of|with|from|under|whose|which|who|that|to|for|after|before|through|via|accompanied|attended|led|headed)\b"
    r"|['’]s?\b|s['’]",
    re.IGNORECASE,
)
"""Words that let English name the second person first: B was met by A, a letter of A to B."""
_SUBJECT = re.compile(r"[가-힣]{0,10}(?:은|는|이|가|께서는?)(?=[ ,])")
_OBJECT = re.compile(r"[가-힣]{0,10}(?:을|를|에게|께|와|과)(?=[ ,])")
"""What stands behind a name and its title: particles of who does it, and of to whom or with whom."""
_LIST_GAP = re.compile(r"[^.;:]{0,3}(?:동지|선생)?(?:와|과|,|및|그리고| )+(?:[가-힣]{2,12} )?")
_ENGLISH_GAP = re.compile(r"(?:, | and |, and | & )(?:[A-Za-z-]+ ){0,2}")
_FROM = re.compile(r"\A(?:시|군|도|리)?(?:에서|부터|발)(?! ?열|서 ?진행| ?진행| ?있)")
_TO = re.compile(r"\A(?:시|군|도|리)?(?:으로|로|까지|에로)(?=[ ,.])")


def swapped(text: CheckText, at: int, placed: Sequence[Placed]) -> Iterator[Finding]:
    """Return a finding where two names of the bead stand in each other's place. `placed`: names in source order."""
    source, target = text.beads[at].source, text.beads[at].target
    once = [p for p in placed if source.count(p[0].text) == 1]
    for first, second in pairwise(once):
        if first[0].kind == second[0].kind == "person" and first[1] > second[1]:
            if _persons_contradict(source, target, first, second):
                yield _finding(text, at, first, second, "order of the Korean")
        elif first[0].kind == second[0].kind == "place" and _places_contradict(source, target, first, second):
            yield _finding(text, at, first, second, "에서, 부터: from; 로, 까지: to")


def _persons_contradict(source: str, target: str, first: Placed, second: Placed) -> bool:
    between = source[first[0].end : second[0].start]
    if _LIST_GAP.fullmatch(between) and _ENGLISH_GAP.fullmatch(target[second[2] : first[1]]):
        return True
    subject = _SUBJECT.match(source, first[0].end) is not None
    object_ = _OBJECT.match(source, second[0].end) is not None
    return subject and object_ and _TURNS.search(target[: first[2] + 3]) is None


def _places_contradict(source: str, target: str, first: Placed, second: Placed) -> bool:
    if not (_FROM.match(source[first[0].end :]) and _TO.match(source[second[0].end :])):
        return False
    before_first = target[: first[1]].rstrip().lower()
    before_second = target[: second[1]].rstrip().lower()
    return before_second.endswith(" from") and before_first.endswith((" to", " for"))


def _finding(text: CheckText, at: int, first: Placed, second: Placed, evidence: str) -> Finding:
    one, other = (text.beads[at].target[p[1] : p[2]] for p in (first, second))
    return text.finding(
        "names.swapped",
        Severity.WARNING,
        f"“{one}” and “{other}” seem to have changed places.",
        at,
        about=f"{first[0].text}|{second[0].text}",
        source=[(first[0].start, first[0].end), (second[0].start, second[0].end)],
        target=[(second[1], second[2]), (first[1], first[2])],
        evidence=evidence,
    )


def placed_once(names: Sequence[Name], matches: Sequence[Sequence[EnglishMatch]]) -> list[Placed]:
    """Return the names that the target has exactly once, with their place there, in the order of the source."""
    found: list[Placed] = []
    for name, where in zip(names, matches, strict=True):
        used = [(r.used.start, r.used.end) for r in name.recognised if r.used is not None]
        spans = sorted({(m.start, m.end) for m in where} or set(used))
        if len(spans) == 1:
            found.append((name, *spans[0]))
    return sorted(found, key=lambda p: p[0].start)
