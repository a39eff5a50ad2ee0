"""Outcomes in the feed: what is withheld is nowhere in it, and each row of the table says where it comes from."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from rodtrad.feed.items import canonical, sha256
from rodtrad.feed.payload import payload
from rodtrad.feed.releases import HOME, Event, ReleaseError, file_name, frozen_path
from rodtrad.feed_writing import write
from rodtrad.model import Kind
from rodtrad.project import open_project

HEAD = "---\nid: x\ntitel: '=X'\nenhet: \"%\"\nriktning: högt\ndatatillgång: okänd\n---\n"
TABLE = """
## Utfall

| Region | Täljare | Nämnare | Värde | Lägre | Övre | Redovisas inte |
| --- | --- | --- | --- | --- | --- | --- |
| riket | | | 50,00 | 40 | 60 | |
| halland | 812 | 1 234 | 65,8 | | | |
| skane | 87117 | 7 | 42,907 | | | |
| uppsala | 87137 | 87147 | 43,107 | | | låg täckning |
"""
MADE_UP = "## Utfall\n\n| Region | Värde |\n| --- | --- |\n| exempelregion-a | 50 |\n"
REAL = "indikator: x\nkälla:\n  - '=K'\n  - L\nhämtat: 2025-01-02\nlicens: CC0-1.0\nminsta nämnare: 10\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    files = {
        "indikatorer/x.md": HEAD,
        "indikatorer/y.md": HEAD.replace("id: x", "id: y"),
        "utfall/x/2024.md": f"---\n{REAL}period: 2024\n---\n{TABLE}",
        "utfall/x/2023.md": f"---\n{REAL}period: 2023\n---\n{TABLE}",
        "utfall/y/2024.md": f"---\nindikator: y\nperiod: 2024\nexempel: true\n---\n{MADE_UP}",
        "utfall/z/2024.md": f"---\n{REAL.replace(': x', ': z')}period: 2024\n---\n{TABLE}",
        "register/regioner.yaml": "id: regioner\ntitel: R\nposter:\n  - id: halland\n    namn: Region Halland\n",
    }
    for path, text in files.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(text, "utf-8")
    put_out(tmp_path, "x", "y")
    return tmp_path


def put_out(home: Path, *ids: str) -> None:
    """Freeze indicators as they stand and say that they were released, to both environments."""
    project = open_project(home)
    number = 0
    for document in project.documents:
        if document.kind is not Kind.INDICATOR or document.face.id not in ids:
            continue
        for environment, version in (("acceptance", "1.0.0"), ("production", "1.0.1")):
            number += 1
            said = replace(payload(document, project.library, environment, "https://s.example/"), version=version)
            frozen = home / frozen_path(document.face.key, version)
            frozen.parent.mkdir(parents=True, exist_ok=True)
            frozen.write_bytes(canonical(said))
            frozen.with_suffix(".md").write_bytes((home / document.face.path).read_bytes())
            log(home, number, document.face.key, version, environment, sha256=sha256(canonical(said)))


def log(home: Path, number: int, key: str, version: str, environment: str, **more: Any) -> None:
    said = {"händelse": "utgivning", "klass": "clinical", **more}
    event = Event(nummer=number, dokument=key, version=version, miljö=environment, **said)
    file = home / HOME / "logg" / file_name(number)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(event.write(), "utf-8")


def made(home: Path, environment: Any) -> Path:
    write(home, home / "out", environment=environment)
    return home / "out"


def edit(home: Path, path: str, old: str, new: str) -> None:
    file = home / "content" / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("environment", ["production", "acceptance"])
@pytest.mark.parametrize(
    ("old", "new"),
    [("källa:\n  - '=K'\n  - L\n", ""), ("källa:\n  - '=K'\n  - L\n", "källa: okänd\n"), ("hämtat: 2025-01-02\n", "")],
)
def test_real_numbers_that_nobody_can_follow_back_do_not_go_out(
    home: Path, environment: Any, old: str, new: str
) -> None:
    edit(home, "utfall/x/2023.md", old, new)
    with pytest.raises(ReleaseError, match=r"^content/utfall/x/2023\.md .*det framgår inte"):
        made(home, environment)
    assert not (home / "out/api/v1/utfall").exists()


def test_a_real_region_among_the_made_up_needs_a_source_too(home: Path) -> None:
    edit(home, "utfall/y/2024.md", MADE_UP, f"{MADE_UP}| halland | 60 |\n")
    with pytest.raises(ReleaseError, match=r"^content/utfall/y/2024\.md "):
        made(home, "acceptance")
    made(home, "production")


def test_what_is_not_finished_may_lack_its_source(home: Path) -> None:
    edit(home, "utfall/z/2024.md", "hämtat: 2025-01-02\n", "")
    working = json.loads((made(home, "production") / "utkast/v1/utfall/y.json").read_bytes())
    assert "retrieved" not in working["periods"][0]


def test_an_indicator_has_all_its_periods(home: Path) -> None:
    said = json.loads((made(home, "production") / "api/v1/utfall/x.json").read_bytes())
    assert (said["indicator"], said["unit"], said["direction"]) == ("indikatorer/x", "%", "högt")
    assert [one["period"] for one in said["periods"]] == ["2023", "2024"]
    newest = said["periods"][1]
    assert (newest["fictitious"], newest["sources"], newest["retrieved"]) == (False, ["=K", "L"], "2025-01-02")
    assert newest["smallestDenominator"] == 10
    assert newest["measurements"] == [
        {"region": "riket", "title": "Riket", "value": "50.00", "low": "40", "high": "60"},
        {"region": "halland", "title": "Region Halland", "numerator": 812, "denominator": 1234, "value": "65.8"},
        {"region": "skane", "title": "skane", "withheld": "små tal"},
        {"region": "uppsala", "title": "uppsala", "withheld": "låg täckning"},
    ]


def test_only_what_is_released_has_outcomes_and_is_called_what_the_release_says(home: Path) -> None:
    edit(
        home, "indikatorer/x.md", "titel: '=X'\nenhet: \"%\"\nriktning: högt", "titel: Ny\nenhet: dagar\nriktning: lågt"
    )
    out = made(home, "production")
    assert not (out / "api/v1/utfall/z.json").exists()
    said = json.loads((out / "api/v1/utfall/x.json").read_bytes())
    assert (said["title"], said["unit"], said["direction"]) == ("=X", "%", "högt")
    said = json.loads((out / "utkast/v1/utfall/x.json").read_bytes())
    assert (said["title"], said["unit"], said["direction"]) == ("Ny", "dagar", "lågt")


def test_what_was_never_released_has_outcomes_with_the_working_texts_only(home: Path) -> None:
    (home / "content/indikatorer/z.md").write_text(HEAD.replace("id: x", "id: z"), "utf-8")
    out = made(home, "production")
    assert not (out / "api/v1/utfall/z.json").exists()
    assert b"indikatorer/z" not in (out / "api/v1/csv/outcomes.csv").read_bytes()
    assert (out / "utkast/v1/utfall/z.csv").exists()


def test_what_is_withdrawn_has_no_outcomes(home: Path) -> None:
    more = {"händelse": "upphävande", "klass": "lifecycle", "skäl": "S"}
    log(home, 5, "indikatorer/x", "1.0.1", "production", **more)
    out = made(home, "production")
    assert not list((out / "api/v1").glob("utfall/x.*"))
    assert (out / "utkast/v1/utfall/x.json").exists()
    assert (made(home, "acceptance") / "api/v1/utfall/x.json").exists(), "there it holds still"


def test_what_is_withheld_is_in_no_file(home: Path) -> None:
    out = made(home, "acceptance")
    hidden = (b"87117", b"87137", b"87147", b"42.907", b"43.107", b"42,907")
    seen = [file for file in out.rglob("*") if file.is_file()]
    assert [file.name for file in seen if any(number in file.read_bytes() for number in hidden)] == []
    assert any(b"65.8" in file.read_bytes() for file in seen), "or this test would find nothing"


def test_made_up_numbers_are_never_in_production(home: Path) -> None:
    out = made(home, "production")
    assert sorted(file.name for file in (out / "api/v1/utfall").iterdir()) == ["x.csv", "x.json"]
    working = json.loads((out / "utkast/v1/utfall/y.json").read_bytes())
    assert working["periods"][0]["fictitious"]
    assert working["periods"][0]["notice"].startswith("Fiktiva data")


def test_the_table_says_where_each_number_comes_from_and_is_no_formula(home: Path) -> None:
    out = made(home, "acceptance")
    text = (out / "api/v1/utfall/x.csv").read_text("utf-8")
    rows = list(csv.DictReader(StringIO(text)))
    assert len(rows) == 8
    assert {(row["sources"], row["retrieved"], row["licence"]) for row in rows} == {("'=K; L", "2025-01-02", "CC0-1.0")}
    halland = next(row for row in rows if row["region"] == "halland" and row["period"] == "2024")
    assert (halland["numerator"], halland["denominator"], halland["value"]) == ("812", "1234", "65.8")
    every = list(csv.DictReader(StringIO((out / "api/v1/csv/outcomes.csv").read_text("utf-8"))))
    assert [row for row in every if row["indicator"] == "indikatorer/x"] == rows
    assert {row["indicator"]: row["fictitious"] for row in every} == {"indikatorer/x": "0", "indikatorer/y": "1"}
