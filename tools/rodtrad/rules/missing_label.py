"""En åtgärd saknar bokstav.

Varför: flödesschemat och texten kallar åtgärderna vid deras bokstäver. Utan bokstav går åtgärden inte att nämna.

Fel: `#### Provtagning {#provtagning}`

Rätt: `#### B. Provtagning {#provtagning}`
"""

from collections.abc import Iterator

from rodtrad.chapters.actions import OTHER_LABEL
from rodtrad.document import Document
from rodtrad.face import NODES
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report each node without a letter; propose one where its place gives a letter that is free."""
    nodes = list(document.body.of(*NODES))
    taken = {node.label for node in nodes}
    bare = document.body.bare_headings()
    for index, node in enumerate(nodes):
        if node.label or id(node) in bare:
            continue
        letter = chr(65 + index) if index < 26 else chr(64 + index // 26) + chr(65 + index % 26)
        heading = node.nodes[0]
        if said := OTHER_LABEL.match(node.title):
            right = said[1].upper() if said[1].isalpha() else letter
            message = f"Åtgärden ”{node.title}” börjar inte med en bokstav som kan läsas."
            yield found(
                document, document.place(node), message, f"Skriv `{right}. ` i stället för `{said[0].strip()}`."
            )
            continue
        fix, hint = None, "Kör `rodtrad fmt`, som skriver bokstäver i hela dokumentet."
        if letter not in taken and heading.children:
            taken.add(letter)
            at = heading.children[0].start
            fix = Fix(f"Skriv `{letter}. `", (Edit(at, at, f"{letter}. "),), safe=False)
            hint = f"Skriv `{letter}. ` först i rubriken."
        yield found(document, document.place(node), f"Åtgärden {node.title} saknar bokstav.", hint, fix)
