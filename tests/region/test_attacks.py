"""Whoever answers instead of the sender, or has broken into it, is refused; the last good copy is used on."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import socket
import tarfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from backports import zstd
from tuf.api.metadata import TargetFile

from region_world import NOW, Handler, Notary, World, archive_of, serving
from rodtrad.errors import UsageError
from rodtrad.feed.canonical import canonical, sha256
from rodtrad.region import CopyError, Mirror, NotFetchedError, NotTrustedError, StaleError

KEY = "vardforlopp/forlopp-3"
WIDE = {int(zstd.CompressionParameter.window_log): 27}
ENVELOPE = {"schemaVersion": "1.0", "environment": "production", "licence": "CC0-1.0", "attribution": ""}


def refused(world: World, why: str, error: type[CopyError] = NotTrustedError, **more: Any) -> None:
    """A pull is refused in words, and the copy is the one it was."""
    before = {key: world.mirror.current(key) for key in world.mirror}
    sequence = world.mirror.sequence
    with pytest.raises(error, match=why) as raised:
        world.pull(**more)
    assert type(raised.value) is error
    assert {key: world.mirror.current(key) for key in world.mirror} == before
    assert world.mirror.sequence == sequence
    world.mirror.verify()


def ready(world: World, *, archive: bool = False) -> None:
    """A copy is there, and something new with the sender."""
    world.pull()
    world.office.release(KEY, "Helt ny. " * 50)
    world.publish(archive=archive)


def newest(world: World, pattern: str) -> Path:
    return max(world.server.home.glob(pattern), key=lambda path: (path.stat().st_mtime_ns, len(path.name), path.name))


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


FILES = {
    "timestamp": "tuf/timestamp.json",
    "snapshot": "tuf/2.snapshot.json",
    "targets": "tuf/2.targets.json",
    "manifest": "manifest/*.manifest.json",
    "page": "manifest/andringar/*.json",
    "document": f"{KEY}/2.0.0.json",
}


def shard_path(world: World) -> Path:
    """The shard that speaks of the changed document."""
    manifest = json.loads((world.server.home / "manifest.json").read_bytes())
    for entry in manifest["shards"]:
        path = world.server.home / entry["path"]
        if any(document["key"] == KEY for document in json.loads(path.read_bytes())["documents"]):
            return path
    raise AssertionError(KEY)


@pytest.mark.parametrize("name", [*FILES, "shard"])
@pytest.mark.parametrize("harm", ["flipped", "truncated", "empty", "longer"])
def test_a_file_that_was_altered(world: World, name: str, harm: str) -> None:
    ready(world)
    path = shard_path(world) if name == "shard" else newest(world, FILES[name])
    good = path.read_bytes()
    if harm == "flipped":
        flip(path)
    else:
        path.write_bytes({"truncated": good[: len(good) // 2], "empty": b"", "longer": good + b" " * 20_000}[harm])
    refused(world, "stämmer inte|går inte att läsa|längre än")
    path.write_bytes(good)
    world.pull()
    assert world.same()


@pytest.mark.parametrize("harm", ["flipped", "truncated", "longer"])
def test_an_archive_that_was_altered(world: World, harm: str) -> None:
    world.publish(archive=True)
    path = newest(world, "manifest/*.tar.zst")
    good = path.read_bytes()
    if harm == "flipped":
        flip(path)
    else:
        path.write_bytes(good[:-20] if harm == "truncated" else good + b"x")
    with pytest.raises(CopyError, match=r"kontrollsumman stämmer inte|kortare än|längre än"):
        world.pull()
    path.write_bytes(good)
    world.pull()
    assert world.same()


def test_what_is_frozen_gets_stale(world: World) -> None:
    """Whoever answers with what was signed long ago hides what has come since."""
    ready(world)
    refused(world, "inaktuell.*har gått ut", StaleError, now=NOW + timedelta(days=31))
    assert world.mirror.stale_at(NOW + timedelta(days=31))


def test_an_older_timestamp(world: World) -> None:
    old = {path.name: path.read_bytes() for path in (world.server.home / "tuf").iterdir()}
    ready(world)
    world.pull()
    assert world.mirror.sequence == 8
    (world.server.home / "tuf/timestamp.json").write_bytes(old["timestamp.json"])
    refused(world, "äldre uppgifter")


def test_an_older_snapshot_under_a_new_timestamp(world: World) -> None:
    """By a thief of the timestamp key alone."""
    ready(world)
    world.pull()
    world.notary.snapshot = 1
    world.notary.renew()
    refused(world, "äldre uppgifter")


def test_an_older_manifest_by_a_sender_that_went_back(world: World) -> None:
    ready(world)
    world.pull()
    manifest = json.loads((world.server.home / "manifest.json").read_bytes())
    manifest["sequence"] = 3
    world.notary.sign(data=canonical(manifest))
    refused(world, "är på händelse 3, men kopian har redan 8")


def test_states_that_do_not_belong_together(world: World) -> None:
    ready(world)
    tuf = world.server.home / "tuf"
    shutil.copy(tuf / "1.targets.json", tuf / "2.targets.json")
    refused(world, "äldre uppgifter|hör ihop|stämmer inte")
    world.office.release(KEY, "Nyare")
    world.publish()
    shutil.copy(tuf / "1.snapshot.json", tuf / "3.snapshot.json")
    refused(world, "hör ihop|stämmer inte")


def test_another_manifest_than_was_signed(world: World) -> None:
    old = newest(world, "manifest/*.manifest.json").read_bytes()
    ready(world)
    newest(world, "manifest/*.manifest.json").write_bytes(old)
    refused(world, "kontrollsumman stämmer inte|längre än")


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
def test_a_key_of_somebody_else(world: World, role: str) -> None:
    from securesystemslib.signer import CryptoSigner

    world.pull()
    world.office.release(KEY, "Falskt")
    world.notary.signers[role] = CryptoSigner.generate_ed25519()
    world.publish()
    refused(world, "Underskriften stämmer inte")


def test_a_root_of_somebody_else(world: World, tmp_path: Path) -> None:
    from region_world import Notary

    (tmp_path / "annan").mkdir()
    other = Notary(tmp_path / "annan")
    with pytest.raises(NotTrustedError, match="Underskriften stämmer inte"):
        world.pull(root=other.first)
    with pytest.raises(CopyError):
        world.mirror.keys()


def test_a_copy_that_somebody_has_exchanged(world: World, tmp_path: Path) -> None:
    world.pull()
    world.mirror.close()
    first = tmp_path / "root.json"
    shutil.copy(world.notary.first, first)
    world.notary.rotate("targets")
    world.notary.rotate("root")
    world.notary.rotate("root")
    world.publish()
    world.pull()
    world.mirror.verify(root=first)
    stranger = Notary(tmp_path / "stranger")
    with pytest.raises(NotTrustedError, match="inte undertecknad av"):
        world.mirror.verify(root=stranger.first)
    shutil.copy(world.mirror.folder / "tuf/root.json", first)
    world.mirror.verify(root=first)
    for number in range(3):
        stranger.root.version += 1
        stranger.write_root([stranger.signers["root"]])
        with pytest.raises(NotTrustedError, match="inte undertecknad av"):
            world.mirror.verify(root=stranger.tuf / f"{number + 2}.root.json")


def test_a_root_that_has_expired(world: World) -> None:
    ready(world)
    world.notary.renew(NOW + timedelta(days=6 * 365))
    refused(world, "inaktuell.*root", StaleError, now=NOW + timedelta(days=6 * 365))


@pytest.mark.parametrize("role", ["timestamp", "snapshot", "targets"])
def test_a_key_that_was_revoked(world: World, role: str) -> None:
    ready(world)
    stolen = world.notary.signers[role]
    world.notary.rotate(role)
    world.notary.sign()
    world.pull()
    assert world.same()
    world.office.release(KEY, "Av en tjuv")
    good = world.notary.signers[role]
    world.notary.signers[role] = stolen
    world.publish()
    refused(world, "Underskriften stämmer inte")
    world.notary.signers[role] = good
    world.publish()
    world.pull()
    assert world.same()


def test_roots_are_followed_one_by_one(world: World, tmp_path: Path) -> None:
    world.pull()
    for _ in range(3):
        world.notary.rotate("root")
    world.office.release(KEY, "Efter byte av nycklar")
    world.publish()
    world.pull()
    assert world.same()
    late = Mirror(tmp_path / "sen")
    world.pull(late)
    assert world.same(late)
    late.close()


# Answers that never end, or come to nothing.


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while True:
        handler.wfile.write(b"10000\r\n" + b" " * 0x10000 + b"\r\n")


def bomb(handler: Handler) -> None:
    handler.answer(200, gzip.compress(b"[" * 300_000_000, 1), **{"Content-Encoding": "gzip"})


def zstd_bomb(handler: Handler) -> None:
    handler.answer(200, zstd.compress(b"[" * 300_000_000, 3), **{"Content-Encoding": "zstd"})


@pytest.mark.parametrize("what", ["tuf/timestamp.json", "tuf/2.snapshot.json", "manifest/", f"{KEY}/"])
@pytest.mark.parametrize("how", [endless, bomb, zstd_bomb])
def test_data_without_end(world: World, what: str, how: Callable[[Handler], None]) -> None:
    ready(world)

    def fault(handler: Handler, path: str) -> bool:
        if path.startswith(what):
            how(handler)
        return path.startswith(what)

    world.server.fault = fault
    refused(world, "längre än de .* byte som den får vara")


def drip_body(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "2000")
    handler.end_headers()
    drip(handler)


def drip_headers(handler: Handler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    drip(handler)


def drip(handler: Handler) -> None:
    for _ in range(1000):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def silence(handler: Handler) -> None:
    time.sleep(3)


@pytest.mark.parametrize("how", [drip_body, drip_headers, silence])
def test_a_sender_that_is_slow_without_end(
    world: World, how: Callable[[Handler], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(world)
    monkeypatch.setattr("rodtrad.region.fetching.MOST_TRIES", 2)
    world.server.fault = lambda handler, path: path.startswith("tuf/timestamp") and (how(handler), True)[1]
    started = time.monotonic()
    refused(world, "svaret tog för lång tid", NotFetchedError, patience=0.2)
    assert time.monotonic() - started < 25, "two tries of two seconds; the bytes go on for fifty"


def test_a_redirect_to_another_place(world: World, tmp_path: Path) -> None:
    ready(world)
    with serving(world.server.home) as other:
        targets = [other.address, "file:///etc/passwd", "http://rodtrad.example/", "//x.example/"]
        for target in targets:
            world.server.fault = lambda handler, path, target=target: (  # type: ignore[misc]
                handler.answer(302, b"", Location=f"{target}{path}"),
                True,
            )[1]
            refused(world, "hänvisar till en annan plats")
        assert not other.seen


@pytest.mark.parametrize("place", ["http://127.0.0.1:x/", f"http://{'a' * 70000}/"])
def test_a_redirect_to_what_is_no_address(world: World, place: str) -> None:
    ready(world)
    world.server.fault = lambda handler, _: (handler.answer(302, b"", Location=place), True)[1]
    refused(world, "inte är någon adress", NotFetchedError)


@pytest.mark.parametrize("tag", ['"å"', f'"{"x" * 9000}"', "utan citattecken"])
def test_a_tag_that_cannot_be_asked_by_is_forgotten(world: World, tag: str) -> None:
    def tagged(handler: Handler, path: str) -> bool:
        if path != "tuf/timestamp.json":
            return False
        handler.answer(200, (world.server.home / path).read_bytes(), ETag=tag)
        return True

    world.server.fault = tagged
    world.pull()
    world.server.seen.clear()
    world.pull()
    assert not any("If-None-Match" in headers for _, headers in world.server.seen)


def test_a_password_in_the_address_is_not_told(world: World) -> None:
    world.server.fault = lambda handler, _: (handler.answer(400, b""), True)[1]
    address = world.server.address.replace("//", "//region:hemligt@")
    with pytest.raises(NotFetchedError) as told:
        world.mirror.pull(address, root=world.notary.first, now=NOW)
    assert "Authorization" in world.server.seen[-1][1]
    assert "hemligt" not in str(told.value)
    with pytest.raises(UsageError) as wrong:
        world.mirror.pull("http://region:hemligt@rodtrad.example/", root=world.notary.first)
    assert "hemligt" not in str(wrong.value)


def test_a_redirect_to_the_same_place_is_followed_and_not_for_ever(world: World) -> None:
    ready(world)

    def moved(handler: Handler, path: str) -> bool:
        if not path.startswith("ny/"):
            handler.answer(301, b"", Location=f"/ny/{path}")
            return True
        file = world.server.home / path.removeprefix("ny/")
        handler.give(file.read_bytes()) if file.is_file() else handler.answer(404, b"")
        return True

    world.server.fault = moved
    world.pull()
    assert world.same()
    world.server.fault = lambda handler, path: (handler.answer(302, b"", Location=f"/{path}"), True)[1]
    refused(world, "leder runt", NotFetchedError)


# A sender that was broken into, keys and all: what it signs is still bounded.


def forge(world: World, change: Callable[[dict[str, Any]], Any] | bytes) -> None:
    """Let a document's entry in its shard be another, and sign that; bytes are the whole shard."""
    home = world.server.home
    path = shard_path(world)
    if isinstance(change, bytes):
        data = change
    else:
        said = json.loads(path.read_bytes())
        change(next(document for document in said["documents"] if document["key"] == KEY))
        data = canonical(said)
    entry = {"path": f"manifest/{sha256(data)}.json", "sha256": sha256(data), "bytes": len(data)}
    (home / entry["path"]).write_bytes(data)
    manifest = json.loads((home / "manifest.json").read_bytes())
    manifest["shards"] = [entry if path.name in old["path"] else old for old in manifest["shards"]]
    (home / "manifest.json").write_bytes(canonical(manifest))
    world.notary.sign()


