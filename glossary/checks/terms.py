"""Terms of the source against the term base: is one of the permitted renderings there, and none that must not be.

Any permitted variant satisfies, the longest match wins on both sides, and a concept rendered once in a bead is rendered
for all its occurrences there. Persons and places are left to the family of names, except for what the term base
forbids. How severe a finding may be follows the evidence: only paired, standard and the user's own renderings call a
draft wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from glossary.checks.candidates import CHECK as CANDIDATE
from glossary.checks.candidates import find_candidates
from glossary.checks.findings import Finding, Severity
from glossary.checks.registry import ANY_HOUSE, CheckInfo, Example
from glossary.checks.texts import CheckText, language_name, quoted
from glossary.terms.entries import Concept, Evidence, Status, Term
from glossary.terms.matching import Recognised, TermMatch, target_terms
from glossary.terms.renderings import FIRM, fits_house, in_force, ordered, permitted
from glossary.terms.scripts import owner_of
from glossary.text.english import SMALL_WORDS, plural, worded_alike, words

LOOK_BACK = 2
"""So many beads before may hold the full form that a pronoun or short form stands for."""


def _concept(name: str, ko: str, *english: tuple[str, Status, str, str]) -> Concept:
    """Return a concept for an example: English text, status, house, last year of use."""
    from datetime import date

    terms = [Term(id=f"{name}-ko", language="ko-KP", text=ko, evidence=Evidence.STANDARD)]
    terms += [
        Term(
            id=f"{name}-en{i}",
            language="en",
            text=text,
            status=status,
            house=house,
            evidence=Evidence.STANDARD,
            valid_until=date(int(until), 12, 31) if until else None,
        )
        for i, (text, status, house, until) in enumerate(english)
    ]
    return Concept(id=name, subject="example", terms=tuple(terms))


_UNITY = _concept("unity", "일심단결", ("single-minded unity", Status.PREFERRED, "", ""))

CHECKS = (
    CheckInfo(
        id="terms.missing",
        severity=Severity.ERROR,
        title="A term of the source has none of its permitted renderings in the translation.",
        example=Example(
            source="전체 인민이 일심단결의 위력을 보여주었다.",
            bad="All the people showed how strong they are.",
            good="All the people displayed the might of single-minded unity.",
            concepts=(_UNITY,),
        ),
    ),
    CheckInfo(
        id="terms.forbidden",
        severity=Severity.ERROR,
        title="A rendering is used that the term base calls forbidden, deprecated or superseded.",
        example=Example(
            source="로력영웅들이 대회에 참가하였다.",
            bad="Labor champions took part in the meeting.",
            good="Labour Heroes took part in the meeting.",
            concepts=(
                _concept(
                    "hero",
                    "로력영웅",
                    ("Labour Hero", Status.PREFERRED, "", ""),
                    ("Labor champion", Status.FORBIDDEN, "", ""),
                ),
            ),
        ),
    ),
    CheckInfo(
        id="terms.outside-dates",
        severity=Severity.WARNING,
        title="A rendering is used outside its dates of use.",
        example=Example(
            source="기자들이 강반을 돌아보았다.",
            bad="Reporters looked round the river park.",
            good="Reporters looked round the riverside.",
            date="2024-05-01",
            concepts=(
                _concept(
                    "riverside",
                    "강반",
                    ("riverside", Status.PREFERRED, "", ""),
                    ("river park", Status.ADMITTED, "", "2012"),
                ),
            ),
        ),
    ),
    CheckInfo(
        id="terms.house",
        severity=Severity.WARNING,
        title="A rendering of another house than the profile's is used.",
        profiles=(ANY_HOUSE,),
        example=Example(
            source="대변인은 담화를 발표하였다.",
            bad="The spokesman made public a statement to media.",
            good="The spokesman made public a press statement.",
            profile="kcna",
            concepts=(
                _concept(
                    "statement",
                    "담화",
                    ("press statement", Status.PREFERRED, "KCNA", ""),
                    ("statement to media", Status.ADMITTED, "Voice of Korea", ""),
                ),
            ),
        ),
    ),
    CANDIDATE,
)


def find_in_bead(text: CheckText, at: int) -> Iterator[Finding]:
    """Return what is wrong with the terms of one bead."""
    bead = text.beads[at]
    if CANDIDATE.id in text.wanted:
        yield from find_candidates(text, at)
    if not bead.target.strip() or not bead.source.strip():
        return
    said: set[tuple[int, int]] = set()
    for group in groups(text.recognised(at)):
        if any(_satisfied(text, r) for r in group):
            continue
        wrong = next((r for r in group if r.used is not None), None)
        if wrong is not None and wrong.used is not None:
            finding = _not_permitted(text, at, wrong, wrong.used)
            if finding is not None:
                said.add((wrong.used.start, wrong.used.end))
                yield finding
        elif owner_of(group[0].concept) not in ("person", "place"):
            yield from _missing(text, at, group)
    yield from _forbidden_anywhere(text, at, said)


def groups(recognised: Iterable[Recognised]) -> list[list[Recognised]]:
    """Return the recognised concepts by the words they stand in; words that stand twice are asked about once.

    Concepts that share their source words (homographs) form one group: a rendering of any of them satisfies.
    """
    by_place: dict[tuple[int, int], list[Recognised]] = {}
    for r in recognised:
        by_place.setdefault((r.source_match.start, r.source_match.end), []).append(r)
    by_concepts: dict[frozenset[str], list[Recognised]] = {}
    for group in by_place.values():
        by_concepts.setdefault(frozenset(r.concept.id for r in group), group)
    return list(by_concepts.values())


def _satisfied(text: CheckText, r: Recognised) -> bool:
    return r.used is not None and permitted(r.used.term, text.profile, text.date)


def capped(severity: Severity, evidences: Iterable[Evidence]) -> Severity:
    """Return the severity that the best of the evidences allows: firm any, one-sided a warning, unattested a note."""
    known = set(evidences)
    if known & FIRM:
        return severity
    limit = Severity.WARNING if Evidence.ONE_SIDED in known else Severity.NOTE
    return min(severity, limit, key=lambda s: s.rank)


def _told(concept: Concept, terms: Sequence[Term]) -> str:
    sources = ", ".join(dict.fromkeys(t.source for t in terms if t.source))
    evidence = ", ".join(dict.fromkeys(t.evidence.value for t in terms))
    return f"concept {concept.id}; evidence {evidence}" + (f"; source {sources}" if sources else "")


# --------------------------------------------------------------------------------- used, but not permitted


def _not_permitted(text: CheckText, at: int, r: Recognised, used: TermMatch) -> Finding | None:
    """Return the finding for a rendering that stands in the target and may not."""
    source = r.source_match
    best = r.renderings[0] if r.renderings else None
    instead = inflected(best.text, used) if best else None
    rather = f"; write {quoted(t.text for t in r.renderings)}" if r.renderings else ""
    term = used.term
    if not term.status.permitted:
        check, severity = "terms.forbidden", _STATUS_SEVERITY[term.status]
        message = f"“{used.text}” is a {term.status.value} rendering of {source.text}{rather}."
    elif not in_force(term, text.date):
        check, severity = "terms.outside-dates", Severity.WARNING
        message = f"“{used.text}” for {source.text} was in use {_dates(term)}, the text is of {text.date}{rather}."
    elif not fits_house(term, text.profile):
        check, severity = "terms.house", Severity.WARNING
        if best is None:
            return None  # the house has no rendering of its own
        message = f"“{used.text}” is the rendering of {term.house} for {source.text}{rather}."
    else:
        return None
    return text.finding(
        check,
        capped(severity, (term.evidence,)),
        message,
        at,
        about=f"{source.text}|{used.text}",
        source=[(source.start, source.end)],
        target=[(used.start, used.end)],
        evidence=_told(r.concept, [term]),
        suggestion=instead,
    )


_STATUS_SEVERITY = {
    Status.FORBIDDEN: Severity.ERROR,
    Status.DEPRECATED: Severity.WARNING,
    Status.SUPERSEDED: Severity.WARNING,
}


def _dates(term: Term) -> str:
    if term.valid_from and term.valid_until:
        return f"from {term.valid_from.isoformat()} to {term.valid_until.isoformat()}"
    if term.valid_until:
        return f"until {term.valid_until.isoformat()}"
    return f"from {term.valid_from.isoformat()}" if term.valid_from else ""


def inflected(replacement: str, used: TermMatch) -> str:
    """Return a suggested term with the number and the capital letter of what it replaces."""
    if used.inflection and replacement[-1:].islower() and not replacement.endswith("s"):
        start, gap, last = replacement.rpartition(" ")
        replacement = start + gap + plural(last)
    if used.text[:1].isupper() and used.term.text[:1].islower():
        replacement = replacement[:1].upper() + replacement[1:]
    return replacement


def _forbidden_anywhere(text: CheckText, at: int, said: set[tuple[int, int]]) -> Iterator[Finding]:
    """Return forbidden words of the target whatever the source says, unless the same words are somebody's good term."""
    matches = text.target_terms(at)
    good = {(m.start, m.end) for m in matches if permitted(m.term, text.profile, text.date)}
    for match in matches:
        place = (match.start, match.end)
        if match.term.status is not Status.FORBIDDEN or place in said or place in good:
            continue
        if not fits_house(match.term, text.profile):
            continue
        said.add(place)
        renderings = ordered(
            (
                t
                for t in target_terms(match.concept, text.target_matcher.language)
                if permitted(t, text.profile, text.date)
            ),
            text.profile,
        )
        rather = f"; write {quoted(t.text for t in renderings)}" if renderings else ""
        yield text.finding(
            "terms.forbidden",
            capped(Severity.ERROR, (match.term.evidence,)),
            f"“{match.text}” is forbidden{rather}.",
            at,
            about=match.text,
            target=[place],
            evidence=_told(match.concept, [match.term]),
            suggestion=inflected(renderings[0].text, match) if renderings else None,
        )


