"""Small feeds to publish, as `rodtrad build` leaves them, without any project behind them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rodtrad.feed import models as m
from rodtrad.feed.addresses import MANIFEST, home_of
from rodtrad.feed.canonical import canonical, sha256
from rodtrad.feed.listings import ChangePage, Event, Manifest, Shard, ShardDocument, ShardEntry, head
from rodtrad.feed.models import Environment, Lifecycle


def write_feed(
    folder: Path,
    documents: Mapping[str, list[str]],
    *,
    environment: Environment = "production",
    texts: Mapping[str, str] | None = None,
    page: int = 100,
) -> Path:
    """A folder as `rodtrad build` leaves it: documents by key with their versions, two shards, lists and a site."""
    home = folder / home_of(environment)
    events, shards = [], dict[int, list[ShardDocument]]()
    for key, versions in documents.items():
        files = []
        for version in versions:
            place = f"{key}.json" if environment == "draft" else f"{key}/{version}.json"
            files.append(_put(home, place, _payload(environment, key, version, (texts or {}).get(key, key))))
            events.append((key, version))
        _put(home, f"{key}.json", (home / files[-1].path).read_bytes())
        shards.setdefault(len(key) % 2, []).append(
            ShardDocument(
                key=key,
                kind="pathway",
                clinical_use="approved",
                version=versions[-1],
                lifecycle=Lifecycle(state="gäller", versions=list(versions)),
                files=files,
            )
        )
    events.sort(key=lambda event: ([int(part) for part in event[1].split(".")], event[0]))
    entries = []
    for number in sorted(shards):
        data = canonical(Shard(**head(environment), documents=shards[number]))
        entries.append(_put(home, f"manifest/{sha256(data)}.json", data))
    manifest = Manifest(
        **head(environment),
        sequence=len(events),
        shards=entries,
        changes=_pages(home, environment, events, page),
        registers=[_put(home, f"manifest/register/{sha256(b'{}')}.json", b"{}")],
    )
    _put(home, "index.json", canonical(sorted(documents)))
    _put(home, "koder/icd-10-se/A41.json", canonical({"uses": sorted(documents)}))
    _put(home, MANIFEST, canonical(manifest))
    _put(folder, "index.html", f"<p>{len(events)}".encode())
    _put(folder, "assets/style.css", b"p {}")
    for key in documents:
        _put(folder, f"{key}/index.html", f"<h1>{(texts or {}).get(key, key)}".encode())
    _put(folder, ".rodtrad", b"hidden")
    return folder


def _payload(environment: Environment, key: str, version: str, text: str) -> bytes:
    return canonical(
        m.Payload(
            schema_version=m.SCHEMA_VERSION,
            environment=environment,
            clinical_use="draft" if environment == "draft" else "approved",
            notice=text * 99,
            id=key.partition("/")[2],
            kind="pathway",
            version=version,
            title=key,
            language="sv",
            licence=m.LICENCE,
            attribution="",
            canonical_url=f"https://rodtrad.example/{key}/",
            dates=m.Dates(),
            source=m.SourceFile(path=f"content/{key}.md", sha256=sha256(text.encode())),
            content=m.Content(matter={}, blocks=[]),
        )
    )


def _pages(home: Path, environment: Environment, events: list[tuple[str, str]], size: int) -> ShardEntry:
    last = None
    for start in range(0, max(1, len(events)), size):
        some = events[start : start + size]
        number, sealed = start // size + 1, len(some) == size
        page = ChangePage(
            **head(environment),
            page=number,
            sealed=sealed,
            previous=last,
            events=[
                Event(number=start + i, kind="pathway", id=key, version=v, change_class="clinical", title=key)
                for i, (key, v) in enumerate(some, 1)
            ],
        )
        data = canonical(page)
        last = _put(home, f"andringar/{number}.json", data)
        if not sealed:
            last = _put(home, f"manifest/andringar/{sha256(data)}.json", data)
    assert last
    return last


def _put(home: Path, path: str, data: bytes) -> ShardEntry:
    (home / path).parent.mkdir(parents=True, exist_ok=True)
    (home / path).write_bytes(data)
    return ShardEntry(path=path, sha256=sha256(data), bytes=len(data))
