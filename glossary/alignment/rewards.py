"""What the two engines give the dynamic programme, behind one face."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from glossary.alignment import blas
from glossary.alignment.anchors import Anchors, document_anchors
from glossary.alignment.band import Band, Doubles, Floats
from glossary.alignment.dynamic import HALF_WIDTH, Problem, Programme, Step
from glossary.alignment.fallback import LengthScores
from glossary.alignment.knowledge import KnowingScores, Knowledge, with_knowledge
from glossary.alignment.moves import LONGEST
from glossary.alignment.paragraph_marks import ParagraphMarks
from glossary.alignment.reasons import reasons
from glossary.alignment.scores import SemanticScores, diagonal, lengths, ratio
from glossary.alignment.sharing import Sharing
from glossary.alignment.weights import LENGTH, LENGTH_ALONE, SEMANTIC, LengthWeights, SemanticWeights
from glossary.text.language import base_language

if TYPE_CHECKING:
    from glossary.alignment.engine import Progress

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)

_FORCED = 50.0
"""Reward of a sentence that is to stay alone: more than any bead's."""
UNRELATED_COSINE = 0.35
"""Mean cosine of the linked blocks under which two texts have nothing in common. Measured: .52 and more where one text
translates the other (.58 for four sentences), .23 and less for texts about other things from the same news service."""
_FEW = 20
"""Sentences of both texts under which lengths say nothing about that."""
_LEAST = 1e-6
"""Posteriors nearer to 0 or 1 than this are taken as this."""
_NARROW = 24
"""Half width of the band at first where nothing but lengths is known: rows cost little then, and it widens itself."""
_DEAR = 0.9
"""How much dearer skips are where they are as good as forbidden."""


class Scores(Protocol):
    """Rewards of the moves in any region of two texts."""

    def region(self, i0: int, j0: int) -> Callable[[int, int, Band], Floats]:
        """Return the rewards of the region that begins after i0 source and j0 target sentences."""


@dataclass(frozen=True, slots=True)
class Rewards:
    """Two texts as an engine sees them."""

    scores: Scores
    weights: SemanticWeights | LengthWeights
    source_lengths: Doubles
    target_lengths: Doubles
    source_anchors: list[Anchors]
    target_anchors: list[Anchors]
    languages: tuple[str, str]
    marks: ParagraphMarks | None = None
    half_width: int = HALF_WIDTH

    def solve(
        self, gaps: Sequence[tuple[int, int, int, int]], alone_source: Collection[int], alone_target: Collection[int]
    ) -> list[Step]:
        """Return the best path through each region (i0, i1, j0, j1); the named sentences stay without counterpart."""
        with blas.one_thread():
            programmes = [Programme(self._problem(*gap, alone_source, alone_target), self.half_width) for gap in gaps]
            cost = dearer(programmes, len(self.source_lengths) + len(self.target_lengths), self.weights)
            return [
                self._calibrated(step, i0, j0)
                for (i0, _, j0, _), programme in zip(gaps, programmes, strict=True)
                for step in programme.solve(cost)
            ]

    def _calibrated(self, step: Step, i0: int, j0: int) -> Step:
        """Return a step of the region from (i0, j0) on as one of the whole texts, its posterior calibrated.

        That makes the probability how often such steps were right in texts with known alignments.
        """
        w = self.weights
        i, j = step.i + i0, step.j + j0
        posterior = min(max(step.probability, _LEAST), 1 - _LEAST)
        odds = w.certain + w.trusted * math.log(posterior / (1 - posterior))
        if isinstance(w, SemanticWeights) and isinstance(self.scores, SemanticScores) and step.a and step.b:
            odds += w.alike * (self.scores.cosine(i, step.a, j, step.b) - 0.6)
        return Step(i, j, step.a, step.b, 1 / (1 + math.exp(-odds)), step.score)

    def _problem(
        self, i0: int, i1: int, j0: int, j1: int, alone_source: Collection[int], alone_target: Collection[int]
    ) -> Problem:
        skips = []
        for first, last, alone in ((i0, i1, alone_source), (j0, j1, alone_target)):
            skip = np.full(last - first, self.weights.skip)
            skip[[i - first for i in alone if first <= i < last]] = _FORCED
            skips.append(skip)
        scores = self.scores.region(i0, j0)
        if self.marks and not self.marks.silent:
            scores = self.marks.on_top(scores, i0, j0, self.weights.sharpness, self.weights.moves)
        return Problem(
            scores,
            skips[0],
            skips[1],
            diagonal(self.source_lengths[i0:i1], self.target_lengths[j0:j1]),
            self.weights.sharpness,
            self.weights.moves,
        )

    def similarity(self, step: Step) -> float | None:
        """Return the cosine of a bead's two sides, None for an engine that knows no meaning."""
        if not isinstance(self.scores, SemanticScores) or not (step.a and step.b):
            return None
        return self.scores.cosine(step.i, step.a, step.j, step.b)

    def reasons(self, step: Step) -> tuple[str, ...]:
        """Return why the two sides were joined, in words."""
        return reasons(
            self.source_anchors[step.i : step.i + step.a],
            self.target_anchors[step.j : step.j + step.b],
            *self.languages,
            self.similarity(step),
        )

    def unrelated(self, steps: Sequence[Step]) -> str:
        """Return a warning where the two texts have nothing in common, else nothing."""
        linked = [step for step in steps if step.a and step.b]
        cosines = [cosine for step in linked if (cosine := self.similarity(step)) is not None]
        sentences = len(self.source_lengths) + len(self.target_lengths)
        if cosines or isinstance(self.weights, SemanticWeights):
            alike = sum(cosines) / max(len(cosines), 1)
            if alike >= UNRELATED_COSINE:
                return ""
            return f"The two texts seem to be unrelated: the linked sentences are hardly alike ({alike:.2f})."
        # Texts from one field share many known words; that they say the same is another matter.
        known = self.scores.known if isinstance(self.scores, KnowingScores) else None
        reward = sum(s.score - (known(s.i, s.a, s.j, s.b) if known else 0.0) for s in linked)
        if sentences < _FEW or reward / sentences >= self.weights.unrelated:
            return ""
        what = "neither lengths nor numbers and names go" if self.weights.anchors else "lengths do not go"
        return f"The two texts seem to be unrelated: {what} together."


