"""The same said in two ways: sentences and terms against the other places of the text, and against the memory.

The form that most places have is taken as the one that is meant, the earliest where there are as many of each; what is
told is the place that differs, with the others beside it. Sentences are compared by `memory.matching` on the source
and by chrF (sacrebleu) on the target, whose signature stands in the evidence.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from glossary.checks.findings import Finding, Related, Severity, Span
from glossary.checks.precedents import Precedent
from glossary.checks.registry import CheckInfo, Example
from glossary.checks.term_forms import CHECK as TERM_CHECK
from glossary.checks.term_forms import find_forms
from glossary.checks.texts import SOURCES, TARGETS, CheckText
from glossary.memory.matching import best, squeezed
from glossary.memory.matching import score as alike

if TYPE_CHECKING:
    from sacrebleu.metrics.chrf import CHRF

NEAR = 80.0
"""From this score on two sources are near-same, as the design page has it for the memory."""
FAR = 35.0
"""Two translations of a near-same source under this chrF are two translations."""
SMALL_CHANGE = 80.0
"""From this chrF on two translations of one sentence differ by a word: a note."""
LONG = 12
"""Characters of a source, without spaces, from which its translation may be held to be one; below stand headings."""
_WORDS = 6
"""Words of a target from which it is no accident that two sources share it."""
_OTHER = 50.0
"""Two sources under this score have nothing to do with each other."""
_SHOWN = 5
_RECENT = 12

CHECKS = (
    CheckInfo(
        id="consistency.target",
        severity=Severity.WARNING,
        title="A sentence that stands twice in the source is translated in two ways.",
        example=Example(
            before=(("참가자들은 전시회장을 돌아보았다.", "The participants went round the exhibition hall."),),
            source="참가자들은 전시회장을 돌아보았다.",
            bad="Those who took part looked about the show.",
            good="The participants went round the exhibition hall.",
        ),
    ),
    CheckInfo(
        id="consistency.source",
        severity=Severity.WARNING,
        title="Two different sentences of the source have the same translation.",
        example=Example(
            before=(("공장에서는 새 제품을 만들었다.", "The factory made a new product for the coming exhibition."),),
            source="학생들은 박물관을 참관하고 숙소로 돌아갔다.",
            bad="The factory made a new product for the coming exhibition.",
            good="The students visited the museum and went back to their hostel.",
        ),
    ),
    CheckInfo(
        id="consistency.near",
        severity=Severity.WARNING,
        title="A sentence that is nearly the same as another of the source is translated quite differently.",
        example=Example(
            before=(
                (
                    "전국의 농장들에서 가을걷이가 성과적으로 진행되고있다.",
                    "Autumn harvesting is successfully under way on farms across the country.",
                ),
            ),
            source="전국의 농장들에서 모내기가 성과적으로 진행되고있다.",
            bad="Peasants everywhere plant rice with good results.",
            good="Rice transplanting is successfully under way on farms across the country.",
        ),
    ),
    TERM_CHECK,
    CheckInfo(
        id="consistency.memory",
        severity=Severity.WARNING,
        title="A sentence was translated otherwise before: the memory has a precedent.",
        example=Example(
            source="참가자들은 전시회장을 돌아보았다.",
            bad="Those who took part looked about the show.",
            good="The participants went round the exhibition hall.",
            precedents=(
                Precedent(
                    score=100,
                    source="참가자들은 전시회장을 돌아보았다.",
                    target="The participants went round the exhibition hall.",
                    date="2022-10-07",
                ),
            ),
        ),
    ),
)

_EDGES = re.compile(r"^[\s\W]+|[\s\W]+$")


def find_in_bead(text: CheckText, at: int) -> Iterator[Finding]:
    """Return what one bead says otherwise than other places do."""
    bead = text.beads[at]
    if not bead.source.strip() or not bead.target.strip():
        return
    yield from _same_source(text, at)
    yield from _same_target(text, at)
    if "consistency.near" in text.wanted:
        yield from _near_source(text, at)
    if TERM_CHECK.id in text.wanted:
        yield from find_forms(text, at)
    if text.precedents is not None and "consistency.memory" in text.wanted:
        yield from _precedents(text, at)


@lru_cache(maxsize=32_768)
def _key(sentence: str) -> str:
    return " ".join(_EDGES.sub("", sentence).split()).casefold()


def _source_key(sentence: str) -> str:
    return "".join(_EDGES.sub("", sentence).split())


def _by_source(text: CheckText) -> dict[str, list[int]]:
    """Return the beads with both sides by their source without spaces; only sources that stand more than once."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, bead in enumerate(text.beads):
        if bead.source.strip():
            found[_source_key(bead.source)].append(at)
    return {key: places for key, places in found.items() if key and len(places) > 1}


