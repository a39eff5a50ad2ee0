"""Ett id har fel form.

Varför: id blir adresser. Bara små bokstäver a–z, siffror och bindestreck fungerar överallt.

Fel: `{#Första besöket}`, `{#}`.

Rätt: `{#forsta-besoket}`.
"""

from collections.abc import Iterator

from rodtrad.chapters import slug
from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.matter import SLUG
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._blocks import with_written_id

FAMILY = Family.LINKS
BREAKS_MACHINES = True


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Only ids written in braces, and those of register entries; other blocks have ids made by the tool."""
    if document.kind is Kind.REGISTER:
        for entry in document.face.blocks:
            if not SLUG.fullmatch(entry.id):
                yield found(
                    document, entry.place, f"Postens id `{entry.id}` har fel form.", f"Skriv `{slug(entry.id)}`."
                )
        return
    for block, node in with_written_id(document):
        if node.id is None or SLUG.fullmatch(node.id):
            continue
        better = slug(node.id or block.title.partition("→")[0])
        end = document.source.text.index("}", node.id_start) + 1
        fix = Fix(f"Skriv `{{#{better}}}`", (Edit(node.id_start, end, f"{{#{better}}}"),), safe=False)
        also = (
            f", och `#{better}` i länkarna dit"
            if any(link.href == f"#{node.id}" for link in document.face.links)
            else ""
        )
        message = f"Id `{node.id}` har fel form." if node.id else "Klamrarna innehåller inget id."
        yield found(document, document.place(node.id_start, end), message, f"Skriv `{{#{better}}}`{also}.", fix)
