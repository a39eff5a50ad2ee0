"""Täckning: how much of the red thread is there, here and in the country, per pathway and programme area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rodtrad.face import BlockFace
from rodtrad.library import is_example
from rodtrad.model import Kind
from rodtrad.site.addresses import Links
from rodtrad.site.figures import Bar, bars, number
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.pages._coverage import Counted, Covered, Share, counted, covered, total
from rodtrad.site.pages.work_list import PATH as WORK
from rodtrad.site.pages.work_list import tasks
from rodtrad.site.parts import Outline, badge, table, text
from rodtrad.site.words import programme_area, sorting

SERVES = ("tackning",)
NAVIGATION = (Entry("Täckning", "tackning/", 55),)

PATH = "tackning/"

NO_AREA = "Programområdet är inte känt"

HEAD = ("Mål med indikator", "Indikatorer med täljare och nämnare", "Med målnivå", "Med data", "Exempel, räknas inte")

_USED, _EVERY = "I vårdförlopp här", "Alla här"

FACTS = "laget-2023"
WHOLE, SPECIFIED, MEASURED = "indikatorer-godkanda", "indikatorer-med-specifikation", "indikatorer-med-utfall"
"""The register of the national report, and its entries on indicators."""


def pages(site: Site) -> Iterator[Page]:
    """One page; every figure is counted when the site is built."""
    links = Links(site, PATH)
    found = sorted(covered(site.library), key=lambda one: sorting(one.face.title))
    outline = Outline()
    outline.section("Här och i landet", _compared(found, links))
    outline.section("Per vårdförlopp", _by_pathway(found, links))
    outline.section("Per programområde", _by_area(found, links))
    outline.section("Vad som återstår", _left(links))
    outline.section("Mål utan indikator", _goals(found, links))
    yield Page(
        path=PATH,
        title="Täckning",
        lead="Hur mycket av den röda tråden som finns på plats, och vad som återstår.",
        html=outline.html,
        toc=outline.toc,
        description="Andel mål med indikator och andel indikatorer med specifikation, målnivå och data.",
    )


def _compared(found: Sequence[Covered], links: Links) -> str:
    """What is counted here beside what the national report says."""
    library = links.site.library
    used = counted(library, dict.fromkeys(key for one in found for key in one.indicators))
    every = counted(library, [face.key for face in library.of(Kind.INDICATOR)])
    facts = library.register(FACTS)
    whole, specified, measured = (facts.get(id) for id in (WHOLE, SPECIFIED, MEASURED))
    rows = [
        ("Indikatorer", str(used.data.whole), str(every.data.whole), _national(whole, links)),
        ("Täljare och nämnare är kända", used.specified.words, every.specified.words, _national(specified, links)),
        ("Minst en målnivå är känd", used.target.words, every.target.words, "–"),
        ("Data finns, helt eller delvis", used.data_words, every.data_words, _national(measured, links)),
        ("Utfall visas här; fiktiva räknas inte", used.outcome.words, every.outcome.words, "–"),
        ("Det är inte känt om data finns", used.unsure.words, every.unsure.words, "–"),
    ]
    specification = _bars("Specifikation", _bar(_USED, used.specified), _bar(_EVERY, every.specified), specified)
    outcomes = _bars("Utfallsdata", _data(_USED, used), _data(_EVERY, every), measured)
    head = ("Uppgift", _USED, _EVERY, "I landet 2023")
    return (
        f"<p>Exempel räknas aldrig: {every.examples} påhittade indikatorer är inte med, och inte heller utfall för en"
        " påhittad region. Att en uppgift saknas betyder att ingen genomgången källa ger den; den kan finnas på annat"
        " håll.</p>\n"
        f'<div class="rt-columns">\n{specification}{outcomes}</div>\n'
        + table("Indikatorer här och i landet, utan exempel", head, rows, row_heads=True)
        + "<p>I landet avses indikatorer i godkända vårdförlopp, med specifikation publicerad i"
        " Kvalitetsindikatorkatalogen och utfall på Vården i siffror. Här räknas det som texterna själva"
        " säger.</p>\n"
    )


def _bars(title: str, used: Bar, every: Bar, national: BlockFace | None) -> str:
    """Our shares above the national one, all of one length."""
    rows = [used, every]
    if national and (value := number(national.fact("värde"))) is not None:
        of = number(national.fact("av"))
        whole = of if of and of > 0 else 100
        rows.append(Bar("I landet 2023", value / whole, _said(national), 1))
    return bars(title, rows)


def _bar(name: str, share: Share) -> Bar:
    return Bar(name, share.part / share.whole if share.whole else 0, share.words, 1)


def _data(name: str, counts: Counted) -> Bar:
    return replace(_bar(name, counts.data), words=counts.data_words)


def _said(fact: BlockFace) -> str:
    """A figure of the report: "242 av 307 (79 %)", "omkring 25 %"."""
    value, of = fact.fact("värde"), fact.fact("av")
    if value.isdecimal() and of.isdecimal() and int(of):
        return Share(int(value), int(of)).words
    unit = f"\u00a0{fact.fact('enhet')}" if fact.fact("enhet") == "%" else ""
    return f"{'omkring ' if fact.fact('ungefär') == 'true' else ''}{value}{unit}"


def _national(fact: BlockFace | None, links: Links) -> str:
    """A figure of the report with its source; a dash without the register."""
    if fact is None:
        return "–"
    said = links.a(f"register/{FACTS}#{fact.id}", _said(fact))
    return f"{said}<br><small>{text(fact.fact('rader'))}</small>"


def _cells(counts: Counted) -> tuple[str, ...]:
    return (counts.specified.words, counts.target.words, counts.data_words, str(counts.examples))


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
    said = "<p>Ett mål räknas som följt också när dess indikator är ett exempel.</p>\n"
    return said + table("Täckning per vårdförlopp med text här", ("Vårdförlopp", *HEAD), rows, row_heads=True)


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


def _left(links: Links) -> str:
    """How much of what is missing, and where the list of it is."""
    counts = Counter(word for task in tasks(links.site.library) for word in task.missing)
    if not counts:
        return "<p>Inget saknas för de mål och indikatorer som vårdförloppen använder.</p>\n"
    address = links.page(WORK)
    rows = [(text(word), str(count)) for word, count in counts.most_common()]
    return (
        f'<p><a href="{address}">Arbetslistan</a> har en rad för varje mål och indikator där något saknas.</p>\n'
        + table("Vad som saknas", ("Saknas", "Mål och indikatorer"), rows, row_heads=True)
    )


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
