"""Sums of token features over sentences, and what changes where two sentences meet: the costly half of the encoder.

Three branches of two convolutions each see up to four tokens on each side, so a junction changes at most eight tokens.
The tokens of a batch stand in one row of places with `_GAP` empty ones between sentences, so that a window never
crosses a sentence and a convolution is a sum of shifted rows. The first layers are the same for every occurrence of a
token and come from a table; the second layers' matrices are replaced by products of two thin ones (their best
approximation of rank `RANK`), under half the work for vectors whose cosine to the exact ones is .99.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from glossary.alignment import blas

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)
import numpy.typing as npt  # noqa: E402

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

DIMENSION = 512
TOKENS_AT_ONCE = 768
"""Tokens of one batch: large enough to pay for reading the weights, small enough for the cache."""
TABLE_ROWS = 6000
"""Kinds of token whose first layers are kept, 15 KB each; more than a batch can hold (two sentences of the longest)."""
_PROJECTED = 256  # rows that are projected at once, at least
RANK = 96
"""Of the second layers' matrices (256 would be exact). Strict F1 on the development sets is the same as with 128 within
.001; 64 loses .002. Basing the approximation on what the layers see in text instead of on the matrix gained nothing."""
ORDERS = ((2, 0, 1), (3, 1, 1), (5, 2, 2))
"""(n-gram order, context to the left, context to the right) of the three convolution branches."""
WIDTH = 256
"""Features of a branch."""
FINER = 128
"""Rank for texts that stand alone: phrases of a word or two tell more from less."""
_GAP = 2
"""Empty places between two sentences and at both ends: the widest context on one side."""
_REACH = 4
"""Tokens on each side of a junction that change: two layers of the widest branch."""
_MULTIPLIERS = np.random.default_rng(20).integers(1 << 62, (1 << 63) - 1, 5) | 1
"""Of the hashes that tell kinds of surroundings apart."""
_CHUNKS = 17
"""Parts of the package's table of words, each with its own scale."""


