"""The one registry of what an editor can do: keys, footer, help, command palette and settings are all made from it.

Invariant: every action that a key can reach is written here once, with an id that never changes, because the settings
name it; the method that does it is `action_` + the id with dots as underscores, on the screen of its context. A screen
binds nothing of its own. No terminal or tmux takes all keys of an action (ctrl+b, ctrl+a, ctrl+s are never the only
one).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.binding import BindingType


class Context(StrEnum):
    """Where an action can be done. The value is the heading in the help."""

    EVERYWHERE = "Everywhere"
    LIBRARY = "Library"
    CANDIDATES = "Term candidates"
    TERMS = "Term base"
    ENTRY = "While editing an entry"
    CONCORDANCE = "Concordance"
    CHECKS = "Checks"
    RENDERINGS = "Renderings over time"
    WORKSPACE = "Alignment workspace"
    MARKING = "While marking a phrase"
    EDITOR = "While editing a sentence"
    DIALOG = "In a dialog"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do."""

    id: str
    """Stable: `bead.merge_next`. The settings rebind by it."""
    keys: tuple[str, ...]
    """Textual's key names; the first is shown. Empty: reachable by the palette and the mouse only."""
    title: str
    """One or two words for footer and palette."""
    help: str
    """One sentence that says what it does."""
    group: str
    """Heading inside the help."""
    context: Context
    footer: str = ""
    """Its word in the footer; empty for all but the few keys that matter. Neighbours with one word share it."""

    @property
    def method(self) -> str:
        """Return the action's name for Textual: the screen has a method `action_` + this."""
        return self.id.replace(".", "_")

    @property
    def in_palette(self) -> bool:
        """Whether the command palette offers it: not movement, and nothing that lasts only as long as a dialog."""
        lasting = self.context not in (Context.MARKING, Context.EDITOR, Context.ENTRY, Context.DIALOG)
        return lasting and self.group != "Move" and self.id not in ("app.palette", "app.interrupt")


def _group(
    context: Context, group: str, *rows: tuple[str, str, str, str] | tuple[str, str, str, str, str]
) -> list[Action]:
    """Return actions from rows of (id, keys, title, help, word in the footer)."""
    made = []
    for row in rows:
        identity, keys, title, text = row[:4]
        footer = row[4] if len(row) > 4 else ""
        made.append(Action(identity, tuple(keys.split()), title, text, group, context, footer))
    return made


