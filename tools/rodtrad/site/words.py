"""Swedish words and badges for what documents say in codes: states, dates, data, priorities, target levels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rodtrad.codes import apart, systems
from rodtrad.face import Face, Target
from rodtrad.library import Library, is_example
from rodtrad.model import IndicatorMatter, Kind, PathwayMatter
from rodtrad.rules import is_full_text
from rodtrad.site.parts import badge
from rodtrad.values import (
    Audience,
    Availability,
    Basis,
    DecisionType,
    Direction,
    Edition,
    Measure,
    NationalStatus,
    PathwayType,
    Status,
)

MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)

KINDS: Mapping[Kind, str] = {
    Kind.PATHWAY: "Vårdförlopp",
    Kind.INDICATOR: "Indikator",
    Kind.GUIDELINE: "Nationell riktlinje",
    Kind.IMPACT: "Konsekvensbeskrivning",
    Kind.ADDITION: "Regionalt tillägg",
    Kind.OUTCOME: "Utfall",
    Kind.REGISTER: "Register",
    Kind.HANDBOOK: "Handbok",
}

STATES: Mapping[Status, str] = {
    Status.DRAFT: "Utkast",
    Status.CONSULTATION: "På remiss",
    Status.REVISION: "Under bearbetning",
    Status.APPROVED: "Godkänd text",
}

NATIONAL: Mapping[NationalStatus, str] = {
    NationalStatus.APPROVED: "Godkänt nationellt",
    NationalStatus.IN_PROGRESS: "Under arbete nationellt",
    NationalStatus.REPLACED: "Ersatt nationellt",
}

STANDINGS: Mapping[Edition, str] = {
    Edition.CURRENT: "Gällande",
    Edition.REPLACED: "Ersatt",
    Edition.CONSULTATION: "Remissversion",
    Edition.UNKNOWN: "Läget är okänt",
}

BASES: Mapping[Basis, str] = {
    Basis.STATED: "angivet i källan",
    Basis.INFERRED: "härlett",
    Basis.COMMON_KNOWLEDGE: "allmän kunskap",
}

AVAILABILITY: Mapping[Availability, tuple[str, str]] = {
    Availability.AVAILABLE: ("Data finns", "ok"),
    Availability.PARTIAL: ("Data finns delvis", "part"),
    Availability.MISSING: ("Data saknas", "miss"),
    Availability.UNKNOWN: ("Okänt om data finns", ""),
}

MEASURES: Mapping[Measure, str] = {
    Measure.STRUCTURE: "Strukturmått",
    Measure.PROCESS: "Processmått",
    Measure.OUTCOME: "Resultatmått",
}

DIRECTIONS: Mapping[Direction, str] = {
    Direction.HIGHER: "Högt värde är bättre",
    Direction.LOWER: "Lågt värde är bättre",
    Direction.VALUE: "Värdet i sig är målet",
}

DECISIONS: Mapping[DecisionType, str] = {
    DecisionType.PROPOSAL: "Förslag",
    DecisionType.CONSULTATION: "Remiss",
    DecisionType.APPROVAL: "Godkännande",
    DecisionType.CHANGE: "Ändring",
    DecisionType.WITHDRAWAL: "Upphävande",
}

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def swedish_date(date: str | None) -> str:
    """`2020-05-15` → "15 maj 2020", `2020-05` → "maj 2020"; what is no date is given back as it is."""
    found = _DATE.fullmatch(date or "")
    if not found or (found[2] and not 1 <= int(found[2]) <= 12):
        return date or ""
    month = f"{MONTHS[int(found[2]) - 1]} " if found[2] else ""
    day = f"{int(found[3])} " if found[3] else ""
    return f"{day}{month}{found[1]}"


_PARTS = {"h1": "första halvåret", "h2": "andra halvåret", **{f"k{n}": f"kvartal {n}" for n in range(1, 5)}}


def swedish_period(period: str) -> str:
    """`2024-k3` → "kvartal 3 2024", `2019-2020` → "2019–2020"."""
    year, _, part = period.partition("-")
    if len(part) == 4:
        return f"{year}–{part}"
    return f"{_PARTS[part]} {year}" if part in _PARTS else swedish_date(period)


def year_of(date: str | None) -> str:
    """The year in a date or in words such as "efter 2024"; "" when there is none."""
    found = re.search(r"\b(?:19|20)\d{2}\b", date or "")
    return found[0] if found else ""


def sorting(words: str) -> tuple[tuple[int, ...], str]:
    """A key that sorts Swedish words: å, ä, ö after z; case and é do not matter."""
    order = "abcdefghijklmnopqrstuvwxyzåäö"
    folded = words.casefold().replace("é", "e").replace("ü", "y").replace("à", "a")
    return tuple(order.find(c) + 1 if c in order else 0 for c in folded if c.isalnum() or c == " "), words


def joined(words: Iterable[str]) -> str:
    """ "a, b och c"."""
    items = list(words)
    return " och ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def capital(words: str) -> str:
    """The words with a capital first letter."""
    return words[:1].upper() + words[1:]


def audiences(values: Iterable[Audience] | None) -> str:
    """Care levels as words."""
    return capital(joined(value.value for value in values or ()))


def availability(value: Availability | None) -> str:
    """The state of data, as a badge with words."""
    words, kind = AVAILABILITY.get(value or Availability.UNKNOWN, AVAILABILITY[Availability.UNKNOWN])
    return badge(words, kind)


def priority(value: str) -> str:
    """A recommendation's priority as a badge: "Prioritet 2 (bör)"."""
    words = priority_words(value)
    folded = value.casefold()
    kind = "warn" if folded.startswith("icke") else "" if folded in ("fou", "okänd", "") else "mark"
    return badge(words, kind)


