"""An office for tests: releases made in memory, and the feed of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from rodtrad import formats
from rodtrad.feed import models as m
from rodtrad.feed.canonical import canonical, current, sha256
from rodtrad.feed.items import Feed, Item, Version
from rodtrad.feed.listings import Register, head
from rodtrad.feed.releases import Event
from rodtrad.formats import changes, documents, manifest, registers

KINDS: dict[str, m.Kind] = {"vardforlopp": "pathway", "indikatorer": "indicator", "tillagg": "addition"}


class Office:
    """What has been released in one environment, and the feed of it."""

    def __init__(self, environment: m.Environment = "production", use: m.ClinicalUse = "approved") -> None:
        self.environment, self.use = environment, use
        self.events: list[Event] = []
        self.versions: dict[str, list[Version]] = {}
        self.catalogue: dict[str, str] = {}
        self.places = ["kalmar-lan"]

    def copy(self) -> Office:
        other = Office(self.environment, self.use)
        other.events = list(self.events)
        other.versions = {key: list(found) for key, found in self.versions.items()}
        other.catalogue = dict(self.catalogue)
        return other

    def release(
        self,
        key: str,
        text: str = "",
        klass: str = "clinical",
        *,
        use: m.ClinicalUse | None = None,
        matter: dict[str, Any] | None = None,
    ) -> str:
        """The next version of a document."""
        found = self.versions.setdefault(key, [])
        version = f"{len(found) + 1}.0.0"
        said = self._payload(key, version, use or self.use, {"text": text or f"{key} {version}"} | (matter or {}))
        data = canonical(said)
        event = self._event(key, version, klass, sha256=sha256(data), sammanfattning=(f"Ny text i {version}",))
        self.catalogue.pop(key, None)
        found.append(Version(event, data, said.kind))
        return version

    def withdraw(self, key: str, reason: str = "Föråldrat", replaced_by: tuple[str, ...] = ()) -> None:
        newest = self.versions[key][-1].event
        self._event(key, newest.version, "lifecycle", händelse="upphävande", skäl=reason, ersätts_av=replaced_by)

    def withdrawn(self, key: str) -> bool:
        return next(event for event in reversed(self.events) if event.dokument == key).händelse == "upphävande"

    def _event(self, key: str, version: str, klass: str, **more: Any) -> Event:
        said = {"händelse": "utgivning", "titel": _title(key), "datum": "2026-11-20"} | more
        event = Event(
            nummer=len(self.events) + 1,
            dokument=key,
            version=version,
            miljö=self.environment,
            klass=klass,
            **said,
        )
        self.events.append(event)
        return event

    def _payload(self, key: str, version: str | None, use: m.ClinicalUse, matter: dict[str, Any]) -> m.Payload:
        folder, _, id = key.partition("/")
        return m.Payload(
            schema_version=m.SCHEMA_VERSION,
            environment=self.environment,
            clinical_use=use,
            notice="",
            id=id,
            kind=KINDS[folder],
            version=version,
            title=_title(key),
            language="sv",
            licence="CC0-1.0",
            attribution="",
            canonical_url=f"https://rodtrad.example/{key}/",
            dates=m.Dates(),
            source=m.SourceFile(path=f"content/{key}.md", sha256="0" * 64),
            content=m.Content(matter=matter, blocks=[]),
        )

    def items(self) -> Iterator[Item]:
        for key in sorted({*self.versions, *self.catalogue}):
            if key in self.catalogue:
                said = self._payload(key, None, "catalogue", {"text": self.catalogue[key]})
                lifecycle = m.Lifecycle(state="registerpost")
                data = canonical(
                    m.Current(**{f: getattr(said, f) for f in said.__struct_fields__}, lifecycle=lifecycle)
                )
                yield Item(key, said, lifecycle, data)
                continue
            found = self.versions[key]
            last = next(event for event in reversed(self.events) if event.dokument == key)
            newest = found[-1]
            lifecycle = m.Lifecycle(
                state="gäller" if last.is_release else "upphävt",
                valid_from=newest.event.datum,
                replaced_by=list(last.ersätts_av),
                reason=last.skäl or None,
                versions=[version.event.version for version in found],
            )
            yield Item(
                key,
                msgspec.json.decode(newest.data, type=m.Payload),
                lifecycle,
                current(newest.data, lifecycle),
                tuple(found),
            )

    def write(self, home: Path) -> None:
        """The part of a feed that a client reads, and `<key>.json` to compare with."""
        items = list(self.items())
        lists = [Register(**head(self.environment), id="regioner", title="Regioner", sources=self.places, entries=[])]
        feed = Feed(
            self.environment,
            "https://rodtrad.example/",
            tuple(map(formats.record, items)),
            tuple(self.events),
            tuple(lists),
        )
        files = [file for item in items for file in documents.files(item)]
        for one in (manifest, changes, registers):
            files += one.index(feed)
        home.mkdir(parents=True, exist_ok=True)
        for path, data in files:
            assert isinstance(data, bytes)
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_bytes(data)

    def expected(self) -> dict[str, bytes]:
        """By key, what `<key>.json` says."""
        return {item.key: item.data for item in self.items()}


def _title(key: str) -> str:
    return key.rpartition("/")[2].capitalize()
