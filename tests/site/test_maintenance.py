"""When pathways are to be reviewed: stated or derived, seen from the newest release and never from a clock."""

from __future__ import annotations

from dataclasses import replace

import pytest
from family_pages import dom, real_site, section, site_of, words

from rodtrad.feed.releases import Event
from rodtrad.model import Kind
from rodtrad.site.page import Page, Site
from rodtrad.site.pages import in_progress, maintenance
from rodtrad.site.pages._reviews import Due, last_day, reviews

HEAD = "typ: vårdförlopp\nomfattning: {}\n"


def pathway(id: str, more: str = "", extent: str = "registerpost") -> str:
    return f"---\nid: {id}\ntitel: {id.capitalize()}\n{HEAD.format(extent)}{more}---\n"


def national(status: str, approved: str = "", more: str = "") -> str:
    return f"nationellt:\n  status: {status}\n" + (f"  godkänt: {approved}\n" if approved else "") + more


def decision(kind: str, date: str) -> str:
    return f"  - organ: sks\n    datum: {date}\n    typ: {kind}\n"


FILES = {
    "vardforlopp/passerat.md": pathway("passerat", national("godkänt", "2022")),
    "vardforlopp/aret.md": pathway("aret", national("godkänt", "2024")),  # the year is not over yet
    "vardforlopp/angivet.md": pathway(
        "angivet", "programområde: npo-a\nförvaltare: sks\ngranskat: 2025-01-01\nnästa granskning: 2026-12\n"
    ),
    "vardforlopp/granskat.md": pathway("granskat", f"granskat: 2026-02-03\n{national('godkänt', '2020-05')}"),
    "vardforlopp/beslut.md": pathway(
        "beslut", f"beslutslogg:\n{decision('remiss', '2024-01')}{decision('godkännande', '2026-10-01')}"
    ),
    "vardforlopp/okant.md": pathway("okant"),
    "vardforlopp/arbete.md": pathway(
        "arbete",
        "uppgår i: passerat\n"
        + national("under arbete", "", "  planerat: efter 2024\n  anmärkning: Oklart.\n  källa: [rad 1]\n"),
    ),
    "vardforlopp/ersatt.md": pathway("ersatt", national("ersatt", "2020-05")),
    "vardforlopp/remiss.md": pathway(
        "remiss",
        f"status: remiss\nexempel: true\nbeslutslogg:\n{decision('remiss', '2026-11-01')}",
        "fulltext",
    ),
    "vardforlopp/kommande.md": pathway("kommande", f"beslutslogg:\n{decision('remiss', '2027-02')}"),
    "register/programomraden.yaml": "id: programomraden\ntitel: P\nposter:\n  - id: npo-a\n    namn: Akut vård\n",
    "register/organ.yaml": "id: organ\ntitel: O\nposter:\n  - id: sks\n    namn: SKS\n",
}

RELEASED = Event(
    nummer=1,
    händelse="utgivning",
    dokument="vardforlopp/remiss",
    version="1.0.0",
    miljö="production",
    klass="clinical",
    datum="2026-11-22",
    sha256="0" * 64,
)


def site(*events: Event) -> Site:
    return replace(site_of(FILES)[0], events=events)


def page(*events: Event) -> Page:
    return next(maintenance.pages(site(*events)))


def titles(page: Page, id: str) -> list[str]:
    table = dom(page).get_element_by_id(id).xpath("following::table[1]")[0]
    return [words(row) for row in table.iterfind("tbody/tr")]


