"""What regions add to a pathway or do otherwise: which region reads what, and whether it is written for older words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from rodtrad.additions import outdated
from rodtrad.face import BlockFace, Face, Role
from rodtrad.feed import models as m
from rodtrad.feed.payload import payload
from rodtrad.feed.releases import frozen_path
from rodtrad.library import is_example
from rodtrad.model import AdditionMatter, PathwayMatter
from rodtrad.site.charting import stop_name
from rodtrad.site.parts import attribute, badge, details, text
from rodtrad.site.pathway.versions import is_earlier
from rodtrad.site.words import joined, sorting
from rodtrad.site.writer import Writer

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Local:
    """One addition or deviation, as far as a page of the national text knows it."""

    face: Face
    block: BlockFace
    at: str
    """Id of the national block; "" when it is not there."""
    region: str
    readers: Sequence[str]
    """Ids of the regions that read it: its own, and those that inherit it."""
    is_outdated: bool
    """What it stands at has been changed since it was written."""

    @property
    def kind(self) -> str:
        return "Avvikelse" if self.block.role is Role.DEVIATION else "Tillägg"


def local(writer: Writer) -> Sequence[Local]:
    """Everything that regions say about a pathway, in the order of its text; what has no place comes last.

    An earlier release has none: regions write for the newest that they have read, and the texts were never one.
    """
    if is_earlier(writer):
        return ()
    matter = writer.face.matter
    names = (writer.face.id, *(matter.alias or ())) if isinstance(matter, PathwayMatter) else (writer.face.id,)
    documents: dict[str, Face] = {}
    for face in (face for name in names for face in writer.site.additions.get(name, ())):
        if isinstance(face.matter, AdditionMatter) and face.matter.region:
            documents.setdefault(face.matter.region, face)
    if not documents:
        return ()
    readers = _readers(documents, writer)
    order = {block.id: number for number, block in enumerate(writer.face.blocks)}
    earlier = _Earlier(writer)
    found = [
        Local(face, block, at if at in order else "", region, readers[face.key, block.id], earlier.outdates(face, at))
        for region, face in documents.items()
        for block, at in _parts(face, writer)
    ]
    return sorted(found, key=lambda one: (order.get(one.at, len(order)), sorting(_name(one.region, writer))))


def _parts(face: Face, writer: Writer) -> Iterator[tuple[BlockFace, str]]:
    """The additions and deviations of a document, each with the id of what it stands at, or ""."""
    places = {link.block: link.target for link in reversed(face.links) if link.relation == "at"}
    for block in face.of(Role.ADDITION, Role.DEVIATION):
        key, _, at = places.get(block.id, "").partition("#")
        yield block, at if key == writer.face.key else ""


def _readers(documents: Mapping[str, Face], writer: Writer) -> Mapping[tuple[str, str], Sequence[str]]:
    """Which regions read each part: a region's own word at a place stands instead of what it would inherit there."""
    found: dict[tuple[str, str], list[str]] = {}
    for reader in sorted(documents, key=lambda id: sorting(_name(id, writer))):
        held: dict[str, str] = {}
        seen: set[str] = set()
        here = reader
        while here in documents and here not in seen:
            seen.add(here)
            face = documents[here]
            for block, at in _parts(face, writer):
                readers = found.setdefault((face.key, block.id), [])
                if not at or held.setdefault(at, here) == here:
                    readers.append(reader)
            here = str(getattr(face.matter, "inherits", None) or "")
    return found


