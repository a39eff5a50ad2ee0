"""`rodtrad dev load`: nginx under load, a publisher that is killed, and readers that must see no torn state."""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import itertools
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from rodtrad.dev.feeds import write_feed
from rodtrad.dev.nginx import serving
from rodtrad.errors import UsageError
from rodtrad.feed.addresses import MANIFEST, RELEASED
from rodtrad.feed.canonical import canonical, sha256

_WRK = """
local paths = { %s }
local number = 0
request = function()
  number = number + 1
  return wrk.format("GET", paths[number %% #paths + 1])
end
"""


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="rodtrad dev load", description=__doc__)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--documents", type=int, default=300, help="in the first state; each publication adds one")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    for program in ("nginx", "wrk"):
        if not (shutil.which(program) or shutil.which(program, path="/usr/sbin")):
            raise UsageError(f"{program} is needed: apt-get install nginx-light wrk")
    with tempfile.TemporaryDirectory(prefix="rodtrad-load-") as name:
        run = _Run(Path(name), args.documents, random.Random(args.seed))
        run.prepare()
        with serving(run.www, run.home / "nginx") as address:
            told = run.under_load(address, args.seconds)
    print(told)
    return 1 if run.counted["torn states"] or run.counted["errors"] else 0


@dataclass
class _Run:
    home: Path
    documents: int
    dice: random.Random
    counted: Counter[str] = field(default_factory=Counter)
    states: list[str] = field(default_factory=list)
    """Hash of every manifest that a publisher was given, in order."""
    takes: float = 1
    """Seconds that the last publication took that was not killed."""
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def www(self) -> Path:
        return self.home / "www"

    def prepare(self) -> None:
        from rodtrad.delivery.keys import init

        init(self.home / "keys", environment="acceptance", now=dt.datetime.now(dt.UTC))
        self._next()
        before = time.monotonic()
        subprocess.run(self._command(), check=True, stdout=subprocess.DEVNULL)
        self.takes = time.monotonic() - before

    def under_load(self, address: str, seconds: int) -> str:
        """Publish, kill, pull and read until the time is over; return what happened, a line each."""
        script = self.home / "load.lua"
        paths = ["/", "/api/v1/index.json", "/api/v1/tuf/timestamp.json", "/api/v1/vardforlopp/d1/1.0.0.json"]
        script.write_text(_WRK % ", ".join(f'"{path}"' for path in paths), "utf-8")
        work = [threading.Thread(target=what) for what in (self._publish, lambda: self._pull(address))]
        work.append(threading.Thread(target=self._read, args=[address]))
        with ExitStack() as stack:
            for thread in work:
                stack.callback(thread.join)
                thread.start()
            stack.callback(self.over.set)
            wrk = ["wrk", "-t1", "-c16", f"-d{seconds}s", "-H", "Accept-Encoding: gzip", "-s", str(script), address]
            found = subprocess.run(wrk, capture_output=True, text=True, check=True).stdout
        self._last_publication(address)
        rate = re.search(r"Requests/sec:\s*([\d.]+)", found)
        for kind, amount in re.findall(r"(Non-2xx or 3xx responses|read|write|timeout|connect):? (\d+)", found):
            self.counted["errors"] += int(amount)
            if int(amount):
                self.counted[f"wrk: {kind}"] += int(amount)
        names = (
            "errors",
            "torn states",
            "publications",
            "publications killed",
            "pulls",
            "states pulled",
            "plain reads",
        )
        lines = [f"{name}: {self.counted[name]}" for name in names]
        lines += [f"{name}: {self.counted[name]}" for name in sorted(self.counted.keys() - set(names))]
        return "\n".join([*lines, f"requests/s: {rate[1] if rate else 'unknown'}"])

    def _next(self) -> None:
        number = len(self.states)
        more = {f"vardforlopp/e{n}": [f"2.{n}.0"] for n in range(number)}
        documents = {f"vardforlopp/d{n}": ["1.0.0"] for n in range(self.documents)}
        source = self.home / "source"
        shutil.rmtree(source, ignore_errors=True)
        write_feed(source, {**documents, **more}, environment="acceptance")
        self.states.append(sha256((source / RELEASED / MANIFEST).read_bytes()))

    def _command(self) -> list[str]:
        places = ("--from", self.home / "source", "--to", self.www, "--keys", self.home / "keys")
        return [sys.executable, "-m", "rodtrad", "publish", *map(str, places)]

    def _publish(self) -> None:
        while not self.over.is_set():
            self._next()
            with subprocess.Popen(self._command(), stdout=subprocess.DEVNULL) as process:
                before = time.monotonic()
                try:
                    process.wait(self.dice.uniform(0.3, 2) * self.takes)
                    self.takes = time.monotonic() - before
                    self.counted["publications"] += 1
                    self.counted["errors"] += process.returncode != 0
                except subprocess.TimeoutExpired:
                    process.kill()
                    self.counted["publications killed"] += 1

    def _last_publication(self, address: str) -> None:
        """After all that was killed, one more run finishes; and readers have just that."""
        subprocess.run(self._command(), check=True, stdout=subprocess.DEVNULL)
        if _pulled(self.home, address) != self.states[-1]:
            self.counted["errors"] += 1
            self.counted["not finished"] += 1

    def _pull(self, address: str) -> None:
        """Our own client and python-tuf's, in turn."""
        newest = 0
        seen = set()
        for client in itertools.cycle((_mirrored, _pulled)):
            if self.over.is_set():
                break
            try:
                state = client(self.home, address)
            except _TornError as torn:
                print(torn, file=sys.stderr)
                self.counted["torn states"] += 1
                continue
            except Exception as error:  # whatever a client meets counts
                print(f"{type(error).__name__}: {error}", file=sys.stderr)
                self.counted["errors"] += 1
                continue
            self.counted["pulls"] += 1
            number = self.states.index(state) if state in self.states else -1
            if number < newest:
                self.counted["torn states"] += 1
            newest = max(newest, number)
            seen.add(state)
            self.counted["states pulled"] = len(seen)

    def _read(self, address: str) -> None:
        """Who reads without signatures gets whole files."""
        while not self.over.is_set():
            for coding in ("identity", "gzip"):
                try:
                    asked = urllib.request.Request(f"{address}api/v1/index.json")
                    asked.add_header("Accept-Encoding", coding)
                    with urllib.request.urlopen(asked, timeout=10) as answer:
                        data = answer.read()
                        packed = answer.headers["Content-Encoding"] == "gzip"
                    json.loads(gzip.decompress(data) if packed else data)
                    self.counted["plain reads"] += 1
                except (OSError, ValueError) as error:
                    print(f"{type(error).__name__}: {error}", file=sys.stderr)
                    self.counted["errors"] += 1
            time.sleep(0.01)


