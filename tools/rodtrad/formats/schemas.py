"""The feed's JSON Schemas (2020-12), generated from its models."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from rodtrad import formats
from rodtrad.feed.items import Feed, File
from rodtrad.feed.schema import schema_of
from rodtrad.formats import Other

OTHERS = (Other(("schema/{schema}.json",), "application/json", "The JSON Schema (2020-12) of some files."),)


def index(feed: Feed) -> Iterator[File]:
    """`schema/<name>.json`."""
    yield from written(f"{feed.base}api/v1/schema/")


@cache
def written(base: str) -> tuple[tuple[str, bytes], ...]:
    """The schemas as files, with ids under `base`."""
    found = []
    for schema in formats.described():
        head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{base}{schema.name}.json"}
        text = json.dumps({**head, **schema_of(schema.model)}, ensure_ascii=False, indent=2, sort_keys=True)
        found.append((f"schema/{schema.name}.json", (text + "\n").encode()))
    return tuple(found)
