"""Where on its border each node is met by each edge."""

from __future__ import annotations

from dataclasses import dataclass, field

from .boxes import PORT_GAP
from .layers import Part


@dataclass(slots=True)
class Ports:
    """Places on the borders of nodes, by edge."""

    top: dict[int, int] = field(default_factory=dict)
    """x where an edge enters its target from above."""
    bottom: dict[int, int] = field(default_factory=dict)
    """x where an edge (or the stem of a fork, by its first edge) leaves its source below."""
    side: dict[tuple[int, bool], int] = field(default_factory=dict)
    """For a lane's upper (True) or lower end that meets its node's side: y below the node's top."""
    tip: set[int] = field(default_factory=set)
    """Edges that leave a decision at one of its points."""


def spread(wanted: list[tuple[int, int]], least: int, low: int, high: int) -> list[int]:
    """Places as near to the `wanted` ones (each with a weight, in order) as a distance of `least` allows."""
    groups: list[tuple[int, int, int]] = []  # pooled neighbours: weighted sum of shifted wishes, weight, how many
    for index, (x, weight) in enumerate(wanted):
        total, size = (x - index * least) * weight, 1
        while groups and groups[-1][0] * weight > total * groups[-1][1]:
            before, heavy, count = groups.pop()
            total, weight, size = total + before, weight + heavy, size + count
        groups.append((total, weight, size))
    flat = [total // weight for total, weight, size in groups for _ in range(size)]
    last = high - (len(wanted) - 1) * least
    return [max(low, min(last, x)) + index * least for index, x in enumerate(flat)]


def _side_turns(part: Part, ports: Ports) -> None:
    """Let a lane that stands next to its node meet the node's side rather than its top or bottom."""
    for row_number in sorted({part.items[turn.lane].row for turn in part.turns}):
        row = part.rows[row_number]
        at = {i: position for position, i in enumerate(row)}
        here = {turn.lane: turn for turn in part.turns if part.items[turn.lane].row == row_number}
        # a lane within one row has both ends here and cannot be told by its item alone
        if len(here) < sum(part.items[turn.lane].row == row_number for turn in part.turns):
            here = {lane: turn for lane, turn in here.items() if sum(t.lane == lane for t in part.turns) == 1}
        for node in [i for i in row if part.items[i].kind == "node"]:
            size = part.sizes[part.items[node].node]
            for step in (-1, 1):
                if step == 1 and part.items[node].node in part.loops:
                    continue
                found = []
                k = at[node] + step
                while 0 <= k < len(row) and row[k] in here and here[row[k]].node == node:
                    found.append(here[row[k]])
                    k += step
                found = found[: (size.height - 20) // 10 + 1]
                # from above: lanes that go up, near to far; then lanes that come from below, far to near
                lined = [t for t in found if not t.top] + [t for t in reversed(found) if t.top]
                for index, turn in enumerate(lined, 1):
                    ports.side[turn.edge, turn.top] = size.height * index // (len(lined) + 1)


def _tips(part: Part, ports: Ports) -> None:
    """Let the outer branches of a decision leave at its points, if they end up beyond them and nothing is between."""
    turned = {
        (turn.node, part.items[turn.lane].x > part.items[turn.node].x)
        for turn in part.turns
        if (turn.edge, turn.top) in ports.side
    }
    for row in part.rows:
        for position, node in enumerate(row):
            item = part.items[node]
            if item.kind != "node" or not part.sizes[item.node].tip:
                continue
            half = part.sizes[item.node].width // 2
            out = [
                (part.items[lower].x, edge, lower)
                for (upper, lower), edges in part.links.items()
                if upper == node
                for edge in edges
            ]
            if len(out) < 2:
                continue
            out.sort()
            x, edge, lower = out[-1]
            after = [part.items[i] for i in row[position + 1 : position + 2]]
            room = all(x + 14 <= other.x - other.left for other in after) and item.node not in part.loops
            room = room and (node, True) not in turned
            if part.items[lower].kind != "node" and x >= item.x + half + 10 and room:
                ports.tip.add(edge)
                ports.bottom[edge] = x
            x, edge, lower = out[0]
            before = [part.items[i] for i in row[max(0, position - 1) : position]]
            room = all(other.x + other.right <= x - 14 for other in before) and (node, False) not in turned
            if part.items[lower].kind != "node" and x <= item.x - half - 10 and room:
                ports.tip.add(edge)
                ports.bottom[edge] = x


def set_ports(part: Part) -> Ports:
    """Choose the ports of every node so that edges are straight where they can be."""
    ports = Ports()
    _side_turns(part, ports)
    _tips(part, ports)
    tops: dict[int, list[tuple[int, int]]] = {}
    """By node item: the edge, and the item it comes from."""
    bottoms: dict[int, list[tuple[int, int]]] = {}
    for (upper, lower), edges in part.links.items():
        for edge in edges:
            if part.items[upper].kind == "node" and edge not in ports.tip:
                bottoms.setdefault(upper, []).append((edge, lower))
            if part.items[lower].kind == "node":
                tops.setdefault(lower, []).append((edge, upper))
    for turn in part.turns:
        if (turn.edge, turn.top) not in ports.side and part.items[turn.node].kind == "node":
            (tops if turn.top else bottoms).setdefault(turn.node, []).append((turn.edge, turn.lane))
    for again in range(3):
        for upwards in (False, True):
            mine, other = (ports.top, ports.bottom) if upwards else (ports.bottom, ports.top)
            for node, ends in (tops if upwards else bottoms).items():
                item = part.items[node]
                reach = part.sizes[item.node].reach
                wishes = []
                for edge, end in ends:
                    x = part.items[end].x
                    if part.items[end].kind == "node" and (again or upwards):
                        x = other[edge]
                    elif part.items[end].kind == "fork" and upwards:
                        # branches hang straight from the bar; one among others on its side of the node
                        aside = reach // 2 if len(ends) > 1 else 0
                        x = max(item.x - aside, min(item.x + aside, x))
                    wishes.append((part.items[end].x, x, edge))
                wishes.sort()
                low, high = item.x - reach, item.x + reach
                # what can be straight has its wish before what must bend anyway
                wanted = [(x, 16) if low <= x <= high else (max(low, min(high, x)), 1) for _, x, _ in wishes]
                if len(wishes) == 1 and wanted[0][1] == 1:
                    wanted = [(item.x, 1)]  # it looks best in the middle
                places = spread(wanted, PORT_GAP, low, high)
                for (_, _, edge), x in zip(wishes, places, strict=True):
                    mine[edge] = x
    return ports
