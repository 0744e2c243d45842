"""What a translation leaves out: each place, or counted by term, month and kind; of one text or of all that is aligned.

Invariant: the texts are read once in a thread; what is shown is sieved and counted from that, so that no key waits.
A look through many texts can be stopped, and shows what it read until then.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from tui.actions import Context, bindings
from tui.screens.background import BackgroundScreen, Outcome
from tui.versioning import COUNTED, LEFT_OUT, Wanted, entries_by, entry_rows, omission_rows, sieved
from tui.widgets.bars import Part, TopBar
from tui.widgets.omission_lines import CountLine, OmissionLine, OmissionShelf
from tui.widgets.shelf import Shelf, ShelfLine
from tui.widgets.wrap import shown

if TYPE_CHECKING:
    from glossary.versions.ledger import Entry, Place, Text
    from glossary.versions.omissions import Omission
    from tui.version_desk import Omissions

GROUPS = ("", "term", "month", "kind")
KINDS = ("", "sentence", "member", "name", "number", "term")
SIDES = {"source": "left out", "target": "added", "both": "left out and added"}
STEP = 0.1


class OmissionScreen(BackgroundScreen):
    """The report of one alignment, or of all."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(Context.OMISSIONS)
    AUTO_FOCUS = "OmissionShelf"
    help_contexts = (Context.OMISSIONS,)
    DEFAULT_CSS = """
    OmissionScreen OmissionShelf { height: 1fr; }
    OmissionScreen #example { height: auto; max-height: 9; padding: 0 1; background: $panel; }
    """

    def __init__(self, number: int | None = None, name: str = "") -> None:
        """Report on an alignment, by its number and title; without one on all."""
        super().__init__()
        self._one, self._name_of_one = number, name
        self._number = number
        self._read: Omissions | None = None
        self._wanted = Wanted()
        self._by = ""
        self._narrowed: Entry | None = None
        """The entry whose places are shown."""
        self._places: list[tuple[Omission, Text | Place]] = []
        self._entries: list[Entry] = []

    @property
    def shelf(self) -> OmissionShelf:
        """The list."""
        return self.query_one(OmissionShelf)

    def compose(self) -> ComposeResult:
        """Lay out bar, list, the bead, line of what runs, keys."""
        yield TopBar("Omissions")
        yield OmissionShelf(empty="Looking …")
        yield Static(id="example")
        with Container(id="foot"):
            yield from self.foot()

    def on_mount(self) -> None:
        """Paint first, then look."""
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        number = self._number

        def act() -> Outcome:
            return Outcome("read", self.session.versions.omissions(number, self.say, self.stop_asked.is_set))

        self.start("Looking for omissions", act)

    def on_background_screen_done(self, event: BackgroundScreen.Done) -> None:
        """Take in the report, or say where it was written."""
        self.settle()
        if event.outcome.kind != "read":
            self.tell(str(event.outcome.value))
            return
        self._read = cast("Omissions", event.outcome.value)
        self._narrowed = None
        self._show()
        if len(self._read.texts) < self._read.of:
            self.tell(f"Stopped: {len(self._read.texts)} of {self._read.of} texts were read.", warning=True)
        elif self._read.remark:
            self.tell(self._read.remark, warning=True)

    def on_background_screen_failed(self, event: BackgroundScreen.Failed) -> None:
        """Show the error; the list stays."""
        self.settle()
        self.shelf.say_empty("The report could not be made: F5 tries again.")
        self.show_failure(event.error)

    # What is shown

    def _sieved(self) -> list[Text]:
        return [sieved(text, self._wanted) for text in self._read.texts] if self._read else []

    def _show(self) -> None:
        if self._read is None:
            return
        lines: list[ShelfLine] = []
        self._entries, self._places = [], []
        if self._by and self._narrowed is None:
            self._entries = entries_by(self._by, self._sieved(), self._wanted.about)
            most = max((e.left_out for e in self._entries), default=1)
            lines += [_count_line(n, entry, most) for n, entry in enumerate(self._entries)]
        elif self._narrowed is not None:
            self._places = [(place.omission, place) for place in self._narrowed.places]
        else:
            self._places = [(o, text) for text in self._sieved() for o in text.report.omissions]
        lines += [_place_line(n, o, where) for n, (o, where) in enumerate(self._places)]
        self.shelf.say_empty("Nothing is left out that is so sure.\n\n-  shows what is less sure, s  the other side.")
        self.shelf.load(lines)
        if not lines:
            self.query_one("#example", Static).update("")
        wanted = self._wanted
        only = " ".join(w for w in (*sorted(wanted.kinds), f"“{wanted.about}”" if wanted.about else "") if w)
        parts: list[Part] = [
            (f"{len(lines)} {'by ' + self._by if self._entries else SIDES[wanted.side]}", "bold"),
            (f"from {wanted.least:.0%} sure", "$foreground 70%"),
        ]
        if self._narrowed is not None:
            only = self._narrowed.name or "no date"
        if only:
            parts.insert(0, (f"only {only}", "$text-accent"))
        where = self._name_of_one if self._number is not None else f"all texts ({len(self._read.texts)})"
        self.query_one(TopBar).show(f"Omissions   {where}", parts)

    @property
    def _here(self) -> tuple[Omission, Text | Place] | None:
        line = self.shelf.line
        if line is None or not line.key or line.key[0] != "place" or line.key[1] >= len(self._places):
            return None
        return self._places[line.key[1]]

    @property
    def _entry(self) -> Entry | None:
        line = self.shelf.line
        if line is None or not line.key or line.key[0] != "entry" or line.key[1] >= len(self._entries):
            return None
        return self._entries[line.key[1]]

    def on_shelf_moved(self, event: Shelf.Moved) -> None:
        """Show the whole bead, with the place marked."""
        del event
        example, here, entry = self.query_one("#example", Static), self._here, self._entry
        if entry is not None:
            first = entry.places[0]
            head = Content.styled(f"{shown(entry.name) or '(no date)'}  {entry.left_out} ×, for example", "bold")
            example.update(Content("\n").join([head, *_bead(first.omission, first)]))
        elif here is not None:
            example.update(Content("\n").join(_bead(*here)))

    # Actions

    def on_shelf_opened(self) -> None:
        """Go where was double-clicked."""
        self.action_omissions_open()

    def action_omissions_open(self) -> None:
        """Open the bead, or show the places of what is counted."""
        from tui.screens.jumping import jump

        if self.busy:
            return
        if (entry := self._entry) is not None:
            self._narrowed = entry
            self._show()
        elif (here := self._here) is not None:
            jump(self.malmoi, here[1].alignment, here[0].bead)

    def action_omissions_group(self) -> None:
        """Count by something else."""
        self._by = GROUPS[(GROUPS.index(self._by) + 1) % len(GROUPS)]
        self._narrowed = None
        self._show()

    def _want(self, wanted: Wanted) -> None:
        self._wanted, self._narrowed = wanted, None
        self._show()

    def action_omissions_kind(self) -> None:
        """Show one kind only; the next time the next one, then all."""
        now = next(iter(self._wanted.kinds), "")
        following = KINDS[(KINDS.index(now) + 1) % len(KINDS)]
        self._want(replace(self._wanted, kinds=frozenset((following,) if following else ())))

    def action_omissions_side(self) -> None:
        """Show what is left out, what is added, or both."""
        sides = list(SIDES)
        self._want(replace(self._wanted, side=sides[(sides.index(self._wanted.side) + 1) % len(sides)]))

    def action_omissions_surer(self) -> None:
        """Show only what is surer."""
        self._want(replace(self._wanted, least=min(0.9, round(self._wanted.least + STEP, 1))))

    def action_omissions_less_sure(self) -> None:
        """Show what is less sure too."""
        self._want(replace(self._wanted, least=max(0.0, round(self._wanted.least - STEP, 1))))

    def action_omissions_about(self) -> None:
        """Show only one term or name."""
        from tui.screens.dialogs import TextDialog

        def take(text: str | None) -> None:
            if text is not None:
                self._want(replace(self._wanted, about=text))

        entry, here = self._entry, self._here
        proposed = entry.name if entry and self._by == "term" else here[0].about if here else ""
        self.app.push_screen(TextDialog("Only what is about (empty: everything)", self._wanted.about or proposed), take)

    def action_omissions_whole(self) -> None:
        """Look through all texts, or through the one again."""
        if self.busy:
            return
        if self._number is None and self._one is None:
            self.tell("These are all texts already.")
            return
        self._number = None if self._number is not None else self._one
        self._look()

    def action_omissions_renderings(self) -> None:
        """Show the renderings of the term over time."""
        from tui.screens.renderings import RenderingScreen

        entry, here = self._entry, self._here
        about = entry.name if entry and self._by == "term" else here[0].about if here else ""
        if about:
            self.app.push_screen(RenderingScreen(about))
        else:
            self.tell("This is no term: go to a line of a term or a name.", warning=True)

    def action_omissions_again(self) -> None:
        """Look anew."""
        if not self.busy:
            self._look()

    def action_omissions_stop(self) -> None:
        """Stop what runs; else show everything again; else back."""
        if self.busy:
            self.stop()
        elif self._narrowed is not None:
            self._narrowed = None
            self._show()
        elif self._wanted != Wanted():
            self._want(Wanted())
        else:
            self.app.pop_screen()

    def action_omissions_write(self) -> None:
        """Write the report as it is shown."""
        from tui.screens.exporting import ask_path

        if self._read is None or self.busy:
            return
        if self._entries:
            columns: tuple[str, ...] = (self._by, *COUNTED)
            rows = entry_rows(self._entries)
        else:
            columns, rows = LEFT_OUT, omission_rows(self._sieved())

        def write(path: Path) -> None:
            self.start("Writing", lambda: Outcome("written", self.session.versions.write(path, columns, rows)))

        ask_path(self, "Write the report", "A file that ends in .tsv, .json or .jsonl:", "omissions.tsv", write)

    def action_omissions_leave(self) -> None:
        """Back; what runs is stopped."""
        if self.busy:
            self.stop()
        else:
            self.app.pop_screen()

    # Movement

    def action_omissions_down(self) -> None:
        """To the next line."""
        self.shelf.move(1)

    def action_omissions_up(self) -> None:
        """To the line before."""
        self.shelf.move(-1)

    def action_omissions_page_down(self) -> None:
        """One screen down."""
        self.shelf.page(1)

    def action_omissions_page_up(self) -> None:
        """One screen up."""
        self.shelf.page(-1)

    def action_omissions_first(self) -> None:
        """To the first line."""
        self.shelf.ends(last=False)

    def action_omissions_last(self) -> None:
        """To the last line."""
        self.shelf.ends(last=True)


