"""Several words at once: phrases, numbers with their units, and lines of running text.

Only Hangul is touched; digits, Latin letters, Chinese characters, lone jamo and punctuation pass through as they are.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from glossary.romanisation.jamo import pattern
from glossary.romanisation.reading import read
from glossary.romanisation.system import Numbers, System, capital, law

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
    spelled_before = _spelled(system, capitals)
    runs = parts[1::2]
    forms = list(map(spelled_before.get, runs))
    if None in forms:
        forms = [spelled_before.get(run) or _learn(spelled_before, run, system, capitals) for run in runs]
    parts[1::2] = forms
    if system.sentence_capital:
        parts[::2] = [_between(part) if "·" in part or " :" in part else part for part in parts[::2]]
    spelled = "".join(parts)
    for i, form in enumerate(held):
        spelled = spelled.replace(_holder(i), form)
    return spelled


@cache
def _spelled(system: System, capitals: bool) -> dict[str, str]:
    """Return the words that a system has spelled before; a plain dict is looked up faster than a cache of calls."""
    return {}


_MOST_WORDS = 100_000
"""Words that are kept for one system; 20 MB."""


def _learn(spelled: dict[str, str], run: str, system: System, capitals: bool) -> str:
    if len(spelled) >= _MOST_WORDS:
        spelled.clear()
    form = spelled[run] = _word(run, system, capitals)
    return form


def _word(run: str, system: System, capitals: bool) -> str:
    if "-" not in run and "‐" not in run:
        said = read(run, system)
        letters = system.letters
        # a word without marks goes to its letters at once
        plain = letters is not None and said is run and system.word is None
        spelled = letters.spell(said) if letters is not None and plain else system.spell(said)
        return capital(spelled) if capitals else spelled
    parts = re.split("[-‐]", run)
    if system.joins_hyphens:
        spelled = _across(parts, system)
    elif len(parts) == 2 and parts[1] in _UNITS and system.unit_hyphen:
        spelled = f"{system.spell(read(parts[0], system))}-{system.voiced(parts[1])}"
    else:
        spelled = "-".join(system.spell(read(part, system)) for part in parts)
    return capital(spelled) if capitals else spelled


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


def line(text: str, system: System) -> str:
    """Romanise a line of running text: people and places as names, other words by the rules, in small letters."""
    from glossary.romanisation.sentences import names_in_korean

    out: list[str] = []
    at = 0
    for name in names_in_korean(text):
        if name.kind not in ("person", "place"):
            continue
        out.append(words(text[at : name.start], system, capitals=False))
        form = _name(name.text, name.kind, system)
        if "가" <= text[name.end : name.end + 1] <= "힣" and name.kind == "person":
            form += " "
        out.append(form)
        at = name.end
    out.append(words(text[at:], system, capitals=False))
    spelled = "".join(out)
    return capital(spelled) if system.sentence_capital else spelled


@lru_cache(maxsize=16_384)
def _name(text: str, kind: str, system: System) -> str:
    from glossary.romanisation.registry import romanise

    return romanise(text, system.name, kind).form
