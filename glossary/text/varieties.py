"""The DPRK's spelling and the South's, one into the other, and where a text shows the other one.

Words that differ stand in `data/text/north_south.tsv` and in the table of foreign names, endings and spacing follow
`variety_rules`, family names are changed where a person stands. Every place carries a confidence: a homograph (이상:
리상 or 이상) is only offered as a variant. Pure; texts are NFC and offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from glossary.paths import data_path
from glossary.romanisation import tables
from glossary.romanisation.jamo import has_final
from glossary.romanisation.kinds import Kind, decide
from glossary.romanisation.reading import law_of_word
from glossary.romanisation.sentences import names_in_korean
from glossary.romanisation.system import law
from glossary.romanisation.word_names import after_foreign
from glossary.text.variety_rules import RULED, rules

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

LEAST = 0.6
"""Below this confidence a place is not changed, only known."""
SPELLING = frozenset({"law", "sound", "sai-siot", "harmony", "word", "loan", "ending", "name", "foreign"})
"""Kinds that are spelling of words; `quotes` and `spacing` are the others."""
_MOST_VARIANTS = 24


class Difference(NamedTuple):
    """A place where the other country writes otherwise."""

    start: int
    end: int
    text: str
    other: str
    """What the other country writes here."""
    kind: str
    confidence: float
    reason: str
    attested: bool = True
    """Whether a published rule or a row with a source says so; False for a row from general knowledge."""


class _Entry(NamedTuple):
    form: str
    other: str
    kind: str
    confidence: float
    inside: bool
    """Whether it is also found inside a written word …"""
    not_after: str
    """… unless one of these syllables stands before it."""
    attested: bool = False


_RUN = re.compile("[가-힣]+")
_REASONS = {
    "law": "initial-sound law",
    "sound": "ㅖ and ㅔ",
    "sai-siot": "sai-siot",
    "harmony": "vowel harmony",
    "word": "another word or form",
    "loan": "loanword",
    "foreign": "foreign name",
}


class _Index(NamedTuple):
    entries: Mapping[str, _Entry]
    lengths: Mapping[str, tuple[int, ...]]
    """Lengths of the entries that begin with two characters, the longest first."""


@cache
def _index(to: str) -> _Index:
    """Return the words of one direction; of several the surest wins."""
    south = to == "south"
    found: dict[str, _Entry] = {}
    stays: list[_Entry] = []

    def add(entry: _Entry) -> None:
        old = found.get(entry.form)
        if old is None or old.confidence < entry.confidence:
            found[entry.form] = entry
        elif old.other == entry.other and entry.attested and not old.attested:
            found[entry.form] = old._replace(attested=True)  # one table says where it is from

    columns = ("north", "south", "kind", "inside", "inside_south", "to_north", "to_south", "source")
    for row in tables.read_table(data_path("text", "north_south.tsv"), columns):
        form, other = (row["north"], row["south"]) if south else (row["south"], row["north"])
        inside = row["inside"] if south else row["inside_south"]
        confidence = float(row["to_south"] if south else row["to_north"])
        attested = tables.is_attested(row["source"])
        add(_Entry(form, other, row["kind"], confidence, inside[0] == "+", inside[2:], attested))
    for foreign in tables.foreign_names():
        form, other = (foreign.dprk, foreign.south) if south else (foreign.south, foreign.dprk)
        if len(form) > 1 and other and form != other and " " not in form:
            sure = 0.9 if len(form) > 2 else 0.4 if form in _ALSO_WORDS else 0.75
            add(_Entry(form, other, "foreign", sure, False, "", tables.is_attested(foreign.source)))
        if len(other) > 2 and " " not in other and south:
            stays.append(_Entry(other, other, "same", 1.0, False, ""))  # 리비아, 루마니아: the law is not for loans
    for entry in stays:
        found.setdefault(entry.form, entry)
    lengths: dict[str, set[int]] = {}
    for form in found:
        lengths.setdefault(form[:2], set()).add(len(form))
    return _Index(found, {start: tuple(sorted(sizes, reverse=True)) for start, sizes in lengths.items()})


def differences(text: str, to: str, *, kinds: Collection[str] = (), least: float = 0.0) -> list[Difference]:
    """Return the places of a text that the other country (`to`: `south` or `north`) writes otherwise.

    In order, without overlaps; words of the table win over rules. `kinds` limits the answer, `least` is the lowest
    confidence.
    """
    if to not in ("south", "north"):
        raise ValueError(f"{to!r} is neither south nor north")
    found = _differences(text, to)
    return [d for d in found if d.confidence >= least and (not kinds or d.kind in kinds)]


@lru_cache(maxsize=4_096)
def _differences(text: str, to: str) -> tuple[Difference, ...]:
    return _apart(text, (_names(text, to), _words(text, to), _rule_places(text, to)))


def word_differences(text: str, to: str) -> list[Difference]:
    """Return the sure differences in the spelling of words, without a look for people. For the terms of a term base."""
    ruled = () if RULED.isdisjoint(text) else _rule_places(text, to, SPELLING)
    return [d for d in _apart(text, (_words(text, to), ruled)) if d.kind in SPELLING and d.confidence >= LEAST]


def may_differ(text: str) -> bool:
    """Whether a word of the table or a letter of a rule stands in a text: a quick look before the slow one."""
    if not RULED.isdisjoint(text) or "라" <= text[:1] <= "맇":
        return True
    return bool(_all_forms().find_matches_as_indexes(text))


@cache
def _all_forms() -> AhoCorasick:
    """Return the words of the table that have two spellings, both of each, ready to be found."""
    from ahocorasick_rs import AhoCorasick

    return AhoCorasick([e.form for to in ("south", "north") for e in _index(to).entries.values() if e.form != e.other])


def _apart(text: str, sources: Iterable[Iterable[Difference]]) -> tuple[Difference, ...]:
    """Return the differences of several sources in order; an earlier source wins where two meet."""
    taken = bytearray(len(text) + 1)
    found: list[Difference] = []
    for source in sources:
        for place in source:
            if any(taken[place.start : place.end]):
                continue  # a space to put in has no length and is always free
            taken[place.start : place.end] = b"\x01" * (place.end - place.start)
            if place.text != place.other:
                found.append(place)
    return tuple(sorted(found))


def _words(text: str, to: str) -> Iterator[Difference]:
    for run in _RUN.finditer(text):
        yield from (
            d._replace(start=d.start + run.start(), end=d.end + run.start())
            for d in _word(run[0], to, _digit(text, run.start()))
        )


def _digit(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit()


@lru_cache(maxsize=65_536)
def _word(word: str, to: str, counted: bool) -> tuple[Difference, ...]:
    """Return the differences of one run of Hangul; `counted` stands after a digit, where no word begins."""
    entries, lengths = _index(to)
    found: list[Difference] = []
    at = 0
    while at < len(word) - 1:
        entry = _entry(word, at, entries, lengths.get(word[at : at + 2], ()))
        if entry is not None and not (counted and at == 0 and entry.kind == "law"):
            found.append(_difference(entry, at))
            at += len(entry.form)
            continue
        if at == 0 and to == "south" and not counted and word[0] >= "라" and (other := _by_law(word)):
            found.append(Difference(0, 1, word[0], other, "law", 0.8, _REASONS["law"]))
        at += 1
    return tuple(found)


def _difference(entry: _Entry, at: int) -> Difference:
    reason = _REASONS.get(entry.kind, "the same in both")
    end = at + len(entry.form)
    return Difference(at, end, entry.form, entry.other, entry.kind, entry.confidence, reason, entry.attested)


def _entry(word: str, at: int, entries: Mapping[str, _Entry], sizes: tuple[int, ...]) -> _Entry | None:
    for size in sizes:
        entry = entries.get(word[at : at + size])
        if entry is None or at + size > len(word):
            continue
        if at and (not entry.inside or word[at - 1] in entry.not_after):
            continue
        if entry.kind == "foreign" and not _stays_country(word[size:]):
            continue
        return entry
    return None


_ALSO_WORDS = frozenset(("인도", "부시", "타이", "상해", "단동", "심양", "기니"))
"""Foreign names that are everyday words, too."""
_AFTER_COUNTRY = ("연방", "연합", "제", "산")


def _stays_country(rest: str) -> bool:
    """Whether what follows the name of a country in its word leaves it one, in either spelling."""
    return after_foreign(rest) or rest.startswith(_AFTER_COUNTRY)


def _by_law(word: str) -> str:
    """Return the first syllable of a Sino-Korean word under the South's law, or an empty string."""
    if not "라" <= word[0] <= "맇":
        return ""
    changed = law_of_word(word)
    return changed[0] if changed[0] != word[0] else ""


