"""A bucket: the same order and the same promises, against a real server that speaks S3."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import obstore
import pytest
from small_feeds import NOW, TWO, Reader, manifest_of, state_of, tree, write_source
from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient.fetcher import FetcherInterface

from rodtrad.cli import main
from rodtrad.delivery import ledger as ledgers
from rodtrad.delivery import signing
from rodtrad.delivery.bucket import AT_ONCE, LEASE, Bucket
from rodtrad.delivery.keys import rotate
from rodtrad.delivery.publishing import publish, renew
from rodtrad.delivery.refusing import RefusedError
from rodtrad.delivery.stores import Content

SERVER = shutil.which("moto_server", path=Path(sys.executable).parent) or shutil.which("moto_server")

pytestmark = pytest.mark.skipif(SERVER is None, reason="there is no S3 server: pip install 'rodtrad[test]'")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    assert SERVER
    told = tmp_path_factory.mktemp("s3") / "log"
    with told.open("wb") as log, subprocess.Popen([SERVER, "-H", "127.0.0.1", "-p", "0"], stderr=log) as process:
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", told.read_text())):
            assert process.poll() is None, told.read_text()
            time.sleep(0.05)
        yield found[0]
        process.kill()


@pytest.fixture
def url(server: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    name = re.sub("[^a-z]+", "-", request.node.name)[:60].strip("-")
    urllib.request.urlopen(urllib.request.Request(f"{server}/{name}", method="PUT")).close()
    said = {"ENDPOINT": server, "ALLOW_HTTP": "true", "REGION": "us-east-1"}
    for key, value in {**said, "ACCESS_KEY_ID": "test", "SECRET_ACCESS_KEY": "test"}.items():
        monkeypatch.setenv(f"AWS_{key}", value)
    return f"s3://{name}/a/b"


class Falling(Bucket):
    """A bucket whose `at`th write fails."""

    def __init__(self, url: str, at: int) -> None:
        super().__init__(url)
        self.left = at

    def write(self, path: str, content: Content) -> None:
        self._fall()
        super().write(path, content)

    def swap(self, path: str, before: bytes | None, after: bytes) -> None:
        self._fall()
        super().swap(path, before, after)

    def write_all(self, files: Iterable[tuple[str, Content]]) -> None:
        for path, content in files:
            self.write(path, content)

    def _fall(self) -> None:
        self.left -= 1
        if self.left == -1:
            raise OSError("killed")


class FromBucket(FetcherInterface):
    def __init__(self, bucket: Bucket) -> None:
        self._bucket = bucket

    def _fetch(self, url: str) -> Iterator[bytes]:
        try:
            yield self._bucket.read(url.removeprefix("http://here/"))
        except FileNotFoundError as error:
            raise DownloadHTTPError(url, 404) from error


def seen(keys: Path, url: str, tmp: Path) -> str:
    """What a reader sees, from the bucket alone."""
    for name in ("www", "state"):
        shutil.rmtree(tmp / name, ignore_errors=True)
    bucket = Bucket(url)
    for path, _ in bucket.list(""):
        (tmp / "www" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp / "www" / path).write_bytes(bucket.read(path))
    return state_of(Reader(tmp / "state", (keys / "1.root.json").read_bytes(), tmp / "www"), tmp / "www")


def test_a_file_is_replaced_only_when_it_is_what_it_was(url: str) -> None:
    bucket = Bucket(url)
    bucket.swap("x", None, b"1")
    for before in (None, b"2"):
        with pytest.raises(RefusedError, match="annan publicering"):
            bucket.swap("x", before, b"3")
    bucket.swap("x", b"1", b"3")
    assert bucket.read("x") == b"3"
    with pytest.raises(RefusedError):
        bucket.swap("y", b"1", b"3")
    assert list(bucket.list("")) == [("x", 1)]
    bucket.remove("x")
    bucket.remove("x")
    with pytest.raises(FileNotFoundError):
        bucket.read("x")


def test_between_reading_and_writing_another_may_have_written(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server must refuse: what was read was right, and then it changed."""
    bucket, other = Bucket(url), Bucket(url)
    bucket.swap("x", None, b"1")
    real = bucket._get

    def late(path: str) -> tuple[bytes, str | None]:
        found = real(path)
        other.write("x", b"2")
        return found

    monkeypatch.setattr(bucket, "_get", late)
    with pytest.raises(RefusedError, match="annan publicering"):
        bucket.swap("x", b"1", b"3")
    assert other.read("x") == b"2"


def test_two_publishers_at_once(url: str) -> None:
    first, second = Bucket(url), Bucket(url)
    with first.lock(NOW), pytest.raises(RefusedError, match=r"pågår sedan 2026-11-27 12:00.*igen av sig självt 13:00"):
        second.lock(NOW + LEASE / 2).__enter__()
    with second.lock(NOW):
        pass
    killed = first.lock(NOW)  # who lets go of it, gives the lock back
    killed.__enter__()
    with second.lock(NOW + LEASE):
        assert [path for path, _ in second.list("")] == [".rodtrad-las"]
    assert list(second.list("")) == []