def _place_line(number: int, o: Omission, where: Text | Place) -> OmissionLine:
    return OmissionLine(
        title=o.text,
        key=("place", number),
        date=where.date,
        kind=o.kind.value,
        place=f"{where.alignment}:{o.bead + 1}",
        sure=o.confidence,
        added=o.side == "target",
    )


def _count_line(number: int, entry: Entry, most: int) -> CountLine:
    dates = entry.first if entry.first == entry.last else f"{entry.first} – {entry.last}"
    return CountLine(
        title=entry.name or "(no date)",
        key=("entry", number),
        kind=entry.kind,
        left_out=entry.left_out,
        of=entry.occurrences,
        most=most,
        dates=dates,
    )


def _bead(o: Omission, where: Text | Place) -> list[Content]:
    """Return the bead with the place marked, what was looked for, and where it stands."""
    mine, other = (o.source, o.target) if o.side == "source" else (o.target, o.source)
    marked = Content(shown(mine)).stylize("bold $text-warning", o.span.start, o.span.end)
    told = [marked, Content(shown(other) or "(nothing)")]
    if o.expected:
        told.append(Content.assemble("looked for: ", (shown(o.expected), "bold")))
    told.append(Content.styled(shown(f"{where.title}  {where.date}  bead {o.bead + 1}"), "$foreground 60%"))
    return told
