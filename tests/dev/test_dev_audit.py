"""`rodtrad dev audit`: which pages it looks at, and how it tells what it found."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from rodtrad.dev.audit import main, running
from rodtrad.dev.audit.looking import Fault, Measure, View
from rodtrad.dev.audit.running import Outcome
from rodtrad.dev.audit.samples import heaviest, samples
from rodtrad.dev.audit.telling import kept, register, table
from rodtrad.errors import UsageError


def site(home: Path, pages: dict[str, str]) -> Path:
    for path, html in pages.items():
        (home / path).mkdir(parents=True, exist_ok=True)
        (home / path / "index.html").write_text(html, "utf-8")
    return home


def test_the_heaviest_of_each_kind_and_every_part_is_looked_at(tmp_path: Path) -> None:
    pages = {
        "": "<p class='x'>",
        "vardforlopp": '<ul class="rows">',
        "vardforlopp/a": '<p class="a">',
        "vardforlopp/b": '<p class="a b">' + "x" * 30,
        "vardforlopp/c": '<p class="a odd">',
        "vardforlopp/d": "<p>",
        "vardforlopp/a/patient": "<p>" * 8,
        "vardforlopp/b/patient": "<p>" * 9,
        "vardforlopp/b/1.0.0": "<p>" * 10,
        "sok": "<form>",
    }
    found = samples(site(tmp_path, pages))
    assert found == [
        *("", "sok/", "vardforlopp/", "vardforlopp/b/", "vardforlopp/b/1.0.0/", "vardforlopp/b/patient/"),
        *("vardforlopp/c/", "vardforlopp/d/", "sok/?q=sepsis"),
    ]
    assert heaviest(tmp_path, "vardforlopp") == "vardforlopp/b/"


def test_a_folder_that_is_no_site_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no built site"):
        samples(tmp_path)


def test_half_an_audit_is_not_written() -> None:
    with pytest.raises(UsageError, match="whole audit"):
        main(["site", "--write", "--only", "axe"])


def outcomes() -> list[Outcome]:
    good = Outcome("vikt", "Sidans vikt", "Under 120 kB")
    good.hear([Measure(3, "högst 3 kB"), Measure(7, 'högst 7 kB: "/a/"'), Measure(5, "högst 5 kB")])
    bad = Outcome("axe", "Granskning: axe", "Inga anmärkningar")
    bad.hear(Fault("samma fel", f"/{n}/ (390 px, ljust)") for n in range(5))
    return [bad, good]


def test_what_fails_is_told_once_with_its_places() -> None:
    told = table(outcomes(), 9)
    assert "9 sidor granskade" in told
    assert "5 fel         axe" in told
    assert told.count("samma fel") == 1
    assert "/2/ (390 px, ljust) och 2 till" in told
    assert "uppfyllt      vikt" in told
    assert "högst 7 kB" in told


def test_the_register_keeps_what_a_person_has_written() -> None:
    known = "kända brister:\n  - vad: Film saknar text\n    varför: Ingen film finns\n    åtgärd: Ingen\n"
    written = register(outcomes(), 9, {"axe-core": "4.12.1"}, "2026-11-27", kept("id: x\n" + known + "sidor: 3\n"))
    value = yaml.safe_load(written)
    assert (str(value["datum"]), value["sidor"]) == ("2026-11-27", 9)
    assert value["verktyg"] == [{"namn": "axe-core", "version": "4.12.1"}]
    assert written.endswith(known)
    assert [one["utfall"] for one in value["resultat"]] == ["inte uppfyllt", "uppfyllt"]
    assert value["resultat"][1]["anmärkning"] == 'högst 7 kB: "/a/"'
    assert register(outcomes(), 9, {}, "2026-11-27", kept("")).endswith("kända brister: []\n")


def test_every_check_says_what_it_demands() -> None:
    for check in running.checks().values():
        assert check.CONTROL
        assert check.DEMAND
        assert hasattr(check, "look") != hasattr(check, "whole")
    assert "axe" not in running.checks(without=["axe"])
    assert str(View(width=390, scheme="dark")) == "390 px, mörkt"
