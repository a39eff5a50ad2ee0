"""Inget mått bygger på patientens egna svar.

Varför: bara patienten vet hur vardagen blev och hur vården upplevdes. Saknas ett patientrapporterat mått bör läsaren
få veta varför.

Fel: ett vårdförlopp utan indikator med `patientrapporterad: PROM` eller `PREM`, och utan skäl.

Rätt: en sådan indikator, eller raden `- **Patientrapporterat mått saknas:** enkäten är inte prövad för sjukdomen`
under `## Kvalitetsuppföljning`.
"""

from collections.abc import Iterator

from rodtrad.chapters import fact
from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import IndicatorMatter, Kind
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._links import links

FAMILY = Family.THREAD
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)

_REASON = "Patientrapporterat mått saknas"


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Look at the indicators in use; while one of them cannot be found, nobody knows."""
    if not is_full_text(document.face):
        return
    targets = [link.target for link in links(document.face, "indicator")]
    faces = [library.faces.get(target.partition("#")[0]) for target in targets]
    if not faces or any(face is None for face in faces):
        return
    matters = [face.matter for face in faces if face]
    if any(isinstance(matter, IndicatorMatter) and matter.patient_reported for matter in matters):
        return
    chapter = next((c for c in document.body.chapters if c.id == "kvalitetsuppfoljning"), None)
    if chapter is None or _says_why(document, chapter.id):
        return
    message = "Ingen av indikatorerna bygger på patientens egna svar."
    hint = f"Lägg till ett patientrapporterat mått, eller skriv `- **{_REASON}:** skäl` i kapitlet."
    yield found(document, document.place(chapter), message, hint)


def _says_why(document: Document, chapter: str) -> bool:
    inside = {chapter}
    for block in document.body.blocks:
        if block.id != chapter and block.parent not in inside:
            continue
        inside.add(block.id)
        item = fact(block.nodes[0]) if block.role is Role.INDICATOR else None
        said = [*block.facts, item] if item else block.facts
        if any(one.name.casefold() == _REASON.casefold() and one.text for one in said):
            return True
    return False
