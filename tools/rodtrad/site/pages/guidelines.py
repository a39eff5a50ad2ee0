"""Nationella riktlinjer: one page for each edition, with its rows and the pathways that cite them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rodtrad.chapters.recommendations import CHAPTER
from rodtrad.document import Document
from rodtrad.face import NODES, BlockFace, Face, Role
from rodtrad.library import Library
from rodtrad.model import GuidelineMatter, Kind, PathwayMatter
from rodtrad.once import once
from rodtrad.site.addresses import around
from rodtrad.site.authored import Part, chapter, parts
from rodtrad.site.page import Banner, Page, Site
from rodtrad.site.pages._entries import pointed, source_text
from rodtrad.site.parts import Outline, attribute, badge, details, facts, listing, table, text
from rodtrad.site.pathway.actions import writer_part
from rodtrad.site.pathway.head import codes
from rodtrad.site.words import BASES, STANDINGS, capital, priority, swedish_date
from rodtrad.site.writer import Writer, cited
from rodtrad.values import Edition

SERVES = ("riktlinjer",)
KINDS = (Kind.GUIDELINE,)

OWN_CELLS = frozenset({"Tillstånd", "Åtgärd", "Prioritet", "Källa", "Säkerhet"})
"""Fact lines of a row that have a place of their own in the table."""

STANDING_KINDS = {Edition.CURRENT: "ok", Edition.REPLACED: "warn", Edition.CONSULTATION: "part"}


@once
def predecessors(library: Library) -> Mapping[str, Sequence[Face]]:
    """Id of an edition → the editions it replaces."""
    table: dict[str, list[Face]] = {}
    for face in library.of(Kind.GUIDELINE):
        assert isinstance(face.matter, GuidelineMatter)
        if face.matter.replaced_by:
            table.setdefault(face.matter.replaced_by, []).append(face)
    return table


@once
def resting(library: Library) -> Mapping[str, Sequence[Face]]:
    """Id of an edition → the pathways that say they rest on it."""
    table: dict[str, list[Face]] = {}
    for face in library.of(Kind.PATHWAY):
        for id in (face.matter.guidelines if isinstance(face.matter, PathwayMatter) else None) or ():
            table.setdefault(id, []).append(face)
    return table


def standing(matter: GuidelineMatter) -> str:
    """Whether the edition holds, as a badge."""
    value = matter.standing or Edition.UNKNOWN
    return badge(STANDINGS[value], STANDING_KINDS.get(value, ""))


def chain(face: Face, library: Library) -> list[Face]:
    """Every edition that leads to this one or follows it, oldest first."""
    found: dict[str, Face] = {}
    waiting = [face]
    while waiting:
        one = waiting.pop()
        if one.id in found:
            continue
        found[one.id] = one
        waiting += predecessors(library).get(one.id, ())
        after = getattr(one.matter, "replaced_by", None)
        if after and (next_one := library.get(Kind.GUIDELINE, after)):
            waiting.append(next_one)
    return sorted(found.values(), key=lambda f: (str(getattr(f.matter, "edition", None) or "9999"), f.id))


def document_pages(document: Document, site: Site) -> Iterator[Page]:
    """The page of one edition."""
    face = document.face
    matter = face.matter
    assert isinstance(matter, GuidelineMatter)
    writer = Writer(document, site, f"{face.key}/")
    rows = list(document.body.of(Role.RECOMMENDATION))
    outline = Outline()
    before, top = parts(document)
    outline.section("Rekommendationer", _rows(chapter(top, CHAPTER.id), writer), CHAPTER.id)
    _others(outline, top, writer)
    if rests := resting(site.library).get(face.id):
        html = listing(writer.links.document(other.key) for other in rests)
        outline.section("Vårdförlopp som vilar på riktlinjen", html, "rt-vilar")
    if len(editions := chain(face, site.library)) > 1:
        outline.section("Utgåvor", _editions(editions, writer), "rt-utgavor")
    outline.section("Källor", source_text(matter.source, matter.note), "rt-kallor")
    yield Page(
        path=f"{face.key}/",
        title=face.title,
        kicker=f"Nationell riktlinje, utgåva {matter.edition}" if matter.edition else "Nationell riktlinje",
        html=_facts(writer, matter, len(rows)) + cited(writer.html(before) + outline.html),
        toc=outline.toc,
        description=f"{face.title}, {matter.publisher or ''} {matter.edition or ''}".strip(" ,"),
        banners=tuple(_banners(writer, matter)),
        filters={"Typ": ["Nationell riktlinje"], "Läge": [STANDINGS[matter.standing or Edition.UNKNOWN]]},
        source=face.path,
    )


def _banners(writer: Writer, matter: GuidelineMatter) -> Iterator[Banner]:
    if matter.replaced_by:
        yield Banner("info", "Ersatt av", f"<p>{_edition_link(writer, matter.replaced_by)}</p>")
    where = (
        f'<p>Läs den hos <a href="{attribute(matter.url)}">{text(matter.publisher or "utgivaren")}</a>.</p>'
        if matter.url
        else ""
    )
    yield Banner("quiet", "Återgivning av enskilda rader, inte riktlinjen själv.", where)


def _edition_link(writer: Writer, id: str) -> str:
    face = writer.library.get(Kind.GUIDELINE, id)
    if face is None:
        return text(id)
    edition = getattr(face.matter, "edition", None)
    return writer.links.a(face.key, f"{face.title} ({edition})" if edition else face.title)


def _facts(writer: Writer, matter: GuidelineMatter, given: int) -> str:
    feed = writer.links.page(writer.site.feed_path(writer.face))
    said = f"{matter.recommendations} enligt källan, " if matter.recommendations is not None else ""
    return facts(
        [
            ("Läge", standing(matter)),
            ("Så är läget känt", text(matter.standing_basis or "")),
            ("Utgivare", text(matter.publisher or "")),
            ("Utgåva", text(matter.edition or "Uppgift saknas")),
            ("Utgivningsdatum", text(swedish_date(matter.date))),
            ("Uppdaterad", text(swedish_date(matter.updated))),
            ("Rekommendationer", f"{said}{given} återgivna här"),
            ("Artikelnummer", text(matter.article or "")),
            ("ISBN", text(matter.isbn or "")),
            ("Koder", codes(writer.links, matter.codes or {})),
            ("Så är koderna valda", text(matter.codes_basis or "")),
            ("Uppgifterna är", text(BASES[matter.basis]) if matter.basis else ""),
            ("Licens för återgivningen", text(matter.licence or "")),
            ("Öppna data", f'<a href="{attribute(feed)}" type="application/json">JSON</a>'),
        ]
    )


LEGEND = (
    ("1", "Prioritet 1 till 3: åtgärden bör erbjudas."),
    ("4", "Prioritet 4 till 7: åtgärden kan erbjudas."),
    ("8", "Prioritet 8 till 10: åtgärden kan erbjudas i undantagsfall."),
    ("icke-göra", "Åtgärden bör inte utföras."),
    ("FoU", "Åtgärden bör bara utföras inom forskning och utveckling."),
    ("bör", "Källan anger styrkan men ingen siffra. Detsamma gäller kan och undantag."),
    ("okänd", "Källan anger inte vilken prioritet raden har."),
)


def legend() -> str:
    """What the priorities mean."""
    return details(
        "Vad prioriteten betyder",
        listing((f"{priority(value)} {text(words)}" for value, words in LEGEND), "rt-plain")
        + "<p>Ett intervall, till exempel 2–3, betyder att källan räknar flera rader tillsammans.</p>\n",
    )


def _rows(part: Part | None, writer: Writer) -> str:
    """Every row that a source gives: measure and condition, priority, source, who cites it."""
    below = part.parts if part else ()
    lines = [_row(one, writer) for one in below if one.block.role is Role.RECOMMENDATION]
    html = writer.html(part.nodes, part.block.title) if part else ""
    if not lines:
        return html or "<p>Inga rader är återgivna här. Ingen källa som har gåtts igenom återger dem.</p>\n"
    head = ("Rekommendation", "Källa", "Anmärkningar", "Hänvisas till i")
    return html + legend() + table("Rekommendationer i utgåvan", head, lines, row_heads=True)


def _row(part: Part, writer: Writer) -> Sequence[str]:
    block = part.block
    said = {fact.name: fact for fact in block.facts}
    condition = said.get("Tillstånd")
    measure = said.get("Åtgärd")
    priority_said = said["Prioritet"].text if "Prioritet" in said else "okänd"
    name = f"<strong>{text(block.title)}</strong>"
    lines = [pointed(block.id, name, block.title), priority(priority_said)]
    if measure and measure.text.casefold() != block.title.casefold():
        lines.append(text(capital(measure.text)))
    if condition:
        lines.append(f"Tillstånd: {writer.inline(condition.nodes)}")
    certainty = f"Säkerhet: {text(said['Säkerhet'].text)}" if "Säkerhet" in said else ""
    source = writer.inline(said["Källa"].nodes) if "Källa" in said else ""
    return (
        "<br>".join(lines),
        "<br>".join(one for one in (source, certainty) if one) or "–",
        _remarks(part, writer) or "–",
        listing(_citing(writer, block.id), "rt-plain") or "–",
    )


def _remarks(part: Part, writer: Writer) -> str:
    """All that is written about a row and has no cell of its own."""
    block = part.block
    shown = {fact.name: fact for fact in block.facts if fact.name in OWN_CELLS}
    rest = [f"{text(f.name)}: {writer.value(f)}" for f in block.facts if shown.get(f.name) is not f]
    under = "".join(writer.under(fact.node) for fact in shown.values())
    taken = {id(node) for node in block.nodes}
    prose = writer.html([node for node in part.nodes if id(node) not in taken], block.title)
    return listing(rest, "rt-plain") + under + prose + "".join(writer_part(below, writer) for below in part.parts)


def _citing(writer: Writer, id: str) -> Iterator[str]:
    """Where a row is cited: the pathway, and the node in it."""
    seen: set[tuple[str, str]] = set()
    for face, _, block in writer.library.incoming.get(f"{writer.face.key}#{id}", ()):
        if face.kind not in (Kind.PATHWAY, Kind.ADDITION):
            continue
        node = _node(face, block)
        where = node.id if node else block
        if (face.key, where) not in seen:
            seen.add((face.key, where))
            said = f": {node.label}. {node.title}" if node and node.label else ""
            yield writer.links.a(f"{face.key}#{where}", face.title + said)


def _node(face: Face, id: str) -> BlockFace | None:
    """The node that a block belongs to."""
    return next((block for block in around(face, id) if block.role in NODES), None)


def _others(outline: Outline, top: Sequence[Part], writer: Writer) -> None:
    """Chapters besides the rows, as written."""
    for part in top:
        if part.block.id != CHAPTER.id:
            below = "".join(writer_part(one, writer) for one in part.parts)
            outline.section(part.block.title, writer.html(part.nodes, part.block.title) + below, part.block.id)


def _editions(editions: Sequence[Face], writer: Writer) -> str:
    rows = []
    for face in editions:
        matter = face.matter
        assert isinstance(matter, GuidelineMatter)
        here = face.key == writer.face.key
        name = f"<strong>{text(face.title)}</strong> (den här sidan)" if here else writer.links.document(face.key)
        after = _edition_link(writer, matter.replaced_by) if matter.replaced_by else "–"
        rows.append((text(matter.edition or "Okänt år"), name, standing(matter), after))
    return table("Utgåvor i följd", ("Utgåva", "Titel", "Läge", "Ersatt av"), rows, row_heads=True)
