"""The other words that a word is found by: its base form, and the parts of a compound with theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from rodtrad.site.searching.compounds import WORD, Splitter
from rodtrad.spelling import common

BASES = Path(__file__).with_name("base_forms.txt")
"""Everyday words, each with its base forms, where Pagefind's stemming does not make them one: "fötter fot".

`rodtrad dev words` makes it with the dictionary, which takes 0.2 s to load.
"""

SHORTEST = 3
"""Letters of the shortest word that is looked up."""

BASE, PART = 1.04, 2.0
"""What a word's weight is divided by for its base form, and for a part of it.

Pagefind adds equal weights that meet at one place and else takes the least: a base form weighs a little less.
"""


_DOING = re.compile(r"(\w{3,})ing(?:s|en|ens|ar|ars|arna|arnas)?")
_DONE = re.compile(r"(?:as?|ar|er|ts?|des?|te|d|ande|ende)\Z")


@cache
def base_forms() -> Mapping[str, Sequence[str]]:
    """Everyday word → base forms that are not found by it already."""
    lines = (line.split() for line in BASES.read_text("utf-8").splitlines())
    return {word: bases for word, *bases in lines}


def _bases(word: str) -> Sequence[str]:
    """Base forms of a word; of one that is not well-known by an ending that Pagefind leaves: "klyftan" → "klyfta"."""
    return base_forms().get(word) or ((word.removesuffix("s")[:-1],) if word.endswith(("an", "ans")) else ())


def _kin(word: str) -> Iterator[str]:
    """What is done, of the noun for doing it, and the other way: "bedömning" and "bedöm", if both are well-known."""
    found = _DOING.fullmatch(word)
    if found:
        verbs = (f"{found[1]}a", f"{found[1].removesuffix('n')}a")
        yield from (verb for verb in verbs if verb in common())
    elif len(word) > 3:
        stem = _DONE.sub("", word)
        yield from (noun for noun in (f"{stem}ning", f"{stem}ing") if noun in common())


class Related:
    """Knows the related words of each that it has been asked for."""

    def __init__(self, splitter: Splitter) -> None:
        self._splitter = splitter
        self._found: dict[str, Mapping[str, float]] = {}

    def __call__(self, written: str) -> Mapping[str, float]:
        """Related words of what stands between two spaces, each with what its weight is divided by."""
        found: dict[str, float] = {}
        for word in WORD.findall(written.casefold()):
            if len(word) >= SHORTEST:
                found.update(self._of(word))
        return found

    def _of(self, word: str) -> Mapping[str, float]:
        known = self._found.get(word)
        if known is None:
            known = self._found[word] = {**self._parts(word), **dict.fromkeys(self._bases(word), BASE)}
        return known

    def _parts(self, word: str) -> dict[str, float]:
        parts = self._splitter.parts(word)
        bases = (base for part in parts for base in _bases(part))
        return dict.fromkeys([*parts, *bases, *_kin(word)], PART)

    def _bases(self, word: str) -> list[str]:
        """Of a compound, what its last part is a form of: "strokeenheterna" → "strokeenhet"."""
        ends = (tail for _, tail in self._splitter.pairs(word))
        made = (word[: len(word) - len(tail)] + base for tail in ends for base in _bases(tail))
        return [*_bases(word), *made]
