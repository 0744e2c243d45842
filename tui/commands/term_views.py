"""How entries are listed and shown: one line a concept, or everything that is known of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.output import ListFormat, chosen_format, emit, plain, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossary.store.engine import Database
    from glossary.terms.entries import Concept, Term

SUMMARY = ("id", "ko", "reading", "en", "ja", "subject")
TERM_COLUMNS = (
    *("term", "language", "text", "status", "readings", "evidence", "source", "dates", "house", "attestations"),
    *("comment", "type", "part_of_speech", "match", "case_sensitive", "do_not_translate", "register", "region"),
    *("usage_note", "extra"),
)


def summary(concept: Concept, profile: str = "", day: str = "") -> tuple[Any, ...]:
    """Return a concept in one line; with a profile or a day only what it permits, its preferred rendering first."""
    from glossary.terms.renderings import ordered, permitted

    def texts(language: str) -> list[str]:
        terms: Iterable[Term] = concept.in_language(language)
        if profile or day:
            terms = ordered((t for t in terms if permitted(t, profile, day)), profile)
        return [t.text for t in terms]

    reading = next((r for t in concept.in_language("ko") if (r := t.reading("dprk") or t.reading("rr"))), "")
    return (concept.id, texts("ko"), reading, texts("en"), texts("ja"), concept.subject)


def list_concepts(concepts: Iterable[Concept], form: ListFormat | None, profile: str = "", day: str = "") -> None:
    """Print one line a concept."""
    emit(SUMMARY, (summary(c, profile, day) for c in concepts), form)


def chosen_profile(database: Database, wanted: str | None) -> str:
    """Return the house profile: the wanted one, else `terms.house` of the settings, else none.

    A house's name is as good as its profile's. Raises UsageError for one that is neither built in nor a house of the
    term base.
    """
    from glossary.config import load
    from glossary.terms.renderings import house_profile, profile_key

    if wanted is None:
        return profile_key(load().house)
    return house_profile(wanted, (house for house, _ in database.concepts.houses()))


def show_concept(concept: Concept, form: ListFormat | None) -> None:
    """Print everything that is known of a concept."""
    wanted = chosen_format(form)
    if wanted in (ListFormat.JSON, ListFormat.JSONL):
        import io

        from exports.registry import term_format

        target = io.BytesIO()
        term_format("jsonl").write([concept], target)
        write(target.getvalue().decode())
    elif wanted is ListFormat.TSV:
        names, values = zip(*_details(concept), strict=True)
        headers = ["concept" if name == "id" else f"concept {name}".replace(" ", "_") for name in names]
        emit((*TERM_COLUMNS, *headers), ((*_term_row(t), *values) for t in concept.terms), wanted)
    else:
        write(_lines(_details(concept), ""))
        for term in concept.terms:
            row = dict(zip(TERM_COLUMNS, _term_row(term), strict=True))
            write(f"\n{row.pop('text')}  ({row.pop('language')}, {row.pop('status')})\n")
            usual = {"match": "inflected", "evidence": "user"}
            row["kept for the next TBX"] = row.pop("extra")
            kept = [(name.replace("_", " "), value) for name, value in row.items() if usual.get(name) != value]
            write(_lines(kept, "  "))


def _lines(details: Sequence[tuple[str, Any]], indent: str) -> str:
    gap = "\n" + indent + "    "
    return "".join(f"{indent}{name}: {plain(value).replace(chr(10), gap)}\n" for name, value in details if plain(value))


def _details(concept: Concept) -> list[tuple[str, Any]]:
    return [
        ("id", concept.id),
        ("subject", concept.subject),
        ("definition", concept.definition),
        ("source of the definition", concept.definition_source),
        ("note", concept.note),
        ("state", f"approved by {concept.approved_by or '(nobody named)'}" if concept.approved else "draft"),
        ("references", [f"{r.kind} {r.target}" for r in concept.references]),
        ("version", concept.version),
        ("changed", concept.modified and f"{concept.modified:%Y-%m-%d %H:%M} UTC"),
        ("kept for the next TBX", concept.extra),
        ("made", concept.created and f"{concept.created:%Y-%m-%d %H:%M} UTC by {concept.author}"),
    ]


def _term_row(term: Term) -> tuple[Any, ...]:
    dates = f"{term.valid_from or ''} – {term.valid_until or ''}" if term.valid_from or term.valid_until else ""
    return (
        term.id,
        term.language,
        term.text,
        term.status.value,
        [_reading(r.text, r.system, r.is_override, r.reason) for r in term.readings],
        term.evidence.value,
        term.source,
        dates,
        term.house,
        [_attested(a) for a in term.attestations],
        term.comment,
        term.type.value,
        term.part_of_speech.value,
        term.match.value,
        "yes" if term.case_sensitive else "",
        "yes" if term.do_not_translate else "",
        term.register,
        term.region,
        term.usage_note,
        term.extra,
    )


def _reading(text: str, system: str, is_override: bool, reason: str) -> str:
    if not is_override:
        return f"{text} ({system})"
    return f"{text} ({system}, set by hand{': ' + reason if reason else ''})"


def _attested(attestation: Any) -> str:
    a = attestation
    where = (
        f"bead {a.bead}" + (f" {a.start}-{a.end}" if a.start is not None else "") if a.bead is not None else a.source
    )
    parts = [where, a.date, f"{a.count} times" if a.count is not None else "", f"“{a.context}”" if a.context else ""]
    return " ".join(part for part in parts if part)
