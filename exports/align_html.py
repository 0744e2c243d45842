"""An alignment side by side as one HTML page: to print, to read, to send."""

from __future__ import annotations

from typing import BinaryIO, Final

from exports.formats import AlignmentFormat
from exports.holds import BeadHolds, Tally
from exports.page import page, tag, text
from glossary.alignment.beads import Bead, BeadState, Bitext

DOUBTFUL: Final = 0.5
"""Below this probability a bead of the engine is shaded."""


class AlignmentHtml(AlignmentFormat):
    """Two columns, one row a bead."""

    name = "html"
    title = "HTML, side by side, to print"
    suffix = ".html"
    holds = BeadHolds.all_but(
        no=(
            *("alignment.settings", "bead.reasons", "bead.author"),
            *("sentence.border", "sentence.paragraph", "sentence.original", "phrase.link"),
        ),
        part={"bead.probability": f"shaded where it is under {DOUBTFUL}"},
    )

    def _write(self, bitext: Bitext, out: BinaryIO, tally: Tally) -> None:
        del tally
        titles = [t for t in (bitext.source_title, bitext.target_title) if t]
        title = " – ".join(titles) or f"{bitext.source_language} – {bitext.target_language}"
        about = ", ".join(t for t in (bitext.date, f"{len(bitext.beads)} beads", bitext.engine) if t)
        head = "".join(
            (
                tag("th", "#"),
                tag("th", text(bitext.source_language), class_="side"),
                tag("th", text(bitext.target_language), class_="side"),
            )
        )
        rows = "\n".join(
            _row(bitext, bead, number, *texts)
            for number, (bead, texts) in enumerate(zip(bitext.beads, bitext.texts(), strict=True), start=1)
        )
        warnings = "".join(tag("p", text(w), class_="warning") for w in bitext.warnings)
        body = (
            f"{tag('h1', text(title))}\n{tag('p', text(about), class_='small')}\n{warnings}"
            f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n"
        )
        out.write(page(title, body))


def _row(bitext: Bitext, bead: Bead, number: int, source: str, target: str) -> str:
    note = tag("div", text(bead.note), class_="small") if bead.note else ""
    sign = {BeadState.CONFIRMED: " ✓", BeadState.REJECTED: " ✗", BeadState.AUTO: ""}[bead.state]
    cells = (
        tag("td", f"{number}{sign}", class_="number"),
        tag("td", text(source) or "–", class_="side", lang=bitext.source_language),
        tag("td", (text(target) or "–") + note, class_="side", lang=bitext.target_language),
    )
    unsure = bead.state is BeadState.AUTO and bead.probability is not None and bead.probability < DOUBTFUL
    return tag("tr", "".join(cells), class_="doubtful" if unsure else "")


HTML: Final = AlignmentHtml()
