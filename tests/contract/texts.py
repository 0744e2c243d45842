"""Small stored texts for tests: sentences about an invented exhibition, in DPRK spelling and in KCNA's English."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.alignment.beads import Bead, Bitext
from glossary.store.engine import Database
from glossary.store.records import AlignmentRecord, DocumentRecord, NewDocument

KOREAN = (
    (
        "전국원예전시회가 개막되였다.",
        "개막식이 9일 은하수원예회관에서 진행되였다.",
        "관계부문 일군들이 여기에 참가하였다.",
    ),
    (
        "전시회에는 1 500여점의 꽃이 출품되였다.",
        "참관자들은 꽃들을 보며 기쁨을 금치 못하였다.",
        "전시회는 13일까지 계속된다.",
    ),
)
ENGLISH = (
    (
        "A national horticultural exhibition opened with due ceremony at the Unhasu Horticultural Hall on the 9th.",
        "Officials concerned took part in it.",
    ),
    (
        "On display are more than 1 500 flowers.",
        "Visitors could not repress their joy.",
        "They looked round the flowers.",
        "The exhibition will go on till the 13th.",
    ),
)
SHAPES = (
    ((0, 1), (0,)),
    ((2,), (1,)),
    ((3,), (2,)),
    ((4,), (3, 4)),
    ((5,), (5,)),
)
"""Places of the sentences of each bead."""


@dataclass(frozen=True)
class Pair:
    """Two stored documents and their alignment."""

    source: DocumentRecord
    target: DocumentRecord
    alignment: AlignmentRecord


def korean(**fields: object) -> NewDocument:
    """Return the Korean text."""
    values = {"language": "ko", "paragraphs": KOREAN, "title": "전국원예전시회 개막", "date": "2031-04-09", **fields}
    return NewDocument(**values)  # type: ignore[arg-type]


def english(**fields: object) -> NewDocument:
    """Return the English text."""
    values = {"language": "en", "paragraphs": ENGLISH, "role": "official", "title": "Exhibition Opens", **fields}
    return NewDocument(**values)  # type: ignore[arg-type]


def stored_pair(database: Database, probabilities: tuple[float | None, ...] = (0.97, 0.96, 0.8, 0.4, None)) -> Pair:
    """Store both texts and their alignment."""
    source, target = database.documents.add_many([korean(), english()], groups=["x", "x"])
    mine, theirs = database.documents.segments(source.id), database.documents.segments(target.id)
    beads = tuple(
        Bead(tuple(mine[i].id for i in a), tuple(theirs[i].id for i in b), probability, reasons=("similar",))
        for (a, b), probability in zip(SHAPES, probabilities, strict=True)
    )
    bitext = Bitext("ko-KP", "en", mine, theirs, beads, engine="semantic 1", settings={"engine": "auto"})
    return Pair(source, target, database.alignments.add(source.id, target.id, bitext))