def test_two_at_the_same_second_are_told_apart_and_nobody_removes_anothers_lock(url: str) -> None:
    first, second = Bucket(url), Bucket(url, take_lock=True)
    with first.lock(NOW) as mine:
        mine()
        with second.lock(NOW) as theirs:
            theirs()
            with pytest.raises(RefusedError, match="tagit över"):
                mine()
    with first.lock(NOW):
        taken = second.lock(NOW)
        taken.__enter__()
    assert [path for path, _ in first.list("")] == [".rodtrad-las"], "the second has it still"
    taken.__exit__(None, None, None)
    assert list(first.list("")) == []


@pytest.mark.parametrize("odd", [b"", b"\xff", b"nyss", b"2026-11-27", b"9999-12-31T23:59:59+00:00"])
def test_a_lock_that_cannot_be_read_is_taken_only_when_asked(url: str, odd: bytes) -> None:
    Bucket(url).write(".rodtrad-las", odd)
    with pytest.raises(RefusedError, match=r"okänd ålder.*--take-lock"):
        Bucket(url).lock(NOW + LEASE * 9).__enter__()
    with Bucket(url, take_lock=True).lock(NOW) as mine:
        mine()
    assert list(Bucket(url).list("")) == []


def test_a_lock_of_an_earlier_version_has_only_its_time(url: str) -> None:
    Bucket(url).write(".rodtrad-las", NOW.isoformat().encode())
    with pytest.raises(RefusedError, match="pågår sedan 2026-11-27 12:00"):
        Bucket(url).lock(NOW).__enter__()
    with Bucket(url).lock(NOW + LEASE):
        pass


