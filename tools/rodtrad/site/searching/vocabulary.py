"""Pagefind itself: asked what words are called in its index, and for the part that runs in the browser."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from rodtrad.site.searching.compounds import WORD
from rodtrad.site.searching.packing import opened
from rodtrad.site.searching.reading import PLAIN
from rodtrad.site.searching.related import SHORTEST, Related

RUNNING = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.*.pagefind")
"""The part that runs in the browser; our own search page does without the rest."""


_MARKS = ".,:;!?()[]»«”\"'/-–"
"""What may stand before and after a word."""

_LAST = "rodtradslut"
"""Stands after all words: where it is found, each word has been given its own name."""


class Name(NamedTuple):
    """What a word is called in the index."""

    stem: str
    form: str
    """The word as written where it has marks that the stem has lost (å, ä, ö); else ""."""


Names = Sequence[tuple[Name, float]]
"""The names of one word; each with what its weight is divided by: 1, or the number of parts of a compound."""


def all_names(
    words: Sequence[str], related: Related, running: Path | None = None
) -> tuple[list[Names], dict[Name, str]]:
    """The names of every word and of the words that it shall be found by too; and the shortest word of each name."""
    others = [related(word) for word in words]
    more = sorted({word for one in others for word in one})
    called = names([*words, *more], running)
    by_word = dict(zip(more, called[len(words) :], strict=True))
    found = [_joined(own, one, by_word) for own, one in zip(called, others, strict=False)]
    return found, _plain(zip([*words, *more], called, strict=True))


def _plain(called: Iterable[tuple[str, Names]]) -> dict[Name, str]:
    table: dict[Name, str] = {}
    for written, own in called:
        word = written.strip(_MARKS).casefold()
        if len(own) == 1 and len(word) >= SHORTEST and WORD.fullmatch(word):
            stem = own[0][0].stem
            name = Name(stem, word[: len(stem)])  # "läkt" and "laktat" have the same stem
            if len(word) < len(table.get(name, f"{word} ")):
                table[name] = word
    return table


def _joined(own: Names, others: Mapping[str, float], called: Mapping[str, Names]) -> Names:
    found = dict(own)
    for word, parts in sorted(others.items()):
        for name, _ in called[word]:
            if name not in found or parts < found[name]:
                found[name] = parts
    return sorted(found.items())


def names(words: Sequence[str], running: Path | None = None) -> list[Names]:
    """The names of every word, in the order given. The part for the browser is put into the folder `running`."""
    with TemporaryDirectory(prefix="rodtrad-") as folder:
        site, bundle = Path(folder, "site"), Path(folder, "bundle")
        site.mkdir()
        written = " ".join(word.replace("\u200b", "") or "-" for word in words)  # alone, it is no word to Pagefind
        page = f'<!doctype html>\n<html lang="sv"><body><main>{escape(written)} {_LAST}</main></body></html>\n'
        (site / "index.html").write_text(page, "utf-8")
        _run(site, bundle)
        if running:
            for pattern in RUNNING:
                for path in sorted(bundle.glob(pattern)):
                    shutil.copyfile(path, running / path.name)
        found: list[list[tuple[Name, int]]] = [[] for _ in (*words, _LAST)]
        for path in sorted(bundle.glob("index/*.pf_index")):
            for name, place, weight in _places(opened(path.read_bytes())):
                found[place].append((name, weight))
    if [name.stem for name, _ in found.pop()] != [_LAST]:
        raise ValueError("the search index counts words in another way than Pagefind")
    return [_divided(one) for one in found]


def _run(site: Path, bundle: Path) -> None:
    """Let Pagefind index a folder, in Swedish."""
    from pagefind_bin import get_executable  # type: ignore[import-untyped]

    options = ["--site", str(site), "--output-path", str(bundle), "--force-language", "sv", "--quiet"]
    subprocess.run([str(get_executable()), *options], check=True, stdout=subprocess.DEVNULL)


def _places(chunk: Any) -> Iterator[tuple[Name, int, int]]:
    """Name, place and weight of every word in a part of the index of one page."""
    for stem, pages, variants in chunk[0]:
        for form, found in (("", pages), *variants):
            for _, places, _ in found:
                yield from ((Name(stem, form), place, weight) for place, weight in _unpacked(places))


def _unpacked(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Places with their weight: a negative number changes the weight, others count from the place before."""
    weight, place = PLAIN + 1, 0
    numbers = iter(places)
    for number in numbers:
        if number < 0:
            weight, place = -1 - number, next(numbers)
        else:
            place += number
        yield place, weight


def _divided(found: list[tuple[Name, int]]) -> Names:
    parts = sum(weight < PLAIN for _, weight in found) or 1
    return sorted((name, parts if weight < PLAIN else 1) for name, weight in found)
