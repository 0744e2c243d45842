"""The actions that last as long as something is marked, typed or asked."""

from __future__ import annotations

from tui.actions.model import Action, Context, group

ACTIONS: tuple[Action, ...] = (
    *group(
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
    *group(
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
    *group(
        Context.DRAFT,
        "Write",
        ("draft.keep", "enter", "keep", "Keep the sentence and go to the next that is not written.", "keep"),
        ("draft.insert", "tab", "insert", "Put the chosen suggestion in; of a half-typed word, the rest.", "insert"),
        ("draft.next", "shift+tab alt+down", "next suggestion", "Choose the next suggestion.", "choose"),
        ("draft.previous", "alt+up", "previous suggestion", "Choose the suggestion before."),
        ("draft.fix", "f4", "mend", "Put the first suggestion of the checks in.", "mend"),
        ("draft.down", "f8 ctrl+down", "bead below", "Keep the sentence and go to the bead below.", "below"),
        ("draft.up", "f5 ctrl+up", "bead above", "Keep the sentence and go to the bead above."),
        ("draft.confirm", "f10", "confirm", "Keep the sentence, confirm the bead and go on.", "confirm"),
        ("draft.leave", "escape", "keep and leave", "Keep the sentence and leave the draft mode.", "leave"),
    ),
    *group(
        Context.DIALOG,
        "Dialog",
        ("dialog.accept", "enter", "go on", "Do what the dialog offers.", "go on"),
        ("dialog.copy", "c", "copy", "Copy the message to the clipboard.", "copy"),
        ("dialog.cancel", "escape", "close", "Close the dialog; nothing is done.", "close"),
    ),
)
