"""The publisher's feed and a real web server: what `rodtrad publish` puts out is what `rodtrad pull` takes in."""

from __future__ import annotations

import datetime as dt
import ipaddress
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from region_world import NOW, World, serving
from rodtrad.delivery.keys import init, rotate
from rodtrad.delivery.publishing import publish, renew
from rodtrad.delivery.stores import Folder
from rodtrad.errors import UsageError
from rodtrad.feed.models import Kind
from rodtrad.feed_writing import write
from rodtrad.model import FOLDERS as WRITTEN
from rodtrad.region import CopyError, Mirror, StaleError
from rodtrad.region.documents import FOLDERS

PROJECT = Path(__file__).parents[2]
WEEK = dt.timedelta(days=7)


def same(mirror: Mirror, home: Path) -> bool:
    """Every document is what `<key>.json` says, and none is missing."""
    mirror.verify()
    folders = ("vardforlopp", "indikatorer", "riktlinjer", "konsekvensbeskrivningar", "tillagg/*")
    files = [path for folder in folders for path in home.glob(f"{folder}/*.json")]
    expected = {path.relative_to(home).with_suffix("").as_posix(): path.read_bytes() for path in files}
    return {key: mirror.current(key) for key in mirror} == expected


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `keys`, and with `web` where the real content is published: each test has a copy."""
    home = tmp_path_factory.mktemp("real")
    write(PROJECT, home / "feed", environment="acceptance", drafts=False)
    init(home / "keys", environment="acceptance", now=NOW)
    publish(home / "feed", Folder(home / "web", ()), home / "keys", now=NOW)
    return home


@pytest.fixture
def published(real: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The site and the keys."""
    shutil.copytree(real / "web", tmp_path / "web")
    shutil.copytree(real / "keys", tmp_path / "keys")
    return tmp_path / "web", tmp_path / "keys"


def test_the_real_content_is_published_and_pulled(published: tuple[Path, Path], tmp_path: Path) -> None:
    web, keys = published
    home = web / "api/v1"
    with serving(home) as server, Mirror(tmp_path / "kopia") as mirror:
        root = keys / "1.root.json"
        mirror.pull(server.address, root=root, environment="acceptance", examples=True, now=NOW)
        assert same(mirror, home)
        assert any(path.endswith(".tar.zst") for path in server.paths())
        assert len(mirror.keys()) > 150
        assert len(mirror.events()) == mirror.sequence == len(list((PROJECT / "content/utgivet/logg").iterdir()))
        for name in ("regioner", "organ"):
            assert mirror.register(name) == (home / f"register/{name}.json").read_bytes()
        assert mirror.version("vardforlopp/sepsis", "1.0.0") == (home / "vardforlopp/sepsis/1.0.0.json").read_bytes()
        for role in ("timestamp", "root"):
            rotate(keys, role, now=NOW)  # type: ignore[arg-type]
        renew(Folder(web), keys, now=NOW + WEEK)
        pulled = mirror.pull(server.address, environment="acceptance", examples=True, now=NOW + WEEK)
        assert pulled.files == 0
        assert mirror.stale_at(NOW + dt.timedelta(days=38))
        assert not mirror.stale_at(NOW + dt.timedelta(days=36))
        with pytest.raises(StaleError):
            mirror.pull(server.address, environment="acceptance", examples=True, now=NOW + dt.timedelta(days=60))


def test_a_region_of_the_real_content(published: tuple[Path, Path], tmp_path: Path) -> None:
    web, keys = published
    with serving(web / "api/v1") as server, Mirror(tmp_path / "kopia") as mirror:
        said = {"root": keys / "1.root.json", "environment": "acceptance", "now": NOW}
        mirror.pull(server.address, examples=True, region="jonkopings-lan", **said)  # type: ignore[arg-type]
        additions = [key for key in mirror if key.startswith("tillagg/")]
        assert additions == ["tillagg/jonkopings-lan/depression-vuxna", "tillagg/kalmar-lan/depression-vuxna"]
        mirror.pull(server.address, examples=True, region="kalmar-lan", **said)  # type: ignore[arg-type]
        assert [key for key in mirror if key.startswith("tillagg/")] == ["tillagg/kalmar-lan/depression-vuxna"]
        with pytest.raises(UsageError, match=r"'kalmar' is no region; choose one of .*, kalmar-lan, "):
            mirror.pull(server.address, examples=True, region="kalmar", **said)  # type: ignore[arg-type]
        assert "tillagg/kalmar-lan/depression-vuxna" in mirror
        mirror.pull(server.address, **said)  # type: ignore[arg-type]
        assert not [key for key in mirror if b'"clinicalUse":"example"' in mirror.current(key)]
        mirror.verify()


def test_every_kind_has_its_folder() -> None:
    assert set(FOLDERS) == set(get_args(Kind))
    assert set(FOLDERS.values()) == {folder for folder in WRITTEN if folder not in ("register", "handbok", "utfall")}


CONFIGURATION = """
daemon off; pid {home}/pid; error_log {home}/errors; user root;
events {{}}
http {{
  access_log off;
  log_format seen '$server_protocol $request_uri $sent_http_content_encoding';
  client_body_temp_path {home}/t1; proxy_temp_path {home}/t2; fastcgi_temp_path {home}/t3;
  uwsgi_temp_path {home}/t4; scgi_temp_path {home}/t5;
  types {{ application/json json; }}
  server {{
    listen 127.0.0.1:{port} ssl http2;
    ssl_certificate {home}/certificate.pem; ssl_certificate_key {home}/key.pem;
    access_log {home}/seen seen;
    gzip on; gzip_types application/json; gzip_min_length 100;
    root {web};
  }}
}}
"""


def certify(home: Path) -> Path:
    """A certificate for this computer, signed by itself, and long-lived."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    begins = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    said = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    said = said.not_valid_before(begins).not_valid_after(begins.replace(year=2120))
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    said = said.add_extension(names, critical=False)
    said = said.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    (home / "certificate.pem").write_bytes(said.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (home / "key.pem").write_bytes(key.private_bytes(*form))
    return home / "certificate.pem"


@contextmanager
def nginx(web: Path, home: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (home / "conf").write_text(CONFIGURATION.format(home=home, web=web, port=port))
    child = subprocess.Popen(["nginx", "-p", home, "-c", home / "conf"], stderr=subprocess.PIPE)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"https://127.0.0.1:{port}/"
    finally:
        child.terminate()
        child.communicate()


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
def test_http2_by_nginx_and_only_with_a_certificate_that_is_trusted(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "nginx"
    home.mkdir()
    certificate = certify(home)
    with nginx(world.server.home, home) as address:
        said = {"root": world.notary.first, "now": NOW, "wait": lambda _: None}
        with pytest.raises(CopyError, match="certifikat"):
            world.mirror.pull(address, **said)  # type: ignore[arg-type]
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        world.mirror.pull(address, **said)  # type: ignore[arg-type]
        assert world.same()
    seen = [line.split(" ") for line in (home / "seen").read_text().splitlines()]
    assert {line[0] for line in seen} == {"HTTP/2.0"}
    assert {line[2] for line in seen if "/vardforlopp/" in line[1]} == {"gzip"}
