"""Reading TBX: version 3 in any dialect and style, and version 2, one concept at a time.

White space is as it stands in files that malmoi wrote, and collapsed in those of others, whose line breaks are layout.
Where something is wrong the file is read once more for the line and column (see `xmltree`); a file from a pipe is
copied for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from typing import Any, BinaryIO, Final, NoReturn

from exports import xmltree
from exports.formats import ReadReport, nfc
from exports.neutral import from_ncname
from exports.rewind import rewindable
from exports.tbx_gather import ConceptData, TermData, settle
from exports.tbx_structure import Checker, structure
from exports.tbx_tree import NS, XML_LANG, Dialect, local, normalise, raw_text
from exports.tbx_write import GENERATOR
from exports.xmlread import Node, stream
from exports.xmltree import Place
from glossary.errors import InputError
from glossary.terms.entries import Concept
from glossary.text.language import resolve_language

_DOCTYPES: Final = frozenset({"martif"})
_PLACES: Final = {
    "tbx": frozenset({"tbxHeader", "text"}),
    "martif": frozenset({"martifHeader", "text"}),
    "text": frozenset({"body", "back"}),
    "body": frozenset({"conceptEntry", "termEntry"}),
}
_LAYOUT: Final = re.compile(r"\s*\n\s*")
_ENTRY, _LANG_SEC, _TERM_SEC = f"{NS}conceptEntry", f"{NS}langSec", f"{NS}termSec"


def read(data: BinaryIO, name: str, report: ReadReport) -> Iterator[Concept]:
    """Yield the concepts of a file; raises InputError, with file, line and column."""
    with rewindable(data) as file:
        yield from _File(file, name, report).concepts()


class _File:
    """What has to be remembered of a file while it is read."""

    def __init__(self, data: BinaryIO, name: str, report: ReadReport) -> None:
        self._data, self._start = data, data.tell()
        self._name = name
        self._report = report
        self._dialect = Dialect("", v2=False)
        self._checker = Checker(self._dialect)
        self._exact = False
        self._ids: set[int] = set()
        """Hashes of the ids, a third of what they take themselves; the file is asked where two are alike."""
        self._targets: dict[str, Place] = {}
        self._tree: Any = None
        self._number = -1
        self._findings: list[tuple[Place, str]] = []
        self._languages: dict[str, str] = {}

    def concepts(self) -> Iterator[Concept]:
        self._root()
        self._data.seek(self._start)
        try:
            for tree in xmltree.trees(self._data, _PLACES):
                self._tree, self._number = tree, self._number + 1
                normalise(tree, self._dialect)
                if tree.tag == _ENTRY:
                    yield self._entry(tree)
                else:
                    self._apart(tree)
        except xmltree.UnreadableError as error:
            self._explain(str(error))
        dangling = ((p, f"the cross-reference to {t!r} leads nowhere") for t, p in self._targets.items())
        self._findings.extend(
            (p, m) for (p, m), t in zip(dangling, self._targets, strict=True) if hash(t) not in self._ids
        )
        self._tell()

    def _root(self) -> None:
        node = next(stream(self._data, self._name, containers=set(_PLACES), doctypes=_DOCTYPES))
        if node.local not in ("tbx", "martif"):
            _refuse(self._name, node, f"the root element is {node.local}, not tbx (version 3) or martif (version 2)")
        kind = node.attributes.get("type", "").strip()
        if not kind:
            _refuse(self._name, node, f"{node.local} has no type such as TBX-Basic")
        style = node.attributes.get("style", "").strip().casefold()
        self._dialect = Dialect(kind, v2=node.local == "martif", dct=style == "dct")
        self._checker = Checker(self._dialect)

    def _apart(self, tree: Any) -> None:
        """Take the header, or what stands behind the entries."""
        if fault := structure(tree):
            self._refuse(fault.element, fault.message)
        if local(tree) == "tbxHeader":
            source = tree.find(f"{NS}fileDesc/{NS}sourceDesc")
            self._exact = source is not None and raw_text(source).lstrip().startswith(f"{GENERATOR} ")
        elif local(tree) == "back":
            for item in tree.iter(f"{NS}refObject"):
                self._register(item)
                self._report.left_out["records of people and sources behind the entries"] += 1
        else:
            self._refuse(tree, f"there is no element {local(tree)} in TBX")

    # -- what is wrong, and where ----------------------------------------------------------------------------------

    def _place(self, element: Any) -> Place:
        return Place(self._number, next(i for i, e in enumerate(self._tree.iter()) if e is element))

    def _locate(self, places: list[Place]) -> list[tuple[int, int]]:
        self._data.seek(self._start)
        options = {"doctypes": _DOCTYPES, "skipped": frozenset({"termGrp"})}
        return xmltree.locate(self._data, self._name, _PLACES, places, **options)

    def _refuse(self, element: Any, message: str, *, before: Any = None) -> NoReturn:
        """Raise InputError; `before` is the element that the message ends with the line of."""
        places = [self._place(e) for e in (before, element) if e is not None]
        self._stop(places, message)

    def _stop(self, places: list[Place], message: str) -> NoReturn:
        self._tell()
        (*first, (line, column)) = self._locate(places)
        message += f" line {first[0][0]}" if first else ""
        raise InputError(
            f"{self._name}: line {line}, column {column}: {message}",
            hint="Mend the file there, or export it again as TBX-Basic.",
        )

    def _finding(self, element: Any, message: str) -> None:
        """Note what is wrong with one value; a strict reader ends at the first one."""
        self._findings.append((self._place(element), message))
        if self._report.strict:
            self._tell()

    def _tell(self) -> None:
        """Give the report what was found, in the order of the file."""
        self._findings.sort(key=lambda finding: finding[0])
        found, self._findings = self._findings, []
        for (_, message), (line, column) in zip(found, self._locate([p for p, _ in found]), strict=True):
            self._report.finding(line, column, message)

    def _explain(self, reason: str) -> NoReturn:
        """Raise InputError that says where in the file is what made the reading end."""
        self._tell()
        self._data.seek(self._start)

        def misplaced(node: Node) -> None:
            _refuse(self._name, node, f"{node.local} does not belong in {node.parent}")

        for _ in xmltree.nodes(self._data, self._name, _PLACES, doctypes=_DOCTYPES, misplaced=misplaced):
            pass
        raise InputError(f"{self._name}: {reason}", hint="Export it again, or mend it there with an XML editor.")

    # -- what is asked of the file while an entry is gathered ------------------------------------------------------

    def text(self, element: Any) -> str:
        """Return the text of an element, in NFC, without layout."""
        text = "".join(element.itertext()) if len(element) else element.text or ""
        if self._exact and text.isascii():
            return text
        return self.tidy(text)

    def tidy(self, text: str) -> str:
        """Return a text in NFC, without layout."""
        text = text if text.isascii() else nfc(text)
        return text if self._exact else _LAYOUT.sub(" ", text).strip()

    def target(self, element: Any) -> str:
        """Return the id that a reference names, and remember to look for it at the end."""
        target: str = element.get("target", "").strip()
        if target and hash(target) not in self._ids and target not in self._targets:
            self._targets[target] = self._place(element)
        return from_ncname(target)

    def left_out(self, what: str) -> None:
        """Count something that the model does not hold."""
        self._report.left_out[what] += 1

    def day(self, element: Any) -> datetime | None:
        """Return the time of a `date` element in UTC."""
        value = raw_text(element).strip()
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self._finding(element, f"{value!r} is no date such as 2022-10-07")
            return None
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)

    # -- one entry -------------------------------------------------------------------------------------------------

    def _entry(self, entry: Any) -> Concept:
        faulty = []
        elements = list(entry.iter())  # kept until the entry is read: lxml makes each of them once
        for fault in self._checker.faults(entry, elements):
            if fault.fatal:
                self._refuse(fault.element, fault.message)
            self._finding(fault.element, fault.message)
            faulty.append(fault.element)
        identity = self._register(entry)
        if not identity and not self._dialect.v2:
            self._refuse(entry, "the conceptEntry has no id")
        concept_id = from_ncname(identity) or _made_id(entry)
        concept = ConceptData(self, faulty)
        concept.take(entry)
        terms: list[TermData] = []
        seen: dict[str, Any] = {}
        for section in entry.iterchildren(_LANG_SEC):
            tag = self._language(section, seen)
            concept.take(section, language=tag)
            for term in section.iterchildren(_TERM_SEC):
                terms.append(self._term(term, tag, concept_id, len(terms) + 1, faulty))
        settle(terms)
        return concept.build(concept_id, tuple([t.build() for t in terms]))

    def _term(self, section: Any, tag: str, concept: str, number: int, faulty: list[Any]) -> TermData:
        identity = self._register(section)
        data = TermData(self, faulty)
        data.take(section)
        if not data.fields["text"]:
            self._refuse(section[0], "the term is empty")
        data.fields |= {"id": from_ncname(identity) or f"{concept}.{tag}.{number}", "language": tag}
        return data

    def _register(self, element: Any) -> str:
        """Return the id of an element; raises InputError where another has it."""
        name: str = element.get("id", "").strip()
        if name and (known := hash(name)) in self._ids and (first := self._first(name)):
            self._stop([first, self._place(element)], f"the id {name!r} stands already in")
        if name:
            self._ids.add(known)
        return name

    def _first(self, name: str) -> Place | None:
        """Return the place of the first element with an id before the one that is read; None where there is none."""
        alike = [n for n, e in enumerate(self._tree.iter()) if e.get("id", "").strip() == name]
        at = self._data.tell()
        self._data.seek(self._start)
        earlier = islice(xmltree.trees(self._data, _PLACES), self._number)
        tree = next((n for n, t in enumerate(earlier) if any(e.get("id", "").strip() == name for e in t.iter())), None)
        self._data.seek(at)
        if tree is not None:
            return Place(tree, 0)
        return Place(self._number, alike[0]) if len(alike) > 1 else None

    def _language(self, section: Any, seen: dict[str, Any]) -> str:
        raw: str = section.get(XML_LANG) or section.get("lang") or ""
        tag = self._languages.get(raw)
        if tag is None:
            try:
                tag = resolve_language(raw)
            except ValueError:
                self._refuse(section, f"xml:lang is {raw.strip()!r}, which is no language tag such as ko-KP, en or ja")
            if len(self._languages) < 1000:
                self._languages[raw] = tag
        if tag in seen:
            self._refuse(section, f"the language {raw} has two sections, the first in", before=seen[tag])
        seen[tag] = section
        return tag


def _refuse(name: str, node: Node, message: str) -> NoReturn:
    raise InputError(
        f"{name}: line {node.line}, column {node.column}: {message}",
        hint="Mend the file there, or export it again as TBX-Basic.",
    )


def _made_id(entry: Any) -> str:
    """Return an id for an entry without one: the same for the same terms, so that a second import finds it again."""
    words = "\x1f".join(" ".join(raw_text(term).split()) for term in entry.iter(f"{NS}term"))
    return "c-" + blake2b(words.encode(), digest_size=6).hexdigest()
