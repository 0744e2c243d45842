"""What `malmoi check` does between its options and its report: texts, rules of the user, what is known already.

A check is made of a pair (two texts aligned now, or a file or stored alignment that is aligned), a `Rules` (options
over settings), and sieves that findings go through: dismissed, told by a baseline, in sentences that did not change.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.alignment.beads import BeadState, Bitext
from glossary.errors import InputError, OutputError, UsageError
from glossary.own_files import write_whole
from tui.context import state
from tui.inputs import Pair, TextInput, read_input, read_pair
from tui.output import input_bytes, resolve_tag, say

if TYPE_CHECKING:
    from glossary.checks.findings import BeadText, Finding, Severity
    from glossary.checks.precedents import Precedent
    from glossary.store.engine import Database
    from glossary.terms.entries import Concept

ALIGNED = {".tmx": "tmx", ".xlf": "xliff", ".xliff": "xliff", ".jsonl": "jsonl"}
"""Suffixes of files that hold both texts and their alignment."""


@dataclass(frozen=True)
class Rules:
    """Which checks run and how severe each is: the command's options, over the user's settings."""

    only: tuple[str, ...]
    skip: tuple[str, ...]
    severities: dict[str, Severity]
    profile: str = ""
    """Empty: the text's own house, else the settings'."""
    date: str = ""


def rules(only: str, skip: str, severity: str, profile: str, date: str) -> Rules:
    """Return the rules of this run. Raises UsageError for what is no check, severity or date."""
    from glossary.checks.registry import chosen, parse_severities
    from glossary.config import load

    settings = load()
    wanted = listed(only) or listed(settings.check_only)
    unwanted = (*listed(skip), *listed(settings.check_skip))
    chosen(wanted, unwanted)  # says at once what is no check, before anything is read
    if date:
        require_date(date)
    severities = parse_severities(settings.check_severity) | parse_severities(severity)
    return Rules(wanted, unwanted, severities, profile, date)


def listed(names: str) -> tuple[str, ...]:
    """Return the names of an option that takes several, separated by commas."""
    return tuple(name.strip() for name in names.split(",") if name.strip())


def require_date(date: str) -> None:
    """Raise UsageError where the text is no ISO date, month or year."""
    from datetime import date as day

    try:
        day.fromisoformat(date + {4: "-01-01", 7: "-01"}.get(len(date), ""))
    except ValueError:
        raise UsageError(f"--date {date}: a date such as 2022-10-07, 2022-10 or 2022 is wanted.") from None


def houses_of(concepts: Iterable[Concept]) -> frozenset[str]:
    """Return the houses that terms are marked with: each is a profile beside the built-in ones."""
    return frozenset(term.house for concept in concepts for term in concept.terms if term.house)


def profile_of(house: str, wanted: str, houses: Iterable[str] = ()) -> str:
    """Return the profile that was asked for, else that of the house a text comes from, else that of the settings.

    `houses` are those of the term base. Raises UsageError for a profile, asked for or in the settings, that is none.
    """
    from glossary.config import load
    from glossary.terms.renderings import PROFILES, house_profile, profile_key

    houses = tuple(houses)
    if wanted:
        return house_profile(wanted, houses)
    own = profile_key(house)
    if own and own in PROFILES.keys() | {profile_key(h) for h in houses}:
        return own
    return house_profile(load().profile, houses)


def told_profile(house: str, wanted: str, concepts: Iterable[Concept]) -> str:
    """Return the profile for a text, and say which it is where it is a house's that nobody asked for."""
    from glossary.terms.renderings import GENERAL, profile_key

    profile = profile_of(house, wanted, houses_of(concepts))
    if not wanted and profile != GENERAL:
        own = profile_key(house) == profile
        say(f"Checked with the profile {profile} ({'the house of the text' if own else 'settings'}).")
    return profile


def term_base(files: Sequence[str]) -> list[Concept]:
    """Return the concepts to check with: those of the files, else the stored ones, else the starter term base."""
    from tui.commands.term_import import read_concepts, starter_concepts

    if files:
        return [concept for name in files for concept in read_concepts(name)]
    if state.exists():
        with state.open() as database:
            if stored := list(database.concepts.all()):
                return stored
    say("The term base is empty: checking with the starter term base (malmoi terms import --starter keeps it).")
    return starter_concepts()


