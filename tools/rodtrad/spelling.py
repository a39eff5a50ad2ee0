"""Whether a word is Swedish: everyday words are known without the dictionary, which takes 0.2 s to load."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from rodtrad.quantities.patterns import later

WORDS = Path(__file__).with_name("words.txt")
"""Everyday word forms that the dictionary has; `rodtrad dev words` adds to it."""

CLINICAL = Path(__file__).with_name("clinical.txt")
"""Words of health care that the dictionary lacks, in base form: drugs, conditions, procedures."""


@cache
def common() -> frozenset[str]:
    """Well-known words in lower case."""
    return frozenset(WORDS.read_text("utf-8").split())


@cache
def clinical() -> frozenset[str]:
    """Words of health care in lower case and base form."""
    return frozenset(CLINICAL.read_text("utf-8").split())


class _Memory:
    """What the dictionary has been asked, now and in earlier runs."""

    def __init__(self) -> None:
        self.earlier: Callable[[], Mapping[str, bool]] | None = None
        self.answers: dict[str, bool] = {}
        self.new: dict[str, bool] = {}


_memory = _Memory()


def remember(earlier: Callable[[], Mapping[str, bool]]) -> None:
    """Take the answers of earlier runs when a word is first asked for that is not well-known."""
    _memory.earlier = earlier


def learned() -> Mapping[str, bool]:
    """The answers that no earlier run has had; told once."""
    new, _memory.new = _memory.new, {}
    return new


@cache
def is_word(word: str) -> bool:
    """True for a word, a form of one, or a compound; for everything where there is no dictionary."""
    if word in common():
        return True
    if _memory.earlier is not None:
        _memory.answers.update(_memory.earlier())
        _memory.earlier = None
    known = _memory.answers.get(word)
    if known is not None:
        return known
    if not has_dictionary():
        return True
    found = _memory.answers[word] = _memory.new[word] = in_dictionary(word) and not _is_slip(word)
    return found


def _is_slip(word: str) -> bool:
    """Whether a long word is a common one with a letter doubled or two changed places: no compound by chance.

    The dictionary takes "generrisk" for a risk, and "neuroologiskt" for two words.
    """
    if len(word) < 8:
        return False
    known = common()
    return any(
        (word[:at] if word[at - 1] == word[at] else word[: at - 1] + word[at] + word[at - 1]) + word[at + 1 :] in known
        for at in range(1, len(word))
    )


def in_dictionary(word: str) -> bool:
    """Whether the dictionary has the word, or two that it is made of: of many compounds it knows only the halves."""
    spell = _dictionary()
    return spell is not None and (spell(word) or any(spell(a) and spell(b) for a, b in halves(word)))


def halves(word: str, first: int = 4, last: int = 4) -> Iterator[tuple[str, str]]:
    """The ways to read a word as two, with or without an s between them, of at least so many letters.

    Parts that are shorter make words of misspellings: "patient" + "ten".
    """
    for at in range(first, len(word) - last + 1):
        yield word[:at], word[at:]
        if word[at - 1] == "s" and at > first:
            yield word[: at - 1], word[at:]


def has_dictionary() -> bool:
    """False where the library or its Swedish dictionary is missing: then nothing is misspelt."""
    return _dictionary() is not None


_DOTS = str.maketrans("åäöé", "aaoe")

_LONGER = 5
"""Letters that a form may have more than its base form; when more are missing it is the first part of a compound."""


def base_forms(word: str) -> Iterator[str]:
    """The base forms of a word in lower case, by the dictionary's rules: "fötter" → "fot". None where it has no other.

    Of a word that it reads as a compound the dictionary gives only a part: those are left out.
    """
    stems = _stems()
    for base in stems(word) if stems else ():
        same = base.translate(_DOTS)[:3]
        if base != word and len(base) >= max(2, len(word) - _LONGER) and word.translate(_DOTS).startswith(same):
            yield base


def _dictionary() -> Callable[[str], bool] | None:
    found = _hunspell()
    return found.spell if found else None


def _stems() -> Callable[[str], tuple[str, ...]] | None:
    found = _hunspell()
    return found.stem if found else None


@cache
def _hunspell() -> Any:
    """The dictionary; None where the library or its Swedish words are missing."""
    folder = _folder()
    if folder is None:
        return None
    try:
        from hunspell import Hunspell

        return Hunspell("sv_SE", hunspell_data_dir=str(folder))
    except (ImportError, OSError):  # its own fault for a missing file is an OSError
        return None


def _folder() -> Path | None:
    """Where the dictionary lies: packages put data under the prefix, or else where their list of files says."""
    usual = Path(sys.prefix, "share", "hunspell")
    if (usual / "sv_SE.dic").is_file():
        return usual
    from importlib.metadata import PackageNotFoundError, files

    try:
        found = [file.locate() for file in files("hunspell-sv") or () if file.name == "sv_SE.dic"]
    except PackageNotFoundError:
        return None
    return next((Path(path).parent for path in found if Path(path).is_file()), None)


_LETTERS = "abcdefghijklmnopqrstuvwxyzåäöé"
_DOTTED = {"a": "åä", "o": "åö", "e": "ä", "ä": "e", "å": "ä", "ö": "o"}


LEARNED = later(
    r"\w{3}(?:[eo]mi|uri|it|os|iasis|ektomi|skopi|grafi|pati|algi|plegi|pares|epsi|pné|tomi|stomi|plastik|des|prazol|olol"
    r"|pril|sartan|mab|nib|cillin|m[yi]cin|azol|vir|statin|xaban|gliptin|gliflozin|glutid|penem|floxacin|cyklin|setron"
    r"|triptan|dipin|zosin|lukast|platin|taxel|rubicin|parin|grel|azepam|azolam|amid|oid)"
    r"(?:en|et|er|erna|s|n|a|t|isk\w?)?\Z"
)
"""Endings of words of Greek and Latin: that no list has such a word does not say that it is misspelt."""


def suggestion(word: str, is_known: Callable[[str], bool] = lambda word: False) -> str:
    """The likeliest word one slip away, "" if there is none. The dictionary's own search takes 0.3 s a word.

    What is offered is a well-known word, one that `is_known`, or, for a long word, one that the dictionary has as such:
    compounds that may be made of two words are too many.
    """
    usual = [slip for slip in _usual_slips(word) if slip != word]
    known = common()
    if found := next((slip for slip in usual if slip in known), "") or next(filter(is_known, usual), ""):
        return found
    if len(word) < SHORT:
        return ""
    near = (slip for slip in _any_slips(word) if slip in known or is_known(slip))
    spell = _dictionary()
    return next(near, "") or (next((slip for slip in usual if spell(slip) and not _is_slip(slip)), "") if spell else "")


SHORT = 6
"""Letters. A shorter word is one letter away from too many others."""


def _usual_slips(word: str) -> Iterator[str]:
    """What most slips are: letters in the wrong order, one too many, one too few of a pair, dots forgotten."""
    places = range(len(word))
    for at in places[1:]:
        yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    for at in places:
        yield word[:at] + word[at + 1 :]
    for at in places:
        yield word[:at] + word[at] + word[at:]
        for other in _DOTTED.get(word[at], ""):
            yield word[:at] + other + word[at + 1 :]


def _any_slips(word: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        for letter in _LETTERS:
            yield word[:at] + letter + word[at + 1 :]
            yield word[:at] + letter + word[at:]
