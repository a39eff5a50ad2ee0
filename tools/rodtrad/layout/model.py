"""What a flow chart is before it is laid out, and the geometry after."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Shape = Literal["entry", "action", "decision", "exit", "elsewhere"]
Point = tuple[int, int]


class Node(Struct, frozen=True, gc=False):
    """One box of the chart. `elsewhere` is the entry of another pathway."""

    id: str
    shape: Shape
    letter: str
    title: str
    ways: tuple[str, ...] = ()
    """Ways that are told in the box, below the title, and not drawn: `Nej → F`."""


class Edge(Struct, frozen=True, gc=False):
    """One way from a node to the next. Edges of one source with the same non-empty `group` are drawn as one fork."""

    source: str
    target: str
    label: str = ""
    time: str = ""
    group: str = ""
    join: str = "och"
    """The word on the fork of a group: `och` (all, in parallel) or `eller` (one, by choice)."""


class Chart(Struct, frozen=True, gc=False):
    """Nodes and edges in document order; the order decides left and right, and which edge of a loop leads back."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class Line(Struct, frozen=True, gc=False):
    """One line of text: the anchor point on its baseline."""

    x: int
    y: int
    text: str
    glued: bool = False
    """No space stands between this line and the next (the break is after a hyphen or a slash)."""


class Box(Struct, frozen=True, gc=False):
    """A placed node. `strip` is how wide the part with the letter is, `tip` how far a decision's points reach."""

    node: Node
    x: int
    y: int
    width: int
    height: int
    strip: int
    tip: int
    lines: tuple[Line, ...]
    letter: Line | None
    kicker: Line | None
    ways: tuple[Line, ...] = ()


class Label(Struct, frozen=True, gc=False):
    """The words on an edge: condition and time limit, in one box that the edge passes behind or ends beside."""

    edges: tuple[int, ...]
    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]
    times: tuple[Line, ...]


class Route(Struct, frozen=True, gc=False):
    """The line of one edge, from source to target; every segment is horizontal or vertical."""

    edge: int
    points: tuple[Point, ...]
    back: bool
    """The edge leads back to an earlier node, or to the node itself."""
    hops: tuple[Point, ...]
    """Where the line crosses another: drawn as a small arc on the horizontal line."""
    fork: int = -1
    """Index of the fork whose trunk this edge shares, or -1."""
    own: tuple[Point, ...] = ()
    """What is drawn for this edge alone: the whole line, or its branch from the bar of the fork on."""


class Fork(Struct, frozen=True, gc=False):
    """Where one way becomes several: a stem, a badge on it with the joining word, and a bar with the branches."""

    edges: tuple[int, ...]
    x: int
    y: int
    width: int
    height: int
    line: Line
    stem: tuple[Point, ...]
    bar: tuple[Point, Point]


class Layout(Struct, frozen=True, gc=False):
    """The placed chart."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    routes: tuple[Route, ...]
    labels: tuple[Label, ...]
    forks: tuple[Fork, ...]
