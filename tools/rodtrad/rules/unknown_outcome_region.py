"""Ett utfall gäller en region som inte finns.

Varför: talen visas och jämförs under regionens namn. Med ett id som inget register har hamnar de hos ingen.

Fel: `| Kalmar | 61,6 |`

Rätt: `| kalmar-lan | 61,6 |`. För alla regioner tillsammans skrivs `riket`. Påhittade regioner heter `exempelregion-a`
och så vidare, och alla tillsammans `exempelregioner`.
"""

from collections.abc import Iterator

from rodtrad.chapters.outcome import COLUMNS
from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.outcomes import REGISTERS, is_fictitious, is_real
from rodtrad.rules import Family, found
from rodtrad.rules._outcomes import meant_region, place, rows

FAMILY = Family.OUTCOMES
KINDS = (Kind.OUTCOME,)
BREAKS_MACHINES = True


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Each region is known, and stands there once; where there are no registers, nobody can tell what is known."""
    seen: set[str] = set()
    can_tell = any(library.register(name) for name in REGISTERS.split())
    for row in rows(document):
        region = row.outcome.region
        if region in seen:
            message = f"`{region}` har redan en rad."
            yield found(document, place(document, row, COLUMNS[0]), message, "Behåll en av raderna.")
        elif region and can_tell and not is_fictitious(region) and not is_real(region, library):
            near = meant_region(region, library)
            hint = f"Skriv `{near}`." if near else "Skriv regionens id som det står i `content/register/regioner.yaml`."
            cell = row.cells[COLUMNS[0]]
            fix = Fix(f"Skriv `{near}`", (Edit(cell.start, cell.end, near),), safe=False) if near else None
            yield found(document, place(document, row, COLUMNS[0]), f"Regionen `{region}` finns inte.", hint, fix)
        seen.add(region)
