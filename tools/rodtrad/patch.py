"""What would change in a file, as a patch that `git apply` takes."""

from __future__ import annotations

import difflib
import re

from rodtrad.source import BAD

_UNUSUAL = re.compile(rf'["\\]|{BAD.pattern}')


def patch(path: str, before: bytes, after: bytes) -> bytes:
    """A unified diff of one file; empty where nothing would change."""
    if before == after:
        return b""
    # Lines end with a newline and nothing else: a carriage return is part of its line, as it is to git.
    lines = difflib.diff_bytes(
        difflib.unified_diff, _lines(before), _lines(after), _name("a", path), _name("b", path), lineterm=b"\n"
    )
    return b"".join(line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n" for line in lines)


def _lines(data: bytes) -> list[bytes]:
    lines = data.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _name(side: str, path: str) -> bytes:
    """As git writes a name: in quotes where it holds some, or what drives a terminal; with a tab after a space."""
    name = f"{side}/{path}"
    if _UNUSUAL.search(name):
        return b'"' + _UNUSUAL.sub(_quoted, name).encode() + b'"'
    return name.encode() + (b"\t" if " " in name else b"")


def _quoted(hit: re.Match[str]) -> str:
    return f"\\{hit[0]}" if hit[0] in '"\\' else "".join(f"\\{byte:03o}" for byte in hit[0].encode())
