"""Renderings over time as a picture: one row a rendering, one bar a period, in SVG without scripts or outside fonts."""

from __future__ import annotations

from xml.sax.saxutils import escape

from glossary.terms.timeline import Timeline

_ROW = 44
_BAR = 28
_NAME = 260
_COLOURS = ("#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#888888")
"""Paul Tol's bright scheme, which colour-blind readers can tell apart."""


def timeline_svg(line_up: Timeline, title: str) -> str:
    """Return the picture; bars are as high as the rendering's share of the period."""
    cell = max(min(640 // max(len(line_up.periods), 1), 72), 8)
    width = _NAME + cell * max(len(line_up.periods), 1) + 230
    height = 70 + _ROW * len(line_up.lines)
    highest = max((line_up.share(one, p) for one in line_up.lines for p in line_up.periods), default=0.0) or 1.0
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-size="13">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="12" y="24" font-size="16" font-weight="bold">{escape(title)}</text>',
    ]
    every = max(1, -(-44 // cell))
    for n, period in enumerate(line_up.periods):
        if n % every == 0:
            out.append(f'<text x="{_NAME + n * cell}" y="48" fill="#555555">{escape(period)}</text>')
    for number, line in enumerate(line_up.lines):
        base = 60 + number * _ROW + _BAR
        colour = _COLOURS[number % len(_COLOURS)]
        out.append(f'<text x="12" y="{base - 8}">{escape(line.rendering)}</text>')
        out.append(f'<line x1="{_NAME}" y1="{base}" x2="{width - 230}" y2="{base}" stroke="#cccccc"/>')
        for n, period in enumerate(line_up.periods):
            tall = line_up.share(line, period) / highest * _BAR
            if tall:
                label = f"{line.rendering}, {period}: {line.periods[period]}"
                out.append(
                    f'<rect x="{_NAME + n * cell}" y="{base - tall:.1f}" width="{cell - 2}" height="{tall:.1f}" '
                    f'fill="{colour}"><title>{escape(label)}</title></rect>'
                )
        when = f"{line.first} – {line.last}" if line.first != line.last else line.first
        told = f"{escape(when)}  {line.count} ({line.share:.0%})"
        out.append(f'<text x="{width - 220}" y="{base - 8}" fill="#333333">{told}</text>')
    return "\n".join([*out, "</svg>"]) + "\n"
