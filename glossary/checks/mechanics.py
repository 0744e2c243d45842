"""Slips of the hand in the translation: doubled words and spaces, brackets and quotation marks left open, no end.

Only the target is read; where the source has the same slip (an open quotation that goes on in the next sentence), the
translation is right to follow it and the check is silent. A quotation that is not closed and a sentence without its
full stop are warnings for a house's own text; in general text they are notes, for there they are often headlines and
long quotations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checks.characters import characters
from glossary.checks.findings import Finding, Severity
from glossary.checks.registry import CheckInfo, Example
from glossary.checks.texts import CheckText
from glossary.text.language import base_language

_SOURCE = "청년들은 평양(수도)의 거리에서 노래를 불렀다."

CHECKS = (
    CheckInfo(
        id="mechanics.repeated-word",
        is_safe=True,
        severity=Severity.WARNING,
        title="A word stands twice in a row.",
        example=Example(
            source=_SOURCE,
            bad="The young people sang in the the streets of the capital (Pyongyang).",
            good="The young people sang in the streets of the capital (Pyongyang).",
        ),
    ),
    CheckInfo(
        id="mechanics.space",
        is_safe=True,
        severity=Severity.NOTE,
        title="Two spaces, a space before a comma or full stop, or one at the beginning or end.",
        example=Example(
            source=_SOURCE,
            bad="The young people  sang in the streets of the capital (Pyongyang).",
            good="The young people sang in the streets of the capital (Pyongyang).",
        ),
    ),
    CheckInfo(
        id="mechanics.brackets",
        severity=Severity.WARNING,
        title="A bracket is opened and not closed, or closed and not opened.",
        example=Example(
            source=_SOURCE,
            bad="The young people sang in the streets of the capital (Pyongyang.",
            good="The young people sang in the streets of the capital (Pyongyang).",
        ),
    ),
    CheckInfo(
        id="mechanics.quotes",
        severity=Severity.WARNING,
        title="A quotation is opened on one side only.",
        example=Example(
            source="그는 《우리는 간다.》고 말하였다.",
            bad='He said, "We go.',
            good='He said, "We go."',
        ),
    ),
    CheckInfo(
        id="mechanics.end",
        severity=Severity.WARNING,
        title="The source ends a sentence and the translation has no end punctuation.",
        example=Example(
            source=_SOURCE,
            bad="The young people sang in the streets of the capital (Pyongyang)",
            good="The young people sang in the streets of the capital (Pyongyang).",
        ),
    ),
    CheckInfo(
        id="mechanics.lost-mark",
        severity=Severity.WARNING,
        title="A question mark or a garbled character stands where a dash, an apostrophe or a letter was lost.",
        example=Example(
            source=_SOURCE,
            bad="The young people sang in the capital?s streets (Pyongyang).",
            good="The young people sang in the capital's streets (Pyongyang).",
        ),
    ),
    CheckInfo(
        id="mechanics.invisible",
        severity=Severity.WARNING,
        title="A character that cannot be seen: zero-width, control, direction.",
        is_safe=True,
        example=Example(
            source=_SOURCE,
            bad="The young \u200bpeople sang in the streets of the capital (Pyongyang).",
            good="The young people sang in the streets of the capital (Pyongyang).",
        ),
    ),
    CheckInfo(
        id="mechanics.scripts",
        severity=Severity.WARNING,
        title="Letters of two scripts in one word, or full-width characters in English.",
        is_safe=True,
        example=Example(
            source=_SOURCE,
            bad="The young people sang in the streets of the capital (Рyongyang).",
            good="The young people sang in the streets of the capital (Pyongyang).",
        ),
    ),
)

_TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]+)(\s+)(\1)\b", re.IGNORECASE)
_MAY_STAND_TWICE = frozenset(
    (
        "that",
        "had",
        "very",
        "is",
        "long",
        "so",
        "far",
        "no",
        "hear",
        "tut",
        "bye",
        "ha",
        "blah",
        "many",
        "do",
        "her",
        "who",
    )
)
_SPACE = re.compile(r"(?<=\S)[ \t]{2,}(?=\S)|(?<=\w)[ \t]+(?=[,;!?](?:\s|$))|(?<=\w)[ \t]+(?=\.(?:\s|$))|^\s+|\s+$")
_PAIRS = {
    ")": "(",
    "]": "[",
    "}": "{",
    "》": "《",
    "≫": "≪",
    "」": "「",
    "』": "『",
    "】": "【",
    "〉": "〈",
    "）": "（",
}
_QUOTES = {"”": "“", "»": "«", "》": "《", "≫": "≪", "」": "「", "』": "『"}
_ALL_QUOTES = frozenset('"＂') | frozenset(_QUOTES) | frozenset(_QUOTES.values())
_RUN = 7
"""So many sentences on are looked for the other half of a quotation."""
_SAID = re.compile(
    r"[,?!—–] ?(?:[\w.’' -]{1,60}?\b)?"
    r"(?:said|says|told|replied|asked|wrote|added|cried|answered|noted|explained|stressed|declared|announced|warned"
    r"|insisted|remarked|recalled|yelled|shouted|thought|argued)\b"
)
"""What follows a quotation that has ended."""
_QUOTED = re.compile(r"《[^》]*》|[“\"][^”\"]*[”\"]")
_SMALL_PART = 0.4
_MID_CLAUSE = re.compile(r"[\w’'] \Z")
_BRACKET = re.compile("[" + re.escape("".join((*_PAIRS, *_PAIRS.values()))) + "]")
_QUOTE = re.compile("[" + re.escape("".join(sorted(_ALL_QUOTES))) + "]")
_LIST_MARK = re.compile(r"(?:(?<=\s)|^)\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4}|[가-힣])\)")
_EMOTICON = re.compile(r"[:;]-?[()](?=\s|$)")
_END = re.compile(r"[.!?…。！？:;：；—–-][\s'\"”’˝)\]»》≫」』）]*$")
_KOREAN_END = re.compile(r"(?:[.!?…。]|-0-)['\"”’)\]»》≫]*\s*$")


def find_in_bead(text: CheckText, at: int) -> Iterator[Finding]:
    """Return the slips of one bead's target."""
    bead = text.beads[at]
    target = bead.target
    if not target.strip():
        return
    yield from _repeated(text, at, target)
    yield from _spaces(text, at, target)
    yield from _brackets(text, at, target)
    yield from _quotes(text, at, target)
    yield from _ending(text, at, target)
    yield from characters(text, at)


