"""OpenAPI 3.1: every address of the feed, what may stand in it, and what it answers; for tools that make clients."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from rodtrad import formats
from rodtrad.feed.addresses import home_of
from rodtrad.feed.items import Feed, File
from rodtrad.feed.models import SCHEMA_VERSION
from rodtrad.feed.schema import components
from rodtrad.formats.changes import last
from rodtrad.formats.documents import by_hash
from rodtrad.formats.manifest import shards
from rodtrad.formats.outcomes import address as outcomes_at
from rodtrad.formats.registers import stored

_ABOUT = (
    "Static files: GET only, no key, no cookies. Fields may be added within v1, never removed or retyped. Use what says"
    " `environment: production` and `clinicalUse: approved`; all else is for tests. An ETag is another when"
    " the file is; hashes stand in `index.json`."
)


def index(feed: Feed) -> Iterator[File]:
    """`openapi.json`."""
    home = f"{feed.base}{home_of(feed.environment)}"
    paths = dict(sorted(_paths(feed)))
    said = {
        "openapi": "3.1.0",
        "info": {
            "title": "Rödtråd: vårdförlopp, indikatorer och riktlinjer",
            "version": SCHEMA_VERSION,
            "description": _ABOUT,
            "license": {"name": "CC0-1.0", "identifier": "CC0-1.0"},
        },
        "servers": [{"url": home}],
        "security": [],
        "paths": paths,
        "components": {
            "schemas": components([schema.model for schema in formats.described()]),
            "headers": {"ETag": {"description": "Another when the file is another.", "schema": {"type": "string"}}},
            "responses": {
                "NotModified": {"description": "The file is the one whose ETag was sent in If-None-Match."},
                "NotFound": {"description": "There is no such file in this environment."},
            },
        },
    }
    yield "openapi.json", json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def _paths(feed: Feed) -> Iterator[tuple[str, Mapping[str, Any]]]:
    files = tuple(_files(feed))
    for schema in formats.described():
        content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema.model.__name__}"}}}
        for address in schema.addresses:
            yield f"/{address}", _path(address, schema.about, content, _examples(address, feed, files))
    for other in formats.others():
        for address in other.addresses if other.drafts or feed.environment != "draft" else ():
            yield f"/{address}", _path(address, other.about, {other.media: {}}, _examples(address, feed, files))


def _path(address: str, about: str, content: Mapping[str, Any], examples: Mapping[str, str]) -> Mapping[str, Any]:
    names = re.findall(r"\{(\w+)\}", address)
    get = {
        "operationId": re.sub(r"\W+", "-", address.removesuffix(".json")).strip("-"),
        "summary": about,
        "responses": {
            "200": {
                "description": about,
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": content,
            },
            "304": {"$ref": "#/components/responses/NotModified"},
            "404": {"$ref": "#/components/responses/NotFound"},
        },
    }
    return {"get": {**get, "parameters": [_parameter(name, examples) for name in names]} if names else get}


def _parameter(name: str, examples: Mapping[str, str]) -> Mapping[str, Any]:
    pattern, about = formats.PARAMETERS[name]
    schema = {"type": "string", "pattern": f"^(?:{pattern})$"}
    example = {"example": examples[name]} if name in examples else {}
    return {"name": name, "in": "path", "required": True, "description": about, "schema": schema, **example}


def _examples(address: str, feed: Feed, files: Sequence[str]) -> Mapping[str, str]:
    """What stands in the braces of the address of the first file there is."""
    groups = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(address))
    match, begin = re.compile(groups).fullmatch, address.partition("{")[0]
    found = next((hit for path in files if path.startswith(begin) and (hit := match(path))), None)
    if found:
        return found.groupdict()
    code = next((named for record in feed.records for named in record.notes.get("codes", ())), None)
    register = feed.registers[0].id if feed.registers else ""
    known = {
        "page": "1",
        "schema": "index",
        "table": "documents",
        "register": register,
        "system": code and code[0],
        "code": code and code[1],
    }
    return {name: value for name, value in known.items() if value}


def _files(feed: Feed) -> Iterator[str]:
    """Addresses of files; of shards only one."""
    for record in feed.records:
        yield from (made.path for made in (record.current, *record.versions))
        if not record.versions and feed.environment != "draft":
            yield by_hash(record.current).path
    yield from (stored(register).path for register in feed.registers)
    yield from (outcomes_at(found, ending) for found in feed.outcomes for ending in ("json", "csv"))
    yield last(feed).path
    yield from (entry.path for entry, _ in islice(shards(feed), 1))
