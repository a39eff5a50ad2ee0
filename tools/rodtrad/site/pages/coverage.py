"""Täckning: how much of the red thread is there, per pathway and programme area, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rodtrad.face import Face
from rodtrad.library import is_example
from rodtrad.model import Kind
from rodtrad.site.addresses import Links
from rodtrad.site.filtering import Row, filterable
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.pages._coverage import Counted, Covered, Share, counted, covered, lacking, total
from rodtrad.site.pages._figures import Bar, bars
from rodtrad.site.pages._measured import known
from rodtrad.site.parts import Outline, badge, table, text
from rodtrad.site.words import joined, programme_area, sorting

SERVES = ("tackning",)
NAVIGATION = (Entry("Täckning", "tackning/", 55),)

PATH = "tackning/"

NO_AREA = "Programområdet är inte känt"

HEAD = ("Mål med indikator", "Indikatorer med täljare och nämnare", "Med målnivå", "Med data", "Exempel, räknas inte")


def pages(site: Site) -> Iterator[Page]:
    """One page; every figure is counted when the site is built."""
    links = Links(site, PATH)
    library = site.library
    everything = [face.key for face in library.of(Kind.INDICATOR)]
    found = sorted(covered(library), key=lambda one: sorting(one.face.title))
    outline = Outline()
    outline.section("Alla indikatorer", _all(counted(library, everything), links))
    outline.section("Per vårdförlopp", _by_pathway(found, links))
    outline.section("Per programområde", _by_area(found, links))
    outline.section("Mål utan indikator", _goals(found, links))
    outline.section("Det som saknas om indikatorerna", _indicators(found, links))
    yield Page(
        path=PATH,
        title="Täckning",
        lead="Hur mycket av den röda tråden som finns på plats, och vad som återstår.",
        html=outline.html,
        toc=outline.toc,
        description="Andel mål med indikator och andel indikatorer med specifikation, målnivå och data.",
    )


def _cells(counts: Counted) -> tuple[str, ...]:
    return (counts.specified.words, counts.target.words, counts.data.words, str(counts.examples))


def _all(counts: Counted, links: Links) -> str:
    shares: Sequence[tuple[str, Share]] = (
        ("Täljare och nämnare är kända", counts.specified),
        ("Minst en målnivå är känd", counts.target),
        ("Data finns, helt eller delvis", counts.data),
        ("Utfall visas här; fiktiva räknas inte", counts.outcome),
    )
    drawn = bars("Andel av indikatorerna", [_bar(name, share) for name, share in shares])
    rows = [(text(name), share.words) for name, share in shares]
    written = table("Alla indikatorer utom exempel", ("Uppgift", "Antal"), rows, row_heads=True)
    said = (
        f"<p>Samlingen har {counts.specified.whole} indikatorer som en källa anger, och {counts.examples} exempel som"
        " räknas för sig. Många av de första används inte i något vårdförlopp här. Att uppgiften saknas betyder att"
        " ingen genomgången källa ger den; den kan finnas på annat håll.</p>\n"
    )
    return f'{said}<div class="rt-columns">\n{drawn}{written}</div>\n{_national(links)}'


def _bar(name: str, share: Share) -> Bar:
    return Bar(name, share.part / share.whole if share.whole else 0, share.words, 1)


def _national(links: Links) -> str:
    """Where the national report's own figures stand."""
    if "laget-2023" not in links.site.served:
        return ""
    address = links.page("laget-2023/")
    return f'<p>Siffror för hela landet finns på sidan <a href="{address}">Läget 2023</a>.</p>\n'


def _by_pathway(found: Sequence[Covered], links: Links) -> str:
    rows = [
        (
            links.document(one.face.key) + (f" {badge('Exempeltext', 'warn')}" if is_example(one.face) else ""),
            one.goals.share.words,
            *_cells(counted(links.site.library, one.indicators)),
        )
        for one in found
    ]
    if not rows:
        return "<p>Inget vårdförlopp har text här.</p>\n"
    return table("Täckning per vårdförlopp med text här", ("Vårdförlopp", *HEAD), rows, row_heads=True)


def _by_area(found: Sequence[Covered], links: Links) -> str:
    """Areas with at least one text; an indicator used by two pathways of an area is counted once."""
    library = links.site.library
    areas: dict[str, list[Covered]] = {}
    for one in found:
        areas.setdefault(programme_area(one.face, library), []).append(one)
    ids = {entry.title: entry.id for entry in library.register("programomraden").values()}
    rows = []
    for name in sorted(areas, key=sorting):
        keys = dict.fromkeys(key for one in areas[name] for key in one.indicators)
        rows.append(
            (
                links.entry("programomraden", ids[name]) if name else NO_AREA,
                total(one.goals for one in areas[name]).words,
                *_cells(counted(library, keys)),
            )
        )
    rest = len(ids) - sum(1 for name in areas if name)
    said = f"<p>{rest} programområden har ännu ingen text här och är inte med i tabellen.</p>\n" if rest > 0 else ""
    return table("Täckning per programområde", ("Programområde", *HEAD), rows, row_heads=True) + said if rows else said


def _goals(found: Sequence[Covered], links: Links) -> str:
    rows = []
    for one in found:
        for goal in (*one.goals.missing, *one.goals.waived):
            reason = goal.fact("Följs inte")
            rows.append(
                (
                    links.a(f"{one.face.key}#{goal.id}", goal.title.rstrip(".")),
                    links.document(one.face.key),
                    text(reason) if reason else badge("Skäl saknas", "miss"),
                )
            )
    if not rows:
        return "<p>Alla mål följs av minst en indikator.</p>\n"
    return table("Mål utan indikator", ("Mål", "Vårdförlopp", "Skäl"), rows, row_heads=True)


def _indicators(found: Sequence[Covered], links: Links) -> str:
    """The work list: one line for each thing that is not known of an indicator that a pathway uses."""
    users: dict[str, list[Covered]] = {}
    for one in found:
        for key in one.indicators:
            users.setdefault(key, []).append(one)
    table_of = known(links.site.library)
    faces = [links.site.library.faces[key] for key in users if key in table_of and not table_of[key].example]
    faces.sort(key=lambda face: sorting(face.title))
    rows = [row for face in faces for row in _work(face, lacking(table_of[face.key]), users[face.key], links)]
    if not rows:
        return "<p>Inget saknas för de indikatorer som vårdförloppen använder.</p>\n"
    return filterable(rows, ("Saknas", "Vårdförlopp", "Programområde"), "uppgifter som saknas")


def _work(face: Face, missing: Iterable[str], mine: Iterable[Covered], links: Links) -> Iterator[Row]:
    titles = joined(dict.fromkeys(one.face.title for one in mine))
    area = joined(dict.fromkeys(filter(None, (programme_area(one.face, links.site.library) for one in mine))))
    for word in missing:
        html = (
            f'<span class="rt-row__title">{links.document(face.key)}</span>'
            f' <span class="rt-row__cell">{text(titles)}</span>'
            f' <span class="rt-row__cell">{badge(f"{word} saknas", "miss")}</span>'
        )
        yield Row(html, {"Saknas": word, "Vårdförlopp": titles, "Programområde": area})