@pytest.mark.parametrize(
    "path",
    [
        "../../etc/passwd.json",
        f"{KEY}/../../../x.json",
        "/etc/passwd.json",
        "https://x.example/x.json",
        "//x.example/x.json",
        f"{KEY}/2.0.0.json?x",
        f"{KEY}/2.0.0.json#x",
        f"{KEY}/%2e%2e/x.json",
        f"{KEY}\\x.json",
        f"{KEY}/.hidden.json",
        f"{KEY}/2.0.0.json\n",
        "vardforlopp/forlopp-1/1.0.0.json",
    ],
)
def test_a_path_that_leads_elsewhere(world: World, path: str) -> None:
    ready(world)
    forge(world, lambda document: document["files"][0].update(path=path))
    world.server.seen.clear()
    refused(world, "utanför flödet|är en fil till")
    assert not [seen for seen in world.server.paths() if "passwd" in seen or "x.json" in seen]


@pytest.mark.parametrize(
    "key", ["../x", "vardforlopp/../x", "/x", "vardforlopp/X", "vardforlopp/a/b/c", "indikatorer/x"]
)
def test_a_key_that_leads_elsewhere(world: World, key: str) -> None:
    ready(world)
    forge(world, lambda document: document.update(key=key))
    refused(world, "ett namn som inte får finnas|är en fil till")


