"""Layered layout of flow charts: pure geometry, the same for the same chart, without fonts."""

from .arrange import arrange, leads_back
from .model import Box, Chart, Edge, Fork, Label, Layout, Line, Node, Point, Route, Shape

__all__ = [
    "Box",
    "Chart",
    "Edge",
    "Fork",
    "Label",
    "Layout",
    "Line",
    "Node",
    "Point",
    "Route",
    "Shape",
    "arrange",
    "leads_back",
]
