"""The search page; its modules fill it in from the index that is made when the site is built."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.site.addresses import Links
from rodtrad.site.page import Page, Site
from rodtrad.site.parts import attribute, listing, notice, text
from rodtrad.site.searching import FOLDER
from rodtrad.site.searching.reading import choice
from rodtrad.site.words import sorting

SERVES = ("sok",)

KINDS = (
    "Vårdförlopp",
    "Generisk modell",
    "Indikator",
    "Nationell riktlinje",
    "Konsekvensbeskrivning",
    "Regionalt tillägg",
    "Programområde",
    "Region",
    "Kod",
    "Register",
    "Handbok",
    "Uppgifter",
    "Utfall",
    "Regel",
)
"""Kinds of pages that a search can be limited to."""


MODULE = "assets/sok/search.js"
"""What runs on the page (`searching/browser`)."""


def pages(site: Site) -> Iterator[Page]:
    """The page that the search box leads to."""
    links = Links(site, "sok/")
    places = {"search": MODULE, "index": f"{FOLDER}/", "root": ""}
    said = "".join(f' data-rt-{name}="{attribute(links.page(path))}"' for name, path in places.items())
    yield Page(
        path="sok/",
        title="Sök",
        html=(
            f'<div class="rt-find"{said}>\n{_form(site)}'
            '<p class="rt-find__keys">Tangenter: <kbd>/</kbd> till sökfältet, <kbd>↓</kbd> och <kbd>↑</kbd> mellan'
            " träffarna, <kbd>Esc</kbd> tillbaka och töm.</p>\n"
            '<div role="status"><p class="rt-find__said" data-rt-said></p>\n'
            '<div class="rt-find__notes" data-rt-notes></div></div>\n'
            f"<div data-rt-lists hidden><p>Listorna visar allt:</p>\n{_lists(links)}</div>\n"
            '<ol class="rt-hits"></ol>\n'
            '<p><button type="button" class="rt-button" data-rt-more hidden>Visa fler träffar</button></p>\n</div>\n'
            + _without(links)
        ),
        description="Sök bland vårdförlopp, indikatorer och riktlinjer.",
        searchable=False,
        noindex=True,
        full_width=True,
    )


def _form(site: Site) -> str:
    areas = sorted((entry.title for entry in site.library.register("programomraden").values()), key=sorting)
    options = "".join(f'<option value="{choice(area)}">{text(area)}</option>' for area in areas)
    kinds = "".join(_kind(choice(kind), kind) for kind in KINDS)
    return (
        '<form class="rt-find__form rt-find__form--page" role="search" aria-label="Sök på webbplatsen" hidden>\n'
        '<div class="rt-find__words"><label for="rt-find-ord">Sök</label>'
        '<input type="search" id="rt-find-ord" name="q" autocomplete="off" autocapitalize="off" spellcheck="false"'
        ' enterkeyhint="search"></div>\n'
        '<div class="rt-find__button"><button type="submit" class="rt-button rt-button--main">Sök</button></div>\n'
        '<div class="rt-find__area"><label for="rt-find-omrade">Programområde</label>'
        f'<select id="rt-find-omrade" name="omrade"><option value="">Alla</option>{options}</select></div>\n'
        f'<fieldset class="rt-kinds" data-rt-kinds><legend>Typ</legend>{_kind("", "Alla")}{kinds}</fieldset>\n'
        "</form>\n"
    )


def _kind(value: str, words: str) -> str:
    checked = "" if value else " checked"
    return (
        f'<label class="rt-kind"><input type="radio" name="typ" value="{value}"{checked}>'
        f'<span>{text(words)}</span> <span class="rt-count" data-rt-number></span></label>'
    )


def _lists(links: Links) -> str:
    """Where everything stands, for those who find nothing."""
    ways = [
        ("vardforlopp/", "Alla vårdförlopp", "efter titel och programområde"),
        ("indikatorer/", "Alla indikatorer", "efter ägare och datakälla"),
        ("riktlinjer/", "Nationella riktlinjer", "efter ämne och utgåva"),
        ("koder/", "Koder", "från en diagnoskod eller läkemedelskod till texten"),
        ("programomraden/", "Programområden", "och vad vart och ett har ansvar för"),
        ("handbok/", "Handboken", "för den som skriver eller hämtar texter"),
    ]
    served = ((path, words, more) for path, words, more in ways if path.rstrip("/") in links.site.served)
    return listing(f'<a href="{attribute(links.page(path))}">{words}</a> {more}' for path, words, more in served)


def _without(links: Links) -> str:
    """What there is without script: every list can be searched with the browser's own search."""
    said = "<p>Listorna visar allt, och webbläsarens egen sökning (Ctrl+F) hittar i dem:</p>"
    return f'<div class="rt-without">{notice("info", "Sökningen behöver JavaScript", said + _lists(links))}</div>\n'
