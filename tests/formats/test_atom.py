"""Atom: valid by the grammar of RFC 4287, newest first, never another environment's changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from rodtrad.feed.items import Feed
from rodtrad.feed.releases import Event
from rodtrad.formats import atom

GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
HOME = {"a": atom.NAMESPACE}


def event(number: int, **more: object) -> Event:
    said = {"händelse": "utgivning", "dokument": "vardforlopp/sepsis", "version": "1.0.0", "miljö": "production"}
    said |= {"klass": "clinical", "titel": "Sepsis", "datum": "2026-05-07", "sha256": "0" * 64}
    return Event(nummer=number, **{**said, **more})  # type: ignore[arg-type]


def written(*events: Event) -> etree._Element:
    feed = Feed("production", "https://vard.example/", (), events)
    [(path, data)] = list(atom.index(feed))
    assert path == "atom.xml"
    assert isinstance(data, bytes)
    root = etree.fromstring(data)
    GRAMMAR.assertValid(root)
    return root


def test_newest_first_with_what_changed() -> None:
    root = written(
        event(3, sammanfattning=("Tid ändrad & flyttad", "<b>")),
        event(8, händelse="upphävande", klass="lifecycle", skäl="Föråldrat", sha256="", ersätts_av=("vardforlopp/ny",)),
    )
    titles = root.xpath("a:entry/a:title/text()", namespaces=HOME)
    assert titles == ["Sepsis: upphävt (ändrad giltighet)", "Sepsis: 1.0.0 (klinisk ändring)"]
    assert root.xpath("a:entry/a:summary/text()", namespaces=HOME) == [
        "Föråldrat\nErsätts av vardforlopp/ny.",
        "Tid ändrad & flyttad\n<b>",
    ]
    ids = root.xpath("a:entry/a:id/text()", namespaces=HOME)
    assert ids == [f"https://vard.example/api/v1/andringar/1.json#{number}" for number in (2, 1)]
    assert root.xpath("a:entry/a:link[@rel='related']/@href", namespaces=HOME) == [
        "https://vard.example/api/v1/vardforlopp/sepsis/1.0.0.json"
    ]


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2026", "2026-01-01T00:00:00Z"),
        ("2026-05", "2026-05-01T00:00:00Z"),
        ("2026-05-07", "2026-05-07T00:00:00Z"),
        ("", "1970-01-01T00:00:00Z"),
    ],
)
def test_a_date_is_the_moment_that_it_began(date: str, moment: str) -> None:
    assert written(event(1, datum=date)).findtext("a:entry/a:updated", namespaces=HOME) == moment


def test_the_latest_hundred_and_pages_that_say_all() -> None:
    root = written(*map(event, range(1, 251)))
    ids = root.xpath("a:entry/a:id/text()", namespaces=HOME)
    assert (len(ids), len(set(ids))) == (atom.LATEST, atom.LATEST)
    assert ids[0].endswith("andringar/3.json#250")
    assert ids[-1].endswith("andringar/2.json#151")


def test_a_feed_without_changes_is_valid_and_working_texts_have_none() -> None:
    assert written().findtext("a:updated", namespaces=HOME) == f"{atom.NEVER}T00:00:00Z"
    assert list(atom.index(Feed("draft", "https://vard.example/", ()))) == []


def test_the_grammar_refuses_what_is_no_atom() -> None:
    root = written(event(1))
    root.remove(root.find("a:id", HOME))
    assert not GRAMMAR.validate(root)
