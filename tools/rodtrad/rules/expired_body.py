"""Ett organ eller programområde fanns inte längre när det anges.

Varför: organ byter namn och går upp i varandra. Läsaren ska hitta den som svarar i dag, och beslut ska vara fattade av
någon som kunde besluta.

Fel: ett beslut 2020 av ett organ som enligt registret upphörde 2018.

Rätt: det organ som tog över, enligt `ersätts av` i registret.
"""

from collections.abc import Iterator

from rodtrad.dates import before
from rodtrad.document import Document
from rodtrad.face import BlockFace
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import Family, found
from rodtrad.rules._references import references

FAMILY = Family.GOVERNANCE
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """A decision is judged by its own date; owner and programme area by when the text was last reviewed or decided."""
    matter = document.face.matter
    if not isinstance(matter, PathwayMatter):
        return
    dates = [d.date for d in matter.decisions or () if d.date]
    current = matter.reviewed or (dates[-1] if dates else None)
    for path, value, registers, _ in references(document.face):
        entry = library.entry(registers, value) if registers else None
        if entry is None:
            continue
        end, successor = entry.fact("giltig till"), entry.fact("ersätts av")
        date = current
        if path.startswith("beslutslogg["):
            number = int(path[len("beslutslogg[") : path.index("]")])
            date = (matter.decisions or ())[number].date
        elif successor and not end:  # it is not known when it ended, but it has
            yield _finding(document, path, entry, "har upphört", successor)
            continue
        if end and date and before(end, date):
            yield _finding(document, path, entry, f"upphörde {end}, före {date}", successor)


def _finding(document: Document, path: str, entry: BlockFace, what: str, successor: str) -> Finding:
    hint = f"Skriv `{successor}`." if successor else "Ange det organ som tog över."
    spot = document.body.spots.get(path)
    edits = (Edit(spot.start, spot.end, successor),) if successor and spot else ()
    fix = Fix(f"Skriv `{successor}`", edits, safe=False) if edits else None
    return found(document, document.key(path), f"{entry.title} (`{entry.id}`) {what}.", hint, fix)
