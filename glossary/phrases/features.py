"""What speaks for and against each candidate as the rendering of a phrase: one row of numbers a candidate.

`Bead` holds what is reckoned once for a bead (vectors of all spans and of what is left without them, probabilities of
units, anchors), so that a further phrase of it costs little. Both directions are the same code: `given` is the side of
the phrase, `wanted` the other. The names and the order of the columns are `NAMES`; the ranker's weights belong to them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from glossary.alignment import blas
from glossary.alignment.encoder import Encoder
from glossary.checks.findings import Span
from glossary.phrases.anchors import Anchor, Kind, find_anchors
from glossary.phrases.association import Association, fingerprint
from glossary.phrases.units import Candidate, candidates, units, words
from glossary.text.language import base_language

blas.import_numpy()

import numpy as np  # noqa: E402  (after the thread setting)
import numpy.typing as npt  # noqa: E402

Floats = npt.NDArray[np.float64]
Vectors32 = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

NAMES = (
    "cosine", "rival", "first_gain", "last_gain", "before_gain", "behind_gain",
    "first_claimed", "last_claimed", "before_claimed", "behind_claimed",
    "covered", "brought", "outside",
    "term_in", "term_cut", "term_other", "link_in", "link_cut", "link_other", "name_in", "name_cut", "name_other",
    "number_in", "number_cut", "number_other", "sound_in", "sound_cut", "sound_other", "exact", "name_exact",
    "article", "function_first", "function_last", "preposition", "preposition_kept", "verb_word", "verb_kept",
    "punctuation", "unbalanced", "name_split", "stem", "clean_stem", "verb_stem", "tail", "tail_kept",
    "longer", "shorter", "apart",
)  # fmt: skip
_WHOLE = {Kind.TERM: "exact", Kind.LINK: "exact", Kind.NAME: "name_exact"}

_ARTICLES = frozenset(("a", "an", "the"))
_PREPOSITIONS = frozenset(
    (
        *("in", "on", "at", "to", "from", "for", "of", "by", "with", "into", "about", "over", "under", "between"),
        *("since", "before", "after", "during", "until", "against", "among", "through", "as", "within", "without"),
    )
)
_AUXILIARIES = frozenset(
    (
        *("is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "would", "can", "could"),
        *("may", "might", "must", "should", "shall", "do", "does", "did", "not", "to"),
    )
)
_FUNCTION = (
    _ARTICLES
    | _PREPOSITIONS
    | _AUXILIARIES
    | frozenset(
        (
            *("and", "or", "but", "that", "which", "who", "whom", "whose", "this", "these", "those", "it", "its"),
            *("he", "she", "they", "his", "her", "their", "them", "him", "i", "we", "you", "our", "your", "my"),
            *("there", "than", "if", "when", "where", "while", "because", "so", "what", "how", "said", "says"),
        )
    )
)
_BREAK = re.compile(r"[.!?;:]\s|[,;:()\[\]{}“”\"«»《》〈〉「」—–]")
_BRACKET = re.compile(r"[\"()\[\]“”《》〈〉「」‘’]")
_OPEN = {"(": ")", "[": "]", "“": "”", "《": "》", "〈": "〉", "「": "」", "‘": "’"}
_OBLIQUE = re.compile(
    r"[가-힣\d](?:에|에서|에게|에게서|에는|에서는|으로|로|으로는|로는|부터|까지|로부터|께|보다|동안|이후|이래|이전에|이전에는|없이|없는|있는|대로)$"
    r"|\s(?:동안|이후|이전|직전|전|후|때|중|없이|없는|대로|위해)에?$"
)
_STEM_TAIL = re.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|으로|로|와|과|도|만|부터|까지|에게|께서|께|인|보다|에는|에서는|으로는|에도|이라고|라고|이다|입니다|이며)$"
)
_RIVAL_WORDS = 3
"""Words of the longest span that claims words of the other side."""
_VERBAL = re.compile(r"(?:다|다고|는|은|던|고|며|면서|여|아|어|해|한|할|된|될|라고|라며|것|기|지|려고|자|요|데)$")
_ACTS = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|to|not)\b|n't\b")
_CLIP = 4.0
_PRIOR = 0.03


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a bead, cut."""

    text: str
    language: str
    words: list[Span]
    spans: list[Candidate]

    @classmethod
    def of(cls, text: str, language: str) -> Side:
        """Cut a side."""
        found = words(text, language)
        return cls(text, language, found, candidates(text, language, found))


