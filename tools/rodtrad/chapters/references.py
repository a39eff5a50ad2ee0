"""Referenser."""

from rodtrad.chapters import WRITTEN, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Referenser",
    kinds=(Kind.PATHWAY,),
    order=11,
    required=WRITTEN,
    template="Skriv referenser som fotnoter.\n",
)
