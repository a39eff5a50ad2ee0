"""Utfallet går inte att läsa.

Varför: ett tal som inte kan läsas syns varken i diagrammet eller i öppna data. Står det i en kolumn som ingen känner
försvinner det utan att någon märker det.

Fel: `| exempelregion-a | ca 75 % |`, eller en kolumn som heter `Resultat`.

Rätt: `| exempelregion-a | 75,0 |` under `Region` och `Värde`, eller `små tal`, `låg täckning` eller `inga uppgifter`
under `Redovisas inte`.
"""

import re
from collections.abc import Iterator

from rodtrad.chapters.outcome import CHAPTER, COLUMNS
from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.matter import nearest
from rodtrad.model import Kind
from rodtrad.outcomes import count, number, withheld
from rodtrad.rules import Family, found
from rodtrad.rules._outcomes import NUMBERS, REASON, Row, columns, place, rows, table_of
from rodtrad.rules._tables import is_uneven
from rodtrad.tree import Node
from rodtrad.values import Withheld

FAMILY = Family.OUTCOMES
KINDS = (Kind.OUTCOME,)
BREAKS_MACHINES = True

_REGION, _VALUE = COLUMNS[0], COLUMNS[3]
_COUNTS = NUMBERS[:2]
_REASONS = ", ".join(f"`{reason.value}`" for reason in Withheld)
_NUMBER = re.compile(r"(?P<number>\d[\d \u00a0]*(?:[.,]\d+)?)[ \u00a0]*(?:%|procent|min|minuter)?")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """No table, columns that are missing or unknown, and cells that say nothing that can be read."""
    table = table_of(document)
    if table is None:
        chapter = next((block for block in document.body.chapters if block.id == CHAPTER.id), None)
        if chapter:
            hint = f"Skriv en tabell med kolumnerna {', '.join(COLUMNS)}. De som inget har uppgifter om får utelämnas."
            yield found(document, document.place(chapter), "Utfallet har ingen tabell.", hint)
        return
    if is_uneven(document, table):
        return
    yield from _head(document, table)
    if {_REGION, _VALUE} <= {*columns(table)}:
        for row in rows(document):
            yield from _row(document, row)


def _head(document: Document, table: Node) -> Iterator[Finding]:
    names, head = columns(table), table.children[0]
    lacking = [name for name in (_REGION, _VALUE) if name not in names]
    for name, cell in zip(names, head.children, strict=True):
        if name in COLUMNS:
            continue
        near = nearest(name, list(COLUMNS))
        hint = f"Menade du `{near}`?" if near else f"Kolumner som finns: {', '.join(COLUMNS)}."
        fix = (
            Fix(f"Skriv `{near}`", (Edit(cell.start, cell.end, near),), safe=False)
            if near not in ("", *names)
            else None
        )
        where = document.source.place(cell.start, cell.end)
        yield found(document, where, f"Kolumnen `{name}` läses inte.", hint, fix)
        lacking = [name for name in lacking if name != near]
    for name in lacking:
        where = document.source.place(head.start, head.end)
        yield found(document, where, f"Kolumnen `{name}` saknas.", "Lägg till den.")


def _row(document: Document, row: Row) -> Iterator[Finding]:
    if not row.outcome.region:
        yield found(
            document, place(document, row, _REGION), "Raden säger inte vilken region talen gäller.", "Skriv id."
        )
    for column in NUMBERS:
        words = row.written(column)
        if words and (count(words) if column in _COUNTS else number(words)) is None:
            what = "ett heltal" if column in _COUNTS else "ett tal"
            good = _mended(words, column)
            fix = None
            if good:
                cell = row.cells[column]
                fix = Fix(f"Skriv `{good}`", (Edit(cell.start, cell.end, good),), safe=False)
            hint = f"Skriv `{good}`. Enheten står i indikatorn." if good else "Skriv till exempel `75` eller `75,5`."
            yield found(document, place(document, row, column), f"`{words}` är inte {what}.", hint, fix)
    reason = row.written(REASON)
    if reason and not withheld(reason):
        near = nearest(reason, [one.value for one in Withheld])
        hint = f"Menade du `{near}`? Skäl som finns: {_REASONS}." if near else f"Skäl som finns: {_REASONS}."
        yield found(document, place(document, row, REASON), f"`{reason}` är inget känt skäl.", hint)
    elif not reason and not row.written(_VALUE):
        message = "Raden har varken ett värde eller ett skäl."
        yield found(document, place(document, row, _REGION), message, f"Skriv värdet, eller något av {_REASONS}.")


def _mended(words: str, column: str) -> str:
    """The number in the words, as it is written here; "" where that is not plain."""
    hit = _NUMBER.fullmatch(words)
    good = hit["number"].strip().replace(".", ",") if hit else ""
    return good if good and (count(good) if column in _COUNTS else number(good)) is not None else ""
