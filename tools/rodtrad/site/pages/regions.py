"""Regioner och sjukvårdsregioner: an overview, and a page for each region with its additions and known figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rodtrad.face import BlockFace, Face, Role
from rodtrad.library import Library, is_example
from rodtrad.model import AdditionMatter, Kind
from rodtrad.once import once
from rodtrad.site.addresses import Links
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.pages._entries import entry_text, values
from rodtrad.site.parts import Outline, all_deviations, badge, heading, listing, table, text
from rodtrad.site.words import joined, sorting

SERVES = ("regioner",)
NAVIGATION = (Entry("Regioner", "regioner/", 50),)

HOME = "regioner/"


@once
def additions(library: Library) -> Mapping[str, Sequence[Face]]:
    """Id of a region → its additions to pathways."""
    table: dict[str, list[Face]] = {}
    for face in library.of(Kind.ADDITION):
        assert isinstance(face.matter, AdditionMatter)
        table.setdefault(str(face.matter.region), []).append(face)
    return table


def pages(site: Site) -> Iterator[Page]:
    """The overview and the pages."""
    regions = sorted(site.library.register("regioner").values(), key=lambda entry: sorting(entry.title))
    yield _overview(regions, site)
    for entry in regions:
        yield _page(entry, site)


def _overview(regions: Sequence[BlockFace], site: Site) -> Page:
    links = Links(site, HOME)
    html = heading(2, "sjukvardsregioner", "Sjukvårdsregioner") + _healthcare_regions(regions, links)
    html += heading(2, "regioner", "Regioner") + _regions(regions, links)
    return Page(
        path=HOME,
        title="Regioner",
        lead="Regionerna beslutar om införande och bedriver vården. De samverkar i sjukvårdsregioner.",
        html=html + all_deviations(links) + _sources(links),
        description="Regioner och sjukvårdsregioner, och vilka programområden sjukvårdsregionerna är värdar för.",
        full_width=True,
    )


def _healthcare_regions(regions: Sequence[BlockFace], links: Links) -> str:
    library = links.site.library
    areas = sorted(library.register("programomraden").values(), key=lambda entry: sorting(entry.title))
    rows = []
    for entry in sorted(library.register("sjukvardsregioner").values(), key=lambda entry: sorting(entry.title)):
        mine = [region for region in regions if entry.id in values(region, "sjukvårdsregion")]
        hosted = [area for area in areas if entry.id in values(area, "värd")]
        rows.append(
            (
                links.entry("sjukvardsregioner", entry.id),
                listing((_member(region, links) for region in mine), "rt-plain") or "–",
                listing((links.entry("programomraden", area.id) for area in hosted), "rt-plain") or "Inget känt",
                text(entry.fact("anmärkning") or "–"),
            )
        )
    head = ("Sjukvårdsregion", "Regioner", "Känd värd för programområden", "Anmärkning")
    return table("Sjukvårdsregioner med regioner och värdskap", head, rows, row_heads=True)


def _member(region: BlockFace, links: Links) -> str:
    divided = f" {badge('delad', 'part')}" if len(values(region, "sjukvårdsregion")) > 1 else ""
    return links.entry("regioner", region.id) + divided


def _regions(regions: Sequence[BlockFace], links: Links) -> str:
    found = additions(links.site.library)
    rows = [
        (
            links.entry("regioner", region.id),
            text(region.fact("län") or "–"),
            text(region.fact("länskod") or "–"),
            joined(links.entry("sjukvardsregioner", id) for id in values(region, "sjukvårdsregion")) or "Inte känd",
            str(len(found.get(region.id, ()))),
        )
        for region in regions
    ]
    head = ("Region", "Län", "Länskod", "Sjukvårdsregion", "Regionala tillägg här")
    return table("De 21 regionerna" if len(rows) == 21 else "Regioner", head, rows, row_heads=True)


def _sources(links: Links) -> str:
    if "register" not in links.site.served:
        return ""
    return f'<p>Källor och anmärkningar finns i <a href="{links.page("register/regioner/")}">registret</a>.</p>\n'


def _page(entry: BlockFace, site: Site) -> Page:
    links = Links(site, f"{HOME}{entry.id}/")
    outline = Outline()
    outline.add(entry_text(entry, links))
    mine = additions(site.library).get(entry.id, ())
    outline.section("Regionala tillägg", _additions(mine, links))
    if figures := [fact for fact in site.library.register("laget-2023").values() if entry.id in values(fact, "avser")]:
        html = listing(
            f"{text(f.title)}: {text(f.fact('värde'))} {text(f.fact('enhet'))} ({text(f.fact('rader'))})"
            for f in figures
        )
        outline.section("Uppgifter från 2023", html)
    return Page(
        path=links.path,
        title=entry.title,
        kicker="Region",
        html=outline.html,
        toc=outline.toc,
        description=f"{entry.title}: sjukvårdsregion och regionala tillägg till vårdförlopp.",
        filters={"Typ": ["Region"], "Region": [entry.title]},
    )


def _additions(mine: Sequence[Face], links: Links) -> str:
    if not mine:
        return "<p>Inga regionala tillägg finns i samlingen.</p>\n"
    items = []
    for face in mine:
        adds_to = getattr(face.matter, "adds_to", "")
        found = links.site.library.resolve(f"vardforlopp/{adds_to}")
        mark = f" {badge('Exempel', 'warn')}" if is_example(face) else ""
        items.append(links.a(face.key, found[0].title if found else str(adds_to)) + mark)
    departs = any(True for face in mine for _ in face.of(Role.DEVIATION))
    return listing(items) + (all_deviations(links) if departs else "")
