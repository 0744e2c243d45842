"""The actions of the term base and of an entry's form."""

from __future__ import annotations

from tui.actions.model import Action, Context, group

ACTIONS: tuple[Action, ...] = (
    *group(
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
    *group(
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
    *group(
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
        ("terms.export", "w", "export", "Write the term base, or what is shown of it, to a file: TBX, xlsx …"),
        ("terms.leave", "q escape", "back", "Let go what is searched and chosen; then back.", "back"),
    ),
    *group(
        Context.ENTRY,
        "Entry",
        ("entry.save", "f10 ctrl+s", "keep", "Keep the entry; in a field Enter does it too.", "keep"),
        ("entry.next_term", "f2", "next term", "To the next term of the entry.", "next term"),
        ("entry.add_term", "f3", "new term", "Add a term in the language of this one.", "new term"),
        ("entry.drop_term", "f4", "drop the term", "Take this term out of the entry.", "drop"),
    ),
)
