"""Tolkning."""

from rodtrad.chapters import Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Tolkning",
    kinds=(Kind.INDICATOR,),
    order=7,
)
