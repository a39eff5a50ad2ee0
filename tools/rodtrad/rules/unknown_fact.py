"""En rad med fet nyckel har en nyckel som verktyget inte känner till.

Varför: sådana rader är uppgifter. En felstavad nyckel läses inte, och uppgiften saknas då i flödesschemat, den röda
tråden och det som regionerna hämtar.

Fel: `- **Vårdnivåer:** primärvård`

Rätt: `- **Vårdnivå:** primärvård`
"""

from collections.abc import Iterator, Mapping

from rodtrad.document import Document, Fact
from rodtrad.face import NODES, Role
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.matter import nearest
from rodtrad.rules import Family, found
from rodtrad.rules._blocks import with_facts
from rodtrad.rules._flow import is_unread_way

FAMILY = Family.FLOW

_WHO = ("Vårdnivå", "Profession")
_SOURCE = ("Källa", "Säkerhet", "Motiv", "Kontrollsumma", "Hämtad", "Anmärkning")
_NOT = "Följs inte"
_CLOSED: Mapping[Role, tuple[str, ...]] = {
    Role.GROUP: _WHO,
    Role.ACTION: _WHO,
    Role.DECISION: _WHO,
    Role.GOAL: ("Möter", _NOT),
    Role.INDICATOR: ("Följer", "Prioriterad"),
    Role.RECOMMENDATION: ("Tillstånd", "Åtgärd", "Prioritet", "Rad", "Huvudman", *_SOURCE),
    Role.DEVIATION: ("Skäl", "Ansvarig", "Gäller till"),
}
"""Roles whose fact lines are all known."""

_OPEN: Mapping[Role, tuple[str, ...]] = {
    Role.CARE: ("Rekommendation", *_WHO),
    Role.PATIENT: _WHO,
    Role.CARE_ACTION: ("Rekommendation",),
}
"""Roles where a bold lead-in is ordinary text, so that only what is nearly a key is reported."""

_HOME: Mapping[str, str] = {
    **dict.fromkeys(_WHO, "en grupp eller en åtgärd"),
    **dict.fromkeys(_CLOSED[Role.GOAL], "ett mål"),
    **dict.fromkeys(_CLOSED[Role.INDICATOR], "en indikator"),
    "Rekommendation": "en punkt under vårdens åtgärder",
}


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report unknown keys where all are known, and near misses elsewhere."""
    for block in with_facts(document):
        closed = _CLOSED.get(block.role)
        known = closed or _OPEN.get(block.role, ())
        for fact in block.facts:
            if known and fact.name not in known:
                near = nearest(fact.name, known)
                if _NOT in known and fact.name.casefold() in ("följs ej", "följs icke", "mäts inte", "mäts ej"):
                    near = _NOT
                elif near == _NOT and "inte" not in fact.name:
                    near = ""  # that would say the opposite
                meant_as_way = block.role in NODES and is_unread_way(document, fact.node)
                if (near or closed) and not meant_as_way:
                    yield _finding(document, fact, known, near, block.role)


def _finding(document: Document, fact: Fact, known: tuple[str, ...], near: str, role: Role) -> Finding:
    place = document.place(fact)
    if not near:
        home = _HOME.get(fact.name)
        if home:
            return found(document, place, f"Nyckeln {fact.name} hör till {home}.", "Flytta raden dit.")
        message = f"Nyckeln {fact.name} finns inte här."
        if role is Role.GOAL and fact.name.casefold().startswith(("följ", "indikator", "mål", "mått", "mät")):
            hint = "Mätningen skrivs vid indikatorn: `  - **Följer:** [kort namn](#m-…)`, med målets id."
            hint += " Målnivåer står i indikatorns egen fil."
            return found(document, place, message, hint)
        also = " En gren skrivs `- **Ja.** → [X](#id)`." if role is Role.DECISION else ""
        return found(document, place, message, f"Nycklar som finns här: {', '.join(known)}.{also}")
    at = document.source.text.find(fact.name, fact.node.start, fact.node.end)
    same = near.casefold() == fact.name.casefold()
    fix = Fix(f"Skriv `{near}`", (Edit(at, at + len(fact.name), near),), safe=same) if at >= 0 else None
    hint = f"Skriv `{near}`." if same else f"Menade du `{near}`?"
    return found(document, place, f"Nyckeln {fact.name} finns inte.", hint, fix)
