r"""A saved page or plain file into articles and the site's list of headlines.

Invariant: every line of the input is a title, a paragraph, a source line, a date line or a headline of the result, or a
note says what was left out. The dateline stays at the head of the first paragraph; the closing mark is taken off. Only
white space changes: wrapped lines are joined, and the space before a comma (`Kim Jong Un ,`) is taken out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from glossary.text import kcna_marks as marks
from glossary.text.headlines import Headline, take_headlines
from glossary.text.language import guess_language
from glossary.text.paragraphs import unwrap

__all__ = ["Article", "Headline", "Page", "read_page"]

# What the site's markup of names leaves in saved text: a space before a comma, a full stop or an apostrophe.
_SPACE_BEFORE_SIGN = re.compile(r"(?<=[A-Za-z0-9’”\")]) +(?=[,;](?:\s|\Z)|\.(?:\s|\Z)|['’]s\b)")
_SENTENCE_END = re.compile(r"[.!?。！？…][\"'”’»》≫」』)）\]]*\Z")
_TITLE_LABEL = re.compile(r"(?:제목|표제|title|headline|題名|見出し)\s*[:：]\s*", re.IGNORECASE)
_TITLE_CHARACTERS = 240
_TITLE_LINES = 3
_NOTE_CHARACTERS = 400
_ARTICLE_CHARACTERS = 60
"""A stretch without any mark of the house is an article when it has a sentence so long, or more than one sentence."""


@dataclass(frozen=True, slots=True)
class Article:
    """One news item.

    `date` is ISO, or empty where the year is not known; `month_day` is `--10-07`, from the dateline. `juche_year` is
    None where the year is not known. `language` is `ko`, `en`, `ja` or `und`.
    """

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
    def marked(self) -> bool:
        return self.dateline is not None or self.source is not None or self.closed

    @property
    def written(self) -> list[str]:
        return [line for line in self.lines if line.strip()]


def read_page(text: str) -> Page:
    r"""Return the articles and headlines of a text (NFC, `\n`). Text without any mark of the house is one article."""
    notes: list[str] = []
    mended, count = _SPACE_BEFORE_SIGN.subn("", text)
    if count:
        notes.append(f"a space before a punctuation mark taken out in {_times(count, 'place')}")
    lines, headlines, unused = take_headlines(mended.split("\n"))
    if unused:
        notes.append(f"{_times(len(unused), 'line')} of the site's navigation left out: {_shown(unused)}")
    loose: list[str] = []
    drafts = _without_loose_lines(_drafts(lines, loose), loose)
    if loose:
        notes.append(f"{_times(len(loose), 'line')} outside the articles left out: {_shown(loose)}")
    language = guess_language("\n".join(line for draft in drafts for line in draft.lines))
    articles = tuple(_finish(draft, language) for draft in drafts)
    notes += [
        f"the year of {article.month_day[2:]} is not said in the text"
        for article in articles
        if article.month_day and not article.date
    ]
    return Page(articles, tuple(headlines), tuple(notes))


def _times(count: int, what: str) -> str:
    return f"{count} {what}{'s' * (count != 1)}"


def _shown(lines: list[str]) -> str:
    words = " / ".join(line.strip() for line in lines)
    return words if len(words) <= _NOTE_CHARACTERS else words[: _NOTE_CHARACTERS - 1] + "…"


def _drafts(lines: list[str], loose: list[str]) -> list[_Draft]:
    """Cut the lines into articles: a dateline begins one (its title above it), closing mark or source line end one.

    A source line that belongs to no article, or is its second, is added to `loose`.
    """
    drafts: list[_Draft] = []
    current = _Draft()
    for line in lines:
        if (found := marks.dateline(line)) is not None:
            title, dated = _take_title(current, loose)
            drafts.append(current)
            current = _Draft(title=title, dateline=found, date_line=dated)
        elif (source := marks.source_line(line)) is not None:
            owner = drafts[-1] if drafts and not current.written and not current.marked else current
            if owner.source is None or (source.iso and not owner.source.iso):
                owner.source, source = source, owner.source
            if source is not None:
                loose.append(source.text)
            continue
        words, closed = marks.split_closing(line)
        if (current.closed or current.source) and words.strip():
            drafts.append(current)
            current = _Draft()
        if closed and not words.strip() and not current.written and drafts:
            drafts[-1].closed = True
            continue
        current.lines.append(words)
        current.closed = current.closed or closed
    drafts.append(current)
    loose += [draft.source.text for draft in drafts if draft.source and not (draft.written or draft.title)]
    return [draft for draft in drafts if draft.written or draft.title]


def _take_title(draft: _Draft, loose: list[str]) -> tuple[str, str]:
    """Take title and date line above a dateline out of the draft before it; buttons of the site go to `loose`."""
    lines = draft.lines
    dated = ""
    titles: list[str] = []
    while lines and not dated:
        last = lines[-1].strip()
        if not last:
            lines.pop()
        elif marks.is_furniture(last):
            loose.append(lines.pop().strip())
        elif iso := marks.date_line(last):
            dated = iso
            lines.pop()
        else:
            break
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and len(titles) < _TITLE_LINES:
        last = lines[-1].strip()
        # below an article that has no closing mark, only a line that stands apart can be the next title
        apart = not draft.marked or len(lines) < 2 or not lines[-2].strip() or _SENTENCE_END.search(lines[-2])
        if not last or len(last) > _TITLE_CHARACTERS or _SENTENCE_END.search(last) or not apart:
            break
        if marks.is_furniture(last) or marks.date_line(last):
            break
        titles.insert(0, last)
        lines.pop()
    if titles and not dated:
        while lines and not lines[-1].strip():
            lines.pop()
        if lines and (iso := marks.date_line(lines[-1])):
            dated = iso
            lines.pop()
    return _TITLE_LABEL.sub("", " ".join(titles), count=1), dated


def _without_loose_lines(drafts: list[_Draft], loose: list[str]) -> list[_Draft]:
    """Part the articles from lines of the site around them: stretches without a mark and without a sentence."""
    if not any(draft.marked for draft in drafts):
        return drafts
    kept: list[_Draft] = []
    for draft in drafts:
        sentences = [line for line in draft.written if _SENTENCE_END.search(line.strip())]
        if draft.marked or len(sentences) > 1 or any(len(line) > _ARTICLE_CHARACTERS for line in sentences):
            kept.append(draft)
        else:
            loose += draft.written
    return kept


def _finish(draft: _Draft, page_language: str) -> Article:
    """Join the lines into paragraphs and work out the date."""
    line = draft.dateline
    language = line.language if line else guess_language("\n".join(draft.lines))
    language = page_language if language == "und" else language
    if line is None and not draft.date_line:
        _take_date_line(draft)
    paragraphs = unwrap(draft.lines, language)
    if line and len(paragraphs) > 1 and (alone := marks.dateline(paragraphs[0])) and alone.length >= len(paragraphs[0]):
        gap = " " if language == "en" else ""
        paragraphs[:2] = [paragraphs[0] + gap + paragraphs[1]]
    date, month_day, juche = _date(draft)
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
        language=language,
    )


def _take_date_line(draft: _Draft) -> None:
    """Take a line that is nothing but a date from the first three or the last line of an article without dateline."""
    filled = [i for i, line in enumerate(draft.lines) if line.strip()]
    for i in [*filled[:3], *filled[-1:]]:
        if iso := marks.date_line(draft.lines[i]):
            draft.date_line = iso
            del draft.lines[i]
            return


def _date(draft: _Draft) -> tuple[str, str, int | None]:
    """Return ISO date, `--MM-DD` and Juche year: month and day from the dateline, the year from where it is said."""
    line, source = draft.dateline, draft.source
    elsewhere = (source.iso if source else "") or draft.date_line
    if line is None:
        return elsewhere, "", int(elsewhere[:4]) - marks.JUCHE_OFFSET if elsewhere else None
    month_day = f"--{line.month:02}-{line.day:02}"
    year = line.year
    if not year and elsewhere:
        year = int(elsewhere[:4])
        if line.month == 12 and elsewhere[5:7] == "01":
            year -= 1  # a December item that the site dates in the new year
    elif not year and source and source.juche:
        year = source.juche + marks.JUCHE_OFFSET
    if not year:
        return "", month_day, None
    return marks.iso_date(year, line.month, line.day), month_day, year - marks.JUCHE_OFFSET
