"""The aligner on the development sets, beside a Gale-Church baseline and plain re-encoding: `make bench-alignment`.

Each set and engine runs in a process of its own, one at a time, with the thread setting of the product: CPU seconds
count what comes after loading the encoder, peak memory is that of the whole process. Options: `--every N` takes every
N-th document, `--reencode N` every N-th for plain re-encoding (which is slow; 0 leaves it out), `--long N` aligns two
texts of N sentences made of the sets.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks.dev_sets import (
    FALLBACK_TARGETS,
    SETS,
    TARGETS,
    DevDocument,
    Pair,
    documents,
    right_pairs,
    score,
    shared,
)

ENGINES = ("semantic", "length", "length-alone", "gale-church", "re-encode")
_BINS = (0.0, 0.3, 0.5, 0.7, 0.9, 0.94, 0.98, 1.0)


@dataclass
class Outcome:
    """One set aligned by one engine."""

    name: str
    engine: str
    documents: int
    sentences: int
    f1: float
    precision: float
    recall: float
    cpu: float
    memory: float
    load: float
    """CPU seconds to open the encoder."""
    judged: list[tuple[float, bool]] = field(default_factory=list)
    """Probability of each bead and whether it is right."""


def _aligned(document: DevDocument, engine: str) -> list[tuple[Pair, float | None]]:
    if engine == "gale-church":
        from tests.benchmarks.gale_church import align as gale_church

        return [(pair, None) for pair in gale_church(document.source, document.target)]
    from glossary.alignment.engine import align, segments

    bitext = align(
        segments(document.source),
        segments(document.target),
        "ko-KR",
        document.target_language,
        engine="semantic" if engine == "re-encode" else engine,  # type: ignore[arg-type]
    )
    return [((bead.source, bead.target), bead.probability) for bead in bitext.beads]


def _plain_blocks(encoder: Any) -> Callable[[Sequence[str], int], Any]:
    """Return the plain way to the vectors of blocks: join the sentences and embed the text anew."""
    import numpy as np

    from glossary.alignment import blas
    from glossary.alignment.encoder import Blocks
    from glossary.alignment.features import DIMENSION

    def blocks(sentences: Sequence[str], longest: int) -> Blocks:
        vectors = np.zeros((longest, len(sentences), DIMENSION), np.float32)
        with blas.one_thread():
            for k in range(min(longest, len(sentences))):
                joined = [" ".join(sentences[i : i + k + 1]) for i in range(len(sentences) - k)]
                vectors[k, : len(joined)] = encoder._model.encode(joined)
        return Blocks(vectors)

    return blocks


def run(name: str, engine: str, every: int) -> Outcome:
    """Align a set; called in a fresh process."""
    work = documents(name, every)
    start = time.process_time()
    if engine in ("semantic", "re-encode"):
        from glossary.alignment.encoder import shared_encoder

        encoder: Any = shared_encoder()
        if engine == "re-encode":
            encoder.blocks = _plain_blocks(encoder)
    load = time.process_time() - start
    start = time.process_time()
    made = [_aligned(document, engine) for document in work]
    cpu = time.process_time() - start
    result = score((document, [pair for pair, _ in beads]) for document, beads in zip(work, made, strict=True))
    judged = [
        (probability, pair in right)
        for document, beads in zip(work, made, strict=True)
        for right in [right_pairs(document)]
        for pair, probability in beads
        if probability is not None
    ]
    sentences = sum(len(d.source) + len(d.target) for d in work)
    # kilobytes on Linux, bytes on macOS
    unit = 1024 if sys.platform == "darwin" else 1
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / unit
    return Outcome(
        name, engine, len(work), sentences, result["f1"], result["p"], result["r"], cpu, memory, load, judged
    )


def _long(sentences: int, engine: str) -> tuple[float, float, float, float]:
    """Align two texts of so many sentences each; return CPU seconds, memory, share of right beads, load seconds."""
    gold: list[Pair] = []
    source: list[str] = []
    target: list[str] = []
    while min(len(source), len(target)) < sentences:
        for document in documents("nknews_mix") + documents("ntrex_koen_mix"):
            gold += [(tuple(i + len(source) for i in a), tuple(j + len(target) for j in b)) for a, b in document.gold]
            source += document.source
            target += document.target
    del source[sentences:], target[sentences:]
    from glossary.alignment.engine import align, segments

    start = time.process_time()
    if engine == "semantic":
        from glossary.alignment.encoder import shared_encoder

        shared_encoder()
    load = time.process_time() - start
    start = time.process_time()
    beads = align(segments(source), segments(target), "ko-KR", "en", engine=engine).beads  # type: ignore[arg-type]
    cpu = time.process_time() - start
    wanted = set(gold)
    right = sum((bead.source, bead.target) in wanted for bead in beads if not bead.one_sided)
    share = right / max(sum(not bead.one_sided for bead in beads), 1)
    return cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, share, load


def _fresh(function: Callable[..., Any], *arguments: Any) -> Any:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def _table(outcomes: Sequence[Outcome], say: Callable[[str], None]) -> None:
    say(
        f"{'set':16} {'engine':12} {'docs':>4} {'F1':>6} {'goal':>6} {'P':>6} {'R':>6} {'CPU s/1000':>10} "
        f"{'MB':>5} {'load s':>6}"
    )
    for o in outcomes:
        goals = {"semantic": TARGETS, "length": FALLBACK_TARGETS}.get(o.engine, {})
        goal = goals.get(o.name)
        mark = "" if goal is None else f"{goal:.3f}" + (" " if o.f1 >= goal else "!")
        say(
            f"{o.name:16} {o.engine:12} {o.documents:4} {o.f1:6.3f} {mark:>6} {o.precision:6.3f} {o.recall:6.3f} "
            f"{1000 * o.cpu / o.sentences:10.2f} {o.memory:5.0f} {o.load:6.2f}"
        )


def _reliability(outcomes: Sequence[Outcome], say: Callable[[str], None]) -> None:
    from glossary.alignment.trust import SURE

    say("")
    say(f"How often beads are right by their probability (count), and the sure ones (probability {SURE} and more)")
    bins = list(itertools.pairwise(_BINS))
    say(
        f"{'set':16} {'engine':9} "
        + " ".join(f"{low:.2f}-{high:.2f}".rjust(11) for low, high in bins)
        + "   sure right/all"
    )
    for o in outcomes:
        if not o.judged:
            continue
        cells = []
        for low, high in bins:
            inside = [right for p, right in o.judged if low <= p < high or p == high == 1]
            cells.append(f"{sum(inside) / len(inside):.2f} ({len(inside)})" if inside else "-")
        sure = [right for p, right in o.judged if p >= SURE]
        share = f"{sum(sure) / len(sure):.4f} / {len(sure) / len(o.judged):.3f}" if sure else "none"
        say(f"{o.name:16} {o.engine:9} " + " ".join(cell.rjust(11) for cell in cells) + f"   {share}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description="Sentence alignment on the development sets.")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="take every N-th document")
    parser.add_argument("--reencode", type=int, default=12, metavar="N", help="every N-th for re-encoding; 0: none")
    parser.add_argument("--long", type=int, default=0, metavar="N", help="two texts of N sentences as well")
    parser.add_argument("--sets", nargs="*", default=list(SETS), metavar="SET")
    parser.add_argument("--engines", nargs="*", default=list(ENGINES), choices=ENGINES)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    say: Callable[[str], None] = lambda line: print(line, file=sys.stdout, flush=True)  # noqa: E731, T201
    if shared() is None:
        say("Skipped: the development sets are not here (set MALMOI_SHARED, or put them in ../shared).")
        return 0
    outcomes = []
    for name in options.sets:
        for engine in options.engines:
            every = options.reencode * options.every if engine == "re-encode" else options.every
            if every:
                outcomes.append(_fresh(run, name, engine, every))
    if options.json:
        say(json.dumps([{k: v for k, v in vars(o).items() if k != "judged"} for o in outcomes]))
        return 0
    _table(outcomes, say)
    _reliability(outcomes, say)
    if options.long:
        say("")
        for engine in ("semantic", "length"):
            cpu, memory, share, load = _fresh(_long, options.long, engine)
            say(
                f"{options.long} x {options.long} sentences, {engine}: {cpu:.1f} s CPU beyond {load:.1f} s to load, "
                f"{memory:.0f} MB, {share:.3f} of the two-sided beads right"
            )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