@dataclass
class Bead:
    """Both sides of a bead and what is reckoned of it once. Not safe for several threads."""

    source: Side
    target: Side
    encoder: Encoder | None = None
    association: Association | None = None
    known: Sequence[Anchor] = ()
    """Anchors of the term base and of accepted links."""
    _edges: dict[int, dict[str, Floats]] = field(default_factory=dict, repr=False)
    _wanted: dict[int, Vectors32] = field(default_factory=dict, repr=False)
    _rivals: dict[int, tuple[list[Candidate], Vectors32, Vectors32]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        source: str,
        target: str,
        languages: tuple[str, str],
        *,
        encoder: Encoder | None = None,
        association: Association | None = None,
        known: Sequence[Anchor] = (),
    ) -> Bead:
        """Cut a bead; `languages` are those of source and target."""
        return cls(Side.of(source, languages[0]), Side.of(target, languages[1]), encoder, association, known)

    def side(self, number: int) -> Side:
        """Return the source (0) or the target (1)."""
        return self.target if number else self.source

    @cached_property
    def anchors(self) -> list[Anchor]:
        """All anchors, from source to target."""
        found = find_anchors(
            self.source.text,
            self.target.text,
            (self.source.language, self.target.language),
            self.source.words,
            self.target.words,
        )
        return [*self.known, *found]

    def wanted(self, number: int) -> Vectors32:
        """Return the vectors of the candidates of a side."""
        if number not in self._wanted:
            side = self.side(number)
            self._wanted[number] = _vectors(self.encoder, [side.text[c.start : c.end] for c in side.spans])
        return self._wanted[number]

    def edges(self, number: int) -> dict[str, Floats]:
        """Return what the edges of the candidates of a side look like."""
        if number not in self._edges:
            self._edges[number] = _edges(self.side(number))
        return self._edges[number]

    def rivals(self, number: int) -> tuple[list[Candidate], Vectors32, Vectors32]:
        """Return short spans of a side, which claim words of the other, and their cosines with its candidates."""
        if number not in self._rivals:
            side = self.side(number)
            spans = [
                c
                for c in side.spans
                if c.last - c.first <= _RIVAL_WORDS and (c.end == side.words[c.last - 1].end or c.last - c.first == 1)
            ]
            texts = [side.text[c.start : c.end] for c in spans]
            vectors = _vectors(self.encoder, texts)
            self._rivals[number] = spans, vectors, vectors @ self.wanted(1 - number).T
        return self._rivals[number]

    @cached_property
    def posteriors(self) -> tuple[Floats, Floats] | None:
        """Shares: of each target unit's cause among the source units, and the reverse (source units x target units)."""
        if self.association is None:
            return None
        ours, theirs = units(self.source.text, self.source.language), units(self.target.text, self.target.language)
        if not ours.names or not theirs.names:
            return None
        held_out = fingerprint(self.source.text, self.target.text) in self.association.beads
        there, back = self.association.tables(ours, theirs, held_out=held_out)
        floor = 1e-4
        there, back = there + floor, back + floor
        return there / there.sum(axis=0, keepdims=True), back / back.sum(axis=1, keepdims=True)


def _vectors(encoder: Encoder | None, texts: Sequence[str]) -> Vectors32:
    if encoder is None:
        raise ValueError("there is no encoder")
    return encoder.unit_vectors(*encoder.sums(texts))


def _logit(share: Floats) -> Floats:
    share = np.clip(share, 1e-4, 1 - 1e-4)
    found: Floats = np.clip(np.log(share) - np.log1p(-share), -_CLIP, _CLIP)
    return found


def table(bead: Bead, given: int, phrase: Span) -> Floats:
    """Return the features (candidates x len(NAMES)) of all spans of the other side for a phrase of side `given`."""
    with blas.one_thread():
        return _table(bead, given, phrase)


def _table(bead: Bead, given: int, phrase: Span) -> Floats:
    one, other = bead.side(given), bead.side(1 - given)
    spans = other.spans
    out = {name: np.zeros(len(spans)) for name in NAMES}
    starts = np.array([c.start for c in spans], np.int64)
    ends = np.array([c.end for c in spans], np.int64)
    _meaning(bead, given, phrase, out)
    _association(bead, given, phrase, starts, ends, out)
    _known(bead, given, phrase, starts, ends, out)
    text = one.text[phrase.start : phrase.end]
    length = max(ends.max() if len(ends) else 1, 1)
    expected = max(phrase.end - phrase.start, 1) * len(other.text) / max(len(one.text), 1)
    ratio = np.log((ends - starts) / expected)
    out["longer"], out["shorter"] = np.maximum(ratio, 0), np.maximum(-ratio, 0)
    middle = (phrase.start + phrase.end) / 2 / max(len(one.text), 1)
    out["apart"] = np.abs((starts + ends) / 2 / length - middle)
    _fitting_edges(text, base_language(other.language) in ("ko", "ja", "zh"), bead.edges(1 - given), out)
    return np.stack([out[name] for name in NAMES], axis=1) if spans else np.zeros((0, len(NAMES)))


