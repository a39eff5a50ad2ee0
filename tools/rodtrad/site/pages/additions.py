"""Regionala tillägg: what a region adds to a pathway or does otherwise, one page for each region and pathway."""

from __future__ import annotations

from collections.abc import Iterator

from rodtrad.document import Block, Document
from rodtrad.face import Role
from rodtrad.html import inline_html
from rodtrad.library import is_example
from rodtrad.model import AdditionMatter, Kind
from rodtrad.site.authored import Part, parts
from rodtrad.site.charting import stop_name
from rodtrad.site.page import Banner, Page, Site, TocItem
from rodtrad.site.parts import EXAMPLE, attribute, badge, facts, heading, text
from rodtrad.site.pathway.actions import writer_part
from rodtrad.site.words import swedish_date
from rodtrad.site.writer import Writer, cited

SERVES = ("tillagg",)
KINDS = (Kind.ADDITION,)


def document_pages(document: Document, site: Site) -> Iterator[Page]:
    """The page of one region's additions to one pathway."""
    face = document.face
    matter = face.matter
    assert isinstance(matter, AdditionMatter)
    path = f"{face.key}/"
    writer = Writer(document, site, path)
    links = writer.links
    before, top = parts(document)
    entry = site.library.register("regioner").get(str(matter.region))
    region = entry.title if entry else str(matter.region)
    pathway = site.library.resolve(f"vardforlopp/{matter.adds_to}")
    subject = pathway[0].title if pathway else str(matter.adds_to)
    heir = f"tillagg/{matter.inherits}/{matter.adds_to}"
    head = facts(
        [
            ("Region", links.entry("regioner", matter.region) if matter.region else ""),
            ("Gäller vårdförloppet", links.document(f"vardforlopp/{matter.adds_to}")),
            ("Skrivet mot version", text(matter.based_on or "")),
            ("Bygger även på tillägg i", _heir(writer, heir, matter)),
            ("Licens", text(matter.licence or "")),
            ("Öppna data", f'<a href="{attribute(links.page(site.feed_path(face)))}">JSON</a>'),
        ]
    )
    sections = [_section(part, writer) for part in top]
    yield Page(
        path=path,
        title=matter.title or f"{subject}: {region}",
        kicker="Regionalt tillägg",
        html=head + cited(writer.html(before) + "".join(html for _, html in sections)),
        toc=tuple(item for item, _ in sections),
        description=f"{region}: tillägg till vårdförloppet {subject}",
        banners=(EXAMPLE,) if is_example(face) else (_regional(region),),
        filters={"Typ": ["Regionalt tillägg"], "Region": [region]},
        noindex=is_example(face),
        source=face.path,
    )


def _regional(region: str) -> Banner:
    return Banner("quiet", f"Gäller i {region}", "<p>Den nationella texten är oförändrad.</p>")


def _heir(writer: Writer, key: str, matter: AdditionMatter) -> str:
    if not matter.inherits:
        return ""
    entry = writer.library.register("regioner").get(str(matter.inherits))
    return writer.links.a(key, entry.title if entry else str(matter.inherits))


def _section(part: Part, writer: Writer) -> tuple[TocItem, str]:
    """One addition or deviation: the national block it stands at, its facts and its text."""
    block = part.block
    if block.role not in (Role.ADDITION, Role.DEVIATION):
        return part.toc, writer_part(part, writer)
    kind = "Avvikelse" if block.role is Role.DEVIATION else "Tillägg"
    target = next((ln.target for ln in writer.face.links if ln.block == block.id and ln.relation == "at"), "")
    found = writer.links.block(target)
    where = stop_name(found[1]) if found else block.title.partition("vid")[2].strip()
    title = f"{kind} vid {where}"
    mark = badge(kind, "warn" if block.role is Role.DEVIATION else "mark")
    at = f'<p class="rt-gathered">Vid {writer.links.a(target, where)} i den nationella texten.</p>\n'
    taken = {id(node) for node in block.nodes}
    body = writer.html([node for node in part.nodes if id(node) not in taken], title)
    body += "".join(writer_part(p, writer) for p in part.parts)
    head = heading(2, block.id, f"{mark} {text(where)}", title) + at
    # `scripts/views.js` takes the words from here to show them in the national text.
    own = f'<div class="rt-own__words">{_facts(block, writer)}{body}</div>'
    return TocItem(title, block.id), f'<section class="rt-own">\n{head}{own}</section>\n'


def _facts(block: Block, writer: Writer) -> str:
    """Reason, responsible role and last day of a deviation."""
    rows = [
        (
            fact.name,
            text(swedish_date(fact.text)) if fact.name == "Gäller till" else inline_html(fact.nodes, writer.setting),
        )
        for fact in block.facts
    ]
    return facts(rows)
