"""The flow of a pathway as a graph: entries, nodes and exits, joined by ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from rodtrad.face import BlockFace, Face, Role, Way

STOPS = (Role.ENTRY, Role.EXIT, Role.ACTION, Role.DECISION)
"""Roles that are in the graph."""


class Edge(Struct, frozen=True, gc=False):
    """One arrow. A way with several targets gives one edge each, with the same `way`."""

    source: str
    target: str
    """Id of a block in this document, or the canonical target of a block elsewhere."""
    way: Way
    inside: bool
    """The target is a stop of this document."""


class Flow(Struct, frozen=True):
    """The graph of one pathway."""

    stops: Mapping[str, BlockFace]
    """Entries, exits and nodes by id, in document order."""
    edges: tuple[Edge, ...]

    def of(self, *roles: Role) -> Iterator[BlockFace]:
        """The stops with these roles."""
        return (stop for stop in self.stops.values() if stop.role in roles)

    def out(self, stop: str) -> Iterator[Edge]:
        """The edges that leave a stop, in order."""
        return (edge for edge in self.edges if edge.source == stop)

    def reached(self) -> set[str]:
        """Ids of the stops that can be reached from an entry (entries included)."""
        return closure((s.id for s in self.of(Role.ENTRY)), _table((e.source, e.target) for e in self.edges))

    def finishing(self) -> set[str]:
        """Ids of the stops from which an exit, or another pathway, can be reached (exits included)."""
        ends = [s.id for s in self.of(Role.EXIT)] + [e.source for e in self.edges if not e.inside]
        return closure(ends, _table((e.target, e.source) for e in self.edges if e.inside))


def flow(face: Face) -> Flow:
    """The flow graph of a pathway's face. Ways whose source or target is not a stop are left out."""
    stops: dict[str, BlockFace] = {}
    for block in face.of(*STOPS):
        stops.setdefault(block.id, block)
    edges: list[Edge] = []
    for way in face.ways:
        if way.source not in stops:
            continue
        for target in way.targets:
            key, _, anchor = target.partition("#")
            inside = key == face.key
            if inside and anchor in stops:
                edges.append(Edge(way.source, anchor, way, True))
            elif not inside and key.startswith("vardforlopp/"):
                edges.append(Edge(way.source, target, way, False))
    return Flow(stops, tuple(edges))


def _table(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for source, target in pairs:
        table.setdefault(source, []).append(target)
    return table


def closure(start: Iterable[str], table: Mapping[str, list[str]]) -> set[str]:
    """What can be reached from `start`, itself included, by steps of `table`."""
    seen: set[str] = set()
    stack = list(start)
    while stack:
        one = stack.pop()
        if one not in seen:
            seen.add(one)
            stack.extend(table.get(one, ()))
    return seen
