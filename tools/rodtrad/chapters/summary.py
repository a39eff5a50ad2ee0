"""Sammanfattning av vårdförloppet."""

from rodtrad.chapters import WRITTEN, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Sammanfattning av vårdförloppet",
    kinds=(Kind.PATHWAY,),
    order=9,
    required=WRITTEN,
    template="Sammanfatta vårdförloppet i några meningar.\n",
)
