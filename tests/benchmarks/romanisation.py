"""Romanisation: every system and every peer on every gold table, and syllables a second, in one run.

python -m tests.benchmarks.romanisation

The first table compares letters only, because no peer knows capitals, spaces and hyphens of names; the second has each
table's own measure and goal. A peer that is not installed is left out and named. Times are CPU seconds of this process;
the failures that remain follow with their cause.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from glossary.romanisation import answers, kinds, phrases, registry, sentences
from glossary.romanisation.names import pair_names
from glossary.romanisation.tables import read_table
from tests.unit.name_pairs import PAIRS
from tests.unit.test_romanisation_gold import GOLD, TABLES, key, rows

CAUSES = Path(__file__).parent / "romanisation_causes.tsv"
ROUNDS = 300
"""Repetitions of our sentences, each with other numbers and another order of words."""

Speller = Callable[[str, str], str]
"""Takes a text and the kind of the row; gives its romanisation."""


def ours(name: str, kind: str) -> Speller:
    """Return one of our systems; `kind` is a kind, or `given` where the table's own column is told."""
    return lambda text, category: registry.romanise(text, name, category if kind == "given" else kind).form


def peers() -> dict[str, Speller]:
    """Return the libraries that are installed; the others are named on stderr."""
    found: dict[str, Speller] = {}

    def add(name: str, load: Callable[[], Speller]) -> None:
        try:
            found[name] = load()
        except ImportError as error:
            sys.stderr.write(f"left out: {name} ({error}); make bench-romanisation installs it\n")

    add("hangul-romanize", _hangul_romanize)
    add("korean-romanizer", _korean_romanizer)
    add("koroman", _koroman)
    add("ko-pron rr", lambda: _ko_pron("rr"))
    add("ko-pron mr", lambda: _ko_pron("mr"))
    return found


def _hangul_romanize() -> Speller:
    from hangul_romanize import Transliter
    from hangul_romanize.rule import academic

    transliter = Transliter(academic)
    return lambda text, _: str(transliter.translit(text))


def _korean_romanizer() -> Speller:
    from korean_romanizer.romanizer import Romanizer

    return lambda text, _: str(Romanizer(text).romanize())


def _koroman() -> Speller:
    from koroman import romanize

    return lambda text, _: str(romanize(text))


def _ko_pron(system: str) -> Speller:
    import re

    from ko_pron import romanise

    def spell(text: str, _: str) -> str:
        try:
            return str(romanise(text, system))
        except (IndexError, KeyError, TypeError, ValueError, re.error):  # it fails on some texts
            return ""

    return spell


class Table:
    """One gold table: the accepted forms of each text, and its kind."""

    def __init__(self, name: str, measure: str) -> None:
        self.name, self.measure = name, measure
        self.wanted: defaultdict[str, list[str]] = defaultdict(list)
        self.kinds: dict[str, str] = {}
        for cells in rows(name):
            self.wanted[cells[0]].append(cells[1])
            self.kinds[cells[0]] = cells[-1]

    def failures(self, speller: Speller, measure: str = "") -> list[tuple[str, str]]:
        """Return text and answer of each row that is wrong by the table's own measure or another one."""
        measure = measure or self.measure
        wrong = []
        for text, forms in self.wanted.items():
            answer = speller(text, self.kinds[text])
            if key(answer, measure) not in {key(form, measure) for form in forms}:
                wrong.append((text, answer))
        return wrong


def grid(tables: dict[str, Table], spellers: dict[str, Speller]) -> None:
    """Print all spellers by all tables, without regard to capitals, spaces and marks, which the peers do not write."""
    head = "".join(f"{name.replace('dprk_guideline', 'guideline')[:13]:>14}" for name in tables)
    sys.stdout.write(f"{'% right (plain)':<18}{head}\n")
    for name, speller in spellers.items():
        shares = (100 * (1 - len(t.failures(speller, "plain")) / len(t.wanted)) for t in tables.values())
        cells = "".join(f"{share:14.1f}" for share in shares)
        sys.stdout.write(f"{name:<18}{cells}\n")


def goals(tables: dict[str, Table]) -> dict[str, list[tuple[str, str]]]:
    """Print each table with the system that is meant for it beside its goal; return the failures."""
    sys.stdout.write("\nthe system that is meant for each table\n")
    wrong: dict[str, list[tuple[str, str]]] = {}
    for name, system, kind, measure, least in TABLES:
        table = tables[name]
        failures = table.failures(ours(system, kind))
        share = 100 * (1 - len(failures) / len(table.wanted))
        verdict = "reached" if share >= least else "MISSED"
        row = f"  {name:<16}{system:<12}kind {kind:<8}{measure:<7}"
        sys.stdout.write(f"{row}{share:6.1f} %  goal {least:3} %  {verdict}\n")
        wrong.setdefault(name, []).extend(failure for failure in failures if failure not in wrong.get(name, []))
    return wrong


