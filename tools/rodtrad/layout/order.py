"""The order of the items within each row, with few crossings."""

from __future__ import annotations

from .layers import Part

_CROSSING = 100
_INSIDE = 12
"""What it costs a lane to run between two nodes rather than beside them."""


class _Orderer:
    def __init__(self, part: Part) -> None:
        self.part = part
        count = len(part.items)
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

    def renumber(self, row: int) -> None:
        for position, item in enumerate(self.rows[row]):
            self.at[item] = position

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

    def crossings(self) -> int:
        total = 0
        for row in self.rows[:-1]:
            ends = [sorted(self.at[j] for j in self.down[i]) for i in row]
            flat: list[int] = []
            for positions in ends:
                total += sum(1 for p in positions for q in flat if q > p)
                flat += positions
        return total

    def sweep(self, downwards: bool) -> None:
        order = range(1, len(self.rows)) if downwards else range(len(self.rows) - 2, -1, -1)
        side = self.up if downwards else self.down
        at = self.at
        for row in order:
            items = self.rows[row]
            keys = {i: (sum(at[j] for j in side[i]) / len(side[i]) if side[i] else at[i] * 1.0) for i in items}
            items.sort(key=lambda i: (keys[i], at[i]))
            self.renumber(row)

    def pair(self, a: int, b: int) -> int:
        """Crossings between the links of `a` and `b` if `a` stands left of `b`."""
        at = self.at
        total = 0
        for side in (self.up, self.down):
            right = [at[j] for j in side[b]]
            total += sum(1 for i in side[a] for q in right if at[i] > q)
        return total

    def turn_cost(self, row: int) -> int:
        """What the turns in `row` cross."""
        total = 0
        for lane, node, top in self.turns.get(row, ()):
            if self.at[lane] >= 0:
                low, high = sorted((self.at[lane], self.at[node]))
                side = self.up if top else self.down
                for i in self.rows[row][low + 1 : high]:
                    total += _CROSSING * len(side[i]) + 1
        return total

    def transpose(self) -> None:
        for _ in range(4):
            changed = False
            for row, items in enumerate(self.rows):
                for k in range(len(items) - 1):
                    a, b = items[k], items[k + 1]
                    gain = _CROSSING * (self.pair(a, b) - self.pair(b, a))
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
                        changed = True
            if not changed:
                return

    # -- one chain at a time, to its best place ----------------------------------------------------------------

    def lift(self, chain: list[int]) -> None:
        for i in chain:
            row = self.part.items[i].row
            if i in self.rows[row]:
                self.rows[row].remove(i)
                self.renumber(row)
            self.at[i] = -1

    def between(self, row: int) -> list[list[int]]:
        """For each gap in `row` and each in the next: how many links a line through both crosses."""
        width, below = len(self.rows[row]), len(self.rows[row + 1])
        grid = [[0] * (below + 1) for _ in range(width + 1)]
        lower = [0] * (below + 1)  # links whose lower end is left of q
        links = [(self.at[i], self.at[j]) for i in self.rows[row] for j in self.down[i] if self.at[j] >= 0]
        for q in range(below + 1):
            lower[q] = sum(1 for _, b in links if b < q)
        upper_left = 0
        both = [0] * (below + 1)
        for p in range(width + 1):
            if p:
                for a, b in links:
                    if a == p - 1:
                        upper_left += 1
                        for q in range(b + 1, below + 1):
                            both[q] += 1
            for q in range(below + 1):
                grid[p][q] = upper_left + lower[q] - 2 * both[q]
        return grid

    def settle(self, chain: list[int]) -> None:
        """Put a lifted chain back where it crosses least, by dynamic programming from row to row."""
        items = self.part.items
        first = items[chain[0]].row
        lane = items[chain[0]].kind == "lane"
        costs = [self.entry(chain[0], p) for p in range(len(self.rows[first]) + 1)]
        choices: list[list[int]] = []
        for step in range(len(chain)):
            row = first + step
            if lane and self.part.kinds[row] == "N":
                for p in range(1, len(self.rows[row])):
                    costs[p] += _INSIDE
            if step == len(chain) - 1:
                break
            grid = self.between(row)
            following: list[int] = []
            choice: list[int] = []
            width, below = len(self.rows[row]), len(self.rows[row + 1])
            for q in range(below + 1):
                best = min(
                    range(width + 1),
                    key=lambda p: (costs[p] + _CROSSING * grid[p][q], abs(p * below - q * width), -p),
                )
                following.append(costs[best] + _CROSSING * grid[best][q])
                choice.append(best)
            costs = following
            choices.append(choice)
        last = first + len(chain) - 1
        width = len(self.rows[last])
        ends = [costs[p] + self.exit(chain[-1], p) for p in range(width + 1)]
        place = min(range(width + 1), key=lambda p: (ends[p], -p))
        for step in range(len(chain) - 1, -1, -1):
            self.rows[first + step].insert(place, chain[step])
            if step:
                place = choices[step - 1][place]
        for step in range(len(chain)):
            self.renumber(first + step)

    def side_cost(self, i: int, p: int, upwards: bool) -> int:
        """What an end of a chain crosses on its way to its neighbours, if `i` is put at gap `p`."""
        row = self.part.items[i].row
        side, back = (self.up, self.down) if upwards else (self.down, self.up)
        total = 0
        for j in side[i]:
            s = self.at[j]
            for k in self.rows[self.part.items[j].row]:
                if k != j:
                    for m in back[k]:
                        if self.at[m] >= 0 and (self.at[k] < s) != (self.at[m] < p):
                            total += _CROSSING
        for lane, node, top in self.turns.get(row, ()):
            if lane == i and top == upwards:
                s = self.at[node]
                low, high = (p, s) if p <= s else (s + 1, p)
                for k in self.rows[row][low:high]:
                    total += _CROSSING * len(side[k]) + 2
        return total

    def entry(self, i: int, p: int) -> int:
        return self.side_cost(i, p, upwards=True)

    def exit(self, i: int, p: int) -> int:
        return self.side_cost(i, p, upwards=False)


def order(part: Part) -> None:
    """Order the items in the rows of `part`."""
    work = _Orderer(part)
    work.begin()
    work.transpose()
    best, kept = work.crossings(), [list(row) for row in work.rows]
    for turn in range(8):
        if best == 0:
            break
        work.sweep(downwards=turn % 2 == 0)
        work.transpose()
        now = work.crossings()
        if now < best:
            best, kept = now, [list(row) for row in work.rows]
    work.rows = kept
    for row in range(len(kept)):
        work.renumber(row)
    chains = [path[1:-1] for number, path in enumerate(part.paths) if len(path) > 2 and not part.back[number]]
    lanes = [path for number, path in enumerate(part.paths) if path and part.back[number]]
    for lane in lanes:
        work.lift(lane)
    for lane in sorted(lanes, key=len):
        work.settle(lane)
    for _ in range(2):
        for chain in sorted(chains + lanes, key=len, reverse=True):
            work.lift(chain)
            work.settle(chain)
        work.transpose()
    part.rows = work.rows