def _deep(count: int) -> bytes:
    return b'{"x":' + b"[" * count + b"]" * count + b"}"


BOMBS = {
    "deep": _deep(1_000_000),
    "deep objects": b'{"x":' * 100_000 + b"1" + b"}" * 100_000,
    "no JSON": b"\xff\xfe",
    "empty": b"",
    "a list": b"[]",
    "a number": b"1" * 100_000,
    "wrong types": canonical({**ENVELOPE, "documents": {"a": 1}}),
    "null": canonical({**ENVELOPE, "documents": None}),
    "half a character": b'{"documents": "\\ud800"}',
    "long string": b'{"documents":"' + b"a" * 5_000_000 + b'"}',
}


@pytest.mark.parametrize("name", BOMBS)
def test_json_that_is_built_to_hurt_in_a_shard(world: World, name: str) -> None:
    ready(world)
    forge(world, BOMBS[name])
    refused(world, "är inte vad flödet ska innehålla")


@pytest.mark.parametrize("name", BOMBS)
def test_json_that_is_built_to_hurt_in_the_manifest(world: World, name: str) -> None:
    ready(world)
    world.notary.sign(data=BOMBS[name])
    refused(world, "är inte vad flödet ska innehålla")


@pytest.mark.parametrize("name", BOMBS)
def test_json_that_is_built_to_hurt_in_a_document(world: World, name: str) -> None:
    ready(world)
    data = BOMBS[name]
    (world.server.home / KEY / "2.0.0.json").write_bytes(data)
    forge(world, lambda document: document["files"][-1].update(sha256=sha256(data), bytes=len(data)))
    refused(world, "är inte vad flödet ska innehålla")


