"""What the manifest says of a document, and which documents a copy takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from rodtrad.feed import models as m
from rodtrad.feed.addresses import MANIFEST
from rodtrad.feed.listings import Listing, Manifest, ShardDocument, ShardEntry
from rodtrad.region.errors import NotTrustedError

FOLDERS: Mapping[m.Kind, str] = {
    "pathway": "vardforlopp",
    "generic-model": "vardforlopp",
    "indicator": "indikatorer",
    "guideline": "riktlinjer",
    "impact-assessment": "konsekvensbeskrivningar",
    "addition": "tillagg",
}
"""Where the documents of a kind lie."""

_PATH = re.compile(r"(?:[a-z0-9][a-z0-9._-]*/){1,4}[a-z0-9][a-z0-9._-]*\.json")
"""Of a file in the feed: nothing that leads out of it."""

_KEY = re.compile(r"[a-z]+(?:/[a-z0-9][a-z0-9-]*){1,2}")
SHA256 = re.compile("[0-9a-f]{64}")

T = TypeVar("T")


class Document(ShardDocument, frozen=True, kw_only=True):
    """What a shard says of a document."""

    lifecycle: msgspec.Raw  # type: ignore[assignment]
    """As it is written, so that what later versions of the contract add to it is passed on."""

    @property
    def newest(self) -> ShardEntry:
        """The file of the version that holds, or held last."""
        if self.version is None:
            return self.files[-1]
        path = f"{self.key}/{self.version}.json"
        return next(file for file in self.files if file.path == path)

    @property
    def state(self) -> m.Lifecycle:
        return _lifecycle.decode(self.lifecycle)

    @property
    def is_withdrawn(self) -> bool:
        return self.state.state == "upphävt"

    @property
    def region(self) -> str:
        """Whose addition it is, or ""."""
        return self.key.split("/")[1] if self.kind == "addition" else ""


class _Shard(Listing, frozen=True, kw_only=True):
    documents: list[msgspec.Raw]


_lifecycle = msgspec.json.Decoder(m.Lifecycle)
_document = msgspec.json.Decoder(Document)
_manifest = msgspec.json.Decoder(Manifest)
_shard = msgspec.json.Decoder(_Shard)


def decoded(decoder: msgspec.json.Decoder[T], data: bytes | msgspec.Raw, name: str) -> T:
    """What signed JSON says. Raises NotTrustedError when it is not what the contract says, or built to hurt."""
    try:
        return decoder.decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        said = f"{name} är inte vad flödet ska innehålla ({error}). Hör av dig till avsändaren."
        raise NotTrustedError(said) from error


def manifest_of(data: bytes) -> Manifest:
    """Raises NotTrustedError for what is no manifest."""
    manifest = decoded(_manifest, data, MANIFEST)
    for entry in (*manifest.shards, *manifest.registers, manifest.changes):
        check_entry(entry, MANIFEST)
    return manifest


def in_shard(data: bytes, name: str, environment: m.Environment) -> Iterator[tuple[Document, bytes]]:
    """The documents that a shard speaks of, each with the very words. Raises NotTrustedError."""
    shard = decoded(_shard, data, name)
    same_environment(shard, name, environment)
    for raw in shard.documents:
        yield read(raw, name), bytes(raw)


def read(said: bytes | msgspec.Raw, name: str = "Kopian") -> Document:
    """One document, as a shard says it. Raises NotTrustedError for what no feed says."""
    document = decoded(_document, said, name)
    if not _KEY.fullmatch(document.key) or document.key.partition("/")[0] != FOLDERS[document.kind]:
        raise NotTrustedError(f"{name} har ett dokument med ett namn som inte får finnas: {document.key!r}.")
    for file in document.files:
        check_entry(file, name)
        home = f"{document.key}/" if document.version is not None else "manifest/dokument/"
        if not file.path.startswith(home):
            raise NotTrustedError(f"{name} säger att {file.path} är en fil till {document.key}.")
    decoded(_lifecycle, document.lifecycle, name)
    try:
        _ = document.newest
    except (StopIteration, IndexError) as error:
        raise NotTrustedError(f"{name} har ett dokument utan fil: {document.key}.") from error
    return document


def check_entry(entry: ShardEntry, name: str) -> None:
    """Raise NotTrustedError for an entry that leads elsewhere, or is no hash."""
    if not _PATH.fullmatch(entry.path):
        raise NotTrustedError(f"{name} hänvisar till en plats utanför flödet: {entry.path!r}.")
    if not SHA256.fullmatch(entry.sha256) or entry.bytes < 0:
        raise NotTrustedError(f"{name} har en kontrollsumma eller längd som är fel, för {entry.path}.")


def same_environment(listing: Listing, name: str, environment: m.Environment) -> None:
    """Raise NotTrustedError for a list of another environment: what is for trying must never look as if it held."""
    if listing.environment != environment:
        raise NotTrustedError(
            f"{name} hör till miljön {listing.environment}, inte {environment}. "
            "Kontrollera adressen, eller ange miljön med --environment."
        )


class _Matter(Struct, frozen=True, rename="camel"):
    adds_to: Any = None
    based_on: Any = None
    inherits: Any = None


class _Content(Struct, frozen=True):
    matter: _Matter


class Said(Struct, frozen=True, rename="camel", omit_defaults=True):
    """What a file says of itself, noted when it is taken."""

    environment: m.Environment
    clinical_use: m.ClinicalUse
    id: str
    kind: m.Kind
    title: str
    content: _Content
    version: str | None = None


_said = msgspec.json.Decoder(Said)


def said_by(data: bytes, name: str) -> Said:
    """Raises NotTrustedError for what is no document."""
    return decoded(_said, data, name)


def check_said(document: Document, file: ShardEntry, said: Said, environment: m.Environment) -> None:
    """Raise NotTrustedError unless a file is of the document, the environment and the use that the shard says."""
    _, _, id = document.key.partition("/")
    same = (said.id, said.environment) == (id, environment)
    if document.version is not None:
        same = same and file.path == f"{document.key}/{said.version}.json"
    if file == document.newest:
        same = same and (said.kind, said.clinical_use) == (document.kind, document.clinical_use)
    if environment == "production":
        same = same and said.clinical_use in ("approved", "catalogue")
    if not same:
        raise NotTrustedError(f"{file.path} är inte det dokument som avsändaren säger. Hör av dig till avsändaren.")


class Selection(Struct, frozen=True):
    """Which documents a copy takes."""

    environment: m.Environment = "production"
    examples: bool = False
    """Also what must not be used in care."""
    region: str = ""
    """Of the regional additions, only its own and those it builds on."""

    @classmethod
    def decode(cls, data: bytes) -> Selection:
        """From JSON."""
        return msgspec.json.decode(data, type=cls)

    @property
    def uses(self) -> frozenset[m.ClinicalUse]:
        safe: frozenset[m.ClinicalUse] = frozenset({"approved", "catalogue"})
        return safe | {"example", "draft"} if self.examples else safe

    def takes(self, document: Document) -> bool:
        """Whether it is taken for its own sake; an addition that another builds on may be taken for the other's."""
        mine = not self.region or document.region in ("", self.region)
        return mine and document.clinical_use in self.uses

    def inherited(
        self, additions: Iterable[Document], noted: Callable[[str], Said | None]
    ) -> tuple[list[Document], list[ShardEntry]]:
        """The additions of other regions that the region's own build on, as far as it can be told.

        `noted` tells what a file says, by hash. Files that must be fetched to tell more are returned too.
        """
        if not self.region:
            return [], []
        by_key = {document.key: document for document in additions if document.clinical_use in self.uses}
        waiting = [document for document in by_key.values() if document.region == self.region]
        found: dict[str, Document] = {document.key: document for document in waiting}
        unknown = []
        while waiting:
            heir = waiting.pop()
            said = noted(heir.newest.sha256)
            if said is None:
                unknown.append(heir.newest)
                continue
            key = f"tillagg/{said.content.matter.inherits}/{heir.key.rpartition('/')[2]}"
            if key in by_key and key not in found:
                found[key] = by_key[key]
                waiting.append(by_key[key])
        return [document for document in found.values() if document.region != self.region], unknown
