"""The development sets for alignment, which lie beside the project and not in it.

They are found by `MALMOI_SHARED` or `../shared`. Nothing of them is copied; what needs them says so where they
are absent.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Pair = tuple[tuple[int, ...], tuple[int, ...]]
SETS = (
    *("ntrex_koen_mix", "nknews_mix", "ntrex_koja_mix", "jhe_mix"),
    *("ntrex_koen", "nknews", "ntrex_koja", "jhe"),
)
"""The abridged sets, then the same texts whole."""
TARGETS = {
    "ntrex_koen_mix": 0.965,
    "nknews_mix": 0.87,
    "ntrex_koja_mix": 0.92,
    "jhe_mix": 0.965,
    "ntrex_koen": 0.99,
    "nknews": 0.93,
}
"""Strict F1 that the default engine is to reach."""
FALLBACK_TARGETS = {"ntrex_koen_mix": 0.82, "nknews_mix": 0.70}


@dataclass(frozen=True)
class DevDocument:
    """Two texts with the alignment that is held to be right."""

    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    target_language: str
    gold: tuple[Pair, ...]


def shared() -> Path | None:
    """Return the folder with data/alignment and tools, None where there is none."""
    named = os.environ.get("MALMOI_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parents[3] / "shared"
    return folder if (folder / "data" / "alignment").is_dir() else None


def _scorer() -> Any:
    folder = shared()
    assert folder is not None
    spec = importlib.util.spec_from_file_location("score_alignment", folder / "tools" / "score_alignment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def documents(name: str, every: int = 1) -> list[DevDocument]:
    """Return the documents of a set, or every n-th of them."""
    folder = shared()
    assert folder is not None
    scorer = _scorer()
    found = []
    for gold in sorted((folder / "data" / "alignment" / name).glob("*.gold"))[::every]:
        language = "en" if gold.with_suffix(".en").is_file() else "ja"
        source, target = (
            tuple(gold.with_suffix(suffix).read_text(encoding="utf-8").removesuffix("\n").split("\n"))
            for suffix in (".ko", f".{language}")
        )
        found.append(DevDocument(gold.stem, source, target, language, tuple(scorer.read_beads(gold))))
    return found


def score(results: Iterable[tuple[DevDocument, Sequence[Pair]]]) -> dict[str, float]:
    """Return strict f1, p and r over the documents, by the scorer that lies beside the sets."""
    result = _scorer().score((list(document.gold), list(pairs)) for document, pairs in results)
    return {key: float(value) for key, value in result["strict"].items()}


def right_pairs(document: DevDocument) -> set[Pair]:
    """Return the gold beads with every one-sided one split into single sentences."""
    return set(_scorer().split_one_sided(document.gold))
