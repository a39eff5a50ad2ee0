"""En målnivå är ett behandlingsmål och inte en andel av patienterna.

Varför: en målnivå säger hur stor andel av en enhets patienter som bör nå något. Ett gränsvärde för den enskilda
patienten hör hemma i definitionen eller i vårdförloppets text.

Fel: `| 2023 | HbA1c < 52 mmol/mol | HbA1c < 48 mmol/mol | socialstyrelsen | 4 |`

Rätt: `| 2023 | 40 | 60 | socialstyrelsen | 4 |`, när definitionen är andelen patienter med HbA1c under 52 mmol/mol.
"""

import re
from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.face import Role
from rodtrad.finding import Finding
from rodtrad.library import Library
from rodtrad.model import IndicatorMatter, Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found

FAMILY = Family.THREAD
KINDS = (Kind.INDICATOR,)

_NUMBER = later(r"[0-9]+(?:,[0-9]+)?")
_UNIT = (
    r"mmol(?:/mol|/l)?|[µu]mol/l|mm\s?hg|kpa|kg/m(?:2|²)|[mµu]?g(?:/(?:l|ml|dl|kg|dag))?|kg|slag/min|ml/min\S*|°c"
    r"|ie(?:/l)?"
)
_CLINICAL_UNIT = later(_UNIT, re.IGNORECASE)
_VALUE = later(
    rf"\d+\s?/\s?\d+|[<>≤≥]\s?\d+(?:,\d+)?\s*(?:{_UNIT})?|\d+(?:,\d+)?\s?(?:{_UNIT})"
    r"(?![\w/])",
    re.IGNORECASE,
)


def check(document: Document, library: Library) -> Iterator[Finding]:
    """The unit, every cell of a level, and prose in the chapter of targets."""
    face = document.face
    matter = face.matter
    unit = (matter.unit or "") if isinstance(matter, IndicatorMatter) else ""
    levels = [(target, level) for target in face.targets for level in (target.moderate, target.high) if level]
    if levels and _CLINICAL_UNIT().fullmatch(unit):
        message = f"Målnivåerna anges i `{unit}`, som mäts hos den enskilda patienten."
        yield found(document, document.key("enhet"), message, 'Räkna andelen patienter som når värdet: `enhet: "%"`.')
        return
    for target, level in levels:
        if _NUMBER().fullmatch(level):
            continue
        if _VALUE().search(level):
            message = f"`{level}` är ett värde för den enskilda patienten, inte en målnivå för en enhet."
            hint = "Flytta värdet till `## Definition` och skriv här hur stor andel som bör nå det."
        else:
            message = f"Målnivån `{level}` är inte bara ett tal."
            hint = "Skriv talet utan enhet och ord, till exempel `35`. Enheten står i `enhet`, okänd nivå skrivs `–`."
        yield found(document, target.place, message, hint)
    for block in document.body.of(Role.PROSE):
        if block.parent != "malnivaer":
            continue
        words = block.prose
        if value := _VALUE().search(words.text):
            said = value[0].rstrip()
            place = document.place(words.at(value.start()), words.at(value.start() + len(said) - 1) + 1)
            message = (
                f"`{' '.join(said.split())}` är ett värde för den enskilda patienten, inte en målnivå för en enhet."
            )
            hint = "Skriv målnivåerna i tabellen som andelar, och värdet i `## Definition`."
            yield found(document, place, message, hint)
