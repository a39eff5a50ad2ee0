"""En exempelindikator har målnivåer eller id i ett verkligt system.

Varför: ett påhittat mått kan inte ha mål som någon har beslutat. Den som läser siffrorna tror att de gäller.

Fel: `exempel: true` och raden `| 2024 | 80 | 90 | socialstyrelsen | A |`.

Rätt: `exempel: true` och `Ingen målnivå är känd.`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library, is_example
from rodtrad.model import IndicatorMatter, Kind
from rodtrad.rules import Family, found

FAMILY = Family.THREAD
KINDS = (Kind.INDICATOR,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Rows of targets, the id in Kvalitetsindikatorkatalogen, ids in other systems."""
    face, matter = document.face, document.face.matter
    if not is_example(face) or not isinstance(matter, IndicatorMatter):
        return
    hint = "Ta bort uppgiften, eller `exempel: true` om måttet har en källa."
    if face.targets:
        message = "Exempelindikatorn har målnivåer."
        yield found(document, face.targets[0].place, message, "Skriv `Ingen målnivå är känd.` i stället för tabellen.")
    for key in ("mId", "id"):
        if matter.kik and matter.kik.get(key):
            message = f"Exempelindikatorn har `{key}` i Kvalitetsindikatorkatalogen."
            yield found(document, document.key(f"kik.{key}"), message, hint)
    if matter.external:
        yield found(document, document.key("externa id", of_key=True), "Exempelindikatorn har id i andra system.", hint)
