"""Several words at once: phrases, numbers with their units, and lines of running text.

Only Hangul is touched; digits, Latin letters, Chinese characters, lone jamo and punctuation pass through as they are.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from operator import add

from glossary.romanisation.following import tail_kind
from glossary.romanisation.jamo import pattern
from glossary.romanisation.letters import BORDER
from glossary.romanisation.places import irregular_starts, with_irregular_place
from glossary.romanisation.reading import read, reader
from glossary.romanisation.sentences import Named, named_words, names_in_korean
from glossary.romanisation.system import Numbers, System, capital, law

_WORD = r"([가-힣]+)"
_RUN = r"([가-힣]+(?:[-‐][가-힣]+)*)"
_NUMBER = r"(?<![\d가-힣])([가-힣]*)(\d+(?:\.\d+)*)[-‐ ]?(로동자구|구역|지구|동|리|가|구|읍|면)(?![가-힣])"
_UNIT_AFTER = r"\d[-‐ ]?[로구지동리가읍면]"
_COUNTER = r"(\d)([가-힣])"
_SENTENCE_END = r"[가-힣](?:다|라|까|자|요|오)[.!?]?[\"”’》]?\s*$"
"""Patterns as text: they are compiled when they are first needed, not at import."""
_COUNTED = r"\d[-‐ ]?[가-힣]"
"""A digit before a word: only there a number is spelled with its unit or counter."""
_DIGITS = dict(zip("0123456789", "영일이삼사오륙칠팔구", strict=True))


def is_sentence(text: str) -> bool:
    """Whether a text is running text rather than a name or a term: a verb's ending, or many words."""
    found = text.count(" ")
    return found >= 8 or (found >= 2 and re.search(_SENTENCE_END, text) is not None)


def words(text: str, system: System, *, capitals: bool) -> str:
    """Romanise every Hangul word of a text; `capitals` begins each one with a capital."""
    held: list[str] = []
    if pattern(_COUNTED).search(text):
        text, held = _numbers(text, system, capitals=capitals)
    parts = pattern(_RUN).split(text)  # every second one is Hangul
    runs = parts[1::2]
    parts[1::2] = map(_spelled(system, capitals).__getitem__, runs)
    if capitals:
        _lower_counters(parts, runs)
    if system.sentence_capital:
        parts[::2] = map(_between, parts[::2])
    spelled = "".join(parts)
    for i, form in enumerate(held):
        spelled = spelled.replace(_holder(i), form)
    return spelled


def _lower_counters(parts: list[str], runs: list[str]) -> None:
    """Write what counts in small letters (Je8cha): up to two syllables at once behind a digit."""
    for i, run in enumerate(runs):
        if parts[2 * i][-1:].isdecimal() and len(run) <= _COUNTS:
            parts[2 * i + 1] = parts[2 * i + 1].lower()


_COUNTS = 2


