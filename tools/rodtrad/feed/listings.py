"""The contract with regions, continued: lists, changes, codes, registers, and the manifest that names every file."""

from __future__ import annotations

from msgspec import field

from rodtrad.feed.models import (
    ChangeClass,
    ClinicalUse,
    Environment,
    Fact,
    Kind,
    Lifecycle,
    Model,
    State,
)


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


class Index(Model, frozen=True, kw_only=True):
    schema_version: str
    environment: Environment
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


class ChangePage(Model, frozen=True, kw_only=True):
    schema_version: str
    environment: Environment
    page: int
    sealed: bool
    """A sealed page never changes again."""
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


class CodePage(Model, frozen=True, kw_only=True):
    schema_version: str
    environment: Environment
    system: str
    uri: str
    code: str
    uses: list[CodeUse]


class CodeIndex(Model, frozen=True, kw_only=True):
    schema_version: str
    environment: Environment
    system: str
    uri: str
    codes: list[str]
    """Every code that has a page."""


class RegisterEntry(Model, frozen=True, kw_only=True):
    id: str
    title: str
    facts: list[Fact]


class Register(Model, frozen=True, kw_only=True):
    schema_version: str
    environment: Environment
    id: str
    title: str
    sources: list[str]
    entries: list[RegisterEntry]


class ShardEntry(Model, frozen=True, kw_only=True):
    path: str
    sha256: str
    bytes: int


class ShardDocument(Model, frozen=True, kw_only=True):
    key: str
    version: str | None = None
    lifecycle: Lifecycle
    files: list[ShardEntry]


class Shard(Model, frozen=True, kw_only=True):
    schema_version: str
    documents: list[ShardDocument]


class Manifest(Model, frozen=True, kw_only=True):
    """The one file that is signed; everything else is verified by hash."""

    schema_version: str
    environment: Environment
    sequence: int
    """Number of the last event."""
    shards: list[ShardEntry]
