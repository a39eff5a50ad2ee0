"""From columns, ports and tracks to the finished geometry of one connected part."""

from __future__ import annotations

from itertools import pairwise

from .boxes import LOOP_REACH, words_of
from .channels import Net, assign
from .layers import FORK_HEIGHT, Item, Part, Turn
from .model import Box, Fork, Label, Layout, Line, Point, Route
from .ports import Ports
from .straight import straighten

TRACK = 14
_STUB = 24
"""Half the bar of a fork that has no two branches going down from it."""
_HEAD = 20
"""Room for an arrow head above a node."""


def _clean(points: list[Point]) -> tuple[Point, ...]:
    """Without repeated points and points in the middle of a straight run."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return tuple(kept)


class Router:
    """Places rows one below the other and draws every edge through the channels between them."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.ports: Ports = straighten(part)
        rows = len(part.rows)
        self.nets: list[dict[tuple[str, int], Net]] = [{} for _ in range(rows + 1)]
        for (upper, lower), edges in part.links.items():
            channel = part.items[lower].row
            for edge in edges:
                key = ("fork", upper) if part.items[upper].kind == "fork" else ("edge", edge)
                net = self.nets[channel].setdefault(key, Net())
                if not net.tops:
                    net.tops.append(self.below(upper, edge))
                net.bottoms.append(self.above(lower, edge))
        for turn in part.turns:
            if (turn.edge, turn.top) not in self.ports.side:
                self._turn(turn)
        self.top: list[int] = []
        self.bottom: list[int] = []
        self.tracks: list[int] = []
        self._rows()

    def below(self, item: int, edge: int) -> int:
        """x where `edge` leaves `item` downwards."""
        here = self.part.items[item]
        return self.ports.bottom[edge] if here.kind == "node" else here.x

    def above(self, item: int, edge: int) -> int:
        """x where `edge` reaches `item` from above."""
        here = self.part.items[item]
        return self.ports.top[edge] if here.kind == "node" else here.x

    def _turn(self, turn: Turn) -> None:
        items = self.part.items
        row = items[turn.lane].row
        if turn.top:
            self.nets[row]["top", turn.edge] = Net(bottoms=[items[turn.lane].x, self.ports.top[turn.edge]])
        elif items[turn.node].kind == "fork":
            net = self.nets[row + 1].setdefault(("fork", turn.node), Net(tops=[items[turn.node].x]))
            net.tops.append(items[turn.lane].x)
        else:
            self.nets[row + 1]["bottom", turn.edge] = Net(tops=[self.ports.bottom[turn.edge], items[turn.lane].x])

    def _rows(self) -> None:
        y = 0
        kinds = self.part.kinds
        last = len(kinds)
        for channel in range(last + 1):
            tracks = assign([self.nets[channel][key] for key in sorted(self.nets[channel])])
            over = 0 if channel == 0 else 14 if kinds[channel - 1] == "N" else 12
            under = 0 if channel == last else _HEAD if kinds[channel] == "N" else 8
            if not tracks and channel in (0, last):
                over = under = 0
            self.tracks.append(y + over)
            y += over + under + max(0, tracks - 1) * TRACK
            if channel < last:
                self.top.append(y)
                y += max((self.part.items[i].height for i in self.part.rows[channel]), default=0)
                self.bottom.append(y)
        self.height = y

    def y(self, channel: int, level: int) -> int:
        return self.tracks[channel] + level * TRACK

    def item_top(self, i: int) -> int:
        item = self.part.items[i]
        top = self.top[item.row]
        if item.kind == "node":
            return top + (self.bottom[item.row] - top - item.height) // 2
        return top

    def item_bottom(self, i: int) -> int:
        return self.item_top(i) + self.part.items[i].height

    def through(self, channel: int, net: Net, start: int, end: int) -> list[Point]:
        """The bends of a net between two of its ends."""
        if net.straight:
            return []
        first = self.y(channel, net.level)
        if net.joint is None or (start in net.tops and end in net.tops):
            return [(start, first), (end, first)]
        second = self.y(channel, net.second)
        return [(start, first), (net.joint, first), (net.joint, second), (end, second)]

    def down(self, path: list[int], edge: int) -> list[Point]:
        """The bends of `edge` along the items of `path`."""
        points: list[Point] = []
        for upper, lower in pairwise(path):
            channel = self.part.items[lower].row
            fork = self.part.items[upper].kind == "fork"
            net = self.nets[channel]["fork", upper] if fork else self.nets[channel]["edge", edge]
            points += self.through(channel, net, self.below(upper, edge), self.above(lower, edge))
        return points

    def start(self, node: int, edge: int) -> list[Point]:
        """Where `edge` (or the stem of a fork) leaves its source."""
        x = self.ports.bottom[edge]
        if edge not in self.ports.tip:
            return [(x, self.item_bottom(node))]
        item = self.part.items[node]
        half, height = self.part.sizes[item.node].width // 2, self.part.sizes[item.node].height
        y = self.item_top(node) + height // 2
        return [(item.x + half if x > item.x else item.x - half, y), (x, y)]

    def border(self, node: int, edge: int, top: bool) -> Point:
        """Where a lane meets the side of its node."""
        item = self.part.items[node]
        size = self.part.sizes[item.node]
        lane = next(t.lane for t in self.part.turns if t.edge == edge and t.top == top)
        dy = self.ports.side[edge, top]
        inset = size.tip * abs(2 * dy - size.height) // size.height
        half = size.width // 2 - inset
        x = item.x + half if self.part.items[lane].x > item.x else item.x - half
        return x, self.item_top(node) + dy

    def back(self, path: list[int], edge: int) -> list[Point]:
        """The whole line of an edge that leads back, from its source (or its fork's channel) up to its target."""
        items = self.part.items
        turns = {t.top: t for t in self.part.turns if t.edge == edge}
        low, high = turns[False], turns[True]
        points: list[Point] = []
        lane_low, lane_high = items[path[-1]].x, items[path[0]].x
        channel = items[path[-1]].row + 1
        if (edge, False) in self.ports.side:
            x, y = self.border(low.node, edge, top=False)
            points += [(x, y), (lane_low, y)]
        elif items[low.node].kind == "fork":
            points += self.through(channel, self.nets[channel]["fork", low.node], items[low.node].x, lane_low)
        else:
            start = self.ports.bottom[edge]
            points.append((start, self.item_bottom(low.node)))
            points += self.through(channel, self.nets[channel]["bottom", edge], start, lane_low)
        points += reversed(self.down(path, edge))
        if (edge, True) in self.ports.side:
            x, y = self.border(high.node, edge, top=True)
            points += [(lane_high, y), (x, y)]
        else:
            channel = items[path[0]].row
            end = self.ports.top[edge]
            points += self.through(channel, self.nets[channel]["top", edge], lane_high, end)
            points.append((end, self.item_top(high.node)))
        return points

    def stem(self, fork: int, bar: bool) -> list[Point]:
        """The line from the source to the fork's first track, or on to its bar if that is another."""
        item = self.part.items[fork]
        edge = self.part.stems[fork]
        source = next(upper for upper, lower in self.part.links if lower == fork)
        net = self.nets[item.row + 1]["fork", fork]
        points = [*self.start(source, edge), *self.down([source, fork], edge)]
        points.append((item.x, self.y(item.row + 1, max(net.level, 0))))
        if bar and net.joint is not None:
            points.append((net.joint, points[-1][1]))
            points.append((net.joint, self.y(item.row + 1, net.second)))
        return points

    def routes(self) -> list[Route]:
        part = self.part
        order = {fork: number for number, fork in enumerate(part.stems)}
        found = []
        for number, path in enumerate(part.paths):
            if not path:
                continue
            fork = part.forks.get(number, -1)
            trunk = self.stem(fork, bar=not part.back[number]) if fork >= 0 else []
            if part.back[number]:
                points = trunk + self.back(path, number)
            else:
                first = trunk or self.start(path[0], number)
                bends = self.down(path, number)
                if trunk and trunk[-1] in bends:
                    bends = bends[bends.index(trunk[-1]) :]
                points = [*first, *bends, (self.ports.top[number], self.item_top(path[-1]))]
            own = list(_clean(points[max(0, len(trunk) - 1) :]))
            if trunk and not part.back[number] and len(own) > 2 and own[1][1] == own[0][1]:
                own = own[1:]  # along the bar, which is drawn with the fork
            edge, back = part.numbers[number], part.back[number]
            found.append(Route(edge, _clean(points), back, (), order.get(fork, -1), tuple(own)))
        return found

    def loops(self) -> tuple[list[Route], list[Label]]:
        """Self-loops, one below the other at the right of their node, each with its words beside it."""
        routes, labels = [], []
        for i, item in enumerate(self.part.items):
            numbers = self.part.loops.get(item.node, []) if item.kind == "node" else []
            if not numbers:
                continue
            size = self.part.sizes[item.node]
            top, share = self.item_top(i), size.height // len(numbers)
            for index, number in enumerate(numbers):
                middle = top + index * share + share // 2
                reach = item.x + size.width // 2 + LOOP_REACH
                points = []
                for y in (middle - 10, middle + 10):
                    inset = size.tip * abs(2 * (y - top) - size.height) // size.height
                    points += [(item.x + size.width // 2 - inset, y), (reach, y)]
                line = (points[2], points[3], points[1], points[0])
                routes.append(Route(self.part.numbers[number], line, True, (), own=line))
                words = words_of(self.part.edges[number])
                if words:
                    label = words.place((self.part.numbers[number],), reach + 8, middle - words.height // 2)
                    labels.append(label)
        return routes, labels

    def label(self, i: int, item: Item) -> Label | None:
        if item.words is None:
            return None
        edges = tuple(self.part.numbers[e] for e in item.edges)
        return item.words.place(edges, item.x - item.words.width // 2, self.item_top(i))

    def fork(self, i: int, item: Item) -> Fork:
        edges = tuple(self.part.numbers[e] for e in item.edges)
        y = self.item_top(i) + (item.words.height + 6 if item.words else 0)
        net = self.nets[item.row + 1]["fork", i]
        stem = self.stem(i, bar=True)
        at, bar = stem[-1]
        ends = [at - _STUB, *net.bottoms, at + _STUB] if len(net.bottoms) < 2 else [at, *net.bottoms]
        line = Line(item.x, y + FORK_HEIGHT // 2 + 4, self.part.edges[item.edges[0]].join)
        reach = ((min(ends), bar), (max(ends), bar))
        return Fork(edges, item.x - 22, y, 44, FORK_HEIGHT, line, _clean(stem), reach)

    def layout(self) -> Layout:
        """The part with its own origin at (0, 0); `width` is what it takes up."""
        boxes: list[Box] = []
        labels: list[Label] = []
        for i, item in enumerate(self.part.items):
            if item.kind == "node":
                boxes.append(self.part.sizes[item.node].place(item.x - item.left, self.item_top(i)))
            elif placed := self.label(i, item):
                labels.append(placed)
        forks = [self.fork(i, self.part.items[i]) for i in self.part.stems]
        routes = self.routes()
        more, beside = self.loops()
        routes += more
        labels += beside
        width = max(
            [b.x + b.width for b in boxes]
            + [label.x + label.width for label in labels]
            + [x for route in routes for x, _ in route.points]
        )
        return Layout(width, self.height, tuple(boxes), tuple(routes), tuple(labels), tuple(forks))
