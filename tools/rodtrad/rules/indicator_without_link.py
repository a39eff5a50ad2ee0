"""En indikator är inte länkad till sin specifikation.

Varför: vad som räknas står i indikatorns eget dokument. Utan länk vet läsaren inte vad måttet visar, och det kommer
inte med i uppföljningen.

Fel: `- Återbesök inom 6 veckor {#i-aterbesok}`

Rätt: `- [Återbesök inom 6 veckor](../indikatorer/depression-aterbesok-6-veckor.md) {#i-aterbesok}`
"""

from collections.abc import Iterator

from rodtrad.chapters import fact, fold
from rodtrad.document import Block, Document
from rodtrad.face import Role
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._links import links, means_unknown_indicator

FAMILY = Family.THREAD
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """An item under a class of measures must link to an indicator; where a link leads is another rule's business."""
    linked = {
        link.block
        for link in links(document.face, "indicator")
        if link.target.startswith("indikatorer/") or means_unknown_indicator(link, library)
    }
    for block in document.body.of(Role.INDICATOR):
        if block.id in linked or fact(block.nodes[0]):
            continue
        message = f"Indikatorn ”{block.title}” leder inte till någon specifikation."
        hint = (
            "Skriv `[Titel](../indikatorer/id.md)`. Finns ingen specifikation: skriv en i mappen `indikatorer`, "
            "med täljare, nämnare, målnivå och id i Kvalitetsindikatorkatalogen."
        )
        yield found(document, document.place(block), message, hint, _linked(document, block, library))


def _linked(document: Document, block: Block, library: Library) -> Fix | None:
    """A link to the only indicator whose title the item says."""
    titled = [face for face in library.of(Kind.INDICATOR) if fold(face.title) == fold(block.title.rstrip(" ."))]
    words = next(block.nodes[0].find("text"), None)
    if len(titled) != 1 or words is None or fold(words.text.rstrip(" .")) != fold(titled[0].title):
        return None
    end = words.start + len(words.text.rstrip(" ."))
    edits = Edit(words.start, words.start, "["), Edit(end, end, f"](../indikatorer/{titled[0].id}.md)")
    return Fix(f"Länka till `{titled[0].id}`", edits, safe=False)
