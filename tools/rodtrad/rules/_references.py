"""What the front matter of a document names elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from rodtrad.face import Face
from rodtrad.library import reference_keys
from rodtrad.once import once


@once
def references(face: Face) -> Sequence[tuple[str, str, str, str]]:
    """Front matter values that name something else: (Swedish key path, value, register names, document kind)."""
    return list(reference_keys(face.matter))
