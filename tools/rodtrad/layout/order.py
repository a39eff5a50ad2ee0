"""The order of the items within each row: few crossings, branches in the order of the document."""

from __future__ import annotations

from itertools import pairwise
from operator import add

from .costs import CROSSING, LANE, Costs
from .layers import Part


class _Orderer(Costs):
    """Moves items to where they cost least."""

    def __init__(self, part: Part) -> None:
        super().__init__(part)
        self.settled: dict[int, tuple[list[list[int]], tuple[int, ...]]] = {}
        """First item of a chain → the rows around it, and how far the others reached, when it was last settled."""

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
                    gain = self.gain(a, b)
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
            if self.sort[i] == LANE or (len(self.up[i]) == 1 and len(self.down[self.up[i][0]]) == 1):
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

    def resettle(self, chain: list[int]) -> None:
        """Put a chain where it costs least, unless nothing has moved that it depends on since that was last done."""
        first = self.part.items[chain[0]].row
        begin, end = max(first - 1, 0), first + len(chain) + 1
        far = self.extents[:begin] + self.extents[end:]
        reach = tuple(map(max, zip(*far, strict=True)))
        if self.settled.get(chain[0]) != (self.rows[begin:end], reach):
            self.settle(chain, self.lift(chain))
            self.settled[chain[0]] = [list(row) for row in self.rows[begin:end]], reach

    def settle(self, chain: list[int], before: list[int]) -> None:
        """Put a lifted chain where it costs least; if in doubt, as `before`."""
        first = self.part.items[chain[0]].row
        broadest = self.width()
        own = [self.row_costs(i, broadest) for i in chain]
        own[0] = list(map(add, own[0], self.end_costs(chain[0], upwards=True)))
        own[-1] = list(map(add, own[-1], self.end_costs(chain[-1], upwards=False)))
        best = bool(before) and all(costs[p] == min(costs) for costs, p in zip(own, before, strict=True))
        places = before if best and not self.crossed(first, before) else self.places(chain, own, before)
        for step, i in enumerate(chain):
            self.rows[first + step].insert(places[step], i)
            self.renumber(first + step)

    def crossed(self, first: int, places: list[int]) -> bool:
        """Whether any link crosses a line through these gaps of the rows from `first` on."""
        at, down = self.at, self.down
        for row, (p, q) in enumerate(pairwise(places), first):
            for a, i in enumerate(self.rows[row]):
                for j in down[i]:
                    if (a < p) != (at[j] < q) and at[j] >= 0:
                        return True
        return False

    def places(self, chain: list[int], own: list[list[int]], before: list[int]) -> list[int]:
        """The gaps where a lifted chain costs least, by dynamic programming from row to row."""
        first = self.part.items[chain[0]].row
        costs = own[0]
        kept = costs[before[0]] if before else 0
        choices: list[list[int]] = []
        for step, i in enumerate(chain[1:], 1):
            width, below = len(costs), len(self.rows[first + step]) + 1
            grid = self.between(first + step - 1, self.sort[i], self.line[i] and self.line[chain[step - 1]])
            if before:
                kept += grid[before[step]][before[step - 1]] + own[step][before[step]]
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
                following.append(least + own[step][q])
            costs = following
            choices.append(choice)
        place = min(range(len(costs)), key=lambda p: (costs[p], -p))
        if before and kept <= costs[place]:
            return before
        places = [place]
        for choice in reversed(choices):
            places.append(choice[places[-1]])
        return places[::-1]


def order(part: Part) -> None:
    """Order the items in the rows of `part`."""
    work = _Orderer(part)
    work.begin()
    work.transpose()
    best, kept = work.cost(), [list(row) for row in work.rows]
    seen: list[tuple[bool, list[list[int]]]] = []
    for turn in range(8):
        downwards = turn % 2 == 0
        if best < CROSSING or (downwards, work.rows) in seen:  # from here on it would only go round
            break
        seen.append((downwards, [list(row) for row in work.rows]))
        work.sweep(downwards)
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
            work.resettle(chain)
        work.transpose()
        now = work.cost()
        if now >= best:
            break
        best, kept = now, [list(row) for row in work.rows]
        if best == 0:
            break
    part.rows = kept
