"""Alternativ."""

from rodtrad.chapters import ALWAYS, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Alternativ",
    kinds=(Kind.IMPACT,),
    order=7,
    required=ALWAYS,
)
