"""How JSON is written, and the file that says what holds now: a released version with its lifecycle."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from rodtrad.feed import models as m

_encoder = msgspec.json.Encoder(order="sorted")
_fields = msgspec.json.Decoder(dict[str, msgspec.Raw])


def canonical(value: object) -> bytes:
    """The one way JSON is written: sorted keys, no needless white space, what is empty and may be left out."""
    return _encoder.encode(value) + b"\n"


def sha256(data: bytes) -> str:
    """Hex digest."""
    return hashlib.sha256(data).hexdigest()


def current(version: bytes, lifecycle: m.Lifecycle, as_written: msgspec.Raw | None = None) -> bytes:
    """The bytes of `<id>.json`, from those of its newest version; of a withdrawn document a stub is left.

    Server and client make them from the same two parts, so that a change of lifecycle costs a client no version. A
    client has the lifecycle as a newer server may have written it, with more fields than it knows.
    """
    said: dict[str, Any] = {**_fields.decode(version), "lifecycle": lifecycle if as_written is None else as_written}
    return canonical(said | stub(lifecycle) if lifecycle.state == "upphävt" else said)


def stub(lifecycle: m.Lifecycle) -> dict[str, Any]:
    """What a withdrawn document says instead of its text."""
    return {"notice": f"Upphävt och gäller inte: {lifecycle.reason}", "content": m.Content(matter={}, blocks=[])}
