"""Faces as bytes, between processes and in the store: the head at once, the parts when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any, get_type_hints

from msgspec import Raw, Struct, msgpack

from rodtrad.face import Face, Parts
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
    prints: bytes
    matter: Raw


class _Sections(Struct, array_like=True, gc=False):
    """The parts of a face, each to be read by itself."""

    blocks: Raw
    links: Raw
    ways: Raw
    times: Raw
    targets: Raw
    outcomes: Raw


_encode = msgpack.Encoder().encode

NO_PARTS = _encode(Parts(()))


def pack(face: Face) -> tuple[bytes, bytes]:
    """The head and the parts of a face."""
    head = _Head(
        *(face.path, face.kind, face.folder, face.id, face.title, face.sha256, face.measures, face.prints),
        Raw(_encode(face.matter)),
    )
    return _encode(head), _encode(face.parts)


def unpack(head: bytes, parts: Callable[[], bytes]) -> Face:
    """The face that was packed; the matter, and what `parts` gives, are read when asked for.

    Raises msgspec.DecodeError on other bytes.
    """
    said = _heads().decode(head)
    return Face(
        *(said.path, said.kind, said.folder, said.id, said.title),
        partial(_matters(said.kind).decode, said.matter),
        *(said.sha256, said.measures, said.prints),
        lambda name: _section(name).decode(getattr(_sections().decode(parts()), name)),
    )


@cache
def _heads() -> msgpack.Decoder[_Head]:
    return msgpack.Decoder(_Head)


@cache
def _sections() -> msgpack.Decoder[_Sections]:
    return msgpack.Decoder(_Sections)


@cache
def _section(name: str) -> msgpack.Decoder[tuple[Any, ...]]:
    return msgpack.Decoder(get_type_hints(Parts)[name])


@cache
def _matters(kind: Kind) -> msgpack.Decoder[Matter]:
    return msgpack.Decoder(MATTER[kind])
