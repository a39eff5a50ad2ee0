"""The links of a document, sorted by what rules look for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rodtrad.face import Face, Link
from rodtrad.library import Library
from rodtrad.once import once


def links(face: Face, relation: str) -> Sequence[Link]:
    """The links with a relation, in order."""
    return _by_relation(face).get(relation, ())


@once
def _by_relation(face: Face) -> Mapping[str, list[Link]]:
    table: dict[str, list[Link]] = {}
    for link in face.links:
        table.setdefault(link.relation, []).append(link)
    return table


@once
def with_scheme(face: Face) -> Sequence[tuple[str, str, Link]]:
    """Links out of the project, to addresses and codes: what stands before the first colon of the target, and after."""
    there = ((link.target.partition(":"), link) for link in face.links if ":" in link.target)
    return [(scheme, rest, link) for (scheme, _, rest), link in there]


def means_unknown_indicator(link: Link, library: Library) -> bool:
    """Whether a link means an indicator, by its address or its place, and there is none by that id."""
    key = link.target.partition("#")[0]
    if link.relation == "indicator":
        if ":" in key or link.href.startswith("#") or not key:
            return False
    elif not key.startswith("indikatorer/"):
        return False
    if key in library.faces or key in library.unreadable or key in library.aliases:
        return False
    return key.startswith("indikatorer/") or f"indikatorer/{key.rpartition('/')[2]}" not in library.faces
