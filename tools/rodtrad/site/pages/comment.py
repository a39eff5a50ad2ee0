"""Så kommenterar du: how to point at exactly one block, and where to send what one thinks."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.site.addresses import Links
from rodtrad.site.commenting import comment_address
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.parts import Outline, attribute, listing, notice

SERVES = ("kommentera",)
FOOTER = (Entry("Så kommenterar du", "kommentera/", 15),)

PATH = "kommentera/"


def pages(site: Site) -> Iterator[Page]:
    """One page."""
    links = Links(site, PATH)
    outline = Outline()
    outline.section("Peka ut stycket", _point(site))
    outline.section("Vad som är bra att ha med", _include())
    outline.section("Var du skickar synpunkten", where(site, PATH))
    outline.section("Öppen remiss", _consultation(links))
    yield Page(
        path=PATH,
        title="Så kommenterar du",
        lead="Peka ut exakt det stycke du menar, så behöver ingen leta.",
        html=outline.html,
        toc=outline.toc,
        description="Hur du pekar ut ett stycke i ett vårdförlopp och vart du skickar en synpunkt.",
    )


def where(site: Site, path: str) -> str:
    """Where to send a comment on a page; says so where no address is set."""
    address = comment_address(site, path)
    if address is None:
        return notice(
            "info",
            "Adress saknas.",
            "<p>Den som driver webbplatsen har inte angett vart synpunkter ska skickas.</p>",
        )
    return f'<p><a href="{attribute(address)}">Lämna en synpunkt</a></p>\n'


def _point(site: Site) -> str:
    """With the site's script and without it; what is shown only where the site has an address is told only there."""
    here = (
        " Intill visas länken <em>Kommentera stycket</em>, med stycket och versionen ifyllda." if site.comments else ""
    )
    card = "<p>Varje åtgärd har länken <em>Kommentera</em>, som gör detsamma.</p>\n" if site.comments else ""
    return (
        "<ol>\n<li>Gå till rubriken, åtgärden, målet eller indikatorn som du har en synpunkt på.</li>\n"
        "<li>Peka på den, eller gå dit med tabbtangenten. Då visas tecknet # efter texten.</li>\n"
        f"<li>Följ länken. Då kopieras adressen till just det stycket.{here}</li>\n</ol>\n{card}"
        "<p>Utan JavaScript, eller om webbläsaren inte får kopiera, står adressen i adressfältet när du har följt"
        " länken. Kopiera den därifrån.</p>\n"
        "<p>Adressen slutar med styckets id, till exempel <code>#kartlaggning</code>. Id:t är detsamma när texten"
        " skrivs om, men bokstaven framför åtgärden kan ändras.</p>\n"
    )


def _include() -> str:
    return listing(
        (
            "Länken till stycket.",
            "Versionen som du har läst. Den står överst på sidan.",
            "Vad som är fel eller saknas, och gärna en källa.",
            "Hur du hellre vill att det ska stå.",
        )
    ) + notice("warning", "Skriv inga uppgifter om en patient eller någon annan enskild person.")


def _consultation(links: Links) -> str:
    return (
        "<p>Innan ett vårdförlopp godkänns går det ut på öppen remiss. Då får vem som helst svara. "
        f'<a href="{links.page("forvaltning/", "pa-remiss")}">Vårdförlopp på remiss</a>.</p>\n'
    )
