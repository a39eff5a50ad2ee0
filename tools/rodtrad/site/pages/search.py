"""The search page; the script fills it in from the index that is made when the site is built."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.site.addresses import Links
from rodtrad.site.page import Page, Site
from rodtrad.site.parts import attribute, notice

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
    "Regel",
)
"""Kinds of pages that a search can be limited to."""


def pages(site: Site) -> Iterator[Page]:
    """The page that the search box leads to."""
    links = Links(site, "sok/")
    options = "".join(f"<option>{kind}</option>" for kind in KINDS)
    yield Page(
        path="sok/",
        title="Sök",
        html=(
            f'<div class="rt-find" data-rt-search="{attribute(links.page("pagefind/"))}"'
            f' data-rt-root="{attribute(links.page(""))}">\n'
            '<form class="rt-find__form" role="search" aria-label="Sök på webbplatsen" hidden>\n'
            '<div class="rt-find__words"><label for="rt-find-ord">Sökord</label>'
            '<input type="search" id="rt-find-ord" name="q" autocomplete="off" spellcheck="false"></div>\n'
            '<div><label for="rt-find-typ">Typ</label><select id="rt-find-typ" name="typ">'
            f'<option value="">Alla</option>{options}</select></div>\n'
            '<div><button type="submit" class="rt-button rt-button--main">Sök</button></div>\n</form>\n'
            '<p class="rt-find__count" role="status"></p>\n<ol class="rt-hits"></ol>\n'
            '<p><button type="button" class="rt-button" data-rt-more hidden>Visa fler träffar</button></p>\n</div>\n'
            "<div data-rt-without>"
            + notice(
                "info",
                "Sökningen behöver JavaScript",
                f'<p>Utan det finns allt i listorna, till exempel <a href="{attribute(links.page("vardforlopp/"))}">'
                "alla vårdförlopp</a>.</p>",
            )
            + "</div>\n"
        ),
        description="Sök bland vårdförlopp, indikatorer och riktlinjer.",
        searchable=False,
        noindex=True,
        full_width=True,
    )