# ------------------------------------------------------------------------------------------------- missing


def _missing(text: CheckText, at: int, group: Sequence[Recognised]) -> Iterator[Finding]:
    """Return a finding for source words of which no rendering stands in the target."""
    renderings = [t for r in group for t in r.renderings]
    if not renderings:
        return
    if text.is_general and all(t.evidence is Evidence.UNATTESTED for t in renderings):
        return  # general text is not held to what nothing shows
    first = group[0]
    source = first.source_match
    severity = capped(Severity.ERROR, (t.evidence for t in renderings))
    if not any(_well_attested(t) for t in renderings):
        severity = min(severity, Severity.WARNING, key=_rank)  # one text shows that it may be said so, not that it must
    severity = min(severity, capped(Severity.ERROR, (r.source_match.term.evidence for r in group)), key=_rank)
    target = text.beads[at].target
    if any(form in target for t in renderings for form in _shortened(text, t.text)):
        return  # general secretary of the WPK
    if any(worded_alike(t.text, target) for t in renderings):
        if text.is_general:
            return
        severity = Severity.NOTE
    elif text.is_general and any(another_name(t.text, target) for t in renderings):
        return
    elif text.is_general and any(_names_state(t.text) for t in renderings):
        severity = Severity.NOTE  # "Seoul", "the country" stand for it
    elif (
        source.tail.derived
        or (_is_many(text.beads[at].source, source.end) and all(t.text[:1].isupper() for t in renderings))
        or len(source.text) < 2
        or not text.is_in_language(at)
        or all(r.concept.subject == "honorific" for r in group)
        or any(_rendered_near(text, at, r) for r in group)
        or any(_short_form(text, at, r) for r in group)
    ):
        severity = Severity.NOTE
    language = language_name(text.target_language)
    yield text.finding(
        "terms.missing",
        severity,
        f"{source.text} is {quoted(dict.fromkeys(t.text for t in renderings))}: not found in the {language}.",
        at,
        about=source.term.text,
        source=[(source.start, source.end)],
        evidence=_told(first.concept, renderings),
    )


