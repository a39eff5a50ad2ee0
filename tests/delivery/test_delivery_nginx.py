"""A real nginx, with the configuration that the handbook shows: what regions and browsers are answered."""

from __future__ import annotations

import http.client
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from small_feeds import NOW, Reader, manifest_of, state_of, write_source
from tuf.ngclient.urllib3_fetcher import Urllib3Fetcher

from rodtrad.delivery import serving as headers
from rodtrad.delivery.publishing import publish
from rodtrad.delivery.stores import Folder
from rodtrad.dev.nginx import BROTLI, CONFIGURATION, serving

pytestmark = pytest.mark.skipif(
    not (shutil.which("nginx") or Path("/usr/sbin/nginx").exists()),
    reason="there is no nginx: apt-get install nginx-light",
)

LARGE = {"vardforlopp/sepsis": ["1.0.0"], "vardforlopp/stroke": ["1.0.0", "1.1.0"]}


@pytest.fixture(scope="module")
def www(made_keys: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("www")
    source = write_source(tmp_path_factory.mktemp("source"), LARGE)
    for name in ("404.html", "bild.svg", "api/v1/atom.xml", "api/v1/documents.jsonl", "api/v1/csv/d.csv"):
        (source / name).parent.mkdir(exist_ok=True)
        (source / name).write_text(f"{name} å" * 99, "utf-8")
    publish(source, Folder(home, ("gz", "br")), made_keys / "production", now=NOW)
    return home


@pytest.fixture(scope="module")
def address(www: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(www, tmp_path_factory.mktemp("nginx"), brotli=BROTLI.exists()) as address:
        yield address


class Asking:
    """Asks without help: no encoding, no redirect that nobody asked for."""

    def __init__(self, address: str) -> None:
        self._host = address.removeprefix("http://").rstrip("/")

    def __call__(self, path: str, method: str = "GET", **said: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(self._host, timeout=10)
        connection.putrequest(method, path, skip_host="Host" in said, skip_accept_encoding=True)
        for name, value in said.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return found


@pytest.fixture
def ask(address: str) -> Asking:
    return Asking(address)


VERSION, LIST = "/api/v1/vardforlopp/sepsis/1.0.0.json", "/api/v1/index.json"


def test_what_has_not_changed_is_not_sent_again(ask: Asking) -> None:
    for path in (VERSION, LIST, "/index.html", "/vardforlopp/sepsis/"):
        status, said, _ = ask(path)
        assert status == 200
        assert ask(path, If_None_Match=said["etag"])[::2] == (304, b"")
        assert ask(path, If_None_Match='"another"')[0] == 200


def test_what_is_replaced_within_a_second_has_another_tag(ask: Asking, www: Path) -> None:
    """The same length, the same moment: of time in seconds and length nginx makes its tag."""
    store = Folder(www)
    seen = set()
    for number in range(6):
        with store.lock(NOW):
            store.write("vaxlar.html", b"%d" % number * 600)
        _, said, body = ask("/vaxlar.html")
        assert body[:1] == b"%d" % number
        packed = ask("/vaxlar.html", Accept_Encoding="gzip")[1]
        seen |= {said["etag"], packed["etag"]}
        assert ask("/vaxlar.html", If_None_Match=said["etag"])[0] == 304
    assert len(seen) == 12


def test_compressed_copies_are_served(ask: Asking, www: Path) -> None:
    import gzip

    plain = (www / VERSION[1:]).read_bytes()
    status, said, body = ask(VERSION, Accept_Encoding="gzip")
    assert (status, said["content-encoding"], gzip.decompress(body)) == (200, "gzip", plain)
    assert said["vary"] == "Accept-Encoding"
    assert "content-encoding" not in ask(VERSION)[1]
    assert ask(VERSION)[2] == plain


@pytest.mark.skipif(not BROTLI.exists(), reason="nginx has no brotli_static: libnginx-mod-http-brotli-static")
def test_brotli_of_what_never_changes(ask: Asking, www: Path) -> None:
    _, said, body = ask(VERSION, Accept_Encoding="gzip, br")
    assert said["content-encoding"] == "br"
    assert brotli.decompress(body) == (www / VERSION[1:]).read_bytes()
    assert not list((www / "api/v1").glob("*.br"))


def test_every_path_says_what_a_bucket_says(ask: Asking, www: Path) -> None:
    """The configuration and `serving` say the same, of every file that is published."""
    checked = 0
    for path in sorted(www.rglob("*")):
        inside = path.relative_to(www).as_posix()
        if path.is_file() and not inside.startswith(".") and path.suffix not in (".gz", ".br"):
            status, said, _ = ask(f"/{inside}", "HEAD")
            assert status == 200
            assert said["cache-control"] == headers.cache(inside), inside
            assert said["content-type"] == headers.media(inside), inside
            assert said["access-control-allow-origin"] == "*"
            checked += 1
    assert checked > 20
    for ending, media in headers.MEDIA.items():
        (www / f"x.{ending}").write_bytes(b"x")
        if ending != "atom":
            assert ask(f"/x.{ending}", "HEAD")[1]["content-type"] == media


def test_cache_lifetimes(ask: Asking, www: Path) -> None:
    def cache(path: str) -> str:
        return ask(path)[1].get("cache-control", "")

    shard = next((www / "api/v1/manifest").glob("*.json")).name
    targets = next((www / "api/v1/tuf").glob("*.targets.json")).name
    for path in (VERSION, f"/api/v1/manifest/{shard}", "/api/v1/tuf/1.root.json", f"/api/v1/tuf/{targets}"):
        assert cache(path) == "public, max-age=31536000, immutable"
    assert cache("/api/v1/tuf/timestamp.json") == "no-cache"
    assert cache(LIST) == cache("/api/v1/vardforlopp/sepsis.json") == cache("/") == "public, max-age=300"
    assert cache("/api/v1/tuf/2.root.json") == "", "that it is not there yet must not be kept"


def test_what_pages_may_do_is_said_of_every_answer(ask: Asking) -> None:
    """Also of what is not there: a page that an address was made to show is a page all the same."""
    for path in ("/", "/404.html", "/finns/inte", "/bild.svg", LIST, VERSION, "/api/v1/atom.xml", "/api/v1/csv/d.csv"):
        said = ask(path)[1]
        is_feed = path.startswith("/api/")
        policy = said["content-security-policy"]
        assert policy.startswith("default-src 'none'; ")
        assert policy.endswith("; sandbox" if is_feed else "; trusted-types default"), path
        assert "unsafe-inline" not in policy
        assert "frame-ancestors 'none'" in policy
        assert said["x-content-type-options"] == "nosniff"
        assert said["referrer-policy"] == "no-referrer"
        assert said["cross-origin-opener-policy"] == "same-origin"
        assert said["cross-origin-resource-policy"] == "same-origin"
        assert "camera=()" in said["permissions-policy"]
        assert said["access-control-allow-origin"] == "*"
    assert "content-security-policy" in ask("/", "POST", Content_Length="0")[1]


def test_only_reading(ask: Asking) -> None:
    assert ask(LIST, "HEAD")[0] == 200
    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"):
        assert ask(LIST, method, Content_Length="0")[0] == 405, method


def test_no_hidden_files(ask: Asking, www: Path) -> None:
    assert (www / ".rodtrad-publicerat.json").exists()
    (www / "api/.hemlig").write_text("x")
    (www / ".well-known").mkdir()
    (www / ".well-known/security.txt").write_text("x")
    for path in ("/.rodtrad-publicerat.json", "/api/.hemlig", "/%2erodtrad-publicerat.json", "/.rodtrad-ny/ny"):
        assert ask(path)[0] == 404, path
    assert ask("/.well-known/security.txt")[0] == 200
    assert ask("/../../etc/passwd")[0] in (400, 404)


def test_a_folder_without_its_slash_leads_to_no_other_host_and_not_to_http(ask: Asking) -> None:
    status, said, _ = ask("/api/v1/vardforlopp", Host="annan.example")
    assert (status, said["location"]) == (301, "/api/v1/vardforlopp/")


def test_the_archive(ask: Asking) -> None:
    status, said, body = ask("/api/v1/rodtrad-v1.tar.zst", Accept_Encoding="gzip")
    assert (status, said["content-type"]) == (200, "application/zstd")
    assert "content-encoding" not in said
    assert body[:4] == b"\x28\xb5\x2f\xfd"
    assert ask("/api/v1/rodtrad-v1.tar.zst", Range="bytes=0-3")[::2] == (206, body[:4])


def test_what_is_not_there(ask: Asking) -> None:
    status, said, body = ask("/finns/inte")
    assert status == 404
    assert body.decode().startswith("404.html å")
    assert said["access-control-allow-origin"] == "*"


def test_working_texts_are_not_to_be_found(ask: Asking, www: Path) -> None:
    (www / "utkast/v1").mkdir(parents=True)
    (www / "utkast/v1/index.json").write_text("{}")
    assert ask("/utkast/v1/index.json")[1]["x-robots-tag"] == "noindex, nofollow"
    assert "x-robots-tag" not in ask(LIST)[1]


def test_python_tuf_reads_it_over_http(made_keys: Path, www: Path, address: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path, (made_keys / "production/1.root.json").read_bytes(), address)
    state_of(reader, www)
    fetched = Urllib3Fetcher().download_bytes(f"{address}api/v1/manifest.json", 1 << 20)
    assert json.loads(fetched)["sequence"] == 3
    assert manifest_of(www) == state_of(reader, www)


def test_the_handbook_shows_this_configuration() -> None:
    page = Path(__file__).parents[2] / "content/handbok/publicera.md"
    assert CONFIGURATION.read_text("utf-8") in page.read_text("utf-8")
