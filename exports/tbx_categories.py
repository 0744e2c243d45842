"""The data categories of TBX-Basic 1.2.1 (and Min, Linguist), and the structure of the core, as tables of our own.

They say where a category may stand and which values it may have, in the terms of TBX v3; the older martif is read in
the same terms (`V2_NAMES`). Sources: ISO 30042:2019, the public descriptions of the modules Min, Basic and Linguist,
version 1.2.1. Nothing here reads or writes XML.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

VERSION: Final = "1.2.1"
NAMESPACE: Final = "urn:iso:std:iso:30042:ed-2"

CONCEPT, LANGUAGE, TERM = "conceptEntry", "langSec", "termSec"
ANYWHERE: Final = frozenset({CONCEPT, LANGUAGE, TERM})


@dataclass(frozen=True, slots=True)
class Category:
    """One data category: the element that carries it, where it may stand, what it may say."""

    element: str
    module: str
    levels: frozenset[str] = ANYWHERE
    values: tuple[str, ...] = ()
    """The picklist; empty: free text."""
    grouped: bool = True
    """Whether it may stand in a group (descripGrp …) at its levels, not only directly."""


ADMINISTRATIVE_STATUS: Final = (
    "preferredTerm-admn-sts",
    "admittedTerm-admn-sts",
    "deprecatedTerm-admn-sts",
    "supersededTerm-admn-sts",
)
_TERM = frozenset({TERM})
_CONCEPT_TERM = frozenset({CONCEPT, TERM})
_CONCEPT_LANGUAGE = frozenset({CONCEPT, LANGUAGE})

CATEGORIES: Final[dict[str, Category]] = {
    # Min
    "administrativeStatus": Category("termNote", "min", _TERM, ADMINISTRATIVE_STATUS),
    "customerSubset": Category("admin", "min", _CONCEPT_TERM),
    "externalCrossReference": Category("xref", "min", ANYWHERE, grouped=False),
    "partOfSpeech": Category("termNote", "min", _TERM, ("noun", "verb", "adjective", "adverb", "other")),
    "subjectField": Category("descrip", "min", frozenset({CONCEPT})),
    # Basic
    "context": Category("descrip", "basic", _TERM),
    "crossReference": Category("ref", "basic", _CONCEPT_TERM),
    "definition": Category("descrip", "basic", _CONCEPT_LANGUAGE),
    "geographicalUsage": Category("termNote", "basic", _TERM),
    "grammaticalGender": Category("termNote", "basic", _TERM, ("masculine", "feminine", "neuter", "other")),
    "projectSubset": Category("admin", "basic", _CONCEPT_TERM),
    "responsibility": Category("transacNote", "basic"),
    "source": Category("admin", "basic"),
    "termLocation": Category(
        "termNote",
        "basic",
        _TERM,
        (
            *("checkBox", "comboBox", "comboBoxElement", "dialogBox", "groupBox", "informativeMessage"),
            *("interactiveMessage", "menuItem", "progressBar", "pushButton", "radioButton", "slider", "spinBox", "tab"),
            *("tableText", "textBox", "toolTip", "user-definedType"),
        ),
    ),
    "termType": Category(
        "termNote", "basic", _TERM, ("fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase")
    ),
    "transactionType": Category("transac", "basic", ANYWHERE, ("origination", "modification")),
    "xGraphic": Category("xref", "basic", _CONCEPT_LANGUAGE, grouped=False),
    # Linguist
    "grammaticalNumber": Category("termNote", "linguist", _TERM, ("singular", "plural", "dual", "mass", "otherNumber")),
    "reading": Category("admin", "linguist", _TERM),
    "readingNote": Category("adminNote", "linguist", _TERM),
    "register": Category(
        "termNote",
        "linguist",
        _TERM,
        (
            *("colloquialRegister", "neutralRegister", "technicalRegister", "in-houseRegister"),
            *("bench-levelRegister", "slangRegister", "vulgarRegister"),
        ),
    ),
    "transferComment": Category("termNote", "linguist", _TERM),
}

DIALECTS: Final[dict[str, frozenset[str]]] = {
    "TBX-Min": frozenset({"min"}),
    "TBX-Basic": frozenset({"min", "basic"}),
    "TBX-Linguist": frozenset({"min", "basic", "linguist"}),
}
"""Which modules a dialect has. Other dialects (TBX-Core, private ones) are read by their structure alone."""

OLDER_NAMES: Final = {"usageStatus": "administrativeStatus"}
"""Names of categories in sample files of other versions of the modules."""
OLDER_VALUES: Final[dict[str, dict[str, str]]] = {
    "administrativeStatus": {
        "preferred": "preferredTerm-admn-sts",
        "admitted": "admittedTerm-admn-sts",
        "notRecommended": "deprecatedTerm-admn-sts",
        "deprecated": "deprecatedTerm-admn-sts",
        "obsolete": "supersededTerm-admn-sts",
        "superseded": "supersededTerm-admn-sts",
    },
    "transactionType": {"creation": "origination"},
}
"""Values of other versions, and the display values that TBX v2's XCS file allows."""

