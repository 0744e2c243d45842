"""Numbers, dates and quantities in Japanese: figures (also full-width), 万 and 億, 漢数字.

Invariant: every value that is not `weak` was written with figures, or with number characters that stand before a
counter or are two units long. 一, 三菱, 千葉, 万歳 are no numbers by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from glossary.text.cjk_numerals import Cardinal, Numerals, read
from glossary.text.kcna_marks import JUCHE_OFFSET
from glossary.text.units import UnitReader
from glossary.text.values import Value, at, iso_partial

_NUMERALS = Numerals(
    digits={"〇": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9},
    small={"十": 10, "百": 100, "千": 1000},
    big={"万": 10**4, "億": 10**8, "兆": 10**12},
    more="余数",
    positional=True,
    spaced=re.compile(r" [十百千]*[万億兆]| [十百千]"),
    not_alone=frozenset("年月日時 "),
)
_DIGIT = "[0-9０-９]"
_KANJI = "〇一二三四五六七八九十百千万億兆"
_NUM = f"(?:{_DIGIT}+|[〇一二三四五六七八九十百千]+)"
_NATIVE = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_WEEKDAYS = {day: number for number, day in enumerate("月火水木金土日", start=1)}
_SIGNS = {"$": "USD", "＄": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY"}

_UNITS = UnitReader("ja", " ?")
_COUNTER = re.compile(
    r"余?(?:人|名|個|件|台|冊|本|枚|匹|頭|隻|機|軒|棟|戸|世帯|カ所|か所|ヵ所|ヶ所|箇所|カ国|か国|ヵ国|ヶ国|種|点|組|校|社|歳|才|年|月|日|時|分|円|ドル|トン|回|度|倍|つ|周年|世紀|パーセント|％|%|割|キロ|メートル|万|億)"
)
_DATE = re.compile(
    rf"(?:(?:チュチェ|主体) ?(?P<juche>{_DIGIT}{{1,3}})(?:[(（](?P<paren>{_DIGIT}{{4}})[)）])?年?"
    rf"|(?P<year>{_DIGIT}{{4}}|[一二][〇一二三四五六七八九]{{3}}) ?年(?!代|間|余|以上|来|ぶり|前|後))"
    rf"(?: ?(?P<month>{_NUM}) ?月(?: ?(?P<day>{_NUM}) ?日(?!間|目|ぶり))?)?"
    rf"|(?P<m2>{_NUM}) ?月(?!間)(?: ?(?P<d2>{_NUM}) ?日(?!間|目|ぶり))?"
)
_JUCHE_DOTTED = re.compile(
    rf"(?:チュチェ|主体) ?(?P<juche>{_DIGIT}{{1,3}})\.(?P<month>{_DIGIT}{{1,2}})\.(?P<day>{_DIGIT}{{1,2}})\.?"
)
_DOTTED = re.compile(r"(?P<year>[12]\d{3})[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})(?!\d)")
_YEARS = re.compile(
    r"(?P<first>(?:1[5-9]|20|21)\d\d)年?[-~–〜～](?P<last>(?:1[5-9]|20|21)\d\d(?!\d)|\d\d(?=年))年?(?!代)"
)
_EVENT = re.compile(r"(?P<month>1[0-2]|[1-9])[・･](?P<day>3[01]|[12]\d|[1-9])(?![\d.])")
_DAY = re.compile(rf"(?P<day>{_NUM}) ?日(?P<after>間|目|ぶり|以内|後|前)?")
_DAY_SURE = re.compile(r"発|付|から|まで|に|、|午前|午後|夜|朝|[)）]")
_CLOCK = re.compile(
    rf"(?P<half>午前|午後)? ?(?P<hour>{_NUM}) ?時(?!間|代|期|点|的)(?: ?(?P<minute>{_NUM}) ?分|(?P<half_past>半))?"
)
_COLON = re.compile(r"(?P<hour>[01]?\d|2[0-4])[:：](?P<minute>[0-5]\d)(?!\d)")
_DECADE = re.compile(rf"(?P<year>{_DIGIT}{{2,4}}) ?年代")
_FRACTION = re.compile(rf"(?P<bottom>{_NUM})分の(?P<top>{_NUM})")
_TENTHS = re.compile(rf"(?P<n>{_NUM})割(?!り|引|当)(?:(?P<m>{_NUM})分)?")
_ABOUT = re.compile(r"(?:約|およそ|ほぼ|少なくとも|最大|計|のべ|延べ)\s?\Z")
_MORE = re.compile(r"余り?|あまり|ほど|以上|以下|前後|程度|未満|近く|強|弱")
_ORDINAL_TAIL = re.compile(r"次|回|期|号|世紀|番目?")

_START = re.compile(
    rf"""
    (?P<juche>(?:チュチェ|主体)(?=\ ?{_DIGIT}))
  | (?P<ordinal>第(?=[0-9０-９〇一二三四五六七八九十百]))
  | (?P<digit>(?<![0-9０-９.．])[0-9０-９])
  | (?P<sign>[$＄€£¥￥](?=\ ?{_DIGIT}))
  | (?P<halfday>午[前後](?={_NUM}時))
  | (?P<many>[数幾何](?=[十百千万億])|十数(?=[人名年万]))
  | (?P<half>半世紀|半年)
  | (?P<first>初めて|最初|初の)
  | (?P<native>[一二三四五六七八九]つ目?)
  | (?<![{_KANJI}])(?P<word>[{_KANJI}])
  | (?P<weekday>[月火水木金土日](?=曜))
    """,
    re.VERBOSE,
)


def find_values(text: str) -> list[Value]:
    """Return the values of a Japanese text in order."""
    found: list[Value] = []
    place = 0
    search = _START.search
    while (match := search(text, place)) is not None:
        values = _READERS[match.lastgroup or ""](text, match)
        found += values
        place = max(values[-1].end, match.start() + 1) if values else match.start() + 1
    return found


def _number(text: str) -> int:
    """Return the value of a short run of figures or number characters."""
    cardinal = read(text, 0, _NUMERALS)
    return int(cardinal.value) if cardinal and cardinal.end == len(text) else 0


def _digit(text: str, match: re.Match[str]) -> list[Value]:
    return _dated(text, match.start()) or _plain(text, match.start())


def _dated(text: str, start: int) -> list[Value]:
    for reader in (_years, _date, _dotted, _event, _clock, _day, _decade, _fraction, _tenths):
        if values := reader(text, start):
            return values
    return []


def _plain(text: str, start: int) -> list[Value]:
    cardinal = read(text, start, _NUMERALS)
    return [_with_unit(text, cardinal, start)] if cardinal else []


def _with_unit(text: str, cardinal: Cardinal, start: int, *, many: bool = False, weak: bool = False) -> Value:
    end = cardinal.end
    approximate = many or cardinal.approximate
    if (more := _MORE.match(text, end)) and more[0].startswith("余"):
        approximate, end = True, more.end()
    kind, unit = "number", ""
    if found := _UNITS.at(text, end):
        kind, unit, end = found.kind, found.unit, found.end
    if not approximate:
        approximate = _ABOUT.search(text, max(0, start - 6), start) is not None or _MORE.match(text, end) is not None
    attached = start > 0 and text[start - 1].isascii() and text[start - 1].isalpha()
    weak = weak or attached or unit == "degree" or (cardinal.value == 1 and kind in ("number", "ordinal"))
    return at(kind, cardinal.value, unit, text, start, end, approximate=approximate, weak=weak)


def _years(text: str, start: int) -> list[Value]:
    match = _YEARS.match(text, start)
    if match is None:
        return []
    first, last = match["first"], match["last"]
    last = first[:2] + last if len(last) == 2 else last
    return [
        at("date", first, "", text, start, match.end("first")),
        at("date", last, "", text, match.start("last"), match.end()),
    ]


def _date(text: str, start: int) -> list[Value]:
    match = _DATE.match(text, start)
    if match is None:
        return []
    year: int | None = None
    if match["juche"]:
        year = int(match["juche"]) + JUCHE_OFFSET
    elif match["year"]:
        year = _number(match["year"])
    month, day = match["month"] or match["m2"], match["day"] or match["d2"]
    iso = iso_partial(year, _number(month) if month else None, _number(day) if day else None)
    return [at("date", iso, "", text, start, match.end())] if iso else []


def _dotted(text: str, start: int) -> list[Value]:
    match = _DOTTED.match(text, start)
    if match is None:
        return []
    iso = iso_partial(int(match["year"]), int(match["month"]), int(match["day"]))
    return [at("date", iso, "", text, start, match.end())] if iso else []


def _event(text: str, start: int) -> list[Value]:
    match = _EVENT.match(text, start)
    if match is None or _UNITS.at(text, match.end()):
        return []
    iso = iso_partial(None, int(match["month"]), int(match["day"]))
    return [at("date", iso, "", text, start, match.end())] if iso else []


def _clock(text: str, start: int) -> list[Value]:
    match = _CLOCK.match(text, start)
    if match is None:
        colon = _COLON.match(text, start)
        if colon is None:
            return []
        return [at("time", f"{int(colon['hour']):02}:{colon['minute']}", "", text, start, colon.end(), weak=True)]
    hour = _number(match["hour"])
    if hour > 24 or (match["half"] is None and match["hour"] == "一"):
        return []  # 一時 is `for a time`
    if match["half"] == "午後" and hour < 12:
        hour += 12
    minute = 30 if match["half_past"] else _number(match["minute"]) if match["minute"] else 0
    return [at("time", f"{hour:02}:{minute:02}", "", text, start, match.end())]


def _day(text: str, start: int) -> list[Value]:
    match = _DAY.match(text, start)
    if match is None:
        return []
    day = _number(match["day"])
    if match["after"] or not 1 <= day <= 31:
        kind = "ordinal" if match["after"] == "目" else "number"
        return [at(kind, day, "day", text, start, match.end(), weak=not day)]
    sure = _DAY_SURE.match(text, match.end()) is not None and match["day"][0].isdecimal()
    return [at("date", f"---{day:02}", "", text, start, match.end(), weak=not sure)]


def _decade(text: str, start: int) -> list[Value]:
    match = _DECADE.match(text, start)
    return [at("decade", int(match["year"]), "", text, start, match.end())] if match else []


def _fraction(text: str, start: int) -> list[Value]:
    match = _FRACTION.match(text, start)
    if match is None or not (bottom := _number(match["bottom"])):
        return []
    return [at("number", Fraction(_number(match["top"]), bottom), "", text, start, match.end())]


def _tenths(text: str, start: int) -> list[Value]:
    """Read 3割, 3割5分 as a percentage."""
    match = _TENTHS.match(text, start)
    if match is None:
        return []
    value = 10 * _number(match["n"]) + (_number(match["m"]) if match["m"] else 0)
    return [at("percent", value, "", text, start, match.end())]


def _juche(text: str, match: re.Match[str]) -> list[Value]:
    start = match.start()
    if dotted := _JUCHE_DOTTED.match(text, start):
        iso = iso_partial(int(dotted["juche"]) + JUCHE_OFFSET, int(dotted["month"]), int(dotted["day"]))
        if iso:
            return [at("date", iso, "", text, start, dotted.end())]
    return _date(text, start)


def _ordinal(text: str, match: re.Match[str]) -> list[Value]:
    """Read 第8回, 第二次, 第21世紀."""
    start = match.start()
    cardinal = read(text, start + 1, _NUMERALS)
    if cardinal is None:
        return []
    tail = _ORDINAL_TAIL.match(text, cardinal.end)
    if tail is None and not cardinal.figures and cardinal.value == 1:
        return []  # 第一 is an adverb too
    unit = "century" if tail and tail[0] == "世紀" else ""
    return [at("ordinal", cardinal.value, unit, text, start, tail.end() if tail else cardinal.end)]


def _sign(text: str, match: re.Match[str]) -> list[Value]:
    start = match.start()
    cardinal = read(text, start + 1 + (text[start + 1] == " "), _NUMERALS)
    return [at("money", cardinal.value, _SIGNS[match[0]], text, start, cardinal.end)] if cardinal else []


def _halfday(text: str, match: re.Match[str]) -> list[Value]:
    return _clock(text, match.start())


def _many(text: str, match: re.Match[str]) -> list[Value]:
    """Read 数十, 数千万, 十数人."""
    start = match.start()
    if match[0].startswith("十"):
        scale = _NUMERALS.big.get(text[match.end() : match.end() + 1], 1)
        end = match.end() + (scale > 1)
        return [_with_unit(text, Cardinal(10 * scale, start, end, True, False, 2, False), start, many=True)]
    cardinal = read(text, match.end(), _NUMERALS)
    return [_with_unit(text, cardinal, start, many=True)] if cardinal else []


def _half(text: str, match: re.Match[str]) -> list[Value]:
    unit = "century" if match[0] == "半世紀" else "year"
    return [at("number", Fraction(1, 2), unit, text, match.start(), match.end())]


def _first(text: str, match: re.Match[str]) -> list[Value]:
    return [at("ordinal", 1, "", text, match.start(), match.end(), weak=True)]


def _native(text: str, match: re.Match[str]) -> list[Value]:
    value = _NATIVE[match[0][0]]
    kind = "ordinal" if match[0].endswith("目") else "number"
    return [at(kind, value, "", text, match.start(), match.end(), weak=kind == "number" and value <= 2)]


def _word(text: str, match: re.Match[str]) -> list[Value]:
    """Read 漢数字: dates, fractions, numbers before a counter, numbers of two units and more (二千十八)."""
    start = match.start()
    if values := _dated(text, start):
        return values
    cardinal = read(text, start, _NUMERALS)
    if cardinal is None:
        return []
    if cardinal.figures:
        return [_with_unit(text, cardinal, start)]
    counter = _COUNTER.match(text, cardinal.end)
    units = sum(c in _NUMERALS.small or c in _NUMERALS.big for c in text[start : cardinal.end])
    if counter is None and (units < 2 or cardinal.characters < 3):
        return []
    weak = cardinal.value <= 2 or (cardinal.characters == 1 and units == 1)
    return [_with_unit(text, cardinal, start, weak=weak)]


def _weekday(text: str, match: re.Match[str]) -> list[Value]:
    end = match.end() + (2 if text.startswith("曜日", match.end()) else 1)
    return [at("weekday", _WEEKDAYS[match[0]], "", text, match.start(), end)]


_READERS: dict[str, Callable[[str, re.Match[str]], list[Value]]] = {
    "juche": _juche, "ordinal": _ordinal, "digit": _digit, "sign": _sign, "halfday": _halfday, "many": _many,
    "half": _half,
    "first": _first, "native": _native, "word": _word, "weekday": _weekday,
}  # fmt: skip
