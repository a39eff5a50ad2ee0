"""En uppgift har inte sin nyckel i fetstil.

Varför: det är fetstilen som visar att raden är en uppgift. Utan den läses raden som vanlig text, och uppgiften saknas i
flödesschemat, den röda tråden och det som regionerna hämtar.

Fel: `- Vårdnivå: primärvård`

Rätt: `- **Vårdnivå:** primärvård`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._plain_facts import plain_facts

FAMILY = Family.FLOW
KINDS = (Kind.PATHWAY, Kind.ADDITION, Kind.GUIDELINE)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report each key that is written plainly; what it leaves missing is not said again."""
    for name, start, end, _ in plain_facts(document):
        right = f"**{name}:**"
        fix = Fix(f"Skriv `{right}`", (Edit(start, end, right),))
        message = f"{name} läses inte som en uppgift, för ordet är inte i fetstil."
        yield found(document, document.place(start, end), message, f"Skriv `- {right} …`.", fix)