# ------------------------------------------------------------------------------------------------------ texts


def read_texts(
    texts: Sequence[str], *, alignment: str, segmented: bool, source_lang: str | None, target_lang: str | None
) -> Pair:
    """Return the pair to check.

    Two texts are aligned, by `alignment` where that names a ladder; one file holds both sides aligned (TMX, XLIFF,
    JSON lines); none but `alignment` with a number is a stored alignment.
    """
    if len(texts) == 2 and not alignment:
        return read_pair(texts[0], texts[1], segmented=segmented, source_lang=source_lang, target_lang=target_lang)
    if len(texts) == 2:
        return _by_ladder(texts[0], texts[1], alignment, source_lang=source_lang, target_lang=target_lang)
    if not texts and alignment.isdigit():
        return stored_pair(int(alignment))
    if len(texts) == 1 and not alignment and Path(texts[0]).suffix.lower() in ALIGNED:
        return _aligned_file(texts[0], source_lang=source_lang, target_lang=target_lang)
    raise UsageError(
        "check needs a source and a draft, one file that holds both aligned, or a stored alignment.",
        hint="malmoi check KOREAN.txt DRAFT.txt; malmoi check BOTH.tmx; malmoi check --alignment 3",
    )


def _by_ladder(source: str, draft: str, ladder: str, *, source_lang: str | None, target_lang: str | None) -> Pair:
    from glossary.alignment.ladder import read_ladder
    from glossary.text.encoding import decode

    one = read_input(source, language=source_lang, segmented=True)
    two = read_input(draft, language=target_lang, segmented=True)
    beads = read_ladder(decode(input_bytes(ladder), name=ladder).text, one.segments, two.segments, name=ladder)
    # An empty line is a segment, so that numbers are line numbers; it needs no counterpart.
    texts = {s.id: s.text for s in one.segments}, {s.id: s.text for s in two.segments}
    kept = [b for b in beads if any(texts[0][i] for i in b.source) or any(texts[1][i] for i in b.target)]
    bitext = Bitext(one.language, two.language, one.segments, two.segments, tuple(kept), engine="ladder")
    return Pair(one, two, bitext)


def _aligned_file(name: str, *, source_lang: str | None, target_lang: str | None) -> Pair:
    from io import BytesIO

    from exports.formats import AlignmentOptions
    from exports.registry import alignment_format
    from glossary.text.encoding import decode

    data = input_bytes(name)
    options = AlignmentOptions(
        source_language=resolve_tag(source_lang) if source_lang else "",
        target_language=resolve_tag(target_lang) if target_lang else "",
    )
    form = ALIGNED[Path(name).suffix.lower()]
    bitext = alignment_format(form).read(BytesIO(data), name=name, options=options)
    if not bitext.beads:
        raise InputError(f"{name} holds no pair of sentences.")
    raw = _words_only(decode(data, name=name).original) if form != "jsonl" else ""
    source = TextInput(name, bitext.source_language, bitext.source, raw, title=bitext.source_title, date=bitext.date)
    target = TextInput(name, bitext.target_language, bitext.target, raw, title=bitext.target_title)
    return Pair(source, target, bitext)


def _words_only(markup: str) -> str:
    """Return XML with its tags blanked out and its entities read, so that every word keeps its line and column."""
    import html
    import re

    text = re.sub(r"<[^>]*>", lambda m: re.sub(r"[^\r\n]", " ", m[0]), markup)
    return re.sub(r"&#?\w+;", lambda m: html.unescape(m[0]).ljust(len(m[0])), text)


def stored_pair(number: int) -> Pair:
    """Return a stored alignment as a pair. Raises NotFoundError."""
    with state.open() as database:
        return pair_of(database, number)


