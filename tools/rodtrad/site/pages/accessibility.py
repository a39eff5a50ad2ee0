"""Tillgänglighetsredogörelse: what lag (2018:1937) asks for, made from what the last audit found."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.site.auditing import Audit, Result, audit
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.pages.comment import where
from rodtrad.site.parts import Outline, badge, facts, listing, notice, table, text
from rodtrad.site.words import joined, swedish_date

SERVES = ("tillganglighet",)
FOOTER = (Entry("Tillgänglighet", "tillganglighet/", 60),)

PATH = "tillganglighet/"

AUTHORITY = "https://www.digg.se/tdosanmalan"
"""Where shortcomings are reported to the authority; DIGG on what a statement must hold."""

TESTED = (
    "En sida av varje slag öppnas i webbläsaren Chromium, 390 och 1440 bildpunkter bred, i ljust och mörkt utseende."
    " Programmet axe-core letar efter brott mot WCAG 2.1 nivå A och AA och mot god praxis. Det får inte hitta något.",
    "På samma sidor prövas att allt nås med tangentbordet och att fokus syns, att text och tecken har tillräcklig"
    " kontrast även i ritade bilder, att inget sticker ut i sidled vid 400 procents förstoring, och att koden är giltig"
    " HTML.",
    "Flödesscheman prövas för sig: all text ska rymmas och alla rutor ska nås med tangentbordet.",
)
"""What the automatic tests do at every change; see tests/browser/test_audit.py and tests/site."""

UNTESTED = (
    "Skärmläsare, förstoringsprogram och röststyrning är inte prövade.",
    "Ingen med egen erfarenhet av funktionsnedsättning har prövat webbplatsen.",
    "Inga andra webbläsare än Chromium är prövade.",
    "Texternas språk är inte prövat med läsare.",
    "Ingen oberoende granskning är gjord. Ett automatiskt program hittar bara en del av alla brister.",
)

KNOWN = (
    "Breda tabeller och flödesscheman får rullas i sidled på små skärmar. Varje flödesschema finns också i ord.",
    "Sökning, kodsökning och kombinerade urval behöver JavaScript. Utan det finns samma innehåll i listorna.",
)


def pages(site: Site) -> Iterator[Page]:
    """The statement."""
    found = audit(site.root)
    outline = Outline()
    outline.add(_who(site))
    outline.section("Hur tillgänglig är webbplatsen?", _state(found))
    outline.section(
        "Om du inte kan använda en del av webbplatsen",
        "<p>Be den som driver webbplatsen om innehållet i en form som fungerar för dig. Säg vilken sida det"
        " gäller.</p>\n" + where(site, PATH),
        "om-nagot-inte-fungerar",
    )
    outline.section("Rapportera brister", _report(site))
    outline.section("Tillsyn", _authority())
    outline.section("Teknisk information", _results(found))
    outline.section("Innehåll som inte är tillgängligt", _failing(found))
    outline.section("Hur webbplatsen är prövad", _method(found))
    yield Page(
        path=PATH,
        title="Tillgänglighetsredogörelse",
        lead="Hur webbplatsen uppfyller lagen om tillgänglighet till digital offentlig service, och vad som brister.",
        html=outline.html,
        toc=outline.toc,
        description="Hur tillgänglig webbplatsen är, kända brister, hur den är prövad och hur du rapporterar brister.",
    )


def _who(site: Site) -> str:
    if site.publisher:
        return f"<p>{text(site.publisher)} står bakom webbplatsen och ansvarar för att den går att använda.</p>\n"
    return (
        "<p>Vem som driver webbplatsen är inte angivet. Den som driver den ansvarar för att den går att använda och för"
        " den här redogörelsen.</p>\n"
    )


def _state(found: Audit | None) -> str:
    """How far the law is met: never more than what has been tried."""
    if found is None:
        return notice(
            "info",
            "Ingen granskning är gjord.",
            "<p>Webbplatsen är byggd för att följa WCAG 2.1 nivå AA. Om den gör det är inte känt.</p>",
        )
    failed = len(found.failed)
    said = (
        f"<p>{failed} av {len(found.results)} kontroller är inte uppfyllda.</p>"
        if failed
        else "<p>De automatiska kontrollerna hittade inget. Det räcker inte för att säga att alla krav är uppfyllda."
        "</p>"
    )
    return notice(
        "warning" if failed else "info",
        "Webbplatsen är delvis förenlig med lagen.",
        f"{said}<p>Bedömd {text(swedish_date(found.date))}. Vad som inte är prövat står längre ned.</p>",
    )


def _report(site: Site) -> str:
    return (
        "<p>Berätta om du hittar något som inte fungerar och som inte står här. Skriv vilken sida det gäller, vad som"
        " hände, och vilka hjälpmedel du använder.</p>\n" + where(site, PATH)
    )


def _authority() -> str:
    return (
        "<p>Myndigheten för digital förvaltning (DIGG) har tillsyn över lagen om tillgänglighet till digital offentlig"
        " service (2018:1937). Är du inte nöjd med hur din synpunkt har hanterats kan du"
        f' <a href="{AUTHORITY}">anmäla det till DIGG</a>.</p>\n'
    )


def _results(found: Audit | None) -> str:
    if found is None:
        return "<p>Ingen granskning är gjord.</p>\n"
    head = ("Kontroll", "Krav", "Utfall", "Fel", "Anmärkning")
    rows = [
        (text(one.control), text(one.demand or "–"), _outcome(one), str(one.faults), text(one.note or "–"))
        for one in found.results
    ]
    return table("Granskningens resultat", head, rows, row_heads=True)


def _outcome(one: Result) -> str:
    return badge(one.outcome.capitalize(), "ok" if one.is_met else "miss")


def _failing(found: Audit | None) -> str:
    """What is known to fail, why, and what is done; then what has to be known though it is no breach."""
    html = ""
    if found:
        rows = [(text(s.what), text(s.why or "–"), text(s.measure or "–")) for s in found.shortcomings]
        if rows:
            html = table("Kända brister", ("Brist", "Varför", "Åtgärd"), rows, row_heads=True)
        failed = [
            f"{text(one.control)}: {one.faults} fel" + (f". {text(one.note)}" if one.note else "")
            for one in found.failed
        ]
        html += f"<p>Inte uppfyllda kontroller:</p>\n{listing(failed)}" if failed else ""
        html = html or "<p>Granskningen hittade inga brister.</p>\n"
    return (
        html
        + f"<p>Begränsningar att känna till:</p>\n{listing(map(text, KNOWN))}"
        + "<p>Inget undantag för oskäligt betungande anpassning är åberopat.</p>\n"
    )


def _method(found: Audit | None) -> str:
    html = "<p>Ingen granskning av hela webbplatsen är gjord.</p>\n"
    if found:
        tools = joined(f"{text(name)} {text(version)}".strip() for name, version in found.tools)
        html = facts(
            [
                ("Granskad", text(swedish_date(found.date))),
                ("Metod", "Självskattning med automatiska verktyg"),
                ("Verktyg", tools),
                ("Sidor", str(found.pages)),
            ]
        )
    return (
        html
        + f"<p>Detta prövas vid varje ändring av webbplatsens program:</p>\n{listing(map(text, TESTED))}"
        + f"<p>Detta är inte prövat:</p>\n{listing(map(text, UNTESTED))}"
    )
