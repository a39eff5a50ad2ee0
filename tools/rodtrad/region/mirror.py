"""A region's copy as a library: read what holds, read what happened, bring it up to date, check it."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from rodtrad.errors import UsageError
from rodtrad.feed.addresses import METADATA
from rodtrad.feed.canonical import current
from rodtrad.feed.listings import Event, Manifest
from rodtrad.feed.models import Environment
from rodtrad.files import alone
from rodtrad.region.copy import NAME, PARTIAL, Copy, in_words
from rodtrad.region.documents import Document, Selection, manifest_of
from rodtrad.region.errors import CopyError, EmptyError
from rodtrad.region.history import events_in, key_of

if TYPE_CHECKING:
    from rodtrad.region.words import Pulled


class Mirror:
    """A copy in a folder. Use it in the thread that made it; several may read while one pulls."""

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        self._copy: Copy | None = None
        self._held = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        if self._copy:
            self._copy.close()
        self._copy = None

    def pull(
        self,
        url: str,
        *,
        root: Path | None = None,
        trust_first: bool = False,
        environment: Environment = "production",
        examples: bool = False,
        region: str = "",
        parallel: int = 4,
        allow_http: bool = False,
        dry_run: bool = False,
        now: datetime | None = None,
        progress: Callable[[int, int], None] | None = None,
        patience: float = 30.0,
        wait: Callable[[float], None] = time.sleep,
        dice: random.Random | None = None,
    ) -> Pulled:
        """Bring the copy up to date with the feed at `url` (`https://…/api/v1`); the first time `root` is needed.

        `patience` is the seconds that an answer may take, and a second more for each 8 kB.
        Raises UsageError and CopyError: NotFetchedError, NotTrustedError, StaleError. The copy is then as it was.
        """
        from rodtrad.region.fetching import Fetching
        from rodtrad.region.pulling import Run, pull
        from rodtrad.region.trust import first_root

        self.close()
        selection = Selection(environment, examples, region)
        now = now or datetime.now(UTC)
        fetching = Fetching(url, parallel=parallel, allow_http=allow_http, patience=patience, wait=wait, dice=dice)
        with fetching, in_words(self.folder), _alone(self.folder):
            _holds_no_other(self.folder)
            first, met = _handed_over(root) if root else None, ""
            with Copy(self.folder) as copy:
                first = first or copy.state("root") or None
                if first is None and not (self.folder / METADATA / "root.json").exists():
                    if not trust_first:
                        raise UsageError("the first time it must be known whom to trust: add --root FILE")
                    first = first_root(fetching)
                    met = hashlib.sha256(first).hexdigest()
                run = Run(copy, fetching, self.folder, selection, now)
                if progress:
                    run.progress = progress
                return replace(pull(run, root=first, dry=dry_run), trusted=met)

    @contextmanager
    def reading(self) -> Iterator[Self]:
        """Everything that is read in here is of one moment, even if another program pulls meanwhile."""
        with in_words(self.folder):
            copy = self._open()
            copy.hold()
        self._held = True
        try:
            yield self
        finally:
            self._held = False
            copy.let_go()
        if copy.is_outdated:
            raise CopyError(f"{self.folder} hämtades medan den lästes. Läs om.")

    def keys(self) -> list[str]:
        """Of every document, sorted: `vardforlopp/sepsis`, `tillagg/kalmar-lan/x`. Raises CopyError."""
        with in_words(self.folder):
            return self._open().keys()

    def __iter__(self) -> Iterator[str]:
        yield from self.keys()

    def current(self, key: str) -> bytes:
        """The JSON of a document as it holds now, as the feed's `<key>.json`; of a withdrawn one a stub.

        Raises KeyError and CopyError.
        """
        with in_words(self.folder):
            copy = self._open()
            document = self._document(key)
            data = copy.blob(document.newest.sha256)
            return data if document.version is None else current(data, document.state, document.lifecycle)

    def version(self, key: str, version: str) -> bytes:
        """The JSON of a released version, byte for byte. Raises KeyError and CopyError."""
        with in_words(self.folder):
            copy = self._open()
            path = f"{key}/{version}.json"
            for file in self._document(key).files:
                said = copy.said(file.sha256) if file.path == path else None
                if said and said.clinical_use in self.selection.uses:
                    return copy.blob(file.sha256)
            raise KeyError(path)

    def events(self, after: int = 0) -> list[Event]:
        """What has happened to the documents that are in the copy, since event number `after`. Raises CopyError."""
        with in_words(self.folder):
            copy = self._open()
            taken = set(copy.keys())
            return [event for event in events_in(copy, after) if key_of(event) in taken]

    def register(self, name: str) -> bytes:
        """The JSON of a register, such as `regioner`. Raises KeyError and CopyError."""
        from rodtrad.region.checking import register

        with in_words(self.folder):
            return register(self._open(), self.manifest, name)[1]

    def registers(self) -> list[bytes]:
        """The JSON of every register. Raises CopyError."""
        from rodtrad.region.checking import registers

        with in_words(self.folder):
            return [data for _, data in registers(self._open(), self.manifest)]

    @property
    def manifest(self) -> Manifest:
        """The signed list that the copy was made from. Raises CopyError."""
        with in_words(self.folder):
            copy = self._open()
            return manifest_of(copy.blob(copy.state("manifest").decode()))

    @property
    def sequence(self) -> int:
        """Number of the last event. Raises CopyError."""
        with in_words(self.folder):
            return int(self._open().state("sequence"))

    @property
    def selection(self) -> Selection:
        """What the copy takes. Raises CopyError."""
        with in_words(self.folder):
            return Selection.decode(self._open().state("selection"))

    @property
    def expires(self) -> datetime:
        """When nobody vouches for the copy any longer, unless it is brought up to date. Raises CopyError."""
        with in_words(self.folder):
            return datetime.fromisoformat(self._open().state("expires").decode())

    @property
    def stale(self) -> bool:
        """Whether that time has passed. Raises CopyError."""
        return self.stale_at(datetime.now(UTC))

    def stale_at(self, now: datetime) -> bool:
        """The same, at another time."""
        return self.expires <= now

    def verify(self, *, root: Path | None = None) -> int:
        """Check every byte against what was signed, without network; return the number of files.

        With `root`, also that it was signed by whoever handed that over: a copy that somebody has exchanged is whole.

        Raises NotTrustedError, which names what is damaged, and CopyError.
        """
        from rodtrad.region.checking import verify

        with self.reading(), in_words(self.folder):
            return verify(self._open(), self.selection, self.folder, root.read_bytes() if root else None)

    def _document(self, key: str) -> Document:
        found = self._open().document(key)
        if found is None:
            raise KeyError(key)
        return found

    def _open(self) -> Copy:
        if self._copy and self._copy.is_outdated and not self._held:
            self.close()
        if self._copy is None:
            copy = Copy(self.folder, reading=True)
            if not copy.state("manifest"):
                copy.close()
                raise EmptyError(f"{self.folder} har ingen hel kopia än. Kör `rodtrad pull ADRESS {self.folder}`.")
            self._copy = copy
        return self._copy


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other runs out. Raises CopyError when one is at work."""
    entered = False
    try:
        with alone(folder):
            entered = True
            yield
    except BlockingIOError as error:
        if entered:
            raise
        raise CopyError(f"En annan hämtning till {folder} pågår. Vänta tills den är klar.") from error


def _holds_no_other(folder: Path) -> None:
    """Raise UsageError for a folder of somebody else's: a copy is a folder of its own, and may be thrown away whole."""
    if (folder / NAME).exists() or (folder / METADATA).exists():
        return
    others = sorted(path.name for path in folder.iterdir() if path.suffix != PARTIAL and path.name != "lost+found")
    if others:
        raise UsageError(f"{folder} is no copy and holds other files ({others[0]}): name a folder of its own")


def _handed_over(root: Path) -> bytes:
    try:
        return root.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{root} cannot be read: {error.strerror}. --root names the root.json of the sender"
        ) from error