def _meaning(bead: Bead, given: int, phrase: Span, out: dict[str, Floats]) -> None:
    if bead.encoder is None:
        return
    one, other = bead.side(given), bead.side(1 - given)
    own = _vectors(bead.encoder, [one.text[phrase.start : phrase.end]])[0]
    cosine = (bead.wanted(1 - given) @ own).astype(np.float64)
    out["cosine"] = cosine
    spans, _, likenesses = bead.rivals(given)
    apart = np.array([c.end <= phrase.start or c.start >= phrase.end for c in spans], bool)
    within = np.array([c.start >= phrase.start and c.end <= phrase.end for c in spans], bool)
    if apart.any():
        out["rival"] = cosine - likenesses[apart].max(axis=0)
    # the cosine of each span by its first and last word; of no span, that of nothing
    n, longest = len(other.words), max((c.last - c.first for c in other.spans), default=0)
    first = np.array([c.first for c in other.spans], np.int64)
    last = np.array([c.last for c in other.spans], np.int64)
    grid = np.full((n + 2, n + 2), np.nan)
    grid[first, last] = cosine  # the last ending of a span is written last: the whole word

    def at(a: Ints, b: Ints) -> Floats:
        good = (a >= 0) & (b <= n) & (b > a) & (b - a <= longest)
        found = grid[np.clip(a, 0, n), np.clip(b, 0, n)]
        return np.where(good & ~np.isnan(found), found, np.nan)

    for name, value in (
        ("first_gain", cosine - at(first + 1, last)),
        ("last_gain", cosine - at(first, last - 1)),
        ("before_gain", at(first - 1, last) - cosine),
        ("behind_gain", at(first, last + 1) - cosine),
    ):
        out[name] = np.nan_to_num(value)
    if not apart.any():
        return
    single = np.zeros(n + 2)
    mine = np.maximum(likenesses[within].max(axis=0), cosine) if within.any() else cosine
    margin = mine - likenesses[apart].max(axis=0)
    for k, c in enumerate(other.spans):
        if c.last == c.first + 1:
            single[c.first] = margin[k]
    out["first_claimed"] = single[first]
    out["last_claimed"] = single[last - 1]
    out["before_claimed"] = np.where(first > 0, single[np.maximum(first - 1, 0)], -0.2)
    out["behind_claimed"] = np.where(last < n, single[np.minimum(last, n)], -0.2)


def _association(bead: Bead, given: int, phrase: Span, starts: Ints, ends: Ints, out: dict[str, Floats]) -> None:
    shares = bead.posteriors
    if shares is None:
        return
    there, back = shares if given == 0 else (shares[1].T, shares[0].T)
    one, other = bead.side(given), bead.side(1 - given)
    ours, theirs = units(one.text, one.language), units(other.text, other.language)
    mine = np.array([s < phrase.end and phrase.start < e for s, e in ours.spans])
    left = np.array([s for s, _ in theirs.spans])
    right = np.array([e for _, e in theirs.spans])
    inside = ((left[None, :] >= starts[:, None]) & (right[None, :] <= ends[:, None])).astype(np.float64)
    size = max(mine.mean(), _PRIOR)
    out["covered"] = inside @ (_logit(there[mine].sum(axis=0)) - np.log(size / max(1 - size, _PRIOR)))
    # of each unit of the phrase's side: how much of what it goes with lies in the candidate
    held = back @ inside.T
    prior = np.clip(inside.mean(axis=1), _PRIOR, 1 - _PRIOR)
    gain = _logit(held) - np.log(prior / (1 - prior))[None, :]
    weight = 2.0 if base_language(one.language) in ("ko", "ja", "zh") else 1.0
    out["brought"] = gain[mine].sum(axis=0) / weight
    out["outside"] = -np.maximum(gain[~mine], 0).sum(axis=0) / weight


