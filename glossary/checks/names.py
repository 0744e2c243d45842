"""Persons and places: each name of the source in the translation, spelled as its reading has it.

The term base goes first; a name that it lacks is known by `glossary.romanisation`. A name is missed only where it is
sure to be one, and a pronoun, a family name alone or a nationality may stand for what was named in full before. General
text may spell by any system; a house's text is held to the house's forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checks.findings import Finding, Severity
from glossary.checks.name_roles import placed_once, swapped
from glossary.checks.name_spelling import (
    OWN_WAY,
    SURE,
    allowed,
    evidence_of,
    misspelled,
    nearest,
    other_spelling,
    spelled_as_entry,
    spelled_otherwise_before,
    wrong_province,
)
from glossary.checks.name_style import hyphenated, marked
from glossary.checks.named import (
    CAPITAL_WORD,
    Name,
    borne_names,
    forms_of,
    names_of,
    other_province,
    place_stands,
    without_possessive,
)
from glossary.checks.registry import CheckInfo, Example
from glossary.checks.terms import rendered_before
from glossary.checks.texts import CheckText, language_name, quoted
from glossary.romanisation.folding import stripped
from glossary.romanisation.names import EnglishMatch, find_in_english, spellings
from glossary.terms.entries import Concept, Evidence, Term
from glossary.terms.renderings import FIRM, permitted
from glossary.text.language import base_language

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
        id="names.breve",
        severity=Severity.WARNING,
        title="A romanised word has kept the breves of McCune-Reischauer: ŏ, ŭ.",
        profiles=("kcna", "voice-of-korea"),
        is_safe=True,
        example=Example(
            source="금강산을 찾는 사람들이 늘어나고있다.",
            bad="A growing number of people visit Mt. Kŭmgang.",
            good="A growing number of people visit Mt. Kumgang.",
            profile="kcna",
        ),
    ),
    CheckInfo(
        id="names.swapped",
        severity=Severity.WARNING,
        title="Two names stand in each other's place.",
        example=Example(
            source="김덕훈총리는 박명일부총리를 만났다.",
            bad="Premier Pak Myong Il met Vice-premier Kim Tok Hun.",
            good="Premier Kim Tok Hun met Vice-premier Pak Myong Il.",
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


def find_in_bead(text: CheckText, at: int) -> Iterator[Finding]:
    """Return what is wrong with the names of one bead."""
    bead = text.beads[at]
    if not bead.source.strip() or not bead.target.strip():
        return
    names = names_of(text, at)
    found = [_named(text, at, name) for name in names]
    told: set[tuple[int, int]] = set()
    taken = {(m.start, m.end) for matches in found for m in matches if m.how in OWN_WAY}
    for name, matches in zip(names, found, strict=True):
        for finding in _judge(text, at, name, matches, taken):
            told |= {(s.start, s.end) for s in finding.target_spans}
            yield finding
    if base_language(text.target_language) != "en":
        return
    for name in borne_names(text, at, names):
        yield from _borne_by_a_thing(text, at, name, taken)
    if "names.swapped" in text.wanted and len(names) > 1:
        yield from swapped(text, at, placed_once(names, found))
    if not text.is_general:
        yield from hyphenated(text, at, told | {(m.start, m.end) for matches in found for m in matches})
        yield from marked(text, at, told)


def _named(text: CheckText, at: int, name: Name) -> list[EnglishMatch]:
    """Return where the target has the name, in whatever spelling its romanisations allow."""
    if base_language(text.target_language) != "en" or not _HANGUL.search(name.text):
        return []
    return find_in_english(name.text, text.beads[at].target)


def _borne_by_a_thing(text: CheckText, at: int, name: Name, taken: set[tuple[int, int]]) -> Iterator[Finding]:
    """Return a finding where the target spells the name of a square or a factory otherwise than the person's."""
    form = spellings(name.text)[0].form
    if form in text.beads[at].target:
        return
    others = [(m.start, m.end, m.form, form) for m in _named(text, at, name) if (m.start, m.end) not in taken]
    wrong = next((o for o in others if stripped(o[2]) != stripped(form)), None)
    near = wrong if others else nearest(text, at, name, taken)
    if near is not None:
        yield misspelled(text, at, name, *near)


_HANGUL = re.compile(r"[가-힣]")


def _judge(
    text: CheckText, at: int, name: Name, matches: list[EnglishMatch], taken: set[tuple[int, int]]
) -> Iterator[Finding]:
    used = next((r.used for r in name.recognised if r.used is not None), None)
    if used is not None:
        if name.kind == "person" and permitted(used.term, text.profile, text.date):
            yield from spelled_as_entry(text, at, name, used.start, used.text, used.term)
        return  # what is used and not permitted is said by the family of terms
    wanted = name.renderings[0].text if name.renderings else ""
    if any(m.how in OWN_WAY for m in matches) and not wanted:
        yield from spelled_otherwise_before(text, at, name, matches)
        return
    if matches:
        finding = other_spelling(text, at, name, matches[0], wanted)
        if finding is not None:
            yield finding
        else:
            yield from spelled_otherwise_before(text, at, name, matches)
        return
    other = other_province(name.text, text.beads[at].source, text.beads[at].target) if name.kind == "place" else None
    if other is not None:
        yield wrong_province(text, at, name, *other)
        return
    if name.kind == "place" and any(place_stands(form, text.beads[at].target) for form in forms_of(name)):
        return
    near = nearest(text, at, name, taken)
    if near is not None:
        yield misspelled(text, at, name, *near)
        return
    yield from _missing(text, at, name)


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
        evidence=evidence_of(name, "no system"),
    )


def _missing_severity(text: CheckText, name: Name) -> Severity:
    """Return how much a missing name matters: most in a house's text with firm entries, least where rules guess."""
    firm = any(t.evidence in FIRM for t in name.renderings)
    if name.recognised:
        return allowed(name, Severity.WARNING if text.is_general or not firm else Severity.ERROR)
    return Severity.NOTE if text.is_general or name.kind == "place" else Severity.WARNING


def _part_of(renderings: list[str], name: Name, target: str) -> bool:
    """Whether a part of a person's name stands for it: the family name, or one of a foreigner's names.

    A Korean family name with another given name behind it is another person: Kim Il Sung names no Kim Yong Nam.
    """
    own = {stripped(word) for form in renderings for word in form.split()}
    families: set[str] = set()
    if base_language(name.recognised[0].source_match.term.language if name.recognised else "ko") == "ko":
        known = (s for s in spellings(name.text)[:60] if " " in s.form and s.how != "reversed")
        families = {stripped(s.form.split()[0]) for s in known}
    foreign = [form for form in renderings if stripped(form.split()[0]) not in families]
    parts = families | {stripped(word) for form in foreign for word in form.split()}
    words = list(CAPITAL_WORD.finditer(target))
    for number, word in enumerate(words):
        plain = stripped(without_possessive(word.group()))
        if plain not in parts:
            continue
        follows = words[number + 1] if number + 1 < len(words) else None
        is_full = follows is not None and target[word.end() : follows.start()] == " "
        if plain in families and follows and is_full and stripped(without_possessive(follows.group())) not in own:
            continue
        return True
    return False


def _named_before(text: CheckText, at: int, name: Name) -> bool:
    return any(
        name.text in text.beads[other].source and find_in_english(name.text, text.beads[other].target)
        for other in range(max(0, at - 2), at)
    )
