"""Arbetslistan: every goal and indicator of the pathways of which something is missing, as a page and as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from rodtrad.library import Library
from rodtrad.once import once
from rodtrad.site.addresses import Links
from rodtrad.site.filtering import Row, filterable
from rodtrad.site.page import Page, Site
from rodtrad.site.pages._coverage import Covered, covered, lacking
from rodtrad.site.pages._measured import known
from rodtrad.site.parts import badge, text
from rodtrad.site.words import joined, programme_area, sorting
from rodtrad.tabular import harmless

PATH = "tackning/arbetslista/"
FILE = "tackning/arbetslista.csv"

GOAL, INDICATOR = "Mål", "Indikator"

COLUMNS = ("slag", "titel", "adress", "vårdförlopp", "programområde", "saknas", "skäl")


@dataclass(frozen=True, slots=True)
class Task:
    """One goal or indicator of which something is missing."""

    kind: str
    target: str
    """Where it stands: `vardforlopp/sepsis#m-tid`, `indikatorer/x`."""
    title: str
    pathways: tuple[str, ...]
    areas: tuple[str, ...]
    missing: tuple[str, ...]
    reason: str = ""
    """Why, where the text says so."""


@once
def tasks(library: Library) -> Sequence[Task]:
    """Goals that no indicator follows, then indicators, each by title. Examples are no work."""
    found = covered(library)
    goals = [
        Task(
            *(GOAL, f"{one.face.key}#{goal.id}", goal.title.rstrip(".")),
            *((one.face.title,), _areas([one], library), (INDICATOR,)),
            goal.fact("Följs inte"),
        )
        for one in found
        for goal in (*one.goals.missing, *one.goals.waived)
    ]
    users: dict[str, list[Covered]] = {}
    for one in found:
        for key in one.indicators:
            users.setdefault(key, []).append(one)
    table = known(library)
    indicators = [
        Task(INDICATOR, key, library.faces[key].title, _titles(mine), _areas(mine, library), tuple(missing))
        for key, mine in users.items()
        if key in table and not table[key].example and (missing := lacking(table[key]))
    ]
    return sorted((*goals, *indicators), key=lambda task: (task.kind == INDICATOR, sorting(task.title), task.target))


def _titles(mine: Sequence[Covered]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.face.title for one in mine))


def _areas(mine: Sequence[Covered], library: Library) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (programme_area(one.face, library) for one in mine))))


def pages(site: Site) -> Iterator[Page]:
    """The list."""
    links = Links(site, PATH)
    rows = [_row(task, links) for task in tasks(site.library)]
    table = f'<p>Listan finns också som <a href="{links.page(FILE)}">tabell (CSV)</a>.</p>\n'
    yield Page(
        path=PATH,
        title="Arbetslista",
        kicker="Täckning",
        lead="Mål och indikatorer i vårdförloppen där något saknas i det som är känt här.",
        html=filterable(rows, ("Saknas", "Vårdförlopp", "Programområde", "Slag"), "mål och indikatorer") + table
        if rows
        else "<p>Inget saknas för de mål och indikatorer som vårdförloppen använder.</p>\n",
        description="Mål utan indikator, och indikatorer utan täljare, nämnare, målnivå eller data.",
        full_width=True,
        searchable=False,
    )


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The list as a table that a spreadsheet opens: semicolons, with the mark that says UTF-8."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for task in tasks(site.library):
        path, _, anchor = task.target.partition("#")
        address = f"{site.address}{path}/{f'#{anchor}' if anchor else ''}"
        lists = (task.pathways, task.areas, task.missing)
        cells = (task.kind, task.title, address, *(", ".join(said) for said in lists), task.reason)
        writer.writerow([harmless(cell) for cell in cells])
    yield FILE, out.getvalue().encode("utf-8-sig")


def _row(task: Task, links: Links) -> Row:
    marks = " ".join(badge(f"{word} saknas", "miss") for word in task.missing)
    reason = f"<br>Skäl: {text(task.reason)}" if task.reason else ""
    html = (
        f'<span class="rt-row__title">{links.a(task.target, task.title)}</span>'
        f' <span class="rt-row__cell">{text(task.kind)} i {text(joined(task.pathways))}</span>'
        f' <span class="rt-row__cell">{marks}{reason}</span>'
    )
    chosen = {
        "Saknas": task.missing,
        "Vårdförlopp": task.pathways,
        "Programområde": task.areas,
        "Slag": task.kind,
    }
    return Row(html, chosen)
