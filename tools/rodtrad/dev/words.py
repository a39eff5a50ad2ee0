"""Adds to the list of well-known words: those of some projects' texts that the Swedish dictionary knows."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from rodtrad.library import link
from rodtrad.model import Kind
from rodtrad.project import files, read_file
from rodtrad.spelling import WORDS, common, in_dictionary
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
    print(f"{len(known)} words")
    return 0
