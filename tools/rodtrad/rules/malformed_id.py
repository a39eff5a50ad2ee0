"""Ett id har fel form.

Varför: id blir adresser. Bara små bokstäver a–z, siffror och bindestreck fungerar överallt.

Fel: `{#Första besöket}`, `{#}`.

Rätt: `{#forsta-besoket}`.
"""

from collections.abc import Iterator, Mapping

from rodtrad.chapters import slug
from rodtrad.document import Document
from rodtrad.face import Link
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.matter import SLUG
from rodtrad.model import Kind
from rodtrad.once import once
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
        links = _links_by_slug(document).get(better, ()) if node.id else ()
        edits = [
            Edit(node.id_start, end, f"{{#{better}}}"),
            *(e for ln, old in links for e in _mended(document, ln, old)),
        ]
        also = f", och `#{better}` i länkarna dit" if links else ""
        fix = Fix(f"Skriv `{{#{better}}}`", tuple(edits), safe=False)
        message = f"Id `{node.id}` har fel form." if node.id else "Klamrarna innehåller inget id."
        yield found(document, document.place(node.id_start, end), message, f"Skriv `{{#{better}}}`{also}.", fix)


@once
def _links_by_slug(document: Document) -> Mapping[str, list[tuple[Link, str]]]:
    """What the ids that links in the document lead to should be → those written otherwise, each with the id written."""
    table: dict[str, list[tuple[Link, str]]] = {}
    for link in document.face.links:
        key, _, anchor = link.target.partition("#")
        if key == document.face.key and anchor and not SLUG.fullmatch(anchor):
            table.setdefault(slug(anchor), []).append((link, anchor))
    return table


def _mended(document: Document, link: Link, anchor: str) -> Iterator[Edit]:
    """The id in the link's address, as it is written."""
    source = document.source
    line = source.offset(link.place.line, link.place.column)
    start = source.text.find(f"(#{anchor}", line, line + len(link.text) + 60) + 2
    if start > 2:
        yield Edit(start, start + len(anchor), slug(anchor))
