"""Suggestions of renderings for the workspace. May block: called in a thread, one at a time.

What the memory teaches is learnt once a session and pair of languages; links and terms are read anew each time, so that
what was accepted a moment ago, or taken back, counts.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.checks.findings import Span
    from glossary.phrases.suggest import Suggester, Suggestion
    from glossary.store.engine import Database


class PhraseDesk:
    """Suggests over one data base."""

    def __init__(self, database: Callable[[], Database]) -> None:
        self._open = database
        self._lock = threading.Lock()
        self._suggesters: dict[tuple[str, str], Suggester] = {}

    def suggest(self, languages: tuple[str, str], texts: tuple[str, str], phrase: Span, side: int) -> list[Suggestion]:
        """Return what probably renders a phrase of side 0 (source) or 1, best first."""
        from glossary.memory.knowledge import term_pairs
        from glossary.memory.phrases import accepted_links, phrase_knowledge

        with self._lock:
            suggester = self._suggesters.get(languages)
            if suggester is None:
                from glossary.alignment.encoder import EncoderError, shared_encoder
                from glossary.phrases.suggest import Suggester

                try:
                    encoder = shared_encoder()
                except EncoderError:
                    encoder = None
                knowledge = phrase_knowledge(self._open(), *languages)
                suggester = self._suggesters[languages] = Suggester(languages, knowledge, encoder)
            else:
                base = self._open()
                suggester.know(links=accepted_links(base, *languages), terms=term_pairs(base, *languages))
            return suggester.suggest(*texts, phrase, side=side)