ACTIONS: tuple[Action, ...] = (
    *_group(
        Context.EVERYWHERE,
        "Program",
        ("app.help", "f1 question_mark", "help", "Show every key of where you are.", "help"),
        ("app.palette", "ctrl+p colon", "commands", "Find a command by typing a part of its name."),
        ("app.theme", "f9", "light or dark", "Change between the dark and the light theme."),
        ("app.quit", "ctrl+q", "quit", "Leave the program; everything is kept already."),
        ("app.interrupt", "ctrl+c", "how to leave", "Say how to leave; in a text field, copy what is selected."),
    ),
    *_group(
        Context.LIBRARY,
        "Move",
        ("library.down", "down j", "down", "To the next line."),
        ("library.up", "up k", "up", "To the line before."),
        ("library.page_down", "pagedown", "page down", "One screen down."),
        ("library.page_up", "pageup", "page up", "One screen up."),
        ("library.first", "home g", "first", "To the first line."),
        ("library.last", "end G", "last", "To the last line."),
    ),
    *_group(
        Context.LIBRARY,
        "Texts and alignments",
        ("library.open", "enter", "open", "Open the alignment in the workspace; align a text with another.", "open"),
        ("library.import_text", "i", "import", "Read a text file, a saved web page or a saved KCNA page.", "import"),
        ("library.choose", "space", "choose", "Choose this text as one half of a pair.", "choose"),
        ("library.align", "a", "align", "Align the two chosen texts, or this one with one that you pick.", "align"),
        ("library.stop", "escape", "stop", "Stop the aligning that runs; else let the chosen texts go."),
        ("library.delete", "d delete", "delete", "Remove this line from the library; undo brings it back.", "delete"),
        ("library.undo", "u ctrl+z", "undo", "Bring back what was deleted last.", "undo"),
        ("library.export", "w", "export", "Write this alignment to a file.", "export"),
        ("library.terms", "T", "term base", "Open the term base: search, edit, history, duplicates.", "terms"),
        ("library.candidates", "t", "term candidates", "Propose terms from all aligned texts."),
        ("library.checks", "f7 c", "checks", "Check this alignment: what may be wrong, by severity."),
        ("library.concordance", "f3 ctrl+f", "concordance", "Find words in all aligned texts, in any spelling."),
        ("library.find", "slash", "find", "Show only the lines that contain what you type."),
        ("library.reload", "f5", "reload", "Read the data base again."),
    ),
    *_group(
        Context.LIBRARY,
        "First steps",
        ("library.starter", "", "load the starter term base", "Add the terms and names that come with malmoi."),
        ("library.sample", "", "load the sample", "Add the sample article in Korean and English and align it."),
        ("library.leave", "q", "quit", "Leave the program; everything is kept already.", "quit"),
    ),
    *_group(
        Context.CANDIDATES,
        "Move",
        ("candidates.down", "down j", "down", "To the next candidate."),
        ("candidates.up", "up k", "up", "To the candidate before."),
        ("candidates.page_down", "pagedown", "page down", "One screen down."),
        ("candidates.page_up", "pageup", "page up", "One screen up."),
    ),
    *_group(
        Context.CANDIDATES,
        "Decide",
        (
            "candidates.accept",
            "a enter",
            "accept",
            "Put it into the term base, with the places where it stands.",
            "accept",
        ),
        ("candidates.reject", "r x delete", "reject", "Never propose it again.", "reject"),
        ("candidates.undo", "u ctrl+z", "undo", "Take your last decision back; the candidate comes again.", "undo"),
        ("candidates.leave", "q escape", "back", "Back to the library.", "back"),
    ),
    *_group(
        Context.TERMS,
        "Move",
        ("terms.down", "down j", "down", "To the next concept."),
        ("terms.up", "up k", "up", "To the concept before."),
        ("terms.page_down", "pagedown", "page down", "One screen down."),
        ("terms.page_up", "pageup", "page up", "One screen up."),
        ("terms.first", "home g", "first", "To the first concept."),
        ("terms.last", "end G", "last", "To the last concept that is read; those after it are read then."),
        ("terms.card_down", "ctrl+down right_square_bracket", "card down", "Scroll the card down."),
        ("terms.card_up", "ctrl+up left_square_bracket", "card up", "Scroll the card up."),
    ),
    *_group(
        Context.TERMS,
        "Search",
        (
            "terms.find",
            "slash",
            "search",
            "Search as you type: any language, either spelling, romanised, Chinese characters, initials (ㅊㅅ), an id.",
            "search",
        ),
        ("terms.fuzzy", "z", "nearly so", "Find what is spelled nearly so too, or no more."),
        ("terms.subject", "f", "subject field", "Show one subject field only."),
        ("terms.duplicates", "D", "duplicates", "Show what may stand there twice: same, nearly equal, read alike."),
        ("terms.reload", "f5", "reload", "Read the term base again."),
    ),
    *_group(
        Context.TERMS,
        "Entries",
        ("terms.edit", "enter e f2", "edit", "Edit this entry with all its fields.", "edit"),
        ("terms.new", "n", "new", "Make an entry; what you searched for is its first term.", "new"),
        ("terms.choose", "space", "choose", "Choose this entry, for what is done to several at once.", "choose"),
        (
            "terms.delete",
            "d delete",
            "delete",
            "Delete the chosen entries, or this one; undo brings them back.",
            "delete",
        ),
        (
            "terms.undo",
            "u ctrl+z",
            "undo",
            "Take your last change of the term base back, also of an earlier day.",
            "undo",
        ),
        ("terms.redo", "U ctrl+r", "redo", "Do again what was taken back."),
        (
            "terms.history",
            "h",
            "history",
            "Show who changed this entry, when and what; bring a version back.",
            "history",
        ),
        ("terms.merge", "m", "merge", "Merge the chosen entries into this one.", "merge"),
        ("terms.split", "s", "split", "Put some terms of this entry into one of their own."),
        ("terms.relate", "r", "refer", "Refer from this entry to the chosen ones: broader, narrower, related, see."),
        ("terms.copy", "c", "copy the entry", "Copy this entry under new ids, as a draft."),
        ("terms.approve", "a", "approve", "Approve the chosen entries, or this one; again: a draft."),
        ("terms.bulk", "b", "change many", "Change fields of all entries that a filter chooses, after a preview."),
        ("terms.leave", "q escape", "back", "Let go what is searched and chosen; then back.", "back"),
    ),
    *_group(
        Context.ENTRY,
        "Entry",
        ("entry.save", "f10 ctrl+s", "keep", "Keep the entry; in a field Enter does it too.", "keep"),
        ("entry.next_term", "f2", "next term", "To the next term of the entry.", "next term"),
        ("entry.add_term", "f3", "new term", "Add a term in the language of this one.", "new term"),
        ("entry.drop_term", "f4", "drop the term", "Take this term out of the entry.", "drop"),
    ),
    *_group(
        Context.CONCORDANCE,
        "Move",
        ("concordance.down", "down j", "down", "To the next line."),
        ("concordance.up", "up k", "up", "To the line before."),
        ("concordance.page_down", "pagedown space", "page down", "One screen down."),
        ("concordance.page_up", "pageup", "page up", "One screen up."),
    ),
    *_group(
        Context.CONCORDANCE,
        "Look",
        ("concordance.open", "enter", "go there", "Open the bead of this line in the workspace.", "go there"),
        ("concordance.query", "slash f3", "other words", "Type other words to find.", "find"),
        ("concordance.left", "l", "sort by left context", "Sort by what stands before the words.", "left"),
        ("concordance.right", "r", "sort by right context", "Sort by what stands behind the words.", "right"),
        ("concordance.rendering", "g", "group by rendering", "Put lines of the same rendering together.", "renderings"),
        ("concordance.date", "d", "sort by date", "Sort by the date of the text, the latest first.", "date"),
        ("concordance.order", "o", "confirmed first", "Back to the order of the memory, the confirmed beads first."),
        ("concordance.renderings", "t", "renderings over time", "Show how the words were rendered year by year."),
        ("concordance.leave", "q escape", "back", "Back to where you were.", "back"),
    ),
    *_group(
        Context.RENDERINGS,
        "Dates of use",
        (
            "renderings.accept",
            "a",
            "write the dates",
            "Write the proposed dates into the term base.",
            "write the dates",
        ),
        ("renderings.undo", "u ctrl+z", "undo", "Take the dates that were written here back.", "undo"),
        ("renderings.leave", "q escape", "back", "Back to the concordance.", "back"),
    ),
    *_group(
        Context.CHECKS,
        "Move",
        ("checks.down", "down j", "down", "To the next finding."),
        ("checks.up", "up k", "up", "To the finding before."),
        ("checks.page_down", "pagedown space", "page down", "One screen down."),
        ("checks.page_up", "pageup", "page up", "One screen up."),
    ),
    *_group(
        Context.CHECKS,
        "Findings",
        ("checks.open", "enter", "go there", "Open the bead of this finding in the workspace.", "go there"),
        ("checks.fix", "f", "put the suggestion in", "Put the suggestion into the sentence.", "fix"),
        ("checks.dismiss", "d delete", "set aside", "Set this finding aside, with the reason.", "set aside"),
        ("checks.dismiss_kind", "D", "set the kind aside", "Never this check for these words, in any text."),
        ("checks.reopen", "o", "show again", "Take back that this finding is set aside."),
        ("checks.undo", "u ctrl+z", "undo", "Take back what you did last on this screen.", "undo"),
        ("checks.filter", "slash", "find", "Show only the findings that contain what you type.", "find"),
        ("checks.severity", "s", "severity", "Show errors only, then warnings, then notes, then all.", "severity"),
        ("checks.dismissed", "v", "what is set aside", "Show the findings that are set aside too, or no more."),
        ("checks.again", "f5", "check anew", "Check the alignment again."),
        ("checks.leave", "q escape", "back", "Back to where you were.", "back"),
    ),
    *_group(
        Context.WORKSPACE,
        "Move",
        ("move.down", "down j", "down", "To the next sentence of this column."),
        ("move.up", "up k", "up", "To the sentence before."),
        ("move.left", "left h", "to the left", "To the left column."),
        ("move.right", "right l", "to the right", "To the right column."),
        ("move.other", "tab", "other side", "To the other column."),
        ("move.page_down", "pagedown space", "page down", "One screen down."),
        ("move.page_up", "pageup", "page up", "One screen up."),
        ("move.first", "home g", "first", "To the first bead."),
        ("move.last", "end G", "last", "To the last bead."),
    ),
    *_group(
        Context.WORKSPACE,
        "Say what is right",
        ("bead.confirm", "enter a", "confirm", "This bead is right: confirm it and go on.", "confirm"),
        ("move.next_check", "n", "next to check", "To the next bead that needs you.", "next to check"),
        ("move.previous_check", "N p", "previous to check", "To the bead before that needs you."),
        ("bead.reject", "r", "reject", "These sentences do not translate each other."),
        ("bead.reopen", "o", "reopen", "Take back what was said of this bead."),
        ("bead.note", "c", "comment", "Write a comment on this bead."),
    ),
    *_group(
        Context.WORKSPACE,
        "Change the alignment",
        ("bead.merge_next", "m", "merge", "Join this bead with the next one.", "merge"),
        ("bead.merge_previous", "M", "merge with the one above", "Join this bead with the one above."),
        (
            "bead.split",
            "s",
            "split",
            "Cut this bead in two before the marked sentence; on the first, after it.",
            "split",
        ),
        (
            "bead.give_up",
            "left_square_bracket",
            "shift up",
            "Give this side's first sentence to the bead above.",
            "shift",
        ),
        (
            "bead.give_down",
            "right_square_bracket",
            "shift down",
            "Give this side's last sentence to the bead below.",
            "shift",
        ),
        (
            "bead.take_up",
            "left_curly_bracket",
            "take from above",
            "Take this side's next sentence from the bead above.",
        ),
        (
            "bead.take_down",
            "right_curly_bracket",
            "take from below",
            "Take this side's next sentence from the bead below.",
        ),
        ("bead.move_up", "K ctrl+up", "move the sentence up", "Move the marked sentence (with those before it) up."),
        (
            "bead.move_down",
            "J d ctrl+down",
            "move the sentence down",
            "Move the marked sentence (with those after it) down.",
        ),
        ("bead.unlink", "x", "unlink", "Cut the link: each side becomes a bead without counterpart."),
        ("bead.realign", "R", "align anew", "Align the beads around here anew, up to the confirmed ones."),
        ("segment.join", "plus", "join sentences", "Join the marked sentence with the next one of this column."),
        ("work.exchange", "X", "exchange the texts", "Put the right text to the left and the left one to the right."),
        ("work.undo", "u ctrl+z", "undo", "Take the last change back, also one of an earlier day.", "undo"),
        ("work.redo", "U ctrl+r", "redo", "Do again what was undone."),
    ),
    *_group(
        Context.WORKSPACE,
        "Text and terms",
        ("segment.edit", "e f2", "edit", "Edit the marked sentence; what the source says is kept beside it.", "edit"),
        (
            "phrase.mark",
            "v",
            "mark a phrase",
            "Mark a phrase in this column, then its counterpart in the other.",
            "mark",
        ),
        ("phrase.term", "t", "make a term", "Make a term of the two marked phrases.", "term"),
        ("phrase.link", "L", "link phrases", "Link the two marked phrases without making a term."),
        ("phrase.clear", "escape", "clear the marks", "Let the marked phrases go; without marks, back to the library."),
        ("work.terms", "T", "term base", "Open the term base at the marked phrase, else at its beginning."),
        ("panel.toggle", "f6 b", "side panel", "Show or hide terms, names, reasons and memory."),
        ("work.checks", "f7 C", "checks", "Check this alignment: what may be wrong, by severity."),
        ("work.concordance", "f3 ctrl+f", "concordance", "Find the marked phrase, or words you type, in all texts."),
        ("work.export", "w", "export", "Write this alignment to a file."),
        ("work.reload", "f5", "reload", "Read this alignment from the data base again."),
        ("work.leave", "q", "library", "Back to the library; there q leaves the program.", "library"),
    ),
    *_group(
        Context.MARKING,
        "Mark",
        ("mark.left", "left h", "word left", "To the word before; once the start is set, end there.", "word"),
        ("mark.right", "right l", "word right", "To the next word; once the start is set, end there.", "word"),
        ("mark.extend_left", "shift+left H", "shrink by a word", "Let the last word of the phrase go.", "shrink"),
        ("mark.extend_right", "shift+right L", "grow by a word", "Take the next word into the phrase.", "grow"),
        ("mark.character_left", "comma", "character left", "The phrase ends one character earlier.", "character"),
        ("mark.character_right", "full_stop", "character right", "The phrase ends one character later.", "character"),
        (
            "mark.anchor",
            "v space",
            "set the start",
            "The phrase begins here; the next steps move its end.",
            "set start",
        ),
        ("mark.start_left", "ctrl+left left_square_bracket", "start left", "The phrase begins one word earlier."),
        ("mark.start_right", "ctrl+right right_square_bracket", "start right", "The phrase begins one word later."),
        (
            "mark.suggest",
            "tab s",
            "suggest",
            "Mark what probably renders the phrase of the other column; again: the next of three.",
            "suggest",
        ),
        ("mark.accept", "enter", "done", "Keep the phrase and go to the other column.", "done"),
        ("mark.cancel", "escape", "cancel", "Mark nothing.", "cancel"),
    ),
    *_group(
        Context.EDITOR,
        "Edit",
        ("editor.save", "enter ctrl+s", "save", "Keep the text.", "save"),
        ("editor.original", "ctrl+o", "source's text", "Put back what the source says.", "source's text"),
        (
            "editor.cut",
            "f4 ctrl+t",
            "cut here",
            "Make two sentences of it: the second begins at the cursor.",
            "cut here",
        ),
        ("editor.join", "f8", "join with the next", "Join it with the next sentence of the column.", "join"),
        ("editor.cancel", "escape", "cancel", "Leave the text as it was.", "cancel"),
    ),
    *_group(
        Context.DIALOG,
        "Dialog",
        ("dialog.accept", "enter", "go on", "Do what the dialog offers.", "go on"),
        ("dialog.copy", "c", "copy", "Copy the message to the clipboard.", "copy"),
        ("dialog.cancel", "escape", "close", "Close the dialog; nothing is done.", "close"),
    ),
)

