"""Dokumentets id är inte samma som filens namn.

Varför: länkar går till filen och andra system frågar efter id. När de skiljer sig åt hittar det ena inte det andra.

Fel: `id: stroke` i filen `stroke-tia.md`.

Rätt: `id: stroke-tia` i filen `stroke-tia.md`.

Ett regionalt tillägg ligger i regionens mapp och heter som vårdförloppet: `content/tillagg/halland/stroke-tia.md` har
`region: halland` och `tillägg till: stroke-tia`. Ett utfall ligger i indikatorns mapp och heter som perioden:
`content/utfall/trombolys/2024.md` har `indikator: trombolys` och `period: 2024`.
"""

from collections.abc import Iterator

from rodtrad.document import Document
from rodtrad.finding import Edit, Finding, Fix
from rodtrad.library import Library
from rodtrad.matter import SLUG
from rodtrad.model import AdditionMatter, Kind, OutcomeMatter
from rodtrad.rules import Family, found

FAMILY = Family.LINKS
BREAKS_MACHINES = True


def check(document: Document, library: Library) -> Iterator[Finding]:
    """Only the last part of an addition's path is its id; its folder is the region. The handbook may have folders.

    The folder of an outcome is the indicator.
    """
    face, written = document.face, document.face.matter.id
    folder, _, name = face.id.rpartition("/")
    suffix = face.path.rpartition(".")[2]
    if not SLUG.fullmatch(name):
        hint = "Döp filen med små bokstäver a–z, siffror och bindestreck."
        yield found(document, document.key("id"), f"Filnamnet `{name}.{suffix}` går inte att använda som id.", hint)
    elif written and written != name:
        spot = document.body.spots.get("id")
        fix = Fix(f"Skriv `{name}`", (Edit(spot.start, spot.end, name),), safe=False) if spot else None
        hint = f"Skriv `id: {name}`, eller döp om filen till `{written}.{suffix}`."
        message = f"Dokumentet har id `{written}` men filen heter `{name}.{suffix}`."
        yield found(document, document.key("id"), message, hint, fix)
    elif folder and face.kind not in (Kind.ADDITION, Kind.OUTCOME, Kind.HANDBOOK):
        hint = f"Flytta filen till `content/{face.folder}/{name}.{suffix}`."
        yield found(document, document.key("id"), f"Filen ligger i undermappen `{folder}`.", hint)
    elif isinstance(face.matter, OutcomeMatter):
        yield from _misfiled(document, face.matter, folder, name)
    else:
        yield from _elsewhere(document, library)


def _misfiled(document: Document, matter: OutcomeMatter, folder: str, name: str) -> Iterator[Finding]:
    """An outcome whose path says another indicator or period than it does itself."""
    indicator, period = matter.indicator or folder, matter.period or name
    if (folder, name) != (indicator, period):
        key = "indikator" if folder != indicator else "period"
        message = f"Utfallet gäller `{indicator}` under `{period}` men ligger i `{document.face.path}`."
        hint = f"Flytta filen till `content/utfall/{indicator}/{period}.md`, eller rätta `{key}`."
        yield found(document, document.key(key), message, hint)


def _elsewhere(document: Document, library: Library) -> Iterator[Finding]:
    """An addition whose path says another region or pathway than it does itself."""
    matter, (folder, _, name) = document.face.matter, document.face.id.rpartition("/")
    if not isinstance(matter, AdditionMatter):
        return
    if matter.region and folder != matter.region:
        where = f"i mappen `{folder}`" if folder else "inte i någon regions mapp"
        message = f"Tillägget har `region: {matter.region}` men ligger {where}."
        hint = f"Flytta filen till `content/tillagg/{matter.region}/{name}.md`, eller rätta `region`."
        yield found(document, document.key("region"), message, hint)
    is_old_id = f"vardforlopp/{name}" in library.aliases
    if matter.adds_to and name != matter.adds_to and library.get(Kind.PATHWAY, matter.adds_to) and not is_old_id:
        message = f"Tillägget hör till `{matter.adds_to}` men filen heter `{name}.md`."
        hint = f"Döp om filen till `{matter.adds_to}.md`, eller rätta `tillägg till`."
        yield found(document, document.key("tillägg till"), message, hint)
