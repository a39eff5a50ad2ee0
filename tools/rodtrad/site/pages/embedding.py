"""Bädda in: the code that a region puts on its own page to show a block from here, and a block shown that way."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.face import Face, Role
from rodtrad.feed.addresses import RELEASED
from rodtrad.model import Kind
from rodtrad.rules import is_full_text
from rodtrad.site import assets
from rodtrad.site.addresses import Links
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.parts import Outline, attribute, listing, table, text

SERVES = ("inbaddning",)
FOOTER = (Entry("Bädda in", "inbaddning/", 45),)

UNKNOWN = "https://ADRESS/"
"""What stands in the code where the site does not know its own address."""

ATTRIBUTES = (
    ("src", f"Flödets adress: webbplatsens adress och <code>{RELEASED}/</code>."),
    (
        "block",
        "Dokumentets nyckel, och efter <code>#</code> id för den del som ska visas med allt under sig. Utan"
        " <code>#</code> visas hela dokumentet.",
    ),
    ("version", "En utgåva, till exempel <code>1.0.0</code>. Utan den visas alltid den utgåva som gäller."),
    ("level", "Rubriknivå på er sida, 1–6. Utan den är rubriken på nivå 3."),
)

SAYS = (
    "Ett exempel, en arbetstext och allt annat som inte är beslutat har en tydlig ruta direkt under rubriken.",
    "Har texten upphävts står det, med skälet och det som gäller i stället, och ingen text visas. Det gäller också när"
    " en viss utgåva är vald.",
    "Går det inte att hämta texten visas er egen länk.",
)


def pages(site: Site) -> Iterator[Page]:
    """The page, with the first released text as its example."""
    links = Links(site, "inbaddning/")
    example = next(_examples(site), None)
    key, block = (example[0].key, example[1]) if example else ("vardforlopp/ID", "STYCKE")
    home = site.address or UNKNOWN
    outline = Outline()
    outline.section(
        "Kod att kopiera", f'<pre class="rt-wrap"><code>{text(_code(home, key, block))}</code></pre>\n' + _more(links)
    )
    outline.section(
        "Attribut",
        table(
            "Attribut",
            ("Attribut", "Vad det betyder"),
            ((text(a), b) for a, b in ATTRIBUTES),
            row_heads=True,
        ),
    )
    outline.section("Vad läsaren ser", listing(SAYS))
    if example:
        outline.section("Så ser det ut", _shown(links, *example))
    yield Page(
        path="inbaddning/",
        title="Bädda in",
        lead="Visa en del av ett vårdförlopp på en annan webbplats, hämtad härifrån.",
        html=outline.html,
        toc=outline.toc,
        description="Hur en region visar en del av ett vårdförlopp på sin egen webbplats.",
    )


def _examples(site: Site) -> Iterator[tuple[Face, str]]:
    """Released pathways that hold, each with the id of its first action."""
    for face in site.library.of(Kind.PATHWAY):
        holds = face.key in site.released and face.key not in site.withdrawn and is_full_text(face)
        if holds and (action := next(face.of(Role.ACTION), None)):
            yield face, action.id


def _code(home: str, key: str, block: str) -> str:
    """What goes into the region's page."""
    return (
        f'<script type="module" src="{home}assets/{assets.BLOCK}"\n'
        f'        integrity="{assets.integrity()}"></script>\n\n'
        f'<rodtrad-block src="{home}{RELEASED}/" block="{key}#{block}">\n'
        f'  <a href="{home}{key}/#{block}">Läs hos Rödtråd</a>\n</rodtrad-block>'
    )


def _more(links: Links) -> str:
    return (
        "<p>Länken inuti visas tills texten är hämtad, och när den inte går att hämta. Skriptet sätter inga kakor och"
        " frågar bara efter de dokument som visas.</p>\n"
        f"<p>Stilar, säkerhetspolicy och mer beskrivs i handboken: {links.document('handbok/for-regioner')}.</p>\n"
    )


def _shown(links: Links, face: Face, block: str) -> str:
    return (
        f'<script type="module" src="{links.page(f"assets/{assets.BLOCK}")}"></script>\n'
        f'<rodtrad-block src="{links.page(f"{RELEASED}/")}" block="{attribute(f"{face.key}#{block}")}">\n'
        f"<p>{links.a(f'{face.key}#{block}', f'Läs i {face.title}')}</p>\n</rodtrad-block>\n"
    )
