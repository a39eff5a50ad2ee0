"""Where the words of a page stand, packed as the index wants it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rodtrad.site.searching.packing import LIST, head, number
from rodtrad.site.searching.reading import PLAIN

Names = Sequence[tuple[int, float]]
"""The names of a word as numbers, each with what the word's weight is divided by."""

EMPTY = head(LIST, 0)

_WEIGHTS = [number(-1 - weight) for weight in range(256)]


class Page(NamedTuple):
    """The words of a page as numbers."""

    words: array[int]
    runs: Sequence[tuple[int, int]]
    """Number of the first word of a stretch, and the weight of its words."""
    fields: Sequence[tuple[int, array[int]]]
    """What is known of the page beside its words: number of the field, and its words."""


class Places:
    """The pages that a name stands on, in a third of the memory that one object for each would take."""

    __slots__ = ("said", "sizes")

    def __init__(self) -> None:
        self.sizes = array("Q")
        """Number of a page, and bytes in `said`."""
        self.said = bytearray()

    def add(self, page: int, said: bytes) -> None:
        """Say where the name stands on a page."""
        self.sizes.append(page << 32 | len(said))
        self.said += said

    def __len__(self) -> int:
        return len(self.sizes)

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        said, begin = bytes(self.said), 0
        for size in self.sizes:
            end = begin + (size & 0xFFFFFFFF)
            yield size >> 32, said[begin:end]
            begin = end


class _Numbers(dict[int, bytes]):
    """Numbers, packed once each."""

    def __missing__(self, value: int) -> bytes:
        found = self[value] = number(value)
        return found


class _Keys(dict[int, tuple[int, ...]]):
    """Word → a key for each of its names: the name's number and the word's weight in one."""

    def __init__(self, names: Sequence[Names], weight: int) -> None:
        self.names = names
        self.weight = weight

    def __missing__(self, word: int) -> tuple[int, ...]:
        found = self[word] = tuple(name << 8 | (int(self.weight // parts) or 1) for name, parts in self.names[word])
        return found


class Packer:
    """Packs pages; knows the names of every word."""

    def __init__(self, names: Sequence[Names]) -> None:
        self._names = names
        self._keys = {PLAIN: _Keys(names, PLAIN)}
        self._numbers = _Numbers()

    def pack(self, page: Page) -> Iterator[tuple[int, bytes]]:
        """Number of each name on the page, and where it stands: places by weight, each counted from the one before."""
        numbers, weights = self._numbers, _WEIGHTS
        fields = self._fields(page)
        found = self._found(page)
        last, size, packed = -1, 0, b""
        for key in sorted(found):
            places = found[key]
            said = weights[key & 255] + numbers[places[0]]
            if len(places) > 1:
                said += b"".join([numbers[there - here] for here, there in pairwise(places)])
            if key >> 8 == last:
                size += len(places) + 1
                packed += said
                continue
            if size:
                yield last, head(LIST, size) + packed + fields.pop(last, EMPTY)
            last, size, packed = key >> 8, len(places) + 1, said
        if size:
            yield last, head(LIST, size) + packed + fields.pop(last, EMPTY)
        yield from ((name, EMPTY + said) for name, said in fields.items())

    def _found(self, page: Page) -> dict[int, list[int]]:
        """Key → places."""
        found: dict[int, list[int]] = {}
        ends = [first for first, _ in page.runs[1:]] + [len(page.words)]
        for (first, weight), end in zip(page.runs, ends, strict=True):
            keys = self._keys.get(weight) or self._keys.setdefault(weight, _Keys(self._names, weight))
            for place, word in enumerate(page.words[first:end], first):
                for key in keys[word]:
                    if key in found:
                        found[key].append(place)
                    else:
                        found[key] = [place]
        return found

    def _fields(self, page: Page) -> dict[int, bytes]:
        """Name → where it stands in the fields, packed: a negative number says which field."""
        found: dict[int, dict[int, list[int]]] = {}
        for field, words in page.fields:
            for place, word in enumerate(words):
                for name, _ in self._names[word]:
                    found.setdefault(name, {}).setdefault(field, []).append(place)
        return {name: _packed_fields(fields) for name, fields in found.items()}


def _packed_fields(fields: dict[int, list[int]]) -> bytes:
    out: list[bytes] = []
    for field, places in fields.items():
        out += [number(-1 - field), number(places[0]), *(number(there - here) for here, there in pairwise(places))]
    return head(LIST, len(out)) + b"".join(out)
