"""Felkällor."""

from rodtrad.chapters import Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Felkällor",
    kinds=(Kind.INDICATOR,),
    order=6,
    template="Uppgift saknas.\n",
)
