"""Which texts must be complete: those that are out on consultation, or further."""

from __future__ import annotations

from rodtrad.chapters import WRITTEN
from rodtrad.document import Document
from rodtrad.library import is_example
from rodtrad.model import PathwayMatter


def written(document: Document) -> PathwayMatter | None:
    """The front matter of a pathway from *remiss* on; None for drafts, catalogue entries and other documents."""
    matter = document.face.matter
    return matter if isinstance(matter, PathwayMatter) and matter.status in WRITTEN else None


def governed(document: Document) -> PathwayMatter | None:
    """As `written`, but None for examples too: no body decides about them, so they have no decisions to record."""
    return None if is_example(document.face) else written(document)
