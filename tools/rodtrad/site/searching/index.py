"""The index: what all processes have collected, in the files that Pagefind reads in the browser."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from rodtrad.site.searching.collecting import FIELDS, Share
from rodtrad.site.searching.packing import LIST, head, listed, number, sealed, text
from rodtrad.site.searching.places import EMPTY
from rodtrad.site.searching.vocabulary import Name

CHUNK = 64 * 1024
"""Bytes from which a part of the index is full, before it is compressed."""

_PLACE = head(LIST, 3)


class Chunk(NamedTuple):
    """A part of the index: a search fetches those of the words it looks for."""

    first: str
    last: str
    hash: str


def write(shares: Sequence[Share], home: Path) -> None:
    """Write the index of all pages, in order of their addresses, beside what hits show of each."""
    sheets = sorted(sheet for share in shares for sheet in share.sheets)
    order = {sheet.url: number for number, sheet in enumerate(sheets)}
    words = _words(shares, [[order[sheet.url] for sheet in share.sheets] for share in shares])
    (home / "index").mkdir(exist_ok=True)
    chunks = list(_chunks(words, home))
    meta = listed(
        (
            text(_version(home)),
            listed(listed((text(sheet.id), number(sheet.length))) for sheet in sheets),
            listed(listed(map(text, chunk)) for chunk in _bounded(chunks)),
            listed(()),  # filters
            listed(()),  # orders
            listed(map(text, FIELDS)),
        )
    )
    hash = _written(meta, home, "pagefind.{}.pf_meta")
    _enter(hash, len(sheets), home)


def _written(data: bytes, home: Path, name: str) -> str:
    """Write a file that is named by a hash of its content; the hash."""
    hash = f"sv_{hashlib.sha256(data).hexdigest()[:12]}"
    (home / name.format(hash)).write_bytes(sealed(data))
    return hash


def _chunks(words: Iterable[tuple[str, bytes]], home: Path) -> Iterator[Chunk]:
    """Write the words, so many at a time; each part."""
    first, last, size = "", "", 0
    packed: list[bytes] = []
    for stem, data in words:
        if size >= CHUNK:
            yield Chunk(first, last, _written(listed((listed(packed),)), home, "index/{}.pf_index"))
            packed, size = [], 0
        first, last = (first if packed else stem), stem
        packed.append(data)
        size += len(data)
    if packed:
        yield Chunk(first, last, _written(listed((listed(packed),)), home, "index/{}.pf_index"))


def _words(shares: Sequence[Share], order: Sequence[Sequence[int]]) -> Iterator[tuple[str, bytes]]:
    """Every word in order, packed. `order` gives for each share its pages' numbers in the index."""
    forms: dict[str, set[str]] = {}
    for share in shares:
        for stem, form in share.places:
            forms.setdefault(stem, set()).add(form)
    for stem in sorted(forms):
        packed = {
            form: _pages(
                (numbers[page], said)
                for share, numbers in zip(shares, order, strict=True)
                for page, said in share.places.get(Name(stem, form), ())
            )
            for form in sorted(forms[stem])
        }
        plain = packed.pop("", EMPTY)
        yield stem, listed((text(stem), plain, listed(listed((text(form), pages)) for form, pages in packed.items())))


def _pages(places: Iterable[tuple[int, bytes]]) -> bytes:
    """The pages of a word; each is counted from the one before."""
    out: list[bytes] = []
    last = 0
    for page, said in sorted(places):
        out.append(_PLACE + number(page - last) + said)
        last = page
    return listed(out)


def _bounded(chunks: Sequence[Chunk]) -> Iterator[Chunk]:
    """Parts with their bounds cut to what tells them apart, as Pagefind does: a word may be looked for by its start."""
    first = chunks[0].first if chunks else ""
    for chunk, after in zip(chunks, [*chunks[1:], None], strict=True):
        last, begin = chunk.last, ""
        if after:
            same = takewhile(lambda pair: pair[0] == pair[1], zip(chunk.last, after.first, strict=False))
            length = sum(1 for _ in same) + 1
            begin = after.first[:length]
            last = last[:length] if last[:length] >= first else last
        yield Chunk(first, last, chunk.hash)
        first = begin


def _version(home: Path) -> str:
    return str(json.loads((home / "pagefind-entry.json").read_text("utf-8"))["version"])


def _enter(hash: str, count: int, home: Path) -> None:
    """Say which index there is, where Pagefind looks first."""
    path = home / "pagefind-entry.json"
    entry = json.loads(path.read_text("utf-8"))
    entry["languages"] = {"sv": {"hash": hash, "wasm": "sv", "page_count": count}}
    path.write_text(json.dumps(entry, ensure_ascii=False, separators=(",", ":")), "utf-8")
