"""Flow charts drawn: as SVG, and as numbered steps in words."""

from .sheet import Sheet, on_sheet
from .style import STYLE
from .svg import draw
from .words import Step, WayInWords, node_name, steps, steps_html

__all__ = ["STYLE", "Sheet", "Step", "WayInWords", "draw", "node_name", "on_sheet", "steps", "steps_html"]