def _known(bead: Bead, given: int, phrase: Span, starts: Ints, ends: Ints, out: dict[str, Floats]) -> None:
    for anchor in bead.anchors:
        ours, theirs = (anchor.source, anchor.target) if given == 0 else (anchor.target, anchor.source)
        name = anchor.kind.value
        holds = (starts <= theirs.start) & (theirs.end <= ends)
        touches = (starts < theirs.end) & (theirs.start < ends)
        if phrase.start <= ours.start and ours.end <= phrase.end:
            out[f"{name}_in"] += anchor.strength * holds
            out[f"{name}_cut"] += anchor.strength * ~holds
        elif ours.end <= phrase.start or phrase.end <= ours.start:
            out[f"{name}_other"] += anchor.strength * touches
        elif ours.start <= phrase.start and phrase.end <= ours.end:
            out[f"{name}_cut"] += anchor.strength * ~touches
        if anchor.kind in _WHOLE and (ours.start, ours.end) == (phrase.start, phrase.end):
            out[_WHOLE[anchor.kind]] += anchor.strength * ((starts == theirs.start) & (ends == theirs.end))


def _tail_kind(phrase: str) -> tuple[bool, bool]:
    """Whether a Korean phrase ends with what English says by a preposition, and whether it is verbal."""
    oblique = bool(_OBLIQUE.search(phrase))
    return oblique, bool(_VERBAL.search(phrase)) and not oblique


def _edges(side: Side) -> dict[str, Floats]:
    """Return what the edges and the inside of each candidate look like, whatever the phrase."""
    eastern = base_language(side.language) in ("ko", "ja", "zh")
    out = _eastern_edges(side) if eastern else _western_edges(side)
    text, spans = side.text, side.spans
    breaks = np.zeros(len(text) + 1)
    for match in _BREAK.finditer(text):
        breaks[match.start() + 1 :] += 1
    out["punctuation"] = np.array([breaks[c.end] - breaks[c.start] for c in spans])
    out["unbalanced"] = np.array([_unbalanced(text[c.start : c.end]) for c in spans], float)
    return out


def _western_edges(side: Side) -> dict[str, Floats]:
    text, spans = side.text, side.spans
    folded = [text[w.start : w.end].lower() for w in side.words]
    capital = [text[w.start : w.start + 1].isupper() and w.start > 0 for w in side.words]
    joined = [
        capital[i] and capital[i + 1] and text[side.words[i].end : side.words[i + 1].start] == " "
        for i in range(len(folded) - 1)
    ]
    joined = [False, *joined, False]
    first = np.array([c.first for c in spans], np.int64)
    last = np.array([c.last for c in spans], np.int64)

    def of(some: frozenset[str]) -> Floats:
        return np.array([word in some for word in folded], float)

    split = np.array(joined, float)
    return {
        "article": of(_ARTICLES)[first],
        "function_first": of(_FUNCTION - _ARTICLES)[first],
        "function_last": of(_FUNCTION)[last - 1],
        "preposition": of(_PREPOSITIONS)[first],
        "verb_word": of(_AUXILIARIES - _PREPOSITIONS)[first],
        "name_split": split[first] + split[last],
        "stem": np.array([c.end < side.words[c.last - 1].end for c in spans], float),
    }


def _eastern_edges(side: Side) -> dict[str, Floats]:
    text, spans = side.text, side.spans
    whole = [c.end == side.words[c.last - 1].end for c in spans]
    tails = [_tail_kind(text[c.start : c.end]) if w else (False, False) for c, w in zip(spans, whole, strict=True)]
    clean = [
        not w and bool(_STEM_TAIL.fullmatch(text[c.end : side.words[c.last - 1].end]))
        for c, w in zip(spans, whole, strict=True)
    ]
    return {
        "tail": np.array([t[0] for t in tails], float),
        "verb_word": np.array([t[1] for t in tails], float),
        "stem": np.array([not w for w in whole], float),
        "clean_stem": np.array(clean, float),
    }


def _fitting_edges(phrase: str, eastern: bool, edges: dict[str, Floats], out: dict[str, Floats]) -> None:
    """Add the edges, those that the phrase asks for under their own names."""
    out.update({name: column.copy() for name, column in edges.items()})
    if eastern:
        first = phrase.split(maxsplit=1)[0].lower() if phrase.split() else ""
        acts = first in _AUXILIARIES or first.endswith(("ed", "ing")) or bool(_ACTS.search(phrase.lower()))
        moved = [("tail", "tail_kept", first in _PREPOSITIONS), ("verb_word", "verb_kept", acts)]
        moved.append(("stem", "verb_stem", acts))
    else:
        oblique, verbal = _tail_kind(phrase)
        moved = [("preposition", "preposition_kept", oblique), ("verb_word", "verb_kept", verbal)]
    for name, kept, asked in moved:
        if asked:
            out[kept], out[name] = out[name], out[kept]


def _unbalanced(text: str) -> bool:
    if not _BRACKET.search(text):
        return False
    return any(text.count(left) != text.count(right) for left, right in _OPEN.items()) or text.count('"') % 2 == 1
