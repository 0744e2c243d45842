"""The term base itself: entries that contradict themselves or each other, and what is missing in them.

Each finding belongs to one concept; the concept is shown as a bead, its Korean terms on one side and all others on the
other, so that every form of report can show it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from glossary.checks.findings import BeadText, Finding, Severity, Span, fingerprint
from glossary.checks.registry import CheckInfo, ConceptExample, ConceptFindings
from glossary.terms.entries import Concept, Evidence, Reading, Status, Term
from glossary.text.language import base_language

_GAP = " / "


def _term(name: str, language: str, text: str, status: Status = Status.PREFERRED, **more: object) -> Term:
    return Term(id=name, language=language, text=text, status=status, evidence=Evidence.STANDARD, **more)  # type: ignore[arg-type]


def _example(bad: Sequence[Term], good: Sequence[Term]) -> ConceptExample:
    def concept(terms: Sequence[Term]) -> tuple[Concept, ...]:
        return (Concept(id="example", subject="example", terms=tuple(terms)),)

    return ConceptExample(bad=concept(bad), good=concept(good))


_KO = _term("e-ko", "ko-KP", "강반")
_EN = _term("e-en", "en", "riverside")
_OTHER = _term("f-en", "en", "river park")

CHECKS = (
    CheckInfo(
        id="termbase.no-preferred",
        severity=Severity.WARNING,
        title="A concept has terms in a language, and none of them is the preferred one.",
        example=_example([_KO, _term("e-en", "en", "riverside", Status.ADMITTED)], [_KO, _EN]),
    ),
    CheckInfo(
        id="termbase.two-preferred",
        severity=Severity.WARNING,
        title="A concept has two preferred terms in one language, for the same house and time.",
        example=_example([_KO, _EN, _OTHER], [_KO, _EN, _term("f-en", "en", "river park", Status.ADMITTED)]),
    ),
    CheckInfo(
        id="termbase.homograph",
        severity=Severity.NOTE,
        title="One term stands for two concepts of the same subject field.",
        example=ConceptExample(
            bad=(
                Concept(id="bank-one", subject="rivers", terms=(_KO, _EN)),
                Concept(id="bank-two", subject="rivers", terms=(_term("g-ko", "ko-KP", "강반"), _OTHER)),
            ),
            good=(
                Concept(id="bank-one", subject="rivers", terms=(_KO, _EN)),
                Concept(id="bank-two", subject="parks", terms=(_term("g-ko", "ko-KP", "강반"), _OTHER)),
            ),
        ),
    ),
    CheckInfo(
        id="termbase.reading",
        severity=Severity.WARNING,
        title="A reading differs from what its system's rules give, and is not marked as an override.",
        example=_example(
            [_term("e-ko", "ko-KP", "강반", readings=(Reading(system="dprk", text="Gangban"),)), _EN],
            [_term("e-ko", "ko-KP", "강반", readings=(Reading(system="dprk", text="kangban"),)), _EN],
        ),
    ),
    CheckInfo(
        id="termbase.dates",
        severity=Severity.ERROR,
        title="Dates of use are impossible, or those of two preferred terms overlap.",
        example=_example(
            [_KO, _term("e-en", "en", "riverside", valid_from=date(2024, 1, 1), valid_until=date(2023, 1, 1))],
            [_KO, _term("e-en", "en", "riverside", valid_from=date(2023, 1, 1), valid_until=date(2024, 1, 1))],
        ),
    ),
    CheckInfo(
        id="termbase.contradiction",
        severity=Severity.ERROR,
        title="One term is forbidden and permitted at once.",
        example=_example(
            [_KO, _EN, _term("f-en", "en", "Riverside", Status.FORBIDDEN)],
            [_KO, _EN, _term("f-en", "en", "river bank", Status.FORBIDDEN)],
        ),
    ),
)


def find_in_concepts(concepts: Sequence[Concept], wanted: frozenset[str]) -> ConceptFindings:
    """Return what is wrong with a term base, by concept in its order."""
    homographs = _homographs(concepts)
    beads: list[BeadText] = []
    findings: list[Finding] = []
    labels: list[str] = []
    for concept in concepts:
        shown = _Shown(concept, len(beads))
        mine = [
            f
            for found in (
                _preferred(shown),
                _contradictions(shown),
                _readings(shown),
                _dates(shown),
                _same_words(shown, homographs),
            )
            for f in found
            if f.check in wanted
        ]
        if mine:
            beads.append(shown.bead)
            labels.append(f"concept {concept.id}")
            findings += mine
    return ConceptFindings(tuple(beads), tuple(findings), tuple(labels))


class _Shown:
    """A concept as a bead, with the place of each of its terms."""

    def __init__(self, concept: Concept, index: int) -> None:
        self.concept = concept
        self._spans: dict[str, tuple[bool, Span]] = {}
        sides = {True: "", False: ""}
        for term in concept.terms:
            korean = base_language(term.language) == "ko"
            start = len(sides[korean]) + (len(_GAP) if sides[korean] else 0)
            sides[korean] += (_GAP if sides[korean] else "") + term.text
            self._spans[term.id] = (korean, Span(start, start + len(term.text)))
        self.bead = BeadText(index, sides[True], sides[False])

    def finding(
        self,
        check: str,
        severity: Severity,
        message: str,
        terms: Iterable[Term],
        *,
        evidence: str = "",
        suggestion: str | None = None,
    ) -> Finding:
        """Return a finding of the concept about some of its terms."""
        terms = tuple(terms)
        places = [self._spans[t.id] for t in terms]
        about = f"{self.concept.id}|" + "|".join(t.text for t in terms)
        target = tuple(span for korean, span in places if not korean)
        return Finding(
            check=check,
            severity=severity,
            message=message,
            bead=self.bead.index,
            source_spans=tuple(span for korean, span in places if korean),
            target_spans=target,
            evidence=f"concept {self.concept.id}" + (f"; {evidence}" if evidence else ""),
            suggestion=suggestion if target else None,
            fingerprint=fingerprint(check, about, self.bead.source, self.bead.target),
            about=about,
        )


def _overlap(one: Term, other: Term) -> bool:
    """Whether two terms may be in use on one day."""
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    return first <= min(one.valid_until or date.max, other.valid_until or date.max)


def _preferred(shown: _Shown) -> Iterator[Finding]:
    by_language: dict[str, list[Term]] = defaultdict(list)
    for term in shown.concept.terms:
        by_language[term.language].append(term)
    for language, terms in by_language.items():
        preferred = [t for t in terms if t.status is Status.PREFERRED]
        if not preferred and any(t.status.permitted for t in terms):
            message = f"None of the terms in {language} is the preferred one."
            yield shown.finding("termbase.no-preferred", Severity.WARNING, message, terms)
        for one, other in combinations(preferred, 2):
            if (one.house, one.region) != (other.house, other.region) or not _overlap(one, other):
                continue
            dated = any(t.valid_from or t.valid_until for t in (one, other))
            pair = f"“{one.text}” and “{other.text}” are both preferred in {language}"
            if dated:
                message = f"{pair}, and their dates of use overlap."
                yield shown.finding("termbase.dates", Severity.WARNING, message, (one, other))
            else:
                yield shown.finding("termbase.two-preferred", Severity.WARNING, f"{pair}.", (one, other))


def _contradictions(shown: _Shown) -> Iterator[Finding]:
    for one, other in combinations(shown.concept.terms, 2):
        same = one.language == other.language and one.text.casefold() == other.text.casefold()
        if not same or one.house != other.house or one.region != other.region or not _overlap(one, other):
            continue
        bad = {t.status for t in (one, other)}
        if one.status.permitted != other.status.permitted:
            word = next(s.value for s in bad if not s.permitted)
            severity = Severity.ERROR if Status.FORBIDDEN in bad else Severity.WARNING
            message = f"“{one.text}” is {word} and permitted at once."
            yield shown.finding("termbase.contradiction", severity, message, (one, other))


def _readings(shown: _Shown) -> Iterator[Finding]:
    from glossary.romanisation.registry import romanise, systems

    for term in shown.concept.terms:
        if base_language(term.language) != "ko":
            continue
        for reading in term.readings:
            if reading.is_override or reading.system not in systems():
                continue
            ruled = romanise(term.text, reading.system).form
            if reading.text.casefold() == ruled.casefold():
                continue
            yield shown.finding(
                "termbase.reading",
                Severity.WARNING,
                f"{term.text} reads “{reading.text}” here, and “{ruled}” by the rules of {reading.system}.",
                (term,),
                evidence="an override says so and gives its reason",
            )


def _dates(shown: _Shown) -> Iterator[Finding]:
    for term in shown.concept.terms:
        if term.valid_from and term.valid_until and term.valid_until < term.valid_from:
            message = f"“{term.text}” is in use from {term.valid_from} until {term.valid_until}."
            yield shown.finding("termbase.dates", Severity.ERROR, message, (term,))


def _homographs(concepts: Sequence[Concept]) -> dict[tuple[str, str, str], list[str]]:
    """Return (subject, language, text) -> ids of the concepts, where they are several."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for concept in concepts:
        for key in {(concept.subject, t.language, t.text) for t in concept.terms if t.status.permitted}:
            found[key].append(concept.id)
    return {key: ids for key, ids in found.items() if len(ids) > 1}


def _same_words(shown: _Shown, homographs: dict[tuple[str, str, str], list[str]]) -> Iterator[Finding]:
    concept = shown.concept
    for term in concept.terms:
        ids = homographs.get((concept.subject, term.language, term.text), ())
        others = [i for i in ids if i != concept.id]
        if others and term.status.permitted:
            field = f"the field “{concept.subject}”" if concept.subject else "no subject field"
            message = f"“{term.text}” is also a term of {', '.join(others[:4])} in {field}."
            yield shown.finding("termbase.homograph", Severity.NOTE, message, (term,))
