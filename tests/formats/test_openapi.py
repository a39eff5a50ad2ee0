"""OpenAPI: valid, true of every file in the feed, and with examples that are there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from openapi_spec_validator import validate

from rodtrad import formats
from rodtrad.delivery.serving import media
from rodtrad.feed_writing import write

PROJECT = Path(__file__).parents[1] / "golden/feed/project"


@pytest.fixture(scope="module", params=["api/v1", "utkast/v1"])
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("feed")
    write(PROJECT, out, environment="acceptance")
    return out / str(request.param)


def described(home: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((home / "openapi.json").read_bytes())
    return found


def pattern(address: str, get: dict[str, Any]) -> re.Pattern[str]:
    shapes = {one["name"]: one["schema"]["pattern"].strip("^$") for one in get.get("parameters", ())}
    parts = re.split(r"\{(\w+)\}", address)
    return re.compile("".join(shapes[part] if i % 2 else re.escape(part) for i, part in enumerate(parts)))


@pytest.mark.parametrize(
    ("address", "said"),
    [
        *((address, "application/json") for schema in formats.described() for address in schema.addresses),
        *((address, other.media) for other in formats.others() for address in other.addresses),
    ],
)
def test_what_is_said_of_a_file_is_what_it_is_served_as(address: str, said: str) -> None:
    """A format says its media type, and who serves the file does too, by the ending of its name."""
    assert media(f"api/v1/{address}").partition(";")[0] == said


def test_it_is_valid(home: Path) -> None:
    said = described(home)
    validate(said)
    assert said["openapi"] == "3.1.0"
    assert said["servers"] == [{"url": f"https://rodtrad.example/{home.parent.name}/v1"}]
    names = [path["get"]["operationId"] for path in said["paths"].values()]
    assert len(names) == len(set(names))


def test_every_file_has_one_address_and_is_what_that_says(home: Path) -> None:
    said = described(home)
    used = set()
    for file in sorted(path for path in home.rglob("*") if path.is_file()):
        inside = "/" + file.relative_to(home).as_posix()
        if file.name in ("openapi.json", ".rodtrad"):
            continue
        fits = [a for a, path in said["paths"].items() if pattern(a, path["get"]).fullmatch(inside)]
        assert len(fits) == 1, f"{inside}: {fits}"
        used.add(fits[0])
        content = said["paths"][fits[0]]["get"]["responses"]["200"]["content"]
        if schema := content.get("application/json", {}).get("schema"):
            whole = {**schema, "components": said["components"]}
            jsonschema_rs.validator_for(whole).validate(json.loads(file.read_bytes()))
    assert len(used) >= 10


def test_examples_are_there(home: Path) -> None:
    tried = 0
    for address, path in described(home)["paths"].items():
        parameters = path["get"].get("parameters", [])
        if parameters and all("example" in one for one in parameters):
            file = address.format(**{one["name"]: one["example"] for one in parameters}).lstrip("/")
            assert (home / file).is_file(), file
            tried += 1
    assert tried >= 5
