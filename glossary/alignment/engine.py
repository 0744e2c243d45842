"""Aligns two texts. The one door to the engines; it imports nothing heavy until it is called.

Invariant: the beads of the result name every segment of both sides once and in order, whatever the texts are, and
fixed beads stand in it as they were given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args

from glossary.alignment.beads import Bead, BeadError, Bitext, Segment, verify
from glossary.alignment.reasons import language_name
from glossary.errors import UsageError
from glossary.text.language import base_language, guess_language

if TYPE_CHECKING:
    from glossary.alignment.knowledge import Knowledge
    from glossary.alignment.rewards import Rewards

Engine = Literal["auto", "semantic", "length", "length-alone"]
Progress = Callable[[str, float], None]
"""Called with what is being done and which share of it is done, 0-1."""

ENGINES: tuple[str, ...] = get_args(Engine)
VERSION = "1"
"""Of both engines; raised whenever the same texts may be aligned otherwise than before."""
UNRELATED = 0.3
"""Highest probability of a bead between texts that have nothing in common, far under what an editor may rely on."""


def segments(sentences: Sequence[str], paragraphs: Sequence[int] | None = None) -> tuple[Segment, ...]:
    """Return segments numbered from 0; `paragraphs` gives the paragraph of each sentence, all 0 without it."""
    numbers = paragraphs if paragraphs is not None else [0] * len(sentences)
    return tuple(Segment(i, text, p) for i, (text, p) in enumerate(zip(sentences, numbers, strict=True)))


def align(
    source: Sequence[Segment],
    target: Sequence[Segment],
    source_language: str,
    target_language: str,
    *,
    engine: Engine = "auto",
    fixed: Sequence[Bead] = (),
    progress: Progress | None = None,
    knowledge: Callable[[], Knowledge | None] | None = None,
) -> Bitext:
    """Align two texts and say how sure each bead is, why, and what is odd about the texts.

    `auto` takes the semantic engine, and the length engine with a warning where the encoder cannot be loaded;
    `semantic` raises EncoderError there; `length-alone` looks neither at meaning nor at numbers and names, for very
    long texts and for languages that none of the others knows. `fixed` beads never move: only what lies between them is
    aligned; BeadError where they do not follow the order of the texts. `knowledge` gives what the editor's work has
    taught, and is only called by the length engine, which alone gains by it.
    """
    if engine not in ENGINES:
        raise UsageError(f"There is no alignment engine {engine!r}.", hint=f"Known: {', '.join(ENGINES)}.")
    source, target = tuple(source), tuple(target)
    plan = _Plan(source, target, fixed)
    warnings = _language_warnings(source, target, source_language, target_language)
    say = progress or _silent
    name: str = "semantic" if engine == "auto" else engine
    solved: list[Bead] = []
    if not source or not target:
        warnings.append(_empty(source, target))
        for i0, i1, j0, j1 in plan.gaps:
            solved += [Bead((s.id,), ()) for s in source[i0:i1]] + [Bead((), (t.id,)) for t in target[j0:j1]]
    else:
        from glossary.alignment.paragraph_marks import ParagraphMarks

        rewards, name, warning = _rewards(
            source, target, source_language, target_language, engine, say, knowledge or _nothing
        )
        if warning:
            warnings.append(warning)
        rewards = replace(rewards, marks=ParagraphMarks([s.paragraph for s in source], [t.paragraph for t in target]))
        say("aligning", 0.0)
        steps = rewards.solve(plan.gaps, plan.alone_source, plan.alone_target)
        say("aligning", 1.0)
        solved = [
            Bead(
                tuple(s.id for s in source[step.i : step.i + step.a]),
                tuple(t.id for t in target[step.j : step.j + step.b]),
                step.probability,
                reasons=rewards.reasons(step),
            )
            for step in steps
        ]
        if problem := rewards.unrelated(steps):
            warnings.append(problem)
            solved = [replace(bead, probability=min(bead.probability or 0.0, UNRELATED)) for bead in solved]
    bitext = Bitext(
        source_language,
        target_language,
        source,
        target,
        plan.put_together(solved),
        f"{name} {VERSION}",
        tuple(warnings),
    )
    verify(bitext)
    return bitext


def _silent(what: str, share: float) -> None:
    """Take a report of progress and do nothing."""


def _nothing() -> None:
    """Know nothing."""


def _rewards(
    source: Sequence[Segment],
    target: Sequence[Segment],
    source_language: str,
    target_language: str,
    engine: Engine,
    say: Progress,
    knowledge: Callable[[], Knowledge | None],
) -> tuple[Rewards, str, str]:
    """Return the rewards of an engine, its name, and a warning where it is not the one that `auto` stands for."""
    from glossary.alignment import rewards

    texts = [s.text for s in source], [t.text for t in target]
    languages = source_language, target_language
    if engine == "length-alone":
        return rewards.bare_rewards(*texts, *languages), engine, ""
    if engine == "length":
        return rewards.length_rewards(*texts, *languages, knowledge=knowledge()), engine, ""
    from glossary.alignment.encoder import EncoderError

    try:
        return rewards.semantic_rewards(*texts, *languages, say), "semantic", ""
    except EncoderError as error:
        if engine == "semantic":
            raise
        warning = f"Aligned by length, numbers and names only: {error.message}."
        return rewards.length_rewards(*texts, *languages, knowledge=knowledge()), "length", warning


class _Plan:
    """What fixed beads leave to be aligned: the gaps between two-sided ones, and sentences that stay alone."""

    def __init__(self, source: Sequence[Segment], target: Sequence[Segment], fixed: Sequence[Bead]) -> None:
        places = [{segment.id: i for i, segment in enumerate(side)} for side in (source, target)]
        self._order = places
        self._fixed = tuple(fixed)
        self.alone_source: set[int] = set()
        self.alone_target: set[int] = set()
        self.gaps: list[tuple[int, int, int, int]] = []
        done = [0, 0]
        floor = [0, 0]
        for bead in fixed:
            spans = []
            for which, ids in enumerate((bead.source, bead.target)):
                try:
                    at = [places[which][i] for i in ids]
                except KeyError as error:
                    raise BeadError(f"a fixed bead names a segment that is not in the text: {error}") from error
                if at and (at != list(range(at[0], at[0] + len(at))) or at[0] < floor[which]):
                    raise BeadError("fixed beads do not follow the order of the texts")
                spans.append(at)
                if at:
                    floor[which] = at[-1] + 1
            if bead.one_sided:
                self.alone_source.update(spans[0])
                self.alone_target.update(spans[1])
                continue
            self.gaps.append((done[0], spans[0][0], done[1], spans[1][0]))
            done = [spans[0][-1] + 1, spans[1][-1] + 1]
        self.gaps.append((done[0], len(source), done[1], len(target)))

    def put_together(self, solved: Sequence[Bead]) -> tuple[Bead, ...]:
        """Return the solved and the fixed beads in the order of the texts."""
        if not self._fixed:
            return tuple(solved)
        kept = {("source", i) for b in self._fixed for i in b.source} | {
            ("target", i) for b in self._fixed for i in b.target
        }
        new = [b for b in solved if not any(("source", i) in kept for i in b.source)]
        new = [b for b in new if not any(("target", i) in kept for i in b.target)]
        return _merged([*new], [*self._fixed], self._order)


def _merged(new: list[Bead], fixed: list[Bead], order: Sequence[dict[int, int]]) -> tuple[Bead, ...]:
    """Return two lists of beads, each in order, as one that names both texts in order."""
    out: list[Bead] = []
    done = [0, 0]
    for beads in (new, fixed):
        beads.reverse()
    while new or fixed:
        for beads in (fixed, new):
            if beads and all(
                not ids or order[which][ids[0]] == done[which]
                for which, ids in enumerate((beads[-1].source, beads[-1].target))
            ):
                bead = beads.pop()
                done = [done[0] + len(bead.source), done[1] + len(bead.target)]
                out.append(bead)
                break
        else:
            raise BeadError("fixed beads do not fit between the others")
    return tuple(out)


def _empty(source: Sequence[Segment], target: Sequence[Segment]) -> str:
    if not source and not target:
        return "Both texts are empty."
    return f"The {'source' if not source else 'target'} text is empty: nothing has a counterpart."


def _language_warnings(
    source: Sequence[Segment], target: Sequence[Segment], source_language: str, target_language: str
) -> list[str]:
    """Return what is odd about the languages: exchanged texts, or one in another language than it should be."""
    said = [base_language(source_language), base_language(target_language)]
    found = [guess_language("\n".join(s.text for s in side)) for side in (source, target)]
    if found == said[::-1] and said[0] != said[1]:
        languages = f"the source reads as {language_name(found[0])}, the target as {language_name(found[1])}"
        return [f"The two texts seem to be exchanged: {languages}."]
    if found[0] == found[1] == said[0] == said[1]:
        return [f"Both texts read as {language_name(found[0])}: nothing is translated here."]
    return [
        f"The {word} text reads as {language_name(guess)}, not {language_name(tag)}."
        for word, guess, tag in zip(("source", "target"), found, said, strict=True)
        if guess not in ("und", tag) and tag in ("ko", "ja", "en")
    ]
