"""How a name that stands in the translation is spelled: as the house has it, in another system, or simply wrong.

The verdict is one finding at the most. Names that rules found are never errors, only those of the term base are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checks.findings import Finding, Severity
from glossary.checks.named import CAPITAL_WORD, Name
from glossary.checks.terms import capped
from glossary.checks.texts import CheckText
from glossary.romanisation.folding import folded, stripped
from glossary.romanisation.names import EnglishMatch, find_in_english, spellings
from glossary.romanisation.tables import persons
from glossary.terms.entries import Term
from glossary.text.language import base_language

NEAR = 88
"""A spelling this like (rapidfuzz ratio of the letters) is the same name misspelled; measured by the design page."""
SAME_FAMILY = 75
"""So like a spelling must be where the family name is the same and as many words follow it."""
SURE = 0.9
"""A name that rules found in the Korean is missed only from this confidence on; below, it is often an everyday word."""
OWN_WAY = frozenset({"form", "variant", "foreign"})
"""How a match may be spelled to be the name's own form."""
_LOOK_BACK = 200
"""So many beads before are asked how they spelled a name."""
_SOUTHERN = frozenset({"south", "rr", "rr-letters"})


def spelled_as_entry(text: CheckText, at: int, name: Name, start: int, found: str, term: Term) -> Iterator[Finding]:
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


def other_spelling(text: CheckText, at: int, name: Name, match: EnglishMatch, wanted: str) -> Finding | None:
    """Return the finding for a spelling that is known but is not the one wanted; None where it may stand."""
    house_form = wanted or _with_unit_of(match.form, name)
    if stripped(match.form) == stripped(house_form) and (text.is_general or "-" not in match.form):
        return None
    if not wanted and "-" not in match.form and name.text in persons("south"):
        return None  # houses of the North write the South's politicians as these do, but for the hyphen: Moon Jae In
    if name.kind == "place" and house_form.startswith(f"{match.form} "):
        return None  # South Phyongan and Kangwon provinces
    if match.how == "foreign" or (match.how in OWN_WAY and not wanted):
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
        allowed(name, severity),
        message,
        at,
        about=f"{name.text}|{match.form}",
        source=[(name.start, name.end)],
        target=[(match.start, match.end)],
        evidence=evidence_of(name, match.how),
        suggestion=house_form,
    )


_UNIT = re.compile(r"[ -]\w+$")


def _with_unit_of(form: str, name: Name) -> str:
    """Return the house's form of a name; of a place the one that has the draft's unit: Samjiyon City, not -si."""
    own = [s.form for s in spellings(name.text) if s.how in OWN_WAY]
    unit = _UNIT.search(form)
    if name.kind != "place" or unit is None:
        return own[0] if own else spellings(name.text)[0].form
    alike = (f for f in own if f.endswith(unit.group()))
    return next(alike, own[0] if own else spellings(name.text)[0].form)


def _in_house_shape(form: str, house_form: str) -> bool:
    """Whether a spelling has the house's family name and its spaces: then one syllable is simply wrong."""
    words, house = form.split(), house_form.split()
    return len(words) == len(house) > 1 and words[0] == house[0]


def evidence_of(name: Name, how: str) -> str:
    """Return what a finding about a name rests on: its concept, or the romanisation."""
    if name.recognised:
        return f"concept {name.recognised[0].concept.id}"
    return f"romanisation dprk; the draft's form is of {how}"


def allowed(name: Name, severity: Severity) -> Severity:
    """Return the severity that the name's evidence allows; names found by rules only are never errors."""
    if name.recognised:
        return capped(severity, (t.evidence for t in name.renderings))
    limit = Severity.WARNING if name.confidence >= 0.7 else Severity.NOTE
    return min(severity, limit, key=lambda s: s.rank)


def nearest(text: CheckText, at: int, name: Name, taken: set[tuple[int, int]]) -> tuple[int, int, str, str] | None:
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
                if name.kind == "person" and likeness >= SAME_FAMILY and _same_family(form, found):
                    likeness = max(likeness, NEAR)
                if name.kind == "person" and n == size == 1 and _one_letter_off(form, found):
                    likeness = max(likeness, NEAR)
                if folded(found) == folded(form):
                    likeness = max(likeness, 99)
                if likeness >= NEAR and (best is None or likeness > best[0]):
                    best = (likeness, start, end, found, form)
    return None if best is None else best[1:]


def _one_letter_off(form: str, found: str) -> bool:
    """Whether two words differ in one letter that is not their first: Lavrow for Lavrov."""
    from rapidfuzz.distance import Levenshtein

    return form[:1] == found[:1] and Levenshtein.distance(form, found, score_cutoff=1) == 1


def _same_family(form: str, found: str) -> bool:
    wanted, there = form.split(), found.split()
    return len(wanted) == len(there) > 2 and wanted[0] == there[0]


def _together(target: str, words: list[re.Match[str]], first: int, count: int) -> bool:
    return all(target[words[k].end() : words[k + 1].start()].strip(" -") == "" for k in range(first, first + count - 1))


def misspelled(text: CheckText, at: int, name: Name, start: int, end: int, found: str, form: str) -> Finding:
    """Return the finding for a stretch that is like the name and is not it."""
    severity = Severity.ERROR if name.recognised else Severity.WARNING
    if stripped(found) == stripped(form):
        severity = Severity.NOTE if text.is_general else Severity.WARNING
    return text.finding(
        "names.spelling",
        allowed(name, severity),
        f"{name.text} is spelled “{form}”, not “{found}”.",
        at,
        about=f"{name.text}|{found}",
        source=[(name.start, name.end)],
        target=[(start, end)],
        evidence=evidence_of(name, "no system"),
        suggestion=form,
    )


def wrong_province(text: CheckText, at: int, name: Name, start: int, end: int, form: str) -> Finding:
    """Return the finding for another province in the place of the named one."""
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


def spelled_otherwise_before(text: CheckText, at: int, name: Name, matches: list[EnglishMatch]) -> Iterator[Finding]:
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
