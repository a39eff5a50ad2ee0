"""En indikator säger inte om data finns.

Varför: en arbetsgrupp väljer mått efter om de går att följa. Utan uppgiften går det inte att se om måttet redovisas
varje år eller inte kan räknas ut alls.

Fel: en indikator utan `datatillgång`, eller `datatillgång:` utan något efter kolon.

Rätt: `datatillgång: delvis`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import IndicatorMatter, Kind
from rodtrad.rules import Family, found
from rodtrad.values import Availability

FAMILY = Family.THREAD
KINDS = (Kind.INDICATOR,)
BREAKS_MACHINES = True

_STATES = ", ".join(f"`{state.value}`" for state in Availability)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """The key is not there, or empty; a value that is none of those allowed is wrong-value's."""
    matter, spots = document.face.matter, document.body.spots
    if not isinstance(matter, IndicatorMatter) or matter.availability is not None:
        return
    spot = spots.get("datatillgång")
    if spot and document.source.text[spot.start : spot.end].strip() not in ("", "null", "~"):
        return
    message = "Det framgår inte om det finns data för indikatorn."
    hint = f"Skriv `datatillgång:` bland nycklarna överst i filen, följt av något av {_STATES}. Vet du inte: `okänd`."
    yield found(document, document.key("datatillgång" if spot else "id"), message, hint)
