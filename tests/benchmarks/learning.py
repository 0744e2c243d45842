"""What confirmed beads give the next alignment: `python -m tests.benchmarks.learning`.

The documents of nknews are cut into five parts; the beads of four are taken as confirmed (the first 300, or up to 3,000
of them, in an order of a fixed seed) and the documents of the fifth are aligned, abridged and whole. The other sets are
aligned with a lexicon of nknews, which must not harm them. The semantic engine, which takes no notice, is shown with
the lexicon's reward on top at two weights, so that leaving it out can be judged. Prints a tab-separated table.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from glossary.alignment.engine import align, segments
from glossary.alignment.knowledge import Correspondence, KnowingScores, Knowledge
from glossary.alignment.lexicon import estimate
from glossary.alignment.rewards import Rewards, semantic_rewards
from tests.benchmarks.dev_sets import DevDocument, Pair, documents, score, shared

SIZES = (0, 300, 3000)
FOLDS = 5
SEMANTIC_WEIGHTS = (0.1, 0.2)


def confirmed(some: Sequence[DevDocument]) -> list[tuple[str, str]]:
    """Return the linked gold beads of documents as an editor would have confirmed them."""
    return [
        (" ".join(d.source[i] for i in a), " ".join(d.target[j] for j in b)) for d in some for a, b in d.gold if a and b
    ]


def knowledge_of(beads: Sequence[tuple[str, str]]) -> Knowledge | None:
    """Return what some beads teach."""
    lexicon = estimate(beads, "ko-KP", "en")
    return Knowledge(lexicon) if lexicon else None


def by_length(document: DevDocument, knowledge: Knowledge | None) -> list[Pair]:
    """Align by the product's own door."""
    engine: Literal["length"] = "length"
    texts = segments(document.source), segments(document.target)
    bitext = align(*texts, "ko-KP", "en", engine=engine, knowledge=lambda: knowledge)
    return [(bead.source, bead.target) for bead in bitext.beads]


def by_meaning(document: DevDocument, rewards: Rewards, knowledge: Knowledge | None, weight: float) -> list[Pair]:
    """Align with the lexicon's reward on top of the semantic ones."""
    n, m = len(document.source), len(document.target)
    plain = rewards
    if knowledge:
        known = Correspondence(knowledge, document.source, document.target, rewards.languages)
        rewards = replace(rewards, scores=KnowingScores(rewards.scores, known, weight), weights=plain.weights)
    steps = rewards.solve([(0, n, 0, m)], (), ())
    return [(tuple(range(s.i, s.i + s.a)), tuple(range(s.j, s.j + s.b))) for s in steps]


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--length-only", action="store_true", help="leave the semantic engine out")
    options = parser.parse_args()
    if shared() is None:
        sys.stderr.write("The development sets are not here; MALMOI_SHARED names their folder.\n")
        return 1
    whole = documents("nknews")
    names = [d.name for d in whole]
    random.Random(1).shuffle(names)
    fold = {name: number % FOLDS for number, name in enumerate(names)}
    known: dict[tuple[int, int], Knowledge | None] = {}
    for size in SIZES:
        for part in range(FOLDS):
            training = [d for d in whole if fold[d.name] != part]
            random.Random(2).shuffle(training)
            beads = confirmed(training)[:size]
            start = time.process_time()
            known[size, part] = knowledge_of(beads)
            if part == 0:
                sys.stderr.write(f"{len(beads)} beads: lexicon in {time.process_time() - start:.2f} s\n")
    sets = {name: documents(name) for name in ("nknews_mix", "nknews")}
    print("engine\tset\t" + "\t".join(f"{size} beads" for size in SIZES))  # noqa: T201
    for name, some in sets.items():
        cells = [score((d, by_length(d, known[size, fold[d.name]])) for d in some)["f1"] for size in SIZES]
        print(f"length\t{name}\t" + "\t".join(f"{f1:.4f}" for f1 in cells), flush=True)  # noqa: T201
    for name in ("ntrex_koen_mix", "ntrex_koen", "jhe_mix"):
        some = documents(name)
        cells = [score((d, by_length(d, known[size, 0])) for d in some)["f1"] for size in SIZES]
        print(f"length\t{name} (other news)\t" + "\t".join(f"{f1:.4f}" for f1 in cells), flush=True)  # noqa: T201
    for name, some in () if options.length_only else sets.items():
        rewards = {d.name: semantic_rewards(d.source, d.target, "ko-KP", "en", lambda *_: None) for d in some}
        for weight in SEMANTIC_WEIGHTS:
            cells = [
                score((d, by_meaning(d, rewards[d.name], known[size, fold[d.name]], weight)) for d in some)["f1"]
                for size in SIZES
            ]
            print(f"semantic, weight {weight}\t{name}\t" + "\t".join(f"{f1:.4f}" for f1 in cells), flush=True)  # noqa: T201
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