def _is_many(source: str, end: int) -> bool:
    """Whether 들 follows: then the word is no proper name, 청년전위들 no newspapers of that name."""
    return source.startswith("들", end)


def _shortened(text: CheckText, rendering: str) -> list[str]:
    """Return a rendering with acronyms for the full forms in it, and the other way about; and without its country.

    An acronym also takes the place of the word that is short for its full form: WPK Central Committee, Party Central
    Committee.
    """
    found = [
        rendering.removeprefix(own) for own in _OWN_COUNTRY if rendering.startswith(own) and rendering.count(" ") > 1
    ]
    for full, short in text.abbreviations:
        if full in rendering and full != rendering:
            found.append(rendering.replace(full, short))
        elif re.search(rf"\b{re.escape(short)}\b", rendering) and short != rendering:
            found.append(rendering.replace(short, full))
        else:
            heads = (w for w in rendering.split() if w[:1].isupper() and f" {w} " in full)
            found += [rendering.replace(head, short, 1) for head in heads]
    return found


_OWN_COUNTRY = ("Korean ", "DPRK ")


def _well_attested(term: Term) -> bool:
    """Whether a rendering is the user's, a standard, or paired in more than one text that is named."""
    one_text = bool(term.source) and ";" not in term.source
    return term.evidence in (Evidence.USER, Evidence.STANDARD) or (term.evidence is Evidence.PAIRED and not one_text)


