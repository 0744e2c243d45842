"""Cuts sentences into the token ids of the sentence encoder, word by word, so that a word is cut only once.

SentencePiece reads the vocabulary that lies in the encoder's package; the package's own tokenizer is a copy of it in
Python, six times as slow and four times as long to open. The ids are those of whole sentences (a test compares): no
piece of the vocabulary spans a space, so the best cut of a sentence is made of the best cuts of its words, and
normalisation leaves plain words alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from glossary.alignment.spelling import Southern

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

LONGEST_SENTENCE = 2048
"""Tokens of a sentence that are read; the rest of a longer one (a table, a page without full stops) adds nothing."""
LONGEST_TEXT = 8 * LONGEST_SENTENCE
"""Characters of a sentence that are cut into tokens at all, so that a text of 100,000 costs no more."""
WORDS_KEPT = 40_000
"""Words whose tokens are kept."""
_LONGEST_KEPT = 30
_SPACE = "▁"
_PLAIN = re.compile(r"[가-힣ぁ-ゖァ-ヺー一-鿿A-Za-z0-9.,'\"()《》-]+\Z")
"""Words that normalisation (NFKC and a little more) does not change."""
_HANGUL_PIECE = re.compile(r"▁?[가-힣]*\Z")


class Tokens:
    """Token ids of sentences, Korean in southern spelling (see `spelling`) unless it is to be read as written."""

    def __init__(self, processor: SentencePieceProcessor) -> None:
        self._normalise = processor.normalize
        self._cut = processor.encode
        self._first, self._last, self._unknown = processor.bos_id(), processor.eos_id(), processor.unk_id()
        numbers = list(range(processor.get_piece_size()))
        scores = processor.get_score(numbers)
        # as SentencePiece itself weighs a letter that it does not know
        self._southern = Southern(_prefixes(processor.id_to_piece(numbers)), scores, min(scores) - 10.0)
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
            found = [number for part in parts for number in self._cut(part)]
            if len(self._words) >= WORDS_KEPT:
                self._words.clear()
            if len(word) <= _LONGEST_KEPT:
                self._words[word, as_written] = found
        return found


def _prefixes(pieces: Sequence[str]) -> dict[str, int]:
    """Return the Hangul pieces with their number + 1, and what they begin with, with 0."""
    found: dict[str, int] = {}
    for number, piece in enumerate(pieces, 1):
        if _HANGUL_PIECE.match(piece):
            for end in range(1, len(piece)):
                found.setdefault(piece[:end], 0)
            found[piece] = number
    return found