NORTHERN_SURNAMES = {"이": "리", "노": "로", "나": "라", "임": "림", "유": "류", "여": "려", "염": "렴", "육": "륙"}
NORTHERN_SURNAMES |= {"양": "량", "연": "련", "용": "룡"}
"""First syllables of family names of the South by what they may be in the North."""
_SURE_BACK = {"이": 0.9, "여": 0.8, "염": 0.8, "육": 0.8, "노": 0.75, "나": 0.75, "임": 0.55, "유": 0.55}
"""How surely a family name of the South has ㄹ in the North; 임, 유 and 양 are also names of their own."""


def _names(text: str, to: str) -> Iterator[Difference]:
    """Yield family names of people: 리영철 -> 이영철. The given name is left as its bearer writes it."""
    for name in names_in_korean(text):
        if name.kind != "person":
            continue
        first = name.text[0]
        if to == "south" and first in "리림류로라량려렴련륙룡":
            yield Difference(name.start, name.end, name.text, law(first) + name.text[1:], "name", 0.9, "family name")
        elif to == "north" and first in NORTHERN_SURNAMES:
            sure = _SURE_BACK.get(first, 0.4) * min(1.0, name.confidence + 0.1)
            other = NORTHERN_SURNAMES[first] + name.text[1:]
            yield Difference(name.start, name.end, name.text, other, "name", round(sure, 2), "family name")
        else:
            yield Difference(name.start, name.end, name.text, name.text, "name", 1.0, "the same in both")


