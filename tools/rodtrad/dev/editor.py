"""An editor that asks the language server over pipes, waits for messages and never for time; measures an edit."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import rodtrad


class Client:
    """Starts the server in a project and speaks with it."""

    def __init__(
        self,
        cwd: Path,
        encodings: list[str] | None = None,
        options: Any = None,
        watch: bool = False,
        env: Mapping[str, str] | None = None,
    ) -> None:
        ours = str(Path(rodtrad.__file__).parent.parent)
        env = {**os.environ, "PYTHONPATH": ours, **(env or {})}
        command = [sys.executable, "-m", "rodtrad", "lsp", "--stdio"]
        self.process = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.number = 0
        self.heard: list[dict[str, Any]] = []
        """Messages that nobody has waited for yet."""
        general = {"positionEncodings": encodings} if encodings else {}
        watching = {"didChangeWatchedFiles": {"dynamicRegistration": watch}}
        capabilities = {"general": general, "workspace": watching, "textDocument": {"rename": {"prepareSupport": True}}}
        params = {"processId": None, "rootUri": cwd.as_uri(), "capabilities": capabilities}
        self.hello = self.ask("initialize", {**params, "initializationOptions": options})
        self.tell("initialized", {})

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while (line := self.process.stdout.readline()) != b"\r\n":
            assert line, "the server has ended"
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        found: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return found

    def tell(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def answer(self, method: str, params: Any) -> dict[str, Any]:
        """The whole answer to a request, be it a result or an error."""
        self.number += 1
        number = self.number
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                return message
            self.heard.append(message)

    def ask(self, method: str, params: Any) -> Any:
        """The result of a request."""
        found = self.answer(method, params)
        assert "error" not in found, found
        return found["result"]

    def diagnostics(self, uri: str, version: int) -> list[dict[str, Any]]:
        """What is said of one version of a document; waits until it is said."""
        while True:
            for index, message in enumerate(self.heard):
                params = message.get("params", {})
                if message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri:
                    del self.heard[index]
                    if params.get("version") == version:
                        found: list[dict[str, Any]] = params["diagnostics"]
                        return found
                    break
            else:
                self.heard.append(self._read())

    def open(self, uri: str, text: str, version: int = 1) -> None:
        """Open a document."""
        document = {"uri": uri, "languageId": "markdown", "version": version, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, text: str, version: int) -> None:
        """The document's whole text is now this."""
        document = {"uri": uri, "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def at(self, method: str, uri: str, line: int, character: int, **more: Any) -> Any:
        """The result of a request about a place, from 0."""
        return self.ask(method, self.place(uri, line, character, **more))

    def place(self, uri: str, line: int, character: int, **more: Any) -> dict[str, Any]:
        """The parameters of a request about a place, from 0."""
        return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}, **more}

    def close(self) -> str:
        """End the server as an editor does; returns what it wrote in its log."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        _, err = self.process.communicate(timeout=60)
        assert self.process.returncode == 0, err.decode()
        return err.decode()

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe:
                pipe.close()


def main(argv: Sequence[str] | None = None) -> int:
    """Run `rodtrad dev editor DIR`: how long it takes until an edit is answered."""
    parser = argparse.ArgumentParser(prog="rodtrad dev editor", description=main.__doc__)
    parser.add_argument("project", type=Path, help="a project, for example one that `rodtrad dev corpus` has made")
    parser.add_argument("--edits", type=int, default=50, help="edits of the document of middle size (default 50)")
    options = parser.parse_args(argv)
    root = options.project.resolve()
    paths = sorted((root / "content/vardforlopp").glob("*.md"), key=lambda path: path.stat().st_size)
    path = paths[len(paths) // 2]
    lines = path.read_text("utf-8").split("\n")
    started = time.perf_counter()
    times: list[float] = []
    with Client(root) as client:
        uri = path.as_uri()
        client.open(uri, "\n".join(lines))
        client.diagnostics(uri, 1)
        print(f"ready after {time.perf_counter() - started:.2f} s")
        for number in range(2, options.edits + 2):
            at = len(lines) * (number % 7 + 1) // 9
            lines[at] += " [x](#borta)" if lines[at] and number % 2 else " ord"
            time.sleep(0.1)  # nobody types faster
            started = time.perf_counter()
            client.change(uri, "\n".join(lines), number)
            client.diagnostics(uri, number)
            times.append(1000 * (time.perf_counter() - started))
        client.close()
    slow = sorted(times)[-max(1, len(times) // 20)]
    print(
        f"an edit of {path.stat().st_size} bytes: median {statistics.median(times):.0f} ms, 95 % within {slow:.0f} ms"
    )
    return 0
