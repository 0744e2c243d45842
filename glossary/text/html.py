"""A saved web page into plain text: trafilatura finds the article, the page's own blocks give back what it dropped.

Invariant: what is returned is non-empty NFC text, a line a block, blocks apart by an empty line; a page without
readable text is an InputError.
"""

from __future__ import annotations

import logging
import re

from glossary.errors import InputError
from glossary.text import kcna_marks as marks
from glossary.text.encoding import Decoded, decode, nfc

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)
_ALIASES = {
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "unicode": "utf-16",
}
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
    "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "time", "title", "tr", "ul",
))  # fmt: skip
_OWN_LINE = re.compile(r"\b(?:date|time|title|tit|headline|subject)", re.IGNORECASE)
"""Classes of inline elements that the page shows on a line of their own."""
_SILENT = frozenset(
    ("script", "style", "noscript", "template", "head", "svg", "select", "button", "iframe", "textarea")
)


def read_html(data: bytes, name: str) -> str:
    """Return the text of a page; InputError where there is none."""
    return html_text(decode_html(data, name).text, name)


def decode_html(data: bytes, name: str) -> Decoded:
    """Return the markup as text: by the charset that the page names where it is true, else as any file."""
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    if not marked and (meta := _META.search(data[:4096])):
        named = meta[1].decode("ascii").lower()
        encoding = _ALIASES.get(named, named)
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError, ValueError):
            pass  # pages lie about their charset
        else:
            if "\x00" not in text:
                return Decoded(nfc(text), encoding)
    return decode(data, name=name)


def html_text(markup: str, name: str) -> str:
    """Return the text of markup; see `read_html`.

    trafilatura's text is taken as it is where the page has no dateline. Where it has one, trafilatura loses what stands
    around the paragraphs (title, source line, list of headlines), so the lines come from the blocks of the page.
    """
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    main = trafilatura.extract(
        markup,
        output_format="txt",
        include_comments=False,
        include_tables=True,
        favor_recall=True,
        deduplicate=False,
    )
    blocks = _blocks(markup)
    if any(marks.dateline(line) for line in blocks) or not (main and main.strip()):
        main = "\n\n".join(blocks)
    if not main.strip():
        raise InputError(
            f"{name}: no text found in the page",
            hint="Save the page from the browser as plain text and read that file.",
        )
    return nfc(main.replace("\r\n", "\n"))


def html_title(markup: str) -> str:
    """Return the title that the page gives its article (not the site's name), empty where it gives none."""
    import trafilatura

    metadata = trafilatura.extract_metadata(markup, extensive=False)  # its long search is for a date
    title = nfc(" ".join((metadata.title or "").split())) if metadata else ""
    site = (metadata.sitename or "") if metadata else ""
    return "" if title in ("", site) or marks.is_furniture(title) else title


def _blocks(markup: str) -> list[str]:
    """Return the texts of the page's blocks in order; a line break in a block divides it."""
    from lxml import etree, html

    try:
        root = html.document_fromstring(
            markup.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
    except (etree.ParserError, etree.XMLSyntaxError):
        return []
    lines: list[str] = []
    now: list[str] = []
    silent = preformatted = 0

    def flush() -> None:
        words = " ".join("".join(now).split())
        now.clear()
        if words:
            lines.append(words)

    def take(text: str | None) -> None:
        if not text or silent:
            return
        if not preformatted:
            now.append(text)
            return
        for i, line in enumerate(text.split("\n")):
            if i:
                flush()
            now.append(line)

    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):  # comments and processing instructions
            if event == "end":
                take(element.tail)
            continue
        tag = element.tag
        begins = event == "start"
        if tag in _BLOCKS or tag == "br" or _OWN_LINE.search(element.get("class") or ""):
            flush()
        if tag in _SILENT:
            silent += 1 if begins else -1
        if tag == "pre":
            preformatted += 1 if begins else -1
        if begins:
            take(element.text)
        else:
            take(element.tail)
    flush()
    return lines
