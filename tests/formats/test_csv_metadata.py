"""What stands beside the CSV tables says what they are, as CSV on the Web would have it."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest

from rodtrad.feed.models import LICENCES
from rodtrad.feed_writing import write
from rodtrad.formats.csv_metadata import LICENCE_AT

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("feed")
    write(ROOT, out, environment="acceptance", drafts=False)
    return out / "api/v1/csv"


@pytest.fixture(scope="module")
def said(home: Path) -> Any:
    return json.loads((home / "csv-metadata.json").read_bytes())


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_licence_has_an_address() -> None:
    assert LICENCE_AT.keys() == LICENCES.keys()


def test_the_licence_is_said(said: Any) -> None:
    assert said["dc:license"] == {"@id": "https://creativecommons.org/publicdomain/zero/1.0/"}
    assert said["dc:rights"].startswith("Fritt att använda")
    assert said["dc:description"].endswith("Miljö: acceptance.")


def test_every_table_and_column_is_described(said: Any, home: Path) -> None:
    assert {table["url"] for table in said["tables"]} == {path.name for path in home.glob("*.csv")}
    for table in said["tables"]:
        header = (home / table["url"]).read_bytes().partition(b"\r\n")[0].decode().split(",")
        assert [column["titles"] for column in table["tableSchema"]["columns"]] == header


def test_measured_values_are_decimal_and_what_is_written_in_words_is_not(said: Any) -> None:
    decimal = [
        (table["url"], column["name"])
        for table in said["tables"]
        for column in table["tableSchema"]["columns"]
        if column.get("datatype") == "decimal"
    ]
    assert decimal == [("outcomes.csv", name) for name in ("value", "low", "high")]


def test_what_it_says_of_cells_and_keys_is_so(said: Any, home: Path) -> None:
    documents = {row["document"] for row in rows(home / "documents.csv")}
    for table in said["tables"]:
        found, schema = rows(home / table["url"]), table["tableSchema"]
        if key := schema.get("primaryKey"):
            assert len({row[key] for row in found}) == len(found)
        if schema.get("foreignKeys"):
            assert {row["document"] for row in found} <= documents
        for column in schema["columns"]:
            cells = {row[column["name"]] for row in found}
            if column.get("datatype") == "boolean":
                assert cells <= {"0", "1"}
            if column.get("datatype") == "integer":
                assert all(cell.isdecimal() for cell in cells)
            if column.get("datatype") == "decimal":
                assert all(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell) for cell in cells if cell)
