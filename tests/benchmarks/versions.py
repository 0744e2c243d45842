# ruff: noqa: T201 what it prints is its purpose
"""Planted rewordings and omissions in the development sets: `make bench-versions`.

Versions: of each text a second one is made with sentences reworded (15-40 % of the words exchanged for words of other
texts), taken out, put in from other texts and moved; precision and recall by sentence and kind. Omissions: sentences
are taken out of the English and the rest is aligned anew; renderings of terms and names, and members of lists, are cut
out of the English of gold beads. What the sets' gold says has no counterpart counts as left out too. The planted ones
are not the only omissions: much is really left out of the sets' English, or stands beside it and is no counterpart at
all. One reader looked at 126 reports of what was not planted, drawn at random (`omissions_judged.tsv`, by kind and
place: real; otherwise, said in other words; wrong, it stands there). Precision counts the share of real ones among
those of a kind that were read and are still reported; what it would be if all of them were false stands beside it.
Seeds are fixed.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

from glossary.alignment.encoder import shared_encoder
from glossary.alignment.engine import align, segments
from glossary.checks.findings import BeadText
from glossary.checks.lists import english_lists, english_place, korean_lists
from glossary.checks.run import bead_texts
from glossary.terms.starter import starter
from glossary.versions.compare import Kind as Change
from glossary.versions.compare import compare
from glossary.versions.omissions import LEAST, Finder, Kind, Omission
from tests.benchmarks.dev_sets import DevDocument, documents, shared

SEED = 20310409
JUDGED = Path(__file__).parent / "omissions_judged.tsv"
SENTENCES, PARTS = 0.90, 0.80
"""Precision and recall that are to be reached."""


class Counted:
    """Right, reported and planted, by name."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.planted: Counter[str] = Counter()
        self.missed: list[str] = []
        self.others: list[dict[str, object]] = []
        """What was told and not planted: kind, set, document, place, offset and the words."""
        self.real: dict[str, float] = {}
        """Share of these that is really left out, by kind."""

    def judged(self) -> None:
        """Take the shares from what was read of it."""
        keys = ("kind", "set", "document", "place", "at")
        told = {tuple(str(o[k]) for k in keys) for o in self.others}
        with JUDGED.open(encoding="utf-8", newline="") as lines:
            rows = [r for r in csv.DictReader(lines, delimiter="\t") if tuple(r[k] for k in keys) in told]
        for kind in sorted({r["kind"] for r in rows}):
            verdicts = Counter(r["verdict"] for r in rows if r["kind"] == kind)
            self.real[kind] = verdicts["real"] / verdicts.total()
            print(f"{kind} told and not planted: {verdicts.total()} were read, {self.real[kind]:.0%} are real")

    def other(self, kind: str, name: str, document: DevDocument, place: int, found: Omission, other: str = "") -> None:
        at = "" if kind == "sentences" else found.span.start
        about = {"kind": kind, "set": name, "document": document.name, "place": place, "at": at}
        texts = {"words": found.text, "source": found.source, "target": other or found.target}
        self.others.append({**about, **texts, "confidence": found.confidence})

    def report(self, name: str, target: float) -> None:
        others = self.told[name] - self.right[name]
        plain = self.right[name] / max(1, self.told[name])
        precision = (self.right[name] + self.real.get(name.split()[1], 0.0) * others) / max(1, self.told[name])
        recall = self.right[name] / max(1, self.planted[name])
        ok = min(precision, recall) >= target
        beside = f" ({plain:.3f} if all others were false)" if precision > plain else ""
        print(
            f"{name:28} planted {self.planted[name]:4} P {precision:.3f}{beside} R {recall:.3f}"
            f"{'' if ok else '  MISSED'}"
        )
        if not ok:
            self.missed.append(f"{name}: P {precision:.3f} R {recall:.3f}, wanted {target}")


def altered(sentence: str, words: list[str], rng: random.Random) -> str:
    share = rng.uniform(0.15, 0.4)
    return " ".join(w if rng.random() >= share else rng.choice(words) for w in sentence.split())


