"""The words of the pages that one process writes, and where they stand, packed for the index."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from rodtrad.site.searching.packing import sealed
from rodtrad.site.searching.places import Packer, Page, Places
from rodtrad.site.searching.reading import CHOICES, Said, choice
from rodtrad.site.searching.related import Related
from rodtrad.site.searching.vocabulary import Name, all_names, names

FRAGMENTS = "fragment"

FIELDS = ("title", "typ")
"""What is known of a page beside its words, in the order of the index."""


class Sheet(NamedTuple):
    """A page in the index."""

    url: str
    id: str
    length: int
    """Words on the page."""


class Share(NamedTuple):
    """What one process has collected."""

    sheets: list[Sheet]
    places: dict[Name, Places]
    """Name → the sheets that it stands on, by number."""
    words: dict[Name, str]
    """Stem, and how it is written → the shortest word of it."""


class _Numbers(dict[str, int]):
    """Numbers for words, in the order they are met."""

    def __missing__(self, word: str) -> int:
        found = self[word] = len(self)
        return found


class Collector:
    """Takes pages one by one, writes what a hit shows of each, and keeps only the numbers of its words."""

    def __init__(self, home: Path, related: Related | None = None) -> None:
        self._related = related
        self._fragments = str(home / FRAGMENTS)
        self._numbers = _Numbers()
        self._sheets: list[Sheet] = []
        self._pages: list[Page] = []

    def take(self, pages: Iterable[Said | None]) -> None:
        """Take pages; None stands for one that is not searched."""
        for said in pages:
            if said:
                self._add(said)

    def _add(self, said: Said) -> None:
        shown = {
            "url": said.url,
            "content": " ".join(said.words),
            "word_count": len(said.words),
            "filters": said.filters,
            "meta": said.meta,
            "anchors": said.anchors,
        }
        data = json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()
        id = _id(data, said)
        with open(f"{self._fragments}/{id}.pf_fragment", "wb") as file:  # noqa: PTH123 - thousands of files
            file.write(sealed(data))
        self._sheets.append(Sheet(said.url, id, len(said.words)))
        fields = [
            (place, self._numbered(said.meta[name].split())) for place, name in enumerate(FIELDS) if name in said.meta
        ]
        self._pages.append(Page(self._numbered(said.words), said.runs, fields))

    def _numbered(self, words: list[str]) -> array[int]:
        return array("I", map(self._numbers.__getitem__, words))

    def share(self, running: Path | None = None) -> Share:
        """Everything collected, once: the pages are let go one by one, since what is made of them is as large.

        The part of Pagefind that runs in the browser is put into the folder `running`.
        """
        known: dict[Name, int] = {}
        words = list(self._numbers)
        called, plain = all_names(words, self._related, running) if self._related else (names(words, running), {})
        self._numbers.clear()
        packer = Packer([[(known.setdefault(name, len(known)), parts) for name, parts in one] for one in called])
        places = [Places() for _ in known]
        self._pages.reverse()
        for number in range(len(self._pages)):
            for name, said in packer.pack(self._pages.pop()):
                places[name].add(number, said)
        return Share(self._sheets, dict(zip(known, places, strict=True)), plain)


def _id(data: bytes, said: Said) -> str:
    """The name of a page in the index, which also says what it can be chosen by.

    Pagefind's own filters can only be asked which pages they leave, for which it fetches the whole index.
    """
    choices = ("_".join(map(choice, said.filters.get(name, ())[:2])) for name in CHOICES.values())
    return ".".join([f"sv_{hashlib.sha256(data).hexdigest()[:12]}", *choices])
