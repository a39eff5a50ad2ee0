"""En länk har en trasig adress.

Varför: länken leder ingenstans. Det händer ofta när adressen har klistrats in ur e-post eller ett
ordbehandlingsprogram. En fil på den egna datorn eller i enhetens mapp kan ingen annan läsare öppna.

Fel: `[sidan](www.exempel.se)`, `<https://https://exempel.se>`, `[sidan] (https://exempel.se)`,
`[rutinen](file:///G:/rutin.docx)`.

Rätt: `[sidan](https://www.exempel.se)`.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Link
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.prose import matches
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found

FAMILY = Family.LINKS

_LOCAL = r"(?:file:|[A-Za-z]:[\\/](?!/)|\\)"
"""A file on a disk or in a folder of the office: `file:///G:/pm.docx`, `G:\\pm.docx`, `\\\\server\\pm.docx`."""

_OWN = "Länken leder till en fil på en egen dator eller server, som läsaren inte kan öppna."
_PUBLISH = "Lägg ut filen på webben och länka dit, eller skriv bara vad den heter."

_FAULTS = (
    (later(r"^$"), "Länken har ingen adress.", None),
    (later(f"^{_LOCAL}", re.IGNORECASE), _OWN, None),
    (later(r"%3[CE]|[<>]", re.IGNORECASE), "Adressen innehåller vinkelparenteser.", None),
    (later(r"^https?:/*(?=https?:)"), "Adressen har två början (`https://`).", ""),
    (later(r"^(https?)(?::/(?!/)|:(?=[^/])|;/*|//|:\\\\|:///+)"), "Adressens början är felskriven.", r"\1://"),
    (later(r"^www\."), "Adressen saknar `https://`.", "https://www."),
    (
        later(r"safelinks\.protection\.outlook|urldefense\.|linkprotect"),
        "Adressen går via ett e-postfilter.",
        None,
    ),
    (later(r"localhost"), "Adressen leder till en enskild dator.", None),
    (later(r"\s|%20$|%E2%80%8B|[.,;]$"), "Adressen innehåller tecken som inte hör dit.", None),
)
_INSIDE = re.compile(r"#[\w-]+|(?:\.\./)?[a-z-]+(?:/[a-z0-9-]+)?\.md(?:#[\w-]+)?")
"""Most links: they need no closer look."""

_SPACED = re.compile(r"\]([ ]+)(?=\((?:https?://|www\.|#|[\w./-]+\.md)[^)\s]*\))")
_BROKEN = re.compile(rf"\]\(((?:(?P<local>{_LOCAL})|https?://|www\.|[\w./-]+\.md|#)[^()\n\"<>]*[ ][^()\n\"<>]*)\)")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Addresses of links, and what was meant as a link but is none. Links into the project have a rule of their own."""
    addresses = {link.href for link in document.face.links}
    odd = {address for address in addresses if not _INSIDE.fullmatch(address)}
    for link in document.face.links if odd else ():
        if link.href not in odd:
            continue
        for pattern, message, better in _FAULTS:
            if hit := pattern().search(link.href):
                right = pattern().sub(better, link.href, count=1) if better is not None else ""
                hint = f"Skriv `{right}`." if right else "Öppna sidan i webbläsaren och kopiera adressen därifrån."
                hint = _PUBLISH if message is _OWN else hint
                yield found(document, link.place, message, hint, _fix(document, link, hit[0], right))
                break
    for hit in matches(document, _SPACED, 1):
        fix = Fix("Ta bort mellanrummet", (Edit(hit.start(1), hit.end(), ""),))
        message = "Länken är ingen länk: det står ett mellanrum mellan `]` och `(`."
        yield found(document, document.place(hit.start(1), hit.end() + 1), message, "Ta bort mellanrummet.", fix)
    for hit in matches(document, _BROKEN):
        if hit["local"]:
            yield found(document, document.place(hit.start(1), hit.end(1)), _OWN, _PUBLISH)
            continue
        message = "Länken är ingen länk: det står ett mellanrum i adressen."
        hint = "Ta bort mellanrummet, eller skriv `%20` i stället."
        right = hit[1].strip().replace(" ", "%20")
        fix = Fix(f"Skriv `{right}`", (Edit(hit.start(1), hit.end(1), right),), safe=False)
        yield found(document, document.place(hit.start(1), hit.end(1)), message, hint, fix)


def _fix(document: Document, link: Link, wrong: str, right: str) -> Fix | None:
    start = document.source.offset(link.place.line, link.place.column)
    at = document.source.text.find(link.href, start) if right else -1
    return Fix(f"Skriv `{right}`", (Edit(at, at + len(link.href), right),), safe=False) if at >= 0 else None
