"""Look-up by clinical code: which documents and blocks concern it. F32 includes F32.1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rodtrad.codes import systems
from rodtrad.feed.listings import CodeIndex, CodePage
from rodtrad.feed.models import SCHEMA_VERSION
from rodtrad.feed.releases import Feed, File, Item, dump
from rodtrad.formats import Schema

SCHEMAS = (
    Schema("code", r"koder/[^/]+/(?!index\.)[^/]+\.json", CodePage),
    Schema("codes", r"koder/[^/]+/index\.json", CodeIndex),
)

Uses = dict[tuple[str, str], dict[str, dict[str, Any]]]
"""(system, code) → document key → use."""


def index(feed: Feed) -> Iterator[File]:
    """`koder/<system>/<code>.json` for every code in use and every code above one, and a list for each system."""
    uses: Uses = {}
    for item in feed.items:
        for code in item.current["content"].get("codes", ()):
            _use(uses, item, feed, code["system"], code["code"].partition("#")[0], "")
        for block in item.current["content"].get("blocks", ()):
            for reference in block.get("references", ()):
                scheme, colon, code = reference["target"].partition(":")
                if colon and scheme in systems():
                    _use(uses, item, feed, scheme, code.partition("#")[0], block["id"])
            if item.folder != "riktlinjer":
                for scheme, code in _named(block["text"]):
                    _use(uses, item, feed, scheme, code, block["id"])
    by_system: dict[str, list[str]] = {}
    for (scheme, code), documents in sorted(uses.items()):
        by_system.setdefault(scheme, []).append(code)
        page = {
            "schemaVersion": SCHEMA_VERSION,
            "environment": feed.environment,
            "system": scheme,
            "uri": systems()[scheme].uri,
            "code": code,
            "uses": [documents[key] for key in sorted(documents)],
        }
        yield f"koder/{scheme}/{code}.json", dump(page)
    for scheme, codes in by_system.items():
        listing = {
            "schemaVersion": SCHEMA_VERSION,
            "environment": feed.environment,
            "system": scheme,
            "uri": systems()[scheme].uri,
            "codes": codes,
        }
        yield f"koder/{scheme}/index.json", dump(listing)


def _named(text: str) -> Iterator[tuple[str, str]]:
    """Codes named in prose."""
    for scheme, system in systems().items():
        for mention in system.find(text):
            yield scheme, mention.code


def _use(uses: Uses, item: Item, feed: Feed, scheme: str, code: str, block: str) -> None:
    system = systems().get(scheme)
    if system is None or not system.valid(code):
        return
    at: str | None = code
    while at:
        use = uses.setdefault((scheme, at), {}).setdefault(
            item.key,
            {
                "document": item.key,
                "kind": item.current["kind"],
                "title": item.current["title"],
                "clinicalUse": item.current["clinicalUse"],
                "state": item.lifecycle["state"],
                "url": f"{item.key}.json",
                "blocks": [],
            },
        )
        if block and block not in use["blocks"]:
            use["blocks"].append(block)
        at = system.parent(at)
