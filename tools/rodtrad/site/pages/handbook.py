"""Handbok: how pathways are written, reviewed and fetched, and why the tool is made as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rodtrad.document import Document
from rodtrad.face import Face
from rodtrad.library import Library
from rodtrad.model import HandbookMatter, Kind
from rodtrad.rules import rules
from rodtrad.site.addresses import Links
from rodtrad.site.authored import parts, references, write, write_part
from rodtrad.site.page import Entry, Page, Site
from rodtrad.site.parts import heading, listing, text
from rodtrad.site.words import swedish_date
from rodtrad.site.writer import cited
from rodtrad.tree import plain

SERVES = ("handbok",)
NAVIGATION = (Entry("Handbok", "handbok/", 60),)
KINDS = (Kind.HANDBOOK,)

HOME = "handbok/"
DECISIONS = "beslut/"
"""Folder of the decision records."""

_CODE = re.compile(r"<pre><code>(?P<text>.*?)\n*</code></pre>", re.DOTALL)
_WRAPPED = r'<pre class="rt-wrap"><code>\g<text></code></pre>'
"""Examples are mostly prose: long lines are wrapped, and none ends with an empty line."""

_SLUG = re.compile(r"(?<!rt-wrap\">)<code>(?P<slug>[a-z]+(?:-[a-z]+)+)</code>")


def _matter(face: Face) -> HandbookMatter:
    assert isinstance(face.matter, HandbookMatter)
    return face.matter


def in_order(library: Library) -> tuple[list[Face], list[Face]]:
    """The pages in their order, and the decision records by number."""
    faces = list(library.of(Kind.HANDBOOK))
    records = sorted((f for f in faces if f.id.startswith(DECISIONS)), key=lambda f: f.id)
    order = [(f"{_matter(f).order or 9999:04}", f.id, f) for f in faces if not f.id.startswith(DECISIONS)]
    return [face for _, _, face in sorted(order, key=lambda item: item[:2])], records


def document_pages(document: Document, site: Site) -> Iterator[Page]:
    """One page or decision record, as written; names of rules lead to their pages."""
    face = document.face
    is_record = face.id.startswith(DECISIONS)
    links = Links(site, f"{face.key}/")
    setting = links.setting(document)
    before, top = parts(document)
    html = write(before, setting, face.title) + "".join(write_part(part, setting) for part in top)
    notes = references(document, setting)
    date = _matter(face).date
    first = next((node for node in before if node.kind == "paragraph"), None)
    first = first or next((node for part in top for node in part.nodes if node.kind == "paragraph"), None)
    words = plain(first) if first else face.title
    yield Page(
        path=links.path,
        title=face.title,
        kicker="Beslut om verktyget" if is_record else "Handbok",
        lead=swedish_date(date) if is_record and date else "",
        html=_with_rules(_CODE.sub(_WRAPPED, cited(html)), links) + notes,
        toc=tuple(part.toc for part in top),
        description=words if len(words) <= 160 else words[:157].rsplit(" ", 1)[0] + " …",
        filters={"Typ": ["Handbok"]},
        source=face.path,
    )


def _with_rules(html: str, links: Links) -> str:
    """Names of rules as links to their pages."""

    def link(found: re.Match[str]) -> str:
        slug = found["slug"]
        return f'<a href="{links.page(f"{HOME}regler/{slug}/")}">{found[0]}</a>' if slug in rules() else found[0]

    return _SLUG.sub(link, html)


def pages(site: Site) -> Iterator[Page]:
    """The first page of the handbook."""
    links = Links(site, HOME)
    written, records = in_order(site.library)
    terms = '<a href="{}">Termlista</a>: ord som skrivs på ett sätt i hela samlingen'
    html = heading(2, "skriva-och-granska", "Skriva, granska och ge ut") + _list(written, links)
    html += heading(2, "regler-och-ord", "Regler och ord")
    known = f'<a href="{links.page(f"{HOME}regler/")}">Regler</a>: de {len(rules())} regler som texten granskas mot'
    items = [known]
    if "register/termer" in site.library.faces and "register" in site.served:
        items.append(terms.format(links.page("register/termer/")))
    html += listing(items)
    if records:
        html += heading(2, "beslut", "Beslut om verktyget")
        html += "<p>Varför verktyget är byggt som det är. Varje beslut säger vad som sågs, valdes och följde.</p>\n"
        html += _list(records, links)
    yield Page(
        path=HOME,
        title="Handbok",
        lead="Hur vårdförlopp skrivs, granskas, ges ut och hämtas.",
        html=html,
        description="Handbok för den som skriver, granskar, ger ut eller hämtar vårdförlopp.",
        full_width=True,
        filters={"Typ": ["Handbok"]},
    )


def _list(faces: Sequence[Face], links: Links) -> str:
    items = []
    for face in faces:
        date = _matter(face).date
        items.append(links.document(face.key) + (text(f", {swedish_date(date)}") if date else ""))
    return listing(items) or "<p>Inga sidor är skrivna ännu.</p>\n"
