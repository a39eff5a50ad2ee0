"""Faces as bytes, between processes and in the store: the head at once, the parts when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from msgspec import Raw, Struct, msgpack

from rodtrad.document import Face, Parts
from rodtrad.model import MATTER, Kind, Matter


class _Head(Struct, array_like=True, gc=False):
    """A face but for its parts."""

    path: str
    kind: Kind
    folder: str
    id: str
    title: str
    sha256: str
    measures: tuple[str, ...]
    matter: Raw


_encode = msgpack.Encoder().encode

NO_PARTS = _encode(Parts(()))


def pack(face: Face) -> tuple[bytes, bytes]:
    """The head and the parts of a face."""
    head = _Head(
        *(face.path, face.kind, face.folder, face.id, face.title, face.sha256, face.measures),
        Raw(_encode(face.matter)),
    )
    return _encode(head), _encode(face.parts)


def unpack(head: bytes, parts: Callable[[], bytes]) -> Face:
    """The face that was packed; `parts` is called at most once. Raises msgspec.DecodeError on other bytes."""
    said = _heads().decode(head)
    matter: Matter = _matters(said.kind).decode(said.matter)
    return Face(
        *(said.path, said.kind, said.folder, said.id, said.title, matter, said.sha256, said.measures),
        lambda: _parts().decode(parts()),
    )


@cache
def _heads() -> msgpack.Decoder[_Head]:
    return msgpack.Decoder(_Head)


@cache
def _parts() -> msgpack.Decoder[Parts]:
    return msgpack.Decoder(Parts)


@cache
def _matters(kind: Kind) -> msgpack.Decoder[Matter]:
    return msgpack.Decoder(MATTER[kind])
