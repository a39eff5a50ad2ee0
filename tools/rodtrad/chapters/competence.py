"""Kompetensförsörjning."""

from rodtrad.chapters import ALWAYS, Chapter
from rodtrad.model import Kind

CHAPTER = Chapter(
    heading="Kompetensförsörjning",
    kinds=(Kind.IMPACT,),
    order=5,
    required=ALWAYS,
)
