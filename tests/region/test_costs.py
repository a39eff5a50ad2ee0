"""What a change costs a region: every byte that goes either way, counted on the way."""

from __future__ import annotations

import gzip
import random
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from region_world import NOW, World


class Counting(socketserver.ThreadingTCPServer):
    """Passes on what it is sent, both ways, and counts it."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), Passing)
        self.port = port
        self.count = 0
        self.lock = threading.Lock()

    def add(self, count: int) -> None:
        with self.lock:
            self.count += count


class Passing(socketserver.BaseRequestHandler):
    server: Counting

    def handle(self) -> None:
        with socket.create_connection(("127.0.0.1", self.server.port)) as other:
            back = threading.Thread(target=self._pass, args=(other, self.request))
            back.start()
            self._pass(self.request, other)
            back.join()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                self.server.add(len(data))
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass


@contextmanager
def counting(world: World) -> Iterator[tuple[Counting, str]]:
    with Counting(world.server.server_port) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server, f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def test_a_few_changes_cost_little_more_than_themselves(world: World) -> None:
    dice = random.Random(3)
    words = [dice.randbytes(4).hex() for _ in range(3000)]

    def text() -> str:
        return " ".join(dice.choices(words, k=1200))

    for number in range(400):
        world.office.release(f"vardforlopp/text-{number}", text())
    world.publish()
    world.pull()
    changed = [f"vardforlopp/text-{number}" for number in (3, 77, 180, 250, 399)]
    for key in changed:
        world.office.release(key, text())
    world.publish()
    with counting(world) as (server, address):
        pulled = world.mirror.pull(address, now=NOW)
        world.mirror.close()
    squeezed = sum(len(gzip.compress(world.office.versions[key][-1].data, 6)) for key in changed)
    assert {change.key for change in pulled.changes} == set(changed)
    assert squeezed > 20_000
    assert pulled.moved == server.count, "what is told is what was sent"
    assert server.count < 2 * squeezed + 64_000
    assert world.same()
