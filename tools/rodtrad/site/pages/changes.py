"""Ändringar: every release and withdrawal in the log, a page for each environment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rodtrad.feed.releases import Event, events
from rodtrad.model import AdditionMatter
from rodtrad.site.addresses import Links
from rodtrad.site.history import kind_of_change, what_changed
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.parts import attribute, badge, notice, table, text
from rodtrad.site.words import swedish_date

SERVES = ("andringar",)
FOOTER = (Entry("Ändringar", "andringar/", 30),)

HOME = "andringar/"

ENVIRONMENTS = {
    "production": ("produktion", "Produktion", "Utgåvor av beslutade texter. Det är de som gäller."),
    "acceptance": ("acceptans", "Acceptans", "Utgåvor att pröva mot. Hit hör exemplen, och de gäller inte."),
}
"""Environment → folder, name, and what it is."""

ATOM = "api/v1/atom.xml"
"""The changes that this site shows, for feed readers."""


def pages(site: Site) -> Iterator[Page]:
    """The environments, and the log of each."""
    log = events(site.root)
    by_environment = {name: [event for event in log if event.miljö == name] for name in ENVIRONMENTS}
    yield _home(by_environment, site)
    for name, mine in by_environment.items():
        yield _log(name, mine, site)


def _home(log: dict[str, list[Event]], site: Site) -> Page:
    links = Links(site, HOME)
    rows = [
        (
            f'<a href="{links.page(f"{HOME}{folder}/")}">{text(title)}</a>',
            text(about),
            str(sum(event.is_release for event in log[name])),
            str(sum(not event.is_release for event in log[name])),
        )
        for name, (folder, title, about) in ENVIRONMENTS.items()
    ]
    return Page(
        path=HOME,
        title="Ändringar",
        lead="Varje utgåva och upphävande får ett nummer. Inget nummer försvinner och ingen utgåva ändras efteråt.",
        html=table("Miljöer", ("Miljö", "Vad den är", "Utgåvor", "Upphävanden"), rows, row_heads=True)
        + f'<p>Följ ändringarna i en nyhetsläsare: <a href="{links.page(ATOM)}" type="application/atom+xml">Atom</a>.'
        " Regioner läser dem som öppna data.</p>\n",
        description="Utgåvor och upphävanden, i den ordning de gjordes.",
        full_width=True,
    )


def _log(name: str, mine: Sequence[Event], site: Site) -> Page:
    folder, title, about = ENVIRONMENTS[name]
    path = f"{HOME}{folder}/"
    links = Links(site, path)
    rows = [_row(event, links) for event in reversed(mine)]
    head = ("Nr", "Datum", "Dokument", "Version", "Ändring", "Vad som ändrades")
    feed = "<p>Regioner läser samma händelser, numrerade inom miljön, som öppna data under "
    feed += f'<a href="{attribute(links.page("api/v1/andringar/1.json"))}">api/v1/andringar</a>,'
    feed += f' och nyhetsläsare som <a href="{links.page(ATOM)}" type="application/atom+xml">Atom</a>.</p>\n'
    same = bool(mine) and [event.nummer for event in site.events] == [event.nummer for event in mine]
    empty = notice("quiet", "Inget är utgivet i den här miljön.")
    return Page(
        path=path,
        title=f"Ändringar: {title.casefold()}",
        kicker="Ändringar",
        lead=about,
        html=(table(f"Händelser i miljön {title.casefold()}", head, rows) if rows else empty) + (feed if same else ""),
        description=f"Utgåvor och upphävanden i miljön {title.casefold()}, nyast först.",
        full_width=True,
        noindex=name != "production",
    )


def name(event: Event, links: Links) -> str:
    """What the document is called; additions have only a path for a title."""
    found = links.site.library.resolve(event.dokument)
    matter = found[0].matter if found else None
    if not isinstance(matter, AdditionMatter) or matter.title:
        return event.titel
    region = links.site.library.register("regioner").get(str(matter.region))
    pathway = links.site.library.resolve(f"vardforlopp/{matter.adds_to}")
    return f"{pathway[0].title if pathway else matter.adds_to}: {region.title if region else matter.region}"


def _row(event: Event, links: Links) -> tuple[str, ...]:
    done = text(event.version) if event.is_release else badge("Upphävt", "warn")
    date = swedish_date(event.datum).replace(" ", "\u00a0")
    return (
        str(event.nummer),
        text(date or "–"),
        links.a(event.dokument, name(event, links)),
        done,
        kind_of_change(event),
        what_changed(event, links),
    )
