"""Två dokument har nästan samma titel.

Varför: läsaren kan inte skilja dem åt i sökningar och listor. Ofta är det samma sak som har skrivits två gånger.

Fel: `Hjärtsvikt hos vuxna` och `Vuxna med hjärtsvikt`.

Rätt: en av titlarna säger vad som skiljer: `Hjärtsvikt hos vuxna – nydebuterad`.
"""

import re
from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache

from rodtrad.face import Face
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import Family, found_in
from rodtrad.source import START

FAMILY = Family.LINKS
SEVERITY = Severity.WARNING

COMPARISONS = 500
"""At most so many pairs are compared letter by letter: the time may not grow with the square of the library."""

LIKE = 0.92
"""Share of the letters that match in a word and its misspelling."""

_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    [
        "och",
        "eller",
        "vid",
        "hos",
        "med",
        "av",
        "för",
        "i",
        "på",
        "en",
        "ett",
        "den",
        "det",
        "de",
        "som",
        "person",
        "personer",
    ]
)
_ENDING = re.compile(r"(?<=\w{4})(?:erna|arna|orna|ens|ets|en|et|er|ar|or|na|s|n|t|a)$")


def check(library: Library) -> Iterator[Finding]:
    """Indicators with the same title; pathways with the same words in any order and form, or with a misspelling."""
    pathways = [(face, _words(face.title)) for face in library.of(Kind.PATHWAY)]
    yield from _same((_stems(words), face) for face, words in pathways)
    yield from _same((face.title.casefold(), face) for face in library.of(Kind.INDICATOR))
    yield from _misspelt(pathways)


def _same(titled: Iterable[tuple[Hashable, Face]]) -> Iterator[Finding]:
    seen: dict[Hashable, Face] = {}
    for title, face in titled:
        other = seen.setdefault(title, face)
        if other is not face and not _related(face, other):
            yield _finding(face, other)


def _misspelt(pathways: Iterable[tuple[Face, list[str]]]) -> Iterator[Finding]:
    """Compare only titles whose words begin alike."""
    groups: dict[tuple[str, ...], list[tuple[Face, list[str]]]] = {}
    for face, said in pathways:
        words = sorted(said)
        groups.setdefault(tuple(word[:3] for word in words), []).append((face, words))
    left = COMPARISONS
    for group in groups.values():
        for index, (face, words) in enumerate(group):
            for other, others in group[:index]:
                left -= 1
                if left < 0:
                    return
                if _alike(words, others) and not _related(face, other):
                    yield _finding(face, other)


def _stems(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(map(_stem, words)))


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """Titles use the same words over and over."""
    return _ENDING.sub("", word)


def _words(title: str) -> list[str]:
    return [word for word in _WORD.findall(title.casefold()) if word not in _SMALL]


def _alike(words: list[str], others: list[str]) -> bool:
    """The same words but for one or two that differ in a letter. Titles equal but for endings are already told."""
    if not all(a == b or _is_slip(a, b) for a, b in zip(words, others, strict=True)):
        return False
    return [*map(_stem, words)] != [*map(_stem, others)]


def _is_slip(word: str, other: str) -> bool:
    both = len(word) + len(other)
    # Letters that only one of them has are not matched: most pairs need not be compared further.
    if len(word) <= 5 or len({*word} ^ {*other}) > both * (1 - LIKE) or abs(len(word) - len(other)) > both * (1 - LIKE):
        return False
    from difflib import SequenceMatcher  # nearly no library needs it

    return SequenceMatcher(None, word, other).ratio() >= LIKE


def _related(face: Face, other: Face) -> bool:
    """One says how it belongs with the other: then the likeness is known."""
    return any(_names(one, two.id) for one, two in ((face, other), (other, face)))


def _names(face: Face, id: str) -> bool:
    matter = face.matter
    if not isinstance(matter, PathwayMatter):
        return False
    return id in (matter.replaced_by, matter.merged_into, matter.pair_with, matter.part_of, *(matter.replaces or ()))


def _finding(face: Face, other: Face) -> Finding:
    message = f"Titeln ”{face.title}” är nästan densamma som ”{other.title}” (`{other.id}`)."
    hint = "Skriv i titeln vad som skiljer dem åt, eller slå ihop dokumenten."
    return found_in(face, START, message, hint)
