"""Characters that nobody typed: marks lost in another encoding, letters of another script, what cannot be seen.

Only the target is read, but for what the source has too: a text that quotes Б letters may have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checks.findings import Finding, Severity
from glossary.checks.texts import CheckText

# A question mark between two letters, or between spaces, or before a word: where a dash, a quotation mark or a letter
# with a breve stood. In an address a question mark begins a query.
_LOST = re.compile(
    r"(?<=[A-Za-z])\?(?=[a-z])|(?<=[a-z,] )\?{1,2}(?= [A-Za-z])|(?<=\d)\?(?=\d)|(?<=[\s(])\?(?=[A-Za-z])"
    r"|(?<=[A-Za-z])\?s\b|\uFFFD+"
)
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+\.(?:php|html?|jsp|asp)\S*", re.IGNORECASE)
_MOJIBAKE = re.compile(r"â€[™œ“”˜\x9d¦]?|Ã[©¨¡³±¼]|ï»¿|Â[\xa0 «»·]|ì[\x80-\xbf]|ë[\x80-\xbf]|ê°")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+"
)
_LOOKALIKE = re.compile("[\u0400-\u04ff\u0370-\u03ff]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z]")
_FULL_WIDTH = re.compile("[\uff01-\uff5e]+")
_TWINS = str.maketrans("АВЕЅІЈКМНОРСТХаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTXaeopcyxijsABEZHIKMNOPTYXo")
_NAMES = {
    "\u00ad": "soft hyphen",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u200e": "direction mark",
    "\u200f": "direction mark",
    "\u2060": "word joiner",
    "\ufeff": "byte order mark",
}


def characters(text: CheckText, at: int) -> Iterator[Finding]:
    """Return the stray characters of one bead's target."""
    yield from _lost(text, at)
    yield from _unseen(text, at)
    yield from _scripts(text, at)


def _lost(text: CheckText, at: int) -> Iterator[Finding]:
    target = text.beads[at].target
    if "?" in target or "\ufffd" in target:
        addresses = [m.span() for m in _ADDRESS.finditer(target)]
        for match in _LOST.finditer(target):
            if any(a <= match.start() < b for a, b in addresses):
                continue
            start, end = match.start(), match.start() + len(match[0].rstrip("s"))
            yield text.finding(
                "mechanics.lost-mark",
                Severity.WARNING,
                f"“{target[start:end]}” seems to stand for a mark that was lost: a dash, an apostrophe, a letter.",
                at,
                about=target[max(0, start - 12) : end + 12],
                target=[(start, end)],
            )
    for match in _MOJIBAKE.finditer(target):
        yield text.finding(
            "mechanics.lost-mark",
            Severity.WARNING,
            f"“{match[0]}” was read in the wrong encoding.",
            at,
            about=target[max(0, match.start() - 12) : match.end() + 12],
            target=[match.span()],
        )


def _unseen(text: CheckText, at: int) -> Iterator[Finding]:
    target = text.beads[at].target
    for match in _INVISIBLE.finditer(target):
        what = _NAMES.get(match[0][0], f"character U+{ord(match[0][0]):04X}")
        yield text.finding(
            "mechanics.invisible",
            Severity.WARNING,
            f"A character that cannot be seen: {what}.",
            at,
            about=f"{what}|{target[max(0, match.start() - 12) : match.start()]}",
            target=[match.span()],
            suggestion="",
        )


def _scripts(text: CheckText, at: int) -> Iterator[Finding]:
    target = text.beads[at].target
    if _LOOKALIKE.search(target):
        for word in _WORD.finditer(target):
            if not (_LOOKALIKE.search(word[0]) and _LATIN.search(word[0])) or word[0] in text.beads[at].source:
                continue
            plain = word[0].translate(_TWINS)
            yield text.finding(
                "mechanics.scripts",
                Severity.WARNING,
                f"“{word[0]}” mixes Latin letters with those of another script.",
                at,
                about=word[0],
                target=[word.span()],
                suggestion=plain if plain.isascii() else None,
            )
    if text.target_language.split("-")[0] != "en":
        return
    for match in _FULL_WIDTH.finditer(target):
        yield text.finding(
            "mechanics.scripts",
            Severity.WARNING,
            f"“{match[0]}” is written in full-width characters.",
            at,
            about=match[0],
            target=[match.span()],
            suggestion="".join(chr(ord(c) - 0xFEE0) for c in match[0]),
        )
