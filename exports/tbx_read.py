"""Reading TBX: version 3 in any dialect and style, and version 2, one concept at a time.

White space is as it stands in files that malmoi wrote, and collapsed in those of others, whose line breaks are layout.
Where something is wrong the file is read once more for the line and column (see `xmltree`); a file from a pipe is
copied for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from typing import Any, BinaryIO, Final, NoReturn

from exports import xmltree
from exports.formats import ReadReport, nfc
from exports.neutral import from_ncname
from exports.rewind import rewindable
from exports.tbx_gather import ConceptData, TermData, settle
from exports.tbx_layout import Piece, Shape, pieces
from exports.tbx_plan import ConceptPlan, Plan, TermPlan, plan_of
from exports.tbx_quick import Forms
from exports.tbx_structure import Checker, structure
from exports.tbx_tree import NS, XML_LANG, Dialect, local, normalise, raw_text
from exports.tbx_write import GENERATOR
from exports.xmlcut import Cutter
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
_MANY: Final = 20_000
"""Pieces of entries that are remembered; real files have some hundreds."""
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
        self._plans: dict[Shape, Plan | None] = {}
        """Of the pieces of entries that were right."""
        self._forms = Forms(v2=False)
        self._entries = "conceptEntry"
        self._unknown = b""
        """The entry that the parser was given last because its form was not known."""
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
            for tree in xmltree.trees(self._data, _PLACES, Cutter(self._entries, "body", self._known)):
                self._number += 1
                if isinstance(tree, Concept):
                    yield tree
                    continue
                self._tree = tree
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
        self._forms = Forms(v2=node.local == "martif")
        self._entries = "termEntry" if node.local == "martif" else "conceptEntry"
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

    def _named(self, target: str, element: int, tree: int) -> str:
        """Do as `target` for the element with a number in a tree with a number."""
        if target and hash(target) not in self._ids:
            self._targets.setdefault(target, Place(tree, element))
        return from_ncname(target)

    def left_out(self, what: str) -> None:
        """Count something that the model does not hold."""
        self._report.left_out[what] += 1

    def day(self, element: Any) -> datetime | None:
        """Return the time of a `date` element in UTC."""
        moment = self.moment(raw_text(element))
        if moment is None:
            self._finding(element, f"{raw_text(element).strip()!r} is no date such as 2022-10-07")
        return moment

    def moment(self, text: str) -> datetime | None:
        """Return a time in UTC; None for what is none."""
        return _moment(text)

    # -- one entry -------------------------------------------------------------------------------------------------

    def _entry(self, entry: Any) -> Concept:
        parts = pieces(entry)
        faulty: list[Any] = []
        if not parts or any(part.shape not in self._plans for part in parts):
            faulty = self._check(entry)
            parts = [] if faulty else self._learnt(pieces(entry))
        plans = [self._plans[part.shape] for part in parts]
        identity = self._register(entry)
        if not identity and not self._dialect.v2:
            self._refuse(entry, "the conceptEntry has no id")
        concept_id = from_ncname(identity) or _made_id(entry)
        concept = ConceptData(self, faulty)
        if not plans or not isinstance(plans[0], ConceptPlan) or not self._follow(concept, plans[0], parts[0]):
            concept.take(entry)
        ahead = iter(zip(parts[1:], plans[1:], strict=True))
        terms: list[TermData] = []
        seen: dict[str, Any] = {}
        for section in entry.iterchildren(_LANG_SEC):
            tag = self._language(section, seen)
            concept.take(section, language=tag)
            for term in section.iterchildren(_TERM_SEC):
                data = TermData(self, faulty)
                piece, plan = next(ahead, (None, None))
                if piece and isinstance(plan, TermPlan):
                    data.follow(plan, piece.texts)
                else:
                    data.take(term)
                if not data.fields["text"]:
                    self._refuse(term[0], "the term is empty")
                terms.append(data)
                data.fields["language"] = tag
                data.fields["id"] = from_ncname(self._register(term)) or f"{concept_id}.{tag}.{len(terms)}"
        settle(terms)
        if self._unknown:
            self._forms.learn(self._unknown, parts, plans)
            self._unknown = b""
        return concept.build(concept_id, tuple([t.build() for t in terms]))

    def _follow(self, concept: ConceptData, plan: ConceptPlan, piece: Piece) -> bool:
        return concept.follow(plan, piece.texts, lambda at: self.target(piece.elements[at]))

    def _known(self, entry: bytes) -> Concept | None:
        """Return the concept of an entry in known forms; None, with nothing kept of it, where there is any question."""
        self._unknown = entry
        parts = self._forms.parts(entry)
        if parts is None or not parts[0].identity or not isinstance(parts[0].plan, ConceptPlan):
            return None
        ids = [part.identity for part in parts if part.identity]
        hashes = set(map(hash, ids))
        tags = [self._languages.get(part.language) for part in parts if part.language]
        if len(hashes) < len(ids) or not hashes.isdisjoint(self._ids) or len(set(tags)) < len(tags) or None in tags:
            return None
        terms: list[TermData] = []
        concept_id, language = from_ncname(parts[0].identity), iter(tags)
        tag = next(language, None)
        for part in parts[1:]:
            data = TermData(self, ())
            if not isinstance(part.plan, TermPlan):
                return None
            data.follow(part.plan, part.texts)
            if not data.fields["text"]:
                return None
            terms.append(data)
            data.fields["language"] = tag
            data.fields["id"] = from_ncname(part.identity) or f"{concept_id}.{tag}.{len(terms)}"
            if part.language:
                tag = next(language)
        concept, targets = ConceptData(self, ()), parts[0].targets
        if not concept.follow(parts[0].plan, parts[0].texts, lambda at: self._named(*targets[at], self._number + 1)):
            return None
        self._ids |= hashes
        settle(terms)
        self._unknown = b""
        return concept.build(concept_id, tuple([t.build() for t in terms]))

    def _check(self, entry: Any) -> list[Any]:
        """Note what is wrong with an entry and return the elements; a wrong structure ends the reading."""
        faulty = []
        for fault in self._checker.faults(entry):
            if fault.fatal:
                self._refuse(fault.element, fault.message)
            self._finding(fault.element, fault.message)
            faulty.append(fault.element)
        return faulty

    def _learnt(self, parts: list[Piece]) -> list[Piece]:
        """Return the pieces of an entry that is right, where all of them can be remembered with their plans."""
        if len(self._plans) > _MANY:
            return []
        self._plans.update((part.shape, plan_of(part)) for part in parts if part.shape not in self._plans)
        return parts

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


@lru_cache(maxsize=1000)
def _moment(text: str) -> datetime | None:
    """Entries that were made together have one time."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _made_id(entry: Any) -> str:
    """Return an id for an entry without one: the same for the same terms, so that a second import finds it again."""
    words = "\x1f".join(" ".join(raw_text(term).split()) for term in entry.iter(f"{NS}term"))
    return "c-" + blake2b(words.encode(), digest_size=6).hexdigest()
