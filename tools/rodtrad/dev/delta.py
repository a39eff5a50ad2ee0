"""Measures the client: what a change costs it, how long a first import takes, and the memory that it needs."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import msgspec

from rodtrad import formats
from rodtrad.dev import corpus
from rodtrad.dev.measuring import measure
from rodtrad.feed import models as m
from rodtrad.feed.addresses import RELEASED, WORKING
from rodtrad.feed.canonical import canonical, current, sha256
from rodtrad.feed.items import Feed, Item, Record, Version
from rodtrad.feed.releases import Event
from rodtrad.feed_writing import write
from rodtrad.files import File, write_tree
from rodtrad.formats import changes, documents, manifest

EACH = 6
"""Documents of a test corpus for each pathway: itself and its indicators."""

SLACK = 64_000
"""Bytes that a change may cost beyond twice its files, compressed."""

MOST = 150
"""MiB that a first import may need."""

_PIECE = 64 * 1024

_payload = msgspec.json.Decoder(m.Payload)


class _Handler(SimpleHTTPRequestHandler):
    """Files, compressed where the publisher has put a compressed copy, as nginx does."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    pause = 0.0
    """Seconds after each 64 KiB of the archive; all else is too small to matter."""

    def send_head(self) -> Any:
        packed = Path(self.translate_path(self.path) + ".gz")
        self.squeezed = "gzip" in self.headers.get("Accept-Encoding", "") and packed.is_file()
        if self.squeezed:
            self.path += ".gz"
        return super().send_head()

    def end_headers(self) -> None:
        if self.squeezed:
            self.send_header("Content-Encoding", "gzip")
        super().end_headers()

    def copyfile(self, source: Any, outputfile: Any) -> None:
        while piece := source.read(_PIECE):
            outputfile.write(piece)
            if self.path.endswith(".tar.zst"):
                time.sleep(self.pause)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _serving(home: Path) -> Iterator[str]:
    def handler(*args: Any) -> _Handler:
        return _Handler(*args, directory=str(home))

    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{RELEASED}/"
        server.shutdown()


class Office:
    """Every working text of a test corpus, as if it had been approved and released."""

    def __init__(self, texts: Path) -> None:
        self.texts = texts
        self.keys = sorted(
            path.relative_to(texts).with_suffix("").as_posix()
            for folder in ("vardforlopp", "indikatorer")
            for path in (texts / folder).glob("*.json")
        )
        self.again: set[str] = set()
        """Those that have a second version."""

    def items(self) -> Iterator[Item]:
        for number, key in enumerate(self.keys, 1):
            said = _payload.decode((self.texts / f"{key}.json").read_bytes())
            versions = [self._version(number, key, said, "1.0.0")]
            if key in self.again:
                versions.append(self._version(len(self.keys) + 1, key, said, "1.0.1"))
            lifecycle = m.Lifecycle(state="gäller", versions=[version.event.version for version in versions])
            newest = versions[-1]
            payload = _payload.decode(newest.data)
            yield Item(key, payload, lifecycle, current(newest.data, lifecycle), tuple(versions))

    def _version(self, number: int, key: str, said: m.Payload, version: str) -> Version:
        data = canonical(
            msgspec.structs.replace(
                said,
                environment="production",
                clinical_use="approved",
                version=version,
                title=f"{said.title} {version}",
            )
        )
        event = Event(
            nummer=number,
            händelse="utgivning",
            dokument=key,
            version=version,
            miljö="production",
            klass="clinical",
            titel=said.title,
            datum="2026-11-20",
            sha256=sha256(data),
            sammanfattning=("Första utgåvan",),
        )
        return Version(event, data, said.kind)

    def write(self, out: Path) -> None:
        """The part of the feed that is signed."""
        records: list[Record] = []
        events: list[Event] = []

        def files() -> Iterator[File]:
            for item in self.items():
                yield from documents.files(item)
                records.append(formats.record(item))
                events.extend(version.event for version in item.versions)
            numbered = sorted(events, key=lambda event: (event.version, event.nummer))
            numbered = [replace(event, nummer=number) for number, event in enumerate(numbered, 1)]
            feed = Feed("production", "https://rodtrad.example/", tuple(records), tuple(numbered))
            yield from manifest.index(feed)
            yield from changes.index(feed)

        write_tree(out / RELEASED, files())


