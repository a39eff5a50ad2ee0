"""The feed's JSON Schemas (2020-12), generated from its models."""

from __future__ import annotations

import json
from collections.abc import Iterator

from rodtrad import formats
from rodtrad.feed.releases import Feed, File


def index(feed: Feed) -> Iterator[File]:
    """`schema/<name>.json`."""
    yield from written(f"{feed.base}api/v1/schema/")


def written(base: str) -> Iterator[File]:
    """The schemas as files, with ids under `base`."""
    for schema in formats.described():
        said = schema.model.model_json_schema(by_alias=True, mode="validation")
        full = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{base}{schema.name}.json", **said}
        text = json.dumps(full, ensure_ascii=False, indent=2, sort_keys=True)
        yield f"schema/{schema.name}.json", (text + "\n").encode()
