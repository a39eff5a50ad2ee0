"""Information."""

from rodtrad.chapters import ALWAYS, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Information",
    kinds=(Kind.IMPACT,),
    order=6,
    required=ALWAYS,
)
