"""The term base as a printable glossary: one HTML page, sorted by one language, with readings.

Korean of the DPRK is sorted as its dictionaries are: ㄲ ㄸ ㅃ ㅆ ㅉ behind ㅎ, and last what begins with a vowel.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from exports.formats import TermFormat, TermOptions, writable
from exports.holds import Holds, Tally
from exports.page import page, tag, text
from exports.tbx_categories import READING_NOTES
from glossary.terms.entries import Concept, Status, Term
from glossary.text.language import base_language

_SHOWN: Final = (
    *("concept.subject", "concept.definition", "concept.definition_source", "concept.note", "term.status"),
    *("term.house", "term.usage_note", "term.readings", "term.valid_from", "term.valid_until"),
)
# The orders of the standard KPS 9566, as positions in Unicode's composition order.
_INITIALS: Final = "ㄱㄴㄷㄹㅁㅂㅅㅈㅊㅋㅌㅍㅎㄲㄸㅃㅆㅉㅇ"
_VOWELS: Final = "ㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣㅐㅒㅔㅖㅚㅟㅢㅘㅝㅙㅞ"
_FINALS: Final = " ㄱㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅇㅈㅊㅋㅌㅍㅎㄲㅆ"
_UNICODE: Final = (
    "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ",
    "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ",
    " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ",
)
_RANKS: Final = tuple(
    tuple(order.index(letter) for letter in letters)
    for order, letters in zip((_INITIALS, _VOWELS, _FINALS), _UNICODE, strict=True)
)


class Html(TermFormat):
    """A page to print."""

    name = "html"
    title = "HTML, a printable glossary with readings"
    suffix = ".html"
    holds = Holds.only(*_SHOWN)
    readable = False

    def _write(self, concepts: Iterator[Concept], out: BinaryIO, options: TermOptions, tally: Tally) -> None:
        language = options.source_language
        entries: list[tuple[tuple[int, ...], str]] = []
        for concept in writable(concepts, tally, without_terms=False):
            tally.see(concept)
            first = (*concept.in_language(language), *concept.terms)[0]
            entries.append((sort_key(first), _entry(concept, language)))
        entries.sort(key=lambda entry: entry[0])
        title = options.title or "Glossary"
        count = f"{len(entries):,} concept{'s' if len(entries) != 1 else ''}"
        body = "\n".join(entry for _, entry in entries)
        out.write(page(title, f"{tag('h1', text(title))}\n{tag('p', count, class_='small')}\n{body}\n"))


def sort_key(term: Term) -> tuple[int, ...]:
    """Return what a term is sorted by: in Korean of the DPRK by its dictionaries' order, else by small letters."""
    if not term.language.startswith("ko") or term.language == "ko-KR":
        return tuple(ord(c) for c in term.text.casefold())
    return tuple(rank for char in term.text for rank in _syllable(char))


def _syllable(char: str) -> tuple[int, ...]:
    code = ord(char) - 0xAC00
    if not 0 <= code < 11172:
        # Blanks and marks come first, other scripts after Hangul.
        return (ord(char) - 0x110000,) if not char.isalpha() else (100 + ord(char),)
    initial, vowel, final = code // 588, code % 588 // 28, code % 28
    return _RANKS[0][initial], _RANKS[1][vowel], _RANKS[2][final]


def _entry(concept: Concept, language: str) -> str:
    first = concept.in_language(language)
    rest = [t for t in concept.terms if t not in first]
    lines = [tag("h2", ", ".join(_term(t) for t in first) or "–")] if first else []
    languages = dict.fromkeys(t.language for t in rest)
    for other in languages:
        words = ", ".join(_term(t) for t in rest if t.language == other)
        lines.append(tag("p", f"{tag('span', text(other), class_='number')} {words}"))
    if concept.definition:
        source = f" ({concept.definition_source})" if concept.definition_source else ""
        lines.append(tag("p", text(concept.definition + source)))
    small = [concept.subject, concept.note, *(_usage(t) for t in concept.terms if t.usage_note)]
    lines.extend(tag("p", text(s), class_="small") for s in small if s)
    return tag("section", "\n".join(lines), class_="entry")


def _term(term: Term) -> str:
    permitted = term.status.permitted
    word = tag("span", text(term.text), lang=term.language, class_="" if permitted else term.status.value)
    readings = "; ".join(f"{r.text} ({READING_NOTES.get(r.system, r.system)})" for r in term.readings if r.text)
    if base_language(term.language) != "en" and readings:
        word += " " + tag("span", text(readings), class_="reading")
    about = [term.house, "" if term.status is Status.PREFERRED else term.status.value, _dates(term)]
    if any(about):
        word += " " + tag("span", text(f"[{', '.join(a for a in about if a)}]"), class_="small")
    return word


def _dates(term: Term) -> str:
    if not term.valid_from and not term.valid_until:
        return ""
    start, end = (day.isoformat() if day else "" for day in (term.valid_from, term.valid_until))
    return f"{start}–{end}"


def _usage(term: Term) -> str:
    return f"{term.text}: {term.usage_note}"


HTML: Final = Html()
