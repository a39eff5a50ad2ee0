"""En åtgärd nämns med sin bokstav utan att vara länkad.

Varför: bokstäverna skrivs om när åtgärder flyttas. En länk följer med, en ensam bokstav pekar snart på fel åtgärd.

Fel: `Komplettera med somatisk undersökning (B).`

Rätt: `Komplettera med somatisk undersökning ([B](#somatisk-undersokning)).`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import BlockFace
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._letters import Mention, mentions, nodes_by_letter, run

FAMILY = Family.FLOW
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report each mention of letters that exist, with the links written."""
    known = nodes_by_letter(document.face)
    for mention in mentions(document):
        if mention.in_heading:
            continue
        named = [one for one in mention.letters if one[0] in known and not _shortens(mention, known[one[0]])]
        if not named:
            continue
        if mention.is_range and any(one not in known for one in run(mention.letters[0][0], mention.letters[-1][0])):
            continue  # dangling-label-range
        edits = tuple(Edit(start, end, f"[{letter}](#{known[letter].id})") for letter, start, end in named)
        links = ", ".join(f"`{edit.text}`" for edit in edits)
        letters = ", ".join(letter for letter, _, _ in named)
        place = document.source.place(named[0][1], named[-1][2])
        message = f"{letters} nämns i texten utan länk."
        yield found(document, place, message, f"Skriv {links}.", Fix(f"Skriv {links}", edits))


def _shortens(mention: Mention, node: BlockFace) -> bool:
    """ "kalium (K)" is an abbreviation; "behandlingen (B)" is not when B is *Behandling*."""
    if mention.named or len(mention.letters) > 1 or mention.before[:1].upper() != node.label[0]:
        return False
    return mention.before[:5].casefold() not in node.title.casefold()
