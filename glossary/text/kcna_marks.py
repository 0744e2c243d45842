"""The marks of the house: dateline, closing mark, source line, Juche year, date lines, in Korean, English and Japanese.

Invariant: each function looks at one line and says what it is, or None; nothing here knows of articles. Forms: KCNA's
pages (kcna.kp, kcna.co.jp) of 2011-2026; the Japanese ones by the same pattern.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

JUCHE_OFFSET = 1911
"""Juche 1 is 1912."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip

_MONTH_NAMES = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_MONTH = rf"(?P<month>(?i:{_MONTH_NAMES}))\.?"
_DASH = r"(?:--+|[—–―]+|-)"
_AGENCIES_EN = (
    "KCNA|Korean Central News Agency|Rodong Sinmun|Minju Joson|Voice of Korea|Uriminzokkiri|Xinhua|Yonhap|Reuters|Kyodo"
    "|[A-Z]{2,6}"
)
_AGENCIES_KO = "조선중앙통신|조선통신|로동신문|민주조선|우리 ?민족끼리|조선의 ?소리|중앙통신"
_AGENCIES_JA = "朝鮮中央通信|朝鮮通信|労働新聞|民主朝鮮|朝鮮新報"

_DATELINE_EN = re.compile(
    rf"(?P<place>[A-Z][^\d()]{{1,60}}?), "
    rf"(?:{_MONTH} (?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}}) (?P<month2>(?i:{_MONTH_NAMES}))\.?)"
    rf"(?:,? (?P<year>\d{{4}}))? ?\((?P<agency>{_AGENCIES_EN})\) ?(?:{_DASH}|:)?\s*"
)
_DATELINE_KO = re.compile(
    r"[(（\[【〔]\s?(?P<place>[가-힣][가-힣 ]{0,20}?)\s?(?:(?P<year>\d{4})년 ?)?"
    r"(?P<month>\d{1,2})월 ?(?P<day>\d{1,2})일 ?"
    rf"(?P<agency>(?:발 ?)?(?:{_AGENCIES_KO})|발 ?[가-힣]{{2,12}})[^)）\]】〕]{{0,12}}[)）\]】〕]\s*(?:{_DASH})?\s*"
)
_DATELINE_JA = re.compile(
    r"[【\[(（〔]\s?(?P<place>[一-鿿ァ-ヿ]{1,12}?)(?:(?P<year>\d{4})年)?"
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:発|付)?[=＝ ]?"
    rf"(?P<agency>{_AGENCIES_JA}|(?<=発)[一-鿿ァ-ヿ]{{2,12}})[^】\])）〕]{{0,8}}[】\])）〕]\s*"
)

_CLOSING = re.compile(
    r"\s*(?:[-–—―−‐ー]{1,2}\s?(?:[0OОㅇ○]|끝|終)\s?[-–—―−‐ー]{1,2}|[(（]\s?(?:끝|終わ?り?|完)\s?[)）])\s*\Z"
)

_LONGEST_CLOSING = 12
"""Characters; a longer look back would cost time on lines full of white space."""

_JUCHE_WORD = r"(?:Juche|주체|チュチェ|主体)"
_SITE = r"(?:https?://)?(?:www\.)?(?:kcna\.(?:kp|co\.jp)|rodong\.rep\.kp|minzu\.rep\.kp|uriminzokkiri\.com|vok\.rep\.kp|naenara\.com\.kp|kcnawatch\.(?:org|app))"
_SOURCE = re.compile(
    rf"{_SITE}[^\s(（]{{0,200}}\s?(?:[(（](?P<inside>[^)）]{{0,40}}(?:[)）][^)）]{{1,20}})?)[)）])?\s*\Z", re.IGNORECASE
)
# A short line that is no sentence and ends in a Juche date names its source, whoever that is.
_SOURCE_BY_DATE = re.compile(
    rf"[^().!?。（）]{{1,60}} ?[(（](?P<inside>{_JUCHE_WORD}[^)）]{{4,40}})[)）]\s*\Z", re.IGNORECASE
)
_JUCHE_DATE = re.compile(
    rf"{_JUCHE_WORD}\s?(?P<juche>\d{{1,3}})\s?(?:[(（](?P<year>\d{{4}})[)）])?\s?[.년年]\s?(?P<month>\d{{1,2}})\s?[.월月]\s?(?P<day>\d{{1,2}})\s?[.일日]?",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:copyright|©|ⓒ|\(c\)).*", re.IGNORECASE)