def explain(wrong: dict[str, list[tuple[str, str]]], tables: dict[str, Table]) -> None:
    """Print every failure with its cause."""
    causes = {(row["table"], row["text"]): row["cause"] for row in read_table(CAUSES, ("table", "text", "cause"))}
    sys.stdout.write("\nfailures that remain\n")
    for name, failures in wrong.items():
        for text, answer in failures:
            gold = " | ".join(tables[name].wanted[text])
            cause = causes.get((name, text)) or causes.get((name, "*")) or "not explained yet"
            sys.stdout.write(f"  {name:<16}{text}  {answer}  gold: {gold}  — {cause}\n")


def running_text() -> list[str]:
    """Return our sentences many times: new numbers each time, so that no whole line repeats."""
    return [f"{korean} {i}일 {len(korean) * i % 97}명" for i in range(ROUNDS) for korean, _, _ in PAIRS]


def syllables(lines: list[str]) -> int:
    """Return how many Hangul syllables the lines have."""
    return sum("가" <= char <= "힣" for line in lines for char in line)


def clear() -> None:
    """Forget lines, words and names; the tables stay."""
    for cached in (registry.romanise_line, answers._answer, kinds._decide):
        cached.cache_clear()
    phrases.forget()
    sentences.forget()


def news() -> list[str]:
    """Return running text of the development sets in the North's spelling; empty where they are not here."""
    texts = sorted((GOLD.parent / "alignment" / "nknews").glob("*.ko"))
    return [line for text in texts for line in text.read_text(encoding="utf-8").splitlines()]


def speeds(spellers: dict[str, Speller]) -> None:
    """Print syllables a second: ours on words never seen and on known words, a peer's on the same text.

    The machine decides the figures; what does not depend on it is the ratio to hangul-romanize, which knows no words.
    """
    fresh = [korean for korean, _, _ in PAIRS]
    texts = {"full of names": (fresh, running_text())}
    if ordinary := news():
        texts["ordinary news"] = (ordinary, ordinary)
    for title, (new, known) in texts.items():
        few = known[: min(len(known), 700)]
        rates = {name: _rate(few, speller) for name, speller in spellers.items()}
        peer = rates.get("hangul-romanize", 0.0)
        sys.stdout.write(f"\nsyllables a second (CPU), text {title}\n")
        for name in ("dprk", "rr", "mr", "ala-lc"):
            registry.romanise_line(new[0], name)
            cold = syllables(new) / min(_timed(new, name) for _ in range(5))
            before = time.process_time()
            for line in known:
                registry.romanise_line(line, name)
            warm = syllables(known) / (time.process_time() - before)
            ratio = f"  {cold / peer:.2f} and {warm / peer:.2f} times hangul-romanize" if peer else ""
            sys.stdout.write(f"  {name:<18}new words {cold:12,.0f}   known words {warm:12,.0f}{ratio}\n")
        for name, rate in rates.items():
            sys.stdout.write(f"  {name:<18}all {rate:18,.0f}\n")


def pairs() -> None:
    """Print how many sentence pairs of news a second have their names found, on texts never seen and again."""
    folder = GOLD.parent / "alignment" / "nknews"
    found: list[tuple[str, str]] = []
    for korean in sorted(folder.glob("*.ko")):
        texts = (korean, korean.with_suffix(".en"))
        found.extend(zip(*(text.read_text(encoding="utf-8").splitlines() for text in texts), strict=False))
    known, fresh = found[: len(found) // 2], found[len(found) // 2 :]
    if not fresh:
        return
    for korean_line, english in known:
        pair_names(korean_line, english)
    rates = []
    for _ in range(2):
        before = time.process_time()
        for korean_line, english in fresh:
            pair_names(korean_line, english)
        rates.append(len(fresh) / (time.process_time() - before))
    sys.stdout.write(f"\nnames found in pairs of news: unseen {rates[0]:,.0f} a second, again {rates[1]:,.0f}\n")


def _rate(lines: list[str], speller: Speller) -> float:
    spent = []
    for _ in range(3):
        before = time.process_time()
        for line in lines:
            speller(line, "term")
        spent.append(time.process_time() - before)
    return syllables(lines) / min(spent)


def _timed(lines: list[str], name: str) -> float:
    clear()
    before = time.process_time()
    for line in lines:
        registry.romanise_line(line, name)
    return time.process_time() - before


def import_ms() -> float:
    """Return the least CPU time of importing the room in a new process, in milliseconds; with its byte code kept."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": tempfile.mkdtemp()}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    code = "import time; a = time.process_time(); import glossary.romanisation.registry; print(time.process_time() - a)"
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
        for _ in range(7)
    ]
    return 1000 * min(float(run.stdout) for run in runs)


def main() -> None:
    """Print everything."""
    if not GOLD.is_dir():
        sys.stderr.write(f"The gold tables are not in {GOLD}; only speed is measured.\n")
    others = peers()
    if GOLD.is_dir():
        tables = {name: Table(name, measure) for name, _, _, measure, _ in TABLES}
        latin = [name for name in registry.names() if registry.system(name).language == "ko"]
        grid(tables, {**{name: ours(name, "auto") for name in latin}, **others})
        explain(goals(tables), tables)
    pairs()
    speeds(others)
    sys.stdout.write(f"\nimport: {import_ms():.0f} ms (goal 30)\n")


if __name__ == "__main__":
    main()
