"""Omfattning av kunskapsstödet."""

from rodtrad.chapters import ALWAYS, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Omfattning av kunskapsstödet",
    kinds=(Kind.PATHWAY,),
    order=1,
    required=ALWAYS,
    sections=("Vårdnivå och samverkan", "Relaterade kunskapsstöd"),
    template=(
        "Vårdförloppet inleds vid … och avslutas när …\n\n"
        "### Vårdnivå och samverkan\n\nBeskriv vilka som samverkar.\n\n"
        "### Relaterade kunskapsstöd\n\nLänka till kunskapsstöd som hör ihop med detta.\n"
    ),
)