def pair_of(database: Database, number: int) -> Pair:
    """Return a stored alignment as a pair, with date and house of its documents."""
    record = database.alignments.get(number)
    bitext = database.alignments.bitext(number)
    source, target = (database.documents.get(n) for n in (record.source_document, record.target_document))
    name = f"alignment {number}"
    one = TextInput(
        name, bitext.source_language, bitext.source, title=source.title, date=source.date, house=source.house
    )
    two = TextInput(
        name, bitext.target_language, bitext.target, title=target.title, date=target.date, house=target.house
    )
    kept = tuple(b for b in bitext.beads if b.state is not BeadState.REJECTED)
    return Pair(one, two, replace(bitext, beads=kept, date=source.date or target.date or bitext.date))


# ------------------------------------------------------------------------------------------------------ memory


class StoredPrecedents:
    """The confirmed beads of the data base as precedents; those of the alignment under check are no precedents."""

    def __init__(self, database: Database, language: str, without: int = 0) -> None:
        self._memory = database.memory
        self._language = language
        self._without = without

    def near(self, source: str) -> Sequence[Precedent]:
        """Return the confirmed precedents of a sentence, the most alike first."""
        from glossary.checks.consistency import NEAR
        from glossary.checks.precedents import Precedent

        found = self._memory.match(source, language=self._language, limit=4, minimum=NEAR, include_auto=False)
        return [
            Precedent(
                score=m.score,
                source=m.source,
                target=m.target,
                date=m.date,
                where=f"alignment {m.alignment_id}, bead {m.position + 1}",
            )
            for m in found
            if m.alignment_id != self._without
        ]


# ------------------------------------------------------------------------------------------------------ sieves


def dismissals() -> frozenset[tuple[str, str]]:
    """Return (check, fingerprint or kind) of what editors have set aside; nothing where there is no data base."""
    if not state.exists():
        return frozenset()
    with state.open() as database:
        return database.dismissals.fingerprints()


def is_dismissed(finding: Finding, marks: frozenset[tuple[str, str]]) -> bool:
    """Whether a finding is set aside, singly or by its kind."""
    return (finding.check, finding.fingerprint) in marks or (finding.check, finding.kind) in marks


def sieved(findings: Iterable[Finding], marks: frozenset[tuple[str, str]]) -> list[Finding]:
    """Return the findings that nobody has dismissed, singly or by their kind, and say how many were."""
    every = list(findings)
    left = [f for f in every if not is_dismissed(f, marks)]
    if len(left) < len(every):
        count = len(every) - len(left)
        say(f"{count} finding{'s' if count > 1 else ''} left out as dismissed (malmoi dismissals list).")
    return left


def _remembered(pair: Pair) -> Path:
    """Return where the sentences of a text that was checked are remembered."""
    from glossary.paths import user_data_dir

    names = [str(Path(n).resolve()) if n and Path(n).exists() else n for n in (pair.source.name, pair.target.name)]
    return user_data_dir() / "checked" / f"{hashlib.sha256(repr(names).encode()).hexdigest()[:24]}.json"


def _digest(bead: BeadText) -> str:
    words = f"{' '.join(bead.source.split())}\x1f{' '.join(bead.target.split())}"
    return hashlib.blake2b(words.encode(), digest_size=8).hexdigest()


def only_changed(pair: Pair, beads: Sequence[BeadText], findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings of sentences that were not there when this text was last checked."""
    path = _remembered(pair)
    try:
        known = set(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        say("This text was not checked before: everything is told.")
        return list(findings)
    except (OSError, ValueError):
        say("What was remembered of the last check cannot be read: everything is told.")
        return list(findings)
    changed = {bead.index for bead in beads if _digest(bead) not in known}
    say(f"{len(changed)} of {len(beads)} beads changed since the last check.")
    return [f for f in findings if f.bead in changed]


def remember(pair: Pair, beads: Sequence[BeadText]) -> None:
    """Remember the sentences of a text for the next `--changed`. Raises OutputError where that cannot be kept."""
    path = _remembered(pair)
    try:
        write_whole(path, json.dumps(sorted({_digest(b) for b in beads})))
    except OSError as error:
        raise OutputError(
            f"{path} cannot be written: {error.strerror or error}.", hint="--changed remembers there what was checked."
        ) from error
