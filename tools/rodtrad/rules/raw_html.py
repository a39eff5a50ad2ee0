"""Texten innehåller HTML eller en dold kommentar.

Varför: HTML följer inte med till regionernas system, och en kommentar syns inte för den som granskar texten.

Fel: `<b>Viktigt</b>`, `<br>` eller `<!-- fråga Anna -->`.

Rätt: `**Viktigt**`, ett nytt stycke eller en ny punkt. Frågor ställs i granskningen.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.prose import matches
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.tree import Node

FAMILY = Family.LANGUAGE


_TYPED = later(
    r"(?P<open>[<‹«]![–—-]{1,3})(?P<said>(?:(?!-->)[^\n<>‹›«»]){0,400}?)[ ]?(?P<close>[–—-]{1,3}[>›»]|[\uf0e0→])"
)
"""A comment as a word processor changes it while it is typed: `<!– … –>`, `‹!– … –›`, with an arrow at its end."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Tags that open something, and comments that are no allowance. Closing tags go with the opening ones."""
    typed = set()
    for finding, start in _typed(document):
        typed.add(start)
        yield finding
    for node in document.body.find("html", "html_inline", "comment"):
        if node.kind == "comment":
            yield from _comment(document, node)
        elif node.text.lstrip().startswith("<!--"):
            if node.start not in typed:
                message = "Kommentaren tar inte slut, så texten efter den syns inte."
                yield found(document, document.place(node), message, "Skriv `-->` sist i den.")
        elif not node.text.lstrip().startswith("</"):
            tag = re.match(r"\s*<[!?/]?([A-Za-z0-9-]*)", node.text)
            name = tag[1] if tag and tag[1] else "HTML"
            message = f"HTML (`{name}`) används inte i texten."
            yield found(document, document.place(node), message, _hint(name.casefold()))


def _comment(document: Document, node: Node) -> Iterator[Finding]:
    from rodtrad.rules._allowances import is_allowance, meant_as_allowance  # few documents have comments

    place = document.place(node)
    if is_allowance(node.text):
        return
    if said := meant_as_allowance(node.text):
        at = document.source.text.index("<!--", node.start) + len("<!--")
        fix = Fix("Skriv `tillåt:`", (Edit(at + said.start("word"), at + said.end("colon"), "tillåt:"),), safe=False)
        yield found(document, place, "Kommentaren läses inte som ett undantag.", "Menade du `tillåt:`?", fix)
        return
    fix = Fix("Ta bort kommentaren", (Edit(node.start, node.end, ""),), safe=False)
    yield found(document, place, "Kommentaren syns inte för läsaren.", "Ta bort den, eller skriv det i texten.", fix)


def _typed(document: Document) -> Iterator[tuple[Finding, int]]:
    """Allowances whose marks are not those of a comment, so that they are shown or never end; where each begins."""
    text = document.source.text
    if "!" not in text or not any(sign in text for sign in ("!–", "!—", "!-")):
        return
    from rodtrad.rules._allowances import is_allowance, meant_as_allowance

    for hit in matches(document, _TYPED()):
        said = meant_as_allowance(hit["said"])
        if said or is_allowance(hit["said"]):
            edits = [Edit(*hit.span("open"), "<!--"), Edit(hit.end("said"), hit.end(), " -->")]
            hint = "Skriv `<!--` först och `-->` sist."
            if said:
                at = hit.start("said")
                edits.insert(1, Edit(at + said.start("word"), at + said.end("colon"), "tillåt:"))
                hint = "Skriv `<!-- tillåt:` först och `-->` sist."
            fix = Fix("Skriv det som en kommentar", tuple(edits), safe=False)
            place = document.place(hit.start(), hit.end())
            yield found(document, place, "Undantaget läses inte.", hint, fix), hit.start()


def _hint(name: str) -> str:
    return {
        "b": "Skriv `**text**`.",
        "strong": "Skriv `**text**`.",
        "i": "Skriv `*text*`.",
        "em": "Skriv `*text*`.",
        "br": "Börja ett nytt stycke eller en ny punkt.",
        "a": "Skriv `[text](adress)`.",
        "sup": "Skriv tecknet självt, till exempel `²`, eller en fotnot.",
        "sub": "Skriv tecknet självt, till exempel `₂`.",
        "img": "Skriv `![beskrivning](adress)`.",
        "table": "Skriv tabellen med `|`.",
        "li": "Börja raden med `- `.",
        "ul": "Skriv en punktlista med `- `.",
    }.get(name, "Skriv texten utan HTML; skriv `\\<` om tecknet ska synas.")
