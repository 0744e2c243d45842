"""Whether every sentence has a counterpart and every counterpart is a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checks.findings import Finding, Severity
from glossary.checks.registry import CheckInfo, Example
from glossary.checks.texts import CheckText, language_name
from glossary.text.language import base_language, guess_language

CHECKS = (
    CheckInfo(
        id="completeness.untranslated",
        severity=Severity.ERROR,
        title="A sentence of the source has no counterpart, or an empty one.",
        example=Example(
            source="회의에서는 다음해 과업이 토의되였다.",
            bad="",
            good="The meeting discussed the tasks for the next year.",
        ),
    ),
    CheckInfo(
        id="completeness.added",
        severity=Severity.WARNING,
        title="A sentence of the translation has no counterpart in the source.",
        example=Example(
            source="",
            bad="The meeting discussed the tasks for the next year.",
            good="The meeting discussed the tasks for the next year.",
            good_source="회의에서는 다음해 과업이 토의되였다.",
        ),
    ),
    CheckInfo(
        id="completeness.source-left",
        severity=Severity.ERROR,
        title="Words of the source's script stand untranslated in the translation.",
        example=Example(
            source="회의에서는 다음해 과업이 토의되였다.",
            bad="The meeting discussed 다음해 과업.",
            good="The meeting discussed the tasks for the next year.",
        ),
    ),
)

_SCRIPTS = {"ko": re.compile(r"[\uac00-\ud7a3]+(?:\s+[\uac00-\ud7a3]+)*"), "ja": re.compile(r"[\u3041-\u30ff]+")}
_LETTER = re.compile(r"[^\W\d_]")


def find_in_bead(text: CheckText, at: int) -> Iterator[Finding]:
    """Return what is missing on either side of one bead."""
    bead = text.beads[at]
    source, target = bead.source.strip(), bead.target.strip()
    theirs, ours = language_name(text.source_language), language_name(text.target_language)
    if source and not target:
        if _LETTER.search(source):
            yield text.finding(
                "completeness.untranslated",
                Severity.ERROR,
                f"The {theirs} “{_beginning(source)}” has no counterpart in the {ours}.",
                at,
                about="untranslated",
                source=[(0, len(bead.source))],
            )
        return
    if target and not source:
        if _LETTER.search(target):
            yield text.finding(
                "completeness.added",
                Severity.WARNING,
                f"The {ours} “{_beginning(target)}” has no counterpart in the {theirs}.",
                at,
                about="added",
                target=[(0, len(bead.target))],
            )
        return
    yield from _left(text, at)


def _left(text: CheckText, at: int) -> Iterator[Finding]:
    """Return stretches of the source's script inside the target, where the two scripts differ."""
    bead = text.beads[at]
    source_base, target_base = base_language(text.source_language), base_language(text.target_language)
    pattern = _SCRIPTS.get(source_base)
    if pattern is None or source_base == target_base:
        return
    places = [m.span() for m in pattern.finditer(bead.target)]
    if not places:
        return
    whole = guess_language(bead.target) == source_base
    words = bead.target[places[0][0] : places[0][1]]
    yield text.finding(
        "completeness.source-left",
        Severity.ERROR if whole or any(b - a > 1 for a, b in places) else Severity.WARNING,
        f"{language_name(source_base)} is left in the {language_name(target_base)}: “{_beginning(words)}”.",
        at,
        about=words,
        target=places,
    )


def _beginning(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
