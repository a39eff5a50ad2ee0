"""En av vårdförloppets koder nämns inte i texten.

Varför: läsaren ska se vilka koder som används och när. En kod som bara står överst i filen är ofta en rest eller ett
skrivfel.

Fel: `icd-10-se: [F32, F41.1]` när texten aldrig nämner F41.1.

Rätt: `Vid samtidigt ångestsyndrom anges F41.1.`, eller koden bort ur listan.
"""

import re
from collections.abc import Iterator

from rodtrad.codes import systems
from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import found, is_full_text
from rodtrad.rules._codes import Named, covers, declared, named
from rodtrad.rules._prose import hits

SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)

_RANGE = re.compile(r"[A-Z][0-9]{2}(?:\.[0-9])?\s?[–-]\s?[A-Z][0-9]{2}(?:\.[0-9])?")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """A code is named when it, something below it or something above it is, or a range that it lies in."""
    codes = declared(document.face)
    if not codes or not is_full_text(document.face):
        return
    known = systems()
    there: list[Named] | None = None
    for scheme, listed in codes.items():
        system = known.get(scheme)
        if system is None:
            continue
        for index, code in enumerate(listed):
            if not system.valid(code):
                continue
            if _is_written(document, code):
                continue
            there = list(named(document)) if there is None else there
            near = [one.code for one in there if one.system is system]
            if any(covers(code, one, system) or covers(one, code, system) for one in near):
                continue
            if not any(_holds(hit[0], code) for hit, _ in hits(document, _RANGE)):
                message = f"Koden {code} står under `koder` men nämns inte i texten."
                hint = f"Skriv i texten när {code} används, eller ta bort den ur listan."
                yield found(document, document.key(f"koder.{scheme}[{index}]"), message, hint)


def _is_written(document: Document, code: str) -> bool:
    """In so many letters, wherever it stands; most often it is, so this is asked first."""
    text = document.source.text
    at = text.find(code, document.body.matter_end)
    while at >= 0:
        before, after = text[at - 1], text[at + len(code) : at + len(code) + 2]
        if not (before.isalnum() or before in "/#") and not after[:1].isalnum() and not after.lstrip(".")[:1].isalnum():
            return True
        at = text.find(code, at + 1)
    return False


def _holds(written: str, code: str) -> bool:
    """A range such as I60–I64."""
    first, last = (part.strip() for part in re.split("[–-]", written))
    return first <= code <= last or code.startswith(last)
