"""Labelled notes: how TBX holds what TBX-Basic has no category for, readable by people and read back exactly.

    Romanisation (DPRK): Kim Il Sung
    Usage: only in the full title
    Attested: ED2012 {date=2012-01-01, count=3}

`parse_*` understands what `*_notes` wrote, and returns None for every other note, which stays a plain note. A plain
note that looks like a labelled one is written behind a label of its own (`Comment: …`), so that nothing is misread.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any

from exports.cells import pack_item, unpack
from exports.tbx_categories import ROMANISATIONS
from glossary.terms.entries import (
    Attestation,
    Concept,
    CrossReference,
    Evidence,
    Match,
    PartOfSpeech,
    Reading,
    Status,
    Term,
)

_LABEL = re.compile(
    r"(Status|Part of speech|Usage|Register|Match|Evidence|Case-sensitive|Do not translate|Valid from|Valid until"
    r"|Attested|Comment|Approved|Approved by|Note|(?:Romanisation|Reading|Cross-reference) \(((?:[^()\\]|\\.)+)\))"
    r": (.*)\Z",
    re.DOTALL,
)
_TERM_TEXTS = {"Usage": "usage_note", "Register": "register", "Comment": "comment"}
_TERM_MARKS = {"Case-sensitive": "case_sensitive", "Do not translate": "do_not_translate"}


def term_notes(term: Term, *, v2: bool, linguist: bool, register: bool) -> list[str]:
    """Return the labelled notes of a term, in a fixed order; attestations and the plain comment are not among them.

    `linguist`: readings have elements of their own; `register`: the register has, too.
    """
    notes = []
    if term.status is Status.FORBIDDEN:
        notes.append("Status: forbidden")
    if term.part_of_speech is PartOfSpeech.PROPER_NOUN and not v2:
        notes.append("Part of speech: proper noun")
    if not linguist:
        notes.extend(reading_note(r) for r in term.readings)
    if term.usage_note:
        notes.append(f"Usage: {term.usage_note}")
    if term.register and not register:
        notes.append(f"Register: {term.register}")
    if term.valid_from:
        notes.append(f"Valid from: {term.valid_from.isoformat()}")
    if term.valid_until:
        notes.append(f"Valid until: {term.valid_until.isoformat()}")
    if term.do_not_translate:
        notes.append("Do not translate: yes")
    if term.case_sensitive:
        notes.append("Case-sensitive: yes")
    if term.match is not Match.INFLECTED:
        notes.append(f"Match: {term.match._value_}")
    if term.evidence is not Evidence.USER:
        notes.append(f"Evidence: {term.evidence._value_}")
    return notes


def comment_note(comment: str) -> str:
    """Return the plain note of a term's comment."""
    return f"Comment: {comment}" if parse_term(comment) is not None else comment


def reading_note(reading: Reading) -> str:
    """Return `Romanisation (DPRK): …` or `Reading (kana): …`."""
    attributes = override(reading)
    body = pack_item(reading.text, attributes) if attributes or _ambiguous(reading.text) else reading.text
    if reading.system in ROMANISATIONS:
        return f"Romanisation ({reading.system.upper()}): {body}"
    system = re.sub(r"([()\\])", r"\\\1", reading.system)
    return f"Reading ({system}): {body}"


def override(reading: Reading) -> dict[str, str]:
    """Return the attributes of a reading that its text does not say."""
    return ({"override": ""} if reading.is_override else {}) | ({"reason": reading.reason} if reading.reason else {})


def attestation_note(attestation: Attestation, *, context: bool = True) -> str:
    """Return `Attested: SOURCE {date=…, count=…, context=…}`; without `context` and source inside its descripGrp."""
    attributes = {}
    if attestation.date:
        attributes["date"] = attestation.date
    if attestation.count is not None:
        attributes["count"] = str(attestation.count)
    if context and attestation.context:
        attributes["context"] = attestation.context
    return f"Attested: {pack_item(attestation.source if context else '', attributes)}"


def parse_attestation(note: str) -> Attestation | None:
    """Return the attestation of a note that `attestation_note` wrote."""
    match = _LABEL.match(note)
    return _attestation(match[3]) if match and match[1] == "Attested" else None


