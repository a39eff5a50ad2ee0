"""Fetching from a sender that may be slow, far away, broken or hostile: bounded in bytes, in time and in place."""

from __future__ import annotations

import email.utils
import hashlib
import random
import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Self, TypeVar

import httpx2

from rodtrad.errors import UsageError
from rodtrad.feed.listings import ShardEntry
from rodtrad.region.connecting import FAULTS, Transport, is_near
from rodtrad.region.errors import NotFetchedError, NotTrustedError

MOST_TRIES = 5
"""Times that one file is asked for."""

LONGEST_WAIT = 120.0
"""Seconds that a sender may ask to be left alone before we give up instead."""

LEAST_SPEED = 8192
"""Bytes a second that are waited for, on top of the patience."""

LARGEST = 64 * 1024 * 1024
"""Bytes of any file but the archive."""

T = TypeVar("T")

_REDIRECTS = (301, 302, 303, 307, 308)
_PASSING = (408, 425, 429, 500, 502, 503, 504)
"""Statuses that may be another the next time."""


_TAG = re.compile(r'(?:W/)?"[\x21\x23-\x7e]{1,200}"')


class MissingError(NotFetchedError):
    """There is no such file."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class _AgainError(Exception):
    """It went wrong, but may go well another time."""

    def __init__(self, what: str, after: float | None = None) -> None:
        super().__init__(what)
        self.after = after


class Fetching:
    """A sender's feed, by its address ending in `/`. Several threads may ask at once."""

    def __init__(
        self,
        address: str,
        *,
        parallel: int = 4,
        allow_http: bool = False,
        patience: float = 30.0,
        wait: Callable[[float], None] = time.sleep,
        dice: random.Random | None = None,
    ) -> None:
        """Raises UsageError for an address that is none, or is open to whoever listens on the way."""
        self.address = checked(address, allow_http=allow_http)
        self.shown = _shown(self.address)
        self.parallel = max(1, min(parallel, 16))
        self._patience, self._wait, self._dice = patience, wait, dice or random.Random()
        self._transport = Transport(self.address, self.parallel)
        self._client = httpx2.Client(
            transport=self._transport,
            timeout=httpx2.Timeout(min(patience, 15.0), pool=None),
            headers={"User-Agent": f"rodtrad/{version('rodtrad')}", "Accept": "*/*"},
        )
        self.requests = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    @property
    def moved(self) -> int:
        """Bytes sent and received so far, headers too."""
        return self._transport.counter.bytes

    def get(self, path: str, limit: int, etag: str = "") -> tuple[bytes | None, str]:
        """A file of at most `limit` bytes, and its ETag; None when it still has the one that is given.

        Raises MissingError, NotFetchedError, and NotTrustedError when there is more of it.
        """
        headers = {"If-None-Match": etag} if etag else {}

        def once() -> tuple[bytes | None, str]:
            with self._asking(path, limit, headers) as response:
                if response.status_code == 304:
                    return None, etag
                data = b"".join(_bounded(response.iter_bytes(), limit, path))
                return data, _tag(response.headers.get("ETag", ""))

        return self._trying(path, once)

    def entry(self, entry: ShardEntry) -> bytes:
        """The file that an entry names; asked for once more, past all caches, when it is not what was named.

        Raises NotFetchedError and NotTrustedError.
        """
        if entry.bytes > LARGEST:
            raise NotTrustedError(f"{entry.path} sägs vara {entry.bytes} byte, mer än någon fil får vara.")
        for headers in ({}, {"Cache-Control": "no-cache"}):

            def once(headers: Mapping[str, str] = headers) -> bytes:
                with self._asking(entry.path, entry.bytes, headers) as response:
                    return b"".join(_bounded(response.iter_bytes(), entry.bytes, entry.path))

            data = self._trying(entry.path, once)
            if len(data) == entry.bytes and hashlib.sha256(data).hexdigest() == entry.sha256:
                return data
        raise NotTrustedError(
            f"{entry.path} är inte den fil som avsändaren har undertecknat: kontrollsumman stämmer inte. "
            "Försök igen senare; händer det igen, hör av dig till avsändaren."
        )

    def each(self, entries: Iterable[ShardEntry]) -> Iterator[tuple[ShardEntry, bytes]]:
        """The files that entries name, a few at once, in order; never many of them in memory."""
        waiting: deque[tuple[ShardEntry, Future[bytes]]] = deque()
        pool = ThreadPoolExecutor(self.parallel)
        try:
            for entry in entries:
                waiting.append((entry, pool.submit(self.entry, entry)))
                if len(waiting) >= 2 * self.parallel:
                    first, future = waiting.popleft()
                    yield first, future.result()
            while waiting:
                first, future = waiting.popleft()
                yield first, future.result()
        finally:
            pool.shutdown(cancel_futures=True)

    def download(self, path: str, into: Path, length: int, told: Callable[[int], None] = lambda _: None) -> None:
        """Put a file of known length at `into`, going on where an earlier run was cut off. Its hash is the caller's."""

        def once() -> None:
            there = into.stat().st_size if into.exists() else 0
            if there > length:
                into.unlink()
                there = 0
            if there == length:
                return
            headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={there}-"} if there else {})
            with self._asking(path, length - there, headers) as response:
                if there and response.headers.get("Content-Range", "").startswith(f"bytes {there}-"):
                    mode = "ab"
                else:
                    there, mode = 0, "wb"
                with into.open(mode) as file:
                    for chunk in _bounded(response.iter_bytes(), length - there, path):
                        file.write(chunk)
                        told(file.tell())
            if into.stat().st_size < length:
                raise _AgainError("svaret är kortare än det ska vara")

        self._trying(path, once)

    def _trying(self, path: str, once: Callable[[], T]) -> T:
        for number in range(1, MOST_TRIES + 1):
            try:
                return once()
            except _AgainError as error:
                why, after = str(error), error.after
            except FAULTS as error:
                why, after = _said(error), None
            if number < MOST_TRIES:
                if after is not None and after > LONGEST_WAIT:
                    break
                pause = 0.5 * 2**number * self._dice.uniform(0.5, 1.5)
                self._wait(pause if after is None else after + pause / 4)
        raise NotFetchedError(f"{self.shown}{path} kunde inte hämtas: {why}. Kopian är orörd; försök igen senare.")

    @contextmanager
    def _asking(self, path: str, limit: int, headers: Mapping[str, str]) -> Iterator[httpx2.Response]:
        url = self.address.join(path)
        with self._transport.clock.within(self._patience + limit / LEAST_SPEED):
            for _ in range(4):
                self.requests += 1
                with self._client.stream("GET", url, headers=dict(headers)) as response:
                    if response.status_code in _REDIRECTS:
                        url = self._elsewhere(url, response.headers.get("Location", ""))
                        continue
                    self._good(path, response)
                    yield response
                    return
        raise NotFetchedError(f"{self.shown}{path} leder runt till sig själv.")

    def _elsewhere(self, url: httpx2.URL, said: str) -> httpx2.URL:
        try:
            there = url.join(said)
        except httpx2.InvalidURL as error:
            raise NotFetchedError(f"{self.shown}: servern hänvisar till något som inte är någon adress.") from error
        safer = (url.scheme, there.scheme) == ("http", "https")
        if there.host != url.host or not (safer or (there.scheme, there.port) == (url.scheme, url.port)):
            raise NotTrustedError(
                f"{_shown(url)} hänvisar till en annan plats, {_shown(there)}. Det följs inte. "
                "Har avsändaren flyttat: ange den nya adressen själv."
            )
        return there

    def _good(self, path: str, response: httpx2.Response) -> None:
        status = response.status_code
        if status in (200, 206, 304):
            return
        if status in _PASSING:
            raise _AgainError(f"servern svarar {status}", _after(response.headers))
        if status in (403, 404, 410):
            raise MissingError(f"{self.shown}{path} finns inte hos avsändaren (svar {status}).", status)
        raise NotFetchedError(f"{self.shown}{path} kunde inte hämtas: servern svarar {status}.")


