"""The actions everywhere, in the library and among the term candidates."""

from __future__ import annotations

from tui.actions.model import Action, Context, group

ACTIONS: tuple[Action, ...] = (
    *group(
        Context.EVERYWHERE,
        "Program",
        ("app.help", "f1 question_mark", "help", "Show every key of where you are.", "help"),
        ("app.palette", "ctrl+p colon", "commands", "Find a command by typing a part of its name."),
        ("app.theme", "f9", "light or dark", "Change between the dark and the light theme."),
        ("app.settings", "f8", "settings", "Set theme, name, checks, house, languages and keys; kept at once."),
        ("app.quit", "ctrl+q", "quit", "Leave the program; everything is kept already."),
        ("app.interrupt", "ctrl+c", "how to leave", "Say how to leave; in a text field, copy what is selected."),
    ),
    *group(
        Context.LIBRARY,
        "Move",
        ("library.down", "down j", "down", "To the next line."),
        ("library.up", "up k", "up", "To the line before."),
        ("library.page_down", "pagedown", "page down", "One screen down."),
        ("library.page_up", "pageup", "page up", "One screen up."),
        ("library.first", "home g", "first", "To the first line."),
        ("library.last", "end G", "last", "To the last line."),
    ),
    *group(
        Context.LIBRARY,
        "Texts and alignments",
        ("library.open", "enter", "open", "Open the alignment in the workspace; align a text with another.", "open"),
        ("library.import_text", "i", "import", "Read a text file, a saved web page or a saved KCNA page.", "import"),
        ("library.choose", "space", "choose", "Choose this text as one half of a pair.", "choose"),
        ("library.align", "a", "align", "Align the two chosen texts, or this one with one that you pick.", "align"),
        ("library.draft", "n", "draft", "Begin a draft translation of this text, or go on with one.", "draft"),
        ("library.stop", "escape", "stop", "Stop the aligning that runs; else let the chosen texts go."),
        ("library.delete", "d delete", "delete", "Remove this line from the library; undo brings it back.", "delete"),
        ("library.undo", "u ctrl+z", "undo", "Bring back what was deleted last.", "undo"),
        ("library.export", "w", "export", "Write this alignment to a file.", "export"),
        ("library.terms", "T", "term base", "Open the term base: search, edit, history, duplicates.", "terms"),
        ("library.candidates", "t", "term candidates", "Propose terms from all aligned texts."),
        ("library.checks", "f7 c", "checks", "Check this alignment: what may be wrong, by severity."),
        ("library.concordance", "f3 ctrl+f", "concordance", "Find words in all aligned texts, in any spelling."),
        ("library.versions", "v", "versions", "Compare this text with its other versions, another text or a file."),
        ("library.omissions", "o", "omissions", "Show what the translation leaves out of this alignment."),
        (
            "library.all_omissions",
            "O",
            "omissions of all texts",
            "What all translations leave out, by term and month.",
        ),
        ("library.find", "slash", "find", "Show only the lines that contain what you type."),
        ("library.reload", "f5", "reload", "Read the data base again."),
    ),
    *group(
        Context.LIBRARY,
        "First steps",
        ("library.starter", "", "load the starter term base", "Add the terms and names that come with malmoi."),
        ("library.sample", "", "load the sample", "Add the sample article in Korean and English and align it."),
        ("library.leave", "q", "quit", "Leave the program; everything is kept already.", "quit"),
    ),
    *group(
        Context.CANDIDATES,
        "Move",
        ("candidates.down", "down j", "down", "To the next candidate."),
        ("candidates.up", "up k", "up", "To the candidate before."),
        ("candidates.page_down", "pagedown", "page down", "One screen down."),
        ("candidates.page_up", "pageup", "page up", "One screen up."),
    ),
    *group(
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
)
