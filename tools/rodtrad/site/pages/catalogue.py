"""The list of all pathways with facets, and a page for each value of a facet: what can be chosen without script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rodtrad.face import Face
from rodtrad.library import Library, is_example
from rodtrad.model import Kind, PathwayMatter
from rodtrad.rules import is_full_text
from rodtrad.site.addresses import Links
from rodtrad.site.faceting import UNKNOWN, At, Facet, Row, choices, faceted
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.pages._coverage import Counted, counted
from rodtrad.site.parts import Outline, badge, listing, text
from rodtrad.site.words import (
    KINDS,
    NATIONAL,
    capital,
    kind_words,
    national_words,
    programme_area,
    sorting,
    state_words,
    year_of,
)

SERVES = ("katalog",)
NAVIGATION = (Entry("Vårdförlopp", "vardforlopp/", 10),)

PATH, FOLDER = "vardforlopp/", "katalog/"

HERE, EXAMPLE, ELSEWHERE = "Text finns här", "Exempeltext", "Bara registerpost"
WITH_DATA, WITHOUT_DATA, NONE_HERE = "Med data", "Utan data", "Inga indikatorer här"

FACETS = (
    Facet("Programområde"),
    Facet("Typ"),
    Facet("Läge"),
    Facet("Text"),
    Facet("Vårdnivå"),
    Facet("Riktlinje"),
    Facet("Indikatorer", always=(WITH_DATA, WITHOUT_DATA, NONE_HERE)),
    Facet("År", newest_first=True),
)

NOUN = "vårdförlopp"


def pages(site: Site) -> Iterator[Page]:
    """The catalogue, and a page for each value."""
    faces = sorted(site.library.of(Kind.PATHWAY), key=lambda face: sorting(face.title))
    home = At(Links(site, PATH), PATH, FOLDER)
    rows = [row(face, home.links) for face in faces]
    yield Page(
        path=PATH,
        title="Vårdförlopp",
        lead="Alla kända vårdförlopp och generiska modeller. De flesta poster är uppgifter om en text på annat håll.",
        html=faceted(rows, rows, FACETS, NOUN, home),
        description="Katalog över personcentrerade och sammanhållna vårdförlopp, med programområde, läge och år.",
        full_width=True,
    )
    chosen = list(choices(rows, FACETS))
    yield _choices(chosen, Links(site, FOLDER), home)
    for facet, value, count in chosen:
        at = At(Links(site, home.path(facet, value)), PATH, FOLDER, (facet.name, value))
        mine = [row(f, at.links) for f, r in zip(faces, rows, strict=True) if facet.names(value, r)]
        names = sorted({name for r in rows for name in facet.names(value, r)}, key=sorting)
        more = f"{at.links.page(PATH)}?{facet.id}={at.links.path.split('/')[2]}"
        yield Page(
            path=at.links.path,
            title=f"{facet.name}: {' / '.join(names)}",
            kicker="Vårdförlopp, urval",
            html=(
                f'<p><a href="{at.links.page(PATH)}">Alla {len(rows)} vårdförlopp</a>.'
                f' Urval går att <a href="{more}">kombinera i katalogen</a>.</p>\n'
                + faceted(rows, mine, FACETS, NOUN, at)
            ),
            description=f"Vårdförlopp i katalogen. {facet.name}: {value}. {count} av {len(rows)}."[:160],
            full_width=True,
            searchable=False,
        )


def _choices(chosen: Sequence[tuple[Facet, str, int]], links: Links, home: At) -> Page:
    """Every way to choose among the pathways, for those who shorten an address."""
    outline = Outline()
    for facet in dict.fromkeys(facet for facet, _, _ in chosen):
        values = [(value, count) for other, value, count in chosen if other is facet]
        items = [
            f'<a href="{links.page(home.path(facet, value))}">{text(value)}</a> {count}' for value, count in values
        ]
        outline.section(facet.name, listing(items))
    return Page(
        path=FOLDER,
        title="Urval av vårdförlopp",
        html=f'<p><a href="{links.page(PATH)}">Hela katalogen</a>, där urval kan kombineras.</p>\n{outline.html}',
        toc=outline.toc,
        description="Vårdförlopp efter programområde, typ, läge, vårdnivå, riktlinje, indikatorer och år.",
        searchable=False,
    )


def row(face: Face, links: Links) -> Row:
    """One line: title, area and state."""
    matter = face.matter
    assert isinstance(matter, PathwayMatter)
    library = links.site.library
    area = programme_area(face, library)
    said = national_words(matter) or (state_words(face) if not is_example(face) else "")
    values = _values(face, matter, library)
    marks = [badge(kind_words(face))] if kind_words(face) != KINDS[Kind.PATHWAY] else []
    if is_full_text(face):
        marks.append(badge(values["Text"][0], "warn" if is_example(face) else "mark"))
    html = (
        f'<span class="rt-row__title">{links.a(face.key, face.title)} {" ".join(marks)}</span>'
        f' <span class="rt-row__cell">{text(area or "Programområdet är inte känt")}</span>'
        f' <span class="rt-row__cell">{text(said)}</span>'
    )
    codes = [code for codes in (matter.codes or {}).values() for code in codes]
    return Row(html, values, " ".join([face.id, *(matter.other_titles or ()), *codes]))


def _values(face: Face, matter: PathwayMatter, library: Library) -> Mapping[str, Sequence[str]]:
    """What the row is found by; what is not known is said to be so."""
    national = matter.national
    state = NATIONAL[national.status] if national and national.status else state_words(face)
    year = year_of((national.approved or national.planned) if national else None)
    guidelines = [library.get(Kind.GUIDELINE, id) for id in matter.guidelines or ()]
    return {
        "Programområde": [programme_area(face, library) or UNKNOWN],
        "Typ": [kind_words(face)],
        "Läge": [state],
        "Text": [ELSEWHERE if not is_full_text(face) else EXAMPLE if is_example(face) else HERE],
        "Vårdnivå": [capital(level.value) for level in matter.audiences or ()] or [UNKNOWN],
        "Riktlinje": list(dict.fromkeys(g.title for g in guidelines if g)) or [UNKNOWN],
        "Indikatorer": [_measured(counted(library, face.measures))],
        "År": [year or UNKNOWN],
    }


def _measured(counts: Counted) -> str:
    """Whether some indicator has data; examples never count."""
    if not counts.data.whole:
        return NONE_HERE
    return WITH_DATA if counts.data.part else WITHOUT_DATA
