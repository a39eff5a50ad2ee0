"""Ett ord skrivs på ett annat sätt än i termlistan.

Varför: samma sak ska heta samma sak i alla vårdförlopp. Då går texterna att söka i och läsaren slipper undra om två
ord betyder olika saker.

Fel: `Patienten bedöms av sjukgymnast vid stroke enheten.`

Rätt: `Patienten bedöms av fysioterapeut vid strokeenheten.`
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from rodtrad.document import Document
from rodtrad.face import Face
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found
from rodtrad.rules._prose import hits
from rodtrad.rules._words import MARKS

FAMILY = Family.LANGUAGE
SEVERITY = Severity.WARNING
KINDS = tuple(kind for kind in Kind if kind is not Kind.REGISTER)


class Term(Struct, frozen=True, gc=False):
    """One form to avoid, and what to write instead."""

    avoid: str
    write: str
    why: str
    exception: str
    exact: bool
    """Upper and lower case matter."""


class Terms(Struct, frozen=True, gc=False):
    """All forms to avoid, and one pattern that finds them."""

    pattern: re.Pattern[str] | None
    by_word: dict[str, list[Term]]


_kept: dict[str, Terms] = {}
"""The terms of the register last seen, by the hash of its file: thousands of documents are checked against one."""


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Look for every form at once; quotations, references, code and addresses are left as they are."""
    register = library.faces.get("register/termer")
    terms = _terms(register) if register else None
    if terms is None or terms.pattern is None:
        return
    for hit, _ in hits(document, terms.pattern, "word", folded=True):
        start, end = hit.span("word")
        written = " ".join(document.source.text[start:end].split())
        known = terms.by_word.get(written.lower(), ())
        term = next((term for term in known if not term.exact or term.avoid == written), None)
        if term is None:
            continue
        write = term.write if term.exact else _cased(term.write, written)
        if write == written:
            continue
        hint = f"Skriv `{write}`. {term.why}".strip()
        if term.exception:
            hint += f" Undantag: {term.exception}"
        safe = not term.exception and len(write.split()) <= len(written.split())
        fix = Fix(f"Skriv `{write}`", (Edit(start, end, write),), safe=safe)
        place = document.place(start, end)
        message = f"”{written}” skrivs ”{write}” i termlistan."
        if " " in written and "".join(written.split()) == write:
            message = f"”{written}” är särskrivet."
        yield found(document, place, message, hint, fix)


def _cased(write: str, written: str) -> str:
    """A capital where the word had one: at the beginning of a sentence, or throughout."""
    if len(written) > 5 and written.isupper():
        return write.upper()
    return write[0].upper() + write[1:] if written[0].isupper() else write


def _terms(register: Face) -> Terms:
    terms = _kept.get(register.sha256)
    if terms is None:
        terms = _read(register)
        _kept.clear()
        _kept[register.sha256] = terms
    return terms


def _read(register: Face) -> Terms:
    by_word: dict[str, list[Term]] = {}
    for entry in register.blocks:
        avoid = [value for key, value in entry.facts if key == "undvik"]
        write = [value for key, value in entry.facts if key == "skriv"]
        instead = write if len(write) == len(avoid) else [entry.title] * len(avoid)
        why, exception, exact = entry.fact("varför"), entry.fact("undantag"), entry.fact("skiftläge") == "true"
        for form, better in zip(avoid, instead, strict=True):
            word = " ".join(form.split())
            if word and better:
                by_word.setdefault(word.lower(), []).append(Term(word, better, why, exception, exact))
    if not by_word:
        return Terms(None, {})
    return Terms(re.compile(rf" (?P<word>{_alternation(by_word)})(?!\w)"), by_word)


def _alternation(words: Iterable[str]) -> str:
    """The words as a pattern that shares their beginnings: several times faster than one after the other."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(root)


def _branches(node: dict[str, Any]) -> str:
    ways = [(" +" if c == " " or c in MARKS else re.escape(c)) + _branches(node[c]) for c in sorted(node) if c]
    if not ways:
        return ""
    if len(ways) == 1 and "" not in node:
        return ways[0]
    return f"(?:{'|'.join(ways)})" + ("?" if "" in node else "")
