"""Ett stycke slutar med kolon, men ingenting följer.

Varför: läsaren väntar sig en lista eller länkar. Ofta har de fallit bort när texten flyttades.

Fel: `Läs mer på 1177:` och därefter nästa rubrik.

Rätt: `Läs mer på 1177:` och därefter listan, eller en mening som slutar med punkt.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.rules import found
from rodtrad.rules._source import matches

_LEAD = re.compile(
    r"^(?P<indent>[ ]*)(?P<mark>(?:[-*+]|\d{1,9}[.)])[ ]+)?(?![ #|>])[^\n]*:[ ]*(?P<id>\{#[^{}\n]*\}[ ]*)?$",
    re.MULTILINE,
)
_FACT = re.compile(r"\*\*[^*\n]+:\*\*\s*$")
_NEXT = re.compile(r"\n+([ ]*)([^\s][^\n]*)")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """What follows must be text: not a heading, a note, the end, or (in a list) a line that is less indented."""
    text = document.source.text
    for hit in matches(document, _LEAD):
        if _FACT.search(hit[0]) or hit[0].lstrip().startswith(("[^", "<!--", "```", "~~~")):
            continue
        depth = len(hit["indent"]) + len(hit["mark"] or "")
        following = _NEXT.match(text, hit.end())
        if following is not None:
            ends = following[2].startswith(("# ", "## ", "### ", "#### ", "##### ", "###### ", "[^"))
            if not ends and not (depth and len(following[1]) < depth and _is_apart(text, hit, following)):
                continue
        start = hit.start() + depth
        end = hit.end()
        message = "Raden slutar med kolon, men ingenting följer."
        hint = "Skriv det som ska följa, eller avsluta meningen med punkt."
        yield found(document, document.place(start, end), message, hint)


def _is_apart(text: str, hit: re.Match[str], following: re.Match[str]) -> bool:
    """The next line begins something new: it is an item, or a blank line stands between."""
    return "\n\n" in text[hit.end() : following.start(2)] or bool(re.match(r"[-*+] |\d{1,9}[.)] ", following[2]))
