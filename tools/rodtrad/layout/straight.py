"""Lines shifted a little, within the room they have, so that they meet their nodes without a slight bend."""

from __future__ import annotations

from .columns import gap
from .layers import LINES, Part
from .ports import Ports, set_ports

_BEND = 24
"""A sideways step shorter than this looks like a mistake."""
_TRIES = 8


class _Lines:
    """The lines of a part that may still move, and how far."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.blocks: dict[int, list[int]] = {}
        fixed = {item.block for item in part.items if item.kind not in LINES}
        for i, item in enumerate(part.items):
            if item.block not in fixed:
                self.blocks.setdefault(item.block, []).append(i)
        self.beside = {i: (row, position) for row in part.rows for position, i in enumerate(row)}
        self.ends: dict[int, list[tuple[int, int, bool]]] = {block: [] for block in self.blocks}
        """For each block the nodes its line meets: the node, the edge, and whether the node is above."""
        for (upper, lower), edges in part.links.items():
            above, below = part.items[upper], part.items[lower]
            if above.block in self.blocks and below.kind == "node":
                self.ends[above.block].append((lower, edges[0], False))
            elif below.block in self.blocks and above.kind == "node":
                self.ends[below.block].append((upper, edges[0], True))

    def room(self, block: int) -> tuple[int, int]:
        """Between which places the block can move."""
        items = self.part.items
        low, high = -1_000_000, 1_000_000
        for i in self.blocks[block]:
            row, position = self.beside[i]
            if position:
                before = items[row[position - 1]]
                low = max(low, before.x + before.right + gap(before, items[i]) + items[i].left)
            if position + 1 < len(row):
                after = items[row[position + 1]]
                high = min(high, after.x - after.left - gap(items[i], after) - items[i].right)
        return low, high

    def move(self, block: int, x: int) -> None:
        for i in self.blocks[block]:
            self.part.items[i].x = x

    def align(self) -> None:
        """Move each line to where it can meet its nodes straight, or else with a clear bend."""
        items = self.part.items
        for block, lines in self.blocks.items():
            low, high = self.room(block)
            reaches = []
            for node, _, _ in self.ends[block]:
                reach = self.part.sizes[items[node].node].reach
                reaches.append((items[node].x - reach, items[node].x + reach))
            now = items[lines[0]].x
            wanted = {x for left, right in reaches for x in (left - _BEND, left, right, right + _BEND)}
            choices = sorted(x for x in {now, *wanted} if low <= x <= high and abs(x - now) <= 2 * _BEND)
            if choices:
                self.move(block, min(choices, key=lambda x: (sum(_bend(x, *pair) for pair in reaches), abs(x - now))))

    def slight(self, ports: Ports) -> list[tuple[int, int]]:
        """The blocks that meet a port with a slight bend, and the place of that port."""
        found = []
        for block, ends in self.ends.items():
            for _, edge, above in ends:
                port = ports.bottom.get(edge) if above else ports.top.get(edge)
                if port is not None and 0 < abs(port - self.part.items[self.blocks[block][0]].x) < _BEND:
                    found.append((block, port))
        return found


def _bend(x: int, low: int, high: int) -> int:
    """How much a line at `x` disturbs that meets a node between `low` and `high`: a slight bend most."""
    if low <= x <= high:
        return 0
    return 2 if min(abs(x - low), abs(x - high)) < _BEND else 1


def straighten(part: Part) -> Ports:
    """Choose the ports and shift lines to them; then let the leftmost edge of the part be 0."""
    lines = _Lines(part)
    lines.align()
    ports = set_ports(part)
    slight = lines.slight(ports)
    for block, port in slight[:_TRIES]:
        low, high = lines.room(block)
        now = part.items[lines.blocks[block][0]].x
        if low <= port <= high:
            lines.move(block, port)
            tried = set_ports(part)
            left = lines.slight(tried)
            if len(left) < len(slight):
                ports, slight = tried, left
            else:
                lines.move(block, now)
    least = min(item.x - item.left for item in part.items)
    for item in part.items:
        item.x -= least
    for places in (ports.top, ports.bottom):
        for edge in places:
            places[edge] -= least
    return ports
