"""One term of the source rendered in several ways inside one text: concepts of the term base, and quoted names.

Renderings that are one form in two lengths (an acronym, a short form, the same words in another number) are one.
Persons, places and organisations are left out: their short forms are many, and the family of names looks at them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from glossary.checks.findings import Finding, Related, Severity, Span
from glossary.checks.registry import CheckInfo, Example
from glossary.checks.terms import inflected
from glossary.checks.texts import SOURCES, TARGETS, CheckText
from glossary.terms.entries import Concept, Evidence, Status, Term, TermType
from glossary.terms.matching import Recognised
from glossary.terms.renderings import permitted
from glossary.terms.scripts import owner_of
from glossary.text.english import worded_alike

_GUIDANCE = Concept(
    id="guidance",
    subject="leadership",
    terms=(
        Term(id="guidance-ko", language="ko-KP", text="현지지도", evidence=Evidence.STANDARD),
        Term(id="guidance-en1", language="en", text="field guidance", evidence=Evidence.STANDARD),
        Term(
            id="guidance-en2",
            language="en",
            text="on-the-spot guidance",
            status=Status.ADMITTED,
            evidence=Evidence.STANDARD,
        ),
    ),
)

CHECK = CheckInfo(
    id="consistency.term",
    severity=Severity.WARNING,
    title="One term of the source is rendered in several ways in the text.",
    example=Example(
        before=(("공장에 대한 현지지도가 있었다.", "There was field guidance to the factory."),),
        source="농장에 대한 현지지도가 있었다.",
        bad="There was on-the-spot guidance to the farm.",
        good="There was field guidance to the farm.",
        concepts=(_GUIDANCE,),
    ),
)

_SHORT = frozenset({TermType.ACRONYM, TermType.ABBREVIATION, TermType.SHORT_FORM})
_SKIPPED = frozenset({"person", "place", "organisation"})
_SHOWN = 5
_QUOTED_KO = re.compile(r"《([^《》]{2,40})》")
_QUOTED_EN = re.compile(r"[“\"]([^“”\"]{3,80}?)[,.]?[”\"]|《([^《》]{3,80})》")


@dataclass(frozen=True, slots=True)
class Use:
    """One place of a term: the bead, the words there, where they stand on both sides, and the term if it is known."""

    at: int
    words: str
    source: tuple[int, int]
    target: tuple[int, int]
    known: Recognised | None = None


def find_forms(text: CheckText, at: int) -> Iterator[Finding]:
    """Return a finding for each term of a bead that the bead renders otherwise than most places of the text do."""
    concepts = text.cached(("consistency.concepts", SOURCES), partial(_concept_places, text))
    for name in dict.fromkeys(r.concept.id for r in _countable(text, at)):
        if len(concepts.get(name, ())) > 1:
            yield from _odd_ones(text, at, text.cached((f"uses {name}", TARGETS), partial(_forms_of, text, name)))
    quoted = text.cached(("consistency.quoted", SOURCES), partial(_quoted_places, text))
    for match in _QUOTED_KO.finditer(text.beads[at].source):
        places = quoted.get("".join(match[1].split()), ())
        if len(places) > 1:
            uses = (use for place in places for use in _quoted(text, place, match[1]))
            yield from _odd_ones(text, at, _grouped(uses, _same_words))


def _forms_of(text: CheckText, name: str) -> list[list[Use]]:
    places = text.cached(("consistency.concepts", SOURCES), partial(_concept_places, text))[name]
    return _grouped((use for place in places for use in _uses(text, place, name)), _one_term)


def _grouped(uses: Iterable[Use], same: Callable[[Use, Use], bool]) -> list[list[Use]]:
    """Return the uses by form, the form that is meant first: the most frequent, then the earliest."""
    forms: list[list[Use]] = []
    for use in uses:
        mine = next((form for form in forms if same(use, form[0])), None)
        if mine is None:
            forms.append([use])
        else:
            mine.append(use)
    return sorted(forms, key=lambda form: -len(form))


def _odd_ones(text: CheckText, at: int, forms: list[list[Use]]) -> Iterator[Finding]:
    if len(forms) < 2:
        return
    usual = forms[0][0]
    total = sum(len(form) for form in forms)
    others = [form[i] for i in range(_SHOWN) for form in forms if i < len(form)]
    mine = [use for form in forms[1:] for use in form if use.at == at]
    for use in mine:
        source = text.beads[at].source[slice(*use.source)]
        suggestion = usual.words
        if use.known and use.known.used and usual.known and usual.known.used:
            suggestion = inflected(usual.known.used.term.text, use.known.used)
        yield text.finding(
            CHECK.id,
            Severity.NOTE if text.is_general else Severity.WARNING,
            f"{source} is “{use.words}” here and “{usual.words}” in {_places(len(forms[0]), total)}.",
            at,
            about=source,
            source=[use.source],
            target=[use.target],
            evidence=f"concept {use.known.concept.id}" if use.known else "a name in quotation marks",
            suggestion=suggestion,
            related=[
                Related(text.beads[o.at].index, f"“{o.words}”", (Span(*o.source),), (Span(*o.target),))
                for o in others
                if o.at != at
            ][:_SHOWN],
        )
        return


def _places(count: int, total: int) -> str:
    return "the other place" if total == 2 else f"{count} of {total} places"


def _countable(text: CheckText, at: int) -> list[Recognised]:
    """Return the recognised concepts of a bead that have their source words for themselves and are no names."""
    return text.cached(("consistency.countable", at), partial(_count, text, at))


def _count(text: CheckText, at: int) -> list[Recognised]:
    recognised = text.recognised(at)
    spans = Counter((r.source_match.start, r.source_match.end) for r in recognised)
    return [
        r
        for r in recognised
        if spans[r.source_match.start, r.source_match.end] == 1
        and len(r.source_match.text) > 1
        and not r.source_match.tail.derived
        and owner_of(r.concept) not in _SKIPPED
        and len(r.renderings) > 1
    ]


def _concept_places(text: CheckText) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at in range(len(text.beads)):
        for name in dict.fromkeys(r.concept.id for r in _countable(text, at)):
            found[name].append(at)
    return found


def _uses(text: CheckText, at: int, concept: str) -> Iterator[Use]:
    """Return how a bead renders a concept; nothing where it uses two permitted renderings for one place."""
    mine = [r for r in _countable(text, at) if r.concept.id == concept]
    there = [m for m in text.rendered(at).get(concept, ()) if permitted(m.term, text.profile, text.date)]
    if not there or len({m.term.id for m in there}) > len(mine):
        return
    for r in mine:
        if r.used is not None and permitted(r.used.term, text.profile, text.date):
            place = (r.used.start, r.used.end)
            yield Use(at, r.used.text, (r.source_match.start, r.source_match.end), place, r)


def _one_term(a: Use, b: Use) -> bool:
    one, other = (u.known.used.term if u.known and u.known.used else None for u in (a, b))
    if one is None or other is None or one.id == other.id:
        return True
    if one.type in _SHORT or other.type in _SHORT:
        return True
    return worded_alike(one.text, other.text) or worded_alike(other.text, one.text)


def _same_words(a: Use, b: Use) -> bool:
    one, other = (" ".join(re.findall(r"\w+", u.words.casefold())) for u in (a, b))
    return one == other


def _quoted_places(text: CheckText) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, bead in enumerate(text.beads):
        for name in dict.fromkeys("".join(m[1].split()) for m in _QUOTED_KO.finditer(bead.source)):
            found[name].append(at)
    return found


def _quoted(text: CheckText, at: int, name: str) -> Iterator[Use]:
    """Return the quoted words that answer to the only quoted name of a bead; a quoted sentence is no name."""
    bead = text.beads[at]
    source, target = list(_QUOTED_KO.finditer(bead.source)), list(_QUOTED_EN.finditer(bead.target))
    if len(source) == len(target) == 1 and "".join(source[0][1].split()) == "".join(name.split()):
        group = 1 if target[0][1] else 2
        yield Use(at, target[0][group], source[0].span(1), target[0].span(group))
