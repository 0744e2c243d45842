"""Function words and words of time (`data/text/stop_words.tsv`): what begins and ends no term and no name."""

from __future__ import annotations

from functools import cache

from glossary.paths import data_path


@cache
def stop_words(language: str, kind: str) -> frozenset[str]:
    """Return the words of a language (`en`, `ko`) and kind (`function`, `time`), in small letters."""
    lines = data_path("text", "stop_words.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines if line)
    return frozenset(row[0] for row in rows if (row[1], row[2]) == (language, kind))