class Features:
    """What the model's convolutions make of sentences given as token ids. Not for two threads at once."""

    def __init__(self, model: Any, eps: float, rank: int = RANK) -> None:
        self._model = model
        self._eps = eps
        self._table = _Table(model, eps, TABLE_ROWS)
        layers = zip(model.w2, ORDERS, strict=True)
        thin = [_thin(w2, order, (rank, max(rank, FINER))) for w2, (order, _, _) in layers]
        self._second, self._finer = ([branch[which] for branch in thin] for which in (0, 1))

    def sums(self, sentences: Sequence[list[int]], *, meeting: bool = True) -> tuple[Floats, Floats, Floats]:
        """Return sums (n x 512), changes at the junctions (n - 1 x 512) and lengths in tokens (n), projected.

        The changes mean nothing unless the sentences are `meeting`.
        """
        n = len(sentences)
        out = np.empty((2, n, DIMENSION), np.float32)
        waiting: list[tuple[int, int, Floats]] = []

        def project() -> None:
            """Project what waits, together: each product reads the weights once."""
            product = np.concatenate([part for _, _, part in waiting]) @ self._model.cnn_W
            done = 0
            for which, first, part in waiting:
                out[which, first : first + len(part)] = product[done : done + len(part)]
                done += len(part)
            waiting.clear()

        for first, group in self._batches(sentences):
            features, junctions = self._batch(group, meeting=meeting)
            # the first sentence of a batch is the last of the one before: only its junction is new
            new = 1 if first else 0
            waiting += [(0, first + new, features[new:]), *([(1, first, junctions)] if meeting else [])]
            if sum(len(part) for _, _, part in waiting) >= _PROJECTED:
                project()
        if waiting:
            project()
        return out[0], out[1, : max(n - 1, 0)], np.fromiter(map(len, sentences), np.float32, n)

    def alone(self, texts: Sequence[list[int]]) -> tuple[Floats, Floats]:
        """Return sums (n x 512) and lengths in tokens (n) of texts that never meet, such as the spans of a sentence."""
        sums = np.empty((len(texts), DIMENSION), np.float32)
        first = 0
        while first < len(texts):
            stop, tokens = first, 0
            while stop < len(texts) and (stop == first or tokens + len(texts[stop]) <= TOKENS_AT_ONCE):
                tokens += len(texts[stop])
                stop += 1
            features, _ = self._batch(texts[first:stop], meeting=False, repeating=True)
            np.matmul(features, self._model.cnn_W, out=sums[first:stop])
            first = stop
        return sums, np.fromiter(map(len, texts), np.float32, len(texts))

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

    def _batch(self, group: Sequence[list[int]], *, meeting: bool, repeating: bool = False) -> tuple[Floats, Floats]:
        """Return feature sums (g x 1280) and, if they are `meeting`, junction changes (g - 1 x 1280) of g sentences.

        `repeating`: they say much the same, as the spans of a sentence do, and are read more finely.
        """
        counts = np.fromiter(map(len, group), np.int64, len(group))
        flat = np.fromiter(chain.from_iterable(group), np.int64, int(counts.sum()))
        starts = np.cumsum(counts + _GAP) - counts
        ends = starts + counts
        size = int(ends[-1]) + _GAP
        # row 0 of the table is zeros: no token
        rows = np.zeros(size, np.int64)
        rows[np.arange(len(flat)) + np.repeat(_GAP * np.arange(1, len(group) + 1), counts)] = self._table.rows(flat)
        empty = np.flatnonzero(rows == 0)
        features = np.empty((size, DIMENSION + len(ORDERS) * WIDTH), np.float32)
        np.take(self._table.words, rows, axis=0, out=features[:, :DIMENSION], mode="clip")

        # the same tokens seen from each junction: column 3 x _REACH is the first word behind it
        near = _near(starts, ends, 3 * _REACH)[: None if meeting else 0]
        edges: list[Floats] = []
        offset = 0
        for branch, (order, _, _) in enumerate(ORDERS):
            column = slice(DIMENSION + branch * WIDTH, DIMENSION + (branch + 1) * WIDTH)
            if repeating:
                features[:, column] = self._repeating(branch, offset, rows, empty)
            else:
                edges.append(self._branch(branch, offset, rows, empty, near, features[:, column]))
            offset += order

        # sums of normalised rows: products with the tokens' inverse deviations, a sentence at a time
        deviations, means = _deviations(features, self._eps)
        sums = np.empty((len(group), features.shape[1]), np.float32)
        for row, (start, end) in enumerate(zip(starts.tolist(), ends.tolist(), strict=True)):
            np.dot(deviations[start:end], features[start:end], out=sums[row])
        centres = np.add.reduceat(deviations * means, np.stack([starts, ends], axis=1).ravel())[::2]
        self._finish(sums, centres, counts)
        if not len(near):
            return sums, np.zeros((0, features.shape[1]), np.float32)
        return sums, self._changes(features, deviations, means, near, (ends[:-1] - 1, starts[1:]), edges)

    def _changes(
        self,
        features: Floats,
        deviations: Floats,
        means: Floats,
        near: Ints,
        marks: tuple[Ints, Ints],
        edges: Sequence[Floats],
    ) -> Floats:
        """Return what each junction changes (junctions x 1280): its tokens as they are after less as they were before.

        `marks` are the places of the end and the begin marks that go away, `edges` the features that each branch gives
        the tokens that meet.
        """
        met = near[:, 2 * _REACH : 4 * _REACH]
        there = (met > 0).astype(np.float32)
        tokens = features[met]
        before = deviations[met] * there
        changes: Floats = -np.matmul(before[:, None], tokens)[:, 0]
        centres = -(before * means[met]).sum(axis=1)
        for mark in marks:
            changes -= deviations[mark, None] * features[mark]
            centres -= deviations[mark] * means[mark]
        for branch, ((_, left, right), changed) in enumerate(zip(ORDERS, edges, strict=True)):
            column = slice(DIMENSION + branch * WIDTH, DIMENSION + (branch + 1) * WIDTH)
            tokens[:, _REACH - 2 * right : _REACH + 2 * left, column] = changed
        now, centre = _deviations(tokens.reshape(-1, tokens.shape[2]), self._eps)
        after = now.reshape(met.shape) * there
        changes += np.matmul(after[:, None], tokens)[:, 0]
        centres += (after * centre.reshape(met.shape)).sum(axis=1)
        self._finish(changes, centres, np.full(len(met), -len(marks)))
        return changes

    def _finish(self, sums: Floats, centres: Floats, counts: Ints) -> None:
        """Make sums of scaled rows (in place) sums of layer-normalised ones: take away their means, scale and shift."""
        sums -= centres[:, None]
        sums *= self._model.ln_g
        sums += counts[:, None].astype(np.float32) * self._model.ln_b

    def _branch(self, branch: int, offset: int, rows: Ints, empty: Ints, near: Ints, into: Floats) -> Floats:
        """Write one branch's features of all places (n x 256) and return those of the tokens that meet at junctions.

        `rows` are the places' rows in the table, `empty` the places without a token, `near` (junctions x 6 _REACH)
        names places; `offset` is the branch's first place among the products of the table.
        """
        order, left, right = ORDERS[branch]
        n, middle, junctions = len(rows), 3 * _REACH, len(near)
        edge = left + right
        products = self._table.products[offset : offset + order]
        inputs = self._table.inputs[branch]

        def first_layer(out: Floats, windows: Sequence[Ints], own: Ints) -> None:
            """Sum what each token of the windows gives."""
            np.take(products[0], windows[0], axis=0, out=out, mode="clip")
            some = np.empty_like(out)
            for product, index in zip(products[1:], windows[1:], strict=True):
                out += np.take(product, index, axis=0, out=some, mode="clip")
            out += self._model.b1[branch]
            np.maximum(out, 0, out=out)
            out += np.take(inputs, own, axis=0, out=some, mode="clip")

        def around(table: Ints, first: int, last: int) -> list[Ints]:
            """Return the windows of the places first..last-1 of each junction, place by place."""
            return [table[:, middle + k + first : middle + k + last].ravel() for k in range(-left, right + 1)]

        # all places but the outermost, then those that the junctions change
        shifted = [slice(_GAP + k, n - _GAP + k) for k in range(-left, right + 1)]
        hidden = np.zeros((n + junctions * edge, WIDTH), np.float32)
        own = near[:, middle - right : middle + left]
        first_layer(hidden[_GAP : n - _GAP], [rows[places] for places in shifted], rows[_GAP : n - _GAP])
        first_layer(hidden[n:], around(rows[near], -right, left), rows[own.ravel()])
        hidden[empty] = 0
        hidden[n:][own.ravel() == 0] = 0
        changed = near.copy()
        numbers = n + np.arange(junctions * edge).reshape(junctions, edge)
        changed[:, middle - right : middle + left] = np.where(own > 0, numbers, 0)
        first, last = self._second[branch]
        parts = [hidden @ part for part in first]

        def second_layer(thin: Floats, plus: Floats, out: Floats) -> None:
            wide = thin @ last
            wide += self._model.b2[branch]
            np.maximum(wide, 0, out=wide)
            np.add(wide, plus, out=out)

        thin = parts[0][shifted[0]] + parts[1][shifted[1]]
        for part, places in zip(parts[2:], shifted[2:], strict=True):
            thin += part[places]
        into[:_GAP] = into[n - _GAP :] = 0
        second_layer(thin, hidden[_GAP : n - _GAP], into[_GAP : n - _GAP])
        windows = around(changed, -2 * right, 2 * left)
        thin = parts[0][windows[0]]
        for part, index in zip(parts[1:], windows[1:], strict=True):
            thin += part[index]
        wide = changed[:, middle - 2 * right : middle + 2 * left].ravel()
        near_junctions = np.empty((len(wide), WIDTH), np.float32)
        second_layer(thin, hidden[wide], near_junctions)
        return near_junctions.reshape(junctions, 2 * edge, WIDTH)

    def _repeating(self, branch: int, offset: int, rows: Ints, empty: Ints) -> Floats:
        """Return what `_branch` does for all places, each kind of surroundings computed once; kinds are told by hashes.

        The spans of a sentence repeat most of what they see.
        """
        order, left, _ = ORDERS[branch]
        n = len(rows)
        shifts = np.arange(order) - left
        seen = sum(
            (np.roll(rows, -int(k)) * m for k, m in zip(shifts, _MULTIPLIERS, strict=False)), np.zeros_like(rows)
        )
        seen[empty] = 0
        _, first, kinds = np.unique(seen, return_index=True, return_inverse=True)
        hidden = np.zeros((len(first), WIDTH), np.float32)
        for product, k in zip(self._table.products[offset : offset + order], shifts, strict=True):
            hidden += product[rows[np.clip(first + k, 0, n - 1)]]
        hidden += self._model.b1[branch]
        np.maximum(hidden, 0, out=hidden)
        hidden += self._table.inputs[branch][rows[first]]
        hidden[kinds[empty]] = 0
        parts, last = self._finer[branch]
        seen = sum(
            (np.roll(kinds + 1, -int(k)) * m for k, m in zip(shifts, _MULTIPLIERS, strict=False)), np.zeros_like(rows)
        )
        seen[empty] = 0
        _, first, again = np.unique(seen, return_index=True, return_inverse=True)
        thin = np.zeros((len(first), last.shape[0]), np.float32)
        for part, k in zip(parts, shifts, strict=True):
            thin += (hidden @ part)[kinds[np.clip(first + k, 0, n - 1)]]
        second: Floats = thin @ last
        second += self._model.b2[branch]
        np.maximum(second, 0, out=second)
        second += hidden[kinds[first]]
        return second[again]


