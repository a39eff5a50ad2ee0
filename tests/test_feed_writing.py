"""The feed: valid, the same every time, environments apart, and three bodies that say the same."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from rodtrad import formats
from rodtrad.crew import Crew
from rodtrad.feed.items import canonical
from rodtrad.feed.payload import payload
from rodtrad.feed_writing import base_url, write
from rodtrad.library import link
from rodtrad.markdown import parse
from rodtrad.project import files
from rodtrad.reader import read
from rodtrad.schemas import every
from rodtrad.source import Source
from rodtrad.tree import plain

ROOT = Path(__file__).parents[1]
GOLDEN = Path(__file__).parent / "golden" / "feed"
SCHEMAS = {path.removesuffix(".json").rpartition("/")[2]: json.loads(data) for path, data in every()}


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with Crew(ROOT, files(ROOT), jobs=1) as crew:
        yield crew


@pytest.fixture(scope="module")
def feed(crew: Crew, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("feed")
    write(ROOT, out, environment="acceptance", crew=crew)
    return out


def json_files(home: Path) -> Iterator[tuple[str, Any]]:
    for path in sorted(home.rglob("*.json")):
        inside = path.relative_to(home).as_posix()
        if not inside.startswith("schema/") and inside not in ("openapi.json", "csv/csv-metadata.json"):
            yield inside, json.loads(path.read_bytes())


def schema_of(path: str) -> str:
    found = [schema.name for schema in formats.described() if schema.describes(path)]
    assert len(found) == 1, f"{path} is described by {found}"
    return found[0]


def test_the_schemas_are_valid_2020_12() -> None:
    assert SCHEMAS
    for schema in SCHEMAS.values():
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema_rs.meta.validate(schema)


@pytest.mark.parametrize("part", ["api/v1", "utkast/v1"])
def test_every_file_validates_with_an_independent_validator(feed: Path, part: str) -> None:
    fast = {name: jsonschema_rs.validator_for(schema) for name, schema in SCHEMAS.items()}
    slow = {name: jsonschema.Draft202012Validator(schema) for name, schema in SCHEMAS.items()}
    checked: dict[str, int] = {}
    for path, data in json_files(feed / part):
        name = schema_of(path)
        fast[name].validate(data)
        checked[name] = checked.get(name, 0) + 1
        if checked[name] <= 3:  # the pure Python validator is a hundred times slower: it takes samples
            slow[name].validate(data)
    assert {"index", "document", "manifest", "shard"} <= set(checked)


def test_the_committed_schemas_are_what_the_models_say() -> None:
    for path, data in every():
        assert (ROOT / "schemas" / path).read_bytes() == data, "run `rodtrad schemas`"


def test_the_same_bytes_whatever_time_zone_locale_and_hash_seed(feed: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "rodtrad", "feed", "--out", str(tmp_path), "--environment", "acceptance"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    here = {p.relative_to(feed): p.read_bytes() for p in feed.rglob("*") if p.is_file()}
    there = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert here == there


def test_writing_again_changes_no_file(feed: Path, crew: Crew) -> None:
    assert write(ROOT, feed, environment="acceptance", crew=crew) == 0


def test_environments_never_mix(crew: Crew, tmp_path: Path, feed: Path) -> None:
    write(ROOT, tmp_path, environment="production", crew=crew)
    for path, data in json_files(tmp_path / "api/v1"):
        assert data.get("environment", "production") == "production", path
        assert data.get("clinicalUse", "approved") in ("approved", "catalogue"), path
    for path, data in json_files(feed / "utkast/v1"):
        assert data.get("environment", "draft") == "draft", path
    for path, data in json_files(feed / "api/v1"):
        assert data.get("clinicalUse") != "draft", path


def test_every_example_says_so_in_its_payload(feed: Path) -> None:
    for part in ("api/v1", "utkast/v1"):
        for id in ("stroke-tia-tidiga-insatser", "sepsis", "depression-vuxna", "hoftledsartros-primarvard"):
            path = feed / part / f"vardforlopp/{id}.json"
            data = json.loads(path.read_bytes())
            assert data["clinicalUse"] == "example"
            assert "Får inte användas kliniskt" in data["notice"]


def test_index_and_manifest_tell_the_truth(feed: Path) -> None:
    import hashlib

    home = feed / "api/v1"
    index = json.loads((home / "index.json").read_bytes())
    for entry in index["documents"]:
        data = (home / entry["url"]).read_bytes()
        assert (entry["sha256"], entry["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))
        if "versionUrl" in entry:
            assert (home / entry["versionUrl"]).is_file()
    manifest = json.loads((home / "manifest.json").read_bytes())
    keys = set()
    for shard in manifest["shards"]:
        data = (home / shard["path"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == shard["sha256"]
        for document in json.loads(data)["documents"]:
            keys.add(document["key"])
            for file in document["files"]:
                assert hashlib.sha256((home / file["path"]).read_bytes()).hexdigest() == file["sha256"]
    assert len(keys) == len(index["documents"])
    lines = (home / "documents.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [entry["id"] for entry in index["documents"]]


def test_the_whole_catalogue_is_there(feed: Path) -> None:
    index = json.loads((feed / "api/v1/index.json").read_bytes())
    pathways = [e for e in index["documents"] if e["kind"] in ("pathway", "generic-model")]
    assert len(pathways) == 46
    assert sum(e["clinicalUse"] == "catalogue" for e in pathways) == 42


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_three_bodies_say_the_same(feed: Path) -> None:
    blocks = 0
    for path, data in json_files(feed / "utkast/v1"):
        if schema_of(path) != "document":
            continue
        for block in data["content"]["blocks"]:
            tree = lxml_html.fragment_fromstring(block["html"], create_parent="main")
            for mark in tree.iter("sup"):  # the number of a note is no word of the text
                for link_ in list(mark):
                    mark.remove(link_)
            assert squeezed(tree.text_content()) == squeezed(block["text"]), (path, block["id"])
            markdown = re.sub(
                r"(?m)^[ \t]*\{#|\[\^[^\]]+\](?!:)", lambda m: "{#" if "{#" in m[0] else "", block["markdown"]
            )
            words = plain(parse(Source.read("x.md", markdown.encode())))
            assert squeezed(words) == squeezed(block["text"]), (path, block["id"])
            blocks += 1
    assert blocks > 1000


def test_html_is_safe_to_show(feed: Path) -> None:
    for path, data in json_files(feed / "utkast/v1"):
        if schema_of(path) != "document":
            continue
        prefix = data["id"].replace("/", "-") + "-"
        for block in data["content"]["blocks"]:
            tree = lxml_html.fragment_fromstring(block["html"], create_parent="main")
            for element in tree.iter():
                assert element.tag not in ("script", "style", "h1", "iframe", "object")
                for name, value in element.attrib.items():
                    assert name in ("href", "id", "start", "scope", "src", "alt", "data-rodtrad-ref"), (path, name)
                    if name == "id":
                        assert value.startswith(prefix)
                    if name == "href":
                        assert value.startswith(("https://", "http://", "#" + prefix)), (path, block["id"], value)


def test_flow_edges_lead_between_nodes_that_are_there(feed: Path) -> None:
    seen = 0
    for path, data in json_files(feed / "utkast/v1/vardforlopp"):
        graph = data["content"].get("flow")
        if not graph:
            continue
        ids = {node["id"] for node in graph["nodes"]}
        for edge in graph["edges"]:
            assert edge["source"] in ids, path
            assert edge["target"] in ids or edge["target"].startswith("vardforlopp/"), path
            seen += 1
    assert seen > 80


def test_code_look_up_includes_what_is_below(feed: Path) -> None:
    page = json.loads((feed / "utkast/v1/koder/icd-10-se/F32.json").read_bytes())
    depression = next(use for use in page["uses"] if use["document"] == "vardforlopp/depression-vuxna")
    assert depression["blocks"], "F32 includes F32.1, which the text names"


PIECES = """
## Ingång och utgång
### Ingång i vårdförloppet
### Utgång ur vårdförloppet
## Vårdförloppets åtgärder
### Grupp
#### A. Åtgärd {#x}
#### B. Beslut: Ja? {#y}
##### Hälso- och sjukvårdens åtgärder
##### Patientens åtgärder (efter förmåga)
##### Vägar vidare
- → [A](#x)
- **Ja.** → [B](#y) och [C](#z)
- Punkt inom 3 dagar från [ingång](#in). {#in}
- **Vårdnivå:** primärvård
| a | b |\\n| --- | --- |\\n| c | d |
Text ≥ 140/90 mmHg, 75 mg × 1.[^n]
[^n]: Not.
## Utmaningar och mål
### Vårdförloppets mål
<b>x</b>
[kod](icd-10-se:F32.1)
`kod`
## Målnivåer
| År | Måttlig | Hög |\\n| --- | --- | --- |\\n| 2019 | 1 | 2 |
"""
TEXTS = st.lists(
    st.sampled_from([piece.replace("\\n", "\n") for piece in PIECES.strip().split("\n")]), max_size=30
).map("\n\n".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from(["vardforlopp", "indikatorer", "riktlinjer", "konsekvensbeskrivningar"]))
def test_any_document_gives_a_valid_payload(text: str, folder: str) -> None:
    document = read(f"content/{folder}/a.md", f"---\nid: a\ntitel: A\n---\n\n{text}\n".encode()).document
    assert document is not None
    data = canonical(payload(document, link([document.face]), "acceptance", "https://rodtrad.example/"))
    jsonschema_rs.validator_for(SCHEMAS["version"]).validate(json.loads(data))


def test_golden_feed(tmp_path: Path) -> None:
    """The feed of a small project, to the byte. Run with RODTRAD_UPDATE_GOLDEN=1 to write it anew."""
    write(GOLDEN / "project", tmp_path, environment="acceptance")
    made = {
        p.relative_to(tmp_path).as_posix(): p.read_bytes()
        for p in sorted(tmp_path.rglob("*.json"))
        if "/schema/" not in p.as_posix() and p.name != "openapi.json"
    }
    expected = GOLDEN / "expected"
    if os.environ.get("RODTRAD_UPDATE_GOLDEN"):
        for path, data in made.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(json.dumps(json.loads(data), ensure_ascii=False, indent=1).encode() + b"\n")
    kept = {p.relative_to(expected).as_posix(): json.loads(p.read_bytes()) for p in expected.rglob("*.json")}
    assert {path: json.loads(data) for path, data in made.items()} == kept


def test_the_base_address_comes_from_the_site(tmp_path: Path) -> None:
    assert base_url(tmp_path) == "https://rodtrad.example/"
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nsite_url: https://vard.example/a\n", "utf-8")
    assert base_url(tmp_path) == "https://vard.example/a/"
