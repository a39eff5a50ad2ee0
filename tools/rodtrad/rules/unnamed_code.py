"""En av vårdförloppets koder nämns inte i texten.

Varför: läsaren ska se vilka koder som används och när. En kod som bara står överst i filen är ofta en rest eller ett
skrivfel.

Fel: `icd-10-se: [F32, F41.1]` när texten aldrig nämner F41.1.

Rätt: `Vid samtidigt ångestsyndrom anges F41.1.`, eller koden bort ur listan.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.rules import Family, found, is_full_text
from rodtrad.rules._codes import covers, entries, in_range, is_unknown, named, slips, written

FAMILY = Family.CODES
SEVERITY = Severity.WARNING
KINDS = (Kind.PATHWAY,)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """A code is named when it, something below it or something above it is, or a range that it lies in."""
    if not written(document.face) or not is_full_text(document.face):
        return
    for system, key, code in entries(document.face):
        if not system.valid(code) or _is_written(document, code):
            continue
        near = [one.code for one in named(document) if one.system is system]
        near += [slip.code for slip in slips(document, library) if slip.system is system]
        if any(covers(code, one, system) or covers(one, code, system) for one in near) or in_range(document, code):
            continue
        if not is_unknown(library, system, code):
            message = f"Koden {code} står under `koder` men nämns inte i texten."
            hint = f"Skriv i texten när {code} används, eller ta bort den ur listan."
            yield found(document, document.key(key), message, hint)


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
