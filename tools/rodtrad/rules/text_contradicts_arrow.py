"""Texten säger en väg och pilen en annan.

Varför: den som läser texten gör något annat än den som läser flödesschemat.

Fel: `- **Ja.** Patienten går vidare till [D](#remiss). → [C](#behandling)`

Rätt: `- **Ja.** Patienten går vidare till [D](#remiss). → [D](#remiss)`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Block, Document
from rodtrad.face import Role, Way
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._letters import nodes_by_letter
from rodtrad.rules._prose import hits

FAMILY = Family.FLOW
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)

_TO = later(
    r" till (?:åtgärd(?:en)? |beslut(?:et)? )?\[?(?P<letter>[A-ZÅÄÖ]\d{0,2})(?:\]\(#(?P<id>[a-z0-9-]+)\)|(?=[\s.,;)]))"
)
_GOES = later(r"\b(?:går?|fortsätt(?:er)?|återgår?|vidare|tillbaka|åter)\Z", re.IGNORECASE)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Orders to go on to an action, on a way or in a half, that none of the arrows there follows."""
    letters = nodes_by_letter(document.face)
    text = document.source.text
    for hit, block in hits(document, _TO(), "letter") if letters else ():
        node = letters.get(hit["letter"])
        if node is None or hit["id"] not in (None, node.id) or not _GOES().search(text[: hit.start()][-20:]):
            continue
        ways = _ways(document, block)
        if not ways or any(f"{document.face.key}#{node.id}" in way.targets for way in ways):
            continue
        message = f"Texten säger att man går till {node.label}. {node.title}, men ingen pil leder dit."
        if len(ways) == 1 and (to := library.resolve(ways[0].targets[0]) if ways[0].targets else None):
            message = f"Texten leder till {node.label}. {node.title}, men pilen till ”{(to[1] or to[0]).title}”."
        hint = f"Ändra texten, eller skriv `→ [{node.label}](#{node.id})` om det är dit patienten ska."
        yield found(document, document.place(hit.start("letter"), hit.end("letter")), message, hint)


def _ways(document: Document, block: Block) -> list[Way]:
    """The arrows that the words of a block are about: its own, or all of its node."""
    if block.role is Role.WAY:
        return [block.way] if block.way else []
    if block.role not in (Role.CARE_ACTION, Role.PATIENT_ACTION):
        return []
    node = block.parent.partition("/")[0]
    return [way for way in document.face.ways if way.source == node]
