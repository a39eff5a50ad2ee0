"""Relaterad information."""

from rodtrad.chapters import WRITTEN, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Relaterad information",
    kinds=(Kind.PATHWAY,),
    order=10,
    required=WRITTEN,
    sections=("Konsekvensbeskrivning", "Arbetsgruppens medlemmar", "Bilagor"),
    template=(
        "### Konsekvensbeskrivning\n\nLänka till konsekvensbeskrivningen när den är skriven.\n\n"
        "### Arbetsgruppens medlemmar\n\nSkriv roller och organisationer, aldrig personnamn.\n"
    ),
)
