"""All exchange formats by name. Names and titles cost nothing; a format's module is imported when it is asked for.

This is the public face of the package: `term_formats()`, `alignment_formats()`, `report_formats()`, and one of each by
name. The tables below are what `malmoi export --formats` and the contract tests go through.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, cast

from glossary.errors import UsageError

if TYPE_CHECKING:
    from exports.formats import AlignmentFormat, ReportFormat, TermFormat

TERM_FORMATS: Final[Mapping[str, str]] = {
    "tbx": "exports.tbx:TBX",
    "tbx-linguist": "exports.tbx:LINGUIST",
    "tbx2": "exports.tbx:TBX2",
    "csv": "exports.csv:CSV",
    "tsv": "exports.csv:TSV",
    "jsonl": "exports.jsonl:JSONL",
}
ALIGNMENT_FORMATS: Final[Mapping[str, str]] = {}
REPORT_FORMATS: Final[Mapping[str, str]] = {}


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


def term_format_of(path: str | PurePath, head: bytes = b"") -> TermFormat:
    """Return the format that a term base file is in, by its first bytes and its suffix.

    Raises UsageError where neither tells.
    """
    suffix = PurePath(path).suffix.lower()
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"PK\x03\x04") and "xlsx" in TERM_FORMATS:
        return term_format("xlsx")
    if b"<martif" in start[:4096]:
        return term_format("tbx2")
    if start.startswith(b"{") and "jsonl" in TERM_FORMATS:
        return term_format("jsonl")
    if start.startswith(b"# Glossary in tab-separated format") and "omegat" in TERM_FORMATS:
        return term_format("omegat")
    if start.startswith(b"location,source,target,id,fuzzy") and "weblate" in TERM_FORMATS:
        return term_format("weblate")
    if b"<tbx" in start[:4096]:
        return term_format("tbx")
    known = {".tbx": "tbx", ".tbxm": "tbx", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".txt": "tsv"}
    known |= {".xlsx": "xlsx", ".jsonl": "jsonl", ".ndjson": "jsonl", ".xml": "tbx"}
    if suffix in known and known[suffix] in TERM_FORMATS:
        return term_format(known[suffix])
    raise UsageError(
        f"{path}: the format of this file is not known by its name",
        hint=f"Name it with --format: {', '.join(TERM_FORMATS)}.",
    )


def _load(name: str, table: Mapping[str, str], what: str) -> object:
    if name not in table:
        raise _unknown(name, table, what)
    module, _, attribute = table[name].partition(":")
    return getattr(import_module(module), attribute)


def _unknown(name: str, known: Iterable[str], what: str) -> UsageError:
    near = get_close_matches(name.lower(), list(known), n=1)
    hint = f"Did you mean {near[0]}? " if near else ""
    return UsageError(f"there is no {what} named {name!r}", hint=f"{hint}Known: {', '.join(known)}.")
