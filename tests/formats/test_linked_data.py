"""JSON-LD: what a processor makes of a pathway, without fetching anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld

from rodtrad.feed_writing import write

PROJECT = Path(__file__).parents[1] / "golden/feed/project"
SCHEMA = "https://schema.org/"


def refuse(url: str, options: object) -> dict[str, Any]:
    raise AssertionError(f"{url} would be fetched")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("feed")
    write(PROJECT, out, environment="acceptance")
    return out / "api/v1"


def test_a_pathway_is_a_medical_guideline(home: Path) -> None:
    files = sorted(home.glob("vardforlopp/*.jsonld"))
    assert files
    for file in files:
        current = json.loads(file.with_suffix(".json").read_bytes())
        [node] = jsonld.expand(json.loads(file.read_bytes()), {"documentLoader": refuse})
        assert node["@type"] == [f"{SCHEMA}MedicalGuideline"]
        assert node["@id"] == current["canonicalUrl"]
        assert node[f"{SCHEMA}name"] == [{"@value": current["title"]}]
        assert node[f"{SCHEMA}creativeWorkStatus"] == [{"@value": current["clinicalUse"]}]
        assert node[f"{SCHEMA}disambiguatingDescription"] == [{"@value": current["notice"]}]
        said = {c["code"] for c in current["content"].get("codes", ()) if c["system"] == "icd-10-se"}
        subjects = node.get(f"{SCHEMA}guidelineSubject", [{}])
        codes = subjects[0].get(f"{SCHEMA}code", [])
        assert {code[f"{SCHEMA}codeValue"][0]["@value"] for code in codes} == said


def test_every_statement_becomes_a_triple(home: Path) -> None:
    """Nothing is dropped: no term without a meaning, no relative address."""
    for file in sorted(home.rglob("*.jsonld")):
        said = json.loads(file.read_bytes())
        triples = jsonld.to_rdf(said, {"documentLoader": refuse, "format": "application/n-quads"})
        for name in said.keys() - {"@context", "@type", "@id"}:
            assert f"<{SCHEMA}{name}>" in triples, f"{file.name}: {name}"


def test_indicators_are_no_guidelines(home: Path) -> None:
    assert not list(home.glob("indikatorer/*.jsonld"))
