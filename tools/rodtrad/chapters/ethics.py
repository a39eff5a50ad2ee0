"""Etiska aspekter."""

from rodtrad.chapters import ALWAYS, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Etiska aspekter",
    kinds=(Kind.IMPACT,),
    order=3,
    required=ALWAYS,
)
