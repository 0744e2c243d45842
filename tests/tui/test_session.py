"""The controller: plain records in and out, from any thread, without a terminal."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from glossary.alignment import edits
from glossary.errors import DatabaseError, InputError, MalmoiError, StaleWriteError
from glossary.terms.entries import Status
from tui.export_desk import BeadWish, alignment_choices
from tui.places import Places
from tui.running import StoppedError
from tui.session import Session
from tui.term_desk import NewTerm, PhrasePair


def test_the_interface_imports_no_data_base_before_it_paints() -> None:
    code = (
        "import sys\nimport tui.app\n"
        "heavy = {'sqlmodel', 'sqlalchemy', 'alembic', 'numpy', 'lxml', 'pykakasi', 'sacrebleu', 'tui.session'}\n"
        "sys.exit(' '.join(sorted(heavy & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == ""


def test_widgets_import_no_data_base() -> None:
    code = (
        "import sys, pkgutil, importlib, tui.widgets\n"
        "for m in pkgutil.iter_modules(tui.widgets.__path__):\n    importlib.import_module('tui.widgets.' + m.name)\n"
        "sys.exit(' '.join(sorted({'sqlmodel', 'sqlalchemy', 'alembic'} & set(sys.modules))))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stderr.strip() == ""


def test_kitty_keys_are_off_in_iterm_unless_the_user_says_otherwise() -> None:
    code = "import os, tui.app; print(os.environ.get('TEXTUAL_DISABLE_KITTY_KEY'))"

    def ask(**more: str) -> str:
        base = {"PATH": "/usr/bin", "PYTHONPATH": ":".join(sys.path), "LANG": "C.UTF-8"}
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=base | more)
        return done.stdout.strip()

    assert ask(TERM_PROGRAM="iTerm.app") == "1"
    assert ask(TERM_PROGRAM="iTerm.app", TEXTUAL_DISABLE_KITTY_KEY="0") == "0"
    assert ask(TERM_PROGRAM="tmux") == "None"


def test_edits_from_several_threads_are_all_kept_or_refused(url: str) -> None:
    session = Session(url)
    opened = session.open_alignment(1)
    outcomes: list[object] = []

    def write(row: int) -> None:
        try:
            outcomes.append(session.commit(1, edits.confirm(opened.bitext, row), opened.record.version))
        except StaleWriteError as error:
            outcomes.append(error)

    threads = [threading.Thread(target=write, args=(row,)) for row in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(isinstance(outcome, int) for outcome in outcomes) == 1
    assert session.open_alignment(1).record.confirmed == 1
    session.close()


def test_open_gives_one_state_of_record_beads_and_links(url: str) -> None:
    session = Session(url)
    opened = session.open_alignment(1)
    assert opened.record.beads == len(opened.bitext.beads) == 8
    assert opened.links == ()
    assert opened.place is None
    session.leave(1, (3, 1, 0))
    assert session.open_alignment(1).place == (3, 1, 0)
    assert session.library().last == 1


def test_aligning_can_be_stopped_and_keeps_nothing(url: str) -> None:
    session = Session(url)
    with pytest.raises(StoppedError):
        session.align(2, 1, lambda what, share: None, lambda: True)
    assert len(session.library().alignments) == 1


def test_korean_is_the_source_however_the_texts_are_named(url: str) -> None:
    session = Session(url)
    said: list[str] = []
    record = session.align(2, 1, lambda what, share: said.append(what), lambda: False)
    assert (record.source_language, record.target_language) == ("ko-KP", "en")
    assert said[0] == "reading"
    assert said[-1] == "keeping"


def test_a_dash_is_a_file_and_not_standard_input(url: str, tmp_path: Path) -> None:
    with pytest.raises(InputError):
        Session(url).import_files([Path("-")])
    (tmp_path / "work" / "-").write_text("새 문장이다.\n", "utf-8")
    assert Session(url).import_files([Path("-")]).documents[0].segments == 1


def test_restore_brings_back_the_last_removed_thing(url: str) -> None:
    session = Session(url)
    assert session.restore_last() == ""
    session.remove("alignment", 1)
    session.remove("document", 2)
    assert [len(session.library().alignments), len(session.library().documents)] == [0, 1]
    session.restore_last()
    assert len(session.library().documents) == 2
    session.restore_last()
    assert len(session.library().alignments) == 1
    assert session.restore_last() == ""


def test_export_writes_whole_or_not_at_all(url: str, tmp_path: Path) -> None:
    session = Session(url)
    exported = session.exports.alignment(1, "tmx", tmp_path / "a.tmx", BeadWish())
    assert exported.count == 8
    with pytest.raises(MalmoiError, match="nowhere"):
        session.exports.alignment(1, "tmx", tmp_path / "nowhere" / "a.tmx", BeadWish())
    assert {choice.name for choice in alignment_choices()} >= {"tmx", "ladder"}


def test_a_data_base_that_is_none_is_an_error_with_a_hint(tmp_path: Path) -> None:
    path = tmp_path / "text.sqlite"
    path.write_text("this is no data base, but a text of some length" * 50)
    with pytest.raises(DatabaseError) as caught:
        Session(f"sqlite:///{path}").library()
    assert "text.sqlite" in caught.value.message
    assert caught.value.hint


def pair_of(session: Session) -> PhrasePair:
    """Return 군당책임비서 and `chief secretary` where they stand in bead 2."""
    opened = session.open_alignment(1)
    bead = opened.bitext.beads[2]
    texts = opened.bitext.source_text(bead), opened.bitext.target_text(bead)
    from glossary.checks.findings import Span

    source, target = texts[0].index("군당책임비서"), texts[1].index("chief secretary")
    return PhrasePair(1, 2, Span(source, source + 6), Span(target, target + 15), "2023-10-04", *texts)


def test_making_a_term_keeps_concept_attestations_and_link(url: str) -> None:
    session = Session(url)
    new = NewTerm("군당책임비서", "chief secretary", "title", Status.PREFERRED)
    made = session.terms.make(new, ("ko-KP", "en"), pair_of(session))
    assert made.is_new
    assert made.links is not None
    assert made.links[0].target_term == made.concept.terms[1].id
    assert made.concept.terms[1].attestations[0].context.startswith("Present there were")
    opened = session.open_alignment(1)
    from tui.workbench import Workbench

    bench = Workbench(opened.bitext)
    facts = session.terms.facts(bench.bead_text(2), opened.bitext.beads[2], "ko-KP", "en", "2023-10-04", 1)
    assert [(t.text, t.used, t.permitted) for t in facts.terms] == [("군당책임비서", "chief secretary", True)]
    assert facts.terms[0].reading
    again = session.terms.make(new, ("ko-KP", "en"), None)
    assert not again.is_new
    assert len(again.concept.terms) == 2
    other = session.terms.make(NewTerm("군당책임비서", "first secretary", "", Status.ADMITTED), ("ko-KP", "en"), None)
    assert [t.text for t in other.concept.terms] == ["군당책임비서", "chief secretary", "first secretary"]
    with pytest.raises(InputError):
        session.terms.make(NewTerm("군당", " ", "", Status.PREFERRED), ("ko-KP", "en"), None)


def test_facts_tell_names_reasons_and_confirmed_memory(url: str) -> None:
    from tui.workbench import Workbench

    session = Session(url)
    opened = session.open_alignment(1)
    session.commit(1, edits.confirm(opened.bitext, 7), opened.record.version)
    bench = Workbench(session.open_alignment(1).bitext)
    facts = session.terms.facts(bench.bead_text(2), bench.bitext.beads[2], "ko-KP", "en", "", 1)
    assert [(n.text, n.found) for n in facts.names] == [("리명호", "Ri Myong Ho")]
    assert facts.reasons == ("length fits",)
    assert session.terms.facts(bench.bead_text(7), bench.bitext.beads[7], "ko-KP", "en", "", 1).memory == ()
    other = session.terms.facts(bench.bead_text(7), bench.bitext.beads[7], "ko-KP", "en", "", 2).memory
    assert other[0].percent == 100
    assert other[0].target == "The participants looked round the house of culture."


def test_a_phrase_is_known_with_its_reading(url: str) -> None:
    desk = Session(url).terms
    known = desk.know(" 문화회관 ", "ko-KP")
    assert (known.text, known.subject, bool(known.concept)) == ("문화회관", "economy", True)
    assert known.reading == "Munhwahoegwan"
    assert desk.know("회관이", "ko-KP").concept == ""
    assert desk.know("", "ko-KP").reading == ""
    assert "economy" in desk.subjects()


def test_places_forgive_a_broken_file_and_a_read_only_folder(tmp_path: Path) -> None:
    places = Places(tmp_path)
    assert places.find("a", 1) is None
    places.keep("a", 1, (4, 1, 2))
    places.keep("a", 2, (0, 0, 0))
    assert places.find("a", 1) == (4, 1, 2)
    assert places.last("a") == 2
    assert places.last("b") is None
    (tmp_path / "places.json").write_text('{"a#1": ["x"], "a#7": 3', "utf-8")
    assert places.find("a", 1) is None
    Places(tmp_path / "places.json").keep("a", 1, (0, 0, 0))
