"""What TMX and XLIFF have no word for in a bead: kept as named texts, the same names in both formats.

A side of a bead is one text there; `x-segments` remembers of which segments it was made (`id/paragraph/length`,
lengths in code points), so that our own files come back segment by segment. Files of others come back with one
segment a side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from exports.cells import pack, unpack
from exports.formats import AlignmentOptions, nfc
from exports.neutral import Cleaner
from glossary.alignment.beads import Bead, BeadError, BeadState, Bitext, Phrase, Segment, verify
from glossary.errors import InputError
from glossary.text.language import base_language

GENERATOR = "malmoi"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a bead as an exchange format has it."""

    text: str
    segments: str = ""
    """`x-segments`."""
    originals: str = ""
    """`x-original`: position in the side and the source's own text, where the editor changed it."""


def side(bitext: Bitext, ids: Iterable[int], segments: Mapping[int, Segment], *, source: bool, clean: Cleaner) -> Side:
    """Return one side of a bead for writing, without control characters."""
    chosen = [replace(segments[i], text=clean(segments[i].text)) for i in ids]
    gap = _gap(bitext.source_language if source else bitext.target_language)
    return Side(
        gap.join(s.text for s in chosen),
        " ".join(f"{s.id}/{s.paragraph}/{len(s.text)}" for s in chosen),
        pack((clean(s.original), {"at": str(at)}) for at, s in enumerate(chosen) if s.original),
    )


def phrases_by_bead(bitext: Bitext) -> dict[int, list[Phrase]]:
    """Return the linked phrases of each bead by its position."""
    found: dict[int, list[Phrase]] = {}
    for phrase in bitext.phrases:
        found.setdefault(phrase.bead, []).append(phrase)
    return found


def bead_texts(bead: Bead, clean: Cleaner, phrases: Sequence[Phrase] = ()) -> dict[str, str]:
    """Return what is known of a bead, by name; a default is left out.

    `x-phrases` are the linked phrases as `start-end/start-end` of source and target, with their author.
    """
    texts = {"x-state": bead.state.value}
    if bead.probability is not None:
        texts["x-score"] = repr(float(bead.probability))
    if bead.reasons:
        texts["x-reasons"] = pack((clean(r), {}) for r in bead.reasons)
    if bead.author:
        texts["x-author"] = clean(bead.author)
    if bead.note:
        texts["x-note"] = clean(bead.note)
    if phrases:
        texts["x-phrases"] = pack(
            (f"{p.source_start}-{p.source_end}/{p.target_start}-{p.target_end}", {"by": clean(p.author)})
            for p in phrases
        )
    return texts


def bitext_texts(bitext: Bitext, clean: Cleaner) -> dict[str, str]:
    """Return what is known of a bitext, by name; what is empty is left out."""
    texts = {
        "x-source-title": clean(bitext.source_title),
        "x-target-title": clean(bitext.target_title),
        "x-date": clean(bitext.date),
        "x-engine": clean(bitext.engine),
        "x-warnings": pack((clean(w), {}) for w in bitext.warnings),
        "x-settings": pack((clean(k), {"value": clean(v)}) for k, v in bitext.settings.items()),
    }
    return {name: text for name, text in texts.items() if text}


