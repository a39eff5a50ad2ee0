"""Täljare."""

from rodtrad.chapters import ALWAYS, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Täljare",
    kinds=(Kind.INDICATOR,),
    order=2,
    required=ALWAYS,
    template="Uppgift saknas.\n",
)
