"""Flow charts drawn: as SVG, and as numbered steps in words."""

from .style import STYLE
from .svg import draw
from .words import Step, WayInWords, node_name, steps, steps_html

__all__ = ["STYLE", "Step", "WayInWords", "draw", "node_name", "steps", "steps_html"]
