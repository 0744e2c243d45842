"""What was done in an open alignment, in one order: edits of the alignment, phrases linked, terms made.

Invariant: a trail holds what this session did, the last thing last. Edits are kept and walked over by the store, also
those of an earlier day; here only their turn is noted. Terms and links are undone and done again here, and never where
somebody else has changed the concept since: then StaleWriteError is raised and the step is forgotten.
"""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from glossary.alignment.edits import Edit
from glossary.errors import InputError, NotFoundError, StaleWriteError
from glossary.store.records import PhraseLinkRecord
from glossary.terms.entries import Concept

if TYPE_CHECKING:
    from glossary.store.engine import Database

STEPS = 1000
"""How many things a trail remembers."""


@dataclass(frozen=True, slots=True)
class PhraseStep:
    """Phrases that were linked, or a term that was made, with its link where it has one."""

    words: str
    """What was done, as a message says it: `term 경공업 made`."""
    link: PhraseLinkRecord | None = None
    """Where the phrases stand; None for a term that was typed."""
    concept: Concept | None = None
    """The concept as it was written; None where nothing of the term base was changed."""
    former: Concept | None = None
    """The concept before that; None where it is a new one."""


@dataclass(frozen=True, slots=True)
class AsideStep:
    """A finding that was set aside."""

    check: str
    mark: str
    reason: str
    bead: int
    """Place (0-based) of the bead where that was done."""

    @property
    def words(self) -> str:
        """What was done, as a message says it."""
        return f"finding of {self.check} set aside, bead {self.bead + 1}"


Step = PhraseStep | AsideStep | None
"""None: an edit of the alignment, which the store remembers."""


def _steps() -> deque[Step]:
    return deque(maxlen=STEPS)


@dataclass(slots=True)
class Trail:
    """The steps that undo and redo walk over."""

    done: deque[Step] = field(default_factory=_steps)
    undone: deque[Step] = field(default_factory=_steps)

    def add(self, step: Step) -> None:
        """Note what was done; what was undone before it cannot be done again."""
        self.done.append(step)
        self.undone.clear()


@dataclass(frozen=True, slots=True)
class Walked:
    """What undo or redo came to: either an edit, or a step with the phrase links as they stand now."""

    version: int
    """Of the alignment, afterwards."""
    edit: Edit | None = None
    step: PhraseStep | AsideStep | None = None
    links: tuple[PhraseLinkRecord, ...] = ()


def linked_words(link: PhraseLinkRecord) -> str:
    """Return what a message says of phrases that were linked."""
    return f"phrases {link.source_text} = {link.target_text} linked"


def walk_over(base: Database, number: int, step: PhraseStep | AsideStep, *, back: bool) -> PhraseStep | AsideStep:
    """Take a step back or do it again; return it as the other way wants it. Raises as `take_back` and `do_again`."""
    if isinstance(step, AsideStep):
        if back:
            base.dismissals.remove(step.check, step.mark)
        else:
            base.dismissals.add(step.check, step.mark, step.reason)
        return step
    return take_back(base, number, step) if back else do_again(base, number, step)


def take_back(base: Database, number: int, step: PhraseStep) -> PhraseStep:
    """Unlink the phrases and put the concept back as it was; return the step as `do_again` wants it.

    Raises StaleWriteError where somebody has changed the concept since; then nothing is changed.
    """
    if step.concept is not None:
        stored = _unchanged(base, step.concept, step.former)
        if step.former is None:
            base.concepts.remove(stored.id)
        else:
            base.concepts.save(replace(step.former, version=stored.version))
    if step.link is None:
        return step
    identity = step.link.id
    link = next((x for x in base.alignments.phrase_links(number) if x.id == identity), step.link)
    with suppress(NotFoundError):  # somebody has taken the link away already
        base.alignments.unlink_phrases(number, identity)
    return replace(step, link=link)


def do_again(base: Database, number: int, step: PhraseStep) -> PhraseStep:
    """Put the concept back as it was made and link the phrases; return the step as `take_back` wants it.

    Raises StaleWriteError as `take_back`, InputError where the phrases do not stand there any more.
    """
    if step.link is not None:
        _require(base, number, step.link)
    if step.concept is not None:
        if step.former is None:
            concept = base.concepts.restore(step.concept.id, step.concept.version)
        else:
            stored = _unchanged(base, step.former, step.concept)
            concept = base.concepts.save(replace(step.concept, version=stored.version))
        step = replace(step, concept=concept)
    if step.link is None:
        return step
    old = step.link
    terms = {"source_term": old.source_term, "target_term": old.target_term}
    return replace(step, link=base.alignments.link_phrases(number, old.bead, old.source, old.target, **terms))


def _unchanged(base: Database, expected: Concept, wanted: Concept | None) -> Concept:
    """Return a concept as it is stored, if it says what it is expected to say."""
    from glossary.terms.preparing import described
    from glossary.terms.rows import content

    try:
        stored = base.concepts.get(expected.id)
    except NotFoundError:
        theirs = "(removed)"
    else:
        if content(stored) == content(expected):
            return stored
        theirs = described(stored)
    raise StaleWriteError(f"Concept {expected.id}", ours=described(wanted) if wanted else "(removed)", theirs=theirs)


def _require(base: Database, number: int, link: PhraseLinkRecord) -> None:
    """Raise unless the phrases of a link stand where they stood."""
    bitext = base.alignments.bitext(number)
    if link.bead < len(bitext.beads):
        bead = bitext.beads[link.bead]
        source = bitext.source_text(bead)[link.source.start : link.source.end]
        target = bitext.target_text(bead)[link.target.start : link.target.end]
        if (source, target) == (link.source_text, link.target_text):
            return
    raise InputError(
        f"{link.source_text} = {link.target_text} does not stand in bead {link.bead + 1} any more.",
        hint="Mark the phrases where they stand now.",
    )
