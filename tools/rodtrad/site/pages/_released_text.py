"""The words of one block in a released version: what two texts are compared by, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from rodtrad.feed.models import Block, Payload
from rodtrad.feed.releases import MAX_FROZEN, frozen_path
from rodtrad.project import bytes_of
from rodtrad.site.page import Site

_payload = msgspec.json.Decoder(Payload)


def released_text(site: Site, key: str, version: str, id: str) -> Sequence[Block]:
    """What stands below a block, in order; empty where that version is not released or does not have the block."""
    if version not in site.versions(key):
        return ()
    inside = {id}
    found = []
    for block in _blocks(site.root, key, version):
        if block.parent in inside:
            inside.add(block.id)
            found.append(block)
    return found


@lru_cache(maxsize=4)
def _blocks(root: Path, key: str, version: str) -> Sequence[Block]:
    """Kept, since deviations from one text stand after each other."""
    try:
        return _payload.decode(bytes_of(root, frozen_path(key, version), MAX_FROZEN)).content.blocks
    except (OSError, msgspec.MsgspecError):  # making the feed says what is wrong with it
        return ()
