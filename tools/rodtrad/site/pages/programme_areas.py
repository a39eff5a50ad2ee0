"""Nationella programområden: a list, and a page for each with its pathways and its host; gaps shown as unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rodtrad.chapters import slug
from rodtrad.face import BlockFace, Face
from rodtrad.library import Library, is_example
from rodtrad.model import Kind, PathwayMatter
from rodtrad.once import once
from rodtrad.rules import is_full_text
from rodtrad.site.addresses import Links
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.pages._coverage import counted, covered, total
from rodtrad.site.pages._entries import entry_text, source_text, values
from rodtrad.site.parts import Outline, badge, facts, heading, notice, table, text
from rodtrad.site.words import BASES, kind_words, national_words, sorting, state_words
from rodtrad.values import Basis

SERVES = ("programomraden",)
NAVIGATION = (Entry("Programområden", "programomraden/", 40),)

HOME = "programomraden/"

UNKNOWN = "Inte känt"


@once
def by_area(library: Library) -> Mapping[str, Sequence[Face]]:
    """Id of a programme area ("" for none) → its pathways, by title."""
    table: dict[str, list[Face]] = {}
    for face in sorted(library.of(Kind.PATHWAY), key=lambda face: sorting(face.title)):
        table.setdefault(getattr(face.matter, "programme_area", None) or "", []).append(face)
    return table


def host(entry: BlockFace, links: Links) -> str:
    """The healthcare region that hosts an area, and how that is known."""
    ids = values(entry, "värd")
    if not ids:
        return text(UNKNOWN)
    seen = entry.fact("värd sedd")
    basis = entry.fact("värd grund")
    inferred = f" {badge(BASES[Basis(basis)])}" if basis in list(Basis) and basis != Basis.STATED else ""
    year = f" (sett {seen})" if seen else ""
    return ", ".join(links.entry("sjukvardsregioner", id) for id in ids) + text(year) + inferred


def pages(site: Site) -> Iterator[Page]:
    """The list and the pages."""
    entries = sorted(site.library.register("programomraden").values(), key=lambda entry: sorting(entry.title))
    yield _list(entries, site)
    for entry in entries:
        yield _page(entry, site)


def _list(entries: Sequence[BlockFace], site: Site) -> Page:
    links = Links(site, HOME)
    areas = by_area(site.library)
    rows = [
        (
            links.entry("programomraden", entry.id),
            str(len(areas.get(entry.id, ()))),
            str(sum(is_full_text(face) for face in areas.get(entry.id, ()))),
            host(entry, links),
        )
        for entry in entries
    ]
    head = ("Programområde", "Vårdförlopp", "Med text här", "Värd")
    html = table("Nationella programområden och deras vårdförlopp", head, rows, row_heads=True)
    register = site.library.faces.get("register/programomraden")
    about = getattr(register.matter, "description", None) if register else None
    if about:
        html = f"<p>{text(about)}</p>\n" + html
    if loose := areas.get(""):
        html += heading(2, "utan-programomrade", "Vårdförlopp utan känt programområde")
        html += _pathways(loose, links, "Vårdförlopp utan känt programområde")
    return Page(
        path=HOME,
        title="Nationella programområden",
        lead="Programområdena tar fram och förvaltar vårdförlopp, var sitt område.",
        html=html,
        description="Nationella programområden med vårdförlopp och värdregion.",
        full_width=True,
    )


def _page(entry: BlockFace, site: Site) -> Page:
    links = Links(site, f"{HOME}{entry.id}/")
    mine = by_area(site.library).get(entry.id, ())
    outline = Outline()
    outline.add(_in_short(mine, entry.title, links))
    outline.section("Vårdförlopp", _pathways(mine, links, f"Vårdförlopp inom {entry.title}"))
    outline.section("Värd", _host(entry, links))
    rest = entry_text(entry, links, ("värd", "värd grund", "värd sedd", "värd källa"))
    outline.section("Om uppgifterna", rest)
    return Page(
        path=links.path,
        title=entry.title,
        kicker="Nationellt programområde",
        html=outline.html,
        toc=outline.toc,
        description=f"Nationellt programområde: {entry.title}. {len(mine)} vårdförlopp.",
        filters={"Typ": ["Programområde"], "Programområde": [entry.title]},
    )


def _in_short(mine: Sequence[Face], name: str, links: Links) -> str:
    """How much there is, and how much of the red thread; examples are not counted among the indicators."""
    library = links.site.library
    keys = {face.key for face in mine}
    found = [one for one in covered(library) if one.face.key in keys]
    counts = counted(library, dict.fromkeys(key for one in found for key in one.indicators))
    choice = f"katalog/programomrade/{slug(name)}/"
    here = f'<a href="{links.page(choice)}">{len(mine)}</a>' if mine else "0"
    coverage = f'<a href="{links.page("tackning/")}">{total(one.goals for one in found).words}</a>' if found else ""
    return facts(
        [
            ("Vårdförlopp", here),
            ("Med text här", str(len(found))),
            ("Mål med indikator", coverage),
            ("Indikatorer med data", counts.data.words if found else ""),
        ]
    )


def _host(entry: BlockFace, links: Links) -> str:
    if not values(entry, "värd"):
        return notice("quiet", "Värden är inte känd.", "<p>Ingen källa som har gåtts igenom anger den.</p>")
    return f"<p>{host(entry, links)}</p>\n{source_text(values(entry, 'värd källa'), None)}"


def _pathways(faces: Sequence[Face], links: Links, caption: str) -> str:
    """Pathways with their state, and how it is known that they belong here."""
    if not faces:
        return "<p>Inget vårdförlopp i samlingen är knutet till programområdet.</p>\n"
    rows = [
        (
            links.document(face.key) + (f" {badge('Exempeltext', 'warn')}" if is_example(face) else ""),
            text(kind_words(face)),
            text(national_words(_matter(face)) or state_words(face)),
            _basis(_matter(face)),
        )
        for face in faces
    ]
    return table(caption, ("Titel", "Slag", "Läge", "Kopplingen är"), rows, row_heads=True)


def _matter(face: Face) -> PathwayMatter:
    assert isinstance(face.matter, PathwayMatter)
    return face.matter


def _basis(matter: PathwayMatter) -> str:
    basis = matter.programme_area_basis
    if basis is None:
        return "–" if not matter.programme_area else text("grund inte angiven")
    return text(BASES[basis]) if basis is Basis.STATED else badge(BASES[basis])
