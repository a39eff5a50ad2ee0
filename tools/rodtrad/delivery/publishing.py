"""The order of a publication: whenever it is killed, readers have the old state or the new, whole."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rodtrad.delivery import archive as archives
from rodtrad.delivery import ledger as ledgers
from rodtrad.delivery import signing
from rodtrad.delivery import source as sources
from rodtrad.delivery.keys import Keys, load
from rodtrad.delivery.ledger import Ledger
from rodtrad.delivery.metadata import TargetFile
from rodtrad.delivery.published import compared, in_archive, lists, signed_places
from rodtrad.delivery.refusing import RefusedError
from rodtrad.delivery.signing import State
from rodtrad.delivery.source import Source
from rodtrad.delivery.stores import Content, Store
from rodtrad.feed.addresses import ARCHIVE, MANIFEST, home_of

Progress = Callable[[int, int], None]
"""Told how many files are written, of how many."""

LARGE = 8 << 20
"""Bytes of a file that is not held in memory."""


@dataclass(frozen=True)
class Published:
    """What a publication did."""

    sequence: int | None
    """Number of the last event; None when only signatures were renewed."""
    written: int
    bytes: int
    removed: int
    archive: bool
    """Whether the archive was made anew."""
    until: dt.datetime
    """When readers will call it out of date, unless it is signed anew before."""
    root_until: dt.datetime
    """When the keys must have been exchanged."""


def publish(
    source: Path, store: Store, keys: Path, *, now: dt.datetime, archive: bool = False, progress: Progress | None = None
) -> Published:
    """Publish a folder that `rodtrad feed` or `rodtrad build` has written; with `archive`, make that anew too.

    Raises RefusedError, and OSError when the store fails; run again, it goes on where it was.
    """
    known = load(keys)
    if keys.resolve().is_relative_to(source.resolve()):
        raise RefusedError(f"Nycklarna ligger i {source}, som ska publiceras: flytta dem.")
    found = sources.read(source, known.environment)
    with store.lock(now) as still_mine:
        ledger, written = ledgers.read(store, known.environment)
        state = signing.read(store, found.home, known)
        if written is None and state.root == 0:
            _empty(store)
        before = compared(store, state, found)
        work = _Work(found, store, ledger, progress)
        work.lasting = list(_to_write(found, store, before, ledger))
        work.passing = [path for path, sha256 in found.passing.items() if ledger.passing.get(path) != sha256]
        with _archived(found, store, state, ledger, asked=archive) as bag:
            planned = {**found.passing, **(bag.passing(found.home) if bag else _kept(ledger, found.home))}
            targets = _targets(found, state, bag)
            kept = {*planned, *found.lasting_places, *signed_places(store, found, targets)}
            going = ledgers.going(ledger, kept, lists(store, found.home), _is_part(found), now)
            finished = Ledger(known.environment, planned, leaving=going.leaving)
            differs = bool(work.lasting or bag or ledger != finished)
            if differs:
                written = ledgers.write(store, written, ledgers.begun(ledger, planned))
                work.write(bag)
            until = signing.sign(store, known, state, targets, now=now)
        if going.removed:
            still_mine()  # another may be writing these very files
        for path in going.removed:
            store.remove(path)
        if differs:
            ledgers.write(store, written, finished)
    return _said(known, until, found.manifest.sequence, work, len(going.removed), bag is not None)


def _targets(source: Source, state: State, bag: _Bag | None) -> dict[str, TargetFile]:
    """What is signed: the manifest, and the archive if there is one."""
    archived = bag.target if bag else state.target(ARCHIVE)
    return {MANIFEST: signing.target(MANIFEST, source.data), **({ARCHIVE: archived} if archived else {})}


def renew(store: Store, keys: Path, *, now: dt.datetime) -> Published:
    """Sign anew what is published: the timestamp, and what has less than 90 days left. Raises RefusedError."""
    known = load(keys)
    with store.lock(now):
        ledgers.read(store, known.environment)
        state = signing.read(store, home_of(known.environment), known)
        if state.targets is None:
            raise RefusedError("Där är ingenting publicerat än: publicera först utan --renew.")
        until = signing.sign(store, known, state, state.targets, now=now)
    return _said(known, until, None, None, 0, False)


def _said(
    keys: Keys, until: dt.datetime, sequence: int | None, work: _Work | None, removed: int, archive: bool
) -> Published:
    written, size = (work.written, work.bytes) if work else (0, 0)
    return Published(sequence, written, size, removed, archive, until, keys.newest.signed.expires)


def _empty(store: Store) -> None:
    """Where nothing was published before, others may have put something."""
    there = next((path for path, _ in store.list("") if not path.startswith(".")), None)
    if there:
        raise RefusedError(f"Där finns redan filer som inte är publicerade härifrån ({there}): välj en tom adress.")


def _to_write(source: Source, store: Store, there: set[str], ledger: Ledger) -> Iterator[str]:
    """Paths of files that never change and are not there yet; a run that was killed may have put some."""
    left = [path for path in source.lasting if path not in there]
    put = dict(store.list(source.home)) if left and not ledger.finished else {}
    for path in left:
        entry, place = source.lasting[path], f"{source.home}/{path}"
        if put.get(place) != entry.bytes or hashlib.sha256(store.read(place)).hexdigest() != entry.sha256:
            yield path


@dataclass(frozen=True)
class _Bag:
    """A new archive, and what is signed of it."""

    file: Path
    target: TargetFile

    @property
    def sha256(self) -> str:
        return str(self.target.hashes["sha256"])

    def passing(self, home: str) -> dict[str, str]:
        """Where it lies for who reads no signatures, and the file to check it with."""
        name = f"{home}/{ARCHIVE}"
        return {name: self.sha256, f"{name}.sha256": hashlib.sha256(self.check()).hexdigest()}

    def check(self) -> bytes:
        return f"{self.sha256}  {ARCHIVE}\n".encode()


def _kept(ledger: Ledger, home: str) -> dict[str, str]:
    """The archive as it lies for who reads no signatures, and the file to check it with."""
    names = (f"{home}/{ARCHIVE}", f"{home}/{ARCHIVE}.sha256")
    return {name: ledger.passing[name] for name in names if name in ledger.passing}


@contextmanager
def _archived(source: Source, store: Store, state: State, ledger: Ledger, *, asked: bool) -> Iterator[_Bag | None]:
    """A new archive when the published one lacks much, None when it does not."""
    environment = source.manifest.environment
    if environment == "draft":
        yield None
        return
    files = [file for document in source.documents for file in document.files]
    broken = ledgers.UNKNOWN in _kept(ledger, source.home).values()  # a run was killed while it wrote one
    if (
        not asked
        and not broken
        and not archives.lacks_much(files, in_archive(store, state, source.manifest.environment))
    ):
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="rodtrad-") as folder:
        file = Path(folder, ARCHIVE)
        archives.write(file, source.folder / source.home, source.lasting)
        sha256 = sources.hash_of(file)
        if (said := state.target(ARCHIVE)) and said.hashes["sha256"] == sha256:
            yield _Bag(file, said) if broken else None
            return
        about = {"sequence": source.manifest.sequence, "manifest": hashlib.sha256(source.data).hexdigest()}
        yield _Bag(file, signing.described(ARCHIVE, sha256, file.stat().st_size, **about))


@dataclass
class _Work:
    """Writing of files, counted."""

    source: Source
    store: Store
    ledger: Ledger
    progress: Progress | None
    lasting: list[str] = field(default_factory=list)
    passing: list[str] = field(default_factory=list)
    written: int = 0
    bytes: int = 0

    def write(self, bag: _Bag | None) -> None:
        """Everything but what is signed: what lists name comes before the lists."""
        source, home = self.source, self.source.home
        self._all(self._checked(f"{home}/{path}", source.lasting[path].sha256) for path in self.lasting)
        if bag:
            self._all([(signing.at(home, ARCHIVE, bag.sha256), bag.file)])
        ranks = _ranks(source)
        for rank in range(LAST + 1):
            some = [path for path in self.passing if ranks(path) == rank]
            self._all(self._checked(path, source.passing[path]) for path in some)
            if bag and rank == LISTS:
                name = f"{home}/{ARCHIVE}"
                self._all([(name, bag.file), (f"{name}.sha256", bag.check())])
        self._all([(signing.at(home, MANIFEST, hashlib.sha256(source.data).hexdigest()), source.data)])

    def _all(self, files: Iterable[tuple[str, Content]]) -> None:
        self.store.write_all(self._counted(files))

    def _counted(self, files: Iterable[tuple[str, Content]]) -> Iterator[tuple[str, Content]]:
        for path, content in files:
            yield path, content
            self.written += 1
            self.bytes += len(content) if isinstance(content, bytes) else content.stat().st_size
            if self.progress:
                self.progress(self.written, len(self.lasting) + len(self.passing))

    def _checked(self, path: str, sha256: str) -> tuple[str, Content]:
        """A file that still is what it was when the source was read."""
        place = self.source.folder / path
        content = place if place.stat().st_size > LARGE else place.read_bytes()
        found = hashlib.sha256(content).hexdigest() if isinstance(content, bytes) else sources.hash_of(content)
        if found != sha256:
            raise RefusedError(f"{place} ändrades under tiden: kör igen när flödet är färdigskrivet.")
        return path, content


PARTS, PAGES, LISTS, LAST = range(4)
"""In which order files that may change are written: what pages show, pages and documents, lists, the manifest."""

_LISTS = ("sitemap.xml", "pagefind-entry.json", "index.html")


def _is_part(source: Source) -> Callable[[str], bool]:
    rank = _ranks(source)
    return lambda path: rank(path) == PARTS


def _ranks(source: Source) -> Callable[[str], int]:
    documents = {f"{source.home}/{document.key}." for document in source.documents}

    def rank(path: str) -> int:
        if path == f"{source.home}/{MANIFEST}":
            return LAST
        if path.startswith(f"{source.home}/"):
            return PAGES if f"{path.rpartition('.')[0]}." in documents else LISTS
        if path.count("/") < 2 and path.endswith(_LISTS):
            return LISTS
        return PAGES if path.endswith(".html") else PARTS

    return rank
