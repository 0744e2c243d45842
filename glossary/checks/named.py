"""Which persons and places a source names, and whether a target names a place in its own way.

The term base's names come first; those that `glossary.romanisation` finds in the Korean follow, with how sure it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from glossary.checks.terms import groups
from glossary.checks.texts import CheckText
from glossary.paths import data_path
from glossary.romanisation.folding import stripped
from glossary.romanisation.names import names_in_korean, spellings
from glossary.romanisation.nations import is_of_place, nationalities
from glossary.romanisation.tables import persons
from glossary.terms.entries import Term
from glossary.terms.matching import Recognised
from glossary.terms.scripts import owner_of
from glossary.text.language import base_language

CAPITAL_WORD = re.compile(r"\b[A-Z][\w'’ʼ]*(?:[-‐‑][\w'’ʼ]+)*")


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the source: where, what, and what is known of it."""

    start: int
    end: int
    text: str
    kind: str
    """`person` or `place`."""
    confidence: float
    recognised: tuple[Recognised, ...] = ()
    """Its concepts, where the term base has it."""

    @property
    def renderings(self) -> tuple[Term, ...]:
        """The permitted terms of the target language, of all its concepts."""
        return tuple(t for r in self.recognised for t in r.renderings)

    @property
    def is_country(self) -> bool:
        """Whether the term base files it under countries."""
        return any("country" in r.concept.subject for r in self.recognised)


def names_of(text: CheckText, at: int) -> list[Name]:
    """Return the names of a bead's source, each once: those of the term base, then those the rules are sure of."""
    bead = text.beads[at]
    names: list[Name] = []
    covered = [(r.source_match.start, r.source_match.end) for r in text.recognised(at)]
    for group in groups(text.recognised(at)):
        first = group[0]
        match = first.source_match
        kinds = {owner_of(r.concept) for r in group}
        if kinds <= {"person", "place"} and not match.tail.derived:
            kind = "person" if "person" in kinds else "place"
            if kind == "person" and _is_joined(bead.source, match.start, match.end):
                continue
            names.append(Name(match.start, match.end, match.text, kind, 1.0, tuple(group)))
    if base_language(text.source_language) == "ko" and base_language(text.target_language) == "en":
        seen = {n.text for n in names}
        for found in names_in_korean(bead.source):
            inside = any(a < found.end and found.start < b for a, b in covered)
            if inside or found.text in seen or found.kind not in ("person", "place"):
                continue
            if found.kind == "person" and _is_joined(bead.source, found.start, found.end):
                continue
            seen.add(found.text)
            names.append(Name(found.start, found.end, found.text, found.kind, found.confidence))
    return names


def _is_joined(source: str, start: int, end: int) -> bool:
    """Whether a hyphen joins a person's name to another word: 안호이저-부시, 마르크스-레닌주의 name nobody."""
    return bool(_JOINED_BEFORE.search(source[:start]) or _JOINED_BEHIND.match(source, end))


_JOINED_BEFORE = re.compile(r"[가-힣][-‐‑]\Z")
_JOINED_BEHIND = re.compile(r"[-‐‑][가-힣]")


def borne_names(text: CheckText, at: int, names: Sequence[Name]) -> list[Name]:
    """Return the known persons whose name a thing of the source bears, and that `names` lacks: 김일성광장.

    The thing may have another name in the translation, but a name that stands there is spelled as the person's.
    """
    if base_language(text.source_language) != "ko" or base_language(text.target_language) != "en":
        return []
    source = text.beads[at].source
    seen = {n.text for n in names}
    return [
        Name(m.start(), m.end(), m.group(), "person", SURE_OF_TABLE)
        for m in _borne().finditer(source)
        if m.group() not in seen
    ]


SURE_OF_TABLE = 0.9


@cache
def _borne() -> re.Pattern[str]:
    """Return what finds a person of the North's public life at the beginning of a longer word."""
    known = sorted(name for name in persons("north") if len(name) == 3)
    return re.compile(f"(?<![가-힣])(?:{'|'.join(known)})(?=[가-힣]{{2}})")


def forms_of(name: Name) -> list[str]:
    """Return the forms that are looked for: those of the term base, else those of the table or the romanisation."""
    if name.recognised:
        return [t.text for t in name.renderings]
    known = spellings(name.text)
    return [s.form for s in known if s.how == known[0].how][:4]


_UNITS = frozenset(
    (
        *(
            "province",
            "county",
            "city",
            "district",
            "mt",
            "mount",
            "river",
            "lake",
            "area",
            "island",
            "station",
            "port",
        ),
        *("south", "north", "of", "the", "town", "village", "ri", "gun", "si", "dong", "up", "guyok", "do"),
    )
)


def place_stands(rendering: str, target: str) -> bool:
    """Whether the target has a place without its unit or as a nationality: Wiwon for Wiwon County, Russian, British."""
    known = nationalities().get(rendering, frozenset())
    core = [w for w in re.split(r"[\s-]+", rendering) if stripped(w) not in _UNITS]
    words = {without_possessive(w.group()) for w in CAPITAL_WORD.finditer(target)}
    words |= {part for w in words for part in w.split("-")}
    if words & known or any(f"{k}" in target for k in known if "." in k):
        return True
    return bool(core) and all(any(is_of_place(c, w) for w in words) for c in core)


@cache
def provinces() -> dict[str, str]:
    """Return the provinces of the table of places with their English names: 함경남도, South Hamgyong Province."""
    lines = data_path("romanisation", "places.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines[1:] if line)
    named = [hangul + unit for hangul, unit, kind, *_ in rows if kind == "province" and unit == "도"]
    return {name: next((s.form for s in spellings(name) if s.form.endswith(" Province")), "") for name in named}


def other_province(province: str, source: str, target: str) -> tuple[int, int, str] | None:
    """Return where the target names another province than `province`, and what should stand there; None if nowhere.

    A province that the source names too, in full or in short (함북), is no mistake for this one.
    """
    wanted = provinces().get(province)
    if not wanted or "남북도" in source:
        return None
    core = wanted.removesuffix(" Province")
    if core in target:
        return None
    for other, form in provinces().items():
        plain = form.removesuffix(" Province")
        if not plain or other == province or other in source or other[0] + other[-2] in source:
            continue
        found = re.search(rf"\b{re.escape(plain)} Province\b", target)
        if found is None and _twins(province, other):
            found = re.search(rf"\b{re.escape(plain)}\b", target)
        if found is not None:
            return found.start(), found.end(), wanted if found.group().endswith("Province") else core
    return None


def _twins(one: str, other: str) -> bool:
    """Whether two provinces are the south and the north of one name."""
    return one[:-2] == other[:-2] and {one[-2], other[-2]} == {"남", "북"}


def without_possessive(word: str) -> str:
    """Return a word without its possessive ending."""
    return word[:-2] if word.endswith(("'s", "’s")) else word