BY_ID: Mapping[str, Action] = {action.id: action for action in ACTIONS}


def actions(*contexts: Context) -> tuple[Action, ...]:
    """Return the actions of the contexts, in the order of the registry."""
    return tuple(action for action in ACTIONS if action.context in contexts)


def bindings(context: Context, *, only: Iterable[str] = ()) -> list[BindingType]:
    """Return Textual's bindings of a context, one a key; `only` keeps the named ids."""
    from textual.binding import Binding

    kept = frozenset(only)
    return [
        Binding(",".join(a.keys), a.method, a.title, id=a.id, show=bool(a.footer), tooltip=a.help)
        for a in actions(context)
        if a.keys and (not kept or a.id in kept)
    ]


def keys_of(action: Action, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """Return the keys of an action under the user's own keymap (id -> keys with commas)."""
    if own := keymap.get(action.id):
        return tuple(key.strip() for key in own.split(",") if key.strip())
    return action.keys


_LABELS = {
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "colon": ":",
    "slash": "/",
    "comma": ",",
    "full_stop": ".",
    "plus": "+",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def label(key: str) -> str:
    """Return a key as people write it: `[`, `Ctrl+R`, `F1`."""
    *modifiers, name = key.split("+")
    shown = _LABELS.get(name, name if len(name) == 1 else name.capitalize())
    if modifiers and len(name) == 1:
        shown = name.upper()
    return "+".join([*(m.capitalize() for m in modifiers), shown])
