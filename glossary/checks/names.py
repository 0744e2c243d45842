"""Persons and places: each name of the source in the translation, spelled as its reading has it.

The term base goes first; a name that it lacks is known by `glossary.romanisation`. A name is missed only where it is
sure to be one, and a pronoun, a family name alone or a nationality may stand for what was named in full before. General
text may spell by any system; a house's text is held to the house's forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from glossary.checks.findings import Finding, Severity
from glossary.checks.named import (
    CAPITAL_WORD,
    Name,
    forms_of,
    names_of,
    other_province,
    place_stands,
    without_possessive,
)
from glossary.checks.registry import CheckInfo, Example
from glossary.checks.terms import capped, rendered_before
from glossary.checks.texts import CheckText, language_name, quoted
from glossary.romanisation.folding import folded, stripped
from glossary.romanisation.names import EnglishMatch, find_in_english, spellings
from glossary.terms.entries import Concept, Evidence, Term
from glossary.terms.renderings import FIRM, permitted
from glossary.text.language import base_language

NEAR = 88
"""A spelling this like (rapidfuzz ratio of the letters) is the same name misspelled; measured by the design page."""
SURE = 0.9
"""A name that rules found in the Korean is missed only from this confidence on; below, it is often an everyday word."""
_LOOK_BACK = 200
"""So many beads before are asked how they spelled a name."""

_KIM = Concept(
    id="kim-thae-ung",
    subject="person",
    terms=(
        Term(id="kim-thae-ung-ko", language="ko-KP", text="김태웅", evidence=Evidence.STANDARD),
        Term(id="kim-thae-ung-en", language="en", text="Kim Thae Ung", evidence=Evidence.STANDARD),
    ),
)
_SOURCE = "김태웅위원장은 공장을 돌아보았다."

CHECKS = (
    CheckInfo(
        id="names.spelling",
        severity=Severity.ERROR,
        title="A person or place is spelled otherwise than the term base or its romanisation has it.",
        example=Example(
            source=_SOURCE,
            bad="Chairman Kim Thae Ong looked round the factory.",
            good="Chairman Kim Thae Ung looked round the factory.",
            concepts=(_KIM,),
        ),
    ),
    CheckInfo(
        id="names.missing",
        severity=Severity.ERROR,
        title="A person or place of the source is not named in the translation.",
        example=Example(
            source=_SOURCE,
            bad="The chairman looked round the factory.",
            good="Chairman Kim Thae Ung looked round the factory.",
            concepts=(_KIM,),
        ),
    ),
    CheckInfo(
        id="names.south-style",
        severity=Severity.WARNING,
        title="A name is written in the South's manner: Lee, Park, Choi, a hyphenated given name, eo and eu.",
        profiles=("kcna", "voice-of-korea"),
        example=Example(
            source="박성철대표가 연설하였다.",
            bad="Representative Park Seong-cheol made a speech.",
            good="Representative Pak Song Chol made a speech.",
            profile="kcna",
        ),
    ),
    CheckInfo(
        id="names.order",
        severity=Severity.WARNING,
        title="The given name stands before the family name.",
        profiles=("kcna", "voice-of-korea"),
        example=Example(
            source="박성철대표가 연설하였다.",
            bad="Representative Song Chol Pak made a speech.",
            good="Representative Pak Song Chol made a speech.",
            profile="kcna",
        ),
    ),
    CheckInfo(
        id="names.inconsistent",
        severity=Severity.WARNING,
        title="One person is spelled in two ways in one text.",
        example=Example(
            source="박성철대표가 연설하였다. 박성철대표는 말하였다.",
            bad="Representative Pak Song Chol made a speech. Representative Park Sung-chul said.",
            good="Representative Pak Song Chol made a speech. Representative Pak Song Chol said.",
        ),
    ),
)

_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers|they|them|their|it|its|i|me|my|we|our|us|who|whose|whom)\b", re.I)
_OWN_WAY = frozenset({"form", "variant", "foreign"})
_SOUTHERN = frozenset({"south", "rr", "rr-letters"})


def find_in_bead(text: CheckText, at: int) -> Iterator[Finding]:
    """Return what is wrong with the names of one bead."""
    bead = text.beads[at]
    if not bead.source.strip() or not bead.target.strip():
        return
    names = names_of(text, at)
    told: set[tuple[int, int]] = set()
    good = [m for name in names for m in _named(text, at, name) if m.how in _OWN_WAY]
    taken = {(m.start, m.end) for m in good}
    for name in names:
        for finding in _judge(text, at, name, taken):
            told |= {(s.start, s.end) for s in finding.target_spans}
            yield finding
    if not text.is_general and base_language(text.target_language) == "en":
        yield from _hyphenated(text, at, told | {(m.start, m.end) for name in names for m in _named(text, at, name)})


def _named(text: CheckText, at: int, name: Name) -> list[EnglishMatch]:
    """Return where the target has the name, in whatever spelling its romanisations allow."""
    if base_language(text.target_language) != "en" or not _HANGUL.search(name.text):
        return []
    return find_in_english(name.text, text.beads[at].target)


_HANGUL = re.compile(r"[가-힣]")


def _judge(text: CheckText, at: int, name: Name, taken: set[tuple[int, int]]) -> Iterator[Finding]:
    used = next((r.used for r in name.recognised if r.used is not None), None)
    matches = _named(text, at, name)
    if used is not None:
        if name.kind == "person" and permitted(used.term, text.profile, text.date):
            yield from _spelled_as_entry(text, at, name, used.start, used.text, used.term)
        return  # what is used and not permitted is said by the family of terms
    wanted = name.renderings[0].text if name.renderings else ""
    if any(m.how in _OWN_WAY for m in matches) and not wanted:
        yield from _inconsistent(text, at, name, matches)
        return
    if matches:
        finding = _other_spelling(text, at, name, matches[0], wanted)
        if finding is not None:
            yield finding
        else:
            yield from _inconsistent(text, at, name, matches)
        return
    other = other_province(name.text, text.beads[at].source, text.beads[at].target) if name.kind == "place" else None
    if other is not None:
        yield _wrong_province(text, at, name, *other)
        return
    if name.kind == "place" and any(place_stands(form, text.beads[at].target) for form in forms_of(name)):
        return
    near = _nearest(text, at, name, taken)
    if near is not None:
        yield _misspelled(text, at, name, *near)
        return
    yield from _missing(text, at, name)


# ------------------------------------------------------------------------------------------------- spelling


def _spelled_as_entry(text: CheckText, at: int, name: Name, start: int, found: str, term: Term) -> Iterator[Finding]:
    """Return a finding where the letters are the entry's and only hyphens or capitals differ: Kim Thae-ung."""
    if text.is_general or found == term.text or found.casefold() == term.text.casefold():
        return
    if "-" not in found and "‐" not in found:
        return
    yield text.finding(
        "names.south-style",
        Severity.WARNING,
        f"{name.text} is written “{term.text}”, without a hyphen.",
        at,
        about=f"{name.text}|{found}",
        source=[(name.start, name.end)],
        target=[(start, start + len(found))],
        evidence=f"concept {name.recognised[0].concept.id}",
        suggestion=term.text,
    )


