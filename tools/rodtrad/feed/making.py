"""Items made: from a document as it stands, or from what the log says was released."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from rodtrad.document import Document
from rodtrad.feed import models as m
from rodtrad.feed.canonical import canonical, current, sha256, stub
from rodtrad.feed.items import Item, Version
from rodtrad.feed.payload import is_catalogue, payload
from rodtrad.feed.releases import Event, Release, ReleaseError, frozen, frozen_path
from rodtrad.library import Library
from rodtrad.model import PathwayMatter
from rodtrad.project import bytes_of
from rodtrad.values import Status

_STATES: Mapping[Status, m.State] = {
    Status.DRAFT: "utkast",
    Status.CONSULTATION: "remiss",
    Status.REVISION: "bearbetning",
    Status.APPROVED: "godkänt",
}

_payload = msgspec.json.Decoder(m.Payload)


def of_document(document: Document, library: Library, environment: m.Environment, base: str) -> Item:
    """A document that has no releases: only what it says now."""
    face = document.face
    said = payload(document, library, environment, base)
    successors = (getattr(face.matter, "replaced_by", None), getattr(face.matter, "merged_into", None))
    lifecycle = m.Lifecycle(
        state=_state(document),
        replaced_by=[f"{face.folder}/{id}" for id in successors if id],
        next_review=said.dates.next_review,
    )
    return Item(face.key, said, lifecycle, canonical(m.Current(**msgspec.structs.asdict(said), lifecycle=lifecycle)))


def _state(document: Document) -> m.State:
    matter = document.face.matter
    if is_catalogue(document.face):
        return "registerpost"
    return _STATES[matter.status] if isinstance(matter, PathwayMatter) and matter.status else "utkast"


def of_release(root: Path, release: Release) -> Item:
    """A released document. Raises ReleaseError unless each frozen file is the one that its event speaks of."""
    versions = []
    for event in release.versions:
        data = frozen(root, event)
        said = _read(event, data)
        _same_text(root, event, said.source.sha256)
        versions.append(Version(event, data, said.kind))
    last, newest = release.events[-1], versions[-1]
    lifecycle = m.Lifecycle(
        state="gäller" if release.holds else "upphävt",
        valid_from=newest.event.datum or None,
        next_review=said.dates.next_review or None,
        replaced_by=[] if release.holds else list(last.ersätts_av),
        reason=None if release.holds else last.skäl,
        versions=[version.event.version for version in versions],
    )
    if not release.holds:
        said = msgspec.structs.replace(said, **stub(lifecycle))
    return Item(release.key, said, lifecycle, current(newest.data, lifecycle), tuple(versions))


def _same_text(root: Path, event: Event, wanted: str) -> None:
    """The frozen text is the one that the frozen payload was made from."""
    path = frozen_path(event.dokument, event.version, "md")
    try:
        data = bytes_of(root, path)
    except OSError as error:
        raise ReleaseError(f"{path} saknas men är utgiven (händelse {event.nummer}).") from error
    if sha256(data) != wanted:
        raise ReleaseError(f"{path} har ändrats sedan utgivningen (händelse {event.nummer}). Återställ filen.")


def _read(event: Event, data: bytes) -> m.Payload:
    path = frozen_path(event.dokument, event.version)
    try:
        said = _payload.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ReleaseError(f"{path} är ingen utgåva (händelse {event.nummer}).") from error
    wanted = (event.dokument.partition("/")[2], event.version, event.miljö)
    if wanted != (said.id, said.version, said.environment):
        raise ReleaseError(f"{path} är inte den utgåva som händelse {event.nummer} talar om.")
    if event.miljö == "production" and said.clinical_use != "approved":
        raise ReleaseError(f"{path} är ett exempel eller ett utkast (händelse {event.nummer}).")
    return said
