"""A client made from the handbook page alone, with python-tuf: `python careful.py URL DIR ROOT LIST`."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tuf.api.exceptions import DownloadError, DownloadHTTPError, ExpiredMetadataError, RepositoryError
from tuf.ngclient.fetcher import FetcherInterface
from tuf.ngclient.updater import Updater

SECONDS = 4
LARGEST = 64_000_000
FOLDERS = {
    "pathway": "vardforlopp",
    "generic-model": "vardforlopp",
    "indicator": "indikatorer",
    "guideline": "riktlinjer",
    "impact-assessment": "konsekvensbeskrivningar",
    "addition": "tillagg",
}
NAME = re.compile(r"(?:[a-z0-9][a-z0-9.-]*/){1,4}[a-z0-9][a-z0-9.-]*\.json")


class RefusedError(Exception):
    """Nothing is changed."""


def need(so: object, what: str) -> None:
    if not so:
        raise RefusedError(what)


def fetch(url: str, limit: int) -> bytes:
    """A file of at most so many bytes, within so many seconds in all."""
    data, until = b"", time.monotonic() + SECONDS
    with urlopen(Request(url), timeout=SECONDS) as answer:
        need(not answer.headers.get("Content-Encoding"), "packed")
        while piece := answer.read1(65536):
            data += piece
            need(len(data) <= limit, f"{url} is too long")
            need(time.monotonic() < until, f"{url} takes too long")
    return data


class Metadata(FetcherInterface):
    def _fetch(self, url: str) -> Iterator[bytes]:
        try:
            yield fetch(url, 5_000_000)
        except HTTPError as error:
            raise DownloadHTTPError(str(error), error.code) from error


class Client:
    def __init__(self, url: str, folder: str, root: str) -> None:
        self.url, self.folder, self.root = url, Path(folder), Path(root)
        self.state = self.folder / "state.json"
        self.known: dict[str, Any] = {"sequence": 0, "documents": {}, "events": []}
        if self.state.exists():
            self.known = json.loads(self.state.read_bytes())

    def pull(self) -> None:
        (self.folder / "tuf").mkdir(parents=True, exist_ok=True)
        (self.folder / "files").mkdir(exist_ok=True)
        updater = Updater(
            str(self.folder / "tuf"), f"{self.url}tuf/", fetcher=Metadata(), bootstrap=self.root.read_bytes()
        )
        updater.refresh()
        target = updater.get_targetinfo("manifest.json")
        need(target, "no manifest is signed")
        assert target
        sha256 = target.hashes["sha256"]
        entry = {"path": f"manifest/{sha256}.manifest.json", "sha256": sha256, "bytes": target.length}
        manifest = self.listing(entry)
        need(manifest["schemaVersion"].startswith("1."), "a newer contract")
        need(manifest["sequence"] >= self.known["sequence"], "sequence went back")
        documents = {}
        for shard in manifest["shards"]:
            for document in self.listing(shard)["documents"]:
                need(document["key"] not in documents, "named twice")
                documents[document["key"]] = document
        events = self.events(manifest)
        taken = {key: self.taken(said) for key, said in documents.items() if said["clinicalUse"] in USES}
        new = {"sequence": manifest["sequence"], "documents": taken, "events": events}
        (self.folder / "new").write_text(json.dumps(new), "utf-8")
        (self.folder / "new").replace(self.state)

    def file(self, entry: dict[str, Any]) -> bytes:
        path, sha256, length = entry["path"], entry["sha256"], entry["bytes"]
        need(NAME.fullmatch(path) and re.fullmatch("[0-9a-f]{64}", sha256) and 0 <= length <= LARGEST, "an odd entry")
        kept = self.folder / "files" / sha256
        data = kept.read_bytes() if kept.exists() else fetch(self.url + path, length)
        need(len(data) == length and hashlib.sha256(data).hexdigest() == sha256, f"{path} is another")
        kept.write_bytes(data)
        return data

    def listing(self, entry: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.file(entry))
        need(found["environment"] == "production", "another environment")
        return found

    def events(self, manifest: dict[str, Any]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        entry = manifest["changes"]
        while entry:
            page = self.listing(entry)
            found[:0] = page["events"]
            entry = page.get("previous")
        need([event["number"] for event in found] == list(range(1, manifest["sequence"] + 1)), "a gap")
        need(found[: len(self.known["events"])] == self.known["events"], "told anew")
        return found

    def taken(self, document: dict[str, Any]) -> list[str]:
        key, version, lifecycle = document["key"], document.get("version", ""), document["lifecycle"]
        need(key.partition("/")[0] == FOLDERS[document["kind"]] and NAME.fullmatch(f"{key}.json"), "an odd key")
        files = {file["path"]: file for file in document["files"]}
        for path, file in files.items():
            said = json.loads(self.file(file))
            same = (said["id"], said["environment"]) == (key.partition("/")[2], "production")
            need(same and said["clinicalUse"] in USES and said["kind"] in FOLDERS, f"{path} says another thing")
            need(path == f"{key}/{said['version']}.json" if version else path.startswith("manifest/dokument/"), path)
        newest = self.file(files[f"{key}/{version}.json"] if version else document["files"][0])
        if version:
            said = {**json.loads(newest), "lifecycle": lifecycle}
            if lifecycle["state"] == "upphävt":
                said["content"] = {"blocks": [], "matter": {}}
                said["notice"] = f"Upphävt och gäller inte: {lifecycle['reason']}"
            newest = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
        return [key, version, lifecycle["state"], hashlib.sha256(newest).hexdigest()]


USES = ("approved", "catalogue")
FAULTS = (RefusedError, RepositoryError, DownloadError, OSError, ValueError, KeyError, TypeError, RecursionError)


def main(url: str, folder: str, root: str, target: str) -> int:
    client, code = Client(url, folder, root), 0
    try:
        client.pull()
    except ExpiredMetadataError:
        code = 4
    except (
        RefusedError,
        RepositoryError,
        DownloadError,
        OSError,
        ValueError,
        KeyError,
        TypeError,
        RecursionError,
    ) as error:
        print(type(error).__name__, error)
        code = 3
    rows = Client(url, folder, root).known["documents"].values()
    Path(target).write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