class _Earlier:
    """Earlier versions of the pathway that additions were written for; each is read once, and only if need be."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self.version = str(getattr(writer.face.matter, "version", None) or "")
        self.now: m.Payload | None = None
        self.known: dict[str, m.Payload | None] = {}

    def outdates(self, face: Face, at: str) -> bool:
        """Whether what an addition stands at is another than when it was written."""
        based_on = str(getattr(face.matter, "based_on", None) or "")
        if not based_on or not self.version or based_on == self.version:
            return False
        if self.now is None:
            self.now = payload(self.writer.document, self.writer.library, "draft", "https://rodtrad.example/")
        return outdated(at, self.now, self._payload(based_on))

    def _payload(self, version: str) -> m.Payload | None:
        if version not in self.known:
            self.known[version] = self._read(version)
        return self.known[version]

    def _read(self, version: str) -> m.Payload | None:
        site, key = self.writer.site, self.writer.face.key
        if version not in site.versions(key):
            return None
        try:
            return msgspec.json.decode((site.root / frozen_path(key, version)).read_bytes(), type=m.Payload)
        except (OSError, ValueError):
            return None


def _name(region: str, writer: Writer) -> str:
    entry = writer.library.register("regioner").get(region)
    return entry.title if entry else region


def menu(found: Sequence[Local], writer: Writer) -> str:
    """The regions to choose from; for readers with script, since without it each addition is a link."""
    regions = sorted({reader for one in found for reader in one.readers}, key=lambda id: sorting(_name(id, writer)))
    options = "".join(f'<option value="{attribute(id)}">{text(_name(id, writer))}</option>' for id in regions)
    if not options:
        return ""
    return (
        '<div class="rt-views__menu" data-rt-scripted hidden><label for="rt-region">Region</label>'
        f'<select id="rt-region" name="region"><option value="">Nationell text</option>{options}</select></div>\n'
        '<p class="rt-views__regions" data-rt-scripted hidden><span role="status"></span> <span></span></p>\n'
    )


def listed(found: Sequence[Local], writer: Writer) -> str:
    """Every addition and deviation with a link to where it is written."""
    items = "".join(_item(one, writer) for one in found)
    if not items:
        return ""
    title = f"Regionernas tillägg och avvikelser ({len(found)})"
    inner = details(title, f"<ul>{items}</ul>")
    return f'<div class="rt-regions" data-pagefind-ignore>{inner}</div>\n'


def _item(one: Local, writer: Writer) -> str:
    there = writer.face.by_id.get(one.at)
    place = stop_name(there) if there else ""
    words = text(f"{one.kind} vid {place}") if place else text(one.block.title)
    link = writer.links.wrap(f"{one.face.key}#{one.block.id}", words)
    others = [_name(id, writer) for id in one.readers if id != one.region]
    also = f" Gäller även i {text(joined(others))}." if others else ""
    until = one.block.fact("Gäller till")
    marks = {
        "at": one.at,
        "region": one.region,
        "readers": " ".join(one.readers),
        "kind": one.kind,
        "short": f"{one.kind} vid {there.label}" if there and there.label else "",
        "until": until if _DATE.fullmatch(until) else "",
        "outdated": "ja" if one.is_outdated else "",
        "example": "ja" if is_example(one.face) else "",
    }
    data = "".join(f' data-{name}="{attribute(value)}"' for name, value in marks.items() if value)
    return f"<li{data}>{text(_name(one.region, writer))}: {link}{badges(one)}{also}</li>\n"


def badges(one: Local) -> str:
    """What a reader must know of an addition before reading it."""
    found = [("Exempel", "warn")] if is_example(one.face) else []
    found += [("Skrivet mot en äldre version", "warn")] if one.is_outdated else []
    return "".join(f" {badge(words, kind)}" for words, kind in found)


def folded(found: Sequence[Local], id: str, writer: Writer) -> str:
    """At a card: which regions add something here, or depart from it."""
    mine = [one for one in found if one.at == id]
    if not mine:
        return ""
    links = (
        writer.links.a(f"{one.face.key}#{one.block.id}", f"{one.kind}: {_name(one.region, writer)}") + badges(one)
        for one in mine
    )
    items = "".join(f"<li>{link}</li>" for link in links)
    return f'<div class="rt-regional">{details(f"I regionerna: {counted(mine)}", f"<ul>{items}</ul>")}</div>\n'


def counted(found: Sequence[Local]) -> str:
    """ "1 tillägg och 2 avvikelser"."""
    deviations = sum(1 for one in found if one.block.role is Role.DEVIATION)
    said = [f"{len(found) - deviations} tillägg"] if len(found) > deviations else []
    if deviations:
        said.append(f"{deviations} {'avvikelse' if deviations == 1 else 'avvikelser'}")
    return joined(said)