def _other_spelling(text: CheckText, at: int, name: Name, match: EnglishMatch, wanted: str) -> Finding | None:
    """Return the finding for a spelling that is known but is not the one wanted; None where it may stand."""
    house_form = wanted or _with_unit_of(match.form, name)
    if stripped(match.form) == stripped(house_form) and (text.is_general or "-" not in match.form):
        return None
    if match.how == "foreign" or (match.how in _OWN_WAY and not wanted):
        return None  # a country has several names (the U.S., America); the table knows them
    if text.is_general and not (wanted and name.kind == "person" and match.how in ("mr", "bgn", "ala-lc", "folded")):
        return None
    if "-" in match.form or (match.how in _SOUTHERN and not _in_house_shape(match.form, house_form)):
        check, severity = "names.south-style", Severity.WARNING
        message = f"“{match.form}” is the South's manner of writing {name.text}; write “{house_form}”."
    elif match.how == "reversed":
        check, severity = "names.order", Severity.WARNING
        message = f"“{match.form}” has the given name first; write “{house_form}”."
    else:
        check = "names.spelling"
        severity = Severity.WARNING if text.is_general or not wanted else Severity.ERROR
        message = f"{name.text} is spelled “{house_form}”, not “{match.form}”."
    if check not in text.wanted and check != "names.spelling":
        return None
    if name.kind == "place" and not wanted:
        severity = min(severity, Severity.WARNING, key=lambda s: s.rank)
    return text.finding(
        check,
        _allowed(name, severity),
        message,
        at,
        about=f"{name.text}|{match.form}",
        source=[(name.start, name.end)],
        target=[(match.start, match.end)],
        evidence=_evidence(name, match.how),
        suggestion=house_form,
    )


_UNIT = re.compile(r"[ -]\w+$")


