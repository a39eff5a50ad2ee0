"""Layered layout of flow charts: pure geometry, the same for the same chart, without fonts."""

from .arrange import arrange, in_turn, leads_back
from .folding import Folded, fold
from .model import Box, Chart, Edge, Fork, Label, Layout, Line, Node, Point, Route, Shape

__all__ = [
    "Box",
    "Chart",
    "Edge",
    "Folded",
    "Fork",
    "Label",
    "Layout",
    "Line",
    "Node",
    "Point",
    "Route",
    "Shape",
    "arrange",
    "fold",
    "in_turn",
    "leads_back",
]