def _same_source(text: CheckText, at: int) -> Iterator[Finding]:
    key = _source_key(text.beads[at].source)
    places = text.cached(("consistency.by-source", SOURCES), partial(_by_source, text)).get(key, ())
    places = [p for p in places if text.beads[p].target.strip()]
    if len(places) < 2 or len(key) < 4:
        return
    forms = {p: _key(text.beads[p].target) for p in places}
    usual = _usual([forms[p] for p in places])
    if forms[at] == usual:
        return
    first = next(p for p in places if forms[p] == usual)
    points, signature = chrf(text.beads[at].target, text.beads[first].target)
    if points >= 99.9:
        return
    count = sum(f == usual for f in forms.values())
    small = points >= SMALL_CHANGE or len(key) < LONG or text.is_general
    yield text.finding(
        "consistency.target",
        Severity.NOTE if small else Severity.WARNING,
        f"The same sentence is “{_short(text.beads[first].target)}” in {_times(count, len(places))}.",
        at,
        about=key,
        source=[_whole(text.beads[at].source)],
        target=[_whole(text.beads[at].target)],
        evidence=f"chrF {points:.0f} between the two ({signature})",
        related=[
            related(text, p, "the usual form" if forms[p] == usual else "another form") for p in places if p != at
        ][:_SHOWN],
    )


def _by_target(text: CheckText) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, bead in enumerate(text.beads):
        if bead.source.strip() and bead.target.count(" ") >= _WORDS - 1:
            found[_key(bead.target)].append(at)
    return {key: places for key, places in found.items() if len(places) > 1}


def _same_target(text: CheckText, at: int) -> Iterator[Finding]:
    key = _key(text.beads[at].target)
    places = text.cached(("consistency.by-target", TARGETS), partial(_by_target, text)).get(key, ())
    mine = text.beads[at].source
    for other in places:
        if other >= at:
            return
        theirs = text.beads[other].source
        points = alike(mine, theirs)
        if points >= NEAR:
            continue
        yield text.finding(
            "consistency.source",
            Severity.WARNING if points < _OTHER and not text.is_general else Severity.NOTE,
            f"The same translation stands for another sentence: “{_short(theirs)}”.",
            at,
            about=_source_key(theirs),
            source=[_whole(mine)],
            target=[_whole(text.beads[at].target)],
            evidence=f"the two sources are alike by {points:.0f} of 100",
            related=[related(text, other, "the other sentence")],
        )
        return


