"""The accessibility statement says what the last audit found, no more, and what the law asks for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from family_pages import ROOT, dom, real_pages, section, site_of, words

from rodtrad.dev.audit.running import checks
from rodtrad.errors import UsageError
from rodtrad.project import files, strays
from rodtrad.reader import AUDIT, read
from rodtrad.site.auditing import audit
from rodtrad.site.page import Page, Site
from rodtrad.site.pages import accessibility
from rodtrad.site.words import swedish_date

FILES = {"register/organ.yaml": "id: organ\ntitel: Organ\nposter:\n  - id: a\n    namn: A\n"}

FOUND = """\
datum: 2026-11-27
verktyg:
  - namn: axe-core
    version: "4.12"
  - namn: Chromium
    version: "156"
sidor: 12
resultat:
  - kontroll: Kontrast
    kravs: WCAG 2.1, 1.4.3
    utfall: uppfyllt
    antal fel: 0
  - kontroll: Förstoring
    kravs: WCAG 2.1, 1.4.10
    utfall: inte uppfyllt
    antal fel: 3
    anmärkning: Tabeller <breda>
kända brister:
  - vad: Tabeller är breda.
    varför: Många kolumner.
    åtgärd: Ses över.
"""


def site(root: Path, found: str = "") -> Site:
    if found:
        (root / AUDIT).parent.mkdir(parents=True)
        (root / AUDIT).write_text(found, "utf-8")
    return replace(site_of(FILES)[0], root=root)


def page(root: Path, found: str = "", **more: str) -> Page:
    return next(accessibility.pages(replace(site(root, found), **more)))  # type: ignore[arg-type]


def test_without_an_audit_none_is_claimed(tmp_path: Path) -> None:
    shown = page(tmp_path)
    assert section(shown, "hur-tillganglig-ar-webbplatsen").startswith("Ingen granskning är gjord.")
    assert "förenlig" not in words(dom(shown))
    assert "Ingen granskning är gjord." in section(shown, "teknisk-information")


def test_what_failed_is_said(tmp_path: Path) -> None:
    shown = page(tmp_path, FOUND)
    state = section(shown, "hur-tillganglig-ar-webbplatsen")
    assert "delvis förenlig med lagen" in state
    assert "1 av 2 kontroller är inte uppfyllda." in state
    assert "Bedömd 27 november 2026." in state
    rows = [words(row) for row in dom(shown).iterfind(".//tbody/tr")]
    assert rows == [
        "Kontrast WCAG 2.1, 1.4.3 Uppfyllt 0 –",
        "Förstoring WCAG 2.1, 1.4.10 Inte uppfyllt 3 Tabeller <breda>",
        "Tabeller är breda. Många kolumner. Ses över.",
    ]
    assert "Förstoring: 3 fel. Tabeller <breda>" in section(shown, "innehall-som-inte-ar-tillgangligt")
    assert "axe-core 4.12 och Chromium 156" in section(shown, "hur-webbplatsen-ar-provad")


def test_that_nothing_was_found_is_not_called_full_conformance(tmp_path: Path) -> None:
    clean = FOUND.replace("inte uppfyllt", "uppfyllt").replace("antal fel: 3", "antal fel: 0")
    shown = page(tmp_path, clean.partition("kända")[0] + "kända brister: []\n")
    said = words(dom(shown))
    assert "Det räcker inte för att säga att alla krav är uppfyllda." in said
    assert "helt förenlig" not in said
    assert "Granskningen hittade inga brister." in said


def test_the_law_s_other_parts_are_there(tmp_path: Path) -> None:
    shown = page(tmp_path, publisher="Region X & Y", comments="mailto:a@b.example?subject={block}")
    tree = dom(shown)
    assert "Region X & Y står bakom webbplatsen" in words(tree)
    assert tree.xpath("//a[@href='https://www.digg.se/tdosanmalan']")
    assert len(tree.xpath("//a[@href='mailto:a@b.example?subject=tillganglighet']")) == 2
    assert "2018:1937" in section(shown, "tillsyn")


def test_without_settings_it_is_said_that_they_are_missing(tmp_path: Path) -> None:
    said = words(dom(page(tmp_path)))
    assert "Vem som driver webbplatsen är inte angivet." in said
    assert "Adress saknas." in said


@pytest.mark.parametrize("broken", ["datum: [", "sidor: många\ndatum: 2026\n", "resultat:\n  - kontroll: x\n", "a"])
def test_an_audit_that_cannot_be_read_stops_the_build(tmp_path: Path, broken: str) -> None:
    with pytest.raises(UsageError, match="tillganglighetsgranskning"):
        audit(site(tmp_path, broken).root)


def test_the_audit_is_no_register(tmp_path: Path) -> None:
    site(tmp_path, FOUND)
    (tmp_path / "content/register/organ.yaml").write_text(FILES["register/organ.yaml"], "utf-8")
    assert files(tmp_path) == ["content/register/organ.yaml"]
    assert strays(tmp_path) == []
    assert read(AUDIT, FOUND.encode()).findings == []


def test_the_real_audit_can_be_read_and_every_page_leads_to_the_statement() -> None:
    found = audit(ROOT)
    assert found
    assert found.pages > 20
    assert found.results
    assert any(entry.path == "tillganglighet/" for entry in accessibility.FOOTER)
    assert swedish_date(found.date) in words(dom(real_pages()["tillganglighet/"]))


def test_what_is_said_to_be_tested_is_a_check_of_the_audit() -> None:
    assert {"axe", "contrast", "keyboard", "layout", "markup"} <= set(checks())
    said = " ".join(accessibility.TESTED)
    for word in ("axe-core", "kontrast", "tangentbordet", "400 procents", "giltig"):
        assert word in said
