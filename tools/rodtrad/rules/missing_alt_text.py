"""En bild saknar beskrivning.

Varför: den som inte ser bilden får inte veta vad den visar.

Fel: `![](../bilder/sepsis/kurva.png)`

Rätt: `![Blodtrycket faller under de första sex timmarna](../bilder/sepsis/kurva.png)`
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found

FAMILY = Family.LANGUAGE

_FILE_NAME = later(r"[\w -]+\.(?:png|jpe?g|gif|svg|webp)|bild(?:en)?|figur|image|img_?\d*", re.IGNORECASE)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """No words, or only the name of the file."""
    for node in document.body.find("image"):
        words = node.text.strip()
        if not words or _FILE_NAME().fullmatch(words):
            what = f"Bildens beskrivning är bara ”{words}”." if words else "Bilden saknar beskrivning."
            yield found(document, document.place(node), what, "Skriv vad bilden visar: `![beskrivning](fil)`.")
