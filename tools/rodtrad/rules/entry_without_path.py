"""En ingång säger inte var patienten börjar.

Varför: den som möter patienten behöver veta vilken åtgärd som är den första. Utan pil blir ingången lös i
flödesschemat.

Fel: `- Misstanke om depression. {#in-misstanke}`

Rätt: `- Misstanke om depression. → [A](#kartlaggning) {#in-misstanke}`
"""

from collections.abc import Iterator

from rodtrad.document import Block, Document
from rodtrad.face import NODES, Role
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._flow import called, is_unread_way

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report entries without an arrow; a single entry may be led to the first node."""
    nodes = list(document.body.of(*NODES))
    if not nodes or not is_full_text(document.face):
        return
    entries = list(document.body.of(Role.ENTRY))
    first = nodes[0]
    for entry in entries:
        if entry.way is not None or is_unread_way(document, entry.nodes[0]):
            continue
        fix, hint = None, "Skriv `→ [A](#id)` efter texten, med den åtgärd som är den första."
        if len(entries) == 1 and first.stable:
            link = f"→ [{first.label or first.title}](#{first.id})"
            hint = f"Skriv `{link}` efter texten om {called(first)} är den första åtgärden."
            fix = Fix(f"Skriv `{link}`", (_after_words(entry, link),), safe=False)
        yield found(
            document, document.place(entry), f"Ingången ”{entry.title.rstrip('.')}” leder ingenstans.", hint, fix
        )


def _after_words(entry: Block, link: str) -> Edit:
    first = entry.nodes[0].children[0] if entry.nodes[0].children else entry.nodes[0]
    end = first.children[-1].end if first.children else first.end
    return Edit(end, end, f" {link}")
