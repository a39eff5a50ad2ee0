"""The list of all pathways, with filters."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.face import Face
from rodtrad.library import Library, is_example
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import is_full_text
from rodtrad.site.addresses import Links
from rodtrad.site.filtering import Row, filterable
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.parts import badge, text
from rodtrad.site.words import (
    KINDS,
    NATIONAL,
    kind_words,
    national_words,
    programme_area,
    sorting,
    state_words,
    year_of,
)

NAVIGATION = (Entry("Vårdförlopp", "vardforlopp/", 10),)

PATH = "vardforlopp/"
FILTERS = ("Programområde", "Läge", "Text", "År")


def pages(site: Site) -> Iterator[Page]:
    """The catalogue."""
    links = Links(site, PATH)
    faces = sorted(site.library.of(Kind.PATHWAY), key=lambda face: sorting(face.title))
    rows = [row(face, links, site.library) for face in faces]
    yield Page(
        path=PATH,
        title="Vårdförlopp",
        lead="Alla kända vårdförlopp och generiska modeller. De flesta poster är uppgifter om en text på annat håll.",
        html=filterable(rows, FILTERS, "vårdförlopp", newest_first=("År",)),
        description="Katalog över personcentrerade och sammanhållna vårdförlopp, med programområde, läge och år.",
        full_width=True,
    )


def row(face: Face, links: Links, library: Library) -> Row:
    """One line: title, area and state."""
    matter = face.matter
    assert isinstance(matter, PathwayMatter)
    national = matter.national
    area = programme_area(face, library)
    said = national_words(matter) or (state_words(face) if not is_example(face) else "")
    here = "Bara uppgifter" if not is_full_text(face) else "Exempeltext" if is_example(face) else "Text finns"
    marks = [badge(kind_words(face))] if kind_words(face) != KINDS[Kind.PATHWAY] else []
    if is_full_text(face):
        marks.append(badge(here, "warn" if is_example(face) else "mark"))
    html = (
        f'<span class="rt-row__title">{links.a(face.key, face.title)} {" ".join(marks)}</span>'
        f' <span class="rt-row__cell">{text(area or "Programområdet är inte känt")}</span>'
        f' <span class="rt-row__cell">{text(said)}</span>'
    )
    codes = [code for codes in (matter.codes or {}).values() for code in codes]
    words = " ".join([face.id, *(matter.other_titles or ()), *codes])
    state = NATIONAL[national.status] if national and national.status else state_words(face)
    year = year_of((national.approved or national.planned) if national else None)
    return Row(html, {"Programområde": area, "Läge": state, "Text": here, "År": year}, words)
