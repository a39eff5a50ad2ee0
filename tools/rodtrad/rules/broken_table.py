"""En tabell har rader som inte passar ihop.

Varför: en rad med för få celler förskjuter resten åt vänster, och celler utöver rubrikernas försvinner helt. Saknas
raden med streck blir hela tabellen löpande text.

Fel: `| Orolig | Väntar hemma Triage | [Lång väntan](#u-vantan) |` under fyra rubriker.

Rätt: `| Orolig | Väntar hemma | Triage | [Lång väntan](#u-vantan) |`
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._tables import CELL, written_cells
from rodtrad.tabs import Row, tabbed
from rodtrad.tree import Node

FAMILY = Family.LANGUAGE

_ROW = later(r"\s*\|.*\|\s*")
_DASHES = later(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Rows with another number of cells than the header, and lines that look like a table but are none."""
    ends: list[int] = []
    for table in document.body.find("table"):
        ends.append(table.end)
        if table.children:
            yield from _uneven(document, table)
    text = document.source.text
    for paragraph in document.body.find("paragraph"):
        if text.startswith("|", paragraph.start):
            at = bisect_left(ends, paragraph.start)
            yield from _unread(document, paragraph, at > 0 and not text[ends[at - 1] : paragraph.start].strip())
    if "\t" in text and document.kind is not Kind.OUTCOME:  # unread-outcome knows what such rows say
        for rows in tabbed(document):
            yield _tabs(document, rows)


def _tabs(document: Document, rows: Sequence[Row]) -> Finding:
    """Lines that a tab parts into equally many cells."""
    text = document.source.text
    written = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row.cells) + " |" for row in rows]
    written.insert(1, "|" + " --- |" * len(rows[0].cells))
    start, end = rows[0].start, rows[-1].end
    before = "" if start == 0 or text.startswith("\n\n", start - 2) else "\n"
    after = "" if text[end : end + 2] in ("\n\n", "\n", "") else "\n"
    fix = Fix("Skriv raderna som en tabell", (Edit(start, end, before + "\n".join(written) + after),), safe=False)
    hint = f"Skriv `{written[0]}` på den första raden, `{written[1]}` under den, och `|` mellan cellerna i resten."
    if len(written[0]) > 80:
        hint = f"Skriv `|` först, sist och i stället för varje tabb, och `{written[1]}` under den första raden."
    return found(document, document.place(start, end), "Raderna ser ut som en tabell med tabbar.", hint, fix)


def _uneven(document: Document, table: Node) -> Iterator[Finding]:
    head, *rows = table.children
    wanted = len(head.children)
    counts = [written_cells(document, row) for row in rows]
    if len(rows) > 1 and len(set(counts)) == 1 and counts[0] != wanted:
        message = f"Rubrikraden har {wanted} celler, men raderna under har {counts[0]}."
        hint = "Skriv lika många rubriker, och lika många `---` på raden under."
        yield found(document, document.source.place(head.start, head.end), message, hint)
        return
    for row, count in zip(rows, counts, strict=True):
        if count != wanted:
            message = f"Raden har {count} {'cell' if count == 1 else 'celler'}, men tabellen har {wanted} kolumner."
            hint = "Sätt `|` mellan cellerna, och `–` i en cell som ska vara tom."
            if count > wanted:
                hint = "Ta bort ett `|`, eller skriv `\\|` om det hör till texten. Det överskjutande visas inte."
            elif count == 1 and "\t" in document.source.text[row.start : row.end]:
                hint = "Raden har tabbar mellan cellerna. Skriv ` | ` i stället för varje tabb, och `|` först och sist."
            elif count == 1 and "|" not in document.source.text[row.start : row.end]:
                hint = "Sätt en tom rad före texten, om den inte hör till tabellen."
            yield found(document, document.source.place(row.start, row.end), message, hint)


def _unread(document: Document, paragraph: Node, follows: bool) -> Iterator[Finding]:
    lines = document.source.text[paragraph.start : paragraph.end].split("\n")
    if not _ROW().fullmatch(lines[0]) or lines[0].count("|") < 3:
        return
    cells = len(CELL.split(lines[0].strip())) - 2
    hint = f"Skriv `|{' --- |' * cells}` på raden under rubrikerna."
    fix: Fix | None = None
    if follows:
        message, hint = "Raden hör inte till tabellen, för det står en tom rad emellan.", "Ta bort den tomma raden."
        line = document.source.text.rfind("\n", 0, paragraph.start) + 1
        gap = document.source.text[:line]
        fix = Fix("Ta bort den tomma raden", (Edit(len(gap.rstrip()) + 1, line, ""),), safe=False)
    elif len(lines) < 2:
        return
    elif _DASHES().fullmatch(lines[1]):
        dashes = lines[1].count("---") or len(CELL.split(lines[1].strip().strip("|")))
        message = f"Tabellen läses inte: rubrikraden har {cells} celler, men raden under har {dashes}."
    else:
        message = "Tabellen läses inte: raden med streck saknas."
        at = paragraph.start + len(lines[0])
        indent = paragraph.start - document.source.text.rfind("\n", 0, paragraph.start) - 1
        fix = Fix("Sätt en rad med streck under rubrikerna", (Edit(at, at, f"\n{' ' * indent}|{' --- |' * cells}"),))
    place = document.source.place(paragraph.start, paragraph.start + len(lines[0]))
    yield found(document, place, message, hint, fix)