_ISO = re.compile(r"(?P<year>\d{4})[-./]\s?(?P<month>\d{1,2})[-./]\s?(?P<day>\d{1,2})\.?")
_CJK_DATE = re.compile(r"(?P<year>\d{4})\s?[년年]\s?(?P<month>\d{1,2})\s?[월月]\s?(?P<day>\d{1,2})\s?[일日]")
_EN_DATE = re.compile(rf"{_MONTH} (?P<day>\d{{1,2}}),? (?P<year>\d{{4}})", re.IGNORECASE)
_EN_DATE_2 = re.compile(rf"(?P<day>\d{{1,2}}) {_MONTH},? (?P<year>\d{{4}})", re.IGNORECASE)
_EN_JUCHE = re.compile(
    rf"{_MONTH} (?P<day>\d{{1,2}}),? Juche (?P<juche>\d{{1,3}})(?: ?\((?P<year>\d{{4}})\))?", re.IGNORECASE
)
_DATE_WRAP = re.compile(
    r"(?:date|posted|published|날자|날짜|등록일|日付)?\s*[:：]?\s*[\[(（【]?\s*(?P<core>.{6,40}?)\s*[\])）】]?\s*"
    r"(?:\(?(?:mon|tues|wednes|thurs|fri|satur|sun)day\)?|[(（]?[월화수목금토일月火水木金土日](?:요일|曜日)?[)）]?)?"
    r"\s*(?:로동신문|민주조선|조선중앙통신)?\s*\Z",
    re.IGNORECASE,
)

_FURNITURE = re.compile(
    r"(?:more from kcna.*|more articles?|back|top|home|print|share|prev(?:ious)?|next|list|kcna"
    r"|korean central news agency"
    r"|조선중앙통신|조선중앙통신사|목록|이전|다음|더보기|기사더보기|多く読む|一覧|戻る|もっと見る)\W*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the head of a line. `year` is 0 where it is not said; `length` in code points of the line."""

    place: str
    agency: str
    month: int
    day: int
    year: int
    language: str
    length: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line that names the site, and the date in it where there is one (`iso` empty, `juche` 0 otherwise)."""

    text: str
    iso: str
    juche: int


def iso_date(year: int, month: int, day: int) -> str:
    """Return the ISO form of a date, empty where there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def dateline(line: str) -> Dateline | None:
    """Return the dateline that the line begins with."""
    head = line[:160].lstrip()
    skipped = len(line[:160]) - len(head)
    for language, pattern in (("en", _DATELINE_EN), ("ko", _DATELINE_KO), ("ja", _DATELINE_JA)):
        match = pattern.match(head)
        if match is None:
            continue
        parts = match.groupdict()
        month = parts["month"] or parts.get("month2") or ""
        number = MONTHS.get(month.lower(), 0) if language == "en" else int(month)
        day = int(parts["day"] or parts.get("day2") or 0)
        year = int(parts["year"] or 0)
        if not iso_date(year or 2000, number, day):
            return None
        agency = parts["agency"].removeprefix("발").strip()
        return Dateline(parts["place"].strip(), agency, number, day, year, language, skipped + match.end())
    return None


def split_closing(line: str) -> tuple[str, bool]:
    """Return the line without its closing mark (`-0-`, `(끝)`), and whether it had one."""
    written = line.rstrip()
    match = _CLOSING.search(written, max(0, len(written) - _LONGEST_CLOSING))
    return (written[: match.start()].rstrip(), True) if match else (line, False)


def source_line(line: str) -> SourceLine | None:
    """Return what a line such as `www.kcna.kp (Juche111.10.7.)` says."""
    text = line.strip()
    if len(text) > 260:
        return None
    if _COPYRIGHT.fullmatch(text):
        return SourceLine(text, "", 0)
    match = _SOURCE.match(text) or _SOURCE_BY_DATE.match(text)
    if match is None:
        return None
    inside = match["inside"] or ""
    if juche := _JUCHE_DATE.search(inside):
        year = int(juche["juche"]) + JUCHE_OFFSET
        return SourceLine(text, iso_date(year, int(juche["month"]), int(juche["day"])), int(juche["juche"]))
    if plain := _ISO.search(inside):
        return SourceLine(text, _iso_of(plain), int(plain["year"]) - JUCHE_OFFSET)
    return SourceLine(text, "", 0)


def date_line(line: str) -> str:
    """Return the ISO date of a line that holds nothing but a date, else an empty string."""
    text = unicodedata.normalize("NFKC", line.strip())
    if not 8 <= len(text) <= 60 or not any(c.isdigit() for c in text):
        return ""
    wrapped = _DATE_WRAP.match(text)
    for core in (text, wrapped["core"] if wrapped else ""):
        for pattern in (_EN_DATE, _EN_DATE_2, _ISO, _CJK_DATE, _JUCHE_DATE, _EN_JUCHE):
            if match := pattern.fullmatch(core):
                return _iso_of(match)
    return ""


def is_furniture(line: str) -> bool:
    """Whether the line is a heading or button of the site and no text."""
    return len(line) < 60 and _FURNITURE.match(line.strip()) is not None


def _iso_of(match: re.Match[str]) -> str:
    parts = match.groupdict()
    year = int(parts["juche"]) + JUCHE_OFFSET if parts.get("juche") else int(parts["year"])
    month = parts["month"]
    number = int(month) if month.isdigit() else MONTHS[month.lower()]
    return iso_date(year, number, int(parts["day"]))
