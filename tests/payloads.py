"""The corpus of what somebody might write to get a script, a request or a formula to run where it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import yaml


@cache
def by_kind() -> Mapping[str, Sequence[str]]:
    """Kind of payload → payloads."""
    found: Mapping[str, Sequence[str]] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    return found


def payloads() -> list[str]:
    """Every payload."""
    return [payload for found in by_kind().values() for payload in found]
