"""Förvaltning: what is to be reviewed and when, what is in consultation, and the same as a calendar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from rodtrad.face import Face
from rodtrad.library import is_example
from rodtrad.rules.overdue_review import LONGEST
from rodtrad.site.addresses import Links
from rodtrad.site.icalendar import Day, calendar
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.pages._reviews import Due, Review, consultations, last_day, reference_date, replaced, reviews
from rodtrad.site.parts import Outline, badge, listing, table, text
from rodtrad.site.words import capital, programme_area, swedish_date

SERVES = ("forvaltning",)
NAVIGATION = (Entry("Förvaltning", "forvaltning/", 57),)

PATH = "forvaltning/"
FILE = "forvaltning/granskningar.ics"

NEVER = "1970-01-01"
"""Of a calendar in which nothing has been released yet: the format asks for a day."""

UNKNOWN = "Inte känt"

FACTS, IN_CONSULTATION = "laget-2023", "remisser-2023"

_SAYS = {
    Due.PASSED: "Om texten har setts över sedan dess är inte känt, där datumet är härlett.",
    Due.UNKNOWN: "Inget i källorna säger när texten ska ses över.",
}


def pages(site: Site) -> Iterator[Page]:
    """The calendar, as a list by date."""
    links = Links(site, PATH)
    found = reviews(site)
    reference = reference_date(site)
    outline = Outline()
    by_due = {due: [one for one in found if one.due(reference) is due] for due in Due}
    for due in (Due.PASSED, Due.WITHIN_A_YEAR, Due.LATER) if reference else (Due.LATER,):
        outline.section(due if reference else "Alla datum", _reviews(due, by_due[due], links))
    outline.section("På remiss", _consultations(links))
    outline.section(Due.UNKNOWN, _reviews(Due.UNKNOWN, by_due[Due.UNKNOWN], links))
    outline.section("Mer om förvaltningen", _more(links))
    yield Page(
        path=PATH,
        title="Förvaltning",
        lead=f"När vårdförloppen ska ses över, per {swedish_date(reference)}."
        if reference
        else "När vårdförloppen ska ses över.",
        html=_about(found, links) + outline.html,
        toc=outline.toc,
        description="Vårdförlopp som ska ses över, som är på remiss och där datum saknas.",
    )


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """The same as a calendar."""
    host = urlsplit(site.address).hostname or "rodtrad.invalid"
    days = [
        Day(
            uid=f"granskning-{one.face.id}@{host}",
            date=last_day(one.date),
            title=f"Se över senast: {one.face.title}",
            text=f"Senast {swedish_date(one.date)}. {one.why}.{' Exempeltext.' if is_example(one.face) else ''}",
            url=f"{site.address}{one.face.key}/" if site.address else "",
        )
        for one in reviews(site)
        if one.date
    ]
    yield FILE, calendar("Vårdförlopp att se över", days, last_day(reference_date(site) or NEVER))


def _about(found: Sequence[Review], links: Links) -> str:
    gone = replaced(links.site.library)
    said = f" Ersatta nationellt, ses inte över: {len(gone)}." if gone else ""
    derived = sum(bool(one.date) and not one.stated for one in found)
    when = (
        "Datumen jämförs med dagen för den nyaste utgåvan, inte med dagen då du läser. "
        if reference_date(links.site)
        else "Inget är utgivet, så det finns ingen dag att jämföra med. "
    )
    return (
        f"<p>{when}Ett vårdförlopp ses över vid ny kunskap och senast vart {_ORDINALS[LONGEST]} år. Härledda"
        f" ur den regeln: {derived} datum.{said}</p>\n"
        '<p class="rt-today" data-rt-today hidden></p>\n'
        f'<p>Prenumerera: <a href="{links.page(FILE)}" type="text/calendar">kalender (iCalendar)</a>.</p>\n'
    )


_ORDINALS = {1: "första", 2: "annat", 3: "tredje", 4: "fjärde", 5: "femte"}


def _reviews(due: Due, mine: Sequence[Review], links: Links) -> str:
    """A table; without dates there is no column for them."""
    if not mine:
        return "<p>Inget vårdförlopp.</p>\n"
    dated = due is not Due.UNKNOWN
    rows = [
        (
            *((_time(one.date, due),) if dated else ()),
            _named(one.face, links),
            _area(one.face, links),
            text(one.why),
        )
        for one in mine
    ]
    head = ("Vårdförlopp", "Programområde och förvaltare", "Grund")
    body = table(f"{due}: vårdförlopp", ("Senast", *head) if dated else head, rows)
    return (f"<p>{_SAYS[due]}</p>\n" if due in _SAYS else "") + body


def _time(date: str, due: Due) -> str:
    """A date; one that had not passed is marked for the script to look at on the day that it is read."""
    mark = ' data-rt-due=""' if due not in (Due.PASSED, Due.UNKNOWN) else ""
    return f'<time datetime="{last_day(date)}"{mark}>{text(swedish_date(date))}</time>'


def _named(face: Face, links: Links) -> str:
    return links.document(face.key) + (f" {badge('Exempeltext', 'warn')}" if is_example(face) else "")


def _area(face: Face, links: Links) -> str:
    area = getattr(face.matter, "programme_area", None)
    owner = getattr(face.matter, "owner", None)
    said = [links.entry("programomraden", area) if area else UNKNOWN]
    if owner and owner != area:
        said.append(f"Förvaltas av {links.entry('organ programomraden', owner)}")
    return "<br>".join(said)


def _consultations(links: Links) -> str:
    found = consultations(links.site)
    rows = [
        (
            _named(one.face, links),
            "På remiss nu" if one.now else "Kommande remiss",
            text(swedish_date(one.date) or UNKNOWN),
            text(programme_area(one.face, links.site.library) or UNKNOWN),
        )
        for one in found
    ]
    head = ("Vårdförlopp", "Läge", "Sänds ut", "Programområde")
    said = table("Remisser", head, rows, row_heads=True) if rows else "<p>Ingen text här är på remiss.</p>\n"
    fact = links.site.library.register(FACTS).get(IN_CONSULTATION)
    if fact:
        note = f" {text(fact.fact('anmärkning'))}" if fact.fact("anmärkning") else ""
        said += (
            f"<p>I landet: {links.a(f'register/{FACTS}#{fact.id}', fact.title)}: {text(fact.fact('värde'))}"
            f" {text(fact.fact('enhet'))}.{note}"
            f" Källa: {text(fact.fact('rader'))}. Vad som är på remiss nu är inte känt.</p>\n"
        )
    return said


def _more(links: Links) -> str:
    served = links.site.served
    ways = (
        ("forvaltning/pagaende/", "Arbete på gång"),
        ("andringar/", "ändringar"),
        ("avvikelser/", "regionala avvikelser"),
        ("tackning/", "täckning"),
    )
    return listing(
        f'<a href="{links.page(path)}">{text(capital(title))}</a>'
        for path, title in ways
        if path.partition("/")[0] in served
    )
