"""Phrase alignment on hand-made links: `make bench-phrases`.

`phrase_links.tsv` beside this file holds the links as numbers only: set, document, sentence of each side (0-based lines
of the development sets), and the code points of both phrases. They were made by one reader over 80 sentences drawn with
a fixed seed, before anything was tuned; what an English phrase keeps of articles and prepositions follows the Korean
phrase's particles. The figures are cross-validated by sentence (ten folds): the ranker never sees the sentence that it
is judged on, and the words of a sentence are held out of the association model. `--fit` writes the weights.

F1 of exact spans (one suggestion a phrase, so it is the share that is right), F1 of the words that overlap, the share
of phrases whose span is among the first three, and CPU milliseconds a suggestion with all that its bead costs once.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from glossary.alignment.encoder import shared_encoder
from glossary.checks.findings import Span
from glossary.paths import data_path
from glossary.phrases.association import Association, associate
from glossary.phrases.features import NAMES, Bead, Floats, Side, table
from glossary.phrases.ranker import BY_HAND, fit, probabilities
from tests.benchmarks.dev_sets import documents, shared

SETS = ("nknews", "ntrex_koen", "jhe")
FOLDS = 10
GOALS = {"exact": 0.75, "overlap": 0.87, "three": 0.90, "ms": 30.0}
LANGUAGES = ("ko-KP", "en")


@dataclass(frozen=True)
class Link:
    """A hand-made link with its sentences."""

    source: str
    target: str
    phrases: tuple[Span, Span]
    kind: str


@dataclass(frozen=True)
class Judged:
    """The candidates of one link's phrase."""

    link: Link
    features: Floats
    spans: list[tuple[int, int]]
    gold: tuple[int, int]
    side: Side


def links() -> list[Link]:
    """Return the hand-made links. The development sets must be there."""
    texts = {(name, d.name): d for name in SETS for d in documents(name)}
    found = []
    lines = Path(__file__).with_name("phrase_links.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        name, document, *numbers, kind = line.split("\t")
        i, j, a, b, c, d = map(int, numbers)
        pair = texts[name, document]
        found.append(Link(pair.source[i], pair.target[j], (Span(a, b), Span(c, d)), kind))
    return found


def memory() -> list[tuple[str, str]]:
    """Return all gold beads of the sets, as a memory would hold them."""
    return [
        (" ".join(d.source[i] for i in a), " ".join(d.target[j] for j in b))
        for name in SETS
        for d in documents(name)
        for a, b in d.gold
        if a and b
    ]


def judge(some: Sequence[Link], given: int, association: Association | None) -> tuple[list[Judged], float]:
    """Return the candidates of every link for phrases of side `given`, and CPU seconds a phrase."""
    encoder = shared_encoder()
    beads: dict[tuple[str, str], Bead] = {}
    found = []
    start = time.process_time()
    for link in some:
        key = link.source, link.target
        if key not in beads:
            beads[key] = Bead.of(*key, LANGUAGES, encoder=encoder, association=association)
        bead = beads[key]
        features = table(bead, given, link.phrases[given])
        side, gold = bead.side(1 - given), link.phrases[1 - given]
        spans = [(c.start, c.end) for c in side.spans]
        found.append(Judged(link, features, spans, (gold.start, gold.end), side))
    return found, (time.process_time() - start) / len(some)


def overlap(side: Side, one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the F1 of the words that two spans touch."""
    first, second = (
        {n for n, w in enumerate(side.words) if w.start < span[1] and span[0] < w.end} for span in (one, other)
    )
    return 2 * len(first & second) / (len(first) + len(second)) if first or second else 0.0


def goal(judged: Judged) -> Floats:
    """Return the distribution to be learnt: all on the gold span, or on the nearest where it is no candidate."""
    import numpy as np

    exact = np.array([span == judged.gold for span in judged.spans], float)
    if not exact.any():
        near = np.array([overlap(judged.side, span, judged.gold) for span in judged.spans])
        exact = (near == near.max()).astype(float)
    exact /= exact.sum()
    return exact


def cross_validated(some: Sequence[Judged]) -> list[tuple[Judged, list[tuple[int, int]]]]:
    """Return each phrase with its three best spans by weights that have not seen its sentence."""
    import numpy as np

    sentences = sorted({j.link.source for j in some})
    fold = {
        s: int(n) % FOLDS for s, n in zip(sentences, np.random.default_rng(3).permutation(len(sentences)), strict=True)
    }
    found = []
    for number in range(FOLDS):
        seen = [j for j in some if fold[j.link.source] != number]
        learnt = fit([j.features for j in seen], [goal(j) for j in seen])
        for j in some:
            if fold[j.link.source] == number:
                order = np.argsort(-probabilities(j.features, learnt), kind="stable")[:3]
                found.append((j, [j.spans[int(n)] for n in order]))
    return found


def figures(found: Sequence[tuple[Judged, list[tuple[int, int]]]]) -> dict[str, float]:
    """Return exact and overlapping F1 and the share among three."""
    return {
        "exact": mean(best[0] == j.gold for j, best in found),
        "overlap": mean(overlap(j.side, best[0], j.gold) for j, best in found),
        "three": mean(j.gold in best for j, best in found),
    }


def _shown(found: dict[str, float]) -> str:
    return "\t".join(f"{found[name]:.3f}" for name in ("exact", "overlap", "three"))


def write_weights(columns: dict[str, Floats]) -> None:
    """Write `data/phrases/weights.tsv`."""
    names = list(columns)
    lines = ["\t".join(["feature", *names, "source"])]
    for n, name in enumerate(NAMES):
        source = "set by hand" if name in BY_HAND else "python -m tests.benchmarks.phrases --fit"
        lines.append("\t".join([name, *(f"{columns[c][n]:.4f}" for c in names), source]))
    data_path("phrases", "weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Measure, print a tab-separated table; leave with 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true", help="write the weights that all links together give")
    parser.add_argument("--no-memory", action="store_true", help="without the association model: an empty memory")
    options = parser.parse_args(arguments)
    if shared() is None:
        sys.stderr.write("bench-phrases: the development sets are absent (MALMOI_SHARED or ../shared)\n")
        return 0
    some = links()
    association = None if options.no_memory else associate(memory(), *LANGUAGES)
    shared_encoder().sums([some[0].source])
    out, missed = ["direction\tkind\tlinks\texact F1\toverlap F1\tamong three\tms"], False
    columns: dict[str, Floats] = {}
    for given, name, kind in ((0, "ko-en", "western"), (1, "en-ko", "eastern")):
        judged, seconds = judge(some, given, association)
        found = cross_validated(judged)
        total = figures(found)
        out.append(f"{name}\tall\t{len(found)}\t{_shown(total)}\t{seconds * 1000:.1f}")
        for label in sorted({j.link.kind for j, _ in found}):
            part = [(j, best) for j, best in found if j.link.kind == label]
            out.append(f"{name}\t{label}\t{len(part)}\t{_shown(figures(part))}\t")
        if given == 0:
            missed = any(total[k] < GOALS[k] for k in total) or seconds * 1000 > GOALS["ms"]
        columns[kind] = fit([j.features for j in judged], [goal(j) for j in judged])
    if options.fit:
        write_weights(columns)
    sys.stdout.write("\n".join(out) + "\n")
    sys.stdout.write(f"goals (ko-en): {GOALS}\n")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
