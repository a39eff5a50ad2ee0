"""Look-up by clinical code: which documents and blocks concern it. F32 includes F32.1."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.codes import systems
from rodtrad.feed.items import Feed, File, Item, Record, canonical
from rodtrad.feed.listings import CodeIndex, CodePage, CodeUse, head
from rodtrad.formats import Schema
from rodtrad.quantities.times import has_figure

SCHEMAS = (
    Schema(
        *("code", ("koder/{system}/{code}.json",), CodePage),
        "The documents and blocks that concern a code, or one below it.",
    ),
    Schema("codes", ("koder/{system}.json",), CodeIndex, "Every code of a system that some document concerns."),
)

Named = tuple[str, str, str]
"""Code system, code, and the id of the block that names it; "" when only the front matter does."""


def note(item: Item) -> tuple[Named, ...]:
    """Every code that a document concerns, once for each block."""
    return tuple(dict.fromkeys(found for found in _named(item) if _valid(found)))


def _named(item: Item) -> Iterator[Named]:
    content = item.payload.content
    for code in content.codes:
        yield code.system, _whole(code.code), ""
    known = systems()
    spoken = [(s, s.prose.search) for s in known.values() if s.prose] if item.folder != "riktlinjer" else []
    for block in content.blocks:
        for reference in block.references:
            scheme, colon, said = reference.target.partition(":")
            if colon and scheme in known:
                yield scheme, _whole(said), block.id
        text = block.text
        if has_figure(text):  # every code has one, and most blocks have none
            for system, search in spoken:
                if search(text):
                    for mention in system.find(text):
                        yield system.scheme, mention.code, block.id


def _whole(code: str) -> str:
    """A law for a place in it."""
    return code.partition("#")[0]


def _valid(named: Named) -> bool:
    scheme, code, _ = named
    system = systems().get(scheme)
    return system is not None and system.valid(code)


def index(feed: Feed) -> Iterator[File]:
    """`koder/<system>/<code>.json` for every code in use and every code above one, and a list for each system."""
    uses: dict[tuple[str, str], dict[str, dict[str, None]]] = {}
    records = {record.key: record for record in feed.records}
    for record in feed.records:
        for scheme, code, block in record.notes["codes"]:
            at: str | None = code
            while at:
                blocks = uses.setdefault((scheme, at), {}).setdefault(record.key, {})
                if block:
                    blocks[block] = None
                at = systems()[scheme].parent(at)
    by_system: dict[str, list[str]] = {}
    for (scheme, code), documents in sorted(uses.items()):
        by_system.setdefault(scheme, []).append(code)
        page = CodePage(
            **head(feed.environment),
            system=scheme,
            uri=systems()[scheme].uri,
            code=code,
            uses=[_use(records[key], list(blocks)) for key, blocks in sorted(documents.items())],
        )
        yield f"koder/{scheme}/{code}.json", canonical(page)
    for scheme, codes in by_system.items():
        listing = CodeIndex(
            **head(feed.environment),
            system=scheme,
            uri=systems()[scheme].uri,
            codes=codes,
        )
        yield f"koder/{scheme}.json", canonical(listing)


def _use(record: Record, blocks: list[str]) -> CodeUse:
    return CodeUse(
        document=record.key,
        kind=record.kind,
        title=record.title,
        clinical_use=record.clinical_use,
        state=record.lifecycle.state,
        url=record.current.path,
        blocks=blocks,
    )
