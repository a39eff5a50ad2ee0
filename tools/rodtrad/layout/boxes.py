"""How large each node and each edge label must be to hold its words."""

from __future__ import annotations

from dataclasses import dataclass

from .model import Box, Edge, Label, Line, Node
from .text import measure, wrap

TITLE_SIZE, TITLE_LEADING = 14, 18
KICKER_SIZE, KICKER_LEADING = 11, 15
LABEL_SIZE, LABEL_LEADING = 13, 17
WAYS_GAP = 4
"""Between a title and the ways told below it."""
PORT_GAP = 18
"""Least distance between two edges at a node, and between two parallel lines."""
LOOP_REACH = 22
"""How far a self-loop reaches out from its node."""
KICKERS = {"entry": "Ingång", "exit": "Utgång", "elsewhere": "Annat vårdförlopp"}

_WIDTH = {"action": 212, "decision": 232, "entry": 196, "exit": 196, "elsewhere": 200}
_ROUND = 18
_TIP = 20
_PAD = 10


@dataclass(frozen=True, slots=True)
class Size:
    """A node's measures and wrapped title, before it has a place."""

    node: Node
    width: int
    height: int
    strip: int
    tip: int
    lines: tuple[tuple[str, bool], ...]
    ways: tuple[tuple[str, bool], ...] = ()

    @property
    def round(self) -> int:
        """How much of the top and bottom is lost to the corners."""
        return 14 if self.node.shape == "action" else 26

    @property
    def reach(self) -> int:
        """How far from the middle an edge may touch the top or bottom."""
        return self.width // 2 - (self.tip + 6 if self.tip else self.round)

    def place(self, x: int, y: int) -> Box:
        """The box with its top left corner at (x, y)."""
        kicker = KICKERS.get(self.node.shape)
        told = len(self.ways) * LABEL_LEADING + (WAYS_GAP if self.ways else 0)
        block = len(self.lines) * TITLE_LEADING + (KICKER_LEADING if kicker else 0) + told
        top = y + (self.height - block) // 2
        above: Line | None = None
        if kicker:
            above = Line(x + self.width // 2, top + 11, kicker)
            top += KICKER_LEADING
        left = x + self.width // 2
        if self.strip:
            left = x + self.tip + self.strip + _PAD
        lines = tuple(
            Line(left, top + index * TITLE_LEADING + 14, text, glued) for index, (text, glued) in enumerate(self.lines)
        )
        top += len(self.lines) * TITLE_LEADING + WAYS_GAP
        ways = tuple(
            Line(left, top + index * LABEL_LEADING + 13, text, glued) for index, (text, glued) in enumerate(self.ways)
        )
        letter = None
        if self.strip:
            middle = x + (self.tip + self.strip + self.tip // 3) // 2 if self.tip else x + self.strip // 2
            letter = Line(middle, y + self.height // 2 + 5, self.node.letter)
        return Box(self.node, x, y, self.width, self.height, self.strip, self.tip, lines, letter, above, ways)


def size_node(node: Node, ports: int, loops: int) -> Size:
    """Measure `node` so that its words, `ports` edges on one side and `loops` pixels of self-loops find room."""
    width = _WIDTH[node.shape]
    tip = _TIP if node.shape == "decision" else 0
    strip = (
        max(28, measure(node.letter, TITLE_SIZE, bold=True) + 12) if node.letter and node.shape not in KICKERS else 0
    )
    around = 2 * tip + strip + 2 * _PAD - (4 if tip else 0) if strip or tip else 2 * _ROUND
    lines, used = wrap(node.title, TITLE_SIZE, width - around)
    told = [wrap(way, LABEL_SIZE, width - around) for way in node.ways]
    ways = tuple(line for found, _ in told for line in found)
    used = max([used, *(wide for _, wide in told)])
    width = max(width, used + around, 2 * (26 + tip) + (ports - 1) * PORT_GAP)
    width += width % 2
    kicker = KICKERS.get(node.shape)
    if kicker:
        width = max(width, 2 * ((measure(kicker, KICKER_SIZE, bold=True) + 2 * _ROUND + 1) // 2))
    words = len(lines) * TITLE_LEADING + (len(ways) * LABEL_LEADING + WAYS_GAP if ways else 0)
    height = max(44, words + 20 + (KICKER_LEADING if kicker else 0) + (6 if tip else 0), loops)
    return Size(node, width, height + height % 2, strip, tip, lines, ways)


@dataclass(frozen=True, slots=True)
class Words:
    """The measured words of an edge: condition, and time limit below it."""

    width: int
    height: int
    lines: tuple[tuple[str, bool], ...]
    times: tuple[tuple[str, bool], ...]

    def place(self, edges: tuple[int, ...], x: int, y: int) -> Label:
        """The label with its top left corner at (x, y)."""
        middle = x + self.width // 2
        placed = [
            Line(middle, y + 4 + index * LABEL_LEADING + 12, text, glued)
            for index, (text, glued) in enumerate(self.lines + self.times)
        ]
        split = len(self.lines)
        return Label(edges, x, y, self.width, self.height, tuple(placed[:split]), tuple(placed[split:]))


def size_words(label: str, time: str, limit: int = 140) -> Words | None:
    """Measure a condition and a time limit together; None if there are no words.

    A label is narrower than a node by so much that a line can pass it on either side and still meet the node straight.
    """
    lines, first = wrap(label, LABEL_SIZE, limit)
    times, second = wrap(time, LABEL_SIZE, limit)
    if not lines and not times:
        return None
    width = max(first, second) + 14
    return Words(width + width % 2, (len(lines) + len(times)) * LABEL_LEADING + 6, lines, times)


def words_of(edge: Edge) -> Words | None:
    """The measured words of one edge."""
    return size_words(edge.label, edge.time)
