"""The contract with regions, continued: lists, changes, codes, registers, and the manifest that names every file."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import field

from rodtrad.feed.models import (
    LICENCE,
    LICENCES,
    SCHEMA_VERSION,
    ChangeClass,
    ClinicalUse,
    Environment,
    Fact,
    Kind,
    Lifecycle,
    Model,
    State,
)


class Listing(Model, frozen=True, kw_only=True):
    schema_version: str
    environment: Environment
    licence: str
    """SPDX code of the list itself; each document says its own."""
    attribution: str
    """What the licence asks those who use the list to say."""


def head(environment: Environment) -> dict[str, Any]:
    """What the lists of an environment say first."""
    licence = {"licence": LICENCE, "attribution": LICENCES[LICENCE]}
    return {"schema_version": SCHEMA_VERSION, "environment": environment, **licence}


class IndexEntry(Model, frozen=True, kw_only=True):
    id: str
    kind: Kind
    version: str | None = None
    state: State
    title: str
    clinical_use: ClinicalUse
    sha256: str
    """Of the file at `url`."""
    bytes: int
    modified: str | None = None
    url: str
    """Relative to the feed's root."""
    version_url: str | None = None
    """The immutable file."""
    version_sha256: str | None = None
    """Of the immutable file."""
    version_bytes: int | None = None


class Index(Listing, frozen=True, kw_only=True):
    documents: list[IndexEntry]


class Event(Model, frozen=True, kw_only=True):
    """One numbered change. Numbers have no gaps."""

    number: int
    kind: Kind
    id: str
    version: str | None = None
    change_class: ChangeClass
    title: str
    date: str | None = None
    summary: list[str] = field(default_factory=list)
    """What changed, in Swedish."""
    reason: str | None = None
    replaced_by: list[str] = field(default_factory=list)
    sha256: str | None = None
    """Of the immutable file."""
    url: str | None = None


class ShardEntry(Model, frozen=True, kw_only=True):
    """An immutable file."""

    path: str
    sha256: str
    bytes: int


class ChangePage(Listing, frozen=True, kw_only=True):
    page: int
    sealed: bool
    """A sealed page never changes again."""
    previous: ShardEntry | None = None
    """The page before this one: who trusts the last page trusts them all."""
    events: list[Event]


class CodeUse(Model, frozen=True, kw_only=True):
    document: str
    kind: Kind
    title: str
    clinical_use: ClinicalUse
    state: State
    url: str
    blocks: list[str]
    """Ids of the blocks that name the code; empty when only the front matter does."""


class CodePage(Listing, frozen=True, kw_only=True):
    system: str
    uri: str
    code: str
    uses: list[CodeUse]


class CodeIndex(Listing, frozen=True, kw_only=True):
    system: str
    uri: str
    codes: list[str]
    """Every code that has a page."""


class RegisterEntry(Model, frozen=True, kw_only=True):
    id: str
    title: str
    facts: list[Fact]


class Register(Listing, frozen=True, kw_only=True):
    id: str
    title: str
    sources: list[str]
    entries: list[RegisterEntry]


class Measurement(Model, frozen=True, kw_only=True):
    """What was measured in one region. Numbers are decimal, as text; one that is withheld is not here at all."""

    region: str
    """Id, as in register/regioner.json or register/sjukvardsregioner.json; or `riket`, and other words for several."""
    title: str
    numerator: int | None = None
    denominator: int | None = None
    value: str | None = None
    """In the unit of the indicator."""
    low: str | None = None
    """Lower end of the interval."""
    high: str | None = None
    withheld: str | None = None
    """Why there is no value: små tal, låg täckning or inga uppgifter."""


class OutcomePeriod(Model, frozen=True, kw_only=True):
    """What was measured in one period, as its source gives it."""

    period: str
    """2024, 2024-h1, 2024-k3, 2024-05 or 2019-2020."""
    fictitious: bool
    """The numbers are made up, and so are the regions."""
    notice: str
    """What must be shown with it."""
    sources: list[str]
    retrieved: str | None = None
    """When the numbers were taken from the source."""
    basis: str | None = None
    """Whether the source gives the numbers for this very measure: angiven or härledd."""
    interval: str | None = None
    """What low and high mean."""
    smallest_denominator: int | None = None
    """Smaller ones are withheld, as the source says."""
    smallest_numerator: int | None = None
    licence: str
    """SPDX code of the numbers; empty when none is given."""
    attribution: str
    note: str | None = None
    measurements: list[Measurement]


class Outcomes(Listing, frozen=True, kw_only=True):
    indicator: str
    """Key: `indikatorer/trombolys-inom-30-min`."""
    title: str
    unit: str
    """Empty when it is not known."""
    direction: str
    """högt, lågt or värde: what is better; empty when nobody knows."""
    periods: list[OutcomePeriod]
    """Oldest first."""


class ShardDocument(Model, frozen=True, kw_only=True):
    key: str
    kind: Kind
    clinical_use: ClinicalUse
    version: str | None = None
    lifecycle: Lifecycle
    files: list[ShardEntry]


class Shard(Listing, frozen=True, kw_only=True):
    documents: list[ShardDocument]


class Manifest(Listing, frozen=True, kw_only=True):
    """The one file that is signed; everything else is verified by hash."""

    sequence: int
    """Number of the last event."""
    shards: list[ShardEntry]
    changes: ShardEntry
    """The last page of changes."""
    registers: list[ShardEntry]


class Deviation(Model, frozen=True, kw_only=True):
    """Where a region departs from the national text, as it says itself."""

    region: str
    """Id, as in register/regioner.json."""
    pathway: str
    """Key: `vardforlopp/sepsis`."""
    pathway_title: str
    id: str
    """Of its first block in the document that says so."""
    at: str = ""
    """Id of the national block; empty when none is named."""
    place: str
    """The words of that block: "C. Trombolys"."""
    reason: str
    owner: str
    """The role that answers for it."""
    until: str
    """Last day, month or year, as written."""
    text: str
    """What the region does instead."""
    based_on: str
    """The national version that it was written for."""
    document: str
    """Key of the document that says so: `tillagg/kalmar-lan/sepsis`."""
    version: str | None = None
    clinical_use: ClinicalUse
    url: str
    """Where a person reads it."""
    outcome: Literal["unchanged", "clean", "conflict"] | None = None
    """In a region's own list, where it has been compared with the national text that holds now."""
    inherited: bool = False
    """In a region's own list: written by another region, and followed here."""
    expired: bool = False
    """In a region's own list: the last day has passed."""


class Deviations(Listing, frozen=True, kw_only=True):
    deviations: list[Deviation]
    """By region, pathway, and place in the document."""
