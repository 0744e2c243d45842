"""One concept as a card: its languages as equal columns, readings under each term, then where and when it was used.

Invariant: drawing is pure (`card`: a concept and a width in, styled lines out); texts are never markup.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from glossary.terms.entries import Attestation, Concept, Evidence, Status, Term
from glossary.text.language import base_language
from tui.widgets.wrap import fit, shown, wrap

Piece = tuple[str, str]
"""A text and its style."""

SIGNS: dict[Status, tuple[str, str]] = {
    Status.PREFERRED: ("✓", "bold $text-success"),
    Status.ADMITTED: ("○", "$text-primary"),
    Status.DEPRECATED: ("▽", "bold $text-warning"),
    Status.SUPERSEDED: ("»", "$text-warning"),
    Status.FORBIDDEN: ("✗", "bold $text-error"),
}
"""Sign and style of each status."""
LANGUAGES = {"ko": "Korean", "en": "English", "ja": "Japanese", "zh": "Chinese", "ru": "Russian"}
NARROWEST = 17
"""Cells of a column under which the languages stand one below the other."""
_GAP = 2
_FAINT = "$foreground 65%"
_HEAD = "bold $text-accent"


def languages(concept: Concept) -> list[str]:
    """Return the bare languages of a concept, Korean first, then English, then as they come."""
    found = dict.fromkeys(base_language(term.language) for term in concept.terms)
    known = list(LANGUAGES)
    return sorted(found, key=lambda tag: known.index(tag) if tag in known else len(known))


def card(concept: Concept, width: int) -> Iterator[list[Piece]]:
    """Yield the lines of a card, each as pieces."""
    tags = languages(concept)
    columns = max(1, len(tags))
    if (width - _GAP * (columns - 1)) // columns < NARROWEST:
        columns = 1
    room = max(8, (width - _GAP * (columns - 1)) // columns)
    blocks = [list(_column(concept, tag, room)) for tag in tags]
    if columns == 1:
        for block in blocks:
            for text, style in block:
                yield [(text, style)]
    else:
        for row in zip_longest(*blocks):
            line: list[Piece] = []
            for number, cell in enumerate(row):
                text, style = cell or ("", "")
                line.append((fit(text, room) + " " * (_GAP if number < columns - 1 else 0), style))
            yield line
    yield from _rest(concept, width)


def _column(concept: Concept, tag: str, width: int) -> Iterator[Piece]:
    yield LANGUAGES.get(tag, tag), _HEAD
    for term in concept.in_language(tag):
        sign, style = SIGNS[term.status]
        bold = style if not term.status.permitted else "bold"
        lines = _wrapped(term.text, width - 2)
        yield f"{sign} {lines[0]}", bold
        for line in lines[1:]:
            yield f"  {line}", bold
        for text in _details(term):
            for line in _wrapped(text, width - 2):
                yield f"  {line}", _FAINT


def _details(term: Term) -> Iterator[str]:
    for reading in term.readings:
        yield f"{reading.text} ({reading.system}{', set' if reading.is_override else ''})"
    words = [] if term.status is Status.PREFERRED else [term.status.value]
    words += [word for word in (term.type.value, term.part_of_speech.value, term.register, term.region) if word]
    words += [term.language] if "-" in term.language and term.language != "ko-KP" else []
    words += ["case counts"] if term.case_sensitive else []
    words += ["never translated"] if term.do_not_translate else []
    if words:
        yield ", ".join(words)
    if term.house:
        yield f"house: {term.house}"
    if term.valid_from or term.valid_until:
        yield f"valid {term.valid_from or '…'} – {term.valid_until or '…'}"
    if dates := sorted(a.date for a in term.attestations if a.date):
        yield f"used {dates[0]}" + (f" – {dates[-1]}" if dates[-1] != dates[0] else "")
    if term.evidence is not Evidence.USER:
        yield term.evidence.value
    if term.source:
        yield f"source: {term.source}"
    for note in (term.usage_note, term.comment):
        if note:
            yield f"“{note}”"


def _rest(concept: Concept, width: int) -> Iterator[list[Piece]]:
    told = [
        ("Subject field", concept.subject),
        ("Definition", concept.definition + (f" ({concept.definition_source})" if concept.definition_source else "")),
        ("Note", concept.note),
        ("Refers to", ", ".join(f"{r.kind} {r.target}" for r in concept.references)),
    ]
    for name, text in told:
        if text.strip():
            yield [("", "")]
            yield [(name, _HEAD)]
            for line in text.split("\n"):
                for part in _wrapped(line, width):
                    yield [(part, "")]
    uses = [(term, a) for term in concept.terms for a in term.attestations]
    if uses:
        yield [("", "")]
        yield [("Where it was found", _HEAD)]
    for term, use in sorted(uses, key=lambda pair: pair[1].date, reverse=True):
        yield [(fit(use.date or "no date", 11), _FAINT), (shown(f"{term.text}  {_found(use)}")[: 4 * width], "")]
        for part in _wrapped(use.context, width - 2) if use.context else ():
            yield [(f"  {part}", _FAINT)]
    yield [("", "")]
    state = f"approved by {concept.approved_by or '(nobody named)'}" if concept.approved else "draft"
    when = f", {concept.modified:%Y-%m-%d}" if concept.modified else ""
    for part in _wrapped(f"{state}, version {concept.version}{when}, {concept.author or 'nobody named'}", width):
        yield [(part, _FAINT)]
    yield [(concept.id, _FAINT)]


def _found(use: Attestation) -> str:
    where = f"bead {use.bead}" if use.bead is not None else use.source
    return f"{where}, {use.count} ×" if use.count is not None else where


def _wrapped(text: str, width: int) -> list[str]:
    clean = shown(text)
    return [clean[start:end] for start, end in wrap(clean, width)]


class ConceptCard(VerticalScroll, can_focus=False):
    """The concept under the cursor."""

    DEFAULT_CSS = """
    ConceptCard {
        padding: 0 1;
        background: $surface;
        scrollbar-size-vertical: 1;
        & Static { height: auto; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._concept: Concept | None = None
        self._width = 0
        self._text = ""

    def compose(self) -> ComposeResult:
        """Lay out one text."""
        yield Static("", markup=False)

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return self._text

    def show(self, concept: Concept | None) -> None:
        """Show a concept; None shows nothing."""
        if concept is self._concept and self._text:
            return  # a new layout of the whole screen for nothing
        self.scroll_home(animate=False)
        self._concept = concept
        self._draw()

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        if self.scrollable_content_region.width != self._width:
            self._draw()

    def _draw(self) -> None:
        self._width = self.scrollable_content_region.width
        lines = list(card(self._concept, max(20, self._width - 1))) if self._concept else []
        parts = [piece for line in lines for piece in (*line, ("\n", ""))]
        content = Content.assemble(*parts)
        self._text = content.plain
        self.query_one(Static).update(content)
