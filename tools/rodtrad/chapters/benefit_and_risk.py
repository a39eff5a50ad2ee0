"""Nytta och risk."""

from rodtrad.chapters import ALWAYS, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Nytta och risk",
    kinds=(Kind.IMPACT,),
    order=1,
    required=ALWAYS,
)
