"""What was confirmed in the data base helps `malmoi align` without the encoder, and a damaged one does not stop it."""

from __future__ import annotations

import random
from pathlib import Path

from glossary.alignment.beads import Bead, BeadState, Bitext
from glossary.paths import default_database_url
from glossary.store.engine import open_database
from glossary.store.records import NewDocument
from tests.commandline import malmoi
from tests.unit.test_alignment_knowledge import sentence, words


def test_the_memory_helps(tmp_path: Path) -> None:
    chance = random.Random(7)
    known = words(chance, 120)
    pairs = [sentence(chance, known) for _ in range(30)]
    korean, english = tmp_path / "a.ko", tmp_path / "a.en"
    ours = [n for n in range(len(pairs)) if n not in (3, 11, 12, 25)]
    theirs = [n for n in range(len(pairs)) if n not in (7, 8, 18)]
    korean.write_text("".join(f"{pairs[n][0]}\n" for n in ours), encoding="utf-8")
    english.write_text("".join(f"{pairs[n][1]}\n" for n in theirs), encoding="utf-8")
    wanted = {f"[{ours.index(n)}]:[{theirs.index(n)}]" for n in ours if n in theirs}

    def right() -> int:
        result = malmoi("align", korean, english, "--segmented", "--engine", "length", "--format", "ladder")
        assert result.code == 0
        return len(wanted & {line.rpartition(":")[0] for line in result.out.splitlines()})

    assert right() <= 12
    learnt = [sentence(chance, known) for _ in range(400)]
    with open_database(author="editor") as database:
        ids = [
            database.documents.add(NewDocument(language=language, paragraphs=tuple((p[side],) for p in learnt))).id
            for side, language in ((0, "ko"), (1, "en"))
        ]
        sides = [database.documents.segments(number) for number in ids]
        beads = tuple(Bead((s.id,), (t.id,), state=BeadState.CONFIRMED) for s, t in zip(*sides, strict=True))
        database.alignments.add(ids[0], ids[1], Bitext("ko-KP", "en", sides[0], sides[1], beads))
    assert right() >= 20


def test_a_damaged_data_base_does_not_stop_it(tmp_path: Path) -> None:
    path = Path(default_database_url().removeprefix("sqlite:///"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"this is no data base" * 500)
    korean, english = tmp_path / "a.ko", tmp_path / "a.en"
    korean.write_text("전시회가 개막되였다.\n", encoding="utf-8")
    english.write_text("An exhibition opened.\n", encoding="utf-8")
    result = malmoi("align", korean, english, "--engine", "length")
    assert result.code == 0
    assert "Aligned without the data base" in result.err
