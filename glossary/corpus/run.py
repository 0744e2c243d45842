"""The import of a corpus: read, pair, align, keep. What is kept stays when it is interrupted, and the next run goes on.

The data base is the journal: articles that stand in an alignment are not paired again, texts that are stored are not
stored again. Only this process writes to it, some pairs in one transaction; reading and aligning is the workers' work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from glossary.corpus.cards import Job, Read, align_pair, read
from glossary.corpus.reading import Member, Unread
from glossary.text.language import base_language

if TYPE_CHECKING:
    from glossary.alignment.beads import Bitext
    from glossary.corpus.pairing import Card
    from glossary.corpus.workers import Workers
    from glossary.store.engine import Database
    from glossary.store.records import NewDocument

TOGETHER = 16
"""Pairs that are kept in one transaction: at the most, so many are aligned again after an interruption."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """Two articles that were taken for one, with how sure that is."""

    source: str
    """Where it was read from, as a name; so `target`."""
    target: str
    source_title: str
    target_title: str
    date: str
    confidence: float
    margin: float
    alignment: int | None
    """None where nothing was kept (a dry run)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpaired:
    """An article without a counterpart."""

    name: str
    title: str
    date: str
    language: str


@dataclass(slots=True)
class Outcome:
    """What came of an import."""

    paired: list[Paired] = field(default_factory=list)
    unpaired: list[Unpaired] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    before: int = 0
    """Articles that stood in an alignment already."""
    repeated: int = 0
    """Articles whose text stands in the corpus more than once; the first one counts."""


Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are (0: not known)."""


def import_corpus(
    database: Database,
    members: Iterable[Member | Unread],
    workers: Workers,
    *,
    languages: tuple[str, str] = ("ko", "en"),
    window: int | None = None,
    least: float | None = None,
    house: str = "",
    dry: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Read all members, pair the articles of two languages, align the pairs and keep them as unconfirmed beads."""
    from glossary.corpus import pairing

    say = progress or _silent
    outcome = Outcome()
    sides: tuple[list[tuple[NewDocument, Card]], list[tuple[NewDocument, Card]]] = ([], [])
    known: set[str] = set()
    for number, result in enumerate(workers.each(_Reader(house), members), start=1):
        say("files read", number, 0)
        if result.problem:
            outcome.unread.append(Unread(result.name, result.problem))
        for document, card in result.articles:
            side = [base_language(tag) for tag in languages].count(base_language(document.language)) and (
                0 if base_language(document.language) == base_language(languages[0]) else 1
            )
            if base_language(document.language) not in {base_language(tag) for tag in languages}:
                outcome.unread.append(Unread(document.name, f"in {document.language}, which is not asked for"))
                continue
            key = _key(document)
            if key in known:
                outcome.repeated += 1
                continue
            known.add(key)
            if _is_aligned(database, document):
                outcome.before += 1
                continue
            sides[int(side)].append((document, card))
    for some in sides:  # the order in which workers are ready must change nothing
        some.sort(key=lambda a: (a[0].date, a[0].name, a[0].title))
    outcome.unread.sort(key=lambda u: u.name)
    pairs = pairing.pair(
        [c for _, c in sides[0]],
        [c for _, c in sides[1]],
        window=pairing.WINDOW if window is None else window,
        least=pairing.LEAST if least is None else least,
    )
    for place, some in enumerate(sides):
        taken = {p.source if place == 0 else p.target for p in pairs}
        outcome.unpaired += [
            Unpaired(name=d.name, title=d.title, date=d.date, language=d.language)
            for n, (d, _) in enumerate(some)
            if n not in taken
        ]
    jobs = [Job(n, sides[0][p.source][0], sides[1][p.target][0]) for n, p in enumerate(pairs)]
    alignments: dict[int, int] = {}
    if not dry:
        for done, (number, alignment) in enumerate(_kept(database, workers, jobs), start=1):
            alignments[number] = alignment
            say("pairs aligned", done, len(jobs))
    for number, (job, found) in enumerate(zip(jobs, pairs, strict=True)):
        outcome.paired.append(
            Paired(
                source=job.source.name,
                target=job.target.name,
                source_title=job.source.title,
                target_title=job.target.title,
                date=job.source.date or job.target.date,
                confidence=found.confidence,
                margin=found.margin,
                alignment=alignments.get(number),
            )
        )
    return outcome


def _kept(database: Database, workers: Workers, jobs: Sequence[Job]) -> Iterator[tuple[int, int]]:
    """Align the pairs and keep them; yield number and alignment of each when it is on the disk."""
    waiting: list[tuple[int, Bitext]] = []
    try:
        for result in workers.each(align_pair, jobs):
            waiting.append(result)
            if len(waiting) == TOGETHER:
                yield from _store(database, jobs, waiting)
                waiting = []
    finally:
        # Also when it is interrupted: what is aligned is kept.
        kept = _store(database, jobs, waiting) if waiting else []
    yield from kept


def _store(database: Database, jobs: Sequence[Job], some: Sequence[tuple[int, Bitext]]) -> list[tuple[int, int]]:
    found = []
    with database.write() as connection:
        for number, bitext in some:
            job = jobs[number]
            one, two = database.documents.add_in(connection, [job.source, job.target], groups=("pair", "pair"))
            record = database.alignments.add_in(connection, one.id, two.id, bitext, index_later=True)
            found.append((number, record.id))
    return found


class _Reader:
    """Reads a member; an object and not a closure, so that it can be sent to another process."""

    def __init__(self, house: str) -> None:
        self._house = house

    def __call__(self, member: Member | Unread) -> Read:
        return read(member, self._house)


def _key(document: NewDocument) -> str:
    from glossary.store.documents import checksum

    return f"{document.language}:{checksum(document)}"


def _is_aligned(database: Database, document: NewDocument) -> bool:
    same = database.documents.same(replace(document))
    return same is not None and bool(database.alignments.list(document=same.id))


def _silent(_what: str, _done: int, _of: int) -> None:
    """Take a report of progress and do nothing."""
