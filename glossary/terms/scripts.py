"""How a term and a line of text are laid beside each other in each script: skeletons, word boundaries, inflection.

A skeleton is the text with all that spelling may vary (case, hyphens, apostrophes, spaces between Korean words) taken
away; terms and lines are reduced in the same way, so that a plain string search finds the candidates. Each line can say
where in the original a candidate stands and whether it is a whole word there.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Protocol

from glossary.terms.entries import Concept, Match, PartOfSpeech, Term
from glossary.text.english import SIBILANT, other_spelling, plural, verb_forms
from glossary.text.language import base_language
from glossary.text.particles import HANGUL_RUN, NO_TAIL, Tail, read_tail

Found = tuple[int, int, Tail, str]
"""Start, end, Korean tail, English ending."""


FINISHED = 1
"""The form is inflected already; no ending may follow."""
CAPITALS = 2
"""The text must be in the term's case: acronyms, and terms marked case-sensitive."""

Form = tuple[str, int]
"""A skeleton to look for, and the flags above."""


class Line(Protocol):
    """One text, reduced."""

    skeleton: str

    def verify(self, at: int, stop: int, term: Term, concept: Concept, flags: int) -> Found | None:
        """Return where the candidate at these skeleton offsets stands, or None where it is no whole word."""
        ...


class Script(Protocol):
    """How one group of languages is searched."""

    cut: int
    """How many characters of a skeleton are enough to look for first."""

    def forms(self, term: Term, concept: Concept) -> Sequence[Form]:
        """Return the forms under which a term of a concept is looked for."""
        ...

    def line(self, text: str) -> Line:
        """Return a text ready for searching."""
        ...


def owner_of(concept: Concept) -> str:
    """Return what a concept names by its subject field: `person`, `place`, `organisation`, `other`; empty if unsaid."""
    return _owner(concept.subject)


@lru_cache(maxsize=1024)
def _owner(subject: str) -> str:
    subject = subject.casefold()
    if not subject:
        return ""
    levels = subject.split("/")
    return next((owner for owner, words in _OWNERS.items() if any(level.strip() in words for level in levels)), "other")


_OWNERS = {
    "person": frozenset(("person", "persons", "people", "leader", "leaders")),
    "place": frozenset(("place", "places", "geography", "territory", "territories", "country", "countries")),
    "organisation": frozenset(("organisation", "organisations", "organization", "organizations", "party", "agency")),
}


# ---------------------------------------------------------------------------------------------------- alphabets

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\W_]+")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_TWO_CAPITALS = re.compile(r"\b([A-Z])([A-Z])\b")
_BEFORE_PREPOSITION = re.compile(r"([a-z]{3,})(?= (?:of|for|in|on|to|by|with|from|at|against|given) )")


