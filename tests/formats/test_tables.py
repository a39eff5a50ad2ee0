"""Tables for analysts: CSV and SQLite say the same, the same every time, and no cell is a formula."""

from __future__ import annotations

import csv
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from rodtrad.feed.items import Feed
from rodtrad.feed.releases import Event
from rodtrad.feed_writing import write
from rodtrad.formats import tables

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("feed")
    write(ROOT, out, environment="acceptance")
    return out / "api/v1"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_both_say_the_same(home: Path) -> None:
    database = sqlite3.connect(home / "tables.sqlite")
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for table, columns in tables.TABLES.items():
        kept = database.execute(f"SELECT * FROM {table}").fetchall()
        written = rows(home / f"csv/{table}.csv")
        assert written, table
        assert [list(row) for row in written] == [list(columns)] * len(written)
        said = [["" if value is None else str(value) for value in row] for row in kept]
        assert said == [[value.removeprefix("'") for value in row.values()] for row in written]
    about = dict(database.execute("SELECT name, value FROM about"))
    assert about["licence"] == "CC0-1.0"
    assert about["environment"] == "acceptance"
    database.close()


def test_what_an_analyst_would_ask(home: Path) -> None:
    database = sqlite3.connect(home / "tables.sqlite")
    asked = """SELECT d.id, count(*) FROM documents d JOIN indicators i USING (document)
               WHERE d.kind = 'pathway' GROUP BY d.id ORDER BY d.id"""
    found = dict(database.execute(asked).fetchall())
    assert found["depression-vuxna"] == 8
    limits = "SELECT count(*) FROM times WHERE document = 'vardforlopp/sepsis' AND kind = 'limit' AND unit = 'h'"
    assert database.execute(limits).fetchone()[0] > 0
    assert database.execute("SELECT count(*) FROM codes WHERE code = 'F32.1'").fetchone()[0] > 0
    database.close()


def test_the_same_bytes_every_time(home: Path, tmp_path: Path) -> None:
    write(ROOT, tmp_path, environment="acceptance")
    for path in ("tables.sqlite", "csv/documents.csv"):
        assert (tmp_path / "api/v1" / path).read_bytes() == (home / path).read_bytes()


@pytest.mark.parametrize(
    "said",
    [
        "=HYPERLINK(1)",
        "+46 1",
        "-1+1",
        "@SUM(1)",
        "\tx",
        " =1",
        "\n=1",
        "\u3000@x",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "'x",
        "x=1",
        "Tid;=cmd|'/c calc'!A1;x",
        "Tid; -1\t@x;＝1",
        "",
    ],
)
def test_no_cell_is_a_formula(said: str, tmp_path: Path) -> None:
    values: dict[str, Any] = {"nummer": 1, "händelse": "utgivning", "dokument": "vardforlopp/a", "version": "1.0.0"}
    event = Event(**values, miljö="production", klass="editorial", sammanfattning=(said,))
    made = dict(tables.index(Feed("production", "https://x.example/", (), (event,))))
    (tmp_path / "changes.csv").write_bytes(made["csv/changes.csv"])  # type: ignore[arg-type]
    cell = rows(tmp_path / "changes.csv")[0]["summary"]
    assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠")
    assert cell[:1] not in ("\t", "\n")
    assert cell.replace("'", "") == said.replace("'", "")
    for mark in ";\t":  # a spreadsheet set to Swedish parts there, also within quotation marks
        assert not [part for part in cell.split(mark) if part.lstrip()[:1] in tuple("=+-@＝＋－＠")]
