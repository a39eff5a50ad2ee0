"""Texten hänvisar till en åtgärd som inte finns.

Varför: den som läser ”se åtgärd (T)” letar efter T. Ofta är T en åtgärd som har tagits bort eller fått en ny bokstav.

Fel: `Vid oro för barnet, se åtgärd (T).` när den sista åtgärden heter S.

Rätt: `Vid oro för barnet, se åtgärd ([G](#samordning)).`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._letters import Mention, mentions, nodes_by_letter

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report each letter that no action has; a letter that shortens the word before it is no action."""
    known = nodes_by_letter(document.face)
    for mention in mentions(document):
        if mention.is_range:
            continue
        for letter, start, end in mention.letters:
            if letter in known or _shortens(mention, letter):
                continue
            message = f"Det finns ingen åtgärd {letter}."
            hint = "Skriv en länk till åtgärden som avses, `([X](#id))`, eller ta bort hänvisningen."
            yield found(document, document.source.place(start, end), message, hint)


def _shortens(mention: Mention, letter: str) -> bool:
    """ "kalium (K)", "temperatur (T)": an abbreviation."""
    return not mention.named and len(mention.letters) == 1 and mention.before[:1].upper() == letter[0]
