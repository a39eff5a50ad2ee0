"""En åtgärd saknar väg vidare.

Varför: patienten fastnar i flödet. Ingen väg är underförstådd; också ”nästa åtgärd” måste skrivas.

Fel: åtgärd M slutar utan `##### Vägar vidare`.

Rätt: `##### Vägar vidare` följt av `- → [N](#remiss-psykiatri)`.
"""

from collections.abc import Iterator

from rodtrad.chapters._ways import ARROWS
from rodtrad.chapters.actions import WAYS
from rodtrad.document import Block, Document
from rodtrad.face import NODES, Role
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._flow import called, unread_arrows, ways_of_nodes
from rodtrad.rules._headings import halves_meant
from rodtrad.rules._misread import with_unread_parts

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report nodes without any way; the fix for an action leads to the next node, or to the only exit."""
    if not is_full_text(document.face):
        return
    pairs = ways_of_nodes(document)
    if all(ways for _, ways in pairs):
        return
    nodes = [node for node, _ in pairs]
    bare = document.body.bare_headings()
    hidden = {block.parent for block, half in halves_meant(document).values() if half == WAYS}
    hidden |= {block.parent for block in document.body.of(Role.PROSE) if _has_arrow(block, document)}
    hidden |= {id for block, _, _ in unread_arrows(document) for id in (block.id, block.parent)}
    halves = {half.parent: half for half in document.body.of(Role.WAYS)}
    ends = _ends(document)
    for index, (node, ways) in enumerate(pairs):
        half = halves.get(node.id)
        if ways or id(node) in bare or not hidden.isdisjoint({node.id, half.id if half else ""}):
            continue
        if id(node) in with_unread_parts(document):
            continue
        link = _link(document, nodes[index + 1] if index + 1 < len(nodes) else None)
        fix = None
        if node.role is Role.DECISION:
            message = f"Beslutet {called(node)} har inga grenar."
            hint = "Skriv en punkt per svar direkt under rubriken: `- **Ja.** → [X](#id)`."
        else:
            message = f"Åtgärden {called(node)} saknar väg vidare."
            hint = f"Skriv `- → {link or '[X](#id)'}` under `##### {WAYS}`."
            fix = _fix(node, half, link, ends[node.id]) if link else None
            if half and (aim := _linked(document, half)):
                message = f"Ingen punkt under {WAYS} i {called(node)} har en pil som kan läsas."
                hint, fix = f"Skriv pilen före länken: `- → {aim}`.", None
        yield found(document, document.place(half or node), message, hint, fix)


def _has_arrow(block: Block, document: Document) -> bool:
    """Whether a paragraph holds what was meant as a way; another rule says so."""
    text = document.source.text
    return any(text.find(sign, block.start, block.end) >= 0 for sign in ARROWS)


def _link(document: Document, following: Block | None) -> str:
    if following:
        return f"[{following.label or following.title}](#{following.id})" if following.stable else ""
    exits = list(document.body.of(Role.EXIT))
    return f"[Utgång](#{exits[0].id})" if len(exits) == 1 and exits[0].stable else ""


def _linked(document: Document, half: Block) -> str:
    """The first link in a half without ways, as written, or ""."""
    links = (link for block in document.body.under(half) for node in block.nodes for link in node.find("link"))
    link = next(links, None)
    return document.source.text[link.start : link.end] if link else ""


def _ends(document: Document) -> dict[str, int]:
    """Where the last block of each node ends."""
    owner: dict[str, str] = {}
    ends: dict[str, int] = {}
    for block in document.body.blocks:
        node = block.id if block.role in NODES else owner.get(block.parent, "")
        owner[block.id] = node
        ends[node] = max(ends.get(node, 0), block.end)
    return ends


def _fix(node: Block, half: Block | None, link: str, end: int) -> Fix:
    """Write the way last in the node, with the heading if that is missing."""
    if half:
        end, text = half.end, f"\n\n- → {link}"
    else:
        text = f"\n\n{'#' * min(node.level + 1, 6)} {WAYS}\n\n- → {link}"
    return Fix(f"Skriv vägen till {link}", (Edit(end, end, text),), safe=False)
