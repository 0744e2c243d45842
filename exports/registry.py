"""All exchange formats by name. Names and titles cost nothing; a format's module is imported when it is asked for.

This is the public face of the package: `term_formats()`, `alignment_formats()`, `report_formats()`, and one of each by
name. The tables below are what `malmoi export --formats` and the contract tests go through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, cast

from exports.holds import NAMES, Holds, Keep, table
from glossary.errors import InputError, UsageError

if TYPE_CHECKING:
    from exports.formats import AlignmentFormat, ReportFormat, TermFormat

TERM_FORMATS: Final[Mapping[str, str]] = {
    "tbx": "exports.tbx:TBX",
    "tbx-linguist": "exports.tbx:LINGUIST",
    "tbx2": "exports.tbx:TBX2",
    "csv": "exports.csv:CSV",
    "tsv": "exports.csv:TSV",
    "xlsx": "exports.xlsx:XLSX",
    "omegat": "exports.omegat:OMEGAT",
    "weblate": "exports.weblate:WEBLATE",
    "jsonl": "exports.jsonl:JSONL",
    "html": "exports.html:HTML",
}
ALIGNMENT_FORMATS: Final[Mapping[str, str]] = {
    "ladder": "exports.align_tables:LADDER",
    "tsv": "exports.align_tables:TSV",
    "csv": "exports.align_tables:CSV",
    "xlsx": "exports.align_xlsx:XLSX",
    "jsonl": "exports.align_jsonl:JSONL",
    "tmx": "exports.tmx:TMX",
    "xliff": "exports.xliff:XLIFF",
    "html": "exports.align_html:HTML",
}
REPORT_FORMATS: Final[Mapping[str, str]] = {
    "text": "exports.report_text:TEXT",
    "json": "exports.report_json:JSON",
    "sarif": "exports.sarif:SARIF",
    "html": "exports.report_html:HTML",
}


def term_formats() -> dict[str, TermFormat]:
    """Return every format of term bases by its name."""
    return {name: term_format(name) for name in TERM_FORMATS}


def alignment_formats() -> dict[str, AlignmentFormat]:
    """Return every format of alignments by its name."""
    return {name: alignment_format(name) for name in ALIGNMENT_FORMATS}


def report_formats() -> dict[str, ReportFormat]:
    """Return every form of a check's report by its name."""
    return {name: report_format(name) for name in REPORT_FORMATS}


def term_format(name: str) -> TermFormat:
    """Return one format of term bases; raises UsageError that names the known ones."""
    return cast("TermFormat", _load(name, TERM_FORMATS, "format of term bases"))


def alignment_format(name: str) -> AlignmentFormat:
    """Return one format of alignments; raises UsageError that names the known ones."""
    return cast("AlignmentFormat", _load(name, ALIGNMENT_FORMATS, "format of alignments"))


def report_format(name: str) -> ReportFormat:
    """Return one form of report; raises UsageError that names the known ones."""
    return cast("ReportFormat", _load(name, REPORT_FORMATS, "form of report"))


def recognise_term_format(name: str, data: bytes) -> TermFormat:
    """Return the format of a term base file by its first bytes, else by the suffix of its name.

    Raises InputError where neither tells. `data` may be the beginning of the file only (some kilobytes).
    """
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    for known, says in _SIGNS:
        if says(start):
            return term_format(known)
    suffix = PurePath(name).suffix.lower()
    if suffix in _SUFFIXES:
        return term_format(_SUFFIXES[suffix])
    if name == "-" or b"\t" in start.split(b"\n", 1)[0] or b"," in start.split(b"\n", 1)[0]:
        return term_format("csv")  # whose reader finds out the separator
    raise InputError(
        f"{name}: the format of this file is not known by its name, nor by what is in it",
        hint=f"Name the format: {', '.join(TERM_FORMATS)}.",
    )


_SIGNS: Final[tuple[tuple[str, Callable[[bytes], bool]], ...]] = (
    ("xlsx", lambda start: start.startswith(b"PK\x03\x04")),
    ("tbx2", lambda start: b"<martif" in start),
    ("tbx", lambda start: b"<tbx" in start or start.startswith(b"<?xml")),
    ("jsonl", lambda start: start.startswith(b"{")),
    ("omegat", lambda start: start.startswith(b"# Glossary in tab-separated format")),
    ("weblate", lambda start: start.startswith(b"location,source,target,id,fuzzy")),
)
_SUFFIXES: Final = {
    ".tbx": "tbx", ".tbxm": "tbx", ".xml": "tbx", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".txt": "tsv",
    ".xlsx": "xlsx", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip


def describe() -> Iterator[tuple[str, str, str, str]]:
    """Yield name, what it is of, whether it is read too, and what it holds, for every format."""
    for name, term in term_formats().items():
        yield name, "term base", "yes" if term.readable else "no", f"{term.title}: {held_words(term.holds)}"
    for name, alignment in alignment_formats().items():
        words = f"{alignment.title}: {held_words(alignment.holds)}"
        yield name, "alignment", "yes" if alignment.readable else "no", words
    for name, report in report_formats().items():
        yield name, "check", "no", report.title


def holds_table() -> tuple[tuple[str, ...], ...]:
    """Return what each format of term bases holds, field by field; the first row is the header."""
    return table({name: form.holds for name, form in term_formats().items()})


def alignment_holds_table() -> tuple[tuple[str, ...], ...]:
    """Return the same for the formats of alignments."""
    return table({name: form.holds for name, form in alignment_formats().items()})


def held_by(name: str) -> Iterator[tuple[str, str, str]]:
    """Yield field, how it is held, and which part of it, for a format: of term bases, of alignments, or of both.

    Raises UsageError where there is no such format.
    """
    tables = (TERM_FORMATS, term_format), (ALIGNMENT_FORMATS, alignment_format)
    found = [form(name).holds for known, form in tables if name in known]
    if not found:
        raise _unknown(name, {**TERM_FORMATS, **ALIGNMENT_FORMATS}, "format")
    for holds in found:
        yield from held_rows(holds)


def held_rows(holds: Holds) -> Iterator[tuple[str, str, str]]:
    """Yield field, how it is held, and which part of it."""
    for path, (one, _) in holds.names.items():
        yield one, holds.keep(path).value, holds.remarks.get(path, "")


def held_words(holds: Holds) -> str:
    """Return what a format holds, and what it loses, in a few words."""
    names = holds.names
    lost = [many for path, (_, many) in names.items() if holds.keep(path) is Keep.NO]
    noted = [many for path, (_, many) in names.items() if holds.keep(path) is Keep.NOTE]
    if len(lost) > len(names) // 2:
        kept = [many for path, (_, many) in names.items() if holds.keep(path) is not Keep.NO]
        return ", ".join(["terms", *kept] if names is NAMES else kept)
    words = f"all but {', '.join(lost)}" if lost else "everything"
    return words + (f"; in notes: {', '.join(noted)}" if noted else "")


def _load(name: str, table: Mapping[str, str], what: str) -> object:
    if name not in table:
        raise _unknown(name, table, what)
    module, _, attribute = table[name].partition(":")
    return getattr(import_module(module), attribute)


def _unknown(name: str, known: Iterable[str], what: str) -> UsageError:
    near = get_close_matches(name.lower(), list(known), n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    return UsageError(f"there is no {what} named {name!r}", hint=f"{hint}Known: {', '.join(known)}.")
