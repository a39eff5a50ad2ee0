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


def test_all_that_the_browser_keeps_is_told_with_how_to_clear_it() -> None:
    """The keys are found where scripts name them; `views.js` keeps what its fields are named."""
    site = ROOT / "tools/rodtrad/site"
    scripts = [*site.glob("scripts/*.js"), *site.glob("searching/browser/*.js"), *site.glob("theme/**/*.js")]
    used: set[str] = set()
    for file in scripts:
        text = file.read_text("utf-8")
        assert not re.search(r"sessionStorage|indexedDB|\bcaches\b|cookieStore", text), file
        if "localStorage" not in text:
            continue
        assert file.name in ("views.js", "rodtrad-early.js"), f"{file} keeps something: tell of it in pages/about.py"
        used |= set(re.findall(r"`\$\{home\}(rt-[a-z]+)`", text))
        if file.name == "views.js":
            for page in real_pages().values():
                for bar in dom(page).iterfind(".//*[@data-rt-views]") if "data-rt-views" in page.html else ():
                    used |= {f"rt-{name}" for name in bar.xpath(".//select/@name | .//input[@type='radio']/@name")}
    assert used == set(about.KEPT)
    said = section(real_pages()["om/"], "kakor-och-sparning")
    assert all(f"{words}, {key}" in said for key, words in about.KEPT.items())
    assert "rensar webbplatsdata" in said


def test_one_is_told_both_ways_of_pointing_and_only_what_there_is() -> None:
    """With the script and without it; nothing of "Kommentera" where the site has no address."""
    site, _ = site_of({})
    (without,) = comment.pages(site)
    (with_address,) = comment.pages(replace(site, comments="mailto:a@b.example"))
    for page in (without, with_address):
        said = section(page, "peka-ut-stycket")
        assert "Då kopieras adressen" in said
        assert "adressfältet" in said
    assert "Kommentera stycket" not in section(without, "peka-ut-stycket")
    assert "Kommentera stycket" in section(with_address, "peka-ut-stycket")
    assert "Varje åtgärd har länken Kommentera" in section(with_address, "peka-ut-stycket")


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