class _Spelled(dict[str, str]):
    """The words that a system has spelled before; a new one is spelled when it is asked for.

    A dict is looked up by `map` without a call of Python, which running text is spelled by.
    """

    def __init__(self, system: System, capitals: bool) -> None:
        super().__init__({"": ""})
        self._system, self._capitals = system, capitals
        self._read = reader(system)
        self._irregular = irregular_starts(system)
        self._pair = system.letters.pair if system.word is None and system.letters is not None else None

    def __missing__(self, run: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
            self[""] = ""
        said = self._read(run)
        irregular = with_irregular_place(run, said, self._system) if run[:2] in self._irregular else None
        if irregular is not None:
            form = irregular
        elif said is run and self._pair is not None and "-" not in run and "‐" not in run:
            # as `spell` would, without the calls
            form = "".join(map(self._pair, map(add, BORDER + run, run + BORDER)))
        elif "-" in run or "‐" in run:
            form = _hyphened(run, self._system)
        else:
            form = self._system.spell(said)
        if self._capitals:
            form = capital(form)
        self[run] = form
        return form


@cache
def _spelled(system: System, capitals: bool) -> _Spelled:
    return _Spelled(system, capitals)


_MOST_WORDS = 100_000
"""Words that are kept for one system; 20 MB."""


def _hyphened(run: str, system: System) -> str:
    parts = re.split("[-‐]", run)
    if system.joins_hyphens:
        return _across(parts, system)
    if len(parts) == 2 and parts[1] in _UNITS and system.unit_hyphen:
        return f"{system.spell(read(parts[0], system))}-{system.voiced(parts[1])}"
    return "-".join(system.spell(read(part, system)) for part in parts)


_UNITS = frozenset(("도", "시", "군", "구", "구역", "리", "동", "읍", "면", "가", "로동자구"))


def _across(parts: list[str], system: System) -> str:
    """Spell the parts of a hyphened name with the sound changes between them: 원신-리 Wŏnsil-li."""
    spelled = system.syllables("".join(parts))
    out: list[str] = []
    for part in parts:
        out.append("".join(spelled[: len(part)]).removeprefix("'"))
        spelled = spelled[len(part) :]
    return "-".join(out)


def _between(text: str) -> str:
    if "·" not in text and " :" not in text:
        return text
    text = re.sub(r"\s*·\s*", ", ", text)
    return re.sub(r"\s+:", ":", text)


def _holder(i: int) -> str:
    return f"\ue000{i}\ue001"


def _numbers(text: str, system: System, *, capitals: bool) -> tuple[str, list[str]]:
    """Take numbers with a unit out of a text and spell them in the system's way; a counter may get a hyphen."""
    held: list[str] = []

    def with_unit(found: re.Match[str]) -> str:
        name, digits, unit = found[1], found[2], found[3]
        spelled = system.voiced(unit) if not system.joins_hyphens else ""
        if system.numbers is Numbers.READ:
            read_out = "".join(_DIGITS[d] for d in digits if d in _DIGITS)
            form = capital(_across([read_out, unit], system))
        elif system.numbers is Numbers.GLOSSED:
            glosses = "".join(system.spell(_DIGITS[d]) for d in digits if d in _DIGITS)
            form = f"{digits}({glosses})-{spelled}"
        else:
            form = f"{digits}-{spelled}"
        held.append(form)
        gap = " " if name and system.numbers in (Numbers.READ, Numbers.GLOSSED) else ""
        return f"{name}{gap}{_holder(len(held) - 1)}"

    if system.unit_hyphen and pattern(_UNIT_AFTER).search(text):
        text = pattern(_NUMBER).sub(with_unit, text)
    if system.numbers is Numbers.HYPHENED:
        text = pattern(_COUNTER).sub(lambda m: f"{m[1]}-{law(m[2])}", text)
    return text, held


def line(text: str, system: System, *, capitals: bool = False) -> str:
    """Romanise a line of running text: people and places as names, other words by the rules.

    `capitals` begins each word with a capital, as terms are written; a line has small letters.
    """
    if "-" in text or "‐" in text or (system.unit_hyphen and pattern(_UNIT_AFTER).search(text)):
        return _line_in_pieces(text, system, capitals)
    parts = pattern(_WORD).split(text)  # every second one is Hangul
    named = named_words(parts)
    counted = _counters(parts) if system.numbers is Numbers.HYPHENED and pattern(_COUNTER).search(text) else ()
    if counted and any(i in counted for i, _ in named):
        return _line_in_pieces(text, system, capitals)
    for i in counted:
        word = parts[2 * i + 1]
        parts[2 * i] += "-"
        parts[2 * i + 1] = law(word[0]) + word[1:]
    forms = _forms_of_names(system, capitals)
    held = []
    for i, name in named:
        word = parts[2 * i + 1]
        held.append((2 * i + 1, forms.get((word, name)) or _learn_form(forms, word, name, system, capitals)))
        parts[2 * i + 1] = ""
    runs = parts[1::2]
    parts[1::2] = map(_spelled(system, capitals).__getitem__, runs)
    if capitals:
        _lower_counters(parts, runs)
    for at, form in held:
        parts[at] = form
    if not system.sentence_capital:
        return "".join(parts)
    if "·" in text or " :" in text:
        parts[::2] = map(_between, parts[::2])
    return capital("".join(parts))


def _counters(parts: list[str]) -> list[int]:
    """Return the numbers of the words that follow a digit at once."""
    return [at // 2 for at in range(0, len(parts) - 1, 2) if parts[at][-1:].isdecimal()]


@cache
def _forms_of_names(system: System, capitals: bool) -> dict[tuple[str, Named], str]:
    """Return the words with a name inside that a system has spelled before, with small letters or capitals behind."""
    return {}


def _learn_form(forms: dict[tuple[str, Named], str], word: str, name: Named, system: System, capitals: bool) -> str:
    if len(forms) >= _MOST_WORDS:
        forms.clear()
    spelled = _spelled(system, False)
    before, rest = word[: name.skipped], word[name.skipped + len(name.text) :]
    gap = " " if rest and name.kind == "person" else ""
    after = capital(spelled[rest]) if gap and capitals and tail_kind(rest) != "particle" else spelled[rest]
    form = f"{spelled[before]}{_name(name.text, name.kind, system)}{gap}{after}"
    forms[word, name] = form
    return form


def forget() -> None:
    """Forget every word and name that was spelled; the tables stay."""
    for kept in (_spelled, _forms_of_names, _name):
        kept.cache_clear()


def _line_in_pieces(text: str, system: System, capitals: bool) -> str:
    """Romanise a line with hyphens or numbered units, which may join what stands on both sides of them."""
    out: list[str] = []
    at = 0
    for name in names_in_korean(text):
        if name.kind not in ("person", "place"):
            continue
        out.append(words(text[at : name.start], system, capitals=capitals))
        form = _name(name.text, name.kind, system)
        if "가" <= text[name.end : name.end + 1] <= "힣" and name.kind == "person":
            form += " "
        out.append(form)
        at = name.end
    out.append(words(text[at:], system, capitals=capitals))
    spelled = "".join(out)
    return capital(spelled) if system.sentence_capital else spelled


@lru_cache(maxsize=16_384)
def _name(text: str, kind: str, system: System) -> str:
    from glossary.romanisation.answers import name_form

    return name_form(text, system, kind)