def _rank(severity: Severity) -> int:
    return severity.rank


_STATE_WORDS = frozenset(
    (
        *("republic", "people", "democratic", "kingdom", "state", "states", "federation", "federal", "union"),
        *("socialist", "islamic", "south", "north", "southern", "northern"),
    )
)


def another_name(rendering: str, target: str) -> bool:
    """Whether the target calls the state of a rendering by another name: South Korea for Republic of Korea."""
    all_words = words(rendering)
    core = [w for w in all_words if w.split("'")[0].lower() not in _STATE_WORDS | SMALL_WORDS]
    return len(core) == 1 < len(all_words) and core[0][:1].isupper() and worded_alike(core[0], target)


def _names_state(rendering: str) -> bool:
    """Whether a rendering is the full name of a state: Republic of Korea, Kingdom of Sweden."""
    return re.match(r"(?:[A-Z]\w+ )*(?:Republic|Kingdom|Federation|States|Union) of [A-Z]", rendering) is not None


def _rendered_near(text: CheckText, at: int, r: Recognised) -> bool:
    """Whether a bead beside this one holds the rendering without having the source words: the alignment is one off."""
    for other in (at - 1, at + 1):
        if not 0 <= other < len(text.beads):
            continue
        if r.concept.id in text.rendered(other) and all(o.concept.id != r.concept.id for o in text.recognised(other)):
            return True
    return False


def rendered_before(text: CheckText, at: int, concept: Concept) -> bool:
    """Whether one of the beads just before renders the concept, so that a pronoun or short form may follow."""
    return any(
        r.concept.id == concept.id and _satisfied(text, r)
        for before in range(max(0, at - LOOK_BACK), at)
        for r in text.recognised(before)
    )


def _short_form(text: CheckText, at: int, r: Recognised) -> bool:
    """Whether an organisation was rendered just before: a pronoun or short form may stand here."""
    return owner_of(r.concept) == "organisation" and rendered_before(text, at, r.concept)
