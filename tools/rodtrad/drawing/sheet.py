"""A flow chart drawn for one sheet of paper: folded and turned so that its words become as large as they can."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from rodtrad.layout import Chart, Layout, arrange, fold

from .svg import draw

_AS_IT_IS = 0.62
"""Scale from which nothing is gained by folding: words of 14 pixels are then more than six points high."""


class Sheet(Struct, frozen=True):
    """A drawing that fits a sheet."""

    svg: str
    width: int
    height: int
    """In CSS pixels on the paper."""
    scale: float
    """How large what is one pixel in the drawing becomes."""
    turned: bool
    """Lies on its side (landscape)."""
    folded: bool
    """Some ways are told by the letter of the box where they go on, not drawn."""


Room = tuple[int, int]
"""Width and height in CSS pixels."""


def on_sheet(
    chart: Chart,
    title: str,
    description: str,
    prefix: str,
    rooms: tuple[Room, Room],
    columns: Iterable[int] = range(1, 5),
    layout: Layout | None = None,
) -> Sheet:
    """Draw `chart` for a sheet with so much room when it stands, and when it lies on its side.

    `layout` is that of the chart unfolded, where it is known; `columns` are tried when it would be too small.
    """
    layout = layout or arrange(chart)
    shown, folded = chart, False
    best = _fit(layout, rooms)
    if best[0] < _AS_IT_IS:
        for number in columns:
            found = fold(chart, number)
            fit = _fit(found.layout, rooms)
            if fit > best:
                best, layout, shown, folded = fit, found.layout, found.chart, True
    scale, turned = best
    svg = draw(shown, title, description, None, prefix, layout)
    return Sheet(svg, int(layout.width * scale), int(layout.height * scale), scale, turned, folded)


def _fit(layout: Layout, rooms: tuple[Room, Room]) -> tuple[float, bool]:
    """The scale at which a layout fits, and whether it must lie on its side; never enlarged."""
    upright, turned = (min(1.0, width / layout.width, height / layout.height) for width, height in rooms)
    return (turned, True) if turned > upright else (upright, False)
