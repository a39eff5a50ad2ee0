"""En väg nämner sitt mål utan länk.

Varför: bara en länk blir en pil i flödesschemat. En bokstav utan länk syns inte där och pekar fel när bokstäverna
skrivs om.

Fel: `- **Ja.** → B`

Rätt: `- **Ja.** → [B](#behandling)`
"""

from collections.abc import Iterator

from rodtrad.chapters._ways import ARROWS
from rodtrad.document import Block, Document
from rodtrad.face import Role
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._letters import nodes_by_letter

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)

MOST_EXITS = 6
"""As many are named in a hint."""

_LETTER = r"[A-ZÅÄÖ](?:[A-Z]|\d{1,2})?"
_AFTER_ARROW = later(rf"(?:{'|'.join(ARROWS)})\s*(?:åtgärd\s+|beslut\s+)?({_LETTER})(?!\w)")
_AFTER_JOINER = later(rf"\s*(?:och|eller|samt|,)\s+(?:åtgärd\s+)?({_LETTER})(?!\w)")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report arrows without a link, and letters without one that are joined to a target."""
    known = nodes_by_letter(document.face)
    for block in document.body.of(Role.WAY, Role.ENTRY):
        if block.way is None:
            continue
        letter = _bare_letter(block, bool(block.way.targets))
        if block.way.targets and letter is None:
            continue
        fix, hint = None, "Skriv målet som en länk: `→ [B](#id)` eller `→ [Utgång](#ut-…)`."
        exits = [exit.id for exit in document.face.of(Role.EXIT) if exit.stable][:MOST_EXITS]
        if exits and not letter and "utgång" in block.title.casefold():
            which = " eller ".join(f"`#{id}`" for id in exits)
            hint = f"Skriv `→ [Utgång](#{exits[0]})`, med den utgång som menas: {which}. Saknas den, skriv den först."
        node = known.get(letter[0]) if letter else None
        if letter and node:
            text = f"[{letter[0]}](#{node.id})"
            fix, hint = Fix(f"Skriv `{text}`", (Edit(letter[1], letter[1] + len(letter[0]), text),)), f"Skriv `{text}`."
        message = f"Vägens mål {letter[0]} är ingen länk." if letter else "Efter pilen står ingen länk."
        yield found(document, document.place(block), message, hint, fix)


def _bare_letter(block: Block, has_target: bool) -> tuple[str, int] | None:
    """A letter after the arrow, or after "och" or "eller" that follows a link; with its offset."""
    inline = block.nodes[0].children[0].children
    for index, node in enumerate(inline):
        if node.kind != "text":
            continue
        if not has_target and (said := _AFTER_ARROW().search(node.text)):
            return said[1], node.start + said.start(1)
        if has_target and index and inline[index - 1].kind == "link" and (said := _AFTER_JOINER().match(node.text)):
            return said[1], node.start + said.start(1)
    return None