def concept_notes(concept: Concept) -> list[str]:
    """Return the labelled notes of a concept; its cross-references and its plain note are not among them."""
    notes = []
    if concept.approved:
        notes.append(f"Approved by: {concept.approved_by}" if concept.approved_by else "Approved: yes")
    elif concept.approved_by:
        notes.append(f"Approved: {pack_item('no', {'by': concept.approved_by})}")
    return notes


def reference_note(reference: CrossReference) -> str:
    """Return the note of a cross-reference whose target is not in the file."""
    kind = re.sub(r"([()\\])", r"\\\1", reference.kind or "see")
    return f"Cross-reference ({kind}): {reference.target}"


def plain_note(note: str) -> str:
    """Return the plain note of a concept."""
    return f"Note: {note}" if parse_concept(note) is not None else note


def parse_term(note: str) -> dict[str, Any] | None:
    """Return the fields of a term that a labelled note sets; `readings` and `attestations` are to be added to."""
    if len(note) > 80:
        return _parse_term(note)
    found = _parse_short(note)
    return None if found is None else dict(found)


@lru_cache(maxsize=10_000)
def _parse_short(note: str) -> dict[str, Any] | None:
    """`Evidence: paired` and the like stand at nearly every term."""
    return _parse_term(note)


def _parse_term(note: str) -> dict[str, Any] | None:
    match = _LABEL.match(note)
    if match is None:
        return None
    label, system, body = match.groups()
    try:
        return _term_field(label, system, body)
    except ValueError:
        return None


def _term_field(label: str, system: str | None, body: str) -> dict[str, Any] | None:
    if label in _TERM_TEXTS:
        return {_TERM_TEXTS[label]: body}
    if label in _TERM_MARKS:
        return {_TERM_MARKS[label]: True} if body == "yes" else None
    if label == "Status":
        return {"status": Status.FORBIDDEN} if body == "forbidden" else None
    if label == "Part of speech":
        return {"part_of_speech": PartOfSpeech.PROPER_NOUN} if body == "proper noun" else None
    if label == "Match":
        return {"match": Match(body)}
    if label == "Evidence":
        return {"evidence": Evidence(body)}
    if label in ("Valid from", "Valid until"):
        return {label.lower().replace(" ", "_"): date.fromisoformat(body)}
    if label == "Attested":
        attestation = _attestation(body)
        return {"attestations": (attestation,)} if attestation else None
    if system is not None and not label.startswith("Cross"):
        return {"readings": (_reading(label, system, body),)}
    return None


def _reading(label: str, system: str, body: str) -> Reading:
    system = system.lower() if label.startswith("Romanisation") else re.sub(r"\\(.)", r"\1", system)
    if not _ambiguous(body):
        return Reading(system=system, text=body)
    items = unpack(body)
    if len(items) != 1 or not set(items[0][1]) <= {"override", "reason"}:
        raise ValueError(body)
    text, attributes = items[0]
    return Reading(system=system, text=text, is_override="override" in attributes, reason=attributes.get("reason", ""))


def _ambiguous(text: str) -> bool:
    """Whether a text would be read as an item of `cells` and not as it stands."""
    return "{" in text or "\\" in text


def _attestation(body: str) -> Attestation | None:
    try:
        items = unpack(body)
        if len(items) != 1 or not set(items[0][1]) <= {"date", "count", "context"}:
            return None
        source, attributes = items[0]
        return Attestation(
            source=source,
            date=attributes.get("date", ""),
            count=int(attributes["count"]) if "count" in attributes else None,
            context=attributes.get("context", ""),
        )
    except ValueError:
        return None


def parse_concept(note: str) -> dict[str, Any] | None:
    """Return the fields of a concept that a labelled note sets; `references` are to be added to."""
    match = _LABEL.match(note)
    if match is None:
        return None
    label, kind, body = match.groups()
    if label == "Approved by":
        return {"approved": True, "approved_by": body}
    if label == "Approved":
        if body == "yes":
            return {"approved": True}
        try:
            items = unpack(body)
        except ValueError:
            return None
        by = items[0][1].get("by", "") if len(items) == 1 and items[0][0] == "no" else ""
        return {"approved_by": by} if by else None
    if label == "Note":
        return {"note": body}
    if kind is not None and label.startswith("Cross"):
        return {"references": (CrossReference(target=body, kind=re.sub(r"\\(.)", r"\1", kind)),)}
    return None
