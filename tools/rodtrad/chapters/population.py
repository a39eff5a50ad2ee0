"""Population."""

from rodtrad.chapters import ALWAYS, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Population",
    kinds=(Kind.INDICATOR,),
    order=4,
    required=ALWAYS,
    template="Uppgift saknas.\n",
)