def checked(address: str, *, allow_http: bool = False) -> httpx2.URL:
    """An address that may be asked, ending in `/`. Raises UsageError."""
    try:
        url = httpx2.URL(address if address.endswith("/") else f"{address}/")
    except httpx2.InvalidURL as error:
        raise UsageError(f"{address!r} is no address: write https://…/api/v1") from error
    if url.scheme not in ("http", "https") or not url.host or url.query or url.fragment:
        raise UsageError(f"{_shown(url)!r} is no address: write https://…/api/v1")
    if url.scheme == "http" and not (allow_http or is_near(url.host)):
        raise UsageError(f"{_shown(url)} is open to whoever listens on the way: write https:// or add --allow-http")
    return url


def _shown(url: httpx2.URL) -> str:
    """An address without the name and password that may stand in it: what is told ends in logs."""
    return str(url.copy_with(userinfo=b""))


def _tag(said: str) -> str:
    """A tag that can be asked by; "" for one that cannot: kept, it would stop every run after this one."""
    return said if _TAG.fullmatch(said) else ""


def _bounded(chunks: Iterator[bytes], limit: int, path: str) -> Iterator[bytes]:
    """Decompressed bytes are counted as they come: what unpacks to more than it may is stopped there."""
    seen = 0
    for chunk in chunks:
        seen += len(chunk)
        if seen > limit:
            raise NotTrustedError(f"{path} är längre än de {limit} byte som den får vara: hämtningen avbröts.")
        yield chunk


def _after(headers: httpx2.Headers) -> float | None:
    """Seconds that the sender asks to be left alone, said in seconds or as a date by its own clock."""
    said = headers.get("Retry-After", "").strip()
    if said.isdecimal() and len(said) < 10:
        return float(said)
    try:
        until = email.utils.parsedate_to_datetime(said)
        now = email.utils.parsedate_to_datetime(headers["Date"]) if "Date" in headers else datetime.now(UTC)
    except (ValueError, OverflowError):
        return None
    if until.tzinfo is None or now.tzinfo is None:
        until, now = until.replace(tzinfo=UTC), now.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


def _said(error: Exception) -> str:
    """What went wrong on the way, in words."""
    name = type(error).__name__
    if "CERTIFICATE_VERIFY" in str(error):
        return "serverns certifikat kan inte bekräftas"
    if "Timeout" in name:
        return "svaret tog för lång tid"
    if "Connect" in name:
        return "ingen förbindelse med servern"
    if "Decoding" in name:
        return "svaret går inte att packa upp"
    return "förbindelsen bröts"