def priority_words(value: str) -> str:
    """What a priority means: 1–3 bör, 4–7 kan, 8–10 kan i undantagsfall."""
    first = re.match(r"\d+", value)
    if first:
        number = int(first[0])
        strength = "bör" if number <= 3 else "kan" if number <= 7 else "kan i undantagsfall"
        return f"Prioritet {value} ({strength})"
    named = {
        "bör": "Bör",
        "kan": "Kan",
        "undantag": "Kan i undantagsfall",
        "icke-göra": "Icke-göra",
        "fou": "FoU",
        "okänd": "Prioritet okänd",
        "": "Prioritet okänd",
    }
    return named.get(value.casefold(), value)


def kind_words(face: Face) -> str:
    """What kind of document it is: "Vårdförlopp", "Generisk modell", "Indikator" …"""
    matter = face.matter
    if isinstance(matter, PathwayMatter) and matter.type is PathwayType.GENERIC_MODEL:
        return "Generisk modell"
    return KINDS[face.kind]


def state_words(face: Face) -> str:
    """Where a pathway stands, for lists and filters: "Exempel", "Utkast", "Godkänt nationellt" …"""
    matter = face.matter
    if not isinstance(matter, PathwayMatter):
        return "Exempel" if is_example(face) else ""
    if is_full_text(face):
        return "Exempel" if matter.example else STATES.get(matter.status or Status.DRAFT, "")
    status = matter.national.status if matter.national else None
    return NATIONAL[status] if status else "Läget är okänt"


def national_words(matter: PathwayMatter) -> str:
    """Where the national text stands, with its date: "Godkänt nationellt maj 2021"."""
    national = matter.national
    if national is None or national.status is None:
        return ""
    if national.approved:
        return f"{NATIONAL[national.status]} {swedish_date(national.approved)}"
    planned = f" (planerat {national.planned})" if national.planned else ""
    return NATIONAL[national.status] + planned


def programme_area(face: Face, library: Library) -> str:
    """Name of a pathway's programme area; "" when it is not known."""
    id = getattr(face.matter, "programme_area", None)
    entry = library.register("programomraden").get(id) if id else None
    return entry.title if entry else ""


def amount(value: str, unit: str | None) -> str:
    """A number with its unit: `35`, "%" → "35 %"; decimals with a comma."""
    return f"{value.replace('.', ',')}\u00a0{unit}" if unit else value.replace(".", ",")


def levels(target: Target, matter: IndicatorMatter) -> str:
    """A row of target levels in words: "måttlig 35 %, hög 50 %"."""
    sign = {Direction.HIGHER: "minst ", Direction.LOWER: "högst "}.get(matter.direction or Direction.VALUE, "")
    said = [
        f"{name} {sign}{amount(value, matter.unit)}"
        for name, value in (("måttlig", target.moderate), ("hög", target.high))
        if value
    ]
    return ", ".join(said)


def each_code(written: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, list[str]]]:
    """Every code of a document's front matter by system; a range is written apart into its codes."""
    for scheme in sorted(written):
        yield scheme, [code for entry in written[scheme] for code in apart(scheme, entry)]


def system_name(scheme: str) -> str:
    """What a code system is called: "ICD-10-SE"."""
    return systems()[scheme].name if scheme in systems() else scheme