def _with_unit_of(form: str, name: Name) -> str:
    """Return the house's form of a name; of a place the one that has the draft's unit: Samjiyon City, not -si."""
    own = [s.form for s in spellings(name.text) if s.how in _OWN_WAY]
    unit = _UNIT.search(form)
    if name.kind != "place" or unit is None:
        return own[0] if own else spellings(name.text)[0].form
    alike = (f for f in own if f.endswith(unit.group()))
    return next(alike, own[0] if own else spellings(name.text)[0].form)


def _in_house_shape(form: str, house_form: str) -> bool:
    """Whether a spelling has the house's family name and its spaces: then one syllable is simply wrong."""
    words, house = form.split(), house_form.split()
    return len(words) == len(house) > 1 and words[0] == house[0]


def _evidence(name: Name, how: str) -> str:
    if name.recognised:
        return f"concept {name.recognised[0].concept.id}"
    return f"romanisation dprk; the draft's form is of {how}"


def _allowed(name: Name, severity: Severity) -> Severity:
    """Return the severity that the name's evidence allows; names found by rules only are never errors."""
    if name.recognised:
        return capped(severity, (t.evidence for t in name.renderings))
    limit = Severity.WARNING if name.confidence >= 0.7 else Severity.NOTE
    return min(severity, limit, key=lambda s: s.rank)


def _nearest(text: CheckText, at: int, name: Name, taken: set[tuple[int, int]]) -> tuple[int, int, str, str] | None:
    """Return start, end, form there and form wanted of the most alike stretch of capital words; None where none is.

    Stretches that are another name of the same source are left out: 김영철 and 김정철 are two people.
    """
    from rapidfuzz.fuzz import ratio

    forms = [t.text for t in name.renderings]
    if not forms and base_language(text.target_language) == "en" and name.confidence >= 0.7:
        forms = [spellings(name.text)[0].form]
    target = text.beads[at].target
    words = list(CAPITAL_WORD.finditer(target))
    best: tuple[float, int, int, str, str] | None = None
    for form in forms:
        plain = stripped(form)
        if len(plain) < 6:
            continue
        size = len(form.replace("-", " ").split())
        for i in range(len(words)):
            for n in range(max(1, size - 1), size + 1):
                if i + n > len(words) or not _together(target, words, i, n):
                    continue
                start, end = words[i].start(), words[i + n - 1].end()
                found = target[start:end]
                for possessive in ("'s", "’s"):
                    if found.endswith(possessive):
                        end, found = end - 2, found[:-2]
                if any(a < end and start < b for a, b in taken):
                    continue
                likeness = ratio(plain, stripped(found))
                if folded(found) == folded(form):
                    likeness = max(likeness, 99)
                if likeness >= NEAR and (best is None or likeness > best[0]):
                    best = (likeness, start, end, found, form)
    return None if best is None else best[1:]


def _together(target: str, words: list[re.Match[str]], first: int, count: int) -> bool:
    return all(target[words[k].end() : words[k + 1].start()].strip(" -") == "" for k in range(first, first + count - 1))


def _misspelled(text: CheckText, at: int, name: Name, start: int, end: int, found: str, form: str) -> Finding:
    severity = Severity.ERROR if name.recognised else Severity.WARNING
    if stripped(found) == stripped(form):
        severity = Severity.NOTE if text.is_general else Severity.WARNING
    return text.finding(
        "names.spelling",
        _allowed(name, severity),
        f"{name.text} is spelled “{form}”, not “{found}”.",
        at,
        about=f"{name.text}|{found}",
        source=[(name.start, name.end)],
        target=[(start, end)],
        evidence=_evidence(name, "no system"),
        suggestion=form,
    )


def _wrong_province(text: CheckText, at: int, name: Name, start: int, end: int, form: str) -> Finding:
    found = text.beads[at].target[start:end]
    return text.finding(
        "names.spelling",
        Severity.ERROR,
        f"{name.text} is “{form}”, not “{found}”, which is another province.",
        at,
        about=f"{name.text}|{found}",
        source=[(name.start, name.end)],
        target=[(start, end)],
        evidence="list of provinces",
        suggestion=form,
    )


def _inconsistent(text: CheckText, at: int, name: Name, matches: list[EnglishMatch]) -> Iterator[Finding]:
    """Return a finding where this person was spelled otherwise before, in this bead or one before it."""
    if name.kind != "person" or name.confidence < SURE:
        return
    first = matches[0].form
    earlier = _first_spelling(text, at, name.text)
    for match in matches:
        before = earlier or first
        if match.form == before or stripped(match.form) == stripped(before):
            continue
        yield text.finding(
            "names.inconsistent",
            Severity.WARNING,
            f"{name.text} is “{match.form}” here and “{before}” before.",
            at,
            about=f"{name.text}|{match.form}|{before}",
            source=[(name.start, name.end)],
            target=[(match.start, match.end)],
            evidence="the first spelling in the text",
            suggestion=before,
        )


