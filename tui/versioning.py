"""Versions of texts and omissions of alignments: what `malmoi compare`, `malmoi omissions` and their screens share.

Plain records out; nothing here prints, asks or knows a widget.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from glossary.errors import UsageError
from glossary.text.language import base_language

if TYPE_CHECKING:
    from glossary.store.engine import Database
    from glossary.terms.entries import Concept
    from glossary.versions.compare import Row
    from glossary.versions.ledger import Entry, Text
    from glossary.versions.omissions import Finder, Omission
    from tui.inputs import TextInput

COMPARED = ("version", "next", "kind", "old", "new", "old_text", "new_text", "changes", "likeness")
"""Columns of `compared_rows`."""
LEFT_OUT = (
    *("alignment", "bead", "kind", "side", "left out", "expected", "confidence"),
    *("date", "title", "source", "target"),
)
"""Columns of `omission_rows`."""
COUNTED = ("of kind", "left out", "of", "share", "confidence", "first", "last", "alignments")
"""Columns of `entry_rows` behind the first, which is called as what is counted by."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a text, and how it is called."""

    name: str
    language: str
    sentences: tuple[str, ...]
    about: str = ""
    """Its date and when it was saved."""
    document: int | None = None

    @property
    def label(self) -> str:
        """Name and date."""
        return f"{self.name} ({self.about})" if self.about else self.name


def version_of_text(text: TextInput) -> Version:
    """Return a text that was read from a file as a version."""
    return Version(text.name, text.language, tuple(s.text for s in text.segments), text.date)


def stored_version(database: Database, number: int, language: str | None = None) -> Version:
    """Return a stored document as a version. Raises NotFoundError."""
    record = database.documents.get(number)
    about = ", ".join(p for p in (record.date, f"saved {record.created.date().isoformat()}") if p)
    name = f"document {number}" + (f" “{record.title}”" if record.title else "")
    sentences = tuple(s.text for s in database.documents.segments(number))
    return Version(name, language or record.language, sentences, about, number)


def chain(database: Database, number: int) -> list[int]:
    """Return all versions of a document, oldest first. Raises NotFoundError."""
    database.documents.get(number)
    before = {r.id: r.version_of for r in database.documents.list()}
    first = number
    seen = {first}
    while (older := before.get(first)) is not None and older in before and older not in seen:
        first = older
        seen.add(first)
    found, later = [], [first]
    while later:
        one = later.pop(0)
        found.append(one)
        later += sorted(n for n, of in before.items() if of == one and n not in found)
    return sorted(found)


def compared(one: Version, two: Version) -> list[Row]:
    """Return what became of each sentence. Raises UsageError where the versions are in two languages."""
    from glossary.versions.compare import compare

    if base_language(one.language) != base_language(two.language):
        raise UsageError(
            f"{one.name} is in {one.language}, {two.name} in {two.language}: versions are in one language.",
            hint="Across languages: malmoi align A B, or malmoi omissions A B",
        )
    return compare(one.sentences, two.sentences, one.language)


def compared_rows(one: Version, two: Version, found: Iterable[Row]) -> list[tuple[object, ...]]:
    """Return the lines of a listing, with the columns `COMPARED`."""
    return [
        (
            *(one.label, two.label, r.kind, [i + 1 for i in r.old], [j + 1 for j in r.new], r.old_text, r.new_text),
            [
                f"{r.old_text[d.start : d.end] or '-'} → {r.new_text[d.other_start : d.other_end] or '-'}"
                for d in r.differences
            ],
            round(r.likeness),
        )
        for r in found
    ]


# ------------------------------------------------------------------------------------------------------ omissions


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which omissions are looked at."""

    about: str = ""
    """Only this term, name or member."""
    kinds: frozenset[str] = frozenset()
    """Empty: all."""
    side: str = "source"
    """`source`: what the translation leaves out; `target`: what it adds; `both`."""
    least: float = 0.4
    """Least confidence."""

    def takes(self, o: Omission) -> bool:
        """Whether an omission is wanted."""
        return (
            o.confidence >= self.least
            and (not self.kinds or o.kind.value in self.kinds)
            and self.side in ("both", o.side)
            and (not self.about or self.about in (o.about, o.text))
        )


def sieved(text: Text, wanted: Wanted) -> Text:
    """Return the report of a text with what is wanted only."""
    kept = tuple(o for o in text.report.omissions if wanted.takes(o))
    return replace(text, report=replace(text.report, omissions=kept))


def omission_rows(texts: Iterable[Text]) -> list[tuple[object, ...]]:
    """Return the lines of a listing, with the columns `LEFT_OUT`."""
    return [
        (
            *(t.alignment or None, o.bead + 1, o.kind, o.side, o.text, o.expected, o.confidence),
            *(t.date, t.title, o.source, o.target),
        )
        for t in texts
        for o in t.report.omissions
    ]


def entries_by(by: str, texts: Iterable[Text], about: str = "") -> list[Entry]:
    """Return omissions counted by `term`, `month` or `kind`."""
    from glossary.versions import ledger

    if by == "term":
        return ledger.by_term(texts)
    return ledger.by_month(texts, about=about) if by == "month" else ledger.by_kind(texts)


def entry_rows(entries: Iterable[Entry]) -> list[tuple[object, ...]]:
    """Return the lines of a listing, with what is counted by and the columns `COUNTED`."""
    return [
        (
            *(e.name, e.kind, e.left_out, e.occurrences or None, e.share if e.occurrences else None, e.confidence),
            *(e.first, e.last, sorted({p.alignment for p in e.places})[:20]),
        )
        for e in entries
    ]


def reports(
    database: Database,
    numbers: Sequence[int],
    finder: Callable[[str, str], Finder],
    show: Callable[[int, int], object],
) -> Iterator[Text]:
    """Yield the reports of stored alignments, the oldest text first; without numbers of all that is stored.

    `finder` is asked once for each pair of languages; `show` is told how many of how many texts are read.
    """
    from glossary.checks.run import bead_texts
    from glossary.versions.ledger import Text

    records = [database.alignments.get(n) for n in numbers] or list(database.alignments.list())
    finders: dict[tuple[str, str], Finder] = {}
    for done, record in enumerate(sorted(records, key=lambda r: (r.date, r.id)), start=1):
        languages = record.source_language, record.target_language
        if languages not in finders:
            finders[languages] = finder(*languages)
        bitext = database.alignments.bitext(record.id)
        yield Text(finders[languages].find(bead_texts(bitext)), record.id, record.title, record.date)
        show(done, len(records))


def finder_of(concepts: Iterable[Concept], source: str, target: str, say: Callable[[str], object]) -> Finder:
    """Return what looks for omissions between two languages; `say` hears that the encoder is not there."""
    from glossary.alignment.encoder import EncoderError, shared_encoder
    from glossary.versions.omissions import Finder

    try:
        encoder = shared_encoder()
    except EncoderError as error:
        say(f"▲ Without the sentence encoder what is rendered in other words is reported too: {error.message}")
        encoder = None
    return Finder(concepts, source_language=source, target_language=target, encoder=encoder)
