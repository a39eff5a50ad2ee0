"""JSON Schemas (2020-12) from the models: closed for authors, open for regions; of the feed, and of what is merged."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from rodtrad.feed.merged import Merged
from rodtrad.feed.schema import docstrings, schema_of
from rodtrad.formats import schemas as feed_schemas
from rodtrad.keyed import Keyed
from rodtrad.matter import DATE, PERIOD, SEMVER, SLUG, URL
from rodtrad.model import MATTER
from rodtrad.values import Date, Period, Semver, Slug, Url

BASE = "https://rodtrad.example/"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_PATTERNS: Mapping[Any, str] = {
    Slug: SLUG.pattern,
    Date: DATE.pattern,
    Period: PERIOD.pattern,
    Semver: SEMVER.pattern,
    Url: URL.pattern,
}


def every() -> Iterator[tuple[str, bytes]]:
    """Each schema file relative to `schemas/`."""
    for kind, cls in MATTER.items():
        text = json.dumps(author_schema(kind.value, cls), ensure_ascii=False, indent=2)
        yield f"{kind.value}.schema.json", (text + "\n").encode()
    for path, data in feed_schemas.written(f"{BASE}api/v1/schema/"):
        yield f"feed-v1/{path.rpartition('/')[2]}", data
    head = {"$schema": DIALECT, "$id": f"{BASE}schemas/region-v1/merged.json"}
    text = json.dumps({**head, **schema_of(Merged)}, ensure_ascii=False, indent=2, sort_keys=True)
    yield "region-v1/merged.json", (text + "\n").encode()


def author_schema(name: str, cls: type[Keyed]) -> dict[str, Any]:
    """What authors may write in the front matter of one kind: Swedish keys, nothing else allowed."""
    definitions: dict[str, Any] = {}
    schema = _object(cls, definitions)
    head = {"$schema": DIALECT, "$id": f"{BASE}schemas/{name}.schema.json", "title": name}
    return {**head, **schema, **({"$defs": definitions} if definitions else {})}


def _object(cls: type[Keyed], definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    described = docstrings(cls)
    properties = {}
    for name, key in cls.keys.items():
        properties[key.alias] = {"description": described[name], **_type(hints[name], definitions)}
    required = [key.alias for key in cls.keys.values() if key.required]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _type(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _type(next(a for a in get_args(hint) if a is not type(None)), definitions)
    if origin is tuple:
        item = _type(get_args(hint)[0], definitions)
        return {"anyOf": [{"type": "array", "items": item}, item]}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _type(get_args(hint)[1], definitions)}
    if isinstance(hint, type) and issubclass(hint, Keyed):
        definitions.setdefault(hint.__name__, _object(hint, definitions))
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [member.value for member in hint]}
    if hint is bool:
        return {"type": "boolean"}
    if hint is int:
        return {"type": "integer", "minimum": 0}
    if hint in _PATTERNS:
        return {"type": ["string", "integer", "number"], "pattern": f"^(?:{_PATTERNS[hint]})$"}
    return {"type": ["string", "integer", "number"]}
