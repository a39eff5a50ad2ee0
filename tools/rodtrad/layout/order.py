"""The order of the items within each row: few crossings, branches in the order of the document."""

from __future__ import annotations

from itertools import accumulate
from operator import add

from .layers import LINES, Part

_CROSSING = 100
_LANE, _AXIS = 1, 2
_WEIGHTS = ((_CROSSING, 60, 130), (60, 40, 100), (130, 100, 130))
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


class _Orderer:
    def __init__(self, part: Part) -> None:
        self.part = part
        count = len(part.items)
        self.sort = [_LANE if item.kind == "lane" else 0 for item in part.items]
        self.line = [item.kind in LINES for item in part.items]
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

    def pair(self, a: int, b: int) -> int:
        """What the links of `a` and `b` cost if `a` stands left of `b`."""
        at = self.at
        total = 0
        weight = _WEIGHTS[self.sort[a]][self.sort[b]]
        lines = self.line[a] and self.line[b]
        for side in (self.up, self.down):
            if side[b]:
                for i in side[a]:
                    p = at[i]
                    for j in side[b]:
                        if p > at[j]:
                            total += weight + (_BREAK if lines and self.line[i] and self.line[j] else 0)
        return total + self.inverted(a, b)

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
        if axis < 0 or self.at[axis] < 0:
            return 0, 0
        left, right = self.part.items[axis].left, self.part.items[axis].right
        place = self.at[axis]
        for p, i in enumerate(self.rows[row]):
            if p < place:
                left += self.wide[i]
            elif p > place:
                right += self.wide[i]
        return left, right

    def width(self) -> tuple[int, int]:
        """How far the chart reaches to the left and right of the spine, at least."""
        return max(left for left, _ in self.extents), max(right for _, right in self.extents)

    def outer(self, row: int) -> tuple[int, int]:
        """The places of the first and last node in a row."""
        nodes = [p for p, i in enumerate(self.rows[row]) if self.part.items[i].kind == "node"]
        return (nodes[0], nodes[-1]) if nodes else (0, 0)

    def cost(self) -> int:
        """All crossings, of links and of turns, all branches out of order, and all long lines between nodes."""
        total = sum(map(self.turn_cost, self.turns)) + max(0, sum(self.width()) - _BROAD) // _PIXELS
        for number, row in enumerate(self.rows):
            if self.part.kinds[number] == "N":
                left, right = self.outer(number)
                total += _INSIDE * sum(1 for i in row[left:right] if self.part.items[i].kind != "node")
            flat: list[tuple[int, int, bool]] = []
            for k, i in enumerate(row):
                mine = [(self.at[j], self.sort[i], self.line[i] and self.line[j]) for j in self.down[i]]
                for p, sort, line in mine:
                    for q, other, too in flat:
                        if q > p:
                            total += _WEIGHTS[sort][other] + (_BREAK if line and too else 0)
                flat += mine
                if self.kin[i][0] >= 0:
                    total += sum(self.inverted(h, i) for h in row[:k])
        return total

    # -- the first order, and sweeps ---------------------------------------------------------------------------

    def begin(self) -> None:
        """Walk the chart in document order and append each item to its row; lanes wait."""
        seen = [False] * len(self.part.items)
        roots = [i for i, item in enumerate(self.part.items) if item.kind == "node" and not self.up[i]]
        rest = [i for i, item in enumerate(self.part.items) if item.kind == "node"]
        for root in roots + rest:
            stack = [root]
            while stack:
                i = stack.pop()
                if not seen[i]:
                    seen[i] = True
                    self.rows[self.part.items[i].row].append(i)
                    stack.extend(reversed(self.down[i]))
        for row in range(len(self.rows)):
            self.renumber(row)

    def sweep(self, downwards: bool) -> None:
        order = range(1, len(self.rows)) if downwards else range(len(self.rows) - 2, -1, -1)
        side = self.up if downwards else self.down
        at = self.at
        for row in order:
            items = self.rows[row]
            keys = {i: (sum(at[j] for j in side[i]) / len(side[i]) if side[i] else at[i] * 1.0) for i in items}
            items.sort(key=lambda i: (keys[i], at[i]))
            self.renumber(row)

    def transpose(self) -> None:
        for _ in range(4):
            changed = False
            for row, items in enumerate(self.rows):
                for k in range(len(items) - 1):
                    a, b = items[k], items[k + 1]
                    gain = self.pair(a, b) - self.pair(b, a)
                    if row in self.turns:
                        before = self.turn_cost(row)
                        items[k], items[k + 1] = b, a
                        self.at[a], self.at[b] = k + 1, k
                        gain += before - self.turn_cost(row)
                        items[k], items[k + 1] = a, b
                        self.at[a], self.at[b] = k, k + 1
                    if gain > 0:
                        items[k], items[k + 1] = b, a
                        self.at[a], self.at[b] = k + 1, k
                        self.extents[row] = self.sides(row)
                        changed = True
            if not changed:
                return

    # -- one chain at a time, to its best place ----------------------------------------------------------------

    def chains(self) -> list[list[int]]:
        """The longest runs of items, one to a row, between which no way joins or leaves: they move as one."""
        found = []
        for i in range(len(self.part.items)):
            if self.sort[i] == _LANE or (len(self.up[i]) == 1 and len(self.down[self.up[i][0]]) == 1):
                continue
            chain = [i]
            while len(self.down[chain[-1]]) == 1 and len(self.up[self.down[chain[-1]][0]]) == 1:
                chain.append(self.down[chain[-1]][0])
            found.append(chain)
        return found

    def lift(self, chain: list[int]) -> list[int]:
        """Take a chain out of its rows and return where it was."""
        places = []
        for i in chain:
            row = self.part.items[i].row
            if self.at[i] >= 0 and i in self.rows[row]:
                places.append(self.at[i])
                self.rows[row].remove(i)
                self.renumber(row)
            self.at[i] = -1
        return places

    def between(self, row: int, sort: int, line: bool) -> list[list[int]]:
        """For each gap in the next row and each in `row`: what the links cost that a line through both crosses."""
        width, below = len(self.rows[row]), len(self.rows[row + 1])
        # a link from a to b is crossed from p <= a to q > b and from p > a to q <= b: sums of a table of differences
        steps = [[0] * (width + 1) for _ in range(below + 1)]
        for i in self.rows[row]:
            a = self.at[i] + 1
            for j in self.down[i]:
                b = self.at[j] + 1
                if b:
                    weight = _WEIGHTS[sort][self.sort[i]] + (_BREAK if line and self.line[i] and self.line[j] else 0)
                    steps[b][0] += weight
                    steps[0][a] += weight
                    steps[b][a] -= 2 * weight
        grid = [list(accumulate(steps[0]))]
        for step in steps[1:]:
            grid.append(list(map(add, grid[-1], accumulate(step))))
        return grid

    def settle(self, chain: list[int], before: list[int]) -> None:
        """Put a lifted chain where it costs least, by dynamic programming from row to row; if in doubt, as `before`."""
        first = self.part.items[chain[0]].row
        broadest = self.width()
        costs = self.row_costs(chain[0], broadest)
        for p, cost in enumerate(self.end_costs(chain[0], upwards=True)):
            costs[p] += cost
        kept = costs[before[0]] if before else 0
        choices: list[list[int]] = []
        for step, i in enumerate(chain[1:], 1):
            width, below = len(costs), len(self.rows[first + step]) + 1
            grid = self.between(first + step - 1, self.sort[i], self.line[i] and self.line[chain[step - 1]])
            own = self.row_costs(i, broadest)
            if before:
                kept += grid[before[step]][before[step - 1]] + own[before[step]]
            choice = []
            following = []
            for q in range(below):
                totals = list(map(add, costs, grid[q]))
                least = min(totals)
                best = totals.index(least)
                if totals.count(least) > 1:  # the straightest of them
                    equal = [p for p in range(width - 1, -1, -1) if totals[p] == least]
                    best = min(equal, key=lambda p: abs(p * (below - 1) - q * (width - 1)))
                choice.append(best)
                following.append(least + own[q])
            costs = following
            choices.append(choice)
        for p, cost in enumerate(self.end_costs(chain[-1], upwards=False)):
            costs[p] += cost
            kept += cost if before and p == before[-1] else 0
        place = min(range(len(costs)), key=lambda p: (costs[p], -p))
        places = [place]
        for choice in reversed(choices):
            places.append(choice[places[-1]])
        places.reverse()
        if before and kept <= costs[place]:
            places = before
        for step, i in enumerate(chain):
            self.rows[first + step].insert(places[step], i)
            self.renumber(first + step)

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


def order(part: Part) -> None:
    """Order the items in the rows of `part`."""
    work = _Orderer(part)
    work.begin()
    work.transpose()
    best, kept = work.cost(), [list(row) for row in work.rows]
    for turn in range(8):
        if best < _CROSSING:
            break
        work.sweep(downwards=turn % 2 == 0)
        work.transpose()
        now = work.cost()
        if now < best:
            best, kept = now, [list(row) for row in work.rows]
    work.rows = kept
    for row in range(len(kept)):
        work.renumber(row)
    lanes = [path for number, path in enumerate(part.paths) if path and part.back[number]]
    for lane in lanes:
        work.lift(lane)
    for lane in sorted(lanes, key=len):
        work.settle(lane, [])
    chains = sorted(work.chains() + lanes, key=len, reverse=True)
    best, kept = work.cost(), [list(row) for row in work.rows]
    for _ in range(3):
        for chain in chains:
            work.settle(chain, work.lift(chain))
        work.transpose()
        now = work.cost()
        if now >= best:
            break
        best, kept = now, [list(row) for row in work.rows]
        if best == 0:
            break
    part.rows = kept
