"""What a small sender has released, in memory, and the feed of it: made by what makes every feed."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from rodtrad import formats
from rodtrad.feed import models as m
from rodtrad.feed.canonical import canonical, current, sha256
from rodtrad.feed.items import Feed, Item
from rodtrad.feed.listings import Register, head
from rodtrad.feed.making import of_release
from rodtrad.feed.releases import Event, Release, frozen_path
from rodtrad.files import write_tree
from rodtrad.formats import catalogue, changes, documents, manifest, registers

BASE = "https://rodtrad.example/"

KINDS: dict[str, m.Kind] = {
    "vardforlopp": "pathway",
    "indikatorer": "indicator",
    "riktlinjer": "guideline",
    "tillagg": "addition",
}

NOTICE = "Påhittad text, bara för att pröva ett program. Den får inte användas i vården."

_WORDS = ("patienten", "besök", "prov", "läkare", "region", "åtgärd", "mål", "utgång", "kontakt", "uppföljning")

_WORDS_IN_TEXT = 100


class FutureLifecycle(m.Lifecycle, frozen=True, kw_only=True):
    """As a later sender may write it: with a field that nobody knows today."""

    later_field: str = "Ett nytt fält"


class FuturePayload(m.Payload, frozen=True, kw_only=True):
    """The same, of a document."""

    later_field: dict[str, list[int]] = field(default_factory=lambda: {"nytt": [1, 2, 3]})


@dataclass
class Office:
    """What has been released in one environment. `root` is a folder for the frozen files."""

    root: Path
    environment: m.Environment = "production"
    events: list[Event] = field(default_factory=list)
    catalogue: dict[str, str] = field(default_factory=dict)
    """Text of each entry whose full text is not here, by key."""
    future: bool = False
    """Whether fields are written that version 1.0 of the contract does not know."""

    def release(self, key: str, klass: str = "clinical", use: m.ClinicalUse = "approved") -> None:
        """The next version of a document."""
        version = f"{1 + sum(event.is_release for event in self.of(key))}.0.0"
        data = canonical(self._payload(key, version, use))
        for suffix, content in (("json", data), ("md", _source(key, version))):
            path = self.root / frozen_path(key, version, suffix)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        self.catalogue.pop(key, None)
        self._add(key, version, klass, sha256=sha256(data), sammanfattning=(f"Ny text i {version}",))

    def withdraw(self, key: str, *successors: str) -> None:
        """Let a document hold no longer."""
        newest = [event for event in self.of(key) if event.is_release][-1]
        said: dict[str, Any] = {"händelse": "upphävande", "skäl": "Ersatt." if successors else "Föråldrat."}
        self._add(key, newest.version, "lifecycle", **said, ersätts_av=successors)

    def of(self, key: str) -> list[Event]:
        """What has happened to a document."""
        return [event for event in self.events if event.dokument == key]

    def items(self) -> Iterator[Item]:
        """Every document as it holds now, by key."""
        for key in sorted({event.dokument for event in self.events} | set(self.catalogue)):
            if text := self.catalogue.get(key):
                said = self._payload(key, None, "catalogue", text)
                lifecycle = self._lifecycle(m.Lifecycle(state="registerpost"))
                data = msgspec.to_builtins(said) | {"lifecycle": msgspec.to_builtins(lifecycle)}
                yield Item(key, said, lifecycle, canonical(data))
                continue
            item = of_release(self.root, Release(key, tuple(self.of(key))))
            lifecycle = self._lifecycle(item.lifecycle)
            data = current(item.versions[-1].data, lifecycle)
            yield dataclasses.replace(item, lifecycle=lifecycle, data=data)

    def write(self, home: Path) -> None:
        """The feed below a folder: what a client reads, and what is there for plain GET."""
        items = list(self.items())
        region = Register(**head(self.environment), id="regioner", title="Regioner", sources=["Påhittad"], entries=[])
        feed = Feed(self.environment, BASE, tuple(map(formats.record, items)), tuple(self.events), (region,))
        files = [file for item in items for file in documents.files(item)]
        for one in (manifest, changes, registers, catalogue):
            files += one.index(feed)
        write_tree(home, files)

    def expected(self) -> list[str]:
        """The lines that a client must write of what holds: key, version, state, hash of `<key>.json`."""
        return [line(i.key, i.payload.version, i.lifecycle.state, i.data) for i in self.items()]

    def _add(self, key: str, version: str, klass: str, **more: Any) -> None:
        said = {"händelse": "utgivning", "titel": _title(key), "datum": "2026-01-15"} | more
        number = len(self.events) + 1
        self.events.append(
            Event(nummer=number, dokument=key, version=version, miljö=self.environment, klass=klass, **said)
        )

    def _lifecycle(self, said: m.Lifecycle) -> m.Lifecycle:
        return FutureLifecycle(**msgspec.structs.asdict(said)) if self.future else said

    def _payload(self, key: str, version: str | None, use: m.ClinicalUse, text: str = "") -> m.Payload:
        source = _source(key, version or text)
        return (FuturePayload if self.future else m.Payload)(
            schema_version="1.1" if self.future else m.SCHEMA_VERSION,
            environment=self.environment,
            clinical_use=use,
            notice=NOTICE,
            id=key.partition("/")[2],
            kind=KINDS[key.partition("/")[0]],
            version=version,
            title=_title(key),
            language=m.LANGUAGE,
            licence=m.LICENCE,
            attribution=m.LICENCES[m.LICENCE],
            canonical_url=f"{BASE}{key}/",
            dates=m.Dates(modified="2026-01-15"),
            source=m.SourceFile(path=f"content/{key}.md", sha256=sha256(source)),
            content=m.Content(matter={"text": source.decode()}, blocks=[]),
        )


def line(key: str, version: str | None, state: str, data: bytes) -> str:
    """What a client must write of one document."""
    return f"{key}\t{version or ''}\t{state}\t{sha256(data)}"


def _source(key: str, version: str) -> bytes:
    """The text of a version, always the same."""
    dice = random.Random(f"{key} {version}")
    return " ".join([_title(key), version, *(dice.choice(_WORDS) for _ in range(_WORDS_IN_TEXT))]).encode()


def _title(key: str) -> str:
    return key.rpartition("/")[2].capitalize()
