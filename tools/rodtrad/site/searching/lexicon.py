"""What the browser knows of words: synonyms that are written in registers, and every word that there are hits for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rodtrad.library import Library
from rodtrad.site.searching.collecting import Share
from rodtrad.site.searching.vocabulary import Name

SYNONYMS, WORDS = "synonyms.json", "words.txt"

MOST = 20_000
"""Words that the browser is told at most: the commonest."""

_SAME, _LEADS = "lika", "leder till"
_SPELLED = ("förkortning", "för patienten")
"""Keys of the word list whose lines say what something else is called."""


def write(library: Library, shares: Sequence[Share], home: Path) -> None:
    """Write both files beside the index."""
    pages = sum(len(share.sheets) for share in shares)
    said = {"pages": pages, "same": list(same(library)), "leads": list(leads(library))}
    (home / SYNONYMS).write_text(json.dumps(said, ensure_ascii=False, separators=(",", ":")), "utf-8")
    (home / WORDS).write_text("\n".join(_words(shares)), "utf-8")


def same(library: Library) -> Iterator[Sequence[str]]:
    """Words that mean the same."""
    for entry in library.register("synonymer").values():
        yield from (_apart(line) for key, line in entry.facts if key == _SAME)
    for entry in library.register("ordlista").values():
        yield from (_apart(line) for key, line in entry.facts if key in _SPELLED and "=" in line)


def leads(library: Library) -> Iterator[Sequence[str]]:
    """A word that somebody may look for, and then what it is called here."""
    for entry in library.register("synonymer").values():
        yield from (_apart(line) for key, line in entry.facts if key == _LEADS)
    for entry in library.register("termer").values():
        avoided = [line for key, line in entry.facts if key == "undvik"]
        better = [line for key, line in entry.facts if key == "skriv"] or [entry.title] * len(avoided)
        yield from zip(avoided, better, strict=False)


def _apart(line: str) -> list[str]:
    return [word for part in line.split("=") if (word := part.strip())]


def _words(shares: Iterable[Share]) -> Iterator[str]:
    """One word for each name in the index, the commonest first; after an empty line they are half as common."""
    plain: dict[Name, str] = {}
    pages: dict[str, int] = {}
    for share in shares:
        for name, word in share.words.items():
            plain[name] = min(plain.get(name, word), word, key=_shortest)
        for name, places in share.places.items():
            pages[name.stem] = pages.get(name.stem, 0) + len(places)
    ranked: Mapping[str, int] = {word: pages.get(name.stem, 0).bit_length() for name, word in plain.items()}
    last = 0
    for word in sorted(ranked, key=lambda word: (-ranked[word], word))[:MOST]:
        if last and ranked[word] != last:
            yield ""
        last = ranked[word]
        yield word


def _shortest(word: str) -> tuple[int, str]:
    return len(word), word
