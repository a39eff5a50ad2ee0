"""En åtgärd säger inte vad vården ska göra.

Varför: en åtgärd är det vården gör. Utan den delen vet den som möter patienten bara vart hen ska skickas sedan.

Fel: `#### M. Konsultation {#konsultation}` följt av bara `##### Vägar vidare`.

Rätt: `##### Hälso- och sjukvårdens åtgärder` följt av `- Be om råd när nästa steg är oklart.`
"""

from collections.abc import Iterator

from rodtrad.chapters.actions import CARE
from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._flow import called, undeclared_decisions
from rodtrad.rules._headings import halves_meant
from rodtrad.rules._misread import with_unread_parts

FAMILY = Family.FLOW
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report actions without the care half; decisions need none."""
    if not is_full_text(document.face):
        return
    caring = {half.parent for half in document.body.of(Role.CARE)}
    caring |= {block.parent for block, half in halves_meant(document).values() if half == CARE}
    others = {*map(id, undeclared_decisions(document)), *document.body.bare_headings()}
    for node in document.body.of(Role.ACTION):
        if node.id not in caring and id(node) not in others and id(node) not in with_unread_parts(document):
            message = f"Åtgärden {called(node)} säger inte vad vården ska göra."
            hint = f"Skriv `##### {CARE}` under åtgärdens rubrik, med en punkt för varje sak."
            if node.title.rstrip().endswith("?"):
                right = f"{node.label}. Beslut: {node.title}" if node.label else f"Beslut: {node.title}"
                hint += f" Är det ett beslut: börja rubriken `{'#' * node.level} {right}`."
            yield found(document, document.place(node), message, hint)
