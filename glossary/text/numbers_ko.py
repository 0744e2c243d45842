"""Numbers, dates and quantities in Korean, in the North's and the South's spelling.

Invariant: every value that is not `weak` was written with digits, or with number words that stand before a counter, are three
characters or longer, or are no other word. 이, 일, 한, 만일, 천사, 이조 are no numbers by themselves.
"""

from __future__ import annotations

import re
from fractions import Fraction

from glossary.text.cjk_numerals import Cardinal, Numerals, read
from glossary.text.units import UnitReader
from glossary.text.values import Number, Value, date_parts, iso_partial, parse_digits

JUCHE_OFFSET = 1911

_NUMERALS = Numerals(
    digits={"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "륙": 6, "육": 6, "칠": 7, "팔": 8, "구": 9},
    small={"십": 10, "백": 100, "천": 1000},
    big={"만": 10**4, "억": 10**8, "조": 10**12},
    more="여",
    positional=False,
    spaced=re.compile(
        r" [십백천]?[만억조](?![가-힣])| [십백천]?[만억조](?=명|원|딸라|달러|톤|키로|메터|미터|정보|여|개|유로|엔|위안|달라)| [십백천](?![가-힣])"
    ),
    not_alone=frozenset("년월일시"),
)

_TENS = {
    "열": 10,
    "스물": 20,
    "스무": 20,
    "서른": 30,
    "마흔": 40,
    "쉰": 50,
    "예순": 60,
    "일흔": 70,
    "여든": 80,
    "아흔": 90,
}
_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4, "다섯": 5,
    "닷": 5, "여섯": 6, "엿": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_DAYS = {"이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "여드레": 8, "아흐레": 9, "열흘": 10, "보름": 15}
_WEEKDAYS = {day: number for number, day in enumerate("월화수목금토일", start=1)}

_UNITS = UnitReader("ko", " ?")
# What is counted with native numerals or with number words: only before these are 두, 세, 백만 beyond doubt numbers.
_COUNTER_WORDS = (
    "명|사람|가지|개국|개소|개|건|대|마리|그루|쌍|군데|곳|나라|척|자루|켤레|채|권|세대|가구|송이|방울|포기|단계|시간|번|살|차례|달|해|주일|"
    "배|끼|년|월|원|리|돐|주년|퍼센트|프로|딸라|달러|톤|정보|키로|메터|미터|인분|호|회|차|인|병|자식|아들|딸|형제|갈래|방면|분야"
)
_COUNTER = re.compile(f"여? ?(?:{_COUNTER_WORDS})")
_SAFE_AFTER_ONE_SYLLABLE = re.compile(
    r"(?:명|가지|개(?!인|념|선|별)|번|살(?!림)|달(?!러|성)|해(?!당|방|외)|차례|시간|배(?!우|포|후)|곳|나라|사람|마리|주일|쌍|끼|채|켤레|그루|단계|갈래|아들|딸)"
    r"| (?:명|가지|개|번|살|달|해|차례|시간|배|곳|나라|사람|마리|주일|쌍|끼|채|켤레|그루|단계|갈래|쪽|집|아들|딸|자식|손|팔|대|척|건|권|세대|군데|군|도시|도|지역"
    r"|대표|대표단|정상)(?=[가-힣]{0,3}(?:[\s,.]|\Z))"
)
_ORDINAL_NATIVE = re.compile(r" ?번째|째|번 ?째")

# Where anything may begin; the lookahead keeps the search fast. A number word begins no number in the middle of a word.
_START = re.compile(
    r"""
    (?P<juche>주체\ ?(?=\d))
  | (?P<ordinal>제(?=\ ?[\d일이삼사오륙육칠팔구십]))
  | (?P<digit>(?<![\d.,])\d)
  | (?P<sign>[$€£¥￥₩](?=\ ?\d))
  | (?P<halfday>오전|오후)(?=\ ?[\d한두세네다여일아열])
  | (?<![가-힣])(?P<many>[수몇](?=[십백천만억]))
  | (?<![가-힣])(?P<days>이틀|사흘|나흘|닷새|엿새|여드레|아흐레|열흘|보름)(?!달)
  | (?<![가-힣])(?P<half>반세기|반만년|반년|절반)
  | (?<![가-힣])(?P<first>첫\ ?번째|첫째|첫)
  | (?<![가-힣])(?P<native>(?:열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔)?(?:하나|한|둘|두|셋|세|석|넷|네|넉|다섯|닷|여섯|엿|일곱|여덟|아홉)
        |열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔)
  | (?<![가-힣])(?P<word>[일이삼사오륙육칠팔구]?[십백천만억])
  | (?P<weekday>[월화수목금토일](?=요일))
    """,
    re.VERBOSE,
)
_DATE = re.compile(
    r"(?:주체 ?(?P<juche>\d{1,3})(?: ?[(（](?P<paren>\d{4})[)）])?년|(?P<year>[12]\d{3})년(?!대|간|동안| ?만에|생|이상|세월| ?전))"
    r"(?: ?(?P<month>\d{1,2})월(?: ?(?P<day>\d{1,2})일(?!간|동안))?)?"
    r"|(?P<m2>\d{1,2})월(?! ?간)(?: ?(?P<d2>\d{1,2})일(?!간|동안))?"
)
_DOTTED = re.compile(
    r"(?P<year>[12]\d{3})\. ?(?P<month>\d{1,2})\. ?(?P<day>\d{1,2})(?!\d)\.?|(?P<y2>[12]\d{3})-(?P<m2>\d{2})-(?P<d2>\d{2})(?!\d)"
)
_JUCHE_DOTTED = re.compile(r"주체 ?(?P<juche>\d{1,3})\. ?(?P<month>\d{1,2})\. ?(?P<day>\d{1,2})\.?")
_JUCHE_BARE = re.compile(r"주체 ?(?P<juche>\d{1,3})(?: ?[(（](?P<paren>\d{4})[)）])?(?!\d|년대)")
# 10.4선언, 6.15공동선언, 4.15문화회관, 3·1운동: a day, unless a unit follows.
_EVENT = re.compile(r"(?P<month>1[0-2]|[1-9])[.·ㆍ](?P<day>3[01]|[12]\d|[1-9])(?![\d.])(?=[가-힣])")
_EVENT_NOUN = re.compile(
    r"(?:북남)?(?:선언|공동|합의|성명|절|명절|운동|봉기|국제|청년|소년|문화|예술|체육|경기|비날론|인민|혁명|전쟁|사변|경축|제철|발전|공장|탄광|광산|농장"
    r"|병원|학원|대학|기념|훈련|장학|속도|교시|당|테러)"
)
_YEARS = re.compile(
    r"(?P<first>(?:1[5-9]|20|21)\d\d)년? ?[-~–〜∼] ?"
    r"(?P<last>(?:1[5-9]|20|21)\d\d(?!\d)(?:년(?!대|간))?|\d\d년(?!대|간))"
)
_PARTS = re.compile(r"(?P<top>[1-9]\d?)/(?P<bottom>[1-9]\d{0,2})(?![\d/])")
_YEAR_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)\.(?P<month>0[1-9]|1[0-2])(?![\d.])")
_TENS_OF_AGE = re.compile(r"[1-9]0대(?=[가-힣 ,.]|\Z)")
_ROUND = re.compile(r"\d{1,2}강(?=전|에|이|을|과|행|진|\s|,|\Z)")
_CLOCK = re.compile(
    r"(?P<half>오전|오후)? ?(?P<hour>\d{1,2})시(?!간|대|기|민|내|인민|당|범|군|위)(?: ?(?P<minute>\d{1,2})분|(?P<half_past> ?반(?![가-힣])))?"
)
_CLOCK_COLON = re.compile(r"(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?!\d|:)")
_DAY = re.compile(r"(?P<day>\d{1,2})일(?P<after>간|동안| ?만에|째|분|이상|밤| ?전에| ?후에)?")
_DAY_SURE_BEFORE = re.compile(r"(?:지난|오는|이달|올해|당월)(?: ?\d{1,2}월)? ?\Z")
_DAY_SURE_AFTER = re.compile(
    r"발|부터|까지|에(?!도? ?걸)|,| ?(?:오전|오후|저녁|밤|새벽|아침|낮|현지)|자|[)）]| ?[가-힣]{2,6}에서"
)
_DECADE = re.compile(r"(?P<year>\d{2,4})년대")
_FRACTION = re.compile(
    r"(?P<bottom>\d+|[이삼사오륙육칠팔구십백천]) ?분의 ?(?P<top>\d+(?:\.\d+)?|[일이삼사오륙육칠팔구])"
)
_MINUTES = re.compile(r" ?분(?!의|야|과|기|조|계|렬|쟁|단|공|위|석|국|대|노)")
_CONNECTED = re.compile(r"(?:부터|에서|과|와|및|,|~|-|–|∼|·|ㆍ)? ?")
_LATIN_BEFORE = re.compile(r"[A-Za-z]\Z|(?:\A|[^A-Za-z])[A-Z]-\Z")
_MORE = re.compile(r"여(?![가-힣]*(?:성|자|러|기|전|권|름|행|객))|나마| ?(?:가량|정도|쯤|안팎|이상|이하|미만|내외)")
_ABOUT = re.compile(r"(?:약|근|무려|거의|대략|최소|최대|적어도|총)\s?\Z")
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₩": "won"}
_SAFE_BEHIND_NATIVE = re.compile(r"(?![가-힣])|(?:이|은|을|과|도|의|중|에|만|으로|보다|이상)(?![가-힣])|째| ?번째")


def find_values(text: str) -> list[Value]:
    """Return the values of a Korean text in order."""
    found: list[Value] = []
    at = 0
    search = _START.search
    while (match := search(text, at)) is not None:
        group = match.lastgroup or ""
        values = _READERS[group](text, match)
        if values:
            found += values
            at = max(values[-1].end, match.start() + 1)
        else:
            at = match.end() if group in ("native", "word") else match.start() + 1
    return _carry_month(text, found) if len(found) > 1 else found


def _value(kind: str, value: Number | str, unit: str, text: str, start: int, end: int, **flags: bool) -> Value:
    return Value(kind, value, unit, start, end, text[start:end], **flags)


def _digit(text: str, match: re.Match[str]) -> list[Value]:
    """Read what begins with a digit: date, time, event, fraction, decade, or a cardinal with its unit."""
    start = match.start()
    for reader in (_years, _date, _dotted, _event, _clock, _day, _decade, _fraction):
        if values := reader(text, start):
            return values
    cardinal = read(text, start, _NUMERALS)
    return [_with_unit(text, cardinal, start)] if cardinal else []


def _with_unit(text: str, cardinal: Cardinal, start: int, *, many: bool = False) -> Value:
    """Return a cardinal with the unit behind it; `many`: 수 or 몇 stands before it."""
    end = cardinal.end
    approximate = many or cardinal.approximate
    if more := _MORE.match(text, end):
        approximate = True
        if more[0] in ("여", "나마"):
            end = more.end()
    kind, unit = "number", ""
    if found := _UNITS.at(text, end):
        kind, unit, end = found.kind, found.unit, found.end
    elif minutes := _MINUTES.match(text, end):
        unit, end = "minute", minutes.end()
    if not approximate:
        approximate = _ABOUT.search(text, max(0, start - 6), start) is not None or _MORE.match(text, end) is not None
    # one of a thing is `a man`, `an hour` in English; 20대, 8강 and the 8 of G-8 are names more than numbers
    weak = (
        unit == "degree"
        or (cardinal.value == 1 and kind in ("number", "ordinal"))
        or _TENS_OF_AGE.match(text, start) is not None
        or _ROUND.match(text, start) is not None
        or _LATIN_BEFORE.search(text, max(0, start - 3), start) is not None
    )
    return _value(kind, cardinal.value, unit, text, start, end, approximate=approximate, weak=weak)


def _years(text: str, start: int) -> list[Value]:
    match = _YEARS.match(text, start)
    if match is None:
        return []
    first, last = match["first"], match["last"].rstrip("년")
    last = first[:2] + last if len(last) == 2 else last
    return [
        _value("date", first, "", text, start, match.end("first")),
        _value("date", last, "", text, match.start("last"), match.end()),
    ]


def _date(text: str, start: int) -> list[Value]:
    match = _DATE.match(text, start)
    if match is None:
        return []
    year: int | None = None
    if match["juche"]:
        year = int(match["juche"]) + JUCHE_OFFSET
    elif match["year"]:
        year = int(match["year"])
    month, day = match["month"] or match["m2"], match["day"] or match["d2"]
    iso = iso_partial(year, int(month) if month else None, int(day) if day else None)
    return [_value("date", iso, "", text, start, match.end())] if iso else []


def _dotted(text: str, start: int) -> list[Value]:
    match = _DOTTED.match(text, start)
    if match is None:
        if short := _YEAR_MONTH.match(text, start):
            return [_value("date", iso_partial(int(short["year"]), int(short["month"])), "", text, start, short.end())]
        return []
    iso = iso_partial(
        int(match["year"] or match["y2"]), int(match["month"] or match["m2"]), int(match["day"] or match["d2"])
    )
    return [_value("date", iso, "", text, start, match.end())] if iso else []


def _event(text: str, start: int) -> list[Value]:
    match = _EVENT.match(text, start)
    if (
        match is None
        or _UNITS.at(text, match.end())
        or _PARTICLE.match(text, match.end())
        or text[match.end()] in "만억조천백여분명개년월일시건대세배점급강등규포인갤"
    ):
        return []
    iso = iso_partial(None, int(match["month"]), int(match["day"]))
    weak = _EVENT_NOUN.match(text, match.end()) is None
    return [_value("date", iso, "", text, start, match.end(), weak=weak)] if iso else []


def _clock(text: str, start: int) -> list[Value]:
    match = _CLOCK.match(text, start)
    if match is None:
        colon = _CLOCK_COLON.match(text, start)
        if colon is None:
            return []
        return [_value("time", f"{int(colon['hour']):02}:{colon['minute']}", "", text, start, colon.end(), weak=True)]
    return _clock_value(text, match, int(match["hour"]))


def _clock_value(text: str, match: re.Match[str], hour: int) -> list[Value]:
    if not 0 <= hour <= 24:
        return []
    if match["half"] == "오후" and hour < 12:
        hour += 12
    minute = 30 if match["half_past"] else int(match["minute"] or 0)
    return [_value("time", f"{hour:02}:{minute:02}", "", text, match.start(), match.end())]


def _day(text: str, start: int) -> list[Value]:
    match = _DAY.match(text, start)
    if match is None:
        return []
    day = int(match["day"])
    if match["after"]:
        ordinal = match["after"] == "째"
        return [_value("ordinal" if ordinal else "number", day, "day", text, start, match.end())]
    if not 1 <= day <= 31:
        return [_value("number", day, "day", text, start, match.end())]
    sure = _DAY_SURE_BEFORE.search(text, max(0, start - 10), start) or _DAY_SURE_AFTER.match(text, match.end())
    return [_value("date", f"---{day:02}", "", text, start, match.end(), weak=not sure)]


def _decade(text: str, start: int) -> list[Value]:
    match = _DECADE.match(text, start)
    if match is None:
        return []
    return [_value("decade", int(match["year"]), "", text, start, match.end())]


def _fraction(text: str, start: int) -> list[Value]:
    match = _FRACTION.match(text, start)
    if match is None:
        parts = _PARTS.match(text, start)
        if parts is None or int(parts["top"]) >= int(parts["bottom"]):
            return []
        return [_value("number", Fraction(int(parts["top"]), int(parts["bottom"])), "", text, start, parts.end())]
    bottom, top = (_small_number(match[name]) for name in ("bottom", "top"))
    if not bottom:
        return []
    return [_value("number", Fraction(top) / Fraction(bottom), "", text, start, match.end())]


def _small_number(text: str) -> Number:
    if text[0].isdecimal():
        return parse_digits(text)
    cardinal = read(text, 0, _NUMERALS)
    return cardinal.value if cardinal else 0


def _juche(text: str, match: re.Match[str]) -> list[Value]:
    start = match.start()
    if dotted := _JUCHE_DOTTED.match(text, start):
        iso = iso_partial(int(dotted["juche"]) + JUCHE_OFFSET, int(dotted["month"]), int(dotted["day"]))
        if iso:
            return [_value("date", iso, "", text, start, dotted.end())]
    if values := _date(text, start):
        return values
    if decade := re.compile(r"주체 ?(\d{1,3})년대").match(text, start):
        return [_value("decade", int(decade[1]) + JUCHE_OFFSET, "", text, start, decade.end())]
    if bare := _JUCHE_BARE.match(text, start):
        return [_value("date", str(int(bare["juche"]) + JUCHE_OFFSET), "", text, start, bare.end())]
    return []


def _ordinal(text: str, match: re.Match[str]) -> list[Value]:
    """Read 제8차, 제5기, 제21세기."""
    start = match.start()
    at = start + 1 + (text[start + 1] == " ")
    cardinal = read(text, at, _NUMERALS)
    if cardinal is None or (at > start + 1 and not cardinal.figures):
        return []
    tail = re.compile(
        r" ?(?:차(?!례|량)|기(?!차|관|술|본)|회(?!사|의)|호|세기|세계|번|비서|부|군단|편|장|조|항|절|년도|호실)|의(?![가-힣])"
    ).match(text, cardinal.end)
    if not cardinal.figures and tail is None:
        return []  # 제일, 제이슨 are words
    end = tail.end() if tail and tail[0] != "의" and "세계" not in tail[0] and "비서" not in tail[0] else cardinal.end
    unit = "century" if tail and tail[0].endswith("세기") else ""
    return [_value("ordinal", cardinal.value, unit, text, start, end)]


def _sign(text: str, match: re.Match[str]) -> list[Value]:
    start = match.start()
    at = start + 1 + (text[start + 1] == " ")
    cardinal = read(text, at, _NUMERALS)
    return [_value("money", cardinal.value, _SIGNS[match[0]], text, start, cardinal.end)] if cardinal else []


def _halfday(text: str, match: re.Match[str]) -> list[Value]:
    start = match.start()
    if clock := _CLOCK.match(text, start):
        return _clock_value(text, clock, int(clock["hour"]))
    native = _NATIVE_CLOCK.match(text, start)
    if native is None:
        return []
    hour = _TENS.get(native["tens"] or "", 0) + _ONES.get(native["ones"] or "", 0)
    return _clock_value(text, native, hour)


_NATIVE_CLOCK = re.compile(
    r"(?P<half>오전|오후)? ?(?P<hour>(?P<tens>열)?(?P<ones>한|두|세|네|다섯|여섯|일곱|여덟|아홉)?)시(?!간)(?: ?(?P<minute>\d{1,2})분|(?P<half_past> ?반))?"
)


def _many(text: str, match: re.Match[str]) -> list[Value]:
    """Read 수십, 수천, 몇백만, 수천수만 (the last of the two counts)."""
    start = match.start()
    cardinal = read(text, match.end(), _NUMERALS)
    while cardinal and text[cardinal.end : cardinal.end + 1] == "수":
        following = read(text, cardinal.end + 1, _NUMERALS)
        if following is None:
            break
        cardinal = following
    if cardinal is None or (text.startswith("수만", start) and text[cardinal.end : cardinal.end + 2] in (" 있", "있")):
        return []
    if cardinal.trailing:
        cardinal = Cardinal(
            cardinal.value - _NUMERALS.digits.get(text[cardinal.end - 1], 0),
            cardinal.start,
            cardinal.end - 1,
            True,
            False,
            cardinal.characters - 1,
            False,
        )
    return [_with_unit(text, cardinal, start, many=True)]


def _days(text: str, match: re.Match[str]) -> list[Value]:
    return [_value("number", _DAYS[match[0]], "day", text, match.start(), match.end())]


def _half(text: str, match: re.Match[str]) -> list[Value]:
    amount, unit, weak = {
        "반세기": (Fraction(1, 2), "century", False),
        "반만년": (5000, "year", False),
        "반년": (Fraction(1, 2), "year", False),
        "절반": (Fraction(1, 2), "", True),
    }[match[0]]
    return [_value("number", amount, unit, text, match.start(), match.end(), weak=weak)]


def _first(text: str, match: re.Match[str]) -> list[Value]:
    return [_value("ordinal", 1, "", text, match.start(), match.end(), weak=match[0] == "첫")]


def _native(text: str, match: re.Match[str]) -> list[Value]:
    """Read native numerals: before a counter, as an ordinal, or where the word is nothing else (다섯, 스물셋)."""
    start, end, word = match.start(), match.end(), match[0]
    tens = next((t for t in _TENS if word.startswith(t)), "")
    ones = word[len(tens) :]
    value = _TENS.get(tens, 0) + _ONES.get(ones, 0)
    if (ordinal := _ORDINAL_NATIVE.match(text, end)) and ones not in ("석", "넉"):
        return [_value("ordinal", value, "", text, start, ordinal.end())]
    if word == "열" and (sino := _native_hour(text, start)):
        return sino
    if len(word) == 1 or ones in ("한", "두", "세", "네") or word == "쉰":
        safe = _SAFE_AFTER_ONE_SYLLABLE.match(text, end)
        if hour := _native_hour(text, start):
            return hour
        if safe is None:
            return []
    elif not (_SAFE_BEHIND_NATIVE.match(text, end) or _COUNTER.match(text, end)):
        return []
    cardinal = Cardinal(value, start, end, False, False, len(word), False)
    result = _with_unit(text, cardinal, start)
    if value <= 2 or word in ("셋", "넷", "하나", "둘"):
        return [
            _value(result.kind, value, result.unit, text, start, result.end, approximate=result.approximate, weak=True)
        ]
    return [result]


def _native_hour(text: str, start: int) -> list[Value]:
    match = _NATIVE_CLOCK.match(text, start)
    if match is None or not match["hour"] or match["hour"] == "한":
        return []
    if not re.compile(r"에|부터|까지|경|쯤|정각|,|\s|\Z").match(text, match.end()):
        return []
    hour = _TENS.get(match["tens"] or "", 0) + _ONES.get(match["ones"] or "", 0)
    return _clock_value(text, match, hour)


def _word(text: str, match: re.Match[str]) -> list[Value]:
    """Read Sino-Korean number words where they can be nothing else: before a counter, or three characters and more."""
    start = match.start()
    cardinal = read(text, start, _NUMERALS)
    if cardinal is None or cardinal.figures:
        return []
    if fraction := _fraction(text, start):
        return fraction
    counter = _COUNTER.match(text, cardinal.end)
    if cardinal.trailing and counter is None:
        last = text[cardinal.end - 1]
        after = text[cardinal.end : cardinal.end + 1]
        if last in "이일" or "가" <= after <= "힣":
            return []  # 백만이 넘는, 만일
    if counter is None and (cardinal.characters < 3 or _hangul_follows(text, cardinal.end)):
        return []
    single = cardinal.characters == 1
    result = _with_unit(text, cardinal, start)
    if single or text.startswith("삼천리", start) or (counter is not None and cardinal.characters < 2):
        return [_value(result.kind, result.value, result.unit, text, start, result.end, weak=True)]
    return [result]


_PARTICLE = re.compile(r"(?:이|은|는|을|를|의|에|과|와|도|만|으로|로|여|이상|이하|정도|가량)(?![가-힣])")


def _hangul_follows(text: str, at: int) -> bool:
    return "가" <= text[at : at + 1] <= "힣" and _PARTICLE.match(text, at) is None


def _weekday(text: str, match: re.Match[str]) -> list[Value]:
    return [_value("weekday", _WEEKDAYS[match[0]], "", text, match.start(), match.end() + 2)]


def _carry_month(text: str, found: list[Value]) -> list[Value]:
    """Give a bare day the month of the date just before it: 1월 5일부터 12일까지."""
    result = found[:1]
    for value in found[1:]:
        last = result[-1]
        if value.kind == last.kind == "date" and _CONNECTED.fullmatch(text, last.end, value.start):
            year, month, day = date_parts(str(last.value))
            if month and day and str(value.value).startswith("---"):
                iso = iso_partial(year, month, date_parts(str(value.value))[2])
                result.append(Value("date", iso, "", value.start, value.end, value.text) if iso else value)
                continue
        result.append(value)
    return result


_READERS = {
    "juche": _juche, "ordinal": _ordinal, "digit": _digit, "sign": _sign, "halfday": _halfday, "many": _many, "days": _days,
    "half": _half, "first": _first, "native": _native, "word": _word, "weekday": _weekday,
}  # fmt: skip
