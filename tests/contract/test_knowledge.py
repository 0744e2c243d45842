"""What a data base can teach the aligner, on every kind of data base."""

from __future__ import annotations

import random

from glossary.alignment.beads import Bead, BeadState, Bitext
from glossary.memory.knowledge import knowledge
from glossary.store.engine import Database
from glossary.store.records import NewDocument
from glossary.terms.entries import Concept, Status, Term
from tests.unit.test_alignment_knowledge import sentence, words


def stored(database: Database, beads: int, state: BeadState) -> list[tuple[str, str]]:
    chance = random.Random(7)
    known = words(chance, 100)
    pairs = [sentence(chance, known) for _ in range(beads)]
    ids = []
    for language, side in (("ko", 0), ("en", 1)):
        new = NewDocument(language=language, paragraphs=tuple((pair[side],) for pair in pairs))
        ids.append(database.documents.add(new).id)
    source, target = (database.documents.segments(number) for number in ids)
    made = tuple(Bead((s.id,), (t.id,), state=state) for s, t in zip(source, target, strict=True))
    database.alignments.add(ids[0], ids[1], Bitext("ko-KP", "en", source, target, made))
    return known


def test_an_empty_data_base_knows_nothing(database: Database) -> None:
    assert knowledge(database, "ko-KP", "en") is None


def test_only_confirmed_beads_count(database: Database) -> None:
    stored(database, 300, BeadState.AUTO)
    assert knowledge(database, "ko-KP", "en") is None
    known = stored(database, 250, BeadState.CONFIRMED)
    for languages, way in ((("ko-KP", "en"), 1), (("en", "ko"), -1)):
        found = knowledge(database, *languages)
        assert found is not None
        assert found.lexicon is not None
        assert found.lexicon.beads <= 250
        best = {word: pairs[0][0] for word, pairs in found.lexicon.pairs.items()}
        right = sum(best.get(pair[::way][0]) == pair[::way][1] for pair in known)
        assert right > 0.8 * len(known)
    assert knowledge(database, "ja", "en") is None


def test_pairs_of_permitted_terms(database: Database) -> None:
    terms = (
        Term(id="t-1", language="ko-KP", text="전시회"),
        Term(id="t-2", language="en", text="exhibition"),
        Term(id="t-3", language="en", text="expo", status=Status.FORBIDDEN),
    )
    database.concepts.add(Concept(id="c-1", terms=terms))
    found = knowledge(database, "ko", "en")
    assert found is not None
    assert (found.lexicon, list(found.term_pairs)) == (None, [("전시회", "exhibition")])
