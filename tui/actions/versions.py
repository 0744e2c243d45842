"""The actions of the comparison of versions and of the omissions report."""

from __future__ import annotations

from tui.actions.model import Action, Context, group

ACTIONS: tuple[Action, ...] = (
    *group(
        Context.VERSIONS,
        "Move",
        ("versions.down", "down j", "down", "To the next sentence."),
        ("versions.up", "up k", "up", "To the sentence before."),
        ("versions.page_down", "pagedown space", "page down", "One screen down."),
        ("versions.page_up", "pageup", "page up", "One screen up."),
        ("versions.first", "home g", "first", "To the first sentence."),
        ("versions.last", "end G", "last", "To the last sentence."),
        ("versions.next", "n", "next change", "To the next sentence that is not the same.", "change"),
        ("versions.previous", "N p", "change before", "To the change before.", "change"),
    ),
    *group(
        Context.VERSIONS,
        "Versions",
        ("versions.open", "enter", "go there", "Open the bead in which this sentence stands.", "go there"),
        ("versions.changed", "v", "changes only", "Show only what has changed, or everything again.", "changes only"),
        ("versions.older", "left_square_bracket", "older pair", "To the pair of versions before.", "versions"),
        ("versions.newer", "right_square_bracket", "newer pair", "To the next pair of versions.", "versions"),
        ("versions.exchange", "x", "exchange", "Take the newer one as the older one, and the other way round."),
        ("versions.write", "w", "write to a file", "Write the list of changes to a file.", "write"),
        ("versions.leave", "q escape", "back", "Back to where you were.", "back"),
    ),
    *group(
        Context.OMISSIONS,
        "Move",
        ("omissions.down", "down j", "down", "To the next line."),
        ("omissions.up", "up k", "up", "To the line before."),
        ("omissions.page_down", "pagedown space", "page down", "One screen down."),
        ("omissions.page_up", "pageup", "page up", "One screen up."),
        ("omissions.first", "home g", "first", "To the first line."),
        ("omissions.last", "end G", "last", "To the last line."),
    ),
    *group(
        Context.OMISSIONS,
        "Look",
        ("omissions.open", "enter", "go there", "Open the bead; of what is counted, show the places.", "go there"),
        ("omissions.group", "tab b", "count", "Count by term, by month, by kind; then each place again.", "count by"),
        (
            "omissions.kind",
            "f",
            "kind",
            "Show one kind only: sentence, member, name, number, term; then all.",
            "kind",
        ),
        ("omissions.side", "s", "side", "What the translation leaves out, what it adds, or both.", "side"),
        ("omissions.about", "slash", "find", "Show only what is about a term or a name.", "find"),
        ("omissions.surer", "plus", "surer only", "Show only what is surer."),
        ("omissions.less_sure", "minus", "less sure too", "Show what is less sure too."),
        (
            "omissions.whole",
            "a",
            "all texts",
            "Look through all that is aligned, or this text only.",
            "all texts",
        ),
        ("omissions.renderings", "t", "renderings over time", "Show how this term was rendered year by year."),
        ("omissions.again", "f5", "look anew", "Look through the texts again."),
        ("omissions.stop", "escape", "stop", "Stop the looking; show all again; then back."),
        ("omissions.write", "w", "write to a file", "Write the report as it is shown to a file.", "write"),
        ("omissions.leave", "q", "back", "Back to where you were.", "back"),
    ),
)