def versions(counted: Counted, sets: list[list[DevDocument]]) -> None:
    """Plant changes in every text and hold what is found against them."""
    rng = random.Random(SEED)
    for side, language in ((0, "ko"), (1, "en")):
        texts = [(d.source, d.target)[side] for docs in sets for d in docs]
        texts = [t for t in texts if len(t) >= 8]
        words = [w for t in texts for s in t for w in s.split()]
        for number, old in enumerate(texts):
            others = texts[(number + 1) % len(texts)]
            new: list[tuple[str, int, Change]] = []
            gone: set[int] = set()
            moving: list[tuple[str, int, Change]] = []
            for place, sentence in enumerate(old):
                chance = rng.random()
                long = len(sentence) >= 15 and old.count(sentence) == 1
                if chance < 0.07 and long:
                    gone.add(place)
                elif chance < 0.10 and long:
                    moving.append((sentence, place, Change.MOVED))
                elif chance < 0.30 and long:
                    other = altered(sentence, words, rng)
                    new.append((other, place, Change.SAME if other.split() == sentence.split() else Change.REWORDED))
                else:
                    new.append((sentence, place, Change.SAME))
                if rng.random() < 0.06:
                    added = rng.choice(others)
                    if len(added) >= 15 and added not in old:
                        new.append((added, -1, Change.ADDED))
            for mover in moving:
                away = [k for k in range(len(new) + 1) if not (new and k and abs(new[k - 1][1] - mover[1]) <= 2)]
                new.insert(rng.choice(away or [0]), mover)
            rows = compare(old, [s for s, _, _ in new], language)
            for place in gone:
                counted.planted[f"{language} removed"] += 1
                counted.right[f"{language} removed"] += any(
                    r.kind is Change.REMOVED and r.old == (place,) for r in rows
                )
            counted.told[f"{language} removed"] += sum(r.kind is Change.REMOVED for r in rows)
            by_new = {j: r for r in rows for j in r.new}
            for j, (_, place, kind) in enumerate(new):
                found = by_new[j]
                if kind is not Change.SAME:
                    counted.planted[f"{language} {kind}"] += 1
                right = found.kind is kind and (kind is Change.ADDED or place in found.old)
                if right and kind is not Change.SAME:
                    counted.right[f"{language} {kind}"] += 1
            for row in rows:
                if row.kind not in (Change.SAME, Change.REMOVED):
                    counted.told[f"{language} {row.kind}"] += 1


def sentences(counted: Counted, name: str, some: list[DevDocument], finder: Finder) -> None:
    """Take one English sentence in twelve out, align what is left, and look for what has no counterpart."""
    rng = random.Random(SEED + 1)
    for document in some:
        single = [b for b, (s, t) in enumerate(document.gold) if len(s) == len(t) == 1]
        out = {document.gold[b][1][0] for b in single if rng.random() < 1 / 12}
        planted = {document.gold[b][0][0] for b in single if document.gold[b][1][0] in out}
        planted |= {i for s, t in document.gold if not t for i in s}
        english = [t for j, t in enumerate(document.target) if j not in out]
        bitext = align(segments(document.source), segments(english), "ko-KP", "en")
        told: dict[int, Omission] = {}
        for found in finder.find(bead_texts(bitext)).omissions:
            if found.kind is Kind.SENTENCE and found.side == "source" and found.confidence >= LEAST:
                bead = bitext.beads[found.bead]
                at = 0
                for i in bead.source:
                    length = len(document.source[i])
                    if found.span.start < at + length and at < found.span.end:
                        told[i] = found
                    at += length + 1
        counted.planted[f"{name} sentences"] += len(planted)
        counted.told[f"{name} sentences"] += len(told)
        counted.right[f"{name} sentences"] += len(planted & set(told))
        for i in sorted(set(told) - planted):
            place = next(n for n, (s, _) in enumerate(document.gold) if i in s)
            other = " ".join(document.target[j] for j in document.gold[place][1] if j not in out)
            counted.other("sentences", name, document, i, told[i], other)


def cut(text: str, start: int, end: int) -> str:
    """Take a stretch out of a sentence and mend what is left."""
    before = re.sub(r"(?:\b(?:the|a|an|and|of|in)\s+)$", "", text[:start], flags=re.IGNORECASE)
    left = re.sub(r"\s{2,}", " ", f"{before.rstrip()} {text[end:].lstrip()}")
    return re.sub(r"\s+([,.;:'’])", r"\1", left).strip()


