"""A saved web page into plain text, through trafilatura.

Invariant: what is returned is non-empty NFC text with one block a line; a page without readable text is an InputError.
"""

from __future__ import annotations

import re

from glossary.errors import InputError
from glossary.text.encoding import Decoded, decode, nfc

_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)
_ALIASES = {"euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "shift_jis": "cp932", "x-sjis": "cp932"}


def read_html(data: bytes, name: str) -> str:
    """Return the text of a page, one block a line; InputError where there is none."""
    return html_text(decode_html(data, name).text, name)


def decode_html(data: bytes, name: str) -> Decoded:
    """Return the markup as text: by the charset that the page names where it is true, else as any file."""
    if not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) and (meta := _META.search(data[:4096])):
        named = meta[1].decode("ascii").lower()
        encoding = _ALIASES.get(named, named)
        try:
            return Decoded(nfc(data.decode(encoding)), encoding)
        except (UnicodeDecodeError, LookupError):
            pass  # pages lie about their charset
    return decode(data, name=name)


def html_text(markup: str, name: str) -> str:
    """Return the text of markup; see `read_html`."""
    import trafilatura

    text = trafilatura.extract(
        markup, output_format="txt", include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
    )
    if not text or not text.strip():
        raise InputError(
            f"{name}: no text found in the page",
            hint="Save the page from the browser as plain text and read that file.",
        )
    return nfc(text.replace("\r\n", "\n"))
