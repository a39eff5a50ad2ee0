"""Charts of measured values, as pictures of points, lines and words that become SVG: no colours, no clock, no fonts.

Colour never carries a meaning: what a point says of its target is said by its shape, and lines are named where they
stand. A page that shows a picture gives it colours by its classes.
"""

from rodtrad.charts.dots import Dot, DotPlot
from rodtrad.charts.dots import arrange as dot_plot
from rodtrad.charts.picture import Picture
from rodtrad.charts.scale import Line
from rodtrad.charts.small import Panel, Panels
from rodtrad.charts.small import arrange as small_multiples
from rodtrad.charts.steps import Level
from rodtrad.charts.steps import arrange as step_chart
from rodtrad.charts.svg import draw

__all__ = [
    "Dot",
    "DotPlot",
    "Level",
    "Line",
    "Panel",
    "Panels",
    "Picture",
    "dot_plot",
    "draw",
    "small_multiples",
    "step_chart",
]
