"""All tables of the data base, in one place to import them from. Rows of these never leave `glossary.store`'s users.

The tables are described here and made by the migrations; a test holds the two together.
"""

from __future__ import annotations

from glossary.store.tables_base import Row, now, table_of
from glossary.store.tables_log import Change, ChangeItem, Dismissal
from glossary.store.tables_terms import Attestation, Concept, ConceptSearch, CrossReference, Reading, Term
from glossary.store.tables_texts import (
    GAP,
    Alignment,
    Article,
    Bead,
    BeadSegment,
    Document,
    MemoryUnit,
    PhraseLink,
    Segment,
)

metadata = Row.metadata

__all__ = [
    "GAP",
    "Alignment",
    "Article",
    "Attestation",
    "Bead",
    "BeadSegment",
    "Change",
    "ChangeItem",
    "Concept",
    "ConceptSearch",
    "CrossReference",
    "Dismissal",
    "Document",
    "MemoryUnit",
    "PhraseLink",
    "Reading",
    "Row",
    "Segment",
    "Term",
    "metadata",
    "now",
    "table_of",
]
