"""A store in an object store that speaks S3, such as a region's own or a cloud's."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import (
    AlreadyExistsError,
    BaseError,
    NotFoundError,
    PermissionDeniedError,
    PreconditionError,
    UnauthenticatedError,
)
from obstore.store import S3Store

from rodtrad.delivery.refusing import RefusedError
from rodtrad.delivery.serving import cache, media
from rodtrad.delivery.stores import Content, Mine

if TYPE_CHECKING:
    from obstore import Attributes, PutMode
    from obstore.store import RetryConfig

_LOCK = ".rodtrad-las"

LEASE = dt.timedelta(hours=1)
"""A publisher that was killed leaves its lock; after so long another may take it."""

AT_ONCE = 16
"""Files that are written at the same time: each takes a while to be answered, and little else."""


_RETRY: RetryConfig = {"max_retries": 4, "retry_timeout": dt.timedelta(seconds=60)}


class Bucket:
    """`s3://bucket/prefix`; keys and the server's address come from the environment (`AWS_…`).

    The server must know conditional writes (`If-Match` and `If-None-Match`).
    """

    def __init__(self, url: str, *, take_lock: bool = False) -> None:
        """With `take_lock`, a lock that is there is that of a run that somebody knows is dead."""
        self._url, self._take_lock = url, take_lock
        try:
            self._store = S3Store.from_url(url, retry_config=_RETRY)
        except BaseError as error:
            raise self._wrong(error) from error

    @contextmanager
    def lock(self, now: dt.datetime) -> Iterator[Mine]:
        mine = f"{now.isoformat()} {secrets.token_hex(16)}".encode()  # two may begin at the same second
        self._acquire(mine, now)
        try:
            yield lambda: self._check(mine)
        finally:
            self._release(mine)

    def _acquire(self, mine: bytes, now: dt.datetime) -> None:
        """Whoever asked to take a lock spoke of the one that was there: not of one that is made meanwhile."""
        for take in (self._take_lock, False, False):
            try:
                self._put(_LOCK, mine, mode="create")
                return
            except (AlreadyExistsError, PreconditionError):
                with suppress(FileNotFoundError):  # given back meanwhile
                    self._take_over(mine, now, take=take)
                    return
        raise self._overtaken()

    def _check(self, mine: bytes) -> None:
        if not self._has(mine):
            raise RefusedError(
                f"En annan publicering till {self._url} har tagit över: den här avbröts. "
                "Kör igen när den andra är klar."
            )

    def _release(self, mine: bytes) -> None:
        """An object store cannot remove what still is what it was: between the question and the removal is a moment."""
        if self._has(mine):
            self.remove(_LOCK)

    def _has(self, mine: bytes) -> bool:
        try:
            return self._get(_LOCK)[0] == mine
        except FileNotFoundError:
            return False

    def _overtaken(self) -> RefusedError:
        return RefusedError(f"En annan publicering till {self._url} hann före: vänta tills den är klar.")

    def _take_over(self, mine: bytes, now: dt.datetime, *, take: bool) -> None:
        """Take a lock that is old, or that may be taken. Raises FileNotFoundError when it is no longer there."""
        theirs, etag = self._get(_LOCK)
        if theirs == mine:  # it was written, and the answer was lost
            return
        since = _since(theirs)
        if since is None and not take:
            raise RefusedError(
                f"Ett lås av okänd ålder ligger i {self._url}/{_LOCK}: det går inte att läsa. "
                "Vet ni att ingen annan publicerar dit: kör en gång till med `--take-lock`."
            )
        if since and now - since < LEASE and not take:
            raise RefusedError(
                f"En annan publicering till {self._url} pågår sedan {since:%Y-%m-%d %H:%M}. Vänta tills den är klar. "
                f"Vet ni att den har avbrutits: kör en gång till med `--take-lock`. Annars går det igen av sig självt "
                f"{since + LEASE:%H:%M}."
            )
        try:
            self._put(_LOCK, mine, mode={"e_tag": etag})
        except (AlreadyExistsError, PreconditionError):
            if self._get(_LOCK)[0] != mine:
                raise self._overtaken() from None

    def read(self, path: str) -> bytes:
        return self._get(path)[0]

    def list(self, folder: str) -> Iterator[tuple[str, int]]:
        try:
            for page in obstore.list(self._store, folder or None, chunk_size=1000):
                for found in page:
                    yield found["path"], found["size"]
        except BaseError as error:
            raise self._wrong(error) from error

    def write(self, path: str, content: Content) -> None:
        self._put(path, content)

    def write_all(self, files: Iterable[tuple[str, Content]]) -> None:
        left = iter(files)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            while some := list(islice(left, AT_ONCE * 4)):
                for done in [pool.submit(self.write, path, content) for path, content in some]:
                    done.result()

    def swap(self, path: str, before: bytes | None, after: bytes) -> None:
        try:
            if before is None:
                self._put(path, after, mode="create")
                return
            found, etag = self._get(path)
            if found == before:
                self._put(path, after, mode={"e_tag": etag})
                return
        except (AlreadyExistsError, PreconditionError, FileNotFoundError):
            pass
        raise RefusedError(f"{path} ändrades under tiden av en annan publicering: kör igen.")

    def remove(self, path: str) -> None:
        try:
            obstore.delete(self._store, path)
        except (NotFoundError, FileNotFoundError):
            pass
        except BaseError as error:
            raise self._wrong(error) from error

    def flush(self) -> None:
        """An object store answers when it has written."""

    def _get(self, path: str) -> tuple[bytes, str | None]:
        try:
            found = obstore.get(self._store, path)
            return found.bytes().to_bytes(), found.meta["e_tag"]
        except (NotFoundError, FileNotFoundError):
            raise FileNotFoundError(f"{self._url}/{path}") from None
        except BaseError as error:
            raise self._wrong(error) from error

    def _put(self, path: str, content: Content, mode: PutMode | None = None) -> None:
        said: Attributes = {"Content-Type": media(path), "Cache-Control": cache(path)}
        try:
            obstore.put(self._store, path, content, attributes=said, mode=mode)
        except (AlreadyExistsError, PreconditionError):
            raise
        except (BaseError, FileNotFoundError) as error:
            if isinstance(mode, dict) and isinstance(error, NotFoundError | FileNotFoundError):
                raise FileNotFoundError(f"{self._url}/{path}") from None  # it was there when it was read
            raise self._wrong(error) from error

    def _wrong(self, error: Exception) -> Exception:
        """What to raise: who has no keys, or the wrong ones, is not helped by trying again."""
        said = _brief(error)
        if isinstance(error, PermissionDeniedError | UnauthenticatedError):
            return RefusedError(f"{self._url}: nycklarna till objektlagret godtas inte ({said}). {_KEYS}")
        if "/latest/" in said:  # without keys, the computer's own are asked for, which only machines in a cloud have
            return RefusedError(f"{self._url}: inga nycklar till objektlagret. {_KEYS}")
        return OSError(f"{self._url}: {said}")


_KEYS = (
    "Sätt `AWS_ACCESS_KEY_ID` och `AWS_SECRET_ACCESS_KEY` till nycklar som får läsa, skriva och ta bort där, och "
    "`AWS_ENDPOINT` till lagrets adress om det inte är Amazons."
)


def _since(lock: bytes) -> dt.datetime | None:
    """When a lock was taken; None when it does not say."""
    try:
        since = dt.datetime.fromisoformat(lock.decode().partition(" ")[0])
        since + LEASE  # the end of time is none
    except (ValueError, OverflowError):
        return None
    return since if since.tzinfo else None


def _brief(error: Exception) -> str:
    return " ".join(str(error).partition("Debug source")[0].split())
