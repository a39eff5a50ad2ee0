"""Åtgärdernas bokstäver står inte i ordning.

Varför: läsaren bläddrar efter bokstaven. Står D före C, eller hoppar bokstäverna från B till D, ser det ut som om
något saknas.

Fel: `#### A. Kartläggning {#kartlaggning}` följt av `#### C. Provtagning {#provtagning}`.

Rätt: `#### A. Kartläggning {#kartlaggning}` följt av `#### B. Provtagning {#provtagning}`.
"""

from collections.abc import Iterator

from rodtrad.document import Block, Document
from rodtrad.face import NODES
from rodtrad.finding import Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._flow import called
from rodtrad.writer import has_unread_nodes, relettered

FAMILY = Family.FLOW
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report the first letter out of order only: one slip moves all that follow."""
    nodes = list(document.body.of(*NODES))
    labels = [node.label for node in nodes]
    if all(labels) and len(set(labels)) == len(labels) and not any(label[1:].isdigit() for label in labels):
        wrong = _first_off(nodes)
    else:  # other rules report missing and double letters, and they displace the rest
        wrong = _first_back(nodes)
    hint = "Kör `rodtrad fmt`, som skriver om bokstäverna i rubriker och länkar."
    if wrong and has_unread_nodes(document):
        return  # the letter that is missed here stands there
    if wrong:
        node, right = wrong
        message = f"Åtgärden {called(node)} står inte i bokstavsordning."
        fix = Fix("Skriv om bokstäverna i ordning", tuple(relettered(document)), safe=False)
        hint = f"Bokstaven här ska vara {right}. {hint}" if right else hint
        yield found(document, document.place(node), message, hint, fix)
    elif odd := _first_without_one(nodes):
        message = f"Åtgärden {called(odd)} har en siffra, men det finns ingen {odd.label[0]}1."
        yield found(document, document.place(odd), message, hint)


def _first_off(nodes: list[Block]) -> tuple[Block, str] | None:
    for index, node in enumerate(nodes):
        right = chr(65 + index) if index < 26 else chr(64 + index // 26) + chr(65 + index % 26)
        if node.label != right:
            return node, right
    return None


def _first_back(nodes: list[Block]) -> tuple[Block, str] | None:
    last: tuple[int, str, int] = (0, "", 0)
    for node in nodes:
        if not node.label:
            continue
        letters = node.label.rstrip("0123456789")
        here = (len(letters), letters, int(node.label[len(letters) :] or 0))
        if here < last:
            return node, ""
        last = here
    return None


def _first_without_one(nodes: list[Block]) -> Block | None:
    """The first of a letter's numbers when it is not 1: after A comes no A2, and "(A1–A3)" would name nothing."""
    seen: set[str] = set()
    for node in nodes:
        letters = (node.label or "").rstrip("0123456789")
        if letters != node.label and letters not in seen:
            if node.label != f"{letters}1":
                return node
            seen.add(letters)
    return None
