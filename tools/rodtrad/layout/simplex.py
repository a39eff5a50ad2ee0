"""Whole positions that keep minimum distances at the least weighted total length (network simplex)."""

from __future__ import annotations

Tension = tuple[int, int, int, int]
"""`(a, b, distance, weight)`: b is at least `distance` after a, and costs `weight` for every unit between them."""


class _Tree:
    """A spanning tree of tight tensions; the cut value of each tells whether giving it up would shorten the whole.

    Gansner, Koutsofios, North and Vo, A technique for drawing directed graphs, IEEE TSE 19(3), 1993.
    """

    def __init__(self, count: int, tensions: list[Tension]) -> None:
        self.count = count
        self.tails = [t[0] for t in tensions]
        self.heads = [t[1] for t in tensions]
        self.lengths = [t[2] for t in tensions]
        self.weights = [t[3] for t in tensions]
        self.around: list[list[int]] = [[] for _ in range(count)]
        for e in range(len(tensions)):
            self.around[self.tails[e]].append(e)
            self.around[self.heads[e]].append(e)
        self.at = self._first()
        self.parent = [-1] * count  # the tree edge towards the root
        self.low = [0] * count
        self.lim = [0] * count
        self.in_tree = [False] * len(tensions)
        self.cut = [0] * len(tensions)
        self.tree: list[list[int]] = [[] for _ in range(count)]

    def _first(self) -> list[int]:
        waiting = [0] * self.count
        for head in self.heads:
            waiting[head] += 1
        at = [0] * self.count
        ready = [v for v in range(self.count) if not waiting[v]]
        for v in ready:
            for e in self.around[v]:
                if self.tails[e] == v:
                    head = self.heads[e]
                    at[head] = max(at[head], at[v] + self.lengths[e])
                    waiting[head] -= 1
                    if not waiting[head]:
                        ready.append(head)
        return at

    def slack(self, e: int) -> int:
        return self.at[self.heads[e]] - self.at[self.tails[e]] - self.lengths[e]

    def grow(self) -> None:
        """Move parts together until a spanning tree of tight edges stands."""
        tails, heads, at, lengths = self.tails, self.heads, self.at, self.lengths
        inside = [False] * self.count
        inside[0] = True
        members = [0]
        done = 0
        while True:
            while done < len(members):
                v = members[done]
                done += 1
                for e in self.around[v]:
                    other = heads[e] if tails[e] == v else tails[e]
                    if not inside[other] and at[heads[e]] - at[tails[e]] == lengths[e]:
                        inside[other] = True
                        members.append(other)
                        self.in_tree[e] = True
                        self.tree[v].append(e)
                        self.tree[other].append(e)
            if len(members) == self.count:
                return
            best, least = -1, 0
            for v in members:
                for e in self.around[v]:
                    if inside[tails[e]] != inside[heads[e]]:
                        gap = at[heads[e]] - at[tails[e]] - lengths[e]
                        if best < 0 or gap < least:
                            best, least = e, gap
            if inside[heads[best]]:
                least = -least
            for v in members:
                at[v] += least
            done = 0

    def number(self, root: int, low: int, above: int) -> int:
        """Number the subtree at `root` in postorder from `low`; a subtree is then an interval of numbers."""
        tree, tails, heads, lows, lim, parent = self.tree, self.tails, self.heads, self.low, self.lim, self.parent
        parent[root] = above
        lows[root] = low
        stack = [(root, iter(tree[root]))]
        while stack:
            v, edges = stack[-1]
            for e in edges:
                if e != parent[v]:
                    child = heads[e] if tails[e] == v else tails[e]
                    parent[child] = e
                    lows[child] = low
                    stack.append((child, iter(tree[child])))
                    break
            else:
                lim[v] = low
                low += 1
                stack.pop()
        return low

    def cut_value(self, e: int) -> int:
        """The value of tree edge `e`, from the values of the tree edges below it."""
        tails, heads, weights = self.tails, self.heads, self.weights
        child = tails[e] if self.parent[tails[e]] == e else heads[e]
        out = child == tails[e]  # the edge leads from the child's side
        low, lim = self.low[child], self.lim[child]
        total = 0
        for f in self.around[child]:
            if f == e:
                total += weights[f]
                continue
            other = heads[f] if tails[f] == child else tails[f]
            leaves = tails[f] == child
            if low <= self.lim[other] <= lim:
                value = (self.cut[f] if self.in_tree[f] else 0) - weights[f]
                total += value if leaves != out else -value
            else:
                total += weights[f] if leaves == out else -weights[f]
        return total

    def value(self) -> None:
        """Value every tree edge, children first."""
        for v in sorted(range(self.count), key=self.lim.__getitem__):
            e = self.parent[v]
            if e >= 0:
                self.cut[e] = self.cut_value(e)

    def enter(self, e: int) -> int:
        """The edge with least slack that crosses the cut of `e` the other way."""
        tails, heads, at, lengths, lim = self.tails, self.heads, self.at, self.lengths, self.lim
        child = tails[e] if self.parent[tails[e]] == e else heads[e]
        low, high = self.low[child], self.lim[child]
        from_child = heads[e] == child  # wanted: from the head's side to the tail's side
        best, least = -1, 0
        for f in range(len(tails)):
            if not self.in_tree[f]:
                tail_in = low <= lim[tails[f]] <= high
                if tail_in == from_child and (low <= lim[heads[f]] <= high) != from_child:
                    gap = at[heads[f]] - at[tails[f]] - lengths[f]
                    if best < 0 or gap < least:
                        best, least = f, gap
        return best

    def exchange(self, e: int, f: int) -> None:
        """Let `f` take the place of `e` in the tree."""
        tails, heads, lim = self.tails, self.heads, self.lim
        child = tails[e] if self.parent[tails[e]] == e else heads[e]
        low, high = self.low[child], lim[child]
        gap = self.slack(f)
        if gap:
            shift = gap if low <= lim[tails[f]] <= high else -gap
            for v in range(self.count):
                if low <= lim[v] <= high:
                    self.at[v] += shift
        # the cycle that f closes: up from both its ends to their meeting point
        value = self.cut[e]
        a, b = tails[f], heads[f]
        v = a
        while not self.low[v] <= lim[b] <= lim[v]:
            p = self.parent[v]
            up = tails[p] == v
            self.cut[p] += value if up else -value
            v = heads[p] if up else tails[p]
        meeting = v
        v = b
        while v != meeting:
            p = self.parent[v]
            up = tails[p] == v
            self.cut[p] -= value if up else -value
            v = heads[p] if up else tails[p]
        self.cut[f] = -value
        self.in_tree[e], self.in_tree[f] = False, True
        self.tree[tails[e]].remove(e)
        self.tree[heads[e]].remove(e)
        self.tree[a].append(f)
        self.tree[b].append(f)
        self.number(meeting, self.low[meeting], self.parent[meeting])

    def improve(self, limit: int) -> None:
        """Exchange edges until none has a negative value."""
        size = len(self.tails)
        start = 0
        for _ in range(limit):
            best, least = -1, 0
            found = 0
            for step in range(size):
                e = (start + step) % size
                if self.in_tree[e] and self.cut[e] < 0:
                    if self.cut[e] < least:
                        best, least = e, self.cut[e]
                    found += 1
                    if found == 10:
                        break
            if best < 0:
                return
            start = (best + 1) % size
            entering = self.enter(best)
            if entering < 0:
                return
            self.exchange(best, entering)


def solve(count: int, tensions: list[Tension]) -> list[int]:
    """Positions from 0 for `count` points that the acyclic `tensions` connect."""
    if count == 0:
        return []
    tree = _Tree(count, tensions)
    tree.grow()
    tree.number(0, 0, -1)
    tree.value()
    tree.improve(200 + 20 * count)
    least = min(tree.at)
    return [x - least for x in tree.at]
