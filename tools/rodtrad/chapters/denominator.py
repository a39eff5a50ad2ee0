"""Nämnare."""

from rodtrad.chapters import ALWAYS, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Nämnare",
    kinds=(Kind.INDICATOR,),
    order=3,
    required=ALWAYS,
    template="Uppgift saknas.\n",
)
