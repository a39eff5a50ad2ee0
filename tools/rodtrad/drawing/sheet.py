"""A flow chart drawn for one sheet of paper: folded and turned so that its words become as large as they can."""

from __future__ import annotations

from msgspec import Struct

from rodtrad.layout import Chart, Layout, arrange, fold

from .svg import draw

_AS_IT_IS = 0.62
"""Scale from which nothing is gained by folding: words of 14 pixels are then more than six points high."""
_COLUMNS = range(1, 5)


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


def on_sheet(chart: Chart, title: str, description: str, standing: Room, lying: Room, prefix: str) -> Sheet:
    """Draw `chart` for a sheet that has so much room for it when it stands, and when it lies on its side."""
    layout = arrange(chart)
    shown, again = chart, {}
    folded = False
    best = _fit(layout, standing, lying)
    if best[0] < _AS_IT_IS:
        for columns in _COLUMNS:
            found = fold(chart, columns)
            fit = _fit(found.layout, standing, lying)
            if fit > best:
                best, layout, shown, again, folded = fit, found.layout, found.chart, found.again, True
    svg = draw(shown, title, description, lambda node: f"#{again.get(node, node)}", prefix, layout)
    scale, turned = best
    return Sheet(svg, int(layout.width * scale), int(layout.height * scale), scale, turned, folded)


def _fit(layout: Layout, standing: Room, lying: Room) -> tuple[float, bool]:
    """The scale at which a layout fits, and whether it must lie on its side; never enlarged."""
    upright, turned = (min(1.0, width / layout.width, height / layout.height) for width, height in (standing, lying))
    return (turned, True) if turned > upright else (upright, False)
