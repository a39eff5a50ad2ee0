"""What a printed document says of itself: the release that it is, else the state of its text; never the clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from rodtrad.feed.releases import Event
from rodtrad.library import link
from rodtrad.printing.edition import Edition, edition, place
from rodtrad.reader import read
from rodtrad.site.opening import open_site
from rodtrad.site.page import Site

TEXT = "---\nid: x\ntitel: X\ntyp: vårdförlopp\nversion: 1.0.0\nstatus: remiss\nlicens: CC0-1.0\n---\n\n## A\n\nOrd.\n"


def site_of(text: str, root: Path, *events: Event) -> Site:
    reading = read("content/vardforlopp/x.md", text.encode())
    assert reading.document
    site = open_site(root, link([reading.document.face]), "https://v.example/")
    released = {"vardforlopp/x": [event.version for event in events if event.is_release]}
    return Site(root, site.library, site.served, site.address, released=released, events=events)


def event(kind: str = "utgivning", environment: str = "production", reason: str = "") -> Event:
    return Event(
        nummer=1,
        händelse=kind,
        dokument="vardforlopp/x",
        version="1.0.0",
        miljö=environment,
        klass="clinical",
        datum="2026-03-02",
        skäl=reason,
    )


def freeze(text: str, root: Path) -> None:
    frozen = root / "content/utgivet/vardforlopp/x/1.0.0.json"
    frozen.parent.mkdir(parents=True, exist_ok=True)
    reading = read("content/vardforlopp/x.md", text.encode())
    assert reading.document
    frozen.write_text(f'{{"sha256": "{reading.document.face.sha256}"}}', "utf-8")


def made(text: str, root: Path, *events: Event) -> Edition:
    site = site_of(text, root, *events)
    (face,) = site.library.faces.values()
    return edition(face, site)


def test_a_text_that_is_not_released_has_no_date(tmp_path: Path) -> None:
    said = made(TEXT, tmp_path)
    assert (said.released, said.line) == ("", "Version 1.0.0 · på remiss · CC0-1.0")
    assert said.address == "https://v.example/vardforlopp/x/"
    assert made(TEXT.replace("version: 1.0.0\n", ""), tmp_path).line == "På remiss · CC0-1.0"


def test_the_text_that_is_released_has_the_date_of_its_release(tmp_path: Path) -> None:
    freeze(TEXT, tmp_path)
    said = made(TEXT, tmp_path, event())
    assert (said.released, said.line) == ("2026-03-02", "Version 1.0.0 · utgiven 2 mars 2026 · CC0-1.0")
    assert made(TEXT.replace("Ord.", "Andra ord."), tmp_path, event()).released == ""
    assert made(TEXT, tmp_path, event(), event("upphävande")).line == "Version 1.0.0 · upphävd · CC0-1.0"


def test_every_page_says_what_is_not_in_force(tmp_path: Path) -> None:
    """Only a full text that is released to production, to the byte, and not withdrawn says nothing."""
    full = TEXT.replace("status:", "omfattning: fulltext\nstatus:")
    example = full.replace("status:", "exempel: true\nstatus:")
    freeze(full, tmp_path)
    working = "Arbetstext. Gäller inte."
    assert made(full, tmp_path).notice == working
    assert made(full.replace("remiss", "godkänt"), tmp_path, event()).notice == working
    assert made(full, tmp_path, event()).notice == ""
    assert made(example, tmp_path, event()).notice == "Ogranskat exempel. Får inte användas kliniskt."
    assert made(TEXT.replace("status:", "omfattning: registerpost\nstatus:"), tmp_path).notice.startswith("Uppgift i")


def test_what_is_released_to_try_says_so(tmp_path: Path) -> None:
    full = TEXT.replace("status:", "omfattning: fulltext\nstatus:")
    freeze(full, tmp_path)
    said = made(full, tmp_path, event(environment="acceptance"))
    assert said.notice == "Utgiven i acceptansmiljön, för prov."
    assert said.line == "Version 1.0.0 · utgiven i acceptansmiljön 2 mars 2026 · CC0-1.0"


def test_what_is_withdrawn_says_why(tmp_path: Path) -> None:
    full = TEXT.replace("status:", "omfattning: fulltext\nstatus:")
    example = full.replace("status:", "exempel: true\nstatus:")
    freeze(full, tmp_path)
    gone = event("upphävande", reason="Ny kunskap.")
    assert made(full, tmp_path, event(), gone).notice == "Upphävt. Ny kunskap."
    assert made(full, tmp_path, event(), event("upphävande")).notice == "Upphävt."
    assert made(example, tmp_path, event(), gone).notice.startswith("Upphävt. Ny kunskap. Ogranskat exempel.")
    assert (
        len(made(full, tmp_path, event(), event("upphävande", reason="ord " * 99)).notice) <= 130
    )  # the margin's room


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", ("Rödtråd", "", "production")),
        ("site_name: A\nsite_url: https://a.se\n", ("A", "https://a.se/", "production")),
        ("plugins:\n  - rodtrad:\n      environment: acceptance\n", ("Rödtråd", "", "acceptance")),
        ("plugins:\n  - rodtrad:\n      environment: annat\n  - search\n", ("Rödtråd", "", "production")),
        ("{{{", ("Rödtråd", "", "production")),
    ],
)
def test_what_mkdocs_yml_says_of_the_site(tmp_path: Path, written: str, said: tuple[str, str, str]) -> None:
    (tmp_path / "mkdocs.yml").write_text(written, "utf-8")
    found = place(tmp_path)
    assert (found.name, found.address, found.environment) == said
