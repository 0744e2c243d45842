"""One HTML page for printing and reading: escaped, in one file, nothing fetched, no script, legible in the dark.

Every page of malmoi's (glossary, alignment, report) is made with `page`, so that they look alike.
"""

from __future__ import annotations

from html import escape

from exports.neutral import clean

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --soft: #8882; }
body { font: 1rem/1.5 "Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", system-ui, sans-serif;
       max-width: 72rem; margin: 2rem auto; padding: 0 1rem; word-break: keep-all; overflow-wrap: break-word; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; border-bottom: 1px solid var(--line); } table {
border-collapse: collapse; width: 100%; } th, td { text-align: start; vertical-align: top; padding: .35rem .6rem;
border-bottom: 1px solid var(--line); } th { font-weight: 600; } .side { width: 47%; } .number, .small { color:
GrayText; font-size: .85rem; } .reading { font-style: italic; } .deprecated, .superseded, .forbidden {
text-decoration: line-through; } mark { background: #fd08; color: inherit; } .error { color: #c22; } .warning { color:
#a60; } .note { color: #26a; } .doubtful { background: var(--soft); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem; } .entry { border-top: 1px solid var(--line);
padding: .8rem 0; } .entry:last-of-type { border-bottom: 1px solid var(--line); }
.findings { list-style: none; padding: 0; margin: .5rem 0 0; } .findings li { margin: .25rem 0; }
.findings .small { display: block; } .instead { background: var(--soft); padding: 0 .3rem; border-radius: .2rem;
white-space: pre-wrap; } mark.on-error { background: #f443; box-shadow: inset 0 -2px #c22; } mark.on-warning {
background: #fa03; box-shadow: inset 0 -2px #a60; } mark.on-note { background: #48f2; box-shadow: inset 0 -2px #26a; }
.overview { width: auto; margin: 1rem 0 2rem; } .overview td { padding: .2rem .8rem .2rem 0; border: 0; }
.count { text-align: end; font-variant-numeric: tabular-nums; } .sides { font-weight: 600; padding-bottom: .4rem; }
@page { margin: 16mm 14mm; }
@media (max-width: 40rem) { .pair { grid-template-columns: 1fr; gap: .3rem; } } @media print { body { margin: 0;
max-width: none; font-size: 10pt; } tr, .entry { break-inside: avoid; } thead { display: table-header-group; }
.sides { break-after: avoid; }
mark, .instead { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
"""


def page(title: str, body: str, *, language: str = "en") -> bytes:
    """Return a whole page in UTF-8; `body` is HTML whose texts went through `text`."""
    return (
        f'<!DOCTYPE html>\n<html lang="{text(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    ).encode()


def text(value: object) -> str:
    """Return a value as HTML text, safe inside attributes too, without control characters."""
    return escape(clean(str(value)), quote=True)


def tag(name: str, content: str, **attributes: str) -> str:
    """Return an element; `content` is HTML. Of an attribute's name `_` at the end is dropped (`class_`)."""
    given = "".join(f' {k.rstrip("_")}="{text(v)}"' for k, v in attributes.items() if v)
    return f"<{name}{given}>{content}</{name}>"