@dataclass(slots=True)
class Reader:
    """Makes a bitext of what a file says bead by bead."""

    name: str
    source_language: str
    target_language: str
    options: AlignmentOptions
    _beads: list[tuple[list[Segment], list[Segment], Bead]] = field(default_factory=list)
    _phrases: list[Phrase] = field(default_factory=list)
    _exact: bool = True
    """Whether every bead so far named its segments."""

    def add(self, source: Side, target: Side, texts: Mapping[str, str]) -> None:
        """Add a bead; one that is empty on both sides is passed over."""
        sides = [
            self._segments(source, self.source_language),
            self._segments(target, self.target_language),
        ]
        if not sides[0] and not sides[1]:
            return
        default = BeadState.CONFIRMED if self.options.confirmed else BeadState.AUTO
        bead = Bead(
            (),
            (),
            probability=_probability(texts.get("x-score", "")),
            state=_state(texts.get("x-state", ""), default),
            reasons=tuple(_texts(texts.get("x-reasons", ""))),
            author=texts.get("x-author", ""),
            note=texts.get("x-note", ""),
        )
        lengths = len(nfc(source.text)), len(nfc(target.text))
        self._phrases += _phrases(texts.get("x-phrases", ""), len(self._beads), lengths)
        self._beads.append((sides[0], sides[1], bead))

    @property
    def is_empty(self) -> bool:
        """Whether no bead was added yet."""
        return not self._beads

    def _segments(self, side: Side, language: str) -> list[Segment]:
        text = nfc(side.text)
        if not text:
            return []
        if (made := _cut(text, side, _gap(language))) is None:
            self._exact = False
            return [Segment(-1, " ".join(text.split()))]
        return made

    def bitext(self, texts: Mapping[str, str], engine: str) -> Bitext:
        """Return the whole. Raises InputError where there is no bead in it."""
        if not self._beads:
            raise InputError(f"{self.name}: there is no translation unit in it", hint="Is it the right file?")
        if not self._exact or self._clashing():
            self._number()
        source = tuple(s for bead in self._beads for s in bead[0])
        target = tuple(s for bead in self._beads for s in bead[1])
        beads = tuple(
            replace(bead, source=tuple(s.id for s in left), target=tuple(s.id for s in right))
            for left, right, bead in self._beads
        )
        bitext = Bitext(
            self.source_language,
            self.target_language,
            source,
            target,
            beads,
            engine=texts.get("x-engine", engine),
            warnings=tuple(_texts(texts.get("x-warnings", ""))),
            source_title=texts.get("x-source-title", ""),
            target_title=texts.get("x-target-title", ""),
            date=texts.get("x-date", ""),
            settings={key: attributes.get("value", "") for key, attributes in _items(texts.get("x-settings", ""))},
            phrases=tuple(self._phrases),
        )
        try:
            verify(bitext)
        except BeadError as error:
            raise InputError(f"{self.name}: {error}") from error
        return bitext

    def _clashing(self) -> bool:
        """Whether an id stands twice on a side, or its paragraphs go back."""
        for segments in ([s for b in self._beads for s in b[0]], [s for b in self._beads for s in b[1]]):
            if len({s.id for s in segments}) < len(segments):
                return True
            if any(a.paragraph > b.paragraph for a, b in pairwise(segments)):
                return True
        return False

    def _number(self) -> None:
        """Give every segment a number of its own, in order, and all one paragraph."""
        counts = [0, 0]
        numbered = []
        for left, right, bead in self._beads:
            sides = []
            for number, segments in enumerate((left, right)):
                start = counts[number]
                counts[number] += len(segments)
                sides.append([replace(s, id=start + at, paragraph=0) for at, s in enumerate(segments)])
            numbered.append((sides[0], sides[1], bead))
        self._beads = numbered


def _cut(text: str, side: Side, gap: str) -> list[Segment] | None:
    """Return the segments that `x-segments` names; None where it does not fit the text."""
    segments: list[Segment] = []
    at = 0
    try:
        parts = [tuple(int(n) for n in part.split("/")) for part in side.segments.split()]
    except ValueError:
        return None
    for number, part in enumerate(parts):
        if len(part) != 3 or min(part) < 0:
            return None
        if number:
            if not text.startswith(gap, at):
                return None
            at += len(gap)
        segments.append(Segment(part[0], text[at : at + part[2]], part[1]))
        at += part[2]
    if at != len(text) or not segments:
        return None
    for original, attributes in _items(side.originals):
        number = int(attributes.get("at", "-1")) if attributes.get("at", "").isdigit() else -1
        if 0 <= number < len(segments):
            segments[number] = replace(segments[number], original=original)
    return segments


def _gap(language: str) -> str:
    return "" if base_language(language) in ("ja", "zh") else " "  # as Bitext joins them


def _items(text: str) -> list[tuple[str, dict[str, str]]]:
    try:
        return unpack(text)
    except ValueError:
        return []


def _texts(text: str) -> Iterator[str]:
    return (item for item, _ in _items(text))


def _phrases(text: str, bead: int, lengths: tuple[int, int]) -> list[Phrase]:
    """Return the phrases that `x-phrases` names; what does not lie in the texts is passed over."""
    found = []
    for item, attributes in _items(text):
        numbers = re.fullmatch(r"(\d+)-(\d+)/(\d+)-(\d+)", item)
        if numbers is None:
            continue
        a, b, c, d = map(int, numbers.groups())
        if a < b <= lengths[0] and c < d <= lengths[1]:
            found.append(Phrase(bead, a, b, c, d, attributes.get("by", "")))
    return found


def _probability(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0 <= value <= 1 else None


def _state(text: str, default: BeadState) -> BeadState:
    return BeadState(text) if text in {s.value for s in BeadState} else default


def by_id(segments: Sequence[Segment]) -> dict[int, Segment]:
    """Return the segments of a side by their ids."""
    return {s.id: s for s in segments}