V2_VALUES: Final = {"partOfSpeech": ("properNoun",)}
"""What TBX-Basic in v2 has beside the picklists above."""
V2_NAMES: Final = {
    "martif": "tbx",
    "martifHeader": "tbxHeader",
    "termEntry": "conceptEntry",
    "langSet": "langSec",
    "tig": "termSec",
    "ntig": "termSec",
    "refObjectList": "refObjectSec",
}
"""The older names of elements."""


def allowed_values(category: str, *, v2: bool) -> tuple[str, ...]:
    """Return the picklist of a category, empty for free text."""
    values = CATEGORIES[category].values
    return (*values, *V2_VALUES.get(category, ())) if v2 and values else values


AUXILIARY: Final = frozenset({"admin", "adminGrp", "descrip", "descripGrp", "note", "ref", "transacGrp", "xref"})
_LINKS: Final = frozenset({"admin", "adminGrp", "note", "ref", "transacGrp", "xref"})
_ONE, _SOME, _ANY, _MAYBE = (1, 1), (1, 0), (0, 0), (0, 1)


@dataclass(frozen=True, slots=True)
class Part:
    """One step of an element's content: which children, at least and at most how many (0: any number)."""

    names: frozenset[str]
    least: int
    most: int


def _part(names: str | frozenset[str], times: tuple[int, int]) -> Part:
    return Part(names if isinstance(names, frozenset) else frozenset(names.split()), *times)


CONTENT: Final[dict[str, tuple[Part, ...]]] = {
    "tbxHeader": (_part("fileDesc", _ONE), _part("encodingDesc", _MAYBE), _part("revisionDesc", _MAYBE)),
    "fileDesc": (_part("publicationStmt titleStmt", _ANY), _part("sourceDesc", _SOME)),
    "publicationStmt": (_part("p", _SOME),),
    "titleStmt": (_part("title", _ONE), _part("note", _ANY)),
    "sourceDesc": (_part("p", _SOME),),
    "encodingDesc": (_part("p", _SOME),),
    "revisionDesc": (_part("change", _SOME),),
    "change": (_part("p", _SOME),),
    "conceptEntry": (_part(AUXILIARY, _ANY), _part("langSec", _SOME)),
    "langSec": (_part(AUXILIARY, _ANY), _part("termSec", _SOME)),
    "termSec": (_part("term", _ONE), _part("termNote termNoteGrp", _ANY), _part(AUXILIARY, _ANY)),
    "adminGrp": (_part("admin", _ONE), _part("adminNote note ref xref", _ANY)),
    "descripGrp": (
        _part("descrip", _ONE),
        _part("admin adminGrp descripNote note ref transacGrp xref", _ANY),
    ),
    "termNoteGrp": (_part("termNote", _ONE), _part(_LINKS, _ANY)),
    "transacGrp": (_part("transac", _ONE), _part("date note ref transacNote xref", _ANY)),
    "back": (_part("refObjectSec", _ANY),),
    "refObjectSec": (_part("refObject", _SOME),),
    "refObject": (_part("itemSet itemGrp item", _SOME),),
    "itemSet": (_part("itemGrp item", _SOME),),
    "itemGrp": (_part("item", _ONE), _part(_LINKS, _ANY)),
}
"""Elements that have only elements in them, and in which order."""

_INLINE: Final = frozenset({"ec", "foreign", "hi", "ph", "sc", "bpt", "ept"})
TEXT: Final[dict[str, frozenset[str]]] = (
    dict.fromkeys(("admin", "descrip", "note", "termNote", "p", "foreign", "item"), _INLINE)
    | {"term": frozenset({"hi"})}
    | dict.fromkeys(
        ("date", "ref", "xref", "adminNote", "descripNote", "transac", "transacNote", "hi", "title", "ph", "sc"),
        frozenset[str](),
    )
    | dict.fromkeys(("ec", "bpt", "ept"), frozenset[str]())
)
"""Elements that have text in them, and which elements may stand in that text."""

REQUIRED: Final[dict[str, str]] = dict.fromkeys(
    ("admin", "adminNote", "descrip", "descripNote", "ref", "termNote", "transac", "transacNote", "xref"), "type"
)
"""Attributes that must be there and must not be empty."""

TYPED: Final = frozenset({"admin", "adminNote", "descrip", "ref", "termNote", "transac", "transacNote", "xref"})
"""Elements whose `type` is a data category."""

READING_NOTES: Final[dict[str, str]] = {
    "dprk": "DPRK 1992",
    "mr": "McCune-Reischauer",
    "bgn": "BGN/PCGN",
    "rr": "Revised Romanisation",
    "rr-letters": "Revised Romanisation, letter by letter",
    "ala-lc": "ALA-LC",
    "yale": "Yale",
    "hepburn": "Hepburn",
    "kana": "kana",
    "hanja": "hanja",
}
"""Systems of readings as TBX-Linguist's readingNote names them; a system that is not here is named by its code."""
ROMANISATIONS: Final = frozenset({"dprk", "mr", "bgn", "rr", "rr-letters", "ala-lc", "yale", "hepburn"})
"""Systems whose note says `Romanisation (DPRK)`; the others are `Reading (kana)`."""
