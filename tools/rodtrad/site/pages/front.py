"""The front page: what this is and is not, the ways in, what is new, how to comment and how to fetch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rodtrad.chapters import slug
from rodtrad.library import is_example
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import is_full_text
from rodtrad.site.addresses import Links
from rodtrad.site.page import Page, Site
from rodtrad.site.parts import attribute, badge, listing, text
from rodtrad.site.words import programme_area, sorting, swedish_date

SERVES = ("",)

LATEST = 6
"""How many releases are shown."""


def pages(site: Site) -> Iterator[Page]:
    """The page at the root."""
    links = Links(site, "")
    yield Page(
        path="",
        title="Vårdförlopp som hänger ihop",
        lead="En röd tråd från patientens utmaningar, genom vårdförloppets mål, till indikatorerna.",
        html="".join(
            (
                _search(links),
                _about(links, site),
                _examples(links, site),
                _areas(links, site),
                _latest(links, site),
                _take_part(links, site),
            )
        ),
        description="Rödtråd samlar vårdförlopp, indikatorer och nationella riktlinjer som text och som öppna data.",
        full_width=True,
    )


def _search(links: Links) -> str:
    return (
        f'<form class="rt-find__form rt-front-search" role="search" action="{links.page("sok/")}" method="get"'
        ' aria-label="Sök i allt innehåll">\n'
        '<div class="rt-find__words"><label for="rt-front-q">Sök tillstånd, åtgärd, indikator eller kod</label>'
        '<input type="search" id="rt-front-q" name="q" autocomplete="off" spellcheck="false"></div>\n'
        '<div><button type="submit" class="rt-button rt-button--main">Sök</button></div>\n</form>\n'
    )


def _about(links: Links, site: Site) -> str:
    library = site.library
    pathways = list(library.of(Kind.PATHWAY))
    texts = sum(1 for face in pathways if is_full_text(face))
    known = [
        f'<a href="{links.page("vardforlopp/")}">{len(pathways)} vårdförlopp</a>'
        f" i katalogen, {texts} av dem med text här",
        _counted(links, site, "indikatorer", Kind.INDICATOR, "indikatorer"),
        _counted(links, site, "riktlinjer", Kind.GUIDELINE, "utgåvor av nationella riktlinjer"),
    ]
    return (
        '<div class="rt-columns">\n<section aria-labelledby="det-har-ar"><h2 id="det-har-ar">Det här är</h2>\n'
        + listing(
            [
                "Vårdförlopp med flödesschema, åtgärder, tider, mål och indikatorer på samma sida",
                *known,
                "Samma innehåll som öppna data, för regioner som vill läsa hem det",
            ]
        )
        + '</section>\n<section aria-labelledby="det-har-ar-inte"><h2 id="det-har-ar-inte">Det här är inte</h2>\n'
        + listing(
            [
                "Bindande regler. Kunskapsstöd är vägledande.",
                "Ett besked om vad som är infört. Varje region beslutar om införandet.",
                "Den nationella texten, om det inte står på sidan. Posterna i katalogen länkar dit.",
                "Råd om en enskild patient. Inga patientuppgifter finns här.",
            ]
        )
        + "</section>\n</div>\n"
    )


def _counted(links: Links, site: Site, folder: str, kind: Kind, words: str) -> str:
    said = f"{sum(1 for _ in site.library.of(kind))} {text(words)}"
    return f'<a href="{links.page(f"{folder}/")}">{said}</a>' if folder in site.served else said


def _examples(links: Links, site: Site) -> str:
    """The pathways whose text is here."""
    faces = sorted((f for f in site.library.of(Kind.PATHWAY) if is_full_text(f)), key=lambda f: sorting(f.title))[:8]
    cards = [
        f'<span class="rt-card__title">{links.a(face.key, face.title)}</span>'
        f"{badge('Exempel', 'warn') if is_example(face) else ''}"
        f'<span class="rt-card__more">{text(programme_area(face, site.library))}</span>'
        for face in faces
    ]
    if not cards:
        return ""
    return f'<h2 id="texter">Vårdförlopp med text här</h2>\n{listing(cards, "rt-cards")}'


def _areas(links: Links, site: Site) -> str:
    """Programme areas with how many pathways each has."""
    counts: dict[str, int] = {}
    for face in site.library.of(Kind.PATHWAY):
        area = face.matter.programme_area if isinstance(face.matter, PathwayMatter) else None
        if area:
            counts[area] = counts.get(area, 0) + 1
    entries = site.library.register("programomraden")
    named: Mapping[str, str] = {id: entries[id].title for id in counts if id in entries}
    items = [
        f'<a href="{attribute(_area_address(links, site, id, named[id]))}">{text(named[id])}</a>'
        f' <span class="rt-count">{counts[id]}<span class="rt-sr"> vårdförlopp</span></span>'
        for id in sorted(named, key=lambda id: sorting(named[id]))
    ]
    return f'<h2 id="programomraden">Programområden</h2>\n{listing(items, "rt-areas")}' if items else ""


def _area_address(links: Links, site: Site, id: str, name: str) -> str:
    if "programomraden" in site.served:
        return links.page(f"programomraden/{id}/")
    return f"{links.page('vardforlopp/')}?programomrade={slug(name)}"


def _latest(links: Links, site: Site) -> str:
    """The newest releases and withdrawals."""
    items = []
    for event in reversed(site.events[-LATEST:]):
        date = f"{swedish_date(event.datum)}: " if event.datum else ""
        done = f"version {event.version}" if event.is_release else "upphävt"
        said = f" – {text(event.sammanfattning[0])}" if event.sammanfattning else ""
        found = site.library.resolve(event.dokument)
        mark = f" {badge('Exempel', 'warn')}" if found and is_example(found[0]) else ""
        items.append(f"{text(date)}{links.a(event.dokument, event.titel)}{mark}, {text(done)}{said}")
    inner = listing(items) or "<p>Inget är utgivet ännu. Texterna här är arbetstexter och uppgifter i katalogen.</p>\n"
    return f'<h2 id="senaste">Senaste utgåvor</h2>\n{inner}'


def _take_part(links: Links, site: Site) -> str:
    handbook = ""
    if "handbok" in site.served:
        handbook = f'<p><a href="{links.page("handbok/")}">Handboken</a> beskriver hur texterna skrivs.</p>\n'
    return (
        '<div class="rt-columns">\n<section aria-labelledby="kommentera"><h2 id="kommentera">Kommentera</h2>\n'
        "<p>Rubriker, åtgärder, mål och indikatorer har en länk som visas när du pekar på dem. Kopiera den när du"
        " lämnar en synpunkt, så syns det exakt vilket stycke du menar.</p>\n"
        f'{handbook}</section>\n<section aria-labelledby="hamta"><h2 id="hamta">Hämta hem innehållet</h2>\n'
        "<p>Allt innehåll finns som JSON-filer som hämtas utan nyckel. Varje fil säger vilken miljö den hör till och om"
        " texten är godkänd, ett exempel eller en uppgift i katalogen.</p>\n"
        "<pre><code>curl -s ADRESS/api/v1/index.json</code></pre>\n"
        f'<p>Börja med <a href="{links.page("api/v1/index.json")}">index.json</a>, som har kontrollsumma och adress för'
        " varje dokument.</p>\n"
        "</section>\n</div>\n"
    )
