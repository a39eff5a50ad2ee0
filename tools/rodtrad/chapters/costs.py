"""Kostnader."""

from rodtrad.chapters import ALWAYS, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Kostnader",
    kinds=(Kind.IMPACT,),
    order=2,
    required=ALWAYS,
)
