"""Vårdförloppet bygger inte in de två generiska modellerna.

Varför: levnadsvanor, rehabilitering och försäkringsmedicin beskrivs en gång för alla vårdförlopp. De byggs in
genom länkar.

Fel: ett vårdförlopp på remiss som inte länkar till `generisk-rehabilitering.md`.

Rätt: `[Generisk modell för rehabilitering](generisk-rehabilitering.md) är inbyggd i åtgärd ([O](#funktion)).`
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._headings import folded
from rodtrad.rules._state import written
from rodtrad.values import PathwayType

FAMILY = Family.CHAPTERS
KINDS = (Kind.PATHWAY,)
MODELS = ("generisk-levnadsvanor", "generisk-rehabilitering")
CHAPTER = "Patientmedverkan och kommunikation"


def check(document: Document, library: Library) -> Iterator[Finding]:
    """From consultation on; a link anywhere is enough. Where the chapter is missing, that is said instead."""
    matter = written(document)
    if matter is None or matter.type is PathwayType.GENERIC_MODEL or not is_full_text(document.face):
        return
    chapter = next((c for c in document.body.chapters if folded(c.title) == folded(CHAPTER)), None)
    if chapter is None:
        return
    linked = {link.target.partition("#")[0] for link in document.face.links if "generisk" in link.target}
    outside = [link for link in document.face.links if ":" in link.target]
    for model in MODELS:
        if f"{document.face.folder}/{model}" not in linked:
            face = library.faces.get(f"{document.face.folder}/{model}")
            title = face.title if face else model
            hint = f"Skriv `[{title}]({model}.md)` i kapitlet och säg vid vilken åtgärd modellen används."
            topic = model.partition("-")[2]
            if away := next((link for link in outside if "generisk" in link.target and topic in link.target), None):
                hint = (
                    f"Länken på rad {away.place.line} går ut ur projektet: skriv `{model}.md` i stället för adressen."
                )
            yield found(document, document.place(chapter), f"Texten länkar inte till {title}.", hint)
