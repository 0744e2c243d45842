"""A saved page or plain file into articles and the site's list of headlines.

Invariant: every line of the input is a title, a paragraph, a source line, a date line or a headline of the result, or a note
says what was left out. The dateline stays at the head of the first paragraph; the closing mark is taken off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from glossary.text import kcna_marks as marks
from glossary.text.language import guess_language
from glossary.text.paragraphs import unwrap

_SPACE_BEFORE_SIGN = re.compile(r"(?<=[A-Za-z0-9’”\")]) (?=[,;](?:\s|\Z)|\.(?:\s|\Z)|['’]s\b)")
_TITLE_CHARACTERS = 240
_HEADLINE_CHARACTERS = 135
"""KCNA's list cuts headlines at about 130 characters; a longer line under a dateline is an article."""
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’»》≫」』)）\]]*\Z")


@dataclass(frozen=True, slots=True)
class Article:
    """One news item. `date` is ISO, or empty where the year is not known; `month_day` is `--10-07` from the dateline."""

    paragraphs: tuple[str, ...]
    title: str = ""
    dateline_place: str = ""
    dateline_agency: str = ""
    date: str = ""
    month_day: str = ""
    juche_year: int | None = None
    closing_mark: bool = False
    source_line: str = ""
    language: str = "und"

    @property
    def text(self) -> str:
        """Return title and paragraphs, one a line: what is cut into sentences and aligned."""
        return "\n".join((self.title, *self.paragraphs) if self.title else self.paragraphs)


@dataclass(frozen=True, slots=True)
class Headline:
    """An entry of a site's list, often truncated. `date` is ISO or empty."""

    text: str
    date: str


@dataclass(frozen=True, slots=True)
class Page:
    """What was understood of one file. `notes`: what was mended or left out, in words for the editor."""

    articles: tuple[Article, ...]
    headlines: tuple[Headline, ...]
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    """An article while its lines are collected."""

    title: str = ""
    lines: list[str] = field(default_factory=list)
    dateline: marks.Dateline | None = None
    date_line: str = ""
    source: marks.SourceLine | None = None
    closed: bool = False

    @property
    def finished(self) -> bool:
        return self.closed or self.source is not None


def read_page(text: str) -> Page:
    """Return the articles and headlines of a text (NFC, `\\n`). Text without any mark of the house is one article."""
    notes: list[str] = []
    mended, count = _mend(text)
    if count:
        notes.append(f"space before a punctuation mark taken out in {count} place{'s' * (count != 1)}")
    lines = mended.split("\n")
    body, headlines = _take_headlines(lines, notes)
    drafts = _articles(body, notes)
    language = guess_language("\n".join(line for draft in drafts for line in draft.lines))
    articles = tuple(a for a in (_finish(draft, language) for draft in drafts) if a.paragraphs or a.title)
    for article in articles:
        if article.month_day and not article.date:
            notes.append(f"the year of {article.month_day[2:]} is not said in the text")
    return Page(articles, tuple(headlines), tuple(notes))


def _mend(text: str) -> tuple[str, int]:
    """Take out the space that the site's markup leaves before a comma: `Kim Jong Un ,`."""
    return _SPACE_BEFORE_SIGN.subn("", text)


def _take_headlines(lines: list[str], notes: list[str]) -> tuple[list[str], list[Headline]]:
    """Take the site's list out of the lines: `headline / date / headline` again, or `headline / date`.

    Copies are told by their place and not by their text, since two articles can share one truncated headline.
    """
    filled = [i for i, line in enumerate(lines) if line.strip()]
    kind: dict[int, Headline | None] = {}
    k = 0
    while k < len(filled):
        here, dated = filled[k], filled[k + 1] if k + 1 < len(filled) else -1
        iso = marks.date_line(lines[dated]) if dated >= 0 else ""
        head = lines[here].strip()
        if iso and not marks.date_line(head):
            again = filled[k + 2] if k + 2 < len(filled) else -1
            if again >= 0 and _same_headline(head, lines[again].strip()):
                longer = max(head, lines[again].strip(), key=len)
                kind[here] = Headline(longer, iso)
                kind[dated] = kind[again] = None
                k += 3
                continue
            if _in_list(lines, filled, k, kind):
                kind[here] = Headline(head, iso)
                kind[dated] = None
                k += 2
                continue
        k += 1
    headlines = [kind[i] for i in sorted(kind)]
    found = [h for h in headlines if h is not None]
    if not found:
        return lines, []
    body = []
    dropped = 0
    for i, line in enumerate(lines):
        if i in kind:
            body.append("")
        elif marks.is_furniture(line):
            body.append("")
            dropped += 1
        else:
            body.append(line)
    if dropped:
        notes.append(f"{dropped} line{'s' * (dropped != 1)} of the site's navigation left out")
    return body, found


