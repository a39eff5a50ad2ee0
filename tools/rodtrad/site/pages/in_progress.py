"""Arbete på gång: who writes what, for which programme area and by when, as far as a source says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rodtrad.face import Face
from rodtrad.library import is_example
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import is_full_text
from rodtrad.site.addresses import Links
from rodtrad.site.page import Page, Site
from rodtrad.site.pages._entries import sources
from rodtrad.site.parts import Outline, badge, table, text
from rodtrad.site.words import BASES, STATES, capital, sorting
from rodtrad.values import Basis, NationalStatus, Status

PATH = "forvaltning/pagaende/"

UNKNOWN = "Inte känt"

HEAD = ("Vårdförlopp", "Vem", "Planerat", "Vad som är känt", "Källa")

CONTRADICTIONS, COUNT = "motsagelser-2023", "under-arbete-10-eller-12"
"""The register of what the report contradicts itself on, and the entry on how many are under way."""

_RELATIONS = (
    ("replaces", "Ska ersätta"),
    ("merged_into", "Ska uppgå i"),
    ("part_of", "Del av"),
)


def pages(site: Site) -> Iterator[Page]:
    """One page."""
    links = Links(site, PATH)
    faces = sorted(site.library.of(Kind.PATHWAY), key=lambda face: sorting(face.title))
    national = [face for face in faces if _is_under_way(_matter(face))]
    here = [face for face in faces if is_full_text(face) and _matter(face).status is not Status.APPROVED]
    outline = Outline()
    outline.section("Under arbete nationellt", _national(national, links))
    outline.section("Ska ersättas", _to_be_replaced(faces, links))
    outline.section("Arbetstexter här", _here(here, links))
    yield Page(
        path=PATH,
        title="Arbete på gång",
        kicker="Förvaltning",
        lead="Vårdförlopp som skrivs eller skrivs om, så långt någon källa säger det.",
        html=outline.html,
        toc=outline.toc,
        description="Vårdförlopp under arbete: programområde, planerad tid och källa.",
        full_width=True,
    )


def _matter(face: Face) -> PathwayMatter:
    assert isinstance(face.matter, PathwayMatter)
    return face.matter


def _is_under_way(matter: PathwayMatter) -> bool:
    return bool(matter.national and matter.national.status is NationalStatus.IN_PROGRESS)


def _national(faces: Sequence[Face], links: Links) -> str:
    if not faces:
        return "<p>Ingen källa nämner något.</p>\n"
    rows = [
        (
            links.document(face.key),
            _who(_matter(face), links),
            text(capital(national.planned or "") or UNKNOWN),
            _known(_matter(face), links),
            sources(national.source),
        )
        for face in faces
        if (national := _matter(face).national)
    ]
    entry = links.site.library.register(CONTRADICTIONS).get(COUNT)
    doubt = ""
    if entry:
        doubt = f" Källan säger emot sig själv: {links.a(f'register/{CONTRADICTIONS}#{COUNT}', entry.title)}."
    return (
        f"<p>{len(rows)} poster i katalogen. Läget gäller när källan skrevs; vad som har hänt sedan dess är okänt om"
        f" det inte står.{doubt}</p>\n" + table("Vårdförlopp under arbete nationellt", HEAD, rows, row_heads=True)
    )


def _who(matter: PathwayMatter, links: Links) -> str:
    """The programme area and the body that owns it, and how the area is known."""
    if not matter.programme_area:
        area = f"Programområde: {UNKNOWN.casefold()}"
    else:
        basis = matter.programme_area_basis
        inferred = f" {badge(BASES[basis])}" if basis and basis is not Basis.STATED else ""
        area = links.entry("programomraden", matter.programme_area) + inferred
    owner = matter.owner if matter.owner != matter.programme_area else None
    return area + (f"<br>Förvaltas av {links.entry('organ programomraden', owner)}" if owner else "")


def _known(matter: PathwayMatter, links: Links) -> str:
    said = []
    for name, words in _RELATIONS:
        value = getattr(matter, name)
        ids = (value,) if isinstance(value, str) else value or ()
        said += [f"{words} {links.document(f'vardforlopp/{id}')}." for id in ids]
    if matter.national and matter.national.note:
        said.append(text(matter.national.note))
    return " ".join(said) or "–"


def _to_be_replaced(faces: Sequence[Face], links: Links) -> str:
    """Those that hold, until what is being written replaces them."""
    rows = [
        (links.document(face.key), links.document(f"vardforlopp/{matter.replaced_by}"), text(national.note or "–"))
        for face in faces
        if (matter := _matter(face)).replaced_by
        and (national := matter.national)
        and national.status is NationalStatus.APPROVED
    ]
    if not rows:
        return "<p>Ingen källa nämner något.</p>\n"
    return table("Vårdförlopp som ska ersättas", ("Vårdförlopp", "Ersätts av", "Vad som är känt"), rows, row_heads=True)


def _here(faces: Sequence[Face], links: Links) -> str:
    rows = [
        (
            links.document(face.key) + (f" {badge('Exempeltext', 'warn')}" if is_example(face) else ""),
            text(STATES[_matter(face).status or Status.DRAFT]),
            text(_matter(face).version or "–"),
            _who(_matter(face), links),
        )
        for face in faces
    ]
    if not rows:
        return "<p>Inga arbetstexter finns här.</p>\n"
    said = "<p>Planerad tid finns inte för texter här. Exempel visar formatet; ingen arbetsgrupp skriver dem.</p>\n"
    return said + table("Arbetstexter här", ("Vårdförlopp", "Läge", "Version", "Vem"), rows, row_heads=True)
