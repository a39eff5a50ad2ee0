"""A sender for tests: its keys, its server with the faults it can have, and a copy that follows it."""

from __future__ import annotations

import gzip
import hashlib
import io
import random
import shutil
import socket
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from backports import zstd
from securesystemslib.signer import CryptoSigner, Signer
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp

from region_office import Office
from rodtrad.feed.canonical import sha256
from rodtrad.region import Mirror
from rodtrad.region.words import Pulled

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


class Notary:
    """Keys and metadata of one environment."""

    def __init__(self, home: Path, now: datetime = NOW) -> None:
        self.home = home
        self.tuf = home / "tuf"
        self.tuf.mkdir(parents=True, exist_ok=True)
        self.signers: dict[str, Signer] = {
            role: CryptoSigner.generate_ed25519() for role in ("root", "targets", "snapshot", "timestamp")
        }
        self.root = Root(consistent_snapshot=True, expires=now + timedelta(days=5 * 365))
        for role, signer in self.signers.items():
            self.root.add_key(signer.public_key, role)
        self.targets = 0
        self.snapshot = 0
        self.timestamp = 0
        self.write_root([self.signers["root"]])

    def write_root(self, signers: list[Signer]) -> None:
        said = Metadata(self.root)
        for signer in signers:
            said.sign(signer, append=True)
        said.to_file(str(self.tuf / f"{self.root.version}.root.json"))

    @property
    def first(self) -> Path:
        return self.tuf / "1.root.json"

    def rotate(self, role: str) -> None:
        """Another key for a role: what the old one signs holds no longer."""
        old, new = self.signers[role], CryptoSigner.generate_ed25519()
        self.root.revoke_key(old.public_key.keyid, role)
        self.root.add_key(new.public_key, role)
        self.root.version += 1
        self.signers[role] = new
        self.write_root([*({old, self.signers["root"]} if role == "root" else {self.signers["root"]})])

    def sign(
        self, now: datetime = NOW, *, archive: bytes | None = None, data: bytes | None = None, extra: Any = None
    ) -> None:
        """Sign the manifest as it lies there, and the archive."""
        data = (self.home / "manifest.json").read_bytes() if data is None else data
        targets = {"manifest.json": TargetFile.from_data("manifest.json", data, ["sha256"])}
        self._put("manifest.json", data)
        if archive is not None:
            name = "rodtrad-v1.tar.zst"
            targets[name] = TargetFile.from_data(name, archive, ["sha256"])
            self._put(name, archive)
        self.targets += 1
        year = now + timedelta(days=365)
        if extra:
            targets |= extra
        signed = self._sign("targets", Targets(self.targets, expires=year, targets=targets))
        self.snapshot += 1
        meta = {"targets.json": _named(self.targets, signed)}
        snapshot = self._sign("snapshot", Snapshot(self.snapshot, expires=year, meta=meta))
        self.renew(now, snapshot)

    def renew(self, now: datetime = NOW, snapshot: bytes | None = None) -> None:
        """A new timestamp."""
        self.timestamp += 1
        snapshot = snapshot or (self.tuf / f"{self.snapshot}.snapshot.json").read_bytes()
        named = _named(self.snapshot, snapshot)
        said = Timestamp(self.timestamp, expires=now + timedelta(days=30), snapshot_meta=named)
        self._sign("timestamp", said)

    def _put(self, name: str, data: bytes) -> None:
        path = self.home / f"manifest/{sha256(data)}.{name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def _sign(self, role: str, signed: Any) -> bytes:
        said: Metadata[Any] = Metadata(signed)
        said.sign(self.signers[role])
        data = said.to_bytes()
        name = f"{role}.json" if role == "timestamp" else f"{signed.version}.{role}.json"
        (self.tuf / name).write_bytes(data)
        return data


def _named(version: int, data: bytes) -> MetaFile:
    return MetaFile(version, len(data), {"sha256": sha256(data)})


def archive_of(home: Path, rename: Callable[[str], str] = str) -> bytes:
    """Every immutable file that has a document."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for path in sorted(home.rglob("*.json")):
            name = path.relative_to(home).as_posix()
            if path.parent.name[:1].isdigit() or name.count("/") < 2 or name.startswith("tuf"):
                continue
            data = path.read_bytes()
            member = tarfile.TarInfo(rename(name))
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return zstd.compress(packed.getvalue(), 10)


Fault = Callable[["Handler", str], bool]
"""Given a request and its path; True when it has answered itself."""


class Handler(BaseHTTPRequestHandler):
    """Static files, with what a good server does; `server.fault` may answer instead."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def do_GET(self) -> None:
        path = self.path.lstrip("/")
        self.server.seen.append((path, dict(self.headers)))
        if self.server.fault and self.server.fault(self, path):
            return
        file = self.server.home / path
        if not file.is_file():
            self.answer(404, b"")
            return
        self.give(file.read_bytes())

    def give(self, data: bytes) -> None:
        """Answer with a file."""
        etag = f'"{hashlib.sha256(data).hexdigest()}"'
        if self.headers.get("If-None-Match") == etag:
            self.answer(304, b"", ETag=etag)
            return
        if (part := self.headers.get("Range", "")).startswith("bytes="):
            start = int(part[6:].rstrip("-"))
            self.answer(206, data[start:], **{"Content-Range": f"bytes {start}-{len(data) - 1}/{len(data)}"})
            return
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            self.answer(200, gzip.compress(data, 6), ETag=etag, **{"Content-Encoding": "gzip"})
            return
        self.answer(200, data, ETag=etag)

    def answer(self, status: int, data: bytes, **headers: str) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def cut(self) -> None:
        """Break the connection, without a word."""
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        pass

    def handle(self) -> None:
        try:
            super().handle()
        except (ConnectionError, OSError):  # the client has had enough
            self.close_connection = True


class Server(ThreadingHTTPServer):
    """Serves a folder; `seen` are the requests."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, home: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.home = home
        self.fault: Fault | None = None
        self.seen: list[tuple[str, dict[str, str]]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    def paths(self) -> list[str]:
        return [path for path, _ in self.seen]

    def handle_error(self, *_: object) -> None:
        pass


@contextmanager
def serving(home: Path) -> Iterator[Server]:
    with Server(home) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def clear(home: Path) -> None:
    """Remove the feed, keep the metadata."""
    for path in home.iterdir():
        if path.name != "tuf":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


@dataclass
class World:
    """One sender and one copy."""

    office: Office
    notary: Notary
    server: Server
    mirror: Mirror

    def publish(self, now: datetime = NOW, *, archive: bool = False) -> None:
        home = self.server.home
        self.office.write(home)
        self.notary.sign(now, archive=archive_of(home) if archive else None)

    def pull(self, mirror: Mirror | None = None, **more: Any) -> Pulled:
        said: dict[str, Any] = {"root": self.notary.first, "now": NOW, "patience": 3.0, "wait": lambda _: None}
        said |= {"dice": random.Random(0), "environment": self.office.environment}
        return (mirror or self.mirror).pull(self.server.address, **(said | more))

    def same(self, mirror: Mirror | None = None) -> bool:
        """The copy is whole and says what the server says."""
        mirror = mirror or self.mirror
        mirror.verify()
        return {key: mirror.current(key) for key in mirror} == self.office.expected()