def test_dates_stand_where_they_belong_seen_from_the_newest_release() -> None:
    shown = page(RELEASED)
    assert "per 22 november 2026" in shown.lead
    assert titles(shown, "datumet-har-passerat") == ["2024 Passerat Inte känt Härlett: godkänt nationellt 2022"]
    assert titles(shown, "inom-ett-ar") == [
        "december 2026 Angivet Akut vård Förvaltas av SKS Angivet i texten",
        "2026 Aret Inte känt Härlett: godkänt nationellt 2024",
    ]
    assert titles(shown, "senare") == [
        "3 februari 2028 Granskat Inte känt Härlett: granskat 3 februari 2026",
        "1 oktober 2028 Beslut Inte känt Härlett: godkänt 1 oktober 2026",
    ]
    assert [row.split()[0] for row in titles(shown, "inte-kant")] == ["Arbete", "Kommande", "Okant", "Remiss"]
    assert "Ersatta nationellt, ses inte över: 1." in words(dom(shown))
    assert "Härledda ur den regeln: 4 datum." in words(dom(shown))


def test_what_is_in_consultation_and_what_will_be() -> None:
    assert titles(page(RELEASED), "pa-remiss") == [
        "Remiss Exempeltext På remiss nu 1 november 2026 Inte känt",
        "Kommande Kommande remiss februari 2027 Inte känt",
    ]


def test_without_a_release_nothing_has_passed() -> None:
    shown = page()
    assert "ingen dag att jämföra med" in words(dom(shown))
    assert len(titles(shown, "alla-datum")) == 5
    assert "datumet-har-passerat" not in shown.html


def test_only_what_had_not_passed_is_looked_at_again_by_the_reader() -> None:
    times = dom(page(RELEASED)).xpath("//time")
    assert [(time.get("datetime"), time.get("data-rt-due") is not None) for time in times] == [
        ("2024-12-31", False),
        ("2026-12-31", True),
        ("2026-12-31", True),
        ("2028-02-03", True),
        ("2028-10-01", True),
    ]


def test_what_is_withdrawn_is_not_reviewed() -> None:
    gone = replace(
        RELEASED, nummer=2, händelse="upphävande", dokument="vardforlopp/passerat", sha256="", klass="lifecycle"
    )
    assert "Passerat" not in [one.face.title for one in reviews(site(RELEASED, gone))]


@pytest.mark.parametrize(
    ("date", "last"),
    [("2024", "2024-12-31"), ("2024-02", "2024-02-29"), ("2025-02", "2025-02-28"), ("2030-02-29", "2030-02-28")],
)
def test_the_last_day_is_a_day_that_there_is(date: str, last: str) -> None:
    assert last_day(date) == last


def test_the_calendar_has_every_date_and_no_clock() -> None:
    ((path, data),) = maintenance.files(replace(site(RELEASED), address="https://s.example/"))
    assert path == "forvaltning/granskningar.ics"
    text = data.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 5
    assert "UID:granskning-angivet@s.example\r\nDTSTAMP:20261122T000000Z\r\nDTSTART;VALUE=DATE:20261231\r\n" in text
    assert "URL:https://s.example/vardforlopp/angivet/" in text
    ((_, empty),) = maintenance.files(site())
    assert b"DTSTAMP:19700101T000000Z" in empty


def test_work_in_progress_says_what_is_known_and_what_is_not() -> None:
    shown = next(in_progress.pages(site(RELEASED)))
    assert titles(shown, "under-arbete-nationellt") == [
        "Arbete Programområde: inte känt Efter 2024 Ska uppgå i Passerat. Oklart. rad 1"
    ]
    assert titles(shown, "arbetstexter-har") == ["Remiss Exempeltext På remiss – Programområde: inte känt"]
    assert "Ingen källa nämner något." in section(shown, "ska-ersattas")


def test_every_real_pathway_is_somewhere_and_work_has_its_source() -> None:
    real, _ = real_site()
    shown = reviews(real)
    alive = [f for f in real.library.of(Kind.PATHWAY) if f.id != "kol-del-1"]
    assert sorted(one.face.id for one in shown) == sorted(face.id for face in alive)
    assert {one.due("2026-11-22") for one in shown} <= set(Due)
    rows = titles(next(in_progress.pages(real)), "under-arbete-nationellt")
    assert len(rows) == 12
    assert all("SKR 2023, rad" in row for row in rows)
    assert "7 vårdförlopp" in section(next(maintenance.pages(real)), "pa-remiss")
