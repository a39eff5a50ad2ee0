"""The public list of deviations: all of them, under names that people know, and none that no longer hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from merging import addition, at, block, national
from rodtrad import formats
from rodtrad.feed import models as m
from rodtrad.feed.items import Feed, Item, canonical
from rodtrad.feed.listings import Deviations
from rodtrad.feed_writing import write

ROOT = Path(__file__).parents[2]


def item(payload: m.Payload, state: m.State = "gäller") -> Item:
    folder = "tillagg" if payload.kind == "addition" else "vardforlopp"
    return Item(f"{folder}/{payload.id}", payload, m.Lifecycle(state=state), canonical(payload))


def listed(*items: Item) -> list[dict[str, Any]]:
    records = tuple(formats.record(one) for one in sorted(items, key=lambda one: one.key))
    made = dict(formats.lists(Feed("acceptance", "https://rodtrad.example/", records)))["avvikelser.json"]
    assert isinstance(made, bytes)
    return msgspec.to_builtins(msgspec.json.decode(made, type=Deviations).deviations)  # type: ignore[no-any-return]


PATHWAY = item(national([block("larm", "Larma", role="action", label="A"), block("mal", "Målet")]))
DEVIATING = at("larm", "Vi gör så.", "deviation", reason="Långa avstånd", owner="chefläkare", until="2027")


def test_a_deviation_says_where_why_who_until_when_and_what_instead() -> None:
    (one,) = listed(PATHWAY, item(addition("x", [*at("mal"), *DEVIATING])))
    assert (one["region"], one["pathway"], one["pathwayTitle"]) == ("x", "vardforlopp/sepsis", "sepsis")
    assert (one["at"], one["place"], one["text"]) == ("larm", "A. Larma", "Vi gör så.")
    assert (one["reason"], one["owner"], one["until"]) == ("Långa avstånd", "chefläkare", "2027")
    assert one["url"].endswith("#avvikelse-larm")


def test_one_whose_pathway_is_not_there_is_listed_all_the_same() -> None:
    (one,) = listed(item(addition("x", DEVIATING)))
    assert (one["pathwayTitle"], one["place"]) == ("sepsis", "A")


def test_what_is_withdrawn_is_not_listed() -> None:
    assert listed(PATHWAY, item(addition("x", DEVIATING), "upphävt")) == []


@pytest.mark.parametrize(("home", "environment"), [("api/v1", "acceptance"), ("utkast/v1", "draft")])
def test_the_example_is_listed_as_one(home: str, environment: str, tmp_path: Path) -> None:
    write(ROOT, tmp_path, environment="acceptance")
    made = msgspec.json.decode((tmp_path / home / "avvikelser.json").read_bytes(), type=Deviations)
    assert made.environment == environment
    assert [(d.region, d.at, d.clinical_use) for d in made.deviations] == [("kalmar-lan", "konsultation", "example")]
