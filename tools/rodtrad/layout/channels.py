"""Which track each edge takes between two rows, so that no two edges share a line and few cross."""

from __future__ import annotations

from dataclasses import dataclass, field

CLEAR = 12
"""Least distance between two lines that run side by side."""
_CLASH = 1000


@dataclass(slots=True)
class Net:
    """The ends of one edge (or of one fork) at the upper and lower side of a channel."""

    tops: list[int] = field(default_factory=list)
    bottoms: list[int] = field(default_factory=list)
    level: int = -1
    """Track, counted from above; -1 where the edge runs straight through."""
    joint: int | None = None
    """x at which the edge changes to a second track."""
    second: int = -1

    @property
    def straight(self) -> bool:
        return len(set(self.tops + self.bottoms)) == 1


@dataclass(slots=True)
class _Piece:
    """A horizontal run and the vertical legs at it."""

    net: Net
    tops: list[int]
    bottoms: list[int]

    @property
    def low(self) -> int:
        return min(self.tops + self.bottoms)

    @property
    def high(self) -> int:
        return max(self.tops + self.bottoms)


def _near(xs: list[int], ys: list[int]) -> int:
    return sum(1 for x in xs for y in ys if abs(x - y) < CLEAR)


def _cost(a: _Piece, b: _Piece) -> int:
    """What it costs to have `a` above `b`."""
    if a.net is b.net:
        return 0 if a.bottoms == [a.net.joint] else _CLASH * 10
    low_a, high_a, low_b, high_b = a.low, a.high, b.low, b.high
    if high_a + CLEAR <= low_b or high_b + CLEAR <= low_a:
        return 0
    crossings = sum(1 for x in a.bottoms if low_b < x < high_b) + sum(1 for x in b.tops if low_a < x < high_a)
    return crossings + _CLASH * _near(a.bottoms, b.tops)


def _arrange(pieces: list[_Piece]) -> tuple[list[int], list[list[int]]]:
    count = len(pieces)
    cost = [[_cost(a, b) if a is not b else 0 for b in pieces] for a in pieces]
    order: list[int] = []
    for turn in range(4):
        before = list(order)
        for i in range(count):
            if turn:
                order.remove(i)
            total = sum(cost[i][j] for j in order)
            best, place = total, 0
            for k, j in enumerate(order):
                total += cost[j][i] - cost[i][j]
                if total < best:
                    best, place = total, k + 1
            order.insert(place, i)
        if order == before:
            break
    return order, cost


def _free(pins: list[int], low: int, high: int) -> int:
    """An x far enough from all `pins`, in the middle between low and high if possible."""
    middle = (low + high) // 2
    for step in range(10_000):
        for x in (middle + step, middle - step):
            if all(abs(x - pin) >= CLEAR for pin in pins):
                return x
    return middle  # never: pins are finite


def assign(nets: list[Net]) -> int:
    """Give every bent net its track (or two, where two nets would block each other); return how many tracks."""
    bent = [net for net in nets if not net.straight]
    pins = [x for net in nets for x in net.tops + net.bottoms]
    pieces = [_Piece(net, net.tops, net.bottoms) for net in bent]
    while True:
        order, cost = _arrange(pieces)
        clash = next(
            (
                (i, j)
                for position, i in enumerate(order)
                for j in order[position + 1 :]
                if cost[i][j] >= _CLASH and pieces[i].net is not pieces[j].net
            ),
            None,
        )
        if clash is None:
            break
        candidates = [k for k in clash if pieces[k].tops and pieces[k].bottoms and pieces[k].net.joint is None]
        if not candidates:  # every net is split: upper halves above lower halves never block each other
            order.sort(key=lambda k: pieces[k].tops in ([], [pieces[k].net.joint]))
            break
        split = min(candidates, key=lambda k: len(pieces[k].bottoms) + len(pieces[k].tops))
        net = pieces[split].net
        net.joint = _free(pins, pieces[split].low, pieces[split].high)
        pins.append(net.joint)
        pieces[split] = _Piece(net, net.tops, [net.joint])
        pieces.append(_Piece(net, [net.joint], net.bottoms))
    levels: dict[int, int] = {}
    for position, i in enumerate(order):
        piece = pieces[i]
        levels[i] = 0
        for j in order[:position]:
            other = pieces[j]
            if piece.low - CLEAR < other.high and other.low - CLEAR < piece.high:
                levels[i] = max(levels[i], levels[j] + 1)
        if piece.net.level < 0 and (piece.net.joint is None or piece.bottoms == [piece.net.joint]):
            piece.net.level = levels[i]
        else:
            piece.net.second = levels[i]
    return max(levels.values(), default=-1) + 1
