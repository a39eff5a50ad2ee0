"""What becomes of a state on its way to a client, without any key."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from rodtrad.conformance.sender import Harm, Sender, Served, put
from rodtrad.delivery.keys import Role
from rodtrad.feed.addresses import MANIFEST, METADATA, signed_at
from rodtrad.feed.canonical import sha256

NEWS = "vardforlopp/ett"
"""Key of the document that has a new version in the state that is harmed."""

Part = Callable[[Served], Path]
"""One file of a state."""


def metadata(role: Role) -> Part:
    """The signed metadata of a role."""

    def part(state: Served) -> Path:
        tuf = state.home / METADATA
        if role == "timestamp":
            return tuf / "timestamp.json"
        return max(tuf.glob(f"*.{role}.json"), key=lambda path: int(path.name.partition(".")[0]))

    return part


def manifest(state: Served) -> Path:
    """What is signed."""
    return state.home / signed_at(MANIFEST, sha256((state.home / MANIFEST).read_bytes()))


def archive(state: Served) -> Path:
    """The one archive that lies there."""
    (found,) = (state.home / "manifest").glob("*.tar.zst")
    return found


def page(state: Served) -> Path:
    """The last page of changes."""
    return state.home / str(json.loads(manifest(state).read_bytes())["changes"]["path"])


def shard(state: Served) -> Path:
    """The shard that speaks of the news."""
    for entry in json.loads(manifest(state).read_bytes())["shards"]:
        path: Path = state.home / entry["path"]
        if any(document["key"] == NEWS for document in json.loads(path.read_bytes())["documents"]):
            return path
    raise LookupError(NEWS)


def document(state: Served) -> Path:
    """The newest version of the news."""
    return max((state.home / NEWS).glob("*.json"), key=lambda path: int(path.name.partition(".")[0]))


def flipped(part: Part) -> Harm:
    """One bit is another."""

    def harm(state: Served) -> None:
        path = part(state)
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        put(path, bytes(data))

    return harm


def truncated(part: Part) -> Harm:
    """The end is missing."""

    def harm(state: Served) -> None:
        path = part(state)
        put(path, path.read_bytes()[:-100])

    return harm


def missing(part: Part) -> Harm:
    """A file is not there."""
    return lambda state: part(state).unlink()


def earlier(part: Part, number: int = 0, at: Part | None = None) -> Harm:
    """A file is as it was in an earlier state; with `at`, it stands in the place of another."""

    def harm(state: Served) -> None:
        before = Served(state.earlier[number], state.sender, ())
        put((at or part)(state), part(before).read_bytes())

    return harm


def of_another_sender(state: Served) -> None:
    """Everything is signed with other keys, from the root on."""
    other = Sender(state.folder.with_name("annan"), state.sender.now)
    other.office.release(NEWS)
    other.publish()
    shutil.rmtree(state.folder)
    other.serve().folder.rename(state.folder)
