"""En indikator har varken id i Kvalitetsindikatorkatalogen eller målnivå.

Varför: utan id kan ingen hämta resultat för måttet, och utan målnivå går det inte att säga om vården är bra nog.

Fel: indikatorns fil säger `kik:` med `mId: null` och `status: okänd`, och under `## Målnivåer` står ingen tabell.

Rätt: måttets id vid `mId`. Finns måttet inte i katalogen: skriv `status: saknas`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library, is_example
from rodtrad.model import IndicatorMatter, Kind
from rodtrad.rules import Family, found
from rodtrad.rules._links import links
from rodtrad.rules._state import written

FAMILY = Family.THREAD
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY,)

_LOOKED_UP = "saknas"


def check(document: Document, library: Library) -> Iterator[Finding]:
    """From consultation on, where the pathway uses it; nothing more can be known of an example."""
    if written(document) is None:
        return
    for use in links(document.face, "indicator"):
        face = library.get(Kind.INDICATOR, use.target.rpartition("/")[2])
        if face is None or face.targets or is_example(face) or not isinstance(face.matter, IndicatorMatter):
            continue
        kik = face.matter.kik or {}
        if kik.get("mId") or kik.get("status") == _LOOKED_UP:
            continue
        message = f"Indikatorn ”{face.title}” har varken id i Kvalitetsindikatorkatalogen eller målnivå."
        hint = (
            f"Sök måttet i katalogen och skriv id:t vid `mId` i `{face.path.rpartition('/')[2]}`; "
            "finns det inte där, skriv `status: saknas`."
        )
        yield found(document, use.place, message, hint)