def _fold(text: str) -> str:
    """Return the text in small letters, each character still one character."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def _respelled(text: str) -> list[str]:
    """Return skeletons of a term without its hyphens, and with or without the full stops of its acronyms."""
    found = []
    if "-" in text:
        found.append(text.replace("-", ""))
    if dotted := _DOTTED.search(text):
        found.append(text.replace(dotted[0], dotted[0].replace(".", "")))
    elif two := _TWO_CAPITALS.search(text):
        found.append(text.replace(two[0], f"{two[1]}.{two[2]}."))
    return [_BETWEEN.sub(" ", _fold(t)).strip() for t in found]


class Alphabet:
    """Languages with words between spaces; the inflection is English."""

    cut = 7

    def forms(self, term: Term, concept: Concept) -> Sequence[Form]:
        """Return the term, its other spellings, and the inflections that change more than its end."""
        text = term.text
        folded = _fold(text)
        skeleton = folded if folded.isalnum() else _BETWEEN.sub(" ", folded).strip()
        if not skeleton:
            return ()
        flags = CAPITALS if term.case_sensitive or (text.isupper() and len(text) <= 8 and text.isalpha()) else 0
        if term.match is not Match.INFLECTED:
            return ((" " + skeleton, flags),)
        spelled = [skeleton]
        if (other := other_spelling(skeleton)) != skeleton:
            spelled.append(other)
        if "-" in text or "." in text or (folded != text and _TWO_CAPITALS.search(text)):
            spelled += _respelled(text)
        forms = [(" " + s, flags) for s in spelled]
        for s in spelled:
            if s[-1] == "y" or s.endswith("man"):
                start, gap, last = s.rpartition(" ")
                forms.append((f" {start}{gap}{plural(last)}", flags | FINISHED))
            if " " in s and (head := _BEFORE_PREPOSITION.search(s)) and not head[1].endswith("s"):
                forms.append((f" {s[: head.start()]}{plural(head[1])}{s[head.end() :]}", flags))
            if term.part_of_speech is PartOfSpeech.VERB:
                first, gap, rest = s.partition(" ")
                forms += [(f" {verb}{gap}{rest}", flags | FINISHED) for verb in verb_forms(first)]
        return forms

    def line(self, text: str) -> AlphabetLine:
        """Return the text in small letters with one space between words."""
        return AlphabetLine(text)


class AlphabetLine:
    """A text whose skeleton is ` word word word `."""

    __slots__ = ("_offsets", "_text", "_words", "skeleton")

    def __init__(self, text: str) -> None:
        self._text = text
        self.skeleton = " " + _BETWEEN.sub(" ", _fold(text)).strip() + " "
        self._words: list[tuple[int, int]] | None = None
        self._offsets: list[int] = []

    def _locate(self, at: int) -> int:
        """Return the original offset of a skeleton offset."""
        if self._words is None:
            self._words = [m.span() for m in _WORD.finditer(self._text)]
            offset = 1
            for start, end in self._words:
                self._offsets.append(offset)
                offset += end - start + 1
        number = bisect_right(self._offsets, at) - 1
        return self._words[number][0] + at - self._offsets[number]

    def verify(self, at: int, stop: int, term: Term, concept: Concept, flags: int) -> Found | None:
        """Return the place of a candidate that ends at a word's end, plural and possessive allowed."""
        rest_end = self.skeleton.index(" ", stop)
        ending = ""
        if rest_end != stop and term.match is not Match.PREFIX:
            ending = self.skeleton[stop:rest_end]
            if term.match is Match.EXACT or flags & FINISHED or not self._plural_ending(stop, ending):
                return None
        start = self._locate(at + 1)
        end = self._locate(stop - 1) + 1 + len(ending)
        if flags & CAPITALS and not self._same_case(start, end - len(ending), term.text):
            return None
        if self._text[end : end + 1] == "." and self._text[end - 2 : end - 1] == ".":
            end += 1  # the last full stop of U.S.
        return start, end, NO_TAIL, ending

    def _plural_ending(self, stop: int, rest: str) -> bool:
        if rest == "s":
            return True
        return rest == "es" and self.skeleton[:stop].endswith((*SIBILANT, "o"))

    def _same_case(self, start: int, end: int, term: str) -> bool:
        """Whether the letters are in the term's case; a small first letter may be capital at a sentence's beginning."""
        here = [c for c in self._text[start:end] if c.isalnum()]
        there = [c for c in term if c.isalnum()]
        if len(here) != len(there):
            return self._text[start:end].upper() == self._text[start:end] if term.upper() == term else False
        if here == there:
            return True
        return here[1:] == there[1:] and here[0] == there[0].upper() and self._begins(start)

    def _begins(self, start: int) -> bool:
        before = self._text[:start].rstrip(" \t\n\"'“”‘’«»《》(-–—")
        return not before or before[-1] in ".!?:…"


# ------------------------------------------------------------------------------------------------------- Korean

_HAN_OR_HANGUL = re.compile(r"[\uac00-\ud7a3\u3400-\u9fff\uf900-\ufaff]")
_NOT_SPACE = re.compile(r"\S+")


class Korean:
    """Korean: words inside written words; the spaces between words are optional."""

    cut = 2

    def forms(self, term: Term, concept: Concept) -> Sequence[Form]:
        """Return the term without its spaces, and so its spellings of the other Korean state (로동, 노동)."""
        from glossary.text.respelling import respelled

        own = (_skeleton(term.text), 0)
        if term.match is Match.EXACT:
            return (own,)
        others = respelled(term.text, owner=owner_of(concept))
        return (own, *((_skeleton(other), 0) for other in others)) if others else (own,)

    def line(self, text: str) -> KoreanLine:
        """Return the text without its spaces."""
        return KoreanLine(text)


_QUOTES = dict.fromkeys(map(ord, "《》〈〉≪≫“”‘’\"'"), '"')
"""The North writes 《》 where the South writes “”: all are one sign."""


def _skeleton(text: str) -> str:
    """Return a Korean text without spaces and with one sign for all quotation marks; each other character stays."""
    return "".join(text.split()).translate(_QUOTES)


class KoreanLine:
    """A Korean text whose skeleton has no spaces."""

    __slots__ = ("_offsets", "_text", "_words", "skeleton")

    def __init__(self, text: str) -> None:
        self._text = text
        self.skeleton = _skeleton(text)
        self._words: list[int] | None = None
        self._offsets: list[int] = []

    def _locate(self, at: int) -> int:
        if self._words is None:
            self._words = []
            offset = 0
            for word in _NOT_SPACE.finditer(self._text):
                self._words.append(word.start())
                self._offsets.append(offset)
                offset += word.end() - word.start()
        number = bisect_right(self._offsets, at) - 1
        return self._words[number] + at - self._offsets[number]

    def verify(self, at: int, stop: int, term: Term, concept: Concept, flags: int) -> Found | None:
        """Return the place of a candidate that begins a written word and whose rest is a chain of particles."""
        text = self._text
        start = self._locate(at)
        end = self._locate(stop - 1) + 1
        if start and not _boundary(text[start - 1], text[start]):
            return None
        if end - start != stop - at and not _spaced_alike(text[start:end], term.text, owner_of(concept)):
            return None
        rest = HANGUL_RUN.match(text, end)
        run = rest[0] if rest else ""
        following = text[end + len(run) : end + len(run) + 1]
        if term.match is Match.PREFIX:
            return start, end, Tail(run), ""
        if following and not _boundary(text[end + len(run) - 1], following):
            return None
        if term.match is Match.EXACT:
            return None if run else (start, end, NO_TAIL, "")
        tail = read_tail(run, text[end - 1], owner_of(concept))
        return None if tail is None else (start, end, tail, "")


