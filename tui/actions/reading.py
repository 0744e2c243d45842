"""The actions of concordance, renderings over time and checks."""

from __future__ import annotations

from tui.actions.model import Action, Context, group

ACTIONS: tuple[Action, ...] = (
    *group(
        Context.CONCORDANCE,
        "Move",
        ("concordance.down", "down j", "down", "To the next line."),
        ("concordance.up", "up k", "up", "To the line before."),
        ("concordance.page_down", "pagedown space", "page down", "One screen down."),
        ("concordance.page_up", "pageup", "page up", "One screen up."),
    ),
    *group(
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
    *group(
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
    *group(
        Context.CHECKS,
        "Move",
        ("checks.down", "down j", "down", "To the next finding."),
        ("checks.up", "up k", "up", "To the finding before."),
        ("checks.page_down", "pagedown space", "page down", "One screen down."),
        ("checks.page_up", "pageup", "page up", "One screen up."),
    ),
    *group(
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
)
