"""Definition."""

from rodtrad.chapters import ALWAYS, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Definition",
    kinds=(Kind.INDICATOR,),
    order=1,
    required=ALWAYS,
    template="Uppgift saknas.\n",
)