@pytest.mark.parametrize("name", [name for name in BOMBS if name != "empty"])
def test_json_that_is_built_to_hurt_in_the_metadata(world: World, name: str) -> None:
    ready(world)
    (world.server.home / "tuf/timestamp.json").write_bytes(BOMBS[name])
    refused(world, "går inte att läsa|längre än")


def test_a_file_that_says_it_is_larger_than_any(world: World) -> None:
    ready(world)
    forge(world, lambda document: document["files"][-1].update(bytes=10**12))
    refused(world, "mer än någon fil får vara")


def test_negative_and_odd_numbers(world: World) -> None:
    ready(world)
    forge(world, lambda document: document["files"][-1].update(bytes=-1))
    refused(world, "kontrollsumma eller längd som är fel")
    world.publish()
    forge(world, lambda document: document["files"][-1].update(sha256="../../x"))
    refused(world, "kontrollsumma eller längd som är fel")


def test_a_document_that_is_another(world: World) -> None:
    """A shard names the good file of one document as that of another."""
    ready(world)
    other = (world.server.home / "vardforlopp/forlopp-1/2.0.0.json").read_bytes()
    (world.server.home / KEY / "2.0.0.json").write_bytes(other)
    forge(world, lambda document: document["files"][-1].update(sha256=sha256(other), bytes=len(other)))
    refused(world, "är inte det dokument som avsändaren säger")


