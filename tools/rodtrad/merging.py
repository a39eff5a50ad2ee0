"""What a region reads: each pathway that it has additions to, merged, and the list of its deviations."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import msgspec
from msgspec.structs import replace

from rodtrad.additions import AdditionError, adds_to, merge, region_of
from rodtrad.deviations import stated
from rodtrad.errors import UsageError
from rodtrad.feed import models as m
from rodtrad.feed.canonical import canonical
from rodtrad.feed.listings import Deviation, Deviations, Register, head
from rodtrad.feed.merged import Merged
from rodtrad.feed.payload import payload
from rodtrad.files import File
from rodtrad.library import link
from rodtrad.model import Kind
from rodtrad.national import Copy, national_faces
from rodtrad.project import files, open_project

_current = msgspec.json.Decoder(m.Current)
_payload = msgspec.json.Decoder(m.Payload)
_register = msgspec.json.Decoder(Register)


@dataclass(frozen=True, slots=True)
class Own:
    """The additions in a project of the region's."""

    payloads: Sequence[m.Payload] = ()
    unreadable: Sequence[str] = ()
    """Paths of files that could not be read."""
    misplaced: Sequence[str] = ()
    """Paths of files that say another region or pathway than their path does: they may hide what is there."""


@dataclass(slots=True)
class View:
    """What a region reads."""

    region: str
    environment: m.Environment
    merged: list[Merged] = field(default_factory=list)
    """By key of the pathway."""
    deviations: list[Deviation] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)
    """Keys of documents with additions to a pathway that is not in the copy, and the key of that."""
    childless: list[tuple[str, str]] = field(default_factory=list)
    """Keys of documents that inherit from a region without additions to the same pathway, and that region."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Names of regions by id, as far as they are known."""

    def name(self, region: str) -> str:
        """What a region is called."""
        return self.titles.get(region, region)


def own_additions(root: Path, copy: Copy, *, approved: bool) -> Own:
    """The additions of the project at `root`: as texts in use when the region has `approved` them, else as drafts."""
    paths = files(root)
    faces = national_faces(copy, paths)
    base = next((_base(copy.current(key)) for key in copy.keys()), "https://rodtrad.example/")  # noqa: SIM118
    project = open_project(root, paths)
    library = link((*(d.face for d in project.documents), *faces), project.library.unreadable)
    environment = copy.environment if approved else "draft"
    found = [payload(d, library, environment, base) for d in project.documents if d.kind is Kind.ADDITION]
    lost = {f.path for f in project.findings if f.path.startswith("content/tillagg/") or f.rule == "misplaced-file"}
    lost -= {d.face.path for d in project.documents}
    national = {*copy.keys()}
    misplaced = [f"content/tillagg/{one.id}.md" for one in found if _is_misplaced(one, national)]
    return Own(found, sorted(lost), sorted(misplaced))


def _is_misplaced(addition: m.Payload, national: Collection[str]) -> bool:
    """A file may be named after a pathway's old id."""
    folder, _, name = addition.id.rpartition("/")
    return folder != region_of(addition) or (name != adds_to(addition) and f"vardforlopp/{name}" in national)


def _base(data: bytes) -> str:
    """The address of the site where a document is read."""
    said = _payload.decode(data)
    address, _, _ = said.canonical_url.rstrip("/").rpartition(f"/{said.id}")
    return f"{address.rpartition('/')[0]}/"


def view(copy: Copy, region: str, own: Sequence[m.Payload], date: str) -> View:
    """Merge every pathway that a region has additions to. Of additions in both places, those in `own` hold.

    Raises UsageError where they cannot be merged, or the copy holds what is no document.
    """
    try:
        return _view(copy, region, own, date)
    except AdditionError as error:
        raise UsageError(str(error)) from error
    except (msgspec.MsgspecError, ValueError) as error:
        raise UsageError(f"the national texts cannot be read: {error}") from error


def _view(copy: Copy, region: str, own: Sequence[m.Payload], date: str) -> View:
    keys = sorted(copy.keys())
    documents = {f"tillagg/{one.id}": one for one in own}
    for key in keys:
        if key.startswith("tillagg/") and key not in documents:
            said = _current.decode(copy.current(key))
            if said.lifecycle.state != "upphävt":
                documents[key] = said
    found = View(region, copy.environment, titles=dict(_titles(copy)))
    national = {key: key for key in keys if key.startswith("vardforlopp/")}
    mine = [(key, one) for key, one in sorted(documents.items()) if region_of(one) == region]
    if any(f"vardforlopp/{adds_to(one)}" not in national for _, one in mine):
        national |= dict(_aliases(copy, national))
    for key, one in mine:
        there = national.get(pathway := f"vardforlopp/{adds_to(one)}")
        if there is None:
            found.missing.append((key, pathway))
            continue
        before = partial(_version, copy, there)
        made = merge(_current.decode(copy.current(there)), documents.values(), region, version=before, date=date)
        found.merged.append(made)
        found.deviations += _deviations(made, documents)
        last = documents[made.sources[-1].key]
        if heir := last.content.matter.get("inherits"):
            found.childless.append((made.sources[-1].key, str(heir)))
    return found


def _titles(copy: Copy) -> Iterator[tuple[str, str]]:
    """Ids and names of the regions."""
    for register in map(_register.decode, copy.registers()):
        if register.id == "regioner":
            yield from ((entry.id, entry.title) for entry in register.entries)


def _aliases(copy: Copy, keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Keys made of the old ids of pathways, and the keys that they have now."""
    for key in keys:
        for old in _current.decode(copy.current(key)).content.matter.get("alias") or ():
            if f"vardforlopp/{old}" not in keys:
                yield f"vardforlopp/{old}", key


def _version(copy: Copy, key: str, version: str) -> m.Payload | None:
    try:
        return _payload.decode(copy.version(key, version))
    except KeyError:
        return None


def _deviations(made: Merged, documents: Mapping[str, m.Payload]) -> Iterator[Deviation]:
    """Those in use, in the order of the national text, with what the merge found."""
    sources = {source.region: source.key for source in made.sources}
    for one in made.additions:
        if one.role == "deviation":
            said = next(said for said in stated(documents[sources[one.region]]) if said.id == one.id)
            yield replace(
                said,
                pathway=f"vardforlopp/{made.id}",
                pathway_title=made.title,
                place=one.place,
                outcome=one.outcome,
                inherited=one.inherited,
                expired=one.expired,
            )


def data_files(found: View) -> Iterator[File]:
    """`vardforlopp/<id>.json` for each pathway, and `avvikelser.json`."""
    for one in found.merged:
        yield f"vardforlopp/{one.id}.json", canonical(one)
    yield "avvikelser.json", canonical(Deviations(**head(found.environment), deviations=found.deviations))
