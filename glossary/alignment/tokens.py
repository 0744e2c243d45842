"""Cuts sentences into the token ids of the sentence encoder, word by word, so that a word is cut only once.

The same ids as the package's own tokenizer gives (a test compares): no piece of its vocabulary spans a space, so the
best cut of a sentence is made of the best cuts of its words, and its normalisation leaves plain words alone. Reads
private attributes of that tokenizer.
"""

from __future__ import annotations

import re
from typing import Any

from glossary.alignment.spelling import Southern

LONGEST_SENTENCE = 2048
"""Tokens of a sentence that are read; the rest of a longer one (a table, a page without full stops) adds nothing."""
LONGEST_TEXT = 8 * LONGEST_SENTENCE
"""Characters of a sentence that are cut into tokens at all, so that a text of 100,000 costs no more."""
WORDS_KEPT = 40_000
"""Words whose tokens are kept."""
_LONGEST_KEPT = 30
_SPACE = "▁"
_PLAIN = re.compile(r"[가-힣ぁ-ゖァ-ヺー一-鿿A-Za-z0-9.,'\"()《》-]+\Z")
"""Words that the package's normalisation (NFKC and a little more) does not change."""


class Tokens:
    """Token ids of sentences, Korean in southern spelling (see `spelling`) unless it is to be read as written."""

    def __init__(self, tokenizer: Any) -> None:
        self._normalise: Any = tokenizer._normalizer.normalize
        self._cut: Any = tokenizer._viterbi
        self._first, self._last, self._unknown = tokenizer._bos_id, tokenizer._eos_id, tokenizer._unk_id
        self._southern = Southern(tokenizer._prefixes, tokenizer._scores, tokenizer._unk_score)
        self._words: dict[tuple[str, bool], list[int]] = {}

    def of(self, sentence: str, *, as_written: bool) -> list[int]:
        """Return the ids of a sentence with its begin and end marks, at most LONGEST_SENTENCE."""
        ids = [self._first]
        for word in sentence[:LONGEST_TEXT].split(" "):
            if word:
                ids += self._word(word, as_written)
            if len(ids) >= LONGEST_SENTENCE:
                del ids[LONGEST_SENTENCE - 1 :]
                break
        if len(ids) == 1:
            ids.append(self._unknown)
        return [*ids, self._last]

    def _word(self, word: str, as_written: bool) -> list[int]:
        found = self._words.get((word, as_written))
        if found is None:
            parts = [word] if _PLAIN.match(word) else self._normalise(word).split(_SPACE)[1:]
            if not as_written and not word.isascii():
                parts = [new for part in parts for new in self._southern.respell(part).split(" ")]
            found = [number for part in parts for number in self._cut(_SPACE + part)]
            if len(self._words) >= WORDS_KEPT:
                self._words.clear()
            if len(word) <= _LONGEST_KEPT:
                self._words[word, as_written] = found
        return found
