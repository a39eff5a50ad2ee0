"""Two states of a small feed, and a reader that trusts nothing but a root: it sees a whole state or fails."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backports import zstd
from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import Updater
from tuf.ngclient.fetcher import FetcherInterface

from rodtrad.dev.feeds import write_feed as write_source  # noqa: F401 - for the tests

NOW = dt.datetime(2026, 11, 27, 12, tzinfo=dt.UTC)

ONE: dict[str, list[str]] = {"vardforlopp/sepsis": ["1.0.0"], "vardforlopp/stroke": ["1.0.0"]}
TWO: dict[str, list[str]] = {**ONE, "vardforlopp/sepsis": ["1.0.0", "1.1.0"], "tillagg/kalmar-lan/x": ["1.2.0"]}


def days(count: float) -> dt.timedelta:
    return dt.timedelta(days=count)


class FromFolder(FetcherInterface):
    """Reads from a folder in place of a server."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def _fetch(self, url: str) -> Iterator[bytes]:
        try:
            yield (self._home / url.removeprefix("http://here/")).read_bytes()
        except FileNotFoundError as error:
            raise DownloadHTTPError(url, 404) from error


class Reader:
    """Python-tuf's own client, with its state in a folder, at a time of our choosing."""

    def __init__(self, state: Path, root: bytes, served: Path | str) -> None:
        self.state = state
        self._root = root
        self._fetcher = FromFolder(served) if isinstance(served, Path) else None
        self._base = "http://here/" if isinstance(served, Path) else served

    def updater(self, now: dt.datetime = NOW, home: str = "api/v1") -> Updater:
        self.state.mkdir(parents=True, exist_ok=True)
        updater = Updater(
            str(self.state),
            f"{self._base}{home}/tuf/",
            str(self.state),
            f"{self._base}{home}/manifest/",
            fetcher=self._fetcher,
            bootstrap=self._root,
        )
        updater._trusted_set.reference_time = now
        updater.refresh()
        return updater

    def target(self, name: str, now: dt.datetime = NOW, home: str = "api/v1") -> tuple[bytes, dict[str, Any]] | None:
        """A signed file and what is said of it, or None where there is none."""
        updater = self.updater(now, home)
        found = updater.get_targetinfo(name)
        if found is None:
            return None
        return Path(updater.download_target(found)).read_bytes(), found.custom or {}


def state_of(reader: Reader, served: Path, now: dt.datetime = NOW, home: str = "api/v1") -> str:
    """What a reader sees: the hash of the manifest, when everything that it names is there and whole."""
    found = reader.target("manifest.json", now, home)
    assert found
    manifest = json.loads(found[0])
    named = [*manifest["shards"], *manifest["registers"], manifest["changes"]]
    for shard in manifest["shards"]:
        for document in json.loads((served / home / shard["path"]).read_bytes())["documents"]:
            named += document["files"]
    page = manifest["changes"]
    while page := json.loads((served / home / page["path"]).read_bytes()).get("previous"):
        named.append(page)
    for entry in named:
        data = (served / home / entry["path"]).read_bytes()
        assert len(data) == entry["bytes"], entry["path"]
        assert hashlib.sha256(data).hexdigest() == entry["sha256"], entry["path"]
    if archive := reader.target("rodtrad-v1.tar.zst", now, home):
        unpacked(archive[0])
    return hashlib.sha256(found[0]).hexdigest()


def unpacked(archive: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(zstd.decompress(archive))) as tar:
        return {info.name: tar.extractfile(info).read() for info in tar}  # type: ignore[union-attr]


def manifest_of(source: Path, home: str = "api/v1") -> str:
    return hashlib.sha256((source / home / "manifest.json").read_bytes()).hexdigest()


def tree(home: Path) -> dict[str, bytes]:
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}