@pytest.mark.parametrize("late", ["before it is read", "before it is taken"])
def test_a_lock_that_is_given_back_meanwhile_is_no_hindrance(
    url: str, late: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Bucket(url), Bucket(url)
    first.write(".rodtrad-las", (NOW - LEASE).isoformat().encode())
    real = second._get
    gone: list[str] = []

    def get(path: str) -> tuple[bytes, str | None]:
        if gone:
            return real(path)
        gone.append(path)
        found = real(path) if late == "before it is taken" else None
        first.remove(path)
        return found or real(path)

    monkeypatch.setattr(second, "_get", get)
    with second.lock(NOW) as mine:
        mine()
    assert list(first.list("")) == []


def test_a_lock_that_was_written_though_the_answer_was_lost_is_ones_own(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket = Bucket(url)
    real = bucket._put

    def twice(path: str, content: Content, mode: Any = None) -> None:
        real(path, content, mode)
        real(path, content, mode)

    monkeypatch.setattr(bucket, "_put", twice)
    with bucket.lock(NOW) as mine:
        mine()


def test_what_was_given_back_and_taken_by_a_third_is_not_taken_from_it(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--take-lock` speaks of the lock that somebody has seen."""
    second, third = Bucket(url, take_lock=True), Bucket(url)
    third.write(".rodtrad-las", NOW.isoformat().encode())
    real, held = second._get, third.lock(NOW)

    def get(path: str) -> tuple[bytes, str | None]:
        monkeypatch.setattr(second, "_get", real)
        third.remove(path)
        try:
            return real(path)
        finally:
            held.__enter__()

    monkeypatch.setattr(second, "_get", get)
    with pytest.raises(RefusedError, match="pågår"):
        second.lock(NOW).__enter__()


def test_who_has_lost_the_lock_removes_nothing(
    url: str, keys: Path, one: Path, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another may have written, meanwhile, what this one would remove."""
    publish(one, Bucket(url), keys, now=NOW)
    Bucket(url).write("bort.html", b"x")
    real = signing.sign

    def sign(*args: Any, **more: Any) -> dt.datetime:
        Bucket(url).write(".rodtrad-las", b"another")
        return real(*args, **more)

    monkeypatch.setattr(signing, "sign", sign)
    monkeypatch.setattr(ledgers, "going", lambda *_: ledgers.Going(["bort.html"], {}))
    with pytest.raises(RefusedError, match="tagit över"):
        publish(two, Bucket(url), keys, now=NOW)
    assert Bucket(url).read("bort.html") == b"x"
    assert Bucket(url).read(".rodtrad-las") == b"another"


def test_published_and_read(url: str, keys: Path, one: Path, two: Path, tmp_path: Path) -> None:
    publish(one, Bucket(url), keys, now=NOW)
    assert seen(keys, url, tmp_path) == manifest_of(one)
    done = publish(two, Bucket(url), keys, now=NOW)
    assert seen(keys, url, tmp_path) == manifest_of(two)
    for path, data in tree(two).items():
        if path != ".rodtrad":
            assert Bucket(url).read(path) == data, path
    assert not [path for path, _ in Bucket(url).list("") if path.endswith(".gz")]
    assert publish(two, Bucket(url), keys, now=NOW).written == 0
    assert done.written > 0
    rotate(keys, "timestamp", now=NOW)
    renew(Bucket(url), keys, now=NOW)
    assert seen(keys, url, tmp_path) == manifest_of(two)


def test_caches_and_media_types(url: str, keys: Path, one: Path) -> None:
    publish(one, Bucket(url), keys, now=NOW)

    def said(path: str) -> tuple[str, str]:
        found = obstore.get(Bucket(url)._store, path).attributes
        return found["Cache-Control"], found["Content-Type"]

    forever = "public, max-age=31536000, immutable"
    assert said("api/v1/vardforlopp/sepsis/1.0.0.json") == (forever, "application/json")
    assert said("api/v1/tuf/1.root.json")[0] == forever
    assert said("api/v1/tuf/timestamp.json") == ("no-cache", "application/json")
    assert said("api/v1/index.json")[0] == "public, max-age=300"
    assert said("api/v1/rodtrad-v1.tar.zst") == ("public, max-age=300", "application/zstd")
    assert said("index.html") == ("public, max-age=300", "text/html; charset=utf-8")


def test_killed_at_any_write_readers_see_old_or_new(url: str, keys: Path, one: Path, two: Path, tmp_path: Path) -> None:
    at, states = 0, []
    while True:
        place = f"{url}/{at}"
        publish(one, Bucket(place), keys, now=NOW)
        try:
            publish(two, Falling(place, at), keys, now=NOW)
        except OSError:
            states.append(seen(keys, place, tmp_path))
            publish(two, Bucket(place), keys, now=NOW)
            assert seen(keys, place, tmp_path) == manifest_of(two)
            at += 3
        else:
            break
    assert set(states) <= {manifest_of(one), manifest_of(two)}
    assert at > 15


def test_more_files_than_are_written_at_once(url: str, keys: Path, tmp_path: Path) -> None:
    source = write_source(tmp_path / "s", {**TWO, **{f"vardforlopp/d{n}": ["2.0.0"] for n in range(AT_ONCE * 5)}})
    publish(source, Bucket(url), keys, now=NOW)
    assert seen(keys, url, tmp_path) == manifest_of(source)


def test_a_large_file_is_sent_in_parts(url: str, tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(bytes(range(256)) * 50_000)
    Bucket(url).write("api/v1/rodtrad-v1.tar.zst", tmp_path / "large")
    assert Bucket(url).read("api/v1/rodtrad-v1.tar.zst") == (tmp_path / "large").read_bytes()
    found = obstore.get(Bucket(url)._store, "api/v1/rodtrad-v1.tar.zst").attributes
    assert found["Content-Type"] == "application/zstd"


class Refusing(BaseHTTPRequestHandler):
    """A server for S3, and one that gives out keys, that answers the same whatever is asked."""

    status = 403

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(self.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        self.do_PUT()

    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("status", [401, 403, None])
def test_keys_that_are_missing_or_refused_are_told(
    status: int | None, keys: Path, one: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Refusing, "status", status or 403)
    with ThreadingHTTPServer(("127.0.0.1", 0), Refusing) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}"
        said = {"ENDPOINT": here, "METADATA_ENDPOINT": here, "ALLOW_HTTP": "true", "REGION": "us-east-1"}
        said |= {"ACCESS_KEY_ID": "test", "SECRET_ACCESS_KEY": "test"} if status else {}
        for key in ("ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "SESSION_TOKEN"):
            monkeypatch.delenv(f"AWS_{key}", raising=False)
        for key, value in said.items():
            monkeypatch.setenv(f"AWS_{key}", value)
        code = main(["publish", "--to", "s3://hink/a", "--from", str(one), "--keys", str(keys)])
        server.shutdown()
    err = capsys.readouterr().err
    assert code == 1
    assert err.startswith(f"s3://hink/a: {'nycklarna till objektlagret godtas inte' if status else 'inga nycklar'}")
    assert "Sätt `AWS_ACCESS_KEY_ID` och `AWS_SECRET_ACCESS_KEY`" in err
    assert "Kör igen" not in err


def test_a_lock_that_a_killed_run_has_left_is_taken_over_when_asked(
    url: str, keys: Path, one: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    killed = Bucket(url).lock(dt.datetime.now(dt.UTC))
    killed.__enter__()
    command = ["publish", "--to", url, "--from", str(one), "--keys", str(keys)]
    assert main(command) == 1
    assert "kör en gång till med `--take-lock`" in capsys.readouterr().err
    assert main([*command, "--take-lock"]) == 0
    assert seen(keys, url, tmp_path) == manifest_of(one)
    assert ".rodtrad-las" not in {path for path, _ in Bucket(url).list("")}
    assert main([*command[:2], str(tmp_path / "www"), *command[3:], "--take-lock"]) == 2


def test_a_bucket_that_is_not_there_is_told_on_one_line(url: str) -> None:
    with pytest.raises(OSError, match=r"^s3://nothing-.*NoSuchBucket") as told:
        Bucket(url.replace("s3://", "s3://nothing-")).write("x", b"1")
    assert "\n" not in str(told.value)