class _TornError(Exception):
    """A file that a signed manifest names is not there, or is another."""


def _mirrored(home: Path, address: str) -> str:
    """What our own client has in its copy, after every file there was hashed; the hash of the manifest."""
    from rodtrad.region import Mirror

    with Mirror(home / "copy") as mirror:
        root = home / "keys/1.root.json"
        mirror.pull(f"{address}api/v1", root=root, environment="acceptance", allow_http=True)
        mirror.verify()
        if len(mirror.keys()) != mirror.sequence:  # each document here has one event
            raise _TornError("the copy lacks documents, or has too many")
        return sha256(canonical(mirror.manifest))


def _pulled(home: Path, address: str) -> str:
    """What python-tuf's own client gets, after every file that it names was fetched; the hash of the manifest."""
    from rodtrad.delivery.metadata import Updater

    kept, root = home / "client", (home / "keys/1.root.json").read_bytes()
    kept.mkdir(exist_ok=True)
    base = f"{address}api/v1/"
    updater = Updater(str(kept), f"{base}tuf/", str(kept), f"{base}manifest/", bootstrap=root)
    target = updater.get_targetinfo(MANIFEST)
    if target is None:
        raise _TornError("manifest.json is not signed")
    data = Path(updater.download_target(target)).read_bytes()
    manifest = json.loads(data)
    entries = [*manifest["registers"], manifest["changes"]]
    for shard in manifest["shards"]:
        entries += [file for one in json.loads(_fetched(base, shard))["documents"] for file in one["files"]]
    for entry in entries:
        _fetched(base, entry)
    return sha256(data)


def _fetched(base: str, entry: dict[str, str]) -> bytes:
    try:
        with urllib.request.urlopen(base + entry["path"], timeout=10) as answer:
            data: bytes = answer.read()
    except urllib.error.HTTPError as error:
        raise _TornError(f"{entry['path']}: {error}") from error
    if sha256(data) != entry["sha256"]:
        raise _TornError(f"{entry['path']}: other bytes")
    return data
