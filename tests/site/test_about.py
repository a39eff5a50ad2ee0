"""What the site says of itself is true."""

from __future__ import annotations

import re
from dataclasses import replace

from family_pages import ROOT, dom, made, real_pages, real_site, section, site_of, words

from rodtrad.model import Kind
from rodtrad.site.pages import about, comment


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


def test_the_site_sets_no_cookies_and_fetches_nothing_from_elsewhere() -> None:
    theme = ROOT / "tools/rodtrad/site/theme"
    for file in [*theme.rglob("*.js"), *theme.rglob("*.html"), *theme.rglob("*.css")]:
        text = file.read_text("utf-8")
        assert "document.cookie" not in text
        assert "https://" not in text.replace("https://github.com", ""), file


def test_one_is_told_how_to_comment_and_where() -> None:
    site, _ = site_of({})
    (page,) = comment.pages(site)
    assert "Adress saknas." in section(page, "var-du-skickar-synpunkten")
    assert "Skriv inga uppgifter om en patient" in words(dom(page))
    (page,) = comment.pages(replace(site, comments="https://git.example/new?about={block}"))
    assert dom(page).xpath("//a[@href='https://git.example/new?about=kommentera']")


def test_no_page_calls_publication_implementation() -> None:
    """A text that is published is decided on by each region: only the report of 2023 tells of what they had done."""
    told = re.compile(r"\b(?:är|blev|har blivit|nu) (?:nu )?(?:införda?|infört)\b|\bhar införts\b", re.I)
    for path, page in real_pages().items():
        if path.startswith(("laget-2023/", "register/", "handbok/")):
            continue
        said = words(dom(page))
        for found in told.finditer(said):
            before = said[max(0, found.start() - 60) : found.start()]
            assert re.search(r"\binte\b|\binget besked om vad som\b", before), f"{path}: {before}{found[0]}"