def _neighbours(text: CheckText) -> dict[int, list[tuple[int, float]]]:
    """Return for each bead the earlier ones with a near-same source, with their scores, best first.

    Only pairs that share one of their three rarest word beginnings are compared, and of each beginning the last few; a
    near-same sentence of at least five words shares most of its words.
    """
    heads = [{word[:2] for word in bead.source.split() if len(word) > 1} for bead in text.beads]
    plain = [squeezed(bead.source) for bead in text.beads]
    counts = Counter(head for some in heads for head in some)
    seen: dict[str, list[int]] = defaultdict(list)
    found: dict[int, list[tuple[int, float]]] = {}
    for at, some in enumerate(heads):
        size = len(plain[at])
        if size < LONG or len(some) < 4:
            continue
        rare = sorted((h for h in some if counts[h] > 1), key=lambda h: (counts[h], h))[:3]
        candidates = sorted({p for head in rare for p in seen[head] if abs(len(plain[p]) - size) <= size // 4})
        near = best(plain[at], [plain[p] for p in candidates], NEAR) if candidates else []
        pairs = [(candidates[n], points) for n, points in near if points < 100]
        if pairs:
            found[at] = pairs
        for head in rare:
            seen[head].append(at)
            if len(seen[head]) > _RECENT:
                del seen[head][0]
    return found


def _near_source(text: CheckText, at: int) -> Iterator[Finding]:
    near = text.cached(("consistency.near", SOURCES), partial(_neighbours, text)).get(at, ())
    for other, points in near[:3]:
        theirs = text.beads[other].target
        if not theirs.strip():
            continue
        far, signature = chrf(text.beads[at].target, theirs)
        if far >= FAR:
            continue
        yield text.finding(
            "consistency.near",
            Severity.NOTE if text.is_general else Severity.WARNING,
            f"A nearly equal sentence is translated quite differently: “{_short(theirs)}”.",
            at,
            about=_source_key(text.beads[other].source),
            source=[_whole(text.beads[at].source)],
            target=[_whole(text.beads[at].target)],
            evidence=f"sources alike by {points:.0f} of 100; chrF {far:.0f} ({signature})",
            related=[related(text, other, "the nearly equal sentence")],
        )
        return


def _precedents(text: CheckText, at: int) -> Iterator[Finding]:
    """Return a finding where the memory has the sentence, or nearly, and its translation is another."""
    bead = text.beads[at]
    if text.precedents is None or len(_source_key(bead.source)) < LONG:
        return
    known = [p for p in text.precedents.near(bead.source) if p.score >= NEAR]
    if not known or any(p.score == known[0].score and _key(p.target) == _key(bead.target) for p in known):
        return
    best = known[0]
    points, signature = chrf(bead.target, best.target)
    if points >= (SMALL_CHANGE if best.score >= 100 else FAR):
        return
    when = f" of {best.date}" if best.date else ""
    same = "The same sentence" if best.score >= 100 else f"A nearly equal sentence ({best.score:.0f} of 100)"
    yield text.finding(
        "consistency.memory",
        Severity.WARNING if best.score >= 100 and not text.is_general else Severity.NOTE,
        f"{same} is “{_short(best.target)}” in the memory{when}.",
        at,
        about=_source_key(best.source),
        source=[_whole(bead.source)],
        target=[_whole(bead.target)],
        evidence="; ".join(filter(None, (best.where, best.date, f"chrF {points:.0f} ({signature})"))),
    )


def related(text: CheckText, at: int, message: str) -> Related:
    """Return a whole bead as a place that a finding points to."""
    bead = text.beads[at]
    return Related(bead.index, message, (Span(*_whole(bead.source)),), (Span(*_whole(bead.target)),))


def _usual(forms: Sequence[str]) -> str:
    """Return the most frequent form, the earliest of several."""
    counts = Counter(forms)
    return max(counts, key=lambda form: (counts[form], -forms.index(form)))


def _times(count: int, total: int) -> str:
    return "the other place" if total == 2 else f"{count} of {total} places"


def _whole(sentence: str) -> tuple[int, int]:
    start = len(sentence) - len(sentence.lstrip())
    return start, max(start + 1, len(sentence.rstrip()))


def _short(sentence: str) -> str:
    plain = " ".join(sentence.split())
    return plain if len(plain) <= 60 else plain[:59].rstrip() + "…"


@cache
def _metric() -> CHRF:
    from sacrebleu.metrics.chrf import CHRF

    return CHRF()


def chrf(one: str, other: str) -> tuple[float, str]:
    """Return chrF of two sentences, 0-100, and the metric's signature."""
    metric = _metric()
    points = float(metric.sentence_score(one, [other]).score)
    return points, str(metric.get_signature())
