"""The public list of regional deviations: where a region departs from a national text, why, and until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from rodtrad.additions import name_of
from rodtrad.deviations import stated
from rodtrad.feed.items import Feed, File, Item, canonical
from rodtrad.feed.listings import Deviation, Deviations, head
from rodtrad.formats import Schema

SCHEMAS = (
    Schema(
        *("deviations", ("avvikelser.json",), Deviations),
        "Where regions depart from the national texts, why, who answers for it, and until when.",
    ),
)


def note(item: Item) -> Sequence[Deviation] | Mapping[str, str]:
    """Of additions that hold, the deviations; of a pathway, what its actions and decisions are called."""
    if item.payload.kind == "addition":
        return list(stated(item.payload)) if item.lifecycle.state != "upphävt" else ()
    if item.payload.kind not in ("pathway", "generic-model"):
        return {}
    return {block.id: name_of(block) for block in item.payload.content.blocks if block.role in ("action", "decision")}


def index(feed: Feed) -> Iterator[File]:
    """`avvikelser.json`."""
    pathways = {record.key: record for record in feed.records if record.key.startswith("vardforlopp/")}
    found = []
    for record in feed.records:
        for one in record.notes["deviations"] if record.kind == "addition" else ():
            if pathway := pathways.get(one.pathway):
                place = pathway.notes["deviations"].get(one.at, one.place)
                found.append(replace(one, pathway_title=pathway.title, place=place))
            else:
                found.append(one)
    yield "avvikelser.json", canonical(Deviations(**head(feed.environment), deviations=found))
