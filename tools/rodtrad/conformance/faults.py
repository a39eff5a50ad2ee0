"""A server on this computer that serves a state, and misbehaves where it is told to."""

from __future__ import annotations

import gzip
import hashlib
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

from rodtrad.feed.addresses import RELEASED

Kind = Literal["endless", "slow", "silent", "hang-up", "bomb", "unavailable"]

ABOUT: Mapping[Kind, str] = {
    "endless": "answers with data that never ends",
    "slow": "sends one byte a second",
    "silent": "takes the question and never answers",
    "hang-up": "breaks the connection in the middle of the answer",
    "bomb": "answers with Content-Encoding: gzip, which unpacks to 200 MB",
    "unavailable": "answers 503",
}


GREEDY = 32 << 20
"""Bytes of an answer without end that nobody takes who counts them; the network holds some of what nobody has read."""


@dataclass(frozen=True)
class Fault:
    """What the server does instead of serving, for every path below the feed that begins so."""

    kind: Kind
    path: str


class Server(ThreadingHTTPServer):
    """Serves a folder; which one may change."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.home = Path()
        self.fault: Fault | None = None
        self.closing = threading.Event()
        self.fed = 0
        """Bytes that were taken of an answer without end."""

    @property
    def url(self) -> str:
        """Of the feed."""
        return f"http://127.0.0.1:{self.server_port}/{RELEASED}/"

    def handle_error(self, *_: object) -> None:
        """A client that has had enough is no error."""


@contextmanager
def serving() -> Iterator[Server]:
    """A server that is at work until the end of the block, whatever its clients do."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()
            server.socket.close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Serve a file, or misbehave."""
        path = self.path.partition("?")[0].lstrip("/")
        fault = self.server.fault
        if fault and path.startswith(f"{RELEASED}/{fault.path}"):
            self.close_connection = True
            _MISBEHAVE[fault.kind](self)
            return
        file = (self.server.home / path).resolve()
        if not file.is_relative_to(self.server.home.resolve()) or not file.is_file():
            self.answer(404, b"")
            return
        data = file.read_bytes()
        etag = f'"{hashlib.sha256(data).hexdigest()}"'
        same = self.headers.get("If-None-Match") == etag
        self.answer(304 if same else 200, b"" if same else data, ETag=etag)

    def answer(self, status: int, data: bytes, **headers: str) -> None:
        """A whole answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 304:
            self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""

    def handle(self) -> None:
        """Until the client has had enough."""
        try:
            super().handle()
        except OSError:
            self.close_connection = True


def _endless(handler: _Handler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    while not handler.server.closing.is_set() and handler.server.fed <= GREEDY:
        handler.wfile.write(b"10000\r\n" + b" " * 0x10000 + b"\r\n")
        handler.server.fed += 0x10000


def _slow(handler: _Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not handler.server.closing.wait(1.0):
        handler.wfile.write(b" ")


def _silent(handler: _Handler) -> None:
    handler.connection.settimeout(0.5)
    while not handler.server.closing.is_set():
        try:
            if not handler.connection.recv(1):
                return
        except TimeoutError:
            continue


def _hang_up(handler: _Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    handler.wfile.write(b"{")
    handler.connection.shutdown(socket.SHUT_RDWR)


def _bomb(handler: _Handler) -> None:
    handler.answer(200, _packed(), Content_Encoding="gzip")


@cache
def _packed() -> bytes:
    return gzip.compress(b" " * 200_000_000, 1)


def _unavailable(handler: _Handler) -> None:
    handler.answer(503, b"")


_MISBEHAVE: Mapping[Kind, Callable[[_Handler], None]] = {
    "endless": _endless,
    "slow": _slow,
    "silent": _silent,
    "hang-up": _hang_up,
    "bomb": _bomb,
    "unavailable": _unavailable,
}