def main(argv: Sequence[str] | None = None) -> int:
    """Run `rodtrad dev delta`."""
    parser = argparse.ArgumentParser(prog="rodtrad dev delta", description=__doc__)
    parser.add_argument("--documents", type=int, default=3000)
    parser.add_argument("--changed", type=int, default=5)
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="rodtrad-delta-") as folder:
        return _run(Path(folder), options.documents, options.changed)


def _run(folder: Path, count: int, changed: int) -> int:
    from rodtrad.delivery.keys import init
    from rodtrad.delivery.publishing import publish
    from rodtrad.delivery.stores import Folder
    from rodtrad.region import Mirror

    corpus.write(max(corpus.FEWEST, count // EACH), folder / "project")
    write(folder / "project", folder / "texts")
    office = Office(folder / "texts" / WORKING)
    office.write(folder / "feed")
    now = datetime.now(UTC)
    keys, web = folder / "keys", folder / "web"
    init(keys, environment="production", now=now)
    publish(folder / "feed", Folder(web), keys, now=now)
    root = keys / "1.root.json"
    with _serving(web) as address:
        archive = next((web / RELEASED / "manifest").glob("*.tar.zst"))
        _say(f"{len(office.keys)} documents", f"archive {archive.stat().st_size / 1e6:.1f} MB")
        ways = (("loopback", 0.0), ("100 Mbit/s", _PIECE * 8 / 100e6), ("singly", 0.0))
        for number, (name, pause) in enumerate(ways):
            _Handler.pause = pause
            curl = 0.0
            if name == "singly":
                archive.rename(folder / "away")
            else:
                curl = _curl(f"{address}manifest/{archive.name}", folder)
            copy = folder / f"copy-{number}"
            status = folder / "status"
            command = [sys.executable, "-c", _PULL, str(status), "pull", address, str(copy), "--root", str(root)]
            sample = measure(command, folder)
            if sample.code:
                raise RuntimeError(sample.said)
            note = f" ({sample.seconds / curl:.1f} × curl's {curl:.2f} s)" if curl else ""
            size = (copy / "kopia.sqlite").stat().st_size / 1e6
            _say(
                f"first import, {name}",
                f"{sample.seconds:.2f} s{note}, {_peak(status):.0f} MiB of {MOST}, copy {size:.0f} MB",
            )
        step = max(1, len(office.keys) // changed)
        office.again = set(office.keys[::step][:changed])
        office.write(folder / "feed")
        publish(folder / "feed", Folder(web), keys, now=now)
        squeezed = sum((web / RELEASED / f"{key}/1.0.1.json.gz").stat().st_size for key in office.again)
        with Mirror(folder / "copy-0") as mirror:
            started = time.perf_counter()
            pulled = mirror.pull(address)
            seconds = time.perf_counter() - started
            limit = 2 * squeezed + SLACK
            _say(
                f"{len(office.again)} changed",
                f"{pulled.moved} bytes of {limit} ({squeezed} compressed), {pulled.files} files, {seconds:.2f} s",
            )
            started = time.perf_counter()
            again = mirror.pull(address)
            _say("nothing new", f"{again.moved} bytes, {time.perf_counter() - started:.2f} s")
            started = time.perf_counter()
            files = mirror.verify()
            _say("verify", f"{files} files, {time.perf_counter() - started:.1f} s")
    return 0 if pulled.moved <= limit else 1


_PULL = """
import sys
sys.modules["boto3"] = None
from rodtrad.cli import main
code = main(sys.argv[2:])
open(sys.argv[1], "w").write(open("/proc/self/status").read())
sys.exit(code)
"""
"""What the system tells of a child from outside is never less than what its parent held.

The tests' server for S3 brings boto3, which securesystemslib imports where it is; no region has it.
"""


def _peak(status: Path) -> float:
    """MiB."""
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024


def _curl(url: str, folder: Path) -> float:
    """Seconds that curl takes for the archive; 0 where there is none."""
    if not shutil.which("curl"):
        return 0.0
    return measure(["curl", "-sSf", "-o", str(folder / "curled"), url], folder).seconds


def _say(name: str, said: str) -> None:
    print(f"{name:<24} {said}", flush=True)
