"""Formats: a module in this folder is an output: `files(item)`, `index(feed)` or both; pure, no clock.

`files` gives the files of one document, `index` those about many; what `index` must know of each document beyond its
record, `note(item)` says in a few words that can be sent to another process. `SCHEMAS` says what describes the
files, `OTHERS` what those are that no model describes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rodtrad.feed.items import Feed, File, Item, Made, Record, sha256
from rodtrad.feed.models import Model
from rodtrad.matter import SEMVER, SLUG
from rodtrad.registry import modules


@dataclass(frozen=True, slots=True)
class Schema:
    """What regions may rely on in some files of the feed."""

    name: str
    """Published as `schema/<name>.json`."""
    addresses: tuple[str, ...]
    """Where the files lie: `koder/{system}/{code}.json`. No other schema's addresses match them."""
    model: type[Model]
    about: str
    """What the files are for, in a sentence."""

    def describes(self, path: str) -> bool:
        """Whether the file at a path, relative to the feed's root, is one of these."""
        return any(_pattern(address).fullmatch(path) for address in self.addresses)


@dataclass(frozen=True, slots=True)
class Other:
    """Files that no model describes."""

    addresses: tuple[str, ...]
    media: str
    """Their media type."""
    about: str
    drafts: bool = True
    """Whether working texts have them too."""


PARAMETERS: Mapping[str, tuple[str, str]] = {
    "id": (SLUG.pattern, "Id of the document; the same for every version"),
    "region": (SLUG.pattern, "Id of a region, as in register/regioner.json"),
    "version": (SEMVER.pattern, "Version that was released"),
    "system": ("[a-z][a-z0-9-]*", "Code system, such as icd-10-se"),
    "code": ("[^/]+", "Code in its normal form, such as F32.1"),
    "page": ("[1-9][0-9]*", "Number of a page, from 1"),
    "register": (SLUG.pattern, "Name of a register"),
    "sha256": ("[0-9a-f]{64}", "Hex digest of the file"),
    "schema": ("[a-z]+", "Name of a schema"),
    "table": ("[a-z]+", "Name of a table"),
}
"""What may stand in the braces of an address: a pattern, and what it says."""


@cache
def _pattern(address: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", address)
    return re.compile("".join(f"(?:{PARAMETERS[p][0]})" if i % 2 else re.escape(p) for i, p in enumerate(parts)))


@cache
def described() -> tuple[Schema, ...]:
    """The schemas of every format, by name."""
    found = [schema for schemas in _offering("SCHEMAS").values() for schema in schemas]
    return tuple(sorted(found, key=lambda schema: schema.name))


@cache
def others() -> tuple[Other, ...]:
    """What the other files of every format are."""
    return tuple(other for found in _offering("OTHERS").values() for other in found)


def files(item: Item) -> Iterator[File]:
    """Every file of one document."""
    for make in _offering("files").values():
        yield from make(item)


def record(item: Item) -> Record:
    """What stays of a document when its files are made."""
    payload, key = item.payload, item.key
    return Record(
        key=key,
        kind=payload.kind,
        id=payload.id,
        version=payload.version,
        title=payload.title,
        clinical_use=payload.clinical_use,
        modified=payload.dates.modified,
        lifecycle=item.lifecycle,
        current=Made(f"{key}.json", sha256(item.data), len(item.data)),
        versions=tuple(Made(f"{key}/{v.event.version}.json", v.event.sha256, len(v.data)) for v in item.versions),
        notes={name: note(item) for name, note in _offering("note").items()},
    )


def lists(feed: Feed) -> Iterator[File]:
    """Every file about many documents. The files of the documents themselves are there already."""
    for make in _offering("index").values():
        yield from make(feed)


@cache
def _offering(part: str) -> dict[str, Any]:
    """By name, what each format that has such a part offers."""
    return {name: getattr(module, part) for name, module in modules(__name__).items() if hasattr(module, part)}
