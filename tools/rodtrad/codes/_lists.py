"""Codes found in prose, and what a list of codes says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from rodtrad.codes import CodeSystem


class Mention(Struct, frozen=True, gc=False):
    """A code found in prose, in its normal form."""

    code: str
    start: int
    end: int


class CodeList(Struct, frozen=True, dict=True):
    """The codes of one edition. None is part of this package: they are other people's work and change every year."""

    scheme: str
    titles: Mapping[str, str]
    """Code in its normal form → title."""
    marks: Mapping[str, str]
    """Code → "†" (cause) or "*" (manifestation), where the list marks it."""
    unread: tuple[int, ...] = ()
    """Lines (from 1) that hold no code: headings, blocks, faults."""
    since: Mapping[str, int] = {}
    """Code → the first year that it is valid, where the list says so."""
    until: Mapping[str, int] = {}
    """Code → the last year that it is valid, where the list says so."""

    def __contains__(self, code: object) -> bool:
        return code in self.titles

    def __len__(self) -> int:
        return len(self.titles)

    def title(self, code: str) -> str:
        """What the code stands for, or "" where the list does not know it."""
        return self.titles.get(code, "")

    def is_valid(self, code: str, year: int) -> bool:
        """Whether a code of the list may be used in a year; what the list does not say is no hindrance."""
        return self.since.get(code, year) <= year <= self.until.get(code, year)

    def is_divided(self, code: str) -> bool:
        """Whether the list has codes below this one."""
        return code in self._divided

    @cached_property
    def newest(self) -> int:
        """The year in which the list last changed: a code came, or was no longer there."""
        return max(max(self.since.values(), default=0), max(self.until.values(), default=-1) + 1)

    @cached_property
    def _divided(self) -> frozenset[str]:
        from rodtrad.codes import systems

        above = systems()[self.scheme].above
        found: set[str] = set()
        for code in self.titles:
            wider = above(code)
            while wider is not None and wider not in found:
                found.add(wider)
                wider = above(wider)
        return frozenset(found)


def find(system: CodeSystem, text: str) -> tuple[Mention, ...]:
    """Valid bare codes of `system` in prose, in order."""
    patterns = [pattern for pattern in (system.prose, system.marked if "†" in text else None) if pattern]
    found = []
    for match in (match for pattern in patterns for match in pattern.finditer(text)):
        code = system.normalise(text[match.start("code") : match.end()])
        if system.valid(code):
            found.append(Mention(code, match.start("code"), match.end()))
    return tuple(sorted(found, key=lambda mention: mention.start))
