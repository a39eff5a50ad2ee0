"""Det en tid räknas från har ett eget ställe i flödet men är inte länkat.

Varför: med en länk vet verktyget och läsaren exakt vilken åtgärd eller ingång som menas, och tiden kan visas i
flödesschemat.

Fel: `- Starta behandlingen inom 30 minuter från ankomst.`

Rätt: `- Starta behandlingen inom 30 minuter från [ankomst](#ankomst).`
"""

from collections.abc import Iterator, Mapping

from rodtrad.chapters import fold
from rodtrad.document import Document
from rodtrad.face import NODES, Face, Role
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._time import ORDERS, timed

FAMILY = Family.TIMES
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Report events whose words are a node's title, the only entry, or a link elsewhere in the document."""
    places: Mapping[str, str] | None = None
    for block, time in timed(document, *ORDERS, Role.ENTRY, Role.GOAL):
        event, start, end = time.expression.event, time.expression.event_start, time.expression.event_end
        if time.start or not event or start is None or end is None:
            continue
        if places is None:
            places = _places(document.face)
        target = next((places[form] for form in _forms(fold(event)) if places.get(form)), "")
        if not target:
            continue
        words = block.prose
        at, to = words.at(start), words.at(end - 1) + 1
        written = document.source.text[at:to]
        link = f"[{written}]({target.removeprefix(document.face.key)})"
        fix = Fix(f"Skriv `{link}`", (Edit(at, to, link),), safe=False) if written == words.text[start:end] else None
        yield found(document, document.source.place(at, to), f"”{event}” är inte länkat.", f"Skriv `{link}`.", fix)


def _places(face: Face) -> Mapping[str, str]:
    """Words → target; "" for words that could mean two places."""
    table: dict[str, str] = {}

    def add(words: str, target: str) -> None:
        table[words] = target if table.get(words, target) == target else ""

    for time in face.times:
        if time.start and time.expression.event:
            add(fold(time.expression.event), time.start)
    for node in face.of(*NODES):
        if node.stable:
            add(fold(node.title), f"{face.key}#{node.id}")
    entries = [entry for entry in face.of(Role.ENTRY) if entry.stable]
    for entry in entries:
        add(fold(entry.title.partition("→")[0]).rstrip(". "), f"{face.key}#{entry.id}")
    if len(entries) == 1:
        add("ingång", f"{face.key}#{entries[0].id}")
    return table


def _forms(event: str) -> Iterator[str]:
    """The words, and without the ending that makes them definite."""
    yield event
    for ending in ("en", "et", "n", "t"):
        if event.endswith(ending):
            yield event.removesuffix(ending)