def _rule_places(text: str, to: str, kinds: Collection[str] = ()) -> Iterator[Difference]:
    for rule in rules(to):
        if kinds and rule.kind not in kinds:
            continue
        for start, end, other in rule.places(text):
            yield Difference(start, end, text[start:end], other, rule.kind, rule.confidence, rule.reason)


def changed(text: str, places: Collection[Difference]) -> str:
    """Put the other spellings in; a particle follows the new ending (로케트가 -> 로켓이)."""
    out: list[str] = []
    at = 0
    for place in places:
        out += text[at : place.start], place.other
        at = place.end
        particle = _PARTICLE.match(text, at)
        if particle and place.other and has_final(place.text[-1:] or " ") != has_final(place.other[-1]):
            out.append(_PARTICLES[particle[0]])
            at = particle.end()
    return "".join((*out, text[at:]))


_AGREEING = (("이", "가"), ("을", "를"), ("은", "는"), ("과", "와"), ("으로", "로"))
_PARTICLES = {a: b for pair in _AGREEING for a, b in (pair, pair[::-1])}
_PARTICLE = re.compile("(?:으로|[이가을를은는과와로])(?![가-힣])")


def to_south(text: str, *, kinds: Collection[str] = (), least: float = LEAST) -> str:
    """Return a text of the DPRK in the South's spelling, as far as table and rules are sure enough."""
    return changed(text, differences(text, "south", kinds=kinds, least=least))


def to_north(text: str, *, kinds: Collection[str] = (), least: float = LEAST) -> str:
    """Return a text of the South in the DPRK's spelling, as far as table and rules are sure enough."""
    return changed(text, differences(text, "north", kinds=kinds, least=least))


def south_forms(text: str, *, least: float = LEAST) -> list[Difference]:
    """Return the South's spellings in a text that ought to be the DPRK's; `other` is what the DPRK writes.

    Words only: quotation marks and spacing have `differences` with their kinds.
    """
    return differences(text, "north", kinds=SPELLING, least=least)


def _alone(word: str) -> str:
    """Return a person's name that stands alone with the other country's family name, or an empty string."""
    if not word or decide(word).kind is not Kind.PERSON:
        return ""
    other = law(word[0])
    return (other if other != word[0] else NORTHERN_SURNAMES.get(word[0], word[0])) + word[1:]


@lru_cache(maxsize=16_384)
def spelling_variants(word: str) -> tuple[str, ...]:
    """Return the spellings of a word or a short phrase in both countries: the given one first, no repetitions.

    Every place may stand in either spelling on its own, because writers mix them; unsure ones are offered too.
    """
    found: dict[str, None] = {word: None}
    if person := _alone(word):
        found[person] = None
    for to in ("north", "south"):
        places = [d for d in differences(word, to) if d.kind in SPELLING]
        if len(places) > 4:
            found[changed(word, places)] = None
            continue
        for choice in product((True, False), repeat=len(places)):
            chosen = [place for place, change in zip(places, choice, strict=True) if change]
            found[changed(word, chosen)] = None
            if len(found) >= _MOST_VARIANTS:
                break
    joined = [variant.replace(" ", "") for variant in found if " " in variant]
    return tuple(dict.fromkeys((*found, *joined)))[:_MOST_VARIANTS]
