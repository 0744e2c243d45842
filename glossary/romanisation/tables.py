"""The knowledge tables of `data/romanisation/`, read once, checked while they are read.

A table is UTF-8 with tabs and a header line. Every function returns what the rules need, cached; a broken row is an
InputError that names file, line and column, because people edit these tables by hand.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from glossary.errors import InputError
from glossary.paths import data_path


class Row(dict[str, str]):
    """The cells of one line by column name, and its number (the header is line 1)."""

    def __init__(self, line: int, cells: Mapping[str, str]) -> None:
        super().__init__(cells)
        self.line = line


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield the rows of a table; lines that begin with `#` and empty lines are skipped.

    `columns` must stand in the header, in any order; further columns are allowed. Raises InputError for a missing file
    or column, a line with too few or too many cells, or text that is not NFC.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The table {path} cannot be read: {error}", hint="Restore it from the repository.") from error
    header: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
            if missing := [c for c in columns if c not in header]:
                raise InputError(f"{path}, line {number}: the column {missing[0]!r} is missing.")
            continue
        if len(cells) != len(header):
            raise InputError(
                f"{path}, line {number}: {len(cells)} cells, {len(header)} wanted.",
                hint=f"The columns are: {', '.join(header)}; separate them by one tab each.",
            )
        if not unicodedata.is_normalized("NFC", line):
            raise InputError(f"{path}, line {number}: the text is not in NFC.", hint="Type the line again.")
        yield Row(number, dict(zip(header, cells, strict=True)))


def is_attested(source: str) -> bool:
    """Whether all of a row has a source; `unattested` says what of it comes from general knowledge."""
    return "unattested" not in source


def _rows(name: str, *columns: str) -> Iterator[Row]:
    return read_table(data_path("romanisation", name), columns)


class Surname(NamedTuple):
    """A family name: how strongly it speaks for a person (1-9), and its spellings in the South and abroad."""

    hangul: str
    weight: int
    south_forms: tuple[str, ...]


@cache
def surnames() -> Mapping[str, Surname]:
    """Return the family names of one and two syllables."""
    found = {}
    for row in _rows("surnames.tsv", "hangul", "weight", "south_forms", "source"):
        if not row["weight"].isdigit():
            raise InputError(f"surnames.tsv, line {row.line}: the weight {row['weight']!r} is no number from 1 to 9.")
        found[row["hangul"]] = Surname(row["hangul"], int(row["weight"]), split_list(row["south_forms"]))
    return MappingProxyType(found)


class Fixed(NamedTuple):
    """A form that no rule gives."""

    hangul: str
    system: str
    form: str
    variants: tuple[str, ...]
    kind: str
    reason: str
    source: str


@cache
def fixed_forms() -> Mapping[tuple[str, str], Fixed]:
    """Return the fixed forms by Hangul and system; the system `*` is every Latin one."""
    found = {}
    for row in _rows("fixed.tsv", "hangul", "system", "form", "variants", "kind", "reason", "source"):
        item = Fixed(
            row["hangul"],
            row["system"],
            row["form"],
            split_list(row["variants"]),
            row["kind"],
            row["reason"],
            row["source"],
        )
        found[item.hangul, item.system] = item
    return MappingProxyType(found)


class Sound(NamedTuple):
    """A word whose spelling does not show how it is said."""

    hangul: str
    sounds: str
    scope: str
    reason: str


@cache
def sounds() -> Mapping[str, Sound]:
    """Return words by their spelling; `sounds` is Hangul as pronounced (승리 -> 승니), `scope` all, north or south."""
    return MappingProxyType(
        {
            row["hangul"]: Sound(row["hangul"], row["sounds"], row["scope"], row["reason"])
            for row in _rows("sounds.tsv", "hangul", "sounds", "scope", "reason", "source")
        }
    )


@cache
def sound_edges() -> tuple[frozenset[str], frozenset[str]]:
    """Return the first two and the last two syllables of the entries of the table of sounds."""
    return frozenset(word[:2] for word in sounds()), frozenset(word[-2:] for word in sounds())


@cache
def longest_sound() -> int:
    """Return the length of the longest entry of the table of sounds."""
    return max(map(len, sounds()), default=0)


class Tensing(NamedTuple):
    """A second part of words whose first letter is tense; `scope` is any, 3 (words of three syllables), native."""

    hangul: str
    scope: str
    except_after: frozenset[str]


@cache
def tensing() -> tuple[Tensing, ...]:
    """Return the parts that are tense after a voiced sound."""
    return tuple(
        Tensing(row["hangul"], row["scope"], frozenset(row["except_after"].split()))
        for row in _rows("tensing.tsv", "hangul", "scope", "except_after", "reason", "source")
    )


@cache
def loans() -> Mapping[str, str]:
    """Return beginnings of words of Western origin in ㄹ by the first letter of the original, `l` or `r`."""
    return MappingProxyType({row["hangul"]: row["letter"] for row in _rows("loans.tsv", "hangul", "letter", "source")})


@cache
def sino_syllables() -> frozenset[str]:
    """Return the syllables that are readings of Chinese characters, in either country's spelling."""
    return frozenset(row["hangul"] for row in _rows("sino_syllables.tsv", "hangul", "source"))


class Place(NamedTuple):
    """An entry of the gazetteer; `unit` is empty where the name stands alone."""

    hangul: str
    unit: str
    kind: str


