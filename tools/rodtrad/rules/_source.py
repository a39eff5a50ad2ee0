"""The text as written, without the parts that are not prose: code, comments and where links lead."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from rodtrad.document import Document


def matches(document: Document, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of `pattern` that begin in the prose of the body. Walks the tree only when there is a match."""
    found = list(pattern.finditer(document.source.text, document.body.matter_end))
    if not found:
        return iter(())
    spans = sorted(_hidden(document))
    starts = [start for start, _ in spans]
    ends: list[int] = []  # the furthest end so far: one hidden part may stand inside another
    for _, end in spans:
        ends.append(max(end, ends[-1] if ends else 0))
    return (hit for hit in found if not (at := bisect_right(starts, hit.start())) or ends[at - 1] <= hit.start())


def _hidden(document: Document) -> Iterator[tuple[int, int]]:
    text = document.source.text
    for node in document.body.find("code", "code_span", "comment", "link", "image"):
        if node.kind not in ("link", "image") or text[node.start] == "<":
            yield node.start, node.end
        else:  # the words of a link are prose, its address is not
            begin = node.children[-1].end if node.children else text.find("]", node.start, node.end)
            yield max(begin, node.start), node.end
