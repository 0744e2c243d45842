"""Whether every sentence has a counterpart and every counterpart is a translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checks.doubtful import lacking
from glossary.checks.findings import Finding, Severity, Span
from glossary.checks.lists import MemberList, english_place
from glossary.checks.members import known_missing, short_lists
from glossary.checks.named import forms_of, names_of
from glossary.checks.numbers import is_loose
from glossary.checks.registry import CheckInfo, Example
from glossary.checks.texts import CheckText, language_name, quoted
from glossary.text.language import base_language, guess_language

_LONG = (
    "농장에서는 가을걷이를 제때에 끝냈으며 지금 포전정리를 하고있는 농장원들은 다음해에는 알곡을 더 많이 "
    "거두어들일것이라고 말하고있다."
)

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
        id="completeness.doubtful",
        severity=Severity.WARNING,
        title="A sentence may have no counterpart: the aligner joins it to another's only weakly, or far too little "
        "stands against it.",
        example=Example(
            source=_LONG,
            bad="The farm finished the harvest.",
            good="The farm finished the harvest in time, and its members, who are now improving the fields, say that "
            "next year they will gather more grain.",
        ),
    ),
    CheckInfo(
        id="completeness.member",
        severity=Severity.WARNING,
        title="A member of a list of the source has no counterpart.",
        example=Example(
            source="대회에는 로동자, 농민, 청년학생들이 참가하였다.",
            bad="Workers and students attended the rally.",
            good="Workers, farmers and students attended the rally.",
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
    if source and target:
        yield from _doubtful(text, at)
        yield from _members(text, at)
    yield from _left(text, at)


def _doubtful(text: CheckText, at: int) -> Iterator[Finding]:
    """Return a finding where a sentence of the bead may have no counterpart."""
    asked = "completeness.doubtful" in text.wanted and text.is_in_language(at)
    found = lacking(text, at) if asked else None
    if found is None:
        return
    side, (start, end) = found
    bead = text.beads[at]
    there = text.target_language if side == "source" else text.source_language
    words = (bead.source if side == "source" else bead.target)[start:end]
    sure = "" if bead.probability is None else f"the aligner is {bead.probability:.0%} sure; "
    yield text.finding(
        "completeness.doubtful",
        Severity.WARNING,
        f"The {language_name(there)} may lack the counterpart of “{_beginning(words)}”.",
        at,
        about=f"doubtful {side}",
        source=[(start, end)] if side == "source" else (),
        target=[(start, end)] if side == "target" else (),
        evidence=f"{sure}{len(bead.source)} characters against {len(bead.target)}",
    )


LIKELY, SURE, SUREST = 0.3, 0.6, 0.8
"""Probability of a missing member from which on it is told as a note; as a warning in a text that is translated
closely, and in any."""


def _members(text: CheckText, at: int) -> Iterator[Finding]:
    """Return a finding for each member of a list of the Korean that the English seems to lack."""
    asked = "completeness.member" in text.wanted and text.is_in_language(at)
    if not asked or base_language(text.source_language) != "ko" or base_language(text.target_language) != "en":
        return
    source = text.beads[at].source
    named: set[MemberList] = set()
    for one, span, form in known_missing(text, at):
        named.add(one)
        word = source[slice(*span)]
        yield text.finding(
            "completeness.member",
            Severity.WARNING,
            f"Of the list {', '.join(source[slice(*m)] for m in one.members)}, {word} (“{form}”) may be missing.",
            at,
            about=word,
            source=[span],
            evidence="the other members are there",
        )
    yield from _likely(text, at, named) if text.encoder is not None else _counted(text, at, named)


def _likely(text: CheckText, at: int, named: set[MemberList]) -> Iterator[Finding]:
    """Return a finding for each list with a member that has likely no counterpart, by meaning."""
    from glossary.checks.likely_members import doubts, known_wordings, lists_in

    bead = text.beads[at]
    lists = lists_in(bead.source, text.source_language)
    if text.encoder is None or not any(one not in named for one in lists):
        return
    known = known_wordings(text, at)
    known += [(Span(name.start, name.end), tuple(forms_of(name))) for name in names_of(text, at)]
    languages = (text.source_language, text.target_language)
    for doubt in doubts(bead.source, bead.target, languages, text.encoder(), also=known):
        if doubt.given in named or doubt.probability < LIKELY:
            continue
        words = [bead.source[slice(*m)] for m in doubt.given.members]
        lost = bead.source[doubt.lost.start : doubt.lost.end]
        yield text.finding(
            "completeness.member",
            Severity.WARNING if doubt.probability >= (SUREST if is_loose(text, at) else SURE) else Severity.NOTE,
            f"Of the list {', '.join(words)}, {lost} may be missing.",
            at,
            about=lost,
            source=[(doubt.lost.start, doubt.lost.end)],
            target=[english_place(bead.target, doubt.wanted)] if doubt.wanted else (),
            evidence=f"the other members are there; {doubt.probability:.0%} likely",
        )


def _counted(text: CheckText, at: int, named: set[MemberList]) -> Iterator[Finding]:
    """Return a finding for each list of the Korean that has more members than the English can hold."""
    source = text.beads[at].source
    for short in short_lists(text, at):
        if short.source in named:
            continue
        members = short.source.members
        words = [source[slice(*m)] for m in members]
        doubt = [source[slice(*m)] for m in short.in_doubt]
        lost = f"{quoted(doubt)} may be missing" if len(doubt) < len(words) else "one may be missing"
        yield text.finding(
            "completeness.member",
            Severity.WARNING,
            f"The Korean lists {len(words)} ({', '.join(words)}), the English {short.count}: {lost}.",
            at,
            about=", ".join(words),
            source=short.in_doubt if len(doubt) == 1 else [short.source.span],
            target=[short.place] if short.place else (),
            evidence="members counted on both sides",
        )


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
