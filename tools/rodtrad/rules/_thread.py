"""The red thread: links from goals to challenges and from indicators to goals, and whether all of them hold."""

from __future__ import annotations

from rodtrad.document import Face, Role
from rodtrad.library import Library


def ends(face: Face, library: Library, relation: str, *roles: Role) -> frozenset[str] | None:
    """Ids of this document's blocks that links of a relation lead to.

    None when a link leads nowhere or to something of another role: other rules say so, and until it is mended nobody
    knows what was meant.
    """
    ids: set[str] = set()
    for link in face.links:
        if link.relation != relation:
            continue
        end = library.resolve(link.target)
        if end is None or end[1] is None or end[1].role not in roles:
            return None
        if end[0].key == face.key:
            ids.add(end[1].id)
    return frozenset(ids)
