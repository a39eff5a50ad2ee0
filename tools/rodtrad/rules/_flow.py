"""What rules about the flow share: how a stop is called, and whether the graph is whole."""

from __future__ import annotations

import re

from rodtrad.document import Block, BlockFace, Document, Role
from rodtrad.library import Library

_OTHER_JOINER = re.compile(
    r",?\s*(och/eller|samt|respektive|alternativt|resp\.?|alt\.?|/|&|\+|;|–|-)\s*", re.IGNORECASE
)


def called(stop: BlockFace | Block) -> str:
    """How we name a stop to an author: "B. Behandling", or the title when there is no letter."""
    return f"{stop.label}. {stop.title}" if stop.label else stop.title.rstrip(".")


def is_torn(document: Document, library: Library) -> bool:
    """Whether a way cannot be followed. Other rules say so, and until it is mended nobody knows what is cut off."""
    face = document.face
    for block in document.body.of(Role.ENTRY, Role.WAY):
        if block.way is None or not block.way.targets or unread_joiner(block):
            return True
    for way in face.ways:
        for target in way.targets:
            key, _, anchor = target.partition("#")
            if (anchor not in face.by_id) if key == face.key else not _is_known(key, target, library):
                return True
    return False


def unread_joiner(block: Block) -> str:
    """What joins a way's target to a link that was read as part of the way's time, as "samt" does; "" if nothing."""
    inline = block.nodes[0].children[0].children
    for before, between, after in zip(inline, inline[1:], inline[2:], strict=False):
        said = _OTHER_JOINER.fullmatch(between.text) if before.kind == after.kind == "link" else None
        if said:
            return said[1]
    return ""


def _is_known(key: str, target: str, library: Library) -> bool:
    return key in library.unreadable or library.resolve(target) is not None
