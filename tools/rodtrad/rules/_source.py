"""The text as written, without the parts that are not prose: code and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rodtrad.document import Document


def matches(document: Document, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of `pattern` in the body, outside code and comments. Walks the tree only when there is a match."""
    found = list(pattern.finditer(document.source.text, document.body.matter_end))
    if not found:
        return iter(())
    hidden = [(n.start, n.end) for n in document.body.root.find("code", "code_span", "comment")]
    return (hit for hit in found if not any(start <= hit.start() < end for start, end in hidden))
