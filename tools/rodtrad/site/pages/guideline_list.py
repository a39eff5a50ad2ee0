"""The list of national guidelines, one line for each series with its editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rodtrad.face import Face, Role
from rodtrad.library import Library
from rodtrad.model import GuidelineMatter, Kind
from rodtrad.site.addresses import Links
from rodtrad.site.filtering import Row, filterable
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.pages.guidelines import legend, resting, standing
from rodtrad.site.parts import listing, text
from rodtrad.site.words import STANDINGS, sorting
from rodtrad.values import Edition

NAVIGATION = (Entry("Riktlinjer", "riktlinjer/", 30),)

PATH = "riktlinjer/"
FILTERS = ("Läge", "Utgivare", "Rader")


def pages(site: Site) -> Iterator[Page]:
    """The list."""
    links = Links(site, PATH)
    series = sorted(_series(site.library), key=lambda editions: sorting(_newest(editions).title))
    yield Page(
        path=PATH,
        title="Nationella riktlinjer",
        lead="Utgåvor som vårdförloppen vilar på, och de rekommendationer som en källa återger.",
        html=filterable([_row(editions, links) for editions in series], FILTERS, "riktlinjer") + legend(),
        description="Nationella riktlinjer med utgåvor, läge och återgivna rekommendationer.",
        full_width=True,
    )


def _matter(face: Face) -> GuidelineMatter:
    assert isinstance(face.matter, GuidelineMatter)
    return face.matter


def _series(library: Library) -> list[list[Face]]:
    """The editions of each series, oldest first; one without a year is the newest."""
    table: dict[str, list[Face]] = {}
    for face in library.of(Kind.GUIDELINE):
        table.setdefault(_matter(face).series or face.id, []).append(face)
    return [sorted(faces, key=lambda f: (str(_matter(f).edition or "9999"), f.id)) for faces in table.values()]


def _newest(editions: Sequence[Face]) -> Face:
    """The edition that holds, else the last one."""
    return next((f for f in reversed(editions) if _matter(f).standing is Edition.CURRENT), editions[-1])


def _row(editions: Sequence[Face], links: Links) -> Row:
    face = _newest(editions)
    given = sum(1 for edition in editions for _ in edition.of(Role.RECOMMENDATION))
    rests = {other.key for edition in editions for other in resting(links.site.library).get(edition.id, ())}
    said = listing((_edition(f, links) for f in reversed(editions)), "rt-plain")
    rows = f"{given} återgivna rader" if given else "Inga återgivna rader"
    users = f"{len(rests)} vårdförlopp vilar på den" if rests else "Inget vårdförlopp vilar på den"
    html = (
        f'<span class="rt-row__title">{links.a(face.key, face.title)}</span>'
        f' <div class="rt-row__cell">{said}</div>'
        f' <span class="rt-row__cell">{text(rows)}. {text(users)}.</span>'
    )
    return Row(
        html,
        {
            "Läge": STANDINGS[_matter(face).standing or Edition.UNKNOWN],
            "Utgivare": _matter(face).publisher or "",
            "Rader": "Med rader" if given else "Utan rader",
        },
        " ".join(f.title + " " + f.id for f in editions),
    )


def _edition(face: Face, links: Links) -> str:
    year = _matter(face).edition or "utan känt år"
    return f"{links.a(face.key, f'Utgåva {year}')} {standing(_matter(face))}"
