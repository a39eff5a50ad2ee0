"""The text as written, without the parts that are not prose: code, comments and where links lead."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from rodtrad.document import Document
from rodtrad.once import once
from rodtrad.quantities.patterns import later

QUOTED = later(r"[”“\"»][^”“\"»«\n]{1,400}[”“\"«»]")
"""Words that somebody else has said."""


def matches(document: Document, pattern: re.Pattern[str], group: int | str = 0) -> Iterator[re.Match[str]]:
    """The matches of `pattern` whose `group` begins in the prose of the body."""
    is_prose = prose_test(document)
    return (hit for hit in raw_matches(document, pattern) if is_prose(hit.start(group)))


def raw_matches(document: Document, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """The matches of `pattern` in the body, wherever they stand.

    The line break before the body is searched too: a pattern that begins with a character of its own, be it the line
    break before what is looked for, is found several times faster than one that begins with `^` or a look behind.
    """
    return pattern.finditer(document.source.text, max(document.body.matter_end - 1, 0))


@once
def prose_test(document: Document) -> Callable[[int], bool]:
    """A function that says whether an offset stands in prose. The tree is not looked at until it is asked."""
    starts: list[int] = []
    ends: list[int] = []  # the furthest end so far: one hidden part may stand inside another
    ready = False

    def is_prose(offset: int) -> bool:
        nonlocal ready
        if not ready:
            ready = True
            for start, end in sorted(_hidden(document)):
                starts.append(start)
                ends.append(max(end, ends[-1] if ends else 0))
        at = bisect_right(starts, offset)
        return at == 0 or ends[at - 1] <= offset

    return is_prose


def _hidden(document: Document) -> Iterator[tuple[int, int]]:
    text = document.source.text
    for node in document.body.find("code", "code_span", "comment", "link", "image"):
        if node.kind not in ("link", "image") or text[node.start] == "<":
            yield node.start, node.end
        else:  # the words of a link are prose, its address is not
            begin = node.children[-1].end if node.children else text.find("]", node.start, node.end)
            yield max(begin, node.start), node.end
