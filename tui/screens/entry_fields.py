"""The fields of the editor of an entry: which there are, how each stands in the form, how it is read back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Label, Select

from glossary.terms.entries import Concept, Evidence, Match, PartOfSpeech, Status, Term, TermType
from glossary.terms.making import new_concept_id, new_term_id
from glossary.text.language import base_language
from tui.widgets.fields import Field

BREAK = " ¶ "
"""What a line end is shown as in a field of one line."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of the form."""

    name: str
    """Of the record's field."""
    label: str
    kind: type[StrEnum] | type[bool] | None = None
    """A set of values; None for free text."""


OF_CONCEPT = (
    FormField("subject", "Subject field"),
    FormField("definition", "Definition"),
    FormField("definition_source", "… its source"),
    FormField("note", "Note"),
    FormField("approved_by", "Approved by"),
)
OF_TERM = (
    FormField("text", "Term"),
    FormField("language", "Language"),
    FormField("status", "Status", Status),
    FormField("type", "Type", TermType),
    FormField("part_of_speech", "Part of speech", PartOfSpeech),
    FormField("usage_note", "Usage"),
    FormField("comment", "Comment"),
    FormField("source", "Source"),
    FormField("evidence", "Evidence", Evidence),
    FormField("house", "House"),
    FormField("valid_from", "Valid from"),
    FormField("valid_until", "Valid until"),
    FormField("register", "Register"),
    FormField("region", "Region"),
    FormField("match", "Found in texts", Match),
    FormField("case_sensitive", "Case counts", bool),
    FormField("do_not_translate", "Never translated", bool),
)


def blank(query: str = "") -> Concept:
    """Return an entry to fill in, in the languages of the settings; what was searched for is one of its terms."""
    from glossary.config import term_languages

    korean = any("\uac00" <= sign <= "\ud7a3" for sign in query)
    tags = term_languages()
    mine = next((t for t in tags if t.startswith("ko") == korean), tags[0])
    terms = (Term(id=new_term_id(), language=t, text=query.strip() if t == mine else "") for t in tags)
    return Concept(id=new_concept_id(), terms=tuple(terms))


def form_line(field: FormField, part: str) -> ComposeResult:
    """Yield a label and its field; `part` is the beginning of the field's id."""
    identity = f"{part}-{field.name}"
    with Horizontal():
        yield Label(field.label, markup=False)
        if field.kind is None:
            yield Field("", id=identity, compact=True, select_on_focus=False)
        else:
            values = ("no", "yes") if field.kind is bool else tuple(str(v.value) for v in field.kind)
            yield Select(
                [(Content(v or "(not said)"), v) for v in values],
                value=values[0],
                allow_blank=False,
                compact=True,
                id=identity,
            )


def as_text(value: Any) -> str:
    """Return the value of a record's field as the form shows it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, StrEnum):
        return value.value
    return "" if value is None else str(value).replace("\n", BREAK)


def signs_system(language: str) -> str:
    """Return the system in which a language's Chinese or kana writing is kept."""
    return {"ko": "hanja", "ja": "kana"}.get(base_language(language), "")
