"""The keys of an environment: one private key for each role, and every root that says which keys hold.

A folder of keys has `offline/root.pem`, which is only needed to exchange keys and is kept elsewhere, and
`online/<role>.pem`, which are needed to publish. `<n>.root.json` are public, and so is `root.json`, the newest of them.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from cryptography.hazmat.primitives import serialization as to
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes as PrivateKey

from rodtrad.delivery.metadata import CryptoSigner, Metadata, PublicKey, RepositoryError, Root
from rodtrad.delivery.refusing import RefusedError
from rodtrad.feed.models import Environment
from rodtrad.files import write_atomic

Role = Literal["root", "targets", "snapshot", "timestamp"]
ENVIRONMENTS: tuple[Environment, ...] = get_args(Environment)
ROLES: tuple[Role, ...] = get_args(Role)

ROOT_LASTS = dt.timedelta(days=5 * 365)

PASSPHRASES: Mapping[Role, str] = {
    "root": "RODTRAD_ROOT_PASSPHRASE",
    **dict.fromkeys(ROLES[1:], "RODTRAD_KEYS_PASSPHRASE"),
}
"""Environment variables; when one is set, new keys are written encrypted with what it holds."""

_NEW = ".ny"
"""Ending of a key that no root speaks of yet."""


def init(folder: Path, *, environment: Environment, now: dt.datetime) -> None:
    """Make the keys of an environment and the first root. Raises RefusedError for a folder that holds anything."""
    if folder.exists() and any(folder.iterdir()):
        raise RefusedError(f"{folder} är inte tom: välj en ny mapp, så att inga nycklar skrivs över.")
    signers = {role: CryptoSigner.generate_ed25519() for role in ROLES}
    root = Root(version=1, consistent_snapshot=True, unrecognized_fields={"environment": environment})
    for role, signer in signers.items():
        root.add_key(signer.public_key, role)
    for role, signer in signers.items():
        _save(_place(folder, role), signer, role)
    _put(folder, Metadata(root), [signers["root"]], now)


def rotate(folder: Path, role: Role, *, now: dt.datetime) -> int:
    """Exchange the key of one role; return the version of the new root. Needs `offline/root.pem`.

    A new root is signed with the old key of the root and the new, so that whoever trusts an earlier one can follow. The
    old key of another role is kept beside the new until nobody can be reading what only it has signed.
    """
    keys = load(folder)
    _check_closed(folder, role)
    place, new = _place(folder, role), CryptoSigner.generate_ed25519()
    signers = [keys.signer("root"), *([new] if role == "root" else [])]
    root = Metadata.from_bytes(keys.newest.to_bytes()).signed
    old = keys.public(role, root)
    root.revoke_key(old, role)
    root.add_key(new.public_key, role)
    root.version += 1
    _save(place.with_suffix(_NEW), new, role)
    if role != "root" and place.exists():
        with suppress(FileExistsError):  # of an exchange that was killed
            place.with_name(_earlier(role, old)).hardlink_to(place)
    _put(folder, Metadata(root), signers, now)
    _settle(folder, role, root)
    return int(root.version)


@dataclass(frozen=True)
class Keys:
    """A folder of keys, as it was when it was loaded."""

    folder: Path
    environment: Environment
    roots: Mapping[int, bytes]
    """Every root, by version."""

    @property
    def newest(self) -> Metadata[Root]:
        """The root that says which keys hold."""
        return _root(self.roots[max(self.roots)])

    def root(self, version: int) -> Root:
        return _root(self.roots[version]).signed

    def public(self, role: Role, root: Root) -> str:
        """The id of the key that a root knows for a role."""
        (found,) = root.roles[role].keyids
        return found

    def signer(self, role: Role, root: Root | None = None) -> CryptoSigner:
        """What signs for a role, as the newest root or an earlier one knows it.

        Raises RefusedError when the key is not there or cannot be opened.
        """
        root = root or self.newest.signed
        place, public = self._place(role, root), root.keys[self.public(role, root)]
        assert isinstance(public, PublicKey)
        try:
            return CryptoSigner(_open(place, role), public)
        except FileNotFoundError:
            raise RefusedError(f"Nyckeln {place} finns inte. {_WHERE[role]}") from None
        except (OSError, ValueError, TypeError) as error:
            raise RefusedError(f"Nyckeln {place} går inte att använda: {error}") from error

    def has(self, role: Role, root: Root) -> bool:
        """Whether the private key that a root knows for a role is in the folder."""
        return self._place(role, root).exists()

    def _place(self, role: Role, root: Root) -> Path:
        keyid, place = self.public(role, root), _place(self.folder, role)
        return place if keyid == self.public(role, self.newest.signed) else place.with_name(_earlier(role, keyid))

    def forget(self) -> None:
        """Remove the keys that no longer hold: everybody can have seen the root that says so."""
        for role in ROLES[1:]:
            for path in (self.folder / "online").glob(f"{role}-*.pem"):
                path.unlink()


_WHERE = {
    "root": "Hämta rotnyckeln dit den förvaras när den inte används, till mappen offline.",
    **dict.fromkeys(ROLES[1:], "Kopiera mappen online från den maskin där nycklarna gjordes."),
}


def load(folder: Path) -> Keys:
    """Read a folder of keys, and finish an exchange of keys that was killed. Raises RefusedError."""
    numbered = ((path.name.partition(".")[0], path) for path in folder.glob("*.root.json"))
    found = {int(number): path.read_bytes() for number, path in numbered if number.isdecimal()}
    if sorted(found) != list(range(1, len(found) + 1)) or not found:
        raise RefusedError(f"{folder} är ingen mapp med nycklar: gör en med `rodtrad keys init {folder}`.")
    keys = Keys(folder, _environment(folder, found[1]), found)
    root = keys.newest.signed
    for role in ROLES:
        _settle(folder, role, root)
    if not (folder / "root.json").exists() or (folder / "root.json").read_bytes() != found[len(found)]:
        write_atomic(folder / "root.json", found[len(found)])
    return keys


def _environment(folder: Path, root: bytes) -> Environment:
    said = _root(root).signed.unrecognized_fields.get("environment")
    for known in ENVIRONMENTS:
        if said == known:
            return known
    raise RefusedError(f"{folder / '1.root.json'} säger ingen miljö: gör nya nycklar med `rodtrad keys init`.")


def _root(data: bytes) -> Metadata[Root]:

    try:
        found = Metadata[Root].from_bytes(data)
    except RepositoryError as error:
        raise RefusedError(f"En root.json går inte att läsa: {error}") from error
    if not isinstance(found.signed, Root):
        raise RefusedError("En root.json är något annat än en root.")
    return found


def _put(folder: Path, metadata: Metadata[Root], signers: list[CryptoSigner], now: dt.datetime) -> None:
    metadata.signed.expires = (now + ROOT_LASTS).replace(microsecond=0)
    metadata.signatures.clear()
    for signer in signers:
        metadata.sign(signer, append=True)
    data = metadata.to_bytes()
    write_atomic(folder / f"{metadata.signed.version}.root.json", data, exclusive=True)
    write_atomic(folder / "root.json", data)


def _place(folder: Path, role: Role) -> Path:
    return folder / ("offline" if role == "root" else "online") / f"{role}.pem"


def _earlier(role: Role, keyid: str) -> str:
    return f"{role}-{keyid[:16]}.pem"


def _settle(folder: Path, role: Role, root: Root) -> None:
    """Put a new key in its place when a root knows it, and remove one that none came to know."""
    place = _place(folder, role)
    new = place.with_suffix(_NEW)
    if not new.exists():
        return

    try:
        public = PublicKey.from_crypto(_open(new, role).public_key())
    except (OSError, ValueError, TypeError) as error:
        raise RefusedError(f"Nyckeln {new}, av ett byte som avbröts, går inte att använda: {error}") from error
    if public.keyid in root.roles[role].keyids:
        new.replace(place)
    else:
        new.unlink()


def _check_closed(folder: Path, role: Role) -> None:
    """Raise RefusedError when a new key would be open to who reads it, and the one it replaces is not."""
    place = _place(folder, role)
    if place.exists() and b"ENCRYPTED" in place.read_bytes() and not os.environ.get(PASSPHRASES[role]):
        raise RefusedError(f"Nyckeln {place} är krypterad: sätt {PASSPHRASES[role]}, så att den nya också blir det.")


def _save(path: Path, signer: CryptoSigner, role: Role) -> None:

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = os.environ.get(PASSPHRASES[role], "")
    private = to.load_pem_private_key(signer.private_bytes, None)
    closing = to.BestAvailableEncryption(secret.encode()) if secret else to.NoEncryption()
    # `mkstemp` makes what nobody else can read: at no time is the key open to others.
    write_atomic(path, private.private_bytes(to.Encoding.PEM, to.PrivateFormat.PKCS8, closing), mode=0o600)


def _open(path: Path, role: Role) -> PrivateKey:

    data = path.read_bytes()
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise ValueError(f"andra kan läsa den; kör `chmod 600 {path}` och byt den om någon kan ha gjort det")
    if b"ENCRYPTED" not in data:
        return to.load_pem_private_key(data, None)
    secret = os.environ.get(PASSPHRASES[role], "")
    if not secret:
        raise ValueError(f"den är krypterad; sätt miljövariabeln {PASSPHRASES[role]}")
    try:
        return to.load_pem_private_key(data, secret.encode())
    except ValueError:
        raise ValueError(f"lösenordet i {PASSPHRASES[role]} är fel, eller så är filen skadad") from None
