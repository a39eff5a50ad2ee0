"""Flödesschema för vårdförloppet."""

from rodtrad.chapters import WRITTEN, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Flödesschema för vårdförloppet",
    kinds=(Kind.PATHWAY,),
    order=4,
    required=WRITTEN,
    template="Flödesschemat ritas från åtgärdernas vägar.\n",
)
