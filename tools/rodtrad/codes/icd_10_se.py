"""ICD-10-SE, the Swedish classification of diseases; its fifth character is Swedish only."""

from __future__ import annotations

import re

from rodtrad.codes import CodeSystem

_MARKS = re.compile("[†*]")
_LOOSE = re.compile(r"([A-Z]\d\d)(?:[.,]?(\d[0-9A-Z]?)|\.?-)?")


def _tidy(code: str) -> str:
    """`f321`, `F 32,1`, `F32.1†` → `F32.1`; `F32.-` → `F32`."""
    bare = "".join(code.split()).strip("†*+").upper()
    found = _LOOSE.fullmatch(bare)
    if found is None:
        return bare
    return f"{found[1]}.{found[2]}" if found[2] else found[1]


def _split(written: str) -> tuple[str, ...]:
    """`A17.0† G01*` → A17.0, G01: the cause with a dagger, its manifestation with an asterisk."""
    return tuple(_MARKS.sub(" ", written).split() if _MARKS.search(written) else ()) or (written,)


def _above(code: str) -> str | None:
    """I50.1A → I50.1 → I50."""
    if len(code) > 5:
        return code[:5]
    return code[:3] if len(code) > 3 else None


_CHAPTERS = (
    ("A00–B99", "Infektioner och parasiter"),
    ("C00–D48", "Tumörer"),
    ("D50–D89", "Blod, blodbildande organ och immunförsvar"),
    ("E00–E90", "Hormoner, näring och ämnesomsättning"),
    ("F00–F99", "Psykiska sjukdomar och beteende"),
    ("G00–G99", "Nervsystemet"),
    ("H00–H59", "Ögon"),
    ("H60–H95", "Öron"),
    ("I00–I99", "Hjärta, kärl och blodcirkulation"),
    ("J00–J99", "Andningsorgan"),
    ("K00–K93", "Matsmältningsorgan"),
    ("L00–L99", "Hud och underhud"),
    ("M00–M99", "Muskler, skelett och bindväv"),
    ("N00–N99", "Urin- och könsorgan"),
    ("O00–O99", "Graviditet, förlossning och barnsängstid"),
    ("P00–P96", "Tiden kring födelsen"),
    ("Q00–Q99", "Missbildningar och kromosomavvikelser"),
    ("R00–R99", "Symtom, tecken och fynd"),
    ("S00–T98", "Skador och förgiftningar"),
    ("U00–U99", "Särskilda ändamål"),
    ("V01–Y98", "Yttre orsaker"),
    ("Z00–Z99", "Kontakter med vården"),
)
"""First and last category of each chapter (Socialstyrelsen, ICD-10-SE), by letter; the names are ours."""


def _chapter(code: str) -> str:
    for span, name in _CHAPTERS:
        first, _, last = span.partition("–")
        if first <= code[:3] <= last:
            return f"{span} {name}"
    return ""


SYSTEM = CodeSystem(
    scheme="icd-10-se",
    name="ICD-10-SE",
    title="Internationell statistisk klassifikation av sjukdomar och relaterade hälsoproblem, svensk version",
    # An OID in Socialstyrelsen's own arc, used in the national service contracts. The URI under hl7.org is in HL7's
    # reserved namespace but not registered there, so validators may refuse it: read, never emitted.
    uri="urn:oid:1.2.752.116.1.1.1.1.3",
    aliases=(
        "http://hl7.org/fhir/sid/icd-10-se",  # many FHIR projects
        "https://terminologitjansten.inera.se/fhir/CodeSystem/icd-10-se",  # Inera's terminology service
        "urn:oid:1.2.752.116.1.1.1.1.8",  # the same service
        "urn:oid:1.2.752.116.1.1.1.1.1",  # older certificate formats
        "urn:oid:1.2.752.116.1.1.1",  # the root of the classification
    ),
    pattern=re.compile(r"[A-Z][0-9]{2}(?:\.[0-9][0-9A-Z]?)?"),
    example="I50.1A",
    # Only with a decimal: B12 is a vitamin, T20 a size, C4 a vertebra. Not after a scheme, an anchor or in a number.
    # What stands before the point is looked back at: a pattern that begins with one fixed character is found fastest.
    prose=re.compile(r"\.(?<=(?P<code>[A-Z][0-9]{2})\.)(?<![\w.:#].{4})[0-9][0-9A-Z]?(?!\w|[.,][0-9])"),
    # A category has no decimal, but a mark says that it is a code: G01*, also with the asterisk escaped.
    marked=re.compile(r"(?<![\w.:#])(?P<code>[A-Z][0-9]{2})(?=†|\\?\*(?!\w))"),
    tidy=_tidy,
    split=_split,
    above=_above,
    chapter=_chapter,
)
