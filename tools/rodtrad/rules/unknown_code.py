"""En kod finns inte i kodverkets lista.

Varför: koden ser rätt ut men betyder ingenting. Ingen patient har den, så vårdförloppet hittas inte och ingenting kan
rapporteras. Ofta är det ett skrivfel, eller en kod som har tagits bort.

Fel: `icd-10-se: [F32.7]` när listan går från F32.3 till F32.8.

Rätt: `icd-10-se: [F32.8]`

Regeln säger bara något när projektet har en lista: filen `kodlistor/icd-10-se.tsv` bredvid `content`, så som
E-hälsomyndigheten (förut Socialstyrelsen) ger ut den, eller `rodtrad check --icd10se FIL`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.rules import Family, found
from rodtrad.rules._codes import guess, in_lists, knows

FAMILY = Family.CODES


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Each unknown code once, under `koder` or where the text first has it, with those that it may be."""
    for one, listed in in_lists(document, library):
        if not knows(listed, one.code):
            message = f"Koden {one.code} finns inte i listan för {one.system.name}."
            yield found(document, one.place, message, guess(listed, one.system, one.code))
