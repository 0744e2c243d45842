"""House style: wording by the date of the text, capital letters, titles, dateline, closing mark, one spelling.

What a house writes stands in `data/text/house_style.tsv` with its dates and its source (counts of the house's own
texts); a rule that nothing attests is a note. General text is held to no house's style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from glossary.checks.findings import Finding, Severity
from glossary.checks.registry import CheckInfo, Example
from glossary.checks.texts import TARGETS, CheckText
from glossary.paths import data_path
from glossary.terms.entries import Term
from glossary.terms.renderings import day_range, in_force
from glossary.text.english import spelling_pattern, spellings
from glossary.text.kcna_marks import dateline, split_closing
from glossary.text.language import base_language

_HOUSES = ("kcna", "voice-of-korea")
_PROTOTYPE = "남조선당국은 공동선언을 리행하여야 한다."

CHECKS = (
    CheckInfo(
        id="style.wording",
        severity=Severity.WARNING,
        title="A wording that the house does not use at the date of the text.",
        profiles=_HOUSES,
        example=Example(
            source=_PROTOTYPE,
            bad="It is for the South Korean authorities to implement the joint declaration.",
            good="It is for the south Korean authorities to implement the joint declaration.",
            profile="kcna",
            date="2012-05-01",
        ),
    ),
    CheckInfo(
        id="style.capital",
        severity=Severity.WARNING,
        title="A word has other capital letters, or another hyphen, than the house gives it.",
        profiles=_HOUSES,
        is_safe=True,
        example=Example(
            source="주체의 사회주의위업은 필승불패이다.",
            bad="The socialist cause of juche is invincible.",
            good="The socialist cause of Juche is invincible.",
            profile="kcna",
        ),
    ),
    CheckInfo(
        id="style.title-order",
        severity=Severity.WARNING,
        title="Title, honorific and name do not stand in the house's order.",
        profiles=_HOUSES,
        example=Example(
            source="박성철동지가 연설하였다.",
            bad="Pak Song Chol Comrade made a speech.",
            good="Comrade Pak Song Chol made a speech.",
            profile="kcna",
        ),
    ),
    CheckInfo(
        id="style.honorific",
        severity=Severity.NOTE,
        title="The source has an honorific before a name, and the translation has none.",
        profiles=_HOUSES,
        example=Example(
            source="경애하는 김정은동지께서 공장을 돌아보시였다.",
            bad="Kim Jong Un looked round the factory.",
            good="The respected Comrade Kim Jong Un looked round the factory.",
            profile="kcna",
        ),
    ),
    CheckInfo(
        id="style.dateline",
        severity=Severity.WARNING,
        title="The dateline has not the house's form.",
        profiles=("kcna",),
        example=Example(
            source="(평양 10월 7일발 조선중앙통신)",
            bad="PYONGYANG, Oct. 7 (KCNA) -",
            good="Pyongyang, October 7 (KCNA) --",
            profile="kcna",
        ),
    ),
    CheckInfo(
        id="style.closing",
        severity=Severity.WARNING,
        title="The article's closing mark is missing or has another form.",
        profiles=("kcna",),
        is_safe=True,
        example=Example(
            source="공연은 절찬을 받았다.(끝)",
            bad="The performance was acclaimed. (End)",
            good="The performance was acclaimed. -0-",
            profile="kcna",
        ),
    ),
    CheckInfo(
        id="style.spelling",
        severity=Severity.NOTE,
        title="One text spells words in the British and in the American manner.",
        profiles=_HOUSES,
        example=Example(
            before=(
                ("자위적국방력이 강화되였다.", "Self-defence was bolstered up and labour was organised."),
                ("국방공업이 발전하였다.", "The defence industry developed."),
            ),
            source="국방과학이 발전하였다.",
            bad="The science of defense developed.",
            good="The science of defence developed.",
            profile="kcna",
        ),
    ),
    CheckInfo(
        id="style.quotes",
        severity=Severity.NOTE,
        title="One text has straight and curled quotation marks.",
        profiles=_HOUSES,
        example=Example(
            before=(("그는 《만세!》라고 웨쳤다.", "He shouted “Hurrah!” and sang."),),
            source="그는 《좋다.》고 말하였다.",
            bad='He said, "Good."',
            good="He said, “Good.”",
            profile="kcna",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table: what is not written so, in which houses and when, and what is written instead."""

    check: str
    houses: frozenset[str]
    dates: Term
    """Carries the dates of use, so that they are judged as those of a term are."""
    written: re.Pattern[str]
    instead: str
    severity: Severity
    why: str
    source: str

    @property
    def is_dated(self) -> bool:
        """Whether it holds for a time only; then a text without a date is not held to it."""
        return self.dates.valid_from is not None or self.dates.valid_until is not None