def semantic_rewards(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str,
    target_language: str,
    say: Progress,
    weights: SemanticWeights = SEMANTIC,
) -> Rewards:
    """Return the rewards of the semantic engine. Raises EncoderError where the encoder cannot be used."""
    from glossary.alignment.encoder import shared_encoder

    say("reading the encoder", 0.0)
    encoder = shared_encoder()
    say("reading the source", 0.0)
    source_blocks = encoder.blocks(source, LONGEST)
    say("reading the target", 0.5)
    target_blocks = encoder.blocks(target, LONGEST)
    return _with(
        lambda s, t, ls, lt, c: SemanticScores(source_blocks, target_blocks, ls, lt, c, numbers(s, t), weights),
        weights,
        source,
        target,
        source_language,
        target_language,
    )


def length_rewards(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str,
    target_language: str,
    weights: LengthWeights = LENGTH,
    knowledge: Knowledge | None = None,
) -> Rewards:
    """Return the rewards of the engine that needs no encoder."""
    languages = source_language, target_language
    return _with(
        lambda s, t, ls, lt, c: with_knowledge(
            LengthScores(s, t, ls, lt, c, weights), knowledge, source, target, languages
        ),
        weights,
        source,
        target,
        source_language,
        target_language,
    )


def bare_rewards(
    source: Sequence[str],
    target: Sequence[str],
    source_language: str,
    target_language: str,
    weights: LengthWeights = LENGTH_ALONE,
) -> Rewards:
    """Return the rewards of lengths alone."""
    nothing = Anchors({}, {})
    rewards = _with(
        lambda s, t, ls, lt, c: LengthScores(s, t, ls, lt, c, weights),
        weights,
        source,
        target,
        source_language,
        target_language,
        ([nothing] * len(source), [nothing] * len(target)),
    )
    return replace(rewards, half_width=_NARROW)


def dearer(programmes: Sequence[Programme], sentences: int, weights: SemanticWeights | LengthWeights) -> float:
    """Return how much dearer skips are than in an abridged text: most where allowing them gains nothing."""
    if not weights.whole:
        return 0.0
    gained = sum(programme.best() - programme.best(_DEAR) for programme in programmes) / max(sentences, 1)
    return weights.whole * math.exp(-((max(gained, 0.0) / weights.abridged) ** 2))


def numbers(source: Sequence[Anchors], target: Sequence[Anchors]) -> Sharing:
    """Return the numbers and dates that two texts share."""
    return Sharing(
        [s.values.keys() for s in source],
        [t.values.keys() for t in target],
        ([s.weak for s in source], [t.weak for t in target]),
    )


def _with(
    make: Callable[[list[Anchors], list[Anchors], Doubles, Doubles, float], Scores],
    weights: SemanticWeights | LengthWeights,
    source: Sequence[str],
    target: Sequence[str],
    source_language: str,
    target_language: str,
    anchors: tuple[list[Anchors], list[Anchors]] | None = None,
) -> Rewards:
    source_lengths, target_lengths = lengths(source), lengths(target)
    c = ratio(source_lengths, target_lengths, base_language(source_language), base_language(target_language))
    if anchors is None:
        anchors = document_anchors(source, source_language), document_anchors(target, target_language)
    with blas.one_thread():
        scores = make(*anchors, source_lengths, target_lengths, c)
    return Rewards(scores, weights, source_lengths, target_lengths, *anchors, (source_language, target_language))
