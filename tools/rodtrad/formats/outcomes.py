"""Outcomes: of each indicator one file with all that was measured, and the same as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from rodtrad.feed.items import Feed, File, Item, canonical
from rodtrad.feed.listings import Outcomes
from rodtrad.formats import Other, Schema
from rodtrad.tabular import Cell, harmless

SCHEMAS = (
    Schema("outcomes", ("utfall/{id}.json",), Outcomes, "What was measured of an indicator, by period and region."),
)

OTHERS = (Other(("utfall/{id}.csv",), "text/csv", "The same as a table, with source and licence in every row."),)

COLUMNS = (
    *("indicator", "period", "region", "title", "numerator", "denominator", "value", "low", "high", "withheld", "unit"),
    *("fictitious", "sources", "retrieved", "licence"),
)


def note(item: Item) -> tuple[str, str] | None:
    """Unit and direction of an indicator, as the text that holds says them."""
    matter = item.payload.content.matter
    return (matter.get("unit", ""), matter.get("direction", "")) if item.payload.kind == "indicator" else None


def index(feed: Feed) -> Iterator[File]:
    """`utfall/<id>.json` and `utfall/<id>.csv`."""
    for found in feed.outcomes:
        yield address(found, "json"), canonical(found)
        text = StringIO()
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        writer.writerows(map(harmless, row) for row in rows(found))
        yield address(found, "csv"), text.getvalue().encode()


def address(found: Outcomes, ending: str) -> str:
    """Where the outcomes of an indicator lie."""
    return f"utfall/{found.indicator.rpartition('/')[2]}.{ending}"


def rows(found: Outcomes) -> Iterator[tuple[Cell, ...]]:
    """One for each region and period."""
    for one in found.periods:
        said = (int(one.fictitious), "; ".join(one.sources), one.retrieved, one.licence)
        for each in one.measurements:
            counts = (each.numerator, each.denominator, each.value, each.low, each.high, each.withheld)
            yield (found.indicator, one.period, each.region, each.title, *counts, found.unit, *said)