@cache
def rules() -> tuple[Rule, ...]:
    """Return the table of house style."""
    lines = data_path("text", "house_style.tsv").read_text(encoding="utf-8").splitlines()[1:]
    found = []
    for line in filter(None, lines):
        check, houses, first, last, written, instead, severity, why, source = line.split("\t")
        days = [day_range(d) if d else None for d in (first, last)]
        dates = Term(
            id=check,
            language="en",
            text=written,
            valid_from=days[0][0] if days[0] else None,
            valid_until=days[1][1] if days[1] else None,
        )
        limit = Severity.NOTE if source == "unattested" else Severity(severity)
        found.append(Rule(check, frozenset(houses.split(";")), dates, re.compile(written), instead, limit, why, source))
    return tuple(found)


def find_in_bead(text: CheckText, at: int) -> Iterator[Finding]:
    """Return what is not the house's style in one bead's target."""
    bead = text.beads[at]
    if text.is_general or base_language(text.target_language) != "en" or not bead.target.strip():
        return
    yield from _table(text, at)
    yield from _honorific(text, at)
    yield from _dateline(text, at)
    yield from _closing(text, at)
    yield from _spelling(text, at)
    yield from _quotes(text, at)


def _table(text: CheckText, at: int) -> Iterator[Finding]:
    target = text.beads[at].target
    for rule in rules():
        dated = bool(text.date) and in_force(rule.dates, text.date)
        if text.profile not in rule.houses or (rule.is_dated and not dated):
            continue
        for match in rule.written.finditer(target):
            if _in_quotation(target, match.start()):
                continue  # the words of others
            instead = match.expand(rule.instead) if rule.instead else None
            write = f"; write “{instead.strip()}”" if instead else ""
            house = _HOUSE_NAMES.get(text.profile, "the house")
            yield text.finding(
                rule.check,
                rule.severity,
                f"“{match[0].strip()}” is not {house}'s style{write}.",
                at,
                about=match[0],
                target=[match.span()],
                evidence=f"{rule.why}; source {rule.source}",
                suggestion=instead,
            )


_HOUSE_NAMES = {"kcna": "KCNA", "voice-of-korea": "Voice of Korea"}


def _in_quotation(target: str, place: int) -> bool:
    """Whether a place stands between quotation marks."""
    before = target[:place]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


_KOREAN_HONORIFIC = re.compile(
    r"(?:경애하는|위대한|친애하는|존경하는) (?:[가-힣]{1,8} )?(?P<name>김[일정]성|김정[일은])"
)
_LEADERS = {"김일성": "Kim Il Sung", "김정일": "Kim Jong Il", "김정은": "Kim Jong Un"}
_ENGLISH_HONORIFIC = re.compile(r"\b(?:respected|great|dear|beloved|esteemed|peerless|eternal)\b", re.IGNORECASE)


def _honorific(text: CheckText, at: int) -> Iterator[Finding]:
    bead = text.beads[at]
    for match in _KOREAN_HONORIFIC.finditer(bead.source):
        name = _LEADERS.get(match["name"], "")
        place = bead.target.find(name) if name else -1
        if place < 0 or _ENGLISH_HONORIFIC.search(bead.target):
            continue
        yield text.finding(
            "style.honorific",
            Severity.NOTE,
            f"The Korean has “{match[0].split()[0]}” before {match['name']}; the English has no honorific.",
            at,
            about=match[0],
            source=[match.span()],
            target=[(place, place + len(name))],
            evidence="house style: titles and honorifics",
        )


_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def _dateline(text: CheckText, at: int) -> Iterator[Finding]:
    bead = text.beads[at]
    korean, english = dateline(bead.source), dateline(bead.target)
    if korean is None or korean.language != "ko":
        return
    if english is None:
        first = bead.target[:40].split("--")[0].rstrip()
        yield text.finding(
            "style.dateline",
            Severity.WARNING,
            "The Korean begins with a dateline, the English does not: Place, Month day (KCNA) --.",
            at,
            about="dateline",
            source=[(0, korean.length)],
            target=[(0, max(1, len(first)))],
            evidence="house style: Pyongyang, October 7 (KCNA) --",
        )
        return
    found = bead.target[: english.length].strip()
    place = english.place.title() if english.place.isupper() else english.place
    wanted = f"{place}, {_MONTHS[english.month - 1]} {english.day} ({english.agency}) --"
    if found != wanted:
        start = len(bead.target) - len(bead.target.lstrip())
        yield text.finding(
            "style.dateline",
            Severity.WARNING,
            f"The dateline is written “{wanted}”.",
            at,
            about=found,
            source=[(0, len(bead.source[: korean.length].rstrip()))],
            target=[(start, start + len(found))],
            evidence="house style: Pyongyang, October 7 (KCNA) --",
            suggestion=wanted,
        )


