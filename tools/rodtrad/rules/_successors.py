"""What a document was replaced by, to the end of the chain."""

from __future__ import annotations

from rodtrad.face import Face
from rodtrad.library import Library


def newest(old: Face, library: Library) -> Face:
    """The last document that is known in the chain of those that replace each other; `old` itself when none is."""
    seen = {old.key}
    while after := library.faces.get(f"{old.folder}/{getattr(old.matter, 'replaced_by', None)}"):
        if after.key in seen:
            break
        seen.add(after.key)
        old = after
    return old