def terms(counted: Counted, name: str, some: list[DevDocument], finder: Finder) -> None:
    """Cut one rendering out of half of the beads that have one."""
    rng = random.Random(SEED + 2)
    for document in some:
        beads = gold_beads(document)
        text = finder._text(beads, 0)
        planted: list[tuple[int, str]] = []
        for at, bead in enumerate(beads):
            used = [r for r in text.recognised(at) if r.used is not None]
            if not used or rng.random() < 0.5:
                continue
            chosen = rng.choice(used)
            assert chosen.used is not None
            left = cut(bead.target, chosen.used.start, chosen.used.end)
            if any(t.text.lower() in left.lower() for t in chosen.renderings) or len(left) < 20:
                continue
            beads[at] = replace(bead, target=left)
            planted.append((at, chosen.source_match.term.text))
        told = [
            o
            for o in finder.find(beads).omissions
            if o.kind in (Kind.TERM, Kind.NAME) and o.side == "source" and o.confidence >= LEAST and o.expected
        ]
        # A term that stands twice in the Korean is left out wherever it is told.
        hit = {(o.bead, o.about) for o in told} & set(planted)
        counted.planted[f"{name} terms"] += len(planted)
        counted.told[f"{name} terms"] += len({(o.bead, o.about) for o in told})
        counted.right[f"{name} terms"] += len(hit)
        for o in told:
            if (o.bead, o.about) not in planted:
                counted.other("terms", name, document, o.bead, o)


def members(counted: Counted, name: str, some: list[DevDocument], finder: Finder) -> None:
    """Cut one member out of the English lists that have as many as the Korean."""
    rng = random.Random(SEED + 3)
    for document in some:
        beads = gold_beads(document)
        planted: list[int] = []
        for at, bead in enumerate(beads):
            korean, english = korean_lists(bead.source), english_lists(bead.target, 6)
            if len(korean) != 1 or len(english) != 1 or len(english[0].members) != len(korean[0].members):
                continue
            if rng.random() < 0.34:
                continue
            start, end = english_place(bead.target, english[0])
            inner = [m.span() for m in re.finditer(r", [^,]+?(?=,| and | or | as well as )", bead.target[start:end])]
            if not inner:
                continue
            a, b = rng.choice(inner)
            beads[at] = replace(bead, target=bead.target[: start + a] + bead.target[start + b :])
            planted.append(at)
        told = [
            o
            for o in finder.find(beads).omissions
            if o.kind is Kind.MEMBER and o.side == "source" and o.confidence >= LEAST
        ]
        counted.planted[f"{name} members"] += len(planted)
        counted.told[f"{name} members"] += len(told)
        counted.right[f"{name} members"] += len({o.bead for o in told} & set(planted))
        for o in told:
            if o.bead not in planted:
                counted.other("members", name, document, o.bead, o)


def gold_beads(document: DevDocument) -> list[BeadText]:
    """Return the two-sided gold beads of a text."""
    pairs = [(s, t) for s, t in document.gold if s and t]
    return [
        BeadText(n, " ".join(document.source[i] for i in s), " ".join(document.target[j] for j in t))
        for n, (s, t) in enumerate(pairs)
    ]


def main() -> int:
    """Measure and print; return 1 where a goal is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--every", type=int, default=1, help="every n-th text")
    parser.add_argument("--others", type=Path, help="write what was told and not planted here, for reading")
    options = parser.parse_args()
    if shared() is None:
        print("the development sets are not there (MALMOI_SHARED)")
        return 0
    counted = Counted()
    finder = Finder(starter(), encoder=shared_encoder())
    sets = {name: documents(name, options.every) for name in ("ntrex_koen", "nknews")}
    versions(counted, list(sets.values()))
    for name, some in sets.items():
        sentences(counted, name, some, finder)
        terms(counted, name, some, finder)
        members(counted, name, some, finder)
    if options.others:
        options.others.write_text(json.dumps(counted.others, ensure_ascii=False, indent=1), encoding="utf-8")
    counted.judged()
    for name in sorted(counted.planted):
        counted.report(name, PARTS if name.endswith(("terms", "members")) else SENTENCES)
    return 1 if counted.missed else 0


if __name__ == "__main__":
    sys.exit(main())
