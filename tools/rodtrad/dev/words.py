"""Adds to the well-known words those of projects' texts that the Swedish dictionary knows, with their base forms."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from rodtrad.library import link
from rodtrad.model import Kind
from rodtrad.project import files, read_file
from rodtrad.site.searching.related import BASES
from rodtrad.site.searching.vocabulary import names
from rodtrad.spelling import WORDS, base_forms, common, in_dictionary
from rodtrad.vocabulary import lexicon, tokens

_WORD = re.compile(r"(?<![^\W\d_])[a-zåäöéA-ZÅÄÖÉ]?[a-zåäöé]{2,}(?![^\W\d_])")


def words(root: Path) -> Iterator[str]:
    """Every word of a project's texts, in lower case, but for those of its own and what is made of them."""
    documents = [document for path in files(root) if (document := read_file(root, path).document)]
    own = lexicon(link(document.face for document in documents))
    for document in documents:
        if document.kind not in (Kind.REGISTER, Kind.HANDBOOK):
            found = {word.lower() for token in tokens(document) for word in _WORD.findall(token)}
            yield from (word for word in found if not own.is_own(word))


def main(argv: Sequence[str] | None = None) -> int:
    """Run `rodtrad dev words`."""
    parser = argparse.ArgumentParser(prog="rodtrad dev words", description=__doc__)
    parser.add_argument("project", type=Path, nargs="+", help="folder of a project, or of a test corpus")
    found = {word for root in parser.parse_args(argv).project for word in words(root)}.union(common())
    known = [word for word in sorted(found) if in_dictionary(word)]
    WORDS.write_bytes("".join(f"{word}\n" for word in known).encode())
    others = bases(known)
    BASES.write_bytes("".join(f"{' '.join((word, *others[word]))}\n" for word in others).encode())
    print(f"{len(known)} words, {len(others)} of them with base forms that the search index calls something else")
    return 0


def bases(forms: Sequence[str]) -> dict[str, list[str]]:
    """Words → their base forms, where the search index does not give both the same name by itself."""
    found = {word: list(base_forms(word)) for word in forms}
    every = sorted({*found, *(base for some in found.values() for base in some)})
    called = {word: {name.stem for name, _ in one} for word, one in zip(every, names(every), strict=True)}
    kept = {word: [base for base in some if not called[base] & called[word]] for word, some in found.items()}
    return {word: some for word, some in kept.items() if some}
