"""What the CSV tables are, beside them: licence, columns and keys (CSV on the Web, a W3C recommendation)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rodtrad.feed.addresses import home_of
from rodtrad.feed.canonical import canonical
from rodtrad.feed.items import Feed, File
from rodtrad.feed.models import LANGUAGE, LICENCE, LICENCES
from rodtrad.formats import Other
from rodtrad.formats.tables import TABLES

OTHERS = (
    Other(("csv/csv-metadata.json",), "application/json", "Licence, columns and keys of the CSV tables (CSVW, W3C)."),
)

LICENCE_AT = {"CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/"}
"""Where the words of a licence are."""

_ABOUT = (
    "Tabeller för den som räknar. Använd det som är `approved` i `clinical_use`. "
    "En cell som kunde läsas som en formel börjar med en apostrof. "
)

_LISTS = {"meets": " ", "followed_by": " ", "follows": " ", "sources": "; "}
"""Columns whose cells hold several values, and what is between them."""

_NUMBERS = {"number": "integer", "prioritised": "boolean", "fictitious": "boolean"}

_DECIMALS = {"outcomes": ("value", "low", "high")}
"""By table: elsewhere columns of these names may hold words."""


def index(feed: Feed) -> Iterator[File]:
    """`csv/csv-metadata.json`: where the recommendation has readers of a table look for what it is."""
    said = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": LANGUAGE}],
        "dc:title": "Rödtråd: vårdförlopp, indikatorer och riktlinjer",
        "dc:description": f"{_ABOUT}Miljö: {feed.environment}.",
        "dc:language": LANGUAGE,
        "dc:license": {"@id": LICENCE_AT[LICENCE]},
        "dc:rights": LICENCES[LICENCE],
        "dc:source": {"@id": f"{feed.base}{home_of(feed.environment)}/"},
        "tables": [_table(name) for name in TABLES],
    }
    yield "csv/csv-metadata.json", canonical(said)


def _table(name: str) -> Mapping[str, Any]:
    key = {"documents": "document", "changes": "number"}.get(name)
    schema: dict[str, Any] = {"columns": [_column(name, column) for column in TABLES[name]]}
    if key:
        schema["primaryKey"] = key
    if "document" in TABLES[name] and name not in ("documents", "changes"):  # an event's may have been renamed
        schema["foreignKeys"] = [
            {"columnReference": "document", "reference": {"resource": "documents.csv", "columnReference": "document"}}
        ]
    return {"url": f"{name}.csv", "tableSchema": schema}


def _column(table: str, name: str) -> Mapping[str, Any]:
    column: dict[str, Any] = {"name": name, "titles": name}
    if name in _LISTS:
        return column | {"separator": _LISTS[name]}
    if name in _NUMBERS:
        return column | {"datatype": _NUMBERS[name]}
    if name in _DECIMALS.get(table, ()):
        return column | {"datatype": "decimal"}
    return column
