"""A PDF taken apart: its structure, its words, its links."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pypdf import PdfReader


@dataclass(frozen=True)
class Element:
    """One element of the structure: `/H1`, `/TH` …, and what it says of itself."""

    kind: str
    said: Any
    path: tuple[str, ...]


class Taken:
    """A PDF that has been read."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.reader = PdfReader(io.BytesIO(data))
        self.root: Any = self.reader.trailer["/Root"]

    @cached_property
    def texts(self) -> list[str]:
        """The words of each page."""
        return [page.extract_text() for page in self.reader.pages]

    @cached_property
    def elements(self) -> list[Element]:
        """The structure in reading order."""
        return list(_elements(self.root["/StructTreeRoot"]["/K"], ()))

    def of(self, kind: str) -> list[Element]:
        return [element for element in self.elements if element.kind == kind]

    @cached_property
    def links(self) -> list[Any]:
        """The link annotations."""
        pages = [page.get("/Annots") or () for page in self.reader.pages]
        return [annotation.get_object() for annotations in pages for annotation in annotations]

    def bookmarks(self) -> list[tuple[int, str]]:
        """The outline as depth and title."""
        return list(_bookmarks(self.reader.outline, 1))


def _elements(kids: Any, path: tuple[str, ...]) -> Iterator[Element]:
    kids = kids.get_object()
    for kid in kids if isinstance(kids, list) else [kids]:
        said = kid.get_object()
        if not isinstance(said, dict) or "/S" not in said:
            continue
        yield Element(str(said["/S"]), said, path)
        if "/K" in said:
            yield from _elements(said["/K"], (*path, str(said["/S"])))


def _bookmarks(outline: Any, depth: int) -> Iterator[tuple[int, str]]:
    for item in outline:
        if isinstance(item, list):
            yield from _bookmarks(item, depth + 1)
        else:
            yield depth, str(item.title)


def squeezed(words: str) -> str:
    """Words without what parts them: a line may be broken anywhere."""
    return re.sub(r"\s|\u00ad", "", words)
