"""OmegaT as a consumer, without a window: one project with our files, translated in console mode.

A script that OmegaT runs when the project is closed writes what its own readers found in our glossaries. The class
names are those of OmegaT 3.6, which is in Debian, and of later versions up to 5.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

PROGRAM = shutil.which("omegat")
TIMEOUT = 300
"""Seconds; it takes some seconds on a machine that has nothing else to do."""

_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir><source_lang>KO-KP</source_lang><target_lang>EN</target_lang>
<sentence_seg>true</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags></project></omegat>
"""
_SCRIPT = """import org.omegat.gui.glossary.GlossaryReaderTBX
import org.omegat.gui.glossary.GlossaryReaderTSV
new File("{folder}/entries.tsv").withWriter("UTF-8") {{ out ->
  def write = {{ kind, entries -> entries.each {{ e ->
    out.println([kind, e.getSrcText(), e.getLocText(), e.getCommentText().replaceAll(/\\s+/, " ")].join("\\t")) }} }}
  write("tbx2", GlossaryReaderTBX.read(new File("{folder}/glossary/terms.tbx"), false))
  write("omegat", GlossaryReaderTSV.read(new File("{folder}/glossary/terms.txt"), false))
}}
"""


@dataclass(frozen=True)
class Result:
    """What OmegaT made of a project."""

    translation: str
    entries: tuple[tuple[str, str, str, str], ...]
    """Glossary (`tbx2`, `omegat`), source, target, comment of each entry that it read."""
    log: str


def run(folder: Path, *, text: str, tbx2: bytes, glossary: bytes, tmx: bytes) -> Result:
    """Translate a text with a memory and both glossaries; `folder` is empty."""
    assert PROGRAM is not None
    for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (folder / name).mkdir(parents=True)
    (folder / "omegat.project").write_text(_PROJECT, "utf-8")
    (folder / "source/text.txt").write_text(text, "utf-8")
    (folder / "glossary/terms.tbx").write_bytes(tbx2)
    (folder / "glossary/terms.txt").write_bytes(glossary)
    (folder / "tm/auto/beads.tmx").write_bytes(tmx)
    script = folder / "read.groovy"
    script.write_text(_SCRIPT.format(folder=folder), "utf-8")
    settings = folder / "settings"
    settings.mkdir()
    done = subprocess.run(
        [PROGRAM, str(folder), "--mode=console-translate", f"--config-dir={settings}", f"--script={script}"],
        env=os.environ | {"HOME": str(folder), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )
    log = done.stdout + done.stderr
    assert done.returncode == 0, log
    assert (folder / "entries.tsv").is_file(), log
    entries = [
        tuple((line.split("\t") + [""] * 4)[:4]) for line in (folder / "entries.tsv").read_text("utf-8").splitlines()
    ]
    return Result((folder / "target/text.txt").read_text("utf-8"), tuple(entries), log)  # type: ignore[arg-type]
