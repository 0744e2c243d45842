"""Why two blocks were joined, in words that an editor can read beside the bead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from glossary.alignment.anchors import Anchors
from glossary.text.language import base_language

_LANGUAGES = {"ko": "Korean", "en": "English", "ja": "Japanese"}
_NAME = 6
"""Letters of the shortest name that is shown: shorter words share their consonants by chance."""
_MOST = 4
"""Anchors that are named; more than these an editor does not read."""


def language_name(tag: str) -> str:
    """Return the English name of a language that we know, else its tag."""
    return _LANGUAGES.get(base_language(tag), tag)


def reasons(
    source: Sequence[Anchors],
    target: Sequence[Anchors],
    source_language: str,
    target_language: str,
    similarity: float | None,
) -> tuple[str, ...]:
    """Return what speaks for a bead, and what one side names that the other does not."""
    if not source or not target:
        return (f"nothing like it in the {language_name(source_language if target else target_language)}",)
    words = []
    if similarity is not None:
        words.append(f"similar meaning {_two(similarity)}")
    if not any(anchors.values or anchors.names for side in (source, target) for anchors in side):
        return tuple(words)
    ours, theirs = _values(source), _values(target)
    names = {
        key: word
        for anchors in target
        for key, word in anchors.names.items()
        if (len(word) >= _NAME or key.startswith("=")) and any(key in s.names for s in source)
    }
    common = [theirs[key] for key in ours if key in theirs]
    if both := _some([*common, *_longest(names)]):
        words.append(f"both mention {both}")
    for side, mine, other, language in (
        (source, ours, theirs, target_language),
        (target, theirs, ours, source_language),
    ):
        weak = frozenset().union(*(anchors.weak for anchors in side))
        left = (word for key, word in mine.items() if key not in other and key not in weak and _telling(key, word))
        if missing := _some(left):
            words.append(
                f"{missing} {'has' if ', ' not in missing else 'have'} no counterpart in the {language_name(language)}"
            )
    return tuple(words)


def _values(side: Sequence[Anchors]) -> dict[str, str]:
    return {key: word for anchors in side for key, word in anchors.values.items()}


def _telling(key: str, word: str) -> bool:
    """Return whether a value that one side lacks is worth a word: `one` and `century` are often rendered otherwise."""
    return any(c.isdigit() for c in word) or key.startswith("--") or (key.isdigit() and int(key) >= 10)


def _longest(names: dict[str, str]) -> list[str]:
    """Return each word once."""
    return list(dict.fromkeys(names.values()))


def _some(words: Iterable[str]) -> str:
    chosen = list(dict.fromkeys(words))
    more = f" and {len(chosen) - _MOST} more" if len(chosen) > _MOST else ""
    return ", ".join(chosen[:_MOST]) + more


def _two(value: float) -> str:
    """Return .87 for 0.87."""
    return f"{max(value, 0):.2f}".removeprefix("0")
