"""Jämförbarhet."""

from rodtrad.chapters import Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Jämförbarhet",
    kinds=(Kind.INDICATOR,),
    order=8,
)
