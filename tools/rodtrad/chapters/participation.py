"""Patientmedverkan och kommunikation."""

from rodtrad.chapters import WRITTEN, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Patientmedverkan och kommunikation",
    kinds=(Kind.PATHWAY,),
    order=6,
    required=WRITTEN,
    sections=("Personcentrering och patientkontrakt", "Stöd och information"),
    template=(
        "### Personcentrering och patientkontrakt\n\nBeskriv hur patienten är med och planerar vården.\n\n"
        "### Stöd och information\n\nBeskriv vilken information patient och närstående får.\n"
    ),
)
