"""The words of a document's prose, and those among them that are not plainly well-known Swedish words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from functools import cached_property

from rodtrad.document import Document
from rodtrad.face import Face, Role
from rodtrad.library import Library
from rodtrad.once import once
from rodtrad.spelling import clinical, common, halves, is_word

_ROUND = ".,;:!?()[]{}<>|”“\"»«’'…*~→•≥≤<>=+×§&"
_JOINTS = re.compile(r"[-–‑/:]")
_ROMAN = re.compile(r"[IVX]+")

LONGEST = 60
"""Letters. What is longer is no word that anybody has written by hand, and takes long to look up."""

_FORMS = "a e n r s t ar as en er es et na ns or are ens ers ets erna arna orna ernas arnas"
_ENDINGS = frozenset(_FORMS.split())


@once
def tokens(document: Document) -> Sequence[str]:
    """What stands between spaces in the text, in order; not in references, code and addresses of links."""
    nodes = document.body.find("text")
    starts = [node.start for node in nodes]
    texts = [node.text for node in nodes]
    for block in document.body.of(Role.REFERENCE):
        first, last = bisect_left(starts, block.start), bisect_left(starts, block.end)
        texts[first:last] = [""] * (last - first)
    return " ".join(texts).split()


@once
def distinct(document: Document) -> Set[str]:
    """The same, each once."""
    return set(tokens(document))


def bare(token: str) -> str:
    """A token without the signs around it."""
    return token.strip(_ROUND)


class Lexicon:
    """The project's own words beside the well-known ones, and what has been found out about tokens so far."""

    def __init__(self, register: Face | None) -> None:
        facts = [fact for entry in register.blocks for fact in entry.facts] if register else []
        self._listed = frozenset(word.lower() for key, word in facts if key == "ord")
        self.abbreviations = dict(_pair(fact) for key, fact in facts if key == "förkortning")
        """Abbreviation → what it stands for, "" for those that all know."""
        self.plainly = dict(_pair(fact.lower()) for key, fact in facts if key == "för patienten")
        """Medical term → what it is called in plain Swedish; both in lower case."""
        forms = [form for term in self.plainly for form in (term, term.capitalize())]
        self.hard = frozenset(form + sign for form in forms for sign in ["", *".,:;?)"])
        """The terms as tokens."""
        judging = (_pair(fact.lower()) for key, fact in facts if key == "om patienten")
        self.judging = {" ".join(words.split()): better for words, better in judging if words}
        """Words about patients that judge → what says the same without judging; both in lower case."""
        self._plain: set[str] = set()
        """Tokens in which there is nothing to say of any word: nearly all."""
        self._odd: dict[str, tuple[str, ...]] = {}
        self._last: tuple[Document, Sequence[str]] | None = None

    @cached_property
    def _own(self) -> frozenset[str]:
        return self._listed | clinical()

    @cached_property
    def _parts(self) -> frozenset[str]:
        """Those of which compounds are made: short words of health care are found in too many by chance."""
        return self._listed | {word for word in clinical() if len(word) > 5}

    def odd(self, document: Document) -> Sequence[str]:
        """The words of a document that are misspelt or abbreviations, sorted."""
        last = self._last
        if last is None or last[0] is not document:
            self._last = last = (document, self._find(distinct(document)))
        return last[1]

    def _find(self, found: Set[str]) -> Sequence[str]:
        odd: set[str] = set()
        for token in found - self._plain:
            words = self._odd.get(token)
            if words is None:
                words = tuple(self._odd_words(token))
                if not words:
                    self._plain.add(token)
                    continue
                self._odd[token] = words
            odd.update(words)
        return sorted(odd)

    def _odd_words(self, token: str) -> list[str]:
        """What is no address, amount or code is taken apart at its hyphens; only the last part must be a word."""
        if "#" in token:  # an id that is not read as one
            return []
        *before, last = _JOINTS.split(bare(token))
        words = [part for part in (*before, last) if part.isalpha() and 1 < len(part) <= 6 and part.isupper()]
        words = [word for word in words if self.abbreviations.get(word, "?") and not _ROMAN.fullmatch(word)]
        if 2 < len(last) <= LONGEST and last.isalpha() and last[1:].islower() and not self.knows(last):
            words.append(last)
        return words

    def knows(self, word: str) -> bool:
        """Whether a word is Swedish or the project's own, in any form and as part of a compound."""
        lower = word.lower()
        return lower in common() or self.is_own(lower) or is_word(lower) or is_word(word) or self._is_compound(lower)

    def is_own(self, word: str) -> bool:
        """Whether a word in lower case is one of the project's own, a form of one, or a compound with a common word."""
        if self.is_form(word):
            return True
        parts, known = self._parts, common()
        return any((a in parts or a in known) and (b in parts or b in known) for a, b in self._halves(word))

    def is_form(self, word: str) -> bool:
        """Whether a word in lower case is one of the project's own, or a form of one."""
        own = self._own
        return word in own or any(word[:-n] in own and word[-n:] in _ENDINGS for n in range(1, 6))

    def _is_compound(self, word: str) -> bool:
        """Whether it is a compound of one of the project's own and a word that the dictionary knows."""
        parts = self._parts
        return any(
            (a in parts or (len(a) > 3 and is_word(a))) and (b in parts or (len(b) > 4 and is_word(b)))
            for a, b in self._halves(word)
        )

    def _halves(self, word: str) -> Iterator[tuple[str, str]]:
        parts = self._parts
        return ((a, b) for a, b in halves(word, 2, 3) if a in parts or b in parts)


def _pair(fact: str) -> tuple[str, str]:
    word, _, says = fact.partition("=")
    return word.strip(), says.strip()


_kept: dict[str, Lexicon] = {}
"""By the hash of the register last seen."""


def lexicon(library: Library) -> Lexicon:
    """The words that the project knows."""
    register = library.faces.get("register/ordlista")
    name = register.sha256 if register else ""
    found = _kept.get(name)
    if found is None:
        found = Lexicon(register)
        _kept.clear()
        _kept[name] = found
    return found


def any_of(words: Sequence[str]) -> re.Pattern[str]:
    """A pattern for any of these words, whole."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
