"""Register: the facts that documents point at (bodies, data sources, quality registers …), a page for each register."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.document import BlockFace, Face
from rodtrad.model import Kind, RegisterMatter
from rodtrad.site.addresses import OWN_PAGES, Links
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.pages._entries import entry_text, sources
from rodtrad.site.pages.glossary import REGISTER as GLOSSARY
from rodtrad.site.parts import Outline, facts, table, text
from rodtrad.site.words import sorting

SERVES = ("register",)
FOOTER = (Entry("Register", "register/", 50),)

HOME = "register/"


def pages(site: Site) -> Iterator[Page]:
    """The list of registers, and a page for each that has none elsewhere."""
    faces = sorted(site.library.of(Kind.REGISTER), key=lambda face: sorting(face.title))
    yield _list(faces, site)
    for face in faces:
        if face.id != GLOSSARY:
            yield _page(face, site)


def _list(faces: list[Face], site: Site) -> Page:
    links = Links(site, HOME)
    rows = [(links.document(face.key), str(len(face.blocks)), text(_matter(face).description or "")) for face in faces]
    return Page(
        path=HOME,
        title="Register",
        lead="Uppgifter som vårdförlopp, indikatorer och riktlinjer pekar på. Varje post har källa.",
        html=table("Alla register", ("Register", "Poster", "Innehåll"), rows, row_heads=True),
        description="Register över organ, programområden, regioner, datakällor och termer.",
        full_width=True,
    )


def _matter(face: Face) -> RegisterMatter:
    assert isinstance(face.matter, RegisterMatter)
    return face.matter


def _page(face: Face, site: Site) -> Page:
    links = Links(site, f"{face.key}/")
    matter = _matter(face)
    feed = f'<a href="{links.page(f"api/v1/register/{face.id}.json")}" type="application/json">JSON</a>'
    outline = Outline()
    outline.add(f"<p>{text(matter.description or '')}</p>\n")
    outline.add(facts([("Poster", str(len(face.blocks))), ("Källa", sources(matter.source)), ("Öppna data", feed)]))
    for entry in sorted(face.blocks, key=lambda entry: sorting(entry.title)):
        outline.section(entry.title, _entry(face, entry, links), entry.id)
    return Page(
        path=links.path,
        title=face.title,
        kicker="Register",
        html=outline.html,
        toc=outline.toc,
        description=(matter.description or face.title)[:160],
        filters={"Typ": ["Register"]},
        source=face.path,
    )


def _entry(face: Face, entry: BlockFace, links: Links) -> str:
    """An entry that has a page of its own is only linked to."""
    if face.id in OWN_PAGES:
        return f"<p>{links.a(f'{face.key}#{entry.id}', 'Egen sida')}</p>\n"
    return entry_text(entry, links)
