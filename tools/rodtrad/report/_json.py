"""JSON that drives no terminal: what could is written as escapes, and says the same."""

from __future__ import annotations

import json
import re

from rodtrad.source import BAD
from rodtrad.telling import HALF, shown

_ESCAPED = re.compile(f"{BAD.pattern}|{HALF.pattern}")


def written(value: object, indent: int | None = None) -> str:
    """A value on one line, or indented, and a newline."""
    return _ESCAPED.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent)) + "\n"


def _escaped(hit: re.Match[str]) -> str:
    return json.dumps(shown(hit[0]))[1:-1] if HALF.match(hit[0]) else f"\\u{ord(hit[0]):04x}"
