"""En åtgärds vägar står på fel plats.

Varför: läsaren söker vägen vidare på samma ställe i varje åtgärd, sist under rubriken *Vägar vidare*.

Fel: `- → [C](#diagnostik)` direkt under åtgärdens rubrik, eller `##### Vägar vidare` före patientens åtgärder.

Rätt: `##### Vägar vidare` sist i åtgärden, följt av `- → [C](#diagnostik)`.
"""

import re
from collections.abc import Iterator

from rodtrad.chapters.actions import WAYS
from rodtrad.document import Block, Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._flow import called, undeclared_decisions

FAMILY = Family.FLOW
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report ways outside their heading, and the heading where another half follows it; once a node."""
    actions: dict[str, Block] = {}
    told: set[str] = set()
    early: dict[str, Block] = {}
    undeclared = {id(node) for node in undeclared_decisions(document)}
    for block in document.body.of(Role.ACTION, Role.CARE, Role.PATIENT, Role.WAYS, Role.WAY):
        if block.role is Role.ACTION:  # of two with one id, each has its own ways
            early.pop(block.id, None)
            told.discard(block.id)
            actions[block.id] = block
        node = actions.get(block.parent)
        if node is None or node.id in told:
            continue
        if block.role is Role.WAYS:
            early[node.id] = block
        elif block.role is Role.WAY:
            told.add(node.id)
            if id(node) in undeclared:
                message = f"{called(node)} har grenar som ett beslut, men rubriken säger inte att det är ett."
                title = re.sub(r"(?i)^beslut\w*\s*[:–—-]*\s*", "", node.title)
                right = f"{node.label}. Beslut: {title}" if node.label else f"Beslut: {title}"
                hint = f"Börja rubriken `{'#' * node.level} {right}`."
                yield found(document, document.place(node), message, hint)
                continue
            message = f"En väg från {called(node)} står inte under rubriken {WAYS}."
            yield found(document, document.place(block), message, f"Flytta vägen till `##### {WAYS}` sist i åtgärden.")
        elif block.role in (Role.CARE, Role.PATIENT) and node.id in early:
            told.add(node.id)
            message = f"{WAYS} står inte sist i {called(node)}."
            hint = "Flytta rubriken och vägarna till slutet av åtgärden."
            yield found(document, document.place(early[node.id]), message, hint)
