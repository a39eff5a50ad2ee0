"""Regionala avvikelser: every departure of a region from a national text, in one open list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rodtrad.face import BlockFace, Face, Role
from rodtrad.library import is_example
from rodtrad.model import AdditionMatter, Kind
from rodtrad.site.addresses import Links
from rodtrad.site.charting import stop_name
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.parts import attribute, badge, table, text
from rodtrad.site.words import sorting, swedish_date

SERVES = ("avvikelser",)
FOOTER = (Entry("Regionala avvikelser", "avvikelser/", 35),)

PATH = "avvikelser/"

_HEAD = ("Region", "Vårdförlopp", "Del", "Skäl", "Ansvarig", "Gäller till")


def pages(site: Site) -> Iterator[Page]:
    """The list; there is one even where nobody departs from anything."""
    links = Links(site, PATH)
    found = [(face, block) for face in site.library.of(Kind.ADDITION) for block in face.of(Role.DEVIATION)]
    found.sort(key=lambda one: _order(one[0], site))
    rows = [_row(face, block, links) for face, block in found]
    html = table("Regionernas avvikelser", _HEAD, rows) if rows else "<p>Inga avvikelser finns i samlingen.</p>\n"
    yield Page(
        path=PATH,
        title="Regionala avvikelser",
        lead="Här gör en region på ett annat sätt än det nationella vårdförloppet. Regionen har själv angett skälet.",
        html=html + _open(found, links),
        description="Regionernas avvikelser från nationella vårdförlopp, med skäl, ansvarig och slutdatum.",
        full_width=True,
    )


def _order(face: Face, site: Site) -> tuple[object, object]:
    """By name of region and of pathway; those of one document stay in its order."""
    matter = face.matter
    assert isinstance(matter, AdditionMatter)
    region = site.library.register("regioner").get(str(matter.region))
    national = site.library.get(Kind.PATHWAY, str(matter.adds_to))
    return sorting(region.title if region else face.id), sorting(national.title if national else face.id)


def _row(face: Face, block: BlockFace, links: Links) -> Sequence[str]:
    matter = face.matter
    assert isinstance(matter, AdditionMatter)
    target = next((ln.target for ln in face.links if ln.block == block.id and ln.relation == "at"), "")
    national = links.block(target)
    place = stop_name(national[1]) if national else block.title.partition(" vid ")[2] or block.title
    mark = f" {badge('Exempel', 'warn')}" if is_example(face) else ""
    return (
        links.entry("regioner", str(matter.region)) + mark,
        links.document(f"vardforlopp/{matter.adds_to}"),
        links.a(f"{face.key}#{block.id}", place),
        text(block.fact("Skäl") or "Inte angivet"),
        text(block.fact("Ansvarig") or "Inte angiven"),
        text(swedish_date(block.fact("Gäller till")) or "Inte angivet"),
    )


def _open(found: Sequence[tuple[Face, BlockFace]], links: Links) -> str:
    """Where a program reads the same."""
    released = all(face.key in links.site.released for face, _ in found)
    url = links.page(f"{'api' if released else 'utkast'}/v1/avvikelser.json")
    return f'<p>Listan finns också som <a href="{attribute(url)}">öppna data (JSON)</a>.</p>\n'