class _Table:
    """What the first layers make of a token regardless of its neighbours, computed once for each kind of token.

    Row 0 is zeros (no token). `words` (rows x 512), `inputs` (3 branches x rows x 256) and `products` (10 places of
    the windows x rows x 256) are float32; a full table gives up the tokens that were not met for longest.
    """

    def __init__(self, model: Any, eps: float, size: int) -> None:
        self._model = model
        self._eps = eps
        kinds = model.table.shape[0]
        self._row = np.zeros(kinds + 1, np.int32)
        self._token = np.full(size, kinds)
        """The token of each row; one that does not exist where a row is free."""
        self._met = np.zeros(size, np.int64)
        """When each row was last asked for; 0: never."""
        self._calls = 0
        self.words = np.zeros((size, DIMENSION), np.float32)
        self.inputs = np.zeros((len(ORDERS), size, WIDTH), np.float32)
        self.products = np.zeros((sum(order for order, _, _ in ORDERS), size, WIDTH), np.float32)

    def rows(self, tokens: Ints) -> Ints:
        """Return the rows of some tokens (as many kinds as the table has rows, at most), filling in the missing."""
        self._calls += 1
        found = self._row[tokens]
        self._met[found] = self._calls
        if (missing := np.unique(tokens[found == 0])).size:
            # row 0 is never given away
            free = 1 + np.argpartition(self._met[1:], len(missing) - 1)[: len(missing)]
            self._row[self._token[free]] = 0
            self._fill(missing, free)
            found = self._row[tokens]
        return found.astype(np.int64)

    def _fill(self, tokens: Ints, new: Ints) -> None:
        """Compute the rows of some tokens, where `new` says."""
        model = self._model
        chunk = tokens % _CHUNKS
        words = model.table[tokens].astype(np.float32)
        words *= model.scale[chunk, None]
        words += model.lo[chunk, None]
        x = words @ model.proj_W
        x += model.proj_b
        _normalise(x, model.ln_g_all, model.ln_b_all, self._eps)
        self.words[new] = words
        offset = 0
        for branch, (order, _, _) in enumerate(ORDERS):
            part = np.ascontiguousarray(x[:, branch * WIDTH : (branch + 1) * WIDTH])
            self.inputs[branch, new] = part
            weights = model.w1[branch].reshape(order, WIDTH, WIDTH)
            for place in range(order):
                self.products[offset + place, new] = part @ weights[place]
            offset += order
        self._row[tokens] = new
        self._token[new] = tokens
        self._met[new] = self._calls


