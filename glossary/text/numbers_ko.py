"""Numbers and quantities in Korean, in the North's and the South's spelling.

Invariant: every value that is not `weak` was written with digits, or with number words that stand before a counter, are
three characters or longer, or are no other word. 이, 일, 한, 만일, 천사, 이조 are no numbers by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from glossary.text import dates_ko as dates
from glossary.text.cjk_numerals import DIGITS, LONGEST, Cardinal, Numerals, read
from glossary.text.values import Number, Value, at, parse_digits, whole

_NUMERALS = Numerals(
    digits={"일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "륙": 6, "육": 6, "칠": 7, "팔": 8, "구": 9},
    small={"십": 10, "백": 100, "천": 1000},
    big={"만": 10**4, "억": 10**8, "조": 10**12},
    more="여",
    positional=False,
    spaced=re.compile(
        r" [십백천]?[만억조](?![가-힣])| [십백천](?![가-힣])"
        r"| [십백천]?[만억조](?=명|원|딸라|달러|톤|키로|메터|미터|정보|여|개|유로|엔|위안)"
    ),
    counted=re.compile(r"여?(?:명|개|건|대|톤|원|딸라|달러|세대|권|마리|정보|그루|채|키로|메터|미터|평방)"),
    not_alone=frozenset("년월일시"),
)

_TENS = {
    "열": 10, "스물": 20, "스무": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
_ONES = {
    "하나": 1, "한": 1, "둘": 2, "두": 2, "셋": 3, "세": 3, "석": 3, "넷": 4, "네": 4, "넉": 4, "다섯": 5,
    "닷": 5, "여섯": 6,
    "엿": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_FEW = {
    "한두": (1, 2), "두세": (2, 3), "두서너": (2, 3, 4), "서너": (3, 4), "너덧": (4, 5), "네댓": (4, 5), "너댓": (4, 5),
    "네다섯": (4, 5), "대여섯": (5, 6), "예닐곱": (6, 7), "일고여덟": (7, 8), "여덟아홉": (8, 9),
}  # fmt: skip
"""A few: either of two neighbours; what English writes as `three or four`."""
_DAYS = {
    "하루": 1,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "엿새": 6,
    "여드레": 8,
    "아흐레": 9,
    "열흘": 10,
    "보름": 15,
}
_HALVES: dict[str, tuple[Number, str]] = {
    "반세기": (Fraction(1, 2), "century"),
    "반만년": (5000, "year"),
    "반년": (Fraction(1, 2), "year"),
    "절반": (Fraction(1, 2), ""),
}
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "JPY", "₩": "won"}

# What is counted in words: only before these are 두, 세, 백만 beyond doubt numbers.
_COUNTER = re.compile(
    r"여? ?(?:명|사람|가지|개국|개소|개|건|대|마리|그루|쌍|군데|곳|나라|척|자루|켤레|채|권|세대|가구|송이|방울"
    r"|포기|단계|시간|번|살"
    r"|차례|달|해|주일|배|끼|년|월|원|리|돐|주년|퍼센트|프로|딸라|달러|톤|정보|키로|메터|미터|인분|호|회|차|인|병|자식|아들|딸|형제"
    r"|갈래|방면|분야)"
)
_NATION = re.compile(r" ?(?:군민|겨레|인민|동포|대군)")
"""천만군민, 7천만겨레: the whole nation, which is as often said without its number."""
# Behind 두, 세, 네 the next syllable makes many other words (세대, 세부, 네팔, 두부); these it does not.
_SAFE_COUNTER = re.compile(
    r"(?:명|가지|개(?![인념선별])|번|살(?!림)|달(?![러성])|해(?![당방외])|차례|시간|배(?![우포후])|곳|나라|사람|마리|주일|쌍|끼|채"
    r"|켤레|그루|단계|갈래|아들|딸)"
    r"| (?:명|가지|개|번|살|달|해|차례|시간|배|곳|나라|사람|마리|주일|쌍|끼|채|켤레|그루|단계|갈래|쪽|집|아들|딸"
    r"|자식|손|팔|대|척|건"
    r"|권|세대|군데|군|도시|도|지역|대표|대표단|정상)(?=[가-힣]{0,3}(?:[\s,.]|\Z))"
)
_STONES = re.compile(r" ?(?:달(?!러)|(?:대|장)(?![러가-힣]{2}))")
"""Behind 석 and 넉."""
_ORDINAL_BEHIND = re.compile(r" ?번째|째|번 ?째")
_FREE_BEHIND = re.compile(r"(?![가-힣])|(?:이|은|을|과|도|의|중|에|만|으로|보다|이상)(?![가-힣])")
_ORDINAL_TAIL = re.compile(
    r" ?(?:차(?![례량])|기(?![차관술본])|회(?!사|의)|호(?!실)|세기|번|부|군단|편|장|조|항|절)"
    r"|(?P<open>세계|비서|의(?![가-힣])|호실)"
)
_FRACTION = re.compile(
    r"(?P<bottom>\d{1,6}|[이삼사오륙육칠팔구십백천]) ?분의 ?(?P<top>\d{1,6}(?:\.\d{1,6})?|[일이삼사오륙육칠팔구])"
)
_PARTS = re.compile(r"(?P<top>[1-9]\d?)/(?P<bottom>[1-9]\d{0,2})(?![\d/])")
_RATE = re.compile(r"(?P<tenths>10|\d) ?할(?!당)(?: ?(?P<hundredths>\d) ?푼)?(?: ?(?P<thousandths>\d) ?리)?")
"""Rates in tenths, hundredths and thousandths: 4할 6리 is .406."""
_SPLIT_SECOND = re.compile(r" ?(?P<part>\d{2})(?![\d.,:~%-]| ?(?:[명개분초년월일시차km㎞]|[만억천백]))")
"""What stands behind the seconds of a time on the track: 12초87."""
_OR_NEXT = re.compile(r"(?P<one>\d), ?(?P<next>\d)(?=년|개월|달|일간|주|명|개|번|차례|배|시간|분간|세대|가지|곳)")
_MINUTES = re.compile(r" ?분(?![의야과기조계렬쟁단공위석국대노])")
_MORE = re.compile(r"여(?![가-힣]*[성자러기전권름행객])|나마| ?(?:가량|정도|쯤|안팎|이상|이하|미만|내외)")
_MORE_BEHIND = re.compile(
    r"(?:명|사람|개|건|대|호|세대|채|마리|그루|권|곳|가지)? ?(?:가량|정도|쯤|안팎|이상(?!하)|이하|미만|내외)"
    r"|여(?![가-힣])"
)
_ABOUT = re.compile(r"(?:약|근|무려|거의|대략|최소|최대|적어도|총)\s?\Z")
_HALVED = frozenset(("year", "month", "week", "hour", "day"))
_AND_A_HALF = re.compile(r" ?반(?![가-힣])")
_AND_MORE = re.compile(
    r"여(?:명|점|종|건|개|대|리|리길|편|수|권|세대|정보|톤|년|일|차|차례|번|가지|호|척|필|그루|마리|m|t|km)"
)
"""Behind 만, 천, 백, 십: 만여점 is ten thousand and some."""
_ARTICLE = re.compile(r"(?P<n>\d{1,3})조(?![\d천백십억원]| ?\d)")
_LAW_BEFORE = re.compile(r"(?:법|조약|규약|협약|헌장|협정) ?\Z")
_LATIN_BEFORE = re.compile(r"[A-Za-z]\Z|(?:\A|[^A-Za-z])[A-Z]-\Z")
_AGE_GROUP = re.compile(r"[1-9]0대(?=[가-힣 ,.]|\Z)")
_ROUND = re.compile(r"\d{1,2}강(?=[전에이을과행진\s,]|\Z)")

_ONES_PATTERN = "하나|한|둘|두|셋|세|석|넷|네|넉|다섯|닷|여섯|엿|일곱|여덟|아홉"
_TENS_PATTERN = "열|스물|스무|서른|마흔|쉰|예순|일흔|여든|아흔"
_LETTERS = "주제오수몇이사나닷엿여열보반절첫너대예하" + "".join(
    sorted({word[0] for word in f"{_TENS_PATTERN}|{_ONES_PATTERN}".split("|")})
)
"""What any of the words below may begin with."""
# Where anything may begin. A number word begins no number in the middle of a word.
_START = re.compile(
    rf"""
    (?=[\d$€£¥￥₩{_LETTERS}일이삼사오륙육칠팔구십백천만억월화수목금토])(?:
    (?P<juche>주체\ ?(?=\d))
  | (?P<ordinal>(?<![이어문과실경국축언형주])제(?=\ ?[\d일이삼사오륙육칠팔구십]))
  | (?P<digit>(?<![\d.,])\d)
  | (?P<sign>[$€£¥￥₩](?=\ ?\d))
  | (?P<halfday>오전|오후)(?=\ ?[\d한두세네다여일아열])
  | (?<![가-힣])(?P<many>[수몇](?=[십백천만억]))
  | (?<![가-힣])(?P<days>하루|이틀|사흘|나흘|닷새|엿새|여드레|아흐레|열흘|보름)(?!달)
  | (?<![가-힣])(?P<half>반세기|반만년|반년|절반)
  | (?<![가-힣])(?P<first>첫\ ?번째|첫째|첫)
  | (?<![가-힣])(?P<few>{"|".join(sorted(_FEW, key=len, reverse=True))})(?=\ ?[가-힣])
  | (?<![가-힣])(?P<native>(?:{_TENS_PATTERN})\ ?(?:{_ONES_PATTERN})|{_TENS_PATTERN}|{_ONES_PATTERN})
  | (?<![가-힣])(?P<word>[일이삼사오륙육칠팔구][십백천만억조]|[십백천만억])
  | (?P<weekday>[월화수목금토일](?=요일))
    )
    """,
    re.VERBOSE,
)


def find_values(text: str) -> list[Value]:
    """Return the values of a Korean text in order."""
    found: list[Value] = []
    place = 0
    search = _START.search
    while (match := search(text, place)) is not None:
        group = match.lastgroup or ""
        values = _READERS[group](text, match)
        found += values
        place = max(values[-1].end, match.start() + 1) if values else match.start() + 1
    return dates.carry_month(text, found) if len(found) > 1 else found


def _digit(text: str, match: re.Match[str]) -> list[Value]:
    """Read what begins with a digit: a date or time, a fraction, or a cardinal with its unit."""
    start = match.start()
    if values := dates.read_dates(text, start) or _fraction(text, start):
        return values
    if several := _or_next(text, start) or _rate(text, start):
        return several
    article = _ARTICLE.match(text, start)
    if article and _LAW_BEFORE.search(text, max(0, start - 8), start):
        return [at("ordinal", int(article["n"]), "", text, start, article.end())]
    cardinal = read(text, start, _NUMERALS)
    return [_with_unit(text, cardinal, start)] if cardinal else []


def _or_next(text: str, start: int) -> list[Value]:
    """Read 2, 3년: two or three years, or a couple of them."""
    match = _OR_NEXT.match(text, start)
    if match is None or int(match["next"]) != int(match["one"]) + 1:
        return []
    unit = dates.UNITS.at(text, match.end())
    end = unit.end if unit else match.end()
    return [
        at("number", int(n), unit.unit if unit else "", text, start, end, approximate=True, weak=True)
        for n in (match["one"], match["next"])
    ]


def _rate(text: str, start: int) -> list[Value]:
    match = _RATE.match(text, start)
    if match is None:
        return []
    tenths, hundredths, thousandths = (int(match[g] or 0) for g in ("tenths", "hundredths", "thousandths"))
    value = whole(10 * tenths + hundredths + Fraction(thousandths, 10))
    return [at("percent", value, "", text, start, match.end())]


def _few(text: str, match: re.Match[str]) -> list[Value]:
    """Read 서너차례: three or four times, several times."""
    return [at("number", n, "", text, match.start(), match.end(), approximate=True, weak=True) for n in _FEW[match[0]]]


def _with_unit(text: str, cardinal: Cardinal, start: int, *, many: bool = False) -> Value:
    """Return a cardinal with the unit behind it; `many`: 수 or 몇 stands before it."""
    end = cardinal.end
    approximate = many or cardinal.approximate
    if more := _MORE.match(text, end):
        approximate = True
        if more[0] in ("여", "나마"):
            end = more.end()
    kind, unit = "number", ""
    if found := dates.UNITS.at(text, end):
        kind, unit, end = found.kind, found.unit, found.end
    elif minutes := _MINUTES.match(text, end):
        unit, end = "minute", minutes.end()
    if not approximate:
        approximate = bool(_ABOUT.search(text, max(0, start - 6), start) or _MORE_BEHIND.match(text, end))
    value = cardinal.value
    if unit in _HALVED and (half := _AND_A_HALF.match(text, end)):
        value, end = value + Fraction(1, 2), half.end()
    if unit == "second" and isinstance(value, int) and (split := _SPLIT_SECOND.match(text, end)):
        part = split["part"]
        value, end = value + Fraction(int(part), 10 ** len(part)), split.end()
    # one of a thing is `a man`, `an hour` in English; 20대, 8강 and the 8 of G-8 are names more than numbers
    weak = (
        unit == "degree"
        or (value == 1 and kind in ("number", "ordinal"))
        or _AGE_GROUP.match(text, start) is not None
        or _ROUND.match(text, start) is not None
        or _LATIN_BEFORE.search(text, max(0, start - 3), start) is not None
    )
    return at(kind, value, unit, text, start, end, approximate=approximate, weak=weak)


def _fraction(text: str, start: int) -> list[Value]:
    """Read 3분의 2, 삼분의 이, 1/3."""
    if match := _FRACTION.match(text, start):
        bottom, top = _small_number(match["bottom"]), _small_number(match["top"])
        if not bottom:
            return []
        return [at("number", Fraction(top) / Fraction(bottom), "", text, start, match.end())]
    parts = _PARTS.match(text, start)
    if parts is None or int(parts["top"]) >= int(parts["bottom"]):
        return []
    return [at("number", Fraction(int(parts["top"]), int(parts["bottom"])), "", text, start, parts.end())]


def _small_number(text: str) -> Number:
    if text[0].isdecimal():
        return parse_digits(text)
    cardinal = read(text, 0, _NUMERALS)
    return cardinal.value if cardinal else 0


def _ordinal(text: str, match: re.Match[str]) -> list[Value]:
    """Read 제8차, 제5기, 제21세기, 제2조; 제일 and 제이슨 are words."""
    start = match.start()
    place = start + 1 + (text[start + 1] == " ")
    if (figures := DIGITS.match(text, place)) and len(figures[0]) <= LONGEST:
        value, end = parse_digits(figures[0]), figures.end()
    elif place > start + 1 or (cardinal := read(text, place, _NUMERALS)) is None:
        return []
    else:
        value, end = cardinal.value, cardinal.end
    tail = _ORDINAL_TAIL.match(text, end)
    if tail is None and figures is None:
        return []
    unit = "century" if tail and tail[0].endswith("세기") else ""
    return [at("ordinal", value, unit, text, start, tail.end() if tail and not tail["open"] else end)]


def _sign(text: str, match: re.Match[str]) -> list[Value]:
    start = match.start()
    cardinal = read(text, start + 1 + (text[start + 1] == " "), _NUMERALS)
    return [at("money", cardinal.value, _SIGNS[match[0]], text, start, cardinal.end)] if cardinal else []


def _halfday(text: str, match: re.Match[str]) -> list[Value]:
    return dates.clock(text, match.start()) or dates.native_clock(text, match.start())


def _many(text: str, match: re.Match[str]) -> list[Value]:
    """Read 수십, 수천, 몇백만, 수천수만 (the last of the two counts); 할 수만 있다면 is no number."""
    start = match.start()
    cardinal = read(text, match.end(), _NUMERALS)
    while cardinal and text[cardinal.end : cardinal.end + 1] == "수":
        following = read(text, cardinal.end + 1, _NUMERALS)
        if following is None:
            break
        cardinal = following
    if cardinal is None or (
        cardinal.value == 10**4 and text[cardinal.end : cardinal.end + 2] in (" 있", "있다", "있으")
    ):
        return []
    if cardinal.trailing:  # the 이 of 수백만이
        last = _NUMERALS.digits[text[cardinal.end - 1]]
        cardinal = replace(cardinal, value=cardinal.value - last, end=cardinal.end - 1)
    return [_with_unit(text, cardinal, start, many=True)]


def _days(text: str, match: re.Match[str]) -> list[Value]:
    value = _DAYS[match[0]]
    return [at("number", value, "day", text, match.start(), match.end(), weak=value == 1)]


def _half(text: str, match: re.Match[str]) -> list[Value]:
    value, unit = _HALVES[match[0]]
    return [at("number", value, unit, text, match.start(), match.end(), weak=not unit)]


def _first(text: str, match: re.Match[str]) -> list[Value]:
    return [at("ordinal", 1, "", text, match.start(), match.end(), weak=match[0] == "첫")]


def _native(text: str, match: re.Match[str]) -> list[Value]:
    """Read native numerals: before a counter, as an ordinal, or where the word is nothing else (다섯, 스물셋)."""
    start, end = match.start(), match.end()
    word = match[0].replace(" ", "")
    tens = next((t for t in _TENS if word.startswith(t)), "")
    ones = word[len(tens) :]
    value = _TENS.get(tens, 0) + _ONES.get(ones, 0)
    if hour := dates.native_clock(text, start):
        return hour
    if ones in ("석", "넉"):
        if not _STONES.match(text, end):
            return []
    elif ordinal := _ORDINAL_BEHIND.match(text, end):
        return [at("ordinal", value, "", text, start, ordinal.end())]
    elif word in ("열", "쉰", "닷", "엿") or ones in ("한", "두", "세", "네"):
        if not _SAFE_COUNTER.match(text, end):
            return []
    elif not (_FREE_BEHIND.match(text, end) or _COUNTER.match(text, end)):
        return []
    result = _with_unit(text, Cardinal(value, start, end, False, False, len(word), False), start)
    if result.unit == "degree":  # 둘도 없는
        result = at("number", value, "", text, start, end)
    # 둘, 셋, 넷 are in English what `both` or `all` is as well
    return [replace(result, weak=value <= 2 or word in ("셋", "넷"))]


def _word(text: str, match: re.Match[str]) -> list[Value]:
    """Read Sino-Korean number words where they are nothing else: before a counter, or of three characters and more."""
    start = match.start()
    if fraction := _fraction(text, start):
        return fraction
    cardinal = read(text, start, _NUMERALS)
    if cardinal is None or cardinal.figures or (text[start : cardinal.end] == "구조"):
        return []  # 구조 is a structure, a rescue
    if cardinal.characters == 1 and _AND_MORE.match(text, cardinal.end):
        return [_with_unit(text, cardinal, start)]
    if cardinal.characters == 2 and _NATION.match(text, cardinal.end):
        return [replace(_with_unit(text, cardinal, start), weak=True)]
    counter = _COUNTER.match(text, cardinal.end)
    if cardinal.trailing and counter is None:
        follows = text[cardinal.end : cardinal.end + 1]
        if text[cardinal.end - 1] in "이일" or "가" <= follows <= "힣":
            return []  # 백만이 넘는, 만일
    if counter is None and (cardinal.characters < 3 or _word_goes_on(text, cardinal.end)):
        return []
    result = _with_unit(text, cardinal, start)
    # 천리, 만년 and 삼천리 are figures of speech
    return [replace(result, weak=True)] if cardinal.characters == 1 or text.startswith("삼천리", start) else [result]


def _word_goes_on(text: str, place: int) -> bool:
    return "가" <= text[place : place + 1] <= "힣" and dates.PARTICLE.match(text, place) is None


_READERS: dict[str, Callable[[str, re.Match[str]], list[Value]]] = {
    "juche": dates.juche,
    "ordinal": _ordinal,
    "digit": _digit,
    "sign": _sign,
    "halfday": _halfday,
    "many": _many,
    "days": _days,
    "few": _few,
    "half": _half,
    "first": _first,
    "native": _native,
    "word": _word,
    "weekday": dates.weekday,
}
