"""Connections whose every byte is counted, and on which no answer, however slow, takes longer than it may."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2


class Clock(threading.local):
    """When the request of this thread must be done, on the monotonic clock."""

    until = float("inf")

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Everything that is read in here is read within so many seconds."""
        self.until = time.monotonic() + seconds
        try:
            yield
        finally:
            self.until = float("inf")

    def left(self, timeout: float | None) -> float:
        """Seconds that may be waited now. Raises ReadTimeout when there are none."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("total time exceeded")
        return min(left, 60.0 if timeout is None else timeout)


class Counter:
    """Bytes sent and received, by all threads."""

    def __init__(self) -> None:
        self.bytes = 0
        self._lock = threading.Lock()

    def add(self, count: int) -> None:
        with self._lock:
            self.bytes += count


class _Stream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream, clock: Clock, counter: Counter) -> None:
        self._stream, self._clock, self._counter = stream, clock, counter

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, self._clock.left(timeout))
        self._counter.add(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left(timeout))
        self._counter.add(len(buffer))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, *args: Any, **more: Any) -> httpcore2.NetworkStream:
        return _Stream(self._stream.start_tls(*args, **more), self._clock, self._counter)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Network(httpcore2.SyncBackend):
    def __init__(self, clock: Clock, counter: Counter) -> None:
        self._clock, self._counter = clock, counter

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *args: Any, **more: Any
    ) -> httpcore2.NetworkStream:
        stream = super().connect_tcp(host, port, self._clock.left(timeout), *args, **more)
        return _Stream(stream, self._clock, self._counter)


class _Body(httpx2.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


class Transport(httpx2.BaseTransport):
    """HTTP/2 where it is offered; through the proxy that the environment names, if any."""

    def __init__(self, address: httpx2.URL, parallel: int) -> None:
        self.clock, self.counter = Clock(), Counter()
        options: dict[str, Any] = {
            "ssl_context": httpx2.create_ssl_context(),
            "max_connections": parallel,
            "max_keepalive_connections": parallel,
            "http2": True,
            "network_backend": _Network(self.clock, self.counter),
        }
        proxies = getproxies()
        proxy = proxies.get(address.scheme) or proxies.get("all")
        if proxy and not is_near(address.host) and not proxy_bypass(address.host):
            said = httpx2.Proxy(proxy)
            where = httpcore2.URL(
                scheme=said.url.raw_scheme, host=said.url.raw_host, port=said.url.port, target=said.url.raw_path
            )
            self._pool: httpcore2.ConnectionPool = httpcore2.HTTPProxy(where, proxy_auth=said.raw_auth, **options)
        else:
            self._pool = httpcore2.ConnectionPool(**options)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = httpcore2.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        asked = httpcore2.Request("GET", url, headers=request.headers.raw, extensions=request.extensions)
        answer = self._pool.handle_request(asked)
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        self._pool.close()


def is_near(host: str) -> bool:
    """Whether a host is this computer."""
    return host in ("localhost", "127.0.0.1", "::1")


FAULTS = (
    httpx2.HTTPError,
    httpcore2.NetworkError,
    httpcore2.TimeoutException,
    httpcore2.ProtocolError,
    httpcore2.ProxyError,
)
"""What goes wrong on the way."""
