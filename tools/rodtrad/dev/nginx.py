"""A real nginx with the configuration that we hand out, on a port of its own."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rodtrad import delivery

CONFIGURATION = Path(delivery.__file__).parent / "nginx.conf"

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
"""Where Debian puts the module."""


@contextmanager
def serving(root: Path, apart: Path, *, brotli: bool = False) -> Iterator[str]:
    """Serve a folder on 127.0.0.1; what nginx needs besides lies in `apart`. Gives the address, ending in "/"."""
    program = shutil.which("nginx") or "/usr/sbin/nginx"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    apart.mkdir(parents=True, exist_ok=True)
    (apart / "site.conf").write_text(_site(root, port, brotli=brotli), "utf-8")
    (apart / "nginx.conf").write_text(_main(apart, brotli=brotli), "utf-8")
    with subprocess.Popen([program, "-e", f"{apart}/errors", "-p", str(apart), "-c", f"{apart}/nginx.conf"]) as process:
        try:
            _wait(port, process, apart / "errors")
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def _site(root: Path, port: int, *, brotli: bool) -> str:
    text = CONFIGURATION.read_text("utf-8")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("root /srv/rodtrad;", f"root {root};")
    return text.replace("# brotli_static", "brotli_static") if brotli else text


def _main(apart: Path, *, brotli: bool) -> str:
    kept = "".join(f"{kind}_temp_path {apart}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return (
        (f"load_module {BROTLI};\n" if brotli else "")
        + ("user root;\n" if os.name == "posix" and os.getuid() == 0 else "")
        + f"daemon off; pid {apart}/pid; worker_processes 1; error_log {apart}/errors;\n"
        + "events { worker_connections 512; }\n"
        + f"http {{ access_log off; sendfile on; {kept}include {apart}/site.conf; }}\n"
    )


def _wait(port: int, process: subprocess.Popen[bytes], errors: Path) -> None:
    for _ in range(200):
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    told = re.sub(r"(?m)^.*\[notice\].*\n?", "", errors.read_text("utf-8") if errors.exists() else "")
    raise OSError(f"nginx does not start: {told.strip()}")
