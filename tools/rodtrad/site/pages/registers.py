"""Register: the facts that documents point at (bodies, data sources, quality registers …), a page for each register."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.face import BlockFace, Face
from rodtrad.model import Kind, RegisterMatter
from rodtrad.site.addresses import OWN_PAGES, Links
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.pages._entries import grouped, label, pointed, sources, sources_in_line, written
from rodtrad.site.pages.glossary import REGISTER as GLOSSARY
from rodtrad.site.parts import facts, listing, table, text
from rodtrad.site.words import sorting

SERVES = ("register",)
FOOTER = (Entry("Register", "register/", 50),)

HOME = "register/"

WORDS = frozenset({"kodtitlar", "ordlista", "synonymer"})
"""Registers of words that say nothing of what they mean: a search would only find them beside what it is for."""


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
    entries = sorted(face.blocks, key=lambda entry: sorting(entry.title))
    rows = [_row(face, entry, links) for entry in entries]
    head = facts([("Poster", str(len(rows))), ("Källa", sources(matter.source)), ("Öppna data", feed)])
    return Page(
        path=links.path,
        title=face.title,
        kicker="Register",
        html=(
            f"<p>{text(matter.description or '')}</p>\n{head}"
            + table(f"{face.title}: alla poster", ("Namn", "Uppgifter", "Anmärkning och källa"), rows, row_heads=True)
        ),
        description=(matter.description or face.title)[:160],
        filters={"Typ": ["Register"]},
        source=face.path,
        searchable=face.id not in WORDS,
        full_width=True,
    )


def _row(face: Face, entry: BlockFace, links: Links) -> tuple[str, ...]:
    """An entry as it is written; the name leads to its own page where it has one."""
    name = links.a(f"{face.key}#{entry.id}", entry.title) if face.id in OWN_PAGES else text(entry.title)
    said = (
        f"{text(label(key))}: {', '.join(written(key, value, links) for value in found)}"
        for key, found in grouped(entry, ("källa", "anmärkning")).items()
    )
    remark = entry.fact("anmärkning")
    return (
        pointed(entry.id, name, entry.title),
        listing(said, "rt-plain") or "–",
        (f"{text(remark)}<br>" if remark else "") + f"Källa: {sources_in_line(entry)}",
    )
