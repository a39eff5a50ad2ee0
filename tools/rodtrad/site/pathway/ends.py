"""What is gathered after a pathway's own chapters: recommendations, regions, decisions, national facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rodtrad.face import NODES, Face, Role
from rodtrad.html import SAFE_ADDRESS
from rodtrad.model import GuidelineMatter, PathwayMatter
from rodtrad.rules import is_full_text
from rodtrad.site.addresses import around
from rodtrad.site.parts import all_deviations, attribute, badge, facts, listing, table, text
from rodtrad.site.pathway import versions
from rodtrad.site.words import (
    DECISIONS,
    NATIONAL,
    STANDINGS,
    capital,
    each_code,
    joined,
    priority,
    sorting,
    swedish_date,
    system_name,
)
from rodtrad.site.writer import Writer


def sourced(sources: Sequence[str] | None) -> str:
    """Sources as a list; addresses are links."""
    return listing(
        (
            f'<a href="{attribute(source)}">{text(source)}</a>' if SAFE_ADDRESS.fullmatch(source) else text(source)
            for source in sources or ()
        ),
        "rt-plain",
    )


def recommendations(writer: Writer) -> str:
    """Every cited row: what it says, its priority, the guideline and where the pathway cites it."""
    seen: dict[str, list[str]] = {}
    for link in writer.face.links:
        if link.relation == "recommendation":
            seen.setdefault(link.target, []).append(link.block)
    rows: list[Sequence[str]] = []
    for target, places in seen.items():
        found = writer.links.block(target)
        if found is None:
            continue
        guideline, row = found
        matter = guideline.matter
        said = guideline.title
        if isinstance(matter, GuidelineMatter) and matter.edition:
            said += f" {matter.edition}"
        standing = ""
        if isinstance(matter, GuidelineMatter) and matter.standing:
            standing = f" {badge(STANDINGS[matter.standing])}"
        measure = writer.links.a(target, capital(row.fact("Åtgärd") or row.title))
        condition = f" vid {text(row.fact('Tillstånd'))}" if row.fact("Tillstånd") else ""
        where = joined(dict.fromkeys(_place(writer.face, place) for place in places))
        rows.append(
            (
                f"{measure}{condition}",
                priority(row.fact("Prioritet")),
                writer.links.a(guideline.key, said) + standing,
                where,
            )
        )
    head = ("Åtgärd och tillstånd", "Prioritet", "Riktlinje", "Var")
    return table("Rekommendationer som vårdförloppet hänvisar till", head, rows, row_heads=True) if rows else ""


def _place(face: Face, id: str) -> str:
    """The node that a block belongs to, as a link."""
    block = next((block for block in around(face, id) if block.role in NODES), None)
    if block is None:
        return '<span aria-hidden="true">–</span>'
    return f'<a href="#{block.id}">{text(f"{block.label}. {block.title}" if block.label else block.title)}</a>'


def additions(writer: Writer) -> str:
    """The regions that add to this pathway or depart from it."""
    found = writer.site.additions.get(writer.face.id, ())
    rows: list[tuple[tuple[tuple[int, ...], str], Sequence[str]]] = []
    for face in found:
        region = writer.library.register("regioner").get(str(getattr(face.matter, "region", "")))
        name = region.title if region else face.id
        count = {role: sum(1 for _ in face.of(role)) for role in (Role.ADDITION, Role.DEVIATION)}
        example = f" {badge('Exempel')}" if getattr(face.matter, "example", False) else ""
        rows.append(
            (
                sorting(name),
                (
                    writer.links.a(face.key, name) + example,
                    str(count[Role.ADDITION]),
                    str(count[Role.DEVIATION]),
                    text(str(getattr(face.matter, "based_on", "") or "–")),
                ),
            )
        )
    head = ("Region", "Tillägg", "Avvikelser", "Skrivet mot version")
    lines = [row for _, row in sorted(rows)]
    if not lines:
        return ""
    return table("Regioner med tillägg till vårdförloppet", head, lines, row_heads=True) + all_deviations(writer.links)


def codes(writer: Writer, matter: PathwayMatter) -> str:
    """What the codes at the top mean; "" when no title is known."""
    rows = [
        (writer.links.a(f"{scheme}:{code}", code), text(title) or "Titeln är inte känd här", text(system_name(scheme)))
        for scheme, listed in each_code(matter.codes or {})
        for code in listed
        for title in (writer.site.code_title(scheme, code),)
    ]
    known = any(writer.site.code_title(s, code) for s, listed in each_code(matter.codes or {}) for code in listed)
    return table("Koder som hör till vårdförloppet", ("Kod", "Titel", "System"), rows, row_heads=True) if known else ""


def decisions(writer: Writer, matter: PathwayMatter) -> str:
    """The log of decisions; of a text with none it is said, of an entry in the catalogue nothing is known here."""
    rows = [
        (
            text(swedish_date(decision.date)),
            text(DECISIONS[decision.type]) if decision.type else "–",
            writer.links.entry("organ", decision.body) if decision.body else "–",
            _reference(decision.reference),
        )
        for decision in matter.decisions or ()
    ]
    if rows:
        return table("Beslut i tidsordning", ("Datum", "Beslut", "Organ", "Hänvisning"), rows)
    return "<p>Inget organ har beslutat om den här texten.</p>\n" if is_full_text(writer.face) else ""


def _reference(words: str | None) -> str:
    if not words:
        return "–"
    return f'<a href="{attribute(words)}">{text(words)}</a>' if SAFE_ADDRESS.fullmatch(words) else text(words)


def participation(matter: PathwayMatter) -> str:
    """How patients took part, and whether interests are declared; "" when nothing is said."""
    rows: list[tuple[str, str]] = []
    if matter.participation:
        rows.append(("Patientorganisationer", text(joined(matter.participation.organisations or ()))))
        rows.append(("Hur de deltog", text(matter.participation.how or "")))
    if matter.interests:
        said = "Deklarerat" if matter.interests.declared else "Inte deklarerat"
        date = f" {swedish_date(matter.interests.date)}" if matter.interests.date else ""
        rows.append(("Jäv", text(said + date)))
    return facts(rows)


def national(matter: PathwayMatter) -> str:
    """What is known about the national text, and how."""
    known = matter.national
    if known is None:
        return ""
    url = f'<a href="{attribute(known.url)}">{text(known.url)}</a>' if known.url else ""
    return facts(
        [
            ("Läge", text(NATIONAL[known.status]) if known.status else ""),
            ("Godkänt", text(swedish_date(known.approved))),
            ("Planerat", text(known.planned or "")),
            ("Hur det är känt", text(known.basis or "")),
            ("Webbadress", url),
            ("Källor", sourced(known.source)),
            ("Oklarheter", text(known.note or "")),
        ]
    )


def gathered(html: str, more: str = "") -> str:
    """A section that no author wrote, and says so; the search finds the same words where they were written."""
    note = f'<p class="rt-gathered">Sammanställt ur texten{": " if more else ""}{text(more)}.</p>'
    return f"<div data-pagefind-ignore>\n{note}\n{html}</div>\n" if html else ""


def sections(writer: Writer, matter: PathwayMatter) -> Iterator[tuple[str, str, str]]:
    """Title, id and HTML of every section that is not a chapter and has something to say."""
    for title, id, html in (
        ("Rekommendationer i riktlinjer", "rt-rekommendationer", gathered(recommendations(writer))),
        ("Koder", "rt-koder", codes(writer, matter)),
        ("Regionala tillägg", "rt-tillagg", additions(writer)),
        ("Senaste ändringar", "rt-andringar", versions.changes(writer)),
        ("Beslut", "rt-beslut", decisions(writer, matter)),
        ("Medverkan och jäv", "rt-medverkan", participation(matter)),
        ("Om den nationella texten", "rt-nationellt", national(matter)),
    ):
        if html:
            yield title, id, html
