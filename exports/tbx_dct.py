"""The DCT style of TBX version 3: categories as elements of their modules' namespaces.

`<termNote type="partOfSpeech">noun</termNote>` is `<min:partOfSpeech>noun</min:partOfSpeech>` in this style. What is
written is restyled as text, because it is of our own making: `type` is the first attribute of each such element.
"""

from __future__ import annotations

import re
from typing import Final

from exports.tbx_categories import CATEGORIES

NAMESPACES: Final = {
    "min": "http://www.tbxinfo.net/ns/min",
    "basic": "http://www.tbxinfo.net/ns/basic",
    "linguist": "http://www.tbxinfo.net/ns/linguist",
}
PREFIXES: Final = {"min": "min", "basic": "basic", "linguist": "ling"}

_TYPED: Final = re.compile(r'<(admin|adminNote|descrip|ref|termNote|transac|transacNote|xref) type="([A-Za-z]+)"')
_CLOSED: Final = re.compile(r"</(admin|adminNote|descrip|ref|termNote|transac|transacNote|xref)>")


def restyled(entry: str) -> str:
    """Return an entry in DCA style, as `tbx_write` makes it, in DCT style."""
    made, at, open_names = "", 0, list[str]()
    for match in _TAGS.finditer(entry):
        made += entry[at : match.start()]
        at = match.end()
        if match[1] is None:
            made += f"</{open_names.pop()}>"
            continue
        name = f"{PREFIXES[CATEGORIES[match[2]].module]}:{match[2]}"
        open_names.append(name)
        made += f"<{name}"
    return made + entry[at:]


_TAGS: Final = re.compile(f"{_TYPED.pattern}|{_CLOSED.pattern}")
