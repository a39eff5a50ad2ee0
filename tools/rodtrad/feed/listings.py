"""The contract with regions, continued: lists, changes, codes, registers, and the manifest that names every file."""

from __future__ import annotations

from pydantic import Field

from rodtrad.feed.models import (
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


class IndexEntry(Model):
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


class Index(Model):
    schema_version: str = SCHEMA_VERSION
    environment: Environment
    documents: list[IndexEntry]


class Event(Model):
    """One numbered change. Numbers have no gaps."""

    number: int
    kind: Kind
    id: str
    version: str | None = None
    change_class: ChangeClass
    title: str
    date: str | None = None
    summary: list[str] = Field(default_factory=list)
    """What changed, in Swedish."""
    reason: str | None = None
    replaced_by: list[str] = Field(default_factory=list)
    sha256: str | None = None
    """Of the immutable file."""
    url: str | None = None


class ChangePage(Model):
    schema_version: str = SCHEMA_VERSION
    environment: Environment
    page: int
    sealed: bool
    """A sealed page never changes again."""
    events: list[Event]


class CodeUse(Model):
    document: str
    kind: Kind
    title: str
    clinical_use: ClinicalUse
    state: State
    url: str
    blocks: list[str]
    """Ids of the blocks that name the code; empty when only the front matter does."""


class CodePage(Model):
    schema_version: str = SCHEMA_VERSION
    environment: Environment
    system: str
    uri: str
    code: str
    uses: list[CodeUse]


class CodeIndex(Model):
    schema_version: str = SCHEMA_VERSION
    environment: Environment
    system: str
    uri: str
    codes: list[str]
    """Every code that has a page."""


class RegisterEntry(Model):
    id: str
    title: str
    facts: list[Fact]


class Register(Model):
    schema_version: str = SCHEMA_VERSION
    environment: Environment
    id: str
    title: str
    sources: list[str]
    entries: list[RegisterEntry]


class ShardEntry(Model):
    path: str
    sha256: str
    bytes: int


class ShardDocument(Model):
    key: str
    version: str | None = None
    lifecycle: Lifecycle
    files: list[ShardEntry]


class Shard(Model):
    schema_version: str = SCHEMA_VERSION
    documents: list[ShardDocument]


class Manifest(Model):
    """The one file that is signed; everything else is verified by hash."""

    schema_version: str = SCHEMA_VERSION
    environment: Environment
    sequence: int
    """Number of the last event."""
    shards: list[ShardEntry]
