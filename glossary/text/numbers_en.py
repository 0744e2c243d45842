"""Numbers, dates and quantities in English, in figures and in words.

Invariant: every value that is not `weak` was written with figures, or with words that are no other word: `one`, `two`, `first`,
`second`, `March`, `May`, `half`, `double` are weak where nothing tells them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from glossary.text.kcna_marks import MONTHS
from glossary.text.units import UnitReader
from glossary.text.values import Number, Value, iso_partial, parse_digits, whole

JUCHE_OFFSET = 1911

_ONES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen".split()
    )
}
_TENS = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
}
_IRREGULAR = {
    "first": "one",
    "second": "two",
    "third": "three",
    "fifth": "five",
    "eighth": "eight",
    "ninth": "nine",
    "twelfth": "twelve",
}
_ORDINALS = {
    **{o: _ONES[c] for o, c in _IRREGULAR.items()},
    **{
        w + "th": n
        for w, n in _ONES.items()
        if w + "th" not in ("oneth", "twoth", "threeth", "fiveth", "eightth", "nineth", "twelveth", "zeroth")
    },
    **{w[:-1] + "ieth": n for w, n in _TENS.items()},
}
_ORDINAL_SCALES = {w + "th": n for w, n in _SCALES.items()}
_PLURAL_SCALES = {w + "s": n for w, n in _SCALES.items()}
_MULTIPLES = {
    "twice": 2, "thrice": 3, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "tenfold": 10, "hundredfold": 100,
}  # fmt: skip
_WEAK_MULTIPLES = {"double": 2, "doubled": 2, "doubling": 2, "triple": 3, "tripled": 3, "quadruple": 4, "quadrupled": 4}
_JUBILEES = {
    "centenary": 100, "centennial": 100, "bicentenary": 200, "bicentennial": 200, "sesquicentennial": 150, "tercentenary": 300,
    "millennium": 1000,
}  # fmt: skip
_WEEKDAYS = {d: n for n, d in enumerate("monday tuesday wednesday thursday friday saturday sunday".split(), start=1)}

_UNITS = UnitReader("en", r"[ -]|(?<=\d)(?=(?:km|kg|cm|mm|m|ha|kw|mw|%|％)(?![A-Za-z]))")
_MEASURES = frozenset(("km", "m", "kg", "ton", "hectare"))
_AGE = re.compile(r"[ -]years?[ -](?:old|of age)(?![a-z])|-year-olds?\b", re.IGNORECASE)
_CURRENCY = re.compile(r"(?P<sign>US\$|[$€£¥￥₩])\s?(?=\d)")
_SIGNS = {"US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₩": "won"}

_FIGURES = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|[1-9]\d{0,2}(?: \d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?")
_SCALE = re.compile(
    r"[ -](?P<scale>hundred|thousand|million|billion|trillion|quadrillion)(?![a-z])|(?P<letter>[kmb]n?)(?![A-Za-z])",
    re.IGNORECASE,
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_JUCHE = r"Juche\s?(?P<{0}>\d{{1,3}})(?:\s?\(\s?\d{{4}}\s?\))?"
_MONTH_FIRST = re.compile(
    rf"(?P<month>{_MONTH})(?: (?:the )?(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d:%]|,\d{{3}}| ?(?:percent|per cent|million|billion))"
    rf"(?:(?P<link>\s?(?:-|–|to|and|through|or|until|till)\s?)(?P<last>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?(?![\d:%]|,\d{{3}}| [a-z]))?)?"
    rf"(?:,? (?P<year>[12]\d{{3}})(?!\d|,\d)|,? {_JUCHE.format('juche')})?"
)
_DAY_FIRST = re.compile(
    rf"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})(?![a-z])(?:,? (?P<year>[12]\d{{3}})(?!\d|,\d)|,? {_JUCHE.format('juche')})?"
)
_JUCHE_YEAR = re.compile(
    r"Juche\s?(?P<juche>\d{1,3})(?:\.\s?(?P<month>\d{1,2})\.\s?(?P<day>\d{1,2})\.?|\s?\(\s?(?P<paren>\d{4})\s?\))?"
)
_ISO = re.compile(r"(?P<year>[12]\d{3})-(?P<month>\d{2})-(?P<day>\d{2})(?!\d)")
_DECADE = re.compile(r"(?P<year>1\d{2}0|20\d0|[2-9]0)['’]?s\b")
_ORDINAL_FIGURE = re.compile(r"(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?:st|nd|rd|th)\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?\s?(?:(?P<half>[ap])\.?\s?m\.?(?![a-z])|(?P<oclock>o['’]clock))|(?P<h2>[01]?\d|2[0-4]):(?P<m2>[0-5]\d)(?![\d:])",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?P<first>(?:1[5-9]|20|21)\d\d)\s?[-–/]\s?(?P<last>(?:(?:1[5-9]|20|21)\d\d)|\d\d)(?![\d-])")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d(?![\d,.]*\d)")
_FRACTION_FIGURES = re.compile(r"(?P<top>\d{1,3})/(?P<bottom>\d{1,3})(?![\d/])")
_ODD = re.compile(r"[- ]odd\b|[- ]strong\b|-plus\b|\+", re.IGNORECASE)
_CENTURY = re.compile(r"[ -]centur(?:y|ies)\b", re.IGNORECASE)
_JUBILEE_UNIT = re.compile(
    r"[ -](?:birth(?:day)?|founding|death|wedding|liberation)?[ -]?(?:anniversar(?:y|ies)|birthday)\b", re.IGNORECASE
)
_ABOUT = re.compile(
    r"(?:about|around|some|over|nearly|almost|approximately|roughly|than|least|most|up to|under|below|above|nigh on|an estimated|close to|well)\s\Z",
    re.IGNORECASE,
)
_SURE_MONTH = re.compile(
    r"(?:\b(?:in|of|on|since|last|this|next|early|late|mid|until|till|by|from|to|between|every|during|through|and|through)[ -])\Z",
    re.IGNORECASE,
)
_YEAR_NOUN = re.compile(
    r"[ -](?:\w+ly )?(?:people|persons|officials|workers|students|soldiers|tons|tonnes|meters|metres|km|kilometers|kilometres|hectares|houses|families|households"
    r"|children|women|men|troops|members|delegates|participants|books|copies|dollars|won|yen|square|cubic|miles|feet|years|days|hours|cases|more|new|sets|kinds|points)\b"
)

_WORDS = [*_ONES, *_TENS, *_SCALES]
_ANY = "|".join(sorted([*_WORDS, *_ORDINALS, *_ORDINAL_SCALES, *_PLURAL_SCALES], key=len, reverse=True))
_PHRASE = re.compile(
    rf"(?:an? (?=hundred|thousand|million|billion|trillion))?(?:{_ANY})(?![a-z])(?:(?:[ -]|,? and )(?:{_ANY})(?![a-z]))*",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[A-Za-z]+")
_FRACTION_WORDS = re.compile(
    r"(?P<top>one|two|three|four|five|six|seven|eight|nine|a)[ -](?P<bottom>third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?P<plural>s?)\b(?! (?:of )?(?:anniversary|congress|time))",
    re.IGNORECASE,
)
_BOTTOMS = {"quarter": 4, **{w: n for w, n in _ORDINALS.items() if 3 <= n <= 10}}
_DOZENS = re.compile(
    r"(?P<half>half a dozen)|(?P<n>a|one|two|three|four|five|several|some)? ?dozen\b|(?P<many>dozens|scores|tens of thousands|hundreds of thousands|tens of millions|hundreds of millions"
    r"|tens of billions|hundreds of billions|hundreds|thousands|millions|billions|trillions|tens)(?= of\b| and\b|\b)",
    re.IGNORECASE,
)
_MANY = {
    "dozens": 10, "scores": 10, "tens": 10, "hundreds": 100, "thousands": 1000, "tens of thousands": 10**4,
    "hundreds of thousands": 10**5, "millions": 10**6, "tens of millions": 10**7, "hundreds of millions": 10**8, "billions": 10**9,
    "tens of billions": 10**10, "hundreds of billions": 10**11, "trillions": 10**12,
}  # fmt: skip
_HALF = re.compile(r"half[- ]an?[- ](?P<unit>century|year|hour|million|billion)\b|half\b", re.IGNORECASE)
_JUBILEE = re.compile("|".join(_JUBILEES) + r"\b", re.IGNORECASE)
_SPAN = re.compile(r"(?:an?|one) (?P<unit>century|decade)\b", re.IGNORECASE)
_NUMBER_SIGN = re.compile(r"(?:No\.|Nos\.|#|№)\s?(?P<n>\d+)")

_START = re.compile(
    rf"""
    (?P<money>US\$|[$€£¥￥₩])(?=\s?\d)
  | (?<![\d.,:/])(?P<digit>\d)
  | (?P<numero>(?:Nos?\.|[#№])(?=\s?\d))
  | \b(?P<juche>Juche(?=\s?\d))
  | (?<![A-Za-z])(?P<month>{_MONTH})(?![a-z])
  | (?<![A-Za-z])(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?=s?\b)
  | (?<![A-Za-z])(?i:
        (?P<dozens>half\ a\ dozen|(?:(?:a|one|two|three|four|five|several|some)\ )?dozen|dozens|scores(?=\ of)|tens(?=\ of)|hundreds|thousands|millions|billions|trillions)
      | (?P<half>half)
      | (?P<span>(?:an?|one)\ (?:century|decade))
      | (?P<jubilee>{"|".join(_JUBILEES)})
      | (?P<multiple>{"|".join([*_MULTIPLES, *_WEAK_MULTIPLES])})
      | (?P<word>an?\ (?:hundred|thousand|million|billion|trillion|third|quarter|fifth|tenth)|{_ANY})
    )(?![A-Za-z])
    """,
    re.VERBOSE,
)


def find_values(text: str) -> list[Value]:
    """Return the values of an English text in order."""
    found: list[Value] = []
    at = 0
    search = _START.search
    while (match := search(text, at)) is not None:
        values = _READERS[match.lastgroup or ""](text, match)
        found += values
        at = max(values[-1].end, match.start() + 1) if values else match.end()
    return found


def _value(kind: str, value: Number | str, unit: str, text: str, start: int, end: int, **flags: bool) -> Value:
    return Value(kind, value, unit, start, end, text[start:end], **flags)


def _digit(text: str, match: re.Match[str]) -> list[Value]:
    start = match.start()
    for reader in (_iso, _clock, _day_first, _decade, _ordinal_figure, _years, _fraction_figures, _year):
        if values := reader(text, start):
            return values
    return [_figures(text, start)]


def _figures(text: str, start: int, *, at: int | None = None, currency: str = "") -> Value:
    """Read figures with scale word, unit and the signs of an approximate number."""
    match = _FIGURES.match(text, start if at is None else at)
    if match is None:
        return _value("number", 0, "", text, start, start + 1, weak=True)
    value, end = parse_digits(match[0]), match.end()
    while scale := _SCALE.match(text, end):
        word = (scale["scale"] or "").lower()
        if not word and not currency:
            break
        factor = _SCALES[word] if word else {"k": 10**3, "m": 10**6, "b": 10**9}[scale["letter"][0].lower()]
        value, end = whole(Fraction(value) * factor), scale.end()
    return _with_unit(text, value, start, end, currency=currency)


def _with_unit(text: str, value: Number, start: int, end: int, *, currency: str = "", weak: bool = False) -> Value:
    approximate = _ABOUT.search(text, max(0, start - 14), start) is not None
    if odd := _ODD.match(text, end):
        end = odd.end()
        approximate = True
    kind, unit = ("money", currency) if currency else ("number", "")
    if age := _AGE.match(text, end):
        unit, end = "age", age.end()
    elif found := _UNITS.at(text, end):
        if not currency:
            kind, unit = found.kind, found.unit
        if not currency or found.kind == "money":
            end = found.end
        weak = weak and (kind != "number" or value == 1 or unit not in _MEASURES)
    attached = start > 0 and text[start - 1].isalpha()
    named = start > 5 and text[start - 6 : start].upper() == "COVID-"
    return _value(kind, value, unit, text, start, end, approximate=approximate, weak=weak or attached or named)


def _iso(text: str, start: int) -> list[Value]:
    match = _ISO.match(text, start)
    if match is None:
        return []
    return _dated(text, start, match.end(), int(match["year"]), int(match["month"]), int(match["day"]))


def _dated(
    text: str, start: int, end: int, year: int | None, month: int | None, day: int | None, *, weak: bool = False
) -> list[Value]:
    iso = iso_partial(year, month, day)
    return [_value("date", iso, "", text, start, end, weak=weak)] if iso else []


def _clock(text: str, start: int) -> list[Value]:
    match = _CLOCK.match(text, start)
    if match is None:
        return []
    hour, minute = int(match["hour"] or match["h2"]), int(match["minute"] or match["m2"] or 0)
    half = (match["half"] or "").lower()
    if hour > 24 or (half and hour > 12):
        return []
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return [_value("time", f"{hour:02}:{minute:02}", "", text, start, match.end(), weak=match["h2"] is not None)]


def _year_of(match: re.Match[str]) -> int | None:
    if match["juche"]:
        return int(match["juche"]) + JUCHE_OFFSET
    return int(match["year"]) if match["year"] else None


def _month_number(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _day_first(text: str, start: int) -> list[Value]:
    match = _DAY_FIRST.match(text, start)
    if match is None:
        return []
    return _dated(text, start, match.end(), _year_of(match), _month_number(match["month"]), int(match["day"]))


def _month(text: str, match: re.Match[str]) -> list[Value]:
    start = match.start()
    full = _MONTH_FIRST.match(text, start)
    if full is None:
        return []
    month, year = _month_number(full["month"]), _year_of(full)
    name = full["month"]
    if full["day"] is None:
        weak = name in ("March", "May", "Mar", "Mar.", "Dec", "Jan", "Jun", "Sep") and year is None
        weak = weak and _SURE_MONTH.search(text, max(0, start - 10), start) is None
        return _dated(text, start, full.end(), year, month, None, weak=weak)
    day = int(full["day"])
    if full["last"] is None:
        return _dated(text, start, full.end(), year, month, day)
    return [
        *_dated(text, start, full.end("day"), year, month, day),
        *_dated(text, full.start("last"), full.end(), year, month, int(full["last"])),
    ]


def _juche(text: str, match: re.Match[str]) -> list[Value]:
    start = match.start()
    full = _JUCHE_YEAR.match(text, start)
    if full is None:
        return []
    year = int(full["juche"]) + JUCHE_OFFSET
    if full["month"] and (values := _dated(text, start, full.end(), year, int(full["month"]), int(full["day"]))):
        return values
    end = full.end() if full["paren"] else full.end("juche")
    return _dated(text, start, end, year, None, None)


def _decade(text: str, start: int) -> list[Value]:
    match = _DECADE.match(text, start)
    return [_value("decade", int(match["year"]), "", text, start, match.end())] if match else []


def _ordinal_figure(text: str, start: int) -> list[Value]:
    match = _ORDINAL_FIGURE.match(text, start)
    if match is None:
        return []
    return [_ordinal_value(text, int(parse_digits(match["n"])), start, match.end())]


def _ordinal_value(text: str, value: Number, start: int, end: int, *, weak: bool = False) -> Value:
    unit = ""
    if century := _CENTURY.match(text, end):
        unit, end = "century", century.end()
    elif jubilee := _JUBILEE_UNIT.match(text, end):
        unit, end = "anniversary", jubilee.end()
    return _value("ordinal", value, unit, text, start, end, weak=weak and not unit)


def _years(text: str, start: int) -> list[Value]:
    match = _YEARS.match(text, start)
    if match is None:
        return []
    first, last = match["first"], match["last"]
    if len(last) == 2:
        last = first[:2] + last
        if int(last) <= int(first):
            return []
    return [
        _value("date", first, "", text, start, match.end("first")),
        _value("date", last, "", text, match.start("last"), match.end()),
    ]


def _fraction_figures(text: str, start: int) -> list[Value]:
    match = _FRACTION_FIGURES.match(text, start)
    if match is None or int(match["bottom"]) < 2 or int(match["top"]) >= int(match["bottom"]):
        return []
    return [_value("number", Fraction(int(match["top"]), int(match["bottom"])), "", text, start, match.end())]


def _year(text: str, start: int) -> list[Value]:
    """Read four figures without a comma as a year, unless a counted noun follows."""
    match = _YEAR.match(text, start)
    if (
        match is None
        or _UNITS.at(text, match.end())
        or _SCALE.match(text, match.end())
        or _YEAR_NOUN.match(text, match.end())
    ):
        return []
    return [_value("date", match[0], "", text, start, match.end())]


def _money(text: str, match: re.Match[str]) -> list[Value]:
    at = match.end() + (text[match.end()] == " ")
    return [_figures(text, match.start(), at=at, currency=_SIGNS[match[0]])]


def _numero(text: str, match: re.Match[str]) -> list[Value]:
    full = _NUMBER_SIGN.match(text, match.start())
    return [_value("ordinal", int(full["n"]), "", text, match.start(), full.end())] if full else []


def _weekday(text: str, match: re.Match[str]) -> list[Value]:
    return [_value("weekday", _WEEKDAYS[match[0].lower()], "", text, match.start(), match.end())]


def _dozens(text: str, match: re.Match[str]) -> list[Value]:
    start = match.start()
    full = _DOZENS.match(text, start)
    if full is None:
        return []
    if full["many"]:
        # of `tens of thousands` and the like the start pattern saw the first word only
        return [_value("number", _MANY[full["many"].lower()], "", text, start, full.end(), approximate=True)]
    if full["half"]:
        return [_value("number", 6, "", text, start, full.end())]
    count = (full["n"] or "a").lower()
    if count in ("several", "some"):
        return [_value("number", 10, "", text, start, full.end(), approximate=True)]
    return [_with_unit(text, 12 * (1 if count == "a" else _ONES[count]), start, full.end())]


def _half(text: str, match: re.Match[str]) -> list[Value]:
    start = match.start()
    full = _HALF.match(text, start)
    if full is None:
        return []
    unit = (full["unit"] or "").lower()
    if unit in _SCALES:
        return [_with_unit(text, _SCALES[unit] // 2, start, full.end())]
    return [_value("number", Fraction(1, 2), unit, text, start, full.end(), weak=not unit)]


def _span(text: str, match: re.Match[str]) -> list[Value]:
    full = _SPAN.match(text, match.start())
    return [_value("number", 1, full["unit"].lower(), text, match.start(), full.end(), weak=True)] if full else []


def _jubilee(text: str, match: re.Match[str]) -> list[Value]:
    value = _JUBILEES[match[0].lower()]
    unit, kind = ("year", "number") if value == 1000 else ("anniversary", "ordinal")
    return [_value(kind, value, unit, text, match.start(), match.end(), weak=value == 1000)]


def _multiple(text: str, match: re.Match[str]) -> list[Value]:
    word = match[0].lower()
    value = _MULTIPLES.get(word) or _WEAK_MULTIPLES[word]
    return [_value("number", value, "times", text, match.start(), match.end(), weak=word in _WEAK_MULTIPLES)]


def _word(text: str, match: re.Match[str]) -> list[Value]:
    """Read number words: cardinals, ordinals and fractions; a phrase of several numbers gives several values."""
    start = match.start()
    if fraction := _FRACTION_WORDS.match(text, start):
        top, bottom = fraction["top"].lower(), fraction["bottom"].lower()
        number = 1 if top == "a" else _ONES[top]
        if number < _BOTTOMS[bottom] and (number == 1) == (not fraction["plural"]):
            return [_value("number", Fraction(number, _BOTTOMS[bottom]), "", text, start, fraction.end())]
    phrase = _PHRASE.match(text, start)
    if phrase is None:
        return []
    return [_spoken(text, *part) for part in _compose(phrase[0], start)]


def _spoken(text: str, value: Number, ordinal: bool, plural: bool, start: int, end: int) -> Value:
    words = text[start:end].lower()
    if ordinal:
        weak = words == "first" or (words == "second" and not _SURE_SECOND.search(text, max(0, start - 5), start))
        return _ordinal_value(text, value, start, end, weak=weak)
    if plural:
        return _value("number", value, "", text, start, end, approximate=True)
    weak = words in ("one", "two", "zero") or (words.startswith(("a ", "an ")) and words.endswith("hundred"))
    return _with_unit(text, value, start, end, weak=weak)


_SURE_SECOND = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Hh]is) \Z")


def _compose(phrase: str, offset: int) -> list[tuple[Number, bool, bool, int, int]]:
    """Return (value, ordinal, plural, start, end) of the numbers in a run of number words.

    A word that cannot follow the last one begins a new number: `five six` are two, `five hundred and six` is one.
    """
    result: list[tuple[Number, bool, bool, int, int]] = []
    total = section = 0
    last = 0
    begin = end = -1
    below = 10**18
    after_and = False

    def close(*, ordinal: bool = False, plural: bool = False) -> None:
        nonlocal total, section, last, begin, below
        if begin >= 0:
            result.append((total + section, ordinal, plural, offset + begin, offset + end))
        total = section = last = 0
        begin, below = -1, 10**18

    for match in _PIECE.finditer(phrase):
        word = match[0].lower()
        if word == "and":
            after_and = True
            continue
        if word in ("a", "an"):
            close()
            section, begin, end, last = 1, match.start(), match.end(), 1
            continue
        ordinal = word in _ORDINALS or word in _ORDINAL_SCALES
        plural = word in _PLURAL_SCALES
        number = _ONES.get(word) or _TENS.get(word) or _ORDINALS.get(word) or 0
        scale = _SCALES.get(word) or _ORDINAL_SCALES.get(word) or _PLURAL_SCALES.get(word) or 0
        if begin >= 0 and not _follows(last, number, scale, section, below, after_and=after_and):
            close()
        if begin < 0:
            begin = match.start()
        end = match.end()
        if scale == 100:
            section = max(section, 1) * 100
        elif scale:
            total += max(section, 1) * scale
            section, below = 0, scale
        else:
            section += number
        last = scale or number
        after_and = False
        if ordinal or plural:
            close(ordinal=ordinal, plural=plural)
    close()
    return result


def _follows(last: int, number: int, scale: int, section: int, below: int, *, after_and: bool) -> bool:
    """Whether a number word goes on with the number before it."""
    if after_and and last < 100:
        return False
    if scale == 100:
        return 1 <= section < 100 and not after_and
    if scale:
        return 0 < section and scale < below and not after_and
    if 20 <= last < 100:
        return 0 < number < 10 and not after_and
    return last >= 100


_READERS: dict[str, Callable[[str, re.Match[str]], list[Value]]] = {
    "money": _money, "digit": _digit, "numero": _numero, "juche": _juche, "month": _month, "weekday": _weekday, "dozens": _dozens,
    "half": _half, "span": _span, "jubilee": _jubilee, "multiple": _multiple, "word": _word,
}  # fmt: skip
