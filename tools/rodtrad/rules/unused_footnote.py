"""En referens används inte i texten.

Varför: läsaren kan inte se vad källan stöder, och listan blir längre än den behöver vara.

Fel: `[^studie-2016]: …` under Referenser men inget `[^studie-2016]` i texten.

Rätt: märket står efter det som källan stöder, eller så tas referensen bort.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.prose import matches
from rodtrad.rules import Family, found

FAMILY = Family.LINKS
SEVERITY = Severity.WARNING

_MARK = re.compile(r"\[\^([^\]\n]+)\]")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Notes that no mark points to; a note that stands twice is another rule's business."""
    notes = [node for node in document.body.root.children if node.kind == "footnote"]
    if not notes:
        return
    marked = {mark.text.casefold() for mark in document.body.find("footnote_ref")}
    if all(node.text.casefold() in marked for node in notes):  # mostly; a mark may also stand where it is not read
        return
    starts = {node.start for node in notes}
    used = {hit[1].casefold() for hit in matches(document, _MARK) if hit.start() not in starts}
    seen: set[str] = set()
    for node in notes:
        label = node.text.casefold()
        if label not in used and label not in seen:
            hint = f"Skriv `[^{node.text}]` efter det som källan stöder, eller ta bort raden."
            yield found(document, document.place(node), f"Referensen `{node.text}` används inte i texten.", hint)
        seen.add(label)
