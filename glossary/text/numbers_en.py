"""Numbers and quantities in English, in figures and in words.

Invariant: every value that is not `weak` was written with figures, or with words that are no other word: `one`, `two`,
`first`, `second`, `March`, `May`, `half`, `double` are weak where nothing tells them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fractions import Fraction

from glossary.text import dates_en as dates
from glossary.text.cjk_numerals import LONGEST
from glossary.text.values import Number, Value, at, parse_digits, whole
from glossary.text.words_en import ONES, ORDINALS, PHRASE, SCALES, WORD, Spoken, compose

_MULTIPLES = {
    "twice": 2, "thrice": 3, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "tenfold": 10,
    "hundredfold": 100,
}  # fmt: skip
_WEAK_MULTIPLES = {
    "double": 2, "doubled": 2, "doubling": 2, "triple": 3, "tripled": 3, "quadruple": 4, "quadrupled": 4,
}  # fmt: skip
_JUBILEES = {
    "centenary": 100, "centennial": 100, "bicentenary": 200, "bicentennial": 200, "sesquicentennial": 150,
    "tercentenary": 300,
}  # fmt: skip
# Round numbers as Korean counts them: dozens and scores of people are 수십명.
_MANY = {
    "dozens": 10, "scores": 10, "tens": 10, "hundreds": 100, "thousands": 1000, "tens of thousands": 10**4,
    "hundreds of thousands": 10**5, "millions": 10**6, "tens of millions": 10**7, "hundreds of millions": 10**8,
    "billions": 10**9, "tens of billions": 10**10, "hundreds of billions": 10**11, "trillions": 10**12,
}  # fmt: skip
_SIGNS = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₩": "won"}
_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9}
_MEASURES = frozenset(("km", "m", "kg", "ton", "hectare"))

_FIGURES = re.compile(
    r"\d{1,3}(?:,\d{3}){1,6}(?!\d)(?:\.\d{1,9}(?!\d))?"
    r"|[1-9]\d{0,2}(?: \d{3}){1,6}(?![\d,])(?:\.\d{1,9}(?!\d))?"
    r"|\d+(?:\.\d{1,9}(?!\d))?|(?<=[$€£])\.\d{1,4}(?!\d)"
)
_AGE = re.compile(r"[ -]years?[ -](?:old|of age)(?![a-z])|-year-olds?\b", re.IGNORECASE)
_ODD = re.compile(r"(?P<more>[- ]odd\b|-plus\b|\+)|-strong\b", re.IGNORECASE)
_CENTURY = re.compile(r"[ -]centur(?:y|ies)\b", re.IGNORECASE)
_JUBILEE_BEHIND = re.compile(
    r"[ -](?:birth(?:day)?|founding|death|wedding|liberation)?[ -]?(?:anniversar(?:y|ies)|birthday)\b", re.IGNORECASE
)
_ABOUT = re.compile(
    r"(?:about|around|some|over|nearly|almost|approximately|roughly|than|least|most|up to|under|below|above"
    r"|an estimated|close to|well)\s\Z",
    re.IGNORECASE,
)
_ORDINAL_FIGURE = re.compile(r"(?P<n>\d{1,3}(?:,\d{3}){1,4}|\d{1,9})(?:st|nd|rd|th)\b", re.IGNORECASE)
_FRACTION_FIGURES = re.compile(r"(?P<top>\d{1,3})/(?P<bottom>\d{1,3})(?![\d/])")
_MIXED = re.compile(r"[ -](?P<top>\d)/(?P<bottom>[1-9]\d?)(?![\d/])")
_FRACTION_WORDS = re.compile(
    r"(?P<top>one|two|three|four|five|six|seven|eight|nine|an?)[ -]"
    r"(?P<bottom>third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?P<plural>s?)\b",
    re.IGNORECASE,
)
# `a third` before these is a part of something; before another word it is one more: a third state
_PART_OF = re.compile(
    r"\W*\Z|[,.;:)]| (?:of|say|says|said|are|is|were|was|have|has|had|in|to|from|by|more|less|the|as|and|or|between)\b"
)
_BOTTOMS = {"quarter": 4, **{word: number for word, number in ORDINALS.items() if 3 <= number <= 10}}
_DOZENS = re.compile(
    r"(?P<half>half a dozen)|(?:(?P<n>a few|a|one|two|three|four|five|several|some|many) )?dozen\b"
    r"|(?P<many>(?:tens|hundreds) of (?:thousands|millions|billions)|dozens|scores|hundreds|thousands|millions|billions"
    r"|trillions|tens)\b",
    re.IGNORECASE,
)
_HALF = re.compile(
    r"half(?:[- ]an?)?[- ](?P<unit>century|decade|year|month|day|hour|mile|inch|meter|metre|kilometer|kilometre|ton"
    r"|million|billion)\b|half\b",
    re.IGNORECASE,
)
_HALF_UNITS = {"inch": "inch", "meter": "m", "metre": "m", "kilometer": "km", "kilometre": "km"}
_AND_A_HALF = re.compile(r" and a half\b", re.IGNORECASE)
_CLOCK_BEHIND = re.compile(r" (?:(?P<half>[ap])\.?m\b\.?|o['’]clock\b)", re.IGNORECASE)
_PART_OF_GAME = re.compile(r"[ -]hal(?:f|ves)\b", re.IGNORECASE)
"""The second half is a word of its own in Korean: 후반전, 하반년."""
_SURE_SECOND = re.compile(r"\b(?:the|its|their|his) \Z", re.IGNORECASE)


def _beginnings(words: Iterable[str]) -> str:
    """Return a pattern of the first three letters of some words in any case, quickly refused by the first of them."""
    behind: dict[str, set[str]] = {}
    for word in words:
        behind.setdefault(word[0], set()).add(word[1:3])
    return "|".join(f"[{a}{a.upper()}](?i:{'|'.join(sorted(more))})" for a, more in sorted(behind.items()))


_NUMBER_WORDS = (
    *("dozen", "scores", "tens", "hundreds", "thousands", "millions", "billions", "trillions", "several", "some"),
    *("many", "half", "century", "decade", *_JUBILEES, *_MULTIPLES, *_WEAK_MULTIPLES),
    *(word for word in WORD.split("|") if word != "zero"),
)
"""What a number in words may begin with; `zero` hardly ever is one (zero tolerance, ground zero)."""
# Where anything may begin: figures and signs, or a word that begins with a letter that such words begin with.
_START = re.compile(
    rf"""
    (?<![\d.,:/])(?P<digit>\d)
  | (?<![\w.,:/)-])(?P<point>\.(?=\d{{3}}(?![\w.,-]*\d)))
  | (?P<money>[$€£¥￥₩])(?=\s?\.?\d)
  | (?P<numero>[#№])(?=\s?\d)
  | (?<![A-Za-z])(?=[A-Za-z])(?:
        (?P<month>{dates.MONTH})(?![a-z])
      | (?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?=s?\b)
      | (?P<juche>Juche)(?=\s?\d)
      | (?P<dollars>US\$)(?=\s?\d)
      | (?P<number>Nos?\.)(?=\s?\d)
      | (?=[aA][nN]?[ -]|{_beginnings(_NUMBER_WORDS)})(?i:
            (?P<dozens>half\ a\ dozen|(?:(?:a\ few|a|one|two|three|four|five|several|some|many)\ )?dozen
              |dozens|scores(?=\ of)
              |tens(?=\ of)|hundreds|thousands|millions|billions|trillions)
          | (?P<half>half)
          | (?P<period>century|centuries|decades?)
          | (?P<jubilee>{"|".join(_JUBILEES)})
          | (?P<multiple>{"|".join([*_MULTIPLES, *_WEAK_MULTIPLES])})
          | (?P<word>an?\ (?:hundred|thousand|million|billion|trillion)|an?[ -](?:third|quarter|fifth|tenth)|{WORD})
        )(?![A-Za-z])
    )
    """,
    re.VERBOSE,
)


def find_values(text: str) -> list[Value]:
    """Return the values of an English text in order."""
    found: list[Value] = []
    place = 0
    search = _START.search
    while (match := search(text, place)) is not None:
        values = _READERS[match.lastgroup or ""](text, match)
        found += values
        place = max(values[-1].end, match.start() + 1) if values else match.end()
    return found


def _digit(text: str, match: re.Match[str]) -> list[Value]:
    """Read what begins with a digit: an ordinal, a date or time, a fraction, or a cardinal with its unit."""
    start = match.start()
    if ordinal := _ORDINAL_FIGURE.match(text, start):
        value = int(parse_digits(ordinal["n"]))
        return dates.day_first(text, start) or [_ordinal(text, value, start, ordinal.end())]
    return dates.read_dates(text, start) or _fraction_figures(text, start) or _figures(text, start, start)


def _figures(text: str, start: int, place: int, *, currency: str = "") -> list[Value]:
    """Read figures at `place` with scale word and unit; the value begins at `start` (a currency sign before it)."""
    match = _FIGURES.match(text, place)
    if match is None or len(match[0]) > LONGEST:
        return []
    value, end = parse_digits(match[0]), match.end()
    if isinstance(value, int) and (mixed := _MIXED.match(text, end)) and int(mixed["top"]) < int(mixed["bottom"]):
        value, end = value + Fraction(int(mixed["top"]), int(mixed["bottom"])), mixed.end()
    while (scale := dates.SCALE.match(text, end)) and (scale["scale"] or currency):
        factor = SCALES[scale["scale"].lower()] if scale["scale"] else _LETTERS[scale["letter"][0].lower()]
        value, end = whole(Fraction(value) * factor), scale.end()
    return [_with_unit(text, value, start, end, currency=currency)]


def _with_unit(text: str, value: Number, start: int, end: int, *, currency: str = "", weak: bool = False) -> Value:
    approximate = _ABOUT.search(text, max(0, start - 14), start) is not None
    if odd := _ODD.match(text, end):
        end = odd.end()
        approximate = approximate or odd["more"] is not None
    kind, unit = ("money", currency) if currency else ("number", "")
    if age := _AGE.match(text, end):
        unit, end = "age", age.end()
    elif found := dates.UNITS.at(text, end):
        if not currency:
            kind, unit = found.kind, found.unit
        if not currency or found.kind == "money":
            end = found.end
        weak = weak and (kind != "number" or value == 1 or unit not in _MEASURES)
    attached = start > 0 and text[start - 1].isalpha()
    named = start > 5 and text[start - 6 : start].upper() == "COVID-"
    alone = value == 1 and kind == "number"
    return at(kind, value, unit, text, start, end, approximate=approximate, weak=weak or attached or named or alone)


def _ordinal(text: str, value: int, start: int, end: int, *, weak: bool = False) -> Value:
    unit = ""
    if century := _CENTURY.match(text, end):
        unit, end = "century", century.end()
    elif jubilee := _JUBILEE_BEHIND.match(text, end):
        unit, end = "anniversary", jubilee.end()
    return at("ordinal", value, unit, text, start, end, weak=weak and not unit)


def _fraction_figures(text: str, start: int) -> list[Value]:
    match = _FRACTION_FIGURES.match(text, start)
    if match is None or not 0 < int(match["top"]) < int(match["bottom"]):
        return []
    return [at("number", Fraction(int(match["top"]), int(match["bottom"])), "", text, start, match.end())]


def _money(text: str, match: re.Match[str]) -> list[Value]:
    place = match.end() + text[match.end()].isspace()
    return _figures(text, match.start(), place, currency=_SIGNS[match[0]])


def _point(text: str, match: re.Match[str]) -> list[Value]:
    """Read a rate of three places without its nought: a batting average of .406."""
    end = match.end() + 3
    return [at("number", Fraction(int(text[match.end() : end]), 1000), "", text, match.start(), end)]


def _numero(text: str, match: re.Match[str]) -> list[Value]:
    """Read No. 5 as what Korean writes as 제5호."""
    place = match.end() + text[match.end()].isspace()
    figures = _FIGURES.match(text, place)
    if figures is None or len(figures[0]) > LONGEST or not figures[0].isdecimal():
        return []
    return [at("ordinal", int(figures[0]), "", text, match.start(), figures.end())]


def _dozens(text: str, match: re.Match[str]) -> list[Value]:
    """Read dozens, two dozen, half a dozen, thousands, tens of thousands."""
    start = match.start()
    full = _DOZENS.match(text, start)
    if full is None:
        return []
    if full["many"]:
        return [at("number", _MANY[full["many"].lower()], "", text, start, full.end(), approximate=True)]
    if full["half"]:
        return [at("number", 6, "", text, start, full.end())]
    count = (full["n"] or "a").lower()
    if count in ("several", "some", "a few", "many"):
        return [at("number", 10, "", text, start, full.end(), approximate=True)]
    return [_with_unit(text, 12 * (1 if count == "a" else ONES[count]), start, full.end())]


def _half(text: str, match: re.Match[str]) -> list[Value]:
    full = _HALF.match(text, match.start())
    if full is None:
        return []
    unit = (full["unit"] or "").lower()
    if unit in SCALES:
        return [_with_unit(text, SCALES[unit] // 2, match.start(), full.end())]
    return [at("number", Fraction(1, 2), _HALF_UNITS.get(unit, unit), text, match.start(), full.end(), weak=not unit)]


def _period(text: str, match: re.Match[str]) -> list[Value]:
    """Read the past decade, a century, for decades: no number of their own, but what 10년 and 수십년 may stand for."""
    unit = "century" if match[0].lower().startswith("cent") else "decade"
    plural = match[0].lower().endswith("s")
    return [at("number", 1, unit, text, match.start(), match.end(), approximate=plural, weak=True)]


def _jubilee(text: str, match: re.Match[str]) -> list[Value]:
    return [at("ordinal", _JUBILEES[match[0].lower()], "anniversary", text, match.start(), match.end())]


def _multiple(text: str, match: re.Match[str]) -> list[Value]:
    word = match[0].lower()
    value = _MULTIPLES.get(word) or _WEAK_MULTIPLES[word]
    return [at("number", value, "times", text, match.start(), match.end(), weak=word in _WEAK_MULTIPLES)]


def _word(text: str, match: re.Match[str]) -> list[Value]:
    """Read number words: fractions, and the cardinals and ordinals of a phrase."""
    start = match.start()
    if fraction := _FRACTION_WORDS.match(text, start):
        top, bottom = fraction["top"].lower(), fraction["bottom"].lower()
        number = ONES.get(top, 1)
        if number < _BOTTOMS[bottom] and (number == 1) != bool(fraction["plural"]):
            if top[0] != "a" or bottom == "quarter" or _PART_OF.match(text, fraction.end()):
                return [at("number", Fraction(number, _BOTTOMS[bottom]), "", text, start, fraction.end())]
            return [_ordinal(text, _BOTTOMS[bottom], start, fraction.end(), weak=True)]
    phrase = PHRASE.match(text, start)
    if phrase is None:
        return []
    return [value for spoken in compose(phrase[0], start) for value in _spoken(text, spoken)]


def _spoken(text: str, spoken: Spoken) -> list[Value]:
    start, end = spoken.start, spoken.end
    words = text[start:end].lower()
    if spoken.ordinal:
        if day := dates.day_in_words(text, start, end, spoken.value):
            return day
        part = _PART_OF_GAME.match(text, end) is not None
        weak = (
            words == "first" or part or (words == "second" and not _SURE_SECOND.search(text, max(0, start - 6), start))
        )
        return [_ordinal(text, spoken.value, start, end, weak=weak)]
    if spoken.plural:
        return [at("number", spoken.value, "", text, start, end, approximate=True)]
    if spoken.value <= 12 and (clock := _CLOCK_BEHIND.match(text, end)):
        hour = spoken.value % 12 + 12 * (clock["half"] in ("p", "P")) if clock["half"] else spoken.value
        return [at("time", f"{hour:02}:00", "", text, start, clock.end())]
    value: Number = spoken.value
    if half := _AND_A_HALF.match(text, end):
        value, end = value + Fraction(1, 2), half.end()
    return [_with_unit(text, value, start, end, weak=words in ("one", "two", "zero", "a hundred"))]


_READERS: dict[str, Callable[[str, re.Match[str]], list[Value]]] = {
    "money": _money,
    "dollars": _money,
    "digit": _digit,
    "point": _point,
    "numero": _numero,
    "number": _numero,
    "juche": dates.juche,
    "month": dates.month,
    "weekday": dates.weekday,
    "dozens": _dozens,
    "half": _half,
    "period": _period,
    "jubilee": _jubilee,
    "multiple": _multiple,
    "word": _word,
}