def _repeated(text: CheckText, at: int, target: str) -> Iterator[Finding]:
    for match in _TWICE.finditer(target):
        word, again = match[1], match[3]
        if word.lower() in _MAY_STAND_TWICE or (word != again and word != again.capitalize() and word[0].isupper()):
            continue
        if len(word) > 1 and word[0].isupper() and again[0].isupper():
            continue  # a name: Duran Duran, New York New York
        if len(word) == 1 and word not in "aI":
            continue
        yield text.finding(
            "mechanics.repeated-word",
            Severity.WARNING,
            f"“{word}” stands twice.",
            at,
            about=match[0],
            target=[match.span()],
            suggestion=word,
        )


def _spaces(text: CheckText, at: int, target: str) -> Iterator[Finding]:
    if base_language(text.target_language) in ("ja", "zh"):
        return
    for match in _SPACE.finditer(target):
        inside = match.start() > 0 and match.end() < len(target)
        following = target[match.end() : match.end() + 1]
        double = inside and following not in ",;!?."
        what = "Two spaces" if double else f"A space before “{following}”" if inside else "A space at the edge"
        yield text.finding(
            "mechanics.space",
            Severity.NOTE,
            f"{what}.",
            at,
            about=f"{what}|{target[max(0, match.start() - 12) : match.end() + 12].strip()}",
            target=[match.span()],
            suggestion=" " if double else "",
        )


def _unpaired(text: str) -> list[int]:
    """Return the offsets of brackets without their other half; list marks such as `1)` are left out."""
    if not _BRACKET.search(text):
        return []
    skipped = {m.end() - 1 for m in _LIST_MARK.finditer(text) if not m.group().startswith("(")}
    skipped |= (faces := {m.end() - 1 for m in _EMOTICON.finditer(text)})
    open_ones: list[tuple[str, int]] = []
    lost: list[int] = []
    opening = frozenset(_PAIRS.values())
    for i, char in enumerate(text):
        if char in opening and i not in faces:
            open_ones.append((char, i))
        elif char in _PAIRS:
            if open_ones and open_ones[-1][0] == _PAIRS[char]:
                open_ones.pop()
            elif i not in skipped:
                lost.append(i)
    return sorted(lost + [i for _, i in open_ones])


def _brackets(text: CheckText, at: int, target: str) -> Iterator[Finding]:
    lost = [i for i in _unpaired(target) if target[i] not in _ALL_QUOTES]
    if not lost:
        return
    source = text.beads[at].source
    if [i for i in _unpaired(source) if source[i] not in _ALL_QUOTES]:
        return  # the source is open too: the bracket goes on in the next sentence
    for i in lost:
        yield text.finding(
            "mechanics.brackets",
            Severity.WARNING,
            f"“{target[i]}” has no other half.",
            at,
            about=f"{target[i]}|{target[max(0, i - 12) : i + 12]}",
            target=[(i, i + 1)],
        )


