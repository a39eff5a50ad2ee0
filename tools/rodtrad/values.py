"""The words that front matter values are chosen from, and the shapes of those that are free."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

from msgspec import Struct

Date = NewType("Date", str)
"""`2020`, `2020-05` or `2020-05-15`: as exact as the source."""

Period = NewType("Period", str)
"""When something was measured: `2024`, `2024-h1`, `2024-k3`, `2024-05` or `2019-2020`."""

Slug = NewType("Slug", str)
"""An id: lower-case ASCII letters, digits and single hyphens; begins with a letter or digit."""

Semver = NewType("Semver", str)
"""`1.2.0`: clinical change, clarification, editorial."""

Url = NewType("Url", str)
"""An absolute http or https address."""


class PathwayType(StrEnum):
    PATHWAY = "vårdförlopp"
    GENERIC_MODEL = "generisk modell"


class Status(StrEnum):
    """State of the working text; *gäller* and *upphävt* are derived from releases, never written."""

    DRAFT = "utkast"
    CONSULTATION = "remiss"
    REVISION = "bearbetning"
    APPROVED = "godkänt"


class Extent(StrEnum):
    FULL_TEXT = "fulltext"
    CATALOGUE_ENTRY = "registerpost"


class Basis(StrEnum):
    STATED = "angiven"
    INFERRED = "härledd"
    COMMON_KNOWLEDGE = "allmän kunskap"


class NationalStatus(StrEnum):
    APPROVED = "godkänt"
    IN_PROGRESS = "under arbete"
    REPLACED = "ersatt"


class DecisionType(StrEnum):
    PROPOSAL = "förslag"
    CONSULTATION = "remiss"
    APPROVAL = "godkännande"
    CHANGE = "ändring"
    WITHDRAWAL = "upphävande"


class Measure(StrEnum):
    STRUCTURE = "struktur"
    PROCESS = "process"
    OUTCOME = "resultat"


class Direction(StrEnum):
    HIGHER = "högt"
    LOWER = "lågt"
    VALUE = "värde"


class Availability(StrEnum):
    AVAILABLE = "tillgänglig"
    PARTIAL = "delvis"
    MISSING = "saknas"
    UNKNOWN = "okänd"


class Withheld(StrEnum):
    """Why an outcome is not shown."""

    SMALL = "små tal"
    COVERAGE = "låg täckning"
    MISSING = "inga uppgifter"


class PatientReported(StrEnum):
    PROM = "PROM"
    PREM = "PREM"


class Edition(StrEnum):
    """Standing of a guideline edition."""

    CURRENT = "gällande"
    REPLACED = "ersatt"
    CONSULTATION = "remissversion"
    UNKNOWN = "okänt"


class Audience(StrEnum):
    PRIMARY = "primärvård"
    SPECIALISED = "specialiserad vård"
    MUNICIPAL = "kommunal vård"
    AMBULANCE = "ambulans"
    EMERGENCY = "akutmottagning"
    DENTAL = "tandvård"


class Withdrawn(Struct, frozen=True):
    """What has become of a document that was given out and holds no longer."""

    reason: str
    replaced_by: tuple[str, ...]
    """Keys of documents."""
