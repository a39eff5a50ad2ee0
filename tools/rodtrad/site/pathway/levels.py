"""Target levels as a bar in a table cell: where the moderate level is reached, and where the high one is."""

from __future__ import annotations

from rodtrad.face import Target
from rodtrad.model import IndicatorMatter
from rodtrad.site.figures import end_of_scale, number
from rodtrad.values import Direction


def bar(matter: IndicatorMatter, target: Target) -> str:
    """Half height from the moderate level on, full height from the high one; "" when there is nothing to draw.

    The words beside say the same, so that the drawing is left out for those who listen.
    """
    low, high = number(target.moderate), number(target.high)
    if matter.direction not in (Direction.HIGHER, Direction.LOWER) or (low is None and high is None):
        return ""
    top = end_of_scale(matter, (low, high))
    up = matter.direction is Direction.HIGHER
    parts = ['<rect class="rt-fig-track" width="100%" height="12"/>']
    for value, kind, y, height in ((low, "half", 6, 6), (high, "bar", 0, 12)):
        if value is None:
            continue
        place = min(value / top, 1) * 100
        start, width = (place, 100 - place) if up else (0.0, place)
        parts.append(f'<rect class="rt-fig-{kind}" x="{start:.1f}%" y="{y}" width="{width:.1f}%" height="{height}"/>')
        parts.append(f'<line class="rt-level__at" x1="{place:.1f}%" x2="{place:.1f}%" y1="0" y2="12"/>')
    return (
        '<svg class="rt-level" width="100%" height="12" aria-hidden="true" focusable="false">'
        + "".join(parts)
        + "</svg>"
    )