def _thin(matrix: Floats, order: int, ranks: Sequence[int]) -> list[tuple[list[Floats], Floats]]:
    """Return a matrix (order x 256 by 256) as products: one factor (256 x rank) a place, and one (rank x 256)."""
    _, directions = np.linalg.eigh(matrix.T.astype(np.float64) @ matrix)
    made = []
    for rank in ranks:
        last = np.ascontiguousarray(directions[:, -rank:].T.astype(np.float32))
        first = np.ascontiguousarray(matrix @ last.T).reshape(order, WIDTH, rank)
        made.append((list(first), last))
    return made


def _near(starts: Ints, ends: Ints, reach: int) -> Ints:
    """Return the places of the tokens around each junction (g - 1 x 2 reach); 0 where a sentence has no more."""
    steps = np.arange(reach)
    before = ends[:-1, None] - 1 - reach + steps
    behind = starts[1:, None] + 1 + steps
    before = np.where(before >= starts[:-1, None], before, 0)
    behind = np.where(behind < ends[1:, None], behind, 0)
    return np.concatenate([before, behind], axis=1)


def _deviations(x: Floats, eps: float) -> tuple[Floats, Floats]:
    """Return the inverse standard deviation and the mean of each row of x."""
    means: Floats = x.mean(axis=-1)
    squares: Floats = np.einsum("ij,ij->i", x, x) / x.shape[-1]
    return np.reciprocal(np.sqrt(np.maximum(squares - means * means, 0) + eps)), means


def _normalise(x: Floats, gain: Floats, bias: Floats, eps: float) -> Floats:
    """Normalise the rows of x in place to mean 0 and variance 1, then scale and shift; return x."""
    x -= x.mean(axis=-1, keepdims=True)
    variance = np.einsum("ij,ij->i", x, x) / x.shape[-1]
    x *= np.reciprocal(np.sqrt(variance + eps))[:, None]
    x *= gain
    x += bias
    return x
