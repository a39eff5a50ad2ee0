"""Parts of Swedish compounds, so that a search for "förlopp" finds "vårdförlopp"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rodtrad.face import Role
from rodtrad.library import Library

WORD = re.compile(r"[a-zåäöéü]{3,}")

SHORTEST = 9
"""Letters of the shortest word that is split."""

LONGEST = 60
"""Letters of the longest: what is longer is no word, and to split it would take the square of its length."""

HEAD = 4
"""Letters of the shortest first part."""

TAIL = 5
"""Letters of the shortest last part: shorter ones are endings more often than words."""

HEADINGS = frozenset({Role.CHAPTER, Role.SECTION, Role.GROUP, Role.ACTION, Role.DECISION, Role.ENTRY_OF_REGISTER})


class Splitter:
    """Splits words at places where a word known from titles begins or ends."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = frozenset(known)
        self._split: dict[str, tuple[str, ...]] = {}

    @classmethod
    def of(cls, library: Library) -> Splitter:
        """A splitter that knows the words of every title and heading."""
        titles = [face.title for face in library.faces.values()]
        titles += [block.title for face in library.faces.values() for block in face.of(*HEADINGS)]
        return cls(WORD.findall(" ".join(titles).casefold()))

    def parts(self, word: str) -> tuple[str, ...]:
        """Last parts of a compound: "hjärtsviktssymtom" → "sviktssymtom", "symtom"."""
        found = self._split.get(word)
        if found is None:
            found = self._split[word] = tuple(
                tail
                for cut in range(HEAD, len(word) - TAIL + 1)
                if (tail := word[cut:]) in self.known or self._begins(word[:cut], tail)
            )
        return found

    def _begins(self, head: str, tail: str) -> bool:
        """The head is a word, with or without the s that joins it to the tail."""
        if head in self.known:
            return tail[0] != "s"
        return head[-1] == "s" and head[:-1] in self.known and len(head) > HEAD

    def missing(self, said: Iterable[str]) -> list[str]:
        """Parts of the compounds on a page that do not stand on it as words of their own, sorted."""
        words = set(WORD.findall(" ".join(set(said)).casefold()))
        found = {part for word in words if SHORTEST <= len(word) <= LONGEST for part in self.parts(word)}
        return sorted(found - words)
