"""Utfallet går inte att läsa.

Varför: ett tal som inte kan läsas syns varken i diagrammet eller i öppna data. Står det i en kolumn som ingen känner
försvinner det utan att någon märker det.

Fel: `| exempelregion-a | ca 75 % |`, eller en kolumn som heter `Resultat`.

Rätt: `| exempelregion-a | 75,0 |` under `Region` och `Värde`, eller `små tal`, `låg täckning` eller `inga uppgifter`
under `Redovisas inte`.
"""

from collections.abc import Iterator, Sequence

from rodtrad.chapters.outcome import CHAPTER, COLUMNS
from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.matter import nearest
from rodtrad.model import Kind
from rodtrad.outcomes import withheld
from rodtrad.rules import Family, found
from rodtrad.rules._outcomes import (
    COUNTS,
    NUMBERS,
    REASON,
    Row,
    columns,
    is_number,
    meant_region,
    mended_number,
    named,
    place,
    rows,
    table_of,
)
from rodtrad.rules._tables import is_uneven
from rodtrad.tabs import Row as Pasted
from rodtrad.tabs import tabbed
from rodtrad.tree import Node
from rodtrad.values import Withheld

FAMILY = Family.OUTCOMES
KINDS = (Kind.OUTCOME,)
BREAKS_MACHINES = True

_REGION, _VALUE = COLUMNS[0], COLUMNS[3]
_REASONS = ", ".join(f"`{reason.value}`" for reason in Withheld)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """No table, columns that are missing or unknown, and cells that say nothing that can be read."""
    table = table_of(document)
    if table is None:
        chapter = next((block for block in document.body.chapters if block.id == CHAPTER.id), None)
        if pasted := next(iter(tabbed(document)), None) or _parted(document):
            yield _as_table(document, pasted, library)
        elif chapter:
            hint = f"Skriv en tabell med kolumnerna {', '.join(COLUMNS)}. De som inget har uppgifter om får utelämnas."
            yield found(document, document.place(chapter), "Utfallet har ingen tabell.", hint)
        return
    if is_uneven(document, table):
        return
    yield from _head(document, table)
    if {_REGION, _VALUE} <= {*columns(table)}:
        for row in rows(document):
            yield from _row(document, row)


def _parted(document: Document) -> Sequence[Pasted]:
    """Lines with equally many semicolons, as a spreadsheet writes them to a file."""
    source, rows = document.source, list[Pasted]()
    for line in range(source.line_column(document.body.matter_end)[0] + 1, len(source.starts) + 1):
        said = source.line(line)
        if ";" not in said or (rows and said.count(";") + 1 != len(rows[0].cells)):
            if rows:
                break
            continue
        start = source.starts[line - 1]
        rows.append(Pasted(line, start, start + len(said), tuple(cell.strip() for cell in said.split(";"))))
    return rows if len(rows) > 1 else ()


def _as_table(document: Document, pasted: Sequence[Pasted], library: Library) -> Finding:
    """What was pasted, as the table that it is; names and numbers are written as they are here where that is plain."""
    names = named(pasted[0].cells)
    written = [names, ["---"] * len(names)]
    for row in pasted[1:]:
        cells = dict(enumerate(row.cells))
        for number, name in enumerate(names):
            said = cells.get(number, "")
            if name == _REGION:
                cells[number] = meant_region(said, library) or said
            elif name in NUMBERS and said and not is_number(said, name):
                cells[number] = mended_number(said, name) or said
        written.append([cells[number] for number in range(len(names))])
    text = "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in written)
    start, end = pasted[0].start, pasted[-1].end
    fix = Fix("Skriv raderna som en tabell", (Edit(start, end, text),), safe=False)
    hint = "Skriv `|` mellan cellerna, och `| --- |` för varje kolumn på raden under rubrikerna."
    where = document.source.place(start, pasted[0].end)
    return found(document, where, "Raderna ser ut som en tabell men är ingen.", hint, fix)


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
        if words and not is_number(words, column):
            what = "ett heltal" if column in COUNTS else "ett tal"
            good = mended_number(words, column)
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
