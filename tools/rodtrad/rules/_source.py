"""The text as written, without the parts that are not prose: code, comments and where links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rodtrad.document import Document


def matches(document: Document, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of `pattern` that begin in the prose of the body. Walks the tree only when there is a match."""
    found = list(pattern.finditer(document.source.text, document.body.matter_end))
    if not found:
        return iter(())
    spans = list(_hidden(document))
    return (hit for hit in found if not any(start <= hit.start() < end for start, end in spans))


def _hidden(document: Document) -> Iterator[tuple[int, int]]:
    text = document.source.text
    for node in document.body.root.find("code", "code_span", "comment", "link", "image"):
        if node.kind not in ("link", "image") or text[node.start] == "<":
            yield node.start, node.end
        else:  # the words of a link are prose, its address is not
            begin = node.children[-1].end if node.children else text.find("]", node.start, node.end)
            yield max(begin, node.start), node.end
