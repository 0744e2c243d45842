"""Small TBX files for the tests, and what is read and written of them."""

from __future__ import annotations

import io
from collections import Counter

import pytest

from exports import registry
from exports.formats import ReadReport, TermOptions
from glossary.errors import InputError
from glossary.terms.entries import Concept
from tests.contract.oracles import parse

DCT = "http://www.tbxinfo.net/ns/basic"


def written(name: str, base: tuple[Concept, ...], style: str = "dca") -> bytes:
    """Return a term base in a format."""
    out = io.BytesIO()
    registry.term_format(name).write(base, out, options=TermOptions(style=style))
    return out.getvalue()


def read(data: bytes, report: ReadReport | None = None) -> list[Concept]:
    """Return the concepts of a file."""
    return list(registry.term_format("tbx").read(io.BytesIO(data), name="sample.tbx", report=report))


def refusal(data: bytes) -> str:
    """Return what is said of a file that is refused."""
    with pytest.raises(InputError) as caught:
        read(data)
    return caught.value.message


def said(data: bytes) -> Counter[tuple[str, str, str, str, str]]:
    """Return what stands in the entries of a file: level, element, category, text, target."""
    levels = ("conceptEntry", "langSec", "termSec")
    found: Counter[tuple[str, str, str, str, str]] = Counter()
    for body in parse(data).iter("{*}body"):
        for element in body.iter("*"):
            name = element.tag.rpartition("}")[2]
            if name in levels or name.endswith("Grp") or name == "body":
                continue
            level = next(a for e in element.iterancestors() if (a := e.tag.rpartition("}")[2]) in levels)
            target = element.get("target", "") if name in ("ref", "xref") else ""  # people are not kept
            found[level, name, element.get("type", ""), " ".join("".join(element.itertext()).split()), target] += 1
    return found


def v3(entries: str, *, kind: str = "TBX-Basic", style: str = "dca", head: str = "") -> bytes:
    """Return a small file of version 3 with these entries, each line of them behind line 4."""
    return (
        f'<?xml version="1.0"?>{head}\n<tbx type="{kind}" style="{style}" xml:lang="en" '
        f'xmlns="urn:iso:std:iso:30042:ed-2" xmlns:basic="{DCT}">\n'
        "<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader><text><body>\n"
        f"{entries}\n</body></text></tbx>"
    ).encode()


def entry(term: str = "", concept: str = "", language: str = "", *, word: str = "word", identity: str = "c1") -> str:
    """Return an entry with one English term, and what else is to stand in its levels."""
    return (
        f'<conceptEntry id="{identity}">{concept}<langSec xml:lang="en">{language}<termSec><term>{word}</term>{term}'
        "</termSec></langSec></conceptEntry>"
    )
