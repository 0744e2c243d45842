"""Findings of one bead at a time: the same as of the whole text, also after edits, and near in a long alignment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from glossary.alignment import edits
from glossary.alignment.beads import Bead, Bitext, Segment
from glossary.alignment.edits import Edit
from glossary.store.engine import open_database
from tui import live_checks
from tui.session import Session


@pytest.fixture
def session(url: str) -> Iterator[Session]:
    session = Session(url)
    yield session
    session.close()


def whole(session: Session) -> list[tuple[int, str, str]]:
    return sorted(
        (n.position, n.finding.check, n.finding.fingerprint) for n in session.checks.findings(1) if not n.mark
    )


def singly(session: Session, bitext: Bitext) -> list[tuple[int, str, str]]:
    return sorted(
        (n.position, n.finding.check, n.finding.fingerprint)
        for at in range(len(bitext.beads))
        for n in session.live_checks.findings(1, bitext, at, "2023-10-04")
    )


def test_bead_by_bead_is_what_the_whole_text_has_also_after_edits(session: Session) -> None:
    def step(make: object, *arguments: object) -> None:
        bitext = session.open_alignment(1).bitext
        edit: Edit = make(bitext, *arguments)  # type: ignore[operator]
        session.commit(1, edit, session.checks.version(1))
        stored = session.open_alignment(1).bitext
        assert singly(session, stored) == whole(session)

    bitext = session.open_alignment(1).bitext
    assert singly(session, bitext) == whole(session)
    step(edits.edit_text, "target", bitext.beads[4].target[0], "He  said the house of culture rose on October 9 ..")
    assert len(whole(session)) >= 3
    step(edits.reject, 1)
    step(edits.merge_next, 3)
    step(edits.reopen, 1)
    step(edits.edit_text, "source", bitext.beads[0].source[0], "청류협동농장에서 5월 3일 문화회관 준공식 진행")
    found = session.live_checks.findings(1, session.open_alignment(1).bitext, 0)
    assert found
    session.checks.dismiss(found[0].finding.check, found[0].finding.fingerprint, "so [sic]")
    assert len(session.live_checks.findings(1, session.open_alignment(1).bitext, 0)) == len(found) - 1


def test_what_is_typed_is_checked_and_leaves_no_trace(session: Session) -> None:
    bitext = session.open_alignment(1).bitext
    before = singly(session, bitext)
    typed = session.live_checks.findings(1, bitext, 1, typed="A house  of culture was opened on October 4.")
    assert {n.finding.check for n in typed} > {n.finding.check for n in session.live_checks.findings(1, bitext, 1)}
    assert typed[0].target.startswith("A house  of")
    assert singly(session, bitext) == before


def test_in_a_long_alignment_only_what_is_near_is_read(
    session: Session, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(live_checks, "AROUND", 30)
    monkeypatch.setattr(live_checks, "MARGIN", 5)
    small = session.open_alignment(1).bitext
    count = 400
    source = tuple(Segment(n, f"로동자 {n}명이 참가하였다.") for n in range(count))
    target = tuple(Segment(n, f"{n + (n == 333)} workers took part.") for n in range(count))
    long = replace(small, source=source, target=target, beads=tuple(Bead((n,), (n,)) for n in range(count)))
    checks = session.live_checks
    for at in (0, 200, 220, 332, 333, 399):
        found = checks.findings(1, long, at)
        assert any(n.finding.check.startswith("number") for n in found) is (at == 333), at
        assert all(n.position == at for n in found)
        assert checks._open is not None
        assert len(checks._open.window) <= 61
    window = checks._open.window  # type: ignore[union-attr]
    checks.findings(1, long, 390)
    assert checks._open.window is window  # type: ignore[union-attr]
    with open_database(f"sqlite:///{tmp_path / 'malmoi.sqlite'}") as base:
        assert base.alignments.version(1) == 1