def _first_spelling(text: CheckText, at: int, name: str) -> str:
    for other in range(max(0, at - _LOOK_BACK), at):
        bead = text.beads[other]
        if name in bead.source and bead.target and (found := find_in_english(name, bead.target)):
            return found[0].form
    return ""


def _hyphenated(text: CheckText, at: int, told: set[tuple[int, int]]) -> Iterator[Finding]:
    """Return hyphenated Korean names that answer to no name found in the source."""
    for match in _HYPHENATED.finditer(text.beads[at].target):
        given = match[2].split("-")
        if match[1] not in _families() or not all(stripped(part) in _syllables() for part in given):
            continue
        if any(a < match.end() and match.start() < b for a, b in told):
            continue
        yield text.finding(
            "names.south-style",
            Severity.WARNING,
            f"“{match[0]}” is written in the South's manner, with a hyphen.",
            at,
            about=match[0],
            target=[match.span()],
            evidence="house style: each syllable of a given name is a word",
        )


_HYPHENATED = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z]{0,6}-[A-Za-z][a-z]{0,6})\b(?!-)")


@cache
def _syllables() -> frozenset[str]:
    """Return the keys of all spellings of the syllables of given names."""
    from glossary.romanisation.registry import systems
    from glossary.romanisation.tables import given_syllables, south_syllables

    known = south_syllables()
    keys = {stripped(form) for syllable in given_syllables() for form in known.get(syllable, ())}
    for name in ("dprk", "rr", "mr"):
        system = systems()[name]
        keys |= {stripped(system.spell(syllable)) for syllable in given_syllables()}
    return frozenset(keys)


@cache
def _families() -> frozenset[str]:
    from glossary.romanisation.registry import romanise
    from glossary.romanisation.tables import surnames

    forms = {form for row in surnames().values() for form in row.south_forms}
    return frozenset(forms | {romanise(row.hangul, "dprk", kind="person").form for row in surnames().values()})


# -------------------------------------------------------------------------------------------------- missing


def _missing(text: CheckText, at: int, name: Name) -> Iterator[Finding]:
    renderings = [t.text for t in name.renderings]
    if not renderings:
        if name.confidence < SURE or base_language(text.target_language) != "en":
            return
        renderings = [spellings(name.text)[0].form]
    target = text.beads[at].target
    if name.kind == "person" and _part_of(renderings, name, target):
        return
    if text.is_general and name.is_country:
        return  # "the country", "Washington", "the two sides": general text is free to
    severity = _missing_severity(text, name)
    before = any(rendered_before(text, at, r.concept) for r in name.recognised) or _named_before(text, at, name)
    if before or (name.kind == "person" and _PRONOUN.search(target)) or name.is_country:
        severity = Severity.NOTE
    language = language_name(text.target_language)
    yield text.finding(
        "names.missing",
        severity,
        f"{name.text} ({quoted(dict.fromkeys(renderings))}) is not named in the {language}.",
        at,
        about=name.text,
        source=[(name.start, name.end)],
        evidence=_evidence(name, "no system"),
    )


def _missing_severity(text: CheckText, name: Name) -> Severity:
    """Return how much a missing name matters: most in a house's text with firm entries, least where rules guess."""
    firm = any(t.evidence in FIRM for t in name.renderings)
    if name.recognised:
        return _allowed(name, Severity.WARNING if text.is_general or not firm else Severity.ERROR)
    return Severity.NOTE if text.is_general or name.kind == "place" else Severity.WARNING


def _part_of(renderings: list[str], name: Name, target: str) -> bool:
    """Whether a part of a person's name stands for it: the family name, or one of a foreigner's names."""
    parts = {stripped(word) for form in renderings for word in form.split()}
    if base_language(name.recognised[0].source_match.term.language if name.recognised else "ko") == "ko":
        parts |= {stripped(s.form.split()[0]) for s in spellings(name.text)[:60] if " " in s.form}
    return any(stripped(without_possessive(w.group())) in parts for w in CAPITAL_WORD.finditer(target))


def _named_before(text: CheckText, at: int, name: Name) -> bool:
    return any(
        name.text in text.beads[other].source and find_in_english(name.text, text.beads[other].target)
        for other in range(max(0, at - 2), at)
    )
