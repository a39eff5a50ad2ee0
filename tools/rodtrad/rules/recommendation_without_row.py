"""En rekommendation leder till en hel riktlinje och inte till en rad.

Varför: en riktlinje har ofta över hundra rader. Först när raden är utpekad går det att se prioriteten och att få veta
när just den ändras.

Fel: `- **Rekommendation:** [Depression och ångest](../riktlinjer/nr-depression-angest-2017.md), prioritet 1`

Rätt: `- **Rekommendation:** [ECT](../riktlinjer/nr-depression-angest-2017.md#ect-svar-depression), prioritet 1`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._citations import citations

FAMILY = Family.GUIDELINES
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY, Kind.ADDITION)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """A link to the file alone, or to a heading in it that is no row."""
    for citation in citations(document, library):
        resolved = library.resolve(citation.target)
        if resolved is None or (citation.row and citation.row.role is Role.RECOMMENDATION):
            continue
        rows = [block.id for block in resolved[0].of(Role.RECOMMENDATION)]
        message = f"Rekommendationen pekar inte ut någon rad i {resolved[0].title}."
        hint = (
            f"Lägg till radens id efter filnamnet, till exempel `{resolved[0].id}.md#{rows[0]}`."
            if rows
            else "Skriv in raden i riktlinjens fil och länka till den med `#rad-id`."
        )
        yield found(document, document.place(citation.link.start, citation.link.end), message, hint)
