"""Indikatorer: one page for each indicator, with its specification, its target levels and what uses it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rodtrad.chapters.target_levels import COLUMNS
from rodtrad.document import Document
from rodtrad.face import BlockFace, Face, Target
from rodtrad.library import is_example
from rodtrad.model import IndicatorMatter, Kind
from rodtrad.site.addresses import Links
from rodtrad.site.authored import Part, chapter, parts, write, write_below
from rodtrad.site.figures import level_chart
from rodtrad.site.page import Page, Site
from rodtrad.site.pages._entries import several, source_text
from rodtrad.site.pages._level_steps import level_steps
from rodtrad.site.pages._measured import NOTHING, Use, is_nothing, uses
from rodtrad.site.pages._outcome_parts import about, against, drawing, numbers, over_time, summary, warning
from rodtrad.site.pages._outcomes import FICTITIOUS, measured, told
from rodtrad.site.parts import EXAMPLE, Outline, attribute, badge, details, facts, listing, table, text
from rodtrad.site.words import (
    DIRECTIONS,
    MEASURES,
    amount,
    availability,
    capital,
    joined,
    programme_area,
    swedish_period,
)
from rodtrad.site.writer import cited
from rodtrad.tree import Node, plain
from rodtrad.values import PatientReported

SERVES = ("indikatorer",)
KINDS = (Kind.INDICATOR,)

SPECIFICATION = ("definition", "taljare", "namnare", "population")
TARGETS = "malnivaer"
OUTCOME = "rt-utfall"
READING = ("felkallor", "tolkning", "jamforbarhet")
"""Ids of the chapters, in the order they are shown."""

PATIENT_REPORTED = {
    PatientReported.PROM: "PROM: patienten svarar om sin hälsa",
    PatientReported.PREM: "PREM: patienten svarar om sin upplevelse av vården",
}

SYSTEMS = {
    "primärvårdskvalitet": "PrimärvårdsKvalitet",
    "öppna-jämförelser": "Öppna jämförelser",
    "riksstroke": "Riksstroke",
    "vården-i-siffror": "Vården i siffror",
}

KIK = {
    "publicerad": "Specifikationen är publicerad",
    "opublicerad": "Specifikationen är inte publicerad",
    "saknas": "Finns inte i katalogen",
    "okänd": "Okänt om måttet finns i katalogen",
}

MISSING = badge(NOTHING, "miss")


def document_pages(document: Document, site: Site) -> Iterator[Page]:
    """The page of one indicator."""
    face = document.face
    matter = face.matter
    assert isinstance(matter, IndicatorMatter)
    links = Links(site, f"{face.key}/")
    mine = uses(site.library).get(face.key, ())
    outline = Outline()
    before, top = parts(document)
    _specification(outline, top, document, links, matter)
    outline.section("Målnivåer", _targets(face.targets, matter, links) + _levels(top, document, links), TARGETS)
    _outcome(outline, face, links)
    _reading(outline, top, document, links, matter)
    outline.section("Används i vårdförlopp", _used(mine, links), "rt-anvands-i")
    if mentioned := _mentioned(links, face.key):
        outline.section("Nämns på andra sidor", mentioned, "rt-namns")
    outline.section("Källor", source_text(matter.source, matter.note), "rt-kallor")
    areas = dict.fromkeys(area for use in mine if (area := programme_area(use.face, site.library)))
    yield Page(
        path=links.path,
        title=face.title,
        kicker="Exempelindikator" if is_example(face) else "Indikator",
        html=_facts(document, matter, links) + cited(write(before, links.setting(document)) + outline.html),
        toc=outline.toc,
        description=_description(top, face.title),
        banners=(EXAMPLE,) if is_example(face) else (),
        filters={"Typ": ["Indikator"], "Programområde": list(areas)},
        noindex=is_example(face),
        source=face.path,
    )


def _description(top: Sequence[Part], title: str) -> str:
    part = chapter(top, "definition")
    words = plain(*part.nodes) if part else ""
    if not words or is_nothing(words):
        return f"Indikator: {title}"
    return words if len(words) <= 160 else words[:157].rsplit(" ", 1)[0] + " …"


def _facts(document: Document, matter: IndicatorMatter, links: Links) -> str:
    """The facts a reader looks for first. The most important ones are there even when unknown."""
    named = [links.entry("datakallor kvalitetsregister", id) for id in matter.data_sources or ()]
    found = measured(links.site.library).get(document.face.id, ())
    periods = "–".join(dict.fromkeys(swedish_period(one.period) for one in (*found[:1], *found[-1:])))
    mark = f" {badge(FICTITIOUS, 'warn')}" if found and found[-1].fictitious else ""
    rows = [
        ("Slag av mått", text(MEASURES[matter.type]) if matter.type else MISSING),
        ("Riktning", text(DIRECTIONS[matter.direction]) if matter.direction else MISSING),
        ("Enhet", text(_unit(matter.unit)) if matter.unit else MISSING),
        ("Data", availability(matter.availability)),
        ("Datakälla", several(named) if named else MISSING),
        ("Utfall", f'<a href="#{OUTCOME}">{text(periods)}</a>{mark}' if found else "Inga här"),
        ("Patientrapporterad", text(PATIENT_REPORTED[matter.patient_reported]) if matter.patient_reported else ""),
    ]
    return facts(rows)


def _reporting(matter: IndicatorMatter) -> str:
    """How the measure is divided and shown."""
    return facts(
        [
            ("God vård-område", text(capital(matter.area or ""))),
            ("Kvalitetsdimension", text(capital(matter.dimension or ""))),
            ("Delas upp på", text(capital(joined(matter.strata or ())))),
            ("Minsta antal som visas", text(str(matter.smallest_cell or ""))),
            ("Flera mått i ett", "Källan räknar måtten tillsammans" if matter.group else ""),
        ]
    )


def _management(document: Document, matter: IndicatorMatter, links: Links) -> str:
    """Who keeps the measure, what it is called elsewhere, and where its data are."""
    feed = attribute(links.page(links.site.feed_path(document.face)))
    external = [text(f"{SYSTEMS.get(e.system or '', e.system or '')}: {e.id or ''}") for e in matter.external or ()]
    return facts(
        [
            ("Ägare", text(matter.owner or "")),
            ("Version", text(matter.version or "")),
            ("Kvalitets\u00adindikator\u00adkatalogen", several(_catalogue(matter))),
            ("Id i andra system", several(external) if external else ""),
            ("Ersätts av", links.document(f"indikatorer/{matter.replaced_by}") if matter.replaced_by else ""),
            ("Licens", text(matter.licence or "")),
            ("Öppna data", f'<a href="{feed}" type="application/json">JSON</a>'),
        ]
    )


def _unit(unit: str) -> str:
    return {"%": "Procent (%)", "min": "Minuter"}.get(unit, capital(unit))


def _catalogue(matter: IndicatorMatter) -> list[str]:
    """The state in Kvalitetsindikatorkatalogen, and its other keys as they are."""
    kik = matter.kik or {}
    status = kik.get("status", "okänd")
    rest = [text(f"{key}: {value}") for key, value in kik.items() if key != "status" and value]
    return [text(KIK.get(status, status)), *rest]


def _outcome(outline: Outline, face: Face, links: Links) -> None:
    """The newest period, how it has been since the first, and where the earlier ones are."""
    found = measured(links.site.library).get(face.id, ())
    if not found:
        outline.section("Utfall", "<p>Inga utfall finns här.</p>\n", OUTCOME)
        return
    one = told(face, found[-1], links)
    outline.section("Utfall", warning(one.found), OUTCOME)
    period = swedish_period(one.found.period)
    shown = f"<p>{text(summary(one))}</p>\n{against(one, links)}{drawing(one, 'rt-punkter')}"
    rows = numbers(one)
    rows = details(f"Tabell: utfall {period}", rows) if one.is_drawn else rows
    outline.subsection(period, shown + rows, "rt-senaste")
    if trend := over_time(one, found, links):
        outline.subsection("Över tid", trend, "rt-utveckling")
    earlier = [links.a(each.face.key, swedish_period(each.period)) for each in reversed(found)]
    every = f"<p>{'Varje period' if len(found) > 1 else 'Perioden'} har en egen sida: {joined(earlier)}.</p>\n"
    outline.subsection("Varifrån talen kommer", about(one, links) + every, "rt-utfallets-kalla")


def _specification(
    outline: Outline, top: Sequence[Part], document: Document, links: Links, matter: IndicatorMatter
) -> None:
    """What is measured, how it is shown, and who keeps it."""
    setting = links.setting(document)
    known = {*SPECIFICATION, TARGETS, *READING}
    chosen = [chapter(top, id) for id in SPECIFICATION] + [p for p in top if p.block.id not in known]
    outline.section("Specifikation", "", "rt-specifikation")
    for part in chosen:
        if part is None:
            continue
        words = plain(*part.nodes)
        html = f"<p>{MISSING}</p>\n" if is_nothing(words) else write_below(part, setting)
        outline.subsection(part.block.title, html, part.block.id)
    if reporting := _reporting(matter):
        outline.subsection("Redovisning", reporting, "rt-redovisning")
    outline.subsection("Förvaltning", _management(document, matter, links), "rt-forvaltning")


def _targets(targets: Sequence[Target], matter: IndicatorMatter, links: Links) -> str:
    """The levels through the years, as a drawing and as a table; what kind of thing they are."""
    if not targets:
        return ""
    rows = [
        (
            text(target.year or "–"),
            text(amount(target.moderate, matter.unit)) if target.moderate else "–",
            text(amount(target.high, matter.unit)) if target.high else "–",
            links.entry("organ kvalitetsregister datakallor", target.issuer) if target.issuer else "–",
            text(target.label or "–"),
        )
        for target in sorted(targets, key=lambda target: target.year)
    ]
    direction = f"{DIRECTIONS[matter.direction]}. " if matter.direction else "Riktningen är inte känd. "
    said = f"<p>{direction}Nivåerna gäller en enhets resultat och är inga behandlingsmål för en enskild patient.</p>\n"
    written = table("Målnivåer per år", ("År", "Måttlig", "Hög", "Utfärdare", "Beteckning"), rows, row_heads=True)
    in_order = sorted(targets, key=lambda target: target.year)
    drawn = level_steps(matter, in_order) or level_chart(matter, in_order)
    return said + (f'<div class="rt-columns">\n{drawn}{written}</div>\n' if drawn else written)


def _levels(top: Sequence[Part], document: Document, links: Links) -> str:
    """What the chapter on levels says beside the rows that are shown."""
    part = chapter(top, TARGETS)
    if part is None or not (part.nodes or part.parts):
        return "" if document.face.targets else "<p>Ingen målnivå är känd.</p>\n"
    nodes = [node for node in part.nodes if not (document.face.targets and _is_shown(node))]
    return write_below(replace(part, nodes=nodes), links.setting(document))


def _is_shown(node: Node) -> bool:
    """A table of levels, all of whose columns we know."""
    return node.kind == "table" and {plain(cell) for cell in node.children[0].children} <= {*COLUMNS}


def _reading(outline: Outline, top: Sequence[Part], document: Document, links: Links, matter: IndicatorMatter) -> None:
    """Sources of error, interpretation and comparability, and the criteria; no section when there is nothing."""
    found = [part for id in READING if (part := chapter(top, id))]
    if found:
        outline.section("Att tänka på", "", "rt-att-tanka-pa")
        for part in found:
            outline.subsection(part.block.title, write_below(part, links.setting(document)), part.block.id)
    criteria = matter.criteria
    if criteria:
        rows = [
            (text(capital(key.alias)), text(value))
            for name, key in criteria.keys.items()
            if (value := getattr(criteria, name))
        ]
        html = table("De sex kriterierna för en god indikator", ("Kriterium", "Bedömning"), rows, row_heads=True)
        outline.section("Kriterier", html, "rt-kriterier")


def _used(mine: Sequence[Use], links: Links) -> str:
    """Pathways, goals and nodes that the indicator follows."""
    if not mine:
        return "<p>Inget vårdförlopp i samlingen använder indikatorn.</p>\n"
    rows = [
        (
            links.a(f"{use.face.key}#{use.block.id}", use.face.title),
            badge("Prioriterad", "mark") if use.prioritised else "Nej",
            _named(use, use.goals, links),
            _named(use, use.nodes, links),
        )
        for use in mine
    ]
    head = ("Vårdförlopp", "Prioriterad", "Följer målet", "Följer åtgärden")
    return table("Var indikatorn används", head, rows, row_heads=True)


def _named(use: Use, blocks: Sequence[BlockFace], links: Links) -> str:
    said = (
        links.a(f"{use.face.key}#{b.id}", f"{b.label}. {b.title}" if b.label else b.title.rstrip(".")) for b in blocks
    )
    return listing(said, "rt-plain") or "–"


def _mentioned(links: Links, key: str) -> str:
    """Pages that link to the indicator without using it."""
    found = dict.fromkeys(
        face.key for face, relation, _ in links.site.library.incoming.get(key, ()) if relation == "mention"
    )
    return listing(links.document(other) for other in found)
