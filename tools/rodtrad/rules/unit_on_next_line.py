"""Ett tal och dess enhet står på olika rader.

Varför: den som söker efter `5 mg` i texten hittar inte stället, och i en jämförelse mellan två versioner ser det ut som
om bara talet eller bara enheten har ändrats. Ett hårt blanksteg håller ihop dem.

Fel: en rad som slutar med `Ge 5` när nästa börjar med `mg`.

Rätt: `Ge 5 mg` på samma rad.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix, Severity
from rodtrad.library import Library
from rodtrad.model import Kind
from rodtrad.quantities.patterns import later
from rodtrad.rules import Family, found
from rodtrad.rules._blocks import part_at
from rodtrad.rules._units import NUMBER, SYMBOL

FAMILY = Family.LANGUAGE
SEVERITY = Severity.ADVICE
KINDS = (Kind.PATHWAY, Kind.ADDITION, Kind.IMPACT, Kind.INDICATOR)

_UNIT = later(rf"[ \t]*(?P<unit>{SYMBOL}(?:/\w+)*)")
_NUMBER = later(rf"{NUMBER}[ \t]*\Z")


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Signs and abbreviations in lines wrapped by hand; a word may begin a line, and a hard break may stay."""
    text = document.source.text
    for node in document.body.find("break"):
        at = node.start
        if node.level or not text[:at].rstrip(" ")[-1:].isdigit():
            continue
        number = _NUMBER().search(text, max(at - 24, 0), at)
        unit = _UNIT().match(text, node.end)
        if number is None or unit is None or part_at(document, at) is None:
            continue
        start, end = number.start(), unit.start("unit")
        whole = f"{number[0].rstrip()}\u00a0"
        if text[start - 1] == " " and text[text.rfind("\n", 0, start) + 1 : start].strip(" -"):
            edit = Edit(start - 1, end, text[at:end] + whole)  # the number goes with its unit: lines stay as long
        else:
            edit = Edit(start, end, whole)
        said = f"{number[0].rstrip()} {unit['unit']}"
        fix = Fix(f"Skriv `{said}` på samma rad", (edit,))
        message = f"Talet `{number[0].rstrip()}` står på en rad och `{unit['unit']}` på nästa."
        hint = f"Skriv `{said}` på samma rad, med hårt blanksteg emellan."
        yield found(document, document.place(start, unit.end()), message, hint, fix)
