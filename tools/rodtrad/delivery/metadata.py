"""What python-tuf and securesystemslib offer but do not say that they export."""

from securesystemslib.signer import CryptoSigner as CryptoSigner  # type: ignore[attr-defined]
from securesystemslib.signer import SSlibKey as PublicKey  # type: ignore[attr-defined]
from tuf.api.exceptions import RepositoryError as RepositoryError
from tuf.api.metadata import Metadata as Metadata
from tuf.api.metadata import MetaFile as MetaFile  # type: ignore[attr-defined]
from tuf.api.metadata import Root as Root  # type: ignore[attr-defined]
from tuf.api.metadata import Snapshot as Snapshot  # type: ignore[attr-defined]
from tuf.api.metadata import TargetFile as TargetFile  # type: ignore[attr-defined]
from tuf.api.metadata import Targets as Targets  # type: ignore[attr-defined]
from tuf.api.metadata import Timestamp as Timestamp  # type: ignore[attr-defined]
from tuf.ngclient import Updater as Updater  # type: ignore[attr-defined]

__all__ = [
    "CryptoSigner",
    "MetaFile",
    "Metadata",
    "PublicKey",
    "RepositoryError",
    "Root",
    "Snapshot",
    "TargetFile",
    "Targets",
    "Timestamp",
    "Updater",
]
