"""Texten anger en prioritet ur nationella riktlinjer utan att peka ut raden.

Varför: prioriteten hör till en rad, det vill säga ett tillstånd och en åtgärd. Utan länk till raden kan läsaren inte se
vad som rangordnades, och ingen får veta när prioriteten ändras.

Fel: `- Erbjud KBT eller IPT (prio 2–3 NR).`

Rätt: `- Erbjud KBT eller IPT.` och under den
`- **Rekommendation:** [KBT eller IPT](../riktlinjer/nr-depression-angest-2017.md#kbt-eller-ipt), prioritet 2–3`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._blocks import with_facts
from rodtrad.rules._prose import hits

FAMILY = Family.GUIDELINES
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY, Kind.ADDITION)

_PRIORITY = later(
    r"rio(?<=[Pp]rio)(?:ritet)?\.?:?\s(?P<said>(?:10|[1-9])(?:\s?[-–]\s?(?:10|[1-9]))?)(?![\d.])"
    r"(?=,?\s\(?(?:enligt\s|i\s)?(?:NR\b|(?:Socialstyrelsens\s)?(?:nationella\s)?riktlinje))"
)
"""Only where a guideline is named next to it: the alarm centre has priorities too."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Each priority in prose; one in a recommendation's own line stands by its row, and others weigh that."""
    spans: list[tuple[int, int]] | None = None
    for hit, _ in hits(document, _PRIORITY()):
        if spans is None:
            facts = (fact for block in with_facts(document) for fact in block.facts)
            spans = [(fact.node.start, fact.node.end) for fact in facts if fact.name == "Rekommendation"]
        if any(start <= hit.start() < end for start, end in spans):
            continue
        said = hit["said"].replace("-", "–").replace(" ", "")
        message = f"Prioritet {said} anges utan att raden i riktlinjen pekas ut."
        hint = f"Skriv under åtgärden `- **Rekommendation:** [radens namn](../riktlinjer/id.md#rad), prioritet {said}`."
        yield found(document, document.place(hit.start() - 1, hit.end()), message, hint)