def test_a_document_that_is_named_twice(world: World) -> None:
    ready(world)
    said = json.loads(shard_path(world).read_bytes())
    said["documents"] += said["documents"]
    forge(world, canonical(said))
    refused(world, "två gånger")


def test_a_history_that_is_told_anew(world: World) -> None:
    ready(world)
    world.pull()
    world.office.events[2] = replace(world.office.events[2], titel="Något annat")
    world.office.release(KEY, "Nytt")
    world.publish()
    refused(world, "säger något annat om det som redan har hänt")


def test_a_sealed_history_that_is_told_anew(world: World) -> None:
    """What is known ends where a page does: the next page names another before it."""
    for number in range(93):
        world.office.release(KEY, f"{number}")
    world.publish()
    world.pull()
    assert world.mirror.sequence == 100
    world.office.events[2] = replace(world.office.events[2], titel="Något annat")
    world.office.release(KEY, "Nytt")
    world.publish()
    refused(world, r"andringar/1\.json säger något annat om det som redan har hänt")


def test_a_history_with_a_gap(world: World) -> None:
    world.pull()
    world.office.release(KEY, "Ny")
    world.office.write(world.server.home)
    home = world.server.home
    manifest = json.loads((home / "manifest.json").read_bytes())
    page = json.loads((home / manifest["changes"]["path"]).read_bytes())
    del page["events"][3]
    data = canonical(page)
    manifest["changes"] = {
        "path": f"manifest/andringar/{sha256(data)}.json",
        "sha256": sha256(data),
        "bytes": len(data),
    }
    (home / manifest["changes"]["path"]).write_bytes(data)
    world.notary.sign(data=canonical(manifest))
    refused(world, "lucka")


def test_names_of_targets_are_not_followed(world: World) -> None:
    ready(world)
    evil = {f"../../{name}": TargetFile.from_data(name, b"x", ["sha256"]) for name in ("a", "etc/passwd")}
    world.notary.sign(extra=evil)
    world.server.seen.clear()
    world.pull()
    assert world.same()
    assert not [path for path in world.server.paths() if "passwd" in path]


def test_names_in_the_archive_are_never_used(world: World, tmp_path: Path) -> None:
    archive = archive_of(world.server.home, lambda name: f"../../../{name}")
    world.notary.sign(archive=archive)
    before = {path for path in tmp_path.rglob("*") if path.is_file()}
    world.pull()
    assert world.same()
    made = {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*") if path not in before}
    assert made <= {"kopia", "sender"}
    assert not [path for path in (tmp_path / "kopia").rglob("*") if path.name.startswith("1.0.0")]


def tar_of(*members: tuple[str, bytes, bytes]) -> bytes:
    """A tape of these names, kinds and contents."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, kind, data in members:
            one = tarfile.TarInfo(name)
            one.type, one.size, one.linkname = kind, len(data), "/etc/passwd"
            tar.addfile(one, io.BytesIO(data))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("archive", "why"),
    [
        (zstd.compress(tar_of(("x", tarfile.REGTYPE, b"\0" * 200_000_000)), 1), "packar upp till mer"),
        (zstd.compress(b"x" * 600, 1), "går inte att läsa"),
        (zstd.compress(tar_of(("x", tarfile.REGTYPE, b"x" * 600))[:700], 1), "tar slut mitt i"),
        (b"no zstd at all", "går inte att läsa"),
        (
            zstd.compress(b"a" * 300_000_000, options={int(zstd.CompressionParameter.window_log): 27}),
            "går inte att läsa",
        ),
    ],
    ids=["bomb", "no tape", "cut off", "no zstd", "much memory"],
)
def test_an_archive_that_is_built_to_hurt(world: World, archive: bytes, why: str) -> None:
    world.notary.sign(archive=archive)
    with pytest.raises(NotTrustedError, match=why):
        world.pull()
    world.notary.sign()
    world.pull()
    assert world.same()


def test_links_and_folders_in_an_archive_are_skipped(world: World) -> None:
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.GNUTYPE_LONGNAME)
    good = zstd.decompress(archive_of(world.server.home))
    evil = b"".join(tar_of(("x", kind, b""))[:512] for kind in kinds)
    world.notary.sign(archive=zstd.compress(evil + good))
    world.pull()
    assert world.same()


def test_a_sender_that_hangs_up(world: World) -> None:
    ready(world)
    world.server.fault = lambda handler, path: (handler.connection.shutdown(socket.SHUT_RDWR), True)[1]
    refused(world, "kunde inte hämtas", NotFetchedError)
