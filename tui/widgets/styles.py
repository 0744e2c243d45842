"""Styles of a line-API widget, read from its CSS component classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from textual.geometry import Offset

if TYPE_CHECKING:
    from textual.widget import Widget


def point(widget: Widget, line: int, column: int = 0) -> None:
    """Let the terminal's own cursor stand on a line of the widget's page in plain mode: screen readers follow it."""
    if getattr(widget.app, "plain", False):
        region = widget.region
        widget.app.cursor_position = Offset(region.x + column, region.y + line - widget.scroll_offset.y)


def component(widget: Widget, name: str) -> Style:
    """Return only what the component class itself says, so that styles can be laid one over the other.

    Textual's own partial style forgets transparency; colours here are blended with what lies below the widget.
    """
    rules = widget.get_component_styles(name)
    blended = widget.get_component_rich_style(name)
    own = Style(
        color=blended.color if rules.has_rule("color") else None,
        bgcolor=blended.bgcolor if rules.has_rule("background") else None,
    )
    return own + rules.text_style