def _same_headline(first: str, second: str) -> bool:
    if first == second:
        return True
    short, long = sorted((first.rstrip(" .…"), second.rstrip(" .…")), key=len)
    return len(short) >= 20 and long.startswith(short)


def _in_list(lines: list[str], filled: list[int], k: int, kind: dict[int, Headline | None]) -> bool:
    """Whether `headline / date` at `filled[k]` is one of a run of such pairs, three at least."""
    if not lines[filled[k]].strip() or len(lines[filled[k]]) > _TITLE_CHARACTERS:
        return False
    before = k >= 2 and filled[k - 1] in kind and filled[k - 2] in kind
    if before:
        return True
    run = 0
    while run < 3 and k + 2 * run + 1 < len(filled):
        head, dated = filled[k + 2 * run], filled[k + 2 * run + 1]
        if marks.date_line(lines[head]) or not marks.date_line(lines[dated]) or len(lines[head]) > _TITLE_CHARACTERS:
            break
        run += 1
    return run >= 3


def _articles(lines: list[str], notes: list[str]) -> list[_Draft]:
    """Cut the lines into articles: each dateline begins one, with the title lines just above it."""
    drafts: list[_Draft] = []
    current = _Draft()
    for line in lines:
        found = marks.dateline(line)
        if found is not None:
            title, above, dated = _take_title(current, notes)
            if above.lines:
                drafts.append(above)
            current = _Draft(title=title, dateline=found, date_line=dated)
        if (source := marks.source_line(line)) is not None:
            if current.source is None or (source.iso and not current.source.iso):
                current.source = source
            continue
        words, closed = marks.split_closing(line)
        current.lines.append(words)
        current.closed = current.closed or closed
        if closed and not words.strip():
            current.lines.pop()
    drafts.append(current)
    return drafts


def _take_title(draft: _Draft, notes: list[str]) -> tuple[str, _Draft, str]:
    """Return the title and date above a dateline, and the draft without them."""
    lines = draft.lines
    title = dated = ""
    while lines:
        last = lines[-1].strip()
        if not last or marks.is_furniture(last):
            lines.pop()
        elif not dated and not title and marks.date_line(last):
            dated = marks.date_line(last)
            lines.pop()
        elif (
            not title
            and len(last) <= _TITLE_CHARACTERS
            and not _SENTENCE_END.search(last)
            and (draft.dateline is None or draft.finished or len(lines) > 1)
        ):
            title = last
            lines.pop()
        elif title and not dated and marks.date_line(last):
            dated = marks.date_line(last)
            lines.pop()
        else:
            break
    return title, draft, dated


def _finish(draft: _Draft, language: str) -> Article:
    """Join the lines into paragraphs and work out the date."""
    own = draft.dateline.language if draft.dateline else language
    if draft.dateline is None:
        own = guess_language("\n".join(draft.lines))
        own = language if own == "und" else own
    paragraphs = unwrap(draft.lines, own)
    date, month_day, juche = _date(draft)
    line = draft.dateline
    return Article(
        paragraphs=tuple(paragraphs),
        title=draft.title,
        dateline_place=line.place if line else "",
        dateline_agency=line.agency if line else "",
        date=date,
        month_day=month_day,
        juche_year=juche,
        closing_mark=draft.closed,
        source_line=draft.source.text if draft.source else "",
        language=own,
    )


def _date(draft: _Draft) -> tuple[str, str, int | None]:
    """Return ISO date, `--MM-DD` and Juche year: month and day from the dateline, the year from where it is said."""
    line, source = draft.dateline, draft.source
    elsewhere = (source.iso if source else "") or draft.date_line
    if line is None:
        year = int(elsewhere[:4]) if elsewhere else 0
        return elsewhere, "", year - marks.JUCHE_OFFSET if year else None
    month_day = f"--{line.month:02}-{line.day:02}"
    year = line.year
    if not year and elsewhere:
        year = int(elsewhere[:4])
        if line.month == 12 and elsewhere[5:7] == "01":
            year -= 1  # a December item that the site dates in the new year
    if not year:
        return "", month_day, None
    return marks.iso_date(year, line.month, line.day), month_day, year - marks.JUCHE_OFFSET
