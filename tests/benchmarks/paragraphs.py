"""What paragraph marks give the aligner: `python -m tests.benchmarks.paragraphs`.

The development sets have no paragraphs, so marks are set at random (fixed seeds) before `SHARE` of their beads: the
same in both texts; with `LOST` of them missing on each side; with every English sentence a paragraph; and, as a
warning, marks of the two texts that have nothing to do with each other.
"""

from __future__ import annotations

import itertools
import random
import sys
from dataclasses import replace

from glossary.alignment.paragraph_marks import ParagraphMarks
from glossary.alignment.rewards import Rewards, semantic_rewards
from tests.benchmarks.dev_sets import DevDocument, Pair, documents, score, shared

SHARE = 0.4
LOST = 0.3
KINDS = ("none", "the same", "some lost", "each sentence", "unrelated")
_SETS = (("ntrex_koen_mix", 1), ("nknews_mix", 3), ("ntrex_koen", 2))


def marks(document: DevDocument, kind: str, seed: int) -> ParagraphMarks:
    """Return paragraphs of the given kind for a document."""
    rng = random.Random(seed)
    source, target = [0] * len(document.source), [0] * len(document.target)
    if kind == "unrelated":
        source, target = ([int(rng.random() < SHARE) for _ in side] for side in (source, target))
    else:
        for ours, theirs in document.gold:
            if ours and theirs and rng.random() < SHARE:
                kept = [kind != "some lost" or rng.random() >= LOST for _ in range(2)]
                source[ours[0]], target[theirs[0]] = map(int, kept)
        if kind == "each sentence":
            target = [1] * len(target)
    return ParagraphMarks(list(itertools.accumulate(source)), list(itertools.accumulate(target)))


def _beads(document: DevDocument, rewards: Rewards) -> list[Pair]:
    steps = rewards.solve([(0, len(document.source), 0, len(document.target))], (), ())
    return [(tuple(range(s.i, s.i + s.a)), tuple(range(s.j, s.j + s.b))) for s in steps]


def main() -> int:
    """Print strict F1 of each set for each kind of marks."""
    if shared() is None:
        sys.stdout.write("Skipped: the development sets are not here (set MALMOI_SHARED, or put them in ../shared).\n")
        return 0
    sys.stdout.write(f"{'set':16}" + "".join(f"{kind:>15}" for kind in KINDS) + "\n")
    for name, every in _SETS:
        work = documents(name, every)
        plain = [semantic_rewards(d.source, d.target, "ko-KR", d.target_language, lambda *_: None) for d in work]
        cells = []
        for kind in KINDS:
            given = [
                rewards if kind == "none" else replace(rewards, marks=marks(document, kind, seed))
                for seed, (document, rewards) in enumerate(zip(work, plain, strict=True))
            ]
            found = score((document, _beads(document, rewards)) for document, rewards in zip(work, given, strict=True))
            cells.append(f"{found['f1']:15.3f}")
        sys.stdout.write(f"{name:16}" + "".join(cells) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
