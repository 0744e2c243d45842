"""Words of the source that look like terms and have no entry: names in 《》, compounds that end as bodies and works do.

Only what stands in several beads of a text is told, at its first place, and only in a house's text: a note that the
term base may want an entry.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from glossary.checks.findings import Finding, Related, Severity, Span
from glossary.checks.registry import CheckInfo, Example
from glossary.checks.texts import SOURCES, CheckText
from glossary.text.language import base_language

CHECK = CheckInfo(
    id="terms.candidate",
    severity=Severity.NOTE,
    title="Words that look like a term stand in several places of the source and have no entry in the term base.",
    profiles=("kcna", "voice-of-korea"),
    example=Example(
        before=(
            ("전국청년미술협회가 전람회를 열었다.", "The National Association of Young Artists held an exhibition."),
        ),
        source="전국청년미술협회 회원들이 참가하였다.",
        bad="Members of the National Association of Young Artists took part.",
        good="Members of the association took part.",
        good_source="협회 회원들이 참가하였다.",
        profile="kcna",
    ),
)

_QUOTED = re.compile(r"《([가-힣][가-힣 ]{2,20}[가-힣])》")
_COMPOUND = re.compile(
    r"(?<![가-힣])([가-힣]{3,14}(?:위원회|동맹|련맹|협회|연구소|연구원|기업소|운동|로선|전략|협정|조약|선언|전원회의"
    r"|돌격대|궁전|대학|사상))(?=[은는이가을를의에와과도로들]|으로|에서|[ ,.])"
)
_PREDICATE = re.compile(r"[다자라까요네]$")
_SHOWN = 5


def find_candidates(text: CheckText, at: int) -> Iterator[Finding]:
    """Return the candidates whose first place is this bead."""
    if base_language(text.source_language) != "ko":
        return
    places = text.cached(("terms.candidates", SOURCES), partial(_candidates, text))
    for words, found in places.items():
        if found[0][0] != at:
            continue
        yield text.finding(
            CHECK.id,
            Severity.NOTE,
            f"{words} stands in {len(found)} places and has no entry.",
            at,
            about=words,
            source=[found[0][1]],
            evidence="a name in quotation marks" if "《" in text.beads[at].source else "a compound",
            related=[Related(text.beads[other].index, words, (Span(*span),)) for other, span in found[1:_SHOWN]],
        )


def _candidates(text: CheckText) -> dict[str, list[tuple[int, tuple[int, int]]]]:
    """Return the candidates that stand in two beads and more, with their places."""
    found: dict[str, list[tuple[int, tuple[int, int]]]] = defaultdict(list)
    for at, bead in enumerate(text.beads):
        covered = [(r.source_match.start, r.source_match.end) for r in text.recognised(at)]
        for match in (*_QUOTED.finditer(bead.source), *_COMPOUND.finditer(bead.source)):
            start, end = match.span(1)
            if any(a < end and start < b for a, b in covered) or _PREDICATE.search(match[1]):
                continue
            if not found[match[1]] or found[match[1]][-1][0] != at:
                found[match[1]].append((at, (start, end)))
    return {words: places for words, places in found.items() if len(places) > 1}