@cache
def places() -> Mapping[str, tuple[Place, ...]]:
    """Return the places of the gazetteer by their bare name."""
    found: dict[str, tuple[Place, ...]] = {}
    for row in _rows("places.tsv", "hangul", "unit", "kind", "source"):
        place = Place(row["hangul"], row["unit"], row["kind"])
        found[place.hangul] = (*found.get(place.hangul, ()), place)
    return MappingProxyType(found)


@cache
def full_places() -> frozenset[str]:
    """Return the names of the gazetteer that stand alone, and each name together with its unit."""
    return frozenset(p.hangul + p.unit for group in places().values() for p in group)


class Unit(NamedTuple):
    """An administrative unit after a place name."""

    hangul: str
    kind: str
    english: str
    hyphen: bool


@cache
def units() -> tuple[Unit, ...]:
    """Return the units, the longest first."""
    found = [
        Unit(row["hangul"], row["kind"], row["english"], row["hyphen"] == "yes")
        for row in _rows("units.tsv", "hangul", "kind", "english", "hyphen", "source")
    ]
    return tuple(sorted(found, key=lambda unit: -len(unit.hangul)))


@cache
def units_by_end() -> Mapping[str, tuple[Unit, ...]]:
    """Return the units by their last syllable, the longest first."""
    found: dict[str, tuple[Unit, ...]] = {}
    for unit in units():
        found[unit.hangul[-1]] = (*found.get(unit.hangul[-1], ()), unit)
    return MappingProxyType(found)


@cache
def elements() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return the last elements of place names with their rule (`hold` or `voiced`) by their last syllable."""
    rows = [(row["hangul"], row["rule"]) for row in _rows("elements.tsv", "hangul", "rule", "reason", "source")]
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for element in sorted(rows, key=lambda pair: -len(pair[0])):
        found[element[0][-1]] = (*found.get(element[0][-1], ()), element)
    return MappingProxyType(found)


@cache
def common_words() -> frozenset[str]:
    """Return everyday words that begin like a family name (지도, 전기, 유리): never names by themselves."""
    return frozenset(row["hangul"] for row in _rows("common_words.tsv", "hangul", "source"))


@cache
def given_syllables() -> Mapping[str, int]:
    """Return how usual a syllable is in given names: 3 very, 2 often, 1 sometimes."""
    found = {}
    for row in _rows("given_syllables.tsv", "hangul", "weight", "source"):
        if row["weight"] not in {"1", "2", "3"}:
            raise InputError(f"given_syllables.tsv, line {row.line}: the weight {row['weight']!r} is not 1, 2 or 3.")
        found[row["hangul"]] = int(row["weight"])
    return MappingProxyType(found)


@cache
def persons(region: str = "") -> frozenset[str]:
    """Return people of public life by their full name; only that they are people is said, not how they are spelled.

    With a `region` of the table only those of it: north, south, history.
    """
    rows = _rows("persons.tsv", "hangul", "region", "source")
    return frozenset(row["hangul"] for row in rows if region in ("", row["region"]))


class Title(NamedTuple):
    """A word that stands beside a person's name; `where` is after or before."""

    hangul: str
    where: str


@cache
def titles() -> tuple[Title, ...]:
    """Return titles and forms of address, the longest first."""
    found = [Title(row["hangul"], row["where"]) for row in _rows("titles.tsv", "hangul", "where", "source")]
    return tuple(sorted(found, key=lambda title: -len(title.hangul)))


@cache
def after_places() -> frozenset[str]:
    """Return words that are joined to the name of a place in one written word (로씨야정부, 두만강기슭)."""
    return frozenset(row["hangul"] for row in _rows("after_places.tsv", "hangul", "source"))


class Foreign(NamedTuple):
    """A foreign name in the North's and the South's spelling and in English."""

    dprk: str
    south: str
    english: tuple[str, ...]
    kind: str
    source: str


@cache
def foreign_names() -> tuple[Foreign, ...]:
    """Return the foreign names of the table."""
    return tuple(
        Foreign(row["dprk"], row["south"], split_list(row["english"]), row["kind"], row["source"])
        for row in _rows("foreign_names.tsv", "dprk", "south", "english", "kind", "source")
    )


@cache
def south_syllables() -> Mapping[str, tuple[str, ...]]:
    """Return how a syllable of a given name is often spelled in the South, by no system (영 Young, 희 Hee)."""
    return MappingProxyType(
        {row["hangul"]: split_list(row["forms"]) for row in _rows("south_syllables.tsv", "hangul", "forms", "source")}
    )


def hanja_rows() -> Iterator[tuple[str, str]]:
    """Yield a Hangul syllable and all Chinese characters that are usually read so, without the initial-sound law."""
    for row in _rows("hanja.tsv", "hangul", "characters", "source"):
        yield row["hangul"], row["characters"]


class HanjaWord(NamedTuple):
    """A word in Chinese characters whose reading is not the sum of the usual ones."""

    hanja: str
    north: str
    south: str


@cache
def hanja_words() -> tuple[HanjaWord, ...]:
    """Return the words in Chinese characters with their readings in both countries."""
    found = []
    for row in _rows("hanja_words.tsv", "hanja", "north", "south", "reason", "source"):
        if not len(row["hanja"]) == len(row["north"]) == len(row["south"]):
            raise InputError(f"hanja_words.tsv, line {row.line}: one syllable a character is wanted.")
        found.append(HanjaWord(row["hanja"], row["north"], row["south"]))
    return tuple(found)


def japanese_rows() -> Iterator[Row]:
    """Yield the Japanese words whose reading is fixed: `ja`, `kana`, and `latin` where it is not the kana's."""
    yield from _rows("japanese.tsv", "ja", "kana", "latin", "reason", "source")


def split_list(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds several values separated by semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())
