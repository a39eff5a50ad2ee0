"""What the site says of itself is true."""

from __future__ import annotations

from family_pages import ROOT, dom, made, real_pages, real_site, section, words

from rodtrad.model import Kind
from rodtrad.site.pages import about


def test_counts_are_those_of_the_collection() -> None:
    site, _ = real_site()
    said = section(real_pages()["om/"], "vad-det-ar")
    assert f"En katalog över {len(list(site.library.of(Kind.PATHWAY)))} vårdförlopp" in said
    assert f"{len(list(site.library.of(Kind.INDICATOR)))} indikatorer" in said


def test_every_licence_in_use_is_listed_and_explained() -> None:
    site, _ = real_site()
    used = {licence for face in site.library.faces.values() if (licence := getattr(face.matter, "licence", None))}
    assert used <= set(about.LICENCES)
    said = section(real_pages()["om/"], "licenser")
    assert all(licence in said for licence in used)


def test_sources_are_named_once() -> None:
    text = (
        "id: organ\ntitel: Organ\nkälla:\n  - SKR 2023, rad 1\n  - SKR 2023, rad 2\nposter:\n  - id: a\n    namn: A\n"
    )
    tree = dom(made(about, {"register/organ.yaml": text})["om/"])
    items = [words(item) for item in tree.get_element_by_id("kallor").xpath("following::ul[1]/li")]
    assert items == ["SKR 2023"]


def test_no_audit_is_claimed() -> None:
    said = words(dom(real_pages()["tillganglighet/"]))
    assert "Ingen granskning är gjord." in said
    assert "Ingen oberoende granskning är gjord." in said


def test_what_is_said_to_be_tested_has_tests() -> None:
    flow = (ROOT / "tests/browser/test_flowchart.py").read_text("utf-8")
    assert "Axe" in flow
    pages = (ROOT / "tests/site/test_families_in_browser.py").read_text("utf-8")
    for word in ("Axe", "390", "1440", "dark", "scrollWidth"):
        assert word in pages
    assert "skips a level" in (ROOT / "tests/site/test_families.py").read_text("utf-8")


def test_the_site_sets_no_cookies_and_fetches_nothing_from_elsewhere() -> None:
    theme = ROOT / "tools/rodtrad/site/theme"
    for file in [*theme.rglob("*.js"), *theme.rglob("*.html"), *theme.rglob("*.css")]:
        text = file.read_text("utf-8")
        assert "document.cookie" not in text
        assert "https://" not in text.replace("https://github.com", ""), file
