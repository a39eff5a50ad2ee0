"""Organisation."""

from rodtrad.chapters import ALWAYS, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Organisation",
    kinds=(Kind.IMPACT,),
    order=4,
    required=ALWAYS,
)