def _open_quotes(text: str) -> list[int]:
    """Return the offsets of double quotation marks without their other half."""
    if not _QUOTE.search(text):
        return []
    lost = [i for i in _unpaired(text) if text[i] in _QUOTES or text[i] in _QUOTES.values()]
    open_at: int | None = None
    for i, char in enumerate(text):
        # Writers mix curled and straight marks; one behind a digit that closes nothing is an inch.
        if char not in '"＂“”' or (char in '"＂' and open_at is None and i and text[i - 1].isdigit()):
            continue
        if char == "“" or (char != "”" and open_at is None):
            lost += [open_at] if open_at is not None else []
            open_at = i
        elif open_at is None:
            lost.append(i)
        else:
            open_at = None
    lost += [open_at] if open_at is not None else []
    return sorted(set(lost))


def _opens(text: str, place: int) -> bool:
    """Whether a lone quotation mark opens: by its form, or because a word follows it and none stands before it."""
    mark = text[place]
    if mark in _QUOTES.values() or mark in _QUOTES:
        return mark in _QUOTES.values()
    before, after = text[:place].rstrip("(—–- "), text[place + 1 : place + 2]
    return bool(after) and not after.isspace() and (not before or text[place - 1 : place].isspace())


def _quotes(text: CheckText, at: int, target: str) -> Iterator[Finding]:
    lost = _open_quotes(target)
    source = text.beads[at].source
    if len(lost) != 1 or not source.strip():
        return
    i = lost[0]
    other = _other_half(text, at, i)
    open_there = _open_quotes(source)
    ended = (_opens(target, i) and _SAID.search(target, i) is not None) or _only_words_quoted(source)
    if other != "half":
        turned = bool(open_there) and all(_opens(source, j) is not _opens(target, i) for j in open_there)
        ended = ended or turned or _of_words(target, i)
    goes_on = other != "" or bool(open_there)
    if not ended and (other == "half" or open_there):
        return
    yield text.finding(
        "mechanics.quotes",
        Severity.NOTE if text.is_general or goes_on else Severity.WARNING,
        f"The quotation mark {target[i]} has no other half.",
        at,
        about=f"{target[i]}|{target[max(0, i - 12) : i + 12]}",
        target=[(i, i + 1)],
    )


def _of_words(target: str, place: int) -> bool:
    """Whether a mark opens a quotation of some words in the middle of a clause: an "open question; it ends there."""
    return _opens(target, place) and _MID_CLAUSE.search(target[:place]) is not None and target[place + 1].islower()


def _only_words_quoted(source: str) -> bool:
    """Whether a sentence closes its quotations and what they hold is a smaller part of it: a title, a word."""
    if _open_quotes(source):
        return False
    return 0 < sum(len(quotation) for quotation in _QUOTED.findall(source)) < _SMALL_PART * len(source)


def _other_half(text: CheckText, at: int, place: int) -> str:
    """Return `half` where a mark in the bead beside is the other half, `far` where it may be that of a farther one.

    One that opens may be followed by another that opens, since each paragraph of a long quotation begins with one:
    `far` too. Empty where the beads around have none.
    """
    opens = _opens(text.beads[at].target, place)
    around = range(at + 1, at + _RUN) if opens else range(at - 1, at - _RUN, -1)
    for other in around:
        if not 0 <= other < len(text.beads):
            return ""
        target = text.beads[other].target
        lone = _open_quotes(target)
        if lone and _opens(target, lone[0 if opens else -1]) is not opens:
            return "half" if abs(other - at) == 1 else "far"
        if lone:
            return "far" if opens and not target[: lone[0]].strip() else ""
        if _QUOTE.search(target):
            return ""
    return ""


def _ending(text: CheckText, at: int, target: str) -> Iterator[Finding]:
    source = text.beads[at].source
    eastern = base_language(text.target_language) in ("ja", "zh")
    short = len(target) < 8 if eastern else len(target.split()) < 4
    if not _KOREAN_END.search(source) or _END.search(target) or short:
        return
    end = len(target.rstrip())
    last = target[end - 1]
    yield text.finding(
        "mechanics.end",
        Severity.NOTE if text.is_general else Severity.WARNING,
        "The sentence has no end punctuation.",
        at,
        about=target[-30:],
        target=[(end - 1, end)],
        suggestion=last + ("。" if eastern else "."),
    )
