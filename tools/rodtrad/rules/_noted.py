"""The tokens of a document that one of several rules may have something to say of: nearly always none."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from rodtrad.document import Document
from rodtrad.library import Library
from rodtrad.once import once
from rodtrad.quantities.patterns import later
from rodtrad.vocabulary import Lexicon, bare, distinct, lexicon

PRONOUNS = frozenset(["han", "hon", "honom", "henne", "hans", "hennes"])
"""Pronouns that say of which sex somebody is."""

_FIGURES = re.compile(r"\d(?:[%°µμA-Za-z]|\d{4}|[.,]\d{3})")
"""A number with something at its end, a long one, and one with three digits after a point or comma."""
LIKE_SLIP = later(r"(?<!\w)(?:[A-Z]\d\d(?:,\d|\d)|[a-z]\d\d\.\d|\d\d\.\d)")
"""What may be a code that is slightly wrong, or the end of one that is written apart."""

ABSOLUTE = frozenset(["alltid", "aldrig", "skyldig", "skyldiga", "ovillkorligen", "undantagslöst"])
"""Words of what has no exception."""

VAGUE = frozenset(
    [
        *("snarast", "skyndsam", "skyndsamt", "skyndsamma", "omgående", "möjligt", "snabbast", "fortast", "småningom"),
        *("dröjsmål", "fördröjning", "rimlig", "skälig", "överskådlig", "snar", "god", "lämplig", "lämpligt"),
        *("tillfälle", "mellanrum", "intervall", "intervaller"),
    ]
)
"""Words without one of which no time is vague, but for "inom kort"."""

_JOINTS = later("[-–—/_>]")


class Noted(NamedTuple):
    """What one document has of such tokens."""

    tokens: Sequence[str]
    words: frozenset[str]


class _Notes:
    """What has been found out about tokens so far, with one list of words."""

    def __init__(self, known: Lexicon) -> None:
        self._hard = known.hard
        self._words = PRONOUNS | ABSOLUTE | VAGUE | {phrase.split()[0] for phrase in known.judging}
        self._plain: set[str] = set()
        """Tokens of which no rule has anything to say."""
        self._known: dict[str, Sequence[str]] = {}
        """The others, and the words in them."""
        self._last: tuple[Document, Noted] | None = None

    def of(self, document: Document) -> Noted:
        last = self._last  # read once: another thread may ask about another document
        if last is None or last[0] is not document:
            self._last = last = (document, self._find(distinct(document)))
        return last[1]

    def _find(self, found: Set[str]) -> Noted:
        new = found - self._plain
        for token in new - self._known.keys():
            if self._is_noted(token):
                self._known[token] = _parted(_word(token))
            else:
                self._plain.add(token)
        tokens = sorted(new & self._known.keys())
        return Noted(tokens, frozenset(word for token in tokens for word in self._known[token]))

    def _is_noted(self, token: str) -> bool:
        if token in self._hard or _FIGURES.search(token) or LIKE_SLIP().search(token):
            return True
        return any(word in self._words for word in _parted(_word(token)))


def _word(token: str) -> str:
    return bare(token).lower()


def _parted(word: str) -> Sequence[str]:
    """The word and, of "han/hon" or "snarast–omgående", its parts."""
    return [word, *parts] if len(parts := _JOINTS().split(word)) > 1 else [word]


@once
def _notes(known: Lexicon) -> _Notes:
    return _Notes(known)


def noted(document: Document, library: Library) -> Sequence[str]:
    """The tokens that may matter, sorted; one look at a document serves all the rules that ask."""
    return _notes(lexicon(library)).of(document).tokens


def noted_words(document: Document, library: Library) -> frozenset[str]:
    """The same without the signs around them, in lower case."""
    return _notes(lexicon(library)).of(document).words
