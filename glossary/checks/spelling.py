"""The South's spelling in a Korean text that ought to be the DPRK's: 노동 for 로동, 되었다 for 되였다.

Only asked of a house's text. A Korean source in the South's spelling was not taken from the house; a Korean translation
is to be mended. What rests on an unattested row of a table is a note, never more, and a text that is the South's as a
whole is told so once and not word by word.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from glossary.checks.findings import Finding, Severity
from glossary.checks.registry import CheckInfo, Example
from glossary.checks.texts import CheckText
from glossary.text.language import base_language
from glossary.text.varieties import SPELLING, Difference, differences, south_forms

CHECKS = (
    CheckInfo(
        id="spelling.south",
        severity=Severity.WARNING,
        title="A word of a DPRK text is in the South's spelling: 노동 for 로동, 러시아 for 로씨야.",
        profiles=("kcna", "voice-of-korea"),
        example=Example(
            source="노동자들이 대회에 참가하였다.",
            bad="Workers took part in the meeting.",
            good="Workers took part in the meeting.",
            good_source="로동자들이 대회에 참가하였다.",
            profile="kcna",
        ),
    ),
)

_MANY = 6
"""So many words in the South's spelling, and more than in the North's, make a text the South's."""


def find_in_bead(text: CheckText, at: int) -> Iterator[Finding]:
    """Return the South's forms of a bead's Korean side."""
    if "spelling.south" not in text.wanted:
        return
    bead = text.beads[at]
    for side, language, words in (
        ("source", text.source_language, bead.source),
        ("target", text.target_language, bead.target),
    ):
        if base_language(language) != "ko" or language == "ko-KR" or not words.strip():
            continue
        forms = text.cached(("spelling.south", side, at), partial(_forms, words))
        southern: bool = bool(forms) and text.cached(("spelling.south", side), partial(_is_southern, text, side))
        if southern:
            if at == text.cached(("spelling.south", side, "first"), partial(int, at)):
                yield _whole_text(text, at, side, forms[0])
            continue
        for form in forms:
            yield _finding(text, at, side, form)


def _forms(words: str) -> list[Difference]:
    return [form for form in south_forms(words) if form.kind != "name"]


def _finding(text: CheckText, at: int, side: str, form: Difference) -> Finding:
    place = [(form.start, form.end)]
    mended = side == "target"
    return text.finding(
        "spelling.south",
        Severity.WARNING if mended and form.attested else Severity.NOTE,
        f"{form.text} is the South's spelling ({form.reason}); the DPRK writes {form.other}.",
        at,
        about=f"{form.text}|{form.other}",
        source=() if mended else place,
        target=place if mended else (),
        evidence=f"{form.reason}; sure to {form.confidence:.0%}" + ("" if form.attested else "; unattested"),
        suggestion=form.other if mended else None,
    )


def _is_southern(text: CheckText, side: str) -> bool:
    """Whether a text has more words in the South's spelling than in the North's."""
    south = north = 0
    for bead in text.beads:
        words = bead.target if side == "target" else bead.source
        south += len(_forms(words))
        north += len(differences(words, "south", kinds=SPELLING, least=0.6))
    return south >= _MANY and south > north


def _whole_text(text: CheckText, at: int, side: str, first: Difference) -> Finding:
    place = [(first.start, first.end)]
    return text.finding(
        "spelling.south",
        Severity.NOTE,
        f"The Korean {'translation' if side == 'target' else 'source'} is in the South's spelling throughout.",
        at,
        about=f"{side}|throughout",
        source=() if side == "target" else place,
        target=place if side == "target" else (),
        evidence="more words in the South's spelling than in the DPRK's",
    )
