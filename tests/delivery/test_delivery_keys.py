"""Keys: made once, exchanged so that every reader can follow, never open to others, never told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from small_feeds import NOW, Reader, days, manifest_of, state_of
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, Root

from loopback import serving
from rodtrad.cli import main
from rodtrad.delivery import keys as keys_module
from rodtrad.delivery.keys import ROLES, init, load, rotate
from rodtrad.delivery.publishing import publish, renew
from rodtrad.delivery.refusing import RefusedError
from rodtrad.delivery.stores import Folder


def private(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.pem"))


def test_each_role_has_a_key_that_nobody_else_can_read(keys: Path) -> None:
    assert [path.relative_to(keys).as_posix() for path in private(keys)] == [
        *("offline/root.pem", "online/snapshot.pem", "online/targets.pem", "online/timestamp.pem")
    ]
    assert {path.stat().st_mode & 0o777 for path in private(keys)} == {0o600}
    assert len({path.read_bytes() for path in private(keys)}) == 4
    root = Metadata[Root].from_file(str(keys / "root.json"))
    root.verify_delegate("root", root)
    assert (root.signed.expires - NOW).days == 5 * 365
    assert {role: found.threshold for role, found in root.signed.roles.items()} == dict.fromkeys(ROLES, 1)


def test_a_folder_that_holds_anything_is_refused(keys: Path) -> None:
    before = (keys / "offline/root.pem").read_bytes()
    with pytest.raises(RefusedError, match="inte tom"):
        init(keys, environment="production", now=NOW)
    assert (keys / "offline/root.pem").read_bytes() == before


def test_a_key_that_others_can_read_is_refused(keys: Path, one: Path, tmp_path: Path) -> None:
    (keys / "online/targets.pem").chmod(0o644)
    with pytest.raises(RefusedError, match="chmod 600"):
        publish(one, Folder(tmp_path / "www"), keys, now=NOW)


def test_keys_are_encrypted_when_a_passphrase_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RODTRAD_ROOT_PASSPHRASE", "till kassaskåpet")
    monkeypatch.setenv("RODTRAD_KEYS_PASSPHRASE", "till servern")
    init(tmp_path / "k", environment="production", now=NOW)
    assert all(b"ENCRYPTED PRIVATE KEY" in path.read_bytes() for path in private(tmp_path / "k"))
    rotate(tmp_path / "k", "snapshot", now=NOW)
    monkeypatch.setenv("RODTRAD_KEYS_PASSPHRASE", "hemlig gissning")
    with pytest.raises(RefusedError, match="RODTRAD_KEYS_PASSPHRASE är fel") as told:
        load(tmp_path / "k").signer("snapshot")
    assert "gissning" not in str(told.value)
    monkeypatch.delenv("RODTRAD_KEYS_PASSPHRASE")
    with pytest.raises(RefusedError, match="sätt miljövariabeln RODTRAD_KEYS_PASSPHRASE"):
        load(tmp_path / "k").signer("snapshot")


def test_keys_that_are_not_encrypted_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("RODTRAD_ROOT_PASSPHRASE", raising=False)
    monkeypatch.setenv("RODTRAD_KEYS_PASSPHRASE", "till servern")
    assert main(["keys", "init", str(tmp_path / "k"), "--environment", "production"]) == 0
    assert [line[:52] for line in capsys.readouterr().err.splitlines()] == [
        "Ingen kryptering: RODTRAD_ROOT_PASSPHRASE är inte sat"[:52]
    ]
    assert main(["keys", "rotate", "timestamp", str(tmp_path / "k")]) == 0
    assert capsys.readouterr().err == ""


def test_a_key_that_is_encrypted_is_not_exchanged_for_one_that_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RODTRAD_KEYS_PASSPHRASE", "till servern")
    init(tmp_path / "k", environment="production", now=NOW)
    monkeypatch.delenv("RODTRAD_KEYS_PASSPHRASE")
    with pytest.raises(RefusedError, match="sätt RODTRAD_KEYS_PASSPHRASE"):
        rotate(tmp_path / "k", "timestamp", now=NOW)
    assert max(load(tmp_path / "k").roots) == 1


@pytest.mark.parametrize(("secret", "why"), [("x", "sätt miljövariabeln"), ("", "chmod 600")])
def test_a_new_key_that_a_killed_exchange_left_and_nobody_can_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: str, why: str
) -> None:
    monkeypatch.setenv("RODTRAD_ROOT_PASSPHRASE", secret)
    init(tmp_path / "k", environment="production", now=NOW)
    monkeypatch.delenv("RODTRAD_ROOT_PASSPHRASE")
    left = tmp_path / "k/offline/root.ny"
    left.write_bytes((tmp_path / "k/offline/root.pem").read_bytes())
    left.chmod(0o600 if secret else 0o644)
    with pytest.raises(RefusedError, match=why):
        load(tmp_path / "k")


def test_who_trusts_the_first_root_follows_every_exchange(keys: Path, one: Path, two: Path, tmp_path: Path) -> None:
    www, first = tmp_path / "www", (keys / "1.root.json").read_bytes()
    store = Folder(www)
    publish(one, store, keys, now=NOW)
    early = Reader(tmp_path / "early", first, www)
    seen = state_of(early, www)
    for number, role in enumerate(("timestamp", "root", "targets", "root", "snapshot"), 2):
        assert rotate(keys, role, now=NOW) == number  # type: ignore[arg-type]
        renew(store, keys, now=NOW)
        assert state_of(early, www) == seen
        assert state_of(Reader(tmp_path / f"late{number}", first, www), www) == seen
    publish(two, store, keys, now=NOW)
    assert state_of(early, www) != seen
    assert early.updater()._trusted_set.root.version == 6


def test_the_chain_over_http(keys: Path, one: Path, tmp_path: Path) -> None:
    """As above, with what python-tuf itself fetches with, from a server that knows nothing of signatures."""
    www, first = tmp_path / "www", (keys / "1.root.json").read_bytes()
    publish(one, Folder(www), keys, now=NOW)
    with serving(www) as address:
        reader = Reader(tmp_path / "r", first, address)
        for role in ("root", "timestamp", "root"):
            rotate(keys, role, now=NOW)  # type: ignore[arg-type]
            renew(Folder(www), keys, now=NOW)
            assert state_of(reader, www) == manifest_of(one)
    kept = sorted(path.name for path in (tmp_path / "r/root_history").iterdir())
    assert kept == [f"{number}.root.json" for number in (1, 2, 3, 4)]


def test_several_exchanges_before_a_publication(keys: Path, one: Path, tmp_path: Path) -> None:
    www, first = tmp_path / "www", (keys / "1.root.json").read_bytes()
    publish(one, Folder(www), keys, now=NOW)
    for role in ("timestamp", "targets", "timestamp", "root"):
        rotate(keys, role, now=NOW)  # type: ignore[arg-type]
    renew(Folder(www), keys, now=NOW)
    state_of(Reader(tmp_path / "r", first, www), www)


def test_until_the_new_root_is_there_both_old_and_new_readers_can_read(keys: Path, one: Path, tmp_path: Path) -> None:
    """Killed between the timestamp and the root, or a reader that asked for the root just before it came."""
    www, first = tmp_path / "www", (keys / "1.root.json").read_bytes()
    publish(one, Folder(www), keys, now=NOW)
    rotate(keys, "timestamp", now=NOW)
    rotate(keys, "targets", now=NOW)
    renew(Folder(www), keys, now=NOW)
    new = [www / f"api/v1/tuf/{number}.root.json" for number in (2, 3)]
    for path in new:
        path.rename(path.with_suffix(".away"))
    state_of(Reader(tmp_path / "r", first, www), www)
    for path in new:
        path.with_suffix(".away").rename(path)
    state_of(Reader(tmp_path / "r", first, www), www)
    assert len(private(keys)) == 6
    renew(Folder(www), keys, now=NOW)
    assert len(private(keys)) == 4, "the old keys are forgotten when nobody needs them"


def test_a_lost_key_can_be_exchanged(keys: Path, one: Path, tmp_path: Path) -> None:
    www, first = tmp_path / "www", (keys / "1.root.json").read_bytes()
    publish(one, Folder(www), keys, now=NOW)
    (keys / "online/timestamp.pem").unlink()
    with pytest.raises(RefusedError, match=r"timestamp\.pem finns inte"):
        renew(Folder(www), keys, now=NOW)
    rotate(keys, "timestamp", now=NOW)
    renew(Folder(www), keys, now=NOW)
    state_of(Reader(tmp_path / "r", first, www), www)


def test_publishing_needs_no_root_key(keys: Path, one: Path, tmp_path: Path) -> None:
    (keys / "offline").rename(tmp_path / "safe")
    publish(one, Folder(tmp_path / "www"), keys, now=NOW)
    with pytest.raises(RefusedError, match="Hämta rotnyckeln"):
        rotate(keys, "targets", now=NOW)


@pytest.mark.parametrize("role", ROLES)
def test_an_exchange_that_is_killed_can_be_made_again(
    keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, role: keys_module.Role
) -> None:
    """Whatever was written before, the folder has one key for each role, and that is what its newest root says."""
    real, left = keys_module.write_atomic, -1

    def write(path: Path, data: bytes, **how: object) -> None:
        nonlocal left
        if left == 0:
            raise OSError("killed")
        left -= 1
        real(path, data, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(keys_module, "write_atomic", write)
    for stop in range(1, 4):
        left = stop - 1
        with pytest.raises(OSError, match="killed"):
            rotate(keys, role, now=NOW)
        left = -1
        for each in ROLES:
            load(keys).signer(each)
    before = len(load(keys).roots)
    assert rotate(keys, role, now=NOW) == before + 1
    for each in ROLES:
        load(keys).signer(each)


def test_a_root_that_another_has_made_is_not_followed(keys: Path, one: Path, tmp_path: Path) -> None:
    www, first = tmp_path / "www", (keys / "1.root.json").read_bytes()
    publish(one, Folder(www), keys, now=NOW)
    init(tmp_path / "thief", environment="production", now=NOW)
    rotate(tmp_path / "thief", "root", now=NOW)
    (www / "api/v1/tuf/2.root.json").write_bytes((tmp_path / "thief/2.root.json").read_bytes())
    with pytest.raises(RepositoryError):
        state_of(Reader(tmp_path / "r", first, www), www)
    with pytest.raises(RefusedError, match="äldre än de som är publicerade"):
        renew(Folder(www), keys, now=NOW)


def test_no_private_key_is_published(keys: Path, one: Path, tmp_path: Path) -> None:
    publish(one, Folder(tmp_path / "www"), keys, now=NOW)
    secrets = [path.read_bytes().split(b"\n")[1] for path in private(keys)]
    for path in (tmp_path / "www").rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"PRIVATE KEY" not in data, path
            assert not any(secret in data for secret in secrets), path


def test_a_root_says_its_environment(made_keys: Path) -> None:
    for environment in ("production", "acceptance", "draft"):
        assert load(made_keys / environment).environment == environment
        assert (
            json.loads((made_keys / environment / "1.root.json").read_bytes())["signed"]["environment"] == environment
        )


def test_old_keys_do_not_sign_any_more(keys: Path, one: Path, tmp_path: Path) -> None:
    """Who has stolen an exchanged key fools nobody who has seen the new root."""
    www, first = tmp_path / "www", (keys / "1.root.json").read_bytes()
    stolen = tmp_path / "stolen"
    shutil.copytree(keys, stolen)
    publish(one, Folder(www), keys, now=NOW)
    rotate(keys, "timestamp", now=NOW)
    renew(Folder(www), keys, now=NOW)
    reader = Reader(tmp_path / "r", first, www)
    state_of(reader, www)
    forged = tmp_path / "forged"
    publish(one, Folder(forged), stolen, now=NOW + days(1))
    for _ in range(5):
        renew(Folder(forged), stolen, now=NOW + days(1))
    (www / "api/v1/tuf/timestamp.json").write_bytes((forged / "api/v1/tuf/timestamp.json").read_bytes())
    with pytest.raises(RepositoryError):
        reader.updater()
