"""Två delar av ett dokument har samma id.

Varför: en länk dit kan bara leda till den ena, och ingen vet vilken som menas.

Fel: `{#bedomning}` på två åtgärder.

Rätt: `{#bedomning}` och `{#fordjupad-bedomning}`.
"""

from collections.abc import Iterator

from rodtrad.document import Block, Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found

FAMILY = Family.LINKS
BREAKS_MACHINES = True


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Ids that authors wrote; headings that the format names are another rule's business."""
    if document.kind is Kind.REGISTER:
        for entry in document.face.blocks:
            first = document.face.by_id[entry.id]
            if first is not entry:
                message = f"Posten `{entry.id}` finns redan på rad {first.place.line}."
                yield found(document, entry.place, message, "Ge den ena ett eget id, eller slå ihop dem.")
        return
    ids = [block.id for block in document.body.blocks if block.stable and block.nodes]
    if len(ids) == len(set(ids)):
        return
    seen: dict[str, Block] = {}
    taken = {block.id for block in document.face.blocks}
    numbers: dict[str, int] = {}
    for block in document.body.blocks:
        if not block.stable or not block.nodes:
            continue
        node = block.nodes[0]
        if block.id in seen and node.id:
            end = document.source.text.index("}", node.id_start) + 1
            tried = range(numbers.get(block.id, 2), len(taken) + 3)
            number = next(n for n in tried if f"{block.id}-{n}" not in taken)
            numbers[block.id], other = number + 1, f"{block.id}-{number}"
            taken.add(other)
            fix = Fix(f"Skriv `{{#{other}}}`", (Edit(node.id_start, end, f"{{#{other}}}"),), safe=False)
            message = f"Id `{block.id}` finns redan på rad {document.place(seen[block.id]).line}."
            hint = f"Ge den ena ett eget id, till exempel `{{#{other}}}`."
            yield found(document, document.place(node.id_start, end), message, hint, fix)
        seen.setdefault(block.id, block)
