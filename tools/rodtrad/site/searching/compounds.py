"""The words that a Swedish compound is made of, so that a search for "förlopp" finds "vårdförlopp"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rodtrad.face import Role
from rodtrad.library import Library
from rodtrad.spelling import clinical, common

WORD = re.compile(r"[a-zåäöéü]+")

SHORTEST = 6
"""Letters of the shortest word that is split."""

LONGEST = 60
"""Letters of the longest: what is longer is no word, and to split it would take the square of its length."""

PART = 4
"""Letters of the shortest part, but for those that are told apart."""

SHORT = frozenset(
    {
        *("arm", "ben", "fot", "hud", "knä", "led", "lår", "mag", "mun", "tå", "öga"),
        *("hög", "kol", "mat", "rök", "syn", "sår", "tal", "tia"),
    }
)
"""Parts of the body and other words of fewer letters that compounds are made of."""

ENDINGS = re.compile(
    "anden?|arna|arter|domar|domens?|enden?|erna|heten|heter|inga|ingens?|lade|lagt|ligare|ligen|ligt|loger|logen|mentet"
    "|orna|ration|serna|skap|skapen|tarna|tens|terna|äggen|ögen"
)
"""Words that end others by chance: "utskrivn|ingen"."""

PARTICLES = re.compile(
    "av|bort|efter|emot|fort|fram|från|för|föra|före|förbi|genom|häri|hem|igen|ihop|inne|mellan|mitt|motsatt|nedan|nere"
    "|någon|omkring|ovan|samma|samman|till|tillbaka|under|uppe?|utan|vidare|åter|över|överens"
)
"""Words that change what a verb means, and are no part to search by: "under|sökning"."""

_CASES = re.compile(r"(?:(?:ar|er|or)(?:na)?s?|(?:en|et)s?|[snt])\Z")
"""Endings of a last part that may be known without them."""

_JOINTS = {"o": "a", "u": "a", "e": "a"}
"""A vowel that a first part ends with in compounds → the one it ends with alone: "kvinnosjukdom"."""

HEADINGS = frozenset({Role.CHAPTER, Role.SECTION, Role.GROUP, Role.ACTION, Role.DECISION, Role.ENTRY_OF_REGISTER})


class Splitter:
    """Splits words where two known ones meet: words of titles, everyday words, and words of health care."""

    def __init__(self, known: Iterable[str]) -> None:
        every = (*known, *common(), *clinical())
        self._known = SHORT.union(word for word in every if len(word) >= PART and not PARTICLES.fullmatch(word))
        self._split: dict[str, tuple[tuple[str, str], ...]] = {}

    @classmethod
    def of(cls, library: Library) -> Splitter:
        """A splitter that also knows the words of every title and heading."""
        titles = [face.title for face in library.faces.values()]
        titles += [block.title for face in library.faces.values() for block in face.of(*HEADINGS)]
        return cls(WORD.findall(" ".join(titles).casefold()))

    def parts(self, word: str) -> frozenset[str]:
        """Every part: "höftledsartros" → "höftled", "höft", "led" and "artros". None of a word that is no compound."""
        return frozenset(part for pair in self.pairs(word) for one in pair for part in (one, *self.parts(one)))

    def pairs(self, word: str) -> tuple[tuple[str, str], ...]:
        """The ways to read a word as two: the first part as it is alone, and the last as it is written."""
        found = self._split.get(word)
        if found is None:
            found = self._split[word] = tuple(self._read(word)) if SHORTEST <= len(word) <= LONGEST else ()
        return found

    def _read(self, word: str) -> Iterator[tuple[str, str]]:
        for cut in range(2, len(word) - 1):
            tail, joined = word[cut:], word[cut - 1] == "s"
            if joined and self._first(word[: cut - 1]) and (self._ends("s" + tail) or self.pairs("s" + tail)):
                continue  # "hjärt|svikt", and not "hjärts|vikt"
            if head := self._first(word[:cut]):
                if self._ends(tail) or (len(tail) > SHORTEST and self.pairs(tail)):
                    yield head, tail
            elif self._ends(tail):
                head = word[: cut - 1] if joined else word[:cut]
                if len(head) > SHORTEST and any(last in self._known for _, last in self.pairs(head)):
                    yield head, tail

    def _ends(self, tail: str) -> bool:
        if ENDINGS.fullmatch(tail):
            return False
        if tail in self._known:
            return True
        case = _CASES.search(tail)
        return case is not None and case.start() >= PART and tail[: case.start()] in self._known

    def _first(self, head: str) -> str:
        """A first part as it is alone: without the s that joins it, or with the vowel that it has lost; else ""."""
        known, bare, last = self._known, head[:-1], head[-1]
        if last == "s" and bare in known:
            return bare
        if head in known:
            return head
        if last in _JOINTS and bare + _JOINTS[last] in known:
            return bare + _JOINTS[last]
        if len(head) >= PART:
            return next((head + vowel for vowel in "ae" if head + vowel in known), "")
        return ""
