"""From what is published to faces: a region checks its additions against them, without the national Markdown."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import msgspec

from rodtrad.face import NODES, BlockFace, Face, Link, Parts, Role
from rodtrad.faces import INNER, fingerprint
from rodtrad.feed import models as m
from rodtrad.feed.listings import Register
from rodtrad.model import FOLDER_OF, MATTER, Kind, RegisterMatter
from rodtrad.source import START
from rodtrad.values import Slug, Withdrawn

_KINDS: Mapping[m.Kind, Kind] = {
    "pathway": Kind.PATHWAY,
    "generic-model": Kind.PATHWAY,
    "indicator": Kind.INDICATOR,
    "guideline": Kind.GUIDELINE,
    "impact-assessment": Kind.IMPACT,
    "addition": Kind.ADDITION,
}

_HALVES = (Role.CARE_ACTION, Role.PATIENT_ACTION)


class _Said(m.Payload, frozen=True, kw_only=True):
    lifecycle: m.Lifecycle | None = None
    """Of the file that says what holds now."""


_payload = msgspec.json.Decoder(_Said)
_register = msgspec.json.Decoder(Register)


def face_of(data: bytes) -> Face:
    """The face of a document, from its payload as JSON. Raises msgspec.MsgspecError when it is none.

    It answers what the rules on other documents ask: ways, times and target levels are left out, and every place is
    the beginning of the file.
    """
    said = _payload.decode(data)
    kind = _KINDS[said.kind]
    links = tuple(_links(said.content.blocks))
    matter = msgspec.convert(_snake(said.content.matter), MATTER[kind])
    if said.lifecycle and said.lifecycle.state == "upphävt":
        withdrawn = Withdrawn(said.lifecycle.reason or "", tuple(said.lifecycle.replaced_by))
        matter = msgspec.structs.replace(matter, withdrawn=withdrawn)
    return Face(
        said.source.path,
        kind,
        FOLDER_OF[kind],
        said.id,
        said.title,
        matter,
        hashlib.sha256(data).hexdigest(),
        tuple(dict.fromkeys(_measures(said, links))) if kind is Kind.PATHWAY else (),
        b"".join(_prints(said.content.blocks)) if kind is Kind.PATHWAY else b"",
        Parts(tuple(_blocks(kind, said.content.blocks)), links),
    )


def register_face(data: bytes) -> Face:
    """The face of a register, from its list as JSON. Raises msgspec.MsgspecError when it is none."""
    said = _register.decode(data)
    entries = tuple(
        BlockFace(
            *(entry.id, Role.ENTRY_OF_REGISTER, entry.title, "", "", True, START),
            (("id", entry.id), ("namn", entry.title), *((fact.name, fact.text) for fact in entry.facts)),
        )
        for entry in said.entries
    )
    matter = RegisterMatter(id=Slug(said.id), title=said.title, source=tuple(said.sources))
    path = f"content/register/{said.id}.yaml"
    digest = hashlib.sha256(data).hexdigest()
    return Face(path, Kind.REGISTER, "register", said.id, said.title, matter, digest, (), b"", Parts(entries))


def _snake(value: Any) -> Any:
    """Front matter under the names of the model's attributes; keys of an author's own have no capitals."""
    if isinstance(value, list):
        return [_snake(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {re.sub("[A-Z]", lambda hit: f"_{hit[0].lower()}", key): _snake(item) for key, item in value.items()}


def _blocks(kind: Kind, blocks: Iterable[m.Block]) -> Iterator[BlockFace]:
    for block in blocks:
        role = Role(block.role)
        if role in INNER and (not block.stable or role is Role.REFERENCE) and kind is not Kind.INDICATOR:
            continue
        title = block.text[:200] if role is Role.PROSE else block.title
        facts = tuple((fact.name, fact.text) for fact in block.facts)
        yield BlockFace(block.id, role, title, block.label, block.parent, block.stable, START, facts)


def _links(blocks: Iterable[m.Block]) -> Iterator[Link]:
    for block in blocks:
        for reference in block.references:
            yield Link(block.id, reference.relation, reference.target, reference.text, reference.target, START)


def _measures(said: m.Payload, links: Sequence[Link]) -> Iterator[str]:
    """The indicators used, first those that links name; a use without a link is a key of no document."""
    lost = {block.id for block in said.content.blocks if block.role == Role.PROSE and block.stable and not block.level}
    linked = set()
    for link in links:
        if link.relation == "indicator" or (link.block in lost and link.target.startswith("indikatorer/")):
            linked.add(link.block)
            yield link.target.partition("#")[0]
    for block in said.content.blocks:
        if block.role == Role.INDICATOR and block.id not in linked:
            yield f"{FOLDER_OF[Kind.PATHWAY]}/{said.id}#{block.id}"


def _prints(blocks: Sequence[m.Block]) -> Iterator[bytes]:
    """Of each node the fingerprints of all that care does and of all that the patient does."""
    starts = [number for number, block in enumerate(blocks) if block.role in NODES]
    for begin, end in pairwise([*starts, len(blocks)]):
        for role in _HALVES:
            here = [number for number in range(begin, end) if blocks[number].role == role]
            inside = blocks[here[0] : here[-1] + 1] if here else ()
            within = {block.id for block in inside if not block.level}
            yield fingerprint("".join(block.markdown for block in inside if block.parent not in within))