_ENGLISH_END = re.compile(r"\s*[(\[]?\s*(?:the )?(?:end|ends|fin)\.?\s*[)\]]?\s*\Z", re.IGNORECASE)


def _closing(text: CheckText, at: int) -> Iterator[Finding]:
    bead = text.beads[at]
    if not split_closing(bead.source)[1]:
        return
    body, closed = split_closing(bead.target)
    if not closed and (other := _ENGLISH_END.search(bead.target)) and other[0].strip().startswith(("(", "[")):
        body, closed = bead.target[: other.start()], True
    mark = bead.target[len(body) :].strip()
    if mark == "-0-":
        return
    end = len(bead.target.rstrip())
    start = end - len(mark) if mark else end - 1
    last = "" if mark else bead.target[end - 1]
    yield text.finding(
        "style.closing",
        Severity.WARNING,
        f"The article ends with -0-, not with {mark}." if mark else "The closing mark -0- is missing.",
        at,
        about=f"closing {mark}",
        target=[(start, end)],
        evidence="house style: -0- ends an article",
        suggestion="-0-" if mark else f"{last} -0-",
    )


def _spelled(target: str) -> Iterator[tuple[str, int, int, str]]:
    """Return (manner, start, end, the other manner's spelling) of the words that two manners spell differently.

    Words with a capital letter are left out: the U.S. Department of Defense keeps its own spelling.
    """
    parts = {british: ("British", american) for british, american in spellings()}
    parts |= {american: ("American", british) for british, american in spellings()}
    for match in spelling_pattern().finditer(target.lower()):
        manner, other = parts[match[0]]
        start, end = match.span()
        while start and target[start - 1].isalpha():
            start -= 1
        while end < len(target) and target[end].isalpha():
            end += 1
        if target[start].islower():
            yield manner, start, end, target[start : match.start()] + other + target[match.end() : end]


def _manners(text: CheckText) -> dict[str, int]:
    counts = {"British": 0, "American": 0}
    for at in range(len(text.beads)):
        for manner, *_ in text.cached(("style.spelled", at), partial(_list_spelled, text, at)):
            counts[manner] += 1
    return counts


def _list_spelled(text: CheckText, at: int) -> list[tuple[str, int, int, str]]:
    return list(_spelled(text.beads[at].target))


def _spelling(text: CheckText, at: int) -> Iterator[Finding]:
    mine = text.cached(("style.spelled", at), partial(_list_spelled, text, at))
    if not mine:
        return
    counts = text.cached(("style.manners", TARGETS), partial(_manners, text))
    usual, rare = ("British", "American") if counts["British"] >= counts["American"] else ("American", "British")
    if not counts[rare] or counts[usual] < 2 * counts[rare]:
        return
    for manner, start, end, other in mine:
        if manner == rare:
            found = text.beads[at].target[start:end]
            yield text.finding(
                "style.spelling",
                Severity.NOTE,
                f"“{found}” is {rare} spelling; the text is {usual} elsewhere ({counts[usual]} to {counts[rare]}).",
                at,
                about=found,
                target=[(start, end)],
                evidence="one spelling in one text",
                suggestion=other,
            )


def _marks(text: CheckText) -> tuple[int, int]:
    """Return how many beads have straight, and how many have curled quotation marks."""
    targets = [b.target for b in text.beads]
    return sum('"' in t for t in targets), sum("“" in t or "”" in t for t in targets)


def _quotes(text: CheckText, at: int) -> Iterator[Finding]:
    target = text.beads[at].target
    if '"' not in target and "“" not in target and "”" not in target:
        return
    straight, curled = text.cached(("style.quotes", TARGETS), partial(_marks, text))
    if not straight or not curled:
        return
    odd = '"' if straight <= curled else "“”"
    places = [i for i, c in enumerate(target) if c in odd]
    if not places:
        return
    usual, other = ("curled", "straight") if odd == '"' else ("straight", "curled")
    yield text.finding(
        "style.quotes",
        Severity.NOTE,
        f"The quotation marks are {other} here and {usual} elsewhere in the text.",
        at,
        about="quotation marks",
        target=[(i, i + 1) for i in places],
        evidence=f"{straight} sentences with straight, {curled} with curled marks",
    )
