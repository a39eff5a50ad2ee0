"""Läget 2023: what the national report says, with its lines, its figures drawn, and where it contradicts itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from rodtrad.face import BlockFace
from rodtrad.model import Kind, PathwayMatter
from rodtrad.site.addresses import Links
from rodtrad.site.figures import Bar, bars, number
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.pages._entries import pointed, values
from rodtrad.site.parts import Outline, listing, table, text
from rodtrad.site.words import capital, sorting, year_of

SERVES = ("laget-2023",)
FOOTER = (Entry("Läget 2023", "laget-2023/", 20),)

PATH = "laget-2023/"
FACTS, COSTS, CONTRADICTIONS, ORGANISATIONS = (
    "laget-2023",
    "kostnader-2023",
    "motsagelser-2023",
    "patientorganisationer-2023",
)
"""Names of the registers."""

TOPICS: Mapping[str, frozenset[str]] = {
    "Vårdförlopp och riktlinjer": frozenset({"dokument", "vårdförlopp", "kunskapsstöd", "riktlinjer"}),
    "Införandet i regionerna": frozenset({"regioner"}),
    "Indikatorer": frozenset({"indikatorer", "%"}),
    "Svar på enkäter": frozenset({"svar", "organisationer"}),
    "Medel": frozenset({"kr", "tkr", "miljoner kr"}),
}
"""Heading → units of the facts below it; what fits nowhere stands last."""


def pages(site: Site) -> Iterator[Page]:
    """One page."""
    library = site.library
    if not library.register(FACTS):
        return
    links = Links(site, PATH)
    outline = Outline()
    outline.section("Godkända vårdförlopp per år", _approved(links))
    outline.section("Vad medlen användes till", _costs(links))
    outline.section("Patientorganisationer", _organisations(links))
    _facts(outline, links)
    outline.section("Motsägelser i rapporten", _contradictions(links))
    about = [getattr(library.faces[f"register/{name}"].matter, "description", None) or "" for name in (FACTS,)]
    yield Page(
        path=PATH,
        title="Läget 2023",
        lead="Vad den nationella verksamhetsrapporten säger om vårdförloppen vid slutet av 2023.",
        html=f"<p>{text(about[0])}</p>\n" + outline.html,
        toc=outline.toc,
        description="Vårdförloppen vid slutet av 2023: antal, införande, indikatorer, medel och motsägelser i källan.",
        filters={"Typ": ["Uppgifter"]},
    )


def _beside(drawn: str, written: str) -> str:
    return f'<div class="rt-columns">\n{drawn}{written}</div>\n'


def _approved(links: Links) -> str:
    """Counted in the catalogue, not in the report; pathways without a known year are counted too."""
    years: Counter[str] = Counter()
    for face in links.site.library.of(Kind.PATHWAY):
        national = face.matter.national if isinstance(face.matter, PathwayMatter) else None
        if national and (national.approved or (national.status and national.status.value != "under arbete")):
            years[year_of(national.approved) or "Okänt år"] += 1
    order = sorted(years)
    drawn = bars("Godkända per år", [Bar(year, years[year], str(years[year])) for year in order])
    rows = [(text(year), str(years[year])) for year in order]
    rows.append(("Summa", str(sum(years.values()))))
    said = (
        "<p>Räknat i katalogen här. Vårdförlopp som senare har ersatts räknas det år de godkändes, och generiska"
        " modeller räknas med.</p>\n"
    )
    return said + _beside(drawn, table("Godkända vårdförlopp per år", ("År", "Antal"), rows, row_heads=True))


def _costs(links: Links) -> str:
    entries = list(links.site.library.register(COSTS).values())
    shown = [entry for entry in entries if entry.fact("slag") not in ("summa", "delsumma")]
    drawn = bars(
        "Medel till SKR 2023, per post", [Bar(e.title, number(e.fact("värde")) or 0, _value(e)) for e in shown]
    )
    rows = [(_named(e, COSTS, links), text(_value(e)), text(e.fact("rader"))) for e in entries]
    return _beside(drawn, table("Kostnader 2023", ("Post", "Belopp", "Källa"), rows, row_heads=True))


def _organisations(links: Links) -> str:
    """How many pathways each organisation answered about."""
    entries = list(links.site.library.register(ORGANISATIONS).values())
    entries.sort(key=lambda e: (-len(values(e, "vårdförlopp")), sorting(e.title)))
    drawn = bars(
        "Vårdförlopp som varje organisation svarade om",
        [Bar(e.title, n, str(n)) for e in entries if (n := len(values(e, "vårdförlopp")))],
    )
    rows = [
        (
            _named(e, ORGANISATIONS, links),
            listing((links.document(f"vardforlopp/{id}") for id in values(e, "vårdförlopp")), "rt-plain"),
        )
        for e in entries
    ]
    said = "<p>Att en organisation svarade på enkäten betyder inte att den deltog i arbetet.</p>\n"
    return said + _beside(drawn, table("Svar per organisation", ("Organisation", "Svarade om"), rows, row_heads=True))


def _named(entry: BlockFace, register: str, links: Links) -> str:
    return links.a(f"register/{register}#{entry.id}", entry.title)


def _value(entry: BlockFace) -> str:
    """The value with its unit, as the source gives it: "omkring 25 %", "18 och 11 svar"."""
    unit = entry.fact("enhet")
    said = values(entry, "värde")
    about = values(entry, "värden avser") or [""] * len(said)
    amounts = [
        f"{_grouped(value)} {unit} {which}".strip() if which else _grouped(value)
        for value, which in zip(said, about, strict=False)
    ]
    joiner = "; " if values(entry, "värden avser") else " till " if entry.fact("mått").startswith("lägsta") else ", "
    words = joiner.join(amounts)
    if unit and not values(entry, "värden avser"):
        words += f"\u00a0{unit}"
    if entry.fact("av"):
        words += f" av {entry.fact('av')}"
    return f"omkring {words}" if entry.fact("ungefär") == "true" else words


def _grouped(value: str) -> str:
    """A whole number in groups of three: 122500000 → 122 500 000."""
    return f"{int(value):,}".replace(",", "\u00a0") if value.isdecimal() and len(value) > 4 else value


def _facts(outline: Outline, links: Links) -> None:
    """The facts by topic; those about one region or one pathway apart."""
    left = dict(links.site.library.register(FACTS))
    national = {id: e for id, e in left.items() if e.fact("omfattning") in ("samtliga", "")}
    for title, units in TOPICS.items():
        mine = [e for e in national.values() if e.fact("enhet") in units]
        if mine:
            outline.section(title, _table(title, mine, links))
        for entry in mine:
            left.pop(entry.id)
    groups = (
        ("Enskilda regioner", "region"),
        ("Enskilda vårdförlopp", "vårdförlopp"),
    )
    for title, extent in groups:
        mine = [e for e in left.values() if e.fact("omfattning") == extent]
        if mine:
            outline.section(title, _table(title, mine, links))
        for entry in mine:
            left.pop(entry.id)
    if left:
        outline.section("Övrigt", _table("Övriga uppgifter", list(left.values()), links))


def _table(caption: str, entries: Sequence[BlockFace], links: Links) -> str:
    rows = []
    for entry in entries:
        measure = entry.fact("mått")
        notes = [capital(measure)] if measure else []
        if entry.fact("median"):
            notes.append(f"Median {entry.fact('median')}")
        if entry.fact("år") and entry.fact("år") not in entry.fact("anmärkning"):
            notes.append(f"Uppgiften är från {entry.fact('år')}")
        notes.append(entry.fact("anmärkning").rstrip("."))
        said = ". ".join(note for note in notes if note)
        name = pointed(entry.id, _about(entry, links), entry.title)
        rows.append(
            (
                name,
                text(_value(entry)),
                text(f"{said}." if said else "–"),
                text(entry.fact("rader")),
            )
        )
    return table(caption, ("Uppgift", "Värde", "Anmärkning", "Källa"), rows, row_heads=True)


def _about(entry: BlockFace, links: Links) -> str:
    """What a fact is called; where it is about one region or pathway, a link to that."""
    about = entry.fact("avser")
    if not about:
        return text(entry.title)
    region = about in links.site.library.register("regioner")
    return links.wrap(f"register/regioner#{about}" if region else f"vardforlopp/{about}", text(entry.title))


def _contradictions(links: Links) -> str:
    """Both statements side by side; neither is corrected."""
    rows = [
        (
            pointed(entry.id, text(entry.title), entry.title),
            _statement(entry, "1"),
            _statement(entry, "2") + (f"<br><br>{_statement(entry, '3')}" if entry.fact("uppgift 3") else ""),
            text(entry.fact("anmärkning") or "–"),
        )
        for entry in links.site.library.register(CONTRADICTIONS).values()
    ]
    said = (
        "<p>Rapporten ger ibland två besked. Båda visas, och inget av dem är rättat. Under slutsats står vad vi"
        " tror och varför.</p>\n"
    )
    head = ("Fråga", "Ett besked", "Ett annat besked", "Slutsats")
    return said + table("Motsägelser i rapporten", head, rows, row_heads=True)


def _statement(entry: BlockFace, number: str) -> str:
    return f"{text(entry.fact(f'uppgift {number}'))}<br><small>{text(entry.fact(f'rader {number}'))}</small>"
