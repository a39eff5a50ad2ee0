"""What an order of the items within each row costs: crossings, branches out of order, width."""

from __future__ import annotations

from itertools import accumulate
from operator import add

from .layers import LINES, Part

CROSSING = 100
LANE, _AXIS = 1, 2
_WEIGHTS = ((CROSSING, 60, 130), (60, 40, 100), (130, 100, 130))
"""A crossing with a lane disturbs less, since it is drawn in another way; one with the spine disturbs more."""
_BREAK = 30
"""What it costs more if two long lines cross each other midway, since one of them must bend there."""
_TURN = 60
_INSIDE = 12
"""What it costs a long line to run between two nodes rather than beside them."""
_BROAD = 960
_PIXELS = 5
"""How many pixels of a wider chart cost as much as a hundredth of a crossing."""
_FORK_KIN, _KIN = 70, 6
"""What it costs to draw two branches of a fork, or of a node, in another order than the document's."""


class Costs:
    """The rows of a part, and what their order costs."""

    def __init__(self, part: Part) -> None:
        self.part = part
        count = len(part.items)
        self.sort = [LANE if item.kind == "lane" else 0 for item in part.items]
        self.line = [item.kind in LINES for item in part.items]
        self.node = [item.kind == "node" for item in part.items]
        self.up: list[list[int]] = [[] for _ in range(count)]
        self.down: list[list[int]] = [[] for _ in range(count)]
        for upper, lower in part.links:
            self.down[upper].append(lower)
            self.up[lower].append(upper)
        self.rows: list[list[int]] = [[] for _ in part.rows]
        self.at = [0] * count
        self.turns: dict[int, list[tuple[int, int, bool]]] = {}
        for turn in part.turns:
            row = part.items[turn.lane].row
            self.turns.setdefault(row, []).append((turn.lane, turn.node, turn.top))
        self.kin: list[tuple[int, int]] = [(-1, 0)] * count
        """For the first item of each branch: where it branches off, and which branch it is."""
        for number, path in enumerate(part.paths):
            if path and not part.back[number] and len(self.up[path[1]]) == 1:
                self.kin[path[1]] = (path[0], number)
        for fork, stem in part.stems.items():
            self.kin[fork] = (self.up[fork][0], stem)

        self.extents = [(0, 0)] * len(part.rows)
        self.wide = [item.left + item.right + (36 if item.kind == "node" else 16) for item in part.items]
        self.axis = [-1] * len(part.rows)
        """The item of the spine in each row: on both sides of it the chart grows wider."""
        for number in part.spine:
            for i in (
                *part.paths[number],
                self.up[part.forks[number]][0] if number in part.forks else part.paths[number][0],
            ):
                self.axis[part.items[i].row] = i
                self.sort[i] = _AXIS

    def renumber(self, row: int) -> None:
        for position, item in enumerate(self.rows[row]):
            self.at[item] = position
        self.extents[row] = self.sides(row)

    # -- what an order costs -----------------------------------------------------------------------------------

    def inverted(self, a: int, b: int) -> int:
        """What it costs as to kinship to have `a` left of `b`."""
        (source, first), (other, second) = self.kin[a], self.kin[b]
        if source < 0 or source != other or first < second:
            return 0
        return _FORK_KIN if self.part.items[source].kind == "fork" else _KIN

    def gain(self, a: int, b: int) -> int:
        """How much less the links of `a` and `b` cost if `a`, which stands left of `b`, changes places with it."""
        at = self.at
        weight = _WEIGHTS[self.sort[a]][self.sort[b]]
        lines = self.line[a] and self.line[b]
        total = self.inverted(a, b) - self.inverted(b, a)
        for side in (self.up, self.down):
            others = side[b]
            if others:
                for i in side[a]:
                    p = at[i]
                    for j in others:
                        if i != j:
                            each = weight + _BREAK if lines and self.line[i] and self.line[j] else weight
                            total += each if p > at[j] else -each
        return total

    def turn_cost(self, row: int) -> int:
        """What the turns in `row` cross."""
        total = 0
        for lane, node, top in self.turns.get(row, ()):
            if self.at[lane] >= 0:
                low, high = sorted((self.at[lane], self.at[node]))
                side = self.up if top else self.down
                for i in self.rows[row][low + 1 : high]:
                    total += _TURN * len(side[i]) + 1
        return total

    def sides(self, row: int) -> tuple[int, int]:
        """How far the row reaches to the left and right of the spine."""
        axis = self.axis[row]
        place = self.at[axis]
        if axis < 0 or place < 0:
            return 0, 0
        item, items, wide = self.part.items[axis], self.rows[row], self.wide.__getitem__
        return sum(map(wide, items[:place]), item.left), sum(map(wide, items[place + 1 :]), item.right)

    def width(self) -> tuple[int, int]:
        """How far the chart reaches to the left and right of the spine, at least."""
        lefts, rights = zip(*self.extents, strict=True)
        return max(lefts), max(rights)

    def outer(self, row: int) -> tuple[int, int]:
        """The places of the first and last node in a row."""
        nodes = [p for p, i in enumerate(self.rows[row]) if self.node[i]]
        return (nodes[0], nodes[-1]) if nodes else (0, 0)

    def cost(self) -> int:
        """All crossings, of links and of turns, all branches out of order, and all long lines between nodes."""
        total = sum(map(self.turn_cost, self.turns)) + max(0, sum(self.width()) - _BROAD) // _PIXELS
        at, line, kin = self.at, self.line, self.kin
        for number, row in enumerate(self.rows):
            if self.part.kinds[number] == "N":
                left, right = self.outer(number)
                total += _INSIDE * sum(not self.node[i] for i in row[left:right])
            flat: list[tuple[int, int, bool]] = []
            for k, i in enumerate(row):
                weights, long = _WEIGHTS[self.sort[i]], line[i]
                mine = []
                for j in self.down[i]:
                    p, both = at[j], long and line[j]
                    mine.append((p, self.sort[i], both))
                    for q, other, too in flat:
                        if q > p:
                            total += weights[other] + (_BREAK if both and too else 0)
                flat += mine
                if kin[i][0] >= 0:
                    total += sum(self.inverted(h, i) for h in row[:k])
        return total

    # -- what one place costs ----------------------------------------------------------------------------------------

    def between(self, row: int, sort: int, line: bool) -> list[list[int]]:
        """For each gap in the next row and each in `row`: what the links cost that a line through both crosses."""
        width, below = len(self.rows[row]), len(self.rows[row + 1])
        # a link from a to b is crossed from p <= a to q > b and from p > a to q <= b: sums of a table of differences
        steps = [[0] * (width + 1) for _ in range(below + 1)]
        at, weights = self.at, _WEIGHTS[sort]
        top = steps[0]
        for a, i in enumerate(self.rows[row], 1):
            for j in self.down[i]:
                b = at[j] + 1
                if b:
                    weight = weights[self.sort[i]]
                    if line and self.line[i] and self.line[j]:
                        weight += _BREAK
                    step = steps[b]
                    step[0] += weight
                    top[a] += weight
                    step[a] -= 2 * weight
        grid = [list(accumulate(top))]
        for step in steps[1:]:
            grid.append(list(map(add, grid[-1], accumulate(step))))
        return grid

    def row_costs(self, i: int, broadest: tuple[int, int]) -> list[int]:
        """What `i` costs at each gap of its row as to the width of the chart and to lines between nodes."""
        row = self.part.items[i].row
        items = self.rows[row]
        width = len(items)
        costs = [0] * (width + 1)
        axis = self.axis[row]
        if axis >= 0 and self.at[axis] >= 0:
            sides = self.extents[row]
            for right in (0, 1):
                grown = max(0, sides[right] + self.wide[i] - broadest[right]) // _PIXELS
                for p in range(self.at[axis] + 1, width + 1) if right else range(self.at[axis] + 1):
                    costs[p] += grown
        if self.part.kinds[row] == "N":
            left, right = self.outer(row)
            if self.part.items[i].kind != "node":
                for p in range(left + 1, right + 1):
                    costs[p] += _INSIDE
            else:
                for p in (*range(left), *range(right + 2, width + 1)):
                    costs[p] += _INSIDE * (left - p if p < left else p - right - 1)
        for lane, node, top in self.turns.get(row, ()):
            if self.at[lane] >= 0 and self.at[node] >= 0 and node != i:
                low, high = sorted((self.at[lane], self.at[node]))
                for p in range(low + 1, high + 1):
                    costs[p] += _TURN * len(self.up[i] if top else self.down[i]) + 1
        return costs

    def end_costs(self, i: int, upwards: bool) -> list[int]:
        """What an end of a chain costs at each gap of its row, on the way to its neighbours above or below."""
        row = self.part.items[i].row
        side, back = (self.up, self.down) if upwards else (self.down, self.up)
        at = self.at
        gaps = len(self.rows[row]) + 1
        costs = [0] * gaps
        for j in side[i]:
            s = at[j]
            others = self.rows[self.part.items[j].row]
            for p in range(gaps):  # among equal places the one nearest to where the line comes from
                costs[p] += 3 * abs((2 * s + 1) * (gaps - 1) - 2 * p * len(others)) // (len(others) * gaps)
            for k in others:
                if k != j:
                    for m in back[k]:
                        if at[m] >= 0:
                            weight = _WEIGHTS[self.sort[i]][self.sort[m]]
                            for p in range(at[m] + 1) if at[k] < s else range(at[m] + 1, gaps):
                                costs[p] += weight
        if upwards and self.kin[i][0] >= 0:
            for position, k in enumerate(self.rows[row]):
                if self.kin[k][0] == self.kin[i][0]:
                    left, right = self.inverted(k, i), self.inverted(i, k)
                    for p in range(gaps):
                        costs[p] += left if position < p else right
        for lane, node, top in self.turns.get(row, ()):
            if lane == i and top == upwards:
                s = at[node]
                for p in range(gaps):
                    low, high = (p, s) if p <= s else (s + 1, p)
                    for k in self.rows[row][low:high]:
                        costs[p] += _TURN * len(side[k]) + 2
        return costs
