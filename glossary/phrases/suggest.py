"""Suggestions: the spans of the other side that most likely render a phrase, best first, with what speaks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.checks.findings import Span
from glossary.errors import InputError
from glossary.phrases.anchors import Anchor, Kind, known_anchors
from glossary.text.language import base_language

if TYPE_CHECKING:
    from glossary.alignment.encoder import Encoder
    from glossary.phrases.association import Association
    from glossary.phrases.features import Bead

SUGGESTIONS = 3
"""The commonest miss is an edge one word off: three are offered (design page)."""
MOST_BEADS_KEPT = 64


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A span of the other side, its probability among all candidates, and why."""

    span: Span
    text: str
    probability: float
    reasons: tuple[str, ...] = ()
    """Of `link`, `term`, `name`, `number`, `sound`, `words`, `meaning`: what stands behind it."""


@dataclass(frozen=True, slots=True)
class PhraseKnowledge:
    """What is known of two languages: learnt from the memory, of the term base, of links that editors accepted."""

    association: Association | None = None
    term_pairs: tuple[tuple[str, str], ...] = ()
    link_pairs: tuple[tuple[str, str], ...] = ()


class Suggester:
    """Suggests renderings of phrases between two languages. Build it once; a bead seen before costs little."""

    def __init__(
        self, languages: tuple[str, str], knowledge: PhraseKnowledge | None = None, encoder: Encoder | None = None
    ) -> None:
        self.languages = languages
        self._knowledge = knowledge or PhraseKnowledge()
        self._encoder = encoder
        self._beads: dict[tuple[str, str], Bead] = {}

    def know(self, *, links: Sequence[tuple[str, str]], terms: Sequence[tuple[str, str]] | None = None) -> None:
        """Take the links, and perhaps the terms, as they stand now; beads are looked at anew where they differ."""
        from dataclasses import replace

        old = self._knowledge
        new = replace(old, link_pairs=tuple(links), term_pairs=old.term_pairs if terms is None else tuple(terms))
        if new.link_pairs != old.link_pairs or new.term_pairs != old.term_pairs:
            self._knowledge = new
            self._beads.clear()

    def bead(self, source: str, target: str) -> Bead:
        """Return what is reckoned of a bead once."""
        from glossary.phrases.features import Bead

        found = self._beads.get((source, target))
        if found is None:
            known: list[Anchor] = []
            for kind, pairs in (
                (Kind.TERM, self._knowledge.term_pairs),
                (Kind.LINK, self._knowledge.link_pairs),
            ):
                known += known_anchors(source, target, self.languages, pairs, kind)
            if len(self._beads) >= MOST_BEADS_KEPT:
                self._beads.clear()
            found = self._beads[source, target] = Bead.of(
                source,
                target,
                self.languages,
                encoder=self._encoder,
                association=self._knowledge.association,
                known=known,
            )
        return found

    def suggest(
        self, source: str, target: str, phrase: Span, *, side: int = 0, count: int = SUGGESTIONS
    ) -> list[Suggestion]:
        """Return the likeliest renderings of a phrase of one side (0 source, 1 target) in the other, best first.

        Raises InputError for a phrase that does not lie in its text. Empty where the other side has no words.
        """
        given = target if side else source
        if not 0 <= phrase.start < phrase.end <= len(given) or not given[phrase.start : phrase.end].strip():
            raise InputError(
                f"The phrase {phrase.start}-{phrase.end} does not lie in the sentence ({len(given)} characters)."
            )
        import numpy as np

        from glossary.phrases.features import NAMES, table
        from glossary.phrases.ranker import probabilities, weights

        bead = self.bead(source, target)
        other = bead.side(1 - side)
        eastern = base_language(other.language) in ("ko", "ja", "zh")
        features = table(bead, side, phrase)
        if not len(features):
            return []
        chances = probabilities(features, weights("eastern" if eastern else "western"))
        found = []
        for n in np.argsort(-chances, kind="stable")[:count]:
            c = other.spans[int(n)]
            row = dict(zip(NAMES, features[int(n)], strict=True))
            text = other.text[c.start : c.end]
            found.append(Suggestion(Span(c.start, c.end), text, float(chances[n]), _reasons(row)))
        return found


def _reasons(row: dict[str, float]) -> tuple[str, ...]:
    named = [kind.value for kind in (Kind.LINK, Kind.TERM, Kind.NAME, Kind.NUMBER, Kind.SOUND) if row[f"{kind}_in"] > 0]
    if row["covered"] > 0 and row["brought"] > 0:
        named.append("words")
    if row["rival"] > 0:
        named.append("meaning")
    return tuple(named)


def suggest(
    source: str,
    target: str,
    phrase: Span,
    languages: tuple[str, str],
    *,
    side: int = 0,
    knowledge: PhraseKnowledge | None = None,
    encoder: Encoder | None = None,
) -> Sequence[Suggestion]:
    """Return the likeliest renderings of one phrase; see `Suggester`, which is quicker for several."""
    return Suggester(languages, knowledge, encoder).suggest(source, target, phrase, side=side)