def _boundary(before: str, after: str) -> bool:
    """Whether a word may begin between two characters: not inside Hangul, Latin letters or a number."""
    if _HAN_OR_HANGUL.match(before):
        return not _HAN_OR_HANGUL.match(after)
    if before.isdigit():
        return not after.isdigit()
    if before in ".," and after.isdigit():
        return False
    return not (before.isalpha() and after.isalpha())


def _spaced_alike(found: str, term: str, owner: str) -> bool:
    """Whether the spaces of the text are the term's own, or part a long term into pieces of two syllables or more."""
    gaps, length = _gaps(found), len("".join(found.split()))
    if gaps <= _gaps(term) or (len(gaps) == len(_gaps(term)) and length != len("".join(term.split()))):
        return True  # another spelling may be longer: 바티칸 시국, 바띠까노 시국
    if length < 4 or owner == "person":
        return False
    return all(b - a >= 2 for a, b in pairwise((0, *sorted(gaps), length)))


def _gaps(text: str) -> set[int]:
    """Return before which of the non-space characters a space stands."""
    gaps: set[int] = set()
    count = 0
    for word in text.split():
        if count:
            gaps.add(count)
        count += len(word)
    return gaps


# ----------------------------------------------------------------------------------------------------- Japanese

_JAPANESE_SUFFIXES = ("的", "側", "等", "間", "内", "中", "後", "前", "時", "側", "上", "下", "達", "氏", "同志")
_JAPANESE_PREFIXES = ("両", "各", "全", "同", "対", "反", "新", "旧", "元", "前", "現", "非", "駐")


@cache
def _kind(char: str) -> str:
    """Return `kana`, `hiragana`, `han`, `latin`, `digit` or `` for a character."""
    if "\u30a1" <= char <= "\u30ff" or "\uff66" <= char <= "\uff9f":
        return "" if char == "・" else "kana"
    if "\u3041" <= char <= "\u309f":
        return "hiragana"
    if "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char == "々":
        return "han"
    if char.isdigit():
        return "digit"
    return "latin" if unicodedata.category(char)[0] == "L" else ""


class Japanese:
    """Japanese and Chinese: no spaces; a word ends where the script changes."""

    cut = 2

    def forms(self, term: Term, concept: Concept) -> Sequence[Form]:
        """Return the term without spaces."""
        return (("".join(term.text.split()), 0),)

    def line(self, text: str) -> JapaneseLine:
        """Return the text as it is."""
        return JapaneseLine(text)


@dataclass(slots=True)
class JapaneseLine:
    """A text that is its own skeleton."""

    skeleton: str

    def verify(self, at: int, stop: int, term: Term, concept: Concept, flags: int) -> Found | None:
        """Return the place of a candidate with another script, or a listed affix, at both ends."""
        text = self.skeleton
        run = self._run(at, stop)
        whole_kanji = _kind(text[at]) == "han" and stop - at >= 3
        before = at - run[0]
        if before and not (text[at - 1] in _JAPANESE_PREFIXES or (whole_kanji and before > 1)):
            return None
        after = run[1] - stop
        if after and term.match is not Match.PREFIX:
            if term.match is Match.EXACT:
                return None
            if not (text.startswith(_JAPANESE_SUFFIXES, stop) or (whole_kanji and after > 1)):
                return None
        return at, stop, NO_TAIL, ""

    def _run(self, at: int, stop: int) -> tuple[int, int]:
        """Return the stretch of the same script that a candidate stands in.

        Kanji words join without a sign (朴泰成総理): a single character more makes another word (労働党員), two or more
        are a word of their own beside a term of at least three.
        """
        text = self.skeleton
        first, last = _kind(text[at]), _kind(text[stop - 1])
        while first not in ("", "hiragana") and at and _kind(text[at - 1]) == first:
            at -= 1
        while last not in ("", "hiragana") and stop < len(text) and _kind(text[stop]) == last:
            stop += 1
        return at, stop


_KOREAN, _JAPANESE, _ALPHABET = Korean(), Japanese(), Alphabet()


def script_of(language: str) -> Script:
    """Return how a language is searched."""
    base = base_language(language)
    if base == "ko":
        return _KOREAN
    return _JAPANESE if base in ("ja", "zh") else _ALPHABET
