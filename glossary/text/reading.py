"""A file or bytes into a page: what `import` and `align` read.

Invariant: the result holds at least one article or headline; everything else is an InputError that names the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from glossary.errors import InputError
from glossary.text.encoding import decode, read_bytes, refuse_binary
from glossary.text.page import Page, read_page

_MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?(?:<!--.{0,400}?-->\s*|<\?xml[^>]*\?>\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_SUFFIXES = frozenset((".html", ".htm", ".xhtml", ".shtml"))


@dataclass(frozen=True, slots=True)
class ReadText:
    """A page, the encoding it came in, and the format: `text` or `html`."""

    page: Page
    encoding: str
    format: str


def read_text(source: Path | bytes, name: str = "") -> ReadText:
    """Return what a file, or bytes such as standard input, holds. `name` stands in messages (default: the path)."""
    data = read_bytes(source) if isinstance(source, Path) else source
    name = name or (str(source) if isinstance(source, Path) else "standard input")
    suffix = Path(name).suffix.lower()
    refuse_binary(data, name=name)
    if data and (suffix in _HTML_SUFFIXES or _MARKUP.match(data[:2048])):
        from glossary.text.html import decode_html, html_text, html_title

        decoded, kind = decode_html(data, name), "html"
        page = read_page(html_text(decoded.text, name))
        if len(page.articles) == 1 and not page.articles[0].title:
            page = _titled(page, html_title(decoded.text))
    else:
        decoded, kind = decode(data, name=name), "text"
        page = read_page(decoded.text)
    if not page.articles and not page.headlines:
        raise InputError(f"{name} holds no sentence", hint="Choose a file that holds a text.")
    return ReadText(page, decoded.encoding, kind)


def _titled(page: Page, title: str) -> Page:
    """Give the only article of a web page its title, and take it out of the paragraphs where it is the first."""
    article = page.articles[0]
    paragraphs = article.paragraphs[1:] if article.paragraphs[:1] == (title,) else article.paragraphs
    if not title or not paragraphs:
        return page
    return replace(page, articles=(replace(article, title=title, paragraphs=paragraphs),))
