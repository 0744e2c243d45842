"""What leaves the store about texts: plain frozen records. Concepts and beads have theirs in their own rooms.

This module imports nothing of the data base, so that screens and commands may name the types.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from glossary.checks.findings import Span

DRAFT = "draft"
ROLES = ("original", "official", DRAFT)
"""What a document is: the original, an official translation, or a draft translation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDocument:
    """A text about to be stored. Texts are made NFC when they are stored."""

    language: str
    """BCP 47; plain `ko` becomes `ko-KP`."""
    paragraphs: tuple[tuple[str, ...], ...]
    """Paragraphs of sentences as the source has them; neither may be empty."""
    edited: tuple[tuple[int, str], ...] = ()
    """Number (0-based, over all paragraphs) of each sentence that an editor has changed, and the editor's text."""
    role: str = "original"
    house: str = ""
    title: str = ""
    date: str = ""
    """ISO year, month or day."""
    juche_year: int | None = None
    place: str = ""
    genre: str = ""
    url: str = ""
    name: str = ""
    """Where it was read from: a file name, mostly."""
    checksum: str = ""
    """Of the text; reckoned where it is empty."""
    version_of: int | None = None
    """Id of an earlier save of the same page."""
    translator: str = ""
    source_line: str = ""
    article_id: int | None = None
    """The news item it belongs to; None begins a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """A stored text without its sentences."""

    id: int
    article_id: int
    language: str
    role: str
    house: str
    title: str
    date: str
    juche_year: int | None
    place: str
    genre: str
    url: str
    name: str
    checksum: str
    version_of: int | None
    translator: str
    source_line: str
    segments: int
    """How many sentences it has."""
    author: str
    created: datetime
    modified: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignmentRecord:
    """A stored alignment without its beads. The counts tell what is left to read."""

    id: int
    source_document: int
    target_document: int
    source_title: str
    target_title: str
    source_language: str
    target_language: str
    date: str
    """The source's, else the target's."""
    engine: str
    engine_version: str
    settings: dict[str, str] = field(default_factory=dict)
    beads: int = 0
    confirmed: int = 0
    rejected: int = 0
    sure: int = 0
    """Of the beads that nobody has confirmed or rejected; so are `check` and `doubtful`."""
    check: int = 0
    doubtful: int = 0
    one_sided: int = 0
    """Beads, of any state, with nothing on one side."""
    author: str = ""
    created: datetime
    modified: datetime
    version: int

    @property
    def title(self) -> str:
        """The source's title, else the target's."""
        return self.source_title or self.target_title


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseLinkRecord:
    """A phrase and its rendering, in the bead where they stand now."""

    id: int
    bead: int
    """Position of the bead (0-based)."""
    source: Span
    """In the bead's source text, code points."""
    target: Span
    source_text: str
    target_text: str
    source_term: str = ""
    """Id of the term that was made of it, if one was."""
    target_term: str = ""
    author: str = ""
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DismissalRecord:
    """A finding that was set aside."""

    id: int
    check: str
    fingerprint: str
    reason: str
    author: str
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRecord:
    """One action of an editor, as the history shows it."""

    id: int
    author: str
    when: datetime
    kind: str
    label: str
    state: str
    """`done`, `undone` or `dropped`."""
    items: int
    """How many things it touched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeItemRecord:
    """One thing that a change touched, with its content before and after as JSON values."""

    entity: str
    entity_id: str
    version: int
    before: Any
    after: Any
